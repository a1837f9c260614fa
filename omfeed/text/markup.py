"""Makes foreign markup harmless and plain: the one allow-list that every fetched text passes before it is stored.

What a reader needs stays (headings, paragraphs, lists, tables, code, emphasis, quotations, insertions, links); what a
page needs for its looks or its scripts goes. nh3 does the judging; this module only states the list and settles what a
list cannot say: pictures become their alternative text, links become absolute, invisible characters that can disguise
text disappear. It never fetches, and it never raises on foreign text.
"""

from __future__ import annotations

import html as entities
import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

import nh3

from omfeed.text.elements import INLINE
from omfeed.text.visible import visible, without_surrogates

TAGS: Final = INLINE | frozenset(
    "h1 h2 h3 h4 h5 h6 p div blockquote ul ol li dl dt dd table caption thead tbody tfoot tr th td pre".split()
)
"""Elements that stay. ``div`` is kept bare, because dropping it would glue two paragraphs into one."""

SCHEMES: Final = frozenset({"http", "https", "mailto"})
"""Link schemes that stay; a link with any other becomes plain text."""

_REL: Final = "noopener noreferrer nofollow"
_WITHOUT_CONTENT: Final = {
    *("script", "style", "template", "iframe", "object", "embed", "applet", "noscript", "noembed", "noframes"),
    *("svg", "math", "select", "textarea", "datalist", "audio", "video", "canvas", "map", "head", "title"),
}
_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": set(),
    "a": {"href"},
    "img": {"alt"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "li": {"value"},
}
_CHOICES: Final = {"th": {"scope": {"row", "col", "rowgroup", "colgroup"}}}

# Sections and disclosure widgets are paragraphs' boxes to us; renaming them keeps their text apart.
_BOXES: Final = re.compile(
    r"<(/?)(?:section|article|main|aside|header|footer|nav|figure|figcaption|details|summary|address|center|fieldset"
    r"|legend|form|dialog|hgroup|search|dir|menu)(?=[\s/>])",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"(?:<p>[^<>&]*+</p>)++")
"""Paragraphs and nothing in them but words are as they would be after all."""
_MOST_READINGS: Final = 5
_PICTURE: Final = re.compile(r'<img(?: alt="([^"]*)")?>')
_DEAD_LINK: Final = re.compile(rf'<a rel="{_REL}">(.*?)</a>', re.DOTALL)
_PRE_START: Final = re.compile(r"<pre>\n+")
_SPAN: Final = re.compile(r"[1-9][0-9]{0,3}")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")

_UNSAFE: Final = re.compile(r"""[\s"<>`\\]""")
_ABSOLUTE: Final = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?/[A-Za-z0-9._~/%-]*+(?:\?[A-Za-z0-9._~/%=&+-]++)?+")
"""An address in which nothing can be hidden, as most are: it is what it will be, from wherever it is read."""
_BREAKS: Final = re.compile(r"[\t\n\r]+")

# Elements that an open one of the same kind closes, or that have no end: their count says nothing about depth.
_SHALLOW: Final = frozenset(
    [
        "p",
        "li",
        "tr",
        "td",
        "th",
        "dt",
        "dd",
        "br",
        "img",
        "hr",
        "input",
        "meta",
        "link",
        "wbr",
        "col",
        "area",
        "option",
    ]
)
_FORMATTING: Final = frozenset("b big code em font i nobr s small strike strong tt u".split())
_FEW_TAGS: Final = 200
_DEEPEST: Final = 256
_MOST_REOPENED: Final = 200_000
_MOST_TAGS: Final = 20_000
"""Elements; ends are not counted, since those that were left out are written out."""
_LONGEST: Final = 512 * 1024
"""Characters of a fragment that is taken for markup. Attributes of one element, and text misplaced in a table, cost a
parser of HTML time that grows with the square of their number, and no count short of parsing tells them apart."""
_MOST_WORDS: Final = 200_000
"""Characters that are left of a fragment that is no honest markup."""
_EMBEDDED: Final = re.compile(r"data:[a-zA-Z0-9/+.;=-]{1,100},[a-zA-Z0-9+/=%_-]{1000,}")


