"""Asks whether a pinned dependency has a known vulnerability.

    python -m bench.audit [--constraints FILE]

Every line of ``constraints.txt`` is looked up with pip-audit, at PyPI's own advisories and, where those cannot be
asked, at OSV. Prints each finding with the version that mends it. Exits 0 when every dependency was looked up and none
has a known vulnerability, 1 when one has, and 3 when the services could not be asked: then nothing is known either way,
which is no good news and is not told as such. (``make`` ends with 2 whatever its command ended with, and names that.)
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

HOME: Final = Path(__file__).resolve().parents[1]
SERVICES: Final = ("pypi", "osv")
_SECONDS: Final = 600


@dataclass(frozen=True, slots=True)
class Audit:
    """What a service said."""

    looked_up: int
    skipped: tuple[str, ...]
    """Dependencies that it did not answer about."""
    findings: tuple[str, ...]

    @property
    def answered(self) -> bool:
        """Whether it knew most of them; a service that knows none was not there."""
        return self.looked_up > len(self.skipped)


def read(report: Mapping[str, Any]) -> Audit:
    """pip-audit's report.

    Args:
        report: its JSON.
    """
    known = report.get("dependencies", [])
    skipped = tuple(one["name"] for one in known if "skip_reason" in one)
    findings = tuple(
        f"{one['name']} {one['version']}: {bug['id']}{_mended(bug.get('fix_versions', ()))}"
        for one in known
        for bug in one.get("vulns", ())
    )
    return Audit(looked_up=len(known) - len(skipped), skipped=skipped, findings=findings)


def ask(service: str, constraints: Path) -> Audit | str:
    """What a service says of the pins; where it could not be asked, why, in words."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(constraints), "--disable-pip", "--no-deps"]
    command += ["--vulnerability-service", service, "--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"no answer in {_SECONDS} seconds"
    try:
        audit = read(json.loads(done.stdout))
    except (ValueError, KeyError, TypeError):
        return (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
    return audit if audit.answered else "it knew none of the pins"


def told(audit: Audit | None, why: Mapping[str, str] | None = None) -> tuple[Iterable[str], int]:
    """What to print, and the exit code.

    Args:
        audit: what a service said; none where none could be asked.
        why: by service, why it could not be asked.
    """
    if audit is None:
        reasons = [f"{service} could not be asked: {words}" for service, words in (why or {}).items()]
        words = "No advisory service could be asked: no vulnerability was found, and none was looked for."
        return (*reasons, words, "Nothing is known either way: run this again where they are reachable."), 3
    lines = [*audit.findings]
    if audit.skipped:
        lines.append(f"not looked up: {', '.join(audit.skipped)}")
    lines.append(f"{audit.looked_up} dependencies looked up, {len(audit.findings)} known vulnerabilities")
    return lines, 1 if audit.findings else 3 if audit.skipped else 0


def _mended(versions: Iterable[str]) -> str:
    named = ", ".join(versions)
    return f" (mended in {named})" if named else " (not mended yet)"


def main() -> int:
    """Ask one service after the other until one answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--constraints", type=Path, default=HOME / "constraints.txt")
    constraints = parser.parse_args().constraints
    if find_spec("pip_audit") is None:
        print("pip-audit, which asks, is not installed: `make audit` installs it. Nothing was looked up.")
        return 3
    audit, why = None, {}
    for service in SERVICES:
        answer = ask(service, constraints)
        if isinstance(answer, Audit):
            audit = answer
            break
        why[service] = answer
    lines, code = told(audit, why)
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
