"""Ticket systems that keep to their published contracts: they refuse what the real ones refuse, and remember the rest.

Each is a function from a request to an answer, to be put behind a server on loopback. After: GitHub REST 2022-11-28
(issues, comments), Jira Cloud REST 3 (issue, comment, transitions, ``search/jql``; texts in the Atlassian document
format), ServiceNow Table API and Import Set API.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.kit.server import Reply, Seen

TOKEN = "t0ken-of-the-desk"
USER = "omfeed@example.com:t0ken-of-the-desk"


def answer(status: int, value: object = None) -> Reply:
    """JSON, or nothing at all."""
    body = b"" if value is None else json.dumps(value).encode()
    return Reply(body, status=status, media_type="application/json")


@dataclass
class Record:
    """One ticket with its whole life."""

    number: int
    fields: dict[str, Any]
    notes: list[str] = field(default_factory=list)
    closed: bool = False


@dataclass
class Desk:
    """What all of them have."""

    tickets: list[Record] = field(default_factory=list)
    refuse: dict[str, Reply] = field(default_factory=dict)
    """By method: what is answered instead, once."""

    path = ""
    """Of the project, as a subscriber names it."""
    secret = TOKEN

    def __call__(self, seen: Seen) -> Reply:
        """Answer a request."""
        if seen.headers.get("authorization") != self.authorization():
            return answer(401, {"message": "Bad credentials"})
        if seen.method in self.refuse:
            return self.refuse.pop(seen.method)
        parts = urlsplit(seen.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if seen.method != "GET":
            assert seen.headers["content-type"].startswith("application/json"), seen.headers
        return self.settle(seen.method, parts.path, asked, json.loads(seen.body) if seen.body else {})

    def authorization(self) -> str:
        """What a caller has to say."""
        return f"Bearer {self.secret}"

    def settle(self, method: str, path: str, asked: dict[str, str], body: Any) -> Reply:
        """What the system does."""
        raise AssertionError

    def text(self, record: Record) -> str:
        """Everything that was said of a ticket, opening and notes."""
        return "\n".join([json.dumps(record.fields, ensure_ascii=False), *record.notes])


class GitHubDesk(Desk):
    """Issues of one repository of a GitHub Enterprise Server."""

    path = "/fleet/changes"
    may_label = True

    def settle(self, method: str, path: str, asked: dict[str, str], body: Any) -> Reply:
        """Issues and their comments."""
        found = re.fullmatch(r"/api/v3/repos/fleet/changes/issues(?:/(\d+)(/comments)?)?", path)
        if found is None:
            return answer(404, {"message": "Not Found"})
        number, comments = found.groups()
        if number is None:
            return self._issues(method, asked, body)
        record = next((one for one in self.tickets if one.number == int(number)), None)
        if record is None:
            return answer(404, {"message": "Not Found"})
        if comments and method == "GET":
            return answer(200, [{"body": note} for note in record.notes])
        if comments and method == "POST":
            if not str(body.get("body", "")).strip():
                return answer(422, {"message": "Validation Failed"})
            record.notes.append(body["body"])
            return answer(201, {"id": len(record.notes)})
        if method == "PATCH":
            if body.get("state") not in {"open", "closed"} or body.get("state_reason") not in {
                None, "completed", "not_planned", "duplicate", "reopened",
            }:  # fmt: skip
                return answer(422, {"message": "Validation Failed"})
            record.closed = body["state"] == "closed"
            return answer(200, self._row(record))
        return answer(405)

    def _issues(self, method: str, asked: dict[str, str], body: Any) -> Reply:
        if method == "GET":
            states = {"all": (True, False), "open": (False,), "closed": (True,)}[asked.get("state", "open")]
            rows = [
                self._row(one)
                for one in self.tickets
                if set(asked["labels"].split(",")) <= set(one.fields["labels"]) and one.closed in states
            ]
            return answer(200, rows[: int(asked.get("per_page", "30"))])
        labels = body.get("labels", [])
        if not body.get("title") or not all(isinstance(one, str) and 0 < len(one) <= 50 for one in labels):
            return answer(422, {"message": "Validation Failed"})
        record = Record(len(self.tickets) + 1, {**body, "labels": labels if self.may_label else []})
        self.tickets.append(record)
        return answer(201, self._row(record))

    def _row(self, record: Record) -> dict[str, Any]:
        labels = [{"name": name} for name in record.fields["labels"]]
        return {"number": record.number, "state": "closed" if record.closed else "open", "labels": labels}


def is_document(value: Any) -> bool:
    """Whether a value is a text in the Atlassian document format, of the nodes that we use."""
    if not isinstance(value, dict) or (value.get("type"), value.get("version")) != ("doc", 1):
        return False
    for block in value.get("content", ()):
        if block.get("type") != "paragraph" or not block.get("content"):
            return False
        for node in block["content"]:
            if node["type"] not in {"text", "hardBreak"} or (node["type"] == "text" and not node.get("text")):
                return False
            for mark in node.get("marks", ()):
                if mark["type"] != "link" or not mark["attrs"]["href"].startswith("http"):
                    return False
    return bool(value.get("content"))


class JiraDesk(Desk):
    """Issues of one project of Jira Cloud."""

    path = "/browse/OPS"
    secret = USER
    can_close = True

    def authorization(self) -> str:
        """By mail address and token."""
        return f"Basic {b64encode(self.secret.encode()).decode()}"

    def settle(self, method: str, path: str, asked: dict[str, str], body: Any) -> Reply:
        """Search, issues, comments, transitions."""
        if (method, path) == ("POST", "/rest/api/3/search/jql"):
            found = re.fullmatch(r'project = "OPS" AND labels = "([^"\s]+)" ORDER BY created ASC', body["jql"])
            assert found, body
            rows = [one for one in self.tickets if found[1] in one.fields["labels"]]
            return answer(200, {"issues": [self._row(one) for one in rows[: body["maxResults"]]], "isLast": True})
        if (method, path) == ("POST", "/rest/api/3/issue"):
            return self._open(body)
        found = re.fullmatch(r"/rest/api/3/issue/OPS-(\d+)/(comment|transitions)", path)
        if found is None:
            return answer(404, {"errorMessages": ["Issue does not exist"]})
        record = self.tickets[int(found[1]) - 1]
        if found[2] == "comment":
            return self._comment(method, record, body)
        if method == "GET":
            done = [{"id": "31", "to": {"statusCategory": {"key": "done"}}}] if self.can_close else []
            return answer(200, {"transitions": [{"id": "11", "to": {"statusCategory": {"key": "new"}}}, *done]})
        record.closed = body["transition"]["id"] == "31"
        return answer(204)

    def _open(self, body: Any) -> Reply:
        told = body["fields"]
        errors = {}
        if told.get("project") != {"key": "OPS"}:
            errors["project"] = "valid project is required"
        if not 0 < len(told.get("summary", "")) <= 255 or "\n" in told["summary"]:
            errors["summary"] = "Summary must be a single line of at most 255 characters."
        if not is_document(told.get("description")):
            errors["description"] = "Operation value must be an Atlassian Document"
        if any(" " in label or len(label) > 255 for label in told.get("labels", ())):
            errors["labels"] = "The label must not contain spaces."
        if "name" not in told.get("issuetype", {}):
            errors["issuetype"] = "Specify an issue type"
        if errors:
            return answer(400, {"errors": errors})
        record = Record(len(self.tickets) + 1, told)
        self.tickets.append(record)
        return answer(201, {"id": str(10_000 + record.number), "key": f"OPS-{record.number}"})

    def _comment(self, method: str, record: Record, body: Any) -> Reply:
        if method == "GET":
            return answer(200, {"comments": [{"body": json.loads(note)} for note in record.notes]})
        if not is_document(body.get("body")):
            return answer(400, {"errors": {"comment": "Comment body is not valid!"}})
        record.notes.append(json.dumps(body["body"], ensure_ascii=False))
        return answer(201, {"id": str(len(record.notes))})

    def _row(self, record: Record) -> dict[str, Any]:
        category = "done" if record.closed else "new"
        return {"key": f"OPS-{record.number}", "fields": {"status": {"statusCategory": {"key": category}}}}


class ServiceNowDesk(Desk):
    """Incidents, by the Table API."""

    path = "/api/now/table/incident"
    secret = USER

    def authorization(self) -> str:
        """By user and password."""
        return f"Basic {b64encode(self.secret.encode()).decode()}"

    def settle(self, method: str, path: str, asked: dict[str, str], body: Any) -> Reply:
        """Records of the table, and their journal."""
        query = unquote(asked.get("sysparm_query", ""))
        if (method, path) == ("GET", "/api/now/table/sys_journal_field"):
            found = re.fullmatch(r"element_id=id(\d+)\^valueLIKE(\w+)", query)
            assert found, query
            rows = [note for note in self.tickets[int(found[1]) - 1].notes if found[2] in note]
            return answer(200, {"result": [{"value": note} for note in rows]})
        if (method, path) == ("GET", self.path):
            found = re.fullmatch(r"correlation_id=([\w.-]+)\^ORDERBYsys_created_on", query)
            assert found, query
            rows = [self._row(one) for one in self.tickets if one.fields["correlation_id"] == found[1]]
            return answer(200, {"result": rows[: int(asked["sysparm_limit"])]})
        if (method, path) == ("POST", self.path):
            record = Record(len(self.tickets) + 1, {"state": "1", **body})
            self.tickets.append(record)
            return answer(201, {"result": self._row(record)})
        found = re.fullmatch(rf"{self.path}/id(\d+)", path)
        if found is None or method != "PATCH":
            return answer(404, {"error": {"message": "No Record found"}, "status": "failure"})
        return answer(200, {"result": self._row(self._written(self.tickets[int(found[1]) - 1], body))})

    def _written(self, record: Record, body: dict[str, Any]) -> Record:
        if "work_notes" in body:
            record.notes.append(body["work_notes"])
        record.fields.update({name: value for name, value in body.items() if name != "work_notes"})
        # Mandatory by the data policy that comes with the system.
        assert record.fields.get("state") != "6" or (record.fields["close_code"] and record.fields["close_notes"])
        record.closed = record.fields.get("state") == "6"
        return record

    def _row(self, record: Record) -> dict[str, Any]:
        return {"sys_id": f"id{record.number}", "number": f"INC{record.number:07}", "state": record.fields["state"]}


class ImportDesk(ServiceNowDesk):
    """Incidents, through an import set whose transform map coalesces on ``correlation_id``."""

    path = "/api/now/import/u_omfeed"
    fails = False

    def settle(self, method: str, path: str, asked: dict[str, str], body: Any) -> Reply:
        """Insert or update."""
        if (method, path) != ("POST", self.path):
            return answer(405)
        if self.fails:
            return answer(201, {"result": [{"status": "error", "error_message": "no such category"}]})
        record = next((one for one in self.tickets if one.fields["correlation_id"] == body["correlation_id"]), None)
        status = "updated" if record else "inserted"
        if record is None:
            record = Record(len(self.tickets) + 1, {"state": "1", "correlation_id": body["correlation_id"]})
            self.tickets.append(record)
        self._written(record, body)
        row = self._row(record)
        return answer(201, {"result": [{"status": status, "display_value": row["number"], "sys_id": row["sys_id"]}]})
