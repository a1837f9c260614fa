"""Finds the due dates of an entry: every date on which something takes effect or by which one must act.

Fields of the source speak for themselves. In prose a date counts unless its words say that it is something else: an
earlier announcement, a document stamp, a plan since changed, a product's name. A date that lies in the past when the
entry was published counts only where something took effect then. Each due date carries the sentence it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from omfeed.assess.reading import Reading, Sentence, lowered
from omfeed.assess.sieve import Sieve
from omfeed.assess.signs import Board, Saying, board
from omfeed.assess.tables.date_signs import AFTER, BEFORE
from omfeed.model import Due, Entry, Evidence, Precision
from omfeed.text.dates import FoundDate, find_dates, last_day

_BEFORE: Final = board(BEFORE, apart=True)
_AFTER: Final = board(AFTER, apart=True)
_FIELDS: Final = {
    "support_end": "support ends",
    "security_end": "security updates end",
    "action_by": "action is required by then",
    "due_date": "a remedy is due",
}
_PAST: Final = timedelta(days=31)
"""A date so long before publication is past; a week's entry often tells what happened days before."""
_CLAUSE: Final = re.compile(r";\s|\s[–—]\s|,?\s+(?:but|and now|now)\s|:\s")
_LEAD: Final = re.compile(
    r"(?:(?:in|on|by|from|before|after|since|until|till|through|during|with|the|end|of|beginning|start|starting"
    r"|early|mid|late"
    r"|this|next|as|or|around)[\s-]+)*"
)
_NUMBERS: Final = {
    "seven": 7,
    "ten": 10,
    "fourteen": 14,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
    "one": 1,
    "two": 2,
    "three": 3,
    "six": 6,
}
_RELATIVE: Final = Saying(
    r"\b(?P<n>\d{1,3}|"
    + "|".join(_NUMBERS)
    + r")[ -](?:calendar |business )?(?P<unit>day|week|month)s?\b[^.;]{0,12}?\b(?:after|from|of|following|since)\s+"
    r"(?:the (?:date of |publication of |time of )?)?(?P<anchor>this (?:\w+ )?(?:post|announcement|message|notice"
    r"|notification|publication|communication|date|update)|today|now|publication|(?=(?:\w+ )?(?:january|february"
    r"|march|april|may|june|july|august|september|october|november|december|20\d\d)))"
)


def reference_day(entry: Entry, week: date | None, today: date) -> date:
    """The day from which an entry's relative dates are to be read: its week, its publication, or today."""
    if week is not None:
        return week
    for stated in (entry.published, entry.updated):
        try:
            return date.fromisoformat(stated[:10])
        except ValueError:
            continue
    return today


def due_dates(reading: Reading, today: date) -> tuple[tuple[Due, ...], tuple[Evidence, ...]]:
    """The due dates, earliest first, and the words each rests on."""
    reference = reference_day(reading.entry, reading.week, today)
    found: list[tuple[Due, str]] = list(_fields(reading.entry))
    found += _prose(reading, reference, tabular=is_tabular(reading.entry))
    kept = _reduced(found)
    return tuple(due for due, _ in kept), tuple(
        Evidence(field="due", value=due.date, rule=rule, words=due.what) for due, rule in kept
    )


def _fields(entry: Entry) -> Iterator[tuple[Due, str]]:
    for name, what in _FIELDS.items():
        value = entry.facts.get(name)
        if isinstance(value, str) and value:
            day = value[:10]
            precision = {4: Precision.YEAR, 7: Precision.MONTH}.get(len(day), Precision.DAY)
            yield Due(date=day, precision=precision, what=what), f"source-field: {name}"


_TABULAR: Final = ("released", "support_end", "security_end", "cves", "cve_count", "build", "release_type", "due_date")


def is_tabular(entry: Entry) -> bool:
    """Whether an entry was made from a row of values: its fields say what matters, its text repeats them."""
    return any(entry.facts.get(name) for name in _TABULAR)


def _prose(reading: Reading, reference: date, *, tabular: bool) -> Iterator[tuple[Due, str]]:
    numbered = reading.sifted.places(_DIGIT.first)
    for at in sorted({*numbered, *reading.sifted.places(_MONTH.first)}):
        if at >= len(reading.sentences):
            break  # what follows are headings
        sentence = reading.sentences[at]
        if sentence.pointer or sentence.place == "applies" or not (at in numbered or _MONTHLIKE.search(sentence.text)):
            continue
        if (sentence.place == "title" and reading.bare) or _STAMP.match(sentence.text):
            continue
        dates = find_dates(sentence.text, reference)
        for one in dates:
            rule = _due_rule(sentence, one, reference)
            if rule and not (tabular and not _ENDS.search(sentence.lower, 0, one.start)):
                yield Due(date=one.date, precision=one.precision, what=sentence.text), rule
        if not tabular:
            yield from _relative(sentence, dates, reference)


