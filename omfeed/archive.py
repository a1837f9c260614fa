"""Keeps the static site beside the digests: the front page of all nights, a page a story, and lists to find them by.

The site is files for any web server or for opening from disk. A run writes the pages of the stories that changed since
the site was last built, and the lists that read otherwise for them; files that come out equal are left alone, and a run
without news writes the front page only. Stories are taken one by one, so that memory does not hold all that was ever
told.

``site.json`` says up to where the site is built, what each list was made of, and what all of it was made with (fleet,
templates, language, version): when one of these is another, all of it is built anew. The page of dates says of which
day it is; it is built anew when something changed, and alone when one of its dates has passed, since only then it reads
differently.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from omfeed import __version__, resources
from omfeed.model import Audience, Fleet, Platform
from omfeed.store import Store
from omfeed.store.values import DigestRecord

STAMP = "site.json"
"""The file that says how far the site is built. It is written last: whoever is cut off before builds that again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the site is, and for whom."""

    folder: Path
    templates: tuple[Path, ...] = ()
    fleet: Fleet
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """How far a site is built."""

    upto: int
    """The last change in it."""
    at: datetime
    """When it was built (UTC): what was corrected before stands in it."""
    day: date
    """The day its dates are told of."""
    made_of: str
    """What it was made with and for, as a hash."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """What each list of stories was made of, as a hash, by name of its page."""


def keep(store: Store, site: Site, today: date, now: datetime, *, upto: int) -> int:
    """Bring the site up to date and say how many files were written.

    Args:
        store: what is known.
        site: where and for whom.
        today: the day, for what lies ahead.
        now: the moment, UTC.
        upto: the last change there is.

    Raises:
        StoreError: the database could not be read.
        DeliveryError: a file could not be written.
        ConfigError: a template of the user's cannot be used.
    """
    from omfeed.deliver.files import write, write_all

    written = 0
    stamp = _stamp(site.folder)
    made_of = _made_of(site)
    if stamp is not None and (stamp.made_of != made_of or stamp.upto > upto):
        stamp = None
    touched = None if stamp is None else _touched(store, stamp, upto)
    if stamp is None or touched:
        from omfeed.digest import site as pages
        from omfeed.digest.lists import Marks

        marks = Marks()
        if stamp is not None and stamp.lists:
            marks = Marks({name: mark for name, mark in stamp.lists.items() if (site.folder / name).is_file()})
            # Whoever is cut off before the end makes all lists again: nobody knows which of them were written.
            write(site.folder, STAMP, _as_json(replace(stamp, lists={})))
        # Most of what a first reading found is never told again; it has no page, and is not read to find that out.
        made = pages.site(
            store.told_stories(),
            site.fleet,
            today,
            touched=touched,
            marks=marks,
            language=site.language,
            folders=site.templates,
        )
        written += write_all(site.folder, made)
        stamp = Stamp(upto=upto, at=now, day=today, made_of=made_of, lists=marks.now)
    elif _has_passed(store, stamp.day, today):
        from omfeed.digest import site as pages

        dated = store.told_stories(dated=True)
        page = pages.dates(dated, site.fleet, today, language=site.language, folders=site.templates)
        written += write(site.folder, *page)
        stamp = replace(stamp, at=now, day=today)
    # Of subscriptions there is a record for each night and subscriber; none of them is read to write this page.
    front = front_page(store.digests(set(Audience)), site)
    written += write(site.folder, "index.html", front.encode())
    return written + write(site.folder, STAMP, _as_json(stamp))


def _touched(store: Store, stamp: Stamp, upto: int) -> frozenset[str]:
    """The stories that changed, or were corrected, since a site was built."""
    # Silent changes count too: what moved or was tidied stands on its story's page.
    new = store.touched(after=stamp.upto, upto=upto) if upto > stamp.upto else frozenset()
    return new | store.corrections.stories(stamp.at)


def _has_passed(store: Store, since: date, today: date) -> bool:
    """Whether a date that lay ahead on one day has passed on another."""
    if since == today:
        return False
    from omfeed.digest.dates import span

    bounds = (span(due.date) for item in store.ahead(since) for due in item.assessment.due)
    return any(found is not None and since <= found[1] < today for found in bounds)


def _made_of(site: Site) -> str:
    """What pages depend on besides what is stored: the same for two runs when nothing of it changed."""
    made = sha256(f"{__version__}\n{site.language}\n{site.fleet!r}\n".encode())
    catalogue = Path(__file__).parent / "digest" / "locale" / f"{site.language}.po"
    for folder in (*site.templates, resources.path("templates")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                made.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    made.update(catalogue.read_bytes() if catalogue.is_file() else b"")
    return made.hexdigest()[:32]


def _stamp(folder: Path) -> Stamp | None:
    """How far the site in a folder is built; none where there is none, or nobody can say."""
    try:
        found = json.loads((folder / STAMP).read_bytes())
        return Stamp(
            upto=int(found["upto"]),
            at=datetime.fromisoformat(found["at"]).astimezone(UTC),
            day=date.fromisoformat(found["day"]),
            made_of=str(found["made_of"]),
            lists={str(name): str(mark) for name, mark in found.get("lists", {}).items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _as_json(stamp: Stamp) -> bytes:
    told = {
        "upto": stamp.upto,
        "at": stamp.at.isoformat(),
        "day": stamp.day.isoformat(),
        "made_of": stamp.made_of,
        "lists": dict(stamp.lists),
    }
    return json.dumps(told, indent=1).encode() + b"\n"


def front_page(digests: Sequence[DigestRecord], site: Site) -> str:
    """The archive's front page over every digest that was written."""
    from omfeed.digest.index import Night, build_index
    from omfeed.digest.render import render
    from omfeed.digest.site import site_links

    by_day: dict[date, list[DigestRecord]] = {}
    for digest in digests:
        # What subscriptions were sent is recorded beside the digests that are pages.
        if digest.audience in set(Audience):
            by_day.setdefault(digest.date, []).append(digest)
    nights = [
        Night(
            day=day,
            changes=max(digest.changes for digest in of_day),
            act=max(digest.act for digest in of_day),
            troubles=max(digest.troubles for digest in of_day),
            files=tuple((digest.audience, digest.path) for digest in of_day),
        )
        for day, of_day in by_day.items()
    ]
    listed = tuple(platform for platform in Platform if (site.folder / f"platforms/{platform}.html").is_file())
    links = [(link.title, link.href) for link in site_links(site.language, listed)]
    return render(build_index(nights, language=site.language, pages=links), folders=site.templates).html
