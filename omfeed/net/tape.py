"""Keeps what a night's requests brought in a folder, and answers a later night from it, with no network.

A folder that one person recorded lets another run the very same night: a capture goes with a bug report. It holds the
bodies as they came and ``tape.jsonl``, one line an answer. No request header is ever kept, nor the values of an
address's query, where private feeds carry their token: an answer is found again by a hash of its address.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Protocol, assert_never

from omfeed.errors import ConfigError, FetchError
from omfeed.net import address as addresses
from omfeed.net.request import Failed, Fetched, Fresh, Request, Unchanged

INDEX: Final = "tape.jsonl"
_ADDRESSES: Final = ("final_url", "moved_to")
_SAME: Final = "="
"""Stands for the address that was asked."""
_TEXTS: Final = ("media_type", "charset", "final_url", "moved_to", "etag", "last_modified")


def _hash(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()


def _named(there: str, asked: str) -> str:
    return _SAME if there == asked else addresses.shown(there)


class Net(Protocol):
    """The way out."""

    def get(self, request: Request) -> Fetched:
        """Fetch; failures are values."""


class Recorder:
    """Fetches through another client and keeps every answer; used by several threads.

    Args:
        net: the client that fetches.
        folder: where the tape goes; made when it is not there.

    Raises:
        ConfigError: the folder holds a tape already, or cannot be made.
    """

    def __init__(self, net: Net, folder: Path) -> None:
        self._net = net
        self._folder = folder
        self._lock = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / INDEX).open("x").close()
        except FileExistsError as error:
            raise ConfigError(f"{folder} holds a recording already.", hint="Name another folder.") from error
        except OSError as error:
            raise ConfigError(f"{folder} cannot be written to ({error.strerror}).", hint="Name another.") from error

    def get(self, request: Request) -> Fetched:
        """Fetch and keep. The request is made unconditional, so that the tape stands by itself."""
        fetched = self._net.get(replace(request, etag="", last_modified=""))
        kept = self._kept(request.url, fetched)
        told = {"url": addresses.shown(request.url), "of": _hash(request.url), **kept}
        line = json.dumps(told, ensure_ascii=False, sort_keys=True)
        with self._lock, (self._folder / INDEX).open("a", encoding="utf-8", newline="\n") as index:
            index.write(line + "\n")
        return fetched

    def _kept(self, url: str, fetched: Fetched) -> dict[str, object]:
        match fetched:
            case Fresh():
                name = hashlib.sha256(fetched.body).hexdigest()[:24] + ".body"
                (self._folder / name).write_bytes(fetched.body)
                texts = {key: getattr(fetched, key) for key in _TEXTS}
                texts |= {key: _named(texts[key], url) for key in _ADDRESSES}
                hops = [addresses.shown(hop) for hop in fetched.hops]
                return {"body": name, "status": fetched.status, "hops": hops, **texts}
            case Failed():
                where = addresses.shown(fetched.final_url)
                return {"error": fetched.error.message, "hint": fetched.error.hint, "final_url": where}
            case Unchanged():
                return {"error": "The server called it unchanged although nothing was known.", "final_url": ""}
            case _:
                assert_never(fetched)


class Tape:
    """Answers requests from a recording.

    Args:
        folder: where the recording lies.

    Raises:
        ConfigError: there is no whole recording in that folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._answers: dict[str, Mapping[str, Any]] = {}
        try:
            lines = (folder / INDEX).read_text(encoding="utf-8").splitlines()
            for line in lines:
                answer = json.loads(line)
                self._answers[answer.get("of") or _hash(answer["url"])] = answer
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ConfigError(f"{folder} holds no recording of a night ({error}).", hint="Name its folder.") from error

    def get(self, request: Request) -> Fetched:
        """The recorded answer; a request that was not recorded fails in words."""
        answer = self._answers.get(_hash(request.url))
        if answer is None:
            where = addresses.shown(request.url)
            return Failed(error=FetchError(f"{where} is not in the recording."), final_url=where)
        if "body" not in answer:
            error = FetchError(str(answer["error"]), hint=str(answer.get("hint", "")))
            return Failed(error=error, final_url=str(answer["final_url"]))
        # A name of our own making, so that no line of a foreign recording reaches another file.
        name = Path(str(answer["body"])).name
        try:
            body = (self._folder / name).read_bytes()
        except OSError as error:
            missing = FetchError(f"{name} is missing from the recording ({error.strerror}).")
            return Failed(error=missing, final_url=request.url)
        texts = {key: str(answer.get(key, "")) for key in _TEXTS}
        texts |= {key: request.url for key in _ADDRESSES if texts[key] == _SAME}
        if texts["etag"] and texts["etag"] == request.etag:
            return Unchanged(final_url=texts["final_url"], etag=texts["etag"], last_modified=texts["last_modified"])
        return Fresh(
            body=body,
            status=int(answer["status"]),
            hops=tuple(map(str, answer["hops"])),
            media_type=texts["media_type"],
            charset=texts["charset"],
            final_url=texts["final_url"],
            moved_to=texts["moved_to"],
            etag=texts["etag"],
            last_modified=texts["last_modified"],
        )
