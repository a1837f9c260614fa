"""Independent ground truth for histories that carry ids: feeds and JSON lists, read with regular expressions and json.

It shares no code with the engine. A row is what a reader is told of one id; words alone count, in feeds without tags,
links and the order of attributes, in lists the fields that say something.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

Row = tuple[str, ...]
Rows = dict[str, Row]

ITEM = re.compile(r"<(item|entry)[ >].*?</\1>", re.DOTALL)
ID = re.compile(r"<(?:guid|id)[^>]*>(.*?)</(?:guid|id)>", re.DOTALL)
TOLD = re.compile(r"<(title|description|content|summary|content:encoded)(?: [^>]*)?>(.*?)</\1>", re.DOTALL)


def feed(body: bytes) -> Rows:
    """The items of an RSS or Atom feed by id."""
    rows: Rows = {}
    for found in ITEM.finditer(body.decode("utf-8-sig", "replace")):
        identity = ID.search(found[0])
        told = " ".join(_unwrapped(part[2]) for part in TOLD.finditer(found[0]))
        rows[_unwrapped(identity[1]).strip() if identity else told[:80]] = tuple(re.findall(r"\w+", told.lower()))
    return rows


def _unwrapped(text: str) -> str:
    text = re.sub(r"<!\[CDATA\[(.*?)\]\]>", lambda inner: html.escape(inner[1]), text, flags=re.DOTALL)
    for _ in range(2):
        text = html.unescape(re.sub(r"<[^<>]*>", " ", text))
    return re.sub(r"<[^<>]*>", " ", text)


def sofa(body: bytes) -> Rows:
    """The releases of a SOFA document by version."""
    document = json.loads(body)
    rows: Rows = {}
    if "XProtectPlistConfigData" in document:
        rows["XProtectPlistConfigData"] = (str(document["XProtectPlistConfigData"].get("com.apple.XProtect")),)
    for system in document["OSVersions"]:
        rows[system["Latest"]["ProductVersion"]] = ("announced",)
        for release in system.get("SecurityReleases", []):
            exploited = sorted(release.get("ActivelyExploitedCVEs") or [])
            rows[release["ProductVersion"]] = (
                str(release.get("UpdateName")), *sorted(release.get("CVEs") or {}), "exploited", *exploited
            )  # fmt: skip
    return rows


def messages(body: bytes) -> Rows:
    """Graph's service announcements by id."""
    return {
        row["id"]: tuple(re.findall(r"\w+", (row["title"] + " " + _unwrapped(row["body"]["content"])).lower()))
        for row in json.loads(body)["value"]
    }


def exploited(body: bytes) -> Rows:
    """CISA's catalogue by CVE."""
    return {row["cveID"]: tuple(str(value) for value in row.values()) for row in json.loads(body)["vulnerabilities"]}


READERS: Mapping[str, tuple[str, Callable[[bytes], Rows], Callable[[str], bool]]] = {
    "sofa-rss": ("rss", feed, lambda _name: True),
    "windows-message-center": ("atom", feed, lambda _name: True),
    "sofa-ios": ("sofa", sofa, lambda _name: True),
    "sofa-macos": ("sofa", sofa, lambda _name: True),
    "m365-message-center": ("graph-messages", messages, lambda name: name.endswith(".graph.json")),
    "cisa-kev": ("cisa-kev", exploited, lambda _name: True),
}
"""Folder to collector, reader of the truth, and which of its files belong to the history."""


def differences(before: Rows, after: Rows) -> dict[str, str]:
    """For each id: ``new``, ``edited`` or ``gone``."""
    found: dict[str, Any] = {key: "new" for key in after if key not in before}
    found |= {key: "gone" for key in before if key not in after}
    found |= {key: "edited" for key in after if key in before and before[key] != after[key]}
    return found
