"""How well entries are judged: against labelled entries, the message center's own fields, and “Applies to” lists.

    python bench/assess.py [--gold FILE] [--corpus DIR] [--misses]

Prints, for each set of labelled entries and each part of it, F1 of platforms (micro and for each), accuracy of nature
with its confusions, precision and recall of action_required and user_visible, and how many entries have exactly the
right due dates and version ranges; with ``--misses`` every miss with the evidence that led to it. The parts are fixed:
an entry belongs to ``test`` when the SHA-256 of its id is divisible by three, else to ``tune``; rules were fitted on
``tune`` alone. Then two larger truths: message center posts with their category, severity, major flag and deadline
hidden, and the “Applies to” lists of captured pages, cut out and predicted from the rest. Last, the speed.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from omfeed.assess.judge import assess
from omfeed.assess.platforms import named_in
from omfeed.assess.reading import read
from omfeed.collect import learn_markdown
from omfeed.collect.markdown import render
from omfeed.collect.registry import load
from omfeed.errors import ParseError
from omfeed.model import Assessment, Entry, Fleet, Platform, Source
from omfeed.text.blocks import plain
from omfeed.text.markup import sanitise

HERE = Path(__file__).resolve().parent.parent
SHARED = HERE.parent / "shared"
LATER = HERE / "tests" / "assess" / "data"
HIDDEN = frozenset({"category", "source_severity", "major", "action_by", "tags"})
_DEADLINE = re.compile(r"<(li|p)>[^<]*(?:<strong>)?Action required by.*?</\1>", re.DOTALL)
BASE = "https://learn.microsoft.com/en-us/intune/whats-new/"


@dataclass(frozen=True, slots=True)
class Labelled:
    """An entry with what careful readers say of it."""

    id: str
    entry: Entry
    source: Source
    platforms: frozenset[str]
    versions: Mapping[str, str]
    nature: str
    action_required: bool
    due: frozenset[tuple[str, str]]
    user_visible: bool

    @property
    def part(self) -> str:
        """``test`` or ``tune``, by its id alone."""
        return "test" if int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 3 == 0 else "tune"


def labelled(path: Path) -> Iterator[Labelled]:
    """The labelled entries of a file of JSON lines."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        gold = row["gold"]
        html = sanitise(render(row["markdown"]).html, base_url=BASE)
        yield Labelled(
            id=row["id"],
            entry=Entry(
                title=row["title"],
                section=tuple(row["section"]),
                html=html,
                text=plain(html),
                published=row["published"],
            ),
            source=_source(row["source"]),
            platforms=frozenset(gold["platforms"]),
            versions=gold["versions"],
            nature=gold["nature"],
            action_required=gold["action_required"],
            due=frozenset((one["date"], one["precision"]) for one in gold["due"]),
            user_visible=gold["user_visible"],
        )


def _source(name: str, collector: str = "learn-markdown") -> Source:
    return Source(id=name, title=name, url=BASE, collector=collector)


