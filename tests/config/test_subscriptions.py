"""Who gets what, how and when, as omfeed.toml says it."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from omfeed.config.mailing import SubscriptionBlock
from omfeed.model import Audience, Cadence, Channel, Filter, Platform, Severity, Subscription
from tests.config.kit import Files

MAIL = '[mail]\nsender = "omfeed@example.com"\nhost = "relay.example.com"\n'


def test_a_subscription_by_mail(files: Files) -> None:
    config = files.load(
        MAIL
        + """
        [[subscription]]
        id = "helpdesk-mobile"
        channel = "mail"
        to = "helpdesk@example.com"
        audience = "helpdesk"
        platforms = ["ios", "android"]
        minimum_severity = "medium"
        cadence = "weekly"
        weekday = "friday"
        at = "07:30"
        time_zone = "Asia/Seoul"
        language = "ko"
        paused_until = 2026-12-24
        """
    )
    assert config.subscriptions == (
        Subscription(
            id="helpdesk-mobile",
            channel=Channel.MAIL,
            to="helpdesk@example.com",
            audience=Audience.HELPDESK,
            wanted=Filter(platforms=(Platform.IOS, Platform.ANDROID), minimum_severity=Severity.MEDIUM),
            cadence=Cadence.WEEKLY,
            weekday=4,
            at="07:30",
            time_zone="Asia/Seoul",
            language="ko",
            paused_until=date(2026, 12, 24),
        ),
    )
    assert config.mail.sender == "omfeed@example.com"
    assert config.outbox == files.folder / "outbox"


def test_the_address_of_a_webhook_comes_from_the_environment_and_is_not_shown(files: Files) -> None:
    text = """
        [[subscription]]
        id = "act-now"
        channel = "webhook"
        to_env = "HOOK"
        secret_env = "HOOK_KEY"
        cadence = "critical"
        """
    config = files.load(text, {"HOOK": "https://hook.example.com/s3cret", "HOOK_KEY": "k3y", "OTHER": "x"})
    assert config.subscriptions[0].to == "HOOK"
    assert config.secrets == {"HOOK": "https://hook.example.com/s3cret", "HOOK_KEY": "k3y"}
    assert "s3cret" not in repr(config)
    assert "k3y" not in repr(config)


def test_a_ticket_is_one_message_for_each_matter(files: Files) -> None:
    (one,) = files.load('[[subscription]]\nid = "t"\nchannel = "ticket"\nto_env = "HOOK"').subscriptions
    assert one.each


def test_files_need_no_address(files: Files) -> None:
    text = '[[subscription]]\nid = "a"\nchannel = "feed"\n[[subscription]]\nid = "b"\nchannel = "calendar"'
    assert [one.to for one in files.load(text).subscriptions] == ["", ""]


def test_a_subscription_filters_by_all_that_a_filter_has() -> None:
    assert {field.name for field in dataclasses.fields(Filter)} < {
        field.name for field in dataclasses.fields(SubscriptionBlock)
    }


def told(**keys: str) -> str:
    """A subscription by webhook with other keys."""
    said = {"id": '"x"', "channel": '"webhook"', "to_env": '"HOOK"'} | keys
    return "[[subscription]]\n" + "".join(f"{name} = {value}\n" for name, value in said.items() if value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (told(channel='"mail"', to_env="", to='"ada@example.com"'), "mail needs a table [mail]"),
        (MAIL + told(channel='"mail"', to_env=""), "needs `to`: one address"),
        (MAIL + told(channel='"mail"', to_env="", to='"Ada <ada@example.com>"'), "is not one plain mail address"),
        (told(to_env=""), "a subscription by webhook needs `to_env`"),
        (told(to_env="", to='"OM_HOOK"'), 'write to_env = "OM_HOOK" in place of `to`'),
        (told(channel='"teams"', to_env="", to='"https://x.example/hunter2"'), "name that in `to_env`, such as"),
        (told(channel='"slack"', to_env="", to='"hooks.example/hunter2"'), "name that in `to_env`, such as"),
        (told(channel='"apprise"', to_env="", to='"matrixs://a:hunter2@m.example"'), "name that in `to_env`, such as"),
        (told(channel='"ticket"', to_env="", to='"ada@example.com"'), "this is a subscription by ticket"),
        (told(to_env="", to='"the hook"'), "is named in `to_env`"),
        (MAIL + told(channel='"mail"', to='"ada@example.com"'), "leave `to_env` out"),
        (told(channel='"feed"'), "a file has no address"),
        (told(channel='"calendar"', to_env="", to='"ada@example.com"'), "a file has no address"),
        (told(channel='"sms"'), 'the value "sms" is not known'),
        (told(cadence='"daly"'), 'Did you mean "daily"?'),
        (told(at='"7:30"'), "is not a time of day"),
        (told(paused_until='"2026-12-24"'), "a date such as 2026-12-24, without quotation marks, is expected"),
        (told(sources='["nope"]'), 'there is no source "nope"'),
        (told(to_url='"https://x"'), "there is no such key"),
        (told(secret='"x"'), "secrets are never written in this file"),
        (told() + told(), "x stands in subscription[1] already"),
        ('[mail]\nsender = "a@example.com"', "host is missing"),
        ('[mail]\nsender = "a@example.com"\nmethod = "graph"', "an application is to send: set tenant"),
        (
            '[mail]\nsender = "a@example.com"\nmethod = "graph"\nclient_id = "c"',
            "tenant, client_id and client_secret_env belong",
        ),
        (MAIL + 'user = "omfeed"', "user is given, so password_env must be"),
        (MAIL + 'user = "omfeed"\npassword_env = "P"\nsecurity = "none"', "gives the password away"),
        (MAIL + 'password = "hunter2"', "name that variable in a key that ends in _env (password_env)"),
        (MAIL + 'unsubscribe_url = "http://x.example/{key}"', "an address begins with https://"),
    ],
)
def test_what_cannot_be_sent_is_told(files: Files, text: str, words: str) -> None:
    (fault,) = files.faults(text)
    assert words in fault
    assert "hunter2" not in fault


OWNERS = """
[[owner]]
name = "Ada"
mail = "ada@example.com"
platforms = ["ios"]
deputy = "Bob"
[[owner]]
name = "Bob"
topics = ["certificates"]
awareness = true
"""


def test_owners_stand_in_the_order_of_the_file(files: Files) -> None:
    ada, bob = files.load(OWNERS).owners
    assert (ada.platforms, ada.deputy) == ((Platform.IOS,), "Bob")
    assert (bob.topics, bob.awareness) == (("certificates",), True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OWNERS.replace('deputy = "Bob"', 'deputy = "Bop"'), 'the owner "Bop" is not known. Did you mean "Bob"?'),
        (OWNERS + '[[owner]]\nname = "Zoe"\nawareness = true', "owner[2] owns awareness already"),
        (OWNERS + '[[owner]]\nname = "Ada"', "Ada stands in owner[1] already"),
    ],
)
def test_a_fault_of_an_owner(files: Files, text: str, words: str) -> None:
    (fault,) = files.faults(text)
    assert words in fault
