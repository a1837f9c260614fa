"""Asks a ticket system in JSON, by the one way out; what it refuses is an outcome."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from omfeed.deliver.outcome import Never, Outcome, of_answer
from omfeed.net.request import Failed, Fetched, Fresh, Request


class Net(Protocol):
    """The way out."""

    def send(self, request: Request) -> Fetched:
        """One attempt at a request that changes something."""
        ...


class NotTaken(Exception):
    """The system did not do what was asked.

    Args:
        outcome: what that means for the delivery.
    """

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One ticket as the system knows it."""

    id: str
    """By which it is asked for."""
    name: str
    """What people call it: ``#12``, ``OPS-12``, ``INC0012``."""
    is_closed: bool = False


class Talk:
    """A conversation with one system.

    Args:
        base: address that paths are put behind.
        headers: beside those of JSON; with the sign-in.
        net: the guarded client.
        what: the system's name, for words.
        allow_private: whether it may stand inside the house.
    """

    def __init__(self, base: str, headers: Mapping[str, str], net: Net, what: str, *, allow_private: bool) -> None:
        self._base = base
        self._headers = {**headers, "Content-Type": "application/json; charset=utf-8"}
        self._net = net
        self._what = what
        self._allow_private = allow_private

    def ask(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        """What the system answers, read from JSON; none where it answers nothing.

        Raises:
            NotTaken: it refuses, cannot be reached, or answers what is no JSON.
        """
        data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode() if body is not None else b""
        request = Request(
            self._base + path,
            method=method,
            body=data,
            headers=self._headers,
            accept="application/json",
            allow_private=self._allow_private,
            secret_url=True,
        )
        answer = self._net.send(request)
        if isinstance(answer, Failed):
            raise NotTaken(of_answer(answer, self._what))
        said = answer.body if isinstance(answer, Fresh) else b""
        if not said.strip():
            return None
        try:
            return json.loads(said)
        except (ValueError, RecursionError):
            raise NotTaken(
                Never(error=f"{self._what} answered what is no JSON. Is the address one of its interface?")
            ) from None

    def found(self, value: Any, *path: str | int) -> Any:
        """A part of an answer.

        Raises:
            NotTaken: the answer has no such part.
        """
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                raise NotTaken(Never(error=f"{self._what} answered without {'.'.join(map(str, path))}.")) from None
        return value


def signed_in(secret: str) -> str:
    """The value of ``Authorization``: Basic for ``user:password``, else Bearer."""
    return f"Basic {b64encode(secret.encode()).decode()}" if ":" in secret else f"Bearer {secret}"
