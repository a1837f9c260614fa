"""Pictures of every page, to be looked at: phone and desktop, light and dark, English and Korean.

Run: python -m bench.screens [FOLDER] (default screens). The pages are those of an invented busy night and its site; a
page with a fault, a serious finding of axe or sideways scrolling makes the run fail.
"""

from __future__ import annotations

import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from omfeed.deliver.files import write_all
from tests.kit.browser import chromium
from tests.kit.markup import faults
from tests.kit.pages import pages

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
LANGUAGES = ("en", "ko")
STORIES = ("101", "102", "121")
"""Of the story pages, all are checked and these are pictured."""


def shoot(browser: Browser, folder: Path, pictures: Path) -> list[str]:
    """Pictures of every page of a folder, and what is wrong with them."""
    wrong: list[str] = []
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).with_suffix("").as_posix().replace("/", "-")
        if not name.startswith("digests-mail"):
            wrong += [f"{name}: {fault}" for fault in faults(path.read_text(encoding="utf-8"))]
        if "stories-entry" in name and not name.endswith(STORIES):
            continue
        for width in WIDTHS:
            for scheme in SCHEMES:
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals
                page.goto(path.as_uri())
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wrong.append(f"{name}: scrolls sideways at {width}")
                found = Axe().run(page).response["violations"]
                wrong += [
                    f"{name} {width} {scheme}: {rule['id']}"
                    for rule in found
                    if rule["impact"] in {"serious", "critical"}
                ]
                page.screenshot(path=str(pictures / f"{name}-{width}-{scheme}.png"), full_page=True)
                page.close()
    return wrong


def _serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [str(rule["id"]) for rule in found if rule["impact"] in {"serious", "critical"}]


def main() -> int:
    """Writes the pictures; 1 when a page has a fault."""
    top = Path(sys.argv[1] if len(sys.argv) > 1 else "screens")
    wrong: list[str] = []
    with chromium() as browser:
        for language in LANGUAGES:
            folder, pictures = top / language / "pages", top / language
            print(f"{language}: {write_all(folder, pages(language))} pages written")
            wrong += [f"{language} {fault}" for fault in shoot(browser, folder, pictures)]
    for fault in wrong:
        print(fault)
    print(f"{len(list(top.rglob('*.png')))} pictures in {top}, {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
