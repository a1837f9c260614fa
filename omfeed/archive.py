"""Keeps the static site beside the digests: the front page of all nights, a page a story, and lists to find them by.

The site is files for any web server or for opening from disk. A night writes the pages of the stories it touched and
the lists they stand in; files that come out equal are left alone, and a quiet night writes the front page only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from omfeed.model import Audience, Fleet, Platform
from omfeed.store import Store
from omfeed.store.values import DigestRecord

_BUILT = "search.html"
"""The page that says a site stands here already."""
_LATELY = timedelta(days=2)
"""For how long pages are looked at again after a correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the site is, and for whom."""

    folder: Path
    templates: tuple[Path, ...] = ()
    fleet: Fleet
    language: str = "en"


def keep(store: Store, site: Site, today: date, *, after: int, upto: int) -> int:
    """Bring the site up to date and say how many files were written.

    Args:
        store: what is known.
        site: where and for whom.
        today: the day, for what lies ahead.
        after: the last change that an earlier day's site holds already …
        upto: … and the last one there is.

    Raises:
        StoreError: the database could not be read.
        DeliveryError: a file could not be written.
        ConfigError: a template of the user's cannot be used.
    """
    from omfeed.deliver.files import write, write_all

    written = 0
    # Silent changes count too: what moved or was tidied stands on its story's page.
    touched = {item.story for item in store.items(after=after, upto=upto, announced=None)} if upto > after else set()
    # What somebody corrected lately is told anew, although nothing changed; pages that come out equal are left alone.
    touched |= store.corrections.stories(datetime.combine(today, time(), UTC) - _LATELY)
    standing = (site.folder / _BUILT).is_file()
    if touched or not standing:
        from omfeed.digest.site import site as pages

        made = pages(
            store.items(announced=None),
            site.fleet,
            today,
            touched=touched if standing else None,
            language=site.language,
            folders=site.templates,
        )
        written += write_all(site.folder, made)
    # Of subscriptions there is a record for each night and subscriber; none of them is read to write this page.
    front = front_page(store.digests(set(Audience)), site)
    return written + write(site.folder, "index.html", front.encode())


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
