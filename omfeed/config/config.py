"""The whole configuration of a run as one value, and the reading of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

from pydantic_core import SchemaValidator, ValidationError

from omfeed import __version__, resources
from omfeed.config import build, fleet_file
from omfeed.config import graph as graph_access
from omfeed.config.care import RetentionTable, WatchTable
from omfeed.config.faults import Fault, InvalidConfig, faults
from omfeed.config.keys import names_at, validator
from omfeed.config.lines import line_of
from omfeed.config.mailing import MailTable
from omfeed.config.read import read
from omfeed.config.tables import Catalogue, NetworkTable, Omfeed
from omfeed.config.weights import severity
from omfeed.errors import ConfigError
from omfeed.model import Audience, Filter, Fleet, Owner, Rule, Source, Subscription
from omfeed.net.graph.access import Access
from omfeed.net.proxy import Proxy, proxy
from omfeed.net.request import Limits
from omfeed.weights import SeverityTable

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that the two files say."""

    file: Path | None
    """omfeed.toml, or none when the defaults rule."""
    sources: tuple[Source, ...]
    """Shipped and own, also those that are switched off (``Source.enabled``)."""
    fleet: Fleet
    fleet_file: Path
    """Where the counts of an imported export are kept; they are part of ``fleet`` already."""
    rules: tuple[Rule, ...]
    severity: SeverityTable
    """Points by which severity is weighed."""
    audiences: Mapping[Audience, Filter] = field(hash=False)
    """What the digest of each audience holds; one that is switched off is absent."""
    output: Path
    """Folder of the digests."""
    database: Path | str = field(repr=False)
    """SQLite file, or a database URL (text), which may hold a password."""
    templates: tuple[Path, ...]
    """Folders of the user's templates, first wins."""
    base_url: str
    """Where ``output`` is served, without a slash at its end, or empty."""
    write_quiet_nights: bool
    """Whether a night without news is told in one line; else nothing is written for it."""
    time_zone: str
    """IANA zone in which a night has its date."""
    language: str
    """Language of the digests: ``en`` or ``ko``."""
    limits: Limits
    """Bounds on every request."""
    user_agent: str
    """How omfeed names itself to servers."""
    pages_a_night: int = 20
    """Most further pages asked of one source in a night."""
    processes: int = 0
    """Processes that read sources for the first time, where there are many; 0: as the machine has cores."""
    proxy: Proxy | None = None
    """Where it goes through on its way out."""
    subscriptions: tuple[Subscription, ...] = ()
    """Who gets what, how and when."""
    owners: tuple[Owner, ...] = ()
    """Who looks after what."""
    mail: MailTable = field(default_factory=MailTable)
    """How mail goes out."""
    graph: Access | None = None
    """As which application Microsoft Graph is read; none: not at all."""
    unread: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Sources that are asked for and off all the same, by id, with the reason in words."""
    outbox: Path = Path("outbox")
    """Folder of the messages that are on their way; it is never served."""
    watch: WatchTable = field(default_factory=WatchTable)
    """How others notice that a run did not happen."""
    metrics: Path | None = None
    """File of figures to be written after each run, or none."""
    retention: RetentionTable = field(default_factory=RetentionTable)
    """For how long what is kept that is not history."""
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    """Values of the environment variables that the file names for deliveries, as far as they are set."""


def load(file: Path | None, *, catalogue: Path | None = None, environ: Mapping[str, str]) -> Config:
    """The configuration of a run.

    Args:
        file: omfeed.toml; none: the defaults (fleet unknown, ``digests`` and ``omfeed.db`` in the working folder).
        catalogue: a list of sources in place of the shipped one.
        environ: the environment, from which secrets come.

    Raises:
        ConfigError: a file cannot be read or says something that is not allowed.
    """
    shipped = shipped_sources(catalogue)
    if file is None:
        return _config(None, Omfeed(), shipped, environ)
    text, data = read(file)
    wrong = list(build.cross_faults(data, text, shipped))
    try:
        tables: Omfeed = _omfeed().validate_python(data)
    except ValidationError as error:
        wrong.extend(_findings(error, text, Omfeed))
    if wrong:
        raise InvalidConfig(file, _unique(wrong))
    return _config(file, tables, shipped, environ)


def shipped_sources(file: Path | None = None) -> tuple[Source, ...]:
    """The sources of a catalogue, in its order.

    Args:
        file: another list than the shipped one.

    Raises:
        ConfigError: the file cannot be read or says something that is not allowed.
    """
    file = file or resources.path("sources.toml")
    text, data = read(file)
    try:
        blocks = _catalogue().validate_python(data).source
    except ValidationError as error:
        raise InvalidConfig(file, _findings(error, text, Catalogue)) from error
    seen: set[str] = set()
    twins: list[Fault] = []
    for number, block in enumerate(blocks):
        if block.id in seen:
            place = ("source", number, "id")
            words = f'the id "{block.id}" stands above already.'
            twins.append(Fault(place=place, words=words, line=line_of(text, place)))
        seen.add(block.id)
    if twins:
        raise InvalidConfig(file, twins)
    return tuple(build.source(block) for block in blocks)


def _config(file: Path | None, tables: Omfeed, shipped: tuple[Source, ...], environ: Mapping[str, str]) -> Config:
    # What a file names lies beside it: cron starts in another folder than the person who wrote it.
    beside = file.parent if file else Path()
    output = tables.output
    sources = build.sources(shipped, tables)
    graph, why = graph_access.access(tables.graph, beside, environ)
    unread = graph_access.unread(sources, graph, why)
    return Config(
        file=file,
        sources=tuple(replace(one, enabled=False) if one.id in unread else one for one in sources),
        fleet=fleet_file.merged(build.fleet(tables.platform), fleet_file.read(beside / output.fleet)),
        fleet_file=beside / output.fleet,
        rules=build.rules(tables.rule),
        severity=severity(tables.severity),
        audiences=build.audiences(tables),
        output=beside / output.folder,
        database=_from(environ, output.database_env) if output.database_env else beside / output.database,
        templates=tuple(beside / folder for folder in output.templates),
        base_url=output.base_url.rstrip("/"),
        write_quiet_nights=output.quiet_nights == "line",
        time_zone=output.time_zone,
        language=output.language,
        limits=_limits(tables.network),
        pages_a_night=tables.network.pages_a_night,
        processes=tables.reading.processes,
        user_agent=_user_agent(tables.network.contact),
        proxy=_proxy(tables.network, environ),
        subscriptions=build.subscriptions(tables.subscription),
        owners=build.owners(tables.owner),
        mail=tables.mail,
        graph=graph,
        unread=unread,
        outbox=beside / "outbox",
        watch=tables.watch,
        metrics=beside / tables.watch.metrics if tables.watch.metrics else None,
        retention=tables.retention,
        secrets={name: environ[name] for name in build.variables(tables) if environ.get(name)},
    )


def _limits(table: NetworkTable) -> Limits:
    return Limits(
        connect=table.connect_seconds,
        read=table.read_seconds,
        total=table.total_seconds,
        wire_bytes=int(table.max_wire_mb * MEGABYTE),
        body_bytes=int(table.max_body_mb * MEGABYTE),
        redirects=table.redirects,
        per_host=table.per_host,
    )


def _proxy(table: NetworkTable, environ: Mapping[str, str]) -> Proxy | None:
    if not table.proxy:
        return None
    variable = table.proxy_authorization_env
    return proxy(table.proxy, _from(environ, variable, "proxy_authorization_env") if variable else "")


def _user_agent(contact: str) -> str:
    return f"omfeed/{__version__} ({contact})" if contact else f"omfeed/{__version__}"


def _from(environ: Mapping[str, str], variable: str, named_by: str = "database_env") -> str:
    """The value of a variable that the file names."""
    if not environ.get(variable):
        raise ConfigError(
            f"The environment variable {variable}, named by {named_by}, is not set.",
            hint="Set it for the user that runs omfeed.",
        )
    return environ[variable]


def _findings(error: ValidationError, text: str, whole: type) -> tuple[Fault, ...]:
    return faults(error.errors(include_url=False), text, lambda place: names_at(whole, place))


def _unique(found: Iterable[Fault]) -> list[Fault]:
    """One fault a place: what two checks found in the same words or the same key is told once."""
    return list({fault.place: fault for fault in reversed(list(found))}.values())


@cache
def _omfeed() -> SchemaValidator:
    return validator(Omfeed)


@cache
def _catalogue() -> SchemaValidator:
    return validator(Catalogue)
