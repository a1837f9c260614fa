"""Hands a letter to any service that Apprise knows, through omfeed's own way out.

The address (``discord://…``, ``matrixs://…``, ``jsons://…``) is a secret, comes from the environment, and is shown
nowhere: errors name the service. Apprise forms the message; every request of it goes through the guarded client
(``omfeed.net.lent``), and a service that goes out otherwise (mail, MQTT, IRC, D-Bus, …) is refused. Nothing of Apprise
is imported before a message of this channel is sent.
"""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from omfeed.deliver.letters import Letter
from omfeed.deliver.outcome import Delivered, Later, Never, Outcome, of_answer
from omfeed.net.lent import Lending, Net, lend
from omfeed.net.request import Failed

INSTALL: Final = "pip install 'omfeed[apprise]'"
"""What brings the library."""
_URGENT: Final = "failure"
_PLAIN: Final = "info"


def is_installed() -> bool:
    """Whether the library is there; it is not loaded for that."""
    from importlib.util import find_spec

    return find_spec("apprise") is not None


def send(letter: Letter, url: str, net: Net, *, allow_private: bool = False) -> Outcome:
    """Hand a letter over; one attempt, never raises for what the service says.

    Args:
        letter: its subject and its text are sent, for no form fits all services.
        url: the service's address in Apprise's form, a secret.
        net: the guarded client.
        allow_private: whether the host written in the address may stand inside the house.
    """
    if not is_installed():
        return Later(error=f"Other services need Apprise, which is not installed: {INSTALL}")
    sender = _sender(url)
    if sender is None:
        return Never(error="Apprise knows no service at this address. Its first part names the service: discord://…")
    name = str(sender[0].service_name)
    # What fails is tried again by us, patiently, not by a library in the middle of the night.
    sender[0].retry = 0
    private_host = (urlsplit(url).hostname or "").lower() if allow_private else ""
    with _quiet(), lend(net, private_host=private_host) as lending:
        done = bool(
            sender.notify(
                title=letter.subject,
                body=letter.text,
                notify_type=_URGENT if letter.urgent else _PLAIN,
                body_format="text",
            )
        )
    if lending.stopped:
        return Never(
            error=f"{name} does not go out by HTTP, so that omfeed's guard cannot see where to; nothing was sent."
        )
    if done and lending.answers:
        return Delivered(receipt=f"taken by {name}")
    return _of(lending, name) or Never(
        error=f"{name} was not asked: Apprise finds the address or the message unfit. Check the address."
    )


def _of(lending: Lending, name: str) -> Outcome | None:
    """What the answers mean together: the first that failed speaks."""
    for answer in lending.answers:
        if isinstance(answer, Failed):
            return of_answer(answer, name)
    return Never(error=f"{name} answered, and Apprise reads it as a refusal.") if lending.answers else None


def _sender(url: str) -> Any:  # Apprise has no types
    """Apprise with this one service, or none where it knows none."""
    with _quiet():
        import apprise

        asset = apprise.AppriseAsset(app_id="omfeed", app_desc="omfeed", app_url="", async_mode=False)
        sender = apprise.Apprise(asset=asset)
        known = sender.add(url)
    return sender if known and len(sender) == 1 else None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Without the library's log, which may name addresses, and without warnings about its own code."""
    log = logging.getLogger("apprise")
    kept, log.disabled = log.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.disabled = kept
