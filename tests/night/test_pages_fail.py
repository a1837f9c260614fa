"""Lists that are well while the pages of their entries go wrong in every way, and nights that are cut off meanwhile."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from omfeed.net.client import Client
from omfeed.net.request import Limits
from omfeed.net.retry import NEVER
from omfeed.night import Report
from omfeed.store import Store
from tests.kit import lists
from tests.kit.faults import Trace
from tests.kit.nights import FIRST, World, world
from tests.kit.server import Reply

BOMB = gzip.compress(bytes(8 * 1024 * 1024), mtime=0)
LIMITS = Limits(connect=2, read=0.5, total=2, body_bytes=1024 * 1024)
WALL = b"<!DOCTYPE html><html><head><title>Before you continue</title></head><body><h1>Privacy</h1></body></html>"
FORMS: Mapping[str, tuple[Callable[[bytes], Reply], str]] = {
    "403": (lambda body: Reply(WALL, 403), "403"),
    "404": (lambda body: Reply(b"gone", 404), "404"),
    "429": (lambda body: Reply(status=429, headers={"Retry-After": "3600"}), "429"),
    "500": (lambda body: Reply(b"oops", 500), "500"),
    "slow": (lambda body: Reply(hang="headers"), "slower"),
    "truncated": (lambda body: Reply(body, cut=len(body) // 2), "complete"),
    "bomb": (lambda body: Reply(BOMB, headers={"Content-Encoding": "gzip"}), "larger"),
    "wall": (lambda body: Reply(WALL), "neither a security bulletin"),
    "empty": (lambda body: Reply(b""), "empty"),
}
MONTHS = ("2026-10", "2026-09", "2026-08")


def _page(month: str) -> str:
    return f"/docs/security/bulletin/{month[:4]}/{month}-01"


def _bulletin(month: str) -> bytes:
    return lists.bulletin(month, f"CVE-2026-{month[-2:]}01", f"CVE-2026-{month[-2:]}02")


def _good(night: World, *months: str) -> None:
    night.server.script("/asb", Reply(lists.bulletins(*months)))
    for month in months:
        night.server.script(_page(month), Reply(_bulletin(month), etag=f'"{month}"'))


def _night(night: World, number: int) -> Report:
    with Client(LIMITS, user_agent="omfeed-test", retries=NEVER) as net:
        return night.night(number, net=net)


@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_failure_is_told_as_a_change_and_each_is_told_in_words(night: World, form: str) -> None:
    reply, words = FORMS[form]
    night.source("asb", collector="android-bulletin", follow="android-bulletin", look_back_days=0)
    night.source("feed", collector="table", options={"key": "Name"})
    night.shows(
        "feed", b"<html><body><h1>T</h1><table><tr><th>Name</th></tr><tr><td>One</td></tr></table></body></html>"
    )
    _good(night, *MONTHS)
    assert _night(night, 0).exit_code == 0
    for month in MONTHS:
        night.server.script(_page(month), reply(_bulletin(month)))
    # The list itself is issued anew without news, so that every entry is compared with what its page told.
    night.server.script("/asb", Reply(lists.bulletins(*MONTHS) + b"<!-- anew -->"))
    report = _night(night, 1)
    feed, listed = sorted(report.gathered.outcomes, key=lambda one: one.source.id, reverse=True)
    assert (feed.health.state.value, feed.health.reason) == ("well", "")
    assert listed.health.state.value == "well"
    assert words in listed.health.reason
    assert night.told() == []
    with Store.open(night.folder / "omfeed.db", now=FIRST) as store:
        kept = {row.entry.key: row.entry.facts["cve_count"] for row in store.known("asb")}
    assert kept == dict.fromkeys(MONTHS, 2)
    _good(night, *MONTHS)
    healed = _night(night, 2)
    assert {one.health.reason for one in healed.gathered.outcomes} == {""}
    assert night.told() == []


class CutOffError(BaseException):
    """The night ends here."""


@dataclass
class CutAt:
    """A hook that ends the night the nth time any point is reached."""

    nth: int
    reached: list[str] = field(default_factory=list)

    def __call__(self, point: str) -> None:
        """Count the point, and end the night at the one that was named."""
        self.reached.append(point)
        if len(self.reached) == self.nth:
            raise CutOffError(point)


@contextmanager
def _copied(before: Path, folder: Path, night: World) -> Iterator[World]:
    shutil.copytree(before, folder)
    yield World(night.server, folder, list(night.sources))


def test_a_night_cut_off_anywhere_and_run_again_is_as_if_nothing_had_happened(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    with world(tmp_path / "before") as night:
        night.source("asb", collector="android-bulletin", follow="android-bulletin", look_back_days=0)
        _good(night, *MONTHS)
        night.night(0, digests=False)
        _good(night, "2026-11", *MONTHS)
        trace = Trace()
        with _copied(tmp_path / "before", tmp_path / "whole", night) as whole:
            whole.night(1, digests=False, hook=trace)
        assert "gather.followed" in trace.points
        for nth in range(1, len(trace.points) + 1):
            with _copied(tmp_path / "before", tmp_path / f"cut-{nth}", night) as cut:
                with pytest.raises(CutOffError):
                    cut.night(1, digests=False, hook=CutAt(nth))
                cut.night(1, digests=False)
                assert cut.told() == whole.told() == [("added", "Android security bulletin: 2026-11")], trace.points[
                    nth - 1
                ]
                assert cut.changes()[0].change == whole.changes()[0].change
                with Store.open(cut.folder / "omfeed.db", now=FIRST) as store:
                    assert store.check() == ()
