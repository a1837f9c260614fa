"""Notices for users, pages for a knowledge base, and the mail form."""

from __future__ import annotations

import json
import re

import pytest

from omfeed.digest.admin import build_admin
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.kb import kb_pages
from omfeed.digest.mail import mail
from omfeed.digest.notice import MOST_WORDS, build_notice
from omfeed.digest.plain import markdown
from omfeed.digest.render import render
from omfeed.model import ChangeKind, Item, Platform, Severity
from tests.kit.items import FLEET, PERIOD, TODAY, entry, item, judged, well
from tests.kit.scenes import busy_night, ill

IOS, WINDOWS = Platform.IOS, Platform.WINDOWS


class TestNotice:
    def test_says_what_users_see_and_do_when_and_where_help_is(self) -> None:
        told = item(
            entry("Update the app", "Admins can set a policy. Users see a prompt. They must update the app to go on."),
            judged(IOS, users="Users see a prompt", due=["2026-12-01"], devices=3),
        )
        text = render(build_notice([told], TODAY, help_url="https://help.example/app", contact="IT desk, 1234")).text
        assert text == (
            "Update the app\n\nUsers see a prompt. They must update the app to go on.\n\n"
            "It concerns iOS/iPadOS, from 1 December 2026.\nMore about it: https://help.example/app\n"
            "Questions: IT desk, 1234\n"
        )

    @pytest.mark.parametrize("length", [5, 40, 119, 300])
    def test_never_has_more_than_120_words(self, length: int) -> None:
        sentence = "Users " + "really " * length + "must look."
        told = item(
            entry("A title of several words " * 3, " ".join([sentence] * 3)),
            judged(*Platform, users="Users really", due=["2026-12-01"]),
        )
        text = render(build_notice([told], TODAY, contact="The service desk on floor three, room 312")).text
        assert len(text.split()) <= MOST_WORDS

    def test_says_what_ends_for_users_and_by_when(self) -> None:
        text = "Users see a prompt. Devices on iOS 17 can no longer enroll. You must update before 1 December 2026."
        told = item(entry("T", text), judged(IOS, users="Users see a prompt", due=["2026-12-01"]))
        made = build_notice([told], TODAY)
        assert " ".join(made.sentences) == text
        assert made.warning == ""

    def test_a_sentence_that_does_not_fit_gives_way_to_the_next(self) -> None:
        text = "Users see " + "very " * 130 + "much. Devices on iOS 17 can no longer enroll."
        told = item(entry("T", text), judged(IOS, users="Users see"))
        assert build_notice([told], TODAY).sentences == ("Devices on iOS 17 can no longer enroll.",)

    def test_a_pointer_to_another_page_is_no_sentence_for_users(self) -> None:
        text = "Devices can no longer enroll. See Plan for change: devices must run iOS 18."
        made = build_notice([item(entry("T", text), judged(IOS, users="can no longer enroll"))], TODAY)
        assert made.sentences == ("Devices can no longer enroll.",)

    def test_a_day_that_has_passed_is_still_named(self) -> None:
        told = item(entry("T", "Users see it."), judged(IOS, users="Users see it", due=["2026-11-20"]))
        assert build_notice([told], TODAY).when == "since 20 November 2026"

    def test_what_was_withdrawn_is_drafted_with_a_warning(self) -> None:
        gone = item(entry("T", "Users see it."), judged(IOS, users="Users see it"), kind=ChangeKind.WITHDRAWN)
        made = render(build_notice([gone], TODAY))
        assert made.text.startswith("! Do not send this as it is: its source has withdrawn it.")
        assert "has withdrawn it" in made.html

    def test_what_one_page_withdrew_and_another_shows_is_told_by_that_one(self) -> None:
        here = item(entry("Here", "Users see it."), judged(IOS, users="Users see it"), entry_id=1, story="s")
        gone = item(
            entry("Gone", "Users saw it."), judged(IOS, users="Users saw it", severity=Severity.CRITICAL),
            entry_id=2, story="s", kind=ChangeKind.WITHDRAWN,
        )  # fmt: skip
        made = build_notice([gone, here], TODAY)
        assert (made.title, made.warning) == ("Here", "")

    def test_has_no_words_of_admins(self) -> None:
        told = item(
            entry("T", "Users see a prompt from the tenant policy. Users must restart. Configure it in the console."),
            judged(IOS, users="Users see"),
        )
        assert build_notice([told], TODAY).sentences == ("Users must restart.",)

    def test_a_lead_in_and_the_names_below_it_are_no_sentences_for_users(self) -> None:
        told = item(
            entry("T", "Choose the channel and the time of updates on a Mac.\nApplies to:\nmacOS"),
            judged(Platform.MACOS),
        )
        assert build_notice([told], TODAY).sentences == ("Choose the channel and the time of updates on a Mac.",)


def kb(*items: Item, **more: object) -> dict[str, str]:
    return {name: data.decode() for name, data in kb_pages(items, FLEET, TODAY, **more)}  # type: ignore[arg-type]


