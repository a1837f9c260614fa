"""From a body to judged changes: read it, compare it with what was known, judge each difference. Pure.

The night does this with what the store knows; a replay does it with what it has read so far. Both must say the same of
the same bodies, so there is one way to do it. The stages are loaded on first use: on most nights few bodies change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Final

from omfeed.collect import registry
from omfeed.correction import Correction, corrected
from omfeed.errors import ParseError
from omfeed.model import (
    Assessment,
    Change,
    ChangeKind,
    Delta,
    DeltaKind,
    Diff,
    Elsewhere,
    Entry,
    Fleet,
    Judged,
    Known,
    Parsed,
    Rule,
    Source,
)
from omfeed.weights import DEFAULT, SeverityTable

_NEW = frozenset({ChangeKind.BASELINE, ChangeKind.ADDED})
_NAMED_BY_KIND = {ChangeKind.WITHDRAWN: DeltaKind.WITHDRAWN, ChangeKind.RESTORED: DeltaKind.RESTORED}

_PASSED = {
    False: (DeltaKind.PLATFORM_REMOVED, DeltaKind.DUE_REMOVED, DeltaKind.ACTION_DROPPED),
    True: (DeltaKind.PLATFORM_ADDED, DeltaKind.DUE_ADDED, DeltaKind.ACTION_REQUIRED),
}
"""What an entry seems to lose to a piece that is split off from it, and to gain by one that goes into it."""

_TOLD_BY_THE_REST: Final = frozenset(
    {DeltaKind.DUE_ADDED, DeltaKind.DUE_MOVED, DeltaKind.DELAYED, DeltaKind.ACTION_REQUIRED}
)
"""What makes news of the rest of a text that was first read as an excerpt."""

MOST_ENTRIES: Final = 20_000
"""Entries of one body: each is compared, judged and recorded. Lists of the catalogue have hundreds, a few thousands."""


def read(source: Source, body: bytes, charset: str) -> Parsed:
    """What the collector of a source reads on a body of it.

    Raises:
        ParseError: it is not of the collector's format, or longer than any list that can be judged in a night.
    """
    # Links start from where a person reads the source, which may not be where a program fetches it.
    read_as = replace(source, url=source.page) if source.page else source
    parsed = registry.load(source.collector).parse(body, read_as, charset=charset)
    if len(parsed.entries) > MOST_ENTRIES:
        raise ParseError(
            f"Expected at most {MOST_ENTRIES:,} entries, met {len(parsed.entries):,}.",
            hint="Open its address and see what it has become; a list that long is better read in parts.",
        )
    return parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What one body of a source means."""

    diff: Diff
    judged: tuple[Judged, ...]
    """One for each of ``diff.changes``, in the same order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """For whom changes are judged: our fleet and our own rules."""

    fleet: Fleet = field(default_factory=Fleet)
    rules: tuple[Rule, ...] = ()
    severity_table: SeverityTable = DEFAULT
    """Points by which severity is weighed."""
    corrections: Mapping[int, Correction] = field(default_factory=dict, hash=False)
    """What people corrected, by the row of the entry: what an edit means is told of the corrected conclusions."""

    def understand(
        self,
        parsed: Parsed,
        source: Source,
        known: Sequence[Known],
        now: datetime,
        *,
        elsewhere: Sequence[Elsewhere] = (),
        drifted: bool = False,
        accept_drift: bool = False,
        next_issue: bool = False,
        other_page: bool = False,
    ) -> Understood:
        """Compare a parsed body with what is known of its source and judge every difference.

        Args:
            parsed: what the collector read.
            source: where it was read.
            known: every entry the source was ever seen to show; empty at its first reading.
            now: the moment of reading, UTC.
            elsewhere: entries of other pages of the same family.
            drifted: whether the reading before this one was held back as drift; a page that still reads so and is
                otherwise itself is then believed.
            accept_drift: take a page at its word although it lost most of its entries.
            next_issue: whether the body is another document than the last one: the address names its month.
            other_page: whether the source was pointed at another address since a body of it was last believed. If
                nothing known stands there, or it is taken at its word, it is a new baseline.
        """
        if next_issue:
            from omfeed.diff.issue import turn

            diff = turn(known, parsed, source, now, elsewhere=elsewhere)
        elif not known:
            from omfeed.diff.baseline import baseline

            diff = baseline(parsed, source, now)
        else:
            from omfeed.diff.compare import compare

            diff = compare(known, parsed, source, now, elsewhere=elsewhere, drifted=drifted, accept_drift=accept_drift)
            if other_page and (accept_drift or not (diff.drift or diff.seen)):
                from omfeed.diff.issue import other_page as begin

                diff = begin(known, parsed, source, now, elsewhere=elsewhere)
        judged = [
            self._judge(change, source, now, diff.continues.get(index)) for index, change in enumerate(diff.changes)
        ]
        for piece, whole in diff.pieces.items():
            judged[whole] = _without(judged[piece], judged[whole])
        return Understood(diff=diff, judged=tuple(judged))

    def assess(self, entry: Entry, source: Source, now: datetime) -> Assessment:
        """Judge one entry by itself."""
        return _assessing()(entry, source, self.fleet, now.date(), rules=self.rules, severity_table=self.severity_table)

    def _judge(self, change: Change, source: Source, now: datetime, continues: Elsewhere | None) -> Judged:
        assessment = self.assess(change.entry, source, now)
        meaning = self._meaning(change, source, now, assessment, continues)
        told = _with_the_rest(change, meaning)
        return Judged(
            change=told,
            assessment=assessment,
            deltas=meaning,
            story=_story(change, source, continues),
            announced=told.material,
        )

    def _meaning(
        self, change: Change, source: Source, now: datetime, assessment: Assessment, continues: Elsewhere | None
    ) -> tuple[Delta, ...]:
        named: list[Delta] = []
        if change.kind in _NAMED_BY_KIND:
            named.append(Delta(kind=_NAMED_BY_KIND[change.kind]))
        if change.before is not None and change.after is not None:
            from omfeed.assess.deltas import deltas

            # Both states are judged on the same day, so that only the words can make them differ.
            was = self.assess(change.before, source, now)
            told = self.corrections.get(change.known_id) if change.known_id is not None else None
            named.extend(deltas(change.before, change.after, corrected(was, told), corrected(assessment, told)))
        if change.kind is ChangeKind.ADDED and continues is not None and continues.stage == "development":
            named.append(Delta(kind=DeltaKind.SHIPPED, before=continues.first_seen.date().isoformat()))
        return tuple(named)


def _with_the_rest(change: Change, meaning: Sequence[Delta]) -> Change:
    """The change; that of an excerpt that came whole is material if the rest names a date or asks for something."""
    if change.material or change.kind is not ChangeKind.EDITED or not any(d.kind in _TOLD_BY_THE_REST for d in meaning):
        return change
    from omfeed.diff.material import CAME_WHOLE

    silent = f"cosmetic: {CAME_WHOLE}"
    if silent not in change.reason:
        return change
    return replace(change, material=True, reason=change.reason.replace(silent, f"material: {CAME_WHOLE}"))


def _without(piece: Judged, whole: Judged) -> Judged:
    """What became of an entry, less what only passed between it and a piece of it that is, or was, an entry itself."""
    merged = piece.change.kind is ChangeKind.WITHDRAWN
    platform, due, action = _PASSED[merged]
    held = piece.assessment
    passed = {(platform, one.value) for one in held.platforms} | {(due, one.date) for one in held.due}
    if held.action_required:
        passed.add((action, ""))
    stay = [delta for delta in whole.deltas if (delta.kind, delta.subject or delta.after or delta.before) not in passed]
    return replace(whole, deltas=tuple(stay))


def _story(change: Change, source: Source, continues: Elsewhere | None) -> str:
    if continues is not None:
        return continues.story
    return _naming()(change.entry, source) if change.kind in _NEW else ""


@cache
def _assessing() -> Callable[..., Assessment]:
    from omfeed.assess.judge import assess

    return assess


@cache
def _naming() -> Callable[[Entry, Source], str]:
    from omfeed.diff.story import story_key

    return story_key
