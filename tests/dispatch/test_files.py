"""Feeds and calendars are files of the site, written when they differ."""

from __future__ import annotations

import json

import feedparser
import icalendar
import pytest

from omfeed.dispatch.files import write_files
from omfeed.model import Channel, Filter, Platform, Subscription
from omfeed.store import Store
from tests.dispatch.kit import NOW, Post, days, subscription


def written(post: Post, *subscriptions: Subscription) -> int:
    """Write them all."""
    with post.store() as store:
        return write_files(store, subscriptions, post.folder / "site", NOW)


def test_everybody_has_feeds_for_admins_and_helpdesk_and_a_calendar(post: Post) -> None:
    assert written(post) == 9
    names = sorted(path.name for path in (post.folder / "site" / "feeds").iterdir())
    assert names == [
        "admin-changes.atom", "admin-changes.json", "admin-items.atom", "admin-items.json", "deadlines.ics",
        "helpdesk-changes.atom", "helpdesk-changes.json", "helpdesk-items.atom", "helpdesk-items.json",
    ]  # fmt: skip


def test_each_platform_that_we_manage_has_a_feed_of_its_own(post: Post) -> None:
    folder = post.folder / "site"
    with post.store() as store:
        write_files(store, (), folder, NOW, platforms=(Platform.MACOS, Platform.LINUX))
        told = json.loads((folder / "feeds" / "macos-changes.json").read_text("utf-8"))["items"]
        every = json.loads((folder / "feeds" / "admin-changes.json").read_text("utf-8"))["items"]
        assert 0 < len(told) < len(every)
        assert all("macos" in one["_omfeed"]["platforms"] or not one["_omfeed"]["platforms"] for one in told)
        assert not (folder / "feeds" / "windows-changes.json").exists()
        write_files(store, (subscription("linux", Channel.FEED),), folder, NOW, platforms=(Platform.LINUX,))
    whole = json.loads((folder / "feeds" / "linux-changes.json").read_text("utf-8"))["items"]
    assert len(whole) == len(every), "a subscription of that name takes its place"


def test_an_unchanged_night_writes_nothing(post: Post) -> None:
    written(post)
    with post.store() as store:
        assert write_files(store, (), post.folder / "site", NOW + days(1)) == 0


def test_an_unchanged_night_reads_no_history_unless_a_file_is_missing_or_others_are_wanted(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(post)
    read: list[str] = []
    for name in ("items", "with_dates"):
        method = getattr(Store, name)
        monkeypatch.setattr(Store, name, lambda *a, _m=method, _n=name, **k: (read.append(_n), _m(*a, **k))[1])
    assert written(post) == 0
    assert read == []
    (post.folder / "site" / "feeds" / "deadlines.ics").unlink()
    assert written(post) == 1
    assert written(post, subscription("macs", Channel.FEED)) == 4
    assert written(post, subscription("macs", Channel.FEED, wanted=Filter(platforms=(Platform.LINUX,)))) == 4
    assert len(read) == 6


def test_a_reworded_entry_is_one_item_and_two_changes(post: Post) -> None:
    written(post)
    folder = post.folder / "site" / "feeds"
    items = feedparser.parse((folder / "admin-items.atom").read_bytes())
    changes = json.loads((folder / "admin-changes.json").read_text("utf-8"))
    assert not items.bozo
    title = "Delay required app updates until a device is idle"
    assert [one.title for one in items.entries].count(title) == 1
    assert [one["title"] for one in changes["items"]].count(f"Edited: {title}") == 1
    assert len(items.entries) == len({one.id for one in items.entries})


def test_a_calendar_holds_deadlines_that_were_known_before_omfeed_began(post: Post) -> None:
    written(post)
    body = (post.folder / "site" / "feeds" / "deadlines.ics").read_bytes()
    events = icalendar.Calendar.from_ical(body).walk("VEVENT")
    days_told = {str(event["dtstart"].dt) for event in events}
    assert {"2026-11-30", "2026-12-02"} <= days_told


def test_a_subscription_has_its_own_file_by_its_filter(post: Post) -> None:
    wanted = Filter(platforms=(Platform.MACOS,), only_action_required=True)
    written(post, subscription("mac-dates", Channel.CALENDAR, wanted=wanted), subscription("macs", Channel.FEED))
    folder = post.folder / "site" / "feeds"
    assert (folder / "macs-items.atom").exists()
    every = icalendar.Calendar.from_ical((folder / "deadlines.ics").read_bytes()).walk("VEVENT")
    macs = icalendar.Calendar.from_ical((folder / "mac-dates.ics").read_bytes()).walk("VEVENT")
    assert len(macs) < len(every)
