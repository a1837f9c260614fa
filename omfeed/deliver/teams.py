"""Shows a letter in Microsoft Teams: an Adaptive Card to a Workflows webhook.

- The retired connectors (``webhook.office.com``) are recognised and explained instead of tried.
- The address is a secret with a signature in it and is used exactly as it was given.
- Teams refuses messages over 28 KB, measured after its own wrapping (24,453 bytes became 28,897 in a report of 2025),
  so a card stays under 20 KB: lines that do not fit are counted (“and 7 more”).
- At most four messages a second are taken; the pace is kept by whoever sends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from omfeed.deliver.letters import Letter, Line
from omfeed.errors import DeliveryError
from omfeed.net.request import Request

BUDGET: Final = 20_000
"""Bytes of a whole message."""
PACE: Final = 0.3
"""Seconds between two messages to one tenant."""
_RETIRED: Final = re.compile(
    r"https://[^/]*(?:webhook\.office\.com|outlook\.office(?:365)?\.com/webhook)", re.IGNORECASE
)
_OLD_FLOW: Final = re.compile(r"https://[^/]*\.logic\.azure\.com", re.IGNORECASE)
_TITLE_LONGEST: Final = 200
_TEXT_LONGEST: Final = 300
_COLOURS: Final[Mapping[str, str]] = {"critical": "attention", "high": "warning", "medium": "accent", "low": "default"}


def address_fault(url: str) -> str:
    """Why an address cannot work, in words, or empty."""
    if _RETIRED.match(url):
        return (
            "This is an Office 365 connector; Microsoft has retired them. In Teams choose Workflows, “Post to a channel"
            " when a webhook request is received”, and give its address instead."
        )
    if _OLD_FLOW.match(url):
        return (
            "This address of a workflow is of the old kind (logic.azure.com), which Microsoft ends. Open the workflow"
            " in Teams, copy its new address and give that instead."
        )
    if not url.lower().startswith("https://"):
        return "The address of a workflow begins with https://."
    return ""


def request(letter: Letter, url: str, *, allow_private: bool = False) -> Request:
    """The request that posts a letter.

    Raises:
        DeliveryError: the address cannot work.
    """
    fault = "" if allow_private else address_fault(url)
    if fault:
        raise DeliveryError(fault)
    return Request(
        url,
        method="POST",
        body=message(letter),
        headers={"Content-Type": "application/json; charset=utf-8"},
        allow_private=allow_private,
        secret_url=True,
    )


def message(letter: Letter) -> bytes:
    """The body: one card with as many lines as the budget allows, worst first as they come."""
    shown = len(letter.lines)
    while True:
        body = _encoded(letter, letter.lines[:shown], len(letter.lines) - shown)
        if len(body) <= BUDGET or not shown:
            return body
        shown = min(shown - 1, int(shown * BUDGET / len(body)))


def _encoded(letter: Letter, lines: Sequence[Line], left: int) -> bytes:
    card: dict[str, object] = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        # Headings are of 1.5, which Teams shows; a client that only knows less would show the fallback alone.
        "version": "1.5",
        "lang": letter.language,
        "fallbackText": _plain(letter.subject, _TITLE_LONGEST) or "omfeed",
        "msteams": {"width": "Full"},
        "body": [
            *_blocks(letter.subject or "omfeed", size="medium", weight="bolder", style="heading"),
            *_blocks(letter.trouble, color="attention"),
            *_blocks(letter.standing, isSubtle=True),
            *_blocks(letter.summary),
            *(_container(line) for line in lines),
            *_blocks(f"+ {left}" if left else "", isSubtle=True),
        ],
    }
    if letter.more_url:
        card["actions"] = [{"type": "Action.OpenUrl", "title": letter.more_word, "url": letter.more_url}]
    wrapped = {
        "type": "message",
        "attachments": [
            {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
        ],
    }
    return json.dumps(wrapped, ensure_ascii=False, separators=(",", ":")).encode()


def _container(line: Line) -> dict[str, object]:
    parts = (line.update_word, line.kind_word, line.severity_word, line.platforms, line.devices)
    facts = " · ".join(part for part in parts if part)
    title = _escaped(_plain(line.title, _TITLE_LONGEST)) or "–"
    linked = f"[{title}]({_url(line.url)})" if line.url else title
    return {
        "type": "Container",
        "separator": True,
        "spacing": "medium",
        "items": [
            {"type": "TextBlock", "text": linked, "wrap": True, "weight": "bolder"},
            *_blocks(facts, color=_COLOURS.get(line.severity, "default"), size="small", spacing="none"),
            *_blocks(line.due, spacing="none"),
            *(block for meaning in line.meaning[:4] for block in _blocks(meaning, spacing="none")),
            *_blocks("" if line.meaning else line.text, spacing="small", isSubtle=True),
        ],
    }


def _blocks(text: str, **looks: object) -> list[dict[str, object]]:
    """A block of text, or none where there is nothing to say: an empty one has no place in a card."""
    said = _escaped(_plain(text, _TEXT_LONGEST))
    return [{"type": "TextBlock", "text": said, "wrap": True, **looks}] if said else []


def _plain(text: str, longest: int) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= longest else folded[: longest - 1].rstrip() + "…"


def _escaped(text: str) -> str:
    """Foreign words stay words: what Adaptive Cards would read as Markdown is escaped."""
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)


def _url(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
