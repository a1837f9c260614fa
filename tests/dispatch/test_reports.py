"""Stakeholders are sent the monthly report and nothing else; slips of the pen in a subscription are refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from omfeed.dispatch.reports import months
from omfeed.model import Audience, Cadence
from tests.deliver.kit import Book, relay
from tests.dispatch.kit import NOW, subscription
from tests.dispatch.shell import Shell

FIRST = datetime(2026, 11, 1, 3, 5, tzinfo=UTC)
STAKEHOLDER = subscription("board", audience=Audience.STAKEHOLDER, cadence=Cadence.MONTHLY)


@pytest.fixture
def book(omfeed: Shell) -> Iterator[Book]:
    with relay() as made:
        omfeed.write(
            f'[mail]\nsender = "omfeed@example.com"\nhost = "127.0.0.1"\nport = {made.port}\nsecurity = "none"\n'
            '[[owner]]\nname = "Ada of the desk"\nawareness = true\n'
        )
        yield made


def subscribe(omfeed: Shell, *words: str) -> tuple[int, str]:
    said = omfeed("subscribe", "board", "--mail", "board@example.com", *words)
    return said.code, said.err


def test_a_stakeholder_reads_the_report_of_the_month_that_is_over(omfeed: Shell, book: Book) -> None:
    assert subscribe(omfeed, "--for", "stakeholder", "--cadence", "monthly")[0] == 0
    for moment in (NOW, FIRST, FIRST.replace(day=2)):
        assert omfeed("deliver", "--at", moment.isoformat()).code == 0
    (one,) = book.mails
    assert one.message["Subject"] == "Report for October 2026"
    body = one.message.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "asked us to act" in text
    whole = one.message.as_string()
    assert "Why flagged" not in whole
    assert "Ada of the desk" not in whole
    assert one.message.get_body(("html",)) is not None


def test_a_report_that_was_refused_comes_with_the_next_one(omfeed: Shell, book: Book) -> None:
    subscribe(omfeed, "--for", "stakeholder", "--cadence", "monthly")
    omfeed("deliver", "--at", NOW.isoformat())
    book.refuse["board@example.com"] = "550 5.7.1 not from you"
    omfeed("deliver", "--at", FIRST.isoformat())
    book.refuse.clear()
    omfeed("deliver", "--at", FIRST.replace(month=12).isoformat())
    assert sorted(str(one.message["Subject"]) for one in book.mails) == [
        "Report for November 2026",
        "Report for October 2026",
    ]


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        (None, FIRST, [10]),
        (datetime(2026, 10, 1, tzinfo=UTC), FIRST, [10]),
        (datetime(2026, 9, 1, tzinfo=UTC), FIRST, [9, 10]),
        (datetime(2026, 1, 1, tzinfo=UTC), FIRST, [8, 9, 10]),
        (None, datetime(2026, 11, 30, 23, 30, tzinfo=UTC), [10]),
    ],
)
def test_months_that_were_missed_are_reported_too(last: datetime | None, now: datetime, expected: list[int]) -> None:
    assert [one.month for one in months(STAKEHOLDER, last, now)] == expected


@pytest.mark.parametrize(
    "words", [("--cadence", "daily"), ("--cadence", "critical"), ("--cadence", "monthly", "--each")]
)
def test_no_other_message_is_for_stakeholders(omfeed: Shell, book: Book, words: tuple[str, ...]) -> None:
    code, said = subscribe(omfeed, "--for", "stakeholder", *words)
    assert code == 2
    assert "stakeholders are sent the monthly report" in said


def test_an_unknown_topic_is_refused_with_those_there_are(omfeed: Shell, book: Book) -> None:
    code, said = subscribe(omfeed, "--topic", "enrolement")
    assert code == 2
    assert "There is no topic “enrolement”." in said
    assert subscribe(omfeed, "--topic", "enrolment")[0] == 0


def test_check_names_unknown_topics_of_the_file(omfeed: Shell) -> None:
    omfeed.write('[[owner]]\nname = "Ada"\ntopics = ["certs and keys"]\nawareness = true\n')
    said = omfeed("check")
    assert said.code == 2
    assert "Owner “Ada” names the topic “certs and keys”, which there is not." in said.out


def test_a_pause_until_a_day_that_is_over_is_refused(omfeed: Shell, book: Book) -> None:
    code, said = subscribe(omfeed, "--pause-until", "2020-01-01")
    assert code == 2
    assert "2020-01-01 is no day ahead." in said
    assert subscribe(omfeed, "--pause-until", "2999-01-01")[0] == 0
