"""Reads the ranges of OS versions that a text states beside a platform: ``>=13``, ``<12``, ``>=8,<=12``, ``23H2``.

What the words around say of a range (that it is spared, that a minimum is raised) is the matter of
``omfeed.assess.statements``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from omfeed.assess.tables import version_words as words
from omfeed.assess.tables.version_names import CODE_NAMES, MAJORS, MARKS, NAMES, following
from omfeed.model import Platform
from omfeed.text.versions import WINDOWS_11_FEATURES, canonical, version_key


@dataclass(frozen=True, slots=True)
class VersionRange:
    """A range of one platform, as written and as it is compared."""

    text: str
    """``>=22H2``; empty where a reader is told nothing but whose devices are meant is plain."""
    exact: str
    """The same without doubt: ``>=10.0.22621`` where the words said Windows 11, 22H2; else as ``text``."""
    words: str
    loses: bool = False
    """Whether those versions lose something, so that they are concerned where support is withdrawn, too."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says of a version: the version, and the sign if the words give one."""

    sign: str
    """``>=``, ``<=``, ``<``, ``-`` for a span, or empty for a version without a comparison."""
    version: str
    """As ranges write it."""
    raw: str
    """With the zeros and the ``x`` it was written with."""
    last: str = ""
    """The last version of a span, or of a list."""
    product: str = ""
    """``10`` or ``11`` of Windows, where exactly one was named."""
    build: str = ""
    """The build that was told beside a feature version."""
    listed: tuple[str, ...] = ()
    """Further versions of a list, as they stand."""
    relative: bool = False
    """Whether it is compared by words before it (“earlier than Windows 11”), which take in what is older altogether."""
    bare: bool = False
    """Whether only a product of Windows was named, no version of it."""


def _pattern(platform: Platform) -> re.Pattern[str]:
    name = NAMES[platform]
    codes = "|".join(sorted((re.escape(code) for code in CODE_NAMES.get(platform, {})), key=len, reverse=True))
    code = rf"|(?P<code>{codes})" if codes else "|(?P<code>(?!))"
    coded = rf"(?:(?:{codes})\s+)?" if codes else ""
    named = rf"(?:\s\(?(?:{codes})\)?|\s*\([\d.]+\))?" if codes else ""
    through = rf"(?:{words.THROUGH}|(?(two)\s+(?:and|und)\s+|(?!)))"
    compared = rf"(?:(?P<between>{words.BETWEEN})|(?P<least>{words.LEAST})|(?P<most>{words.MOST}))"
    if platform is Platform.WINDOWS:
        edition = (
            "Pro|Enterprise|Education|Home|Mobile|SE|Insider(?: Preview)?|Holographic|LTSC|desktop|devices?|client|PCs"
        )
        edition = rf"(?:,?\s(?:and |or )?(?:{edition})\b,?)*"
        product = (
            r"(?:\s*(?P<product>10|11|8\.1|8|7)(?![\d.]*\.\d{4})(?![\dA-Za-z]))?(?P<both>\s?/\s?11)?"
            rf"{edition}"
        )
        label = r"(?:(?:OS )?(?:[Vv]ersion(?:s|en)?|[Bb]uilds?|ver\.|v\.?|버전|バージョン)\s*)?"
        feature = rf"(?:{words.FEATURE}(?![A-Za-z0-9])|{words.BUILD}(?![\d]))"
        number = rf"(?:(?P<number>{feature}){code})"
        more = rf"(?P<more>(?:(?:\s*,)?\s*(?:(?:,|and|und|or|oder|&|/|및|と|、)\s*)(?:{label}){feature})+)?"
        span = rf"(?:{through}(?:(?:{name})\s(?:1[01],?\s)?)?{label}(?P<last>{feature}){words.UNTIL})?"
        build = (
            rf"(?:\s*,?\s*\(?(?:OS )?[Bb]uild:?\s*(?P<build>{words.BUILD})\)?|\s*\((?P<build_aside>{words.BUILD})\))?"
        )
        aside = rf"(?:,?(?: with)? KB\d{{6,8}})?{build}(?:\s*\([A-Z0-9 ]{{2,12}}\))?\)?"
        versioned = rf"(?:{compared}|,?\s*\(?){label}{number}{more}{span}"
        middle = rf"{product}(?:{versioned})?{aside}(?:\s(?:builds?|devices))?"
    else:
        label = (
            r"(?:\s(?:devices|versions?|OS|버전|バージョン|Version|\(AOSP\)))*(?P<apart>:|,(?=\sversion))?\s*"
            r"(?:\(?(?:v(?:ersion|\.)?:?\s?)?)?"
        )
        middle = (
            rf"(?:{compared}|{label})(?:{coded}(?P<number>{words.NUMBER}){code}){named}"
            rf"(?:{through}(?:(?:{name})\s)?(?P<last>{words.NUMBER})(?![A-Za-z0-9_%]|\s?(?:days?|hours?"
            rf"|minutes?)\b)"
            rf"{words.UNTIL})?(?P<more>(?:(?:\s*,)?\s*(?:,|and|und|or|oder|&|/|및|と|、)\s*(?:and |or |und )?"
            rf"\d{{1,2}}(?:\.(?:\d+|x))*(?![\w.%]))+)?(?:\s*\([A-Za-z ]+\))?(?:\s(?:devices|LTS))?"
        )
    return re.compile(
        rf"(?P<before>{words.BEFORE}(?:\w+ )?)?(?P<two>{words.TWO})?(?P<upto>{words.UP_TO})?(?P<ab>{words.FROM})?"
        rf"(?<![A-Za-z0-9_])(?:{name})(?:\W?™|®)?{middle}"
        rf"(?P<later>{words.LATER})?(?P<earlier>{words.EARLIER})?(?P<under>{words.UNDER})?",
        re.IGNORECASE,
    )


