"""What the words around a version say of it: that it is spared, that a minimum is raised to it, that its support ends.

“iOS 17 and later isn't affected” concerns the others; “we will support only iOS 17 and later”, those below; “iOS 16 is
no longer supported”, it and what is older. A clause is looked at, not the sentence: what one spares, the next may name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from omfeed.assess import ranges
from omfeed.assess.products import product_named
from omfeed.assess.ranges import Told, VersionRange
from omfeed.assess.signs import Saying
from omfeed.assess.tables import version_words as words
from omfeed.assess.tables.version_names import NAMES, following
from omfeed.model import Platform

_CLAUSE_END: Final = re.compile(words.CLAUSE_END)
_SPARED: Final = Saying(words.SPARED)
_UNASKED: Final = Saying(words.UNASKED)
_UNOFFERED: Final = Saying(words.UNOFFERED)
_CONDITION: Final = re.compile(words.CONDITION)
_PLAIN: Final = re.compile(words.PLAIN)
_MINIMUM: Final = Saying(words.MINIMUM)
_RAISED: Final = re.compile(words.RAISED)
_ONLY: Final = Saying(words.ONLY)
_FEATURE_ONLY: Final = re.compile(words.FEATURE_ONLY)
_ENDED_AFTER: Final = re.compile(words.ENDED_AFTER)
_ENDED_BEFORE: Final = re.compile(words.ENDED_BEFORE)
_SUPPORT_FOR: Final = re.compile(words.SUPPORT_FOR)
_SUPPORT_ENDS: Final = re.compile(words.SUPPORT_ENDS)
_LACKING: Final = re.compile(words.LACKING)
_SINCE: Final = re.compile(words.SINCE)
_LOSES: Final = re.compile(words.LOSES)
_DROPS: Final = re.compile(words.DROPS)
_SUPPORT_AFTER: Final = re.compile(words.SUPPORT_AFTER)
_MENDED: Final = re.compile(words.MENDED)
_MINIMUM_AFTER: Final = re.compile(words.MINIMUM_AFTER)
_APP: Final = re.compile(words.APP)
_DEVICE: Final = re.compile(words.DEVICE)


def clause(lower: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a place of a text (in lower case) begins and ends."""
    first, last = 0, len(lower)
    for match in _CLAUSE_END.finditer(lower):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last


def stated(text: str, lower: str, platform: Platform, *, offered: bool, sole: bool) -> list[VersionRange]:
    """The ranges that a sentence states for a platform, as its clauses mean them.

    Args:
        text: the sentence.
        lower: the same in lower case with straight quotes, character for character.
        platform: whose versions.
        offered: whether the entry tells of something new, which “isn't available on” takes from some.
        sole: whether the entry concerns this platform alone, so that a number without a name is its.
    """
    found = ranges.found_in(text, platform)
    taken = [match.span() for match, _ in found]
    read = [(match.start(), match.end(), told) for match, told in found]
    if sole and not (found and platform is not Platform.WINDOWS):
        read += list(_nameless(lower, platform, taken))
    meant = [_meant(text, lower, (start, end), told, platform, offered=offered) for start, end, told in read]
    made = [one for one in meant if one is not None]
    if not made and not any(told.sign for _, _, told in read) and (one := _raised_to(text, lower, platform, sole=sole)):
        made.append(one)
    return made


def _meant(
    text: str, lower: str, place: tuple[int, int], told: Told, platform: Platform, *, offered: bool
) -> VersionRange | None:
    start, end = place
    first, last = clause(lower, start, end)
    part = lower[first:last]
    one = ranges.signed(told, platform, text)
    spares = _SPARED.search(part)
    if one is None:
        lowest = _lowest(lower, first, start) or _MINIMUM_AFTER.match(lower, end)
        if spares or not lowest or told.bare:
            return None
        raised = _RAISED.search(part) is not None and not _FEATURE_ONLY.search(part)
        return _least(told, platform, text, raised=raised)
    denies = spares or (_UNOFFERED.search(part) if offered else None)
    if denies:
        said = (first + denies.start(), first + denies.end())
        return _others(told, platform, text) if _plainly(lower, (first, last), place, said) else None
    before = lower[first:start]
    if _UNASKED.search(before):
        return None
    if told.sign == ">=" and (_LACKING.search(before) or _MENDED.search(before)):
        return below(one)
    if told.sign == ">=" and (_LOSES.search(before) or _SINCE.match(lower, start)):
        return replace(one, loses=True)
    if told.sign == ">=" and not _FEATURE_ONLY.search(part):
        if _ONLY.search(part):
            return below(one)
        if _lowest(lower, first, start) and _RAISED.search(part):
            return below(one)
    return one


