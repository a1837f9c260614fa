"""Finds sentences of ours that stayed English on a page of another language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import html as lxml_html

_RUN = re.compile(r"(?:[A-Za-z][a-z'’]*[ ,:;.]+){3,}[A-Za-z][a-z'’]+")
"""Four English words in a row: names have fewer, sentences have more."""
_QUOTED = re.compile(r"https?://\S+|\S+@\S+|`[^`]*`|“[^”]*”")
"""Addresses, commands and quotations, which are said in no language or in another's."""


def english(page: str, names: Iterable[str] = ()) -> list[str]:
    """Runs of English words that are shown and not marked as another language than the page's.

    Args:
        page: HTML.
        names: what may stand there in any language: names of sources, titles of guides.
    """
    root = lxml_html.document_fromstring(page)
    language = root.get("lang")
    for element in root.xpath("//script | //style | //code | //*[@lang]"):
        if element is not root and element.get("lang") != language:
            # What follows the element is the page's again.
            element.drop_tree()
    text = _QUOTED.sub(" ", " | ".join(part for part in root.xpath("//body//text()") if part.strip()))
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "·")
    return _RUN.findall(text)
