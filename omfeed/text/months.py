"""Month names of the languages in which release notes are read. Korean, Japanese and Chinese count their months."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"


def _table() -> Mapping[str, int]:
    table = {name.casefold(): number for names in _NAMES.values() for number, name in enumerate(names.split(), 1)}
    table |= {name: number for number, name in enumerate(_SHORT.split(), 1)}
    table |= {"sept": 9, "jänner": 1}
    return table


MONTHS: Mapping[str, int] = _table()
"""Month name in lower case (full names of seven languages, English short forms) to its number, 1 to 12."""

_ENGLISH = _NAMES["en"].split()
ENGLISH = "|".join(
    [*_ENGLISH, *(f"{name[:3]}\\.?(?![a-z])" for name in _ENGLISH if name != "May"), r"Sept\.?(?![a-z])"]
)
"""English month names and their short forms, as alternatives of a regular expression."""
GERMAN = "|".join(_NAMES["de"].split())
"""German month names, likewise."""
