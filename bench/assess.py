"""How well entries are judged: against labelled entries, the message center's own fields, and “Applies to” lists.

    python -m bench.assess [--gold FILE …] [--corpus DIR] [--brief]

Prints every miss with the evidence that led to it, and, for each set of labelled entries and each part of it: F1 of
platforms (micro and for each), the table of natures, precision and recall of action_required and user_visible, and how
many entries have exactly the right due dates and version ranges. Then two larger truths (``bench.assess_truths``) and
the speed. ``--brief`` leaves out the misses and prints only the summaries of labelled sets.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.assess_figures import SUMMARY, Score
from bench.assess_truths import captured, evidence, message_center, posts, source, without_applies
from omfeed.assess.judge import assess
from omfeed.collect.markdown import render
from omfeed.model import Entry, Fleet, Source
from omfeed.text.blocks import plain
from omfeed.text.counting import counted
from omfeed.text.markup import sanitise

HERE = Path(__file__).resolve().parent.parent
SHARED = HERE.parent / "shared"
LATER = HERE / "tests" / "assess" / "data"
BASE = "https://learn.microsoft.com/en-us/intune/whats-new/"
SPLIT = """\
Each set has two parts, fixed by the id of an entry: “test” where the SHA-256 of the id, as a number, is divisible by
three, else “tune”. Rules are made from what is missed in tune; test only measures.
"""


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
            source=source(row["source"]),
            platforms=frozenset(gold["platforms"]),
            versions=gold["versions"],
            nature=gold["nature"],
            action_required=gold["action_required"],
            due=frozenset((one["date"], one["precision"]) for one in gold["due"]),
            user_visible=gold["user_visible"],
        )


def run(path: Path) -> tuple[dict[str, Score], list[str]]:
    """Judges every entry of a labelled file: what each part of it scored, and every miss with its evidence."""
    scores = {"tune": Score(), "test": Score()}
    misses: list[str] = []
    for truth in labelled(path):
        said = assess(truth.entry, truth.source, Fleet(), date.fromisoformat(truth.entry.published[:10]))
        missed = scores[truth.part].add(truth, said)
        if missed:
            misses.append(f"  {truth.id} ({truth.part}) {truth.entry.title}")
        for name, what in missed:
            misses += [f"    {name}: {what}", *evidence(said, name)]
    return {part: score for part, score in scores.items() if score.entries}, misses


def measured(paths: Sequence[Path], *, brief: bool) -> Iterator[str]:
    """What labelled sets scored, line by line."""
    yield SPLIT
    summary: list[str] = []
    for path in paths:
        if not path.is_file():
            yield f"{path} is not there; left out."
            continue
        scores, misses = run(path)
        for part, score in scores.items():
            summary.append(f"  {path.name:14} {part:5} {score.summary()}")
            if not brief:
                yield f"{path.name}, {part}: {counted(score.entries, 'entry', 'entries')}"
                yield from score.lines()
                yield ""
        if misses and not brief:
            yield f"{path.name}: every miss, with its evidence"
            yield from misses
            yield ""
    yield f"  {'set':14} {'part':5} {SUMMARY}"
    yield from summary


def speed(entries: Sequence[Entry]) -> list[str]:
    """How long a thousand entries take on one core."""
    if not entries:
        return []
    thousand = (list(entries) * (1000 // len(entries) + 1))[:1000]
    of, fleet, today = source("speed"), Fleet(), date(2020, 1, 1)
    start = time.process_time()
    for entry in thousand:
        assess(entry, of, fleet, today)
    return ["", f"1,000 entries in {time.process_time() - start:.2f} s of processor time, on one core"]


def main() -> None:
    """Prints what the arguments ask for."""
    parser = argparse.ArgumentParser(description="Measure how well entries are judged.")
    parser.add_argument("--gold", type=Path, action="append", help="labelled entries (JSON lines)")
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpus", help="folder of captured pages")
    parser.add_argument("--brief", action="store_true", help="only the summary of labelled sets, no misses")
    given = parser.parse_args()
    sets = given.gold or [SHARED / "gold" / "entries.jsonl", *sorted(LATER.glob("*.jsonl"))]
    for line in measured(sets, brief=given.brief):
        print(line)
    messages = given.corpus / "m365-message-center"
    pages = captured(given.corpus / "intune-whats-new") + captured(given.corpus / "intune-in-development")
    lines = [
        *message_center(messages),
        *without_applies(pages, "Intune's pages", misses=True),
        *without_applies((one.entry for one in posts(messages)), "the message center", misses=False),
        *speed(pages or [one.entry for path in sorted(LATER.glob("*.jsonl")) for one in labelled(path)]),
    ]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
