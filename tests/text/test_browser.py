"""The hostile vectors in a real browser: as they are most of them run; sanitised none runs and nothing is asked for."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page

from omfeed.text.markup import sanitise
from tests.kit.browser import chromium
from tests.kit.tried import tried
from tests.kit.vectors import VECTORS
from tests.text.soup import mixed

CANARY = "<img src=x:canary onerror=hit()>"
"""Runs last in each page, so that waiting for it needs no clock."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def shown(browser: Browser, fragments: Mapping[str, str]) -> tuple[set[str], list[str], Page]:
    """Which of the fragments ran, each in a frame of its own, and what the page asked the network for."""
    page = browser.new_context(offline=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialog.dismiss())
    frames = "".join(_frame(name, fragment) for name, fragment in {**fragments, "canary": CANARY}.items())
    page.set_content(f"<!DOCTYPE html><script>var ran = new Set()</script>{frames}", wait_until="domcontentloaded")
    page.wait_for_function("ran.has('canary')")
    # Two more turns of the event loop, for whatever was started before the canary and has not come back yet.
    page.evaluate("() => new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))")
    return set(page.evaluate("[...ran]")), [url for url in asked if _outside(url)], page


def _frame(name: str, fragment: str) -> str:
    key = html.escape(name, quote=True)
    fragment = fragment.encode("utf-8", "replace").decode()
    inside = f"<!DOCTYPE html><body><script>var hit = () => parent.ran.add('{key}')</script>{fragment}"
    return f'<iframe srcdoc="{html.escape(inside, quote=True)}"></iframe>'


def _outside(url: str) -> bool:
    return not url.startswith(("about:", "data:", "blob:", "chrome-error:")) and url != "x:canary"


def test_the_vectors_are_live(browser: Browser) -> None:
    # Those that take the whole page away with them would take the others' evidence too.
    leaving = {name for name in VECTORS if name.startswith(("meta refresh", "mxss deep", "base"))}
    ran, asked, page = shown(browser, {name: text for name, text in VECTORS.items() if name not in leaving})
    page.context.close()
    assert len(ran) >= 60
    assert len({url for url in asked if "evil.invalid" in url}) >= 10


def test_nothing_of_them_runs_or_is_asked_for_once_sanitised(browser: Browser) -> None:
    clean = {name: sanitise(vector, base_url="https://vendor.example/page") for name, vector in VECTORS.items()}
    ran, asked, page = shown(browser, clean)
    assert ran == {"canary"}
    assert asked == []
    assert_links_are_harmless(page)
    page.context.close()


def test_nothing_runs_after_the_browser_wrote_and_read_it_again(browser: Browser) -> None:
    page = browser.new_context(offline=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content("<!DOCTYPE html><script>var ran = new Set(), hit = () => ran.add('vector')</script><p>x")
    page.evaluate(
        """([texts, canary]) => {
            for (const text of texts) {
                const box = document.body.appendChild(document.createElement('div'));
                box.innerHTML = text;
                box.innerHTML = box.innerHTML;
                box.innerHTML = box.innerHTML;
            }
            const box = document.body.appendChild(document.createElement('div'));
            box.innerHTML = canary;
        }""",
        [[sanitise(vector) for vector in VECTORS.values()], CANARY.replace("hit()", "ran.add('canary')")],
    )
    page.wait_for_function("ran.has('canary')")
    assert page.evaluate("[...ran]") == ["canary"]
    assert [url for url in asked if _outside(url)] == []
    page.context.close()


@pytest.mark.parametrize("what", ["vectors", "mixtures"])
def test_the_browser_reads_only_what_is_on_the_list(browser: Browser, what: str) -> None:
    texts = list(VECTORS.values()) if what == "vectors" else [mixed(seed) for seed in range(800)]
    page = browser.new_context(offline=True).new_page()
    page.set_content("<!DOCTYPE html><p>x")
    found: dict[str, list[str]] = page.evaluate(
        """texts => {
            const tags = new Set(), attributes = new Set();
            for (const text of texts) {
                const page = document.implementation.createHTMLDocument('');
                page.body.innerHTML = text;
                page.body.innerHTML = page.body.innerHTML;
                for (const element of page.body.querySelectorAll('*')) {
                    tags.add(element.localName + (element.namespaceURI.endsWith('xhtml') ? '' : ' foreign'));
                    for (const attribute of element.attributes) attributes.add(attribute.name);
                }
            }
            return {tags: [...tags], attributes: [...attributes]};
        }""",
        [sanitise(text, base_url="https://vendor.example/") for text in texts],
    )
    page.context.close()
    from omfeed.text.markup import TAGS

    assert set(found["tags"]) <= TAGS
    assert set(found["attributes"]) <= {"href", "rel", "colspan", "rowspan", "scope", "start", "value"}
    tried(f"XSS {what} in Chromium", len(texts))


def assert_links_are_harmless(page: Page) -> None:
    links: Iterable[Iterable[str]] = page.evaluate(
        """() => [...document.querySelectorAll('iframe')].flatMap(frame =>
            [...(frame.contentDocument?.links ?? [])].map(link => [link.protocol, link.username, link.rel]))"""
    )
    for protocol, username, rel in links:
        assert protocol in {"http:", "https:", "mailto:"}
        assert username == ""
        assert "noopener" in rel
