"""Reads when the tokens and certificates run out that tie Intune to Apple: each an entry with the day to act by.

Three addresses of Graph read alike: ``applePushNotificationCertificate`` (without it no Apple device can be managed),
``depOnboardingSettings`` (automated enrolment) and ``vppTokens`` (apps bought by volume). A renewal moves the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from omfeed.collect import graph, options
from omfeed.collect.moments import day
from omfeed.collect.shapes import Record, document
from omfeed.collect.writing import entry
from omfeed.errors import ParseError
from omfeed.model import Entry, Parsed, Source, Window

VERSION = 1
STABLE_ID = "the id of the token or certificate"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What runs out."""

    title: str
    names: tuple[str, ...]
    """Fields that tell several of the kind apart."""
    words: str
    """What happens then, and what to do."""
    platforms: tuple[str, ...]


_PUSH: Final = _Kind(
    "Apple MDM push certificate",
    (),
    "Renew it before with the same Apple Account. Once it has run out no iPhone, iPad or Mac can be managed; with a "
    "new certificate in its place every one of them must be enrolled again.",
    ("iOS", "macOS"),
)
_ENROLMENT: Final = _Kind(
    "Apple enrolment program token",
    ("tokenName",),
    "Renew it in Apple Business Manager before. Once it has run out new devices no longer enrol by themselves, and "
    "profiles are not assigned.",
    ("iOS", "macOS"),
)
_VOLUME: Final = _Kind(
    "Apple volume purchase token",
    ("organizationName", "vppTokenAccountType"),
    "Renew it in Apple Business Manager before. Once it has run out apps that were bought by volume are neither "
    "installed nor updated.",
    ("iOS", "macOS"),
)


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """What runs out, as entries in order of their keys.

    Raises:
        ParseError: the body is not JSON, an error of Graph, or holds nothing that runs out.
    """
    value = document(body, charset)
    if isinstance(value, dict) and isinstance(value.get("value"), dict):
        value = value["value"]
    if isinstance(value, dict) and any(name.casefold().endswith("expirationdatetime") for name in value):
        value = [value]
    held, warnings = graph.objects(value, "tokens or certificates", source)
    entries = [made for one in held if (made := _entry(one, source)) is not None]
    if held and not entries:
        raise ParseError("No object of the answer says when it runs out.", hint=f"Look at {source.url}.")
    return Parsed(
        entries=graph.placed(sorted(entries, key=lambda one: one.key)),
        window=options.window(source, Window.COMPLETE),
        title=source.title,
        warnings=warnings,
    )


def _entry(one: Record, source: Source) -> Entry | None:
    kind = _kind(one, source)
    ends = day(one.text("expirationDateTime", "tokenExpirationDateTime"))
    if not ends or not options.wanted(source, one.line("tokenName", "organizationName"), kind.title):
        return None
    name = ", ".join(one.line(field) for field in kind.names if one.line(field))
    return entry(
        title=f"{kind.title} ({name})" if name else kind.title,
        html=f"<p>It runs out on {escape(ends)}.</p><p>{kind.words}</p>",
        key=one.line("id") or kind.title,
        url="https://intune.microsoft.com/#view/Microsoft_Intune_DeviceSettings/DevicesEnrollmentMenu",
        facts={"action_by": ends, "platforms": kind.platforms, "product": "Microsoft Intune"},
    )


def _kind(one: Record, source: Source) -> _Kind:
    if "tokenExpirationDateTime" in one:
        return _ENROLMENT
    if "vppTokenAccountType" in one or "organizationName" in one or "vpptoken" in source.url.casefold():
        return _VOLUME
    return _PUSH
