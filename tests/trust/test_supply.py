"""What is pinned is pinned whole, and what an audit says is not told better than it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.audit import Audit, read, told

HOME = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-tools.txt"])
def test_every_pin_has_hashes_and_no_place_of_its_own(name: str) -> None:
    text = (HOME / name).read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", text.strip())
    assert len(pins) > 20
    assert all(re.match(r"[A-Za-z0-9._-]+(\[.*\])?==\S+", pin) and "--hash=sha256:" in pin for pin in pins)
    assert "://" not in text


def test_both_locks_agree() -> None:
    ours, tools = (
        dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", (HOME / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("constraints.txt", "constraints-tools.txt")
    )
    assert {name: version for name, version in tools.items() if ours.get(name, version) != version} == {}


REPORT = {
    "dependencies": [
        {"name": "good", "version": "1", "vulns": []},
        {"name": "fine", "version": "2", "vulns": []},
        {"name": "bad", "version": "3", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1"]}, {"id": "CVE-2"}]},
    ]
}


def test_a_vulnerability_is_named_with_what_mends_it() -> None:
    audit = read(REPORT)
    lines, code = told(audit)
    assert audit.answered
    assert code == 1
    assert "bad 3: PYSEC-1 (mended in 3.1)" in lines
    assert "bad 3: CVE-2 (not mended yet)" in lines


def test_what_nobody_could_be_asked_about_is_no_good_news() -> None:
    nothing = read({"dependencies": [{"name": "one", "skip_reason": "not found"}]})
    assert not nothing.answered
    lines, code = told(None, {"pypi": "no way there", "osv": "no answer in 600 seconds"})
    assert code == 3
    assert list(lines)[:2] == [
        "pypi could not be asked: no way there",
        "osv could not be asked: no answer in 600 seconds",
    ]
    assert "none was looked for" in " ".join(lines)
    assert told(Audit(looked_up=9, skipped=("one",), findings=()))[1] == 3
    assert told(Audit(looked_up=9, skipped=(), findings=()))[1] == 0


def test_the_bill_of_materials_names_every_pin_and_fits_its_schema() -> None:
    pytest.importorskip("cyclonedx", reason="`make sbom` installs what writes it")
    import tomllib

    from cyclonedx.model.component import ComponentScope

    from bench.sbom import bill, pins

    text = (HOME / "constraints.txt").read_text(encoding="utf-8")
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    made = {one.name: one for one in bill(text, project, "1.0").components}
    assert set(made) == {pin.name for pin in pins(text)}
    assert made["click"].scope is ComponentScope.REQUIRED
    assert made["msal"].scope is ComponentScope.OPTIONAL
    assert made["pytest"].scope is ComponentScope.EXCLUDED
    assert all(reference.hashes for one in made.values() for reference in one.external_references)
