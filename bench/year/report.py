"""What a year came to, as lines for a person, and everything that is wrong with it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from bench.year import books, growth
from bench.year.vendors import is_quiet

if TYPE_CHECKING:
    from bench.soak import Soak, Tally

MOST_GROWTH: Final = 7.0
"""Megabytes that a hundred nights may add to the process that lives through all of them, once it has loaded all that it
ever loads."""
MOST_ALONE: Final = 4.0
"""Megabytes that a hundred nights may add to the most that one in a process of its own takes."""
MOST_QUIET: Final = 1.5
"""The same of a night on which nothing changed: it must not know how much there is."""
MOST_OBJECTS: Final = 0.03
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
    wrong += grown(tally, year.troubles.nights)
    return wrong


def grown(tally: Tally, nights: int) -> Iterator[str]:
    """What grew over a year and must not, in words; of a short form nothing is said."""
    if nights < LONG:
        return
    yield from growth.too_much("the process of all nights", tally.memory, MOST_GROWTH, since=_settled(nights))
    yield from growth.too_much("a night by itself", _alone(tally, quiet=False), MOST_ALONE)
    yield from growth.too_much("a quiet night by itself", _alone(tally, quiet=True), MOST_QUIET)
    if (more := _more_objects(tally, nights)) > MOST_OBJECTS:
        yield f"living objects grow by {more:.1%} in a hundred nights"
    first, last = ends(tally.quiet)
    if last > first * MOST_SLOWER:
        yield f"a quiet night takes {last:.2f} s at the end, {first:.2f} s at the start"


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
    for what, quiet in (("memory of a night", False), ("of a quiet one", True)):
        taken = _alone(tally, quiet=quiet)
        yield _line(what, f"{_some(taken)}; {growth.in_hundred(taken):+.2f} MB in a hundred nights")
    if 0 in tally.alone:
        yield _line(
            "of the first",
            f"{tally.alone[0].memory / 1e6:.0f} MB; each of these in a process of its own, the most it held",
        )
    added = growth.in_hundred(tally.memory, since=_settled(troubles.nights))
    yield _line("one for all nights", ", ".join(f"night {night}: {tally.memory[night] / 1e6:.0f} MB" for night in held))
    yield _line("", f"{added:+.2f} MB in a hundred nights, from night {_settled(troubles.nights)} on")
    alive = ", ".join(f"night {night}: {tally.objects[night]:,}" for night in held)
    yield _line("living objects", f"{alive}; {_more_objects(tally, troubles.nights):+.1%} in a hundred nights")
    yield _line("database", ", ".join(f"night {night}: {tally.sizes[night] / 1e6:.1f} MB" for night in held))
    yield _line("a quiet night", f"{first * 1000:.0f} ms of CPU at the start, {last * 1000:.0f} ms at the end")
    spent = tally.cpu
    worst = max(spent, key=lambda night: spent[night])
    typical = median(spent.values()) * 1000
    yield _line("any night", f"median {typical:.0f} ms of CPU, slowest {spent[worst]:.1f} s in night {worst}")
    cron = [one.cpu for night, one in tally.alone.items() if night and not is_quiet(night)]
    if cron:
        yield _line("a night by itself", f"median {median(cron) * 1000:.0f} ms of CPU, start-up and all")
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


def _alone(tally: Tally, *, quiet: bool) -> dict[int, int]:
    """The most bytes that nights held that ran in a process of their own, but for the first."""
    return {night: one.memory for night, one in tally.alone.items() if night and is_quiet(night) is quiet}


def _some(taken: Mapping[int, int]) -> str:
    """A handful of nights over the whole year, the first and the last among them."""
    nights = sorted(taken)
    chosen = sorted({nights[place * (len(nights) - 1) // 7] for place in range(8)}) if nights else []
    return ", ".join(f"night {night}: {taken[night] / 1e6:.0f} MB" for night in chosen)


def _more_objects(tally: Tally, nights: int) -> float:
    counted = tally.objects
    return growth.slope(counted, since=_settled(nights)) * 100 / max(counted.values(), default=1)


def _settled(nights: int) -> int:
    """From which night on the process has loaded all that it ever loads."""
    return nights // 4


def _line(name: str, words: str) -> str:
    return f"{name:<20} {words}"


def _announced(database: Path) -> int:
    with closing(sqlite3.connect(database)) as raw:
        return int(raw.execute("SELECT count(*) FROM change WHERE announced").fetchone()[0])