def denies(lower: str) -> bool:
    """Whether a sentence in lower case says who is not concerned, or who has something not."""
    return bool(_SPARED.search(lower) or _UNOFFERED.search(lower))


def _lowest(lower: str, first: int, start: int) -> bool:
    """Whether what stands before a version in its clause speaks of a lowest one, and not of an app's."""
    match = _MINIMUM.search(lower[first:start])
    return match is not None and not _APP.search(lower, first + match.start(), start) and start - first < _NEAR


_NEAR: Final = 160
"""Characters within which a minimum and its version stand together."""


def below(one: VersionRange) -> VersionRange:
    """The devices below a range that begins somewhere; a range that has an end as well stays."""
    if not one.text.startswith(">=") or "," in one.text or one.loses:
        return one
    exact = "|".join(f"<{part[2:]}" for part in one.exact.split("|") if part.startswith(">="))
    return VersionRange(f"<{one.text[2:]}", exact, one.words)


def _least(told: Told, platform: Platform, said: str, *, raised: bool) -> VersionRange:
    sign = "<" if raised else ">="
    return VersionRange(f"{sign}{told.version}", ranges.exactly(told, sign, platform), said)


def _others(told: Told, platform: Platform, said: str) -> VersionRange | None:
    """Who is left where some are not concerned: below “17 and later”, above “14 and lower”."""
    match told.sign:
        case ">=":
            return VersionRange(f"<{told.version}", ranges.exactly(told, "<", platform), said)
        case "<":
            return VersionRange(f">={told.version}", ranges.exactly(told, ">=", platform), said)
        case "<=":
            if platform is Platform.WINDOWS and told.bare:
                above = {"10": ">=11"}.get(told.version, "")
                return VersionRange(above, above, said) if above else None
            text = f">={after}" if (after := following(told.version, platform)) else f">{told.version}"
            return VersionRange(
                text, ranges.exactly(told, ">", platform) if platform is Platform.WINDOWS else text, said
            )
        case _:
            return None


def _plainly(lower: str, around: tuple[int, int], place: tuple[int, int], said: tuple[int, int]) -> bool:
    """Whether a clause spares devices by their version alone, so that all others are concerned."""
    first, last = around
    if said[1] <= place[0]:
        between, beyond, rest = lower[said[1] : place[0]], lower[place[1] : last], lower[first : said[0]]
    else:
        between, beyond, rest = lower[place[1] : said[0]], lower[first : place[0]], lower[said[1] : last]
    return bool(_PLAIN.fullmatch(between) and _PLAIN.fullmatch(beyond.strip(" .,")) and not _CONDITION.search(rest))


# ---------------------------------------------------------------------------------------------------------------------
# Numbers that stand apart from a name

_BARE_WINDOWS: Final = re.compile(
    rf"(?P<before>{words.BEFORE})?(?<![\w.])(?:(?:os )?(?:versions?|builds?|version(?:en)?|버전|バージョン)\s*)?"
    rf"(?:(?P<feature>2\dh[12])(?![\w.])|(?:(?<=build )|(?<=builds )|(?=10\.0\.\d)|(?(before)"
    rf"|(?!)))(?P<os>{words.BUILD})(?![\d]))"
    rf"(?:\s*,?\s*\(?(?:os )?build:?\s*(?P<build>{words.BUILD})\)?)?"
    rf"(?P<later>{words.LATER})?(?P<earlier>{words.EARLIER})?(?P<under>{words.UNDER})?",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    rf"(?:(?P<before>\b(?:(?:older|earlier|lower) than|prior to|below|before"
    rf"|älter als)\s+)(?:os )?(?:version(?:en)?s?\s+)?"
    rf"|\b(?:os )?versions?\s+|버전\s*|バージョン\s*)(?P<number>\d{{1,3}}(?:\.\d+)*(?:\.x)?)"
    r"(?![a-z0-9_%]|\s?(?:days?|hours?|minutes?|months?"
    r"|years?|weeks?|gb|mb|seconds?|characters?|[ap]\.?m\b|:\d))"
    rf"(?P<later>{words.LATER})?(?P<earlier>{words.EARLIER})?(?P<under>{words.UNDER})?",
    re.IGNORECASE,
)


