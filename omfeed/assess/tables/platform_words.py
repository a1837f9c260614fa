"""Words that name or imply a platform.

``named`` words are the platform's own names. ``implied`` words are products and features that exist on it only (or on the
few that are listed): they count where no platform is named in the same place. ``hinted`` ones count only where nothing
else speaks. Sources: the vendors' product documentation, 2015 to 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from omfeed.model import Platform

W, M, I, A = Platform.WINDOWS, Platform.MACOS, Platform.IOS, Platform.ANDROID
L, C, T, V = Platform.LINUX, Platform.CHROMEOS, Platform.TVOS, Platform.VISIONOS


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformWord:
    """One rule: words that speak for platforms."""

    name: str
    platforms: tuple[Platform, ...]
    pattern: str
    """Regular expression, case-sensitive: “Windows” is a product, “windows” are not."""
    strength: str
    """``named``, ``implied``, ``hinted``, or ``not`` for words that only look like a platform's name."""
    yes: str
    no: str


NOT_PLATFORMS: Final[tuple[PlatformWord, ...]] = (
    PlatformWord(
        name="windows-as-brand",
        platforms=(),
        strength="not",
        pattern=r"\bWindows (?:Azure|Intune|Live|Insider Preview Bulletin|Server Update Services|PowerShell|Admin Center|Volume Licensing)\b|\bMicrosoft Intune for Windows Intune\b",
        yes="Windows Azure is now Azure",
        no="Windows 10 devices",
    ),
    PlatformWord(
        name="windows-plural",
        platforms=(),
        strength="not",
        pattern=r"\b(?:Maintenance|Browser|Pop-?up|Dialog|Time) Windows\b",
        yes="Maintenance Windows can be set",
        no="Windows Update",
    ),
    PlatformWord(
        name="android-brand",
        platforms=(),
        strength="not",
        pattern=r"\bAndroid (?:Emulator|Studio)\b",
        yes="test it in the Android Emulator",
        no="Android devices",
    ),
    PlatformWord(
        name="tunnel-server",
        platforms=(),
        strength="not",
        pattern=r"\b(?:Linux|Ubuntu|RHEL|Red Hat[\w ]{0,20})(?: (?:\d+(?:\.\d+)?|LTS))? (?:server|host|container host|VM)s?\b|\b(?:[Cc]onnector|[Gg]ateway|[Tt]unnel) (?:server|host)s? (?:on|running|that runs?) (?:Linux|Windows)(?: Server)?(?: \d{4})?",
        yes="install the gateway on a Linux server",
        no="Linux desktops",
    ),
    PlatformWord(
        name="windows-server",
        platforms=(),
        strength="not",
        pattern=r"\bWindows Server\b(?: (?:20\d\d|R2))*",
        yes="runs on Windows Server 2016",
        no="Windows 10",
    ),
)

NAMED: Final[tuple[PlatformWord, ...]] = (
    PlatformWord(
        name="windows",
        platforms=(W,),
        strength="named",
        pattern=r"\bWindows\b(?! Server\b)|\bWIN ?1[01]\b|\bWin ?(?:10|11)\b|\bHoloLens\b|\bSurface Hub\b|\bXbox\b|윈도우",
        yes="on Windows 11 devices",
        no="open more windows",
    ),
    PlatformWord(
        name="macos",
        platforms=(M,),
        strength="named",
        pattern=r"\bmac ?OS\b|\bMacOS\b|\bMac OS(?: X)?\b|\bOS X\b|\bMac(?:s|Book(?: \w+)?)?\b(?! ?(?:address|Address))|\bMacintosh\b",
        yes="macOS devices and Macs",
        no="the MAC address",
    ),
    PlatformWord(
        name="ios",
        platforms=(I,),
        strength="named",
        pattern=r"\biOS\b|\bIOS\b(?! XE)|\biPad ?OS\b|\biPhones?\b|\biPads?\b|\biPods?\b|\bXamarin\.iOS\b",
        yes="iOS/iPadOS 17 devices",
        no="Cisco IOS XE",
    ),
    PlatformWord(
        name="android",
        platforms=(A,),
        strength="named",
        pattern=r"\bAndroid\b|\bAndoid\b|\bAOSP\b|안드로이드",
        yes="Android Enterprise",
        no="an asteroid",
    ),
    PlatformWord(
        name="linux",
        platforms=(L,),
        strength="named",
        pattern=r"\bLinux\b|\bUbuntu\b|\bRed Hat Enterprise\b|\bRHEL\b",
        yes="Ubuntu Desktop 24.04",
        no="Windows",
    ),
    PlatformWord(
        name="chromeos",
        platforms=(C,),
        strength="named",
        pattern=r"\bChrome ?OS(?: Flex)?\b|\bChrome OS\b|\bChromebooks?\b|\bChrome Enterprise connector\b",
        yes="ChromeOS devices",
        no="Google Chrome browser",
    ),
    PlatformWord(
        name="tvos", platforms=(T,), strength="named", pattern=r"\btvOS\b|\bApple ?TV\b", yes="tvOS 17", no="a TV"
    ),
    PlatformWord(
        name="visionos",
        platforms=(V,),
        strength="named",
        pattern=r"\bvisionOS\b|\b(?:Apple )?Vision Pro\b",
        yes="visionOS 2",
        no="a vision",
    ),
)

