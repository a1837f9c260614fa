"""Finds which OS versions of a platform an entry concerns and writes them as a range: ``>=13``, ``<12``, ``>=1803``.

“X and later” is at least X. Where support for everything older ends (“is moving to support iOS 16 and later”, “support
ends for devices before 16”), the devices concerned are those below. A bare “Windows 10” says no range, but whose
devices count. What a text says is not affected gives the others, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from omfeed.assess.products import leads_to, product_named
from omfeed.assess.ranges import VersionRange, alone, chained, exactly, found_in, gone, signed, widest
from omfeed.assess.reading import Reading, Sentence, lowered
from omfeed.assess.sieve import Sieve
from omfeed.assess.signs import Saying
from omfeed.assess.statements import below, denies, ended, stated
from omfeed.assess.tables.version_names import CODE_NAMES, NAMES, PRODUCT_ENDS, SYSTEM_NAMES
from omfeed.assess.tables.version_words import SPARES, TIGHTENS
from omfeed.model import Entry, Evidence, Nature, Platform
from omfeed.text.versions import version_key

_TIGHTENS: Final = re.compile(TIGHTENS)
_SPARES: Final = Saying(SPARES)
_OFFERS: Final = frozenset({Nature.NEW, Nature.PREVIEW, Nature.RELEASE, Nature.APPS})


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
        if reading.applies and (applied := _applied(reading.applies, platform)):
            ranges[platform] = applied
            if applied.text or nature is not Nature.RETIRING:
                continue
        if reading.applies and _bare(reading.applies, platform) and nature is not Nature.RETIRING:
            continue
        told = _told(numbered, platform, nature, sole=len(platforms) == 1)
        if told:
            ranges[platform] = told
    if nature is Nature.RETIRING:
        ranges = {platform: _kept_above(one, reading) for platform, one in ranges.items()}
    for platform in platforms:
        if (platform not in ranges or not ranges[platform].text) and (
            left := _left(reading, numbered, platform, nature)
        ):
            ranges[platform] = left
    if Platform.WINDOWS in platforms and Platform.WINDOWS not in ranges and (one := _by_product(reading)):
        ranges[Platform.WINDOWS] = one
    written = {platform: one for platform, one in ranges.items() if one.text}
    evidence = tuple(
        Evidence(field="versions", value=f"{platform.value} {one.text}", rule="version-range", words=one.words)
        for platform, one in written.items()
    )
    return {platform: one.text for platform, one in written.items()}, ranges, evidence


_VERSIONED: Final = Sieve(("|".join([r"\d", *(code for codes in CODE_NAMES.values() for code in codes)]),), lowered)
"""A text without a digit or a code name names no version."""


# ---------------------------------------------------------------------------------------------------------------------
# Fields of a source


def _fielded(entry: Entry, platforms: Sequence[Platform], nature: Nature) -> dict[Platform, VersionRange]:
    """The range that a row of values concerns: a release those behind it, a support end those on that version."""
    version, product = entry.facts.get("version"), entry.facts.get("product")
    told = f"{product} {entry.title}" if isinstance(product, str) else entry.title
    if not isinstance(version, str) or len(platforms) != 1 or not _SYSTEM.match(told):
        return {}
    platform = platforms[0]
    text = version if _SYSTEM.match(version) else f"{SYSTEM_NAMES[platform]} {version}"
    if platform is Platform.WINDOWS and "11" in f"{product} {version}" and not _SYSTEM.match(version):
        text = f"Windows 11 {version}"
    found = found_in(text, platform)
    if not found or found[0][1].bare:
        return {}
    one = found[0][1]
    if nature is Nature.RETIRING or entry.facts.get("support_end"):
        return {platform: VersionRange(one.version, exactly(one, "", platform), version)}
    if nature in {Nature.RELEASE, Nature.SECURITY}:
        return {platform: VersionRange(f"<{one.version}", exactly(one, "<", platform), version)}
    return {}


_SYSTEM: Final = re.compile(
    (
        r"(?:microsoft |apple |google )?(?:windows(?! server)|ios|ipados|macos|tvos|visionos|android|ubuntu"
        r"|chrome ?os|rhel|red hat)\b"
    ),
    re.IGNORECASE,
)


# ---------------------------------------------------------------------------------------------------------------------
# “Applies to”


def _applied(applies: Sequence[str], platform: Platform) -> VersionRange | None:
    """What “Applies to” says of a platform's versions; without a text where it names only a product of Windows."""
    ranged: list[VersionRange] = []
    single: list[VersionRange] = []
    products: list[str] = []
    for text in applies:
        for _, told in found_in(text, platform):
            if one := signed(told, platform, text):
                ranged.append(one)
            elif one := alone(told, platform, text):
                single.append(one)
            elif told.bare:
                products.append(told.product)
    if not ranged:
        return _single(single, applies, platform) if single else _of_product(applies, platform)
    chosen = widest(ranged, platform)
    if platform is not Platform.WINDOWS or not chosen.text.startswith(">"):
        return _from_first(chosen, single, platform)
    first = chosen.exact.split("|")[0].split(",")[0].lstrip(">=")
    beside = [one.exact for one in single] + [one for one in products if one and _order(one) < _order(first)]
    return VersionRange(chosen.text, "|".join(dict.fromkeys([chosen.exact, *beside])), chosen.words)


