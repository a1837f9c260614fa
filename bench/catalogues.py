"""Brings the catalogues of the digests' languages up to date with the sentences in code and templates.

Run: python -m bench.catalogues [LANGUAGE …]. New sentences come in empty, sentences that are no more go; translations
stay. A language that has no catalogue yet gets one.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from omfeed.digest.speech import CATALOGUES
from tests.kit.messages import messages


def refresh(path: Path) -> bytes:
    """The catalogue of a file brought up to date; its language is the file's name."""
    template = Catalog(project="omfeed", charset="utf-8")
    for message, places in messages().items():
        template.add(message, locations=[(place, None) for place in places])
    catalogue = Catalog(locale=path.stem, project="omfeed", charset="utf-8", fuzzy=False)
    catalogue.header_comment = f"# The sentences of omfeed's digests and pages: {path.stem}."
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale=path.stem)
        for message in known:
            if message.id:
                catalogue.add(message.id, message.string)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    out = BytesIO()
    write_po(
        out, catalogue, width=110, omit_header=False, sort_output=False, include_lineno=False, ignore_obsolete=True
    )
    # The header's dates and tool version would change with every run.
    lines = [
        line
        for line in out.getvalue().splitlines(keepends=True)
        if not line.startswith((b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Report-Msgid'))
        and not line.startswith((b'"Last-Translator', b'"Language-Team', b'"Project-Id-Version'))
    ]
    return b"".join(lines)


def main() -> int:
    """Writes the catalogues and says how many sentences wait for a translation."""
    paths = [CATALOGUES / f"{name}.po" for name in sys.argv[1:]] or sorted(CATALOGUES.glob("*.po"))
    for path in paths:
        path.write_bytes(refresh(path))
        with path.open("rb") as file:
            waiting = [message.id for message in read_po(file, locale=path.stem) if message.id and not _done(message)]
        print(f"{path.name}: {len(waiting)} sentences wait for a translation")
        for message in waiting:
            print(f"  {message}")
    return 0


def _done(message: object) -> bool:
    string = getattr(message, "string", "")
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
