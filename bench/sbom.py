"""Writes what omfeed is made of as a CycloneDX bill of materials, from the locked constraints.

    python -m bench.sbom [--output FILE]

Each pinned dependency stands there with its version, the hashes of its files, its licence as its own metadata says it
(of those that are installed here), who needs it, and whether that is omfeed itself (required), an extra (optional) or
work on omfeed (excluded). The result is held against the schema of CycloneDX; exits 1 when it does not fit.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

HOME: Final = Path(__file__).resolve().parents[1]
_PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA: Final = re.compile(r"^\s+#\s+(?:via\s+)?(\S.*)$")
_CLASSIFIER: Final = "License :: OSI Approved :: "


@dataclass(slots=True)
class Pin:
    """One pinned dependency."""

    name: str
    version: str
    hashes: list[str] = field(default_factory=list)
    via: list[str] = field(default_factory=list)
    """Who needs it: other packages, or omfeed with the group in parentheses."""


def pins(text: str) -> list[Pin]:
    """The lines of a constraints file."""
    found: list[Pin] = []
    for line in text.splitlines():
        if pinned := _PIN.match(line):
            found.append(Pin(pinned[1].lower(), pinned[2]))
        elif found and (hashed := _HASH.search(line)):
            found[-1].hashes.append(hashed[1])
        elif found and (via := _VIA.match(line)) and via[1] != "via":
            found[-1].via.append(via[1])
    return found


def scopes(found: list[Pin], project: dict[str, object]) -> dict[str, ComponentScope]:
    """Whether a dependency is needed to run, for an extra, or only for work on omfeed."""
    needs: dict[str, set[str]] = {}
    for pin in found:
        for via in pin.via:
            if not via.startswith("omfeed "):
                needs.setdefault(via, set()).add(pin.name)

    def reach(names: set[str]) -> set[str]:
        seen: set[str] = set()
        waiting = sorted(names)
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting.extend(needs.get(name, ()))
        return seen

    required = reach(set(_names(project["dependencies"])))
    extras = project.get("optional-dependencies", {})
    assert isinstance(extras, dict)
    optional = reach({name for wanted in extras.values() for name in _names(wanted)})
    return {
        pin.name: ComponentScope.REQUIRED
        if pin.name in required
        else ComponentScope.OPTIONAL
        if pin.name in optional
        else ComponentScope.EXCLUDED
        for pin in found
    }


def licence(name: str) -> License | None:
    """The licence that a package states of itself, where it is installed."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    stated = about.get("License-Expression") or ""
    classified = [text for text in about.get_all("Classifier") or [] if text.startswith(_CLASSIFIER)]
    short = about.get("License") or ""
    words = stated or (short if 0 < len(short) <= 60 and "\n" not in short else "")
    words = words or " AND ".join(text.removeprefix(_CLASSIFIER) for text in classified)
    return LicenseFactory().make_from_string(words) if words else None


def bill(text: str, project: dict[str, object], version: str) -> Bom:
    """The bill of materials.

    Args:
        text: the constraints file.
        project: ``[project]`` of pyproject.toml.
        version: of omfeed.
    """
    found = pins(text)
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, f"omfeed {version}\n{text}"))
    root = Component(
        type=ComponentType.APPLICATION,
        name="omfeed",
        version=version,
        bom_ref=f"omfeed@{version}",
        licenses=[LicenseFactory().make_from_string(str(project["license"]))],
    )
    bom.metadata.component = root
    scope = scopes(found, project)
    made = {pin.name: _component(pin, scope[pin.name]) for pin in found}
    bom.components.update(made.values())
    for pin in found:
        for via in pin.via:
            needing = root if via.startswith("omfeed ") else made.get(via)
            if needing is not None:
                bom.register_dependency(needing, [made[pin.name]])
    return bom


def _component(pin: Pin, scope: ComponentScope) -> Component:
    stated = licence(pin.name)
    page = f"https://pypi.org/project/{pin.name}/{pin.version}/"
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=one) for one in pin.hashes]
    return Component(
        type=ComponentType.LIBRARY,
        name=pin.name,
        version=pin.version,
        bom_ref=f"{pin.name}@{pin.version}",
        purl=PackageURL("pypi", name=pin.name, version=pin.version),
        scope=scope,
        licenses=[stated] if stated else [],
        external_references=[
            ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(page), hashes=hashes)
        ],
    )


def _names(wanted: object) -> Iterator[str]:
    assert isinstance(wanted, list)
    for text in wanted:
        yield re.split(r"[^A-Za-z0-9._-]", str(text), maxsplit=1)[0].lower()


def main() -> int:
    """Write it and hold it against the schema."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=HOME / "build" / "omfeed.cdx.json")
    output = parser.parse_args().output
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    from omfeed import __version__

    text = (HOME / "constraints.txt").read_text(encoding="utf-8")
    bom = bill(text, project, __version__)
    written = JsonV1Dot6(bom).output_as_string(indent=2)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(written + "\n", encoding="utf-8", newline="\n")
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(written)
    if wrong is not None:
        print(f"It does not fit the schema of CycloneDX 1.6: {wrong}")
        return 1
    counted = {scope: sum(one.scope is scope for one in bom.components) for scope in ComponentScope}
    print(
        f"{output}: {len(bom.components)} components ("
        + ", ".join(f"{number} {scope.value}" for scope, number in counted.items())
        + f"), {sum(bool(one.licenses) for one in bom.components)} with a licence, "
        + f"{sum(len(ref.hashes) for one in bom.components for ref in one.external_references)} hashes; "
        + "fits the schema of CycloneDX 1.6"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
