"""``omfeed fleet``: what we manage, from an export, and what the open deadlines mean for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from omfeed.cli.context import Cli, clock_at, echo, echo_json, pass_cli
from omfeed.cli.options import limit
from omfeed.cli.printing import columns, counted, fitted
from omfeed.errors import ConfigError, OmfeedError
from omfeed.model import FleetGroup

if TYPE_CHECKING:
    from omfeed.assess.fleet_import import Imported

_STALE_DAYS: Final = 30
"""After so many days a picture of the fleet is called old: devices come, go and are updated."""


@click.group()
def fleet() -> None:
    """Say what you manage, and whom the open deadlines touch."""


@fleet.command(
    "import",
    short_help="Count the devices of an export.",
    epilog="Example: omfeed fleet import DevicesWithInventory.zip. A CSV of your own: --column platform=OS --column "
    "version='OS version'",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=HEADING",
    help="For a CSV of your own: which heading holds platform, version, ownership, enrolment, compliance or count.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_cli
def import_(cli: Cli, columns: tuple[str, ...], file: Path) -> None:
    """Count the devices of an export: the admin center's "All devices" CSV, any CSV, or a JSON dump of Graph.

    Only counts by platform, OS version, ownership, enrolment and compliance are kept, in fleet.json beside your
    omfeed.toml. Device names, serial numbers, users and mail addresses are never stored. An export in which no device
    can be counted is refused, and what was counted before stays.
    """
    from omfeed.assess.fleet_import import read_export
    from omfeed.config import fleet_file
    from omfeed.deliver.files import write

    mapping = {}
    for given in columns:
        field, mark, heading = given.partition("=")
        if not mark:
            raise click.BadParameter(f"{given!r} is not FIELD=HEADING.", param_hint="--column")
        mapping[field.strip()] = heading.strip()
    try:
        data = file.read_bytes()
    except OSError as error:
        raise OmfeedError(f"{file} cannot be read ({error.strerror}).", hint="Check its permissions.") from error
    imported = read_export(data, columns=mapping, name=file.name)
    target = cli.config.fleet_file
    before = sum(group.count or 0 for group in fleet_file.read(target).groups)
    write(target.parent, target.name, fleet_file.text(imported.fleet, imported=clock_at(None).now()).encode())
    for warning in imported.warnings:
        cli.say(warning)
    if imported.devices * 2 < before:
        cli.say(f"Before, {target.name} counted {counted(before, 'device')}. Is this export whole?")
    cli.say(_outcome(imported, target, "row"))


@fleet.command(
    short_help="Count the devices in Graph.", epilog="Needs [graph] and a permission of its own: docs/graph.md."
)
@click.option("--overview", is_flag=True, help="Only the tenant's sums by operating system; no device is looked at.")
@pass_cli
def sync(cli: Cli, overview: bool) -> None:
    """Count the devices that Intune manages, from Microsoft Graph, into the same fleet.json as an import.

    Of each device only operating system, version, ownership, way of enrolment, supervision and compliance are asked
    for; it is counted and forgotten.
    """
    from omfeed.cli.graph import counted as read_counts
    from omfeed.config import fleet_file
    from omfeed.deliver.files import write
    from omfeed.net.client import Client
    from omfeed.net.graph.reader import Reader

    config = cli.config
    if config.graph is None:
        raise ConfigError(
            "No [graph] in omfeed.toml says as which application Microsoft Graph is read, or its secret is not set.",
            hint="docs/graph.md tells how to register one; `omfeed fleet import` needs none.",
        )
    with Client(config.limits, user_agent=config.user_agent, proxy=config.proxy) as net:
        imported = read_counts(Reader(net, config.graph), overview=overview)
    target = config.fleet_file
    write(target.parent, target.name, fleet_file.text(imported.fleet, imported=clock_at(None).now()).encode())
    for warning in imported.warnings:
        cli.say(warning)
    cli.say(_outcome(imported, target, "device"))


def _outcome(imported: Imported, target: Path, one: str) -> str:
    """What was counted, and what had to be left out, if anything was.

    Args:
        imported: the counts.
        target: the file they were written to.
        one: what is left out, singular: a row of an export, a device that Graph counts.
    """
    left = f"; {counted(imported.left_out, one)} of no known platform left out" if imported.left_out else ""
    return f"{counted(imported.devices, 'device')} counted into {target}{left}."


@fleet.command(short_help="Print the picture of the fleet.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a group of devices that are alike.")
@pass_cli
def show(cli: Cli, as_json: bool) -> None:
    """Print the picture of the fleet: platforms, versions, enrolment, ownership, compliance."""
    from omfeed.assess.fleet import summary
    from omfeed.config import fleet_file

    ours, file = cli.config.fleet, cli.config.fleet_file
    imported, at = fleet_file.read(file), fleet_file.imported_at(file)
    if as_json:
        for group in ours.groups:
            counted_at = at if group.platform in imported.platforms else None
            echo_json(_group_json(group) | {"imported": counted_at.isoformat() if counted_at else None})
        return
    if not ours.groups:
        cli.say("Nothing is known of your fleet. Import an export (omfeed fleet import FILE) or fill in [[platform]].")
        return
    picture = summary(ours)
    total = "devices unknown" if picture.total is None else counted(picture.total, "device")
    echo(total)
    typed = [platform.label for platform in ours.platforms if platform not in imported.platforms]
    now = clock_at(None).now()
    if at is not None and imported.groups:
        echo(f"Counted on {at:%Y-%m-%d}, {_ago((now - at).days)}{_besides(typed)}.")
    else:
        echo("As typed into omfeed.toml; nothing was imported.")
    if at is not None and (now - at).days > _STALE_DAYS:
        cli.say(
            "That is long ago. Import a newer export (omfeed fleet import FILE), or count the devices in Graph "
            "(omfeed fleet sync)."
        )
    for row in picture.platforms:
        echo(f"  {row.platform.label:<12} {_count(row.count):>9}  {_share(row.share)}")
        for version in picture.versions:
            if version.platform is row.platform:
                echo(f"    {version.version:<18} {_count(version.count):>7}  {_share(version.share)}")
    for name, counts in (
        ("Enrolment", picture.enrolment),
        ("Ownership", picture.ownership),
        ("Compliance", picture.compliance),
    ):
        if counts:
            echo(f"{name}: " + ", ".join(f"{value} {count:,}" for value, count in counts.items()))


@fleet.command(
    short_help="List the dates ahead by devices touched.",
    epilog="The same list stands in the admin digest, under “Dates ahead, by devices”.",
)
@limit("At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a date.")
@pass_cli
def impact(cli: Cli, limit: int | None, as_json: bool) -> None:
    """List the dates ahead by how many of your devices they touch, most first.

    Each line begins with the number of its change, which `omfeed show`, `ack` and their like take.
    """
    from omfeed.cli.reading import today
    from omfeed.digest.ahead import by_impact, dates_ahead
    from omfeed.digest.speech import speech

    with cli.recorded(clock_at(None).now()) as store:
        standing = store.items(announced=None, standing=True, dated=True)
    config = cli.config
    rows = by_impact(dates_ahead(standing, config.fleet, today(config), speech(config.language)))
    if as_json:
        for row in rows[:limit]:
            echo_json(
                {
                    "change": row.change,
                    "date": row.deadline.iso,
                    "distance": row.deadline.distance,
                    "devices": row.touched,
                    "action_required": row.action_required,
                    "title": row.title,
                    "url": row.url,
                }
            )
    else:
        told = [
            (
                str(row.change),
                row.devices,
                row.deadline.iso,
                row.deadline.distance,
                "act" if row.action_required else "",
                row.title,
            )
            for row in rows[:limit]
        ]
        for line in columns(told, right=frozenset({0, 1})):
            echo(fitted(line))
    if not rows:
        cli.say("No dates ahead are known.")


def _ago(days: int) -> str:
    return "today" if days < 1 else f"{counted(days, 'day')} ago"


def _besides(typed: Sequence[str]) -> str:
    return f"; {', '.join(typed)} as typed into omfeed.toml" if typed else ""


def _count(count: int | None) -> str:
    return "unknown" if count is None else f"{count:,}"


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:>4.0%}"


def _group_json(group: FleetGroup) -> dict[str, object]:
    return {
        "platform": str(group.platform),
        "version": group.version,
        "count": group.count,
        "enrolment": group.enrolment,
        "ownership": group.ownership,
        "compliance": group.compliance,
    }
