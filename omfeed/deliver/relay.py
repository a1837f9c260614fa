"""Hands mails to a relay by SMTP, one recipient at a time, and says in words for people why one was not taken.

One conversation serves many mails. What the relay refuses for one recipient harms no other; what concerns the relay as
a whole (a wrong password, a closed door) is tried again later, because the mails themselves are good.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from types import TracebackType
from typing import Final

from omfeed.deliver.outcome import Delivered, Later, Never, Outcome
from omfeed.errors import DeliveryError, FetchError, TimedOut, Unreachable
from omfeed.net.dial import Dialler
from omfeed.net.smtp import GuardedSMTP, GuardedSMTPS
from omfeed.text.visible import visible

_MOST: Final = 200
_PERMANENT: Final = 500
_ENDS_TALK: Final = frozenset({421, 454, 530, 534, 535, 538})
"""Replies that concern the conversation, not this mail: it is ended, and the mail is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """A mail relay and how it is spoken to."""

    host: str
    port: int = 587
    security: str = "starttls"
    """``starttls``, ``tls`` (from the first byte, port 465) or ``none`` (a relay inside the house)."""
    user: str = ""
    password: str = field(default="", repr=False)
    token: Callable[[], str] | None = field(default=None, repr=False)
    """Gives an access token for XOAUTH2 in place of a password."""
    allow_private: bool = True
    """Relays usually stand inside the house; the address is the administrator's own."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing a relay says, in words for people."""

    pattern: re.Pattern[str]
    words: str
    forever: bool = False
    """Whether it concerns this mail for good, rather than the relay as it stands now."""


def _trouble(pattern: str, words: str, *, forever: bool = False) -> Trouble:
    return Trouble(re.compile(pattern, re.IGNORECASE | re.DOTALL), words, forever)


TROUBLES: Final = (
    _trouble(
        r"^535.*5\.7\.139|SmtpClientAuthentication is disabled",
        "Exchange Online has SMTP sign-in by password switched off for this tenant. Use a relay by connector, or"
        ' security by token (auth = "xoauth2"), or method = "graph".',
    ),
    _trouble(
        r"^550.*5\.7\.30|Basic authentication is not supported",
        "Exchange Online takes no passwords for sending any more. Use a relay by connector, or security by token"
        ' (auth = "xoauth2"), or method = "graph".',
    ),
    _trouble(r"^530.*5\.7\.57|not authenticated to send", "The relay wants us to sign in. Give user and password_env."),
    _trouble(r"^530.*(?:STARTTLS|TLS)", 'The relay wants a private line. Set security = "starttls".'),
    _trouble(r"^(?:535|534)", "The relay does not accept our user and password. Check them."),
    _trouble(
        r"^550.*5\.7\.60|SendAsDenied|^553.*5\.7\.1|not allowed to send as",
        "The relay does not let us send in this sender's name. Give the account the right to, or change `from`.",
    ),
    _trouble(
        r"^55[04].*5\.7\.(?:54|64)|relay(?:ing)? (?:access )?denied|unable to relay",
        "The relay does not take mail for this recipient from us. Ask its administrator to allow this machine.",
        forever=True,
    ),
    _trouble(
        r"^55\d.*5\.1\.(?:1|10)|user unknown|no such user|mailbox unavailable",
        "There is no such mailbox.",
        forever=True,
    ),
    _trouble(r"^55\d.*5\.2\.2|mailbox (?:is )?full|over quota", "The mailbox is full."),
    _trouble(
        r"^552.*5\.(?:2\.3|3\.4)|message (?:size|too large)",
        "The mail is larger than the relay or the mailbox takes.",
        forever=True,
    ),
    _trouble(r"^55[04].*5\.7\.1", "The recipient's system refuses our mail by its rules.", forever=True),
)
"""What relays say and what it means, first fit wins. Codes after Microsoft's and RFC 3463's lists."""


