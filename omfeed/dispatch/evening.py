"""The evening at the post, all in one: files kept, deliveries planned, everything due attempted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from omfeed.clock import Clock
from omfeed.config import Config
from omfeed.digest.standins import standing_in
from omfeed.dispatch.escalate import PREFIX, Escalated, escalate
from omfeed.dispatch.files import write_files
from omfeed.dispatch.plan import Plans, plan, tidy
from omfeed.dispatch.send import Net, Tally, send_due
from omfeed.dispatch.ways import ways_of
from omfeed.faults import Hook, nothing
from omfeed.model import Cadence, Channel, Owner, Subscription
from omfeed.publish import Edition
from omfeed.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """How it went."""

    plans: Plans
    tally: Tally
    files: int
    """Feeds and calendars that were written."""
    escalated: int = 0
    """Critical matters that a deputy is now told of."""
    reminded: int = 0
    """Critical matters that their owner is now reminded of."""
    kept: int = 0
    """Critical matters that waited for a whole working day in which nothing was sent."""
    faults: tuple[str, ...] = ()
    """Templates of the user's that could not be used, so that bundled ones stood in, a sentence each."""
    waiting: int = 0
    """Deliveries that are still to be made, of whatever day."""

    @property
    def all_well(self) -> bool:
        """Whether nothing waits and nothing was refused."""
        return not (self.waiting or self.tally.refused)


def everybody(config: Config, store: Store) -> tuple[Subscription, ...]:
    """All subscriptions: those of omfeed.toml, then those made from the command line under other names."""
    named = {one.id for one in config.subscriptions}
    return (*config.subscriptions, *(one for one in store.people.subscriptions() if one.id not in named))


def evening(
    config: Config,
    store: Store,
    net: Net,
    clock: Clock,
    edition: Edition,
    *,
    environ: Mapping[str, str] | None = None,
    urgent_only: bool = False,
    hook: Hook = nothing,
) -> Evening:
    """Keep files, plan what is due, and attempt everything that is.

    Args:
        config: mail, secrets, folders.
        store: what is known.
        net: the way out.
        clock: tells the time.
        edition: fleet, templates and the folder of the site.
        environ: the environment, for the addresses of those who subscribed from the command line.
        urgent_only: whether only those are served who are told of critical matters at once; files are left to others.
        hook: called at each point at which it may be cut off.

    Raises:
        StoreError: the database could not be read or written.
        DeliveryError: a file could not be written.
        ConfigError: a secret that mail needs is not set.
    """
    now = clock.now()
    people = everybody(config, store)
    config = replace(config, secrets={**_named(people, environ or {}), **config.secrets})
    files = 0
    if not urgent_only:
        files = write_files(
            store, people, edition.folder, now, base_url=config.base_url, platforms=edition.fleet.platforms
        )
    served = [one for one in people if not urgent_only or one.cadence is Cadence.CRITICAL]
    with standing_in() as faults, ways_of(config, net) as ways:
        plans = plan(
            store,
            served,
            edition,
            config.outbox,
            now,
            base_url=config.base_url,
            owners=config.owners,
            hook=hook,
        )
        asked = Escalated()
        if ways.mailer:
            asked = escalate(store, config.owners, edition, config.outbox, now, people=people)
        tally = send_due(store, (*people, *_deputies(config.owners)), config.outbox, ways, clock, hook=hook)
    tidy(config.outbox, now.date())
    return Evening(
        plans=plans,
        tally=tally,
        files=files,
        escalated=asked.told,
        reminded=asked.reminded,
        kept=asked.waiting,
        waiting=store.outbox.waiting(),
        faults=tuple(faults.values()),
    )


def _deputies(owners: Sequence[Owner]) -> list[Subscription]:
    """The owners as those who may be written to."""
    return [Subscription(id=PREFIX + one.name, channel=Channel.MAIL, to=one.mail) for one in owners if one.mail]


def _named(people: Sequence[Subscription], environ: Mapping[str, str]) -> Mapping[str, str]:
    """The values of the variables that webhooks name."""
    names = {name for one in people if one.channel is not Channel.MAIL for name in (one.to, one.secret) if name}
    return {name: environ[name] for name in sorted(names) if environ.get(name)}
