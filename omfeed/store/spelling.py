"""How words and JSON are spelt in columns: what every database can hold, and equal values as equal bytes.

Nothing of a database is loaded here, so that a process that has none can make ready what another will record.
"""

from __future__ import annotations

import json
from typing import Final

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""What a JSON column holds."""

_ENCODED: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def storable(text: str) -> str:
    """The text without what no database takes: NUL is left out, a lone surrogate becomes U+FFFD."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def spelt(value: Json) -> str:
    """The one spelling of a JSON value: sorted keys, no spaces."""
    # By far the most frequent; made anew, each would cost as much as a long one.
    if value == []:
        return "[]"
    if value == {}:
        return "{}"
    return storable(_ENCODED(value))
