"""Pictures of every page, to be looked at: phone and desktop, light and dark, English and Korean.

Run: python -m bench.screens [FOLDER] [WORDS…] (default: screens, everything; with words only pages whose name has one
of them), or python -m bench.screens --check, which takes no pictures and leaves the history out. The pages are those of
the demo, of an invented busy night and, where captured pages lie beside the checkout, of a replayed history;
FOLDER/index.html shows them side by side. A page with a fault of markup, anything that axe finds or sideways scrolling
makes the run fail.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from playwright.sync_api import Page
from pytest import skip

from omfeed.deliver.files import write_all
from tests.kit import worlds
from tests.kit.axe import findings
from tests.kit.browser import chromium
from tests.kit.markup import faults
from tests.kit.pages import pages
from tests.kit.vnu import complaints

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One page in all its pictures."""

    name: str
    page: Path
    pictures: tuple[Path, ...]


def shoot(page: Page, folder: Path, pictures: Path | None, words: Sequence[str], wrong: list[str]) -> Iterator[Shot]:
    """Every page of a folder, with pictures when there is a folder for them; its faults are added to ``wrong``."""
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        if words and not any(word in name for word in words):
            continue
        text = path.read_text(encoding="utf-8")
        if not is_mail(name):
            wrong += [f"{path}: {fault}" for fault in faults(text)]
        if 'http-equiv="refresh"' in text:
            # A former address shows the page that it leads to.
            continue
        page.goto(path.as_uri())
        made = []
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 844 if width < 500 else 900})
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wrong.append(f"{path}: scrolls sideways at {width}")
                if pictures is not None:
                    made.append(pictures / f"{name.replace('/', '-')}-{width}-{scheme}.png")
                    page.screenshot(path=str(made[-1]), full_page=True)
            wrong += [f"{path}, {scheme}: {found}" for found in findings(page, dark=scheme == "dark")]
        yield Shot(name=name, page=path, pictures=tuple(made))


def is_mail(name: str) -> bool:
    """Whether a page is a mail, which is one table for the sake of old mail programs and no page of a site."""
    return "mail" in name


def contents(shots: dict[str, list[Shot]], top: Path) -> str:
    """A page that shows all of them side by side."""
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>omfeed, all pages</title><style>body{font:15px/1.4"
        " system-ui; margin:1rem}figure{display:inline-block;margin:.3rem;vertical-align:top}img{height:220px;"
        "width:auto;max-width:320px;object-fit:cover;object-position:top;border:1px solid #999}</style>"
        "<h1>omfeed, all pages</h1>"
    ]
    for world, found in shots.items():
        parts.append(f"<h2>{escape(world)}</h2>")
        for shot in found:
            parts.append(f'<h3><a href="{shot.page.relative_to(top).as_posix()}">{escape(shot.name)}</a></h3>')
            for picture in shot.pictures:
                where = picture.relative_to(top).as_posix()
                words = " ".join(picture.stem.rsplit("-", 2)[1:])
                image = f'<img loading=lazy src="{where}" alt="{escape(shot.name)}, {words}">'
                parts.append(f'<figure><a href="{where}">{image}</a><figcaption>{words}</figcaption></figure>')
    return "".join(parts)


def world(name: str, folder: Path, language: str) -> Path | None:
    """The pages of a world, or none, with words, where what it needs is not there."""
    if name == "demo":
        return worlds.demo(folder, language)
    if name == "busy":
        write_all(folder, pages(language))
        return folder
    try:
        return worlds.history(folder, language)
    except skip.Exception as why:
        print(f"no {name} in {language}: {why}")
        return None


def check() -> int:
    """Holds every page of the invented night and the demo to axe and both screens, without pictures; 1 on a fault."""
    wrong: list[str] = []
    seen = 0
    with TemporaryDirectory() as name, chromium() as browser:
        page = browser.new_page()
        for of in ("busy", "demo"):
            for language in LANGUAGES:
                folder = world(of, Path(name) / of / language, language)
                seen += len(list(shoot(page, folder, None, (), wrong))) if folder else 0
    for fault in wrong:
        print(fault)
    print(f"axe and both screens over {seen} pages in {len(SCHEMES)} colours: {len(wrong)} faults")
    return 1 if wrong else 0


def main() -> int:
    """Writes the pictures; 1 when a page has a fault."""
    if sys.argv[1:] == ["--check"]:
        try:
            return check()
        except skip.Exception as why:
            print(f"No page was checked: {why}")
            return 0
    top = Path(sys.argv[1] if len(sys.argv) > 1 else "screens").resolve()
    words = sys.argv[2:]
    if top.exists():
        rmtree(top)
    wrong: list[str] = []
    shots: dict[str, list[Shot]] = {}
    with chromium() as browser:
        page = browser.new_page()
        for name in ("busy", "demo", "history"):
            for language in LANGUAGES:
                folder = world(name, top / "pages" / name / language, language)
                if folder is None:
                    continue
                pictures = top / name / language
                pictures.mkdir(parents=True)
                shots[f"{name} {language}"] = list(shoot(page, folder, pictures, words, wrong))
                print(f"{name} {language}: {len(shots[f'{name} {language}'])} pages", flush=True)
    try:
        wrong += complaints(sorted((top / "pages").rglob("*.html")))
    except skip.Exception as why:
        print(why)
    (top / "index.html").write_text(contents(shots, top), encoding="utf-8")
    for fault in wrong:
        print(fault)
    print(f"{sum(len(s.pictures) for f in shots.values() for s in f)} pictures in {top}, {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
