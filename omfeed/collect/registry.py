"""Finds a collector by its name: one table of ours, and an entry-point group for collectors of others.

A collector is a module (or any object) with ``VERSION`` and ``parse``. Its module is imported on first use only, since
parsers are heavy and most nights change few bodies. A new format of ours is one module and one row in ``COLLECTORS``; a
package of somebody else's offers its own under the entry-point group ``omfeed.collectors``. Our names always mean our
modules: an outside collector under one of them is never loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from omfeed.errors import ConfigError
from omfeed.model import Parsed, Source

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "omfeed.collectors"
"""Entry-point group under which other packages offer collectors."""

COLLECTORS: Final[Mapping[str, str]] = {
    "learn-html": "omfeed.collect.learn_html",
    "learn-markdown": "omfeed.collect.learn_markdown",
    "page": "omfeed.collect.learn_html",
    "feed": "omfeed.collect.feeds",
    "rss": "omfeed.collect.feeds",
    "atom": "omfeed.collect.feeds",
    "jsonfeed": "omfeed.collect.jsonfeed",
    "table": "omfeed.collect.tables",
    "json-rows": "omfeed.collect.json_rows",
    "sofa": "omfeed.collect.sofa",
    "graph-messages": "omfeed.collect.graph_messages",
    "graph-issues": "omfeed.collect.graph_issues",
    "graph-health": "omfeed.collect.graph_health",
    "graph-expiry": "omfeed.collect.graph_expiry",
    "graph-protection": "omfeed.collect.graph_protection",
    "m365-roadmap": "omfeed.collect.m365_roadmap",
    "apple-security": "omfeed.collect.apple_security",
    "apple-advisory": "omfeed.collect.apple_advisory",
    "apple-enterprise": "omfeed.collect.apple_enterprise",
    "apple-pmv": "omfeed.collect.apple_pmv",
    "apple-status": "omfeed.collect.apple_status",
    "cisa-kev": "omfeed.collect.cisa_kev",
    "chromeos-dash": "omfeed.collect.chromeos_dash",
    "android-bulletin": "omfeed.collect.android_bulletin",
    "deb-packages": "omfeed.collect.deb_packages",
    "endoflife": "omfeed.collect.endoflife",
    "samsung-smr": "omfeed.collect.samsung_smr",
    "ubuntu-notices": "omfeed.collect.ubuntu_notices",
    "redhat-csaf": "omfeed.collect.redhat_csaf",
    "msrc-cvrf": "omfeed.collect.msrc_cvrf",
    "msrc-summary": "omfeed.collect.msrc_summary",
    "windows-message-center": "omfeed.collect.windows_message_center",
    "windows-known-issues": "omfeed.collect.windows_known_issues",
    "windows-release-info": "omfeed.collect.windows_release_info",
    "windows-servicing-toc": "omfeed.collect.windows_servicing_toc",
    "windows-kb": "omfeed.collect.windows_kb",
}
"""Name of each collector of ours, and the module that it is."""

_PAGES: Final = frozenset(
    {
        "android-bulletin",
        "apple-advisory",
        "apple-enterprise",
        "apple-security",
        "learn-html",
        "page",
        "samsung-smr",
        "table",
        "windows-kb",
        "windows-known-issues",
        "windows-message-center",
        "windows-release-info",
    }
)
"""Those that read pages made for people; all others read what publishers offer to programs."""


class Collector(Protocol):
    """How one format is read. A module with these two names is a collector.

    One that also has ``STABLE_ID`` says in words on what the identity of an entry rests, with ``{key}`` for the option
    of that name; see ``stable_id``.
    """

    VERSION: int
    """Counts up when the same body is understood differently; stored bodies are then read again."""

    def parse(self, body: bytes, source: Source, *, charset: str = "") -> Parsed:
        """The entries of a body; pure.

        Args:
            body: the bytes as fetched, decoded of transfer and content encodings.
            source: the source they came from; its address resolves relative links.
            charset: character set that the transport declared, or empty.

        Raises:
            ParseError: the body is not of this collector's format; nothing else is ever raised.
        """
        ...


def reads_pages(name: str) -> bool:
    """Whether a collector reads pages made for people; of one that is not ours that is assumed."""
    return name in _PAGES or name not in COLLECTORS


def names() -> tuple[str, ...]:
    """The names of all collectors, ours and others', in alphabetical order."""
    return tuple(sorted({*COLLECTORS, *_offered()}))


def known(name: str) -> bool:
    """Whether there is a collector of that name; imports none."""
    return name in COLLECTORS or name in _offered()


def check(name: str) -> None:
    """Does nothing when there is a collector of that name; imports none.

    Raises:
        ConfigError: there is none; the message lists the nearest names.
    """
    if not known(name):
        raise _unknown(name)


@cache
def load(name: str) -> Collector:
    """The collector of that name, its module imported on first use.

    Raises:
        ConfigError: there is none (the nearest names are listed), two packages offer the same name, or the one that
            offers it cannot be imported or is no collector.
    """
    if name in COLLECTORS:
        return cast(Collector, import_module(COLLECTORS[name]))
    offers = _offered().get(name, ())
    if not offers:
        raise _unknown(name)
    if len(offers) > 1:
        both = ", ".join(offer.value for offer in offers)
        raise ConfigError(
            f"The collector “{name}” is offered more than once ({both}).",
            hint="Uninstall all but one of the packages that offer it.",
        )
    try:
        collector = offers[0].load()
    except Exception as error:
        raise ConfigError(
            f"The collector “{name}” ({offers[0].value}) cannot be imported: {error!r}.",
            hint="Update or uninstall the package that offers it.",
        ) from error
    if not isinstance(getattr(collector, "VERSION", None), int) or not callable(getattr(collector, "parse", None)):
        raise ConfigError(
            f"“{name}” ({offers[0].value}) is no collector: it lacks VERSION (a whole number) or parse.",
            hint="Ask the package's author; the contract is omfeed.collect.registry.Collector.",
        )
    return cast(Collector, collector)


def stable_id(source: Source) -> str:
    """On what the identity of an entry of a source rests, in words; empty where its collector does not say.

    Imports the collector.

    Raises:
        ConfigError: the collector cannot be had, as for ``load``.
    """
    said = str(getattr(load(source.collector), "STABLE_ID", ""))
    return said.replace("{key}", source.options.get("key", ""))


def trouble(source: Source) -> ConfigError | None:
    """Why a source cannot be read at all: a package with a collector of its own that is gone or broken; or none."""
    try:
        for name in (source.collector, source.follow):
            if name and name not in COLLECTORS:
                load(name)
    except ConfigError as error:
        return error
    return None


@cache
def _offered() -> Mapping[str, tuple[EntryPoint, ...]]:
    # Imported late: reading the installed packages costs more than a whole unchanged night may.
    from importlib.metadata import entry_points

    offers: dict[str, tuple[EntryPoint, ...]] = {}
    for offer in entry_points(group=GROUP):
        if offer.name not in COLLECTORS and offer not in offers.get(offer.name, ()):
            offers[offer.name] = (*offers.get(offer.name, ()), offer)
    return offers


def _unknown(name: str) -> ConfigError:
    from difflib import get_close_matches

    near = get_close_matches(name, names(), n=3, cutoff=0.6)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(names())}."
    return ConfigError(f"There is no collector “{name}”.", hint=hint)