class Post:
    """A conversation with a relay that is begun when the first mail needs it; a context manager.

    Args:
        relay: which one.
        seconds: for connecting and for each answer.
        dialler: opens the connection; tests give one that records.
        context: TLS context; by default one that trusts what this machine trusts.
    """

    def __init__(
        self,
        relay: Relay,
        *,
        seconds: float = 20.0,
        dialler: Dialler | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._relay = relay
        self._seconds = seconds
        self._dialler = dialler
        self._context = context
        self._line: GuardedSMTP | None = None

    def __enter__(self) -> Post:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the conversation."""
        if self._line is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._line.quit()
            self._hang_up()

    def send(self, message: EmailMessage, sender: str, recipient: str) -> Outcome:
        """Hand one mail over; never raises for what a relay says or fails to say."""
        try:
            line = self._open()
            said = self._talk(line, message, sender, recipient)
        except smtplib.SMTPResponseException as error:
            return self._refused(error.smtp_code, error.smtp_error)
        except smtplib.SMTPNotSupportedError as error:
            self._hang_up()
            return Later(error=f"{self._name} cannot do what was asked: {error}. Check security, user and password.")
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._hang_up()
            # smtplib makes a disconnection of whatever it met while it read.
            silent = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
            words = f"The connection to {self._name} broke: {error or 'it hung up'}."
            return Later(error=words, is_away=silent)
        except (DeliveryError, FetchError) as error:
            self._hang_up()
            return Later(error=str(error), is_away=isinstance(error, TimedOut | Unreachable))
        except smtplib.SMTPException as error:
            self._hang_up()
            return Later(error=f"{self._name} did not go on: {error}.")
        return Delivered(receipt=said)

    @property
    def _name(self) -> str:
        return f"the relay {self._relay.host}:{self._relay.port}"

    def _talk(self, line: GuardedSMTP, message: EmailMessage, sender: str, recipient: str) -> str:
        _taken(line.mail(sender))
        _taken(line.rcpt(recipient))
        return _taken(line.data(message.as_bytes()))

    def _open(self) -> GuardedSMTP:
        if self._line is not None:
            return self._line
        relay = self._relay
        kind = GuardedSMTPS if relay.security == "tls" else GuardedSMTP
        line = kind(
            relay.host,
            relay.port,
            allow_private=relay.allow_private,
            seconds=self._seconds,
            dialler=self._dialler,
            context=self._context,
        )
        self._line = line
        line.ehlo_or_helo_if_needed()
        if relay.security == "starttls":
            line.starttls()
            line.ehlo_or_helo_if_needed()
        if relay.token is not None:
            told = f"user={relay.user}\1auth=Bearer {relay.token()}\1\1"
            line.auth("XOAUTH2", lambda challenge=None: told if challenge is None else "")
        elif relay.user:
            line.login(relay.user, relay.password)
        return line

    def _refused(self, code: int, said: bytes | str) -> Outcome:
        if code in _ENDS_TALK or self._line is None:
            self._hang_up()
        else:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._line.rset()
        return explain(code, _text(said))

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


def explain(code: int, said: str) -> Outcome:
    """What a relay's answer means, in words, with the answer itself behind them.

    Args:
        code: its three digits.
        said: the rest of it.
    """
    answer = f"{code} {said}".strip()
    for trouble in TROUBLES:
        if trouble.pattern.search(answer):
            words = f"{trouble.words} (It said: {answer[:_MOST]})"
            return Never(error=words) if trouble.forever and code >= _PERMANENT else Later(error=words)
    if code >= _PERMANENT and code not in _ENDS_TALK:
        return Never(error=f"The mail was refused. (The relay said: {answer[:_MOST]})")
    return Later(error=f"The relay did not take the mail now. (It said: {answer[:_MOST]})")


def _taken(answer: tuple[int, bytes]) -> str:
    """What the relay said when it agreed.

    Raises:
        SMTPResponseException: it did not.
    """
    code, said = answer
    if not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, said)
    return f"{code} {_text(said)}"[:_MOST]


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return visible(" ".join(text.split()))
