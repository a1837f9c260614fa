"""Decides what sort of news an entry is: the source's own fields first, then the signs of its words."""

from __future__ import annotations

import re
from typing import Final

from omfeed.assess.ends import end_is_near
from omfeed.assess.exploits import exploit_told
from omfeed.assess.parts import Joined
from omfeed.assess.reading import Reading, Sentence
from omfeed.assess.scoring import PLACES, Hit, hits, strongest
from omfeed.assess.signs import Saying, Sign, board
from omfeed.assess.tables.nature_signs import NATURE
from omfeed.model import Evidence, Nature, Source

_BOARD: Final = board(NATURE)
_HEARD_FIRST: Final = (
    (Nature.APPS, 5.0),
    (Nature.RETIRING, 3.0),
    (Nature.SECURITY, 3.4),
    (Nature.ISSUE, 4.0),
    (Nature.FIXED, 3.0),
    (Nature.RELEASE, 3.0),
)
"""What a reader most needs to hear, in order, each with the score from which it is believed."""
_RESOLVED: Final = ("resolved", "mitigated externally", "restored", "falsepositive", "fixed")
_OPEN: Final = (
    "confirmed",
    "investigating",
    "reported",
    "mitigated",
    "degradation",
    "interruption",
    "identified",
    "restoring",
    "extended",
)


def nature(
    reading: Reading, source: Source, heard: tuple[Joined, ...] = (), reference: str = ""
) -> tuple[Nature, tuple[Evidence, ...]]:
    """The one nature of an entry and the words it rests on.

    Args:
        reading: the entry.
        source: where it comes from; its nature is the default.
        heard: what the parts of its sentences mean together; they decide where no sign speaks of something new.
        reference: the day of assessment as ISO text; until half a year before its support ends, a row tells a release.
    """
    stated = _stated(reading) or (_tabled(reading, reference) if source.nature is None else None)
    if stated is not None:
        return stated[0], (
            Evidence(field="nature", value=stated[0].value, rule=f"source-field: {stated[1]}", words=stated[2]),
        )
    # A notice tells what ends only after saying why; its body counts as much as its opening.
    noticed = any(_NOTICES.match(heading) for heading in reading.section.splitlines())
    places = _BARE_PLACES if reading.bare or noticed else _PLACES
    found = hits(reading, _BOARD, places=places, skip=_told_before, each_place=True)
    if (
        any(hit.sign.name == "version-is-the-title" for hit in found)
        and sum(not one.pointer for one in reading.sentences) > _NOTHING_BUT_FIXES
    ):
        found = tuple(hit for hit in found if hit.sign.value != Nature.FIXED)
    if _LOOKS_AT.match(reading.title.lower) and _ENDS_TITLED.search(reading.title.lower):
        found = tuple(hit for hit in found if hit.sign.value != Nature.RETIRING)
    sums = strongest(found)
    chosen = _chosen(sums, found)
    told = sums.get("new", 0.0)
    by_parts = (
        _by_parts(heard, _JOIN_BELIEVED if told else _DEMAND_ALONE)
        if chosen is Nature.NEW and told < _NEW_TOLD
        else None
    )
    if by_parts is not None and source.nature is None:
        return by_parts
    exploit = exploit_told(reading)
    if exploit and chosen is not Nature.RETIRING:
        return Nature.SECURITY, (
            Evidence(field="nature", value=Nature.SECURITY.value, rule="exploit-told", words=exploit),
        )
    named = _CVE.search(reading.lower) if chosen in _MENDING and "cve-20" in reading.lower else None
    if named is not None:
        chosen = Nature.SECURITY
        return chosen, (Evidence(field="nature", value=chosen.value, rule="cve-named", words=named[0].upper()),)
    if source.nature is not None and chosen not in _OVERRULES.get(source.nature, ()):
        return source.nature, (
            Evidence(field="nature", value=source.nature.value, rule="source-default", words=source.title or source.id),
        )
    evidence = tuple(
        Evidence(field="nature", value=chosen.value, rule=hit.sign.name, words=hit.words)
        for hit in found
        if hit.sign.value == chosen.value
    )
    return chosen, evidence or (
        Evidence(field="nature", value=chosen.value, rule="nothing-else-speaks", words=reading.title.text),
    )


