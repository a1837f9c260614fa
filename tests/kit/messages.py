"""Finds every sentence of the frame.

In the code those of ``say``, ``count`` and ``sentence``, in the templates those of ``_`` and ``ngettext``.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from omfeed import resources

Message = str | tuple[str, str]
"""A sentence, or one with its plural."""

KEYWORDS = {"say": (1,), "count": (1, 2), "sentence": (1,)}
CODE = Path(__file__).resolve().parents[2] / "omfeed"
ROOMS = ("digest", "dispatch")


def messages() -> dict[Message, list[str]]:
    """Every sentence with the files it stands in, in the order of their names."""
    found: dict[Message, list[str]] = {}
    for path in sorted(path for room in ROOMS for path in (CODE / room).glob("*.py")):
        for _, message, _, _ in extract("python", BytesIO(path.read_bytes()), keywords=KEYWORDS):
            _note(found, message, f"omfeed/{path.parent.name}/{path.name}")
    top = resources.path("templates")
    environment = Environment(autoescape=True)  # only reads; renders nothing
    for path in sorted(top.rglob("*")):
        if path.suffix not in {".html", ".txt"}:
            continue
        text = path.read_text(encoding="utf-8")
        name = f"templates/{path.relative_to(top).as_posix()}"
        tree = environment.parse(text)
        for _, function, message in extract_from_ast(tree, gettext_functions=("_", "ngettext"), babel_style=False):
            parts = [part for part in ([message] if isinstance(message, str) else message) if isinstance(part, str)]
            _note(found, tuple(parts[:2]) if function == "ngettext" else parts[0], name)
    return found


def _note(found: dict[Message, list[str]], message: object, where: str) -> None:
    if isinstance(message, tuple | list):
        key: Message = (str(message[0]), str(message[1]))
    else:
        key = str(message)
    places = found.setdefault(key, [])
    if where not in places:
        places.append(where)
