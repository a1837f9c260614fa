"""From the command line: subscribe, try on the past, deliver, see what waits, and take up a matter."""

from __future__ import annotations

import json
import re

import pytest

from tests.deliver.kit import relay
from tests.dispatch.shell import Shell

AT = "2026-10-14T06:00:00Z"


def mail(port: int) -> str:
    """A mail table."""
    return f'[mail]\nsender = "omfeed@example.com"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'


def test_subscribe_preview_deliver_and_leave(omfeed: Shell) -> None:
    with relay() as book:
        omfeed.write(mail(book.port))
        said = omfeed("subscribe", "macs", "--mail", "mac@example.com", "--platform", "macos", "--cadence", "weekly",
                      "--weekday", "wednesday")  # fmt: skip
        assert said.code == 0 and "Subscribed “macs”" in said.err
        assert "macs  mail mac@example.com  admin  weekly  nothing yet" in omfeed("subscriptions", "list").out
        preview = omfeed("subscriptions", "preview", "macs", "--since", "2026-10-01").out
        assert "Recovery lock passwords for Macs with Apple silicon" in preview
        assert "1 message, " in preview
        sent = json.loads(omfeed("deliver", "--json", "--at", AT).out)
        assert (sent["sent"], sent["waiting"], sent["refused"]) == (1, 0, 0)
        assert "last 2026-10-14 06:00" in omfeed("subscriptions", "list").out
        assert omfeed("unsubscribe", "macs").code == 0
        assert omfeed("subscriptions", "list").out == ""
    assert [handed.recipient for handed in book.mails] == ["mac@example.com"]


def test_the_past_is_named_by_a_day_or_by_how_long_ago_it_is(omfeed: Shell) -> None:
    omfeed("subscribe", "macs", "--as", "feed", "--platform", "macos")
    assert "Recovery lock" in omfeed("subscriptions", "preview", "macs", "--since", "900d").out
    assert omfeed("subscriptions", "preview", "macs", "--since", "900d").out.endswith("passed over.\n")
    assert omfeed("awareness", "--since", "900d").code == 0
    said = omfeed("subscriptions", "preview", "macs", "--since", "ninety")
    assert (said.code, "no number of days such as 90d" in said.err) == (2, True)


def test_every_field_of_a_subscription_can_be_said_on_the_command_line(omfeed: Shell) -> None:
    said = omfeed("subscribe", "tickets", "--webhook", "T", "--as", "ticket", "--signed-with", "K", "--system", "jira",
                  "--only-action", "--only-ours", "--enrolment", "ade", "--nature", "retiring", "--workdays",
                  "--pause-until", "2999-01-01", "--allow-private", "--zone", "Europe/Berlin")  # fmt: skip
    assert said.code == 0, said.err
    with omfeed.post.store() as store:
        (one,) = store.people.subscriptions()
    assert (one.system, one.workdays, one.allow_private, one.each) == ("jira", True, True, True)
    assert (one.wanted.enrolment, one.wanted.natures) == (("ade",), ("retiring",))
    assert "paused until 2999-01-01" in omfeed("subscriptions", "list").out
    again = omfeed("subscribe", "tickets", "--webhook", "T", "--as", "ticket", "--system", "jira")
    assert (again.code, "name its variable in `secret_env`" in again.err) == (2, True)


def test_what_waits_exits_3_and_is_listed_with_its_reason(omfeed: Shell) -> None:
    with relay() as book:
        omfeed.write(mail(book.port))
        omfeed("subscribe", "gone", "--mail", "gone@example.com")
        book.refuse["gone@example.com"] = "550 5.1.1 user unknown"
        said = omfeed("deliver", "--at", AT)
    assert said.code == 3
    assert "1 refused" in said.err
    listed = omfeed("deliveries", "--state", "quarantined")
    assert "There is no such mailbox." in listed.out
    (one,) = (json.loads(line) for line in omfeed("deliveries", "--json").out.splitlines())
    assert (one["to"], one["state"], one["attempts"]) == ("gone", "quarantined", 1)


def test_what_was_put_aside_is_attempted_anew_once_somebody_says_so(omfeed: Shell) -> None:
    with relay() as book:
        omfeed.write(mail(book.port))
        omfeed("subscribe", "gone", "--mail", "gone@example.com")
        book.refuse["gone@example.com"] = "550 5.1.1 user unknown"
        assert omfeed("deliver", "--at", AT).code == 3
        (one,) = (json.loads(line) for line in omfeed("deliveries", "--json").out.splitlines())
        assert omfeed("deliver", "--at", AT).code == 0, "put aside, it is not tried by itself"
        del book.refuse["gone@example.com"]
        said = omfeed("deliveries", "--retry", str(one["id"]))
        assert (said.code, "attempted by the next" in said.err) == (0, True)
        assert omfeed("deliver", "--at", AT).code == 0
        assert [handed.recipient for handed in book.mails] == ["gone@example.com"]
        again = omfeed("deliveries", "--retry", str(one["id"]))
    assert (again.code, "no delivery" in again.err) == (1, True)


