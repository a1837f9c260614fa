"""Two larger truths than labels: fields of the message center's posts, and “Applies to” lists of captured pages.

Both are hidden from the rules and compared with what the rules make of the rest. Neither was made to be such a truth:
what is compared with what, and what a difference may mean, is printed beside each figure.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from bench.assess_figures import Yes, grid
from omfeed.assess.judge import assess
from omfeed.assess.platforms import named_in
from omfeed.assess.reading import read
from omfeed.collect import learn_markdown
from omfeed.collect.registry import load
from omfeed.errors import ParseError
from omfeed.model import Assessment, Entry, Fact, Fleet, Nature, Platform, Precision, Severity, Source
from omfeed.text.blocks import plain
from omfeed.text.counting import counted
from omfeed.text.markup import sanitise

HIDDEN: Final = frozenset({"category", "source_severity", "major", "action_by", "tags"})
_DEADLINE: Final = re.compile(r"<(li|p)>[^<]*(?:<strong>)?Action required by.*?</\1>", re.DOTALL)
_BASE: Final = "https://learn.microsoft.com/en-us/intune/whats-new/"
_NEWS: Final = frozenset({Nature.NEW, Nature.PREVIEW, Nature.RELEASE})
_TAGS: Final[Sequence[tuple[str, str, Callable[[Assessment], bool]]]] = (
    ("Retirement", "nature retiring", lambda said: said.nature is Nature.RETIRING),
    ("New feature", "nature new, preview or release", lambda said: said.nature in _NEWS),
    ("User impact", "user_visible", lambda said: said.user_visible),
    ("Admin impact", "action_required", lambda said: said.action_required),
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post as Microsoft published it, and what is said of it when its fields are hidden."""

    entry: Entry
    said: Assessment

    def fact(self, name: str) -> Fact | None:
        """One of its fields."""
        return self.entry.facts.get(name)

    @property
    def deadline(self) -> str:
        """The day of ``actionRequiredByDateTime``, ISO, or empty."""
        return str(self.fact("action_by") or "")[:10]

    @property
    def major(self) -> bool:
        """``isMajorChange``."""
        return self.fact("major") is True

    def has(self, name: str, word: str) -> bool:
        """Whether a field of several values holds one."""
        values = self.fact(name)
        return word in values if isinstance(values, tuple) else values == word


def source(name: str, collector: str = "learn-markdown") -> Source:
    """A source that says nothing of its entries."""
    return Source(id=name, title=name, url=_BASE, collector=collector)


def bodies(folder: Path, pattern: str) -> Iterator[bytes]:
    """The captured bodies of a folder, unpacked, in the order of their names."""
    for path in sorted(folder.rglob(pattern)):
        yield gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def posts(folder: Path) -> list[Post]:
    """Every post of the captured message center in its latest state, judged without the fields that are compared."""
    parse = load("graph-messages").parse
    seen: dict[str, Entry] = {}
    for body in bodies(folder, "*.json*"):
        for entry in parse(body, source("m365-message-center", "graph-messages")).entries:
            seen[entry.key or entry.title] = entry
    return [Post(entry, _blindly(entry)) for entry in seen.values()]


def _blindly(entry: Entry) -> Assessment:
    html = _DEADLINE.sub("", entry.html)
    facts = {name: value for name, value in entry.facts.items() if name not in HIDDEN}
    hidden = replace(entry, facts=facts, html=html, text=plain(html))
    return assess(hidden, source("m365-message-center"), Fleet(), date.fromisoformat(entry.published[:10]))


def message_center(folder: Path) -> list[str]:
    """What is said of posts compared with their hidden fields: for those of Intune, and for those of every service."""
    every = posts(folder)
    if not every:
        return []
    ours = [one for one in every if one.has("services", "Microsoft Intune")]
    lines = [
        "",
        "Message center: posts judged with category, severity, isMajorChange, tags and actionRequiredByDateTime hidden",
        "(and the line of the text that repeats it); then compared with them. No rule was made for other services.",
    ]
    for name, some in (("Microsoft Intune", ours), ("every service", every)):
        lines += [f"\n  {name}: {counted(len(some), 'post')}", *_compared(some)]
    return [*lines, "", *_misses(every)]


def _compared(some: Sequence[Post]) -> list[str]:
    due = [one for one in some if one.deadline]
    act = sum(one.said.action_required for one in due)
    exact, near = sum(_tells(one) for one in due), sum(_tells(one, days=1) for one in due)
    month = sum(any(said.date[:7] == one.deadline[:7] for said in one.said.due) for one in due)
    more = sum(one.said.action_required and not one.deadline for one in some)
    found = f"on its day for {exact} of {len(due)}, at most a day away for {near}, in its month for {month}"
    lines = [
        f"    actionRequiredByDateTime ~ action_required: said of {act} of the {len(due)} posts that set it",
        f"      (and of {more} that do not, which is no error: most posts that call for action set no day)",
        f"    actionRequiredByDateTime ~ due: a due date was found {found}",
        "      (Microsoft often sets the last day before the one of which the text speaks)",
    ]
    for tag, what, holds in _TAGS:
        yes = Yes()
        for one in some:
            yes.add(holds(one.said), one.has("tags", tag))
        lines.append(f"    tag “{tag}” ~ {what}: {yes}")
    natures = [one.value for one in Nature]
    levels = [one.value for one in Severity]
    categories = Counter((str(one.fact("category")), one.said.nature.value) for one in some)
    lines += [f"    {line}" for line in grid(categories, "category ~ nature", natures)]
    weights = Counter((f"severity {one.fact('source_severity')}", one.said.severity.value) for one in some)
    weights += Counter((f"isMajorChange {'yes' if one.major else 'no'}", one.said.severity.value) for one in some)
    lines += [f"    {line}" for line in grid(weights, "theirs ~ our severity", levels)]
    return [*lines, *_ranked(some)]


