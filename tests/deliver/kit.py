"""Letters, and a mail relay on loopback that takes down what it was handed and refuses what it is told to."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from omfeed.deliver.letters import Letter, Line


def line(number: int = 1, **more: Any) -> Line:
    """One matter."""
    told = {
        "title": f"Setting {number}",
        "url": f"https://learn.example/new#{number}",
        "severity": "high",
        "severity_word": "high",
        "kind_word": "New",
        "platforms": "iOS/iPadOS",
        "devices": "38 of your 1,204 devices",
        "text": "People will see a message.",
        "story": f"story-{number}",
    }
    return Line(**(told | more))


def letter(lines: int = 2, **more: Any) -> Letter:
    """A digest of a few matters."""
    told = {
        "subject": "Admin digest, 3 November 2026: 2 need action",
        "text": "Act now\n\n* Setting 1\n",
        "html": "<!doctype html><html lang='en'><body><h1>Act now</h1></body></html>",
        "list_id": "admins",
        "list_name": "Admin digest",
        "summary": "2 need action.",
        "lines": tuple(line(number) for number in range(1, lines + 1)),
    }
    return Letter(**(told | more))


@dataclass
class Handed:
    """One mail as the relay got it."""

    sender: str
    recipient: str
    message: EmailMessage
    raw: bytes


@dataclass
class Book:
    """What a relay took down, and what it refuses: by recipient for RCPT, by subject for DATA."""

    mails: list[Handed] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    refuse_data: str = ""
    logins: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - likewise
        """Take or refuse a mail."""
        if self.refuse_data:
            return self.refuse_data
        raw = bytes(envelope.content or b"")
        message = message_from_bytes(raw, policy=default)
        assert isinstance(message, EmailMessage)
        self.mails.extend(Handed(str(envelope.mail_from), recipient, message, raw) for recipient in envelope.rcpt_tos)
        return "250 2.0.0 Queued as 4711"


@contextlib.contextmanager
def relay(
    *,
    passwords: Mapping[str, str] | None = None,
    tokens: Mapping[str, str] | None = None,
    tls: ssl.SSLContext | None = None,
    first_byte_tls: bool = False,
) -> Iterator[Book]:
    """A relay on a free port of loopback.

    Args:
        passwords: who may sign in with which password; then everybody must.
        tokens: who may sign in with which token (XOAUTH2).
        tls: certificate; the relay then wants STARTTLS before signing in.
        first_byte_tls: speak TLS from the first byte instead.
    """
    book = Book()

    def known(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        user, password = data.login.decode(), data.password.decode()
        good = (passwords or {}).get(user) == password
        book.logins.append(f"{mechanism} {user}")
        return AuthResult(success=good, handled=False) if not good else AuthResult(success=True)

    class Server(SMTP):
        async def auth_XOAUTH2(self, _: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 - likewise
            """Sign in by token."""
            import base64

            told = base64.b64decode(args[1]).decode()
            user, bearer = told.split("\1")[0].removeprefix("user="), told.split("\1")[1].removeprefix("auth=Bearer ")
            book.logins.append(f"XOAUTH2 {user}")
            return AuthResult(success=(tokens or {}).get(user) == bearer)

    class Loopback(Controller):
        def _trigger_server(self) -> None:
            assert self.server is not None
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()

        def factory(self) -> SMTP:
            return Server(
                self.handler,
                authenticator=known if passwords or tokens else None,
                auth_required=bool(passwords or tokens),
                auth_require_tls=bool(tls),
                require_starttls=bool(tls) and not first_byte_tls,
                tls_context=None if first_byte_tls else tls,
                hostname="relay.example",
            )

    controller = Loopback(book, hostname="127.0.0.1", port=0, ssl_context=tls if first_byte_tls else None)
    controller.start()
    book.port = controller.port
    try:
        yield book
    finally:
        controller.stop()
