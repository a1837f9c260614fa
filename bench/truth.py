"""Independent ground truth for histories of release notes in Markdown: which entries are new, edited, withdrawn.

It shares no code with the engine that it judges: headings and comments are found with its own regular expressions,
entries are held together by the publisher's work-item numbers (which a published page does not show), else by title
and place, else by difflib's likeness; words are compared by a plain ``\\w+``. What it cannot decide it says so
(``doubt``) instead of guessing; such cases are looked at by eye.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field

HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.+?)\s*#*\s*$")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
NUMBER = re.compile(r"(?<!\d)\d{5,9}(?!\d)")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
MONTHS = "january february march april may june july august september october november december".split()
DATE = re.compile(r"(" + "|".join(MONTHS) + r")\s+(\d{1,2})?,?\s*(\d{4})", re.IGNORECASE)
ALERT = re.compile(r"\[!(?:note|tip|important|warning|caution)\]", re.IGNORECASE)


@dataclass
class Item:
    """One entry as the page's source has it."""

    title: str
    level: int
    above: tuple[str, ...]
    numbers: frozenset[str]
    body: str = ""
    twin: int = 0

    @property
    def title_words(self) -> list[str]:
        return words(self.title)

    @property
    def body_words(self) -> list[str]:
        return words(self.body)

    @property
    def week(self) -> tuple[int, int, int] | None:
        for name in self.above or (self.title,):
            if found := DATE.search(name):
                return int(found[3]), MONTHS.index(found[1].lower()) + 1, int(found[2] or 1)
        return None

    @property
    def key(self) -> str:
        return " ".join(self.title_words)


@dataclass
class Verdicts:
    """What really changed from one revision to the next, by title."""

    new: list[Item] = field(default_factory=list)
    edited: list[tuple[Item, Item]] = field(default_factory=list)
    withdrawn: list[Item] = field(default_factory=list)
    aged: list[Item] = field(default_factory=list)
    slight: list[tuple[Item, Item]] = field(default_factory=list)
    """Edits of which every changed word is a misspelling put right: announcing them or not is both right."""


def words(text: str) -> list[str]:
    text = text.replace("’", "'").replace("‘", "'").lower()
    return re.findall(r"\d+(?:[.,:/-]\d+)*\+?|[^\W\d_][^\W_]*(?:'[^\W_]+)*\+?", text)


