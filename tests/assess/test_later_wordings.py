"""Wordings of the years from 2022 on: what the console does for itself, what is blocked, what a change is told as."""

from __future__ import annotations

import pytest

from omfeed.model import Nature
from tests.assess.kit import judged


@pytest.mark.parametrize(
    ("title", "text", "concerned"),
    [
        ("Send feedback on a query over many devices", "Send it from the device query page.", []),
        ("Certificates for mail", "New baseline requirements of public authorities apply to such certificates.", []),
        ("Insights in the assistant", "You can look at insights about enrolled Surface devices.", ["windows"]),
        ("A new vendor of Mobile Threat Defense", "You can use it as a Mobile Threat Defense partner.", []),
        (
            "Notices of enrolment",
            "They are in preview for Windows, Apple, and Android devices.",
            ["android", "ios", "macos", "windows"],
        ),
        ("Roles for tenant attached clients", "A role of the service is enough for them.", []),
        ("Feedback in the portal", "Policies come from the Microsoft 365 Apps admin center.", []),
    ],
)
def test_what_the_console_does_for_itself_concerns_no_platform(title: str, text: str, concerned: list[str]) -> None:
    assert sorted(one.value for one in judged(title, text).platforms) == concerned


def test_a_link_below_a_pointer_says_nothing_of_platforms() -> None:
    links = "- [Settings of an iOS device](https://vendor.example/a)."
    text = f"A button resolves it at once. For more information, see:\n\n{links}"
    assert judged("A button that resolves", text).platforms == ()


@pytest.mark.parametrize(
    ("title", "text", "nature"),
    [
        ("Changes to roles for enrolment limits", "You now have read-only access to the limits.", Nature.CHANGED),
        ("Sign-in changes with the next version", "It is asked for at each start.", Nature.CHANGED),
        ("Lifetime of tokens increases to two years", "Now you can create tokens that last longer.", Nature.CHANGED),
        ("Rooted phones are blocked by the client", "The client can now detect them.", Nature.CHANGED),
        ("Orientation on large screens", "The system stops enforcing it on tablets.", Nature.CHANGED),
        ("Rights for calls to the interface", "Calls now require one of two newer permissions.", Nature.CHANGED),
        ("See the script", "Admins can now see a preview of a script's content.", Nature.NEW),
        ("New client version for the helper", "It resolves an issue with a blank screen.", Nature.RELEASE),
        ("Support for the new sign-in", "Apple released iOS 27. The portal supports its sign-in.", Nature.NEW),
        ("Updated security baseline for the browser", "We released a new version of it, version 128.", Nature.NEW),
        ("A new URL for the admin center", "The former one leads to it.", Nature.CHANGED),
        ("Remotely restart and shut down Macs", "You can do so with a device action.", Nature.NEW),
        ("What an import finds", "You can also see any deprecated settings.", Nature.NEW),
        ("Review errors in connections", "A page lists them by Cloud PC.", Nature.NEW),
        ("Import up to 20 templates", "Previously, you could import up to 10 files.", Nature.CHANGED),
        ("Policies in another cloud", "They were originally released in preview in June.", Nature.NEW),
        ("Update your connector", "Connectors earlier than version 6.2 may no longer work.", Nature.RETIRING),
    ],
)
def test_a_change_is_heard_in_its_title(title: str, text: str, nature: Nature) -> None:
    assert judged(title, text).nature is nature


@pytest.mark.parametrize(
    ("title", "text", "needed"),
    [
        ("Rights for calls", "In September, scripts that rely on the older rights fail to function.", True),
        ("Addresses of the service", "We recommend updating your firewall rules with the list.", True),
        ("A role may write now", "Now is a good time to review the users that have the role.", True),
        ("Mapping of certificates", "To meet these requirements, modify or create a profile.", True),
        ("Another address", "With rules that block it, you might experience connectivity issues.", True),
        ("Out of preview", "This solution now requires an add-on license.", True),
        ("A new button", "If it is set up already, you have no action items.", False),
    ],
)
def test_what_relies_on_the_old_way_is_to_be_looked_over(title: str, text: str, needed: bool) -> None:
    assert judged(title, text).action_required is needed


@pytest.mark.parametrize(
    ("title", "text", "seen"),
    [
        ("New settings for phones", "If True, this setting blocks Wi-Fi Direct.", True),
        ("Rules that deny", "The rule blocks the specified file from running with more rights.", True),
        ("New prompts to explore your data", "Use these new prompts to view groups.", False),
        ("Fleet services", "With Entra ID single sign-on, teams gain access without a further licence.", False),
    ],
)
def test_what_a_setting_blocks_is_noticed_and_what_admins_ask_is_not(title: str, text: str, seen: bool) -> None:
    assert judged(title, text).user_visible is seen


@pytest.mark.parametrize(
    ("title", "text", "seen"),
    [
        ("A chat in Remote Help", "It keeps all messages of a session.", True),
        ("Permissions for Remote Help", "A role may be given them one by one.", False),
        ("Route messages to one app", "When the end user selects a number, the app opens.", True),
        ("Domains for accounts", "Restricts users to add only accounts of some domains.", True),
        ("Enrolment of phones in shared device mode", "It is there to configure.", True),
        ("Support for another Linux", "You can enroll and manage its desktops.", True),
        ("Rules for files", "It blocks elevation of the file when no argument fits.", True),
        ("Remotely lock tablets", "It is there for shared tablets.", True),
        ("Manage macOS software updates", "Download only, or install at once.", True),
        ("More details of a tablet", "Number of users: shows the number of users of a shared tablet.", False),
        ("Apps before hand-over", "The setting is for the technician phase of the Enrollment Status Page.", False),
    ],
)
def test_tools_that_people_have_in_hand_are_noticed(title: str, text: str, seen: bool) -> None:
    assert judged(title, text).user_visible is seen
