"""Words that name or imply a platform.

``named`` words are the platform's own names. ``implied`` words are products and features that exist on it only (or on
the few that are listed): they count where no platform is named in the same place. ``hinted`` ones count only where
nothing else speaks. Sources: the vendors' product documentation, 2015 to 2026.
"""

from __future__ import annotations

from typing import Final

from omfeed.assess.tables.other_products import HINTED, OTHERS
from omfeed.assess.tables.platform_word import PlatformWord
from omfeed.assess.tables.windows_products import WINDOWS
from omfeed.model import Platform

NOT_PLATFORMS: Final[tuple[PlatformWord, ...]] = (
    PlatformWord(
        name="windows-as-brand",
        platforms=(),
        strength="not",
        patterns=(
            r"\bWindows (?:Azure|Intune|Live|Insider Preview Bulletin|Server Update Services)\b",
            r"\bWindows (?:PowerShell|Admin Center|Volume Licensing)\b",
            r"\bMicrosoft Intune for Windows Intune\b",
        ),
        yes="Windows Azure is now Azure",
        no="Windows 10 devices",
    ),
    PlatformWord(
        name="defender-service",
        platforms=(),
        strength="not",
        patterns=(r"\bWindows Defender (?:ATP|Advanced Threat Protection)(?= (?:portal|console|connector|service)\b)",),
        yes="open the Windows Defender ATP portal",
        no="onboard devices to Windows Defender ATP",
    ),
    PlatformWord(
        name="console-furniture",
        platforms=(),
        strength="not",
        patterns=(
            r"\b(?:Android|Windows|iOS|macOS|Apple)(?: (?:[Ff]or [Ww]ork|[Ee]nrollment|[Dd]evices?))* (?:menu"
            r"|blade|node|tab)\b",
        ),
        yes="it moves from the Android enrollment menu",
        no="the Windows Start menu",
    ),
    PlatformWord(
        name="apps-and-servers-by-name",
        platforms=(),
        strength="not",
        patterns=(
            r"\bWindows App\b(?! (?:SDK|Control|type|package))",
            r"\b(?:[Vv]ersion of (?:the )?|New )Microsoft Tunnel Gateway\b",
            r"\bTunnel Gateway servers?\b",
        ),
        yes="Windows App is in preview",
        no="Windows Apps and Windows devices",
    ),
    PlatformWord(
        name="windows-plural",
        platforms=(),
        strength="not",
        patterns=(r"\b(?:Maintenance|Browser|Pop-?up|Dialog|Time) Windows\b",),
        yes="Maintenance Windows can be set",
        no="Windows Update",
    ),
    PlatformWord(
        name="android-brand",
        platforms=(),
        strength="not",
        patterns=(r"\bAndroid (?:Emulator|Studio)\b",),
        yes="test it in the Android Emulator",
        no="Android devices",
    ),
    PlatformWord(
        name="tunnel-server",
        platforms=(),
        strength="not",
        patterns=(
            (
                r"\b(?:Linux|Ubuntu|RHEL|Red Hat[\w ]{0,20})(?: (?:\d+(?:\.\d+)?|LTS))? (?:server|host"
                r"|container host|VM)s?\b"
            ),
            (
                r"\b(?:[Cc]onnector|[Gg]ateway|[Tt]unnel) (?:server|host)s? (?:on|running|that runs?) (?:Linux"
                r"|Windows)(?: Server)?(?: \d{4})?"
            ),
        ),
        yes="install the gateway on a Linux server",
        no="Linux desktops",
    ),
    PlatformWord(
        name="systems-of-switches",
        platforms=(),
        strength="not",
        patterns=(
            r"\bCisco (?:Catalyst )?IOS\b",
            r"\bIOS\b(?= X[ERer]\b|,? and (?:Cisco )?IOS X[ERer]\b| Software\b)",
        ),
        yes="Cisco IOS and IOS XE Software",
        no="iOS and IOS devices",
    ),
    PlatformWord(
        name="products-of-others",
        platforms=(),
        strength="not",
        patterns=(
            r"\bIvanti (?:Endpoint Manager|EPM)\b(?: Mobile)?(?: \(EPMM?\))?",
            r"\bCisco ASR\b|\bASR \d{3,5}\b|\bBIG-IP\b[^.;]{0,40}\bASM\b",
            r"\bApp Store (?:Connect|Server|Review)\b",
        ),
        yes="Ivanti Endpoint Manager (EPM)",
        no="EPM and ASR rules",
    ),
    PlatformWord(
        name="subsystem",
        platforms=(),
        strength="not",
        patterns=(r"(?<=Subsystem for )Linux\b",),
        yes="Windows Subsystem for Linux",
        no="the subsystem of Linux",
    ),
    PlatformWord(
        name="apple-watch",
        platforms=(),
        strength="not",
        patterns=(r"\b[Ww]atchOS\b|\bApple Watch(?:es)?\b|\bHomePods?\b|\b[Aa]udioOS\b",),
        yes="watchOS 11 for Apple Watch",
        no="watch the Apple event",
    ),
)

