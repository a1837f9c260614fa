"""Decides which headings of a release-notes page are entries, by the page's structure rather than by level or words.

Pages differ (week, category, title; category, title; title alone; version with lists) and err (a title at a category's
level). So the level at which entries stand is learned from the page: the shallowest one at which headings with words of
their own outnumber the titles that stand under empty headings. Around it, each heading is judged by itself:

- a heading with words and nothing below is an entry; one without words but with headings below is a container;
- deeper headings within an entry are part of its body;
- a version with its “Feature updates”, “Policy updates” (headings that every version repeats) is one entry;
- a title that stands above its level is an entry, and titles after it keep the category they had before it;
- words between a container's heading and its first entry are an entry of the container's name, so that no news is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from omfeed.collect.learn_words import PERIOD_WORDS, is_furniture, is_notices
from omfeed.collect.outline import Section
from omfeed.collect.stamps import Stamp, stamp
from omfeed.text.months import MONTHS


@dataclass(slots=True, eq=False)
class Node:
    """A heading with what stands under it."""

    section: Section
    html: str
    """Its own body, sanitised."""
    text: str
    """The plain text of that."""
    stamped: bool = False
    """Whether it begins with a line “Date added: …” of its own."""
    label: str = ""
    """A line that the page sets above the heading to name its category, or empty."""
    kids: list[Node] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.section.title

    @property
    def level(self) -> int:
        return self.section.level

    @property
    def name(self) -> str:
        """The title as it is compared with others."""
        return self.title.casefold()

    def walk(self) -> Iterator[Node]:
        """The nodes below it, in reading order, without itself."""
        for kid in self.kids:
            yield kid
            yield from kid.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A heading that is an entry."""

    node: Node
    above: tuple[Node, ...]
    """The containers it stands in, outer to inner."""
    nested: tuple[Node, ...] = ()
    """The headings below it that belong to its body."""


