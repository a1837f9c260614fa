"""Issues of Jira Cloud, by its REST interface, version 3: texts in the Atlassian document format.

An issue is found by its label, which is the external id, through ``/search/jql`` (the older ``/search`` was taken away
in 2025). A search may lag a little behind; a delivery that was cut off is tried again a quarter of an hour later at the
soonest. It is closed by the first transition that leads to a status of the category “done”, where the workflow of the
project has one for us.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from omfeed.deliver.tickets.talk import Net, Talk, Ticket, signed_in
from omfeed.errors import DeliveryError

_PROJECT: Final = re.compile(r"(https?://[^/?#]+)/(?:browse|projects)/([A-Z][A-Z0-9_]+)/?")


class Jira:
    """The issues of one project; see ``tickets.Desk``."""

    def __init__(self, url: str, secret: str, net: Net, *, allow_private: bool = False) -> None:
        found = _PROJECT.fullmatch(url)
        if found is None:
            raise DeliveryError(
                "The address is none of a Jira project.", hint="Write https://NAME.atlassian.net/browse/KEY."
            )
        base, self._project = found.groups()
        headers = {"Authorization": signed_in(secret)}
        self._talk = Talk(f"{base}/rest/api/3", headers, net, "Jira", allow_private=allow_private)

    def find(self, external_id: str) -> Ticket | None:
        """The issue with the label of this matter."""
        jql = f'project = "{self._project}" AND labels = "{external_id}" ORDER BY created ASC'
        said = self._talk.ask("POST", "/search/jql", {"jql": jql, "fields": ["status"], "maxResults": 1})
        rows = self._talk.found(said, "issues")
        if not rows:
            return None
        key = str(self._talk.found(rows, 0, "key"))
        category = self._talk.found(rows, 0, "fields", "status", "statusCategory", "key")
        return Ticket(id=key, name=key, is_closed=category == "done")

    def open(self, external_id: str, body: Mapping[str, object]) -> Ticket:
        """Create an issue in the project, with its label."""
        told = body.get("fields")
        fields = dict(told) if isinstance(told, Mapping) else {}
        given = fields.get("labels")
        fields["labels"] = [*(given if isinstance(given, list) else ()), external_id]
        fields.setdefault("project", {"key": self._project})
        made = self._talk.ask("POST", "/issue", {**body, "fields": fields})
        key = str(self._talk.found(made, "key"))
        return Ticket(id=key, name=key)

    def is_noted(self, ticket: Ticket, mark: str) -> bool:
        """Whether one of the last comments has the mark."""
        said = self._talk.ask("GET", f"/issue/{ticket.id}/comment?orderBy=-created&maxResults=50")
        return any(mark in str(row) for row in self._talk.found(said, "comments"))

    def note(self, ticket: Ticket, body: Mapping[str, object]) -> None:
        """Add a comment."""
        self._talk.ask("POST", f"/issue/{ticket.id}/comment", body)

    def close(self, ticket: Ticket, body: Mapping[str, object]) -> bool:
        """Move it to a status that counts as done, if the workflow lets us."""
        said = self._talk.ask("GET", f"/issue/{ticket.id}/transitions")
        for row in self._talk.found(said, "transitions"):
            if self._talk.found(row, "to", "statusCategory", "key") == "done":
                way = {"transition": {"id": str(self._talk.found(row, "id"))}}
                self._talk.ask("POST", f"/issue/{ticket.id}/transitions", {**body, **way})
                return True
        return False
