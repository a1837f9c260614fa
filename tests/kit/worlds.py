"""Whole worlds of pages, written as a user gets them: those of the demo, and those of a captured history."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

from omfeed.clock import FixedClock
from omfeed.deliver.files import write, write_all
from omfeed.demo.play import play
from omfeed.digest.contexts import Period
from omfeed.digest.kb import kb_pages
from omfeed.digest.notice import build_notice
from omfeed.digest.render import render
from omfeed.digest.report import Duty, build_report
from omfeed.digest.select import for_helpdesk, is_told, story_of
from omfeed.digest.story import current
from omfeed.digest.table import table
from omfeed.digest.training import Guide, build_training
from omfeed.dispatch import writing
from omfeed.model import Audience, Fleet, FleetGroup, Item, Platform, Source
from omfeed.net.request import Fetched, Fresh, Request
from omfeed.night import Plan, run_night
from omfeed.publish import Edition
from omfeed.store import Store
from omfeed.understand import Judge
from tests.kit import corpus

GUIDES = (
    Guide(name="enrol-iphone", title="Enrol an iPhone", topics=("enrolment", "company-portal"), owner="Training"),
    Guide(name="updates", title="When your device wants to restart", topics=("updates",)),
)
FLEET = Fleet(
    groups=(
        FleetGroup(platform=Platform.WINDOWS, version="10.0.18363", count=860),
        FleetGroup(platform=Platform.IOS, version="13.1", count=1204),
        FleetGroup(platform=Platform.ANDROID, version="8", count=310),
    )
)
_DATE = re.compile(r"_(\d{4}-\d{2}-\d{2})_")


def demo(folder: Path, language: str) -> Path:
    """The folder of digests of a demo, with everything made on request beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    with play(folder, language=language) as sample:
        for night, _ in sample.nights:
            _letters(sample.store, sample.edition, night.at)
        _requested(sample.store, sample.edition)
        return sample.edition.folder


def history(folder: Path, language: str, *, nights: int = 24) -> Path:
    """The folder of digests of a page's captured history, night by night; skips where there is no corpus."""
    bodies = [
        (datetime.combine(datetime.fromisoformat(found[1]).date(), time(3), UTC), body)
        for name, body in corpus.bodies("intune-whats-new/2020")
        if (found := _DATE.search(name))
    ][:nights]
    source = Source(
        id="whats-new", title="What's new in Microsoft Intune", url="https://learn.example/whats-new",
        collector="learn-markdown", family="intune", stage="released", licence="CC BY 4.0",
    )  # fmt: skip
    edition = Edition(folder=folder / "digests", fleet=FLEET, language=language)
    plan = Plan(sources=(source,), judge=Judge(fleet=FLEET), edition=edition)
    folder.mkdir(parents=True, exist_ok=True)
    with Store.open(folder / "omfeed.db", now=bodies[0][0]) as store:
        for at, body in bodies:
            run_night(plan, store=store, net=_Shows(body), clock=FixedClock(at))
            _letters(store, edition, at)
        _requested(store, edition)
    return edition.folder


class _Shows:
    """A way out on which one body is all there is."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def get(self, request: Request) -> Fetched:
        """The body, except where somebody asks for robots.txt."""
        robots = request.url.endswith("robots.txt")
        return Fresh(
            body=b"User-agent: *\nAllow: /\n" if robots else self._body,
            media_type="text/plain", charset="utf-8", final_url=request.url,
        )  # fmt: skip


def _letters(store: Store, edition: Edition, at: datetime) -> None:
    """The night's digests as mails, in both forms."""
    day = at.date()
    made = {record.audience: record for record in store.digests() if record.date == day}
    for audience in (Audience.ADMIN, Audience.HELPDESK):
        record = made.get(audience)
        if record is None:
            continue
        items = store.items(after=record.after_change, upto=record.upto_change)
        letter = writing.digest(
            items, store.health(), edition, audience=audience, language=edition.language, urgent=False,
            since=None, now=at, day=day, base_url="https://omfeed.example",
        )  # fmt: skip
        write(edition.folder, f"mail/{day}-{audience}.html", letter.html.encode())
        write(edition.folder, f"mail/{day}-{audience}.txt", letter.text.encode())


def _requested(store: Store, edition: Edition) -> None:
    """What is made on request: a report of each month, notices, knowledge base, guides, a digest after an absence."""
    items = store.items(announced=None)
    write_all(edition.folder, _pages(store, items, edition))


def _pages(store: Store, items: tuple[Item, ...], edition: Edition) -> Iterator[tuple[str, bytes]]:
    told = [item for item in items if is_told(item)]
    last = max(item.at for item in items)
    today = last.date()
    language, fleet = edition.language, edition.fleet
    for month in sorted({item.at.strftime("%Y-%m") for item in told}):
        of_month = [item for item in told if item.at.strftime("%Y-%m") == month]
        end = of_month[-1].at
        duties = {story_of(item): Duty(done_on=end.date(), owner="Mina") for item in of_month[::2]}
        report = build_report(
            of_month, store.health(), fleet, Period(since=of_month[0].at, until=end, label=_last_day(end)),
            standing=store.items(announced=None, standing=True, dated=True), duties=duties, guides_open=2,
            language=language, csv="changes.csv", home="../../index.html", pages="../../stories/",
        )  # fmt: skip
        made = render(report)
        yield f"reports/{month}/report.html", made.html.encode()
        yield f"reports/{month}/report.txt", made.text.encode()
        yield f"reports/{month}/changes.csv", table(of_month).encode("utf-8-sig")
    for item in [item for item in told if for_helpdesk(item)][:12]:
        of_story = [one for one in items if story_of(one) == story_of(item)]
        made = render(build_notice(current(of_story), today, language=language, contact="1234"))
        yield f"notices/{item.id}.html", made.html.encode()
        yield f"notices/{item.id}.txt", made.text.encode()
    for name, data in kb_pages(items, fleet, today, form="html", language=language):
        yield f"kb/{name}", data
    training = render(build_training(told, GUIDES, language=language, home="index.html", pages="stories/"))
    yield "guides.html", training.html.encode()
    yield "guides.txt", training.text.encode()


def _last_day(moment: datetime) -> date:
    return moment.date().replace(day=monthrange(moment.year, moment.month)[1])
