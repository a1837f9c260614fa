"""A small web server on loopback whose answers a test writes down beforehand, good ones and broken ones.

Example::

    from tests.kit.server import Reply, redirect, serve

    with serve({"/feed": Reply(b"<rss/>", media_type="application/rss+xml", etag='"1"')}) as server:
        server.url("/feed")                                  # http://127.0.0.1:<port>/feed
        server.script("/new", Reply(b"once"), Reply(b"from then on"))
        server.script("/old", redirect("/feed", 301))
        server.script("/busy", Reply(status=429, headers={"Retry-After": "1"}), Reply(b"now"))
        ...
        server.seen[0].path, server.seen[0].headers["user-agent"]     # what was asked for, in order

A path answers with its replies one after the other; the last one repeats. A path that is not scripted answers 404. A
reply with an ``etag`` or ``last_modified`` answers 304 by itself when the request says that it has that already.
Nothing here sleeps: a reply that hangs waits until the server is closed, and then its thread ends.
"""

from __future__ import annotations

import contextlib
import gzip as gzipping
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final

REASONS: Final = {200: "OK", 204: "No Content", 301: "Moved Permanently", 302: "Found", 304: "Not Modified"}


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """Further headers; one of the same name replaces the header made here, an empty value leaves it out."""
    media_type: str = "text/html; charset=utf-8"
    etag: str = ""
    last_modified: str = ""
    encoding: str = ""
    """``gzip`` or ``deflate``: the body is packed so; any other name is only claimed."""
    chunked: bool = False
    cut: int | None = None
    """Close the connection after so many bytes of the (packed) body."""
    close: bool = False
    """Close the connection afterwards instead of keeping it alive."""
    raw: bytes | None = None
    """Send exactly these bytes instead of a well-formed answer, then close."""
    drip: float | None = None
    """Seconds between single bytes, from the first byte of the answer on."""
    endless: bytes = b""
    """After the body (or raw bytes), send this again and again until the other side goes away."""
    hang: str = ""
    """``headers``: never answer; ``body``: send the headers and half of the body, then nothing more."""
    reset: bool = False
    """Reset the connection instead of answering."""


def redirect(to: str, status: int = 302) -> Reply:
    """An answer that points elsewhere."""
    return Reply(status=status, headers={"Location": to})


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    """With the query."""
    headers: Mapping[str, str]
    """Names in lower case; of a repeated one, the last."""
    body: bytes
    connection: int
    """Number of the connection it came on, from 0."""


