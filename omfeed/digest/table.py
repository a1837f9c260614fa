"""A digest's items as a table (CSV), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from omfeed.digest.cards import judged_of
from omfeed.digest.select import Rediff, is_private, is_told, stories
from omfeed.model import Item

COLUMNS = (
    "story night published kind title severity nature platforms devices action_required user_visible due"
    " deltas source url"
).split()
"""The columns, in order; names and values are not translated, so that programs may read them."""

# A spreadsheet takes a cell that begins so for a formula and may run it (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(items: Sequence[Item], *, rediff: Rediff | None = None) -> str:
    """One line a told change, oldest first, under a line of names.

    Args:
        items: changes; those that no digest tells are left out.
        rediff: see ``select.stories``.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    public = (item for item in items if is_told(item) and not is_private(item))
    for item in sorted(public, key=lambda item: (item.at, item.id)):
        (told,) = stories([item], rediff=rediff)
        judged = judged_of(told)
        entry = item.change.entry
        cells = [
            told.key,
            item.at.date().isoformat(),
            entry.published,
            item.change.kind.value,
            entry.title,
            judged.severity.value,
            judged.nature.value,
            " ".join(judged.platforms),
            "" if judged.devices is None else str(judged.devices),
            "yes" if judged.action_required else "no",
            "yes" if judged.user_visible else "no",
            " ".join(due.date for due in judged.due),
            "; ".join(_delta(delta.kind.value, delta.before, delta.after, delta.subject) for delta in item.deltas),
            item.source.title,
            entry.url or item.source.url,
        ]
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def _delta(kind: str, before: str, after: str, subject: str) -> str:
    words = " ".join(part for part in (kind, subject) if part)
    return f"{words}: {before} > {after}" if before or after else words