_PATTERNS: Final = {platform: _pattern(platform) for platform in Platform}
_MOVES: Final = re.compile(words.MOVES)
_PRODUCTS: Final = frozenset({"10", "11"})


def found_in(text: str, platform: Platform) -> list[Found]:
    """The versions of a platform that a text tells, with where they stand; what no platform can have is left out."""
    if not _may_tell(text, platform):
        return []
    found = [(match, told_by(match, platform)) for match in _PATTERNS[platform].finditer(text)]
    return [(match, told) for match, told in found if told is not None]


def _may_tell(text: str, platform: Platform) -> bool:
    """Whether a text can name a version of a platform: a number or a code name, after the platform's."""
    if not text.isascii():
        # A pattern that is blind to case takes more letters for one than lower() does.
        return platform in CODE_NAMES or _DIGIT.search(text) is not None
    lower = text.lower()
    named = [at for mark in MARKS[platform] if (at := lower.find(mark)) >= 0]
    if not named:
        return False
    return _DIGIT.search(text, min(named)) is not None or any(code in lower for code in CODE_NAMES.get(platform, ()))


_DIGIT: Final = re.compile(r"\d")


Found = tuple[re.Match[str], Told]


def chained(found: Sequence[Found], text: str) -> Iterator[list[Found]]:
    """Versions that are told in one breath: “Windows 11, version 22H2 and Windows 10, version 21H2”."""
    chain: list[Found] = []
    for one in found:
        if chain and not _JOINED.fullmatch(text, chain[-1][0].end(), one[0].start()):
            yield chain
            chain = []
        chain.append(one)
    if chain:
        yield chain


_JOINED: Final = re.compile(r"\s*(?:,|;|/|&|and|und|or|oder|및|と|、|,\s*and)\s*", re.IGNORECASE)