class Server:
    """A running server; made by ``serve``."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.seen: list[Seen] = []
        self.connections = 0
        self.most_at_once = 0
        """The largest number of requests that were being answered at the same time."""
        self._tls = tls
        self._scripts: dict[str, list[Reply]] = {}
        self._answers: Callable[[Seen], Reply] | None = None
        self._lock = threading.Lock()
        self._busy = 0
        self._closed = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        accepting = threading.Thread(target=self._accept, daemon=True)
        self._threads.append(accepting)
        accepting.start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The absolute address of a path on this server."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def script(self, path: str, *replies: Reply) -> str:
        """Let a path answer so, one reply after the other, the last one again and again; returns its address."""
        with self._lock:
            self._scripts[path] = list(replies)
        return self.url(path)

    def answer(self, answers: Callable[[Seen], Reply]) -> None:
        """Let a function answer every path that is not scripted."""
        self._answers = answers

    def close(self) -> None:
        """Stop, and end every connection and thread."""
        self._closed.set()
        # A connection of our own wakes the accepting thread on every operating system.
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            pass
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join(timeout=5)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            if self._closed.is_set():
                connection.close()
                return
            with self._lock:
                number = self.connections
                self.connections += 1
                self._open.add(connection)
            thread = threading.Thread(target=self._serve, args=(connection, number), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls:
                plain = connection
                connection = self._tls.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
                with self._lock:
                    self._open.discard(plain)
                    self._open.add(connection)
                connection.do_handshake()
            with connection.makefile("rb") as stream:
                while not self._closed.is_set():
                    seen = _read(stream, number)
                    if seen is None:
                        return
                    if not self._reply(connection, seen):
                        return
        except (OSError, ValueError):
            return
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _reply(self, connection: socket.socket, seen: Seen) -> bool:
        """Answers one request; whether the connection is to be kept."""
        with self._lock:
            self.seen.append(seen)
            self._busy += 1
            self.most_at_once = max(self.most_at_once, self._busy)
            replies = self._scripts.get(seen.path) or self._scripts.get(seen.path.partition("?")[0]) or []
            reply = replies.pop(0) if len(replies) > 1 else replies[0] if replies else None
        try:
            if reply is None:
                reply = self._answers(seen) if self._answers else Reply(b"no such page", 404)
            return self._send(connection, seen, reply)
        finally:
            with self._lock:
                self._busy -= 1

    def _send(self, connection: socket.socket, seen: Seen, reply: Reply) -> bool:
        if reply.reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            return False
        if reply.hang == "headers":
            self._closed.wait()
            return False
        head, body = (b"", reply.raw) if reply.raw is not None else _render(reply, seen)
        if reply.cut is not None:
            body = body[: reply.cut]
        if reply.hang == "body":
            connection.sendall(head + body[: max(1, len(body) // 2)])
            self._closed.wait()
            return False
        if reply.drip is not None:
            for at in range(len(head + body)):
                connection.sendall((head + body)[at : at + 1])
                if self._closed.wait(reply.drip):
                    return False
        else:
            connection.sendall(head + body)
        while reply.endless and not self._closed.is_set():
            connection.sendall(reply.endless)
        return not (reply.close or reply.cut is not None or reply.raw is not None)


@contextlib.contextmanager
def serve(
    scripts: Mapping[str, Reply | tuple[Reply, ...]] | None = None, *, tls: ssl.SSLContext | None = None
) -> Iterator[Server]:
    """A server on a free port of 127.0.0.1 for the length of a ``with`` block.

    Args:
        scripts: what paths answer: one reply, or several one after the other.
        tls: makes it speak HTTPS with this server-side context.
    """
    server = Server(tls)
    try:
        for path, replies in (scripts or {}).items():
            server.script(path, *((replies,) if isinstance(replies, Reply) else replies))
        yield server
    finally:
        server.close()


def packed(body: bytes, encoding: str) -> bytes:
    """The body as that content encoding makes it; unchanged for one that is unknown here."""
    match encoding:
        case "gzip":
            return gzipping.compress(body, mtime=0)
        case "deflate":
            return zlib.compress(body)
        case _:
            return body


def _read(stream: BinaryIO, number: int) -> Seen | None:
    words = stream.readline(65536).decode("latin-1").split()
    # The greeting of TLS is no request, however many words its random bytes make; its end would never come.
    if len(words) != 3 or not words[2].startswith("HTTP/"):
        return None
    headers: dict[str, str] = {}
    while line := stream.readline(65536).strip():
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    length = int(headers.get("content-length", "0"))
    body = stream.read(length) if length else b""
    return Seen(words[0], words[1], headers, body, number)


def _render(reply: Reply, seen: Seen) -> tuple[bytes, bytes]:
    status, body = reply.status, packed(reply.body, reply.encoding)
    known = seen.headers.get("if-none-match")
    since = seen.headers.get("if-modified-since")
    same = known == reply.etag if known is not None and reply.etag else bool(since) and since == reply.last_modified
    if status == 200 and same:
        status, body = 304, b""
    headers = {"Content-Type": reply.media_type} if reply.media_type and status not in {204, 304} else {}
    if reply.etag:
        headers["ETag"] = reply.etag
    if reply.last_modified:
        headers["Last-Modified"] = reply.last_modified
    if reply.encoding and body:
        headers["Content-Encoding"] = reply.encoding
    if reply.close or reply.cut is not None:
        headers["Connection"] = "close"
    if reply.chunked:
        headers["Transfer-Encoding"] = "chunked"
        half = len(body) // 2
        parts = [part for part in (body[:half], body[half:]) if part]
        body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    elif status not in {204, 304} and not reply.endless:
        headers["Content-Length"] = str(len(body))
    given = {name.lower() for name in reply.headers}
    headers = {name: value for name, value in headers.items() if name.lower() not in given}
    headers.update((name, value) for name, value in reply.headers.items() if value)
    lines = [
        f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1"), b"" if seen.method == "HEAD" else body
