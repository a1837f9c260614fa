"""Takes the picture of the README from a night of the demo: ``python -m bench.picture``."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.kit.browser import chromium

PICTURE = Path(__file__).parents[1] / "docs" / "images" / "digest.png"
NIGHT = "2026-10-20"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        subprocess.run([sys.executable, "-m", "omfeed", "-q", "demo"], cwd=name, check=True, capture_output=True)
        digest = Path(name) / "demo" / "digests" / NIGHT / "admin.html"
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        with chromium() as browser:
            page = browser.new_page(viewport={"width": 860, "height": 900}, device_scale_factor=1.5)
            page.goto(digest.as_uri())
            page.screenshot(path=str(PICTURE))


if __name__ == "__main__":
    main()
