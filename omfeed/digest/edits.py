"""Says in words what was edited, for places that show no marks: tickets, and messages of one matter."""

from __future__ import annotations

import re
from typing import Final

from omfeed.digest.speech import Speech
from omfeed.model import ChangeKind

EDITS: Final = frozenset({ChangeKind.EDITED, ChangeKind.RESTORED})
"""Changes whose text may hold marks of what was edited."""
_MARKED: Final = re.compile(r"\[-(?P<gone>.*?)-\]|\{\+(?P<new>.*?)\+\}")
_BULLET: Final = "- "
_LOOSE: Final = re.compile(r"\s+(?=[.,;:!?…)\]](?:\s|$))")
"""Room before a full stop or its like, where the words before it went."""


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