def _nameless(lower: str, platform: Platform, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, Told]]:
    """Versions that stand by themselves (“24H2 and later”, “Macs older than 14.4”), where no app can be meant."""
    if platform is Platform.WINDOWS:
        product = product_named([lower], everywhere=True)
        for match in _BARE_WINDOWS.finditer(lower):
            if not any(first < match.end() and match.start() < last for first, last in taken):
                told = _by_itself(match, match["feature"] or match["os"] or "", platform, product)
                if told:
                    yield match.start(), match.end(), told
    elif platform is not Platform.LINUX and _DEVICE.search(lower) and not _APP.search(lower):
        for match in _BARE.finditer(lower):
            told = _by_itself(match, match["number"], platform)
            if told:
                yield match.start(), match.end(), told


def _by_itself(match: re.Match[str], number: str, platform: Platform, product: str = "") -> Told | None:
    version = ranges.written(number, platform)
    if not ranges.plausible(version, platform):
        return None
    build = match.groupdict().get("build") or match["build_later"] or ""
    sign = "<" if match["before"] or match["under"] else "<=" if match["earlier"] else ">=" if match["later"] else ""
    if not sign:
        return None
    return Told(
        sign,
        version,
        number,
        product=product,
        build=ranges.written(build, platform) if build and platform is Platform.WINDOWS else "",
    )


_TO: Final = re.compile(
    r"\b(?:to|is|are|be|becomes?|at|lautet|ist|auf|now|jetzt|nun)\s+(?:now |be |at least |jetzt |nun |version |ios "
    r"|ipados |macos |android )*"
    r"(?P<number>\d{1,3}(?:\.\d+)*(?:\.x)?)(?![a-z0-9_%]|[.]\d|\s?(?:days?|hours?|minutes?|months?|years?|characters?"
    r"|digits?)\b)"
    r"|(?:이제|[은는을를이])\s*(?:ios |macos |android )?(?P<korean>\d{1,2}(?:\.\d+)*)(?=\s*(?:입니다|로|으로|이|가))"
    r"|(?:[はをが])\s*(?:ios |macos |android )?(?P<japanese>\d{1,2}(?:\.\d+)*)(?=\s*(?:です|に|へ|と))"
)


def _raised_to(text: str, lower: str, platform: Platform, *, sole: bool) -> VersionRange | None:
    """“The lowest supported version (of iOS) is now 16”: the number stands apart from the system, or without one."""
    minimum = _MINIMUM.search(lower)
    if minimum is None:
        return None
    first, last = clause(lower, minimum.start(), minimum.end())
    part = lower[first:last]
    if (
        _APP.search(part)
        or _FEATURE_ONLY.search(part)
        or not (sole or _NAMED[platform].search(part))
        or _others_named(part, platform)
    ):
        return None
    number = next((one for one in _TO.finditer(lower, minimum.end(), last)), None)
    if number is None:
        return None
    raw = next(group for group in number.groups() if group)
    told = Told("", ranges.written(raw, platform), raw)
    if not ranges.plausible(told.version, platform):
        return None
    return _least(told, platform, text, raised=_RAISED.search(part) is not None)


_NAMED: Final = {
    platform: re.compile(rf"(?<![A-Za-z0-9_])(?:{name})(?![a-z])", re.IGNORECASE) for platform, name in NAMES.items()
}


def _others_named(part: str, platform: Platform) -> bool:
    return any(pattern.search(part) for other, pattern in _NAMED.items() if other is not platform)


# ---------------------------------------------------------------------------------------------------------------------
# Ends


def ended(text: str, lower: str, platform: Platform) -> VersionRange | None:
    """A version of which a sentence says that its support ends: it, and with it everything older."""
    latest: list[VersionRange] = []
    for chain in ranges.chained(ranges.found_in(text, platform), text):
        start, end = chain[0][0].start(), chain[-1][0].end()
        if any(told.sign or told.bare for _, told in chain):
            continue
        first, last = clause(lower, start, end)
        if _SPARED.search(lower[first:last]):
            continue
        before = lower[first:start]
        ends = _SUPPORT_FOR.search(before) and _SUPPORT_ENDS.match(lower, end)
        ends = ends or (_DROPS.search(before) and _SUPPORT_AFTER.match(lower, end))
        if ends or _ENDED_BEFORE.search(before) or _ENDED_AFTER.match(lower, end):
            latest += [ranges.gone(told, platform, text) for _, told in chain]
    return ranges.widest(latest, platform) if latest else None
