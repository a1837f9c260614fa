"""Addresses as they stay the same from one fetch to the next: absolute, and without the publisher's tracking."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from omfeed.text.markup import absolute

_TRACKING: Final = re.compile(
    r"(?:utm_[a-z_]+|fbclid|gclid|dclid|msclkid|mc_[ce]id|wt\.mc_id|ocid|icid|igshid|_hs(?:enc|mi)|mkt_tok|cmpid)",
    re.IGNORECASE,
)
_HREF: Final = re.compile(r'(?<=\shref=")[^"]*[?][^"]*(?=")')


def untracked(url: str) -> str:
    """The address without the parameters that only tell the publisher where the reader came from."""
    if "?" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = [pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])]
    query = "&".join(kept)
    return url if query == parts.query else urlunsplit(parts._replace(query=query))


def address(url: str, base_url: str = "") -> str:
    """A foreign link made absolute and free of tracking; empty where it is no link that omfeed shows."""
    return untracked(absolute(url, base_url)) if url.strip() else ""


def untracked_html(html: str) -> str:
    """Sanitised HTML whose links carry no tracking."""
    if "?" not in html:
        return html
    return _HREF.sub(lambda found: untracked(found[0].replace("&amp;", "&")).replace("&", "&amp;"), html)
