"""What a year came to, as lines for a person, and everything that is wrong with it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from bench.year import books

if TYPE_CHECKING:
    from bench.soak import Soak

MOST_GROWTH: Final = 15.0
"""Megabytes that a hundred nights may add to the process once it has loaded all that it ever loads: the room that the
busiest night needed, which grows with what is known."""
MOST_OBJECTS: Final = 0.05
"""By how much of them the living objects may grow in a hundred nights; a leak adds to them every night."""
MOST_SLOWER: Final = 2.0
"""How many times longer a quiet night may take at the end of the year."""
LONG: Final = 200
"""From so many nights on, growth is judged; a short form only tells it."""


def verdict(year: Soak, room: Path, *others: str | Path) -> list[str]:
    """Everything that is wrong with a year.

    Args:
        year: the year.
        room: an empty folder for copies.
        others: further, empty databases that its export is read into.
    """
    tally, database = year.tally, year.machine.database
    wrong = list(tally.wrong)
    wrong += books.problems(database)
    wrong += books.received_wrongly(year.deliveries, year.receivers.mails(), year.receivers.web)
    wrong += books.told_wrongly(database, year.folder / "digests", year.deliveries)
    wrong += books.repeated(database)
    wrong += books.moved_wrongly(database, room, *others)
    if year.troubles.nights < LONG:
        return wrong
    growth = _growth(year)
    if growth > MOST_GROWTH:
        wrong.append(f"memory grows by {growth:.1f} MB in a hundred nights")
    if (more := _more_objects(year)) > MOST_OBJECTS:
        wrong.append(f"living objects grow by {more:.1%} in a hundred nights")
    first, last = ends(tally.quiet)
    if last > first * MOST_SLOWER:
        wrong.append(f"a quiet night takes {last:.2f} s at the end, {first:.2f} s at the start")
    return wrong


def lines(year: Soak, wrong: list[str]) -> Iterator[str]:
    """The report."""
    tally, troubles, database = year.tally, year.troubles, year.machine.database
    rows = books.contents(database)
    came = books_of(year)
    states = Counter(year.deliveries.state.values())
    first, last = ends(tally.quiet)
    held = [night for night in (1, 90, 180, 270, troubles.nights - 1) if night in tally.memory]
    told = _announced(database)
    yield _line("nights", f"{troubles.nights} from {year.first} over {len(year.histories)} sources; {tally.runs} runs")
    yield _line("switched off", f"{len(troubles.off)} nights")
    yield _line("killed", f"{sum(tally.deaths.values())} nights, at {len(tally.deaths)} different points")
    yield _line("changes", f"{rows['change']:,}, of which {told:,} were told")
    received = sum(count > 0 for count in came.values())
    yield _line("deliveries", f"expected {states['sent']:,}, received {received:,}")
    yield _line("received twice", f"{sum(count == 2 for count in came.values())}, with the same id")
    yield _line("said by a later one", f"{states['expired']} that a relay refused for days")
    yield _line("memory", ", ".join(f"night {night}: {tally.memory[night] / 1e6:.0f} MB" for night in held))
    yield _line("memory grows", f"{_growth(year):+.2f} MB in a hundred nights, from night {_settled(year)} on")
    alive = ", ".join(f"night {night}: {tally.objects[night]:,}" for night in held)
    yield _line("living objects", f"{alive}; {_more_objects(year):+.1%} in a hundred nights")
    yield _line("database", ", ".join(f"night {night}: {tally.sizes[night] / 1e6:.1f} MB" for night in held))
    yield _line("a quiet night", f"{first * 1000:.0f} ms of CPU at the start, {last * 1000:.0f} ms at the end")
    spent = list(tally.cpu.values())
    yield _line("any night", f"median {median(spent) * 1000:.0f} ms of CPU, slowest {max(spent):.1f} s")
    yield from (_line("told", f"{what}: {count}") for what, count in sorted(tally.told.items()))
    yield from (_line("remark", remark) for remark in tally.remarks[:20])
    yield from (_line("WRONG", fault) for fault in wrong[:40])
    yield _line("verdict", f"{len(wrong)} things are wrong" if wrong else "all is well; the database checks clean")


def books_of(year: Soak) -> Mapping[str, int]:
    """How often each delivery that was planned was received."""
    return year.deliveries.received(year.receivers.mails(), year.receivers.web)


def ends(quiet: Mapping[int, float]) -> tuple[float, float]:
    """CPU seconds of a quiet night at the start and at the end of a year."""
    nights = sorted(quiet)
    if not nights:
        return 0.0, 0.0
    return median(quiet[night] for night in nights[:3]), median(quiet[night] for night in nights[-3:])


def slope(memory: Mapping[int, int], since: int) -> float:
    """Bytes a night by which memory grows from a night on, by least squares."""
    points = [(night, held) for night, held in memory.items() if night >= since]
    if len(points) < 2:
        return 0.0
    middle = sum(night for night, _ in points) / len(points)
    level = sum(held for _, held in points) / len(points)
    across = sum((night - middle) ** 2 for night, _ in points)
    return sum((night - middle) * (held - level) for night, held in points) / across


def _growth(year: Soak) -> float:
    return slope(year.tally.memory, _settled(year)) * 100 / 1e6


def _more_objects(year: Soak) -> float:
    counted = year.tally.objects
    return slope(counted, _settled(year)) * 100 / max(counted.values(), default=1)


def _settled(year: Soak) -> int:
    """From which night on the process has loaded all that it ever loads."""
    return year.troubles.nights // 4


def _line(name: str, words: str) -> str:
    return f"{name:<20} {words}"


def _announced(database: Path) -> int:
    with closing(sqlite3.connect(database)) as raw:
        return int(raw.execute("SELECT count(*) FROM change WHERE announced").fetchone()[0])
