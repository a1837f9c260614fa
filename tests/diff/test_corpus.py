"""Over captured pages and feeds: a body against itself says nothing, and real histories are told as they were."""

from __future__ import annotations

import pytest

from bench import diff as measured
from omfeed.collect import registry
from omfeed.diff.advance import advance
from omfeed.diff.compare import compare
from omfeed.errors import ParseError
from tests.diff.page import START, source
from tests.kit.corpus import bodies, folder
from tests.kit.learnify import learnify

FOLDERS = {
    "intune-whats-new/2018": "learn-markdown",
    "intune-whats-new/2020": "learn-markdown",
    "intune-whats-new/ko-kr": "learn-markdown",
    "intune-in-development/2020": "learn-markdown",
    "edge-stable-relnotes": "learn-markdown",
    "edge-security-relnotes": "learn-markdown",
    "sofa-rss": "rss",
    "windows-message-center": "atom",
    "sofa-ios": "sofa",
    "sofa-v2-macos": "sofa",
    "m365-message-center": "graph-messages",
    "cisa-kev": "cisa-kev",
    "endoflife-ios": "endoflife",
    "endoflife-windows-product": "endoflife",
    "chromeos-dash": "chromeos-dash",
    "apple-gdmf": "apple-pmv",
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_body_against_itself_says_nothing(name: str) -> None:
    collector = registry.load(FOLDERS[name])
    captured = bodies(name)
    for _, body in (captured[0], captured[-1]):
        for each in (body, learnify(body)) if FOLDERS[name] == "learn-markdown" else (body,):
            reader = registry.load("learn-html") if each is not body else collector
            try:
                parsed = reader.parse(each, source(url="https://example.org/whats-new"))
            except ParseError:
                continue
            known = advance((), compare((), parsed, source(), START), START)
            assert compare(known, parsed, source(), START).changes == ()


@pytest.mark.parametrize(
    ("name", "page", "html"),
    [("intune-whats-new/2020", "whats-new", False), ("intune-in-development/2020", "in-development", True)],
)
def test_a_published_history_is_told_as_it_was(name: str, page: str, html: bool) -> None:
    folder(name)
    score = measured.markdown_history(name, page, html=html)
    assert score.real > 0
    assert score.missed == []
    assert score.spurious == []
    assert score.shown < 1.1 * score.inserted


@pytest.mark.parametrize("name", ["sofa-rss", "windows-message-center"])
def test_a_feed_full_of_noise_is_told_as_it_was(name: str) -> None:
    folder(name)
    score = measured.id_history(name)
    assert score.real > 0
    assert score.missed == []
    assert score.spurious == []
