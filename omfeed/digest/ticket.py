"""One matter as a ticket: what its templates are given, and the bodies that they make for each system."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from omfeed.digest.contexts import Page
from omfeed.digest.render import laid_out
from omfeed.digest.standins import faults
from omfeed.errors import ConfigError
from omfeed.model import TicketSystem


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketContext(Page):
    """One matter for a ticket system (``templates/ticket``): ``github``, ``jira`` and ``servicenow`` each have
    ``open.json``, ``note.json`` and ``close.json``, and ``mail`` has a text for each."""

    template: ClassVar[str] = "ticket"

    external_id: str
    """The same for all changes of the matter: what a ticket is found by."""
    mark: str
    """The same at every attempt of one delivery: in a note it keeps a repeated attempt from adding another."""
    action: str
    """``opened``, ``updated`` or ``closed``."""
    title: str
    """Title in the source's own words."""
    url: str
    """Where to read it at the source; may be empty."""
    text: str
    """The whole as plain text: facts, date, what an edit means, the words, the address."""
    facts: str
    """What sort of change, severity, platforms and devices, in a line."""
    severity: str
    """``critical``, ``high``, ``medium`` or ``low``."""
    severity_word: str
    """The severity in words."""
    kind_word: str
    """“New”, “Edited”, “Withdrawn”, “Back again”."""
    update_word: str
    """That the matter was told before, in words; empty when it is new."""
    meaning: tuple[str, ...]
    """What an edit means, each as a phrase: “due date 1 Aug → 1 Oct 2026”."""
    platforms: str
    """The platforms concerned, joined; may be empty."""
    devices: str
    """How many of our devices, in words."""
    due: str
    """Its next date in words, or empty."""
    due_iso: str
    """The same as ``2026-10-01``, ``2026-10``, ``2026-Q4``, … or empty."""
    action_required: bool
    """True when an admin must do something or something stops working."""
    owner: str
    """Who looks after it, or empty."""
    source: str
    """Name of the source."""


def bodies(
    context: TicketContext, system: TicketSystem, forms: Sequence[str], folders: Sequence[Path] = ()
) -> Mapping[str, Mapping[str, object]]:
    """What a ticket system is told, by form.

    Args:
        context: the matter.
        system: whose templates.
        forms: names of templates, without their ending.
        folders: the user's folders of templates.

    Raises:
        ConfigError: a template of the user's cannot be used, or makes no JSON object.
    """
    return {form: _object(context, f"{system}/{form}.json", folders) for form in forms}


def mail_form(context: TicketContext, system: TicketSystem, folders: Sequence[Path] = ()) -> str:
    """The text of a mail that the system's reader of mails takes.

    Raises:
        ConfigError: a template of the user's cannot be used.
    """
    return laid_out(context, f"mail/{system}.txt", folders)


def _object(context: TicketContext, name: str, folders: Sequence[Path]) -> Mapping[str, object]:
    met = faults()
    try:
        return _read(laid_out(context, name, folders), name)
    except ConfigError as error:
        if met is None or not folders:
            raise
        met[f"{context.template}/{name}"] = error.message
        return _read(laid_out(context, name, ()), name)


def _read(text: str, name: str) -> Mapping[str, object]:
    try:
        made = json.loads(text)
    except ValueError as error:
        raise ConfigError(
            f"The template ticket/{name} makes no JSON: {error}.", hint="Put each value through `| tojson`."
        ) from error
    if not isinstance(made, dict):
        raise ConfigError(f"The template ticket/{name} makes no JSON object.", hint="It begins with { and ends with }.")
    return made
