"""Where a page may lead a source: its own host and those that its block names, by no road but http and https."""

from __future__ import annotations

import pytest

from omfeed.following import _may_lie_at
from omfeed.model import Source

SOURCE = Source(
    id="list", title="List", url="https://a.example:8443/list", collector="feed", follow_hosts=("b.example",)
)


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://a.example:8443/page", True),
        ("https://b.example/page", True),
        ("http://b.example/page", False),
        ("http://a.example:8443/page", False),
        ("https://a.example/page", False),
        ("https://c.example/page", False),
        ("https://b.example.c.example/", False),
        ("https://xb.example/", False),
        ("file:///etc/passwd", False),
        ("ftp://b.example/", False),
        ("javascript://b.example/%0ahit()", False),
        ("//b.example/page", False),
        ("https://b.example/" + "x" * 10_000, False),
    ],
)
def test_a_source_is_led_to_its_own_hosts_only(url: str, may: bool) -> None:
    assert _may_lie_at(SOURCE, url) is may