_OVERRULES: Final = {
    Nature.RELEASE: (Nature.SECURITY, Nature.ISSUE, Nature.RETIRING),
    Nature.ISSUE: (Nature.FIXED,),
    Nature.RETIRING: (),
    Nature.SECURITY: (),
    Nature.NEW: tuple(Nature),
    Nature.CHANGED: tuple(Nature),
    Nature.PREVIEW: tuple(Nature),
    Nature.FIXED: (Nature.ISSUE,),
    Nature.APPS: (),
}
"""For each nature that a source may have by default, those that the words of an entry may put in its place."""


def _stated(reading: Reading) -> tuple[Nature, str, str] | None:
    facts = reading.entry.facts
    if facts.get("exploited") is True or facts.get("exploited_cves"):
        return Nature.SECURITY, "exploited", "exploited in the wild"
    if facts.get("cves") or (isinstance(facts.get("cve_count"), int) and facts.get("cve_count")):
        cves = facts.get("cves")
        return (
            Nature.SECURITY,
            "cves",
            ", ".join(cves[:5]) if isinstance(cves, tuple) else f"{facts.get('cve_count')} CVEs",
        )
    status = str(facts.get("status") or "").casefold()
    if status.startswith(_RESOLVED) or status.endswith("restored"):
        return Nature.FIXED, "status", status
    if status.startswith(_OPEN) or status.endswith(_OPEN):
        return Nature.ISSUE, "status", status
    kind = str(facts.get("release_type") or "").casefold()
    if kind in {"beta", "preview", "rc", "dev", "canary"} and not facts.get("kb"):
        return Nature.PREVIEW, "release_type", kind
    if kind == "security":
        return Nature.SECURITY, "release_type", kind
    return None


def _tabled(reading: Reading, reference: str) -> tuple[Nature, str, str] | None:
    """What a row of values is where its source does not say: a version that came, or a support that ends.

    A row that names both tells of a release until its end is near; from then on the end is what it tells.
    """
    facts = reading.entry.facts
    end = facts.get("support_end") or facts.get("security_end")
    if isinstance(end, str) and end and reference and end_is_near(end, reference, past=True):
        return Nature.RETIRING, "support_end", end
    kind = str(facts.get("release_type") or "")
    if kind or facts.get("build"):
        return Nature.RELEASE, "release_type", kind or str(facts.get("build"))
    if facts.get("released") and facts.get("version"):
        return Nature.RELEASE, "released", str(facts["released"])
    if facts.get("support_end"):
        return Nature.RETIRING, "support_end", str(facts["support_end"])
    return None


def _chosen(sums: dict[str, float], found: tuple[Hit, ...]) -> Nature:
    titled = {hit.sign.value for hit in found if hit.place == "title"}
    offers = any(
        hit.sign.value == "new" and hit.sign.name != "supports" and not _TAKES_AWAY.match(hit.words.lower())
        for hit in found
        if hit.place == "title"
    )
    noticed = any(hit.sign.name == "among-notices" for hit in found)
    outright = any(
        hit.place == "lead" and hit.sign.value == "retiring" and _OUTRIGHT.search(hit.words.lower()) for hit in found
    )
    solved = sums.get("fixed", 0.0) >= _SOLVED
    shipped = "new-version-of" in {hit.sign.name for hit in found} and Nature.FIXED.value not in titled
    for one, least in _HEARD_FIRST:
        # A title that offers something new is believed over an end told in passing (“replaces the deprecated …”).
        if one is Nature.ISSUE and solved and sums.get(one.value, 0.0) >= least:
            return Nature.FIXED
        if (one is Nature.ISSUE and solved) or (one is Nature.RELEASE and noticed and one.value not in titled):
            continue
        if one is Nature.FIXED and shipped:
            continue
        offered = one in _TOLD_ASIDE and offers and one.value not in titled and not noticed and not outright
        if sums.get(one.value, 0.0) >= least + (_OFFERED if offered else 0.0):
            return one
    general = {hit.place for hit in found if hit.sign.name == "generally-available"}
    # “(public preview)” in a title is believed over “generally available” in the text, which may be of something else.
    released = "title" in general or (bool(general) and not _previewed(found))
    changed, new = sums.get("changed", 0.0), sums.get("new", 0.0)
    if _improved_by_something_new(found):
        changed *= _CHANGE_OF_AN_OFFER
    if noticed and not any(hit.sign.name == "new-thing" and hit.place == "title" for hit in found):
        new *= _NEW_AMONG_NOTICES
    preview = 0.0 if released else sums.get("preview", 0.0)
    if (
        changed >= _CHANGE_BELIEVED
        and (changed > new or (changed == new and _renamed(found)))
        and not released
        and not _previewed(found)
    ):
        return Nature.CHANGED
    if not new and not preview and not released and changed >= _CHANGE_ALONE:
        return Nature.CHANGED
    if preview >= _PREVIEW_BELIEVED:
        return Nature.PREVIEW
    return Nature.NEW


