"""A night that an error ends is closed, and the next goes on normally; a template that broke ends none."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Said, Shell
from tests.deliver.kit import Book, relay
from tests.kit.learn import Page
from tests.kit.server import Reply, Server, serve

BROKEN = "{% if %}"
FIGURES = "figures/omfeed.prom"


@pytest.fixture
def vendor() -> Iterator[Server]:
    """A vendor's server; the heartbeat's is beside it."""
    with serve({}) as server:
        server.script("/beat", Reply(b"OK"))
        yield server


@pytest.fixture
def book() -> Iterator[Book]:
    """A relay."""
    with relay() as opened:
        yield opened


class _House:
    """A folder with a configuration, a vendor with news of each day, and a relay."""

    def __init__(self, omfeed: Shell, vendor: Server, book: Book) -> None:
        self.omfeed, self.vendor, self.book = omfeed, vendor, book
        (omfeed.folder / "own" / "admin").mkdir(parents=True)
        (omfeed.folder / "omfeed.toml").write_text(
            f'[catalogue]\nenabled = false\n[output]\ntemplates = ["own"]\n[watch]\nmetrics = "{FIGURES}"\n'
            'heartbeat_env = "BEAT"\nheartbeat_private = true\n'
            f'[[sources]]\nid = "news"\ntitle = "News"\nurl = "{vendor.url("/news")}"\ncollector = "learn-html"\n'
            'allow_private = true\n[[platform]]\nname = "ios"\ndevices = 7\n'
            f'[mail]\nsender = "o@corp.example"\nhost = "127.0.0.1"\nport = {book.port}\nsecurity = "none"\n'
            '[[subscription]]\nid = "admins"\nchannel = "mail"\nto = "ada@corp.example"\n',
            encoding="utf-8",
        )

    def template(self, name: str, text: str | None) -> None:
        """Write a template of one's own, or take it away."""
        path = self.omfeed.folder / "own" / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def night(self, day: int) -> Said:
        """The night of that day of November 2026, on which the page shows one entry more than the night before."""
        page = Page()
        apps = page.week("October 26, 2026").category("Apps")
        for number in range(1, day):
            apps.item(f"App {number}", "Users see it.", applies_to="iOS/iPadOS")
        self.vendor.script("/news", Reply(page.html()))
        env = {"BEAT": self.vendor.url("/beat")}
        return self.omfeed("run", "--at", f"2026-11-{day:02}T08:00:00Z", env=env)

    def told(self, day: int) -> str:
        """The admins' digest of that day."""
        return (self.omfeed.folder / "digests" / f"2026-11-{day:02}" / "admin.txt").read_text(encoding="utf-8")

    def mails(self) -> list[str]:
        """The texts of what the relay took."""
        parts = [handed.message.get_body(("plain",)) for handed in self.book.mails]
        return [str(part.get_content()) for part in parts if part is not None]

    def runs(self) -> list[dict[str, object]]:
        """The runs, newest first."""
        return [json.loads(line) for line in self.omfeed("runs", "--json").out.splitlines()]

    def figure(self, name: str) -> float:
        """One of the figures."""
        lines = (self.omfeed.folder / FIGURES).read_text(encoding="utf-8").splitlines()
        return next(float(line.split()[1]) for line in lines if line.startswith(f"omfeed_{name} "))

    def beats(self) -> int:
        """How often the heartbeat was sent."""
        return sum(request.path == "/beat" for request in self.vendor.seen)


@pytest.fixture
def house(omfeed: Shell, vendor: Server, book: Book) -> _House:
    """A fresh house."""
    return _House(omfeed, vendor, book)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("admin/body.html", BROKEN),
        ("helpdesk/body.html", "<p>\n{{ nosuch.foo }}"),
        ("index/body.html", BROKEN),
        ("mail/body.html", BROKEN),
        ("story/body.html", "{{ card.title + 1 }}"),
        ("parts/head.html", "{% macro head(health, quiet=false) %}{{ nosuch }}{% endmacro %}"),
    ],
)
def test_a_broken_template_is_stood_in_for_and_told_to_admins(house: _House, name: str, text: str) -> None:
    assert house.night(2).code == 0
    house.template(name, text)
    said = house.night(3)
    assert said.code == 3, said.err
    assert "cannot be used" in said.err
    assert f"{name}, line " in said.err
    assert "App 2" in house.told(3)
    head = house.told(3).split("App 2", maxsplit=1)[0]
    assert "of your templates cannot be used" in head
    assert f"{name}, line " in " ".join(head.split())
    page = (house.omfeed.folder / "digests" / "2026-11-03" / "admin.html").read_text(encoding="utf-8")
    assert "App 2" in page
    assert "of your templates cannot be used" in page
    assert "templates" not in (house.omfeed.folder / "digests" / "2026-11-03" / "helpdesk.txt").read_text("utf-8")
    assert sum("App 2" in mail for mail in house.mails()) == 1, "nobody goes without theirs"
    # Everything was told: the night was a good one, and its exit code says that something is to be put right.
    assert (house.runs()[0]["outcome"], house.runs()[0]["good"]) == ("partly", True)
    house.template(name, None)
    assert house.night(4).code == 0
    assert "of your templates" not in house.told(4)


def test_a_mail_to_admins_says_which_template_was_stood_in_for(house: _House) -> None:
    house.night(2)
    house.template("helpdesk/body.html", BROKEN)
    house.night(3)
    assert "helpdesk/body.html" in house.mails()[-1]


def test_a_digest_written_by_hand_stands_in_likewise_and_the_check_is_strict(house: _House) -> None:
    house.night(2)
    house.template("admin/body.html", BROKEN)
    said = house.omfeed("digest", "--at", "2026-11-02T09:00:00Z")
    assert (said.code, "admin/body.html, line 1" in said.err) == (3, True)
    assert house.omfeed("check").code == 2


def test_a_night_that_cannot_write_its_pages_is_closed_as_failed_and_the_next_tells_all_of_it_once(
    house: _House,
) -> None:
    assert house.night(2).code == 0
    good = house.figure("last_good_run_timestamp_seconds")
    blocked = house.omfeed.folder / "digests" / "2026-11-03"
    blocked.write_text("A file where the folder of that night belongs.", encoding="utf-8")
    said = house.night(3)
    assert said.code == 1, said.err
    (failed, first) = house.runs()
    assert (failed["outcome"], failed["good"], failed["kind"], failed["sources"]) == ("failed", False, "night", 1)
    assert "2026-11-03" in str(failed["reason"])
    assert failed["finished"] is not None
    assert first["good"] is True
    assert "failed: " in house.omfeed("runs").out
    # Whoever watches learns of the run, and that it was no good one.
    assert house.figure("last_run_timestamp_seconds") > house.figure("last_good_run_timestamp_seconds") == good
    assert house.beats() == 1
    blocked.unlink()
    assert house.night(4).code == 0
    assert ("App 1" in house.told(4), "App 2" in house.told(4), "App 3" in house.told(4)) == (False, True, True)
    assert house.night(5).code == 0
    assert ("App 2" in house.told(5), "App 3" in house.told(5), "App 4" in house.told(5)) == (False, False, True)
    assert house.beats() == 3
    assert [sum(f"App {number}" in mail for mail in house.mails()) for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    assert [run["outcome"] for run in house.runs()] == ["well", "well", "failed", "well"]
