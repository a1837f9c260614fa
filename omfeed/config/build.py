"""Turns validated tables into the values that stages receive, and checks what one table says of another."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from omfeed.config.faults import Fault
from omfeed.config.lines import Place, line_of
from omfeed.config.mailing import WEEKDAYS, OwnerBlock, SubscriptionBlock
from omfeed.config.tables import AudienceTable, Omfeed, PlatformBlock, RuleBlock, SourceBlock, SourceTable
from omfeed.config.words import nearest, unknown
from omfeed.model import Audience, Channel, Filter, Fleet, FleetGroup, Owner, Rule, Source, Subscription, TicketSystem

_LEARN: Final = "learn"


def source(block: SourceBlock) -> Source:
    """The source that a block describes."""
    return Source(**{field.name: getattr(block, field.name) for field in dataclasses.fields(Source)})


def sources(shipped: Sequence[Source], tables: Omfeed) -> tuple[Source, ...]:
    """The shipped sources as they are used here, then the user's own. Ids are known to be unique."""
    locale = tables.catalogue.locale
    kept = [
        overridden(localised(one, locale) if _is_learn(one) else one, tables.source.get(one.id))
        for one in shipped
        if tables.catalogue.enabled
    ]
    own = [overridden(source(block), tables.source.get(block.id)) for block in tables.sources]
    return (*kept, *own)


def localised(one: Source, locale: str) -> Source:
    """The same source in another language, which stands in its address; unchanged when the address holds none."""
    before, after = f"/{one.locale}/", f"/{locale}/"
    if one.locale == locale or before not in one.url:
        return one
    return dataclasses.replace(one, url=one.url.replace(before, after, 1), locale=locale)


def overridden(one: Source, table: SourceTable | None) -> Source:
    """A source with the differences of its own table."""
    if table is None:
        return one
    if table.locale is not None:
        one = localised(one, table.locale)
    named = {
        field.name: getattr(table, field.name)
        for field in dataclasses.fields(SourceTable)
        if getattr(table, field.name) is not None
    }
    if "options" in named:
        named["options"] = {**one.options, **named["options"]}
    if named.get("follow") == "off":
        named["follow"] = ""
    return dataclasses.replace(one, **named)


def fleet(blocks: Sequence[PlatformBlock]) -> Fleet:
    """What we manage: one group for each version, and one for the devices whose version is not told."""
    return Fleet(groups=tuple(group for block in blocks for group in _groups(block)))


def _groups(block: PlatformBlock) -> Iterator[FleetGroup]:
    alike = FleetGroup(platform=block.name, enrolment=block.enrolment, ownership=block.ownership)
    for version, count in block.versions.items():
        yield dataclasses.replace(alike, version=version, count=count)
    rest = None if block.devices is None else block.devices - sum(block.versions.values())
    if rest or not block.versions:
        yield dataclasses.replace(alike, count=rest)


def rules(blocks: Sequence[RuleBlock]) -> tuple[Rule, ...]:
    """The user's rules, in the order of the file."""
    return tuple(
        Rule(**{field.name: getattr(block, field.name) for field in dataclasses.fields(Rule)}) for block in blocks
    )


def audiences(tables: Omfeed) -> Mapping[Audience, Filter]:
    """What each digest holds; an audience that is switched off is absent."""
    named: dict[Audience, AudienceTable] = {
        Audience.ADMIN: tables.audience.admin,
        Audience.HELPDESK: tables.audience.helpdesk,
        Audience.STAKEHOLDER: tables.audience.stakeholder,
    }
    return {
        audience: Filter(**{field.name: getattr(table, field.name) for field in dataclasses.fields(Filter)})
        for audience, table in named.items()
        if table.enabled
    }


