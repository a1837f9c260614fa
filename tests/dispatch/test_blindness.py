"""Every reader is told once, in full, that a source is seen no longer; then in a line; and once that it is again."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from omfeed.deliver.outcome import Later
from omfeed.errors import BadStatus, TimedOut
from omfeed.health import Tonight, judge
from omfeed.model import Audience, Cadence, Channel, Source, Subscription
from omfeed.publish import publish
from omfeed.store.values import FetchRecord
from tests.dispatch.kit import NOW, Post, alarm, days, subscription

GONE = BadStatus("news.example answered 404.", status=404, hint="The page is gone; look for its new address.")
SLOW = TimedOut("news.example was slower than 30 s.", hint="It is tried again next time.")
IN_FULL = "The page is gone; look for its new address."
IN_A_LINE = "1 source still not seen well"
OVER = "1 source is seen well again"


def night(post: Post, tonight: Tonight, at: datetime) -> None:
    """One source of the sample answers so; nothing else happens."""
    with post.store() as store:
        before = store.health()[0]
        source = Source(id=before.source_id, title=before.title, url=before.url, collector="feed", cadence_days=365)
        run = store.begin_run(at, "test")
        stands = judge(source, before, tonight, at)
        fetch = FetchRecord(at=at, status="failed" if tonight.error else "unchanged")
        if tonight.error:
            store.record_failure(run, source.id, fetch, stands)
        else:
            store.record_unchanged(run, [(source.id, fetch, stands)])
        store.end_run(run, at, outcome="well", sources=1, failed=0, changes=0)


def goes(post: Post, *people: Subscription, tonight: Tonight, day: float) -> list[str]:
    """A night, its letters, and the words of those that arrived."""
    before = len(post.mailbox.mails)
    night(post, tonight, NOW + days(day))
    post.plan(*people, at=NOW + days(day) + days(0.01))
    post.send(*people, at=NOW + days(day) + days(0.01))
    return [" ".join(str(mail.get_body(("plain",))).split()) for mail in post.mailbox.mails[before:]]


def kind(mails: list[str]) -> list[str]:
    """What each of them tells of sources."""
    words = {"full": IN_FULL, "line": IN_A_LINE, "over": OVER}
    return ["+".join(name for name, said in words.items() if said in mail) or "nothing" for mail in mails]


FAILS, READ = Tonight(error=GONE), Tonight(unchanged=True)
COURSE = (FAILS, FAILS, FAILS, READ, READ)


@pytest.fixture
def quiet(post: Post) -> Post:
    """A house that wants to hear of quiet nights, and has been told all there was."""
    post.edition = type(post.edition)(folder=post.folder / "digests", write_quiet_nights=True)
    return post


def test_an_admin_is_told_in_full_then_in_a_line_then_that_it_is_over_then_nothing(quiet: Post) -> None:
    ada = subscription()
    goes(quiet, ada, tonight=READ, day=0)
    course = [kind(goes(quiet, ada, tonight=tonight, day=day)) for day, tonight in enumerate(COURSE, 1)]
    assert course == [["full"], ["line"], ["line"], ["over"], ["nothing"]]


def test_where_quiet_nights_are_not_told_only_what_became_of_a_source_makes_a_mail(post: Post) -> None:
    ada = subscription()
    goes(post, ada, tonight=READ, day=0)
    course = [kind(goes(post, ada, tonight=tonight, day=day)) for day, tonight in enumerate(COURSE, 1)]
    assert course == [["full"], [], [], ["over"], []]


def test_each_quiet_night_is_proven_by_a_mail_of_its_own(quiet: Post) -> None:
    ada = subscription()
    assert [len(goes(quiet, ada, tonight=READ, day=day)) for day in range(4)] == [1, 1, 1, 1]
    assert len(set(quiet.mailbox.ids())) == 4


def test_a_weekly_reader_is_told_in_full_of_what_began_within_the_week(quiet: Post) -> None:
    weekly = subscription(cadence=Cadence.WEEKLY, weekday=2)
    goes(quiet, weekly, tonight=READ, day=0)
    told = [kind(goes(quiet, weekly, tonight=FAILS, day=day)) for day in range(3, 15)]
    assert [one for one in told if one] == [["full"], ["line"]]


def test_a_trouble_that_came_and_went_within_the_week_is_not_told(quiet: Post) -> None:
    weekly = subscription(cadence=Cadence.WEEKLY, weekday=2)
    goes(quiet, weekly, tonight=READ, day=0)
    nights = [FAILS, FAILS, READ, READ, READ, READ, READ]
    told = [kind(goes(quiet, weekly, tonight=tonight, day=day)) for day, tonight in enumerate(nights, 1)]
    assert [one for one in told if one] == [["nothing"]]


def test_a_reader_without_news_is_told_in_full_by_the_next_letter_there_is(post: Post) -> None:
    desk = subscription("desk", audience=Audience.HELPDESK)
    goes(post, desk, tonight=READ, day=0)
    assert [goes(post, desk, tonight=FAILS, day=day) for day in (1, 2, 3)] == [[], [], []]
    with post.store() as store:
        alarm(store)
    assert kind(goes(post, desk, tonight=FAILS, day=4)) == ["full"]


def test_who_subscribes_later_is_told_in_full(quiet: Post) -> None:
    goes(quiet, tonight=FAILS, day=1)
    late = subscription("late")
    assert kind(goes(quiet, late, tonight=FAILS, day=9)) == ["full"]
    assert kind(goes(quiet, late, tonight=FAILS, day=10)) == ["line"]


def test_a_letter_that_never_arrived_told_nobody(quiet: Post) -> None:
    ada = subscription()
    goes(quiet, ada, tonight=READ, day=0)
    quiet.mailbox.says["admins@example.com"] = lambda: Later(error="451 4.3.0 try later")
    for day in (1, 2):
        assert goes(quiet, ada, tonight=FAILS, day=day) == []
    quiet.mailbox.says.clear()
    assert kind(goes(quiet, ada, tonight=FAILS, day=3)) == ["full"]


def test_another_thing_to_do_is_told_in_full_again(quiet: Post) -> None:
    ada = subscription()
    goes(quiet, ada, tonight=READ, day=0)
    nights = [Tonight(error=SLOW), Tonight(error=SLOW), FAILS, FAILS]
    told = [kind(goes(quiet, ada, tonight=tonight, day=day)) for day, tonight in enumerate(nights, 1)]
    assert told == [["nothing"], ["line"], ["full"], ["line"]]


def test_a_channel_of_admins_is_told_on_a_night_without_news(post: Post) -> None:
    team = subscription("team", Channel.TEAMS)
    hook = subscription("hook", Channel.WEBHOOK)
    goes(post, team, hook, tonight=READ, day=0)
    post.web.requests.clear()
    for day in (1, 2, 3):
        goes(post, team, hook, tonight=FAILS if day < 3 else READ, day=day)
    cards = [request.body.decode() for request in post.web.requests if b"AdaptiveCard" in request.body]
    posts = [json.loads(request.body) for request in post.web.requests if b"AdaptiveCard" not in request.body]
    assert len(cards) == 2, "when it began and when it ended"
    assert "not read" in cards[0]
    assert OVER in cards[1]
    assert [(bool(one["trouble"]), OVER in one["standing"]) for one in posts] == [(True, False), (False, True)]


def test_a_critical_subscription_is_not_woken_for_a_source(post: Post) -> None:
    at_once = subscription(cadence=Cadence.CRITICAL)
    assert goes(post, at_once, tonight=FAILS, day=1) == []


def test_readers_who_are_told_the_same_share_a_letter_whenever_they_were_told_last(quiet: Post) -> None:
    by_mail, by_chat = subscription("ada"), subscription("team", Channel.TEAMS)
    goes(quiet, by_mail, by_chat, tonight=READ, day=0)
    assert len(goes(quiet, by_mail, by_chat, tonight=READ, day=1)) == 1, "the chat is not told of a quiet night"
    goes(quiet, by_mail, by_chat, tonight=FAILS, day=2)
    assert len({one.planned.path for one in quiet.deliveries()[-2:]}) == 1


class TestTheDigestsOfADay:
    """The pages that a night writes."""

    def page(self, post: Post, tonight: Tonight, day: float) -> str | None:
        """What the admin's text of that day tells, or none where nothing was written."""
        night(post, tonight, NOW + days(day))
        with post.store() as store:
            paths = publish(store, post.edition, NOW + days(day + 0.001), run_id=1).paths
        texts = [" ".join(Path(one).read_text(encoding="utf-8").split()) for one in paths if one.name == "admin.txt"]
        return kind(texts)[0] if texts else None

    def test_they_tell_it_once_in_full_and_once_that_it_is_over(self, quiet: Post) -> None:
        self.page(quiet, READ, 0)
        assert [self.page(quiet, tonight, day) for day, tonight in enumerate(COURSE, 1)] == [
            "full", "line", "line", "over", "nothing",
        ]  # fmt: skip

    def test_a_second_run_of_the_day_tells_it_in_full_again(self, quiet: Post) -> None:
        self.page(quiet, READ, 0)
        assert [self.page(quiet, FAILS, day) for day in (1, 1.2, 1.4, 2)] == ["full", "full", "full", "line"]

    def test_the_very_first_night_tells_everything_in_full(self, quiet: Post) -> None:
        assert self.page(quiet, FAILS, 0) == "full"

    def test_where_quiet_nights_are_not_written_a_lasting_trouble_writes_nothing(self, post: Post) -> None:
        self.page(post, READ, 0)
        assert [self.page(post, tonight, day) for day, tonight in enumerate(COURSE, 1)] == [
            "full", None, None, "over", None,
        ]  # fmt: skip
