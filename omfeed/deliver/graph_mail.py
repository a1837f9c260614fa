"""Sends mail through Microsoft Graph, for tenants whose relay takes no passwords, and gets the tokens for it.

The application signs in with a client secret (OAuth 2.0 client credentials) and needs ``Mail.Send``, limited to the one
mailbox by an application access policy. The mail goes as it was composed: Graph takes MIME, base64 (``text/plain``).
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Final, Protocol
from urllib.parse import quote, urlencode

from omfeed.deliver.outcome import Later, Outcome, of_answer
from omfeed.errors import DeliveryError
from omfeed.net.request import Failed, Fetched, Fresh, Request

GRAPH: Final = "https://graph.microsoft.com"
LOGIN: Final = "https://login.microsoftonline.com"
GRAPH_SCOPE: Final = "https://graph.microsoft.com/.default"
SMTP_SCOPE: Final = "https://outlook.office365.com/.default"
_MOST: Final = 300


class Net(Protocol):
    """The way out."""

    def send(self, request: Request) -> Fetched:
        """One attempt at a request that changes something."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Who signs in."""

    tenant: str
    client_id: str
    secret: str = field(repr=False)
    login: str = LOGIN
    """Where tokens are given; another one in national clouds."""
    allow_private: bool = False


class Tokens:
    """Gets an access token once and keeps it for one run.

    Args:
        application: who signs in.
        net: the way out.
        scope: what for.
    """

    def __init__(self, application: Application, net: Net, scope: str) -> None:
        self._application = application
        self._net = net
        self._scope = scope
        self._token = ""

    def __call__(self) -> str:
        """The token.

        Raises:
            DeliveryError: none is given; the words say why.
        """
        if not self._token:
            self._token = self._fetched()
        return self._token

    def _fetched(self) -> str:
        one = self._application
        form = {
            "grant_type": "client_credentials",
            "client_id": one.client_id,
            "client_secret": one.secret,
            "scope": self._scope,
        }
        answer = self._net.send(
            Request(
                f"{one.login}/{quote(one.tenant, safe='')}/oauth2/v2.0/token",
                method="POST",
                body=urlencode(form).encode(),
                headers={"Content-Type": "application/x-www-form-urlencoded"},
                accept="application/json",
                allow_private=one.allow_private,
            )
        )
        if isinstance(answer, Failed):
            raise DeliveryError(
                f"Microsoft Entra gives no token: {answer.error.message}",
                hint="Check tenant, client_id and the secret in client_secret_env; secrets run out after two years.",
            )
        try:
            token = json.loads(answer.body)["access_token"] if isinstance(answer, Fresh) else ""
        except (ValueError, KeyError, TypeError):
            token = ""
        if not isinstance(token, str) or not token.isascii() or not token:
            raise DeliveryError("Microsoft Entra answered without a token.", hint="Check tenant and client_id.")
        return token


class GraphMail:
    """Hands mails to Graph; the same face as a conversation with a relay.

    Args:
        net: the way out.
        token: gives an access token.
        base_url: where Graph stands; another one in national clouds.
        allow_private: whether it may stand at a private address (tests do).
    """

    def __init__(self, net: Net, token: Tokens, *, base_url: str = GRAPH, allow_private: bool = False) -> None:
        self._net = net
        self._token = token
        self._base_url = base_url
        self._allow_private = allow_private

    def send(self, message: EmailMessage, sender: str, recipient: str) -> Outcome:
        """Hand one mail over; ``recipient`` stands in the mail itself already."""
        del recipient
        try:
            token = self._token()
        except DeliveryError as error:
            return Later(error=str(error)[:_MOST])
        request = Request(
            f"{self._base_url}/v1.0/users/{quote(sender, safe='')}/sendMail",
            method="POST",
            body=base64.b64encode(message.as_bytes()),
            headers={"Content-Type": "text/plain", "Authorization": f"Bearer {token}"},
            allow_private=self._allow_private,
        )
        return of_answer(self._net.send(request), "Microsoft Graph")