def subscriptions(blocks: Sequence[SubscriptionBlock]) -> tuple[Subscription, ...]:
    """Who gets what, in the order of the file."""
    return tuple(
        Subscription(
            id=block.id,
            channel=block.channel,
            to=block.to or block.to_env,
            secret=block.secret_env,
            audience=block.audience,
            wanted=Filter(**{field.name: getattr(block, field.name) for field in dataclasses.fields(Filter)}),
            cadence=block.cadence,
            weekday=WEEKDAYS.index(block.weekday),
            at=block.at,
            workdays=block.workdays,
            time_zone=block.time_zone,
            language=block.language,
            paused_until=block.paused_until,
            most=block.most,
            each=block.each or block.channel is Channel.TICKET,
            system=TicketSystem(block.system) if block.system else None,
            allow_private=block.allow_private,
        )
        for block in blocks
    )


def owners(blocks: Sequence[OwnerBlock]) -> tuple[Owner, ...]:
    """Who looks after what, in the order of the file."""
    return tuple(
        Owner(**{field.name: getattr(block, field.name) for field in dataclasses.fields(Owner)}) for block in blocks
    )


def variables(tables: Omfeed) -> tuple[str, ...]:
    """The environment variables that the file names for deliveries."""
    named = [tables.mail.password_env, tables.mail.client_secret_env, tables.watch.heartbeat_env]
    named.extend(name for block in tables.subscription for name in (block.to_env, block.secret_env))
    return tuple(dict.fromkeys(name for name in named if name))


def _is_learn(one: Source) -> bool:
    return one.collector.startswith(_LEARN)


def cross_faults(data: Mapping[str, object], text: str, shipped: Sequence[Source]) -> tuple[Fault, ...]:
    """What is wrong between tables. It reads the unvalidated file, so that these faults are told with all others."""
    shipped = shipped if _uses_catalogue(data) else ()
    known = [one.id for one in shipped]
    found: list[tuple[Place, str]] = []
    own: list[str] = []
    for number, block in _tables(data.get("sources")):
        name = block.get("id")
        if not isinstance(name, str):
            continue
        if name in own or name in known:
            where = "in sources.toml; use [source." + name + "] to change it" if name in known else "above"
            found.append((("sources", number, "id"), f'the id "{name}" is taken: it stands {where}.'))
        own.append(name)
    ids = [*known, *own]
    overrides = data.get("source")
    if isinstance(overrides, list):
        found.append((("source",), "sources of your own are [[sources]]; [source.<id>] changes a shipped one."))
    elif isinstance(overrides, Mapping):
        found.extend(_override_faults(overrides, {one.id: one for one in shipped}, ids))
    for place, names in _named(data, "sources"):
        found.extend(((*place, at), _no_source(name, ids)) for at, name in names if name not in ids)
    tags = {str(rule.get("value")) for _, rule in _tables(data.get("rule")) if rule.get("action") == "tag"}
    for place, names in _named(data, "tags"):
        found.extend(((*place, at), _no_tag(name, tags)) for at, name in names if name not in tags)
    found.extend(_twins(data, "platform", ("name", "enrolment", "ownership")))
    found.extend(_twins(data, "rule", ("name",)))
    found.extend(_twins(data, "subscription", ("id",)))
    found.extend(_unsendable(data))
    found.extend(_unsigned(data))
    found.extend(_twins(data, "owner", ("name",)))
    found.extend(_owner_faults(data))
    return tuple(Fault(place=place, words=words, line=line_of(text, place)) for place, words in found)


def _uses_catalogue(data: Mapping[str, object]) -> bool:
    table = data.get("catalogue")
    return not (isinstance(table, Mapping) and table.get("enabled") is False)


def _override_faults(
    overrides: Mapping[object, object], shipped: Mapping[str, Source], ids: Sequence[str]
) -> Iterator[tuple[Place, str]]:
    for name, table in overrides.items():
        if name not in ids:
            yield ("source", str(name)), _no_source(str(name), ids)
        locale = table.get("locale") if isinstance(table, Mapping) else None
        one = shipped.get(str(name))
        if isinstance(locale, str) and one is not None and f"/{one.locale}/" not in one.url and locale != one.locale:
            words = f'this source has one language, "{one.locale}": its address holds no other. Give url as well.'
            if "url" not in (table if isinstance(table, Mapping) else {}):
                yield ("source", str(name), "locale"), words


