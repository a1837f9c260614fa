"""``omfeed run``, ``collect`` and ``digest``: the night, whole or by half."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omfeed.cli.aftercare import look_after, retention_of
from omfeed.cli.context import Cli, Moment, clock_at, complain, echo, echo_json, find, pass_cli
from omfeed.cli.locking import locked
from omfeed.cli.printing import counted
from omfeed.cli.since import Since
from omfeed.model import Audience, Cadence, Source

if TYPE_CHECKING:
    from omfeed.asking import Net
    from omfeed.clock import Clock
    from omfeed.config import Config
    from omfeed.hands import Spares
    from omfeed.night import Plan, Report
    from omfeed.publish import Edition
    from omfeed.store import Store

_AT = click.option(
    "--at", type=Moment(), metavar="MOMENT", help="Work as if it were this moment (for trials and for catching up)."
)
_ONLY = click.option("--only", multiple=True, metavar="ID", help="Read only this source; may be given several times.")


@click.command(
    epilog="From cron, every night at three:   0 3 * * *  cd /srv/omfeed && omfeed -q run", short_help="Run one night."
)
@_ONLY
@_AT
@click.option(
    "--replay",
    "tape",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Answer every request from a recording (see `omfeed record`); no network is used.",
)
@click.option(
    "--lane",
    type=click.Choice(["critical"]),
    help="Read only what is due by its own rhythm and tell critical matters at once; for cron, every 15 minutes.",
)
@click.option("--json", "as_json", is_flag=True, help="Say how it went as one JSON object.")
@pass_cli
def run(
    cli: Cli, only: tuple[str, ...], at: datetime | None, tape: Path | None, lane: str | None, as_json: bool
) -> None:
    """Run one night: read every source, record what changed, write the digests.

    Sources that did not change cost next to nothing; running twice on a day writes the same pages anew. A source that
    fails is told at the head of the digest and never stops the others.
    """
    if lane is not None:
        if only or tape is not None:
            raise click.UsageError("--lane chooses its sources itself: leave --only and --replay out.")
        from omfeed.cli.lane import critical

        critical(cli, clock_at(at), as_json=as_json)
        return
    _night(cli, only, at, digests=True, as_json=as_json, tape=tape)


@click.command(short_help="Read the sources, write no digest.")
@_ONLY
@_AT
@click.option("--json", "as_json", is_flag=True, help="Say how it went as one JSON object.")
@pass_cli
def collect(cli: Cli, only: tuple[str, ...], at: datetime | None, as_json: bool) -> None:
    """Read the sources and record what changed; write no digest."""
    _night(cli, only, at, digests=False, as_json=as_json)


@click.command(short_help="Record a night's answers for a bug report.", epilog="Then: omfeed run --replay DIR")
@_ONLY
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@pass_cli
def record(cli: Cli, only: tuple[str, ...], folder: Path) -> None:
    """Fetch every source now and keep the answers in DIR; the database stays as it is.

    What a night would follow a source to (further parts of a list, the pages of its entries) is kept with it.

    A recording holds the pages as they came, no configuration and no secret: it can go along with a bug report, and
    `omfeed run --replay DIR` runs the very same night again with no network.
    """
    from omfeed.net.client import Client
    from omfeed.net.request import Failed
    from omfeed.net.robots import Robots
    from omfeed.net.tape import Recorder
    from omfeed.text.addresses import filled
    from omfeed.trial import record as record_source

    now = clock_at(None).now()
    wanted = wanted_sources(cli, only)
    failed = 0
    with Client(cli.config.limits, user_agent=cli.config.user_agent, proxy=cli.config.proxy) as net:
        recorder = Recorder(net, folder)
        robots = Robots(recorder)
        with _progress(len(wanted), quiet=cli.quiet) as tick:
            for source in wanted:
                asked = replace(source, url=filled(source.url, now.date()))
                answer = record_source(asked, recorder, robots=robots, now=now, most=cli.config.pages_a_night)
                failed += isinstance(answer, Failed)
                if tick:
                    tick(source)
    cli.say(f"{counted(len(wanted), 'answer')} kept in {folder}, {counted(failed, 'failure')} among them.")
    sys.exit(0 if failed < len(wanted) else 1)


@click.command(
    short_help="Write digests from what is recorded.", epilog="After a holiday: omfeed digest --since 2026-11-01"
)
@click.option(
    "--since",
    type=Since(),
    help="Merge all found since a date, or days such as 14d, into one digest on standard output.",
)
@click.option(
    "--audience", type=click.Choice(["admin", "helpdesk"]), default="admin", show_default=True, help="For --since."
)
@click.option("--html", "as_html", is_flag=True, help="For --since: HTML in place of text.")
@_AT
@pass_cli
def digest(cli: Cli, since: datetime | None, audience: str, as_html: bool, at: datetime | None) -> None:
    """Write today's digests again from what is recorded, without reading any source.

    With --since DATE nothing is written: one digest of all that was found since then goes to standard output.
    """
    from omfeed.cli.post import tell_stand_ins
    from omfeed.publish import care_of, lay_out, publish, told_at_once

    clock = clock_at(at)
    now = clock.now()
    edition = edition_of(cli.config)
    _tell_missing_templates(cli)
    if since is None:
        with locked(cli), cli.store(now) as store:
            runs = store.runs(limit=1)
            published = publish(store, edition, now, run_id=runs[0].id if runs else 0)
            _say_where(cli, published.paths)
        tell_stand_ins(published.faults)
        if published.faults:
            sys.exit(3)
        return
    if since > now:
        raise click.BadParameter(f"{since:%Y-%m-%d} lies ahead; nothing has been found since.", param_hint="--since")
    # What is only printed needs neither the turn of a run nor the right to write.
    with cli.recorded(now) as store:
        items = store.items(since=since, until=now + timedelta(microseconds=1))
        health, ahead = store.health(), store.ahead(now.date())
        care = care_of(store, edition.owners, now, now.date(), edition.fleet)
        care = replace(care, at_once=told_at_once(store, edition.urgent, items))
    pages = lay_out(
        Audience(audience), items, health, edition, since=since, until=now, day=now.date(), upcoming=ahead, care=care,
        health_told=since,
    )  # fmt: skip
    echo(pages.html if as_html else pages.text)


def plan_of(cli: Cli) -> Plan:
    """What the configuration asks a night to work through."""
    from omfeed.hands import processes
    from omfeed.night import Plan
    from omfeed.understand import Judge

    config = cli.config
    return Plan(
        hands=processes(config.processes),
        retention=retention_of(config),
        pages_a_night=config.pages_a_night,
        sources=config.sources,
        judge=Judge(fleet=config.fleet, rules=config.rules, severity_table=config.severity),
        edition=edition_of(config),
    )


def edition_of(config: Config) -> Edition:
    """For whom, where and how the configuration has digests written."""
    from omfeed.publish import Edition

    return Edition(
        folder=config.output,
        templates=config.templates,
        fleet=config.fleet,
        time_zone=config.time_zone,
        audiences=config.audiences,
        language=config.language,
        owners=config.owners,
        urgent=tuple(one for one in config.subscriptions if one.cadence is Cadence.CRITICAL),
        write_quiet_nights=config.write_quiet_nights,
    )


def wanted_sources(cli: Cli, only: Sequence[str]) -> list[Source]:
    """The sources to read; of those that are named each has a collector.

    Raises:
        ConfigError: a name is no source's, or the collector of one that was named, or of all, is gone or broken.
    """
    from omfeed.collect import registry

    wanted = [find(cli, name) for name in only] or [source for source in cli.config.sources if source.enabled]
    if not only:
        for name, why in cli.config.unread.items():
            cli.say(f"{name} is off: {why}")
    if not wanted:
        from omfeed.cli.sources import NONE_ON

        complain(NONE_ON)
    # Nobody watches the night: there a collector that is gone is the failure of its sources alone.
    troubles = [why for why in map(registry.trouble, wanted) if why is not None]
    if troubles and (only or len(troubles) == len(wanted)):
        raise troubles[0]
    return wanted


def _tell_missing_templates(cli: Cli) -> None:
    """Say which folder of templates is not there; the bundled ones are used, and no night is lost for it."""
    if all(folder.is_dir() for folder in cli.config.templates):
        return
    from omfeed.cli.check import missing_templates

    for what, todo in missing_templates(cli.config.templates):
        complain(what, hint=todo)


@contextmanager
def _net(cli: Cli, tape: Path | None, wanted: Sequence[Source], store: Store, clock: Clock) -> Iterator[Net]:
    if tape is not None:
        from omfeed.net.tape import Tape

        yield Tape(tape)
        return
    from omfeed.cli.graph import with_graph
    from omfeed.net.client import Client

    with Client(cli.config.limits, user_agent=cli.config.user_agent, proxy=cli.config.proxy) as net:
        yield with_graph(cli, net, wanted, now=clock.now(), store=store)


def _night(
    cli: Cli, only: Sequence[str], at: datetime | None, *, digests: bool, as_json: bool, tape: Path | None = None
) -> None:
    from omfeed.cli.post import tell_stand_ins
    from omfeed.errors import StoreError
    from omfeed.night import run_night
    from omfeed.store.values import RunKind

    clock = clock_at(at)
    plan = plan_of(cli)
    wanted = wanted_sources(cli, only)
    if digests:
        _tell_missing_templates(cli)
    with (
        locked(cli),
        spares_of(cli, plan, wanted) as spares,
        cli.store(clock.now()) as store,
        _net(cli, tape, wanted, store, clock) as net,
        _progress(len(wanted), quiet=cli.quiet) as tick,
    ):
        plan = replace(plan, spares=spares)
        whole = digests and tape is None and not only
        kind = RunKind.NIGHT if whole else RunKind.PART
        try:
            report = run_night(
                plan, store=store, net=net, clock=clock, only=only, digests=digests, kind=kind, progress=tick
            )
            tell(cli, report)
            stood_in = report.published.faults if report.published else ()
            arrived, later = _post(cli, store, clock, stood_in) if report.published and tape is None else (True, ())
            tell_stand_ins(dict.fromkeys((*stood_in, *later)))
        except Exception:
            # Whoever watches from outside learns that there was a run, and that it was none of the good ones.
            if whole:
                with suppress(StoreError):
                    look_after(cli, store, arrived=False)
            raise
        if whole:
            look_after(cli, store, arrived=arrived)
    if as_json:
        _print_json(report)
    sys.exit(report.exit_code or (0 if arrived and not later else 3))


def spares_of(cli: Cli, plan: Plan, wanted: Sequence[Source]) -> Spares:
    """Processes for the many bodies of the very first night, which load what they need while the night does."""
    from omfeed.hands import FEWEST, Spares

    database = cli.config.database
    first = isinstance(database, Path) and not database.exists()
    return Spares(plan.hands if first and len(wanted) >= FEWEST else 0)


def _post(cli: Cli, store: Store, clock: Clock, faults: tuple[str, ...]) -> tuple[bool, tuple[str, ...]]:
    """Send what the night's digests bring to those who subscribed.

    Says whether everything arrived, and which templates of the user's were stood in for.
    """
    if not (cli.config.subscriptions or store.people.subscriptions()):
        return True, ()
    from omfeed.cli.post import send, tell_post

    done = send(cli, store, clock, faults)
    tell_post(cli, done)
    return done.all_well, done.faults


def tell(cli: Cli, report: Report) -> None:
    """Say on standard error how a night went, in a few lines."""
    gathered = report.gathered
    if gathered.offline:
        complain(
            "No source could be reached: this machine seems to have no network.",
            hint="The last digests stay as they are. `omfeed demo` shows omfeed without a network.",
        )
        return
    for outcome in gathered.outcomes:
        if outcome.health.state.value in {"failing", "drifted"}:
            complain(outcome.health.reason, source=outcome.source.id)
        elif outcome.health.redirected_to:
            cli.say(f"{outcome.source.id} has moved to {outcome.health.redirected_to}; put that in its url.")
    read = sum(outcome.read for outcome in gathered.outcomes)
    cli.say(
        f"{counted(len(gathered.outcomes), 'source')} read, {read:,} had changed, {len(gathered.failed):,} failed; "
        f"{counted(report.announced, 'change')} to tell."
    )
    if report.published:
        _say_where(cli, report.published.paths)


def _say_where(cli: Cli, paths: Sequence[Path]) -> None:
    for path in paths:
        if path.suffix == ".html":
            cli.say(f"  {path}")


def _print_json(report: Report) -> None:
    echo_json(
        {
            "run": report.run_id,
            "sources": len(report.gathered.outcomes),
            "read": sum(outcome.read for outcome in report.gathered.outcomes),
            "failed": [outcome.source.id for outcome in report.gathered.failed],
            "offline": report.gathered.offline,
            "changes": report.announced,
            "exit": report.exit_code,
        }
    )


@contextmanager
def _progress(length: int, *, quiet: bool) -> Iterator[Callable[[Source], None] | None]:
    if quiet or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=length, label="Reading", file=sys.stderr) as bar:

        def tick(source: Source) -> None:
            bar.label = f"Reading {source.id[:28]:<28}"
            bar.update(1)

        yield tick
