"""The whole way: omfeed.toml, the outbox, a real relay on loopback; and trying it on the past first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from omfeed.clock import FixedClock
from omfeed.config import Config, load
from omfeed.deliver.graph_mail import GraphMail
from omfeed.dispatch.plan import plan
from omfeed.dispatch.preview import difference, preview
from omfeed.dispatch.send import send_due
from omfeed.dispatch.ways import ways_of
from omfeed.errors import ConfigError
from omfeed.model import Cadence, Filter, Platform
from tests.deliver.kit import relay
from tests.dispatch.kit import NOW, Post, Web, days, subscription

SUBSCRIBED = '[[subscription]]\nid = "admins"\nchannel = "mail"\nto = "ada@example.com"\n'


def configured(folder: Path, mail: str, environ: dict[str, str] | None = None) -> Config:
    """A configuration with that mail table."""
    file = folder / "omfeed.toml"
    file.write_text(
        f"[catalogue]\nenabled = false\n[mail]\nsender = 'omfeed@example.com'\n{mail}\n{SUBSCRIBED}", "utf-8"
    )
    return load(file, environ=environ or {})


def test_from_the_configuration_to_the_mailbox(post: Post) -> None:
    with relay() as book:
        config = configured(post.folder, f"host = '127.0.0.1'\nport = {book.port}\nsecurity = 'none'")
        with post.store() as store, ways_of(config, Web()) as ways:
            plan(store, config.subscriptions, post.edition, config.outbox, NOW)
            tally = send_due(store, config.subscriptions, config.outbox, ways, FixedClock(NOW))
    assert tally.sent == 1
    (handed,) = book.mails
    assert handed.recipient == "ada@example.com"
    assert handed.message["List-Id"] == '"omfeed admins" <admins.omfeed.example.com>'
    assert not (config.output / "outbox").exists()


def test_a_secret_that_is_not_set_is_told_before_anything_is_sent(post: Post) -> None:
    config = configured(post.folder, "host = 'relay'\nuser = 'u'\npassword_env = 'PASS'")
    with pytest.raises(ConfigError, match="PASS, named in \\[mail\\], is not set"), ways_of(config, Web()):
        pass


def test_graph_is_a_way_like_any_other(post: Post) -> None:
    mail = "method = 'graph'\ntenant = 't'\nclient_id = 'c'\nclient_secret_env = 'S'"
    with ways_of(configured(post.folder, mail, {"S": "s3cret"}), Web()) as ways:
        assert isinstance(ways.mailer, GraphMail)
        assert "s3cret" not in repr(ways)


def test_mail_and_reading_share_one_application(post: Post) -> None:
    table = "[graph]\ntenant = 'contoso.com'\nclient_id = '11111111-2222-3333-4444-555555555555'\nsecret_env = 'S'\n"
    config = configured(post.folder, f"method = 'graph'\n{table}", {"S": "s3cret"})
    with ways_of(config, Web()) as ways:
        assert isinstance(ways.mailer, GraphMail)
        assert "s3cret" not in repr(config)
    config = configured(post.folder, f"method = 'graph'\n{table}")
    with pytest.raises(ConfigError, match="An application is to send mail"), ways_of(config, Web()):
        pass


def test_without_mail_webhooks_still_go(post: Post) -> None:
    file = post.folder / "omfeed.toml"
    file.write_text("[catalogue]\nenabled = false\n", encoding="utf-8")
    with ways_of(load(file, environ={}), Web()) as ways:
        assert ways.mailer is None


def test_a_preview_shows_what_would_have_come_message_by_message(post: Post) -> None:
    with post.store() as store:
        daily = preview(store, subscription(at="07:00"), NOW - days(30))
        weekly = preview(store, subscription(cadence=Cadence.WEEKLY, weekday=4), NOW - days(30))
        ios = preview(store, subscription(wanted=Filter(platforms=(Platform.IOS,))), NOW - days(30))
    assert [sent.day for sent in daily.messages] == [date(2026, 10, 12), date(2026, 10, 13), date(2026, 10, 14)]
    assert [sent.day for sent in weekly.messages] == [date(2026, 10, 16)]
    assert daily.told == weekly.told == sum(len(sent.items) for sent in daily.messages)
    assert 0 < ios.told < daily.told
    assert ios.told + ios.passed_over == daily.told + daily.passed_over


def test_a_preview_says_what_is_then_sent(post: Post) -> None:
    one = subscription(at="05:00")
    with post.store() as store:
        promised = [item.id for item in preview(store, one, NOW - timedelta(days=1)).messages[0].items]
        assert promised
    post.plan(one)
    post.send(one)
    assert len(post.mailbox.mails) == 1


def test_a_difference_names_what_is_gained_and_lost(post: Post) -> None:
    before = subscription(wanted=Filter(platforms=(Platform.IOS,)))
    after = replace(before, wanted=Filter(platforms=(Platform.MACOS,)))
    with post.store() as store:
        items = store.items()
    told = difference(items, before, after)
    assert told.added and told.missed
    assert all(Platform.MACOS in item.assessment.platforms for item in told.added)
    assert all(Platform.MACOS not in item.assessment.platforms for item in told.missed)
    assert difference(items, before, before).added == ()
