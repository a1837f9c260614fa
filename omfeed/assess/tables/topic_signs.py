"""What an entry is about, in the words users struggle with and admins filter by."""

from __future__ import annotations

from typing import Final

from omfeed.assess.signs import Sign

TOPICS: Final[tuple[Sign, ...]] = (
    Sign(
        name="enrolment",
        value="enrolment",
        pattern=r"\benroll?ment|\benroll?(?:s|ed|ing)?\b|\bautopilot\b|\bsetup assistant\b|등록|登録|registrierung",
        yes="device enrollment",
        no="a roll",
    ),
    Sign(
        name="company-portal",
        value="company-portal",
        pattern=r"\bcompany portal\b|회사 포털|ポータル サイト|unternehmensportal|\bintune app\b",
        yes="the company portal app",
        no="azure portal",
    ),
    Sign(
        name="updates",
        value="updates",
        pattern=r"\b(?:software|feature|quality|driver|os|system|security|windows|app|expedited?) updates?\b|\bupdate rings?\b|\bhotpatch|\bautopatch\b|\bpatch(?:es|ing)?\b|\bcumulative update\b|\bfota\b",
        yes="feature updates",
        no="updated text",
    ),
    Sign(
        name="apps",
        value="apps",
        pattern=r"\bapps?\b|\bapplications?\b|\bwin32\b|\bmanaged google play\b|\bvpp\b",
        yes="win32 apps",
        no="appear",
    ),
    Sign(
        name="app-protection",
        value="app-protection",
        pattern=r"\bapp protection|\bmam\b|\bintune app sdk\b|\bapp wrapping\b",
        yes="app protection policies",
        no="app",
    ),
    Sign(
        name="sign-in",
        value="sign-in",
        pattern=r"\bsign(?:ing|s|ed)?[- ]?(?:in|on|out)\b|\bsso\b|\bpasswords?\b|\bpasscodes?\b|\bpin\b|\bauthenticat|\bmfa\b|\bhello for business\b|\blog-?in\b|\bkerberos\b",
        yes="single sign-on",
        no="design",
    ),
    Sign(
        name="compliance",
        value="compliance",
        pattern=r"\bcomplian(?:ce|t)\b|\bnoncompliant\b",
        yes="compliance policies",
        no="complain",
    ),
    Sign(
        name="conditional-access",
        value="conditional-access",
        pattern=r"\bconditional access\b",
        yes="conditional access",
        no="access",
    ),
    Sign(
        name="encryption",
        value="encryption",
        pattern=r"\bbitlocker\b|\bfilevault\b|\bencrypt",
        yes="bitlocker recovery keys",
        no="script",
    ),
    Sign(
        name="security",
        value="security",
        pattern=r"\bdefender\b|\bsecurity baselines?\b|\bendpoint security\b|\bantivirus\b|\bfirewall\b|\bcve-\d|\bvulnerab|\bthreat\b|\battack surface",
        yes="endpoint security policy",
        no="secure",
    ),
    Sign(
        name="network",
        value="network",
        pattern=r"\bwi-?fi\b|\bvpn\b|\bmicrosoft tunnel\b|\bproxy\b|\b802\.1x\b|\bcellular\b|\besim\b",
        yes="a wi-fi profile",
        no="wife",
    ),
    Sign(
        name="certificates",
        value="certificates",
        pattern=r"\bcertificates?\b|\bscep\b|\bpkcs\b|\bcloud pki\b",
        yes="scep certificates",
        no="certified",
    ),
    Sign(
        name="email",
        value="email",
        pattern=r"\be-?mail (?:profile|account|setting|app)|\boutlook\b|\bexchange\b",
        yes="email profiles",
        no="mailing",
    ),
    Sign(
        name="remote-help",
        value="remote-help",
        pattern=r"\bremote help\b|\bteamviewer\b|\bremote (?:actions?|control|assist)",
        yes="remote help",
        no="remotely",
    ),
    Sign(
        name="reports",
        value="reports",
        pattern=r"\breports?\b|\breporting\b|\bexport\b|\bdata warehouse\b|\banalytics\b",
        yes="a new report",
        no="portable",
    ),
    Sign(
        name="roles",
        value="roles",
        pattern=r"\brbac\b|\brole-based\b|\bscope tags?\b|\bpermissions?\b|\badmin approval\b|\broles?\b",
        yes="scope tags",
        no="rolling",
    ),
    Sign(
        name="scripts",
        value="scripts",
        pattern=r"\bscripts?\b|\bpowershell\b|\bremediations?\b|\bgraph api\b",
        yes="powershell scripts",
        no="description",
    ),
    Sign(
        name="licensing",
        value="licensing",
        pattern=r"\blicens(?:e|es|ing)\b|\bintune suite\b",
        yes="licensing",
        no="silence",
    ),
    Sign(
        name="kiosk",
        value="kiosk",
        pattern=r"\bkiosk\b|\bdedicated devices?\b|\bmanaged home screen\b|\bshared (?:device|ipad|pc)",
        yes="kiosk mode",
        no="risk",
    ),
    Sign(
        name="configuration",
        value="configuration",
        pattern=r"\bconfiguration profiles?\b|\bsettings catalog\b|\bdevice restrictions?\b|\badministrative templates?\b|\bdevice configuration\b|\bcustom profiles?\b",
        yes="settings catalog",
        no="config",
    ),
)
