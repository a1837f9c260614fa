"""Builds pages as Microsoft Learn publishes them, as Markdown and as HTML, for tests that tell nights.

    page = Page()
    page.week("May 6").category("Device configuration").item("New setting", "You can now …", applies_to="Windows")
    page.notices().item("Plan for change: …", "…")
    page.html(), page.markdown()

Bodies are Markdown. Every call adds at the end of what it is called on; ``copy()`` gives tomorrow's page to change.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.kit.learnify import learnify

URL = "https://learn.microsoft.com/en-us/intune/whats-new/"


@dataclass
class Item:
    """One entry: a title with a body."""

    title: str
    body: str = "Words about it."
    applies_to: tuple[str, ...] = ()
    work_item: int | None = None
    notes: str = ""
    """Markdown that stands before the body, such as “Date added: *May 6, 2024*”."""

    def markdown(self, level: int) -> str:
        comment = f"<!-- {self.work_item} -->" if self.work_item is not None else ""
        parts = [f"{'#' * level} {self.title}{comment}", self.notes, self.body]
        if self.applies_to:
            parts.append("Applies to:\n\n" + "\n".join(f"- {platform}" for platform in self.applies_to))
        return "\n\n".join(part for part in parts if part)


@dataclass
class Group:
    """A heading with entries and further groups under it."""

    title: str
    intro: str = ""
    children: list[Item | Group] = field(default_factory=list)

    def item(
        self,
        title: str,
        body: str = "Words about it.",
        *,
        applies_to: str | tuple[str, ...] = (),
        work_item: int | None = None,
        notes: str = "",
    ) -> Item:
        """Adds an entry."""
        platforms = (applies_to,) if isinstance(applies_to, str) else applies_to
        made = Item(title, body, platforms, work_item, notes)
        self.children.append(made)
        return made

    def category(self, title: str, intro: str = "") -> Group:
        """The group of that title under this one, added where there is none."""
        for child in self.children:
            if isinstance(child, Group) and child.title == title:
                return child
        made = Group(title, intro)
        self.children.append(made)
        return made

    def items(self) -> Iterator[Item]:
        """All entries below, in order."""
        for child in self.children:
            if isinstance(child, Item):
                yield child
            else:
                yield from child.items()

    def drop(self, title: str) -> None:
        """Takes away the entries of that title."""
        self.children = [child for child in self.children if not (isinstance(child, Item) and child.title == title)]
        for child in self.children:
            if isinstance(child, Group):
                child.drop(title)

    def markdown(self, level: int, item_level: int | None = None) -> str:
        parts = [f"{'#' * level} {self.title}", self.intro]
        for child in self.children:
            if isinstance(child, Item):
                parts.append(child.markdown(item_level or level + 1))
            else:
                parts.append(child.markdown(level + 1, item_level))
        return "\n\n".join(part for part in parts if part)


@dataclass
class Page:
    """A whole page. ``item_level`` fixes the level of all entries (Intune: 4); none: one below their group."""

    title: str = "What's new in Microsoft Intune"
    intro: str = "Learn what's new each week. See also [important notices](#notices)."
    groups: list[Group | Item] = field(default_factory=list)
    item_level: int | None = None
    locale: str = "en-us"
    see_also: str = "See also"

    def week(self, date: str, release: str = "") -> Group:
        """The group “Week of …”; a date without a year is one of 2024."""
        dated = date if re.search(r"\b(?:19|20)\d\d\b", date) else f"{date}, 2024"
        return self.section(f"Week of {dated}" + (f" (Service release {release})" if release else ""))

    def notices(self) -> Group:
        """The group “Notices”."""
        return self.section("Notices")

    def section(self, title: str, intro: str = "") -> Group:
        """The top group of that title, added where there is none."""
        for group in self.groups:
            if isinstance(group, Group) and group.title == title:
                return group
        made = Group(title, intro)
        self.groups.append(made)
        return made

    def item(self, title: str, body: str = "Words about it.", *, notes: str = "") -> Item:
        """Adds an entry that is a top heading itself, as on Autopilot's page."""
        made = Item(title, body, notes=notes)
        self.groups.append(made)
        return made

    def copy(self) -> Page:
        """An equal page that can be changed apart."""
        return copy.deepcopy(self)

    def markdown(self) -> bytes:
        """The page as Learn Markdown."""
        parts = [f"---\ntitle: {self.title} | Microsoft Learn\nms.date: 05/07/2024\nms.topic: whats-new\n---"]
        parts += [f"# {self.title}", self.intro]
        parts += [
            group.markdown(2) if isinstance(group, Item) else group.markdown(2, self.item_level)
            for group in self.groups
        ]
        if self.see_also:
            parts.append(f"## {self.see_also}\n\n- [For the last release](archive.md)")
        return ("\n\n".join(part for part in parts if part) + "\n").encode()

    def html(self, *, modern: bool = True) -> bytes:
        """The page as Learn publishes it."""
        return learnify(self.markdown(), locale=self.locale, modern=modern)
