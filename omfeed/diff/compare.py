"""Says what changed between what is known of a source and its new snapshot: the one decision of the diff stage. Pure.

The first reading is the baseline. Later ones are first held against the page itself (does it still read like itself?),
then entries are paired, each pair is judged, and what found no partner is new, restored, withdrawn or aged out. Every
entry, known or seen, ends in exactly one place: unchanged, or in one change with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from omfeed.diff import excerpt, family, passages, suspicion, throughout
from omfeed.diff.baseline import baseline
from omfeed.diff.match import Matching, match
from omfeed.diff.material import Throughout, Verdict, Vocabulary, changed_facts, judge
from omfeed.diff.pieces import merged_into, split_from
from omfeed.diff.window import Fate, fates
from omfeed.model import Change, ChangeKind, Diff, Drift, Elsewhere, Entry, EntryState, Known, Parsed, Source
from omfeed.text.days import day_of
from omfeed.text.fingerprint import fingerprint
from omfeed.text.normal import normal

_FLICKERS: Final = 6
"""How often a wording must have come back before its next return is no longer told."""
_COMES_AND_GOES: Final = 3
"""How often an entry is told as withdrawn and as back: a page served in two states in turn says nothing by it."""
_EXODUS: Final = 40
"""So many entries withdrawn at once, and a third of the page, are told in one line."""
_A_NIGHT: Final = timedelta(hours=12)
"""Pages of one family that are read within so long are read in one night."""
_OLD_NEWS: Final = 60
"""Days after which an entry that first turns up in an archive is no news."""


def compare(
    known: Sequence[Known],
    parsed: Parsed,
    source: Source,
    now: datetime,
    *,
    elsewhere: Sequence[Elsewhere] = (),
    accept_drift: bool = False,
    drifted: bool = False,
) -> Diff:
    """All differences of a snapshot from what is known of its source.

    Args:
        known: every entry ever seen on this source, whatever became of it; empty: this is the baseline.
        parsed: what the collector read in the new snapshot.
        source: where it was read.
        now: the moment of the snapshot, UTC.
        elsewhere: entries of other sources of the same family.
        accept_drift: take the page at its word although most of it is gone or it speaks another language.
        drifted: whether the snapshot before this one drifted. A page that is still recognised, only smaller, is
            believed when it shows itself so for the second time.
    """
    if not known:
        return baseline(parsed, source, now)
    present = [row for row in known if row.state is EntryState.PRESENT]
    if not accept_drift and (found := suspicion.before_matching([row.entry for row in present], parsed)):
        return Diff(drift=found)
    return _Comparison(known, present, parsed, source, now, elsewhere).diff(accept_drift, drifted)


def shown(before: Entry, after: Entry) -> tuple[str, str]:
    """What an edit from one state of an entry to another, however far apart, shows: HTML and text."""
    return passages.edited(before, after, changed_facts(before, after))


@dataclass(slots=True)
class _Comparison:
    """One comparison under way."""

    known: Sequence[Known]
    present: Sequence[Known]
    parsed: Parsed
    source: Source
    now: datetime
    elsewhere: Sequence[Elsewhere]

    def diff(self, accept_drift: bool, drifted: bool) -> Diff:
        standing = [row.entry for row in self.present]
        matching = match(standing, self.parsed.entries)
        entries, abridged = excerpt.unabridged(matching.pairs, standing, self.parsed.entries)
        self.parsed = replace(self.parsed, entries=entries)
        back = self._returned(matching)
        new = [index for index in matching.new if index not in back]
        pairs = [(self.present[old].entry, entries[index]) for old, index in sorted(matching.pairs.items())]
        lost = [self.present[old] for old in matching.lost]
        became = fates(lost, pairs, self.parsed, [entries[index] for index in new], self.now)
        gone_to = family.went_to([row.entry for row in lost], self.source, self.elsewhere)
        found = None if accept_drift else self._drift(matching, became, gone_to, drifted)
        if found and not found.partial:
            return Diff(drift=found)
        wide, summary = throughout.find(pairs, entries)
        vocabulary = Vocabulary([*entries, *(row.entry for row in self.present)])
        changes: list[tuple[Change, Elsewhere | None]] = []
        wholes: dict[int, Entry] = {}
        seen: dict[int, Entry] = {}
        partner = {index: (self.present[old], matching.why[old]) for old, index in matching.pairs.items()}
        partner |= back
        came = family.came_from([entries[index] for index in new], self.source, self.elsewhere)
        carried = {index: came[at] for at, index in enumerate(new) if at in came}
        twins = {(entry.title, entry.text, entry.section): index for index, entry in reversed(list(enumerate(entries)))}
        posted = {_post(entry): index for index, entry in reversed(list(enumerate(entries)))}
        posted |= {_post(entries[index]): index for index in partner}
        for index, entry in enumerate(entries):
            if index in partner:
                row, why = partner[index]
                seen[row.id] = entry
                verdict = judge(row.entry, entry, vocabulary, wide, renumbered=matching.renumbered)
                change = _of_pair(row, entry, why, verdict)
                if change is not None:
                    changes.append((self._unless_told(change), None))
            else:
                post = _post(entry)
                twin = twins[entry.title, entry.text, entry.section] != index or (post and posted[post] != index)
                carries = carried.get(index)
                if carries is not None and carries.stage != "development":
                    changes.append((_arrived(entry, carries, vocabulary), carries))
                else:
                    if (whole := split_from(entry, pairs)) and carries is None and not twin:
                        wholes[len(changes)] = whole
                    changes.append((self._added(entry, wholes.get(len(changes)), carries, bool(twin)), carries))
        # What left a page of which most is gone stays known as present: it has gone when it is missing a second time.
        for at, old in enumerate(() if found else matching.lost):
            row, there = self.present[old], gone_to.get(at)
            if there is None and not became[at].aged_out and (whole := merged_into(row.entry, pairs)):
                wholes[len(changes)] = whole
            changes.append((_left(row, became[at], there, wholes.get(len(changes)), entries), there))
        told, exodus = _exodus([change for change, _ in changes], len(self.present))
        return Diff(
            changes=tuple(told),
            drift=found,
            seen=seen,
            continues={index: there for index, (_, there) in enumerate(changes) if there is not None},
            pieces=_pieces(wholes, [change for change, _ in changes]),
            summary="; ".join(filter(None, (exodus, abridged, summary))),
        )

    def _returned(self, matching: Matching) -> dict[int, tuple[Known, str]]:
        """New entries that are in truth old ones come back, by index; the proof asked for is strict."""
        gone = [row for row in self.known if row.state is not EntryState.PRESENT]
        if not gone or not matching.new:
            return {}
        left = [self.parsed.entries[index] for index in matching.new]
        again = match([row.entry for row in gone], left)
        return {
            matching.new[new]: (gone[old], again.why[old])
            for old, new in again.pairs.items()
            if _surely_same(gone[old].entry, left[new], renumbered=matching.renumbered)
        }

    def _drift(
        self, matching: Matching, became: Sequence[Fate], gone_to: Mapping[int, Elsewhere], drifted: bool
    ) -> Drift | None:
        present = [row.entry for row in self.present]
        return suspicion.after_matching(
            present,
            self.parsed,
            matching.pairs,
            explained={old for at, old in enumerate(matching.lost) if became[at].aged_out or at in gone_to},
            second_sight=drifted,
        )

    def _added(self, entry: Entry, whole: Entry | None, carries: Elsewhere | None, twin: bool) -> Change:
        html, text = passages.whole(entry)
        change = Change(
            kind=ChangeKind.ADDED, material=True, after=entry, reason="new: nothing known is like it",
            shown_html=html, shown_text=text,
        )  # fmt: skip
        if carries is not None:
            since = carries.first_seen.date().isoformat()
            return replace(change, reason=f"new: shipped; was in development since {since}")
        if twin:
            return replace(change, material=False, reason="the same entry stands here twice")
        if self.source.stage == "archive" and self._is_old(entry):
            return replace(change, material=False, reason="first seen in the archive: old news")
        if whole is not None:
            return replace(change, reason=f"new: split off from “{whole.title}”")
        return change

    def _unless_told(self, change: Change) -> Change:
        """An edit that is told, unless the archive took the entry the same night and tells it with the move."""
        if change.kind is not ChangeKind.EDITED or not change.material or not self.elsewhere:
            return change
        since = self.now - _A_NIGHT
        there = family.told_already(change.known_id, change.entry, self.source, self.elsewhere, since)
        if there is None:
            return change
        return replace(change, material=False, reason=f"{change.reason}; told already by “{there.source_id}”")

    def _is_old(self, entry: Entry) -> bool:
        day = day_of(entry.published)
        return day is None or (self.now.date() - day).days > _OLD_NEWS


def _arrived(entry: Entry, carries: Elsewhere, vocabulary: Vocabulary) -> Change:
    """The change of an entry that came from another page of the family: moved, or moved and edited on the way."""
    html, text = passages.whole(entry)
    moved = Change(
        kind=ChangeKind.MOVED, material=False, after=entry, reason=f"moved here from “{carries.source_id}”",
        shown_html=html, shown_text=text,
    )  # fmt: skip
    before = family.on_arrival(carries, entry)
    verdict = judge(before, entry, vocabulary, Throughout())
    if not verdict.material:
        return moved
    html, text = passages.edited(before, entry, verdict.facts)
    return replace(
        moved, kind=ChangeKind.EDITED, material=True, before=carries.entry, shown_html=html, shown_text=text,
        reason=f"moved here from “{carries.source_id}”; {verdict.reason}",
    )  # fmt: skip


def _post(entry: Entry) -> tuple[str, str, str] | None:
    """What a post repeated under another id has in common with itself, its words and its link; none without an id."""
    if not entry.key or not entry.url:
        return None
    return normal(entry.title), normal(entry.text), entry.url


def _surely_same(before: Entry, after: Entry, *, renumbered: bool) -> bool:
    if before.key and before.key == after.key and not renumbered:
        return True
    then, today = day_of(before.published), day_of(after.published)
    if then is not None and today is not None and abs((then - today).days) > 7:
        return False
    if normal(before.title) == normal(after.title):
        return normal(before.text) == normal(after.text) or _overlap(before.text, after.text) >= 0.8
    return _overlap(before.text, after.text) >= 0.95


def _overlap(left: str, right: str) -> float:
    ours, theirs = set(normal(left).split()), set(normal(right).split())
    return len(ours & theirs) / max(len(ours | theirs), 1)


def _of_pair(row: Known, after: Entry, why: str, verdict: Verdict) -> Change | None:
    """The change of an entry that is still, or again, shown; none when nothing worth recording differs."""
    before = row.entry
    moved = tuple(normal(part) for part in before.section) != tuple(normal(part) for part in after.section)
    where = f"moved from “{' › '.join(before.section)}” to “{' › '.join(after.section)}”" if moved else ""
    reason = "; ".join(part for part in (f"matched: {why}", verdict.reason, where) if part)
    change = Change(
        kind=ChangeKind.EDITED, material=verdict.material, before=before, after=after, known_id=row.id, reason=reason
    )
    if row.state is not EntryState.PRESENT:
        return _come_back(row, change, verdict)
    if not verdict.edited:
        if moved:
            return replace(change, kind=ChangeKind.MOVED, reason=f"matched: {why}; {where}")
        return change if verdict.reason else None
    html, text = passages.edited(before, after, verdict.facts)
    change = replace(change, shown_html=html, shown_text=text)
    if verdict.material:
        return _returning(row, change)
    return change


def _come_back(row: Known, change: Change, verdict: Verdict) -> Change:
    announced = row.state is EntryState.WITHDRAWN
    told = "after it was withdrawn" if announced else "after it had aged out"
    if row.departures > _COMES_AND_GOES:
        announced, told = False, f"{told}, {row.departures} times so far: it comes and goes"
    html, text = passages.edited(row.entry, change.entry, verdict.facts) if verdict.material else ("", "")
    return replace(
        change,
        kind=ChangeKind.RESTORED,
        material=announced or verdict.material,
        reason=f"shown again {told}; {change.reason}",
        shown_html=html,
        shown_text=text,
    )


def _returning(row: Known, change: Change) -> Change:
    """A material edit back to an earlier wording is a restoration; one that flickers is told no more."""
    returns = row.fingerprints[:-1].count(fingerprint(change.entry))
    if not returns:
        return change
    if returns >= _FLICKERS:
        return replace(
            change, kind=ChangeKind.RESTORED, material=False,
            reason=f"back to an earlier wording for the {returns}th time: the page flickers; {change.reason}",
        )  # fmt: skip
    return replace(change, kind=ChangeKind.RESTORED, reason=f"back to an earlier wording; {change.reason}")


def _exodus(changes: list[Change], before: int) -> tuple[list[Change], str]:
    """Very many withdrawn at once are the source's doing and told in one line; each is recorded all the same."""
    gone = sum(1 for change in changes if change.kind is ChangeKind.WITHDRAWN and change.material)
    if gone < _EXODUS or 3 * gone < before:
        return changes, ""
    told = [
        replace(change, material=False, reason=f"{change.reason}; one of {gone} at once")
        if change.kind is ChangeKind.WITHDRAWN
        else change
        for change in changes
    ]
    return told, f"{gone} of {before} entries left the page at once"


