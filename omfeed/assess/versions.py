"""Finds which OS versions of a platform an entry concerns and writes them as a range: ``>=13``, ``<12``, ``>=1803``.

“X and later” is at least X. Where support for everything older ends (“is moving to support iOS 16 and later”, “support
ends for devices before 16”), the devices concerned are those below. A bare “Windows 10” says no range.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from omfeed.assess.reading import Reading, lowered
from omfeed.assess.sieve import Sieve
from omfeed.assess.signs import Saying
from omfeed.model import Entry, Evidence, Nature, Platform
from omfeed.text.versions import WINDOWS_11_FEATURES, canonical, version_key

_NUMBER: Final = r"\d{1,5}(?:\.(?:\d+|x))*(?:\.x)?"
_FEATURE: Final = r"(?:1[5-9]0[3479]|1511|1607|1[89]09|2004|2[0-9]H[12])"
_LATER: Final = (
    r"(?:\s*\+|\s*,?\s*\(?(?:and|or|&)\s+(?:any )?(?:later|newer|above|higher|up|greater|more recent|beyond"
    r"|onwards?)\b(?: versions?| builds?)?\)?"
    r"|\s*\((?:OS )?build [\d.]+ (?:or|and) (?:later|newer|higher)\)"
    r"|\s+as the minimum\b|\s+onwards?\b"
    r"|\s*이상|\s*및 이후|\s*이후|\s*以降|\s*以上|\s*(?:oder|und) (?:höher|neuer|später)"
    r"|\s*(?:and|or) \w+ ?(?:\d[\d.]*)? (?:and|or) (?:later|newer|higher|above)\b)"
)
_BEFORE: Final = (
    r"(?<![-\w])(?:(?:versions? )?(?:earlier|older|lower|prior|less|before)\s*(?:than|to)?|below|prior to|before"
    r"|earlier versions? than|pre-)\s*"
)
_EARLIER: Final = (
    r"\s*(?:and|or)\s+(?:earlier|older|below|lower|prior|previous)\b(?: versions?)?|\s*이하|\s*以前|\s*und älter"
)

_NAMES: Final[Mapping[Platform, str]] = {
    Platform.WINDOWS: r"(?:Microsoft )?Windows(?:\s(?:Holographic|Phone|Mobile|Insider(?: Preview)?|RT|Client))?",
    Platform.MACOS: r"mac ?OS(?: X)?|Mac OS(?: X)?|OS X|Mac",
    Platform.IOS: r"iOS ?/ ?iPad ?OS|iOS(?: and | or |, ?)iPad ?OS|iOS|iPad ?OS|iPads?|iPhones?",
    Platform.ANDROID: r"Android(?:\s(?:Enterprise|OS|AOSP|\(AOSP\)))?|AOSP",
    Platform.LINUX: r"Ubuntu(?: Desktop| Server)?(?: LTS)?|(?:RedHat|Red Hat) Enterprise Linux|RHEL|Linux",
    Platform.CHROMEOS: r"Chrome ?OS",
    Platform.TVOS: r"tvOS",
    Platform.VISIONOS: r"visionOS",
}

CODE_NAMES: Final[Mapping[Platform, Mapping[str, str]]] = {
    Platform.MACOS: {
        "mavericks": "10.9",
        "yosemite": "10.10",
        "el capitan": "10.11",
        "sierra": "10.12",
        "high sierra": "10.13",
        "mojave": "10.14",
        "catalina": "10.15",
        "big sur": "11",
        "monterey": "12",
        "ventura": "13",
        "sonoma": "14",
        "sequoia": "15",
        "tahoe": "26",
    },
    Platform.ANDROID: {
        "kitkat": "4.4",
        "lollipop": "5",
        "marshmallow": "6",
        "nougat": "7",
        "oreo": "8",
        "pie": "9",
    },
    Platform.WINDOWS: {
        "anniversary update": "1607",
        "fall creators update": "1709",
        "creators update": "1703",
        "april 2018 update": "1803",
        "october 2018 update": "1809",
        "may 2019 update": "1903",
        "november 2019 update": "1909",
        "may 2020 update": "2004",
        "october 2020 update": "20H2",
        "rs1": "1607",
        "rs2": "1703",
        "rs3": "1709",
        "rs4": "1803",
        "rs5": "1809",
        "19h1": "1903",
        "19h2": "1909",
        "20h1": "2004",
        "redstone 4": "1803",
        "redstone 5": "1809",
    },
}
"""Names under which a version is known, to its number, after the vendors' release pages."""


@dataclass(frozen=True, slots=True)
class VersionRange:
    """A range of one platform, as written and as it is compared."""

    text: str
    """``>=22H2``."""
    exact: str
    """The same without doubt: ``>=10.0.22621`` where the words said Windows 11, 22H2; else as ``text``."""
    words: str


