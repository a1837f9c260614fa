"""Tells markup that no honest page has from a page, before a parser is made to take hours over it; pure.

libxml2 compares each attribute of an element with all before it, so its time grows with the square of their number: a
page of two megabytes whose one element carries 300,000 attributes takes minutes, one of sixteen an hour or more.
"""

from __future__ import annotations

import re
from typing import Final

from omfeed.errors import ParseError

MOST_ATTRIBUTES: Final = 100
"""Attributes of one element; pages of today reach some twenty."""

# Every “<” is tried as the beginning of an element, also within scripts and quotes: what a parser takes for the inside
# of a string depends on the parser. Runs that are tried cannot be given up in parts (++), and end at the next “<”, so
# that the cost stays within MOST_ATTRIBUTES times the length.
_MANY: Final = re.compile(
    r"""<[a-zA-Z][^\s/><]*+"""
    r"""(?:[\s/]*+[^\s/>=][^\s/>=<]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s><]*+)?+)?+)"""
    rf"""{{{MOST_ATTRIBUTES}}}"""
)


def check_attributes(markup: str) -> None:
    """Raise ParseError when an element carries more attributes than ``MOST_ATTRIBUTES``."""
    if _MANY.search(markup):
        raise ParseError(
            f"Expected a page, met markup with more than {MOST_ATTRIBUTES} attributes on one element.",
            hint="Open the address in a browser; nothing that looks right there is made so.",
        )
