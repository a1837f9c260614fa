"""Reads one of Apple's security advisories (“About the security content of iOS 26.1 and iPadOS 26.1”).

A heading for each system with the day of its release, below it a heading for each component with what it is available
for, the impact, a description and the CVEs. A note says of an issue that it may have been exploited. Entries are added
to an advisory months later (“Entry added …”). One entry is made of the page: what it fixes, and what is exploited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Final

from lxml import etree

from omfeed.collect import pages
from omfeed.collect.moments import day
from omfeed.collect.writing import counted, cves, entry, line, listing, paragraphs
from omfeed.errors import ParseError
from omfeed.model import Parsed, Source, Window

VERSION = 1
STABLE_ID = "the number of the document, as in its address"

_HEADINGS: Final = ("h1", "h2", "h3", "h4")
_CVE: Final = re.compile(r"CVE-\d{4}-\d{4,7}")
_RELEASED: Final = re.compile(
    r"^\W*(?:Released(?: on)?|Veröffentlicht(?: am)?|Publié le|Publicado el|Lançado em|Rilasciato il)\b\W*"
    r"(.{6,40}?)\W*$"
)
_EXPLOITED: Final = re.compile(
    r"\bApple\b(?![^.]*\bnot aware)[^.]*\b(?:exploited|ausgenutzt|exploité\w*|aprovechad\w*|explotad\w*|explorad\w*"
    r"|sfruttat\w*|misbruik\w*)\b|Apple[^。]*悪用|Apple[^.。]*악용|Apple[^。]*利用",
    re.IGNORECASE,
)
_ADVISORY: Final = re.compile(r"/(?:HT)?(\d{6})(?:$|[/?#])")
_SECURITY: Final = re.compile(
    r"security (?:content|update|fix|issue)|Sicherheit|sécurité|seguridad|segurança|sicurezza|beveiliging"
    r"|セキュリティ|보안|安全",
    re.IGNORECASE,
)
_NO_CVE: Final = re.compile(r"\bno published CVE", re.IGNORECASE)
_MOST_NAMED: Final = 12


@dataclass(slots=True, kw_only=True)
class _Issue:
    """One block of an advisory: what follows a component's heading up to the next."""

    component: str
    paragraphs: list[str] = field(default_factory=list)


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The advisory as one entry.

    Raises:
        ParseError: the body is no page, or no advisory.
    """
    tree = pages.page(body, source, charset)
    title, language = pages.title(tree), pages.language(tree)
    main = tree.find(".//main")
    root: etree._Element = main if main is not None else tree
    issues = list(_issues(root))
    fixed = cves(*(text for issue in issues for text in issue.paragraphs if _CVE.match(text)))
    says_none = bool(_NO_CVE.search(pages.words(root)))
    if not _SECURITY.search(title) or not (fixed or says_none):
        raise ParseError(
            "The page is no security advisory of Apple's, or names no CVE.",
            hint=f"Open {source.url} in a browser: was the advisory taken down?",
        )
    exploited = _exploited(issues)
    named = list(dict.fromkeys(issue.component for issue in issues if any(map(_CVE.search, issue.paragraphs))))
    number = _ADVISORY.search(source.url)
    made = entry(
        title=title,
        html=paragraphs(_summary(fixed, len(named))) + _told(issues) + listing([("Components", _some(named))]),
        key=number[1] if number else title,
        url=source.url,
        published=_released(root),
        language=language or source.locale,
        facts={
            "cves": fixed,
            "cve_count": len(fixed),
            "exploited": bool(exploited) or None,
            "exploited_cves": exploited,
        },
    )
    return Parsed(entries=(made,), window=Window.COMPLETE, title=title, language=language)


def _issues(root: etree._Element) -> Iterator[_Issue]:
    """The blocks of the page in reading order; a component with several issues has one block."""
    issue: _Issue | None = None
    for element in root.iter(*_HEADINGS, "p", "li"):
        text = pages.words(element)
        if element.tag in _HEADINGS or _is_bold(element, text):
            if issue is not None:
                yield issue
            issue = _Issue(component=text)
        elif issue is not None and text and next(element.iterancestors("p", "li"), None) is None:
            issue.paragraphs.append(text)
    if issue is not None:
        yield issue


def _is_bold(element: etree._Element, text: str) -> bool:
    """Whether a paragraph is all bold: so components were headed before they had headings of their own."""
    bold = next(element.iter("strong", "b"), None)
    return element.tag == "p" and bold is not None and pages.words(bold) == text and not _CVE.match(text)


def _exploited(issues: list[_Issue]) -> tuple[str, ...]:
    """The CVEs of the issues of which a report of exploitation is known.

    A component may have several issues; each begins by telling what it is available for, and its CVEs end it.
    """
    groups = (group for issue in issues for group in _groups(issue))
    return cves(*(text for group in groups if _is_exploited(group) for text in _named(group)))


def _groups(issue: _Issue) -> Iterator[list[str]]:
    """The paragraphs of each single issue: its CVEs come last, so that what follows them is the next one's."""
    group: list[str] = []
    ended = False
    for text in issue.paragraphs:
        is_cve = bool(_CVE.match(text))
        if ended and not is_cve and not _is_note(text):
            yield group
            group, ended = [], False
        group.append(text)
        ended = ended or is_cve
    if group:
        yield group


def _is_note(text: str) -> bool:
    """Whether a paragraph after the CVEs still belongs to them: “Entry added …”, or a word on exploitation."""
    return bool(re.match(r"(?:Entry (?:added|updated)|Eintrag |Entrée |Entrada |WebKit Bugzilla)", text)) or bool(
        _EXPLOITED.search(text)
    )


def _is_exploited(group: list[str]) -> bool:
    return any(_EXPLOITED.search(text) for text in group)


def _named(group: list[str]) -> list[str]:
    """Where a group's CVEs stand: at the beginning of a paragraph; those that its words mention are other issues."""
    return [text for text in group if _CVE.match(text)]


def _summary(fixed: tuple[str, ...], components: int) -> str:
    if not fixed:
        return "This update has no published CVE entries."
    what = counted(len(fixed), "vulnerability", "vulnerabilities")
    return f"It fixes {what} in {counted(components, 'component')}."


def _told(issues: list[_Issue]) -> str:
    """What may have been exploited, in Apple's words."""
    items = []
    for issue in issues:
        for group in _groups(issue):
            if not _is_exploited(group):
                continue
            said = next(text for text in group if _EXPLOITED.search(text))
            name = f"{issue.component} ({', '.join(cves(*_named(group)))})"
            items.append(f"<li><strong>{escape(line(name), quote=False)}:</strong> {escape(said, quote=False)}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _released(root: etree._Element) -> str:
    for element in root.iter("p"):
        if found := _RELEASED.match(pages.words(element)):
            return day(found[1])
    return ""


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
