"""The critical lane: between the nights only what is due is read, and what is critical is told at once, and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from omfeed.clock import FixedClock
from omfeed.config import load
from omfeed.deliver.relay import Post as Conversation
from omfeed.deliver.relay import Relay
from omfeed.dispatch.evening import Evening, evening
from omfeed.lane import Asked, due, interval
from omfeed.model import Audience, Cadence, Filter, Platform, Source
from omfeed.publish import publish
from tests.deliver.kit import relay
from tests.dispatch.kit import NOW, Mailbox, Post, alarm, days, subscription
from tests.dispatch.shell import Shell

HOUR = timedelta(hours=1)
URGENT = subscription("urgent", cadence=Cadence.CRITICAL)
DAILY = subscription("daily")
SAME = replace(DAILY, to="Urgent@example.com")
"""A daily digest to the address that is told at once, too."""


def _source(name: str = "a", **more: object) -> Source:
    return Source(id=name, title=name, url=f"https://{name}.example/", collector="feed", **more)  # type: ignore[arg-type]  # by name


class TestWhatIsDue:
    @pytest.mark.parametrize(
        ("cadence", "failures", "hours"),
        [(0.1, 0, 1), (1, 0, 1), (7, 0, 7), (90, 0, 24), (1, 1, 2), (1, 3, 8), (7, 1, 14), (7, 2, 24), (1, 99, 24)],
    )
    def test_a_source_is_left_alone_for_as_many_hours_as_it_speaks_every_days(
        self, cadence: float, failures: int, hours: int
    ) -> None:
        assert interval(_source(cadence_days=cadence), failures) == hours * HOUR

    def test_only_those_are_due_whose_time_has_come(self) -> None:
        sources = [_source("daily", cadence_days=1), _source("weekly", cadence_days=7), _source("ill", cadence_days=1)]
        asked = {one.id: Asked(last=NOW) for one in sources} | {"ill": Asked(last=NOW, failures=2)}
        assert due(sources, asked, NOW + HOUR - timedelta(seconds=1)) == ()
        assert due(sources, asked, NOW + HOUR) == ("daily",)
        assert due(sources, asked, NOW + 4 * HOUR) == ("daily", "ill")
        assert due(sources, asked, NOW + 7 * HOUR) == ("daily", "weekly", "ill")

    def test_what_is_off_archived_or_was_never_read_is_left_to_the_night(self) -> None:
        sources = [_source("off", enabled=False), _source("old", stage="archive"), _source("new")]
        asked = {"off": Asked(last=NOW), "old": Asked(last=NOW)}
        assert due(sources, asked, NOW + days(9)) == ()

    def test_a_day_of_the_lane_asks_a_daily_source_once_an_hour(self) -> None:
        source, asked, count = _source(cadence_days=1), {"a": Asked(last=NOW)}, 0
        for quarter in range(1, 97):
            now = NOW + quarter * timedelta(minutes=15)
            if due([source], asked, now):
                asked, count = {"a": Asked(last=now)}, count + 1
        assert count == 24


def _lane(post: Post, port: int, *, at: timedelta = timedelta(), urgent_only: bool = True) -> Evening:
    """The post of a run of the lane, or of a night."""
    file = post.folder / "omfeed.toml"
    text = f"""
