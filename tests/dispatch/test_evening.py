"""All of the evening's post in one: files, plans, attempts; from omfeed.toml and from the command line alike."""

from __future__ import annotations

import pytest

from omfeed.clock import FixedClock
from omfeed.config import load
from omfeed.dispatch.evening import Evening, evening, everybody
from omfeed.errors import ConfigError
from omfeed.model import Channel
from tests.deliver.kit import relay
from tests.dispatch.kit import NOW, Post, Web, days, subscription

TOML = """
[catalogue]
enabled = false
[mail]
sender = "omfeed@example.com"
host = "127.0.0.1"
port = {port}
security = "none"
[[subscription]]
id = "admins"
channel = "mail"
to = "ada@example.com"
"""


def spend(post: Post, port: int, *, at: float = 0.0) -> Evening:
    """One evening."""
    file = post.folder / "omfeed.toml"
    file.write_text(TOML.format(port=port), encoding="utf-8")
    config = load(file, environ={})
    with post.store() as store:
        return evening(
            config,
            store,
            post.web,
            FixedClock(NOW + days(at)),
            post.edition,
            environ={"HOOK": "https://hook.example/x"},
        )


def test_the_post_goes_out_and_a_second_evening_has_nothing_to_do(post: Post) -> None:
    with relay() as book:
        first, second = spend(post, book.port), spend(post, book.port, at=0.1)
    assert (first.plans.planned, first.tally.sent, first.files) == (1, 1, 13)
    assert first.all_well
    assert (second.plans.planned, second.tally.sent, second.files) == (0, 0, 0)
    assert len(book.mails) == 1


def test_whoever_subscribed_from_the_command_line_is_served_too(post: Post) -> None:
    with post.store() as store:
        store.people.subscribe(subscription("bob"), NOW)
        store.people.subscribe(subscription("admins", to="other@example.com"), NOW)
    with relay() as book:
        assert spend(post, book.port).tally.sent == 2
    # The file has the last word on a name that both know.
    assert sorted(handed.recipient for handed in book.mails) == ["ada@example.com", "bob@example.com"]


def test_a_webhook_from_the_command_line_finds_its_address_in_the_environment(post: Post) -> None:
    with post.store() as store:
        store.people.subscribe(subscription("hook", Channel.WEBHOOK), NOW)
    with relay() as book:
        assert spend(post, book.port).tally.sent == 2
    assert [request.url for request in post.web.requests] == ["https://hook.example/x"]


def test_what_waits_is_told(post: Post) -> None:
    with relay() as book:
        book.refuse["ada@example.com"] = "450 4.2.0 later"
        outcome = spend(post, book.port)
        assert not outcome.all_well
        del book.refuse["ada@example.com"]
        assert spend(post, book.port, at=0.2).tally.sent == 1


def test_everybody_is_the_file_then_the_command_line(post: Post) -> None:
    file = post.folder / "omfeed.toml"
    file.write_text(TOML.format(port=25), encoding="utf-8")
    with post.store() as store:
        store.people.subscribe(subscription("dates", Channel.CALENDAR, to=""), NOW)
        assert [one.id for one in everybody(load(file, environ={}), store)] == ["admins", "dates"]


def test_a_missing_password_stops_the_post_with_words(post: Post) -> None:
    file = post.folder / "omfeed.toml"
    text = TOML.replace('security = "none"', 'user = "u"\npassword_env = "PASS"')
    file.write_text(text.format(port=25), encoding="utf-8")
    with post.store() as store, pytest.raises(ConfigError, match="PASS"):
        evening(load(file, environ={}), store, Web(), FixedClock(NOW), post.edition)
