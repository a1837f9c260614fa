"""Writes digests and pages to a folder: whole or not at all, and only when something changed.

A file is first written beside its place under a name of its own, flushed to the disk, and then put in place in one
step: whoever reads the folder (a web server, a sync client) sees the old file or the new one, never half of one.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from omfeed.errors import DeliveryError

_SAFE = re.compile(r"[A-Za-z0-9_.-]+")
# Windows keeps these names for devices, whatever their extension.
_DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))])
_LONGEST = 150
_AT_ONCE = 16
_PIECE = 128
"""Files that are put in place at once, at most."""
_PIECE_BYTES = 4 * 1024 * 1024
"""So many bytes are enough for a piece."""
_BLOCK = 64 * 1024


def write(folder: Path, name: str, data: bytes, *, private: bool = False) -> bool:
    """Puts a file in place, unless it holds just these bytes already.

    Args:
        folder: the folder of the site; made when missing.
        name: address of the file within it, parts joined by ``/``; letters, digits, ``_``, ``.`` and ``-`` only.
        data: the whole content.
        private: whether its owner alone may read it (a letter), and no web server.

    Returns:
        Whether the file was written; false when it was so already.

    Raises:
        DeliveryError: the name leads out of the folder or is none that every system can hold, or the disk refuses.
    """
    written = _put(folder, name, data, private=private)
    if written:
        _sync_folder(place(folder, name).parent)
    return written


def write_all(folder: Path, pages: Iterable[tuple[str, bytes]], *, private: bool = False) -> int:
    """Puts many files in place, several at a time, since each waits for the disk; says how many were written.

    Args:
        folder: the folder of the site.
        pages: names and contents, as ``write`` takes them; taken in pieces, so that they may be made as they come.
        private: as for ``write``.

    Raises:
        DeliveryError: as ``write``; the files put in place before stay.
    """
    # Threads are for the disk's sake alone, and only a site has so many files.
    from concurrent.futures import ThreadPoolExecutor

    count = 0
    folders: set[Path] = set()
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        for piece in _pieces(pages):
            done = list(pool.map(lambda page: _put(folder, *page, private=private), piece))
            count += sum(done)
            folders |= {place(folder, name).parent for (name, _), new in zip(piece, done, strict=True) if new}
    for touched in sorted(folders):
        _sync_folder(touched)
    return count


def _pieces(pages: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Pages by the piece, so many that the disk is kept busy and so few that they are no burden on memory."""
    piece: list[tuple[str, bytes]] = []
    size = 0
    for page in pages:
        piece.append(page)
        size += len(page[1])
        if len(piece) >= _PIECE or size >= _PIECE_BYTES:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file is just these bytes; it is read block by block, since pages of a site may be large."""
    wanted = memoryview(data)
    with path.open("rb", buffering=0) as file:
        begin = 0
        while block := file.read(_BLOCK):
            if block != wanted[begin : begin + len(block)]:
                return False
            begin += len(block)
    return begin == len(data)


def _put(folder: Path, name: str, data: bytes, *, private: bool) -> bool:
    path = place(folder, name)
    try:
        if path.is_symlink():
            raise DeliveryError(f"{path} is a link; omfeed writes only real files.", hint="Remove the link.")
        if path.is_file() and path.stat().st_size == len(data) and _holds(path, data):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.parent.resolve().is_relative_to(folder.resolve()):
            raise DeliveryError(f"{path.parent} is a link that leads out of {folder}.", hint="Remove the link.")
        _replace(path, data, private=private)
    except OSError as error:
        raise DeliveryError(
            f"{path} could not be written: {error.strerror or error}.", hint="Check rights and free space."
        ) from error
    return True


def remove(folder: Path, name: str) -> bool:
    """Removes a file that is no longer part of the site; says whether there was one.

    Raises:
        DeliveryError: as ``write``.
    """
    path = place(folder, name)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise DeliveryError(f"{path} could not be removed: {error.strerror or error}.", hint="Check rights.") from error
    return True


def place(folder: Path, name: str) -> Path:
    """The path of a name within a folder.

    Raises:
        DeliveryError: the name leads out of the folder or is none that every system can hold.
    """
    parts = name.split("/")
    for part in parts:
        plain = _SAFE.fullmatch(part) and part.strip(".") and not part.endswith(".") and len(part) <= _LONGEST
        if not plain or part.split(".")[0].lower() in _DEVICES:
            raise DeliveryError(f"{name!r} is no name for a file of the site.", hint="Use letters, digits, _ . and - .")
    return folder.joinpath(*parts)


def _replace(path: Path, data: bytes, *, private: bool) -> None:
    handle, draft = tempfile.mkstemp(prefix=".omfeed-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # A draft is its owner's alone; a page is read by a web server of another user.
        if not private:
            Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(draft).unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Makes the new name itself lasting, where the system can (Windows cannot open a folder)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
