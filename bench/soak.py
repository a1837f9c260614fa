"""A simulated year: 365 nights over captured histories, with readers, troubles and deaths; what must hold, and figures.

Run it with ``make soak`` (``python -m bench.soak [--nights N] [--made]``). Vendors, a mail relay and webhooks are real
servers on loopback. One night in five runs in a process of its own, as cron runs them all: the most memory that it held
shows whether a night takes more as the database grows. The others run in one process that lives all year, so that a
leak would show, and one night in twenty runs in a further process that is killed (SIGKILL) at a point drawn by lot, and
is then run again.
Clocks are those of Berlin at half past two in the morning, with both changes of the clock and a leap day. Prints
figures, and exits 1 when a change was lost or told twice, a delivery did not arrive just once, memory or the time of a
night grew, an export or a backup lost a row, or the database does not check clean.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bench.year import books, report
from bench.year.machine import ZONE, Answer, Machine, Receivers
from bench.year.vendors import WALL, History, captured, is_quiet, made
from tests.deliver.kit import relay
from tests.kit.server import Reply, Server, serve

YEAR: Final = 365
FIRST: Final = date(2027, 9, 1)
"""The year's first night: the clocks go back in October, forward in March, and February has 29 days."""
SHORT_FIRST: Final = date(2028, 2, 27)
"""The first night of a short form: a leap day, and the clocks go forward on its 29th night."""
KILLED: Final = 0.05
SEED: Final = 20_280_229
ALONE_EVERY: Final = 5
"""One night in so many, the first and every quiet one among them, runs in a process of its own."""
_HALF_PAST_TWO: Final = time_of_day(2, 30)
_EIGHT: Final = time_of_day(8, 0)


