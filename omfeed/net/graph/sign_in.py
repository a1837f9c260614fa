"""Signs an application in at Microsoft Entra by msal, the vendor's library, through omfeed's own client.

Tokens are kept in memory and go with the run. msal never gets a network of its own: it is handed an object with the
two methods it uses, and each request goes through the guard like any other.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Protocol
from urllib.parse import urlencode, urlsplit

from omfeed.errors import BadStatus, ConfigError, FetchError, NotAllowed
from omfeed.net.graph.access import Access
from omfeed.net.request import Failed, Fetched, Fresh, Request

_CERTIFICATE: Final = b"-----BEGIN CERTIFICATE-----"
_CODE: Final = re.compile(r"AADSTS(\d{4,7})")
_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "90002": ("does not know the tenant “{tenant}”", "Check tenant and cloud in [graph]."),
    "900023": ("does not know the tenant “{tenant}”", "Check tenant and cloud in [graph]."),
    "700016": ("knows no application {client} in the tenant “{tenant}”", "Check client_id and tenant in [graph]."),
    "7000215": ("does not accept the secret", "Put the secret's value (not its id) into the variable of secret_env."),
    "7000222": ("says that the secret has run out", "Make a new one in the application's “Certificates & secrets”."),
    "700027": ("does not know the certificate", "Upload its public part to the application; check the thumbprint."),
    "700024": ("refuses the signature for its time", "Set this machine's clock; certificates must be within validity."),
    "7000112": ("says that the application is switched off", "Switch it on under “Enterprise applications”."),
    "53003": ("refuses by conditional access", "Let this application sign in from this network."),
    "500011": ("does not know that service in this tenant", "Check cloud in [graph]."),
    "900382": ("says that the application belongs to another cloud", "Check cloud in [graph]."),
}
"""What the commonest codes mean (Microsoft: “Microsoft Entra authentication and authorization error codes”)."""


class Net(Protocol):
    """The way out."""

    def send(self, request: Request) -> Fetched:
        """One attempt at a request; failures are values."""
        ...


@dataclass(slots=True)
class _Answer:
    """A response in the shape that msal reads."""

    status_code: int
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def raise_for_status(self) -> None:
        """As msal wants it."""
        if self.status_code >= 400:
            raise BadStatus(f"Microsoft Entra answered {self.status_code}.", status=self.status_code)


class _Http:
    """What msal sees of the network."""

    def __init__(self, net: Net, access: Access) -> None:
        self._net = net
        self._access = access

    def get(self, url: str, params: object = None, headers: Mapping[str, str] | None = None, **_: object) -> _Answer:
        """As msal asks."""
        query = urlencode(params) if isinstance(params, dict) and params else ""
        full = f"{url}{'&' if '?' in url else '?'}{query}" if query else url
        return self._ask(Request(full, headers=_sent(headers), accept="application/json"))

    def post(
        self,
        url: str,
        params: object = None,
        data: object = None,
        headers: Mapping[str, str] | None = None,
        **_: object,
    ) -> _Answer:
        """As msal asks."""
        del params
        body = (urlencode(data) if isinstance(data, dict) else str(data or "")).encode()
        form = {"Content-Type": "application/x-www-form-urlencoded", **_sent(headers)}
        return self._ask(Request(url, method="POST", body=body, headers=form, accept="application/json"))

    def close(self) -> None:
        """The client belongs to the run."""

    def _ask(self, request: Request) -> _Answer:
        # A managed identity is told by a service on or beside this machine, which no other request may reach.
        by_machine = self._access.managed_identity
        at_metadata = by_machine and urlsplit(request.url).hostname == "169.254.169.254"
        inside = (by_machine and not at_metadata) or self._access.allow_private
        answer = self._net.send(replace(request, allow_private=inside, allow_metadata=at_metadata))
        if isinstance(answer, Fresh):
            return _Answer(answer.status, answer.body.decode("utf-8", "replace"))
        assert isinstance(answer, Failed)  # noqa: S101  # an unconditional request is never answered with “unchanged”
        error = answer.error
        # What Entra says no to is msal's to understand; what may pass by itself is ours to repeat.
        if isinstance(error, BadStatus) and not error.transient:
            return _Answer(error.status, error.body.decode("utf-8", "replace"))
        raise error


def _sent(headers: Mapping[str, str] | None) -> dict[str, str]:
    """What msal sends along, without what the client sets itself."""
    return {name: value for name, value in (headers or {}).items() if value and name.lower() != "accept"}


class SignIn:
    """Gets access tokens and keeps them in memory; used by several threads.

    Args:
        access: who signs in, and where.
        net: the way out.
    """

    def __init__(self, access: Access, net: Net) -> None:
        self._access = access
        self._http = _Http(net, access)
        self._lock = threading.Lock()
        self._application: Any = None  # msal has no types

    def token(self, resource: str = "", *, fresh: bool = False) -> str:
        """An access token.

        Args:
            resource: what it is for, as an address; empty: Graph.
            fresh: a new one, because the one that was kept is no longer taken.

        Raises:
            ConfigError: msal is not installed, or the certificate cannot be read.
            NotAllowed: Entra gives none; the words say why and never hold a secret.
            FetchError: Entra could not be reached.
        """
        of = resource or self._access.cloud.graph
        with self._lock:
            try:
                answer = self._acquire(of, fresh=fresh)
            except (FetchError, ConfigError):
                raise
            except Exception as error:
                # msal raises its own errors, those of its parsers, and those of the library that signs.
                raise self._not_found(error) from error
        token = answer.get("access_token")
        if isinstance(token, str) and token and token.isascii():
            return token
        raise self._refusal(answer)

    def _acquire(self, resource: str, *, fresh: bool) -> Mapping[str, object]:
        if self._application is None or fresh:
            self._application = self._made()
        application = self._application
        if self._access.managed_identity:
            answer: object = application.acquire_token_for_client(resource=resource)
        else:
            answer = application.acquire_token_for_client(scopes=[f"{resource}/.default"])
        return answer if isinstance(answer, Mapping) else {}

    def _made(self) -> object:
        try:
            import msal
        except ImportError as error:
            raise ConfigError(
                "Microsoft Graph needs the library msal, which is not installed.",
                hint="Install it: pip install 'omfeed[graph]'.",
            ) from error
        access = self._access
        if access.managed_identity:
            identity = (
                msal.UserAssignedManagedIdentity(client_id=access.client_id)
                if access.client_id
                else msal.SystemAssignedManagedIdentity()
            )
            return msal.ManagedIdentityClient(identity, http_client=self._http)
        # The login's host is ours to say (``CLOUDS``), so msal need not ask Microsoft which hosts there are.
        return msal.ConfidentialClientApplication(
            access.client_id,
            client_credential=_credential(access),
            authority=f"{access.cloud.login}/{access.tenant}",
            http_client=self._http,
            instance_discovery=False,
            enable_pii_log=False,
        )

    def _not_found(self, error: Exception) -> FetchError:
        access = self._access
        if "authority" in str(error).lower() or isinstance(error, KeyError):
            return NotAllowed(
                f"Microsoft Entra does not know the tenant “{access.tenant}” at {access.cloud.login}.",
                hint="Check tenant and cloud in [graph].",
            )
        if access.certificate is not None:
            return NotAllowed(
                f"Signing in with {access.certificate.name} failed ({type(error).__name__}).",
                hint="It must hold private key and certificate (PEM or PFX); check its password.",
            )
        return NotAllowed(f"Signing in at Microsoft Entra failed ({type(error).__name__}).", hint="Check [graph].")

    def _refusal(self, answer: Mapping[str, object]) -> NotAllowed:
        access = self._access
        said = str(answer.get("error_description", ""))
        found = _CODE.search(said)
        code = found[1] if found else ""
        if access.managed_identity:
            return NotAllowed(
                "This machine's managed identity gives no token for Microsoft Graph.",
                hint="Assign an identity to the machine; for a user-assigned one set client_id in [graph].",
            )
        words, hint = _WORDS.get(code, ("gives no token", "Look the code up at login.microsoftonline.com/error."))
        named = f" (AADSTS{code})" if code else f" ({str(answer.get('error', 'no reason given'))[:60]})"
        told = words.format(tenant=access.tenant, client=access.client_id)
        return NotAllowed(f"Microsoft Entra {told}{named}.", hint=hint)


def _credential(access: Access) -> object:
    """What msal signs with."""
    if access.certificate is None:
        return access.secret
    file = access.certificate
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"The certificate {file} cannot be read ({error.strerror or error}).",
            hint="Check certificate in [graph] and the file's permissions.",
        ) from error
    password = access.certificate_password or None
    if b"-----BEGIN" not in data:
        return {"private_key_pfx_path": str(file), "passphrase": password}
    made: dict[str, object] = {"private_key": data.decode("latin-1")}
    if password:
        made["passphrase"] = password
    if access.thumbprint:
        made["thumbprint"] = access.thumbprint.replace(":", "")
    elif _CERTIFICATE in data:
        made["public_certificate"] = data[data.index(_CERTIFICATE) :].decode("latin-1")
    else:
        raise ConfigError(
            f"{file} holds no certificate.", hint="Put the certificate beside the key, or set thumbprint in [graph]."
        )
    return made


def certificate_end(access: Access) -> datetime | None:
    """When the certificate that signs ends (UTC); none where there is none, or it cannot be read here."""
    if access.certificate is None:
        return None
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import pkcs12

        data = access.certificate.read_bytes()
        if b"-----BEGIN" in data:
            return x509.load_pem_x509_certificate(data[data.index(_CERTIFICATE) :]).not_valid_after_utc
        password = access.certificate_password.encode() or None
        found = pkcs12.load_key_and_certificates(data, password)[1]
    except (ImportError, OSError, ValueError):
        return None
    return found.not_valid_after_utc if found is not None else None
