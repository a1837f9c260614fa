"""The driver by which feedparser reads XML: the standard library's, with the text between two tags handed on whole.

Left to itself it hands on a text in as many pieces as it has lines and character references, and feedparser works on
every piece: HTML in a feed is full of them. feedparser takes drivers by the names in ``PREFERRED_XML_PARSERS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.expatreader import ExpatParser

if TYPE_CHECKING:
    from pyexpat import XMLParserType


class WholeTexts(ExpatParser):
    """A reader that buffers character data."""

    _parser: XMLParserType
    """Made anew for each document by the reader below, which keeps it here."""

    def reset(self) -> None:
        """Make ready for another document."""
        super().reset()
        self._parser.buffer_text = True


def create_parser() -> WholeTexts:
    """What ``xml.sax.make_parser`` asks a driver for."""
    return WholeTexts()
