"""How the pages of the sample change from night to night: exact replacements, each for one thing a user cares about.

The pages themselves are written as Markdown in ``content/``; a replacement that does not fit exactly once is an error,
so that a night shows what it says it shows.
"""

# ruff: noqa: E501 - a paragraph of a page is one line

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

WHATS_NEW: Final = "whats-new"
ARCHIVE: Final = "archive"
IN_DEVELOPMENT: Final = "in-development"
BLOG: Final = "blog"

Edit = tuple[str, str]
"""What stands on the page, and what stands there from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What is different on one night."""

    on: date
    title: str
    tells: str
    """What this night shows, one sentence."""
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    """Page name → edits."""
    broken: frozenset[str] = frozenset()
    """Sources that answer with an error this night."""
    redesigned: frozenset[str] = frozenset()
    """Pages that have become a page of cards without entries this night."""


_SERVICE_RELEASE: Final = """\
## Week of October 12, 2026 (Service release 2610)

### App management

#### Self-service removal of optional apps in Company Portal

People can now uninstall available apps that they no longer need from the Company Portal, without a ticket. The button **Remove** appears on the page of an app. You can turn it off for single apps.

Applies to:

- Windows

#### Managed apps show who assigned them

On the page of an app in the Company Portal, people now see the group by which the app came to them.

Applies to:

- Android Enterprise
- iOS/iPadOS

### Device configuration

#### Recovery lock passwords for Macs with Apple silicon

You can now set, rotate, and read the recovery lock password of managed Macs with Apple silicon. Find the password on the device's page, under **Passwords and keys**.

Applies to:

- macOS

### Device enrollment

#### Retirement of enrollment by device administrator for new devices

Ending support: new devices can't be enrolled by Android device administrator after December 31, 2026. Devices that are enrolled stay managed. Move your enrollment profiles to Android Enterprise before that date.

Applies to:

- Android device administrator

### Device management

#### Restart reminders for Windows devices can be postponed once by the user

A reminder to restart now has the button **Once more later**. People can postpone a restart once, by up to 8 hours, before the deadline of the update ring counts.

Applies to:

- Windows 11, version 24H2 and later

### Monitor and troubleshoot

#### Report of devices by age of their last check-in (preview)

A new report in public preview shows how many devices haven't checked in for 7, 30, and 90 days.

#### Audit log: who looked at a recovery key

Viewing a recovery key is now an entry of its own in the audit log.

"""

_OCTOBER_19: Final = """\
## Week of October 19, 2026

### Device management

#### Lost mode message in the language of the device

The message of lost mode can now be given in several languages; the device shows the one that fits.

Applies to:

- iOS/iPadOS

"""

_OCTOBER_26: Final = """\
## Week of October 26, 2026

### Device security

#### Compliance policy setting for Lockdown Mode

Mark a device as compliant only if Lockdown Mode is off, or only if it is on.

Applies to:

- iOS/iPadOS 17 and later
- macOS 14 and later

### Intune apps

#### Newly available protected app for Intune: Harbour Notes

The protected app Harbour Notes by Lindqvist & Sons is now available for Intune.

"""

_NOVEMBER_9: Final = """\
## Week of November 9, 2026 (Service release 2611)

### Device configuration

#### Declarative app management for managed Apple apps

Assignments of apps on Apple devices can now use declarations. Devices report the state of an app at once, and people see the progress of an installation.

Applies to:

- iOS/iPadOS 18.4 and later
- macOS 15.4 and later

### Device security

#### Action required: renew the Apple MDM push certificate with the new signing key

Certificates that were made before March 2025 are signed with a key that Apple retires on January 15, 2027. Renew them in the admin center before that date; otherwise Apple devices can't be managed any longer and must be enrolled again.

Applies to:

- iOS/iPadOS
- macOS

### Monitor and troubleshoot

#### Firewall rule reports for single devices

The state of every firewall rule is now shown on a device's page.

Applies to:

- Windows

"""


def _between(text: str, first: str, last: str) -> str:
    """The part of a page from one heading up to another."""
    return text[text.index(first) : text.index(last)]


