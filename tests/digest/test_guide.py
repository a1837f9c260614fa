"""The guide for people who override templates is true and complete."""

from __future__ import annotations

import re
from pathlib import Path

from omfeed import resources
from omfeed.digest.admin import build_admin
from omfeed.digest.render import render
from tests.kit.items import FLEET, PERIOD, well
from tests.kit.scenes import busy_night
from tests.kit.template_guide import GUIDE, guide


def test_it_is_held_to_the_code() -> None:
    assert GUIDE.read_text(encoding="utf-8") == guide(), "python -m tests.kit.template_guide writes it anew"


def test_every_template_has_its_part() -> None:
    folders = {path.parent.name for path in resources.path("templates").glob("*/body.*")}
    folders.add("ticket")  # its forms are JSON
    assert set(re.findall(r"^## (\w+)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)) == folders


def test_its_example_works(tmp_path: Path) -> None:
    (example,) = re.findall(r"```jinja\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "body.html").write_text(example, encoding="utf-8")
    html = render(build_admin(busy_night(), well(), FLEET, PERIOD), folders=[tmp_path]).html
    assert "Questions? Ask the endpoint team." in html
    assert "Act now" in html


def test_every_field_is_described() -> None:
    assert re.findall(r"^\| `(\w+)` \| `[^`]*` \|  \|$", guide(), re.MULTILINE) == []
