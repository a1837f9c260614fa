"""Who signs in at Microsoft Entra, and where: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """One of Microsoft's clouds; each has its own login and its own Graph (Microsoft: “national cloud deployments”)."""

    login: str
    graph: str


CLOUDS: Final[Mapping[str, Cloud]] = {
    "global": Cloud(login="https://login.microsoftonline.com", graph="https://graph.microsoft.com"),
    "usgov": Cloud(login="https://login.microsoftonline.us", graph="https://graph.microsoft.us"),
    "dod": Cloud(login="https://login.microsoftonline.us", graph="https://dod-graph.microsoft.us"),
    "china": Cloud(login="https://login.partner.microsoftonline.cn", graph="https://microsoftgraph.chinacloudapi.cn"),
}
"""The clouds by the names that a configuration uses."""

_HOSTS: Final = frozenset(urlsplit(cloud.graph).hostname for cloud in CLOUDS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """An application that may read Graph. One of ``secret``, ``certificate`` and ``managed_identity`` is set."""

    tenant: str = ""
    """Id or a domain of the tenant; empty with a managed identity, which belongs to one."""
    client_id: str = ""
    """Id of the application; with a managed identity that of a user-assigned one, or empty."""
    secret: str = field(default="", repr=False)
    certificate: Path | None = None
    """PEM with private key and certificate, or a PFX."""
    certificate_password: str = field(default="", repr=False)
    thumbprint: str = ""
    """SHA-1 of the certificate, for a PEM that holds the private key alone."""
    managed_identity: bool = False
    cloud: Cloud = CLOUDS["global"]
    allow_private: bool = False
    """Whether login and Graph may stand at a private address; tests do."""


def at_graph(url: str, access: Access | None = None) -> bool:
    """Whether an address is one of Graph, in whichever cloud; that of ``access`` counts as well."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme != "https":
        return False
    return host in _HOSTS or (access is not None and url.startswith(access.cloud.graph + "/"))