@dataclass
class Troubles:
    """On which nights what goes wrong; each is a share of the year."""

    nights: int
    dead: range = range(0)
    wall: range = range(0)
    refusing: range = range(0)
    silent: range = range(0)
    web_down: range = range(0)
    off: range = range(0)
    full: int = 0
    locked: int = 0
    back: int = 0
    killed: frozenset[int] = frozenset()

    @classmethod
    def drawn(cls, nights: int, chance: random.Random) -> Troubles:
        """The troubles of so many nights."""

        def span(share: float, length: int) -> range:
            first = int(share * nights)
            return range(first, first + min(length, max(2, nights // 5)))

        made = cls(
            nights=nights,
            dead=span(0.11, 40),
            wall=span(0.33, 6),
            refusing=span(0.45, 2),
            silent=span(0.52, 5),
            web_down=span(0.62, 1),
            off=span(0.7, 3),
            full=int(0.86 * nights),
            locked=int(0.91 * nights),
            back=int(0.96 * nights),
        )
        free = [night for night in range(2, nights) if night not in made.off and night not in {made.full, made.locked}]
        made.killed = frozenset(chance.sample(free, max(2, round(KILLED * nights))))
        return made


@dataclass
class Tally:
    """What the year came to."""

    runs: int = 0
    deaths: Counter[str] = field(default_factory=Counter)
    outlived: int = 0
    """Nights that ended before the point at which they were to die."""
    memory: dict[int, int] = field(default_factory=dict)
    """Bytes that the process of the whole year held after a night."""
    objects: dict[int, int] = field(default_factory=dict)
    alone: dict[int, Answer] = field(default_factory=dict)
    """How the nights went that ran in a process of their own."""
    quiet: dict[int, float] = field(default_factory=dict)
    cpu: dict[int, float] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    sizes: dict[int, int] = field(default_factory=dict)


class Soak:
    """A year, night by night."""

    def __init__(self, folder: Path, first: date, histories: list[History], server: Server, receivers: Receivers,
                 machine: Machine, troubles: Troubles) -> None:  # fmt: skip
        self.folder, self.first, self.histories = folder, first, histories
        self.server, self.receivers, self.machine, self.troubles = server, receivers, machine, troubles
        self.tally = Tally()
        self.deliveries = books.Deliveries()
        self._chance = random.Random(SEED + 1)
        self._shown: dict[str, object] = {}
        # Two for each source, and those of digests, site and post.
        self._points = 2 * len(histories) + 30

    def night(self, number: int) -> None:
        """One night, its morning, and whatever goes wrong in it."""
        troubles, tally = self.troubles, self.tally
        self._publish(number)
        self.receivers.down = number in troubles.web_down
        refuse = {f"{name}@corp.example": "451 4.3.0 try later" for name in ("admins", "desk", "weekly", "monthly")}
        self.receivers.book.refuse = refuse if number in troubles.refusing or number in troubles.silent else {}
        day = self.first + timedelta(days=number)
        for moment in _moments(day, _HALF_PAST_TWO):
            self._run(number, moment)
        if number == troubles.back:
            again = self._asked("run", "--at", _text(_moments(day, _HALF_PAST_TWO)[0] - timedelta(hours=1)))
            self._expect(number, "the clock went back an hour", again, {0, 3})
        if is_quiet(number):
            moment = _moments(day, _HALF_PAST_TWO)[-1]
            thrice = [self._asked("run", "--at", _text(moment + timedelta(minutes=20 * n))) for n in (1, 2, 3)]
            tally.quiet[number] = min(one.cpu for one in thrice)
        morning = self._asked("deliver", "--at", _text(_moments(day, _EIGHT)[-1]))
        self._expect(number, "the morning's deliveries", morning, {0, 3})
        self.deliveries.look(self.machine.database)
        self.receivers.forget_requests()
        tally.memory[number] = morning.memory
        tally.objects[number] = morning.objects
        tally.sizes[number] = self.machine.database.stat().st_size

    def _run(self, number: int, moment: datetime) -> None:
        at, troubles, tally = _text(moment), self.troubles, self.tally
        if number == troubles.full:
            # Room that was pruned would do for a night.
            self._asked("db", "vacuum")
            answer = self._asked("run", "--at", at, fault="full")
            self._expect(number, "the disk was full", answer, {1}, words="disk is full")
        if number == troubles.locked:
            with closing(sqlite3.connect(self.machine.database, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                answer = self._asked("run", "--at", at, fault="locked")
                other.execute("ROLLBACK")
            self._expect(number, "the database was locked", answer, {1}, words="locked by another program")
        if number in troubles.killed:
            point = self._chance.randint(1, self._points)
            ended, where = self.machine.killed(point, at)
            if ended:
                tally.deaths[where] += 1
            else:
                tally.outlived += 1
                self._points = max(20, int(where))
            moment += timedelta(minutes=20)
            at = _text(moment)
        if number % ALONE_EVERY == 0:
            answer = tally.alone[number] = self.machine.alone("run", "--at", at)
        else:
            answer = self._asked("run", "--at", at)
            tally.cpu[number] = answer.cpu
        tally.runs += 1
        troubled = number in {*troubles.dead, *troubles.wall, *troubles.refusing, *troubles.silent, *troubles.web_down}
        self._expect(number, "a night", answer, {0, 3})
        if answer.code == 3:
            tally.told["nights that ended with 3"] += 1
            if not troubled:
                tally.remarks.append(f"night {number}: {answer.said.strip().splitlines()[0][:150]}")

    def _publish(self, number: int) -> None:
        """Let the vendors show what they show on that night."""
        troubles = self.troubles
        quiet = is_quiet(number)
        for place, one in enumerate(self.histories):
            shown = one.shown(number - quiet, troubles.nights)
            state: object = shown
            if place == 0 and number in troubles.dead:
                state = "dead"
            elif place == 2 and number in troubles.wall:
                state = "wall"
            if self._shown.get(one.id) == state:
                continue
            self._shown[one.id] = state
            if state == "dead":
                reply = Reply(b"out of order", status=503)
            elif state == "wall":
                reply = Reply(WALL)
            else:
                reply = Reply(one.body(shown), media_type=one.media_type, etag=f'"{one.id}-{shown}"')
            self.server.script(f"/{one.id}", reply)

    def _asked(self, *words: str, fault: str = "") -> Answer:
        return self.machine(*words, fault=fault)

    def _expect(self, number: int, what: str, answer: Answer, codes: set[int], *, words: str = "") -> None:
        if answer.code not in codes or words not in answer.said:
            self.tally.wrong.append(f"night {number}, {what}: exit {answer.code}: {answer.said.strip()[:300]}")
        elif words:
            self.tally.told[f"{what}: told, and exit {answer.code}"] += 1


def _moments(day: date, at: time_of_day) -> list[datetime]:
    """The moments at which cron runs something at a time of day: two on the day on which an hour comes twice."""
    zone = ZoneInfo(ZONE)
    both = [datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1)]
    # An hour that does not exist is run once, at whatever the clocks say then.
    real = [moment for moment in both if moment.astimezone(zone).time() == at]
    return sorted(set(real)) or both[:1]


def _text(moment: datetime) -> str:
    return moment.isoformat()


def soak(folder: Path, nights: int, *, own: bool, few: bool = False, progress: bool = False) -> Soak:
    """Spend so many nights in a folder; what came of them is in the result's tally.

    Args:
        folder: where omfeed runs.
        nights: how many.
        own: over pages of our own making, also where captured ones lie beside the checkout.
        few: over few of them.
        progress: tell the nights on standard error.
    """
    first = FIRST if nights > 100 else SHORT_FIRST
    histories = [] if own else captured(first)
    bodies = max(8, nights * 2 // 3)
    histories = histories or (made(first, bodies, pages=3, feeds=1) if few else made(first, bodies))
    chance = random.Random(SEED)
    with serve({}) as server, relay() as book:
        receivers = Receivers(server, book)
        machine = Machine(folder, histories, server, book)
        year = Soak(folder, first, histories, server, receivers, machine, Troubles.drawn(nights, chance))
        try:
            for number in range(nights):
                if number not in year.troubles.off:
                    year.night(number)
                if progress and number % 10 == 0 and (alone := year.tally.alone.get(number)):
                    held = f"{alone.cpu:.2f} s, {alone.memory / 1e6:.0f} MB"
                    print(f"night {number:3}: {held}", file=sys.stderr, flush=True)
            # The last deliveries that wait are tried until they arrived or are old news.
            for hours in (12, 24, 48, 96):
                moment = datetime.combine(first + timedelta(days=nights - 1), _EIGHT, UTC) + timedelta(hours=hours)
                machine("-q", "deliver", "--at", _text(moment))
            year.deliveries.look(machine.database)
        finally:
            machine.close()
    return year


def main() -> int:
    """Spend the year, print, and say whether all is well."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--nights", type=int, default=YEAR)
    options.add_argument("--made", action="store_true", help="use pages of our own making, not captured ones")
    options.add_argument("--folder", type=Path, help="keep everything there")
    options.add_argument("--into", action="append", default=[], help="an empty database to read the export into, too")
    chosen = options.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        year = soak(folder, chosen.nights, own=chosen.made, progress=True)
        room = folder / "copies"
        room.mkdir()
        wrong = report.verdict(year, room, *chosen.into)
        print("\n".join(report.lines(year, wrong)))
    print(f"took                 {time.monotonic() - begun:.0f} s on the clock")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
