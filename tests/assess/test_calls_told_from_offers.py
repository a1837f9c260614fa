"""What asks someone to act is told from what a feature does, what happens each time and what only could be."""

from __future__ import annotations

import pytest

from tests.assess.kit import judged


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "One connector for all",
            "It has these features:\n\n- Configure each for two uses.\n- Remove old ones.",
        ),
        (
            "Grace periods in the app",
            "If users don't update their device by the given date, it is marked.",
        ),
        ("Variables in certificates", "For example, a shared device won't be able to get a name from it."),
        ("The tunnel on rooted phones", "It is shut until the phone is found to no longer be rooted."),
        ("New terms", "The terms “work profile” and “home profile” are no longer used."),
        (
            "Threat levels",
            "As a public preview, you can use them. The app should move from preview by June.",
        ),
        ("Partners of app protection", "With this update, two more partners may be used to block or wipe an app."),
        ("Changes to a pane", "There are no user effects. You might want to tell your help desk about this change."),
        ("Sign-in on phones", "The former clients remain in support but are no longer offered for download."),
    ],
)
def test_what_a_feature_does_asks_nobody_to_act(title: str, text: str) -> None:
    assert not judged(title, text).action_required


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Orientation changes with Android 19", "Starting with Android 19, the system stops enforcing it on tablets."),
        ("Change to roles for limits", "If you have the helper role, you now have read-only access to the limits."),
        ("Authentication", "Beginning in April 2027, there will be no support for the compatible mode."),
        ("Events on Linux", "Starting this version, the agent no longer supports the older provider of events."),
        ("Agreement", "The vendor updated its agreement. An admin has to accept the new terms."),
        ("Connections", "Only clients that speak the newer protocol can connect as of July."),
        ("Secrets of apps", "If your app uses the old secret, it will get errors after May 2027."),
        ("Exports", "If you built scripts around the default columns, you need to refactor them."),
        ("Known issues of setup", "This error can be resolved by configuring the machine with more memory."),
        (
            "The following features are retired:",
            "- Kiosk mode will stop working in May 2027.\n- Tours.",
        ),
    ],
)
def test_what_takes_something_away_asks_for_it(title: str, text: str) -> None:
    assert judged(title, text).action_required