def told_by(match: re.Match[str], platform: Platform) -> Told | None:
    """What a match of a platform's pattern says, or none where it says no version that there can be."""
    groups = match.groupdict()
    product = groups.get("product") or ""
    number = match["number"] or ""
    if match["code"]:
        number = CODE_NAMES[platform][match["code"].casefold()]
    version = written(number or product, platform)
    if not version or (number and not plausible(version, platform)):
        return None
    if _MODEL.search(match[0]):
        return None
    if groups.get("apart") and _APP_OF.search(match.string, 0, match.start()):
        return None
    last = written(match["last"] or "", platform) if groups.get("last") else ""
    upto = match["upto"] and not _RISES.search(match.string, 0, match.start())
    moves = _MOVES.search(match.string.casefold()) is not None if last or upto else False
    if last and (moves or not plausible(last, platform) or not _rises(version, last, platform)):
        # What follows is no end of a span, and what might be said after it not of this version.
        return Told("", version, number, product=product)
    relative = bool(match["before"] or groups.get("between"))
    if relative or match["under"]:
        sign = "<"
    elif match["earlier"] or groups.get("most") or (upto and not moves and not match["later"]):
        sign = "<="
    elif match["later"] or groups.get("least") or (match["ab"] and number):
        sign = ">="
    else:
        sign = "-" if last else ""
    build = groups.get("build") or groups.get("build_aside") or match["build_later"] or ""
    numbers = _FEATURES if platform is Platform.WINDOWS else _NUMBERS
    listed = tuple(numbers.findall(groups.get("more") or ""))
    return Told(
        sign,
        version,
        groups.get("last") or number or product,
        last=last,
        product="" if groups.get("both") else product if product in _PRODUCTS or not number else "",
        build=written(build, Platform.WINDOWS) if platform is Platform.WINDOWS and build else "",
        listed=listed,
        relative=relative,
        bare=not number,
    )


_MODEL: Final = re.compile(r"\b(?:iPhones?|iPads?|Macs?)(?: Pro| Air| mini)? \d", re.IGNORECASE)
"""“iPhone 11 and later” are devices, no versions."""
_APP_OF: Final = re.compile(rf"(?:{words.APP})(?: app)? (?:for|on|für|unter) $", re.IGNORECASE)
"""“The SDK for iOS, version 9.0.1 or later”: the version is the app's."""
_RISES: Final = re.compile(r"\b(?:go|goes|going|went|mov|rais|bring|ris)(?:e|es|ed|ing)?\s*$", re.IGNORECASE)
"""What goes up to a version does not end there."""
_NUMBERS: Final = re.compile(words.NUMBER)
_FEATURES: Final = re.compile(rf"{words.FEATURE}(?![A-Za-z0-9])|{words.BUILD}", re.IGNORECASE)


def _rises(first: str, last: str, platform: Platform) -> bool:
    return (version_key(first, platform) or ()) < (version_key(last, platform) or ())


def plausible(version: str, platform: Platform) -> bool:
    """Whether a platform can have such a version; “Outlook for Android 4.83” is the app's."""
    key = version_key(version, platform)
    if key is None:
        return False
    if platform is Platform.WINDOWS:
        return True
    least, most = MAJORS[platform]
    return least <= key[0] <= most and not (platform is Platform.ANDROID and key[0] == 4 and key[1:2] > (4,))


def written(number: str, platform: Platform, *, zeros: bool = False) -> str:
    """A version as ranges write it; a build of Windows by its full number."""
    if platform is Platform.WINDOWS and re.fullmatch(r"\d{5}(?:\.\d+)?", number):
        return f"10.0.{number}"
    return canonical(number, zeros=zeros)


def signed(told: Told, platform: Platform, said: str) -> VersionRange | None:
    """The range of a version that is told with a comparison; none without."""
    match told.sign:
        case ">=" | "<":
            return VersionRange(f"{told.sign}{told.version}", exactly(told, told.sign, platform), said)
        case "<=":
            version = told.version if platform is Platform.WINDOWS else written(told.raw, platform, zeros=True)
            exact = exactly(told, "<=", platform) if platform is Platform.WINDOWS else f"<={version}"
            return VersionRange(f"<={version}", exact, said)
        case "-":
            last = told.last if platform is Platform.WINDOWS else written(told.raw, platform, zeros=True)
            least, most = _named(told.version, told, ">="), _named(last, told, "<=")
            return VersionRange(f">={told.version},<={last}", f">={least},<={most}", said)
        case _:
            return None


