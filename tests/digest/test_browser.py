"""The pages in a real browser: nothing serious for axe, no sideways scrolling, no request, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from omfeed.deliver.files import write_all
from omfeed.digest.admin import build_admin
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.mail import mail
from omfeed.digest.render import render
from omfeed.digest.site import site
from omfeed.digest.speech import languages
from omfeed.model import Platform, Severity
from tests.kit.axe import findings
from tests.kit.browser import chromium
from tests.kit.items import FLEET, PERIOD, TODAY, by_story, entry, item, judged, well
from tests.kit.scenes import busy_night


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("world", ["busy", "demo"])
def test_pages_are_sound_in_every_kind_language_and_colour(
    browser: Browser, every_page: Path, world: str, language: str
) -> None:
    asked: set[str] = set()
    opened: set[str] = set()
    wrong: dict[str, list[str]] = {}
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.on("request", lambda request: asked.add(request.url))
    for path in _one_of_each_kind(every_page / world / language):
        page.goto(path.as_uri())
        opened.add(path.as_uri())
        found = findings(page)
        page.emulate_media(color_scheme="dark")
        found += findings(page, dark=True)
        page.emulate_media(color_scheme="light")
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            found.append("scrolls sideways")
        if found:
            wrong[path.name] = found
    page.close()
    assert wrong == {}
    assert asked == opened


def _one_of_each_kind(folder: Path) -> list[Path]:
    """Of each kind of page one of many words, not the longest: `make screens` asks axe about all of them."""
    kinds: dict[tuple[str, str], list[Path]] = {}
    every = [path for path in folder.rglob("*.html") if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")]
    for path in sorted(every):
        place, name = path.parent.name, path.stem
        told = name.rpartition("-")[2] if place == "mail" or place[:1].isdigit() else ""
        alike = place in {"kb", "notices", "platforms", "sources", "stories"} or place[:1].isdigit()
        kinds.setdefault((place if alike and not told else "", told or ("" if alike else name)), []).append(path)
    return [sorted(alike, key=lambda path: path.stat().st_size)[3 * len(alike) // 4] for alike in kinds.values()]


def test_the_site_is_sound_and_its_search_works_from_a_disk(browser: Browser, tmp_path: Path) -> None:
    write_all(tmp_path, site(by_story(busy_night()), FLEET, TODAY))
    (story,) = [path for path in (tmp_path / "stories").iterdir() if "101" in path.name]
    page = browser.new_page(viewport={"width": 390, "height": 844})
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    for path in (story, tmp_path / "due.html", tmp_path / "platforms" / "windows.html", tmp_path / "search.html"):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert findings(page) == []
    assert page.locator("#found li").count() == 13
    page.fill("#q", "certificate CONNECTOR")
    assert page.locator("#found a").all_inner_texts() == ["Move to the new certificate connector"]
    assert page.locator("#said").inner_text() == "Found: 1"
    page.fill("#q", "iphone")
    every = page.locator("#found a").count()
    page.fill("#q", "ios")
    assert 0 < page.locator("#found a").count() <= every, "people say iPhone where vendors say iOS"
    page.fill("#q", "")
    page.select_option("[name=platform]", "linux")
    assert "Red Hat Enterprise Linux 10 is supported" in page.locator("#found a").all_inner_texts()
    assert "Move to the new certificate connector" not in page.locator("#found a").all_inner_texts()
    page.locator("#found a").first.click()
    assert page.url.startswith((tmp_path / "stories").as_uri())
    assert refused == []
    page.close()


def test_without_a_script_the_search_page_leads_to_the_plain_lists(browser: Browser, tmp_path: Path) -> None:
    write_all(tmp_path, site(by_story(busy_night()), FLEET, TODAY))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "search.html").as_uri())
    assert not page.locator("#search").is_visible()
    page.get_by_role("link", name="Windows").click()
    assert page.url.endswith("platforms/windows.html")
    context.close()


def test_a_former_address_leads_to_the_story_without_a_script(browser: Browser, tmp_path: Path) -> None:
    told = item(entry("iOS 27"), judged(Platform.IOS), entry_id=7, story="release:ios:27")
    write_all(tmp_path, site(by_story([told]), FLEET, TODAY))
    (story,) = (tmp_path / "stories").glob("release-*.html")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "stories" / "s-7.html").as_uri())
    page.wait_for_url(story.as_uri())
    assert page.locator("h1").inner_text() == "iOS 27"
    context.close()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_word_without_end_widens_neither_mail_nor_page(browser: Browser, tmp_path: Path, language: str) -> None:
    word = "Supercalifragilistic" * 60
    table = f"<table><tr><td>{word}</td><td>b</td></tr></table><pre>{word}</pre>"
    news = item(
        entry(word, f"{word} on it", html=f"<p>{word} on it</p>{table}"),
        judged(Platform.IOS, act=True, users=word, due=["2026-12-01"], what=word, severity=Severity.HIGH, devices=9),
    )
    admin = build_admin([news], well(), FLEET, PERIOD, language=language)
    helpdesk = build_helpdesk([news], well(), FLEET, PERIOD, language=language)
    made = {
        "admin-mail": mail(admin).html, "helpdesk-mail": mail(helpdesk).html,
        "admin": render(admin).html, "helpdesk": render(helpdesk).html,
    }  # fmt: skip
    page = browser.new_page(viewport={"width": 390, "height": 844})
    wide = {}
    for name, html in made.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
        page.goto((tmp_path / f"{name}.html").as_uri())
        wide[name] = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide == dict.fromkeys(made, 390)


def test_a_korean_title_in_an_english_page_breaks_between_words(browser: Browser, tmp_path: Path) -> None:
    news = item(
        entry("인증서를 12월 1일까지 갱신해야 합니다", "iOS 인증서를 2026년 12월 1일까지 갱신해야 합니다."),
        judged(Platform.IOS, act=True, severity=Severity.HIGH, devices=9),
    )
    admin = build_admin([news], well(), FLEET, PERIOD)
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for name, html in {"page": render(admin).html, "mail": mail(admin).html}.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
        page.goto((tmp_path / f"{name}.html").as_uri())
        title = page.get_by_text("인증서를 12월 1일까지 갱신해야 합니다", exact=True).first
        assert title.evaluate("one => getComputedStyle(one).wordBreak") == "keep-all", name
    page.close()