def sanitise(html: str, *, base_url: str = "") -> str:
    """Foreign HTML reduced to the allow-list, well nested, safe to store and to show; doing it twice changes nothing.

    Args:
        html: a fragment of HTML from outside, however broken.
        base_url: absolute address against which relative links are resolved; without it they become plain text.
    """
    html = without_surrogates(html)
    if len(html) > _LONGEST:
        html = _EMBEDDED.sub("", html)
    if _too_much(html):
        return _written(_words_only(html))
    if html.isascii() and html.isprintable() and _BARE.fullmatch(html):
        return html
    clean = _cleaner(base_url).clean(_BOXES.sub(r"<\1div", html))
    if "<img" in clean:
        clean = _PICTURE.sub(_alternative, clean)
    # A carriage return written as a character reference would come back as a line feed on the next reading.
    clean = visible(clean).replace("\r", "\n")
    clean = (
        clean.replace("<b>", "<strong>").replace("</b>", "</strong>").replace("<i>", "<em>").replace("</i>", "</em>")
    )
    # What an element held together can fall apart when that element is gone: read it until nothing moves any more.
    for _ in range(_MOST_READINGS):
        before, clean = clean, _STEADY.clean(_tidied(clean))
        if clean == before:
            # Ends that were left out are written out: what has become too much would not be read again as markup.
            return _written(_words_only(clean)) if _too_much(clean) else clean
    return _written(_words_only(clean))


def absolute(url: str, base_url: str = "") -> str:
    """The address made absolute, or empty where that is impossible or its scheme is not one of ``SCHEMES``."""
    if _ABSOLUTE.fullmatch(url) and base_url.isascii() and "[" not in base_url and "]" not in base_url:
        return url
    try:
        # Tabs and line breaks are no part of an address (WHATWG URL, 4.4), and would stand in the middle of its scheme.
        full = urljoin(base_url, _BREAKS.sub("", visible(url)).strip())
        parts = urlsplit(full)
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or not (parts.netloc or parts.scheme.lower() == "mailto"):
        return ""
    # A user name before the host, or a back-slash that browsers read as its end, only ever disguises where one goes.
    if "@" in parts.netloc or "\\" in parts.netloc:
        return ""
    full = full.replace(full[: len(parts.scheme)], parts.scheme.lower(), 1)
    return _UNSAFE.sub(lambda unsafe: quote(unsafe[0]), full)


def _tidied(clean: str) -> str:
    clean = _DEAD_LINK.sub(_unlinked, clean)
    # HTML drops a line break right after <pre>; a serialised one would be lost on the next reading.
    return _PRE_START.sub("<pre>", clean)


@lru_cache(maxsize=64)
def _cleaner(base_url: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={*TAGS, "img"},
        clean_content_tags=_WITHOUT_CONTENT,
        attributes=_ATTRIBUTES,
        tag_attribute_values=_CHOICES,
        attribute_filter=_attribute_filter(base_url),
        url_schemes=set(SCHEMES),
        link_rel=_REL,
        strip_comments=True,
    )


# The same list without the judging of single values, for markup whose values have been judged.
_STEADY: Final = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=_WITHOUT_CONTENT,
    attributes={tag: names for tag, names in _ATTRIBUTES.items() if tag != "img"},
    tag_attribute_values=_CHOICES,
    url_schemes=set(SCHEMES),
    link_rel=_REL,
    strip_comments=True,
)


def _attribute_filter(base_url: str) -> Callable[[str, str, str], str | None]:
    def keep(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return absolute(value, base_url) or None
        if attribute in {"colspan", "rowspan", "start", "value"}:
            return (
                value if (_SPAN.fullmatch(value) and value != "1") or (attribute == "value" and value == "1") else None
            )
        return value

    return keep


def _alternative(picture: re.Match[str]) -> str:
    # Escaped anew, because not every writer of HTML escapes a “<” within an attribute.
    alt = entities.escape(entities.unescape(picture[1] or "").strip(), quote=False)
    return f" {alt} " if alt else " "


def _unlinked(link: re.Match[str]) -> str:
    # Within a table cell HTML allows a link inside a link; such a pair is left alone, it does no harm.
    return link[0] if "<table" in link[1] else link[1]


def _too_much(html: str) -> bool:
    return len(html) > _LONGEST or (html.count("<") > _FEW_TAGS and _monstrous(html))


def _monstrous(html: str) -> bool:
    """Whether the nesting is one that no honest page has and that costs a parser quadratic time or memory."""
    open_now: Counter[str] = Counter()
    depth = tags = 0
    for match in _TAG.finditer(html):
        name = match[2].lower()
        tags += not match[1]
        if tags > _MOST_TAGS:
            return True
        if name in _SHALLOW:
            continue
        if not match[1]:
            open_now[name] += 1
            depth += 1
            if depth > _DEEPEST:
                return True
        elif open_now[name]:
            open_now[name] -= 1
            depth -= 1
    # HTML reopens every formatting element that was left open in each paragraph that follows.
    return tags * sum(open_now[name] for name in _FORMATTING) > _MOST_REOPENED


def _written(words: str) -> str:
    """Plain words as the serialiser of HTML writes them, so that reading them again changes nothing."""
    return entities.escape(visible(words).replace("\r", "\n"), quote=False).replace("\xa0", "&nbsp;")


def _words_only(html: str) -> str:
    words = entities.unescape(re.sub(r"<[^<>]*>?", " ", html)).replace("<", " ")
    return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]} …"
