"""Says in words what was edited, for places that show no marks: tickets, and messages of one matter."""

from __future__ import annotations

import re
from typing import Final

from omfeed.digest.sentences import sentences
from omfeed.digest.speech import Speech
from omfeed.model import Change, ChangeKind
from omfeed.text.normal import normal

EDITS: Final = frozenset({ChangeKind.EDITED, ChangeKind.RESTORED})
"""Changes whose text may hold marks of what was edited."""
_MARKED: Final = re.compile(r"\[-(?P<gone>.*?)-\]|\{\+(?P<new>.*?)\+\}")
_BULLET: Final = "- "
_LOOSE: Final = re.compile(r"\s+(?=[.,;:!?…)\]](?:\s|$))")
"""Room before a full stop or its like, where the words before it went."""


_MOST: Final = 2_000
"""Sentences of an entry that are compared one by one; beyond, the marked words are told."""
_WORDS: Final = 120
"""Words that one line quotes at most, but for a sentence that alone is longer."""


def edited(change: Change, talk: Speech) -> str:
    """What an edit replaced, added and removed, in whole sentences of the former and the present text, a line each.

    Sentences that merely moved, and those that differ in case or punctuation alone, are not told. Where no sentence
    differs, it says what the marked words say.

    Args:
        change: one that edited an entry or brought it back.
        talk: the reader's language.
    """
    if change.before is None or change.after is None:
        return readable(change.shown_text, talk)
    # A night without edits compares nothing.
    from rapidfuzz.distance import Indel

    before, after = sentences(change.before.text), sentences(change.after.text)
    if max(len(before), len(after)) > _MOST:
        return readable(change.shown_text, talk)
    said = _title(change.before.title, change.after.title, talk)
    old, new = [normal(one) for one in before], [normal(one) for one in after]
    known, there = set(old), set(new)
    gone: list[str] = []
    come: list[str] = []
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            said += _replaced(gone, come, talk)
            gone, come = [], []
        else:
            gone += [before[at] for at in range(op.src_start, op.src_end) if old[at] not in there]
            come += [after[at] for at in range(op.dest_start, op.dest_end) if new[at] not in known]
    said += _replaced(gone, come, talk)
    return "\n".join(said) or readable(change.shown_text, talk)


def _title(before: str, after: str, talk: Speech) -> list[str]:
    return [] if normal(before) == normal(after) else _replaced([before], [after], talk)


def _replaced(gone: list[str], come: list[str], talk: Speech) -> list[str]:
    """Sentences that took the place of others; as many for as many stand in pairs."""
    if gone and len(gone) == len(come):
        return [
            line
            for old, new in zip(gone, come, strict=True)
            for line in (talk.say("Before: {words}", words=old), talk.say("Now: {words}", words=new))
        ]
    if gone and come:
        return [talk.say("Before: {words}", words=_quoted(gone)), talk.say("Now: {words}", words=_quoted(come))]
    if gone:
        return [talk.say("Removed: {words}", words=_quoted(gone))]
    return [talk.say("Added: {words}", words=_quoted(come))] if come else []


def _quoted(every: list[str]) -> str:
    """The first whole sentences, and an ellipsis for what does not fit."""
    taken: list[str] = []
    words = 0
    for sentence in every:
        words += len(sentence.split())
        if taken and words > _WORDS:
            taken.append("…")
            break
        taken.append(sentence)
    return " ".join(taken)


def readable(shown: str, talk: Speech) -> str:
    """What was edited, passage by passage: how it stood before and stands now, or what was added or removed.

    Args:
        shown: edited passages, one a line, with ``[-gone-]`` and ``{+new+}`` in them.
        talk: the reader's language.
    """
    return "\n".join(line for passage in shown.splitlines() for line in _said(passage, talk))


def _said(passage: str, talk: Speech) -> list[str]:
    body = passage.removeprefix(_BULLET)
    if not _MARKED.search(body):
        return [passage]
    before, now = _side(body, "gone"), _side(body, "new")
    if not _stands(_MARKED.sub("", body)):
        # Nothing of the passage stayed.
        said = [talk.say("Removed: {words}", words=before)] if _stands(before) else []
        return said + ([talk.say("Added: {words}", words=now)] if _stands(now) else [])
    return [talk.say("Before: {words}", words=before), talk.say("Now: {words}", words=now)]


def _side(body: str, kept: str) -> str:
    """The passage as it stood or stands."""
    words = _MARKED.sub(lambda match: match[kept] or "", body)
    return _LOOSE.sub("", " ".join(words.split()))


def _stands(words: str) -> bool:
    """Whether there is anything to read, not only marks of omission and punctuation."""
    return any(one.isalnum() for one in words)
