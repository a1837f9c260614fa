"""``omfeed db``: the care of the database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from omfeed.cli.aftercare import retention_of
from omfeed.cli.context import Cli, clock_at, echo, pass_cli
from omfeed.cli.locking import locked
from omfeed.errors import ConfigError, OmfeedError
from omfeed.text.counting import counted


@click.group()
def db() -> None:
    """Check, back up, restore, export and clear out the database."""


@db.command(short_help="Check the whole database.")
@pass_cli
def check(cli: Cli) -> None:
    """Check the whole database: the file, its references, every kept body; exits with 1 when something is wrong."""
    with cli.recorded(clock_at(None).now()) as store:
        problems = store.check()
    for problem in problems:
        echo(problem)
    if problems:
        sys.exit(1)
    cli.say(f"{cli.config.database} is sound.")


@db.command(epilog="Example: omfeed db backup /backup/omfeed-$(date +%F).db")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@pass_cli
def backup(cli: Cli, file: Path) -> None:
    """Write a whole, checked copy to FILE; a run may go on meanwhile."""
    with cli.recorded(clock_at(None).now()) as store:
        size = store.backup(file)
    cli.say(f"{counted(size, 'byte')} written to {file}, and checked.")


@db.command(short_help="Put a backup in the place of the database.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_cli
def restore(cli: Cli, file: Path) -> None:
    """Put the backup FILE in the place of the database; what was there is kept beside it."""
    from omfeed.store import Store

    database = cli.config.database
    if not isinstance(database, Path):
        raise OmfeedError("The database is on a server.", hint="Restore it with the server's own tools.")
    if database.exists() and file.samefile(database):
        raise ConfigError(f"{file} is the database itself.", hint="Name the backup.")
    with locked(cli):
        kept = Store.restore(file, database, now=clock_at(None).now())
    cli.say(f"{database} is now what {file} holds." + (f" What was there is in {kept}." if kept else ""))


@db.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@pass_cli
def export(cli: Cli, file: Path) -> None:
    """Write every row to FILE as JSON lines (FILE.gz: compressed)."""
    with cli.recorded(clock_at(None).now()) as store:
        rows = store.export(file)
    cli.say(f"{counted(sum(rows.values()), 'row')} of {counted(len(rows), 'table')} written to {file}.")


@db.command("import", short_help="Read an export into an empty database.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_cli
def import_(cli: Cli, file: Path) -> None:
    """Read an export into the database, which must be empty; this is how one moves to another database."""
    with locked(cli), cli.store(clock_at(None).now()) as store:
        rows = store.import_(file)
    cli.say(f"{counted(sum(rows.values()), 'row')} of {counted(len(rows), 'table')} read from {file}.")


@db.command(short_help="Forget what `[retention]` allows to be forgotten.")
@pass_cli
def prune(cli: Cli) -> None:
    """Forget raw bodies, fetch logs and settled deliveries as `[retention]` allows; history stays."""
    with locked(cli), cli.store(clock_at(None).now()) as store:
        pruned = store.prune(retention_of(cli.config), now=clock_at(None).now())
    cli.say(
        f"Forgot {counted(pruned.bodies, 'body', 'bodies')} ({counted(pruned.body_bytes, 'byte')}), "
        f"{counted(pruned.fetches, 'fetch record')}, "
        f"{counted(pruned.deliveries, 'delivery', 'deliveries')}."
    )


@db.command(short_help="Give unused room back to the disk.")
@pass_cli
def vacuum(cli: Cli) -> None:
    """Give unused room back to the disk; needs as much free room meanwhile."""
    with locked(cli), cli.store(clock_at(None).now()) as store:
        freed = store.vacuum()
    cli.say(f"{counted(freed, 'byte')} given back.")
