"""Reads a month of the Microsoft security update guide as one entry: how much is fixed, and what is exploited.

The document is issued anew all month and names hundreds of CVEs; this tells what a reader of a digest acts on. Entry by
entry it is read by ``msrc-cvrf``, whose options ``only`` and ``skip`` (over product names) are this one's, too.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Final

from omfeed.collect import msrc_cvrf
from omfeed.collect.writing import by_number, counted, entry, paragraphs
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the month, as in the address"

_RANKS: Final = ("Critical", "Important", "Moderate", "Low")
_DISCLOSED: Final = "publicly disclosed"


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The month as one entry.

    Raises:
        ParseError: the body is no such document, or names no CVE at all.
    """
    month = msrc_cvrf.parse(body, source, charset=charset)
    chosen = bool({"only", "skip"} & set(source.options))
    exploited = [one for one in month.entries if one.facts.get("exploited")]
    disclosed = [one for one in month.entries if one not in exploited and _DISCLOSED in _tags(one)]
    systems = sorted({str(name) for one in month.entries for name in _listed(one, "platforms")})
    made = entry(
        title=month.title or "Security updates of a month",
        html=paragraphs(_summary(month.entries, "the products watched" if chosen else ""))
        + _told("Exploited", exploited)
        + _told("Publicly disclosed, not exploited", disclosed),
        key=source.url.rstrip("/").rpartition("/")[2],
        url=source.url,
        language="en",
        facts={
            "cve_count": len(month.entries),
            "exploited": bool(exploited) or None,
            "exploited_cves": by_number(one.key for one in exploited),
            "platforms": tuple(systems),
        },
    )
    return Parsed(entries=(made,), window=Window.COMPLETE, title=month.title, language="en")


def _summary(found: tuple[Entry, ...], products: str) -> str:
    of = f" of {products}" if products else ""
    if not found:
        return f"It names no vulnerability{of} yet."
    severities = Counter(str(one.facts.get("source_severity", "")) for one in found)
    rated = [f"{severities[rank]} {rank.lower()}" for rank in _RANKS if severities[rank]]
    what = counted(len(found), "vulnerability", "vulnerabilities")
    return f"It fixes {what}{of} ({', '.join(rated)})." if rated else f"It fixes {what}{of}."


def _told(label: str, found: list[Entry]) -> str:
    items = "".join(f"<li>{escape(one.title, quote=False)}</li>" for one in found)
    return f"<p><strong>{label}:</strong></p><ul>{items}</ul>" if items else ""


def _tags(one: Entry) -> tuple[object, ...]:
    return _listed(one, "tags")


def _listed(one: Entry, name: str) -> tuple[object, ...]:
    value = one.facts.get(name, ())
    return tuple(value) if isinstance(value, tuple) else (value,)
