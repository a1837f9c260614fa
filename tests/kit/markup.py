"""Checks a page for what the HTML standard forbids and browsers forgive: a small validator for pages of ours."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
PHRASING = frozenset(
    "a abbr b br cite code del em i img input ins kbd label mark q s samp select option small span strong sub sup svg"
    " rect text time u var".split()
)
REFERENCES = ("aria-labelledby", "aria-describedby", "for")


class _Checker(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.asked: list[str] = []
        self.seen: set[str] = set()
        self.heading = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) != len(attrs):
            self._fault(f"<{tag}> has an attribute twice")
        self.seen.add(tag)
        if (found := given.get("id")) is not None:
            self.ids.append(found)
            if not found or any(character.isspace() for character in found):
                self._fault(f"id {found!r}")
        for name in REFERENCES:
            self.asked += (given.get(name) or "").split()
        href = given.get("href") or ""
        if href.startswith("#"):
            self.asked.append(href[1:])
        if tag == "html" and not given.get("lang"):
            self._fault("<html> without lang")
        self._place(tag)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            level = int(tag[1])
            if level > self.heading + 1:
                self._fault(f"<{tag}> after <h{self.heading}>")
            self.heading = level
        if tag not in VOID:
            self.open.append(tag)

    def _place(self, tag: str) -> None:
        """Whether this element may stand where it stands."""
        above = self.open[-1] if self.open else ""
        if "p" in self.open and tag not in PHRASING:
            self._fault(f"<{tag}> within <p>")
        if tag == "a" and "a" in self.open:
            self._fault("<a> within <a>")
        if tag == "li" and above not in {"ul", "ol"}:
            self._fault(f"<li> within <{above}>")
        if tag in {"ul", "ol"} and above in {"ul", "ol"}:
            self._fault(f"<{tag}> straight within <{above}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"rect", *VOID}:
            self._fault(f"<{tag}/> does not close itself")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self._fault(f"</{tag}> closes nothing")

    def _fault(self, what: str) -> None:
        line, column = self.getpos()
        self.faults.append(f"line {line}, column {column}: {what}")


def faults(html: str) -> list[str]:
    """What is wrong with a page; empty when nothing is."""
    checker = _Checker()
    checker.feed(html)
    checker.close()
    found = list(checker.faults)
    if not html.lstrip().lower().startswith("<!doctype html>"):
        found.append("no doctype")
    found += [f"<{tag}> is not closed" for tag in checker.open]
    found += [f"id {name} twice" for name in sorted({name for name in checker.ids if checker.ids.count(name) > 1})]
    found += [f"nothing has the id {name}" for name in sorted(set(checker.asked) - set(checker.ids))]
    found += [f"no <{tag}>" for tag in ("title", "h1", "main") if tag not in checker.seen]
    return found