@dataclass
class Yes:
    """Hits and misses of a yes-or-no question."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, said: bool, is_so: bool) -> None:
        """Counts one answer."""
        self.right += said and is_so
        self.wrong += said and not is_so
        self.missed += is_so and not said

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 when there was nothing to find and nothing was found."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else 1.0

    def __str__(self) -> str:
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 1.0
        return f"F1 {self.f1:.3f}  P {precision:.3f}  R {recall:.3f}  ({self.right}+ {self.wrong}! {self.missed}-)"


@dataclass
class Score:
    """What one part of a set scored."""

    entries: int = 0
    platforms: dict[str, Yes] = field(default_factory=lambda: {one.value: Yes() for one in Platform})
    natures: Counter[tuple[str, str]] = field(default_factory=Counter)
    action: Yes = field(default_factory=Yes)
    visible: Yes = field(default_factory=Yes)
    due: int = 0
    versions: int = 0

    def add(self, truth: Labelled, said: Assessment) -> list[tuple[str, str]]:
        """Counts one entry; gives back its misses as (field, what was said and what is so)."""
        self.entries += 1
        platforms = {one.value for one in said.platforms}
        for name, yes in self.platforms.items():
            yes.add(name in platforms, name in truth.platforms)
        self.natures[(truth.nature, said.nature.value)] += 1
        self.action.add(said.action_required, truth.action_required)
        self.visible.add(said.user_visible, truth.user_visible)
        due = frozenset((one.date, one.precision.value) for one in said.due)
        versions = {platform.value: text for platform, text in said.versions.items()}
        self.due += due == truth.due
        self.versions += versions == dict(truth.versions)
        pairs: list[tuple[str, object, object]] = [
            ("platforms", sorted(platforms), sorted(truth.platforms)),
            ("nature", said.nature.value, truth.nature),
            ("action_required", said.action_required, truth.action_required),
            ("user_visible", said.user_visible, truth.user_visible),
            ("due", sorted(due), sorted(truth.due)),
            ("versions", versions, dict(truth.versions)),
        ]
        return [(name, f"said {one}, is {other}") for name, one, other in pairs if one != other]

    def show(self, name: str) -> None:
        """Prints the figures."""
        micro = Yes()
        for yes in self.platforms.values():
            micro.right += yes.right
            micro.wrong += yes.wrong
            micro.missed += yes.missed
        right = sum(count for (is_so, said), count in self.natures.items() if is_so == said)
        print(f"\n{name}: {self.entries} entries")
        print(f"  platforms        {micro}")
        for platform, yes in self.platforms.items():
            if yes.right + yes.wrong + yes.missed:
                print(f"    {platform:14} {yes}")
        print(f"  nature           {right / self.entries:.3f}")
        for (is_so, said), count in sorted(self.natures.items()):
            if is_so != said:
                print(f"    {is_so} taken for {said}: {count}")
        print(f"  action_required  {self.action}")
        print(f"  user_visible     {self.visible}")
        print(f"  due exact        {self.due / self.entries:.3f}")
        print(f"  versions exact   {self.versions / self.entries:.3f}")


def run(path: Path, *, misses: bool) -> None:
    """Judges every entry of a labelled file and prints its figures, part by part."""
    scores = {"tune": Score(), "test": Score()}
    for truth in labelled(path):
        said = assess(truth.entry, truth.source, Fleet(), date.fromisoformat(truth.entry.published[:10]))
        missed = scores[truth.part].add(truth, said)
        if missed and misses:
            print(f"\n{truth.id} ({truth.part}) {truth.entry.title}")
            for name, what in missed:
                print(f"  {name}: {what}")
                for evidence in said.evidence:
                    if evidence.field == name:
                        print(f"      {evidence.value} by {evidence.rule}: {evidence.words[:150]}")
    for part, score in scores.items():
        if score.entries:
            score.show(f"{path.name}, {part}")


def message_center(folder: Path) -> None:
    """Judges message center posts without the fields that say how much they matter, then compares with those."""
    parse = load("graph-messages").parse
    seen: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.json")):
        for entry in parse(path.read_bytes(), _source("m365-message-center", "graph-messages")).entries:
            seen[entry.key or entry.title] = entry
    if not seen:
        return
    deadline, due, table = Yes(), Yes(), Counter[tuple[str, str]]()
    acted: dict[str, Counter[bool]] = {}
    for entry in seen.values():
        html = _DEADLINE.sub("", entry.html)
        facts = {name: value for name, value in entry.facts.items() if name not in HIDDEN}
        hidden = replace(entry, facts=facts, html=html, text=plain(html))
        said = assess(hidden, _source("m365-message-center"), Fleet(), date.fromisoformat(entry.published[:10]))
        by = str(entry.facts.get("action_by") or "")
        deadline.add(said.action_required, bool(by))
        if by:
            due.add(any(one.date in {by, by[:7]} for one in said.due), True)
        category = str(entry.facts.get("category") or "none")
        table[(category, said.nature.value)] += 1
        acted.setdefault(category, Counter())[said.action_required] += 1
    print(f"\nMessage center, fields hidden: {len(seen)} posts")
    print(f"  posts with a deadline found to need action: recall {deadline.right}/{deadline.right + deadline.missed}")
    print(f"  their deadline among the due dates found:   {due.right}/{due.right + due.missed}")
    for category, counts in sorted(acted.items()):
        natures = ", ".join(f"{nature} {n}" for (of, nature), n in sorted(table.items()) if of == category)
        print(f"  {category:20} action {counts[True]} of {counts.total()}; {natures}")


def without_applies(entries: Iterable[Entry]) -> None:
    """Cuts “Applies to” out of entries that have it and predicts the platforms from title and text."""
    micro = Yes()
    counted = 0
    for entry in entries:
        reading = read(entry)
        stated = {platform for text in reading.applies for platform, _, _ in named_in(text)}
        if not stated:
            continue
        counted += 1
        rest = "".join(f"<p>{sentence.text}</p>" for sentence in reading.sentences[1:] if sentence.place != "applies")
        said = assess(replace(entry, html=sanitise(rest)), _source("cut"), Fleet(), date(2020, 1, 1))
        for platform in Platform:
            micro.add(platform in said.platforms, platform in stated)
    print(f"\n“Applies to” cut out and predicted: {counted} entries\n  platforms        {micro}")


def captured(folder: Path) -> list[Entry]:
    """Every entry of the captured Intune pages, each title once."""
    found: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for path in sorted(folder.rglob("*.md*")):
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        try:
            parsed = learn_markdown.parse(body, _source("intune"))
        except ParseError:
            continue
        for entry in parsed.entries:
            found.setdefault((entry.title, entry.section[:1]), entry)
    return list(found.values())


def speed(entries: Sequence[Entry]) -> None:
    """How long a thousand entries take on one core."""
    if not entries:
        return
    thousand = (list(entries) * (1000 // len(entries) + 1))[:1000]
    source, fleet, today = _source("speed"), Fleet(), date(2020, 1, 1)
    start = time.process_time()
    for entry in thousand:
        assess(entry, source, fleet, today)
    print(f"\n1,000 entries in {time.process_time() - start:.2f} s of processor time")


def main() -> None:
    """Runs what the arguments ask for."""
    parser = argparse.ArgumentParser(description="Measure how well entries are judged.")
    parser.add_argument("--gold", type=Path, action="append", help="labelled entries (JSON lines)")
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpus", help="folder of captured pages")
    parser.add_argument("--misses", action="store_true", help="list every miss with its evidence")
    given = parser.parse_args()
    for path in given.gold or [SHARED / "gold" / "entries.jsonl", *sorted(LATER.glob("*.jsonl"))]:
        if path.is_file():
            run(path, misses=given.misses)
        else:
            print(f"{path} is not there; left out.")
    message_center(given.corpus / "m365-message-center")
    pages = captured(given.corpus / "intune-whats-new") + captured(given.corpus / "intune-in-development")
    without_applies(pages)
    speed(pages or [one.entry for path in sorted(LATER.glob("*.jsonl")) for one in labelled(path)])


if __name__ == "__main__":
    main()