def _from_first(chosen: VersionRange, single: Sequence[VersionRange], platform: Platform) -> VersionRange:
    """“macOS 13.x” beside “macOS 14 and later” is macOS 13 and later."""
    if not chosen.text.startswith(">=") or "," in chosen.text or not single:
        return chosen
    least = min(
        [chosen.text, *(f">={one.text}" for one in single if one.text[:1].isdigit())],
        key=lambda text: _order(text[2:], platform),
    )
    return VersionRange(least, least, chosen.words)


def _single(single: Sequence[VersionRange], applies: Sequence[str], platform: Platform) -> VersionRange | None:
    """Versions named without a comparison, one or all that are: from the first to the last."""
    if platform is not Platform.WINDOWS:
        return single[0] if len({one.text for one in single}) == 1 else None
    exact = "|".join(dict.fromkeys(one.exact for one in single))
    plain = [text for text in applies if any(told.bare for _, told in found_in(text, platform))]
    if plain:
        product = product_named(plain)
        return VersionRange("", f"{product}|{exact}", single[0].words) if product else None
    names = sorted({bound.lstrip("<=>") for one in single for bound in one.text.split(",")}, key=_order)
    text = names[0] if len(names) == 1 else f">={names[0]},<={names[-1]}"
    return VersionRange(text, exact, single[0].words)


def _order(version: str, platform: Platform = Platform.WINDOWS) -> tuple[int, ...]:
    return version_key(version, platform) or ()


def _of_product(texts: Sequence[str], platform: Platform) -> VersionRange | None:
    product = product_named(texts) if platform is Platform.WINDOWS else ""
    return VersionRange("", product, texts[0]) if product else None


def _bare(applies: Sequence[str], platform: Platform) -> bool:
    """Whether “Applies to” names a platform without saying a version."""
    name = re.compile(rf"\b(?:{NAMES[platform]})\b", re.IGNORECASE)
    return any(name.search(text) for text in applies)


# ---------------------------------------------------------------------------------------------------------------------
# Title and text


def _told(numbered: Sequence[Sentence], platform: Platform, nature: Nature, *, sole: bool) -> VersionRange | None:
    """What title, opening or text say, whichever says it first."""
    stands: VersionRange | None = None
    for place in ("title", "lead", "body") if numbered else ():
        found = [
            one
            for sentence in numbered
            if sentence.place == place and not _SPARES.search(sentence.lower)
            for one in stated(sentence.text, sentence.lower, platform, offered=nature in _OFFERS, sole=sole)
        ]
        if nature is Nature.RETIRING:
            # Who keeps support (“10.11 and newer”) says it best; “10.10 and earlier” stands in for it.
            kept = [one for one in found if one.text.startswith(">")]
            found = kept or ([] if stands else found)
        if found:
            stands = widest(found, platform)
            if nature is not Nature.RETIRING or stands.text.startswith(">"):
                break
    return stands


def _kept_above(one: VersionRange, reading: Reading) -> VersionRange:
    """When support is withdrawn, “N and later” names those who keep it; those concerned are below."""
    if _TIGHTENS.search(one.words.casefold()) or _TIGHTENS.search(reading.title.lower):
        return below(one)
    return one


def _left(reading: Reading, numbered: Sequence[Sentence], platform: Platform, nature: Nature) -> VersionRange | None:
    """The version whose support ends, by the title of a retirement or by what a sentence says."""
    title = reading.title
    if nature is Nature.RETIRING:
        if found := _ended(title.text, platform):
            return found
    elif reading.applies:
        return None
    near = [one for one in numbered if nature is Nature.RETIRING or one.place in {"title", "lead"}]
    for sentence in near:
        if found := ended(sentence.text, sentence.lower, platform):
            return found
    return None


def _ended(title: str, platform: Platform) -> VersionRange | None:
    """“Windows 10, version 21H2 reaches end of servicing”: it, and with it everything older."""
    if _GAINS.search(title.lower()):
        return None
    found = found_in(title, platform)
    if not found:
        return None
    chain = next(chained(found, title))
    match, told = found[0]
    if told.bare:
        # A bare “Windows 10” says no range to a reader, but whose devices leave support is plain.
        return VersionRange("", PRODUCT_ENDS[told.version], title) if told.version in PRODUCT_ENDS else None
    if _DOES_IT.match(title, match.end()):
        return VersionRange(f">={told.version}", exactly(told, ">=", platform), title)
    return widest([gone(one, platform, title) for _, one in chain if not one.bare], platform)


_GAINS: Final = re.compile(r"\b(?:is|are|now) (?:now )?(?:fully )?support(?:ed|s)\b(?! (?:until|only))")
"""“Ubuntu 24.04 is supported” ends nothing."""
_DOES_IT: Final = re.compile(
    r" (?:deprecates|removes|drops|restricts|blocks|no longer (?:allows|supports|lets|offers)"
    r"|(?:has )?(?:deprecated|removed))\b"
)
"""“Android 11 deprecates …”: that version does not end; it ends something on the devices that have it."""


def _by_product(reading: Reading) -> VersionRange | None:
    """The product of Windows that a title names, or the opening of the text, where nothing names another."""
    title, said = reading.title, [one for one in reading.sentences if not one.pointer]
    meant = [one.text for one in said if one.place == "title" or not denies(one.lower)]
    opening = [title] if "windows" in title.lower else [one for one in said if one.place == "lead"]
    product = product_named([one.text for one in opening], everywhere=opening == [title])
    if not product or product_named(meant, everywhere=True) != product or any(leads_to(one.lower) for one in opening):
        return None
    return VersionRange("", product, opening[0].text)
