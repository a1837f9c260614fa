"""The frame in the reader's language: catalogues are complete, dates and numbers follow the locale."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from omfeed.digest import speech as room
from omfeed.digest.admin import build_admin
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.phrases import delta_phrase
from omfeed.digest.render import render
from omfeed.digest.site import site
from omfeed.digest.speech import CATALOGUES, languages, speech
from omfeed.errors import ConfigError
from omfeed.model import Delta, DeltaKind, Due, Precision
from tests.kit.items import FLEET, PERIOD, TODAY, by_story, dated, well
from tests.kit.messages import messages
from tests.kit.scenes import busy_night, ill

FIELD = re.compile(r"\{(\w+)\}")
TRANSLATED = [name for name in languages() if name != "en"]


@pytest.mark.parametrize("language", TRANSLATED)
class TestCatalogue:
    def test_has_every_sentence_and_no_other(self, language: str) -> None:
        with (CATALOGUES / f"{language}.po").open("rb") as file:
            known = {message.id for message in read_po(file) if message.id}
        assert known == set(messages()), "python -m bench.catalogues brings it up to date"

    def test_every_sentence_is_translated_with_its_fields(self, language: str) -> None:
        with (CATALOGUES / f"{language}.po").open("rb") as file:
            catalogue = read_po(file, locale=language)
        for message in catalogue:
            if not message.id:
                continue
            originals = message.id if isinstance(message.id, tuple) else (message.id,)
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            assert not message.fuzzy
            for one in said:
                assert one, originals
                fields = set(FIELD.findall(one))
                assert fields <= set(FIELD.findall(" ".join(originals))), one
                if not isinstance(message.id, tuple):
                    assert fields == set(FIELD.findall(message.id)), one

    def test_every_page_can_be_said_in_it(self, language: str) -> None:
        for context in (
            build_admin(busy_night(), ill(), FLEET, PERIOD, language=language, muted=1),
            build_helpdesk(busy_night(), well(), FLEET, PERIOD, language=language, upcoming=busy_night()),
        ):
            made = render(context)
            assert f'<html lang="{language}">' in made.html
            assert 'lang="en"' in made.html
        assert dict(site(by_story(busy_night()), FLEET, TODAY, language=language))


def test_korean_dates_numbers_and_counts() -> None:
    talk = speech("ko")
    assert talk.day(date(2026, 11, 24), weekday=True) == "2026년 11월 24일 화요일"
    assert talk.due(dated("2026-Q3")) == "2026년 3분기"
    assert talk.due(dated("2027-H1")) == "2027년 상반기"
    assert talk.due(dated("2026-10")) == "2026년 10월"
    assert talk.count("{n} device", "{n} devices", 12345) == "장치 12,345대"
    assert talk.distance(dated("2026-12-01"), TODAY) == "7일 후"
    moved = Delta(kind=DeltaKind.DELAYED, before="2026-08-01", after="2026-10-01")
    assert delta_phrase(moved, talk) == "기한 2026년 8월 1일 → 10월 1일"


def test_english_dates_have_the_day_first() -> None:
    talk = speech("en")
    assert talk.day(date(2026, 8, 1)) == "1 August 2026"
    assert talk.day(date(2026, 9, 1), short=True) == "1 Sept 2026"
    assert talk.month(date(2026, 8, 1)) == "August 2026"
    assert talk.join(["Windows", "macOS", "Linux"]) == "Windows, macOS and Linux"
    assert talk.percent(0.5) == "50%"


def test_a_region_changes_nothing_and_an_unknown_language_is_named() -> None:
    assert speech("ko-KR").language == "ko"
    with pytest.raises(ConfigError, match="en, ko"):
        speech("xx")
    with pytest.raises(ConfigError):
        speech("../ko")


def test_what_is_no_date_is_shown_as_it_stands() -> None:
    odd = Due(date="soon", precision=Precision.DAY)
    assert speech("en").due(odd) == "soon"
    assert speech("en").distance(odd, TODAY) == ""


def test_a_third_language_is_a_catalogue_and_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "de.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\nmsgid "{n} change"\nmsgid_plural "{n} changes"\n'
        'msgstr[0] "{n} Änderung"\nmsgstr[1] "{n} Änderungen"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(room, "CATALOGUES", tmp_path)
    talk = speech.__wrapped__("de")
    assert languages() == ("de", "en")
    assert talk.count("{n} change", "{n} changes", 1000) == "1.000 Änderungen"
    assert talk.day(date(2026, 11, 24)) == "24. November 2026"
