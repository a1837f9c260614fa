"""Checks of single values that a type cannot make: locales, time zones, addresses.

Each says in words what is wrong with a value, or nothing.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from omfeed.config.words import listed, nearest, shown
from omfeed.errors import Refused
from omfeed.net.proxy import proxy
from omfeed.text import addresses

LOCALES: Final = frozenset(
    "ar-sa bg-bg bs-latn-ba ca-es cs-cz da-dk de-at de-ch de-de el-gr en-au en-ca en-gb en-ie en-in en-my en-nz en-sg"
    " en-us en-za es-es es-mx et-ee eu-es fi-fi fil-ph fr-be fr-ca fr-ch fr-fr ga-ie gl-es he-il hi-in hr-hr hu-hu"
    " id-id is-is it-ch it-it ja-jp ka-ge kk-kz ko-kr lb-lu lt-lt lv-lv ms-my mt-mt nb-no nl-be nl-nl pl-pl pt-br"
    " pt-pt ro-ro ru-ru sk-sk sl-si sr-cyrl-rs sr-latn-rs sv-se th-th tr-tr uk-ua vi-vn zh-cn zh-hk zh-tw".split()
)
"""Languages of Microsoft Learn, as they stand in its addresses."""

CONTACT_FORM: Final = r"^[\x21-\x7e]+(@|://)[\x21-\x7e]+$"
"""Something that fits in a header: printable, no spaces, a mail address or an address on the web."""


def locale_fault(value: str) -> str:
    """What is wrong with a locale."""
    if value in LOCALES:
        return ""
    if value.lower().replace("_", "-") in LOCALES:
        return f'"{value}" is written "{value.lower().replace("_", "-")}" in addresses.'
    meant = nearest(value, sorted(LOCALES))
    guess = f' Did you mean "{meant}"?' if meant else ""
    return f'the locale "{value}" is not known.{guess} Allowed: {listed(sorted(LOCALES))}.'


def zone_fault(value: str) -> str:
    """What is wrong with the name of a time zone."""
    if value == "UTC":
        return ""
    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError):  # unknown, the name of a folder, a path out of the database
        pass
    else:
        return ""
    meant = nearest(value, sorted(available_timezones()))
    guess = f' Did you mean "{meant}"?' if meant else ""
    return f'the time zone "{value}" is not known.{guess} Allowed: IANA names such as "Europe/Berlin" or "UTC".'


def source_url_fault(value: str) -> str:
    """What is wrong with the address of a source, which may name its month."""
    return addresses.fault(value) or url_fault(addresses.filled(value, date(2000, 1, 1)))


def url_fault(value: str) -> str:
    """What is wrong with an address."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it is what refuses a bad port
    except ValueError as error:
        return f'"{value}" is not an address: {error}.'
    if parts.scheme == "file":
        return ""
    if parts.username or parts.password:
        return "an address holds no user or password; secrets come from environment variables."
    if not parts.hostname:
        return f'"{value}" names no host.'
    return ""


def proxy_fault(value: str) -> str:
    """What is wrong with the address of a proxy."""
    try:
        proxy(value)
    except Refused as error:
        return f"{error.message} Write http://host:port; its password comes from proxy_authorization_env."
    return ""


_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_VARIABLE: Final = re.compile(r"[A-Z][A-Z0-9_]*")
"""A name that is surely meant as one of an environment variable."""
_CLOCK: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def address_fault(value: str) -> str:
    """What is wrong with a mail address."""
    if _ADDRESS.fullmatch(value) and ".." not in value:
        return ""
    return f'"{shown(value)}" is not one plain mail address such as "helpdesk@example.com".'


def receiver_fault(value: str) -> str:
    """What is wrong with the address of a mail's receiver, where others' receivers are named by a variable."""
    fault = address_fault(value)
    if not fault or ("@" in value and "/" not in value):
        return fault
    if _VARIABLE.fullmatch(value):
        return (
            f'"{value}" is no mail address. The variable that holds the address of a chat, webhook or ticket system '
            f'is named in `to_env`: write to_env = "{value}" in place of `to`.'
        )
    if "/" in value:
        return (
            "a web address is no mail address, and a secret: put it into an environment variable and name that in "
            '`to_env`, such as to_env = "OMFEED_HOOK", in place of `to`.'
        )
    return f"{fault} The receiver of anything but mail is named in `to_env`."


def clock_fault(value: str) -> str:
    """What is wrong with a time of day."""
    return "" if _CLOCK.fullmatch(value) else f'"{value}" is not a time of day such as "07:30".'
