"""Contexts laid out: every field has its place, foreign text stays text, and the same items give the same bytes."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from omfeed import resources
from omfeed.digest.admin import build_admin
from omfeed.digest.contexts import AdminContext, HelpdeskContext, Page
from omfeed.digest.helpdesk import build_helpdesk
from omfeed.digest.index import Night, build_index
from omfeed.digest.mail import MailContext
from omfeed.digest.plain import columns, rule, wrap
from omfeed.digest.render import render
from omfeed.digest.report_contexts import KbContext, NoticeContext, ReportContext
from omfeed.digest.site_contexts import (
    DueContext,
    IndexContext,
    ListContext,
    MovedContext,
    SearchContext,
    StoryContext,
)
from omfeed.digest.training import TrainingContext
from omfeed.errors import ConfigError
from omfeed.model import Platform
from tests.kit.items import FLEET, PERIOD, TODAY, entry, item, judged, well
from tests.kit.scenes import busy_night, ill

NASTY = "<script>alert(1)</script>{{ 7*7 }}{% raw %}\"'&"


def admin(**more: object) -> AdminContext:
    return build_admin(busy_night(), ill(), FLEET, PERIOD, **more)  # type: ignore[arg-type]


def index() -> IndexContext:
    files = (("Admin", "2026-11-24/admin.html"),)
    return build_index(
        [Night(day=TODAY, changes=3, act=1, troubles=1, files=files)], pages=[("Sources", "sources.html")]
    )


KINDS = [
    AdminContext,
    HelpdeskContext,
    IndexContext,
    StoryContext,
    ListContext,
    DueContext,
    SearchContext,
    ReportContext,
    NoticeContext,
    KbContext,
    MailContext,
    TrainingContext,
    MovedContext,
]
PAGES: list[Page] = [admin(), build_helpdesk(busy_night(), ill(), FLEET, PERIOD, upcoming=busy_night()), index()]


@pytest.mark.parametrize("kind", KINDS)
def test_templates_and_contexts_name_the_same_fields(kind: type[Page]) -> None:
    from jinja2 import meta, nodes

    from omfeed.digest.render import _environment

    environment = _environment((), "en")
    asked: set[str] = set()
    extra = [] if kind is MailContext else ["base.html"]
    names = [f"{kind.template}/{part}" for part in ("body.html", "body.txt", "told.html", "told.txt")] + extra
    for name in filter(lambda name: (resources.path("templates") / name).exists(), names):
        tree = environment.parse((resources.path("templates") / name).read_text(encoding="utf-8"))
        asked |= meta.find_undeclared_variables(tree)
        # Blocks are looked at apart, so that what a page imports, defines or sets at its top seems undeclared in them.
        asked -= {str(name) for found in tree.find_all(nodes.FromImport) for name in found.names}
        asked -= {found.name for found in tree.find_all(nodes.Macro)}
        asked -= {str(found.target.name) for found in tree.find_all(nodes.AssignBlock)}
    assert asked - set(environment.globals) == {field.name for field in fields(kind)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)
def test_the_same_items_give_the_same_bytes(page: Page) -> None:
    assert render(page) == render(page)
    assert render(admin()).html == render(admin()).html


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)
def test_a_page_asks_nothing_of_the_network_and_needs_no_script(page: Page) -> None:
    html = render(page).html
    for word in ("<script", "<link", "<img", "@import", "url(", "src="):
        assert word not in html


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)
def test_the_text_form_stands_alone_within_80_columns(page: Page) -> None:
    text = render(page).text
    assert "<p>" not in text
    assert "&amp;" not in text
    too_wide = [line for line in text.splitlines() if columns(line) > 80 and "://" not in line]
    assert too_wide == []


def test_foreign_text_is_shown_and_never_runs() -> None:
    hostile = item(
        entry(NASTY, NASTY, html="<p>plain</p>", section=(NASTY,), language='x" onload="alert(1)'),
        judged(Platform.WINDOWS, devices=1, due=["2026-12-01"], what=NASTY, act=True, users=NASTY),
    )
    for context in (build_admin([hostile], well(), FLEET, PERIOD), build_helpdesk([hostile], well(), FLEET, PERIOD)):
        made = render(context)
        assert "<script" not in made.html
        assert 'onload="' not in made.html
        assert "{{ 7*7 }}" in made.html
        assert "49" not in made.text
        assert NASTY in made.text.replace("\n", " ").replace("    ", "")


def test_markup_that_slipped_into_the_store_is_cleaned_once_more() -> None:
    bad = item(None, judged(Platform.WINDOWS, devices=1), shown=('<p onclick="x()">a</p><img src=x onerror=y()>', "a"))
    html = render(build_admin([bad], well(), FLEET, PERIOD)).html
    assert "onclick" not in html
    assert "onerror" not in html


def test_a_quiet_night_is_one_line_with_its_proof() -> None:
    made = render(build_admin([], well(), FLEET, PERIOD))
    assert "A quiet night: 41 sources read, 0 changes." in made.html
    assert "A quiet night: 41 sources read, 0 changes." in made.text
    assert "<article" not in made.html


def test_a_long_item_shows_its_first_passages_and_folds_the_rest() -> None:
    long = "".join(f"<p>{'word ' * 50}{number}</p>" for number in range(4))
    context = build_admin([item(entry("Long", html=long), judged(Platform.WINDOWS, devices=1))], well(), FLEET, PERIOD)
    card = context.platforms[0].cards[0]
    assert card.lead.count("<p>") == 1
    assert card.more.count("<p>") == 3
    assert card.more_words == 153
    assert "Read on (153 words)" in render(context).html


def test_headings_of_an_entry_do_not_disturb_those_of_the_page() -> None:
    html = render(build_admin([item(entry("T", html="<h2>Inner</h2><p>x</p>"))], well(), FLEET, PERIOD)).html
    assert '<p class="bh">Inner</p>' in html


def test_a_folder_of_the_user_s_goes_before_the_bundled_templates(tmp_path: Path) -> None:
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "body.html").write_text(
        '{% extends "base.html" %}{% block main %}<h1>Ours: {{ day }}</h1>{% endblock %}', encoding="utf-8"
    )
    made = render(admin(), folders=[tmp_path])
    assert "<h1>Ours: Tuesday, 24 November 2026</h1>" in made.html
    assert "ACT NOW" in made.text


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ nothing_such }}", "nothing_such"),
        (
            '{% extends "bundled/admin/body.html" %}\n{% block foot %}\n{{ nothing_such }}\n{% endblock %}',
            "body.html, line 3",
        ),
        ("line\n{% if %}", "line 2"),
        ("{{ day.__class__.__mro__ }}", "unsafe"),
        ('{% include "absent.html" %}', "absent.html"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(tmp_path: Path, template: str, words: str) -> None:
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "body.html").write_text(template, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        render(admin(), folders=[tmp_path])
    assert words in str(caught.value)


def test_the_archive_lists_nights_newest_first() -> None:
    nights = [Night(day=TODAY.replace(day=day), changes=day % 2, act=0) for day in (1, 3, 2)]
    context = build_index([*nights, Night(day=TODAY.replace(month=9, day=30), changes=4, act=2)])
    assert [month.label for month in context.months] == ["November 2026", "September 2026"]
    assert [night.iso for night in context.months[0].nights] == ["2026-11-03", "2026-11-02", "2026-11-01"]
    assert context.months[1].nights[0].counts == "4 changes, 2 need action"


def test_the_archive_names_digests_in_words() -> None:
    (night,) = (
        build_index([Night(day=TODAY, changes=0, act=0, files=(("admin", "a.html"), ("Extra", "b.html")))])
        .months[0]
        .nights
    )
    assert [page.title for page in night.pages] == ["Admin digest", "Extra"]


def test_a_quiet_night_reads_few_templates() -> None:
    from omfeed.digest.render import _environment

    _environment.cache_clear()
    render(build_admin([], well(), FLEET, PERIOD))
    cache = _environment((), "en").cache
    assert cache is not None
    read = {name for _, name in cache}
    assert read == {
        "admin/body.html",
        "admin/body.txt",
        "base.html",
        "parts/head.html",
        "parts/head.txt",
        "parts/style.css",
    }


class TestPlain:
    def test_lines_break_at_spaces(self) -> None:
        assert wrap("one two three", "  ", "- ", width=9) == "- one two\n  three"

    def test_an_address_stays_whole(self) -> None:
        assert wrap("see https://a.example/very/long now", width=12) == "see\nhttps://a.example/very/long\nnow"

    def test_korean_counts_double(self) -> None:
        assert columns("한글 a") == 6
        assert wrap("한글 한글", width=8) == "한글\n한글"
        assert rule("한글") == "===="