def _pattern(platform: Platform) -> re.Pattern[str]:
    name = _NAMES[platform]
    codes = "|".join(sorted((re.escape(code) for code in CODE_NAMES.get(platform, {})), key=len, reverse=True))
    code = rf"|(?P<code>{codes})" if codes else "|(?P<code>(?!))"
    words = rf"(?:(?:{codes})\s+)?" if codes else ""
    if platform is Platform.WINDOWS:
        edition = (
            "Pro|Enterprise|Education|Home|Mobile|SE|Insider(?: Preview)?|Holographic|LTSC|desktop|devices?|client|PCs"
        )
        product = rf"(?:\s+(?P<product>10|11|8\.1|8|7)(?![\d.]*\.\d{{4}}))?(?:\s?/\s?11)?(?:\s(?:{edition})\b,?)*"
        label = r"(?:(?:OS )?(?:[Vv]ersions?|[Bb]uild|ver\.|v\.?|버전|バージョン)\s*)?"
        number = rf"(?:(?P<number>{_FEATURE}\b|(?:10\.0\.)?\d{{5}}(?:\.\d+)?\b){code})"
        aside = r"(?:,?(?: with)? KB\d{6,8})?(?:\s*\((?:OS )?(?:build )?[\d.]+\)|\s*\([A-Z0-9 ]{2,12}\))?\)?"
        middle = rf"{product}(?:,?\s*\(?{label}{number})?{aside}(?:\s(?:builds?|devices))?"
    else:
        label = r"(?:\s(?:devices|versions?|OS|버전|バージョン|Version|\(AOSP\)))*\s*(?:\(?v(?:ersion|\.)?\s?)?"
        middle = rf"{label}(?:{words}(?P<number>{_NUMBER}){code})(?:\s*\([A-Za-z ]+\))?(?:\s(?:devices|LTS))?"
    return re.compile(
        rf"(?P<before>{_BEFORE}(?:\w+ )?)?\b(?:{name})(?:\W?™|®)?{middle}(?P<later>{_LATER})?(?P<earlier>{_EARLIER})?",
        re.IGNORECASE,
    )


_PATTERNS: Final = {platform: _pattern(platform) for platform in Platform}
_TIGHTENS: Final = re.compile(
    r"\b(?:(?:mov|chang)(?:e|es|ing) to (?:support(?:ing)?|requir)|will (?:only )?(?:support|require)"
    r"|(?:is|are|will be) (?:the )?(?:minimum|lowest|required)|lowest supported"
    r"|(?:now )?(?:supports?|requires?)\b|only supports?|minimum|end(?:s|ing|ed)? support|support (?:ends|ended|ending)"
    r"|remains?|still|continues?|fully support|upgrade|update (?:\w+ ){0,3}to|aktualisier|업그레이드|アップグレード)"
)
"""What makes “N and later” the devices that keep support, not those that lose it."""


def versions(
    reading: Reading, platforms: Sequence[Platform], nature: Nature
) -> tuple[dict[Platform, str], dict[Platform, VersionRange], tuple[Evidence, ...]]:
    """The ranges that an entry states for the platforms it concerns, the same told apart exactly, and the evidence."""
    ranges = _fielded(reading.entry, platforms, nature)
    may = [at for at in reading.sifted.places(_VERSIONED.first) if at < len(reading.sentences)]
    numbered = [reading.sentences[at] for at in may if not reading.sentences[at].pointer]
    for platform in platforms:
        if platform in ranges:
            continue
        if reading.applies and (stated := _of_texts(reading.applies, platform)):
            ranges[platform] = _widest(stated, platform)
            continue
        if reading.applies and _bare(reading.applies, platform) and nature is not Nature.RETIRING:
            continue
        for place in ("title", "lead", "body") if numbered else ():
            texts = [one.text for one in numbered if one.place == place and not _SPARES.search(one.lower)]
            found = _of_texts(texts, platform)
            if nature is Nature.RETIRING:
                # Who keeps support (“10.11 and newer”) says it best; “10.10 and earlier” stands in for it.
                kept = [one for one in found if one.text.startswith(">")]
                found = kept or ([] if platform in ranges else found)
            if found:
                ranges[platform] = _widest(found, platform)
                if nature is not Nature.RETIRING or ranges[platform].text.startswith(">"):
                    break
    if nature is Nature.RETIRING:
        ranges = {platform: _below(one, reading) for platform, one in ranges.items()}
        for platform in platforms:
            ended = None if platform in ranges else _ended(reading.title.text, platform)
            if ended:
                ranges[platform] = ended
    written = {platform: one for platform, one in ranges.items() if one.text}
    evidence = tuple(
        Evidence(field="versions", value=f"{platform.value} {one.text}", rule="version-range", words=one.words)
        for platform, one in written.items()
    )
    return {platform: one.text for platform, one in written.items()}, ranges, evidence


