"""What many subscribers take from one shelf is what each would have chosen alone; what was muted is counted."""

from __future__ import annotations

from email.message import EmailMessage
from itertools import product

import pytest

from omfeed.demo import sample
from omfeed.digest.select import fits, for_helpdesk, is_told
from omfeed.dispatch.writing import Shelf
from omfeed.model import (
    Audience,
    Cadence,
    Channel,
    Entry,
    Filter,
    Item,
    Parsed,
    Platform,
    Rule,
    RuleAction,
    Severity,
    Source,
    SourceHealth,
    SourceState,
    Window,
)
from omfeed.store.values import FetchRecord
from omfeed.understand import Judge
from tests.dispatch.kit import FLEET, NOW, Post, alarm, subscription
from tests.dispatch.shell import Shell

FILTERS = (
    Filter(),
    Filter(words=("recovery lock", "iPadOS")),
    Filter(words=("",)),
    Filter(words=("nothing of the kind",)),
    Filter(words=("app",), platforms=(Platform.MACOS,), minimum_severity=Severity.MEDIUM),
    Filter(only_user_visible=True),
)


def _alone(items: tuple[Item, ...], wanted: Filter, audience: Audience, cadence: Cadence) -> list[int]:
    return [
        item.id
        for item in items
        if is_told(item)
        and fits(item, wanted)
        and (audience is Audience.ADMIN or for_helpdesk(item))
        and (cadence is not Cadence.CRITICAL or item.assessment.severity is Severity.CRITICAL)
    ]


def test_everybody_takes_what_they_would_have_chosen_alone(post: Post) -> None:
    with post.store() as store:
        alarm(store)
        items = store.items(announced=None)
    shelf = Shelf(items)
    some = 0
    for wanted, audience, cadence in product(
        FILTERS * 2, (Audience.ADMIN, Audience.HELPDESK), (Cadence.DAILY, Cadence.CRITICAL)
    ):
        one = subscription(wanted=wanted, audience=audience, cadence=cadence)
        took = [item.id for item in shelf.chosen(one)]
        assert took == _alone(items, wanted, audience, cadence)
        some += len(took)
    assert some > 20


def _mute(post: Post, *titles: str) -> None:
    """A night of entries that a rule of the house mutes."""
    source = Source(id="noise", title="Noise", url="https://noise.example/", collector="feed", look_back_days=30)
    rules = (Rule(name="no noise", action=RuleAction.MUTE, sources=("noise",)),)
    parsed = Parsed(
        entries=tuple(
            Entry(title=title, text=f"{title} on Windows devices.", key=title, published="2026-10-13")
            for title in titles
        ),
        window=Window.ROLLING,
    )
    at = NOW.replace(hour=3)
    with post.store() as store:
        store.sync_sources([*sample.sources("http://127.0.0.1:8"), source], at)
        understood = Judge(fleet=FLEET, rules=rules).understand(parsed, source, (), at)
        health = SourceHealth(source_id="noise", title="Noise", url=source.url, state=SourceState.WELL)
        run = store.begin_run(at, "test")
        store.record_snapshot(
            run, source, FetchRecord(at=at, status="fresh"), b"x", 1, understood.diff, understood.judged, health, at
        )
        store.end_run(run, at, outcome="well", sources=1, failed=0, changes=len(titles))


def _forms(mail: EmailMessage) -> list[str]:
    bodies = [mail.get_body((form,)) for form in ("plain", "html")]
    return [" ".join(body.get_content().split()) for body in bodies if body is not None]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "2 changes muted by your rules."), ("ko", "규칙으로 숨긴 변경 2건")],
)
def test_an_admins_mail_says_how_much_own_rules_muted(post: Post, language: str, sentence: str) -> None:
    _mute(post, "First", "Second")
    one = subscription(language=language)
    post.plan(one)
    post.send(one)
    (mail,) = post.mailbox.mails
    forms = _forms(mail)
    assert len(forms) == 2
    assert all(sentence in form for form in forms)
    assert not any("Second" in form for form in forms)


def test_only_what_a_subscriber_would_have_read_is_counted(post: Post) -> None:
    _mute(post, "First", "Second")
    one = subscription(wanted=Filter(words=("second", "device is idle")))
    post.plan(one)
    post.send(one)
    (mail,) = post.mailbox.mails
    assert all("1 change muted by your rules." in form for form in _forms(mail))


def test_what_rules_mute_is_listed_and_marked(post: Post, omfeed: Shell) -> None:
    _mute(post, "First", "Second")
    lines = omfeed("changes", "--muted").out.splitlines()
    assert [line.rpartition("  ")[2] for line in lines] == ["(muted) First", "(muted) Second"]
    assert [line.rpartition("  ")[2] for line in omfeed("changes", "--muted", "--limit", "1").out.splitlines()] == [
        "(muted) Second"
    ]
    assert "(muted) First" in omfeed("changes").out
    assert (
        "Muted by your rule “no noise”: digests count it and leave it out."
        in omfeed("show", str(omfeed.change("First"))).out
    )
    assert omfeed("changes", "--muted", "--since", "2026-12-01").err == "No such changes.\n"


def test_the_helpdesk_is_not_told_of_rules(post: Post) -> None:
    _mute(post, "First")
    desk = subscription("desk", audience=Audience.HELPDESK, cadence=Cadence.WEEKLY, weekday=2)
    post.plan(desk)
    post.send(desk)
    assert not any("muted" in form for mail in post.mailbox.mails for form in _forms(mail))


def test_muted_changes_alone_are_no_message(post: Post) -> None:
    _mute(post, "First")
    one = subscription("hook", Channel.WEBHOOK, wanted=Filter(sources=("noise",)))
    assert post.plan(one).planned == 0
