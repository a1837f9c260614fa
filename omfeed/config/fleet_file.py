"""The file in which the counts of an imported device export are kept, beside omfeed.toml: numbers, and nothing else."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from omfeed.errors import ConfigError
from omfeed.model import Fleet, FleetGroup, Platform

_FORM: Final = 1
_WORDS: Final = ("version", "enrolment", "ownership", "compliance")


def read(path: Path) -> Fleet:
    """The fleet that was imported; empty when none was.

    Raises:
        ConfigError: the file is not one that ``omfeed fleet import`` wrote.
    """
    data = _data(path)
    try:
        return Fleet() if data is None else _fleet(data)
    except (ValueError, KeyError, TypeError) as error:
        raise _foreign(path, error) from error


def imported_at(path: Path) -> datetime | None:
    """When the fleet was imported, UTC; none when none was.

    Raises:
        ConfigError: the file is not one that ``omfeed fleet import`` wrote.
    """
    data = _data(path)
    try:
        at = None if data is None else datetime.fromisoformat(data["imported"])
    except (ValueError, KeyError, TypeError) as error:
        raise _foreign(path, error) from error
    return at if at is None or at.tzinfo else at.replace(tzinfo=UTC)


def text(fleet: Fleet, *, imported: datetime) -> str:
    """What is kept of a fleet: one line a group of devices that are alike."""
    rows = [
        {name: value for name, value in dataclasses.asdict(group).items() if value not in ("", None)}
        for group in fleet.groups
    ]
    head = f'{{"form": {_FORM}, "imported": "{imported.isoformat()}", "groups": [\n'
    return head + ",\n".join(json.dumps(row) for row in rows) + "\n]}\n"


def merged(told: Fleet, imported: Fleet) -> Fleet:
    """What we manage: the import's counts for its platforms, omfeed.toml's for every other.

    An import is counted and newer; a platform that only omfeed.toml names is managed all the same.
    """
    counted = set(imported.platforms)
    return Fleet(groups=(*imported.groups, *(group for group in told.groups if group.platform not in counted)))


def _data(path: Path) -> Any | None:  # whatever JSON holds
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except json.JSONDecodeError as error:
        raise _foreign(path, error) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read ({error}).", hint="Import the devices again.") from error


def _foreign(path: Path, error: Exception) -> ConfigError:
    return ConfigError(
        f"{path} is not a file that `omfeed fleet import` wrote ({error}).",
        hint="Delete it, or import the devices again.",
    )


def _fleet(data: Any) -> Fleet:  # whatever JSON holds; what is wrong raises
    if data["form"] != _FORM:
        raise ValueError(f"its form is {data['form']}, not {_FORM}")
    return Fleet(groups=tuple(_group(row) for row in data["groups"]))


def _group(row: dict[str, object]) -> FleetGroup:
    words = {name: str(row.get(name, "")) for name in _WORDS}
    count = row.get("count")
    if count is not None and not isinstance(count, int):
        raise ValueError(f"a count is {count!r}")
    return FleetGroup(platform=Platform(str(row["platform"])), count=count, **words)
