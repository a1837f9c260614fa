"""The grammar of dates in prose: one row a form, with what it makes of its match; see ``omfeed.text.dates``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from omfeed.model import Precision
from omfeed.text.months import MONTHS


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date in a text."""

    date: str
    """``2026-08-31``, ``2026-08``, ``2026-Q3``, ``2026-H2`` or ``2026``."""
    precision: Precision
    start: int
    end: int
    year_named: bool = True
    release: bool = False
    """Whether it was named by a service release (“2608”)."""


def month_of(year: int, month: int) -> str:
    """A month as ISO text."""
    return f"{year:04d}-{month:02d}"


_EN_LONG: Final = "January February March April May June July August September October November December".split()
EN: Final = "|".join(
    [*_EN_LONG, *(f"{name[:3]}\\.?(?![a-z])" for name in _EN_LONG if name != "May"), r"Sept\.?(?![a-z])"]
)
_OTHER: Final = "|".join(
    sorted(
        {name for name in MONTHS if len(name) > 4 or name in {"mai", "août", "märz", "juni", "juli", "mars", "maio"}},
        key=len,
        reverse=True,
    )
)
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR: Final = r"(?:20[0-4]\d)"
_ORD: Final = r"(?:st|nd|rd|th)?"
_PART: Final = (
    r"(?:(?i:very )?(?i:early|mid|late|the (?:beginning|start|middle|end|first half|second half|last week"
    r"|first week) of|end of|beginning of|start of|middle of)"
    r"(?:[ -]|-to-late |- ?to |\b))"
)
_ORDINALS: Final = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 0}
_GERMAN_ORDINALS: Final = {"erste": 1, "zweite": 2, "dritte": 3, "vierte": 4}

Maker = Callable[["re.Match[str]", date], FoundDate | None]


def _found(
    match: re.Match[str], value: str, precision: Precision, *, year_named: bool = True, release: bool = False
) -> FoundDate:
    return FoundDate(value, precision, match.start(), match.end(), year_named, release)


def _day(match: re.Match[str], year: int, month: int, day: int, *, year_named: bool = True) -> FoundDate | None:
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return None
    return _found(match, value, Precision.DAY, year_named=year_named)


def _month_number(name: str) -> int:
    return MONTHS.get(name.casefold().rstrip("."), 0)


def _next_year(reference: date, month: int) -> int:
    """The year of the next such month, the present month and the one before included."""
    back = (reference.month - month) % 12
    if back == 1 and month <= reference.month:
        return reference.year
    return reference.year if month >= reference.month else reference.year + 1


def _named_day(match: re.Match[str], reference: date) -> FoundDate | None:
    month = _month_number(match["month"])
    day = int(match["day"])
    year = match["year"]
    if not month:
        return None
    if year:
        return _day(match, int(year), month, day)
    return _day(match, _next_year(reference, month), month, day, year_named=False)


def _named_month(match: re.Match[str], reference: date) -> FoundDate | None:
    month = _month_number(match["month"])
    if not month:
        return None
    year = match["year"]
    if year:
        return _found(match, month_of(_full_year(year), month), Precision.MONTH)
    return _found(match, month_of(_next_year(reference, month), month), Precision.MONTH, year_named=False)


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _numbers(match: re.Match[str], _reference: date) -> FoundDate | None:
    return _day(match, int(match["year"]), int(match["m"]), int(match["day"]))


def _us_numbers(match: re.Match[str], _reference: date) -> FoundDate | None:
    first, second = int(match["m"]), int(match["day"])
    if first > 12 >= second:  # 31/8/2026 can only be day first
        first, second = second, first
    return _day(match, _full_year(match["year"]), first, second)


