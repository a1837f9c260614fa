"""What Adaptive Cards 1.5 allow of the elements that omfeed uses, after the published schema: names, types, choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_SPACING: Final = frozenset({"default", "none", "small", "medium", "large", "extraLarge", "padding"})
_ELEMENT: Final[Mapping[str, object]] = {
    "type": str,
    "id": str,
    "separator": bool,
    "isVisible": bool,
    "spacing": _SPACING,
    "height": frozenset({"auto", "stretch"}),
}
ALLOWED: Final[Mapping[str, Mapping[str, object]]] = {
    "AdaptiveCard": {
        "type": str,
        "$schema": str,
        "version": str,
        "body": list,
        "actions": list,
        "fallbackText": str,
        "lang": str,
        "speak": str,
        "minHeight": str,
        "rtl": bool,
    },
    "TextBlock": {
        **_ELEMENT,
        "text": str,
        "color": frozenset({"default", "dark", "light", "accent", "good", "warning", "attention"}),
        "fontType": frozenset({"default", "monospace"}),
        "horizontalAlignment": frozenset({"left", "center", "right"}),
        "isSubtle": bool,
        "maxLines": int,
        "size": frozenset({"default", "small", "medium", "large", "extraLarge"}),
        "weight": frozenset({"default", "lighter", "bolder"}),
        "wrap": bool,
        "style": frozenset({"default", "heading"}),
    },
    "Container": {
        **_ELEMENT,
        "items": list,
        "style": frozenset({"default", "emphasis", "good", "attention", "warning", "accent"}),
        "bleed": bool,
        "minHeight": str,
    },
    "Action.OpenUrl": {"type": str, "url": str, "title": str, "iconUrl": str, "id": str, "tooltip": str},
}
_NEEDED: Final[Mapping[str, frozenset[str]]] = {
    "AdaptiveCard": frozenset({"type", "version", "body"}),
    "TextBlock": frozenset({"type", "text"}),
    "Container": frozenset({"type", "items"}),
    "Action.OpenUrl": frozenset({"type", "url"}),
}
_HOST: Final = frozenset({"msteams"})
"""Not of the schema: what Teams adds to the card itself."""


def faults(element: Mapping[str, Any], where: str = "card") -> list[str]:
    """Everything about an element, and what it holds, that the schema does not allow."""
    kind = str(element.get("type"))
    allowed = ALLOWED.get(kind)
    if allowed is None:
        return [f"{where}: no element {kind}"]
    found = [f"{where}: {name} is missing" for name in sorted(_NEEDED[kind] - element.keys())]
    for name, value in element.items():
        if kind == "AdaptiveCard" and name in _HOST:
            continue
        wanted = allowed.get(name)
        if wanted is None:
            found.append(f"{where}: {kind} has no {name}")
        elif isinstance(wanted, frozenset):
            found += [] if value in wanted else [f"{where}.{name}: {value!r} is none of its values"]
        elif not isinstance(wanted, type) or type(value) is not wanted:
            found.append(f"{where}.{name}: {value!r} has the wrong type")
        elif wanted is list:
            for number, part in enumerate(value):
                found += faults(part, f"{where}.{name}[{number}]")
    if kind == "TextBlock" and not str(element.get("text", "")).strip():
        found.append(f"{where}: an empty TextBlock")
    return found
