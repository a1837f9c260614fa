"""The driver by which feedparser reads XML: the standard library's, with the text between two tags handed on whole.

Left to itself it hands on a text in as many pieces as it has lines and character references, and feedparser works on
every piece: HTML in a feed is full of them. And most elements carry no attribute and have a name that was met before:
those are told without being taken apart again. feedparser takes drivers by the names in ``PREFERRED_XML_PARSERS``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from xml.sax.expatreader import ExpatParser
from xml.sax.xmlreader import AttributesNSImpl

if TYPE_CHECKING:
    from pyexpat import XMLParserType


_NONE: Final = AttributesNSImpl({}, {})


@lru_cache(maxsize=512)
def _pair(name: str) -> tuple[str | None, ...]:
    """The namespace and the name of an element that expat writes as one text, with a prefix or without."""
    parts = name.split()
    return (None, name) if len(parts) == 1 else tuple(parts[:2] if len(parts) == 3 else parts)


class WholeTexts(ExpatParser):
    """A reader that buffers character data."""

    # Any below: the handler that was set, of which typeshed does not tell.
    _cont_handler: Any

    _parser: XMLParserType
    """Made anew for each document by the reader below, which keeps it here."""

    def reset(self) -> None:
        """Make ready for another document."""
        super().reset()
        self._parser.buffer_text = True

    def start_element_ns(self, name: str, attrs: Mapping[str, str]) -> None:
        """What expat calls where an element begins."""
        if attrs:
            super().start_element_ns(name, attrs)
        else:
            self._cont_handler.startElementNS(_pair(name), None, _NONE)

    def end_element_ns(self, name: str) -> None:
        """What expat calls where an element ends."""
        self._cont_handler.endElementNS(_pair(name), None)


def create_parser() -> WholeTexts:
    """What ``xml.sax.make_parser`` asks a driver for."""
    return WholeTexts()
