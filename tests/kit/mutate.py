"""Breaks bodies in the ways that networks, publishers and enemies break them; the same seed breaks alike."""

from __future__ import annotations

import random
from collections.abc import Iterator

NASTY = (
    *(b"<", b">", b"&", b'"', b"'", b"\0", b"\r", b"]]>", b"<!--", b"-->", b"<![CDATA[", b"<?xml", b"<!DOCTYPE x["),
    *(b"&#0;", b"&#1114112;", b"&#xD800;", b"&amp;lt;", b"&nosuch;", b"&x;", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"),
    *(b"\xed\xa0\x80", b"\xc3", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\x1b", b"{", b"}", b"[", b"]", b",", b":", b"null"),
    *(b"true", b"-1", b"1e999", b"NaN", b"Infinity", b"99999999999999999999", b"0000-00-00", b"9999-99-99T99:99:99Z"),
    *(b"<table><tr><td>", b"</table>", b"<script>", b"</p>", b"<h2>", b"</h2>", b"<div>" * 300, b"[" * 3000),
    *(
        b"\n## x\n",
        b"\n---\n",
        b"\n```\n",
        b"> [!NOTE]\n",
        b":::image ",
        b"[!INCLUDE [",
        b"{{7*7}}",
        b"\\u0000",
        b"\\ud800",
    ),
    *(b"javascript:alert(1)", b"https://[::1", b"//", b"file:///etc/passwd", b"%00", b"%s%n", b"May 32, 2024"),
)
"""Pieces that have broken parsers."""


def mutations(body: bytes, count: int, seed: int) -> Iterator[bytes]:
    """So many broken forms of a body.

    Args:
        body: a good one.
        count: how many.
        seed: of the random choices.
    """
    chance = random.Random(seed)
    for _ in range(count):
        broken = bytearray(body)
        for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
            _break(broken, chance)
        yield bytes(broken)


def _break(body: bytearray, chance: random.Random) -> None:
    size = len(body)
    if not size:
        body.extend(chance.choice(NASTY))
        return
    at = chance.randrange(size)
    other = chance.randrange(size)
    length = chance.choice((1, 2, 5, 20, 200, size // 4))
    match chance.randrange(12):
        case 0:
            body[at] = chance.randrange(256)
        case 1:
            del body[at : at + length]
        case 2:
            body[at:at] = body[other : other + length]
        case 3:
            del body[at:]
        case 4:
            del body[:at]
        case 5:
            body[at : at + length] = bytes(chance.randrange(256) for _ in range(min(length, 50)))
        case 6:
            body[at : at + length] = body[at : at + length][::-1]
        case 7:
            _replace_somewhere(
                body, chance, (b"<", b">", b'"', b"'", b"{", b"}", b"[", b"]", b":", b",", b"/", b"#", b"\n")
            )
        case 8:
            _replace_somewhere(body, chance, tuple(str(digit).encode() for digit in range(10)))
        case _:
            body[at:at] = chance.choice(NASTY)


def _replace_somewhere(body: bytearray, chance: random.Random, marks: tuple[bytes, ...]) -> None:
    mark = chance.choice(marks)
    places = [place for place in range(len(body)) if body[place : place + 1] == mark][:2000]
    if places:
        place = chance.choice(places)
        body[place : place + 1] = chance.choice(NASTY)
