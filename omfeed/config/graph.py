"""The table ``[graph]`` of omfeed.toml: as which application Microsoft Graph is read; of secrets it names variables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from omfeed.config.keys import FLAG, TEXT, VARIABLE, choice, key, text
from omfeed.model import Source
from omfeed.net.graph.access import CLOUDS, Access, at_graph

_NAME: Final = text("id or domain of a tenant", pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$")
_ID: Final = text(
    "id such as 00000000-0000-0000-0000-000000000000",
    pattern=r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
)
_THUMBPRINT: Final = text("40 hexadecimal digits", pattern=r"^(?:[0-9A-Fa-f]{2}:?){20}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphTable:
    """``[graph]``: the application that reads Microsoft Graph for this tenant."""

    tenant: str = key(_NAME, "", "Tenant, by id or domain; left out with a managed identity.")
    client_id: str = key(_ID, "", "Id of the application; of a user-assigned managed identity, if that is used.")
    certificate: str = key(TEXT, "", "File with private key and certificate, PEM or PFX; the best way to sign in.")
    certificate_password_env: str = key(VARIABLE, "", "Variable that holds the password of that file.")
    thumbprint: str = key(_THUMBPRINT, "", "SHA-1 of the certificate, for a PEM that holds the key alone.")
    secret_env: str = key(VARIABLE, "", "Variable that holds a client secret, where no certificate can be had.")
    managed_identity: bool = key(FLAG, False, "Sign in as this machine; for machines in Azure, without any secret.")
    cloud: str = key(choice(*CLOUDS), "global", "Which of Microsoft's clouds the tenant is in.")


def graph_fault(table: GraphTable) -> str:
    """What is wrong with a graph table whose keys are right one by one, or nothing."""
    ways = [name for name in ("certificate", "secret_env", "managed_identity") if getattr(table, name)]
    if len(ways) > 1:
        return f"one way to sign in is enough; {' and '.join(ways)} are given."
    if ways and ways != ["managed_identity"] and not (table.tenant and table.client_id):
        return "tenant and client_id are needed to sign in."
    if not ways and (table.tenant or table.client_id):
        return "a way to sign in is missing: certificate, secret_env or managed_identity."
    return ""


def access(table: GraphTable, beside: Path, environ: Mapping[str, str]) -> tuple[Access | None, str]:
    """Who reads Graph, or none and why.

    Args:
        table: what the file says.
        beside: the folder of the file, in which a certificate is looked for.
        environ: the environment, from which secrets come.
    """
    if not (table.certificate or table.secret_env or table.managed_identity):
        return None, "It reads Microsoft Graph, and no [graph] in omfeed.toml says as which application."
    for name in (table.secret_env, table.certificate_password_env):
        if name and not environ.get(name):
            return None, f"It reads Microsoft Graph, and the environment variable {name}, named in [graph], is not set."
    made = Access(
        tenant=table.tenant,
        client_id=table.client_id,
        secret=environ.get(table.secret_env, "") if table.secret_env else "",
        certificate=beside / table.certificate if table.certificate else None,
        certificate_password=environ.get(table.certificate_password_env, "") if table.certificate_password_env else "",
        thumbprint=table.thumbprint,
        managed_identity=table.managed_identity,
        cloud=CLOUDS[table.cloud],
    )
    return made, ""


def unread(sources: Iterable[Source], allowed: Access | None, why: str) -> Mapping[str, str]:
    """The sources that are on, stand in Graph and cannot be read without an application: by id, with the reason."""
    if allowed is not None:
        return {}
    return {one.id: why for one in sources if one.enabled and at_graph(one.url)}
