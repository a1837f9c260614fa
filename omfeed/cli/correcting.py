"""``omfeed correct``: a person knows better, and is believed from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import click

from omfeed import recount
from omfeed.cli.context import Cli, clock_at, echo, pass_cli
from omfeed.cli.duty import BY, NOTE, me
from omfeed.cli.options import CHANGE, item_of
from omfeed.correction import Correction
from omfeed.errors import ConfigError, OmfeedError
from omfeed.model import Deed, DeedKind, Due, Item, Nature, Platform, Severity

if TYPE_CHECKING:
    from omfeed.store import Store

NONE: Final = "none"
"""Said in place of a value: there is none."""


@click.command(
    short_help="Correct what omfeed concluded.",
    epilog="Example: omfeed correct 42 --platform macos --no-action --due 2027-01-15 --note 'asked the vendor'",
)
@click.option(
    "--platform",
    "platforms",
    multiple=True,
    type=click.Choice([*(str(one) for one in Platform), NONE]),
    help="What it concerns; may be given several times; none: the service itself.",
)
@click.option("--nature", type=click.Choice([str(one) for one in Nature]), help="What sort of news it is.")
@click.option("--action/--no-action", default=None, help="Whether somebody must act.")
@click.option(
    "--due", "dues", multiple=True, metavar="DATE", help="2027-01-15, 2027-01, 2027-Q1, 2027-H1, 2027 or none."
)
@click.option("--visible/--not-visible", default=None, help="Whether users notice.")
@click.option("--severity", type=click.Choice([str(one) for one in Severity]), help="How much it matters.")
@click.option("--undo", is_flag=True, help="Take back everything that was corrected about it.")
@BY
@NOTE
@CHANGE
@pass_cli
def correct(cli: Cli, /, change: int, undo: bool, by: str | None, note: str, **said: object) -> None:
    """Correct what omfeed concluded of the entry of CHANGE; without options, show what stands corrected.

    It holds for all that is recorded of this entry and for whatever its source makes of it later. Digests tell it the
    next time they are written (`omfeed digest` writes today's anew).
    """
    now = clock_at(None).now()
    with cli.recorded(now) as store:
        item = item_of(store, change)
        who = by or me()
        if undo:
            _undo(cli, store, item, Correction(by=who, at=now, note=note))
            return
        correction = _said(cli, said, item, Correction(by=who, at=now, note=note))
        if not correction.corrected:
            _show(cli, store, item)
            return
        before = _words(item, correction)
        store.corrections.correct(item.entry_id, correction)
        value = "; ".join(
            f"{name} {to}, as before" if before[name] == to else f"{name} {before[name]} → {to}"
            for name, to in correction.corrected.items()
        )
        _trail(store, item, correction, f"corrected: {value}")
    cli.say(f"“{item.change.entry.title}”: {value}.")


def _undo(cli: Cli, store: Store, item: Item, by: Correction) -> None:
    if not store.corrections.take_back(item.entry_id, by=by.by, at=by.at, note=by.note):
        raise OmfeedError(
            f"Nothing is corrected about change {item.id}.", hint=f"`omfeed show {item.id}` says why it is judged so."
        )
    _trail(store, item, by, "corrections taken back")
    cli.say(f"“{item.change.entry.title}” is again what omfeed makes of it.")


def _trail(store: Store, item: Item, by: Correction, value: str) -> None:
    from omfeed.digest.select import story_of

    deed = Deed(story=story_of(item), at=by.at, by=by.by, kind=DeedKind.NOTED, value=value, note=by.note)
    store.people.record(deed)


def _said(cli: Cli, said: Mapping[str, object], item: Item, by: Correction) -> Correction:
    """What the options say, as a correction.

    Raises:
        ConfigError: a date is none, or “none” stands beside a value.
    """
    named, dues = said["platforms"], said["dues"]
    assert isinstance(named, tuple) and isinstance(dues, tuple)  # noqa: S101  # click gives tuples for options that repeat
    platforms, devices, counted = None, None, None
    if named:
        _alone(named, "--platform")
        platforms = tuple(one for one in Platform if one in named)
        tally = recount.counted(platforms, item.assessment, cli.config.fleet, entry=item.change.entry)
        devices, counted = tally.devices, None if tally.devices is None else tally.rule
    if dues:
        _alone(dues, "--due")
    severity, nature = said["severity"], said["nature"]
    action, visible = said["action"], said["visible"]
    return replace(
        by,
        platforms=platforms,
        devices=devices,
        counted=counted,
        nature=Nature(str(nature)) if nature else None,
        action_required=action if isinstance(action, bool) else None,
        due=tuple(_due(one) for one in dues if one != NONE) if dues else None,
        user_visible=visible if isinstance(visible, bool) else None,
        severity=Severity(str(severity)) if severity else None,
    )


def _alone(values: tuple[str, ...], option: str) -> None:
    if NONE in values and len(values) > 1:
        raise ConfigError(f"{option} none stands for itself.", hint="Leave it out beside a value.")


def _due(text: str) -> Due:
    from omfeed.digest.dates import due_of

    due = due_of(text)
    if due is None:
        raise ConfigError(
            f"“{text}” is no date.", hint="Say it as 2027-01-15, 2027-01, 2027-Q1, 2027-H1, 2027 or none."
        )
    return due


def _words(item: Item, correction: Correction) -> Mapping[str, str]:
    """What stood before in the fields that are corrected now."""
    judged = item.assessment
    stood = Correction(
        by="",
        at=correction.at,
        platforms=judged.platforms,
        nature=judged.nature,
        action_required=judged.action_required,
        due=judged.due,
        user_visible=judged.user_visible,
        severity=judged.severity,
    )
    return stood.corrected


def _show(cli: Cli, store: Store, item: Item) -> None:
    history = store.corrections.history(item.entry_id)
    for one in history:
        what = "; ".join(f"{name} = {value}" for name, value in one.corrected.items()) or "all taken back"
        echo(f"{one.at:%Y-%m-%d %H:%M}  {one.by}  {what}  {one.note}".rstrip())
    if not history:
        cli.say(f"Nothing is corrected about “{item.change.entry.title}”.")
