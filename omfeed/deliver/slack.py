"""Shows a letter in Slack: Block Kit to an incoming webhook, within what Slack takes.

At most 50 blocks, 3,000 characters a section and 150 a header, and about 13,200 characters in all (an unwritten bound
that a report of 2025 met); lines that do not fit are counted. ``text`` is what a notification and a screen reader say.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from omfeed.deliver.letters import Letter, Line
from omfeed.net.request import Request

BLOCKS: Final = 50
SECTION: Final = 3_000
HEADER: Final = 150
CHARACTERS: Final = 12_000
"""All texts together, with some room."""
_TITLE_LONGEST: Final = 200
_TEXT_LONGEST: Final = 300
_URL_LONGEST: Final = 2_000
"""A longer address would be cut in the middle with its section, and is left out."""
_MARKS: Final = {"critical": ":red_circle:", "high": ":large_orange_circle:", "medium": ":large_blue_circle:"}


def request(letter: Letter, url: str, *, allow_private: bool = False) -> Request:
    """The request that posts a letter."""
    return Request(
        url,
        method="POST",
        body=json.dumps(message(letter), ensure_ascii=False, separators=(",", ":")).encode(),
        headers={"Content-Type": "application/json; charset=utf-8"},
        allow_private=allow_private,
        secret_url=True,
    )


def message(letter: Letter) -> dict[str, object]:
    """The body: as many lines as fit, worst first as they come."""
    subject = _plain(letter.subject, HEADER) or "omfeed"
    head: list[dict[str, object]] = [
        {"type": "header", "text": {"type": "plain_text", "text": subject, "emoji": False}}
    ]
    said = (_plain(text, _TEXT_LONGEST) for text in (letter.trouble, letter.standing, letter.summary))
    head.extend(_section(_escaped(text)) for text in said if text)
    tail: list[dict[str, object]] = []
    if letter.more_url:
        tail.append(_section(f"<{_url(letter.more_url)}|{_escaped(letter.more_word)}>"))
    room = BLOCKS - len(head) - len(tail) - 1
    lines, left = _fitting(letter.lines, room, CHARACTERS - _length([*head, *tail]))
    if left:
        tail.insert(0, {"type": "context", "elements": [{"type": "mrkdwn", "text": f"+ {left}"}]})
    return {
        # Shown in notifications, and read for mentions like any other text.
        "text": _escaped(_plain(f"{subject}. {letter.summary}", _TEXT_LONGEST)),
        "blocks": [*head, *lines, *tail],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _fitting(lines: Sequence[Line], blocks: int, characters: int) -> tuple[list[dict[str, object]], int]:
    shown: list[dict[str, object]] = []
    for number, line in enumerate(lines):
        section = _section(_line(line))
        characters -= _length([section])
        if number >= blocks or characters < 0:
            return shown, len(lines) - number
        shown.append(section)
    return shown, 0


def _line(line: Line) -> str:
    title = _escaped(_plain(line.title, _TITLE_LONGEST)) or "–"
    linked = f"<{_url(line.url)}|{title}>" if line.url and len(line.url) <= _URL_LONGEST else title
    mark = _MARKS.get(line.severity, "")
    parts = (line.update_word, line.kind_word, line.severity_word, line.platforms, line.devices)
    facts = " · ".join(part for part in parts if part)
    said = [f"{mark} *{linked}*".strip(), _escaped(_plain(facts, _TEXT_LONGEST))]
    said.extend(_escaped(_plain(text, _TEXT_LONGEST)) for text in (line.due, *line.meaning[:4]) if text)
    if line.text and not line.meaning:
        said.append(_escaped(_plain(line.text, _TEXT_LONGEST)))
    return "\n".join(part for part in said if part)[:SECTION]


def _section(text: str) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _length(blocks: Sequence[dict[str, object]]) -> int:
    return sum(len(json.dumps(block, ensure_ascii=False)) for block in blocks)


def _plain(text: str, longest: int) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= longest else folded[: longest - 1].rstrip() + "…"


def _escaped(text: str) -> str:
    """Foreign words stay words: no mention, link or emphasis can be made of them."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("*", "∗").replace("_", "_\u2060").replace("`", "ˋ").replace("~", "∼")


def _url(url: str) -> str:
    return url.replace("|", "%7C").replace(">", "%3E").replace("<", "%3C").replace(" ", "%20")