def turns(pages: Mapping[str, str]) -> tuple[Turn, ...]:
    """The nights in order.

    Args:
        pages: the Markdown of each page on the first night.
    """
    july = _between(pages[WHATS_NEW], "## Week of July 27, 2026 (Service release 2607)", "## Notices")
    shipped = (
        _between(pages[IN_DEVELOPMENT], "### Self-service removal", "### Dependency graph"),
        _between(pages[IN_DEVELOPMENT], "### Recovery lock passwords", "### Battery health"),
    )
    later = (
        _between(pages[IN_DEVELOPMENT], "### Declarative app management", "### Battery health").replace(shipped[1], ""),
        _between(pages[IN_DEVELOPMENT], "### Firewall rule reports", "## Monitor"),
    )
    dropped = _between(pages[IN_DEVELOPMENT], "### Web-based enrollment for personal Macs", "## Device security")
    withdrawn = _between(pages[WHATS_NEW], "### Device security\n\n#### Support for BitLocker", "## Week of August 24")
    return (
        Turn(
            on=date(2026, 10, 12),
            title="The first night",
            tells="Everything on the pages is recorded, and only what is dated within the last two weeks is announced.",
        ),
        Turn(
            on=date(2026, 10, 13),
            title="A service release",
            tells="Seven new entries in What's new; two of them stood in In development until yesterday and are told as"
            " shipped.",
            edits={
                WHATS_NEW: (("## Week of October 5, 2026\n", f"{_SERVICE_RELEASE}## Week of October 5, 2026\n"),),
                IN_DEVELOPMENT: tuple((text, "") for text in shipped),
            },
        ),
        Turn(
            on=date(2026, 10, 14),
            title="A new title, and a tidied page",
            tells="One entry gets another title and one new sentence: it is told as an edit, not as one gone and one"
            " new; typos, links and a stamp were tidied elsewhere, and nothing is said of that.",
            edits={
                WHATS_NEW: (
                    (
                        "#### Required app updates can wait for an idle device",
                        "#### Delay required app updates until a device is idle",
                    ),
                    (
                        "Users see a message when an update can't wait any longer.\n",
                        "Users see a message when an update can't wait any longer. They can then start it themselves or"
                        " put it off once, by one hour.\n",
                    ),
                    ("rotation on Windows 365 link devices", "rotation on Windows 365 Link devices"),
                    ("(../apps/apps-supported-intune-apps)", "(/en-us/intune/apps/protected-apps)"),
                    ("no license is left, the error now names", "no license is left the error now names"),
                )
            },
        ),
        Turn(
            on=date(2026, 10, 15),
            title="A quiet night",
            tells="No page changed; Apple's release feeds only moved their stamps, as they do every day, and the digest"
            " is one line.",
        ),
        Turn(
            on=date(2026, 10, 20),
            title="A deadline moves, and a platform joins",
            tells="The date by which iPhones need iOS 18 moves from 30 November to 31 January, and recorded help"
            " sessions now reach Android as well.",
            edits={
                WHATS_NEW: (
                    ("## Week of October 12, 2026", f"{_OCTOBER_19}## Week of October 12, 2026"),
                    (
                        "Ask users to upgrade their devices by November 30, 2026.",
                        "Ask users to upgrade their devices by January 31, 2027.",
                    ),
                    (
                        "Recordings stay on the helper's device.\n\nApplies to:\n\n- Windows\n- macOS\n",
                        "Recordings stay on the helper's device. On Android, the person agrees in the Remote Help app."
                        "\n\nApplies to:\n\n- Android Enterprise dedicated devices\n- Windows\n- macOS\n",
                    ),
                )
            },
        ),
        Turn(
            on=date(2026, 10, 28),
            title="A source breaks",
            tells="The customer blog answers with an error: the digest says so at its head, and tells the rest of the"
            " night, iOS 27.1 and macOS 27.1 among it.",
            edits={WHATS_NEW: (("## Week of October 19, 2026", f"{_OCTOBER_26}## Week of October 19, 2026"),)},
            broken=frozenset({BLOG}),
        ),
        Turn(
            on=date(2026, 10, 29),
            title="One heals, one is redesigned",
            tells="The blog is back with the two posts that were missed; In development was redesigned into a page of cards without words, so"
            " nothing on it is called withdrawn, and the digest says since when we are blind there.",
            redesigned=frozenset({IN_DEVELOPMENT}),
        ),
        Turn(
            on=date(2026, 11, 3),
            title="Act now",
            tells="iOS, iPadOS and macOS 27.1.1 fix a hole that is used in attacks, and so does the browser; In"
            " development reads like itself again, and nothing of it is told twice.",
        ),
        Turn(
            on=date(2026, 11, 10),
            title="Withdrawn, shipped and archived",
            tells="One entry vanished while its neighbours stayed: withdrawn; a planned feature left In development"
            " without shipping; the week of July 27 moved to the archive, which is no news.",
            edits={
                WHATS_NEW: (
                    ("## Week of October 26, 2026", f"{_NOVEMBER_9}## Week of October 26, 2026"),
                    (withdrawn.replace("365 link devices", "365 Link devices"), ""),
                    (july, ""),
                ),
                ARCHIVE: (("## Week of June 22, 2026", f"{july}## Week of June 22, 2026"),),
                IN_DEVELOPMENT: tuple((text, "") for text in (*later, dropped)),
            },
        ),
    )