def test_feeds_and_the_calendar_are_written_by_themselves(omfeed: Shell) -> None:
    assert json.loads(omfeed("deliver", "--json", "--at", AT).out)["files"] == 9
    assert (omfeed.post.folder / "digests" / "feeds" / "deadlines.ics").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["subscribe", "x", "--mail", "nobody"], "is not one plain mail address"),
        (["subscribe", "x", "--mail", "a@example.com"], "Nobody sends mail yet."),
        (["subscribe", "x"], "by which way"),
        (["subscribe", "x", "--as", "teams"], "--as teams needs --webhook"),
        (["subscribe", "X!", "--as", "feed"], "does not fit"),
        (["subscribe", "x", "--as", "feed", "--zone", "Mars/One"], 'the time zone "Mars/One" is not known'),
        (["subscribe", "x", "--as", "feed", "--source", "nope"], "There is no source “nope”."),
        (["subscribe", "x", "--as", "feed", "--tag", "nope"], "No rule sets the tag “nope”."),
        (["unsubscribe", "x"], "There is no subscription “x”"),
        (["subscriptions", "preview", "x"], "There is no subscription “x”."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_kept(omfeed: Shell, words: list[str], told: str) -> None:
    said = omfeed(*words)
    assert said.code == 2
    assert told in said.err
    assert omfeed("subscriptions", "list").out == ""


def test_a_tag_that_a_rule_sets_can_be_subscribed_to(omfeed: Shell) -> None:
    omfeed.write('[[rule]]\nname = "apps"\naction = "tag"\nvalue = "app-team"\nsections = ["Intune apps"]\n')
    assert omfeed("subscribe", "apps", "--as", "feed", "--tag", "app-team").code == 0
    with omfeed.post.store() as store:
        (one,) = store.people.subscriptions()
    assert one.wanted.tags == ("app-team",)


def test_who_stands_in_the_file_is_changed_there(omfeed: Shell) -> None:
    omfeed.write('[[subscription]]\nid = "dates"\nchannel = "calendar"\n')
    assert "stands in omfeed.toml" in omfeed("subscribe", "dates", "--as", "feed").err
    assert "take it out there" in omfeed("unsubscribe", "dates").err


def test_a_matter_is_seen_assigned_and_done_with_its_trail(omfeed: Shell) -> None:
    omfeed.write('[[owner]]\nname = "Ada"\nplatforms = ["macos"]\n[[owner]]\nname = "Bob"\nawareness = true\n')
    number = str(_change(omfeed, "Recovery lock passwords"))
    assert "open, owner: Ada" in omfeed("status", number).out
    assert omfeed("ack", number, "--by", "zoe").code == 0
    assert omfeed("assign", number, "Bob", "--note", "Ada is away").code == 0
    assert omfeed("status", number, "snoozed", "--until", "2999-12-01").code == 0
    told = omfeed("status", number).out
    assert "snoozed until 2999-12-01, owner: Bob" in told
    assert "zoe has seen it" in told
    assert "gave it to Bob (Ada is away)" in told
    assert ": snoozed until 2999-12-01" in told


def test_saying_the_same_again_adds_nothing_to_the_trail(omfeed: Shell) -> None:
    number = str(_change(omfeed, "Recovery lock passwords"))
    for words in (
        ["ack", number],
        ["assign", number, "Bob"],
        ["status", number, "planned"],
        ["tick", number, "users-told"],
    ):
        first, again = omfeed(*words, "--by", "zoe"), omfeed(*words, "--by", "zoe")
        assert (first.code, again.code) == (0, 0)
        assert "lready" not in first.err
        assert re.search(r"Already .+ on \d{4}-\d\d-\d\d by zoe: “Recovery lock passwords", again.err)
    trail = [line for line in omfeed("status", number).out.splitlines() if "zoe" in line]
    assert len(trail) == 4
    assert omfeed("ack", number, "--by", "zoe", "--note", "read it on the train").err.startswith("Noted")
    assert omfeed("ack", number, "--by", "kim").err.startswith("Noted")
    assert omfeed("assign", number, "Ada", "--by", "zoe").code == 0
    assert "is now with Bob" in omfeed("assign", number, "Bob", "--by", "zoe").err, "given away, it is given back"


def test_awareness_says_whose_what_is_and_who_has_seen_it(omfeed: Shell) -> None:
    omfeed.write('[[owner]]\nname = "Bob"\nawareness = true\n')
    listed = [json.loads(line) for line in omfeed("awareness", "--since", "2026-10-01", "--json").out.splitlines()]
    assert listed
    assert {one["owner"] for one in listed} == {"Bob"}
    first = listed[0]["change"]
    omfeed("ack", str(first), "--by", "zoe")
    again = [json.loads(line) for line in omfeed("awareness", "--since", "2026-10-01", "--json").out.splitlines()]
    assert next(one for one in again if one["change"] == first)["seen_by"] == ["zoe"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ack", "99999"], "There is no change 99999."),
        (["status", "99999"], "There is no change 99999."),
        (["status", "1", "snoozed"], "--until goes with snoozed"),
        (["status", "1", "done", "--until", "2026-12-01"], "--until goes with snoozed"),
        (["assign", "1", "Zoe"], "There is no owner “Zoe” in omfeed.toml."),
    ],
)
def test_a_deed_that_cannot_be_is_told(omfeed: Shell, words: list[str], told: str) -> None:
    omfeed.write('[[owner]]\nname = "Bob"\nawareness = true\n')
    said = omfeed(*words)
    assert said.code in {1, 2}
    assert told in said.err


def _change(omfeed: Shell, title: str) -> int:
    with omfeed.post.store() as store:
        return next(item.id for item in store.items() if item.change.entry.title.startswith(title))


def test_no_secret_is_shown_anywhere(omfeed: Shell) -> None:
    omfeed("subscribe", "hook", "--webhook", "HOOK", "--as", "teams")
    env = {"HOOK": "https://contoso.webhook.office.com/s3cret"}
    said = omfeed("deliver", "--at", AT, env=env)
    everything = said.out + said.err + omfeed("deliveries", env=env).out + omfeed("subscriptions", "list", env=env).out
    assert "choose Workflows" in everything
    assert "s3cret" not in everything
