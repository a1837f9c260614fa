"""A few nights as a reader may meet them, for looking at pages and for tests over whole pages."""

from __future__ import annotations

from datetime import UTC, datetime

from omfeed.model import ChangeKind, Delta, DeltaKind, Item, Link, Nature, Platform, Severity, SourceHealth, SourceState
from tests.kit.items import entry, health, item, judged, source, well

WINDOWS, MACOS, IOS, ANDROID, LINUX = Platform.WINDOWS, Platform.MACOS, Platform.IOS, Platform.ANDROID, Platform.LINUX
APPLE = source("apple-releases", title="Apple security releases")
SOFA = source("sofa-ios", title="SOFA, iOS")
DEV = source("in-development", title="In development for the service", stage="development")
HEALTH = source("windows-health", title="Windows release health")


def busy_night() -> list[Item]:
    """Something of every kind."""
    return [*_act(), *_new(), *_edits(), *_rest()]


def _act() -> list[Item]:
    before = entry(
        "Move to the new certificate connector",
        "The old connector stops on 1 August 2026. You must install version 6.2501 or later before then.",
    )
    after = entry(
        "Move to the new certificate connector",
        "The old connector stops on 1 October 2026. You must install version 6.2501 or later before then.",
        section=("Notices",),
    )
    shown = (
        "<p>The old connector stops on 1 <del>August</del> <ins>December</ins> 2026. You must install version 6.2501 or"
        " later before then.</p>",
        "The old connector stops on 1 [-August-] {+December+} 2026. You must install version 6.2501 or later.",
    )
    return [
        item(
            after,
            judged(
                WINDOWS,
                severity=Severity.HIGH,
                act=True,
                due=["2026-12-01"],
                what="the old connector stops",
                devices=2310,
                nature=Nature.RETIRING,
                topics=["certificates"],
            ),
            number=101,
            kind=ChangeKind.EDITED,
            before=before,
            shown=shown,
            deltas=[Delta(kind=DeltaKind.DUE_MOVED, before="2026-08-01", after="2026-12-01")],
        ),
        item(
            entry(
                "End of support for devices with iOS/iPadOS 16",
                "Later this year the service needs iOS/iPadOS 17 or later. Devices that can't update keep their"
                " policies"
                " but get no new ones, and users can't enrol them.\nFind them under Devices > All devices, filtered by"
                " operating system.\nTell the people who hold these devices before the date, and replace those"
                " that can't"
                " update.",
                section=("Notices",),
                html="<p>Later this year the service needs iOS/iPadOS 17 or later. Devices that can't update keep their"
                " policies but get no new ones, and users can't enrol them.</p><p>Find them under"
                " <strong>Devices</strong>"
                " &gt; <strong>All devices</strong>, filtered by operating system.</p><p>Tell the people who hold these"
                " devices before the date, and replace those that can't update. See <a"
                ' href="https://learn.example/os">'
                "supported operating systems</a>.</p>",
            ),
            judged(
                IOS,
                severity=Severity.CRITICAL,
                act=True,
                due=["2026-11-30", "2027-Q1"],
                devices=173,
                users="users can't enrol them",
                nature=Nature.RETIRING,
                topics=["enrolment", "updates"],
                versions={IOS: "<17"},
            ),
            number=102,
        ),
        item(
            entry(
                "Update to the latest Company Portal for Android",
                "With the coming service release you must update the app to version 5.0.6500. Users who don't"
                " update see a"
                " prompt and can't sign in.",
            ),
            judged(
                ANDROID,
                WINDOWS,
                severity=Severity.HIGH,
                act=True,
                due=["2026-12"],
                users="see a prompt",
                devices=2310,
                nature=Nature.APPS,
                topics=["company-portal", "sign-in"],
            ),
            number=103,
        ),
    ]