def _quarter(match: re.Match[str], reference: date) -> FoundDate | None:
    groups = match.groupdict()
    number = int(groups.get("n") or _ORDINALS.get((groups.get("word") or "").casefold(), 0))
    if not 1 <= number <= 4:
        return None
    year, named = _period_year(groups, reference, lambda now: (now.month + 2) // 3 <= number)
    return _found(match, f"{year}-Q{number}", Precision.QUARTER, year_named=named)


def _half(match: re.Match[str], reference: date) -> FoundDate | None:
    groups = match.groupdict()
    number = int(groups.get("n") or _ORDINALS.get((groups.get("word") or "").casefold(), 0))
    if not 1 <= number <= 2:
        return None
    year, named = _period_year(groups, reference, lambda now: (now.month + 5) // 6 <= number)
    return _found(match, f"{year}-H{number}", Precision.HALF, year_named=named)


def _period_year(groups: dict[str, str | None], reference: date, ahead: Callable[[date], bool]) -> tuple[int, bool]:
    year = groups.get("year") or groups.get("year2")
    if year:
        return _full_year(year), True
    which = (groups.get("which") or "").casefold()
    if "next" in which:
        return reference.year + 1, False
    if "this" in which or "current" in which or ahead(reference):
        return reference.year, False
    return reference.year + 1, False


def _whole_year(match: re.Match[str], _reference: date) -> FoundDate | None:
    return _found(match, match["year"] if len(match["year"]) == 4 else f"20{match['year']}", Precision.YEAR)


def _this_year(match: re.Match[str], reference: date) -> FoundDate | None:
    later = 1 if "next" in match[0].casefold() else 0
    return _found(match, str(reference.year + later), Precision.YEAR, year_named=False)


def _next_month(match: re.Match[str], reference: date) -> FoundDate | None:
    month = reference.month % 12 + 1 if "next" in match[0].casefold() else reference.month
    year = reference.year + (month < reference.month)
    return _found(match, month_of(year, month), Precision.MONTH, year_named=False)


def _release(match: re.Match[str], reference: date) -> FoundDate | None:
    code = next(group for group in match.groups() if group)
    year, month = 2000 + int(code[:2]), int(code[2:])
    away = (year - reference.year) * 12 + month - reference.month
    if not -30 <= away <= 18:
        return None
    return _found(match, month_of(year, month), Precision.MONTH, release=True)


def _german_quarter(match: re.Match[str], reference: date) -> FoundDate | None:
    word = match["word"].casefold()
    number = (
        int(word[0])
        if word[0].isdigit()
        else next((n for stem, n in _GERMAN_ORDINALS.items() if word.startswith(stem)), 0)
    )
    half = "hälfte" in match[0].casefold() or "halbjahr" in match[0].casefold()
    if not number or (half and number > 2):
        return None
    year = int(match["year"]) if match["year"] else reference.year
    letter, precision = ("H", Precision.HALF) if half else ("Q", Precision.QUARTER)
    return _found(match, f"{year}-{letter}{number}", precision, year_named=bool(match["year"]))


def _east_day(match: re.Match[str], reference: date) -> FoundDate | None:
    month, day = int(match["m"]), int(match["day"])
    if not 1 <= month <= 12:
        return None
    year = match["year"]
    if year:
        return _day(match, int(year), month, day)
    return _day(match, _next_year(reference, month), month, day, year_named=False)


def _east_month(match: re.Match[str], reference: date) -> FoundDate | None:
    month = int(match["m"])
    if not 1 <= month <= 12:
        return None
    year = match["year"]
    named = bool(year)
    return _found(
        match, month_of(int(year) if year else _next_year(reference, month), month), Precision.MONTH, year_named=named
    )


def _east_period(match: re.Match[str], reference: date) -> FoundDate | None:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else reference.year
    named = bool(groups.get("year"))
    if groups.get("n"):
        number = int(groups["n"].translate(str.maketrans("１２３４一二三四", "12341234")))
        return _found(match, f"{year}-Q{number}", Precision.QUARTER, year_named=named)
    first = (groups.get("half") or "")[:1] in {"상", "上", "前"}
    return _found(match, f"{year}-H{1 if first else 2}", Precision.HALF, year_named=named)


_CY: Final = r"(?:(?:calendar year|cy|the year)\s*(?:\(cy\)\s*)?)?"
_OF: Final = r"(?:\s*,?\s*(?:of|in)?\s*(?:the\s+)?)"
_WHICH: Final = r"(?P<which>this|next|the current)(?: calendar)? year"
# A yearless month needs a word before it that makes it a date: “in October”, “the March update”.
_BEFORE_MONTH: Final = (
    r"(?:\b(?i:in|by|from|until|till|through|to|before|after|since|during|starting|beginning|effective|this|next|and|or"
    r"|of|for|around|on|with(?:\s+(?:the|our|your|Intune's))?|the|Intune's|Intune’s|between|throughout|as of)\s+"
    r"(?:or\s+(?i:around|after|about)\s+)?)"
)

GRAMMAR: Final[tuple[tuple[re.Pattern[str], Maker], ...]] = tuple(
    (re.compile(pattern, flags), maker)
    for pattern, flags, maker in (
        # Full dates
        (rf"(?<![\d.-])(?P<year>{_YEAR})-(?P<m>0\d|1[0-2])-(?P<day>{_DAY})(?!\d|\.\d)", 0, _numbers),
        (rf"(?<![\d/])(?P<year>{_YEAR})/(?P<m>0?[1-9]|1[0-2])/(?P<day>{_DAY})(?![\d/])", 0, _numbers),
        (rf"(?<![\d.])(?P<day>{_DAY})\.(?P<m>0?[1-9]|1[0-2])\.(?P<year>{_YEAR})(?![\d.]*\d)", 0, _numbers),
        (rf"(?<![\d/])(?P<m>\d{{1,2}})/(?P<day>\d{{1,2}})/(?P<year>{_YEAR}|[12]\d)(?![\d/])", 0, _us_numbers),
        (rf"\b(?P<month>{EN})\s+(?P<day>{_DAY}){_ORD}(?:\s*,\s*|\s+(?:of\s+)?)(?P<year>{_YEAR})\b", 0, _named_day),
        (
            (
                rf"\b(?P<day>{_DAY}){_ORD}\.?(?: of)?[\s-]+(?P<month>{EN}"
                rf"|{_OTHER})\.?,?(?:\s+de)?[\s-]+(?P<year>{_YEAR})\b"
            ),
            re.IGNORECASE,
            _named_day,
        ),
        (rf"(?P<year>{_YEAR})\s*[年년]\s*(?P<m>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})\s*[日일]", 0, _east_day),
        # Service releases
        (rf"\b(?:{EN})(?:'s|’s)?\s+\(\s*(2\d(?:0[1-9]|1[0-2]))\s*\)", 0, _release),
        (
            (
                r"\b(2\d(?:0[1-9]|1[0-2]))\s+\((?:January|February|March|April|May|June|July|August|September"
                r"|October|November|December)\)"
            ),
            0,
            _release,
        ),
        (
            (
                r"(?<!version )(?<!version\s\s)\b(2\d(?:0[1-9]"
                r"|1[0-2]))\)?\s+(?:Intune\s+)?(?:service\s+)?(?:release|update)\b|\b(?:service release"
                r"|Intune(?:'s|’s)?(?: service)?(?: release)?|서비스 릴리스|サービス ?リリース|Dienstrelease"
                r"|Service-?Release)\s*\(?\s*(2\d(?:0[1-9]|1[0-2]))\b(?![.\d])|\b(2\d(?:0[1-9]"
                r"|1[0-2]))\s?(?:서비스 릴리스|サービス ?リリース)"
            ),
            re.IGNORECASE,
            _release,
        ),
        # Quarters and halves
        (
            rf"\b(?:cy)?\s?(?P<year>{_YEAR})[ -]?Q(?P<n>[1-4])\b|\bCY ?(?P<year2>\d\d)[ -]?Q(?P<n2>[1-4])\b",
            re.IGNORECASE,
            lambda m, r: _two_way(m, r, "Q"),
        ),
        (
            rf"\bQ(?P<n>[1-4])\b(?:{_OF}{_CY}(?P<year>{_YEAR})\b|{_OF}CY ?(?P<year2>\d\d)\b|{_OF}{_WHICH})?",
            re.IGNORECASE,
            _quarter,
        ),
        (
            (
                rf"\b(?P<word>first|second|third|fourth|last|1st|2nd|3rd"
                rf"|4th)(?: calendar)? quarter\b(?:{_OF}{_CY}(?P<year>{_YEAR})\b|{_OF}{_WHICH})?"
            ),
            re.IGNORECASE,
            _quarter,
        ),
        (
            (
                rf"\b(?:H(?P<n>[12])|(?P<n2>[12])H)\b(?:{_OF}{_CY}(?P<year>{_YEAR})\b|{_OF}CY ?(?P<year2>\d\d)\b"
                rf"|{_OF}{_WHICH})"
            ),
            re.IGNORECASE,
            lambda m, r: _two_way(m, r, "H"),
        ),
        (
            rf"\b(?:cy)?\s?(?P<year>{_YEAR})[ -]?H(?P<n>[12])\b|\bCY ?(?P<year2>\d\d)[ -]?H(?P<n2>[12])\b",
            re.IGNORECASE,
            lambda m, r: _two_way(m, r, "H"),
        ),
        (
            rf"\b(?P<word>first|second|1st|2nd)[ -]half\b{_OF}(?:{_CY}(?P<year>{_YEAR})\b|{_WHICH})",
            re.IGNORECASE,
            _half,
        ),
        (
            (
                rf"(?P<word>\d\.|erste[nsr]?|zweite[nsr]?|dritte[nsr]?|vierte[nsr]?)\s+(?:Quartals?|Jahreshälfte"
                rf"|Halbjahre?s?|Hälfte(?: des Jahres)?)\b(?:\s+(?:von |des Jahres )?(?P<year>{_YEAR}))?"
            ),
            re.IGNORECASE,
            _german_quarter,
        ),
        (
            rf"(?:(?P<year>{_YEAR})\s*[年년](?:도)?\s*)(?:제|第)?\s*(?P<n>[1-4１-４一二三四])\s*(?:분기|四半期|季度)",
            0,
            _east_period,
        ),
        (
            rf"(?:(?P<year>{_YEAR})\s*[年년]\s*(?:の)?\s*)(?P<half>상반기|하반기|上半期|下半期|上半年|下半年|前半|後半)",
            0,
            _east_period,
        ),
        # Month with year
        (rf"\b(?P<month>{EN}),?\s+(?:of\s+|(?:calendar year|CY)\s*)?(?P<year>{_YEAR})\b", 0, _named_month),
        (rf"\b(?P<month>{EN})\s+CY ?(?P<year>\d\d)\b", 0, _named_month),
        (rf"\b(?P<month>{_OTHER})\s+(?:de\s+)?(?P<year>{_YEAR})\b", re.IGNORECASE, _named_month),
        (
            rf"(?<![\d-])(?P<year>{_YEAR})-(?P<month2>0[1-9]|1[0-2])(?![-\d.])",
            0,
            lambda m, _r: _found(m, f"{m['year']}-{m['month2']}", Precision.MONTH),
        ),
        (rf"(?P<year>{_YEAR})\s*[年년]\s*(?P<m>\d{{1,2}})\s*[月월](?!\s*\d)", 0, _east_month),
        # Days without a year
        (rf"\b(?P<month>{EN})\s+(?P<day>{_DAY}){_ORD}\b(?!\s*,?\s*20\d\d|[.:]\d|,\d{{3}}|%)(?P<year>)", 0, _named_day),
        (rf"\b(?P<day>{_DAY}){_ORD}\.?(?: of)?\s+(?P<month>{EN})\b(?!\s*,?\s*20\d\d)(?P<year>)", 0, _named_day),
        (
            (
                rf"\b(?P<day>{_DAY})\.\s+(?P<month>Januar|Februar|März|April|Mai|Juni|Juli|August|September"
                rf"|Oktober|November|Dezember)\b(?P<year>)"
            ),
            0,
            _named_day,
        ),
        (r"(?<![\d年년])(?P<year>)(?P<m>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]", 0, _east_day),
        (
            (
                r"(?<![\d年년/])(?P<year>)(?P<m>\d{1,2})\s*(?:月(?!間|額|次)|월(?!간|별))(?=\s*(?:에|중|말|초|부터|까지|の|に|中|末|初"
                r"|上旬|中旬|下旬|から|まで|以降))"
            ),
            0,
            _east_month,
        ),
        # Months without a year
        (
            rf"(?:{_PART}|{_BEFORE_MONTH}(?:{_PART})?)(?P<month>{EN})\b(?!\s+\d|\s*,?\s*20\d\d)(?P<year>)",
            0,
            _named_month,
        ),
        (
            rf"\b(?P<month>{EN})(?=\s*(?:-|–|—|to|through|and|or)\s*(?:{_PART})?(?:{EN})\s+20\d\d)(?P<year>)",
            0,
            _named_month,
        ),
        (rf"\b(?P<month>{EN})(?:'s|’s)?\s+(?:\w+ )?(?:service )?(?:release|update)\b(?P<year>)", 0, _named_month),
        (
            (
                r"\b(?:im|ab|bis|seit|Anfang|Mitte|Ende|Ab|Im|Bis)\s+(?:Anfang |Mitte |Ende )?(?P<month>Januar"
                r"|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
                r"|Dezember)\b(?!\s+20\d\d)(?P<year>)"
            ),
            0,
            _named_month,
        ),
        (
            r"(?<!the )\bnext (?:calendar )?month\b|\blater this month\b|\bby the end of this month\b",
            re.IGNORECASE,
            _next_month,
        ),
        # Years
        (
            (
                rf"(?:\b(?:in|by|during|before|until|through|of|from|after|since|early|mid|late|later in"
                rf"|calendar year|CY|end of|Ende|Anfang|Mitte|bis)[ -]?(?:the )?(?:calendar year "
                rf"|CY ?)?)(?P<year>{_YEAR})\b(?![-./]?\d|\s*[年년]|[-/ ]?[QH]\d)"
            ),
            re.IGNORECASE,
            _whole_year,
        ),
        (rf"(?P<year>{_YEAR})\s*[年년]\s*(?:末|말|中|중|に|에|まで|까지|以降|이후|初|초)", 0, _whole_year),
        (
            (
                r"\b(?:the end of|end of|later|by the end of|sometime|during|late|in"
                r"|until the end of)[, ]+(?:this|the|the current|next|early next|late next)(?: calendar)? year\b"
                r"|\b(?:early|late|later)(?: in)? next(?: calendar)? year\b|\bearlier than next year\b"
            ),
            re.IGNORECASE,
            _this_year,
        ),
    )
)


def _two_way(match: re.Match[str], reference: date, letter: str) -> FoundDate | None:
    groups = match.groupdict()
    number = int(groups.get("n") or groups.get("n2") or 0)
    year, named = _period_year(
        groups,
        reference,
        lambda now: (now.month + (2 if letter == "Q" else 5)) // (3 if letter == "Q" else 6) <= number,
    )
    return _found(
        match, f"{year}-{letter}{number}", Precision.QUARTER if letter == "Q" else Precision.HALF, year_named=named
    )