def _by_parts(heard: tuple[Joined, ...], demand: float) -> tuple[Nature, tuple[Evidence, ...]] | None:
    """What ends or is demanded in an entry that tells of nothing new: a retirement, or at least a change."""
    strong = [
        one
        for one in heard
        if one.join.weight >= _JOIN_BELIEVED
        or (one.join.kind == "demand" and one.join.weight >= demand and one.sentence.place != "title")
    ]
    if not strong:
        return None
    ends = [one for one in strong if one.join.kind == "end" and _ENDS_FOR_GOOD.search(one.sentence.lower)]
    which = (ends or strong)[0]
    said = Nature.RETIRING if ends else Nature.CHANGED
    return said, (Evidence(field="nature", value=said.value, rule=which.join.name, words=which.sentence.text),)


def _improved_by_something_new(found: tuple[Hit, ...]) -> bool:
    """Whether a title speaks of improvements that the opening says to be something one can now do.

    Another look, screen or experience stays a change, whatever one can do in it.
    """
    titled = [hit for hit in found if hit.place == "title" and hit.sign.value == Nature.CHANGED.value]
    return (
        bool(titled)
        and all(hit.sign.name in _IMPROVEMENTS for hit in titled)
        and any(hit.place == "lead" and hit.sign.name in _SOMETHING_NEW for hit in found)
        and _IMPROVED.match(titled[0].words.lower()) is not None
        and not _FACE.search(titled[0].words.lower())
    )


_IMPROVEMENTS: Final = frozenset({"better-than-before", "improved-thing", "improved", "plan-for-change"})
_SOMETHING_NEW: Final = frozenset({"you-can-now", "added", "new-thing", "support-for"})
_IMPROVED: Final = re.compile(r"(?:improved|enhanced|better|improvements?|enhancements?)\b")
_FACE: Final = re.compile(
    r"\b(?:experiences?|ui|interface|screens?|pages?|design|look|layout|icons?|messag\w+|text|labels?|workflow|flow"
    r"|viewing|enrol?lment|setup|sign-in|names?|changes?)\b"
)
_CHANGE_OF_AN_OFFER: Final = 0.4


def _renamed(found: tuple[Hit, ...]) -> bool:
    return any(hit.sign.name == "renamed" for hit in found)


def _previewed(found: tuple[Hit, ...]) -> bool:
    """A title that says preview is of something new, unless it also says that something moved or was renamed."""
    title = {hit.sign.name for hit in found if hit.place == "title"}
    return bool(title & {"public-preview", "titled-preview", "preview-elsewhere"}) and not title & {
        "moved",
        "renamed",
        "behaviour-stated",
        "a-figure-moves",
    }


