"""Pages in other languages, and bodies that are no such page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from omfeed.errors import ParseError
from omfeed.model import Parsed, Window
from tests.collect.learn.kit import source, told
from tests.kit.learn import Page


@pytest.mark.parametrize(
    ("locale", "title", "week", "iso", "furniture"),
    [
        (
            "de-de",
            "Neuigkeiten in Microsoft Intune",
            "Woche vom 15. Juni 2020 (Servicerelease 2006)",
            "2020-06-15",
            "Siehe auch",
        ),
        (
            "ja-jp",
            "Microsoft Intune の新機能",
            "2020年6月15日の週 (サービス リリース 2006)",
            "2020-06-15",
            "次のステップ",
        ),
        (
            "ko-kr",
            "Microsoft Intune의 새로운 기능",
            "2020년 6월 15일이 포함된 주(2006 서비스 릴리스)",
            "2020-06-15",
            "다음 단계",
        ),
        ("fr-fr", "Nouveautés de Microsoft Intune", "Semaine du 1er juin 2020", "2020-06-01", "Étapes suivantes"),
        ("es-es", "Novedades de Microsoft Intune", "Semana del 15 de junio de 2020", "2020-06-15", "Vea también"),
        ("zh-cn", "Microsoft Intune 中的新增功能", "2020 年 6 月 15 日当周", "2020-06-15", "后续步骤"),
        ("pt-br", "Novidades do Microsoft Intune", "Semana de 15 de junho de 2020", "2020-06-15", "Próximas etapas"),
    ],
)
def test_localised_pages(
    read: Callable[..., Parsed], locale: str, title: str, week: str, iso: str, furniture: str
) -> None:
    page = Page(title=title, item_level=4, locale=locale, see_also=furniture)
    page.section(week).category("설정 Einstellungen").item("Überschrift 標題 제목", "Text.")
    where = source(f"https://learn.microsoft.com/{locale}/intune/whats-new/", locale=locale)
    parsed = read(page.markdown(), where)
    assert told(parsed) == [(week, "설정 Einstellungen", "Überschrift 標題 제목")]
    assert parsed.entries[0].published == iso
    assert parsed.entries[0].language == locale.split("-")[0]
    assert parsed.entries[0].anchor == "überschrift-標題-제목"
    assert parsed.window is Window.ROLLING


def test_localised_headings_keep_english_anchors_and_mean_what_those_mean(read: Callable[..., Parsed]) -> None:
    text = (
        '# <a name="whats-new"></a>Mikä on uutta\n\n'
        '## <a name="week-of-march-9-2020"></a>9.3.2020\n\n### <a name="apps"></a>Sovellukset\n\n'
        '#### <a name="an-app---5410945---"></a>Sovellus<!-- 5410945 -->\n\nSanoja.\n\n'
        '## <a name="notices"></a>Ilmoitukset\n\n### <a name="plan"></a>Suunnitelma\n\nSanoja.\n\n'
        '## <a name="see-also"></a>Katso myös\n\n- [X](x.md)\n'
    )
    parsed = read(text, source("https://learn.microsoft.com/fi-fi/intune/whats-new/", locale="fi-fi"))
    assert told(parsed) == [("9.3.2020", "Sovellukset", "Sovellus"), ("Ilmoitukset", "Suunnitelma")]
    app, plan = parsed.entries
    assert (app.anchor, app.published) == ("an-app---5410945---", "2020-03-09")
    assert plan.facts["notice"] is True


def test_localised_date_lines_and_alerts(read: Callable[..., Parsed]) -> None:
    page = Page(title="Windows Autopilot: Neuigkeiten", locale="de-de", see_also="Nächste Schritte")
    page.item("Neues", "> [!NOTE]\n> Achtung hier.", notes="Hinzugefügtes Datum: *6. Mai 2024*")
    page.item("Altes", "Text.", notes="Datum hinzugefügt: *29. April 2024*")
    new, old = read(page.markdown(), source(locale="de-de")).entries
    assert (new.published, old.published) == ("2024-05-06", "2024-04-29")
    assert new.text == "Hinweis\nAchtung hier."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Just words, no headings.", "0 headings"),
        ("# A title\n\nAnd words.", "titled “A title”"),
        ("# What's new\n\n## Week of May 6, 2024\n\n### Apps\n", "no text"),
        ("# 404 - Page not found\n\n## Try this\n\nWords.", "404"),
        ("# What's new\n\n## See also\n\n- [x](x.md)\n\n## Feedback\n\nSay.", "no text"),
    ],
)
def test_a_body_without_entries_is_an_error_in_words(read: Callable[..., Parsed], text: str, words: str) -> None:
    with pytest.raises(ParseError, match=words) as caught:
        read(text)
    assert str(caught.value).startswith("Expected")
