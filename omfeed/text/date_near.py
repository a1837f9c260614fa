"""Dates told from the day of reading: “by the end of this quarter”, “bis Jahresende”, “내년 초”, “来月”.

Rows of the grammar of dates; see ``omfeed.text.date_grammar``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from omfeed.model import Precision
from omfeed.text.date_makers import FoundDate, Maker, found, month_of

_NEXT: Final = re.compile(r"next|nächst|kommend|folgend|다음|내년|来|次|翌")
_LATER: Final = re.compile(r"내후년|再来年")


def _ahead(match: re.Match[str]) -> int:
    words = match[0].casefold()
    return 2 if _LATER.search(words) else 1 if _NEXT.search(words) else 0


def near_year(match: re.Match[str], reference: date) -> FoundDate | None:
    """“later this year”, “bis Jahresende”, “by year-end 2026”, “내년 초”."""
    stated = match.groupdict().get("year")
    year = int(stated) if stated else reference.year + _ahead(match)
    return found(match, str(year), Precision.YEAR, year_named=bool(stated))


def near_quarter(match: re.Match[str], reference: date) -> FoundDate | None:
    """“by the end of this quarter”, “im nächsten Quartal”."""
    count = reference.year * 4 + (reference.month - 1) // 3 + _ahead(match)
    return found(match, f"{count // 4}-Q{count % 4 + 1}", Precision.QUARTER, year_named=False)


def near_month(match: re.Match[str], reference: date) -> FoundDate | None:
    """“next month”, “Ende dieses Monats”, “다음 달”."""
    count = reference.year * 12 + reference.month - 1 + _ahead(match)
    return found(match, month_of(count // 12, count % 12 + 1), Precision.MONTH, year_named=False)


def near_period(match: re.Match[str], reference: date) -> FoundDate | None:
    """“올해 하반기”, “来年第1四半期”."""
    year = reference.year + _ahead(match)
    if number := match["n"]:
        quarter = int(number.translate(str.maketrans("１２３４一二三四", "12341234")))
        return found(match, f"{year}-Q{quarter}", Precision.QUARTER, year_named=False)
    return found(match, f"{year}-H{1 if match['half'][0] in '상上前' else 2}", Precision.HALF, year_named=False)


_EAST_YEAR: Final = r"(?:올해|금년|(?<!전)내년|내후년|今年|本年|再?来年)"

NEAR: Final[tuple[tuple[str, int, Maker, str], ...]] = (
    # Quarters
    (
        r"\b(?:(?:by|before|at|until|through) the end of (?:the|this)|(?:in|during|later|by|within) this|later in this"
        r"|(?<!the )\bnext|(?:of|in|during) the (?:next|current)|the current)(?: calendar)? quarter\b",
        re.IGNORECASE,
        near_quarter,
        "quarter",
    ),
    (
        r"\b(?:diese[sm]|aktuelle[ns]|laufende[ns]|nächste[ns]|kommende[ns])\s+Quartals?\b|\bEnde des Quartals\b",
        re.IGNORECASE,
        near_quarter,
        "quartal",
    ),
    (r"(?:이번|다음|현재)\s*분기|(?:今|来|翌|次の?|現在の)\s?四半期", 0, near_quarter, "near"),
    # Months
    (
        r"(?<!the )\bnext (?:calendar )?month\b|\blater this month\b|\b(?:by|at|before|until) the end of this month\b",
        re.IGNORECASE,
        near_month,
        "this-month",
    ),
    (
        r"\b(?:Ende|Mitte|Anfang) (?:dieses|des (?:laufenden|nächsten)|nächsten|kommenden) Monats\b"
        r"|\b(?:im|noch in|in|ab) (?:diesem|nächsten|kommenden) Monat\b",
        re.IGNORECASE,
        near_month,
        "jahr",
    ),
    (r"이번\s*달\s?(?:말|중|안)|다음\s*달|来月|今月(?:末|中)", 0, near_month, "near"),
    # Years
    (
        rf"{_EAST_YEAR}\s*の?\s*(?:제|第)?\s*(?:(?P<n>[1-4１-４一二三四])\s*(?:분기|四半期)"
        r"|(?P<half>상반기|하반기|上半期|下半期|上半年|下半年|前半|後半))",
        0,
        near_period,
        "near",
    ),
    (
        rf"{_EAST_YEAR}\s*の?\s*(?:연?말|중|안|초|에|까지|末|中|初|春|夏|秋|冬|に|まで|以降|내|後半|前半)"
        r"|(?<!\d年)(?<!\d年の)年末(?:まで|に|頃|ごろ)|(?<![\d년] )연말(?:까지|에|쯤)",
        0,
        near_year,
        "near",
    ),
    (
        r"(?<!fiscal )\byear[ -]end(?:,? (?:of )?(?P<year>20[0-4]\d)\b)",
        re.IGNORECASE,
        near_year,
        "year this-year",
    ),
    (
        r"\b(?:by|at|before|until|around|near)(?: the)?(?: calendar)? year(?:[ -]|'s |’s )end\b"
        r"(?! (?:of )?20\d\d| (?:clos|report|review|holiday|freez|process)\w*)",
        re.IGNORECASE,
        near_year,
        "this-year",
    ),
    (r"\bJahresende(?:\s+(?P<year>20[0-4]\d)\b)", re.IGNORECASE, near_year, "year jahr"),
    (
        r"\b(?:bis|zum|vor|gegen|am)(?: zum)? Jahresende\b(?! 20\d\d)"
        r"|\b(?:Anfang|Mitte|Ende|Laufe|später) (?:des|dieses|in diesem|des (?:laufenden|nächsten|kommenden)"
        r"|nächsten|kommenden) Jahre?s?\b(?! 20\d\d)|\b(?:noch (?:in )?diese[sm]|im (?:nächsten|kommenden)) Jahr\b",
        re.IGNORECASE,
        near_year,
        "jahr",
    ),
    (
        r"\b(?:Anfang|Mitte|Ende|Laufe) des Jahres (?P<year>20[0-4]\d)\b",
        re.IGNORECASE,
        near_year,
        "year jahr",
    ),
    (
        (
            r"\b(?:the end of|end of|later|by the end of|sometime|during|late|in"
            r"|until the end of)[, ]+(?:this|the|the current|next|early next|late next)(?: calendar)? year\b"
            r"|\b(?:early|late|later)(?: in)? next(?: calendar)? year\b|\bearlier than next year\b"
        ),
        re.IGNORECASE,
        near_year,
        "this-year",
    ),
)
"""Pattern, flags, maker and traits of each form."""
