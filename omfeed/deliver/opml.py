"""Writes and reads OPML: the list of our sources for other readers, and other readers' lists for us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from omfeed.errors import ConfigError
from omfeed.model import Source
from omfeed.text.visible import visible

_FEEDS = frozenset({"feed", "rss", "atom", "jsonfeed"})
_MOST_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed that an OPML file names."""

    title: str
    url: str
    home_url: str = ""


def write(sources: Sequence[Source], *, title: str = "omfeed") -> bytes:
    """The sources that are on as OPML 2.0: feeds as subscriptions, pages as links."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{escape(title)}</title></head>",
        "  <body>",
        *(f"    {_outline(source)}" for source in sources if source.enabled),
        "  </body>",
        "</opml>",
    ]
    return ("\n".join(lines) + "\n").encode()


def read(body: bytes, *, where: str = "The file") -> tuple[Outline, ...]:
    """The feeds that an OPML file names, each address once, in its order.

    Raises:
        ConfigError: it is no OPML.
    """
    from lxml import etree

    if len(body) > _MOST_BYTES:
        raise ConfigError(f"{where} is larger than a list of feeds can be.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ConfigError(f"{where} is not OPML: {error}.", hint="Export it again from the other reader.") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        # They are written out within attributes whatever the parser is told, and no list of feeds needs them.
        raise ConfigError(f"{where} declares entities, which no OPML needs.", hint="Export it again.")
    if root.tag != "opml":
        raise ConfigError(f"{where} is not OPML: it begins with <{visible(str(root.tag))[:40]}>.")
    found: dict[str, Outline] = {}
    for element in root.iter("outline"):
        url = str(element.get("xmlUrl") or "").strip()
        if url.startswith(("https://", "http://")):
            title = visible(" ".join(str(element.get("title") or element.get("text") or url).split()))
            home = str(element.get("htmlUrl") or "").strip()
            found.setdefault(url, Outline(title=title, url=url, home_url=home))
    return tuple(found.values())


def _outline(source: Source) -> str:
    names = f"text={quoteattr(source.title)} title={quoteattr(source.title)}"
    if source.collector in _FEEDS:
        return f'<outline type="rss" {names} xmlUrl={quoteattr(source.url)}/>'
    return f'<outline type="link" {names} url={quoteattr(source.url)}/>'
