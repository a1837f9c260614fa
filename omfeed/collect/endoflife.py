"""Reads what endoflife.date knows of a product: its releases and when their support ends.

Four forms are read: the API of version 1 (``result.releases``), the older API (a list of cycles), and two forms of the
project's own data, the automatic ``releases``/``versions`` JSON and the Markdown of a product with its front matter.
One entry for each release. An end may be a date, or only the word that it has come (``true``). The latest version of a
release moves every few weeks and is told by other sources; it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from omfeed.collect import charset as charsets
from omfeed.collect import options
from omfeed.collect.moments import day
from omfeed.collect.shapes import Record, load, records
from omfeed.collect.writing import entry, line, listing
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the name of the release, without the words of the product"

_ITEM: Final = re.compile(r"^(\s*)-\s+(releaseCycle\s*:.*)$")
_FIELD: Final = re.compile(r"^\s+([A-Za-z]+)\s*:\s*(.*?)\s*$")
_COMMENT: Final = re.compile(r"\s+#.*$")
_LONGEST_LINE: Final = 2_000
"""Characters of a line of such a file; longer ones are none."""
_TOP: Final = re.compile(r"^([A-Za-z]+)\s*:\s*(.*?)\s*$")
_DEVICES: Final = re.compile(r"\b(?:pixel|samsung|surface|iphone|ipad)\b", re.IGNORECASE)
_PLATFORMS: Final = {
    "windows": "Windows",
    "windows-server": "Windows",
    "surface": "Windows",
    "ios": "iOS",
    "ipados": "iPadOS",
    "macos": "macOS",
    "tvos": "tvOS",
    "watchos": "watchOS",
    "visionos": "visionOS",
    "android": "Android",
    "pixel": "Android",
    "samsung-mobile": "Android",
    "ubuntu": "Linux",
    "rhel": "Linux",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release (cycle) of a product, dates as ISO dates; an end may be the word “ended”."""

    name: str
    label: str = ""
    released: str = ""
    support: str = ""
    """When active support ends."""
    security: str = ""
    """When security updates end."""
    extended: str = ""
    """When paid, extended updates end."""
    link: str = ""


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The releases of the product as entries, in the order of the document.

    Raises:
        ParseError: the body is none of the four forms, or names no release.
    """
    text = charsets.decode(body, charset).lstrip("\ufeff")
    if text.lstrip().startswith("---"):
        product, releases = _markdown(text)
    else:
        product, releases = _json(load(text))
    if not releases:
        raise ParseError("No release of a product is in the body.", hint=f"Look at {source.url}.")
    product = source.options.get("product") or product or source.title
    made: dict[str, Entry] = {}
    for release in releases:
        if options.wanted(source, release.name, release.label):
            one = _entry(release, product, source, len(made))
            made.setdefault(one.key, one)
    return Parsed(
        entries=tuple(made.values()),
        window=options.window(source, Window.COMPLETE),
        title=product,
        language="en",
    )


def _entry(release: Release, product: str, source: Source, place: int) -> Entry:
    label = release.label or release.name
    slug = source.url.rstrip("/").rpartition("/")[2].removesuffix(".json")
    platform = _PLATFORMS.get(slug) or _PLATFORMS.get(product.casefold().replace(" ", "-"))
    return entry(
        title=_joined(product, label),
        html=listing(
            [
                ("Released", release.released),
                ("Active support ends", release.support),
                ("Security updates end", release.security),
                ("Extended updates end", release.extended),
            ]
        ),
        key=_key(release.name, product),
        url=release.link or f"https://endoflife.date/{slug}",
        published=release.released,
        place=place,
        facts={
            "product": product,
            # The releases of a device maker are devices, not versions.
            "version": "" if _DEVICES.search(product) else _key(release.name, product),
            "released": release.released,
            "support_end": day(release.support) or day(release.security),
            "security_end": day(release.security),
            "platforms": (platform,) if platform else (),
        },
    )


def _key(name: str, product: str) -> str:
    """The name of a release as it stays when its spelling changes, as that of whole products did in 2023 and 2024.

    “Windows 11, version 22H2 (E)” and “11-22h2-e” are one.
    """
    words = [word for word in re.split(r"[^a-z0-9.+]+", name.casefold()) if word]
    known = {*product.casefold().split(), "version"}
    return "-".join(word for word in words if word not in known) or name


def _joined(product: str, label: str) -> str:
    """Product and label without what both say: Google Pixel and Pixel 9a are “Google Pixel 9a”."""
    words = product.split()
    for shared in range(len(words), 0, -1):
        if label.casefold().startswith(" ".join(words[-shared:]).casefold()):
            return " ".join([*words[:-shared], label])
    return f"{product} {label}"


def _end(value: str) -> str:
    """An end as an ISO date, “ended” where only that is known, empty where support goes on or nothing is known."""
    return day(value) or ("ended" if value.strip().casefold() == "true" else "")


def _json(value: object) -> tuple[str, tuple[Release, ...]]:
    if isinstance(value, list):
        return "", tuple(_cycle(one) for one in records(value) if one.line("cycle"))
    top = Record(value) if isinstance(value, Mapping) else Record({})
    if "result" in top:
        result = top.record("result")
        found = tuple(_cycle(one) for one in result.records("releases") if one.line("name"))
        return result.line("label") or result.line("name"), found
    if "cycle" in top:
        return "", (_cycle(top),)
    return "", tuple(_data(top))


def _cycle(one: Record) -> Release:
    """A release of either API."""
    return Release(
        name=one.line("name", "cycle"),
        label=one.line("label", "releaseLabel"),
        released=day(one.text("releaseDate")),
        support=_end(one.text("eoasFrom", "support") or one.text("isEoas")),
        security=_end(one.text("eolFrom", "eol") or one.text("isEol")),
        extended=_end(one.text("eoesFrom", "extendedSupport")),
        link=one.line("link"),
    )


def _data(top: Record) -> Iterator[Release]:
    """The project's own data: ``releases`` by name where the ends are known, else ``versions`` with a date each."""
    named = [Record(value) for value in top.record("releases").values() if isinstance(value, Mapping)]
    # Some products name their releases without a date and tell the dates by version.
    named = [one for one in named if any(name in one for name in ("eol", "eoas", "releaseDate"))]
    for one in named:
        yield Release(
            name=one.line("name"),
            released=day(one.text("releaseDate")),
            support=_end(one.text("eoas", "support")),
            security=_end(one.text("eol")),
            extended=_end(one.text("eoes")),
            link=one.line("link"),
        )
    if not named:
        for value in top.record("versions").values():
            one = Record(value) if isinstance(value, Mapping) else Record({})
            if one.line("name"):
                yield Release(name=one.line("name"), released=day(one.text("date")))


