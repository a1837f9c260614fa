"""Finds the devices in a dump of Microsoft Graph: one answer, pages one after another, a batch, or an object a line.

An answer that says no is none of these: what it leaves out would be missed in silence. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from omfeed.assess import fleet_values
from omfeed.assess.fleet_values import Row
from omfeed.errors import ConfigError

_DEEPEST: Final = 6
"""How deep devices may lie: in pages, in answers of a batch, in a list."""
_BLANK: Final = re.compile(r"[\s,\ufeff]*")
_PAGE: Final = re.compile(r'"value"\s*:\s*\[')
_CODE: Final = re.compile(r"[A-Za-z0-9_.]{1,60}")
_REFUSED: Final = 400
"""The first number by which HTTP says no."""


def rows(text: str, name: str) -> Iterator[Row]:
    """The five cells of each device that are looked at; a device without an operating system has empty ones.

    Args:
        text: JSON.
        name: what to call the file in messages.

    Raises:
        ConfigError: it is no whole JSON, holds nothing, or Graph refused a part of it.
    """
    yield from of_devices(_devices_in(text, name))


def of_devices(devices: Iterable[Mapping[str, object]]) -> Iterator[Row]:
    """The same of device objects, whatever case their names are in."""
    for one in devices:
        names = {key.casefold(): value for key, value in one.items()}

        def said(key: str, names: Mapping[str, object] = names) -> str:
            value = names.get(key)
            return value if isinstance(value, str) else ""

        way = said("deviceenrollmenttype")
        if names.get("issupervised") is True and not fleet_values.way(way):
            way = "supervised"
        yield (
            said("operatingsystem"),
            said("osversion"),
            said("manageddeviceownertype") or said("ownertype"),
            way,
            said("compliancestate"),
            "",
        )


def unfinished(text: str) -> bool:
    """Whether the last page of a dump names a further one, which it does not hold."""
    links = text.count('"@odata.nextLink"')
    # The link stands before or after the devices of its page; there is one for each page but the last.
    return links > 0 and links >= len(_PAGE.findall(text))


def _devices_in(text: str, name: str) -> Iterator[Mapping[str, object]]:
    decoder = json.JSONDecoder()
    at = 0
    met = False
    while at < len(text):
        match = _BLANK.match(text, at)
        at = match.end() if match else at
        if at >= len(text):
            break
        try:
            value, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ConfigError(f"{name} is not whole JSON: {_where(error)}.", hint="Dump the devices again.") from error
        met = True
        yield from _devices(value, name)
    if not met:
        raise ConfigError(f"{name} is empty.", hint="Dump the devices again.")


def _where(error: Exception) -> str:
    return str(error) if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"


def _devices(value: object, name: str, depth: int = 0) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _devices(one, name, depth + 1)
    elif isinstance(value, dict):
        _heed(value, name)
        inner = value.get("value", value.get("Value"))
        answers = value.get("responses")
        if isinstance(inner, list | dict):
            yield from _devices(inner, name, depth + 1)
        elif isinstance(answers, list):
            for answer in answers:
                if isinstance(answer, dict):
                    _heed(answer, name)
                    yield from _devices(answer.get("body"), name, depth + 1)
        else:
            yield value


def _heed(answer: Mapping[str, object], name: str) -> None:
    """An answer that says no is told by its code alone: its words may name an application or a person."""
    fault, status = answer.get("error"), answer.get("status")
    body = answer.get("body")
    if isinstance(body, Mapping) and not isinstance(fault, Mapping):
        fault = body.get("error")
    refused = isinstance(status, int) and status >= _REFUSED and "body" in answer
    if not isinstance(fault, Mapping) and not refused:
        return
    code = fault.get("code") if isinstance(fault, Mapping) else None
    told = code if isinstance(code, str) and _CODE.fullmatch(code) else f"status {status}" if refused else "an error"
    raise ConfigError(
        f"{name} holds an answer in which Graph says no ({told}), not the devices.",
        hint="Give what dumps them the right DeviceManagementManagedDevices.Read.All, and dump all of them again.",
    )