IMPLIED: Final[tuple[PlatformWord, ...]] = (
    # Windows
    PlatformWord(
        name="autopilot",
        platforms=(W,),
        strength="implied",
        pattern=r"\bAuto[Pp]ilot\b",
        yes="Autopilot profiles",
        no="automatic",
    ),
    PlatformWord(
        name="autopatch",
        platforms=(W,),
        strength="implied",
        pattern=r"\bAutopatch\b",
        yes="Autopatch groups",
        no="patches",
    ),
    PlatformWord(
        name="bitlocker",
        platforms=(W,),
        strength="implied",
        pattern=r"\bBitLocker\b",
        yes="BitLocker keys",
        no="locker",
    ),
    PlatformWord(
        name="win32",
        platforms=(W,),
        strength="implied",
        pattern=r"\bWin32\b|\.intunewin\b",
        yes="Win32 apps",
        no="Windows",
    ),
    PlatformWord(
        name="enrolment-status-page",
        platforms=(W,),
        strength="implied",
        pattern=r"\bEnrollment Status Page\b|\bESP\b|\bout-of-box experience\b|\bOOBE\b",
        yes="the Enrollment Status Page",
        no="the status page",
    ),
    PlatformWord(
        name="group-policy",
        platforms=(W,),
        strength="implied",
        pattern=r"\b[Gg]roup [Pp]olic(?:y|ies)(?! assignments?)\b|\bGPOs?\b|\bADM[XL]\b|\b[Aa]dministrative [Tt]emplates?\b",
        yes="import ADMX files",
        no="a group of policies",
    ),
    PlatformWord(
        name="windows-packages",
        platforms=(W,),
        strength="implied",
        pattern=r"\bMSIX\b|\bAppX\b|\.appx\b|\.msix?\b|\.MSI\b|\bMSI\b|\bUWP\b|\bAUMIDs?\b",
        yes="an .msi file",
        no="an .ipa file",
    ),
    PlatformWord(
        name="co-management",
        platforms=(W,),
        strength="implied",
        pattern=r"\b[Cc]o-?manage(?:d|ment)\b",
        yes="co-managed devices",
        no="managed",
    ),
    PlatformWord(
        name="windows-updates",
        platforms=(W,),
        strength="implied",
        pattern=r"\b[Uu]pdate [Rr]ings?\b|\b[Ff]eature [Uu]pdates?(?: deployments?| policy| policies| for)\b|\b[Dd]elivery [Oo]ptimization\b|\b[Hh]otpatch\w*|\b[Ee]xpedited? (?:quality |software )?updates?\b|\b[Qq]uality update(?:s)? polic(?:y|ies)\b|\b[Dd]river updates?\b|\bWUfB\b|\bWindows Update\b",
        yes="new settings for update rings",
        no="an update",
    ),
    PlatformWord(
        name="windows-security",
        platforms=(W,),
        strength="implied",
        pattern=r"\b(?:Device|Credential|Exploit|Application|System) Guard\b|\bAppLocker\b|\bSmartScreen\b|\bASR\b|\b[Aa]ttack [Ss]urface [Rr]eduction\b|\b(?:Microsoft )?Defender (?:[Ff]irewall|[Aa]ntivirus|Application Control|Credential Guard|Security Center|SmartScreen)\b|\bWDAC\b|\bApp Control for Business\b|\bWindows Hello\b|\b[Aa]ccount protection (?:policy|policies|profile)|\bTPM\b|\bSecure Boot\b|\bDFCI\b|\bVBS\b|\bSmart App Control\b",
        yes="Credential Guard",
        no="a guard",
    ),
    PlatformWord(
        name="edr-policy",
        platforms=(W,),
        strength="implied",
        pattern=r"\b(?:EDR|[Ee]ndpoint detection and response)\b",
        yes="EDR policies",
        no="response time",
    ),
    PlatformWord(
        name="wip",
        platforms=(W,),
        strength="implied",
        pattern=r"\bWindows Information Protection\b|\bWIP\b",
        yes="WIP policies",
        no="wiping a device",
    ),
    PlatformWord(
        name="windows-store",
        platforms=(W,),
        strength="implied",
        pattern=r"\bMicrosoft Store\b|\bStore for Business\b|\bWSfB\b|\bWindows Package Manager\b|\bwinget\b|\bWinGet\b",
        yes="Microsoft Store apps",
        no="an app store",
    ),
    PlatformWord(
        name="management-extension",
        platforms=(W,),
        strength="implied",
        pattern=r"\bIntune [Mm]anagement [Ee]xtension\b|\b[Pp]roactive remediations?\b|\b[Rr]emediation scripts?\b|\b[Rr]emediations\b|\bEndpoint analytics\b",
        yes="Proactive remediations",
        no="remediate it",
    ),
    PlatformWord(
        name="epm",
        platforms=(W,),
        strength="implied",
        pattern=r"\b[Ee]ndpoint [Pp]rivilege [Mm]anagement\b|\bEPM\b|\b[Ee]levation (?:rules?|settings|requests?|polic(?:y|ies))\b",
        yes="Endpoint Privilege Management",
        no="a privilege",
    ),
    PlatformWord(
        name="app-catalog",
        platforms=(W,),
        strength="implied",
        pattern=r"\bEnterprise App(?:lication)? (?:[Cc]atalog|[Mm]anagement)\b|\bEnterprise App Catalog\b",
        yes="the Enterprise App Catalog",
        no="a catalog",
    ),
    PlatformWord(
        name="cloud-pc",
        platforms=(W,),
        strength="implied",
        pattern=r"\bWindows 365\b|\bCloud PCs?\b|\bAzure Virtual Desktop\b|\bWVD\b|\bAVD\b",
        yes="Cloud PC actions",
        no="the cloud",
    ),
    PlatformWord(
        name="windows-edition",
        platforms=(W,),
        strength="implied",
        pattern=r"\bS mode\b|\b[Ee]dition upgrade\b|\b[Hh]ybrid Azure AD[- ][Jj]oin(?:ed)?\b|\b[Hh]ybrid (?:Microsoft )?Entra[- ](?:ID[- ])?[Jj]oin(?:ed)?\b|\b[Ff]resh [Ss]tart\b|\b[Ss]hared PCs?\b|\bkernel DMA\b|\bDMA\b|\bSurface\b|\b[Ii]n-?place upgrade\b|\b[Ll]ocal administrator password\b|\bLAPS\b",
        yes="switch out of S mode",
        no="switch off",
    ),
    PlatformWord(
        name="device-query",
        platforms=(W,),
        strength="implied",
        pattern=r"\b[Dd]evice [Qq]uery\b|\bConfig Refresh\b|\b[Mm]ulti-?app kiosk\b|\bPowerShell scripts?\b|\bdesktop apps?\b",
        yes="PowerShell scripts on devices",
        no="PowerShell SDK",
    ),
    PlatformWord(
        name="windows-machines",
        platforms=(W,),
        strength="implied",
        pattern=r"\bPCs\b|\bPC\b(?! mode)",
        yes="manage PCs",
        no="a CPU",
    ),
    # Apple
    PlatformWord(
        name="ade",
        platforms=(I, M),
        strength="implied",
        pattern=r"\bADE\b|\b[Aa]utomated [Dd]evice [Ee]nrollment\b|\bApple (?:Business|School) Manager\b|\bABM\b|\bASM\b|\bSetup Assistant\b|\bManaged Apple (?:ID|Account)s?\b|\bApple [Cc]onfigurator\b|\b[Dd]eclarative [Dd]evice [Mm]anagement\b|\bDDM\b|\bApple MDM push\b|\bMDM push certificate\b|\bAPNs?\b|\b[Aa]ccount[- ]driven\b|\bApple devices\b|\bApple\b(?! (?:Silicon|silicon))",
        yes="Apple Business Manager",
        no="Applied",
    ),
    PlatformWord(
        name="dep",
        platforms=(I, M),
        strength="implied",
        pattern=r"\bDEP\b|\bDevice Enrollment Program\b",
        yes="DEP tokens",
        no="DEPENDENT",
    ),
    PlatformWord(
        name="vpp",
        platforms=(I, M),
        strength="implied",
        pattern=r"\bVPP\b|\bVolume[- ][Pp]urchase(?:d)?(?: Program)?\b|\b(?:Apple )?[Ll]ocation tokens?\b",
        yes="VPP tokens",
        no="purchase",
    ),
    PlatformWord(
        name="mac-features",
        platforms=(M,),
        strength="implied",
        pattern=r"\bFileVault\b|\bGatekeeper\b|\bPlatform SSO\b|\bAppleScript\b|\b[Ss]hell scripts?\b|\b[Kk]ernel extensions?\b|\b[Ss]ystem extensions?\b|\b(?:un)?managed PKG\b|\.pkg\b|\.dmg\b|\bDMG\b|\bPKG\b|\bXProtect\b|\bApple [Ss]ilicon\b|\bJamf Pro\b|\bJamf\b|\bRosetta\b",
        yes="FileVault settings",
        no="a vault",
    ),
    PlatformWord(
        name="ios-features",
        platforms=(I,),
        strength="implied",
        pattern=r"\b[Ss]upervised (?:mode|devices?)\b|\b[Ll]ost [Mm]ode\b|\b[Aa]ctivation [Ll]ock\b|\b[Ss]ingle [Aa]pp [Mm]ode\b|\bUniversal Links\b|\bAirDrop\b|\bAirPrint\b|\bTouch ID\b|\bFace ID\b|\beSIM cellular profiles\b|\.ipa\b|\b[Mm]anaged [Oo]pen[- ][Ii]n\b|\bApp Store\b",
        yes="supervised devices",
        no="supervision",
    ),
    # Android
    PlatformWord(
        name="managed-play",
        platforms=(A,),
        strength="implied",
        pattern=r"\b[Mm]anaged Google Play\b|\bGoogle Play\b|\bPlay (?:Protect|Integrity|Store)\b|\bSafetyNet\b|\b[Mm]anaged Google (?:domain|account)s?\b",
        yes="Managed Google Play",
        no="Google",
    ),
    PlatformWord(
        name="work-profile",
        platforms=(A,),
        strength="implied",
        pattern=r"\b[Ww]ork [Pp]rofiles?\b|\bAfW\b",
        yes="work profile devices",
        no="work email profile",
    ),
    PlatformWord(
        name="knox",
        platforms=(A,),
        strength="implied",
        pattern=r"\bKnox\b|\bKNOX\b|\bSamsung\b|\bZebra\b|\bLifeGuard\b|\bOEM ?Config\b|\bFOTA\b|\bPixel\b|\bHoneywell\b|\bRealWear\b|\bMeta Quest\b",
        yes="Samsung Knox",
        no="knocks",
    ),
    PlatformWord(
        name="device-admin",
        platforms=(A,),
        strength="implied",
        pattern=r"\b[Dd]evice administrator\b(?! role)|\b[Dd]evice [Oo]wner\b|\b[Mm]anaged [Hh]ome [Ss]creen\b|\bMHS\b|\b(?:[Cc]orporate|[Cc]ompany)-[Oo]wned,? (?:[Dd]edicated|[Ff]ully [Mm]anaged)\b|\b[Ff]ully [Mm]anaged (?:and|devices?|user)|\b[Dd]edicated devices?\b|\bCOPE\b|\bCOSU\b|\bCOBO\b|\b[Zz]ero[- ]touch enrollment\b|\bGMS\b|\bGoogle Mobile Services\b|\bMicrosoft Intune app\b|\bAPKs?\b|\.apk\b",
        yes="Managed Home Screen",
        no="the home page",
    ),
    # Two at once
    PlatformWord(
        name="managed-browser",
        platforms=(I, A),
        strength="implied",
        pattern=r"\bManaged Browser\b|\bMicrosoft Tunnel\b|\bTunnel for (?:MAM|Mobile)\b|\bIntune App SDK\b|\bApp Wrapping Tool\b|\b[Mm]obile [Tt]hreat [Dd]efense\b|\bMTD\b",
        yes="Microsoft Tunnel",
        no="a tunnel",
    ),
)

HINTED: Final[tuple[PlatformWord, ...]] = (
    PlatformWord(
        name="security-baseline",
        platforms=(W,),
        strength="hinted",
        pattern=r"\b[Ss]ecurity [Bb]aselines?\b|\b[Bb]aselines?\b",
        yes="the Security Baselines feature",
        no="the base",
    ),
    PlatformWord(
        name="configuration-manager",
        platforms=(W,),
        strength="hinted",
        pattern=r"\b[Tt]enant[- ][Aa]ttach(?:ed)? devices?\b|\b[Ee]nterprise [Ss]tate [Rr]oaming\b|\bOffice (?:365 )?ProPlus\b|\bMicrosoft 365 Apps\b|\b[Kk]iosk\b",
        yes="Tenant attached devices",
        no="the tenant",
    ),
)

ALL: Final = (*NOT_PLATFORMS, *NAMED, *IMPLIED, *HINTED)
