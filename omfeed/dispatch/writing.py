"""Puts what a subscriber wants to know into a letter, in the subscriber's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from omfeed.deliver.letters import Letter, Line
from omfeed.model import Audience, Cadence, Channel, Filter, Fleet, Item, Severity, SourceHealth, Subscription
from omfeed.publish import Care, Edition

if TYPE_CHECKING:
    from omfeed.digest.contexts import Card
    from omfeed.digest.speech import Speech

_WORDS: Final = 60
_PHRASES: Final = 4_096
"""Readers' words whose changes are remembered at once."""
_FILES: Final = frozenset({Channel.FEED, Channel.CALENDAR})


def chosen(items: Sequence[Item], subscription: Subscription) -> tuple[Item, ...]:
    """The changes that a subscriber wants to read and may, in their order."""
    return Shelf(items).chosen(subscription)


class Shelf:
    """The changes of one span of time, from which many subscribers take what they want.

    What does not depend on the subscriber (whether a change is told at all, and to whom) is asked of each change once.

    Args:
        items: the changes.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._open: dict[tuple[bool, bool, bool], tuple[Item, ...]] = {}
        self._muted: dict[tuple[bool, bool, bool], tuple[Item, ...]] = {}
        self._spoken: dict[str, frozenset[int]] = {}

    def chosen(self, subscription: Subscription) -> tuple[Item, ...]:
        """The changes that a subscriber wants to read and may, in their order."""
        from omfeed.digest.select import is_told

        return tuple(self._fitting(self._kept(self._open, is_told, subscription), subscription.wanted))

    def muted(self, subscription: Subscription) -> int:
        """How many changes a subscriber would have read, had no rule of ours muted them."""
        from omfeed.digest.select import is_muted

        return sum(1 for _ in self._fitting(self._kept(self._muted, is_muted, subscription), subscription.wanted))

    def _fitting(self, items: Sequence[Item], wanted: Filter) -> Iterator[Item]:
        from omfeed.digest.select import fits

        if not wanted.words:
            return (item for item in items if fits(item, wanted))
        spoken = frozenset().union(*map(self._saying, wanted.words))
        # Others have asked for these words; the rest of the filter is cheap.
        rest = replace(wanted, words=())
        return (item for item in items if item.id in spoken and fits(item, rest))

    def _saying(self, phrase: str) -> frozenset[int]:
        """The ids of the changes that have these words."""
        from omfeed.digest.select import says

        found = self._spoken.get(phrase)
        if found is None:
            if len(self._spoken) >= _PHRASES:
                self._spoken.clear()
            found = self._spoken[phrase] = frozenset(item.id for item in self._items if says(item, phrase))
        return found

    def _kept(
        self,
        kept: dict[tuple[bool, bool, bool], tuple[Item, ...]],
        fit: Callable[[Item], bool],
        subscription: Subscription,
    ) -> tuple[Item, ...]:
        from omfeed.digest.select import for_helpdesk, is_private

        # A file of the site is for whoever the site is served to, whatever audience it is written for.
        for_admins = subscription.audience is Audience.ADMIN and subscription.channel not in _FILES
        key = (
            for_admins,
            subscription.audience is Audience.HELPDESK,
            subscription.cadence is Cadence.CRITICAL,
        )
        if key not in kept:
            _, to_helpdesk, at_once = key
            kept[key] = tuple(
                item
                for item in self._items
                if fit(item)
                and (for_admins or not is_private(item))
                and (not to_helpdesk or for_helpdesk(item))
                and (not at_once or item.assessment.severity is Severity.CRITICAL)
            )
        return kept[key]


def digest(
    items: Sequence[Item],
    health: Sequence[SourceHealth],
    edition: Edition,
    *,
    audience: Audience,
    language: str,
    urgent: bool,
    since: datetime | None,
    now: datetime,
    day: date,
    base_url: str = "",
    care: Care | None = None,
    muted: int = 0,
    kept: Wording | None = None,
    health_told: datetime | None = None,
) -> Letter:
    """One letter that tells all of these changes.

    Args:
        items: what is told, chosen already.
        health: how each source stands.
        edition: fleet and templates.
        audience: for whom it is written.
        language: of the frame.
        urgent: whether it cannot wait.
        since: moment of the letter before, or none.
        now: its own moment, UTC.
        day: the reader's day.
        base_url: where digests are served, or empty.
        care: who looks after what, by key of the matter, and what waits for somebody.
        muted: how many changes our own rules kept from this reader.
        kept: what was worded for other letters of the same fleet.
        health_told: when the reader was last told how sources stand; none: never.
    """
    from omfeed.diff.compare import shown
    from omfeed.digest.admin import build_admin
    from omfeed.digest.contexts import AdminContext, HelpdeskContext, Period
    from omfeed.digest.helpdesk import build_helpdesk
    from omfeed.digest.mail import mail

    kept = kept or Wording()
    care = care or Care()
    period = Period(since=since, until=now, label=day, health_told=health_told)
    # What is told at once is news to whoever is told so, whoever else was told before.
    at_once = {} if urgent else care.at_once
    context: AdminContext | HelpdeskContext
    if audience is Audience.HELPDESK:
        context = build_helpdesk(
            items, health, edition.fleet, period, rediff=shown, language=language, kept=kept.cards, at_once=at_once
        )
    else:
        context = build_admin(
            items, health, edition.fleet, period, rediff=shown, language=language, kept=kept.cards,
            owners=care.owners, muted=muted, unseen=care.unseen, undelivered=care.undelivered, at_once=at_once,
            faults=edition.faults,
        )  # fmt: skip
    more_url = f"{base_url}/{day.isoformat()}/{audience}.html" if base_url else ""
    rendered = mail(context, more_url=more_url, folders=edition.templates)
    return Letter(
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        language=language,
        lines=lines(items, edition.fleet, day, language, kept, at_once),
        summary=context.summary,
        trouble="; ".join(f"{one.title}: {one.state_word}" for one in context.health.troubles),
        standing=" ".join(filter(None, (context.health.lasting, context.health.over))),
        more_url=more_url,
        more_word=_read_more(language),
        urgent=urgent,
    )


def single(
    item: Item,
    fleet: Fleet,
    day: date,
    *,
    language: str,
    urgent: bool,
    follows: str = "",
    thread: str = "",
    owner: str = "",
    preface: str = "",
    kept: Wording | None = None,
) -> Letter:
    """One letter about one change: for ticket systems and their mailboxes.

    Args:
        item: the change.
        fleet: what we manage.
        day: the reader's day.
        language: of the frame.
        urgent: whether it cannot wait.
        follows: key of the delivery that told the same matter first, or empty.
        thread: name under which the matter is told to this reader; empty: that of its story.
        owner: who looks after it, or empty.
        preface: why just this reader gets it, in words, or empty.
        kept: what was worded for other letters of the same fleet.
    """
    from omfeed.digest.edits import EDITS, edited
    from omfeed.digest.speech import speech

    (line,) = lines([item], fleet, day, language, kept) or (
        Line(title=item.change.entry.title, url=item.change.entry.url),
    )
    if line.action == "closed" and _stands_elsewhere(item):
        line = replace(line, action="updated")
    if not follows and line.action == "updated":
        # This reader was told of it by no message: to them it is no update, whatever its source did to it.
        line = replace(line, action="opened", is_updated=False, update_word="")
    talk = speech(language)
    line = replace(line, owner=owner, story=thread or line.story)
    whose = talk.say("owner: {name}", name=owner) if owner else ""
    told = (line.kind_word, line.severity_word, line.platforms, line.devices, whose)
    facts = " · ".join(part for part in told if part)
    due = f"{talk.say('Due:')} {line.due}" if line.due else ""
    words = item.change.shown_text or item.change.entry.text
    if item.change.kind in EDITS:
        words = edited(item.change, talk)
    parts = [preface, facts, due, *line.meaning, words, line.url]
    return Letter(
        subject=f"[omfeed:{line.story}] {line.title}",
        text="\n\n".join(part for part in parts if part),
        language=language,
        lines=(line,),
        summary=facts,
        more_url=line.url,
        more_word=_read_more(language),
        urgent=urgent,
        follows=follows,
    )


def together(
    items: Sequence[Item],
    fleet: Fleet,
    day: date,
    *,
    language: str,
    subject: str,
    preface: str,
    urgent: bool = False,
    kept: Wording | None = None,
) -> Letter:
    """One letter about several changes that are otherwise told singly, where they are too many for that.

    Args:
        items: the changes.
        fleet: what we manage.
        day: the reader's day.
        language: of the frame.
        subject: of the letter.
        preface: why they come together, in words.
        urgent: whether it cannot wait.
        kept: what was worded for other letters of the same fleet.
    """
    parts = [preface]
    told: list[Line] = []
    for item in items:
        told += (made := lines([item], fleet, day, language, kept))
        for line in made:
            facts = " · ".join(filter(None, (line.kind_word, line.severity_word, line.platforms, line.due)))
            parts.append("\n".join(filter(None, (f"{item.id}  {line.title}", facts, line.url))))
    return Letter(
        subject=subject, text="\n\n".join(parts), language=language, lines=tuple(told), summary=subject, urgent=urgent
    )


def lines(
    items: Sequence[Item],
    fleet: Fleet,
    day: date,
    language: str,
    kept: Wording | None = None,
    at_once: Mapping[int, datetime] | None = None,
) -> tuple[Line, ...]:
    """One line a matter, worst first; of what somebody was told at once (``at_once``, by id) it says so."""
    from omfeed.diff.compare import shown
    from omfeed.digest.cards import told_before, worst_first
    from omfeed.digest.select import stories
    from omfeed.digest.speech import speech

    kept = kept or Wording()
    talk = speech(language)
    told = [(kept.cards.card(one, fleet, day, talk), one) for one in stories(items, rediff=shown)]
    made = []
    for card, one in sorted(told, key=lambda pair: worst_first(pair[0])):
        line, before = kept.line(card, talk), told_before(one, at_once or {}, talk)
        made.append(replace(line, kind_word=f"{line.kind_word}, {before}") if before else line)
    return tuple(made)


def _stands_elsewhere(item: Item) -> bool:
    """Whether another source still tells the matter of an entry that its own source withdrew."""
    own = item.change.entry.url or item.source.url
    return any(link.url != own for link in item.links)


class Wording:
    """What was worded for letters of one fleet, so that the same matter is worded once for all of them."""

    def __init__(self) -> None:
        from omfeed.digest.kept import MOST, Kept

        self.cards: Final = Kept()
        self._most: Final = MOST
        self._lines: dict[int, tuple[Card, Line]] = {}

    def line(self, card: Card, talk: Speech) -> Line:
        """The card as a line."""
        found = self._lines.get(id(card))
        if found is None:
            if len(self._lines) >= self._most:
                self._lines.clear()
            found = self._lines[id(card)] = (card, _line(card, talk))
        return found[1]


def _line(card: Card, talk: Speech) -> Line:
    # What was edited says what became of its date.
    first = card.deadlines[0] if card.deadlines else None
    said = "\n".join(card.said or card.text)
    return Line(
        title=card.title,
        url=card.url,
        severity=card.severity,
        severity_word=card.severity_word,
        kind_word=card.kind_word,
        meaning=card.deltas,
        platforms=", ".join(badge.label for badge in card.platforms),
        devices=card.devices,
        due=(f"{first.text} ({first.distance})" if first.distance else first.text) if first else "",
        due_iso=first.iso if first else "",
        action_required=card.action_required,
        user_visible=card.user_visible,
        source=card.source,
        text=" ".join(said.split()[:_WORDS]),
        story=card.anchor,
        is_updated=card.kind != "new",
        action={"new": "opened", "withdrawn": "closed"}.get(card.kind, "updated"),
        update_word=talk.say("Update of what was told before") if card.kind != "new" else "",
    )


def _read_more(language: str) -> str:
    from omfeed.digest.speech import speech

    return speech(language).say("Read more")
