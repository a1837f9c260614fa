"""Sends mail through Microsoft Graph, for tenants whose relay takes no passwords.

The application signs in as it does for reading (``omfeed.net.graph``) and needs ``Mail.Send``, limited to the one
mailbox by an application access policy. The mail goes as it was composed: Graph takes MIME, base64 (``text/plain``).
"""

from __future__ import annotations

import base64
from email.message import EmailMessage
from typing import Final, Protocol
from urllib.parse import quote

from omfeed.deliver.outcome import Later, Outcome, of_answer
from omfeed.errors import ConfigError, DeliveryError, FetchError
from omfeed.net.graph.access import Access
from omfeed.net.graph.sign_in import SignIn
from omfeed.net.request import Fetched, Request

SMTP: Final = "https://outlook.office365.com"
"""What a token is for that a relay of Exchange Online takes (XOAUTH2)."""
_MOST: Final = 300


class Net(Protocol):
    """The way out."""

    def send(self, request: Request) -> Fetched:
        """One attempt at a request that changes something."""
        ...


class Tokens:
    """Gives the access token of an application; it is fetched once a run.

    Args:
        access: who signs in.
        net: the way out.
        resource: what for, as an address; empty: Graph.
    """

    def __init__(self, access: Access, net: Net, resource: str = "") -> None:
        self._sign_in = SignIn(access, net)
        self._resource = resource

    def __call__(self) -> str:
        """The token.

        Raises:
            DeliveryError: none is given; the words say why.
        """
        try:
            return self._sign_in.token(self._resource)
        except (FetchError, ConfigError) as error:
            raise DeliveryError(f"No token to send mail with: {error.message}", hint=error.hint) from error


class GraphMail:
    """Hands mails to Graph; the same face as a conversation with a relay.

    Args:
        net: the way out.
        access: who signs in, and where Graph stands.
    """

    def __init__(self, net: Net, access: Access) -> None:
        self._net = net
        self._token = Tokens(access, net)
        self._base_url = access.cloud.graph
        self._allow_private = access.allow_private

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