def _fielded(entry: Entry, platforms: Sequence[Platform], nature: Nature) -> dict[Platform, VersionRange]:
    """The range that a row of values concerns: a release those behind it, a support end those on that version."""
    version, product = entry.facts.get("version"), entry.facts.get("product")
    told = f"{product} {entry.title}" if isinstance(product, str) else entry.title
    if not isinstance(version, str) or len(platforms) != 1 or not _SYSTEM.match(told):
        return {}
    platform = platforms[0]
    text = version if _SYSTEM.match(version) else f"{_SYSTEM_NAMES[platform]} {version}"
    if platform is Platform.WINDOWS and "11" in f"{product} {version}" and not _SYSTEM.match(version):
        text = f"Windows 11 {version}"
    match = _PATTERNS[platform].search(text)
    number = _written(match["number"] or "", platform) if match else ""
    if match is None or not number or not _plausible(number, platform):
        return {}
    exact = f"11 {number}" if match.groupdict().get("product") == "11" and number in WINDOWS_11_FEATURES else number
    ends = nature is Nature.RETIRING or bool(entry.facts.get("support_end"))
    sign = "" if ends else "<" if nature in {Nature.RELEASE, Nature.SECURITY} else ""
    return {platform: VersionRange(f"{sign}{number}", f"{sign}{exact}", version)} if ends or sign else {}


_VERSIONED: Final = Sieve(("|".join([r"\d", *(code for codes in CODE_NAMES.values() for code in codes)]),), lowered)
"""A text without a digit or a code name names no version."""
_SPARES: Final = Saying(r"\b(?:and|or) (?:lower|earlier|older|below)\b.{0,40}\bcontinues? to\b")
"""What older versions keep meanwhile is not what a change concerns."""
_SYSTEM: Final = re.compile(
    (
        r"(?:microsoft |apple |google )?(?:windows(?! server)|ios|ipados|macos|tvos|visionos|android|ubuntu"
        r"|chrome ?os|rhel|red hat)\b"
    ),
    re.IGNORECASE,
)
_SYSTEM_NAMES: Final[Mapping[Platform, str]] = {
    Platform.WINDOWS: "Windows 10, version",
    Platform.MACOS: "macOS",
    Platform.IOS: "iOS",
    Platform.ANDROID: "Android",
    Platform.LINUX: "Ubuntu",
    Platform.CHROMEOS: "ChromeOS",
    Platform.TVOS: "tvOS",
    Platform.VISIONOS: "visionOS",
}


def _ended(title: str, platform: Platform) -> VersionRange | None:
    """“Windows 10, version 21H2 reaches end of servicing”: it, and with it everything older."""
    if _GAINS.search(title.lower()):
        return None
    match = _PATTERNS[platform].search(title)
    if match and platform is Platform.WINDOWS and match["product"] and not match["number"] and not match["code"]:
        # A bare “Windows 10” says no range to a reader, but whose devices leave support is plain.
        return VersionRange("", _PRODUCT_ENDS[match["product"]], title) if match["product"] in _PRODUCT_ENDS else None
    number = (match["number"] or (match["code"] and CODE_NAMES[platform][match["code"].casefold()])) if match else ""
    version = _written(number or "", platform)
    if match is None or not version or not _plausible(version, platform):
        return None
    if _DOES_IT.match(title, match.end()):
        return VersionRange(f">={version}", f">={version}", title)
    if platform is Platform.WINDOWS:
        exact = f"11 {version}" if match["product"] == "11" and version in WINDOWS_11_FEATURES else version
        return VersionRange(f"<={version}", f"<={exact}", title)
    following = "26" if platform in _APPLE and version == "18" else str(int(version) + 1) if version.isdigit() else ""
    text = f"<{following}" if following else f"<={version}"
    return VersionRange(text, text, title)


_DIGIT: Final = re.compile(r"\d")
_MARKS: Final[Mapping[Platform, tuple[str, ...]]] = {
    Platform.WINDOWS: ("windows",),
    Platform.MACOS: ("mac", "os x"),
    Platform.IOS: ("ios", "ipad", "iphone"),
    Platform.ANDROID: ("android", "aosp"),
    Platform.LINUX: ("ubuntu", "red", "rhel", "linux"),
    Platform.CHROMEOS: ("chrome",),
    Platform.TVOS: ("tvos",),
    Platform.VISIONOS: ("visionos",),
}
"""In lower case, what every name of a platform holds: a quick look before the long patterns."""
_GAINS: Final = re.compile(r"\b(?:is|are|now) (?:now )?(?:fully )?support(?:ed|s)\b(?! (?:until|only))")
"""“Ubuntu 24.04 is supported” ends nothing."""
_DOES_IT: Final = re.compile(
    r" (?:deprecates|removes|drops|restricts|blocks|no longer (?:allows|supports|lets|offers)"
    r"|(?:has )?(?:deprecated|removed))\b"
)
"""“Android 11 deprecates …”: that version does not end; it ends something on the devices that have it."""
_PRODUCT_ENDS: Final[Mapping[str, str]] = {"7": "<8", "8": "<8.1", "8.1": "<10", "10": "<11"}
_APPLE: Final = frozenset({Platform.IOS, Platform.TVOS})
"""Apple's numbering goes from 18 to 26."""