def _ranked(some: Sequence[Post]) -> list[str]:
    """How often a post they call major weighs more here than one they do not; by chance as often as less."""
    major = Counter(one.said.severity.rank for one in some if one.major)
    minor = Counter(one.said.severity.rank for one in some if not one.major)
    pairs = major.total() * minor.total()
    if not pairs:
        return []
    more = sum(n * m for rank, n in major.items() for other, m in minor.items() if rank < other)
    less = sum(n * m for rank, n in major.items() for other, m in minor.items() if rank > other)
    shares = f"more {more / pairs:.0%}, less {less / pairs:.0%} of the time"
    return [f"    of a major and another post, the major weighs {shares}"]


def _tells(one: Post, *, days: int = 0) -> bool:
    """Whether a due date is the deadline, or so few days away."""
    by = date.fromisoformat(one.deadline)
    exact = (date.fromisoformat(due.date) for due in one.said.due if due.precision is Precision.DAY)
    return any(abs((day - by).days) <= days for day in exact)


def _misses(every: Sequence[Post]) -> list[str]:
    """Posts with a deadline that were not heard: as needing action, or their day; with what spoke instead."""
    lines: list[str] = []
    for one in every:
        if not one.deadline or (one.said.action_required and _tells(one)):
            continue
        lines.append(f"  {one.entry.key} {one.entry.title}")
        if not one.said.action_required:
            lines += [f"    action_required: said False, to be done by {one.deadline}", *evidence(one.said, "nature")]
        if not _tells(one):
            found = [due.date for due in one.said.due]
            lines += [f"    due: said {found}, is {one.deadline}", *evidence(one.said, "due")]
    return ["  Deadlines missed, with the evidence:", *lines] if lines else []


def evidence(said: Assessment, field: str) -> list[str]:
    """What a field of an assessment rests on, a line for each row."""
    rows = [one for one in said.evidence if one.field == field]
    told = [f"      {one.field} {one.value} by {one.rule}: {' '.join(one.words.split())[:150]}" for one in rows]
    return told or [f"      no rule spoke for {field}"]


def without_applies(entries: Iterable[Entry], of: str, *, misses: bool) -> list[str]:
    """Cuts “Applies to” out of entries that have it and predicts the platforms from title and text alone.

    Args:
        entries: those of some source.
        of: which these are, in words.
        misses: whether each miss is listed.
    """
    micro = Yes()
    each = {platform: Yes() for platform in Platform}
    found = 0
    missed: list[str] = []
    for entry in entries:
        reading = read(entry)
        stated = {platform for text in reading.applies for platform, _, _ in named_in(text)}
        if not stated:
            continue
        found += 1
        rest = "".join(f"<p>{sentence.text}</p>" for sentence in reading.sentences[1:] if sentence.place != "applies")
        html = sanitise(rest)
        facts = {name: value for name, value in entry.facts.items() if name != "platforms"}
        cut = replace(entry, html=html, text=plain(html), facts=facts)
        said = assess(cut, source("cut"), Fleet(), date(2020, 1, 1))
        for platform in Platform:
            for yes in (micro, each[platform]):
                yes.add(platform in said.platforms, platform in stated)
        if misses and stated != set(said.platforms):
            names = [sorted(one.value for one in some) for some in (said.platforms, stated)]
            missed += [f"    {entry.title}: said {names[0]}, is {names[1]}", *evidence(said, "platforms")]
    if not found:
        return []
    stating = f"{counted(found, 'entry', 'entries')} of {of} that state it"
    return [
        "",
        f"“Applies to” cut out and predicted by the weak rules alone: {stating}",
        f"  platforms       {micro}",
        *(f"    {one.value:13} {yes}" for one, yes in each.items() if yes.right + yes.wrong + yes.missed),
        *(["  Misses (a text may well not name all that its list states):"] if missed else []),
        *missed,
    ]


def captured(folder: Path) -> list[Entry]:
    """Every entry of the captured pages, each title once."""
    found: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for body in bodies(folder, "*.md*"):
        try:
            parsed = learn_markdown.parse(body, source("intune"))
        except ParseError:
            continue
        for entry in parsed.entries:
            found.setdefault((entry.title, entry.section[:1]), entry)
    return list(found.values())
