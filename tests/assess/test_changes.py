"""What changes something that was there is told from something new, an end and what one may only read of."""

from __future__ import annotations

import pytest

from omfeed.model import Nature
from tests.assess.kit import judged


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Wipe of idle devices", "This feature has been delayed and is planned for a later release."),
        ("More detailed messages of the setup", "They say which rule stopped it."),
        ("Alerts and failures of the setup", "They now appear on separate tabs of the overview page."),
        ("Reporting updates for cloud PCs", "Their encryption is told as not applicable."),
        ("The agent for Macs is now a universal app", "It runs on both kinds of Macs."),
        ("Exports of the report", "To reduce confusion, we have removed columns from the default set."),
        ("Licences of a deleted token", "All licences of the token are automatically revoked before."),
        ("Addresses of policies", "Instead of the old blade you now just go to the new one."),
        ("Export file size increased to 4 MB for analytics (preview)", "The size has increased from 750 KB."),
        ("Retention of logs", "Logs are now kept for two years; before, it was one."),
        ("Sign-in of the portal", "Users now sign in through the broker."),
        ("Navigation", "The security node moves under Devices."),
        ("Names of phones", "They no longer include the name of the user."),
        ("Feedback of a check", "The quota of checks falls to 50."),
        ("Symbole der Geräte", "Wir aktualisieren die Symbole im Portal."),
        ("リモート ロックに対する変更", "新しい PIN は生成されません。"),
    ],
)
def test_a_change_of_what_was_there_is_one(title: str, text: str) -> None:
    assert judged(title, text).nature is Nature.CHANGED


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Improved view of baselines", "You can now drill into the settings of each device."),
        ("Enhanced root detection", "Enhanced root detection is a new compliance setting that asks more often."),
        ("Get started with May 2027 improvements in Windows 11", "Read this month's recap of what improved."),
        ("A survey", "Your answers help us prioritize improving what matters. You can answer it now."),
        ("View end of support dates", "Two new columns show when an update is no longer supported."),
        ("Approvals", "You can now require approvals for wipes."),
    ],
)
def test_something_new_stays_new_under_a_title_of_improvements_or_ends(title: str, text: str) -> None:
    assert judged(title, text).nature is Nature.NEW


def test_another_look_stays_a_change_whatever_one_can_do_in_it() -> None:
    assert judged("Improved sign-in experience", "You can now choose an account.").nature is Nature.CHANGED


@pytest.mark.parametrize(
    ("title", "text", "nature"),
    [
        ("New gateway server version", "We released it with smaller fixes.", Nature.RELEASE),
        ("Updated app SDK for Android is now available", "It supports the coming system.", Nature.RELEASE),
        ("A planner joins", "The planner is now part of the (MAM) list of approved apps.", Nature.APPS),
        ("Reports are well again", "The delay in reports was resolved.", Nature.FIXED),
        ("[Resolved] Sign-in might fail", "After it, sign-in might fail. Status: Resolved.", Nature.FIXED),
        ("Search in the list", "In Preview devices, you can search by name.", Nature.NEW),
        ("Old connector", "The old connector will continue to work until June 2027.", Nature.RETIRING),
        ("Settings of data protection", "The parent has a child, Hide the data recovery option.", Nature.NEW),
    ],
)
def test_versions_apps_previews_and_ends_are_told_apart(title: str, text: str, nature: Nature) -> None:
    assert judged(title, text).nature is nature


def test_what_new_tenants_must_do_asks_nothing_of_the_others() -> None:
    text = "In a coming update, new tenants will need to complete these steps to use it."
    assert not judged("New tenants will default away from the old way", text).action_required
