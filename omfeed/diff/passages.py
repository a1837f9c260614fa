"""What a digest shows of a change, as HTML and as text: all of a new entry, of an edited one only what changed.

Of an entry that went, or came back as it was, nothing is shown: its title and the kind of the change say all.
"""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from omfeed.model import Entry, Fact
from omfeed.text.normal import normal
from omfeed.text.worddiff import difference

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
    shown = difference(before.html, after.html, before_title=before.title, after_title=after.title)
    if not before.html and not after.html and before.text != after.text:
        shown = difference(_lines(before.text), _lines(after.text), before_title=before.title, after_title=after.title)
    told = normal(shown.text)
    html, text = [shown.html], [shown.text] if shown.text else []
    for name in facts:
        old, new = _value(before.facts.get(name)), _value(after.facts.get(name))
        if shown.text and normal(old) in told and normal(new) in told:
            continue
        label = name.replace("_", " ")
        gone, come = (f"[-{old}-]" if old else ""), ("{+" + new + "+}" if new else "")
        text.append(f"{label}: {gone}{come}")
        gone, come = (f"<del>{escape(old)}</del> " if old else ""), (f"<ins>{escape(new)}</ins>" if new else "")
        html.append(f"<p>{escape(label)}: {gone}{come}</p>")
    return "".join(html), "\n".join(text)


def _lines(text: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines() if line.strip())


def _value(value: Fact | None) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)
