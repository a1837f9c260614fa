"""Tells markup that no honest page has from a page, before a parser is made to take hours over it; keeps names short.

libxml2 compares each attribute of an element with all before it, so its time grows with the square of their number: a
page of two megabytes whose one element carries 300,000 attributes takes minutes, one of sixteen an hour or more.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from omfeed.errors import ParseError

MOST_ATTRIBUTES: Final = 100
"""Attributes of one element; pages of today reach some twenty."""

MOST_TAGS: Final = 250_000
"""Beginnings of tags in a body; the longest captured body has 86,000."""

MOST_OPEN_COMMENTS: Final = 100
"""Beginnings of comments after the last end of one; an honest page has none, and one cut short has one."""

LONGEST_NAME: Final = 500
"""Characters of a title, heading or key; the longest met in ten years of pages and feeds has 143."""

# Every “<” is tried as the beginning of an element, also within scripts and quotes: what a parser takes for the inside
# of a string depends on the parser. Runs that are tried cannot be given up in parts (++), and end at the next “<”, so
# that the cost stays within MOST_ATTRIBUTES times the length.
_MANY: Final = re.compile(
    r"""<[a-zA-Z][^\s/><]*+"""
    r"""(?:[\s/]*+[^\s/>=][^\s/>=<]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s><]*+)?+)?+)"""
    rf"""{{{MOST_ATTRIBUTES}}}"""
)


def check_tags(markup: str) -> None:
    """Raise ParseError when there are more elements than any honest page or feed has: each costs memory and time."""
    if markup.count("<") > MOST_TAGS:
        raise ParseError(
            f"Expected a page or feed, met markup with more than {MOST_TAGS:,} tags.",
            hint="Open the address in a browser and see what it has become.",
        )


def short(name: str) -> str:
    """A title, heading or other name, cut where none that is honest reaches.

    Much is searched for in names (dates, versions, signs of ends), and each search is made for names, not for books.
    """
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def short_key(key: str) -> str:
    """A key, cut likewise; what was cut still tells it from others."""
    if len(key) <= LONGEST_NAME:
        return key
    return f"{key[: LONGEST_NAME - 20]}…{sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}"


def check_attributes(markup: str) -> None:
    """Raise ParseError when an element carries more than ``MOST_ATTRIBUTES``, or many comments never end.

    Each comment that never ends is looked for to the end of the page, so their cost grows with the square as well.
    """
    if markup.count("<!--", markup.rfind("-->") + 1) > MOST_OPEN_COMMENTS:
        raise ParseError(
            f"Expected a page, met markup with more than {MOST_OPEN_COMMENTS} comments that never end.",
            hint="Open the address in a browser; nothing that looks right there is made so.",
        )
    if _MANY.search(markup):
        raise ParseError(
            f"Expected a page, met markup with more than {MOST_ATTRIBUTES} attributes on one element.",
            hint="Open the address in a browser; nothing that looks right there is made so.",
        )
