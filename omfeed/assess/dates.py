"""Finds the due dates of an entry: every date on which something takes effect or by which one must act.

Fields of the source speak for themselves. In prose a date counts unless its words say that it is something else: an
earlier announcement, a document stamp, a plan since changed, a product's name. A date that lies in the past when the
entry was published counts only where something took effect then. Each due date carries the sentence it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from typing import Final

from omfeed.assess.date_clauses import Span, told_clauses
from omfeed.assess.date_counts import counted_days
from omfeed.assess.reading import Reading, Sentence, lowered
from omfeed.assess.sieve import Sieve
from omfeed.assess.signs import Board, board
from omfeed.assess.tables.date_signs import AFTER, BEFORE
from omfeed.model import Due, Entry, Evidence, Precision
from omfeed.text.dates import FoundDate, find_dates, first_day, last_day

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
_CLAUSE: Final = re.compile(
    r";\s|\s[–—]\s|,?\s+(?:but|and now|now)\s|:\s|,\s+(?=(?:effective|starting|beginning|with effect|taking effect)\b)"
)
_LEAD: Final = re.compile(
    r"(?:(?:in|on|by|from|before|after|since|until|till|through|during|with|the|end|of|beginning|start|starting"
    r"|early|mid|late"
    r"|this|next|as|or|around)[\s-]+)*"
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
        told = told_clauses(sentence.lower, dates) if dates else ()
        for one in dates:
            rule = _due_rule(sentence, one, told, reference)
            if rule and not (tabular and not _ENDS.search(sentence.lower, 0, one.start)):
                yield Due(date=one.date, precision=one.precision, what=sentence.text), rule
        if not tabular:
            for day in counted_days(sentence.lower, dates, reference):
                yield Due(date=day, precision=Precision.DAY, what=sentence.text), "days-after"


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
    r"|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Quartal|Jahr|Tage|Wochen|Monat|days|weeks|half"
    r"|올해|금년|내년|내후년|분기|다음 달|이번 달|연말|今年|本年|来年|年末|四半期|来月|今月"
)
_MONTH: Final = Sieve((_MONTHLIKE.pattern,), lowered)
_DIGIT: Final = Sieve((r"\d",))


def _due_rule(sentence: Sentence, one: FoundDate, told: Sequence[Span], reference: date) -> str:
    """The rule by which a date counts, or empty where it does not."""
    lower = sentence.lower
    if any(start <= one.start < end for start, end in told):
        return ""
    whole_before = lower[: one.start]
    cut = [match.end() for match in _CLAUSE.finditer(whole_before)]
    cut += [end for _, end in told if end <= one.start]
    # The words of the date itself may begin with the preposition (“in October”).
    lead = _LEAD.match(lower, one.start, one.end)
    before = whole_before[max(cut, default=0) :] + (lead[0] if lead else "")
    after = lower[one.end :]
    if not _MOVED_TO.search(before):
        named = _matched(_AFTER, after, "passing")
        if named == "update-name" and (
            _WITH.search(before) or (lead and lead[0] and after.startswith(",")) or _LAST_ONE.search(after)
        ):
            named = ""
        if named == "stamp-colon" and (
            _DUE_BY.search(before)
            or (first_day(one.date) > reference and not (_NOTED.search(after) or _NOTE.search(before)))
        ):
            named = ""
        passing = _matched(_BEFORE, before, "passing")
        if passing == "product-name" and one.precision is Precision.DAY and before.endswith("from "):
            passing = ""  # “in Edge from November 1, 2026”: no product is named by a day
        if named or passing or _matched(_BEFORE, whole_before, "passing", _OPENING):
            return ""
        if _EXPECTED.match(after) or _reported(whole_before) or _state(before, after):
            return ""
    if last_day(one.date) < reference - _PAST:
        effect = _matched(_BEFORE, f"{before} {lower[one.start : one.end]}", "effect")
        effect = effect or ("takes-effect" if _THEN.search(after) else "")
        long_ago = last_day(one.date) < reference - _LONG_PAST
        return effect if one.year_named and effect and not long_ago else ""
    return "service-release" if one.release else "date-named"


_LONG_PAST: Final = timedelta(days=730)
"""What took effect two years before an entry was published is its history, however firmly it is told."""
_MOVED_TO: Final = re.compile(
    r"(?<!not )(?<!previously )(?<!originally )(?<!first )\b(?:postponed|delayed|deferred|rescheduled|moved|pushed"
    r"|shifted|extended|brought forward)\b(?:\s[^;.,]{0,60})?\s(?:to|until|till)\s+(?:the )?"
    r"(?:(?:early|mid|late|beginning|end|of|in|the)[ -])*$"
)
"""“…, but have postponed this to January 2027”: whatever was told before, this is the new day."""
_DUE_BY: Final = re.compile(
    r"\b(?:by|before|until|till|due|deadline|effective|starting|beginning|ending|retir\w+|coming|arriving|available"
    r"|launching|removed|required|blocked|from|bis|ab|vor|spätestens|frist|stichtag)\b[^.;:]{0,12}$"
)
"""“By November 30: update the agent”: such a day before a colon is no stamp of the note."""
_NOTE: Final = re.compile(r"\b(?:updat\w+|edit\w*|revis\w+|posted|published|noted?|as of|stand)\b\W*(?:on |as of )?$")
_NOTED: Final = re.compile(
    r"\b(?:updat\w+|we|was|were|has been|have been|this (?:message|post|change|item|article|notice)|correct\w*|revis\w*"
    r"|clarif\w*|timeline|roll ?out|thank you|feedback|on hold|paus\w+|post(?:ed)?)\b|업데이트|수정|更新|追記"
)
"""What is noted of a text after the day of the note; a day that lies ahead may head a row of a timeline instead."""
_STATE: Final = re.compile(
    r"^,[^.;]{0,90}?\b(?:is|are|has been|have been|remains?)\s(?:currently |now |temporarily |still |being )*"
    r"(?:delayed|paused|on hold|postponed|suspended|halted|under (?:review|investigation)|being investigated)\b"
)


def _state(before: str, after: str) -> bool:
    """Whether a day is the one of which a state is told: “As of September 9, the roll-out is paused”."""
    return _AS_OF.search(before) is not None and _STATE.match(after) is not None


_AS_OF: Final = re.compile(r"^\W*as of $")
_LAST_ONE: Final = re.compile(r"^[^.;]{0,60}\b(?:is|will be) the (?:last|final)\b")
"""“The October 2024 update is the last for …”: after it nothing more comes."""
_THEN: Final = re.compile(
    r"\b(?:removed|stop(?:s|ped)? working|retire[sd]?|enforced|no longer|support ends)\b"
    r"|\b(?:eingestellt|abgeschaltet|entfernt|beendet)\b|^[^.,。、]{0,30}(?:종료|중단|제거|만료|終了|廃止|削除|停止)"
)
_EXPECTED: Final = re.compile(r"^,? (?:we|intune|microsoft) expects? (?:\w+ ){1,6}to (?:release|ship|be released)\b")
"""“Later this year, we expect Apple to release …”: what another vendor may do is no due date."""
_WITH: Final = re.compile(
    r"(?:^|[,;] )(?:with|starting with|beginning with|from|after) the $"
    r"|\b(?:starting|beginning|available|enabled|required|released|default|arrives?|comes?|changes?) with the $"
)
"""“With the May 2026 security update, hotpatch becomes the default”: the effect is tied to the update."""


def _reported(before: str) -> bool:
    """Whether the sentence tells an earlier plan in reported speech: “we shared … that we would … in December”."""
    return bool(_matched(_BEFORE, before, "passing", _REPORTED))


_OPENING: Final = frozenset({"stamp", "picture"})
"""What a sentence opens with for all of it, whatever clause a date stands in."""
_REPORTED: Final = frozenset({"reported-plan"})


def _matched(table: Board, text: str, value: str, only: Set[str] = frozenset()) -> str:
    for one in table.present(text):
        if one.sign.value == value and (not only or one.sign.name in only) and one.search(text):
            return one.sign.name
    return ""


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