def _pieces(wholes: Mapping[int, Entry], changes: Sequence[Change]) -> dict[int, int]:
    """For the index of each change of a piece of another entry: the index of that entry's change.

    Args:
        wholes: for the same index, the present state of the entry that it was split off from or has gone into.
        changes: all changes.
    """
    at = {id(change.after): index for index, change in enumerate(changes) if change.after is not None}
    return {index: at[id(whole)] for index, whole in wholes.items() if id(whole) in at}


def _left(row: Known, fate: Fate, there: Elsewhere | None, whole: Entry | None, seen: Sequence[Entry]) -> Change:
    entry = row.entry
    change = Change(
        kind=ChangeKind.AGED_OUT if fate.aged_out else ChangeKind.WITHDRAWN,
        material=not fate.aged_out, before=entry, known_id=row.id, reason=fate.reason,
    )  # fmt: skip
    if there is not None:
        how = "shipped: it is now told by" if there.stage == "released" else "moved on to"
        return replace(change, kind=ChangeKind.AGED_OUT, material=False, reason=f"{how} “{there.source_id}”")
    if fate.aged_out:
        return change
    if row.departures >= _COMES_AND_GOES:
        reason = f"{fate.reason}; it comes and goes, {row.departures} times so far"
        return replace(change, material=False, reason=reason)
    if any((entry.title, entry.text) == (other.title, other.text) and entry.section == other.section for other in seen):
        return replace(change, material=False, reason="the same entry stood here twice and now stands once")
    if whole is not None:
        return replace(change, material=False, reason=f"its text now stands in “{whole.title}”")
    return change