class TestKnowledgeBase:
    def test_a_page_an_item_with_a_stable_name_and_an_index(self) -> None:
        issue = item(entry("An issue"), judged(WINDOWS, users="x", devices=1), entry_id=4)
        pages = kb(issue, item(entry("console"), judged(WINDOWS)))
        assert list(pages) == ["entry-4.md", "index.csv"]
        assert "entry-4.md,An issue,windows" in pages["index.csv"]
        later = item(
            entry("An issue", "Solved."), judged(WINDOWS, users="x", devices=1), entry_id=4, kind=ChangeKind.EDITED,
            before=entry("An issue"), at=PERIOD.until.replace(day=25),
        )  # fmt: skip
        assert list(kb(issue, later)) == ["entry-4.md", "index.csv"]
        assert "Solved." in kb(issue, later)["entry-4.md"]

    @pytest.mark.parametrize("form", ["markdown", "html"])
    def test_a_page_says_how_it_stands_today_not_what_an_edit_touched(self, form: str) -> None:
        edit = item(
            entry("T", "It starts on 15 March. Nothing else."), judged(WINDOWS, users="x"), entry_id=4,
            kind=ChangeKind.EDITED, before=entry("T", "It starts on 15 January. Nothing else."),
            shown=("<p>…15 <del>January</del><ins>March</ins></p>", "…15 [-January-]{+March+}"),
        )  # fmt: skip
        (page, _) = kb(edit, form=form).values()
        says = page.split("What it says", maxsplit=1)[1]
        assert "It starts on 15 March. Nothing else." in says
        assert "January" not in says

    def test_front_matter_holds_whatever_a_title_holds(self) -> None:
        nasty = 'A "title": with\n--- {{ x }} # and <b>'
        (page, _) = kb(item(entry(nasty), judged(WINDOWS, users="x"))).values()
        front = page.split("---\n")[1]
        assert json.loads(re.findall(r"^title: (.*)$", front, re.MULTILINE)[0]) == nasty

    def test_the_workaround_is_the_source_s_and_absent_when_there_is_none(self) -> None:
        pages = kb(*busy_night())
        assert (
            "## Try\n\n- Workaround: To resolve the issue, users can follow these steps:\n- Restart"
            in pages["entry-114.md"]
        )
        assert "## Try" not in pages["entry-102.md"]

    def test_foreign_text_stays_text_in_markdown(self) -> None:
        assert (
            markdown("# [x](javascript:alert(1)) <b> *a* _b_")
            == "\\# \\[x\\](javascript:alert(1)) \\<b\\> \\*a\\* \\_b\\_"
        )
        assert markdown("1. not a list") == "1\\. not a list"
        assert markdown("- not a list") == "\\- not a list"

    def test_as_html_too(self) -> None:
        pages = kb(*busy_night(), form="html")
        assert "<h1>Sign-in may fail" in pages["entry-114.html"]

    def test_a_page_of_html_holds_its_front_matter_as_meta_elements(self) -> None:
        nasty = 'A "title" -- with --> and <b>'
        page = item(entry(nasty), judged(WINDOWS, IOS, users="x", due=["2026-12-01"]), entry_id=4)
        (html, _) = kb(page, form="html").values()
        assert "<!--" not in html
        assert '<meta name="omfeed.platforms" content="windows, ios">' in html
        assert '<meta name="omfeed.due" content="2026-12-01">' in html
        assert '<meta name="omfeed.title" content="A &#34;title&#34; -- with --&gt; and &lt;b&gt;">' in html


def many(count: int) -> list[Item]:
    text = "<p>" + "word " * 70 + "</p>"
    return [
        item(
            entry(f"Item {number:03}", html=text),
            judged(WINDOWS, devices=1, severity=Severity.MEDIUM),
            number=1000 + number,
        )
        for number in range(count)
    ]


class TestMail:
    def test_styles_stand_in_the_elements_and_nothing_is_fetched(self) -> None:
        html = mail(build_admin(busy_night(), ill(), FLEET, PERIOD)).html
        assert re.search(r'<td class="card high" style="[^"]*border-left: ?5px solid #934000', html)
        assert "prefers-color-scheme: dark" in html
        for word in ("<img", "<link", "<script", "url(", "display: flex", "display: grid"):
            assert word not in html

    def test_what_fits_is_told_and_nothing_said_of_more(self) -> None:
        made = mail(build_admin(busy_night(), ill(), FLEET, PERIOD), more_url="https://o.example/a.html")
        assert "more item" not in made.html
        assert "Read it in a browser" in made.html
        assert made.html.count('<td class="card') == 9

    def test_what_does_not_fit_is_counted(self) -> None:
        context = build_admin(many(200), well(), FLEET, PERIOD)
        made = mail(context, more_url="https://o.example/a.html")
        assert len(made.html.encode()) <= 90_000
        shown = made.html.count('<td class="card')
        assert f"{200 - shown} more items." in made.html
        assert shown > 50
        assert "Item 199" in made.text

    def test_one_more_item_would_not_fit(self) -> None:
        context = build_admin(many(30), well(), FLEET, PERIOD)
        whole = len(mail(context).html.encode())
        assert "1 more item." in mail(context, most_bytes=whole - 1).html

    def test_the_helpdesk_s_cards(self) -> None:
        made = mail(build_helpdesk(busy_night(), well(), FLEET, PERIOD, upcoming=busy_night()))
        assert "Users will notice:" in made.html
        assert "Next 7 days" in made.html
        assert "Users will notice:" in made.text

    def test_a_quiet_night(self) -> None:
        assert "A quiet night: 41 sources read, 0 changes." in mail(build_admin([], well(), FLEET, PERIOD)).html
