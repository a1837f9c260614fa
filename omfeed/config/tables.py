"""Every table and key of omfeed.toml and sources.toml: the one place where an option is named, typed and explained.

A key added here is validated, suggested for misspellings and demanded of the reference page (docs/configuration.md) by
a test. What a key means for a run is settled in ``omfeed.config.build``.
"""

from __future__ import annotations

# ruff: noqa: RUF009 - key() and required() make dataclass fields, as dataclasses.field does
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from omfeed.config.care import RetentionTable, WatchTable
from omfeed.config.checks import CONTACT_FORM, locale_fault, proxy_fault, source_url_fault, url_fault
from omfeed.config.graph import GraphTable, graph_fault
from omfeed.config.keys import (
    FLAG,
    TEXT,
    VARIABLE,
    checked,
    choice,
    key,
    many,
    mapping,
    number,
    one_of,
    required,
    table,
    text,
    whole,
)
from omfeed.config.mailing import (
    ENROLMENT,
    LANGUAGE,
    NATURES,
    PHRASES,
    PLATFORMS,
    SOURCE_ID,
    TIME_ZONE,
    WORDS,
    MailTable,
    OwnerBlock,
    SubscriptionBlock,
    mail_fault,
    subscription_fault,
)
from omfeed.config.weights import SeverityBlock, severity_fault
from omfeed.config.words import listed, unknown
from omfeed.model import Audience, Nature, Platform, RuleAction, Severity
from omfeed.net.request import Limits
from omfeed.text.counting import counted