def exactly(told: Told, sign: str, platform: Platform) -> str:
    """A comparison with a version as devices are counted: by builds and by one product, where the words tell them."""
    if platform is not Platform.WINDOWS:
        return f"{sign}{told.version}"
    exact = f"{sign}{told.build or _named(told.version, told, sign)}"
    if sign in {"<", "<="} and told.product == "11" and not told.bare and not told.relative:
        # “Windows 11, version 23H2 and earlier”: Windows 10 has lower builds, but is another product.
        return f"{exact},>=11"
    return exact


def _named(version: str, told: Told, sign: str) -> str:
    """A feature version by the product whose it is; where none is named, the one that takes in more."""
    of_11 = told.product == "11" or (not told.product and sign in {"<", "<="})
    return f"11 {version}" if of_11 and version in WINDOWS_11_FEATURES else version


def gone(told: Told, platform: Platform, said: str) -> VersionRange:
    """A version and everything older."""
    version = told.version
    if platform is Platform.WINDOWS:
        all_told = (version, *(written(one, platform) for one in told.listed))
        these = [Told("<=", one, one, product=told.product) for one in all_told]
        made = [VersionRange(f"<={one.version}", exactly(one, "<=", platform), said) for one in these]
        return widest(made, platform)
    further = [one for one in (written(one, platform) for one in told.listed) if plausible(one, platform)]
    last = max([version, *further], key=lambda one: version_key(one, platform) or ())
    text = f"<{after}" if (after := following(last, platform)) else f"<={last}"
    return VersionRange(text, text, said)


def alone(told: Told, platform: Platform, said: str) -> VersionRange | None:
    """The range of versions that are named without a comparison: a feature version of Windows, or “13.x”."""
    if platform is not Platform.WINDOWS:
        if not all(one.endswith((".x", ".X")) for one in (told.raw, *told.listed)):
            return None
        text = told.version if not told.listed else f">={told.version},<={written(told.listed[-1], platform)}"
        return VersionRange(text, text, said)
    if told.bare:
        return None
    every = {told.version, *(written(one, platform) for one in told.listed)}
    versions = sorted(every, key=lambda one: version_key(_either(one, told)[0], platform) or ())
    exact = "|".join(one for version in versions for one in _either(version, told))
    text = versions[0] if len(versions) == 1 else f">={versions[0]},<={versions[-1]}"
    return VersionRange(text, exact, said)


def _either(version: str, told: Told) -> tuple[str, ...]:
    if version not in WINDOWS_11_FEATURES or told.product == "10":
        return (version,)
    return (f"11 {version}",) if told.product == "11" else (version, f"11 {version}")


def widest(found: Sequence[VersionRange], platform: Platform) -> VersionRange:
    """Of several ranges the one that takes in most devices: the lowest beginning, or the highest end.

    Devices of Windows are counted by all that go that way, as its products have feature versions of their own.
    """
    if platform is Platform.LINUX:  # the versions of two distributions are no measure of each other
        return found[0]
    lower = [one for one in found if one.text.startswith(">")]
    upper = [one for one in found if one.text.startswith("<")]
    if upper and not lower:
        chosen = max(upper, key=lambda one: _key(one.text, platform))
        return _together(chosen, upper, platform)
    if lower:
        chosen = min(lower, key=lambda one: _key(one.exact, platform))
        return _together(chosen, lower, platform)
    return found[0]


def _together(chosen: VersionRange, these: Sequence[VersionRange], platform: Platform) -> VersionRange:
    if platform is not Platform.WINDOWS:
        return chosen
    exact = "|".join(dict.fromkeys([chosen.exact, *(one.exact for one in these)]))
    return VersionRange(chosen.text, exact, chosen.words)


def _key(text: str, platform: Platform) -> tuple[int, ...]:
    """The version that a range begins with as it is written, for putting ranges in order."""
    return version_key(text.split("|")[0].split(",")[0].lstrip("<=>"), platform) or ()
