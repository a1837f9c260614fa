"""Validators that are too long or too odd to be sent back are not kept."""

from __future__ import annotations

import pytest

from omfeed.net.client import Client
from omfeed.net.request import Fresh, Request
from tests.kit.server import Reply, serve


@pytest.mark.parametrize(
    ("sent", "kept"),
    [('"a"', '"a"'), ('W/"b c"', 'W/"b c"'), ('"' + "x" * 2000 + '"', ""), ('"caf\u00e9"', ""), ('"\u00ff"', "")],
)
def test_an_odd_validator_is_not_kept(sent: str, kept: str) -> None:
    with serve({"/": Reply(b"x", etag=sent, last_modified=sent)}) as server, Client(user_agent="omfeed-test") as net:
        fetched = net.get(Request(server.url("/"), allow_private=True))
    assert isinstance(fetched, Fresh)
    assert (fetched.etag, fetched.last_modified) == (kept, kept)
