"""A builder for the world of these tests: a page of entries, and what a night says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape

from omfeed.diff.advance import advance
from omfeed.diff.compare import compare
from omfeed.model import Change, Diff, Elsewhere, Entry, Fact, Known, Parsed, Source, Window

START = datetime(2026, 3, 2, 12, tzinfo=UTC)

SUBJECTS = (
    "Rotate FileVault keys from the device page",
    "Assignment filters for managed apps",
    "Platform single sign-on during enrolment",
    "Remote help on Samsung tablets",
    "Audit log of bulk actions",
    "Compliance grace periods by group",
    "Certificate renewal for shared kiosks",
    "Update rings in the summary report",
    "Web clips that open full screen",
    "Delegated wipe for branch offices",
    "Inventory of browser extensions",
    "Proxy settings in Wi-Fi profiles",
)


def source(**changed: object) -> Source:
    """A source of release notes."""
    base = Source(id="news", title="News", url="https://example.org/news", collector="learn-html", look_back_days=0)
    return replace(base, **changed)  # type: ignore[arg-type]  # names of fields, checked by replace itself


def entry(
    title: str,
    text: str = "",
    *,
    section: Sequence[str] = ("Week of March 2, 2026", "Devices"),
    published: str = "2026-03-02",
    key: str = "",
    html: str = "",
    facts: Mapping[str, Fact] | None = None,
    anchor: str = "",
    language: str = "en",
) -> Entry:
    """One entry; without a text it gets one of its own, without HTML a paragraph a line."""
    text = text or body_of(title)
    made = "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines())
    return Entry(
        title=title, text=text, html=html or made, section=tuple(section), published=published, key=key,
        facts=facts or {}, anchor=anchor, language=language,
    )  # fmt: skip


def body_of(title: str) -> str:
    """A text that belongs to this title and to no other."""
    seed = sum(ord(letter) * (at + 1) for at, letter in enumerate(title))
    pool = (
        "settings devices users portal profile report policy group tenant console restart assign review export"
        " schedule notify approve rename filter search import retire enrol unlock sync rotate expire renew preview"
    ).split()
    told = " ".join(pool[(seed * 7 + at * at + at * seed) % len(pool)] for at in range(24))
    return f"{title} is now part of the service.\nWith it you can {told}.\nFor more information, see the documentation."


def week(day: str, *titles: str) -> tuple[Entry, ...]:
    """The entries of one week of a page of weeks."""
    date = datetime.fromisoformat(day)
    heading = f"Week of {date:%B} {date.day}, {date.year}"
    return tuple(entry(title, section=(heading, "Devices"), published=day) for title in titles)


def parsed(*entries: Entry, window: Window = Window.ROLLING, **more: object) -> Parsed:
    """A snapshot of these entries in this order."""
    placed = tuple(replace(each, place=place) for place, each in enumerate(entries))
    return Parsed(entries=placed, window=window, **more)  # type: ignore[arg-type]  # remaining fields of Parsed


class Nights:
    """Night after night over one source, each standing on the one before."""

    def __init__(self, *entries: Entry, window: Window = Window.ROLLING, of: Source | None = None) -> None:
        self.window, self.source, self.now = window, of or source(), START
        self.known: tuple[Known, ...] = ()
        self.last = Diff()
        self.then(*entries)

    def then(
        self, *entries: Entry, elsewhere: Sequence[Elsewhere] = (), accept_drift: bool = False, days: int = 1
    ) -> Nights:
        """The page as the next night finds it."""
        self.now += timedelta(days=days)
        drifted = self.last.drift is not None
        snapshot = parsed(*entries, window=self.window)
        self.last = compare(
            self.known, snapshot, self.source, self.now, elsewhere=elsewhere, accept_drift=accept_drift, drifted=drifted
        )
        self.known = advance(self.known, self.last, self.now)
        return self

    @property
    def announced(self) -> list[str]:
        """What was announced, as “kind: title”."""
        return [f"{change.kind}: {change.entry.title}" for change in self.last.changes if change.material]

    @property
    def silent(self) -> list[str]:
        """What was recorded and not announced."""
        return [f"{change.kind}: {change.entry.title}" for change in self.last.changes if not change.material]

    @property
    def only(self) -> Change:
        """The one change there was."""
        assert len(self.last.changes) == 1, self.last.changes
        return self.last.changes[0]
