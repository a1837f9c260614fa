"""The grammar of dates in prose: one row a form, with what is made of its match; see ``omfeed.text.dates``."""

from __future__ import annotations

import re
from typing import Final

from omfeed.model import Precision
from omfeed.text.date_makers import (
    Maker,
    east_day,
    east_month,
    east_period,
    found,
    german_quarter,
    half,
    in_numbers,
    named_day,
    named_month,
    quarter,
    release,
    two_way,
    us_numbers,
    whole_year,
)
from omfeed.text.date_near import NEAR
from omfeed.text.months import ENGLISH, GERMAN, MONTHS

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
_CY: Final = r"(?:(?:calendar year|cy|the year)\s*(?:\(cy\)\s*)?)?"
_OF: Final = r"(?:\s*,?\s*(?:of|in)?\s*(?:the\s+)?)"
_WHICH: Final = r"(?P<which>this|next|the current)(?: calendar)? year"
# A yearless month needs a word before it that makes it a date: “in October”, “the March update”.
_BEFORE_MONTH: Final = (
    r"(?:\b(?i:in|by|from|until|till|through|to|before|after|since|during|starting|beginning|effective|this|next|and|or"
    r"|of|for|around|on|with(?:\s+(?:the|our|your|Intune's))?|the|Intune's|Intune’s|between|throughout|as of)\s+"
    r"(?:or\s+(?i:around|after|about)\s+)?)"
)

_TRAITS: Final = {
    "month": re.compile(ENGLISH),
    "monat": re.compile(GERMAN),
}
_TRAITS_IN_DIGITS: Final = {
    "year": re.compile(_YEAR),
    "release": re.compile(r"2\d(?:0[1-9]|1[0-2])"),
    "period": re.compile(r"[1-4](?:(?<=[QHqh].)|(?<=[12])[Hh])"),  # Q3, 2H: looked for by its digit, the rarer
}
_TRAITS_IN_WORDS: Final = {
    "quarter": "quarter",
    "half": "half",
    "month": "this-month",
    "year": "this-year",
    "quartal": "quartal",
    "jahr": "jahr",
    "monat": "jahr",
    "hälfte": "quartal",
    "halbjahr": "quartal",
}
_EAST: Final = re.compile(r"[年년月월]")
_NEAR: Final = re.compile(
    r"올해|금년|내년|내후년|今年|本年|来年|年末|연말|[번음재]\s*분기|四半期|[번음]\s*달|来月|今月"
)
_SLASH: Final = re.compile(r"\d/\d")
_DIGIT: Final = re.compile(r"\d")


def traits(text: str) -> frozenset[str]:
    """The names of what is quickly seen of a text; each row of the grammar says which of them its matches show."""
    seen = [name for name, sight in _TRAITS.items() if sight.search(text)]
    if not text.isascii():
        if _EAST.search(text):
            seen.append("east")
        if _NEAR.search(text):
            seen.append("near")
    if _DIGIT.search(text):
        seen += [name for name, sight in _TRAITS_IN_DIGITS.items() if sight.search(text)]
        if "/" in text and _SLASH.search(text):
            seen.append("slash")
    lower = text.lower()
    seen += [name for word, name in _TRAITS_IN_WORDS.items() if word in lower]
    return frozenset(seen)


