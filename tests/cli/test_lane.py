"""``omfeed run --lane critical`` as cron calls it: cheap, polite, and what it tells is not new again at night."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from omfeed.store import Store
from tests.cli.conftest import Shell
from tests.deliver.kit import relay
from tests.kit.learn import Page
from tests.kit.server import Reply, Server, serve


@pytest.fixture
def vendor() -> Iterator[Server]:
    """A vendor's server."""
    with serve({}) as server:
        yield server


def _configure(omfeed: Shell, vendor: Server, port: int) -> None:
    text = f"""
[catalogue]
enabled = false
[[platform]]
name = "ios"
devices = 7
[[sources]]
id = "news"
title = "News"
url = "{vendor.url("/news")}"
collector = "learn-html"
cadence_days = 1
allow_private = true
[[rule]]
name = "Alarms"
action = "raise"
value = "critical"
words = ["alarm"]
[mail]
sender = "omfeed@example.com"
host = "127.0.0.1"
port = {port}
security = "none"
[[subscription]]
id = "duty"
channel = "mail"
to = "ada@example.com"
cadence = "critical"
[[subscription]]
id = "admins"
channel = "mail"
to = "bob@example.com"
"""
    (omfeed.folder / "omfeed.toml").write_text(text, encoding="utf-8")


def _page(*titles: str) -> bytes:
    page = Page()
    week = page.week("November 2, 2026").category("Apps")
    for title in ("An old setting", *titles):
        week.item(title, "Devices must be updated.", applies_to="iOS/iPadOS")
    return page.html()


def test_what_is_critical_is_told_within_the_hour_and_marked_at_night(omfeed: Shell, vendor: Server) -> None:
    with relay() as book:
        _configure(omfeed, vendor, book.port)
        vendor.script("/news", Reply(_page()))
        assert omfeed("run", "--at", "2026-11-03T03:00:00Z").code == 0
        book.mails.clear()
        asked = len(vendor.seen)
        vendor.script("/news", Reply(_page("An alarm", "A new setting")))

        early = omfeed("run", "--lane", "critical", "--at", "2026-11-03T03:45:00Z")
        assert early.code == 0, early.err
        assert "No source is due." in early.err
        assert len(vendor.seen) == asked

        told = omfeed("run", "--lane", "critical", "--at", "2026-11-03T04:00:00Z", "--json")
        assert told.code == 0, told.err
        assert json.loads(told.out) == {"sources": 1, "changes": 2, "planned": 1, "sent": 1}
        (mail,) = book.mails
        assert mail.recipient == "ada@example.com"
        assert "An alarm" in str(mail.message.get_body(("plain",)))
        assert "A new setting" not in str(mail.message.get_body(("plain",)))
        digests = omfeed.folder / "digests"
        assert "An alarm" not in (digests / "2026-11-03" / "admin.txt").read_text(encoding="utf-8")

        assert omfeed("run", "--at", "2026-11-04T03:00:00Z").code == 0
        text = (digests / "2026-11-04" / "admin.txt").read_text(encoding="utf-8")
        assert "told at once on 3 November 2026" in text
        assert text.count("told at once") == 1
        assert "A new setting" in text
        (daily,) = [mail for mail in book.mails if mail.recipient == "bob@example.com"]
        # Bob was not told at once: Ada was.
        assert "told at once" not in str(daily.message.get_body(("plain",)))
        assert len([mail for mail in book.mails if mail.recipient == "ada@example.com"]) == 1


def test_the_first_run_of_a_week_clears_out_although_it_is_the_lane(omfeed: Shell, vendor: Server) -> None:
    with relay() as book:
        _configure(omfeed, vendor, book.port)
        file = omfeed.folder / "omfeed.toml"
        file.write_text("[retention]\nfetches_days = 7\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
        vendor.script("/news", Reply(_page()))
        assert omfeed("run", "--at", "2026-10-28T03:00:00Z").code == 0
        assert omfeed("run", "--at", "2026-11-08T03:00:00Z").code == 0
        assert omfeed("run", "--lane", "critical", "--at", "2026-11-09T00:15:00Z").code == 0
    with Store.open(omfeed.folder / "omfeed.db", now=datetime(2026, 11, 9, 1, tzinfo=UTC)) as store:
        assert [record.at.day for record in store.fetches("news")] == [9, 8]
