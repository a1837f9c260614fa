"""Unpacks compressed bodies piece by piece, so that one that unpacks to something huge can be stopped in time.

Only what the standard library can unpack piece by piece is offered to servers (``OFFERED``); a server that packs
otherwise, or twice, is refused.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final, Protocol

from omfeed.errors import Garbled

OFFERED: Final = "gzip, deflate"
"""The ``Accept-Encoding`` of every request."""

_PIECE: Final = 64 * 1024


class Unpacker(Protocol):
    """Turns arriving bytes into the body's own."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What these bytes unpack to, in pieces of at most 64 KiB; raises Garbled."""

    def finish(self) -> None:
        """Raise Garbled when the packed body broke off."""


class Plain:
    """A body that is not packed."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bytes as they are."""
        yield data

    def finish(self) -> None:
        """Nothing can be missing that HTTP itself did not notice."""


class Inflate:
    """A body packed with gzip or deflate; gzip members may follow one another, as the format allows.

    Args:
        gzip: gzip, else deflate (with or without the zlib header that some servers leave out).
        where: the address as it may be shown, for errors.
    """

    def __init__(self, *, gzip: bool, where: str) -> None:
        self._gzip = gzip
        self._where = where
        self._head = b""
        self._inflater: zlib._Decompress | None = None
        self._ended = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What these bytes unpack to, in pieces."""
        data = self._head + data
        self._head = b""
        while data and not self._ended:
            if self._inflater is None:
                if len(data) < 2:
                    self._head = data
                    return
                self._inflater = self._begin(data)
            try:
                piece = self._inflater.decompress(data, _PIECE)
            except zlib.error as error:
                raise Garbled(f"The body of {self._where} is not packed as its headers say ({error}).") from error
            if piece:
                yield piece
            if self._inflater.eof:
                data = self._inflater.unused_data
                # What follows a member and begins no further one is padding, which the format tells us to ignore.
                self._ended = not self._gzip or not b"\x1f\x8b".startswith(data[:2])
                self._inflater = None
            else:
                data = self._inflater.unconsumed_tail

    def finish(self) -> None:
        """Raise Garbled when the packed body broke off."""
        if self._inflater is not None or (self._head and not self._ended):
            raise Garbled(f"The packed body of {self._where} broke off.")

    def _begin(self, data: bytes) -> zlib._Decompress:
        if self._gzip:
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        wrapped = data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)


def unpacker(content_encoding: str, where: str) -> Unpacker:
    """What unpacks a body of this ``Content-Encoding``.

    Args:
        content_encoding: the header, all its values joined by commas.
        where: the address as it may be shown, for errors.

    Raises:
        Garbled: the body is packed in a way that was not offered, or more than once.
    """
    names = [name.strip().lower() for name in content_encoding.split(",")]
    names = [name for name in names if name not in {"", "identity"}]
    match names:
        case []:
            return Plain()
        case ["gzip" | "x-gzip"]:
            return Inflate(gzip=True, where=where)
        case ["deflate"]:
            return Inflate(gzip=False, where=where)
        case [_]:
            what = "in a way that was not offered"
        case _:
            what = "more than once"
    raise Garbled(
        f"{where} packed its body {what} (Content-Encoding: {content_encoding[:60]!r}).",
        hint="Only gzip and deflate, once, are unpacked.",
        transient=False,
    )
