"""``omfeed demo``: the real pipeline over a bundled sample of several nights, on loopback."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omfeed.cli.context import Cli, echo, pass_cli
from omfeed.errors import OmfeedError

if TYPE_CHECKING:
    from omfeed.demo.sample import Night
    from omfeed.night import Report

_MARK = ".omfeed-demo"
"""A file that says a folder is the demo's own and may be emptied."""


@click.command(epilog="Then open demo/digests/index.html in a browser.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="demo",
    show_default=True,
    help="Where the demo's database and digests go.",
)
@pass_cli
def demo(cli: Cli, folder: Path) -> None:
    """Run omfeed over a bundled sample of several nights, with no account and no internet.

    The sample's pages and feeds are served on this machine and read night by night by the same code that reads the
    real ones; the digests of each night are written to FOLDER.
    """
    from omfeed.clock import FixedClock
    from omfeed.config import load
    from omfeed.demo import sample
    from omfeed.demo.server import stage
    from omfeed.net.client import Client
    from omfeed.net.retry import NEVER
    from omfeed.night import Plan, run_night
    from omfeed.publish import Edition
    from omfeed.store import Store
    from omfeed.understand import Judge

    _make_ready(folder)
    config_file = folder / "omfeed.toml"
    config_file.write_text(sample.config_text(), encoding="utf-8")
    config = load(config_file, environ={})
    nights = sample.nights()
    database = folder / "omfeed.db"
    first = datetime.combine(nights[0].date, time(3), UTC)
    edition = Edition(folder=config.output, fleet=config.fleet, audiences=config.audiences)
    with stage() as server, Store.open(database, now=first) as store:
        plan = Plan(
            sources=sample.sources(server.base_url),
            judge=Judge(fleet=config.fleet, rules=config.rules, severity_table=config.severity),
            edition=edition,
        )
        cli.say(f"{len(nights)} nights of {len(plan.sources)} sources, served at {server.base_url}\n")
        with Client(config.limits, user_agent=config.user_agent, retries=NEVER) as net:
            for night in nights:
                server.night = night
                report = run_night(plan, store=store, net=net, clock=FixedClock(_morning(night)))
                _tell(cli, night, report)
    last = max(edition.folder.glob("*/admin.html"))
    cli.say("Look at:")
    for path in (edition.folder / "index.html", last, last.with_name("helpdesk.html")):
        echo(str(path))


def _morning(night: Night) -> datetime:
    return datetime.combine(night.date, time(3), UTC)


def _tell(cli: Cli, night: Night, report: Report) -> None:
    failed = [outcome.source.title for outcome in report.gathered.failed]
    drifted = [o.source.title for o in report.gathered.outcomes if o.health.state.value == "drifted"]
    trouble = "".join(f", {name} failed" for name in failed) + "".join(f", {name} drifted" for name in drifted)
    cli.say(f"{night.date}  {night.title}\n            {night.tells}")
    cli.say(f"            {report.announced} changes told{trouble}\n")


def _make_ready(folder: Path) -> None:
    """Empty the demo's own folder of the last time, and no other."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise OmfeedError(
                f"The folder {folder} is there already and was not made by the demo.",
                hint="Name another with --folder.",
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("Made by `omfeed demo`; each demo empties this folder.\n", encoding="utf-8")