NAMED: Final[tuple[PlatformWord, ...]] = (
    PlatformWord(
        name="apple-platforms",
        platforms=(Platform.MACOS, Platform.IOS, Platform.TVOS, Platform.VISIONOS),
        strength="named",
        patterns=(
            r"\b(?:[Aa]ll|[Ee]very|[Aa]cross)(?: of)?(?: supported)? Apple(?:'s|’s)? (?:platforms?"
            r"|operating systems?|OS(?:es)?\b)",
            r"\b[Aa]llen? Apple-(?:Plattformen|Betriebssysteme)|모든 Apple 플랫폼|すべての ?Apple ?プラットフォーム",
        ),
        yes="on all Apple platforms",
        no="on all platforms",
    ),
    PlatformWord(
        name="windows-server",
        platforms=(Platform.WINDOWS,),
        strength="named",
        patterns=(r"\bWindows Server\b(?! Update Services)",),
        yes="Windows Server 2022",
        no="a Windows computer",
    ),
    PlatformWord(
        name="windows",
        platforms=(Platform.WINDOWS,),
        strength="named",
        patterns=(
            r"\bWindows\b(?! Server\b| 365\b)",
            r"\bPCs? (?:and|or|&) Macs?\b|\bMacs? (?:and|or|&) PCs?\b",
            r"\bWIN ?1[01]\b",
            r"\bWin ?(?:10|11)\b",
            r"\bHoloLens\b",
            r"\bSurface Hub\b",
            r"\bXbox\b",
            r"윈도우",
        ),
        yes="on Windows 11 devices",
        no="open more windows",
    ),
    PlatformWord(
        name="macos",
        platforms=(Platform.MACOS,),
        strength="named",
        patterns=(
            r"\bmac ?OS\b",
            r"\bMacOS\b",
            r"\bMac OS(?: X)?\b",
            r"\bOS X\b",
            r"\bMac(?:s|Books|Book(?: \w+)?)?\b(?! ?(?:address|Address))",
            r"\bMacintosh\b",
        ),
        yes="macOS devices and Macs",
        no="the MAC address",
    ),
    PlatformWord(
        name="ios",
        platforms=(Platform.IOS,),
        strength="named",
        patterns=(
            r"\biOS\b",
            r"\bIOS\b(?! XE)",
            r"\biPad ?OS\b",
            r"\biPhones?\b",
            r"\biPads?\b",
            r"\biPods?\b",
            r"\bXamarin\.iOS\b",
        ),
        yes="iOS/iPadOS 17 devices",
        no="Cisco IOS XE",
    ),
    PlatformWord(
        name="android",
        platforms=(Platform.ANDROID,),
        strength="named",
        patterns=(
            r"\bAndroid\b",
            r"\bAndoid\b",
            r"\bAOSP\b",
            r"안드로이드",
        ),
        yes="Android Enterprise",
        no="an asteroid",
    ),
    PlatformWord(
        name="linux",
        platforms=(Platform.LINUX,),
        strength="named",
        patterns=(
            r"\bLinux\b",
            r"\bUbuntu\b",
            r"\bRed Hat Enterprise\b",
            r"\bRHEL\b",
        ),
        yes="Ubuntu Desktop 24.04",
        no="Windows",
    ),
    PlatformWord(
        name="chromeos",
        platforms=(Platform.CHROMEOS,),
        strength="named",
        patterns=(
            r"\bChrome ?OS(?: Flex)?\b",
            r"\bChrome OS\b",
            r"\bChromebooks?\b",
            r"\bChrome Enterprise connector\b",
        ),
        yes="ChromeOS devices",
        no="Google Chrome browser",
    ),
    PlatformWord(
        name="tvos",
        platforms=(Platform.TVOS,),
        strength="named",
        patterns=(
            r"\btvOS\b",
            r"\bApple ?TV\b",
        ),
        yes="tvOS 17",
        no="a TV",
    ),
    PlatformWord(
        name="visionos",
        platforms=(Platform.VISIONOS,),
        strength="named",
        patterns=(
            r"\b[Vv]isionOS\b",
            r"\b(?:Apple )?Vision Pro\b",
        ),
        yes="visionOS 2",
        no="a vision",
    ),
)

ALL: Final = (*NOT_PLATFORMS, *NAMED, *WINDOWS, *OTHERS, *HINTED)