def _unsendable(data: Mapping[str, object]) -> Iterator[tuple[Place, str]]:
    """Subscriptions by mail where nobody is named who sends them."""
    mail = data.get("mail")
    if isinstance(mail, Mapping) and "sender" in mail:
        return
    for number, block in _tables(data.get("subscription")):
        if block.get("channel") == "mail":
            yield ("subscription", number, "channel"), "mail needs a table [mail] that names at least sender and host."


def _unsigned(data: Mapping[str, object]) -> Iterator[tuple[Place, str]]:
    """Mail that an application is to send, where no table says which."""
    mail = data.get("mail")
    if not isinstance(mail, Mapping) or "client_id" in mail or "tenant" in mail or "graph" in data:
        return
    if mail.get("method") == "graph" or (mail.get("user") and mail.get("auth") == "xoauth2"):
        words = "an application is to send: set tenant, client_id and client_secret_env here, or write [graph]."
        yield ("mail",), words


def _owner_faults(data: Mapping[str, object]) -> Iterator[tuple[Place, str]]:
    """Deputies who are nobody, and a second owner of awareness."""
    blocks = list(_tables(data.get("owner")))
    names = [str(block.get("name")) for _, block in blocks]
    aware = [number for number, block in blocks if block.get("awareness") is True]
    for number, block in blocks:
        deputy = block.get("deputy")
        if isinstance(deputy, str) and deputy not in names:
            yield ("owner", number, "deputy"), unknown(deputy, names, what="the owner")
    for number in aware[1:]:
        yield ("owner", number, "awareness"), f"owner[{aware[0] + 1}] owns awareness already; one does."


def _no_source(name: str, ids: Sequence[str]) -> str:
    meant = nearest(name, ids)
    guess = f' Did you mean "{meant}"?' if meant else ""
    return f'there is no source "{name}".{guess} `omfeed sources list` names all.'


def _no_tag(name: str, tags: Iterable[str]) -> str:
    meant = nearest(name, sorted(tags))
    guess = f' Did you mean "{meant}"?' if meant else ""
    return f'no rule sets the tag "{name}".{guess} A [[rule]] with action = "tag" sets one.'


def _tables(value: object) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, block in enumerate(value if isinstance(value, list) else ()):
        if isinstance(block, Mapping):
            yield number, block


def _named(data: Mapping[str, object], what: str) -> Iterator[tuple[Place, list[tuple[int, str]]]]:
    """Every list of sources or tags in rules, subscriptions and audiences, with its place."""
    for kind in ("rule", "subscription"):
        for number, block in _tables(data.get(kind)):
            yield (kind, number, what), _texts(block.get(what))
    audience = data.get("audience")
    for name, table in audience.items() if isinstance(audience, Mapping) else ():
        if isinstance(table, Mapping):
            yield ("audience", str(name), what), _texts(table.get(what))


def _texts(value: object) -> list[tuple[int, str]]:
    return [(at, one) for at, one in enumerate(value if isinstance(value, list) else ()) if isinstance(one, str)]


def _twins(data: Mapping[str, object], name: str, alike: Iterable[str]) -> Iterator[tuple[Place, str]]:
    """Blocks that say twice what can be said once."""
    seen: dict[tuple[object, ...], int] = {}
    for number, block in _tables(data.get(name)):
        what = tuple(str(block.get(part, "")) for part in alike)
        if what in seen:
            said = " and ".join(part for part in what if part)
            yield (name, number), f"{said} stands in {name}[{seen[what] + 1}] already; make them one."
        seen.setdefault(what, number)
