"""``omfeed sources add``, ``enable``, ``disable``, ``accept``, ``import`` and ``export``: what is watched changes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from omfeed.cli import looking
from omfeed.cli.context import DEFAULT_CONFIG, Cli, clock_at, echo, find, pass_cli
from omfeed.cli.options import PLATFORMS, limit
from omfeed.cli.printing import counted
from omfeed.errors import ConfigError
from omfeed.model import Platform, Source

if TYPE_CHECKING:
    from omfeed.collect.detect import Guess

_YES = click.option("-y", "--yes", is_flag=True, help="Write it without asking.")
_PRIVATE = click.option("--allow-private", is_flag=True, help="The address lies inside your own network.")


@click.command(
    short_help="Look at an address and watch it.", epilog="Example: omfeed sources add https://blog.example/news"
)
@click.option("--id", "name", metavar="ID", help="Its short name; made out of the address when left out.")
@click.option("--title", help="Its name for people; the page's own when left out.")
@click.option("--collector", metavar="NAME", help="Read it so, of the ways that are found.")
@click.option(
    "--platform",
    "platforms",
    multiple=True,
    type=PLATFORMS,
    help="What it concerns; repeatable.",
)
@limit("Entries to print.", default=5)
@_PRIVATE
@looking.LEAVE
@_YES
@click.argument("url", metavar="URL")
@pass_cli
def add(
    cli: Cli,
    name: str | None,
    title: str | None,
    collector: str | None,
    platforms: tuple[str, ...],
    limit: int,
    allow_private: bool,
    no_robots: bool,
    yes: bool,
    url: str,
) -> None:
    """Fetch URL, say what would be understood, and add it to your omfeed.toml when you agree.

    Feeds, Learn pages, pages of headings, tables and lists in JSON are told apart by looking. A feed that a page names
    is preferred where it tells as much as the page. The robots.txt of a page's site is heeded, as a night does.
    """
    from omfeed.collect import registry
    from omfeed.collect.detect import block

    if "://" not in url:
        raise click.UsageError(f"{url} is no address; it begins with https://.")
    _not_watched(cli, url)
    with looking.client(cli) as net:
        seen = looking.look(net, url, collector=collector or "", allow_private=allow_private, robots=not no_robots)
        feeds = [] if collector else looking.feeds_of(net, seen, allow_private=allow_private)
    if seen.url != url:
        echo(f"The address has moved for good to {seen.url}.")
        _not_watched(cli, seen.url)
    chosen, where = _choose(seen, feeds, collector)
    _not_watched(cli, where)
    keys: dict[str, object] = {}
    if platforms:
        keys["platforms"] = list(platforms)
    if cadence := _cadence(chosen):
        keys["cadence_days"] = cadence
    if allow_private:
        keys["allow_private"] = True
    if no_robots and registry.reads_pages(chosen.collector):
        keys["robots"] = False
    source = Source(
        id="asked",
        title=title or "",
        url=where,
        collector=chosen.collector,
        options=chosen.options,
        platforms=tuple(map(Platform, platforms)),
    )
    echo(looking.read_as(source, chosen.why))
    looking.tell(cli, chosen.parsed, source, limit)
    proposed = block(chosen, where, name=_free(cli, name, where), title=title or "", keys=keys)
    _write(cli, [proposed], yes=yes)


@click.command(short_help="Watch a source from now on.", epilog="Example: omfeed sources enable msrc-month")
@click.argument("source_id", metavar="ID")
@pass_cli
def enable(cli: Cli, source_id: str) -> None:
    """Watch the source ID from now on; your omfeed.toml says so afterwards."""
    _switch(cli, source_id, on=True)


@click.command(
    short_help="Stop watching a source; what is known of it stays.",
    epilog="Example: omfeed sources disable chrome-releases",
)
@click.argument("source_id", metavar="ID")
@pass_cli
def disable(cli: Cli, source_id: str) -> None:
    """Stop watching the source ID; what is known of it stays."""
    _switch(cli, source_id, on=False)


@click.command("import", short_help="Watch the feeds of an OPML file.", epilog="Example: omfeed sources import my.opml")
@_YES
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_cli
def import_(cli: Cli, yes: bool, file: Path) -> None:
    """Add the feeds that an OPML file of another reader names; those that are watched already are left out."""
    from omfeed.collect.detect import Guess, block
    from omfeed.deliver import opml
    from omfeed.model import Parsed, Window

    watched = {source.url for source in cli.config.sources}
    taken = {source.id for source in cli.config.sources}
    named = opml.read(file.read_bytes(), where=str(file))
    new = [outline for outline in named if outline.url not in watched]
    cli.say(f"{file} names {counted(len(named), 'feed')}; {len(named) - len(new):,} watched already.")
    if not new:
        return
    blocks = []
    for outline in new:
        name = _unlike(taken, outline.url)
        taken.add(name)
        nothing = Parsed(entries=(), window=Window.ROLLING, title=outline.title)
        keys = {"page": outline.home_url} if outline.home_url.startswith(("https://", "http://")) else None
        blocks.append(block(Guess(collector="feed", parsed=nothing), outline.url, name=name, keys=keys))
    _write(cli, blocks, yes=yes)


@click.command(short_help="Write the sources as OPML.", epilog="Example: omfeed sources export > omfeed.opml")
@pass_cli
def export(cli: Cli) -> None:
    """Write the sources that are on as OPML on standard output: feeds to subscribe to, pages as links."""
    from omfeed.deliver import opml
    from omfeed.text.addresses import filled

    today = clock_at(None).now().date()
    sources = [replace(source, url=filled(source.url, today)) for source in cli.config.sources]
    click.echo(opml.write(sources), nl=False)


@click.command(short_help="Take a drifted page at its word.", epilog="Example: omfeed sources accept intune-whats-new")
@click.argument("source_id", metavar="ID")
@pass_cli
def accept(cli: Cli, source_id: str) -> None:
    """Believe the page of the source ID as it was last fetched, although it no longer reads like itself.

    For a page that was rebuilt: look at it first (`omfeed sources test ID`). What is gone from it is then recorded as
    withdrawn and what is new as news; the next digest tells both. Nothing is fetched.
    """
    from omfeed.cli.locking import locked
    from omfeed.cli.nights import plan_of
    from omfeed.reparse import accept as take_at_its_word

    source = find(cli, source_id)
    clock = clock_at(None)
    with locked(cli), cli.store(clock.now()) as store:
        kept = store.snapshot(source.id)
        if kept is None or kept.verdict != "drifted":
            raise ConfigError(
                f"{source.id} has not drifted; there is nothing to accept.", hint="`omfeed sources check` tells."
            )
        gathered = take_at_its_word(source, store=store, judge=plan_of(cli).judge, clock=clock)
    (outcome,) = gathered.outcomes
    if outcome.error is not None:
        raise outcome.error
    believed = counted(outcome.health.entries, "entry", "entries")
    echo(f"{source.id}: {believed} believed, {counted(outcome.announced, 'change')} to tell")


def _switch(cli: Cli, source_id: str, *, on: bool) -> None:
    from omfeed.config.edit import save, switched

    source = find(cli, source_id)
    word = "on" if on else "off"
    if source.enabled is on:
        cli.say(f"{source.id} is {word} already.")
        return
    file, text = _text(cli)
    save(file, switched(text, source.id, on=on), environ=os.environ)
    cli.say(f"{source.id} is {word} from the next run on ({file}).")


def _write(cli: Cli, blocks: Sequence[str], *, yes: bool) -> None:
    """Show blocks, and append them when the person agrees."""
    from omfeed.config.edit import appended, save

    echo("")
    echo("\n".join(blocks).rstrip("\n"))
    file, text = _text(cli)
    if not yes:
        if not sys.stdin.isatty():
            cli.say(f"Nothing was written; --yes adds it to {file}.")
            return
        if not click.confirm(f"Add this to {file}?", default=False, err=True):
            cli.say("Nothing was written.")
            return
    save(file, appended(text, blocks), environ=os.environ)
    cli.say(f"Added to {file}; the next run reads it.")


def _text(cli: Cli) -> tuple[Path, str]:
    """The configuration and what it says; a person who has none yet gets one to begin with."""
    from omfeed.config import init_text
    from omfeed.config.read import read

    if cli.config.file is None:
        return DEFAULT_CONFIG, init_text()
    return cli.config.file, read(cli.config.file)[0]


def _choose(seen: looking.Look, feeds: Sequence[looking.Look], collector: str | None) -> tuple[Guess, str]:
    """How an address is read, and where: by its page or by a feed of the page."""
    if collector:
        for guess in seen.guesses:
            if guess.collector == collector:
                return guess, seen.url
        found = ", ".join(guess.collector for guess in seen.guesses) or "none"
        raise ConfigError(f"{collector} reads no entries there; of those that do: {found}.")
    for feed in feeds:
        if not seen.guesses or looking.loses_nothing(feed.guesses[0].parsed, seen.guesses[0].parsed):
            echo(f"The page names a feed that tells as much: {feed.url}")
            return feed.guesses[0], feed.url
    if not seen.guesses:
        raise looking.nothing_understood(seen.fetched, seen.url)
    for feed in feeds:
        echo(f"The page names a feed that tells less than the page itself: {feed.url}")
    for guess in seen.guesses[1:]:
        echo(f"--collector {guess.collector} would give {looking.entries(guess.parsed)}: {guess.why}")
    return seen.guesses[0], seen.url


def _cadence(guess: Guess) -> float:
    """Days between its news by half of the gaps, as far as its entries tell; 0 when they do not."""
    from omfeed.health import rhythm

    days = [date.fromisoformat(entry.published[:10]) for entry in guess.parsed.entries if len(entry.published) >= 10]
    usual = rhythm(Source(id="asked", title="", url="", collector=""), days)
    return usual.usual_days if usual.learned else 0.0


def _not_watched(cli: Cli, url: str) -> None:
    for source in cli.config.sources:
        if source.url == url:
            hint = "" if source.enabled else f"It is off: `omfeed sources enable {source.id}`."
            raise ConfigError(f"{url} is watched already, as {source.id}.", hint=hint)


def _free(cli: Cli, name: str | None, url: str) -> str:
    return name or _unlike({source.id for source in cli.config.sources}, url)


def _unlike(taken: set[str], url: str) -> str:
    """A short name for an address that no source bears yet."""
    from omfeed.collect.detect import slug

    name = slug(url)
    further = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (name, *further) if one not in taken)
