"""After a run: heartbeat and figures, as omfeed.toml asks for them; and the weekly clearing out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.conftest import Said, Shell
from tests.kit.learn import Page
from tests.kit.server import Reply, Server, serve

KEY = "beat-canary-5f1c"
WATCH = '[watch]\nheartbeat_env = "BEAT"\nheartbeat_private = true\nmetrics = "figures/omfeed.prom"\n'


@pytest.fixture
def vendor() -> Iterator[Server]:
    """A vendor's server; the heartbeat's is beside it."""
    with serve({}) as server:
        page = Page()
        page.week("October 26, 2026").category("Apps").item("Recent app", applies_to="iOS/iPadOS")
        server.script("/news", Reply(page.html()))
        server.script(f"/{KEY}", Reply(b"OK"))
        yield server


def _run(omfeed: Shell, vendor: Server, *words: str, env: dict[str, str] | None = None, more: str = WATCH) -> Said:
    (omfeed.folder / "omfeed.toml").write_text(
        "[catalogue]\nenabled = false\n[[sources]]\nid = 'news'\ntitle = 'News'\ncollector = 'learn-html'\n"
        f"url = '{vendor.url('/news')}'\nallow_private = true\n{more}",
        encoding="utf-8",
    )
    return omfeed("run", *words, env={"BEAT": vendor.url(f"/{KEY}")} if env is None else env)


def _beats(vendor: Server) -> int:
    return sum(request.path == f"/{KEY}" for request in vendor.seen)


def test_a_good_run_beats_and_leaves_its_figures(omfeed: Shell, vendor: Server) -> None:
    said = _run(omfeed, vendor)
    assert said.code == 0, said.err
    assert _beats(vendor) == 1
    figures = (omfeed.folder / "figures" / "omfeed.prom").read_text(encoding="utf-8")
    assert 'omfeed_sources{state="well"} 1\n' in figures
    assert "omfeed_last_good_run_timestamp_seconds" in figures


def test_a_failed_run_does_not_beat_and_still_leaves_its_figures(omfeed: Shell, vendor: Server) -> None:
    vendor.script("/news", Reply(b"gone", status=404))
    assert _run(omfeed, vendor).code == 1
    assert _beats(vendor) == 0
    figures = (omfeed.folder / "figures" / "omfeed.prom").read_text(encoding="utf-8")
    assert 'omfeed_sources{state="failing"} 1\n' in figures
    assert "last_good_run" not in figures


def test_a_heartbeat_that_fails_is_told_without_its_address_and_changes_no_exit_code(
    omfeed: Shell, vendor: Server
) -> None:
    vendor.script(f"/{KEY}", Reply(b"no", status=404))
    said = _run(omfeed, vendor)
    assert said.code == 0
    assert "heartbeat was not sent" in said.err
    assert KEY not in said.err + said.out


def test_a_heartbeat_without_its_variable_is_told(omfeed: Shell, vendor: Server) -> None:
    said = _run(omfeed, vendor, env={})
    assert said.code == 0
    assert "BEAT is not set" in said.err


def test_figures_that_cannot_be_written_are_told_and_the_run_stands(omfeed: Shell, vendor: Server) -> None:
    (omfeed.folder / "figures").write_text("in the way", encoding="utf-8")
    said = _run(omfeed, vendor)
    assert said.code == 0
    assert "could not be written" in said.err
    assert _beats(vendor) == 1


def test_a_trial_neither_beats_nor_writes_figures(omfeed: Shell, vendor: Server) -> None:
    assert _run(omfeed, vendor, "--only", "news").code == 0
    assert _beats(vendor) == 0
    assert not (omfeed.folder / "figures").exists()
