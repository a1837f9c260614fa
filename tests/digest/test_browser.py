"""The pages in a real browser: nothing serious for axe, no sideways scrolling, no request, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from omfeed.deliver.files import write_all
from omfeed.digest.admin import build_admin
from omfeed.digest.contexts import Page
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.index import Night, build_index
from omfeed.digest.render import render
from omfeed.digest.site import site
from tests.kit.browser import chromium
from tests.kit.items import FLEET, PERIOD, TODAY, well
from tests.kit.scenes import busy_night, ill

NIGHT = Night(day=TODAY, changes=3, act=1, troubles=1, files=(("Admin", "2026-11-24/admin.html"),))
PAGES: dict[str, Page] = {
    "admin": build_admin(busy_night(), ill(), FLEET, PERIOD, home="../index.html", muted=2),
    "quiet": build_admin([], well(), FLEET, PERIOD),
    "helpdesk": build_helpdesk(busy_night(), well(), FLEET, PERIOD, upcoming=busy_night(), escalate="Second line"),
    "index": build_index([NIGHT]),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(browser: Browser, tmp_path: Path, name: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(PAGES[name]).html, encoding="utf-8")
    asked: list[str] = []
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
        page.close()
    assert set(asked) == {path.as_uri()}


def test_the_site_is_sound_and_its_search_works_from_a_disk(browser: Browser, tmp_path: Path) -> None:
    write_all(tmp_path, site(busy_night(), FLEET, TODAY, nights=[NIGHT]))
    (story,) = [path for path in (tmp_path / "stories").iterdir() if "101" in path.name]
    page = browser.new_page(viewport={"width": 390, "height": 844})
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    for path in (story, tmp_path / "due.html", tmp_path / "platforms" / "windows.html", tmp_path / "search.html"):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.locator("#found li").count() == 13
    page.fill("#q", "certificate CONNECTOR")
    assert page.locator("#found a").all_inner_texts() == ["Move to the new certificate connector"]
    assert page.locator("#said").inner_text() == "Found: 1"
    page.fill("#q", "")
    page.select_option("[name=platform]", "linux")
    assert "Red Hat Enterprise Linux 10 is supported" in page.locator("#found a").all_inner_texts()
    assert "Move to the new certificate connector" not in page.locator("#found a").all_inner_texts()
    page.locator("#found a").first.click()
    assert page.url.startswith((tmp_path / "stories").as_uri())
    assert refused == []
    page.close()


def test_without_a_script_the_search_page_leads_to_the_plain_lists(browser: Browser, tmp_path: Path) -> None:
    write_all(tmp_path, site(busy_night(), FLEET, TODAY))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "search.html").as_uri())
    assert not page.locator("#search").is_visible()
    page.get_by_role("link", name="Windows").click()
    assert page.url.endswith("platforms/windows.html")
    context.close()
