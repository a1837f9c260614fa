"""Markup that would keep a parser busy for hours is told from a page before it is parsed."""

from __future__ import annotations

import pytest

from omfeed.collect import registry
from omfeed.collect.bounds import MOST_ATTRIBUTES, check_attributes
from omfeed.errors import ParseError
from omfeed.model import Source

MANY = " ".join(f"a{number}=1" for number in range(300_000))
COSTLY = {
    "plain": f"<main><p {MANY}>x",
    "quoted": "<main><p " + " ".join(f'a{number}=">"' for number in range(MOST_ATTRIBUTES)) + ">x",
    "glued": "<main><p " + "".join(f"a{number}='<'" for number in range(MOST_ATTRIBUTES)) + ">x",
    "hidden behind a script": f'<script><p title="</script><p {MANY}>x',
    "hidden behind a comment": f"<!-- <p title='--><p {MANY}>x",
    "with slashes": "<main><p/" + "/".join(f"a{number}" for number in range(MOST_ATTRIBUTES)) + ">x",
    "openings without end": "<a " * 300_000,
}
HONEST = {
    "many elements": "<p class=a id=b title='c d' data-e=\"f>g\">x</p>" * 5000,
    "some attributes": "<p " + " ".join(f"a{number}=1" for number in range(MOST_ATTRIBUTES - 1)) + ">x",
    "comparisons": "if a < b and c < d: e = f " * 5000,
    "long words": "<" + "a" * 2_000_000,
    "long value": "<img src='data:;base64," + "A=" * 500_000 + "'>",
    "only openings": "<" * 2_000_000,
}


@pytest.mark.parametrize("name", COSTLY)
def test_costly_markup_is_an_error(name: str) -> None:
    with pytest.raises(ParseError, match="attributes"):
        check_attributes(COSTLY[name])


@pytest.mark.parametrize("name", HONEST)
def test_honest_markup_is_none(name: str) -> None:
    check_attributes(HONEST[name])


@pytest.mark.parametrize(
    "collector", ["learn-html", "learn-markdown", "page", "apple-security", "windows-kb", "rss", "atom", "feed"]
)
def test_collectors_look_before_they_parse(collector: str) -> None:
    source = Source(id="x", title="x", url="https://x.example/", collector=collector)
    parse = registry.load(collector).parse
    page = f"<main><h2>Week of May 4, 2026</h2><p {MANY}>x"
    feed = f'<rss version="2.0"><channel><title>x</title><item {MANY}><title>x</title></item></channel></rss>'
    with pytest.raises(ParseError):
        parse((feed if collector in {"rss", "atom", "feed"} else page).encode(), source)
