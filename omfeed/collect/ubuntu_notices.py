"""Reads Ubuntu security notices as JSON (``ubuntu.com/security/notices.json``), a list or a single notice.

Against the feed it also tells releases, packages and CVEs. USN-n-2, -3 … follow up the notice USN-n-1; the fact
``category`` is the number that they share. Option ``releases``: codenames parted by semicolons, to keep only notices of
these; ``only`` and ``skip`` look at title and packages.
"""

from __future__ import annotations

import re
from typing import Final

from omfeed.collect import options
from omfeed.collect.moments import moment
from omfeed.collect.shapes import Record, document, mapping
from omfeed.collect.writing import cves, entry, line, listing, paragraphs, prose
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the number of the notice"

_GROUP: Final = re.compile(r"\b([A-Z]{3}-\d+)-\d+$")
_MOST_NAMED: Final = 8


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The notices as entries, newest first as listed.

    Raises:
        ParseError: the body is not JSON, or holds no notice.
    """
    top = mapping(document(body, charset), "a list of Ubuntu notices")
    notices = top.records("notices") or ((top,) if top.line("id") and "title" in top else ())
    if not any(notice.line("id") for notice in notices):
        raise ParseError("The JSON holds no notice.", hint=f"Look at {source.url}: has its format changed?")
    wanted = {name.casefold() for name in options.listed(source, "releases")}
    made: dict[str, Entry] = {}
    for notice in notices:
        releases = notice.records("releases")
        named = {one.line("codename").casefold() for one in releases}
        if not notice.line("id") or notice.flag("is_hidden") or (wanted and not wanted & named):
            continue
        packages = _packages(notice)
        if options.wanted(source, notice.line("title"), *packages):
            made.setdefault(notice.line("id"), _entry(notice, releases, packages, len(made)))
    return Parsed(
        entries=tuple(made.values()), window=options.window(source, Window.ROLLING), title=source.title, language="en"
    )


def _packages(notice: Record) -> tuple[str, ...]:
    """The source packages that the notice updates, in alphabetical order."""
    listed = (Record({"of": packages}).records("of") for packages in notice.record("release_packages").values())
    return tuple(sorted({one.line("name") for each in listed for one in each if one.flag("is_source")}))


def _entry(notice: Record, releases: tuple[Record, ...], packages: tuple[str, ...], place: int) -> Entry:
    number = notice.line("id")
    versions = tuple(sorted({one.line("version") for one in releases if one.line("version")}))
    fixed = cves(*notice.texts("cves_ids"), *(one.line("id") for one in notice.records("cves")))
    more = f" and {len(packages) - _MOST_NAMED} more" if len(packages) > _MOST_NAMED else ""
    group = _GROUP.search(number)
    return entry(
        title=f"{number}: {line(notice.text('title'))}",
        html=paragraphs(line(notice.text("summary")))
        + prose(notice.text("description"))
        + listing(
            [
                ("Releases", ", ".join(f"Ubuntu {version}" for version in versions)),
                ("Packages", ", ".join(packages[:_MOST_NAMED]) + more),
                ("CVEs", ", ".join(fixed)),
            ]
        ),
        key=number,
        url=f"https://ubuntu.com/security/notices/{number}",
        published=moment(notice.text("published")),
        place=place,
        facts={
            "cves": fixed,
            "cve_count": len(fixed),
            "product": "Ubuntu",
            "platforms": ("Linux",),
            "category": group[1] if group else "",
            # Releases concerned are labels: a notice for 24.04 says nothing about what is older.
            "tags": (*(f"Ubuntu {version}" for version in versions), *packages),
        },
    )