_TOLD_ASIDE: Final = frozenset({Nature.RETIRING, Nature.RELEASE})
"""What is often but the occasion of something new (“Apple released iOS 19; the app supports its sign-in”)."""
_OUTRIGHT: Final = re.compile(
    r"^[^,;]{3,90}\b(?:will be|is being|are being|has been|have been) "
    r"(?:deprecated|retired|discontinued|removed|shut down)\b"
)
"""An opening that says what ends is the news, whatever the title offers to get over it."""
_NEW_TOLD: Final = 1.5
_JOIN_BELIEVED: Final = 3.5
_DEMAND_ALONE: Final = 1.0
"""The same for a demand where no word at all speaks of something new."""
_ENDS_FOR_GOOD: Final = re.compile(
    r"\b(?:support(?:ed|s)?|versions?|legacy|older|earlier|deprecated|api|feed|endpoints?|protocols?|tls|modules?"
    r"|features?"
    r"|connectors?|clients?|apps?|templates?|tools?|extensions?|certificates? (?:of|from)|servers?|gateways?|offline"
    r"|add-ons?|sold|revoked|roots?|intermediates?|fixes"
    r"|retires?"
    r"|any ?more|any longer)\b"
    r"|(?:이전|구형?) (?:버전|클라이언트|앱|커넥터)|(?:以前の|古い|旧)(?:バージョン|クライアント|アプリ|コネクタ)"
    r"|\b(?:ältere|frühere)\w? (?:\w*version|client|app|connector)"
)
"""What ends as a whole; “devices without a policy are refused” only changes how things go."""
_TAKES_AWAY: Final = re.compile(r"(?:remove|retire|stop|end)\b")
_OFFERED: Final = 1.5
_SOLVED: Final = 2.0
"""From this on an issue counts as solved although its title and the known issues above it name it as one."""
_CVE: Final = re.compile(r"\bcve-20\d\d-\d{4,7}\b")
_MENDING: Final = frozenset({Nature.CHANGED, Nature.FIXED, Nature.RELEASE})
"""What closes a numbered vulnerability is heard as that, wherever the number stands."""
_NEW_AMONG_NOTICES: Final = 0.5
"""A notice is written because something changes; its “new” is seldom the news."""
_PLACES: Final = {**PLACES, "applies": 0.9}
_BARE_PLACES: Final = {**_PLACES, "body": 1.0}
"""A title that is only a version or a day leaves it to the text to say what it is about."""
_NOTICES: Final = re.compile(r"(?:important )?notices?$|plan for change$|알림$|공지$|通知$|お知らせ$|hinweise$")
_NOTHING_BUT_FIXES: Final = 3
"""A version whose notes are no longer than this (its title with them) is what they say: a fix."""
_CHANGE_BELIEVED: Final = 2.0
_CHANGE_ALONE: Final = 1.2
"""The same where nothing at all speaks for something new."""
_PREVIEW_BELIEVED: Final = 1.7


def _told_before(sign: Sign, sentence: Sentence) -> bool:
    """An end that was announced in the past is history (“In March, we announced the removal … it is returning”)."""
    if sign.name == "being-updated":
        return _WHEN_CHANGED.search(sentence.lower) is not None or _OF_PAGES.search(sentence.lower) is not None
    if sentence.place == "title" and sign.value == Nature.RETIRING.value and _LOOKS_AT.match(sentence.lower):
        return True
    if sign.name in _IMPROVEMENTS and _WHAT_TO_READ.search(sentence.lower):
        return True
    if sign.name == "public-preview" and _PREVIEW_OF_OTHERS.search(sentence.lower):
        return True
    return sign.value == Nature.RETIRING.value and _ANNOUNCED.search(sentence.lower) is not None


_PREVIEW_OF_OTHERS: Final = Saying(
    r"\b(?:originally|previously|formerly|first|was|were) (?:\w+ ){0,2}(?:released |offered )?in (?:public )?preview\b"
    r"|\bthrough the (?:[\w-]+ ){0,2}(?:public )?preview of\b|\bout of (?:public )?preview\b"
)
"""“It was originally released in preview”: what was, or what something else is, previews nothing."""


_LOOKS_AT: Final = re.compile(
    r"(?:view|see|get|find|track|monitor|report|filter|list|show|export|be (?:told|notified))\b"
)
"""“View end of support details”: what one can look at does not end."""
_ENDS_TITLED: Final = re.compile(r"\b(?:end of|retire|expir|deprecat|unsupported|out of support)")
"""“View end of support details”: then what ends in the text is what one looks at."""
_WHAT_TO_READ: Final = re.compile(
    r"^(?:get started with|learn|read|discover|watch|join|share|register for|explore)\b|\bhelps? us (?:\w+ )?improv"
    r"|\b(?:recap|overview|summary) of .{0,40}improvements\b|\bcontinu\w+ (?:to improve|improving)\b"
)
"""What one may read of improvements, and what helps the vendor to make some, changes nothing."""
_OF_PAGES: Final = Saying(
    r"\b(?:page|list|article|blog|post|guide|documentation|docs?)\b[^.]{0,60}\b(?:has|have) (?:now )?been updated\b"
    r"|\bupdated (?:the )?(?:rollout )?(?:timeline|documentation|article|post)\b"
)
"""That a page about something was updated is no change of the thing."""
_WHEN_CHANGED: Final = Saying(
    r"\b(?:when|if|after|whenever|once)\b.{0,80}\b(?:is|are|has been|have been|was) (?:changed|updated|modified"
    r"|replaced)\b"
)
_ANNOUNCED: Final = Saying(r"\b(?:in|on) \w+ ?\d*,? (?:\d{4},? )?(?:we|microsoft|intune) (?:had )?announced\b")
