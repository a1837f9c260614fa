"""What vendors show in a simulated year: histories of bodies, each spread over the year, and pages of our own making.

A history is a row of successive bodies of one source. Captured ones are used where they lie beside the checkout, their
dates moved to the year that is simulated; otherwise, and in the short form, pages and feeds are made here that grow,
are edited, lose entries and carry dates.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from tests.kit.learn import Page

CORPUS: Final = Path(__file__).resolve().parents[3] / "shared" / "corpus"
HISTORIES: Final = (
    ("intune-whats-new/2018", "learn-markdown", "intune", "released"),
    ("intune-whats-new/2020", "learn-markdown", "", ""),
    ("intune-in-development/2020", "learn-markdown", "intune", "development"),
    ("edge-stable-relnotes", "learn-markdown", "edge", "released"),
    ("edge-security-relnotes", "learn-markdown", "edge", "released"),
    ("edge-mobile-relnotes", "learn-markdown", "", ""),
    ("windows-message-center", "feed", "", ""),
    ("sofa-rss", "feed", "apple", "released"),
    ("sofa-ios", "sofa", "apple", "released"),
    ("sofa-macos", "sofa", "apple", "released"),
    ("sofa-v2-ios", "sofa", "", ""),
    ("sofa-v2-macos", "sofa", "", ""),
    ("apple-gdmf", "apple-pmv", "", ""),
    ("m365-message-center", "graph-messages", "", ""),
    ("cisa-kev", "cisa-kev", "", ""),
    ("chromeos-dash", "chromeos-dash", "", ""),
    ("chromeos-dash-flex", "chromeos-dash", "", ""),
    ("endoflife-android-product", "endoflife", "", ""),
    ("endoflife-ios", "endoflife", "", ""),
    ("endoflife-ipados", "endoflife", "", ""),
    ("endoflife-macos", "endoflife", "", ""),
    ("endoflife-rhel", "endoflife", "", ""),
    ("endoflife-samsung-mobile", "endoflife", "", ""),
    ("endoflife-surface", "endoflife", "", ""),
    ("endoflife-ubuntu", "endoflife", "", ""),
    ("endoflife-visionos", "endoflife", "", ""),
    ("endoflife-windows-product", "endoflife", "", ""),
    ("endoflife-windows-server-product", "endoflife", "", ""),
)
"""Folder of captured bodies, the collector that reads them, and the family and stage of the source."""
WALL: Final = (
    b"<!doctype html><html><head><title>Before you continue</title></head><body><main><h1>Before you continue</h1>"
    b"<p>We use cookies and data to deliver and maintain our services.</p></main></body></html>"
)
"""What a page shows whose site asks for consent first."""
QUIET_EVERY: Final = 30
"""One night in so many no vendor publishes anything."""
_PLATFORMS: Final = ("iOS/iPadOS", "Windows", "macOS", "Android")
_SHOWN: Final = 24
"""Entries that a page of our own making shows at once."""


@dataclass(frozen=True, slots=True)
class History:
    """One source's year."""

    id: str
    collector: str
    count: int
    """How many bodies there are."""
    body: Callable[[int], bytes]
    """The body of a number."""
    family: str = ""
    stage: str = ""
    media_type: str = "text/html; charset=utf-8"
    phase: float = 0.0
    """When within a step it shows its next body, from 0 to 1: not all vendors publish on one day."""

    def shown(self, night: int, nights: int) -> int:
        """The number of the body it shows on a night."""
        return min(self.count - 1, int(night * self.count / nights + self.phase))


def is_quiet(night: int) -> bool:
    """Whether no vendor publishes anything on the night of that number."""
    return night % QUIET_EVERY == QUIET_EVERY // 2


