"""``omfeed sources test`` and what ``add`` shares with it: fetch an address now and say what would be understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from traceback import extract_tb
from typing import TYPE_CHECKING, Final

import click

from omfeed.cli.context import Cli, clock_at, echo, find, pass_cli
from omfeed.cli.graph import with_graph
from omfeed.cli.options import limit
from omfeed.cli.printing import counted
from omfeed.errors import ConfigError, FetchError, OmfeedError, Refused
from omfeed.model import Entry, Parsed, Source

if TYPE_CHECKING:
    from omfeed.asking import Net
    from omfeed.collect.detect import Guess
    from omfeed.net.client import Client
    from omfeed.net.request import Fresh

_FEEDS_TRIED: Final = 3
"""Feeds of a page that are looked at, at most."""
_PAGES_TRIED: Final = 3
"""Pages of a list's newest entries that are read with it."""
LEAVE: Final = click.option("--no-robots", is_flag=True, help="Its publisher lets you: do not ask its robots.txt.")
_ASKED: Final = frozenset({"asked", "test"})
"""Names of what is no source yet: an address given on the command line."""
_ON_THE_LINE: Final = {
    "allow_private": "If that is meant, say --allow-private.",
    "robots = false": (
        "A feed or an interface is there for programs: name what reads it (--collector feed). Of a page, look for a "
        "feed, or ask its publisher; with their leave, say --no-robots."
    ),
}
"""What to do about a refusal, where there is no block yet whose key would lift it: by the key."""
_AS_MUCH: Final = 0.9
"""A feed loses nothing when it tells so much of the page's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What an address holds."""

    url: str
    """Where it is fetched: after permanent redirects."""
    fetched: Fresh
    guesses: Sequence[Guess]
    """The readings that give entries, best first."""


@click.command(
    short_help="Fetch a source or any address now, and record nothing.",
    epilog="Example: omfeed sources test https://learn.microsoft.com/en-us/intune/whats-new/",
)
@click.option("--collector", metavar="NAME", help="Read it with this collector.")
@limit("Entries to print.", default=10)
@click.option("--allow-private", is_flag=True, help="The address lies inside your own network.")
@LEAVE
@click.argument("target", metavar="ID|URL")
@pass_cli
def test(cli: Cli, collector: str | None, limit: int, allow_private: bool, no_robots: bool, target: str) -> None:
    """Fetch a source (or any address) now and print what would be understood; records nothing.

    An address that is no source yet is looked at, and the collector that understands it best is used. The robots.txt of
    a page's site is heeded as a night does.
    """
    if "://" not in target:
        source = find(cli, target)
        source = replace(source, collector=collector or source.collector, robots=source.robots and not no_robots)
    else:
        source = Source(
            id="test",
            title=target,
            url=target,
            collector=collector or "",
            allow_private=allow_private,
            robots=not no_robots,
        )
    with client(cli) as client_:
        net = with_graph(cli, client_, [source], now=clock_at(None).now())
        fetched = fetch(net, source)
        followed = _with_pages(source, fetched, net)
    for hop in fetched.hops:
        echo(f"redirected to {hop}")
    if source.collector:
        parsed, why = _parsed(source, fetched), ""
    else:
        from omfeed.collect.detect import detect

        guesses = detect(fetched.body, fetched.media_type, source.url, charset=fetched.charset)
        if not guesses:
            raise nothing_understood(fetched, target)
        parsed, why = guesses[0].parsed, guesses[0].why
        source = replace(source, collector=guesses[0].collector, options=guesses[0].options)
        for other in guesses[1:]:
            echo(f"could also be read as {other.collector}: {entries(other.parsed)} ({other.why})")
    echo(f"{counted(len(fetched.body), 'byte')} of {fetched.media_type or 'unstated type'}, {read_as(source, why)}")
    if followed:
        parsed, words = followed
        echo(words)
    tell(cli, parsed, source, limit)


def _parsed(source: Source, fetched: Fresh) -> Parsed:
    """What its collector makes of a body.

    Raises:
        ConfigError: there is no such collector, or that of a package broke.
        ParseError: the body is not of its format.
    """
    from omfeed.collect import registry

    collector = registry.load(source.collector)
    try:
        return collector.parse(fetched.body, source, charset=fetched.charset)
    except OmfeedError:
        raise
    except Exception as error:
        if source.collector in registry.COLLECTORS:
            raise
        frames = extract_tb(error.__traceback__)
        where = f"{frames[-1].filename}, line {frames[-1].lineno}" if frames else "its package"
        raise ConfigError(
            f"The collector “{source.collector}” broke: {error!r} ({where}).",
            hint="Of a body that it cannot read, a collector raises ParseError and nothing else.",
        ) from error


def _with_pages(source: Source, fetched: Fresh, net: Net) -> tuple[Parsed, str] | None:
    """What a source tells together with the newest pages of its entries, and how reading them went."""
    if not source.follow:
        return None
    from omfeed.collect import registry
    from omfeed.trial import tried

    parsed = registry.load(source.collector).parse(fetched.body, source, charset=fetched.charset)
    return tried(source, fetched, parsed, net, now=clock_at(None).now(), most=_PAGES_TRIED)


