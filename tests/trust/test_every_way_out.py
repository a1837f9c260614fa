"""Every way out of a whole night passes the guard: pointed at an inside address without permission, none connects.

One source is permitted, so that there is news to send. Everything else points at a listener that only counts: sources,
redirects, robots.txt, the heartbeat, the mail relay, chat, webhooks, tickets and other services.
"""

from __future__ import annotations

import contextlib
import io
import logging
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from omfeed.cli import main
from tests.kit.server import Reply, redirect, serve
from tests.kit.tried import tried


class Listener:
    """Takes connections on loopback, counts them and hangs up."""

    def __init__(self) -> None:
        self.count = 0
        self._sock = socket.create_server(("127.0.0.1", 0))
        self.port = self._sock.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._sock.accept()
            except OSError:
                return
            self.count += 1
            connection.close()

    def close(self) -> None:
        """Stop."""
        self._sock.shutdown(socket.SHUT_RDWR)
        self._sock.close()
        self._thread.join()


@pytest.fixture
def inside() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


def say(*words: str) -> str:
    """Call omfeed in this process; everything it says."""
    out = io.StringIO()
    root = logging.getLogger()
    handlers, level, kept = root.handlers[:], root.level, sys.argv
    sys.argv = ["omfeed", *words]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out), contextlib.suppress(SystemExit):
            main()
    finally:
        sys.argv = kept
        root.handlers[:] = handlers
        root.setLevel(level)
    return out.getvalue()


WAYS = ("webhook", "teams", "slack", "apprise", "ticket")
PLACES = ("127.0.0.1", "[::ffff:127.0.0.1]", "localhost", "0x7f000001")


def settings(listener: Listener, news: str, place: str) -> str:
    there = f"http://{place}:{listener.port}"
    ways = "".join(
        f"[[subscription]]\nid = '{way}'\nchannel = '{way}'\nto_env = 'TO_{way.upper()}'\n"
        + ("system = 'github'\nsecret_env = 'TOKEN'\n" if way == "ticket" else "")
        for way in WAYS
    )
    return (
        "[catalogue]\nenabled = false\n"
        f"[[sources]]\nid = 'news'\ntitle = 'News'\ncollector = 'feed'\nurl = '{news}/news'\nallow_private = true\n"
        f"[[sources]]\nid = 'led'\ntitle = 'Led'\ncollector = 'feed'\nurl = '{news}/away'\nallow_private = true\n"
        f"[[sources]]\nid = 'inside'\ntitle = 'Inside'\ncollector = 'learn-html'\nurl = '{there}/page'\n"
        f"[mail]\nsender = 'o@example.com'\nhost = '{place.strip('[]')}'\nport = {listener.port}\nsecurity = 'none'\n"
        "allow_private = false\n"
        "[[subscription]]\nid = 'post'\nchannel = 'mail'\nto = 'a@example.com'\n"
        f"[watch]\nheartbeat_env = 'BEAT'\n{ways}"
    )


@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_a_night_connects_to_the_inside(
    place: str, inside: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    there = f"http://{place}:{inside.port}"
    for way in WAYS:
        monkeypatch.setenv(f"TO_{way.upper()}", f"json://{place}:{inside.port}/x" if way == "apprise" else f"{there}/x")
    monkeypatch.setenv("BEAT", f"{there}/beat")
    monkeypatch.setenv("TOKEN", "token")
    items = "<item><title>Act: must update by June 1, 2027</title><guid>1</guid></item>"
    feed = f"<rss version='2.0'><channel><title>N</title>{{}}{items}</channel></rss>"
    with serve({}) as server:
        server.script("/news", Reply(feed.format("").encode()), Reply(feed.format(items.replace("1<", "2<")).encode()))
        server.script("/away", *(redirect(f"{there}/led") for _ in range(9)))
        (tmp_path / "omfeed.toml").write_text(settings(inside, server.url("").rstrip("/"), place), encoding="utf-8")
        said = (
            say("run", "--at", "2026-11-03") + say("run", "--at", "2026-11-04") + say("deliver", "--at", "2026-11-05")
        )
        for words in (
            ["doctor"],
            ["sources", "test", f"{there}/x"],
            ["sources", "add", f"{there}/x"],
            ["record", "tape"],
        ):
            said += say(*words)
        asked = [seen.path for seen in server.seen]
    assert inside.count == 0
    assert "/news" in asked
    assert "/away" in asked
    assert "Traceback" not in said
    tried("ways out pointed at the inside", len(WAYS) + 8)
