"""Issues of GitHub, by its REST interface of 2022-11-28.

An issue is found by a label made from the external id: a short hash, because labels hold 50 characters. A list of
issues by label is up to date at once, where GitHub's search lags behind; ``state=all`` finds one that was closed, too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

from omfeed.deliver.outcome import Never
from omfeed.deliver.tickets.talk import Net, NotTaken, Talk, Ticket, signed_in
from omfeed.errors import DeliveryError

_PROJECT: Final = re.compile(r"(https?)://([^/?#]+)/([\w.-]+)/([\w.-]+?)(?:\.git|/issues)?/?")


class GitHub:
    """The issues of one repository; see ``tickets.Desk``."""

    def __init__(self, url: str, secret: str, net: Net, *, allow_private: bool = False) -> None:
        found = _PROJECT.fullmatch(url)
        if found is None:
            raise DeliveryError(
                "The address is none of a repository.", hint="Write https://github.com/OWNER/REPOSITORY."
            )
        scheme, host, owner, repository = found.groups()
        # GitHub Enterprise Server has its interface under a path of its own host.
        base = "https://api.github.com" if host == "github.com" else f"{scheme}://{host}/api/v3"
        headers = {"Authorization": signed_in(secret), "X-GitHub-Api-Version": "2022-11-28"}
        self._talk = Talk(f"{base}/repos/{owner}/{repository}", headers, net, "GitHub", allow_private=allow_private)

    def find(self, external_id: str) -> Ticket | None:
        """The issue with the label of this matter."""
        rows = self._talk.ask("GET", f"/issues?labels={label(external_id)}&state=all&per_page=1")
        return self._ticket(rows[0]) if isinstance(rows, list) and rows else None

    def open(self, external_id: str, body: Mapping[str, object]) -> Ticket:
        """Open an issue; it must come back with its label, or it would never be found again."""
        given = body.get("labels")
        labels = [*(given if isinstance(given, list) else ()), label(external_id)]
        made = self._talk.ask("POST", "/issues", {**body, "labels": labels})
        ticket = self._ticket(made)
        names = {one.get("name") if isinstance(one, dict) else one for one in made.get("labels") or ()}
        if label(external_id) not in names:
            raise NotTaken(
                Never(error=f"GitHub opened {ticket.name} without its label: the token may not write (push access).")
            )
        return ticket

    def is_noted(self, ticket: Ticket, mark: str) -> bool:
        """Whether one of the last comments has the mark."""
        rows = self._talk.ask("GET", f"/issues/{ticket.id}/comments?per_page=100")
        return any(mark in str(row.get("body")) for row in rows or () if isinstance(row, dict))

    def note(self, ticket: Ticket, body: Mapping[str, object]) -> None:
        """Add a comment."""
        self._talk.ask("POST", f"/issues/{ticket.id}/comments", body)

    def close(self, ticket: Ticket, body: Mapping[str, object]) -> bool:
        """Close it."""
        self._talk.ask("PATCH", f"/issues/{ticket.id}", body)
        return True

    def _ticket(self, row: object) -> Ticket:
        number = self._talk.found(row, "number")
        return Ticket(id=str(number), name=f"#{number}", is_closed=self._talk.found(row, "state") == "closed")


def label(external_id: str) -> str:
    """The label of a matter: short, and the same for ever."""
    return f"omfeed-{hashlib.sha256(external_id.encode()).hexdigest()[:16]}"
