"""Finds in which encoding a device export is written: the one in which its headings and words are known.

The admin center writes UTF-8. What is saved again by a spreadsheet is in the code page of its country, and says so
nowhere. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_SAMPLE: Final = 65_536
"""Bytes that are looked at to tell encodings apart."""

_CODE_PAGES: Final = ("cp1252", "cp932", "cp949", "gb18030", "cp950")
"""Western Europe, Japan, Korea, China, Taiwan; of several that know as much, the first."""


def decoded(data: bytes, known: Callable[[str], int]) -> str:
    """The text of an export.

    Args:
        data: the file.
        known: how much of the beginning of a text is known; asked for each encoding that it may be.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    if wide := _wide(data[:4096]):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    # A file in UTF-8 with a broken letter somewhere is one all the same.
    able = ("utf-8-sig", *_CODE_PAGES)
    sample = data[:_SAMPLE]
    best = max(able, key=lambda name: (known(sample.decode(name, errors="replace")), name == "cp1252"))
    return data.decode(best, errors="replace")


def _wide(start: bytes) -> str:
    """The name of UTF-16 where it is written without a mark: one byte of each comma and digit is nought."""
    if start.count(0) * 50 < len(start) or len(start) < 4:
        return ""
    return "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"