VERSION: Final = re.compile(
    r"(?<![\w.])v?(\d{1,5}(?:\.\d{1,6}){1,4})(?![\w.]*\w)|\b(?:version|versión|versione|versão|versie|バージョン|버전)\s*"
    r"(\d{3,6})\b(?!\.\d)",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST_PERIOD_WORDS: Final = 4
_POINTER_WORDS: Final = 40
_LEVEL_OF_SILENT_ENTRIES: Final = 4
"""Above it, a heading without words and with headings below is a container, whatever the rest of a page is like."""


def build(nodes: Sequence[Node]) -> list[Node]:
    """The nodes as trees by level. A page's own title (a first h1) and its furniture are not among them."""
    roots: list[Node] = []
    stack: list[Node] = []
    dropped = 0  # level of the furniture heading that we are under
    for index, node in enumerate(nodes):
        if dropped and node.level > dropped:
            continue
        dropped = 0
        if index == 0 and node.level == 1:
            continue
        if is_furniture(node.title, node.section.anchor):
            dropped = node.level
            continue
        while stack and stack[-1].level >= node.level:
            stack.pop()
        (stack[-1].kids if stack else roots).append(node)
        stack.append(node)
    return roots


def period(title: str) -> Stamp | None:
    """The date of a heading that names a period or a release (“Week of …”, “May 2024”), or none."""
    found = stamp(title)
    if found is None:
        return None
    words = _other_words(title, found)
    return found if len(words) <= _MOST_PERIOD_WORDS or all(map(_is_period_word, words)) else None


def own_date(title: str) -> str:
    """The ISO date of a heading that is nothing but a period or a version, or empty: titles tell of other dates too."""
    found = stamp(title)
    return found.iso if found and all(map(_is_period_word, _other_words(title, found))) else ""


def version(title: str) -> str:
    """The version that a heading names when it names nothing else but perhaps a date, or empty."""
    bare = title
    date = stamp(title)
    if date:
        bare = f"{title[: date.start]} {title[date.end :]}"
    found = VERSION.search(bare)
    if not found or not all(map(_is_period_word, _other_words(title, date))):
        return ""
    return found[1] or found[2]


def find(roots: Sequence[Node]) -> list[Found]:
    """The entries of a page, in reading order."""
    return list(_Finder(roots).run())


def _is_period_word(word: str) -> bool:
    # Drafts stand on pages for days: “Version 118.0.xxxx.xx: October x, 2023”.
    return word in PERIOD_WORDS or word in MONTHS or not word.strip("x")


def _other_words(title: str, found: Stamp | None) -> list[str]:
    rest = f"{title[: found.start]} {title[found.end :]}" if found else title
    return [word.casefold() for word in _WORD.findall(_BRACKETS.sub(" ", rest))]


class _Finder:
    """One page's judgement: what it repeats, and at which level its entries stand."""

    def __init__(self, roots: Sequence[Node]) -> None:
        self._roots = roots
        everything = [node for root in roots for node in (root, *root.walk())]
        self._categories = _categories(everything)
        self._subheads = _subheads(everything)
        for node in everything:
            node.kids = self._with_parts(node.kids)
        dated = [root for root in roots if _is_period(root)]
        self._dated = frozenset(dated)
        self._versions_hold_all = _versions_hold_all(everything)
        undated = [root for root in roots if root not in self._dated]
        self._level_dated = self._entry_level(dated)
        self._level_undated = self._entry_level([root for root in undated if not _is_notices(root)])

    def run(self) -> Iterator[Found]:
        for root in self._roots:
            if root in self._dated:
                level = self._level_dated
            elif root.kids and (_is_notices(root) or not root.text):
                level = self._entry_level(root.kids)
            else:
                level = self._level_undated
            if not self._is_pointer(root):
                yield from self._judge(root, (), level)

    def _entry_level(self, roots: Sequence[Node]) -> int:
        """The shallowest level at which headings with words outnumber the titles under those without."""
        speaks: Counter[int] = Counter()
        silent: Counter[int] = Counter()
        for root in roots:
            for node in (root, *root.walk()):
                if node.name in self._categories or node.name in self._subheads:
                    speaks[node.level] += 0
                elif node.text:
                    speaks[node.level] += 1
                if not node.text and node.kids:
                    silent[node.level] += sum(bool(below.text) for below in node.walk())
        levels = sorted(speaks)
        return next((level for level in levels if speaks[level] > silent[level]), levels[-1] if levels else 6)

    def _with_parts(self, kids: Sequence[Node]) -> list[Node]:
        """The headings below one; parts of the entry before them (“What do I need to do?”) are given to that entry."""
        result: list[Node] = []
        for kid in kids:
            if kid.name in self._subheads and result and result[-1].text and result[-1].name not in self._subheads:
                result[-1].kids.append(kid)
            else:
                result.append(kid)
        return result

    def _judge(self, node: Node, above: tuple[Node, ...], level: int) -> Iterator[Found]:
        if not node.kids:
            if node.text or (node.level >= level and above and node.name not in self._categories):
                yield Found(node=node, above=above)
            return
        if self._is_whole(node, level):
            parts, apart = _parts(node)
            yield Found(node=node, above=above, nested=tuple(parts))
            for each in apart:
                yield from self._judge(each, above, min(level, each.level))
            return
        if node.text and not _is_notices(node):
            yield Found(node=node, above=above)
        yield from self._below(node, (*above, node), level)

    def _below(self, node: Node, above: tuple[Node, ...], level: int) -> Iterator[Found]:
        category: Node | None = None
        for kid in node.kids:
            if not kid.text and (kid.kids or kid.name in self._categories):
                category = None if kid.kids and self._is_whole(kid, level) else kid
                if not kid.kids:
                    continue
            if self._stands_too_high(kid, level, flat=category is not None or above[0] in self._dated):
                yield Found(node=kid, above=above)
                yield from self._below(kid, (*above, category) if category else above, level)
            elif category is not None and not category.kids and kid.text and kid.level == category.level >= level:
                # A category at its entries' own level: those that follow it are its.
                yield from self._judge(kid, (*above, category), level)
            else:
                yield from self._judge(kid, above, level)

    def _is_whole(self, node: Node, level: int) -> bool:
        """Whether the headings below it are parts of its body."""
        if version(node.title):
            return self._versions_hold_all
        if _is_period(node) or _is_notices(node) or node.name in self._categories:
            return False
        if all(kid.name in self._subheads for kid in node.kids):
            return True
        return node.level >= level if node.text else node.level >= max(level, _LEVEL_OF_SILENT_ENTRIES)

    def _stands_too_high(self, node: Node, level: int, *, flat: bool) -> bool:
        return (
            bool(node.text)
            and bool(node.kids)
            and flat
            and node.level < level
            and node.name not in self._categories
            and not self._is_whole(node, level)
        )

    def _is_pointer(self, root: Node) -> bool:
        """Whether it only points to another page: “For earlier months see the archive”."""
        return (
            bool(self._dated)
            and root not in self._dated
            and not root.kids
            and len(root.text.split()) <= _POINTER_WORDS
            and bool(re.search(r'href="[^"]*archive', root.html))
        )


def _parts(node: Node) -> tuple[list[Node], list[Node]]:
    """The headings below an entry that are parts of it, and those that are entries too, having dates of their own."""
    parts: list[Node] = []
    apart: list[Node] = []
    for kid in node.kids:
        if kid.stamped:
            apart.append(kid)
        else:
            below, further = _parts(kid)
            parts += [kid, *below]
            apart += further
    return parts, apart


def _is_notices(node: Node) -> bool:
    # “Notices” alone begins with words of welcome; only the notices below are news.
    return bool(node.kids) and is_notices(node.title, node.section.anchor)


def _is_period(node: Node) -> bool:
    """Whether a heading stands for a span of time; a short title with words below may be news with a date in it."""
    return bool(own_date(node.title) or (not node.text and period(node.title)))


def _categories(nodes: Sequence[Node]) -> frozenset[str]:
    """Titles that stand several times without words of their own."""
    silent = Counter(node.name for node in nodes if not node.text and not period(node.title))
    speaking = Counter(node.name for node in nodes if node.text)
    return frozenset(name for name, times in silent.items() if times >= 2 and times >= speaking[name])


def _subheads(nodes: Sequence[Node]) -> frozenset[str]:
    """Titles that several headings with words have below them (“How does this affect me?”; one for a question)."""
    parents: Counter[str] = Counter()
    for node in nodes:
        if node.text and not period(node.title):
            parents.update({kid.name for kid in node.kids if kid.text})
    return frozenset(name for name, times in parents.items() if times >= 2 or name.endswith(("?", "？")))


def _versions_hold_all(nodes: Sequence[Node]) -> bool:
    """Whether what stands below the versions of a page is the same few headings again and again; one tells nothing."""
    versions = [node for node in nodes if node.kids and version(node.title)]
    titles = [kid.name for node in versions for kid in node.kids]
    times: Mapping[str, int] = Counter(titles)
    repeated = sum(count for count in times.values() if count > 1)
    return len(versions) < 2 or repeated * 2 >= len(titles)
