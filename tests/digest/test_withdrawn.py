"""What its source withdrew asks for nothing any longer and is due no longer, wherever it is told."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest

from omfeed.deliver.feed import json_feed, of_items
from omfeed.digest.admin import build_admin
from omfeed.digest.contexts import AdminContext
from omfeed.digest.feeds import FeedWords
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.kb import kb_pages
from omfeed.digest.mail import mail
from omfeed.digest.notice import build_notice
from omfeed.digest.render import render
from omfeed.digest.table import table
from omfeed.model import ChangeKind, Delta, DeltaKind, Item, Platform, Severity
from tests.kit.items import FLEET, PERIOD, TODAY, entry, item, judged, source, well

WINDOWS = Platform.WINDOWS
DAY = "1 February 2027"


def enforced(kind: ChangeKind = ChangeKind.ADDED, **more: object) -> Item:
    """A matter that must be acted on by a day, and that users notice."""
    conclusions = judged(WINDOWS, act=True, due=["2027-02-01"], devices=5, users="Users see a prompt.")
    deltas = [Delta(kind=DeltaKind.WITHDRAWN)] if kind is ChangeKind.WITHDRAWN else []
    return item(entry("Old sign-in ends"), conclusions, kind=kind, deltas=deltas, **more)  # type: ignore[arg-type]  # the test says which


GONE = enforced(ChangeKind.WITHDRAWN)


def admin(*items: Item) -> AdminContext:
    return build_admin(items, well(), FLEET, PERIOD)


def forms(items: list[Item]) -> dict[str, str]:
    """The changes in every form that tells them one by one."""
    contexts = (admin(*items), build_helpdesk(items, well(), FLEET, PERIOD), build_notice(items, TODAY))
    made = {f"{type(page).__name__} {name}": words for page in contexts for name, words in _rendered(page)}
    return made | {"mail": mail(contexts[0]).html, "mail to the helpdesk": mail(contexts[1]).html}


def _rendered(page: object) -> list[tuple[str, str]]:
    made = render(page)  # type: ignore[arg-type]  # one of the three pages above
    return [("page", made.html), ("text", made.text)]


def test_no_form_shows_its_day_as_one_that_is_to_come() -> None:
    standing = forms([enforced()])
    assert [name for name, words in standing.items() if DAY not in words] == []
    assert [name for name, words in forms([GONE]).items() if DAY in words] == []


def test_it_stands_among_what_changed_and_not_among_what_is_to_be_done() -> None:
    context = admin(GONE)
    assert context.act == ()
    (card,) = context.edits
    assert (card.kind_word, card.action_required, card.deadlines) == ("Withdrawn", False, ())
    assert [reason.flag for reason in card.reasons] == ["platform: Windows", "users will notice"]


def test_the_matter_stays_due_while_another_source_tells_it() -> None:
    elsewhere = item(
        entry("Sign-in of old ends"),
        judged(WINDOWS, act=True, due=["2027-03-01"], devices=5),
        of=source("apple"),
        story="s",
    )
    (card,) = admin(enforced(ChangeKind.WITHDRAWN, story="s"), elsewhere).act
    assert [day.iso for day in card.deadlines] == ["2027-03-01"]


def test_what_is_shown_again_is_due_again() -> None:
    (card,) = admin(enforced(ChangeKind.RESTORED)).act
    assert [day.iso for day in card.deadlines] == ["2027-02-01"]


@pytest.mark.parametrize("kind", [ChangeKind.ADDED, ChangeKind.WITHDRAWN])
def test_lists_for_other_programs_name_no_day_either(kind: ChangeKind) -> None:
    due = [] if kind is ChangeKind.WITHDRAWN else ["2027-02-01"]
    change = enforced(kind)
    (row,) = csv.DictReader(StringIO(table([change])))
    assert row["due"] == " ".join(due)
    pages = dict(kb_pages([change], FLEET, TODAY, form="markdown"))
    (page,) = csv.DictReader(StringIO(pages["index.csv"].decode("utf-8-sig")))
    assert page["due"] == " ".join(due)
    (entry_of_feed,) = json.loads(json_feed(of_items([change], FeedWords(), title="omfeed", name="all")))["items"]
    assert [one["date"] for one in entry_of_feed["_omfeed"]["due"]] == due


def test_a_long_entry_that_was_withdrawn_is_recalled_by_its_beginning_everywhere() -> None:
    lines = [f"Sentence {number} says that something changes for users of devices." for number in range(3_000)]
    gone = item(
        entry("A long one", "\n".join(lines)), judged(Platform.IOS, devices=9, severity=Severity.HIGH),
        kind=ChangeKind.WITHDRAWN,
    )  # fmt: skip
    context = build_admin([gone], well(), FLEET, PERIOD)
    page, letter = render(context), mail(context)
    assert "Sentence 1 says" in page.text
    for made in (page.html, page.text, letter.html, letter.text):
        assert len(made) < 40_000
        assert "Sentence 2000 says" not in made
    assert "more words, not shown here" in page.html
    assert f"more words, not shown here: <{gone.change.entry.url}>" in " ".join(page.text.split())
    assert "Read on (" in letter.html


def test_a_new_entry_without_end_is_bounded_too_and_one_of_usual_length_is_whole() -> None:
    def digest(count: int) -> str:
        lines = [f"Sentence {number} says that something changes." for number in range(count)]
        news = item(entry("T", "\n".join(lines)), judged(Platform.IOS, devices=9, severity=Severity.HIGH))
        return render(build_admin([news], well(), FLEET, PERIOD)).text

    assert "Sentence 199 says" in digest(200)
    assert "not shown here" not in digest(200)
    assert "Sentence 2999 says" not in digest(3_000)
    assert "more words, not shown here" in digest(3_000)
