"""Reads incidents and advisories of Microsoft 365 service health, as Graph answers or as exported.

``admin/serviceAnnouncement/issues``: an id such as IT123456 is permanent; posts are added until it is resolved. Values
of enumerations came in PascalCase until 2023 and come in camelCase since.
"""

from __future__ import annotations

from html import escape
from typing import Final

from omfeed.collect import graph
from omfeed.collect.moments import moment
from omfeed.collect.shapes import Record
from omfeed.collect.writing import entry, listing, paragraphs
from omfeed.model import Entry, Parsed, Source

VERSION = 1
STABLE_ID = "the number of the issue"

_OVER: Final = frozenset({"serviceRestored", "resolved", "falsePositive", "postIncidentReviewPublished"})


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The issues as entries, those that are over last. ``only`` and ``skip`` look at title and service.

    Raises:
        ParseError: the body is not JSON, an error of Graph, or holds no issue with an id.
    """
    return graph.announcements(
        body, source, charset, "service health issues",
        services=lambda issue: (issue.line("service"),),
        ended=lambda issue: moment(issue.text("endDateTime", "lastModifiedDateTime")) if _is_over(issue) else "",
        made=_entry,
    )  # fmt: skip


def _is_over(issue: Record) -> bool:
    return issue.flag("isResolved") or graph.enumerated(issue.line("status")) in _OVER


def _entry(issue: Record) -> Entry:
    number, status = issue.line("id"), graph.enumerated(issue.line("status"))
    posts = sorted(issue.records("posts"), key=lambda post: post.text("createdDateTime"))
    told = "".join(
        f"<h4>{escape(moment(post.text('createdDateTime'))[:16].replace('T', ' '))}</h4>"
        f"{graph.html(post.record('description'))}"
        for post in posts
    )
    return entry(
        title=issue.line("title"),
        html=paragraphs(issue.line("impactDescription"))
        + listing(
            [
                ("Service", issue.line("service")),
                ("Status", graph.spoken(status)),
                ("Kind", graph.spoken(issue.line("classification"))),
                ("Feature", issue.line("feature")),
            ]
        )
        + told,
        key=number,
        url=f"https://admin.microsoft.com/#/servicehealth/:/alerts/{number}",
        published=moment(issue.text("startDateTime")),
        updated=moment(issue.text("lastModifiedDateTime")),
        facts={
            "status": "resolved" if _is_over(issue) else status,
            "category": graph.enumerated(issue.line("classification")),
            "services": (issue.line("service"),) if issue.line("service") else (),
        },
    )
