"""Records of ServiceNow: of a table by the Table API, or through an import set, whichever the address names.

A record of a table is found by ``correlation_id``, the field that ServiceNow keeps for the id of another system. An
import set has no way to ask: it is given the whole state each time, and its transform map, with ``correlation_id`` as
its coalesce field, inserts or updates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from omfeed.deliver.outcome import Never
from omfeed.deliver.tickets.talk import Net, NotTaken, Talk, Ticket, signed_in
from omfeed.errors import DeliveryError

_TABLE: Final = re.compile(r"(https?://[^/?#]+)/api/now/(?:v\d+/)?(table|import)/([a-z0-9_]+)/?")
_CLOSED: Final = frozenset({"6", "7", "8"})
"""Resolved, closed, cancelled: states of an incident."""


class ServiceNow:
    """One table; see ``tickets.Desk``."""

    def __init__(self, url: str, secret: str, net: Net, *, allow_private: bool = False) -> None:
        found = _TABLE.fullmatch(url)
        if found is None:
            raise DeliveryError(
                "The address is none of a table of ServiceNow.",
                hint="Write https://NAME.service-now.com/api/now/table/incident, or …/api/now/import/STAGING_TABLE.",
            )
        base, way, self._table = found.groups()
        self.imports = way == "import"
        """Whether it is an import set: it is given whole states and cannot be asked."""
        headers = {"Authorization": signed_in(secret)}
        self._talk = Talk(f"{base}/api/now", headers, net, "ServiceNow", allow_private=allow_private)

    def find(self, external_id: str) -> Ticket | None:
        """The record with this correlation id."""
        query = quote(f"correlation_id={external_id}^ORDERBYsys_created_on", safe="")
        said = self._talk.ask(
            "GET", f"/table/{self._table}?sysparm_query={query}&sysparm_fields=sys_id,number,state&sysparm_limit=1"
        )
        rows = self._talk.found(said, "result")
        return self._ticket(rows[0]) if rows else None

    def open(self, external_id: str, body: Mapping[str, object]) -> Ticket:
        """Make a record."""
        made = self._talk.ask("POST", f"/table/{self._table}", {**body, "correlation_id": external_id})
        return self._ticket(self._talk.found(made, "result"))

    def is_noted(self, ticket: Ticket, mark: str) -> bool:
        """Whether its journal has the mark; who may not read journals cannot know."""
        query = quote(f"element_id={ticket.id}^valueLIKE{mark}", safe="")
        try:
            said = self._talk.ask("GET", f"/table/sys_journal_field?sysparm_query={query}&sysparm_limit=1")
        except NotTaken as error:
            if isinstance(error.outcome, Never):
                return False
            raise
        return bool(self._talk.found(said, "result"))

    def note(self, ticket: Ticket, body: Mapping[str, object]) -> None:
        """Add a work note."""
        self._talk.ask("PATCH", f"/table/{self._table}/{ticket.id}", body)

    def close(self, ticket: Ticket, body: Mapping[str, object]) -> bool:
        """Resolve it."""
        self._talk.ask("PATCH", f"/table/{self._table}/{ticket.id}", body)
        return True

    def put(self, external_id: str, body: Mapping[str, object]) -> str:
        """Give an import set the whole state, and say what became of it."""
        said = self._talk.ask("POST", f"/import/{self._table}", {**body, "correlation_id": external_id})
        done = ""
        for row in self._talk.found(said, "result"):
            status = str(self._talk.found(row, "status"))
            if status == "error":
                words = str(row.get("error_message") or row.get("status_message") or "no reason given")[:200]
                raise NotTaken(Never(error=f"The transform map of ServiceNow refuses it: {words}"))
            done = f"{status} {row.get('display_value') or external_id}"
        return done or "taken by the import set"

    def _ticket(self, row: object) -> Ticket:
        key = str(self._talk.found(row, "sys_id"))
        number = str(row.get("number") or key) if isinstance(row, Mapping) else key
        state = str(row.get("state") or "") if isinstance(row, Mapping) else ""
        return Ticket(id=key, name=number, is_closed=state in _CLOSED)
