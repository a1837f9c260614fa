"""What commands share: the configuration, the database, the log, and safe printing."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from urllib.parse import unquote, urlsplit

import click

from omfeed.clock import Clock, FixedClock, SystemClock
from omfeed.errors import ConfigError
from omfeed.logbook import SECRETS, Known
from omfeed.text.visible import visible

if TYPE_CHECKING:
    from omfeed.config import Config
    from omfeed.model import Source
    from omfeed.store import Store

_SAID = "omfeed.said"
"""The logger of what is told to a person, where the log is JSON."""

DEFAULT_CONFIG = Path("omfeed.toml")


@dataclass(slots=True)
class Cli:
    """One call of omfeed."""

    config_path: str | None = None
    quiet: bool = False
    _config: Config | None = None

    @property
    def config(self) -> Config:
        """The catalogue and your configuration, read once.

        Raises:
            ConfigError: a file is wrong, or the one named is missing.
        """
        if self._config is None:
            from omfeed.config import load

            path = Path(self.config_path) if self.config_path else DEFAULT_CONFIG
            named = self.config_path is not None
            self._config = load(path if named or path.exists() else None, environ=os.environ)
            SECRETS.add(secrets_of(self._config))
        return self._config

    @contextmanager
    def store(self, now: datetime) -> Iterator[Store]:
        """The database, opened and migrated; made when it is not there."""
        from omfeed.store import Store

        with Store.open(self.config.database, now=now) as store:
            yield store

    @contextmanager
    def recorded(self, now: datetime) -> Iterator[Store]:
        """The database of earlier nights: looking into the past makes none where none is, and needs no right to write.

        Raises:
            StoreError: there is none yet, or it cannot be read.
        """
        from omfeed.errors import StoreError
        from omfeed.store import Store

        database = self.config.database
        if isinstance(database, Path) and not database.exists():
            raise StoreError(
                f"{database} is not there: omfeed has not run here.",
                hint="`omfeed run` makes it. Does yours lie elsewhere? Name it: omfeed -c /srv/omfeed/omfeed.toml …",
            )
        with Store.look(database, now=now) as store:
            yield store

    def say(self, text: str) -> None:
        """Tell a person something, on standard error unless quiet; where the log is JSON, as a line of it."""
        if self.quiet:
            return
        if _log_is_json():
            logging.getLogger(_SAID).info("%s", text.strip())
        else:
            click.echo(SECRETS.hidden(visible(text)), err=True)


def complain(text: str, *, hint: str = "", source: str = "") -> None:
    """Tell what went wrong, on standard error, quiet or not; where the log is JSON, as a line of it.

    Args:
        text: what went wrong, in a sentence.
        hint: what to do about it.
        source: the source it is about.
    """
    if _log_is_json():
        extra = {name: value for name, value in (("hint", hint), ("source", source)) if value}
        logging.getLogger(_SAID).error("%s", text, extra=extra)
        return
    named = f"omfeed: {source}: {text}" if source else f"omfeed: {text}"
    click.echo(SECRETS.hidden(visible(f"{named}\n        {hint}" if hint else named)), err=True)


def secrets_of(config: Config) -> Iterator[str]:
    """Every secret that a configuration brought along."""
    yield from config.secrets.values()
    if config.graph is not None:
        yield from (config.graph.secret, config.graph.certificate_password)
    if config.proxy is not None:
        yield from (value for _, value in config.proxy.headers)
    if isinstance(config.database, str):
        with suppress(ValueError):
            password = urlsplit(config.database).password or ""
            yield from (password, unquote(password))


pass_cli = click.make_pass_decorator(Cli)


def find(cli: Cli, source_id: str) -> Source:
    """The source of that id.

    Raises:
        ConfigError: there is none; the message names the nearest.
    """
    from difflib import get_close_matches

    known = {source.id: source for source in cli.config.sources}
    if source_id in known:
        return known[source_id]
    near = get_close_matches(source_id, known, n=3, cutoff=0.5)
    raise ConfigError(
        f"There is no source “{source_id}”.",
        hint=f"Did you mean {' or '.join(near)}?" if near else "`omfeed sources list --all` names them.",
    )


def echo(text: str) -> None:
    """Print text that may hold foreign words; nothing in it can steer the terminal."""
    click.echo("\n".join(visible(line) for line in text.split("\n")))


def echo_json(value: Mapping[str, object]) -> None:
    """Print one JSON object on a line of its own; what a terminal could obey is written as an escape of JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    if visible(text) != text:
        text = "".join(one if visible(one) else json.dumps(one)[1:-1] for one in text)
    click.echo(text)


def clock_at(moment: datetime | None) -> Clock:
    """The system's clock, or one that stands at a moment."""
    return SystemClock() if moment is None else FixedClock(moment)


class Moment(click.ParamType[datetime]):
    """An ISO date or date-time; without a zone it is UTC."""

    name = "moment"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment as an aware UTC datetime, to the second."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date such as 2026-11-24 or 2026-11-24T03:00:00Z.", param, ctx)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return moment.replace(microsecond=0)


def set_up_logging(verbose: int, quiet: bool, form: str = "text") -> None:
    """Log to standard error, as text or json: warnings, or more by ``-v``, or only errors by ``-q``."""
    level = logging.ERROR if quiet else {0: logging.WARNING, 1: logging.INFO}.get(verbose, logging.DEBUG)
    handler = _Handler(sys.stderr)
    handler.addFilter(Known())
    handler.set_name(form)
    if form == "json":
        from omfeed.cli.jsonlog import JsonLine

        handler.setFormatter(JsonLine())
    else:
        handler.setFormatter(_OneLine("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("omfeed").setLevel(level)
    logging.getLogger(_SAID).setLevel(logging.INFO)


def _log_is_json() -> bool:
    return any(handler.get_name() == "json" for handler in logging.getLogger().handlers)


class _Handler(logging.StreamHandler[TextIO]):
    """Writes lines that show no secret, whatever put it there."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRETS.hidden(super().format(record))


class _OneLine(logging.Formatter):
    """Foreign words in a message can neither start a new line of the log nor steer a terminal."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # the name is logging's
        record.message = visible(record.message.replace("\r", " ").replace("\n", " "))
        return super().formatMessage(record)