_ENDS: Final = re.compile(
    r"\b(?:ends?|ended|end of|expires?|deadline|due|required|until|enforce\w*|effective|starting|retire\w*)\b[^;]*$"
)
"""What a row's text must say before a date for it to be more than a date of release."""


_STAMP: Final = re.compile(
    r"\W*(?:(?:released?|published|release date|updated)\W+)?(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?20\d\d\W*$"
)
"""A line that is nothing but a day or month dates the note; nothing is due then."""


_MONTHLIKE: Final = re.compile(
    r"January|February|March|April|May|June|July|August|September|October|November|December|quarter|year|month"
    r"|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Quartal|Jahr|days|weeks|half"
)
_MONTH: Final = Sieve((_MONTHLIKE.pattern,), lowered)
_DIGIT: Final = Sieve((r"\d",))


def _due_rule(sentence: Sentence, one: FoundDate, reference: date) -> str:
    """The rule by which a date counts, or empty where it does not."""
    lower = sentence.lower
    whole_before = lower[: one.start]
    cut = [match.end() for match in _CLAUSE.finditer(whole_before)]
    # The words of the date itself may begin with the preposition (“in October”).
    lead = _LEAD.match(lower, one.start, one.end)
    before = whole_before[cut[-1] if cut else 0 :] + (lead[0] if lead else "")
    after = lower[one.end :]
    named = _matched(_AFTER, after, "passing")
    if named == "update-name" and (
        _WITH.search(before) or (lead and lead[0] and after.startswith(",")) or _LAST_ONE.search(after)
    ):
        named = ""
    if named or _matched(_BEFORE, before, "passing") or _matched(_BEFORE, whole_before, "passing", only="stamp"):
        return ""
    if _EXPECTED.match(after):
        return ""
    if _reported(whole_before):
        return ""
    if last_day(one.date) < reference - _PAST:
        effect = _matched(_BEFORE, f"{before} {lower[one.start : one.end]}", "effect")
        effect = effect or ("takes-effect" if _THEN.search(after) else "")
        return effect if one.year_named and effect else ""
    return "service-release" if one.release else "date-named"


_LAST_ONE: Final = re.compile(r"^[^.;]{0,60}\b(?:is|will be) the (?:last|final)\b")
"""“The October 2024 update is the last for …”: after it nothing more comes."""
_THEN: Final = re.compile(r"\b(?:removed|stop(?:s|ped)? working|retire[sd]?|enforced|no longer|support ends)\b")
_EXPECTED: Final = re.compile(r"^,? (?:we|intune|microsoft) expects? (?:\w+ ){1,6}to (?:release|ship|be released)\b")
"""“Later this year, we expect Apple to release …”: what another vendor may do is no due date."""
_WITH: Final = re.compile(
    r"(?:^|[,;] )(?:with|starting with|beginning with|from|after) the $"
    r"|\b(?:starting|beginning|available|enabled|required|released|default|arrives?|comes?|changes?) with the $"
)
"""“With the May 2026 security update, hotpatch becomes the default”: the effect is tied to the update."""


def _reported(before: str) -> bool:
    """Whether the sentence tells an earlier plan in reported speech: “we shared … that we would … in December”."""
    return bool(_matched(_BEFORE, before, "passing", only="reported-plan"))


def _matched(table: Board, text: str, value: str, only: str = "") -> str:
    for one in table.present(text):
        if one.sign.value == value and (not only or one.sign.name == only) and one.search(text):
            return one.sign.name
    return ""


def _relative(sentence: Sentence, dates: Sequence[FoundDate], reference: date) -> Iterator[tuple[Due, str]]:
    for match in _RELATIVE.finditer(sentence.lower):
        count = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
        start = reference
        if not match["anchor"]:
            named = next(
                (
                    one
                    for one in dates
                    if match.end() <= one.start + 20 and one.start >= match.start() and one.precision is Precision.DAY
                ),
                None,
            )
            if named is None:
                continue
            start = date.fromisoformat(named.date)
        days = {"day": 1, "week": 7, "month": 30}[match["unit"]]
        yield (
            Due(date=(start + timedelta(days=count * days)).isoformat(), precision=Precision.DAY, what=sentence.text),
            "days-after",
        )


def _reduced(found: Sequence[tuple[Due, str]]) -> list[tuple[Due, str]]:
    """Each date once; a bare month or year only where nothing within it is named (“in October … on October 14”)."""
    first: dict[str, tuple[Due, str]] = {}
    for due, rule in found:
        first.setdefault(due.date, (due, rule))
    days = {value[:7] for value in first if len(value) == 10}
    days |= {value[:4] for value in first if len(value) > len("2026")}
    kept = [pair for value, pair in first.items() if value not in days or _PART_OF_MONTH.search(pair[0].what)]
    return sorted(kept, key=lambda pair: (last_day(pair[0].date), pair[0].date))


_PART_OF_MONTH: Final = re.compile(r"\b(?:early|mid|late)\b", re.IGNORECASE)
"""“From mid-April” is a date of its own beside “before April 15”."""
