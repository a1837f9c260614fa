"""What parts of a sentence mean together for whoever runs a fleet: something ends, or is to be made anew.

Each join names the parts that one sentence must have (``omfeed.assess.tables.parts``) and those it must not have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """One rule: parts of a sentence that together call for action."""

    name: str
    parts: frozenset[str]
    """All of them must be heard in one sentence."""
    without: frozenset[str] = frozenset()
    """None of them may be."""
    weight: float
    kind: str
    """``end``, ``demand`` or ``turn`` (of what is set up): of each kind the weightiest join of an entry counts."""
    yes: str
    """A sentence that it must fit."""
    no: str
    """A sentence that it must not fit."""


_DEMANDS: Final = frozenset(
    {"must", "must-redo", "told-to", "told-to-redo", "users-made-to", "users-must-renew", "called-on"}
)


def _join(name: str, parts: str, weight: float, yes: str, no: str, without: str = "") -> Join:
    kind = "end" if _DEMANDS.isdisjoint(parts.split()) else "demand"
    if "turned-by-itself" in parts.split():
        kind = "turn"
    # What is to be written or told to others is no preparation of the fleet.
    without = f"{without} paperwork" if kind == "demand" else without
    return Join(
        kind=kind,
        name=name,
        parts=frozenset(parts.split()),
        without=frozenset(without.split()),
        weight=weight,
        yes=yes,
        no=no,
    )


JOINS: Final[tuple[Join, ...]] = (
    _join(
        "ends-on-a-day", "dated ceases", 4.5, "the old root expires on 12 april", "the root expires some day", "rollout"
    ),
    _join("refused-on-a-day", "dated refused", 4.5, "such tokens are revoked in april", "tokens are revoked by admins"),
    _join("cannot-from-a-day", "dated cannot", 4.5, "from may devices can't enroll", "some devices can't enroll"),
    _join("not-after-a-day", "dated any-more", 4.5, "after june it no longer works", "it no longer works"),
    _join(
        "ends-upon-release",
        "upon-release ceases",
        4.0,
        "after this update legacy links will fail",
        "links will fail",
        "offered",
    ),
    _join(
        "refused-upon-release",
        "upon-release refused",
        4.0,
        "once this update is in, unsigned binds are rejected",
        "unsigned binds are rejected",
        "offered",
    ),
    _join(
        "cannot-upon-release",
        "upon-release cannot",
        4.0,
        "after that, admins can't assign apps",
        "admins can't assign apps",
        "offered",
    ),
    _join("not-any-more", "any-more", 3.5, "the profiles don't work anymore", "the profiles work", "offered"),
    _join("old-ones-end", "what-is-old ceases", 3.5, "older connectors will fail", "connectors will fail", "offered"),
    _join(
        "old-ones-refused",
        "what-is-old refused",
        3.5,
        "legacy clients are refused",
        "clients are refused",
        "offered",
    ),
    _join("old-ones-cannot", "what-is-old cannot", 3.5, "older phones can't enroll", "phones can't enroll", "offered"),
    _join("must-redo", "must-redo", 3.5, "applications need to be rebuilt", "applications can be rebuilt", "offered"),
    _join(
        "must-redo-old",
        "must-redo what-is-old",
        4.0,
        "older gateways must be upgraded",
        "gateways must be upgraded",
    ),
    _join("must-by-a-day", "must ahead-of", 4.0, "you must bind the tenant by may", "you must bind the tenant"),
    _join("told-by-a-day", "told-to ahead-of", 4.0, "deploy the new root by 1 august", "deploy the new root"),
    _join("redo-by-a-day", "told-to-redo ahead-of", 4.5, "move your mail by june", "move your mail"),
    _join("redo", "told-to-redo", 3.0, "reconnect the connector", "connect the connector", "offered"),
    _join("else-it-ends", "or-else ceases", 4.0, "or else the sync will stop", "the sync will stop"),
    _join(
        "else-it-cannot", "or-else cannot", 3.5, "unless you allow it, devices can't register", "they can't", "offered"
    ),
    _join("else-it-is-refused", "or-else refused", 3.5, "it is deleted unless you act", "it is deleted", "offered"),
    _join("must-or-else", "must or-else", 3.5, "you must grant consent before users can go on", "you must"),
    _join(
        "told-or-else", "told-to or-else", 3.5, "allow the sender, otherwise mails go", "allow the sender", "offered"
    ),
    _join(
        "version-from-a-day", "needs-version dated", 4.0, "from may it needs android 10 or newer", "it needs android"
    ),
    _join(
        "version-upon-release",
        "needs-version upon-release",
        3.5,
        "with this release the app requires ios 16 or later",
        "the app requires ios 16 or later",
        "offered",
    ),
    _join("users-made-to", "users-made-to dated", 4.0, "in may users are asked to update", "users are asked to update"),
    _join(
        "users-made-to-upon-release",
        "users-made-to upon-release",
        4.0,
        "after the update users have to change their pin",
        "users have to change their pin",
        "offered",
    ),
    _join(
        "users-must-renew",
        "users-must-renew",
        3.5,
        "users will be prompted to update the app",
        "users will be prompted",
        "offered",
    ),
    _join(
        "users-made-to-existing",
        "users-made-to what-is-old",
        3.5,
        "existing users are forced to set a new passcode",
        "users are forced to set a passcode",
        "offered",
    ),
    _join("problem-with-a-way-round", "problem cannot", 3.0, "as a workaround for devices that can't connect", "can't"),
    _join("told-urgently", "told-to urgent", 3.5, "install the fix right away", "install the fix", "offered"),
    _join("redo-urgently", "told-to-redo urgent", 4.0, "update to 5.2 now.", "update to 5.2"),
    _join("only-from-a-day", "dated only", 3.5, "from may the service will only accept https", "it only accepts https"),
    _join("needs-upon", "must dated", 3.0, "in may you must hold a licence", "you must hold a licence", "offered"),
    _join("called-on", "called-on", 4.5, "action required: configure two approvers", "action required: none"),
    _join(
        "turned-on-a-day",
        "turned-by-itself dated",
        4.0,
        "from may it will be on by default",
        "it will be on by default",
    ),
    _join(
        "turned-for-what-exists",
        "turned-by-itself what-is-old",
        3.5,
        "the default for existing policies becomes block",
        "the default for new policies becomes block",
        "offered",
    ),
    _join(
        "turned-on-upon-release",
        "turned-by-itself upon-release",
        4.0,
        "with the 2609 release it will be on by default",
        "it will be on by default",
        "offered",
    ),
    _join(
        "must-some-day", "must", 1.0, "you must grant consent", "to use it you must grant consent", "offered each-time"
    ),
    _join("ends-some-day", "ceases", 1.0, "the connector will stop", "the connector is shown", "offered each-time"),
    _join("refused-some-day", "refused", 1.0, "it is being turned off", "it is shown", "offered each-time"),
    _join("cannot-some-day", "cannot", 1.0, "devices can't enroll", "devices enroll", "offered each-time"),
)
