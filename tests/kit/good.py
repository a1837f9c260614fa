"""A good body for every collector, to be broken."""

from __future__ import annotations

from omfeed.model import Source
from tests.collect.bodies import ALL, OPTIONS
from tests.kit.learn import Page


def learn_page() -> Page:
    """A Learn page with everything that such a page has."""
    page = Page(item_level=4)
    for number in range(3):
        week = page.week(f"May {6 + number}", release="2405" if number else "")
        apps = week.category("App management")
        apps.item(
            f"New setting {number}",
            "Words with **strong**, `code` and a [link](../protect/x.md#y).\n\n> [!NOTE]\n> Careful.\n\n"
            "| Setting | Value |\n|---|---|\n| A | 1 |\n\n##### A part\n\n- One\n  - Two\n\n```xml\n<!-- kept -->\n```",
            applies_to=("Windows", "macOS"),
            work_item=25_000_000 + number,
        )
        week.category("Device security").item(f"Gone {number}", "[!INCLUDE [x](y.md)] Support ends June 30, 2025.")
    page.notices().item("Plan for change", "It ends.\n\n#### What do I need to do?\n\nAct.")
    return page


def good_body(name: str) -> bytes:
    """A good body of that collector."""
    if name == "learn-markdown":
        return learn_page().markdown()
    if name in {"learn-html", "page"}:
        return learn_page().html()
    text = ALL.get(name) or ALL["feed"]
    return text.encode() if isinstance(text, str) else text


def good_source(name: str) -> Source:
    """A source of that collector."""
    url = (
        "https://learn.microsoft.com/en-us/intune/whats-new/"
        if name.startswith("learn")
        else "https://news.example/a/b"
    )
    return Source(id="tried", title="Tried", url=url, collector=name, options=OPTIONS.get(name, {}))
