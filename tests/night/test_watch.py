"""What is told to those who watch omfeed from outside: figures that a program reads, and when a run deserves a beat."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from omfeed import watch
from omfeed.errors import DeliveryError, Unreachable
from omfeed.model import SourceHealth, SourceState
from omfeed.net.request import Failed, Fetched, Fresh, Request
from omfeed.store.values import RunKind, RunRecord

NOW = datetime(2026, 11, 3, 3, tzinfo=UTC)


def _run(outcome: str, *, kind: RunKind = RunKind.NIGHT, finished: bool = True) -> RunRecord:
    ended = NOW + timedelta(seconds=42) if finished else None
    return RunRecord(id=1, started=NOW, finished=ended, outcome=outcome, kind=kind, sources=45, failed=2, changes=7)


def _figures(last: RunRecord, last_good: datetime | None = None) -> watch.Figures:
    health = (
        SourceHealth(source_id="a", title="a", url="https://vendor.example/a", state=SourceState.WELL),
        SourceHealth(source_id="b", title="b", url="https://vendor.example/b", state=SourceState.WELL),
        SourceHealth(source_id="c", title="c", url="https://vendor.example/c", state=SourceState.FAILING),
    )
    return watch.Figures(last=last, last_good=last_good, health=health, waiting=1, refused=3)


def _read(text: str) -> dict[str, float]:
    """The samples, as Prometheus would read them."""
    samples = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in samples}


def test_the_figures_say_when_how_long_and_how_it_stands() -> None:
    told = _read(watch.exposition(_figures(_run("offline"), NOW - timedelta(days=1))))
    assert told["omfeed_last_run_timestamp_seconds"] == (NOW + timedelta(seconds=42)).timestamp()
    assert told["omfeed_last_good_run_timestamp_seconds"] == (NOW - timedelta(days=1)).timestamp()
    assert told["omfeed_last_run_duration_seconds"] == 42
    assert told["omfeed_last_run_changes"] == 7
    assert told['omfeed_sources{state="well"}'] == 2
    assert told['omfeed_sources{state="failing"}'] == 1
    assert told['omfeed_sources{state="drifted"}'] == 0
    assert told['omfeed_deliveries{state="waiting"}'] == 1
    assert told['omfeed_deliveries{state="refused"}'] == 3


def test_every_figure_is_explained_and_typed_once() -> None:
    text = watch.exposition(_figures(_run("well")))
    assert text.endswith("\n")
    for name in {name.partition("{")[0] for name in _read(text)}:
        assert text.count(f"# HELP {name} ") == 1
        assert text.count(f"# TYPE {name} gauge\n") == 1


def test_what_is_unknown_is_left_out_and_never_zero() -> None:
    told = _read(watch.exposition(_figures(_run("interrupted", finished=False))))
    assert "omfeed_last_run_duration_seconds" not in told
    assert "omfeed_last_good_run_timestamp_seconds" not in told


@pytest.mark.parametrize(
    ("outcome", "kind", "arrived", "good"),
    [
        ("well", RunKind.NIGHT, True, True),
        ("partly", RunKind.NIGHT, True, True),
        ("well", RunKind.NIGHT, False, False),
        ("failed", RunKind.NIGHT, True, False),
        ("offline", RunKind.NIGHT, True, False),
        ("interrupted", RunKind.NIGHT, True, False),
        ("well", RunKind.LANE, True, False),
        ("well", RunKind.PART, True, False),
        ("reparsed", RunKind.REREAD, True, False),
    ],
)
def test_only_a_whole_night_that_read_and_told_is_a_good_run(
    outcome: str, kind: RunKind, arrived: bool, good: bool
) -> None:
    assert watch.is_good(_run(outcome, kind=kind), arrived=arrived) is good


def test_the_figures_are_put_in_place_and_a_folder_that_refuses_is_told(tmp_path: Path) -> None:
    watch.write(tmp_path / "omfeed.prom", _figures(_run("well")))
    assert "omfeed_last_run_changes 7\n" in (tmp_path / "omfeed.prom").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["omfeed.prom"]
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(DeliveryError):
        watch.write(tmp_path / "file" / "omfeed.prom", _figures(_run("well")))


class _Net:
    def __init__(self, answer: Fetched) -> None:
        self.answer = answer
        self.asked: list[Request] = []

    def get(self, request: Request) -> Fetched:
        self.asked.append(request)
        return self.answer


def test_the_address_of_the_heartbeat_is_asked_as_a_secret() -> None:
    net = _Net(Fresh(body=b"OK", media_type="", charset="", final_url="https://beats.example/x"))
    assert watch.beat(net, "https://beats.example/x") == ""
    (asked,) = net.asked
    assert (asked.secret_url, asked.allow_private) == (True, False)


def test_a_heartbeat_that_could_not_be_sent_says_why() -> None:
    net = _Net(Failed(error=Unreachable("beats.example did not answer."), final_url="https://beats.example"))
    assert watch.beat(net, "https://beats.example/key") == "The heartbeat was not sent: beats.example did not answer."
