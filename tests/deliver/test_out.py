"""Feeds, calendars and lists that other programs read: held to reference parsers, stable to the byte."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import feedparser
import icalendar
import pytest

from omfeed.collect import feeds, jsonfeed
from omfeed.deliver import feed, ical, opml
from omfeed.digest.feeds import FeedWords
from omfeed.errors import ConfigError
from omfeed.model import ChangeKind, Delta, DeltaKind, Item, Platform, Precision
from tests.kit.items import NIGHT, entry, item, judged, source

WORDS = FeedWords()
LATER = NIGHT + timedelta(days=7)
HOSTILE = 'A & B <script>alert(1)</script> ]]> "q" \x0b'


def parsed(body: bytes) -> Any:
    """An Atom feed as the reference parser reads it, without complaint."""
    read = feedparser.parse(body)
    assert not read.bozo, read.get("bozo_exception")
    return read


def edited(number: int = 2) -> list[Item]:
    """An entry that came, and was edited a week later."""
    before, after = entry("A setting", "By 1 October."), entry("A setting", "By 1 December.")
    return [
        item(before, number=1, entry_id=5),
        item(after, number=number, entry_id=5, kind=ChangeKind.EDITED, before=before, at=LATER),
    ]


def test_an_edited_entry_stays_one_item_with_its_id_and_a_new_moment() -> None:
    (first,) = parsed(feed.atom(feed.of_items(edited()[:1], WORDS, title="Admin", name="admin"))).entries
    (after,) = parsed(feed.atom(feed.of_items(edited(), WORDS, title="Admin", name="admin"))).entries
    assert first.id == after.id == "urn:omfeed:entry:whats-new:5"
    assert first.published == after.published == "2026-11-24T03:00:00Z"
    assert (first.updated, after.updated) == ("2026-11-24T03:00:00Z", "2026-12-01T03:00:00Z")


def test_in_a_feed_of_changes_each_change_is_an_entry() -> None:
    read = parsed(feed.atom(feed.of_changes(edited(), WORDS, title="Admin", name="admin")))
    assert [one.id for one in read.entries] == ["urn:omfeed:change:whats-new:2", "urn:omfeed:change:whats-new:1"]


def test_what_digests_do_not_tell_no_feed_tells() -> None:
    silent = [
        item(number=1, material=False),
        item(number=2, kind=ChangeKind.MOVED),
        item(number=3, assessment=judged(Platform.IOS, muted_by="No iPads")),
    ]
    for made in (
        feed.of_items(silent, WORDS, title="x", name="x"),
        feed.of_changes(silent, WORDS, title="x", name="x"),
    ):
        assert made.entries == ()
        assert parsed(feed.atom(made)).entries == []


def test_foreign_words_make_no_markup_of_the_feed_itself() -> None:
    (read,) = parsed(feed.atom(feed.of_items([item(entry(HOSTILE, HOSTILE))], WORDS, title=HOSTILE, name="x"))).entries
    assert read.title.startswith("A & B")


def test_the_same_changes_in_any_order_give_the_same_bytes() -> None:
    changes = [item(entry(f"Setting {number}"), number=number) for number in range(1, 8)]
    one, other = (
        feed.atom(feed.of_items(order, WORDS, title="x", name="x")) for order in (changes, list(reversed(changes)))
    )
    assert one == other


def test_json_feed_says_what_omfeed_concluded() -> None:
    changes = [item(entry(), judged(Platform.IOS, act=True, due=["2026-12-01"], devices=38), number=1)]
    made = json.loads(
        feed.json_feed(feed.of_items(changes, WORDS, title="Admin", name="admin", base_url="https://n.example"))
    )
    assert made["version"] == "https://jsonfeed.org/version/1.1"
    assert made["feed_url"] == "https://n.example/feeds/admin-items.json"
    (read,) = made["items"]
    assert isinstance(read["id"], str)
    assert read["_omfeed"]["platforms"] == ["ios"]
    assert read["_omfeed"]["due"] == [{"date": "2026-12-01", "precision": "day", "what": ""}]
    assert read["_omfeed"]["devices"] == 38


def test_our_own_collectors_read_our_feeds() -> None:
    changes = [item(entry(f"Setting {number}"), number=number) for number in (1, 2)]
    made = feed.of_items(changes, WORDS, title="Admin", name="admin")
    by_atom = feeds.parse(feed.atom(made), source("ours")).entries
    by_json = jsonfeed.parse(feed.json_feed(made), source("ours")).entries
    assert [one.title for one in by_atom] == [one.title for one in by_json] == ["Setting 2", "Setting 1"]
    assert [one.key for one in by_atom] == [one.key for one in by_json]


def test_a_feed_says_where_it_lies_in_each_of_its_forms() -> None:
    made = feed.of_items([item()], WORDS, title="x", name="admin", base_url="https://n.example")
    links = {link.rel: link.href for link in parsed(feed.atom(made)).feed.links}
    assert links["self"] == "https://n.example/feeds/admin-items.atom"
    assert json.loads(feed.json_feed(made))["feed_url"] == "https://n.example/feeds/admin-items.json"


def test_what_was_withdrawn_says_so_in_title_and_text() -> None:
    history = [item(number=1, entry_id=5), item(number=2, entry_id=5, kind=ChangeKind.WITHDRAWN, at=LATER)]
    for make in (feed.of_items, feed.of_changes):
        read = parsed(feed.atom(make(history, WORDS, title="x", name="x"))).entries[0]
        assert read.title == "Withdrawn: A new setting"
        assert read.content[0].value.index("no longer shows this") < read.content[0].value.index("Admins can set it.")


def test_an_edit_names_its_differences_first_and_only_changes_show_scraps() -> None:
    before, now = entry(text="Renew by 15 January. Then rest."), entry(text="Renew by 15 March. Then rest.")
    moved = Delta(kind=DeltaKind.DELAYED, before="2027-01-15", after="2027-03-15")
    edit = item(
        now, number=2, entry_id=5, kind=ChangeKind.EDITED, before=before, deltas=[moved],
        shown=("<p>…15 <del>January</del> <ins>March</ins></p>", ""),
    )  # fmt: skip
    (whole,) = feed.of_items([edit], WORDS, title="x", name="x").entries
    (scrap,) = feed.of_changes([edit], WORDS, title="x", name="x").entries
    assert whole.title == "A new setting"
    assert "due date 15 Jan → 15 Mar 2027" in whole.html
    assert whole.html.endswith("<p>Renew by 15 March. Then rest.</p>")
    assert scrap.title == "Edited: A new setting"
    assert scrap.html.index("due date 15 Jan → 15 Mar 2027") < scrap.html.index("<del>January</del>")


def test_a_feed_speaks_the_language_of_its_readers() -> None:
    gone = item(number=2, entry_id=5, kind=ChangeKind.WITHDRAWN)
    (read,) = feed.of_changes([gone], FeedWords("ko"), title="x", name="x", language="ko").entries
    assert read.title.endswith(": A new setting")
    assert not read.title.startswith("Withdrawn")
    assert '<p lang="ko">' in read.html


def test_a_feed_holds_the_newest_and_all_of_its_last_week() -> None:
    old = [item(number=number, at=NIGHT - timedelta(days=number)) for number in range(8, 120)]
    assert len(feed.of_changes(old, WORDS, title="x", name="x").entries) == feed.NEWEST
    busy = [item(number=number, at=NIGHT) for number in range(200, 704)]
    made = feed.of_changes([*old, *busy], WORDS, title="x", name="x")
    assert len(made.entries) == 504, "a night is told whole, however much it brought"


def test_what_a_feed_cannot_hold_is_counted_in_its_last_entry_with_the_night_that_tells_it() -> None:
    busy = [item(number=number, at=NIGHT) for number in range(1, feed.MOST + 41)]
    made = feed.of_changes(busy, WORDS, title="x", name="x", night=lambda _: "https://n.example/2026-11-24/admin.html")
    assert len(made.entries) == feed.MOST + 1
    last = parsed(feed.atom(made)).entries[-1]
    assert last.title == "40 more that this feed does not hold"
    assert last.link == "https://n.example/2026-11-24/admin.html"
    assert "2026-11-24</a>: 40" in last.content[0].value
    told = json.loads(feed.json_feed(made))["items"]
    assert "_omfeed" not in told[-1]
    assert len({one["id"] for one in told}) == len(told)


def due_item(
    number: int, due: Sequence[str], *, at: datetime = NIGHT, moves: Sequence[tuple[str, str]] = (), **more: Any
) -> Item:
    """A state of one entry with its dates."""
    deltas = [Delta(kind=DeltaKind.DELAYED, before=before, after=after) for before, after in moves]
    kind = more.pop("kind", ChangeKind.ADDED if number == 1 else ChangeKind.EDITED)
    before = entry() if kind is ChangeKind.EDITED else None
    return item(
        entry(), judged(Platform.IOS, due=due, what="Devices must be updated.", devices=38),
        number=number, entry_id=9, at=at, deltas=deltas, kind=kind, before=before, **more,
    )  # fmt: skip


def read_calendar(items: Sequence[Item]) -> dict[str, Any]:
    """The events of a calendar by UID, as the reference parser reads them."""
    body = ical.calendar(ical.events(items), name="Deadlines")
    assert all(len(one) <= 75 for one in body.split(b"\r\n"))
    return {str(event["uid"]): event for event in icalendar.Calendar.from_ical(body).walk("VEVENT")}


def test_a_deadline_is_an_all_day_event_with_alarms() -> None:
    ((uid, event),) = read_calendar([due_item(1, ["2026-12-01"])]).items()
    assert uid == "whats-new-9-0@omfeed"
    assert event["dtstart"].dt == date(2026, 12, 1)
    assert event["sequence"] == 0
    assert event["status"] == "CONFIRMED"
    assert event["transp"] == "TRANSPARENT"
    triggers = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(days=-days) for days in (90, 30, 7, 1)]
    assert "Devices must be updated." in event["description"]


def test_a_moved_date_moves_its_event() -> None:
    history = [
        due_item(1, ["2026-12-01"]),
        due_item(2, ["2027-01-31"], at=LATER, moves=[("2026-12-01", "2027-01-31")]),
        due_item(3, ["2027-03-01"], at=LATER + timedelta(days=3), moves=[("2027-01-31", "2027-03-01")]),
    ]
    ((uid, event),) = read_calendar(history).items()
    assert uid in read_calendar(history[:1])
    assert event["dtstart"].dt == date(2027, 3, 1)
    assert event["sequence"] == 2
    assert "2026-12-01 → 2027-01-31 → 2027-03-01" in event["description"]


def test_a_withdrawn_entry_cancels_its_event_and_its_return_brings_it_back() -> None:
    history = [
        due_item(1, ["2026-12-01"]),
        due_item(2, [], at=LATER, kind=ChangeKind.WITHDRAWN),
        due_item(3, ["2026-12-01"], at=LATER + timedelta(days=3), kind=ChangeKind.RESTORED),
    ]
    (gone,) = read_calendar(history[:2]).values()
    assert gone["status"] == "CANCELLED"
    assert gone["sequence"] == 1
    assert gone.walk("VALARM") == []
    (back,) = read_calendar(history).values()
    assert (back["status"], back["sequence"], back["uid"]) == ("CONFIRMED", 2, gone["uid"])


def test_a_date_that_is_no_longer_named_is_cancelled_and_a_new_one_is_another_event() -> None:
    history = [due_item(1, ["2026-12-01"]), due_item(2, ["2027-05-05"], at=LATER)]
    made = read_calendar(history)
    assert {uid: str(event["status"]) for uid, event in made.items()} == {
        "whats-new-9-0@omfeed": "CANCELLED",
        "whats-new-9-1@omfeed": "CONFIRMED",
    }


def test_what_fell_out_of_the_window_stays_in_the_calendar() -> None:
    history = [due_item(1, ["2026-12-01"]), due_item(2, [], at=LATER, kind=ChangeKind.AGED_OUT)]
    (event,) = read_calendar(history).values()
    assert event["status"] == "CONFIRMED"


@pytest.mark.parametrize(
    ("text", "precision", "first"),
    [
        ("2026-12-01", Precision.DAY, date(2026, 12, 1)),
        ("2026-10", Precision.MONTH, date(2026, 10, 1)),
        ("2027-Q1", Precision.QUARTER, date(2027, 1, 1)),
        ("2026-Q4", Precision.QUARTER, date(2026, 10, 1)),
        ("2026-H2", Precision.HALF, date(2026, 7, 1)),
        ("2027", Precision.YEAR, date(2027, 1, 1)),
    ],
)
def test_a_coarse_date_stands_on_its_first_day_and_says_so(text: str, precision: Precision, first: date) -> None:
    (event,) = read_calendar([due_item(1, [text])]).values()
    assert event["dtstart"].dt == first
    assert (f"({text})" in event["summary"]) is (precision is not Precision.DAY)


def test_foreign_words_make_no_event_of_their_own() -> None:
    hostile = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:evil"
    one = due_item(1, ["2026-12-01"])
    one = replace(one, change=replace(one.change, after=entry(hostile, hostile)))
    assert len(read_calendar([one])) == 1


def test_the_same_history_gives_the_same_calendar() -> None:
    history = [due_item(1, ["2026-12-01"]), due_item(2, ["2027-05-05"], at=LATER)]
    one, other = (ical.calendar(ical.events(order), name="x") for order in (history, history[::-1]))
    assert one == other


def test_our_sources_as_opml_and_back() -> None:
    ours = [replace(source("a & b"), collector="feed"), source("page"), replace(source("off"), enabled=False)]
    body = opml.write(ours, title="<omfeed>")
    assert opml.read(body) == (opml.Outline(title="A & b", url=ours[0].url),)
    assert b"https://page.example/" in body
    assert b"https://off.example/" not in body


def test_nested_folders_of_other_readers_are_read_and_each_feed_once() -> None:
    body = b"""<?xml version="1.0"?><opml version="1.0"><body><outline text="Vendors"><outline text="A"
      xmlUrl="https://a.example/f" htmlUrl="https://a.example"/><outline text="B" xmlUrl="https://b.example/f"/>
      <outline text="A again" xmlUrl="https://a.example/f"/><outline text="bad" xmlUrl="javascript:x"/></outline></body>
      </opml>"""
    assert [(one.title, one.url) for one in opml.read(body)] == [
        ("A", "https://a.example/f"),
        ("B", "https://b.example/f"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html/>",
        b"<opml>",
        b"not xml",
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><opml>&e;',
        b"\xff\xfe",
    ],
)
def test_what_is_no_opml_is_told(body: bytes) -> None:
    with pytest.raises(ConfigError, match="is not OPML"):
        opml.read(body)


@pytest.mark.parametrize("declared", ['"canary"', 'SYSTEM "file:///etc/passwd"', 'SYSTEM "https://evil.invalid/x"'])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_list_that_declares_entities_is_refused(declared: str, charset: str) -> None:
    lines = "<outline xmlUrl='https://b.example/'>&e;</outline>"
    head = f"<?xml version='1.0' encoding='{charset}'?><!DOCTYPE opml [<!ENTITY e {declared}>]>"
    body = f"{head}<opml><body>{lines}</body></opml>"
    with pytest.raises(ConfigError, match="entities"):
        opml.read(body.encode(charset))
