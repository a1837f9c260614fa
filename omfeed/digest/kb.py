"""Exports items for a knowledge base: one page an item with front matter and a stable name, and an index of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from omfeed.digest.body import cut, from_text
from omfeed.digest.cards import card, due_order, judged_of
from omfeed.digest.contexts import LinkView
from omfeed.digest.phrases import status_word
from omfeed.digest.render import render
from omfeed.digest.report_contexts import KbContext, KbFact
from omfeed.digest.select import Told, fits, for_helpdesk, story_of
from omfeed.digest.sentences import noticed, to_tell, to_try
from omfeed.digest.speech import speech
from omfeed.digest.story import current
from omfeed.digest.table import harmless
from omfeed.digest.tongue import spoken
from omfeed.model import Assessment, ChangeKind, Filter, Fleet, Item

FORMS = {"markdown": ".md", "html": ".html"}
"""Forms of a page, with the ending of its file."""


def build_kb(items: Sequence[Item], fleet: Fleet, today: date, *, language: str = "en") -> KbContext:
    """The page of one story.

    Args:
        items: the latest change of each of its entries, the one that speaks for it first; at least one.
        fleet: what we manage.
        today: the day, for dates that have passed.
        language: language of the frame.
    """
    talk = speech(language)
    told = Told(key=story_of(items[0]), items=tuple(items))
    judged = judged_of(told)
    item = told.lead
    entry = item.change.entry
    # A page says how it stands today, not what its last edit touched.
    body = cut(entry.html or from_text(entry.text), words=10**6, added="", removed="")
    shown = replace(
        card(told, fleet, today, talk, words=10**6),
        lead=body.lead,
        more=body.more,
        more_words=body.more_words,
        text=tuple(line for line in entry.text.splitlines() if line.strip()),
    )
    words = [found.words for found in judged.evidence if found.field == "user_visible"]
    notice = noticed(entry.text, words)
    own = LinkView(title=entry.title, url=shown.url, source=item.source.title, language=spoken(entry))
    status = status_word(item, judged, talk)
    licence = item.source.licence
    facts = _facts(told.key, item, judged)
    return KbContext(
        language=language,
        subject=entry.title,
        name=shown.anchor,
        card=shown,
        notice=notice,
        tell=to_tell(entry.text, besides=notice),
        steps=to_try(entry.html, entry.text),
        status=status,
        front=_front(facts),
        facts=tuple(KbFact(name=name, value=_flat(value)) for name, value in facts.items()),
        links=(own, *shown.links),
        credit=talk.say("Words of {source}, {licence}.", source=item.source.title, licence=licence)
        if licence
        else talk.say("Words of {source}.", source=item.source.title),
    )


def kb_pages(
    items: Iterable[Item],
    fleet: Fleet,
    today: date,
    *,
    form: str = "markdown",
    wanted: Filter | None = None,
    language: str = "en",
    folders: Sequence[Path] = (),
) -> Iterator[tuple[str, bytes]]:
    """A page for every story that the helpdesk reads, and ``index.csv``: file names and contents.

    Args:
        items: every stored change, in any order.
        fleet: what we manage.
        today: the day.
        form: ``markdown`` or ``html``, see ``FORMS``.
        wanted: only what fits; none: all.
        language: language of the frame.
        folders: the user's folders of templates.

    Raises:
        ConfigError: a template of the user's cannot be used, or there is no such language.
    """
    by_story: dict[str, list[Item]] = {}
    for item in items:
        by_story.setdefault(story_of(item), []).append(item)
    index = io.StringIO()
    writer = csv.writer(index, lineterminator="\r\n")
    writer.writerow(["name", "title", "platforms", "due", "state", "source", "url"])
    for key in sorted(by_story):
        now = current(sorted(by_story[key], key=lambda item: (item.at, item.id)))
        lead = now[0]
        if not for_helpdesk(lead) or lead.assessment.muted_by or (wanted is not None and not fits(lead, wanted)):
            continue
        page = build_kb(now, fleet, today, language=language)
        made = render(page, folders=folders)
        name = page.name + FORMS[form]
        judged = judged_of(Told(key=key, items=tuple(now)))
        row = [
            name,
            page.card.title,
            " ".join(judged.platforms),
            " ".join(due.date for due in judged.due),
            _state(lead),
            lead.source.title,
            page.card.url,
        ]
        writer.writerow([harmless(cell) for cell in row])
        yield name, (made.text if form == "markdown" else made.html).encode()
    yield "index.csv", index.getvalue().encode()


def _front(facts: Mapping[str, str | list[str]]) -> str:
    """YAML lines; every value is written as JSON, which is YAML too, so that no foreign text can end its line."""
    return "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items())


def _flat(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _facts(key: str, item: Item, judged: Assessment) -> dict[str, str | list[str]]:
    """What a knowledge base sorts a page by."""
    entry = item.change.entry
    return {
        "id": key,
        "title": entry.title,
        "platforms": [platform.value for platform in judged.platforms],
        "topics": list(judged.topics),
        "due": [due.date for due in sorted(judged.due, key=due_order)],
        "severity": judged.severity.value,
        "state": _state(item),
        "published": entry.published,
        "seen": item.at.date().isoformat(),
        "source": item.source.title,
        "url": entry.url or item.source.url,
        "language": spoken(entry),
        "licence": item.source.licence,
    }


def _state(item: Item) -> str:
    return {ChangeKind.WITHDRAWN: "withdrawn", ChangeKind.AGED_OUT: "aged_out"}.get(item.change.kind, "present")