GRAMMAR: Final[tuple[tuple[re.Pattern[str], Maker, frozenset[str]], ...]] = tuple(
    (re.compile(pattern, flags), maker, frozenset(needs.split()))
    for pattern, flags, maker, needs in (
        # Full dates
        (rf"(?<![\d.-])(?P<year>{_YEAR})-(?P<m>0\d|1[0-2])-(?P<day>{_DAY})(?!\d|\.\d)", 0, in_numbers, "year"),
        (rf"(?<![\d/])(?P<year>{_YEAR})/(?P<m>0?[1-9]|1[0-2])/(?P<day>{_DAY})(?![\d/])", 0, in_numbers, "year"),
        (rf"(?<![\d.])(?P<day>{_DAY})\.(?P<m>0?[1-9]|1[0-2])\.(?P<year>{_YEAR})(?![\d.]*\d)", 0, in_numbers, "year"),
        (
            rf"(?<![\d.])(?P<year>)(?P<day>{_DAY})\.(?P<m>0?[1-9]|1[0-2])\.(?=\s*(?:-|–|bis|und)\s*(?:zum |dem )?"
            rf"{_DAY}\.(?:0?[1-9]|1[0-2])\.{_YEAR})",
            0,
            east_day,
            "year",
        ),
        (
            rf"(?<![\d.])(?P<year>{_YEAR})\.(?P<m>0?[1-9]|1[0-2])\.(?P<day>{_DAY})(?=\.?\s?(?:부터|까지|에|자|~|から|まで|に))",
            0,
            in_numbers,
            "year",
        ),
        (rf"(?<![\d/])(?P<m>\d{{1,2}})/(?P<day>\d{{1,2}})/(?P<year>{_YEAR}|[12]\d)(?![\d/])", 0, us_numbers, "slash"),
        (
            rf"\b(?P<month>{ENGLISH})\s+(?P<day>{_DAY}){_ORD}(?:\s*,\s*|\s+(?:of\s+)?)(?P<year>{_YEAR})\b",
            0,
            named_day,
            "month year",
        ),
        (
            (
                rf"\b(?P<day>{_DAY}){_ORD}\.?(?: of)?[\s-]+(?P<month>{ENGLISH}"
                rf"|{_OTHER})\.?,?(?:\s+de)?[\s-]+(?P<year>{_YEAR})\b"
            ),
            re.IGNORECASE,
            named_day,
            "year",
        ),
        (
            rf"(?P<year>{_YEAR})\s*[年년]\s*(?P<m>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})\s*[日일]",
            0,
            east_day,
            "year east",
        ),
        # Service releases
        (
            rf"\b(?:{ENGLISH}|{GERMAN})(?:'s|’s)?(?:-(?:\w+-?)?(?:[Rr]elease|[Uu]pdate)s?)?\s*"
            r"\(\s*(2\d(?:0[1-9]|1[0-2]))\s*\)",
            0,
            release,
            "release",
        ),
        (
            r"\d\s*[月월](?:の|의)?\s*(?:(?:サービス ?)?(?:リリース|更新)|(?:서비스 ?)?(?:릴리스|업데이트))?"
            r"\s*[(（]\s*(2\d(?:0[1-9]|1[0-2]))\s*[)）]",
            0,
            release,
            "release east",
        ),
        (
            (
                r"\b(2\d(?:0[1-9]|1[0-2]))\s+\((?:January|February|March|April|May|June|July|August|September"
                r"|October|November|December)\)"
            ),
            0,
            release,
            "month release",
        ),
        (
            (
                r"(?<!version )(?<!version\s\s)\b(2\d(?:0[1-9]"
                r"|1[0-2]))\)?\s+(?:Intune\s+)?(?:service\s+)?(?:release|update)\b|\b(?:service release"
                r"|Intune(?:'s|’s)?(?:[ -]service)?(?:[ -]release)?|서비스 릴리스|サービス ?リリース|Dienstrelease"
                r"|Service-?Release)\s*\(?\s*(2\d(?:0[1-9]|1[0-2]))\b(?![.\d])|\b(2\d(?:0[1-9]"
                r"|1[0-2]))\s?(?:서비스 릴리스|サービス ?リリース)"
            ),
            re.IGNORECASE,
            release,
            "release",
        ),
        # Quarters and halves
        (
            rf"\b(?:cy)?\s?(?P<year>{_YEAR})[ -]?Q(?P<n>[1-4])\b|\bCY ?(?P<year2>\d\d)[ -]?Q(?P<n2>[1-4])\b",
            re.IGNORECASE,
            lambda m, r: two_way(m, r, "Q"),
            "period",
        ),
        (
            rf"\bQ(?P<n>[1-4])\b(?:{_OF}{_CY}(?P<year>{_YEAR})\b|{_OF}CY ?(?P<year2>\d\d)\b|{_OF}{_WHICH})?",
            re.IGNORECASE,
            quarter,
            "period",
        ),
        (
            (
                rf"\b(?P<word>first|second|third|fourth|last|final|1st|2nd|3rd"
                rf"|4th)(?: calendar)? quarter\b(?:{_OF}{_CY}(?P<year>{_YEAR})\b|{_OF}{_WHICH})?"
            ),
            re.IGNORECASE,
            quarter,
            "quarter",
        ),
        (
            (
                rf"\b(?:H(?P<n>[12])|(?P<n2>[12])H)\b(?:{_OF}{_CY}(?P<year>{_YEAR})\b|{_OF}CY ?(?P<year2>\d\d)\b"
                rf"|{_OF}{_WHICH})"
            ),
            re.IGNORECASE,
            lambda m, r: two_way(m, r, "H"),
            "period",
        ),
        (
            rf"\b(?:cy)?\s?(?P<year>{_YEAR})[ -]?H(?P<n>[12])\b|\bCY ?(?P<year2>\d\d)[ -]?H(?P<n2>[12])\b",
            re.IGNORECASE,
            lambda m, r: two_way(m, r, "H"),
            "period",
        ),
        (
            rf"\b(?P<word>first|second|1st|2nd)[ -]half\b{_OF}(?:{_CY}(?P<year>{_YEAR})\b|{_WHICH})",
            re.IGNORECASE,
            half,
            "half",
        ),
        (
            (
                rf"(?P<word>\d\.|erste[nsr]?|zweite[nsr]?|dritte[nsr]?|vierte[nsr]?|letzte[nsr]?)\s+"
                rf"(?:Quartals?|Jahreshälfte|Halbjahre?s?|Hälfte)\b(?:\s+(?:von |des Jahres )?(?P<year>{_YEAR})"
                rf"|\s+(?:des )?(?P<which>dieses|laufenden|nächsten|kommenden) Jahres|\s+des Jahres(?! 20))?"
            ),
            re.IGNORECASE,
            german_quarter,
            "quartal",
        ),
        (
            rf"(?:(?P<year>{_YEAR})\s*[年년](?:도)?\s*)(?:제|第)?\s*(?P<n>[1-4１-４一二三四]|마지막|最終|最後の)(?:/4)?"
            r"\s*(?:분기|四半期|季度)",
            0,
            east_period,
            "year east",
        ),
        (
            rf"(?:(?P<year>{_YEAR})\s*[年년]\s*(?:の)?\s*)(?P<half>상반기|하반기|上半期|下半期|上半年|下半年|前半|後半)",
            0,
            east_period,
            "year east",
        ),
        # Month with year
        (
            rf"\b(?P<month>{ENGLISH}),?\s+(?:of\s+|(?:calendar year|CY)\s*)?(?P<year>{_YEAR})\b",
            0,
            named_month,
            "month year",
        ),
        (rf"\b(?P<month>{ENGLISH})\s+CY ?(?P<year>\d\d)\b", 0, named_month, "month"),
        (rf"\b(?P<month>{_OTHER})\s+(?:de\s+)?(?P<year>{_YEAR})\b", re.IGNORECASE, named_month, "year"),
        (
            rf"(?<![\d-])(?P<year>{_YEAR})-(?P<month2>0[1-9]|1[0-2])(?![-\d.])",
            0,
            lambda m, _r: found(m, f"{m['year']}-{m['month2']}", Precision.MONTH),
            "year",
        ),
        (rf"(?P<year>{_YEAR})\s*[年년]\s*(?P<m>\d{{1,2}})\s*[月월](?!\s*\d)", 0, east_month, "year east"),
        # Days without a year
        (
            rf"\b(?P<month>{ENGLISH})\s+(?P<day>{_DAY}){_ORD}\b(?!\s*,?\s*20\d\d|[.:]\d|,\d{{3}}|%)(?P<year>)",
            0,
            named_day,
            "month",
        ),
        (
            rf"\b(?P<day>{_DAY}){_ORD}\.?(?: of)?\s+(?P<month>{ENGLISH})\b(?!\s*,?\s*20\d\d)(?P<year>)",
            0,
            named_day,
            "month",
        ),
        (
            (
                rf"\b(?P<day>{_DAY})\.\s+(?P<month>Januar|Februar|März|April|Mai|Juni|Juli|August|September"
                rf"|Oktober|November|Dezember)\b(?P<year>)"
            ),
            0,
            named_day,
            "monat",
        ),
        (r"(?<![\d年년])(?P<year>)(?P<m>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]", 0, east_day, "east"),
        (
            (
                r"(?<![\d年년/])(?P<year>)(?P<m>\d{1,2})\s*(?:月(?!間|額|次)|월(?!간|별))(?=\s*(?:에|중|말|초|부터|까지|の|に|中|末|初"
                r"|上旬|中旬|下旬|から|まで|以降))"
            ),
            0,
            east_month,
            "east",
        ),
        # Months without a year
        (
            rf"(?:{_PART}|{_BEFORE_MONTH}(?:{_PART})?)(?P<month>{ENGLISH})\b(?!\s+\d|\s*,?\s*20\d\d)(?P<year>)",
            0,
            named_month,
            "month",
        ),
        (
            rf"\b(?P<month>{ENGLISH})(?=\s*(?:-|–|—|to|through|and|or)\s*(?:{_PART})?(?:{ENGLISH})\s+20\d\d)(?P<year>)",
            0,
            named_month,
            "month",
        ),
        (
            rf"\b(?P<month>{ENGLISH})(?:'s|’s)?\s+(?:\w+ )?(?:service )?(?:release|update)\b(?P<year>)",
            0,
            named_month,
            "month",
        ),
        (
            rf"\b(?P<month>{GERMAN})(?=\s*(?:-|–|—|bis|und|oder)\s*(?:{GERMAN})\s+20\d\d)(?P<year>)",
            0,
            named_month,
            "monat",
        ),
        (
            (
                r"\b(?:im|ab|bis|seit|Anfang|Mitte|Ende|Ab|Im|Bis)\s+(?:Anfang |Mitte |Ende )?(?P<month>Januar"
                r"|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
                r"|Dezember)\b(?!\s+20\d\d)(?P<year>)"
            ),
            0,
            named_month,
            "monat",
        ),
        # Years
        (
            (
                rf"(?:\b(?:in|by|during|before|until|through|of|from|after|since|early|mid|late|later in|later"
                rf"|spring|summer|fall|autumn|winter|calendar year|CY|end of|Ende|Anfang|Mitte|bis)[ -]?(?:the )?"
                rf"(?:calendar year "
                rf"|CY ?)?)(?P<year>{_YEAR})\b(?![-./]?\d|\s*[年년]|[-/ ]?[QH]\d)"
            ),
            re.IGNORECASE,
            whole_year,
            "year",
        ),
        (
            rf"(?P<year>{_YEAR})\s*[年년]\s*(?:の)?\s*(?:年?末|연?말|中|중|に|에|まで|까지|以降|이후|初|초)",
            0,
            whole_year,
            "year east",
        ),
        *NEAR,
    )
)
