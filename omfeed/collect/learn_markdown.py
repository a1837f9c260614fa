"""The collector ``learn-markdown``: the Markdown of Microsoft Learn's release-notes pages.

Learn answers with it where it is asked for, and it is what publishers write. The page is rendered to the HTML that
Learn would show and read as that, so that both forms yield the same entries; in addition, work-item numbers in the
headings' comments become a fact. A body that is HTML after all is read as such.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from omfeed.collect.charset import decode
from omfeed.collect.learn import STABLE_ID as STABLE_ID
from omfeed.collect.learn import read
from omfeed.collect.markdown import language_of, render
from omfeed.collect.outline import MOST_BYTES, check_size, outline
from omfeed.errors import ParseError
from omfeed.model import Parsed, Source

VERSION: Final = 1

_MARK: Final = re.compile(r"[*_`\[\]<!~|]")
_MOST_MARKS: Final = 200_000
"""Characters that may mean something to Markdown; each costs memory many times its own. The archive of ten years has
some 60,000."""
_MOST_BLOCKS: Final = 60_000
_HREF: Final = re.compile(r'(<a\s[^<>]*?href=")([^"]*+)(")')
_LOCALE: Final = re.compile(r"^/([a-z]{2,3}(?:-[a-z0-9]{2,8}){1,2})/", re.IGNORECASE)
_INDEX: Final = re.compile(r"(^|/)index$")


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The entries of a Learn page in Markdown; see ``omfeed.collect.registry.Collector.parse``.

    Raises:
        ParseError: it is no such page, or there is no entry on it.
    """
    return parse_text(decode(body, charset), source)


def parse_text(text: str, source: Source) -> Parsed:
    """The same for a page already decoded."""
    from omfeed.collect import learn_html

    if len(text) > MOST_BYTES // 2:
        raise ParseError(f"Expected a page in Markdown, met {len(text) // 1_000_000} million characters.")
    if learn_html.looks_like(text):
        return learn_html.parse_text(text, source)
    if len(_MARK.findall(text)) > _MOST_MARKS or text.count("\n\n") > _MOST_BLOCKS:
        raise ParseError(
            f"Expected a page in Markdown, met more than {_MOST_MARKS:,} marks or {_MOST_BLOCKS:,} paragraphs.",
            hint="Open the address in a browser and see what it has become.",
        )
    language = source.locale
    page = render(text.replace("\0", ""), language=language)
    if language_of(page.front) and language_of(page.front) != language.lower():
        language = language_of(page.front)
        page = render(text.replace("\0", ""), language=language)
    check_size(page.html)
    html = _HREF.sub(_published_link(source.url), page.html)
    warnings = [f"{page.left_out} included passages are not on the page."] if page.left_out else []
    title = page.front.get("title", "").split(" | ")[0]
    return read(outline(html, slugs=True), source, title=title, language=language, warnings=warnings)


def _published_link(url: str) -> Callable[[re.Match[str]], str]:
    """How a link to a file of the publisher's folder reads on the published page."""
    here = urlsplit(url)
    locale = _LOCALE.match(here.path)

    def change(match: re.Match[str]) -> str:
        before, target, after = match.groups()
        target, mark, fragment = target.partition("#")
        path, question, query = target.partition("?")
        if not path or "://" in path or path.startswith(("mailto:", "//")):
            return match[0]
        path = path.replace("%5C", "/").replace("\\", "/")
        if path.endswith(".md"):
            path = _INDEX.sub(r"\1", path.removesuffix(".md")) or "."
        if path.startswith("/") and locale and not _LOCALE.match(path):
            path = posixpath.join("/", locale[1], path.lstrip("/"))
        return f"{before}{path}{question}{query}{mark}{fragment}{after}"

    return change
