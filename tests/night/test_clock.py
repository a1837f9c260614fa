"""The command line on odd days: clocks that go forward and back, the leap day, an hour that comes twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bench.year.worker import command, fault
from omfeed.store import Store
from tests.kit.nights import FIRST, World, world
from tests.kit.server import Reply
from tests.kit.tried import tried

CONFIG = """
[catalogue]
enabled = false

[output]
time_zone = "Europe/Berlin"

[[sources]]
id = "news"
title = "News"
url = "{url}"
collector = "feed"
allow_private = true

[[subscription]]
id = "hook"
channel = "webhook"
to_env = "TEST_HOOK"
time_zone = "Europe/Berlin"
at = "02:30"
allow_private = true
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A folder with a configuration, a vendor and a webhook."""
    with world(tmp_path) as made:
        (tmp_path / "omfeed.toml").write_text(CONFIG.format(url=made.server.url("/news")), encoding="utf-8")
        monkeypatch.setenv("TEST_HOOK", made.server.url("/hook"))
        made.server.script("/hook", Reply(b"OK"))
        yield made


def shows(house: World, count: int) -> None:
    """A feed with so many posts."""
    items = "".join(
        f"<item><title>Post {number}</title><guid>{number}</guid><description>Words of post {number}.</description>"
        "</item>"
        for number in range(count)
    )
    body = f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()
    house.server.script("/news", Reply(body, media_type="application/rss+xml"))


def run(house: World, at: str) -> tuple[int, str]:
    """A run as if it were that moment."""
    return command(str(house.folder / "omfeed.toml"), ["run", "--at", at])


def posts(house: World) -> list[str]:
    """The titles that the webhook was told, in order."""
    bodies = [json.loads(seen.body) for seen in house.server.seen if seen.path == "/hook"]
    return [line["title"] for body in bodies for line in body.get("items", body.get("lines", ()))]


@pytest.mark.parametrize(
    ("moments", "after", "days"),
    [
        (
            ("2028-02-28T02:30+01:00", "2028-02-29T02:30+01:00", "2028-03-01T02:30+01:00"),
            "2028-03-03T12:00Z",
            ["02-28", "02-29", "03-01"],
        ),
        (
            ("2028-03-25T02:30+01:00", "2028-03-26T03:30+02:00", "2028-03-27T02:30+02:00"),
            "2028-03-29T12:00Z",
            ["03-25", "03-26", "03-27"],
        ),
        (
            ("2027-10-30T02:30+02:00", "2027-10-31T02:30+02:00", "2027-10-31T02:30+01:00"),
            "2027-11-03T12:00Z",
            ["10-30", "10-31"],
        ),
        (
            ("2027-10-31T02:30+02:00", "2027-10-31T02:30+01:00", "2027-11-01T02:30+01:00"),
            "2027-11-03T12:00Z",
            ["10-31", "11-01"],
        ),
        (
            ("2027-12-31T02:30+01:00", "2028-01-01T02:30+01:00", "2028-01-02T02:30+01:00"),
            "2028-01-04T12:00Z",
            ["12-31", "01-01", "01-02"],
        ),
        # The clock was an hour ahead, and was put right within the night.
        (
            ("2027-11-08T02:30+01:00", "2027-11-09T02:30+01:00", "2027-11-09T01:30+01:00"),
            "2027-11-11T12:00Z",
            ["11-08", "11-09"],
        ),
    ],
    ids=["leap day", "spring", "autumn", "twice in the hour", "new year", "clock put back"],
)
def test_every_day_is_one_day_and_every_post_is_told_once(
    house: World, moments: tuple[str, ...], after: str, days: list[str]
) -> None:
    for number, at in enumerate(moments):
        shows(house, 4 + number)
        code, said = run(house, at)
        assert code == 0, said
    # One more night lets everything arrive that a slot of the odd day had no room for.
    shows(house, 4 + len(moments))
    code, said = run(house, after)
    assert code == 0, said
    written = sorted(path.name for path in (house.folder / "digests").iterdir() if path.name[:2] == "20")
    assert [name[5:] for name in written][: len(days)] == days
    new = [f"Post {number}" for number in range(4, 4 + len(moments))]
    told = {day: (house.folder / "digests" / day / "admin.txt").read_text("utf-8") for day in written}
    for post in new:
        assert sum(post in text for text in told.values()) == 1, (post, written)
    assert sorted(posts(house)) == new
    with Store.open(house.folder / "omfeed.db", now=FIRST) as store:
        assert store.check() == ()
    tried("nights simulated", len(moments) + 1)


def test_a_locked_database_is_told_and_the_next_run_tells_everything(house: World) -> None:
    shows(house, 4)
    assert run(house, "2027-11-08T02:30+01:00")[0] == 0
    shows(house, 5)
    with closing(sqlite3.connect(house.folder / "omfeed.db", isolation_level=None)) as other, fault("locked"):
        other.execute("BEGIN IMMEDIATE")
        code, said = run(house, "2027-11-09T02:30+01:00")
        other.execute("ROLLBACK")
    assert code == 1
    assert said == (
        f"omfeed: The database {house.folder / 'omfeed.db'} is locked by another program.\n"
        "        Wait until it has finished (a backup, a copy, an open editor), then run again; nothing was lost.\n"
    )
    assert run(house, "2027-11-09T02:31+01:00")[0] == 0
    assert posts(house) == ["Post 4"]
    tried("faults injected")


def test_a_database_that_is_full_is_told_and_the_next_run_tells_everything(house: World) -> None:
    shows(house, 4)
    assert run(house, "2027-11-08T02:30+01:00")[0] == 0
    shows(house, 90)
    with fault("full"):
        code, said = run(house, "2027-11-09T02:30+01:00")
    assert code == 1
    assert said == (
        f"omfeed: The database {house.folder / 'omfeed.db'} cannot grow because the disk is full.\n"
        "        Free some room (omfeed db vacuum gives back what is unused), then run again; nothing was lost.\n"
    )
    assert run(house, "2027-11-09T02:31+01:00")[0] == 0
    assert len(set(posts(house))) == len(posts(house)) == 86
    tried("faults injected")
