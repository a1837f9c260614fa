"""Pictures of every page, to be looked at: phone and desktop, light and dark, English and Korean.

Run: python -m bench.screens [FOLDER] (default screens). The pages are those of an invented busy night and its site; a
page with a fault, a serious finding of axe or sideways scrolling makes the run fail.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from omfeed.deliver.files import write_all
from omfeed.digest.admin import build_admin
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.index import Night
from omfeed.digest.kb import kb_pages
from omfeed.digest.mail import mail
from omfeed.digest.notice import build_notice
from omfeed.digest.render import render
from omfeed.digest.report import Duty, build_report
from omfeed.digest.site import site
from omfeed.digest.training import Guide, build_training
from tests.kit.browser import chromium
from tests.kit.items import FLEET, PERIOD, TODAY, well
from tests.kit.markup import faults
from tests.kit.scenes import busy_night, ill

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
LANGUAGES = ("en", "ko")
STORIES = ("101", "102", "121")
"""Of the story pages, all are checked and these are pictured."""
GUIDES = (Guide(name="enrol", title="Enrol an iPhone", topics=("enrolment",)),)


def pages(language: str) -> Iterator[tuple[str, bytes]]:
    """Every kind of page in a language: name and content."""
    items = busy_night()
    admin = build_admin(items, ill(), FLEET, PERIOD, muted=2, home="../index.html", language=language)
    helpdesk = build_helpdesk(items, well(), FLEET, PERIOD, upcoming=items, escalate="Second line", language=language)
    made = {
        "admin": render(admin),
        "quiet": render(build_admin([], well(), FLEET, PERIOD, language=language)),
        "helpdesk": render(helpdesk),
        "report": render(
            build_report(
                items, ill(), FLEET, PERIOD, standing=items, duties={"entry-101": Duty(done_on=TODAY)},
                guides_open=1, csv="report.csv", language=language,
            )
        ),
        "notice": render(build_notice([items[2]], TODAY, contact="Service desk, 1234", language=language)),
        "training": render(build_training(items, GUIDES, language=language)),
        "mail-admin": mail(admin, more_url="https://omfeed.example/"),
        "mail-helpdesk": mail(helpdesk),
    }  # fmt: skip
    for name, rendered in made.items():
        yield f"digests/{name}.html", rendered.html.encode()
        yield f"digests/{name}.txt", rendered.text.encode()
    for name, data in kb_pages(items, FLEET, TODAY, form="html", language=language):
        yield f"kb/{name}", data
    nights = [_night(ago) for ago in range(40)]
    yield from site(items, FLEET, TODAY, nights=nights, language=language)


def _night(ago: int) -> Night:
    files = (("Admin", "digests/admin.html"), ("Helpdesk", "digests/helpdesk.html"))
    return Night(day=TODAY - timedelta(days=ago), changes=ago * 7 % 5, act=ago % 2, troubles=int(ago == 3), files=files)


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