def visible(markdown: str) -> str:
    """What a reader sees of some Markdown, near enough for comparing words."""
    text = ALERT.sub("", markdown)
    text = re.sub(r"\[!INCLUDE ?\[[^\]]*\]\([^)]*\)\]", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\[!div[^\]]*\]", "", text, flags=re.IGNORECASE)
    for _ in range(3):
        text = LINK.sub(r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", text)
    text = re.sub(r"^\|?[\s:|-]+\|?\s*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\\([_*#<>\[\]()`~-])", r"\1", text)


def items(markdown: str) -> list[Item]:
    """The entries of a page: headings with a work item, and others that stand where entries stand."""
    lines = _blank_comments(markdown)
    headings: list[tuple[int, int, str, frozenset[str]]] = []
    for at, (line, comments) in enumerate(lines):
        if found := HEADING.match(line):
            headings.append((at, len(found[1]), visible(found[2]).strip(), frozenset(NUMBER.findall(comments))))
    out: list[Item] = []
    stack: list[tuple[int, str]] = []
    current: Item | None = None
    second = [title for _, level, title, _ in headings if level == 2]
    numbered = any(numbers for *_, numbers in headings)
    # A page of versions or days: each of its sections is one piece of news, whatever it is divided into.
    sections = not numbered and 2 * sum(bool(re.search(r"\d", title)) for title in second) > len(second) > 0
    for index, (at, level, title, numbers) in enumerate(headings):
        end = headings[index + 1][0] if index + 1 < len(headings) else len(lines)
        body = "\n".join(line for line, _ in lines[at + 1 : end])
        stack = [(lv, name) for lv, name in stack if lv < level]
        if sections and level == 2:
            current = Item(title, level, (), frozenset(), body)
            out.append(current)
            continue
        if current is not None and _belongs(current, level, title, numbers):
            current.body += f"\n{title}\n{body}"
            continue
        if sections:
            continue
        deeper = index + 1 < len(headings) and headings[index + 1][1] > level
        own = bool(words(visible(body)))
        if level >= 2 and (
            numbers or (own and not (deeper and headings[index + 1][3]) and _among_entries(stack, title))
        ):
            current = Item(title, level, tuple(name for _, name in stack), numbers, body)
            out.append(current)
        else:
            current = None
        if level > 1:
            stack.append((level, title))
    for item in out:
        item.body = visible(item.body)
    seen: dict[tuple[str, tuple[str, ...]], int] = {}
    for item in out:
        item.twin = seen.get((item.key, item.above), 0)
        seen[item.key, item.above] = item.twin + 1
    return out


def _belongs(current: Item, level: int, title: str, numbers: frozenset[str]) -> bool:
    """Whether a heading is part of the entry above it: deeper, or a question given the entry's own level by mistake."""
    return not numbers and level > 2 and (level > current.level or title.endswith("?"))


def _among_entries(stack: list[tuple[int, str]], title: str) -> bool:
    return bool(stack) and not DATE.search(title.lower()[:12]) and any(level >= 2 for level, _ in stack)


def _blank_comments(markdown: str) -> list[tuple[str, str]]:
    """The lines without front matter, code fences' hashes and comments; each with the comments it held."""
    text = re.sub(r"\A\ufeff?---\s*\n.*?\n---\s*\n", "", markdown.replace("\r\n", "\n"), flags=re.DOTALL)
    held: dict[int, str] = {}
    out: list[str] = []
    at = 0
    for found in COMMENT.finditer(text):
        out.append(text[at : found.start()])
        line = text.count("\n", 0, found.start())
        held[line] = held.get(line, "") + found[0]
        out.append("\n" * found[0].count("\n"))
        at = found.end()
    out.append(text[at:])
    return [(line, held.get(number, "")) for number, line in enumerate("".join(out).split("\n"))]


def compare(before: list[Item], after: list[Item]) -> Verdicts:
    """What really changed between two revisions."""
    pairs = _pairs(before, after)
    verdicts = Verdicts()
    paired_after = {id(new) for _, new in pairs}
    paired_before = {id(old) for old, _ in pairs}
    for old, new in pairs:
        if old.title_words != new.title_words or old.body_words != new.body_words:
            (verdicts.slight if slight(old, new) else verdicts.edited).append((old, new))
    verdicts.new = [item for item in after if id(item) not in paired_after]
    weeks = [item.week for item in after if item.week and id(item) in paired_after]
    heads = {item.above[:1] for item in after}
    for item in before:
        if id(item) in paired_before:
            continue
        rolled = item.week and weeks and item.week < min(weeks) and (not item.above or item.above[:1] not in heads)
        (verdicts.aged if rolled else verdicts.withdrawn).append(item)
    return verdicts


def _pairs(before: list[Item], after: list[Item]) -> list[tuple[Item, Item]]:
    left, right = list(before), list(after)
    pairs: list[tuple[Item, Item]] = []

    def take(fits) -> None:  # type: ignore[no-untyped-def]  # a local shorthand
        for old in list(left):
            found = [new for new in right if fits(old, new)]
            if len(found) == 1 and sum(1 for other in left if fits(other, found[0])) == 1:
                pairs.append((old, found[0]))
                left.remove(old)
                right.remove(found[0])

    take(lambda o, n: o.numbers and o.numbers == n.numbers and o.above[:1] == n.above[:1])
    take(lambda o, n: o.numbers and o.numbers == n.numbers)
    take(lambda o, n: o.numbers and n.numbers and o.numbers & n.numbers and o.key == n.key)
    take(lambda o, n: o.key == n.key and o.above == n.above and o.twin == n.twin)
    take(lambda o, n: o.key == n.key and o.body_words == n.body_words)
    take(lambda o, n: o.key == n.key and _ratio(o, n) > 0.6)
    take(lambda o, n: o.above == n.above and _spelt(o.title, n.title) > 0.88 and _ratio(o, n) > 0.6)
    take(lambda o, n: len(o.body_words) > 15 and _ratio(o, n) > 0.75 and not (o.numbers and n.numbers))
    take(lambda o, n: len(o.body_words) > 15 and _ratio(o, n) > 0.9)
    return pairs


def _spelt(old: str, new: str) -> float:
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio()


def _ratio(old: Item, new: Item) -> float:
    matcher = difflib.SequenceMatcher(None, old.body_words, new.body_words, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > 0.6 and matcher.quick_ratio() > 0.6 else 0.0


def slight(old: Item, new: Item) -> bool:
    """Whether every changed word is a spelling put right, a word doubled, or the same words in another order."""
    a = [*old.title_words, "|", *old.body_words]
    b = [*new.title_words, "|", *new.body_words]
    if sorted(a) == sorted(b):
        return True
    for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = a[i:j], b[k:m]
        if "".join(gone).replace("'", "") == "".join(come).replace("'", ""):
            continue
        if tag == "delete" and gone == a[i - len(gone) : i]:
            continue
        if len(gone) == len(come) == 1 and not (set("0123456789") & set(gone[0] + come[0])):
            if difflib.SequenceMatcher(None, gone[0], come[0]).ratio() >= 0.85 and len(gone[0]) > 4:
                continue
            if {gone[0], come[0]} in ({"a", "an"}, {"you're", "your"}, {"then", "than"}):
                continue
        return False
    return True


def changed_words(verdicts: Verdicts) -> tuple[int, int]:
    """Words that are new or edited: inserted ones, and deleted ones apart."""
    inserted = sum(len(item.title_words) + len(item.body_words) for item in verdicts.new)
    deleted = 0
    for old, new in [*verdicts.edited, *verdicts.slight]:
        for a, b in ((old.title_words, new.title_words), (old.body_words, new.body_words)):
            for tag, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
                if tag != "equal":
                    inserted += m - k
                    deleted += j - i
    return inserted, deleted