def client(cli: Cli) -> Client:
    """The way out, as the configuration bounds it."""
    from omfeed.net.client import Client

    return Client(cli.config.limits, user_agent=cli.config.user_agent, proxy=cli.config.proxy)


def fetch(net: Net, source: Source) -> Fresh:
    """The body at a source's address, now, with the leave of its site where it is, or may be, a page for people.

    Raises:
        FetchError: it cannot be had.
    """
    from omfeed.asking import permitted
    from omfeed.net.request import Failed, Fresh, Request
    from omfeed.net.robots import Robots
    from omfeed.text.addresses import filled

    url = filled(source.url, clock_at(None).now().date())
    request = Request(url=url, allow_private=source.allow_private, allow_file=source.allow_file)
    fetched = permitted(net, request, Robots(net) if _heeds_robots(source) else None)
    if isinstance(fetched, Failed):
        if isinstance(fetched.error, Refused) and source.id in _ASKED:
            for named, hint in _ON_THE_LINE.items():
                if named in fetched.error.hint:
                    raise Refused(fetched.error.message, hint=hint) from fetched.error
        raise fetched.error
    assert isinstance(fetched, Fresh)  # noqa: S101  # an unconditional request is never answered with “unchanged”
    return fetched


def _heeds_robots(source: Source) -> bool:
    """Whether the site is asked; what is not known yet to be a feed or an interface may be a page."""
    from omfeed.collect import registry

    return source.robots and (not source.collector or registry.reads_pages(source.collector))


def look(net: Client, url: str, *, collector: str = "", allow_private: bool = False, robots: bool = True) -> Look:
    """Fetch an address and find out how it could be read.

    Args:
        net: the way out.
        url: what is asked.
        collector: how it is to be read, where that is known.
        allow_private: whether it may lie within one's own network.
        robots: whether the robots.txt of a page's site is heeded.

    Raises:
        FetchError: it cannot be had.
    """
    from omfeed.collect.detect import detect

    asked = Source(id="asked", title="", url=url, collector=collector, allow_private=allow_private, robots=robots)
    fetched = fetch(net, asked)
    final = fetched.moved_to or url
    return Look(
        url=final,
        fetched=fetched,
        guesses=detect(fetched.body, fetched.media_type, final, charset=fetched.charset),
    )


def feeds_of(net: Client, seen: Look, *, allow_private: bool = False) -> list[Look]:
    """The feeds that a page names and that can be read, at most a few; none for what is no page."""
    from omfeed.collect.detect import alternates

    if any(guess.collector == "feed" for guess in seen.guesses):
        return []
    found: list[Look] = []
    for address in alternates(seen.fetched.body, seen.url, charset=seen.fetched.charset)[:_FEEDS_TRIED]:
        try:
            feed = look(net, address, collector="feed", allow_private=allow_private)
        except FetchError:
            continue
        if feed.guesses and feed.guesses[0].collector == "feed":
            found.append(feed)
    return found


def loses_nothing(feed: Parsed, page: Parsed) -> bool:
    """Whether a feed tells at least what its page tells: every one of the page's newest entries, in as many words.

    A feed ends earlier than its page; of the page, so many entries are compared as the feed has.
    """
    newest = page.entries[: len(feed.entries)]
    told = {_folded(entry): entry for entry in feed.entries}
    if not newest or any(_folded(entry) not in told for entry in newest):
        return not page.entries
    words = sum(len(entry.text) for entry in newest)
    return sum(len(told[_folded(entry)].text) for entry in newest) >= _AS_MUCH * words


def tell(cli: Cli, parsed: Parsed, source: Source, limit: int) -> None:
    """Print what is understood: how many entries, and the first of them with date, platforms and nature."""
    from omfeed.understand import Judge

    echo(f"{entries(parsed)}, window {parsed.window}")
    for warning in parsed.warnings:
        echo(f"warning: {warning}")
    judge = Judge(fleet=cli.config.fleet, rules=cli.config.rules, severity_table=cli.config.severity)
    for entry in parsed.entries[:limit]:
        judged = judge.assess(entry, source, clock_at(None).now())
        platforms = ",".join(judged.platforms) or "service"
        echo(f"  {entry.published or 'undated':<10}  {platforms:<16}  {judged.nature:<9}  {entry.title}")


def entries(parsed: Parsed) -> str:
    """How many entries were understood, in words."""
    return counted(len(parsed.entries), "entry", "entries")


def read_as(source: Source, why: str) -> str:
    """With which collector and options, and what gave it away."""
    options = ", ".join(f"{name} = {value}" for name, value in source.options.items())
    return f"read as {source.collector}" + (f" with {options}" if options else "") + (f": {why}" if why else "")


def nothing_understood(fetched: Fresh, url: str) -> ConfigError:
    """What to say of an address that no collector understands."""
    kind = fetched.media_type or "unstated type"
    return ConfigError(
        f"omfeed understands nothing at {url} ({counted(len(fetched.body), 'byte')} of {kind}).",
        hint="Name a collector with --collector, or read docs/adding-a-source.md: a page may need options.",
    )


def _folded(entry: Entry) -> str:
    return " ".join(entry.title.casefold().split())