def _new() -> list[Item]:
    return [
        item(
            entry(
                "iOS 26.2 fixes 31 vulnerabilities",
                "Apple released iOS 26.2 and iPadOS 26.2. One of the vulnerabilities is known to be exploited.",
                url="https://apple.example/ios-26-2",
                section=("Security releases",),
            ),
            judged(
                IOS,
                severity=Severity.HIGH,
                devices=1377,
                nature=Nature.SECURITY,
                users="Apple released iOS 26.2",
                topics=["updates"],
            ),
            number=111,
            of=APPLE,
            story="ios-26.2",
        ),
        item(
            entry("iOS 26.2 (23C55)", "Release of iOS 26.2, build 23C55.", url="https://sofa.example/ios#26.2"),
            judged(IOS, severity=Severity.MEDIUM, devices=1377, nature=Nature.RELEASE),
            number=112,
            of=SOFA,
            story="ios-26.2",
            links=[Link(title="Support for iOS 26.2 from day one", url="https://learn.example/blog/day-zero")],
        ),
        item(
            entry(
                "New settings in the settings catalogue for macOS and Windows",
                "The settings catalogue lists all the settings you can configure in one place.\nNew settings:\n"
                "Restrictions > Allow Mail Drop\nRestrictions > Force Dictation\nSecurity > Audit mode\n"
                "They apply to: macOS, Windows.",
                html="<p>The settings catalogue lists all the settings you can configure in one place. There"
                " are new ones,"
                " to see them go to <strong>Devices</strong> &gt; <strong>Manage devices</strong> &gt;"
                " <strong>Configuration</strong> &gt;"
                " <strong>Create</strong>.</p><h4>macOS</h4><ul><li>Restrictions: Allow"
                " Mail Drop</li><li>Restrictions: Force Dictation</li><li>Security: Audit"
                " mode</li></ul><h4>Windows</h4>"
                "<table><thead><tr><th>Setting</th><th>Value</th><th>Since</th></tr></thead><tbody><tr>"
                "<td>Allow recall</td>"
                "<td><code>./Device/Vendor/MSFT/Policy/Config/WindowsAI/AllowRecallEnablement</code></td>"
                "<td>24H2</td></tr>"
                "<tr><td>Hide widgets</td><td><code>./Device/Vendor/MSFT/Policy</code></td><td>23H2</td></tr>"
                "</tbody></table>"
                "<p>Applies to:</p><ul><li>macOS</li><li>Windows</li></ul><p>For more, see the list of every"
                " setting that the"
                " catalogue has for these platforms, and which editions of the operating system know them. A"
                " policy that"
                " holds an unknown setting is reported as an error on older devices, which is harmless.</p>",
            ),
            judged(WINDOWS, MACOS, severity=Severity.MEDIUM),
            number=113,
        ),
        item(
            entry(
                "Sign-in may fail on devices joined after the November update",
                "After installing the November update (KB5099999), some users see the error 0x80070520 when"
                " they sign in"
                " with a security key.\nWorkaround: To resolve the issue, users can follow these"
                " steps:\nRestart the device"
                " twice.\nSign in with a password once.\nA fix will come with a later update.",
                html="<p>After installing the November update (KB5099999), some users see the error 0x80070520 when"
                " they sign in with a security key.</p><p><strong>Workaround:</strong> To resolve the issue, users can"
                " follow these steps:</p><ol><li>Restart the device twice.</li><li>Sign in with a password once.</li>"
                "</ol><p>A fix will come with a later update.</p>",
                url="https://health.example/wi12345",
            ),
            judged(
                WINDOWS,
                severity=Severity.HIGH,
                devices=412,
                nature=Nature.ISSUE,
                users="some users see the error",
                topics=["sign-in"],
                due=["2026-11-28"],
                what="a fix is expected",
            ),
            number=114,
            of=HEALTH,
        ),
        item(
            entry(
                "Filters for app policies of shared mailboxes", "You can now use assignment filters for more policies."
            ),
            judged(severity=Severity.MEDIUM),
            number=115,
        ),
    ]


def _edits() -> list[Item]:
    before = entry(
        "Remote help sessions in full screen", "Helpers can use full screen on Windows. This is a public preview."
    )
    after = entry("Remote help sessions in full screen", "Helpers can use full screen on Windows and macOS.")
    return [
        item(
            after,
            judged(WINDOWS, MACOS, severity=Severity.MEDIUM),
            number=121,
            kind=ChangeKind.EDITED,
            before=before,
            shown=(
                "<p>Helpers can use full screen on Windows<ins> and macOS</ins>. <del>This is a public"
                " preview.</del></p>",
                "Helpers can use full screen on Windows{+ and macOS+}. [-This is a public preview.-]",
            ),
            deltas=[
                Delta(kind=DeltaKind.PLATFORM_ADDED, subject="macos"),
                Delta(kind=DeltaKind.AVAILABLE, before="preview", after=""),
            ],
        ),
        item(
            entry("Block camera in personal profiles", "A new setting will block the camera."),
            judged(IOS, severity=Severity.MEDIUM, devices=1377),
            number=122,
            kind=ChangeKind.WITHDRAWN,
            of=DEV,
            deltas=[Delta(kind=DeltaKind.WITHDRAWN)],
        ),
    ]


def _rest() -> list[Item]:
    return [
        item(entry("Zebra firmware updates from the console"), judged(ANDROID, severity=Severity.MEDIUM), number=131),
        item(entry("Red Hat Enterprise Linux 10 is supported"), judged(LINUX, severity=Severity.LOW), number=132),
        item(entry("New icons in the device list"), judged(WINDOWS, severity=Severity.LOW, devices=2310), number=133),
        item(
            entry("macOS 12 leaves the list", "Old Macs."),
            judged(MACOS, severity=Severity.MEDIUM, devices=0, versions={MACOS: "<13"}),
            number=134,
        ),
    ]


def ill() -> list[SourceHealth]:
    """Forty-four sources, three of them not well and one that moved."""
    return [
        *well(40),
        health(
            "android-bulletins",
            SourceState.FAILING,
            reason="The server answers 503. Nothing to do: it is tried every night.",
            since=datetime(2026, 11, 21, 3, tzinfo=UTC),
            last_success=datetime(2026, 11, 20, 3, tzinfo=UTC),
            failures=4,
        ),
        health(
            "in-development",
            SourceState.DRIFTED,
            reason="It had 41 entries and shows 2: it was redesigned, or a consent page"
            " stands before it. Nothing on it is taken for withdrawn. Look at the page.",
            since=datetime(2026, 11, 24, 3, tzinfo=UTC),
            last_success=datetime(2026, 11, 23, 3, tzinfo=UTC),
            failures=1,
        ),
        health(
            "sofa-macos",
            SourceState.LATE,
            reason="It changes every 6 days as a rule and has been silent for 41.",
            since=datetime(2026, 11, 2, 3, tzinfo=UTC),
        ),
        health("chrome-releases", redirected_to="https://chrome.example/new-home"),
    ]
