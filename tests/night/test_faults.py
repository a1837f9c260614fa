"""The whole catalogue against a hostile network: every way of going wrong at once, each told, none doing harm.

A loopback server presents every shipped source, at first in good order; then each night the sources meet twelve forms
of answers, shifted from night to night, so that every source meets several. Nothing may be announced by all of this.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from omfeed.clock import FixedClock
from omfeed.config import shipped_sources
from omfeed.model import Source, SourceState
from omfeed.net.client import Client
from omfeed.net.request import Limits
from omfeed.net.retry import NEVER
from omfeed.night import Plan, Report, run_night
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.understand import Judge
from tests.collect.bodies import OPTIONS
from tests.kit.good import good_body
from tests.kit.nights import FIRST
from tests.kit.server import Reply, Server, redirect, serve
from tests.kit.tried import tried

MOST = 1024 * 1024
"""Bytes of a body that are accepted here."""
BOMB = gzip.compress(bytes(96 * 1024 * 1024), mtime=0)
LIMITS = Limits(connect=5, read=1.0, total=5, body_bytes=MOST, per_host=16)
WALL = (
    b"<!DOCTYPE html><html><head><title>Before you continue</title></head><body><div role='dialog'><h1>Privacy</h1>"
    b"<p>We and our partners use cookies. Choose what you allow.</p><form><button>Accept all</button><button>Reject all"
    b"</button></form></div></body></html>"
)
SHIFTS = (0, 4, 8)
"""By how many forms the sources are shifted each night."""
WELL = frozenset({SourceState.WELL})
UNWELL = frozenset({SourceState.FAILING, SourceState.DRIFTED})
FAILING = frozenset({SourceState.FAILING})


@dataclass(frozen=True, slots=True)
class Form:
    """One form of answer: how it is given, and what must become of the source."""

    reply: Callable[[bytes, str], Reply]
    """Given the good body and the source's id."""
    states: frozenset[SourceState]
    words: tuple[str, ...] = ()
    """One of these stands in the reason, in any case."""


def _other_charset(body: bytes) -> bytes:
    """The same words in UTF-16 behind a byte order mark, whatever the header and the document say of themselves."""
    return body.decode("utf-8").encode("utf-16")


