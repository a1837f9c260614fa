"""The collector ``learn-html``: release-notes pages of Microsoft Learn as a browser gets them.

It takes the article out of the page's frame (navigation, “In this article”, buttons, feedback) and leaves the rest to
``omfeed.collect.learn``. A body that is Markdown after all is read as such.
"""

from __future__ import annotations

import re
from typing import Final

from bs4 import BeautifulSoup, Tag

from omfeed.collect.charset import decode
from omfeed.collect.learn import read
from omfeed.collect.outline import check_size, outline
from omfeed.errors import ParseError
from omfeed.model import Parsed, Source
from omfeed.text.blocks import fold

VERSION: Final = 1

_MAIN: Final = ("#main", "main", "[role=main]", "#main-column", "article", ".content", "body")
_FRAME: Final = ", ".join(
    [
        *("nav", "aside", "footer", "form", "button", "script", "style", "template", "noscript", "iframe", "svg"),
        *("select", "input", "[hidden]", "[role=navigation]", "[role=tablist]", "[role=dialog]", "[role=alert]"),
        *(".doc-outline", "#center-doc-outline", "#article-header", "#article-metadata", ".metadata", ".page-metadata"),
        *("#user-feedback", ".feedback-section", "#feedback", ".anchor-link", ".heading-anchor", ".action-container"),
        *("#ms--additional-resources-mobile", "#ms--additional-resources", ".modal", ".page-actions", ".contributors"),
        *(
            "[data-bi-name=feedback]",
            "#ms--unit-support-message",
            "#unsupported-browser",
            ".uhf-container",
            ".breadcrumbs",
        ),
    ]
)
_ALERTS: Final = "div.NOTE, div.TIP, div.IMPORTANT, div.CAUTION, div.WARNING, div.alert"
_SCRIPT: Final = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_LOOKS_HTML: Final = re.compile(r"<(?:!doctype html|html|head|body|main|article|div|section|h[1-6])\b", re.IGNORECASE)
_LOOKS_MARKDOWN: Final = re.compile(r"\A\s*---\s*\n|^#{1,6}[ \t]*\S", re.MULTILINE)


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The entries of a Learn page; see ``omfeed.collect.registry.Collector.parse``.

    Raises:
        ParseError: it is no such page, or there is no entry on it.
    """
    return parse_text(decode(body, charset), source)


def looks_like(text: str) -> bool:
    """Whether a text is an HTML page rather than Markdown."""
    start = text[:2000].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body")):
        return True
    return bool(_LOOKS_HTML.search(text[:20_000])) and not _LOOKS_MARKDOWN.search(text[:20_000])


def parse_text(text: str, source: Source) -> Parsed:
    """The same for a page already decoded."""
    if not looks_like(text) and _LOOKS_MARKDOWN.search(text):
        from omfeed.collect import learn_markdown

        return learn_markdown.parse_text(text, source)
    text = _SCRIPT.sub(" ", text)
    check_size(text)
    try:
        soup = BeautifulSoup(text.replace("\0", ""), "lxml")
        title = fold(soup.title.get_text()) if soup.title else ""
        language = str(soup.html.get("lang") or "") if soup.html else ""
        main = _article(soup)
        html = main.decode_contents()
    except (ValueError, RecursionError, AssertionError) as error:
        raise ParseError(f"Expected an HTML page, met markup that cannot be read: {error}") from error
    return read(outline(html), source, title=title.split(" | ")[0], language=language)


def _article(soup: BeautifulSoup) -> Tag:
    """The part of the page that is the article, without the frame's own pieces in it."""
    candidates = (found for selector in _MAIN for found in soup.select(selector, limit=1))
    main = next((tag for tag in candidates if tag.find(["h2", "h3", "h4"])), None) or soup.body or soup
    for piece in main.select(_FRAME):
        piece.decompose()
    for alert in main.select(_ALERTS):
        alert.name = "blockquote"  # what the same alert is in Markdown
    for panel in main.select("section[role=tabpanel]"):
        _name_panel(panel, soup)
    return main


def _name_panel(panel: Tag, soup: BeautifulSoup) -> None:
    """Puts a tab's name over its text: the row of tabs that shows it goes with the frame."""
    name = panel.get("data-tab") or panel.get("aria-label") or ""
    if name:
        strong = soup.new_tag("p")
        strong.string = str(name)
        panel.insert(0, strong)
