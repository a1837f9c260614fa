"""What a digest shows of a change, as HTML and as text: all of a new entry, of an edited one only what changed.

Of an entry that went, or came back as it was, nothing is shown: its title and the kind of the change say all.
"""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Final

from omfeed.model import Entry, Fact
from omfeed.text.normal import normal
from omfeed.text.worddiff import difference, text_difference

_MOST_MEMBERS: Final = 8

Forms = tuple[str, str]
"""HTML and text."""


def whole(entry: Entry) -> Forms:
    """A new entry, in full."""
    return entry.html, entry.text


def edited(before: Entry, after: Entry, facts: Collection[str]) -> Forms:
    """The changed passages of an entry, and the stated values that its words do not tell.

    Args:
        before, after: its two states.
        facts: names of the stated values that changed.
    """
    titles = {"before_title": before.title, "after_title": after.title}
    if before.html or after.html:
        shown = difference(before.html, after.html, **titles)
    else:
        shown = text_difference(before.text, after.text, **titles)
    told = normal(shown.text)
    html, text = [shown.html], [shown.text] if shown.text else []
    for name in facts:
        gone, come = _members(before.facts.get(name), after.facts.get(name))
        if shown.text and all(value == "yes" or normal(value) in told for value in come or gone):
            continue
        label, old, new = name.replace("_", " "), _listed(gone), _listed(come)
        text.append(f"{label}: " + (f"[-{old}-]" if old else "") + ("{+" + new + "+}" if new else ""))
        marked = [f"<del>{escape(old)}</del>" if old else "", f"<ins>{escape(new)}</ins>" if new else ""]
        html.append(f"<p>{escape(label)}: {' '.join(filter(None, marked))}</p>")
    return "".join(html), "\n".join(text)


def _members(before: Fact | None, after: Fact | None) -> tuple[list[str], list[str]]:
    """What a value lost and what it gained: of a list, only the members that differ."""
    old, new = _values(before), _values(after)
    if old and new and not (isinstance(before, tuple) or isinstance(after, tuple)):
        return old, new
    return [value for value in old if value not in new], [value for value in new if value not in old]


def _listed(values: list[str]) -> str:
    more = f" and {len(values) - _MOST_MEMBERS} more" if len(values) > _MOST_MEMBERS else ""
    return ", ".join(values[:_MOST_MEMBERS]) + more


def _values(value: Fact | None) -> list[str]:
    if value is None or isinstance(value, bool):
        # Whether something is so shows in its words; a bare “yes” would explain nothing.
        return ["yes"] if value else []
    return [str(part) for part in value] if isinstance(value, tuple) else [str(value)]
