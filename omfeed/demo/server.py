"""Serves the sample of a night on loopback, as a vendor's server would: validators, 304, errors and all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import cast

from omfeed.demo.sample import Night


class Stage(ThreadingHTTPServer):
    """A server whose pages are those of one night; turning the page is setting ``night``."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.night: Night | None = None

    @property
    def base_url(self) -> str:
        """Address of the server, without a slash at its end."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        night = cast(Stage, self.server).night
        body = night.bodies.get(self.path) if night else None
        if body is None:
            self._answer(404, b"not found", {"Content-Type": "text/plain; charset=utf-8"})
            return
        tag = f'"{hashlib.sha256(body.body).hexdigest()[:20]}"'
        if body.status == 200 and self.headers.get("If-None-Match") == tag:
            self._answer(304, b"", {"ETag": tag})
            return
        headers = {"Content-Type": body.media_type, **body.headers}
        if body.status == 200:
            headers["ETag"] = tag
        self._answer(body.status, body.body, headers)

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is http.server's
        """Say nothing: the demo tells its own story."""


@contextmanager
def stage() -> Iterator[Stage]:
    """A running server on a free port of loopback, closed at the end."""
    server = Stage()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
