"""Reads ``file:`` addresses for sources that are allowed to: the same outcomes, bounds and validators as over HTTP."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from omfeed.errors import FetchError, Refused, TooLarge, Unreachable
from omfeed.net.address import shown
from omfeed.net.request import Failed, Fetched, Fresh, Limits, Request, Unchanged


def read_file(request: Request, limits: Limits, seconds: Callable[[], float]) -> Fetched:
    """The content of a local file, or that it is the one we know, or why there is none.

    Args:
        request: with a ``file:`` address and ``allow_file``; its ETag is the hash of the content.
        limits: ``body_bytes`` bounds the file.
        seconds: tells how long it took so far.
    """
    try:
        body = _content(request, limits.body_bytes)
    except FetchError as error:
        return Failed(error=error, final_url=shown(request.url), seconds=seconds())
    import hashlib  # costs start-up, and few sources are files

    etag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    if etag == request.etag:
        return Unchanged(final_url=request.url, etag=etag, seconds=seconds())
    return Fresh(body=body, media_type="", charset="", final_url=request.url, etag=etag, seconds=seconds())


def _content(request: Request, most: int) -> bytes:
    where = shown(request.url)
    if not request.allow_file or request.method != "GET":
        raise Refused(f"{where} is a local file.", hint="Set allow_file for this source if that is meant.")
    path = _path(request.url)
    try:
        # Opened without waiting, so that a named pipe cannot hold the night up, and judged once it is open.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise Refused(f"{where} is not a plain file.", hint="Name a file, not a folder or device.")
            body = stream.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreachable(
            f"{where} cannot be read ({reason}).",
            hint="Check the path and its permissions.",
            transient=False,
            reached=True,
        ) from error
    if len(body) > most:
        raise TooLarge(f"{where} is larger than the bound of {most / 1048576:.3g} MiB.")
    return body


def _path(url: str) -> Path:
    parts = urlsplit(url)
    if parts.netloc.lower() not in {"", "localhost"}:
        raise Refused(f"{shown(url)} names a file on another machine.", hint="Write file:///path/to/the/file.")
    path = unquote(parts.path)
    if sys.platform == "win32":
        path = path.removeprefix("/")
    return Path(path)
