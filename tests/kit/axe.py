"""Asks axe about a page: every rule once, and in the other colours only what depends on colour."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def findings(page: Page, *, dark: bool = False) -> list[str]:
    """What axe finds wrong with the page that is open, each with the element's markup; empty when nothing is.

    Args:
        page: the page, all of whose folds are opened first: what is folded is read too.
        dark: whether it is shown in dark colours and was asked about in light ones already.
    """
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    found = Axe().run(page, options=_COLOURS if dark else None).response["violations"]
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = false)")
    return [f"{rule['id']} ({rule['impact']}): {rule['nodes'][0]['html'][:160]}" for rule in found]