def _markdown(text: str) -> tuple[str, tuple[Release, ...]]:
    """The front matter of a product page: plain scalars in a list of mappings, the only YAML that it holds there."""
    head = text.lstrip().removeprefix("---").partition("\n---")[0]
    title, cycles = "", list[dict[str, str]]()
    indent = ""
    for written in head.splitlines():
        if len(written) > _LONGEST_LINE:
            continue
        if item := _ITEM.match(written):
            indent = item[1]
            cycles.append({})
            written = f"{indent}  {item[2]}"
        elif (top := _TOP.match(written)) and not cycles:
            title = _scalar(top[2]) if top[1] == "title" else title
        if cycles and (named := _FIELD.match(written)):
            cycles[-1].setdefault(named[1], _scalar(named[2]))
    return title, tuple(_written(one) for one in cycles if one.get("releaseCycle"))


def _scalar(text: str) -> str:
    text = text.strip()
    if text[:1] in {'"', "'"} and (end := text.find(text[0], 1)) > 0:
        return line(text[1:end])
    return "" if text in {"null", "~"} else line(_COMMENT.sub("", text))


def _written(one: Mapping[str, str]) -> Release:
    name = one["releaseCycle"]
    return Release(
        name=name,
        label=_label(one, name),
        released=day(one.get("releaseDate", "")),
        support=_end(one.get("eoas") or one.get("support", "")),
        security=_end(one.get("eol", "")),
        extended=_end(one.get("eoes") or one.get("extendedSupport", "")),
        link=one.get("link", "") if one.get("link", "").startswith("https://") else "",
    )


def _label(one: Mapping[str, str], name: str) -> str:
    label = one.get("releaseLabel", "")
    return label.replace("__RELEASE_CYCLE__", name).replace("__CODENAME__", one.get("codename", ""))