def _bare(applies: Sequence[str], platform: Platform) -> bool:
    """Whether “Applies to” names a platform without saying a version."""
    name = re.compile(rf"\b(?:{_NAMES[platform]})\b", re.IGNORECASE)
    return any(name.search(text) for text in applies)


def _of_texts(texts: Sequence[str], platform: Platform) -> list[VersionRange]:
    found: list[VersionRange] = []
    for text in texts:
        if not _may_tell(text, platform):
            continue
        for match in _PATTERNS[platform].finditer(text):
            made = _range(match, platform, words=text)
            if made:
                found.append(made)
    return found


def _may_tell(text: str, platform: Platform) -> bool:
    """Whether a text can name a version of a platform: a number or a code name, after the platform's."""
    if not text.isascii():
        # A pattern that is blind to case takes more letters for one than lower() does.
        return platform in CODE_NAMES or _DIGIT.search(text) is not None
    lower = text.lower()
    named = [at for mark in _MARKS[platform] if (at := lower.find(mark)) >= 0]
    if not named:
        return False
    return _DIGIT.search(text, min(named)) is not None or any(code in lower for code in CODE_NAMES.get(platform, ()))


def _range(match: re.Match[str], platform: Platform, *, words: str) -> VersionRange | None:
    product = match.groupdict().get("product") or ""
    number = match["number"] or ""
    if match["code"]:
        number = CODE_NAMES[platform][match["code"].casefold()]
    version = _written(number or product, platform)
    if not version or (number and not _plausible(version, platform)):
        return None
    exact = f"11 {version}" if product == "11" and version in WINDOWS_11_FEATURES else version
    if match["before"] or match["earlier"]:
        sign = "<" if match["before"] else "<="
        return VersionRange(f"{sign}{version}", f"{sign}{exact}", words)
    if match["later"] or (number and _MINIMUM.search(words, 0, match.start())):
        return VersionRange(f">={version}", f">={exact}", words)
    return None


_MINIMUM: Final = re.compile(
    r"\bminimum (?:supported )?(?:OS |operating system )?version\b[^.;]{0,40}\b(?:is|are|to)\b[^.;]*$"
)
"""“The minimum version supported is iOS 15.x” is at least 15."""


def _plausible(version: str, platform: Platform) -> bool:
    """Whether a platform can have such a version; “Outlook for Android 4.83” is the app's."""
    key = version_key(version, platform)
    if key is None:
        return False
    if platform is Platform.WINDOWS:
        return True
    least, most = _MAJORS[platform]
    return least <= key[0] <= most and not (platform is Platform.ANDROID and key[0] == 4 and key[1:2] > (4,))


_MAJORS: Final[Mapping[Platform, tuple[int, int]]] = {
    Platform.MACOS: (10, 40),
    Platform.IOS: (5, 40),
    Platform.ANDROID: (4, 30),
    Platform.LINUX: (6, 40),
    Platform.CHROMEOS: (50, 300),
    Platform.TVOS: (9, 40),
    Platform.VISIONOS: (1, 40),
}
"""Majors that exist or may within the life of this table."""


def _written(number: str, platform: Platform) -> str:
    if platform is Platform.WINDOWS and re.fullmatch(r"\d{5}(?:\.\d+)?", number):
        return f"10.0.{number}"
    return canonical(number)


def _widest(found: Sequence[VersionRange], platform: Platform) -> VersionRange:
    """Of several ranges the one that takes in most devices: the lowest beginning, or the highest end."""
    if platform is Platform.LINUX:  # the versions of two distributions are no measure of each other
        return found[0]
    lower = [one for one in found if one.text.startswith(">")]
    upper = [one for one in found if one.text.startswith("<")]
    if upper and not lower:
        return max(upper, key=lambda one: version_key(one.text.lstrip("<="), platform) or ())
    if lower:
        return min(lower, key=lambda one: version_key(one.exact.lstrip(">="), platform) or ())
    return found[0]


def _below(one: VersionRange, reading: Reading) -> VersionRange:
    """When support is withdrawn, “N and later” names those who keep it; those concerned are below."""
    if one.text.startswith(">=") and (_TIGHTENS.search(one.words.casefold()) or _TIGHTENS.search(reading.title.lower)):
        return VersionRange(f"<{one.text[2:]}", f"<{one.exact[2:]}", one.words)
    return one
