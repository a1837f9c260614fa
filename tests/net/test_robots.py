"""What a site's robots.txt lets us fetch, by the rules of RFC 9309."""

from __future__ import annotations

import pytest

from omfeed.net.client import Client
from omfeed.net.robots import Robots, allowed, rules
from tests.kit.server import Reply, serve
from tests.net.conftest import local

EVERYBODY = "User-agent: *\n"


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("", "/a", True),
        (EVERYBODY + "Disallow: /", "/a", False),
        (EVERYBODY + "Disallow:", "/a", True),
        (EVERYBODY + "Disallow: /private", "/private/a", False),
        (EVERYBODY + "Disallow: /private", "/public", True),
        (EVERYBODY + "Disallow: /\nAllow: /news", "/news/1", True),
        (EVERYBODY + "Allow: /news\nDisallow: /news/old", "/news/old/1", False),
        (EVERYBODY + "Disallow: /a\nAllow: /a", "/a", True),
        (EVERYBODY + "Disallow: /*.php$", "/x/index.php", False),
        (EVERYBODY + "Disallow: /*.php$", "/x/index.php?y", True),
        (EVERYBODY + "Disallow: /a$", "/a", False),
        (EVERYBODY + "Disallow: /a$", "/ab", True),
        (EVERYBODY + "Disallow: /a*b*c", "/a--b--c--", False),
        (EVERYBODY + "Disallow: /a*b*c", "/a--c--b", True),
        (EVERYBODY + "Disallow: /*?q=", "/find?q=1", False),
        (EVERYBODY + "Disallow: /%7Ejoe", "/~joe/a", False),
        (EVERYBODY + "Disallow: /é", "/%C3%A9/a", False),
        (EVERYBODY + "Disallow: /a%2fb", "/a/b", True),
        (EVERYBODY + "Disallow: /\nUser-agent: omfeed\nDisallow: /x", "/a", True),
        (EVERYBODY + "Disallow: /\nUser-agent: omfeed\nDisallow: /x", "/x", False),
        ("User-agent: OmFeed/2.0\nDisallow: /x", "/x", False),
        ("User-agent: other\nUser-agent: omfeed\nDisallow: /x", "/x", False),
        ("User-agent: other\nDisallow: /x\nUser-agent: omfeed\nDisallow: /y", "/x", True),
        ("User-agent: omfeed\nDisallow: /x\n\nUser-agent: omfeed\nDisallow: /y", "/y", False),
        ("User-agent: omfeed # us\nDisallow: /x # not here", "/x", False),
        ("Disallow: /x", "/x", True),
        ("<html>no robots here: at all</html>", "/x", True),
        (EVERYBODY + "disallow: /x\r\nSitemap: https://a/b", "/x", False),
    ],
)
def test_the_longest_rule_that_fits_decides(text: str, path: str, expected: bool) -> None:
    assert allowed(rules(text), path) is expected


def test_a_hostile_pattern_costs_no_more_than_its_length() -> None:
    known = rules(EVERYBODY + "Disallow: /" + "*a" * 20_000 + "$")
    assert allowed(known, "/" + "a" * 8000 + "b")


def test_robots_txt_is_fetched_once_for_a_host(client: Client) -> None:
    with serve({"/robots.txt": Reply(b"\xef\xbb\xbfUser-agent: *\nDisallow: /x", media_type="text/plain")}) as server:
        robots = Robots(client)
        assert [robots.allow(local(server.url(path))) for path in ("/x", "/y", "/x?z", "/robots.txt")] == [
            False,
            True,
            False,
            True,
        ]
        assert [seen.path for seen in server.seen] == ["/robots.txt"]


@pytest.mark.parametrize("status", [404, 403, 500, 503])
def test_a_robots_txt_that_cannot_be_had_allows(client: Client, status: int) -> None:
    with serve({"/robots.txt": Reply(status=status)}) as server:
        assert Robots(client).allow(local(server.url("/x")))


def test_an_address_that_cannot_be_read_is_left_to_the_client(client: Client) -> None:
    assert Robots(client).allow(local("https://user@host/"))