FORMS: Mapping[str, Form] = {
    "200": Form(lambda body, name: Reply(body), WELL),
    "304": Form(lambda body, name: Reply(body, etag=f'"{name}"'), WELL),
    "301": Form(lambda body, name: redirect(f"/moved/{name}", 301), WELL),
    "403": Form(lambda body, name: Reply(WALL, 403), FAILING, ("403",)),
    "404": Form(lambda body, name: Reply(b"gone", 404), FAILING, ("404",)),
    "429": Form(lambda body, name: Reply(status=429, headers={"Retry-After": "3600"}), FAILING, ("429", "too many")),
    "500": Form(lambda body, name: Reply(b"oops", 500), FAILING, ("500",)),
    "slow": Form(lambda body, name: Reply(hang="headers"), FAILING, ("slower",)),
    "truncated": Form(lambda body, name: Reply(body, cut=len(body) // 2), FAILING, ("broke off", "ended", "closed")),
    "charset": Form(lambda body, name: Reply(_other_charset(body), media_type="text/html; charset=utf-8"), WELL),
    "bomb": Form(lambda body, name: Reply(BOMB, headers={"Content-Encoding": "gzip"}), FAILING, ("larger", "bytes")),
    "wall": Form(lambda body, name: Reply(WALL, media_type="text/html; charset=utf-8"), UNWELL),
}


@dataclass
class Catalogue:
    """Every shipped source at loopback, with our database."""

    server: Server
    folder: Path
    sources: list[Source] = field(default_factory=list)

    def __post_init__(self) -> None:
        for source in shipped_sources():
            body = good_body(source.collector)
            self.server.script(f"/moved/{source.id}", Reply(body))
            self.sources.append(
                replace(
                    source,
                    url=self.server.url(f"/{source.id}"),
                    page=source.page or source.url,
                    options=OPTIONS.get(source.collector, {}),
                    allow_private=True,
                    enabled=True,
                    look_back_days=0,
                    cadence_days=60,
                    family="",
                    stage="",
                )
            )

    def shows(self, form_of: Callable[[int], str]) -> None:
        """Let each source answer in the form that its number is given."""
        for number, source in enumerate(self.sources):
            form = FORMS[form_of(number)]
            self.server.script(f"/{source.id}", form.reply(good_body(source.collector), source.id))

    def night(self, number: int) -> Report:
        """The night of that number."""
        clock = FixedClock(FIRST + timedelta(days=number))
        plan = Plan(sources=tuple(self.sources), judge=Judge(), edition=Edition(folder=self.folder / "digests"))
        with (
            Store.open(self.folder / "omfeed.db", now=clock.now()) as store,
            Client(LIMITS, user_agent="omfeed-test", retries=NEVER) as net,
        ):
            return run_night(plan, store=store, net=net, clock=clock)

    def told(self) -> list[tuple[str, str, str]]:
        """Every change that digests tell."""
        with Store.open(self.folder / "omfeed.db", now=FIRST) as store:
            items = store.items(announced=True)
        return [(item.source_id, item.change.kind.value, item.change.entry.title) for item in items]


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """The catalogue after a first night in good order."""
    with serve({}) as server:
        made = Catalogue(server, tmp_path)
        made.shows(lambda number: "304")
        report = made.night(0)
        assert report.exit_code == 0, [str(outcome.error) for outcome in report.gathered.failed]
        yield made


def _wrong(report: Report, form_of: Callable[[int], str]) -> list[str]:
    """Every source that did not end as its answer asks for."""
    wrong: list[str] = []
    for outcome in report.gathered.outcomes:
        number = next(at for at, one in enumerate(CATALOGUE) if one == outcome.source.id)
        form, health = FORMS[form_of(number)], outcome.health
        words = health.reason.casefold()
        if health.state not in form.states or (form.words and not any(word in words for word in form.words)):
            wrong.append(f"{outcome.source.id} ({form_of(number)}): {health.state}: {health.reason}")
        if form_of(number) == "301" and not health.redirected_to.endswith(f"/moved/{outcome.source.id}"):
            wrong.append(f"{outcome.source.id}: its new address is not told")
        if "could not be understood" in health.reason and "report it" in health.reason:
            wrong.append(f"{outcome.source.id}: a collector crashed: {health.reason}")
    return wrong


CATALOGUE = [source.id for source in shipped_sources()]


def _peak_megabytes() -> float:
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1024 if sys.platform == "linux" else used / 1024**2


def test_every_source_ends_in_the_right_state_with_the_right_words(catalogue: Catalogue) -> None:
    names = list(FORMS)
    assert len(catalogue.sources) >= 45
    measured = sys.platform != "win32"
    before = _peak_megabytes() if measured else 0.0
    for night, shift in enumerate(SHIFTS, 1):
        form_of = lambda number, shift=shift: names[(number + shift) % len(names)]  # noqa: E731
        catalogue.shows(form_of)
        report = catalogue.night(night)
        assert report.exit_code == 3
        assert len(report.gathered.outcomes) == len(catalogue.sources)
        assert _wrong(report, form_of) == []
        assert catalogue.told() == []
        tried("faults injected", len(catalogue.sources))
    grown = _peak_megabytes() - before if measured else 0.0
    # Eight bombs of 96 MB each came every night; two bodies at their bound would already be more than the rest needs.
    assert grown < 64, f"{grown:.0f} MB"

    catalogue.shows(lambda number: "200")
    healed = catalogue.night(len(SHIFTS) + 1)
    assert healed.exit_code == 0, [str(outcome.health.reason) for outcome in healed.gathered.outcomes]
    assert {outcome.health.state for outcome in healed.gathered.outcomes} == WELL
    assert catalogue.told() == []


def test_the_digest_names_every_source_that_is_not_well(catalogue: Catalogue) -> None:
    catalogue.shows(lambda number: "403" if number % 4 == 0 else "304")
    report = catalogue.night(1)
    assert len(report.gathered.failed) == len(CATALOGUE[::4])
    day = (FIRST + timedelta(days=1)).date().isoformat()
    text = " ".join((catalogue.folder / "digests" / day / "admin.txt").read_text(encoding="utf-8").split())
    titles = {source.id: " ".join(source.title.split()) for source in catalogue.sources}
    assert [name for name in CATALOGUE[::4] if titles[name] not in text] == []