[catalogue]
enabled = false
[mail]
sender = "omfeed@example.com"
host = "127.0.0.1"
port = {port}
security = "none"
[[subscription]]
id = "urgent"
channel = "mail"
to = "ada@example.com"
cadence = "critical"
[[subscription]]
id = "daily"
channel = "mail"
to = "daily@example.com"
[[subscription]]
id = "news"
channel = "feed"
"""
    file.write_text(text, encoding="utf-8")
    config = load(file, environ={})
    edition = replace(post.edition, urgent=tuple(one for one in config.subscriptions if one.id == "urgent"))
    with post.store() as store:
        return evening(config, store, post.web, FixedClock(NOW + at), edition, urgent_only=urgent_only)


def test_the_lane_serves_whoever_is_told_at_once_and_nobody_else(post: Post) -> None:
    with post.store() as store:
        alarm(store)
    with relay() as book:
        first, again = _lane(post, book.port), _lane(post, book.port, at=timedelta(minutes=15))
    assert (first.plans.planned, first.tally.sent, first.files) == (1, 1, 0)
    assert (again.plans.planned, again.tally.sent) == (0, 0)
    assert [mail.recipient for mail in book.mails] == ["ada@example.com"]


def test_what_waits_for_somebody_else_is_not_dropped_by_the_lane(post: Post) -> None:
    post.plan(DAILY)
    with relay() as book:
        assert _lane(post, book.port).tally.refused == 0
    assert [str(one.state) for one in post.deliveries()] == ["sent"]


def _sent(post: Post, *people: object, at: timedelta = timedelta()) -> list[str]:
    """The text of every mail that goes out."""
    post.mailbox = Mailbox()
    post.plan(*people, at=NOW + at)  # type: ignore[arg-type]  # subscriptions
    post.send(*people, at=NOW + at)  # type: ignore[arg-type]  # subscriptions
    parts = [mail.get_body(("plain",)) for mail in post.mailbox.mails]
    return [part.get_content() for part in parts if part is not None]


def test_a_later_digest_says_that_it_was_told_at_once(post: Post) -> None:
    post.edition = replace(post.edition, urgent=(URGENT,))
    with post.store() as store:
        alarm(store)
    (urgent,) = _sent(post, URGENT)
    assert "iOS 27.0.2" in urgent
    assert "told at once" not in urgent
    (daily,) = _sent(post, SAME, at=12 * HOUR)
    lines = daily.splitlines()
    title = next(at for at, line in enumerate(lines) if "iOS 27.0.2 and" in line)
    assert "New · told at once on 14 October 2026" in lines[title + 1]
    assert daily.count("told at once") == 1


def test_the_page_of_the_night_says_so_too_in_both_audiences_and_languages(post: Post) -> None:
    helpdesk = subscription("desk", cadence=Cadence.CRITICAL, audience=Audience.HELPDESK)
    with post.store() as store:
        store.people.subscribe(helpdesk, NOW)
        alarm(store)
    _sent(post, helpdesk)
    with post.store() as store:
        publish(store, post.edition, NOW + days(1), run_id=1)
        publish(store, replace(post.edition, language="ko"), NOW + days(2), run_id=1)
    top = post.folder / "digests"
    for audience in ("admin", "helpdesk"):
        assert "told at once on 14 October 2026" in (top / f"2026-10-15/{audience}.html").read_text(encoding="utf-8")


def test_what_nobody_wanted_at_once_is_told_as_plain_news(post: Post) -> None:
    macs = replace(URGENT, wanted=Filter(platforms=(Platform.MACOS,)))
    post.edition = replace(post.edition, urgent=(macs,))
    with post.store() as store:
        alarm(store)
    assert _sent(post, macs) == []
    (daily,) = _sent(post, SAME, at=12 * HOUR)
    assert "iOS 27.0.2" in daily
    assert "told at once" not in daily


def test_a_first_message_does_not_claim_what_lay_before_its_reach(post: Post) -> None:
    post.edition = replace(post.edition, urgent=(URGENT,))
    with post.store() as store:
        alarm(store)
    assert _sent(post, URGENT, at=days(3)) == []
    (daily,) = _sent(post, replace(SAME, cadence=Cadence.WEEKLY, weekday=1), at=days(6))
    assert "told at once" not in daily


def test_to_whom_nothing_came_at_once_a_digest_does_not_say_that_it_did(post: Post) -> None:
    post.edition = replace(post.edition, urgent=(URGENT,))
    with post.store() as store:
        alarm(store)
    assert len(_sent(post, URGENT)) == 1
    (daily,) = _sent(post, DAILY, at=12 * HOUR)
    assert "iOS 27.0.2" in daily
    assert "told at once" not in daily


def test_a_message_that_was_put_aside_told_nobody_at_once(post: Post) -> None:
    post.edition = replace(post.edition, urgent=(URGENT,))
    with post.store() as store:
        alarm(store)
    with relay() as book, Conversation(Relay(host="127.0.0.1", port=book.port, security="none")) as line:
        book.refuse["urgent@example.com"] = "554 5.7.0 Rejected"
        post.mailbox = line  # type: ignore[assignment]  # a relay that is really spoken to
        post.plan(URGENT)
        assert post.send(URGENT).refused == 1
    (daily,) = _sent(post, SAME, at=12 * HOUR)
    assert "told at once" not in daily
    with post.store() as store:
        publish(store, post.edition, NOW + days(1), run_id=1)
    page = (post.folder / "digests" / "2026-10-15" / "admin.html").read_text(encoding="utf-8")
    assert "iOS 27.0.2" in page
    assert "told at once" not in page


def test_of_matters_that_come_singly_each_is_marked(post: Post) -> None:
    single = replace(URGENT, each=True)
    post.edition = replace(post.edition, urgent=(single,))
    with post.store() as store:
        alarm(store)
    assert len(_sent(post, single)) == 1
    (daily,) = _sent(post, SAME, at=12 * HOUR)
    assert daily.count("told at once") == 1


class TestTheCommand:
    def test_reads_what_is_due_and_writes_no_digest(self, omfeed: Shell) -> None:
        done = omfeed("run", "--lane", "critical", "--at", "2026-10-14T03:30:00Z", "--json")
        assert done.code == 0
        assert '"sources": 0' in done.out
        assert "No source is due." in done.err
        assert not (omfeed.post.folder / "digests").exists()

    def test_chooses_its_sources_itself(self, omfeed: Shell) -> None:
        done = omfeed("run", "--lane", "critical", "--only", "chrome-releases")
        assert done.code == 2
