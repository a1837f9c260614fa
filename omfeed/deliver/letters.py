"""What is handed over, already worded: a letter, with the matters it tells as lines. Values only.

Whoever plans a delivery (``omfeed.dispatch``) chose the items, the language and the words; a channel only gives them
its form. A letter travels as JSON, so that a delivery that was planned can be sent after a crash exactly as it was
meant.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from omfeed.errors import DeliveryError


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One matter of a bulletin."""

    title: str
    url: str = ""
    severity: str = "low"
    """``critical``, ``high``, ``medium`` or ``low``."""
    severity_word: str = ""
    kind_word: str = ""
    """New, edited, withdrawn: in the reader's language."""
    meaning: tuple[str, ...] = ()
    """What an edit means, each as a phrase."""
    platforms: str = ""
    devices: str = ""
    due: str = ""
    """Its next date in words, or empty."""
    due_iso: str = ""
    action_required: bool = False
    user_visible: bool = False
    owner: str = ""
    """Who looks after it, where that is told; or empty."""
    source: str = ""
    text: str = ""
    """Its first words."""
    story: str = ""
    """Stable key of the matter."""
    is_updated: bool = False
    """True when it was told before and has changed since."""
    action: str = "opened"
    """``opened`` when it is new, ``updated`` when it was told before, ``closed`` when it was withdrawn everywhere."""
    update_word: str = ""
    """That it was told before, in the reader's language; empty when it is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message to one list of readers."""

    subject: str
    text: str
    """Plain text that stands alone."""
    html: str = ""
    """The same as HTML, or empty."""
    language: str = "en"
    list_id: str = ""
    """Stable name of the list, ``[a-z0-9-]``; empty for a message that belongs to none."""
    list_name: str = ""
    """Name of the list for people."""
    lines: tuple[Line, ...] = ()
    """The matters it tells, for channels that show them one by one."""
    summary: str = ""
    """The whole in a sentence."""
    trouble: str = ""
    """What we are blind on since the letter before, in a sentence, or empty."""
    standing: str = ""
    """Which troubles told before still last, and which are over, in a sentence or two, or empty."""
    more_url: str = ""
    """Where the whole can be read on the web, or empty."""
    more_word: str = "Read more"
    urgent: bool = False
    follows: str = ""
    """Key of the delivery that told the same matter first, for a message of one item; else empty."""

    @property
    def action(self) -> str:
        """What is to become of the ticket of a letter's one matter: ``opened``, ``updated`` or ``closed``.

        What this reader was never told of is opened, whatever its source did to it meanwhile.
        """
        if self.lines and self.lines[0].action == "closed":
            return "closed"
        return "updated" if self.follows else "opened"

    def to_json(self) -> str:
        """The letter as one line of JSON."""
        told = {one.name: getattr(self, one.name) for one in _FIELDS}
        told["lines"] = [{one.name: getattr(line, one.name) for one in _LINE_FIELDS} for line in self.lines]
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @staticmethod
    def from_json(text: str) -> Letter:
        """The letter that ``to_json`` wrote.

        Raises:
            DeliveryError: it is none.
        """
        try:
            found: Mapping[str, Any] = json.loads(text)
            lines = tuple(Line(**{**line, "meaning": tuple(line["meaning"])}) for line in found["lines"])
            return Letter(**{**found, "lines": lines})
        except (ValueError, TypeError, KeyError) as error:
            raise DeliveryError(
                "A planned message cannot be read.", hint="It was written by another omfeed; it is not sent."
            ) from error


_FIELDS: Final = fields(Letter)
_LINE_FIELDS: Final = fields(Line)
