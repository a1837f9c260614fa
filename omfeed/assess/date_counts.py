"""Due dates that are told by counting from a day: “30 days after this announcement”, “in 60 Tagen”, “발표 후 30일”.

A count from publication is taken only where it says so, or where a plain sentence says that something will happen
“in 60 days”: “if nobody signs in, it is removed in 60 days” tells of a rule, not of a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from omfeed.assess.signs import Saying
from omfeed.model import Precision
from omfeed.text.dates import FoundDate

_NUMBERS: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "six": 6,
    "seven": 7,
    "ten": 10,
    "fourteen": 14,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
    "einem": 1,
    "einen": 1,
    "zwei": 2,
    "drei": 3,
    "sechs": 6,
    "zehn": 10,
    "vierzehn": 14,
    "dreißig": 30,
    "sechzig": 60,
    "neunzig": 90,
}
_N: Final = r"(?P<n>\d{1,3}|" + "|".join(_NUMBERS) + ")"
_UNIT: Final = r"(?:calendar |business )?(?P<unit>day|week|month)s?\b"
_TAGE: Final = r"(?:kalender)?(?P<unit>tag|woche|monat)(?:en?|n)?\b"
_ILS: Final = r"(?P<n>\d{1,3})\s?(?P<unit>일|주일?|개월|달)"
_NICHI: Final = r"(?P<n>\d{1,3})\s?(?P<unit>日|週間|[かカヶケ]月)"

_FROM_NAMED: Final = (
    Saying(
        rf"(?<!than )(?<!every )\b{_N}[ -]{_UNIT}[^.;]{{0,12}}?\b(?:after|from|of|following|since)\s+"
        r"(?:the (?:date of |publication of |time of )?)?(?P<anchor>this (?:\w+ )?(?:post|announcement|message|notice"
        r"|notification|publication|communication|date|update)|today|now|publication|(?=(?:\w+ )?(?:january|february"
        r"|march|april|may|june|july|august|september|october|november|december|20\d\d)))"
    ),
    Saying(
        rf"\b{_N} {_TAGE} (?:nach|ab|seit)\s+(?:dem datum |der veröffentlichung )?(?P<anchor>(?:dies\w+|der|unserer) "
        r"(?:\w+ )?(?:ankündigung|mitteilung|veröffentlichung|nachricht|bekanntgabe|benachrichtigung|meldung"
        r"|beitrags?)\b|diesem (?:beitrag|datum|hinweis)|veröffentlichung|heute|(?=(?:dem )?\d{1,2}\.))"
    ),
    Saying(
        r"(?P<anchor>(?:발표|공지|게시|안내|알림|메시지|게시물|오늘)(?:일|날)?|(?<=\d일))\s?(?:로부터|부터|로)?\s?(?:후|이후|뒤|으?로부터)?\s?"
        rf"{_ILS}(?=\s?(?:후|뒤|이내|안|동안|간|이 지나|이 경과))"
    ),
    Saying(
        r"(?P<anchor>(?:発表|お知らせ|投稿|告知|通知|公開|メッセージ|アナウンス|本日)日?|(?<=\d日))(?:から|の|後|より|以降)\s?"
        rf"{_NICHI}(?=\s?(?:後|以内|が経過|間))"
    ),
)
"""A count and what it starts from; an empty anchor is a date that is named there."""

_PLAIN: Final = (
    Saying(rf"^\W*(?:in|within) (?:the next )?{_N} {_UNIT}(?: time)?,(?=.* (?:will|is|are|we're|ends?|stops?)\b)"),
    Saying(
        rf"\b(?:will|ends?|retires?|starts?|begins?|stops?|takes effect|(?:is|are) (?:\w+ )?\w+ing)\b[^.;,]{{0,90}}"
        rf"\b(?:in|within the next) {_N} {_UNIT}(?=(?: time)?\W*$| \()"
    ),
    Saying(rf"^\W*in {_N} {_TAGE}(?= (?:wird|werden|ende[tn]|ist|sind|beginn\w+|stell\w+)\b)"),
    Saying(
        rf"\b(?:wird|werden|ende[tn]|beginn(?:t|en)|läuft|laufen|stell(?:t|en)|tritt)\b[^.;,]{{0,90}}\bin {_N} {_TAGE}"
        r"(?=\W*$| \w+\W*$)"
    ),
    Saying(rf"(?:^|[은는이가] |, ){_ILS}\s?(?:후|뒤)(?:에|부터)?(?=\s[^.]*(?:됩니다|합니다|예정|시작|종료|중단))"),
    Saying(rf"(?:^|[、はが]){_NICHI}後(?:に|から|、)(?=[^。]*(?:ます|予定|開始|終了|停止))"),
)
"""A plain sentence by which something happens so many days after publication."""
_RULE: Final = Saying(
    r"\b(?:if|when|whenever|unless|each|every|once|after|until|who|that|last|past|previous|older|inactive|configur\w+"
    r"|set|settings?|default|for example|may|might|can|could|typical\w*|usually|up to|at least|reminder|again)\b",
    r"\b(?:wenn|falls|sobald|jede[nrs]?|nachdem|kann|können|standard\w*|beispiel\w*|einstellung\w*)\b",
    r"경우|때|마다|하면|으면|되면|않은|설정|기본|수 있",
    r"場合|たび|ごと|すると|れば|設定|既定|ことができ",
)
"""Words of a rule that holds for each device or person anew."""


def counted_days(lower: str, dates: Sequence[FoundDate], reference: date) -> Iterator[str]:
    """The days that a sentence names by counting, as ISO text.

    Args:
        lower: the sentence in lower case with straight quotes.
        dates: the dates found in it, from which it may count.
        reference: the day of publication.
    """
    for saying in _FROM_NAMED:
        for match in saying.finditer(lower):
            start = reference if match["anchor"] else _named(match, dates)
            if start is not None and not _named_then(match, dates):
                yield _counted(match, start).isoformat()
    for saying in _PLAIN:
        for match in saying.finditer(lower):
            if not _RULE.search(lower):
                yield _counted(match, reference).isoformat()


def _named(match: re.Match[str], dates: Sequence[FoundDate]) -> date | None:
    """The day beside a count: after it in Europe, before it in Korean and Japanese."""
    for one in dates:
        if one.precision is Precision.DAY and one.end >= match.start() and one.start <= match.end() + 20:
            return date.fromisoformat(one.date)
    return None


def _named_then(match: re.Match[str], dates: Sequence[FoundDate]) -> bool:
    """Whether the day that is counted is named beside the count: “14 months from now (April 2, 2026)”."""
    return bool(match["anchor"]) and any(0 <= one.start - match.end() <= len(" (on ") for one in dates)


def _counted(match: re.Match[str], start: date) -> date:
    count = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
    unit = match["unit"]
    if unit[0] in "wW주週":
        return start + timedelta(weeks=count)
    if unit[0] in "m개달かカヶケ":
        months = start.year * 12 + start.month - 1 + count
        first = date(months // 12, months % 12 + 1, 1)
        after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
        return min(first + timedelta(days=start.day - 1), after - timedelta(days=1))
    return start + timedelta(days=count)