def captured(first: date) -> list[History]:
    """The captured histories, their dates moved to a year; empty where none lie beside the checkout."""
    found = []
    for number, (name, collector, family, stage) in enumerate(HISTORIES):
        folder = CORPUS / name
        if not folder.is_dir():
            continue
        paths = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name != "MANIFEST.tsv"]
        found.append(
            History(
                id=name.replace("/", "-"),
                collector=collector,
                count=len(paths),
                body=cache(_reader(paths, first)),
                family=family,
                stage=stage,
                media_type=_media_type(paths[0].name),
                phase=number * 0.37 % 1,
            )
        )
    return found


def made(first: date, bodies: int, *, pages: int = 6, feeds: int = 4) -> list[History]:
    """Histories of our own making: pages of Learn and feeds, which differ in what they tell and when."""

    def page(number: int) -> History:
        write = cache(lambda revision: _page(number, revision, first).html())
        stage = "development" if number == 1 else "released"
        return History(f"page-{number}", "learn-html", bodies, write, f"family-{number // 3}", stage, phase=number / 7)

    def feed(number: int) -> History:
        write = cache(lambda revision: _feed(number, revision, first))
        return History(f"feed-{number}", "feed", bodies, write, media_type="application/rss+xml", phase=number / 5)

    return [*(page(number) for number in range(pages)), *(feed(number) for number in range(feeds))]


def _reader(paths: Sequence[Path], first: date) -> Callable[[int], bytes]:
    dated = re.search(r"(20\d\d)-\d\d-\d\d", paths[0].name)
    moved = first.year - int(dated[1]) if dated else 0

    def body(number: int) -> bytes:
        data = paths[number].read_bytes()
        data = gzip.decompress(data) if paths[number].suffix == ".gz" else data
        return re.sub(rb"(?<!\d)20[12]\d(?!\d)", lambda found: b"%d" % (int(found[0]) + moved), data)

    return body


def _media_type(name: str) -> str:
    endings = {"json": "application/json", "xml": "application/xml", "html": "text/html; charset=utf-8"}
    return endings.get(name.removesuffix(".gz").rpartition(".")[2], "text/markdown; charset=utf-8")


def _matter(source: str, number: int, revision: int) -> tuple[str, str]:
    """Title and words of the matter of that number; every third is edited once, four bodies after it came."""
    title = f"Setting {number} of {source} governs how devices renew"
    words = f"The setting {number} lets admins choose when a device of {source} renews its certificate."
    if number % 3 == 0 and revision >= number + 4:
        words += f" Update the app before December {1 + number % 28}, 2028, or devices stop checking in."
    return title, words


def _numbers(revision: int) -> Iterator[int]:
    """The matters that a body shows: the newest, less one that was withdrawn."""
    for number in range(max(0, revision + 6 - _SHOWN), revision + 6):
        if not (number % 11 == 5 and revision >= number + 3):
            yield number


def _page(source: int, revision: int, first: date) -> Page:
    page = Page(title=f"What's new in product {source}")
    for number in sorted(_numbers(revision), reverse=True):
        week = first + timedelta(days=7 * (number // 4) - 42)
        title, words = _matter(f"product {source}", number, revision)
        group = page.week(f"{week:%B} {week.day}, {week.year}").category("Device configuration")
        group.item(title, words, applies_to=_PLATFORMS[(source + number) % len(_PLATFORMS)])
    return page


def _feed(source: int, revision: int, first: date) -> bytes:
    items = []
    for number in sorted(_numbers(revision), reverse=True):
        title, words = _matter(f"client {source}", number, revision)
        day = first + timedelta(days=2 * number - 12)
        items.append(
            f"<item><title>{title}</title><guid isPermaLink='false'>{source}-{number}</guid>"
            f"<link>https://vendor.example/{source}/{number}</link><description>{words}</description>"
            f"<pubDate>{day:%a, %d %b %Y} 10:00:00 +0000</pubDate></item>"
        )
    text = f"<rss version='2.0'><channel><title>Client {source}</title>{''.join(items)}</channel></rss>"
    return text.encode()
