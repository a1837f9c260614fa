"""``omfeed schedule``: have the machine run omfeed every night."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import click

from omfeed import schedule as texts
from omfeed.cli.context import DEFAULT_CONFIG, Cli, complain, pass_cli
from omfeed.errors import ConfigError, OmfeedError

_DIRECTORY = click.option(
    "--directory",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("/etc/systemd/system"),
    show_default=True,
    help="Where unit files lie.",
)


_FIRST = "First: systemctl disable --now omfeed.timer omfeed-deliver.timer"
"""What goes before taking a timer's file away: afterwards systemd does not know it any more."""


@click.group(short_help="Have the machine run omfeed every night.")
def schedule() -> None:
    """Have the machine run omfeed every night and send by day, by systemd or cron."""


@schedule.command(
    short_help="Write hardened systemd services and their timers.",
    epilog="Example: omfeed schedule install --user omfeed --environment /etc/omfeed.env --at 02:30",
)
@_DIRECTORY
@click.option("--user", default="", metavar="NAME", help="Who runs it (default: the owner of the database's folder).")
@click.option(
    "--environment", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Secrets, NAME=value."
)
@click.option("--at", "at", default="03:00", show_default=True, metavar="HH:MM", help="Time of day, local.")
@click.option("--cron", is_flag=True, help="Print lines for a crontab instead.")
@click.option("--dry-run", is_flag=True, help="Print what would be written.")
@pass_cli
def install(cli: Cli, directory: Path, user: str, environment: Path | None, at: str, cron: bool, dry_run: bool) -> None:
    """Write hardened systemd services and their timers: for the night, and for what is to be sent by day.

    It runs as the user that is named, else as whoever owns the folder of the database. What root owns is run by a user
    that systemd makes up, if all of it lies in /var/lib/omfeed. That this user may do what a run does is tried first.
    """
    wish = _wish(cli, user, environment, at)
    if not (cron or dry_run or directory.is_dir()):
        raise ConfigError(f"There is no folder {directory}.", hint="Make it, or name another with --directory.")
    if cron:
        click.echo(texts.crontab(wish), nl=False)
        return
    wish = _with_runner(cli, wish)
    for name, text in texts.units(wish).items():
        path = directory / name
        if dry_run:
            click.echo(f"# {path}\n{text}")
            continue
        if path.exists() and not _is_ours(path):
            raise OmfeedError(f"{path} is not omfeed's; it was left alone.", hint="Move it away first.")
        _write(path, text)
        cli.say(f"{path} written.")
    if not dry_run:
        cli.say("Now: systemctl daemon-reload && systemctl enable --now omfeed.timer omfeed-deliver.timer")


@schedule.command()
@_DIRECTORY
def show(directory: Path) -> None:
    """Show what is installed; exits with 1 when nothing is."""
    found = [path for path in _paths(directory) if path.exists()]
    for path in found:
        click.echo(f"# {path}\n{path.read_text(encoding='utf-8')}")
    if not found:
        complain(f"nothing is installed in {directory}.")
        sys.exit(1)


@schedule.command(short_help="Remove the unit files that `install` wrote.", epilog=_FIRST)
@_DIRECTORY
@click.option("--dry-run", is_flag=True, help="Say what would be removed.")
@pass_cli
def remove(cli: Cli, directory: Path, dry_run: bool) -> None:
    """Remove the unit files that `install` wrote; others are left alone."""
    there = [path for path in _paths(directory) if path.exists()]
    if not there:
        cli.say(f"Nothing is installed in {directory}.")
        return
    for path in there:
        if not _is_ours(path):
            raise OmfeedError(f"{path} is not omfeed's; it was left alone.", hint="Remove it by hand.")
        if not dry_run:
            try:
                path.unlink()
            except OSError as error:
                raise OmfeedError(f"{path} could not be removed: {error.strerror}.", hint="Run it as root.") from error
        cli.say(f"{path} {'would be' if dry_run else 'is'} removed.")
    cli.say(_FIRST if dry_run else "Now: systemctl daemon-reload")


def _wish(cli: Cli, user: str, environment: Path | None, at: str) -> texts.Wish:
    config = cli.config
    found = shutil.which(sys.argv[0]) or shutil.which("omfeed") or str(Path(sys.prefix) / "bin" / "omfeed")
    file = (config.file or DEFAULT_CONFIG).absolute()
    wish = texts.Wish(
        program=Path(found).absolute(),
        config=file,
        user=user,
        environment=environment.absolute() if environment else None,
        at=at,
    )
    if wrong := texts.fault(wish):
        raise ConfigError(wrong, hint="`omfeed schedule install --help` shows an example.")
    return wish


def _with_runner(cli: Cli, wish: texts.Wish) -> texts.Wish:
    """The wish with somebody who may run it, and with the folders that the service is given.

    Raises:
        ConfigError: there is nobody.
    """
    if os.name != "posix":
        raise ConfigError("This system has no systemd.", hint="docs/operating.md shows the task for Task Scheduler.")
    from omfeed.cli.runas import choose, places

    runner = choose(places(cli.config, wish.config, wish.program), wish.user)
    cli.say(runner.why)
    chosen = replace(wish, user=runner.user, writable=runner.writable)
    if wrong := texts.fault(chosen):
        raise ConfigError(wrong, hint="Name another user with --user, or other folders in omfeed.toml.")
    return chosen


def _paths(directory: Path) -> tuple[Path, ...]:
    names = (texts.SERVICE, texts.TIMER, texts.POST_SERVICE, texts.POST_TIMER)
    return tuple(directory / name for name in names)


def _is_ours(path: Path) -> bool:
    return path.read_text(encoding="utf-8", errors="replace").startswith(texts.MARK)


def _write(path: Path, text: str) -> None:
    from omfeed.deliver.files import write
    from omfeed.errors import DeliveryError

    try:
        write(path.parent, path.name, text.encode())
    except DeliveryError as error:
        raise OmfeedError(error.message, hint="Run it as root, or give --directory.") from error
