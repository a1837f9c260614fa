"""Hostile words in every field that comes from outside, on every page and in every message that shows them.

Collectors sanitise what they read; here the words reach the pages as they are, as if that had failed for all but an
entry's own markup. Nothing of them may become markup anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from omfeed.deliver import feed, ical, slack, teams
from omfeed.deliver.letters import Letter, Line
from omfeed.digest.admin import build_admin
from omfeed.digest.feeds import FeedWords
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.mail import mail
from omfeed.digest.render import render
from omfeed.digest.report import build_report
from omfeed.digest.site import site
from omfeed.model import (
    Assessment,
    Delta,
    DeltaKind,
    Due,
    Evidence,
    Item,
    Nature,
    Platform,
    Precision,
    Severity,
    Source,
)
from omfeed.text.markup import sanitise
from tests.kit.browser import chromium
from tests.kit.items import FLEET, PERIOD, TODAY, by_story, entry, health, item
from tests.kit.vectors import VECTORS

PICKED = [vector for vector in VECTORS.values() if len(vector) < 400][::2]
"""Every second vector keeps the pages at a size that a browser opens quickly."""
BREAKERS = [
    "\r\nBcc: x@evil.invalid",
    "\nEND:VEVENT\nBEGIN:VEVENT",
    "{{ 7*7 }}{% raw %}{# x #}",
    "</textarea></style>",
    "]]>",
]


def hostile(number: int, words: str) -> Item:
    words = words.encode("utf-8", "replace").decode()
    source = Source(id=f"s{number}", title=words, url="https://vendor.example/", collector="feed", vendor=words)
    written = entry(
        words,
        words,
        section=(words, words),
        html=sanitise(f"<p>{words}</p>"),
        url="https://vendor.example/a",
        facts={"version": words, "cves": (words,), "status": words, "category": words, "product": words},
    )
    evidence = [
        Evidence(field=name, value=value, rule=words, words=words)
        for name, value in (("action_required", "true"), ("user_visible", "true"), ("platforms", "windows"))
    ]
    judged = Assessment(
        platforms=(Platform.WINDOWS,),
        versions={Platform.WINDOWS: words},
        nature=Nature.RETIRING,
        action_required=True,
        due=(Due(date="2026-12-01", precision=Precision.DAY, what=words),),
        user_visible=True,
        severity=Severity.HIGH,
        devices=5,
        topics=(words,),
        evidence=tuple(evidence),
        tags=(words,),
    )
    deltas = [Delta(kind=DeltaKind.RETITLED, before=words, after=words)]
    return item(written, judged, of=source, deltas=deltas, story=f"story:{number}:{words[:40]}")


@cache
def night() -> tuple[Item, ...]:
    return tuple(hostile(number, words) for number, words in enumerate([*PICKED, *BREAKERS]))


@cache
def pages() -> dict[str, str]:
    """Every kind of page, over all hostile items."""
    every = night()
    ill = [health("bad", reason=words, redirected_to="https://vendor.example/") for words in PICKED[:20]]
    admin = build_admin(every, ill, FLEET, PERIOD)
    made = {
        "admin": render(admin).html,
        "helpdesk": render(build_helpdesk(every, ill, FLEET, PERIOD, upcoming=every)).html,
        "mail": mail(admin, most_bytes=4 * 1024**2).html,
        "report": render(build_report(every, ill, FLEET, PERIOD)).html,
    }
    for name, content in site(by_story(every), FLEET, TODAY):
        made[name] = content.decode()
    return made


@cache
def harmless() -> dict[str, str]:
    """The same kinds of page over one item of plain words."""
    plain = [hostile(0, "plain")]
    admin = build_admin(plain, [], FLEET, PERIOD)
    made = {
        "admin": render(admin).html,
        "helpdesk": render(build_helpdesk(plain, [], FLEET, PERIOD, upcoming=plain)).html,
        "mail": mail(admin).html,
        "report": render(build_report(plain, [], FLEET, PERIOD)).html,
    }
    for name, content in site(by_story(plain), FLEET, TODAY):
        page = content.decode()
        made[kind(name, page)] = page
    return made


def kind(name: str, page: str) -> str:
    """What sort of page it is: its folder, its own name, or one that only leads on to another."""
    return "moved" if 'http-equiv="refresh"' in page else name.partition("/")[0]


def kinds(page: str) -> tuple[set[str], set[str]]:
    """The elements of a page and the attributes they carry."""
    root = lxml_html.document_fromstring(page)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    return {str(element.tag) for element in elements}, {str(name) for element in elements for name in element.attrib}


def test_no_page_gains_an_element_or_attribute_that_loads_or_runs() -> None:
    for name, page in pages().items():
        tags, attributes = kinds(page)
        assert not tags & {"iframe", "object", "embed", "base", "frame", "applet", "video", "audio", "img", "math"}, (
            name
        )
        assert not {one for one in attributes if one.startswith("on")} | (
            attributes & {"srcdoc", "formaction", "srcset"}
        )
        for link in lxml_html.document_fromstring(page).iter("a"):
            target = link.get("href", "#")
            assert re.match(r"https?://|mailto:|#|[a-z0-9./-]*($|[?#])", target), (name, target)


def test_no_page_gains_a_script_or_style() -> None:
    plain = harmless()
    for name, page in pages().items():
        base = plain[kind(name, page)]
        for tag in ("script", "style", "link", "meta", "form"):
            ours = len(re.findall(rf"<{tag}[\s>]", base))
            assert len(re.findall(rf"<{tag}[\s>]", page)) == ours, (name, tag)
        for target in re.findall(r'http-equiv="refresh" content="([^"]*)"', page):
            assert re.fullmatch(r"0; url=[a-z0-9_-]+\.html", target), (name, target)


def test_no_template_is_made_of_fetched_words() -> None:
    for name, page in pages().items():
        if name in {"admin", "helpdesk"}:
            assert "{{ 7*7 }}" in page, name
        assert not re.search(r"\b49\{% raw", page)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def test_nothing_runs_or_is_asked_for_in_a_browser(browser: Browser) -> None:
    context = browser.new_context(offline=True, bypass_csp=True)
    asked: list[str] = []
    opened: set[str] = set()
    for name, html in pages().items():
        folder = name.partition("/")[0] if "/" in name else name
        if folder in opened:
            continue
        opened.add(folder)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.add_init_script("window.ran = 0; window.hit = () => { window.ran += 1 }")
        # The page's own policy would hide a fault of the escaping; here it has to stand alone.
        html = re.sub(r"<meta http-equiv=.Content-Security-Policy[^>]*>", "", html)
        page.goto("about:blank")
        page.set_content(html + '<img src=x:canary onerror="hit(); window.canary = 1">', wait_until="domcontentloaded")
        page.wait_for_function("window.canary === 1")
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        page.evaluate("() => new Promise(done => requestIdleCallback(done))")
        assert page.evaluate("window.ran") == 1, name
        page.close()
    context.close()
    assert {url for url in asked if not url.startswith(("about:", "data:"))} <= {"x:canary"}


def test_feeds_are_well_formed_and_their_html_is_what_was_sanitised() -> None:
    document = feed.of_items(night(), FeedWords(), title="t", name="n")
    atom = ElementTree.fromstring(feed.atom(document))
    space = {"a": "http://www.w3.org/2005/Atom"}
    shown = [content.text or "" for content in atom.findall(".//a:content", space)]
    found = [str(one.get("content_html", "")) for one in json.loads(feed.json_feed(document))["items"]]
    assert len(shown) == len(found) > 50
    for html in [*shown, *found]:
        tags, attributes = kinds(f"<html><body>{html}</body></html>")
        assert not tags & {"script", "style", "iframe", "img", "svg", "math", "object", "form", "link", "meta"}
        assert not {name for name in attributes if name.startswith("on") or name in {"style", "srcdoc", "src"}}
    for title in atom.findall(".//a:title", space):
        assert title.get("type", "text") == "text"


def test_a_calendar_holds_one_event_for_each_date_whatever_its_words() -> None:
    every = night()
    events = ical.events(every)
    made = ical.calendar(events, name="x")
    lines = made.replace(b"\r\n ", b"").split(b"\r\n")
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == len(events)
    assert b"\n" not in b"".join(lines)
    assert all(re.match(rb"[A-Z-]+[;:]", line) for line in lines if line)


def letter() -> Letter:
    lines = tuple(
        Line(
            title=one.change.entry.title,
            url="https://vendor.example/a|b>c",
            text=one.change.entry.text,
            source=one.source.title,
            platforms=one.change.entry.title,
            due=one.change.entry.title,
            meaning=(one.change.entry.title,),
            story="x",
        )
        for one in night()
    )
    return Letter(subject=PICKED[0], text="x", summary=PICKED[1], trouble=PICKED[2], lines=lines)


def test_chat_messages_hold_no_mention_and_no_link_but_ours() -> None:
    shouts = ["<!channel> <@U123> <https://evil.invalid|login> [login](https://evil.invalid) <at>all</at> *x* _y_ `z`"]
    dressed = Letter(
        subject=shouts[0], text="x", summary=shouts[0], lines=tuple(Line(title=one, text=one) for one in shouts)
    )
    for made in (slack.message(dressed), slack.message(letter())):
        for text in strings(made):
            assert not re.search(r"<[!@#]", text), text
            assert not re.search(r"<https?://evil", text), text
    for body in (teams.message(dressed), teams.message(letter())):
        for text in strings(json.loads(body)):
            assert "<at>" not in text, text
            assert not re.search(r"(?<!\\)\]\(https?://evil", text), text


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if value.get("type") == "plain_text":
            return  # Slack reads no mention or link in these
        for name, inner in value.items():
            if name != "fallbackText":  # shown as plain text where no card can be
                yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