ADDRESS: Final = checked(
    text("address that begins with https://, http:// or file:", pattern=r"^(https?://|file:)\S+$"), source_url_fault
)
WEB_ADDRESS: Final = checked(text("address that begins with https:// or http://", pattern=r"^https?://\S+$"), url_fault)
LOCALE: Final = checked(text('locale such as "ko-kr"'), locale_fault)
_RESERVED: Final = frozenset({"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))})
DAYS: Final = number("days, above 0", above=0, most=3660)
LOOK_BACK: Final = whole("whole days, 0 or more", least=0, most=3660)
COUNT: Final = whole("whole number, 0 or more", least=0)
SECONDS: Final = number("seconds, above 0", above=0, most=3600)
MEGABYTES: Final = number("megabytes, above 0", above=0, most=2048)
HOST: Final = text("name of a host", pattern=r"^[a-z0-9.-]+$")
PAGE_ADDRESS: Final = text("address that begins with https:// or http://", pattern=r"^https?://\S+$")
MORE: Final = text("address, or names parted by dots", pattern=r"^\S+$")
PAGES_BY: Final = text('name of a collector, or "off"', pattern=r"^[a-z0-9-]+$")
CONTACT: Final = text("mail address or page", pattern=CONTACT_FORM)
PROXY: Final = checked(text("address of a proxy, http://host:port", pattern=r"^http://\S+$"), proxy_fault)
_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBlock:
    """``[[source]]`` of the catalogue and ``[[sources]]`` of omfeed.toml: one address that is watched."""

    id: str = required(str, SOURCE_ID, "Short stable name; digests, file names and `[source.<id>]` use it.")
    title: str = required(str, TEXT, "Name that people read.")
    url: str = required(
        str,
        ADDRESS,
        "Where it is fetched; may name its month by `{year}-{month:02}`. `file:` needs `allow_file`.",
    )
    collector: str = required(str, TEXT, "How it is read, such as `learn-html` or `feed`.")
    page: str = key(WEB_ADDRESS, "", "Where a person reads it, when that is another address than `url`.")
    vendor: str = key(TEXT, "", "Who publishes it.")
    platforms: tuple[Platform, ...] = key(PLATFORMS, (), "What an entry concerns that names no platform itself.")
    locale: str = key(LOCALE, "en-us", "Language and country of the page, as in its address.")
    cadence_days: float = key(DAYS, 7.0, "How often something new usually appears; silence far beyond it is told.")
    look_back_days: int = key(LOOK_BACK, 14, "On the first night, entries dated within so many days are announced.")
    enabled: bool = key(FLAG, True, "Whether it is watched.")
    allow_private: bool = key(FLAG, False, "Allow a private or loopback address.")
    allow_file: bool = key(FLAG, False, "Allow a `file:` address.")
    robots: bool = key(FLAG, True, "Heed its site's robots.txt, where it is a page.")
    time_zone: str = key(TIME_ZONE, "UTC", "Zone in which it writes its times.")
    nature: Nature | None = key(one_of(Nature), None, "Nature of its entries unless their words say otherwise.")
    stage: str = key(choice("development", "released", "archive"), "", "Where in a story's life it speaks.")
    family: str = key(TEXT, "", "Sources of one family hand entries on to each other.")
    options: Mapping[str, str] = key(mapping(TEXT, TEXT, "table of texts"), {}, "Settings of its collector.")
    follow: str = key(TEXT, "", "Collector that reads the page of each entry, which tells more of it.")
    follow_url: str = key(
        PAGE_ADDRESS, "", "Where an entry's page is, with `{key}` in it, when that is not the entry's own address."
    )
    follow_hosts: tuple[str, ...] = key(many(HOST), (), "Hosts besides its own on which its pages may lie.")
    follow_days: int = key(LOOK_BACK, 30, "For so many days an entry's page is asked whether it changed.")
    follow_newest: int = key(COUNT, 3, "Pages of so many newest entries are read in any case.")
    more: str = key(
        MORE, "", "Where a list in parts goes on: an address with `{page}` or `{seen}`, or a place in its JSON."
    )
    notes: str = key(TEXT, "", "For whoever maintains the list.")
    licence: str = key(TEXT, "", "Under which licence its text stands.")


def source_fault(block: SourceBlock) -> str:
    """What is wrong with a source whose keys are right one by one, or nothing."""
    if block.id in _RESERVED:
        return f'id "{block.id}" cannot be a file name on Windows; choose another.'
    if block.url.startswith("file:") and not block.allow_file:
        return "a file: address needs allow_file = true beside it."
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The whole of sources.toml."""

    source: tuple[SourceBlock, ...] = key(many(table(SourceBlock, source_fault)), (), "The sources.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputTable:
    """``[output]``: where digests and history go."""

    folder: str = key(TEXT, "digests", "Folder of the digests and the site.")
    database: str = key(TEXT, "omfeed.db", "SQLite file with all history.")
    fleet: str = key(TEXT, "fleet.json", "File with the fleet's counts that `omfeed fleet import` writes.")
    database_env: str = key(VARIABLE, "", "Variable that holds a database URL; stands in place of `database`.")
    templates: tuple[str, ...] = key(
        many(TEXT, "list of folders"), (), "Folders of your templates; the first that has a file wins."
    )
    base_url: str = key(WEB_ADDRESS, "", "Where the folder is served on the web; used for links in mails.")
    quiet_nights: str = key(choice("line", "nothing"), "line", "A night without news: one line, or no digest at all.")
    time_zone: str = key(TIME_ZONE, "UTC", "Zone in which a night has its date.")
    language: str = key(LANGUAGE, "en", "Language of the digests; entries keep their own.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueTable:
    """``[catalogue]``: how the shipped list of sources is used."""

    enabled: bool = key(FLAG, True, "Whether the shipped sources are watched.")
    locale: str = key(LOCALE, "en-us", "Language of Microsoft Learn pages.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformBlock:
    """``[[platform]]``: devices we manage, alike in platform, enrolment and ownership."""

    name: Platform = required(Platform, one_of(Platform), "Platform; `ios` is iOS and iPadOS.")
    devices: int | None = key(COUNT, None, "How many devices; left out: unknown, never zero.")
    versions: Mapping[str, int] = key(
        mapping(text("OS version"), COUNT, "table of version = count"), {}, "How many devices run each OS version."
    )
    enrolment: str = key(ENROLMENT, "", "How these devices are enrolled.")
    ownership: str = key(choice("company", "personal"), "", "Whose they are.")


def platform_fault(block: PlatformBlock) -> str:
    """What is wrong with a platform whose keys are right one by one, or nothing."""
    known = sum(block.versions.values())
    if block.devices is not None and known > block.devices:
        versions = counted(known, "device")
        return f"versions count {versions} in all, and devices says {block.devices}; it must be at least as many."
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceTable:
    """``[audience.admin]``, ``[audience.helpdesk]``, ``[audience.stakeholder]``: what each digest holds."""

    enabled: bool = key(FLAG, True, "Whether this digest is written.")
    platforms: tuple[Platform, ...] = key(PLATFORMS, (), "Only these platforms, and what concerns the whole service.")
    enrolment: tuple[str, ...] = key(many(ENROLMENT), (), "Only these ways of enrolling, and what names none.")
    sources: tuple[str, ...] = key(many(SOURCE_ID), (), "Only these sources.")
    natures: tuple[Nature, ...] = key(NATURES, (), "Only these natures.")
    topics: tuple[str, ...] = key(WORDS, (), "Only these topics, such as `enrolment` or `company-portal`.")
    tags: tuple[str, ...] = key(WORDS, (), "Only what a rule of yours gave one of these tags.")
    words: tuple[str, ...] = key(PHRASES, (), "Only entries that hold one of these words or phrases.")
    minimum_severity: Severity = key(one_of(Severity), Severity.LOW, "Leave out what is less severe.")
    only_action_required: bool = key(FLAG, False, "Only what somebody must act on.")
    only_user_visible: bool = key(FLAG, False, "Only what people with managed devices will notice.")
    only_ours: bool = key(FLAG, False, "Leave out what is known to touch none of our devices.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceTables:
    """``[audience]``: one table for each audience."""

    admin: AudienceTable = key(table(AudienceTable), AudienceTable(), "The digest for admins.")
    helpdesk: AudienceTable = key(table(AudienceTable), AudienceTable(), "The digest for the helpdesk.")
    stakeholder: AudienceTable = key(table(AudienceTable), AudienceTable(), "The report for stakeholders.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """``[source.<id>]``: what is different here for one source of the catalogue."""

    enabled: bool | None = key(FLAG, None, "Whether it is watched.")
    url: str | None = key(ADDRESS, None, "Another address, such as a mirror.")
    title: str | None = key(TEXT, None, "Another name for people.")
    locale: str | None = key(LOCALE, None, "Another language of the same page.")
    platforms: tuple[Platform, ...] | None = key(PLATFORMS, None, "What an entry concerns that names no platform.")
    look_back_days: int | None = key(LOOK_BACK, None, "Entries dated within so many days are announced at first.")
    cadence_days: float | None = key(DAYS, None, "How often something new usually appears.")
    time_zone: str | None = key(TIME_ZONE, None, "Zone in which it writes its times.")
    allow_private: bool | None = key(FLAG, None, "Allow a private or loopback address.")
    robots: bool | None = key(FLAG, None, "Heed its site's robots.txt, where it is a page.")
    allow_file: bool | None = key(FLAG, None, "Allow a `file:` address.")
    options: Mapping[str, str] | None = key(mapping(TEXT, TEXT, "table of texts"), None, "Settings of its collector.")
    follow: str | None = key(PAGES_BY, None, "Collector that reads the page of each entry; `off`: no page is read.")
    follow_hosts: tuple[str, ...] | None = key(many(HOST), None, "Hosts besides its own on which its pages may lie.")
    follow_days: int | None = key(LOOK_BACK, None, "For so many days an entry's page is asked whether it changed.")
    follow_newest: int | None = key(COUNT, None, "Pages of so many newest entries are read in any case.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBlock:
    """``[[rule]]``: what is more or less important here."""

    name: str = required(str, TEXT, "Name shown beside what the rule did.")
    action: RuleAction = required(RuleAction, one_of(RuleAction), "What is done to the entries that fit.")
    value: str = key(TEXT, "", "A tag, an audience, or a severity to go to; raise and lower without it: one step.")
    sources: tuple[str, ...] = key(many(SOURCE_ID), (), "Fits entries of these sources.")
    platforms: tuple[Platform, ...] = key(PLATFORMS, (), "Fits entries that concern one of these platforms.")
    natures: tuple[Nature, ...] = key(NATURES, (), "Fits these natures.")
    sections: tuple[str, ...] = key(WORDS, (), "Fits entries under a heading that holds one of these texts.")
    words: tuple[str, ...] = key(PHRASES, (), "Fits entries that hold one of these words or phrases.")


def rule_fault(block: RuleBlock) -> str:
    """What is wrong with a rule whose keys are right one by one, or nothing."""
    if not (block.sources or block.platforms or block.natures or block.sections or block.words):
        return "a rule needs a condition: sources, platforms, natures, sections or words."
    allowed = _RULE_VALUES.get(block.action)
    if block.action is RuleAction.MUTE and block.value:
        return "mute takes no value; leave the key out."
    if block.action is RuleAction.TAG and not block.value:
        return "tag needs a value: the tag to set."
    if block.action is RuleAction.ROUTE and not block.value:
        return f"route needs a value: the audience, one of {listed(Audience)}."
    if allowed and block.value and block.value not in list(allowed):
        return unknown(block.value, allowed, what=f"{block.action} to")
    return ""


_RULE_VALUES: Final[Mapping[RuleAction, type[Audience] | type[Severity]]] = {
    RuleAction.RAISE: Severity,
    RuleAction.LOWER: Severity,
    RuleAction.ROUTE: Audience,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkTable:
    """``[network]``: how omfeed goes out. The defaults suit nearly everybody."""

    contact: str = key(CONTACT, "", "Mail address or page told to every server, so that its owner can reach you.")
    connect_seconds: float = key(SECONDS, _LIMITS.connect, "Most seconds for name, connection and TLS.")
    read_seconds: float = key(SECONDS, _LIMITS.read, "Most seconds of silence from a server.")
    total_seconds: float = key(SECONDS, _LIMITS.total, "Most seconds for one answer, repeated attempts included.")
    max_wire_mb: float = key(MEGABYTES, _LIMITS.wire_bytes / 1024**2, "Most megabytes as sent.")
    max_body_mb: float = key(MEGABYTES, _LIMITS.body_bytes / 1024**2, "Most megabytes when unpacked.")
    redirects: int = key(whole("whole number from 0 to 20", least=0, most=20), _LIMITS.redirects, "Most redirects.")
    per_host: int = key(
        whole("whole number from 1 to 16", least=1, most=16), _LIMITS.per_host, "Most requests at once to one host."
    )
    pages_a_night: int = key(
        whole("whole number from 0 to 1000", least=0, most=1000),
        20,
        "Most further pages asked of one source in a night, where its entries have pages or its list comes in parts.",
    )
    proxy: str = key(PROXY, "", "HTTP proxy for all but mail and what `allow_private` opens.")
    proxy_authorization_env: str = key(VARIABLE, "", "Variable that holds its `Proxy-Authorization`, as in `Basic …`.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingTable:
    """``[reading]``: how sources are read."""

    processes: int = key(
        whole("whole number from 0 to 16", least=0, most=16),
        0,
        "Processes beside omfeed's own when 40 sources or more are read for the first time; 0: one a core, 3 at most; "
        "1: none. Each takes 40 MB for feeds, up to 80 MB for pages.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Omfeed:
    """The whole of omfeed.toml."""

    output: OutputTable = key(table(OutputTable), OutputTable(), "Where digests and history go.")
    catalogue: CatalogueTable = key(table(CatalogueTable), CatalogueTable(), "How the shipped sources are used.")
    platform: tuple[PlatformBlock, ...] = key(many(table(PlatformBlock, platform_fault)), (), "The devices we manage.")
    audience: AudienceTables = key(table(AudienceTables), AudienceTables(), "What each digest holds.")
    source: Mapping[str, SourceTable] = key(
        mapping(SOURCE_ID, table(SourceTable), "table of [source.<id>]"), {}, "Differences for shipped sources."
    )
    sources: tuple[SourceBlock, ...] = key(many(table(SourceBlock, source_fault)), (), "Sources of your own.")
    rule: tuple[RuleBlock, ...] = key(many(table(RuleBlock, rule_fault)), (), "What is more or less important here.")
    severity: SeverityBlock = key(table(SeverityBlock, severity_fault), SeverityBlock(), "How severity is weighed.")
    network: NetworkTable = key(table(NetworkTable), NetworkTable(), "How omfeed goes out.")
    reading: ReadingTable = key(table(ReadingTable), ReadingTable(), "How sources are read.")
    mail: MailTable = key(table(MailTable, mail_fault), MailTable(), "How mail goes out.")
    graph: GraphTable = key(table(GraphTable, graph_fault), GraphTable(), "As which application Graph is read.")
    subscription: tuple[SubscriptionBlock, ...] = key(
        many(table(SubscriptionBlock, subscription_fault)), (), "Who gets what, how and when."
    )
    owner: tuple[OwnerBlock, ...] = key(many(table(OwnerBlock)), (), "Who looks after what.")
    watch: WatchTable = key(table(WatchTable), WatchTable(), "How others notice that a run did not happen.")
    retention: RetentionTable = key(table(RetentionTable), RetentionTable(), "For how long what is kept.")


TABLES: Final[Mapping[str, type]] = {
    "[output]": OutputTable,
    "[[platform]]": PlatformBlock,
    "[audience.<name>]": AudienceTable,
    "[[rule]]": RuleBlock,
    "[severity]": SeverityBlock,
    "[catalogue]": CatalogueTable,
    "[source.<id>]": SourceTable,
    "[[sources]]": SourceBlock,
    "[network]": NetworkTable,
    "[reading]": ReadingTable,
    "[mail]": MailTable,
    "[graph]": GraphTable,
    "[[subscription]]": SubscriptionBlock,
    "[[owner]]": OwnerBlock,
    "[watch]": WatchTable,
    "[retention]": RetentionTable,
}
"""The tables of omfeed.toml as the reference page lists them."""
