"""``omfeed notice``, ``kb``, ``report`` and ``guides``: further pages made from what is recorded, on request."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from omfeed.cli.context import Cli, clock_at, echo, pass_cli
from omfeed.cli.options import CHANGE, PLATFORMS, item_of
from omfeed.cli.printing import counted
from omfeed.errors import ConfigError

if TYPE_CHECKING:
    from omfeed.config import Config
    from omfeed.digest.training import Guide
    from omfeed.model import Item
    from omfeed.store import Store

_LANGUAGE = click.option(
    "--lang", "language", metavar="LANG", help="Language of the frame, such as ko; default: that of your digests."
)


def today(config: Config) -> date:
    """The day it is in the configuration's time zone."""
    return clock_at(None).now().astimezone(ZoneInfo(config.time_zone)).date()


@click.command(short_help="Draft a notice for users about a change.", epilog="Example: omfeed notice 42 --lang ko")
@_LANGUAGE
@click.option("--help-url", default="", help="Where users find help; default: the source's page.")
@click.option("--contact", default="", help="Whom users may ask.")
@click.option("--html", "as_html", is_flag=True, help="As HTML in place of plain text.")
@CHANGE
@pass_cli
def notice(cli: Cli, language: str | None, help_url: str, contact: str, as_html: bool, change: int) -> None:
    """Draft a notice of at most 120 plain words about CHANGE, for you to read, correct and send.

    It uses the source's own sentences and goes to nobody by itself. Its template is yours to edit (docs/templates.md).
    """
    from omfeed.digest.notice import build_notice
    from omfeed.digest.render import render
    from omfeed.digest.story import current

    with cli.recorded(clock_at(None).now()) as store:
        item = item_of(store, change)
        history = _of_story(store, item)
    context = build_notice(
        current(history),
        today(cli.config),
        language=language or cli.config.language,
        help_url=help_url,
        contact=contact,
    )
    rendered = render(context, folders=cli.config.templates)
    echo(rendered.html if as_html else rendered.text)


@click.group()
def kb() -> None:
    """Export pages for a knowledge base."""


@kb.command(
    "export",
    short_help="Write a page an item for the helpdesk into a folder.",
    epilog="Example: omfeed kb export kb/ --platform ios",
)
@_LANGUAGE
@click.option("--format", "form", type=click.Choice(["markdown", "html"]), default="markdown", show_default=True)
@click.option("--platform", "platforms", multiple=True, type=PLATFORMS, help="Only this platform; may be repeated.")
@click.option("--topic", "topics", multiple=True, metavar="NAME", help="Only this topic, such as enrolment or apps.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@pass_cli
def kb_export(
    cli: Cli, language: str | None, form: str, platforms: tuple[str, ...], topics: tuple[str, ...], folder: Path
) -> None:
    """Write one page an item that the helpdesk reads into DIR, under a name that stays, and index.csv beside them."""
    from omfeed.deliver.files import write_all
    from omfeed.digest.kb import kb_pages
    from omfeed.model import Filter, Platform

    wanted = Filter(platforms=tuple(Platform(name) for name in platforms), topics=topics)
    config = cli.config
    with cli.recorded(clock_at(None).now()) as store:
        items = store.items(announced=None)
    written = write_all(
        folder,
        kb_pages(
            items,
            config.fleet,
            today(config),
            form=form,
            wanted=wanted,
            language=language or config.language,
            folders=config.templates,
        ),
    )
    cli.say(f"{counted(written, 'file')} written to {folder}; the others stand as they were.")


@click.command(short_help="Write the monthly report for stakeholders.", epilog="Example: omfeed report --month 2026-10")
@_LANGUAGE
@click.option("--month", metavar="YYYY-MM", help="The month; default: the last whole one.")
@pass_cli
def report(cli: Cli, language: str | None, month: str | None) -> None:
    """Write the report of a month to reports/<month>/ in the folder of digests, as HTML, text and CSV."""
    from omfeed.deliver.files import write_all
    from omfeed.diff.compare import shown
    from omfeed.digest.contexts import Period
    from omfeed.digest.render import render
    from omfeed.digest.report import build_report
    from omfeed.digest.table import table

    config = cli.config
    first, last = _month(month, today(config))
    if first > today(config):
        raise click.BadParameter(f"{first:%B %Y} has not begun.", param_hint="--month")
    zone = ZoneInfo(config.time_zone)
    since = datetime.combine(first, time(), zone).astimezone(UTC)
    until = datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)
    with cli.recorded(clock_at(None).now()) as store:
        items = store.items(since=since, until=until)
        standing = store.items(announced=None, standing=True, dated=True)
        health = store.health()
    name = f"reports/{first:%Y-%m}/"
    context = build_report(
        items,
        health,
        config.fleet,
        Period(since=since, until=until, label=last, health_told=since),
        standing=standing,
        guides_open=_open_guides(config, items),
        rediff=shown,
        language=language or config.language,
        csv="changes.csv",
        home="../../index.html",
        pages="../../stories/",
    )
    rendered = render(context, folders=config.templates)
    pages = (
        (f"{name}report.html", rendered.html.encode()),
        (f"{name}report.txt", rendered.text.encode()),
        (f"{name}changes.csv", table(items, rediff=shown).encode("utf-8-sig")),
    )
    write_all(config.output, pages)
    cli.say(f"{counted(len(items), 'change')} of {first:%B %Y}, in {config.output / name / 'report.html'}")


@click.command(
    short_help="List our own guides that changes made stale.",
    epilog="The guides stand in guides.toml; see docs/digests.md.",
)
@_LANGUAGE
@click.option("--html", "as_html", is_flag=True, help="As HTML in place of plain text.")
@pass_cli
def guides(cli: Cli, language: str | None, as_html: bool) -> None:
    """List the guides of guides.toml that a change made stale since they were last checked."""
    from omfeed.digest.render import render
    from omfeed.digest.training import build_training

    config = cli.config
    ours = _guides(config)
    if ours is None:
        raise ConfigError(
            f"{_guides_file(config)} is not there.", hint="Name your guides in it first; docs/digests.md shows how."
        )
    with cli.recorded(clock_at(None).now()) as store:
        items = store.items()
    rendered = render(build_training(items, ours, language=language or config.language), folders=config.templates)
    echo(rendered.html if as_html else rendered.text)


def _of_story(store: Store, item: Item) -> list[Item]:
    """Every change of the story that a change belongs to, oldest first."""
    return [one for one in store.items(announced=None) if one.story == item.story]


def _month(given: str | None, day: date) -> tuple[date, date]:
    if given is None:
        last = day.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    try:
        first = datetime.strptime(given, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise click.BadParameter(f"{given!r} is no month such as 2026-10.", param_hint="--month") from error
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _guides_file(config: Config) -> Path:
    return (config.file.parent if config.file else Path()) / "guides.toml"


def _guides(config: Config) -> tuple[Guide, ...] | None:
    from omfeed.digest.training import read_guides

    file = _guides_file(config)
    try:
        return read_guides(file.read_text(encoding="utf-8-sig"), str(file))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read ({error}).", hint="Save it as UTF-8 text.") from error


def _open_guides(config: Config, items: tuple[Item, ...]) -> int | None:
    from omfeed.digest.training import stale

    ours = _guides(config)
    return None if ours is None else len(stale(items, ours))
