"""The reader's language: sentences, plurals, numbers and dates of the frame around the sources' own words.

Sentences are English in the code and in the templates; every other language is a catalogue in ``digest/locale`` (the
file format of gettext) and no code. Dates and numbers follow the Unicode locale data that Babel carries.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from omfeed.digest.dates import days_between, span
from omfeed.errors import ConfigError
from omfeed.model import Due, Precision

if TYPE_CHECKING:
    from babel import Locale

CATALOGUES = Path(__file__).parent / "locale"
"""Where the catalogues lie, one ``.po`` file a language."""

_MONTH = 30.44
"""Days of a month on average."""

SOURCE_LANGUAGE = "en"
"""The language of the code's own sentences."""


class Speech:
    """Says things in one language; get one by ``speech``."""

    def __init__(self, language: str, catalogue: NullTranslations, locale: Locale) -> None:
        self.language = language
        self._catalogue = catalogue
        self._locale = locale

    def say(self, message: str, **values: object) -> str:
        """The message in this language, its ``{fields}`` filled."""
        said = self._catalogue.gettext(message)
        return said.format(**values) if values else said

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """The message in the right plural, with ``{n}`` as a number of this language."""
        return self._catalogue.ngettext(one, many, n).format(n=self.number(n), **values)

    def number(self, n: int) -> str:
        """A whole number with the language's separators."""
        from babel.numbers import format_decimal

        return format_decimal(n, locale=self._locale)

    def percent(self, share: float) -> str:
        """A share between 0 and 1 as a whole percentage."""
        from babel.numbers import format_percent

        return format_percent(share, locale=self._locale)

    def day(self, day: date, *, short: bool = False, weekday: bool = False, year: bool = True) -> str:
        """A day in words: “24 November 2026”, short “24 Nov 2026”, with weekday “Tuesday, 24 November 2026”."""
        from babel.dates import format_date, format_skeleton

        if weekday:
            return format_date(day, "full", locale=self._locale)
        if not year:
            return format_skeleton("MMMd", day, locale=self._locale)
        if short:
            return format_skeleton("yMMMd", day, locale=self._locale)
        return format_date(day, "long", locale=self._locale)

    @property
    def year_leads(self) -> bool:
        """Whether the year stands before month and day."""
        return self.day(date(2001, 2, 3)).startswith("2001")

    def month(self, day: date, *, short: bool = False) -> str:
        """A month in words: “October 2026”."""
        return self._skeleton("yMMM" if short else "yMMMM", day)

    def due(self, due: Due, *, short: bool = False, year: bool = True) -> str:
        """A date at the precision its source gave, never finer: “1 October 2026”, “October 2026”, “Q3 2026”."""
        bounds = span(due.date)
        if bounds is None:
            return due.date
        first = bounds[0]
        match due.precision:
            case Precision.DAY:
                return self.day(first, short=short, year=year)
            case Precision.MONTH:
                return self.month(first, short=short)
            case Precision.QUARTER:
                return self._skeleton("yQQQ", first)
            case Precision.HALF:
                if first.month == 1:
                    return self.say("first half of {year}", year=first.year)
                return self.say("second half of {year}", year=first.year)
            case Precision.YEAR:
                return self._skeleton("y", first)

    def distance(self, due: Due, today: date) -> str:
        """How far off a date is, or empty where a coarse one allows no honest word."""
        bounds = span(due.date)
        if bounds is None:
            return ""
        first, last = bounds
        if last < today:
            if due.precision is not Precision.DAY:
                return self.say("passed")
            return self.count("{n} day ago", "{n} days ago", days_between(last, today))
        if due.precision is not Precision.DAY:
            return self._this(due.precision) if first <= today else ""
        if first == today:
            return self.say("today")
        if first == today + timedelta(days=1):
            return self.say("tomorrow")
        return self.count("in {n} day", "in {n} days", days_between(today, first))

    def left(self, due: Due, today: date) -> str:
        """How many months are left until a date, where they are two or more and it is named by its day or month."""
        bounds = span(due.date)
        if bounds is None or due.precision not in {Precision.DAY, Precision.MONTH}:
            return ""
        first = bounds[0]
        if due.precision is Precision.DAY:
            months = round(days_between(today, first) / _MONTH)
        else:
            months = (first.year - today.year) * 12 + first.month - today.month
        return self.count("about {n} month left", "about {n} months left", months) if months > 1 else ""

    def _this(self, precision: Precision) -> str:
        """A coarse date that has begun and not ended."""
        return {
            Precision.MONTH: self.say("this month"),
            Precision.QUARTER: self.say("this quarter"),
            Precision.HALF: self.say("this half-year"),
        }.get(precision) or self.say("this year")

    def join(self, parts: Sequence[str]) -> str:
        """A list in words: “Windows, macOS and Linux”."""
        from babel.lists import format_list

        return format_list(list(parts), locale=self._locale)

    def _skeleton(self, skeleton: str, day: date) -> str:
        from babel.dates import format_skeleton

        return format_skeleton(skeleton, day, locale=self._locale)


def languages() -> tuple[str, ...]:
    """The languages that digests can be written in."""
    return tuple(sorted({SOURCE_LANGUAGE, *(path.stem for path in CATALOGUES.glob("*.po"))}))


@lru_cache(maxsize=16)
def speech(language: str) -> Speech:
    """The speaker of a language.

    Args:
        language: an ISO 639 code such as ``ko``; a region behind it (``ko-KR``) changes nothing.

    Raises:
        ConfigError: there is no catalogue for it.
    """
    # Babel is only needed where something is rendered, which a quiet night without digests never does.
    from babel import Locale

    name = language.replace("_", "-").split("-")[0].lower()
    if name == SOURCE_LANGUAGE:
        # British English: the day stands before the month, as in the sentences of the code.
        return Speech(name, NullTranslations(), Locale.parse("en_GB"))
    path = CATALOGUES / f"{name}.po"
    if name not in languages():
        raise ConfigError(f"Digests cannot be written in {language!r}.", hint=f"There are: {', '.join(languages())}.")
    return Speech(name, _catalogue(path), Locale.parse(name))


def _catalogue(path: Path) -> GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.stem))
    compiled.seek(0)
    return GNUTranslations(compiled)
