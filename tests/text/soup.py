"""Random markup, broken in every way that a page can be broken, for properties of the text room."""

from __future__ import annotations

import random
from typing import Final

from hypothesis import strategies as st

from tests.kit.vectors import VECTORS

TAGS: Final = (
    "h1 h2 p div blockquote ul ol li dl dt dd table caption thead tbody tr th td pre br a strong em b i code sub q "
    "section main details summary form select option textarea script style svg math mi foreignObject desc title "
    "annotation-xml mglyph noscript template iframe img input button nobr font ruby rt object marquee frameset body "
    "html head plaintext xmp listing noembed center x-y"
).split()
ATTRIBUTES: Final = [
    *("", " ", "/", " href=/x", " href=https://a.example/b", " href=javascript:hit()", " href='//c.example/?d=<e>'"),
    *(
        ' alt="q &lt; &quot; x"',
        " alt=z",
        " colspan=2",
        " colspan=0",
        " start=3",
        " value=4",
        " onclick=hit()",
        " class",
    ),
]
WORDS: Final = [
    *(
        "x",
        "two words",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\r",
        "&lt;",
        "&amp;lt;",
        "&nbsp;",
        "&quot;",
        '"',
        "'",
        "&",
        "<",
        ">",
    ),
    *("<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?x", "&#0;", "&#13;", "&#10;", "&#x200b;", "&#xd800;", "&#1114112;"),
    *("\x00", "\x0b", "\x1b", "\x85", "\xad", "\u200b", "\u202e", "\u2066", "\ufeff", "\ufffe", "\ud800", "\U000e0041"),
    *("é", "한국어", "नि\u200dम", "👩\u200d💻", "ﷺ"),
]

soups: Final = st.lists(
    st.one_of(
        st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
        st.builds("</{}>".format, st.sampled_from(TAGS)),
        st.sampled_from(WORDS),
        st.text(max_size=8),
    ),
    max_size=16,
).map("".join)
"""Strings of tags, ends of tags, words and odd characters in any order."""


def mixed(seed: int) -> str:
    """Tags, ends of tags, words and torn pieces of hostile vectors in one string; the same seed mixes alike."""
    chance = random.Random(seed)
    vectors = list(VECTORS.values())
    parts: list[str] = []
    for _ in range(chance.randint(1, 24)):
        match chance.randrange(5):
            case 0 | 1:
                parts.append(f"<{chance.choice(TAGS)}{chance.choice(ATTRIBUTES)}>")
            case 2:
                parts.append(f"</{chance.choice(TAGS)}>")
            case 3:
                parts.append(chance.choice(WORDS))
            case _:
                vector = chance.choice(vectors)
                start = chance.randrange(len(vector) + 1)
                parts.append(vector[start : start + chance.choice((5, 40, 300))])
    return "".join(parts)
