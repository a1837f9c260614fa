"""omfeed's own reasons in the reader's language: no sentence of ours stays English on a Korean page."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from omfeed import collect, diff
from omfeed.collect import registry
from omfeed.demo import sample
from omfeed.digest import reasons
from omfeed.digest.admin import build_admin
from omfeed.digest.formats import DETAIL
from omfeed.digest.reasons import change_reason, health_reason, is_known
from omfeed.digest.render import render
from omfeed.digest.speech import speech
from omfeed.errors import BadStatus, ParseError, Refused, SourceError, TimedOut, Unreachable
from omfeed.health import Tonight, judge
from omfeed.model import Drift, SourceHealth, SourceState
from tests.kit.english import english
from tests.kit.items import FLEET, PERIOD, source, well
from tests.kit.worlds import GUIDES

KO = speech("ko")
NIGHT = datetime(2026, 11, 24, 3, tzinfo=UTC)
FORMS = [*reasons.HEALTH, *reasons.CHANGES]
DIFF = Path(diff.__file__).parent

# What an expression stands for where it is written into a reason.
STANDS_FOR = {
    "why": "the same words in the same place",
    "told": "after it was withdrawn",
    "how": "moved on to",
    "reason": "spelling only",
    "change.reason": "new: nothing known is like it",
    "fate.reason": "withdrawn: older entries stay",
    "verdict.reason": "material: words of the text changed",
    "where": "moved from “a” to “b”",
    "part": "title",
    "_met(title, headings, sections)": "an empty page",
    "gone": "“Apps”",
    "_entries(count)": "41 entries",
    "_entries(len(present))": "1 entry",
}


def _reasons(module: Path) -> Iterator[str]:
    """Every reason that a module of the comparison writes, its fields filled."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "reason":
            yield from _texts(node.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Fate", "Verdict", "_drift"}:
            for argument in node.args:
                yield from _texts(argument)


def _texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from (*_texts(one), *_texts(other))
        case ast.JoinedStr(values=values):
            gone = (
                "3" if any(isinstance(part, ast.Constant) and "at once" in str(part.value) for part in values) else ""
            )
            yield "".join(
                str(part.value)
                if isinstance(part, ast.Constant)
                else (gone if (name := ast.unparse(part.value)) == "gone" and gone else STANDS_FOR.get(name, "7"))
                for part in values
                if isinstance(part, ast.Constant | ast.FormattedValue)
            )


@pytest.mark.parametrize("module", ["compare", "material", "window", "issue", "suspicion"])
def test_every_reason_that_the_comparison_gives_is_of_a_known_form(module: str) -> None:
    found = list(_reasons(DIFF / f"{module}.py"))
    assert found
    assert [text for text in found if not is_known(text)] == []


def test_every_way_in_which_entries_are_matched_is_of_a_known_form() -> None:
    tree = ast.parse((DIFF / "match.py").read_text(encoding="utf-8"))
    words = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("the ")
    ]
    assert "the same words in the same place" in words
    assert [why for why in words if not is_known(f"matched: {why}")] == []
    assert is_known("matched: title 83% and text 97% alike, the best pairing of all")


def _complaints() -> Iterator[tuple[str, str]]:
    """Everything that a collector says of a body it cannot read, and its hint, their fields filled; and where."""
    for path in sorted(Path(collect.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ParseError":
                for words in (*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "hint")):
                    yield from ((path.name, text) for text in _texts(words))


def test_every_complaint_of_a_collector_and_its_hint_are_of_a_known_form() -> None:
    found = list(_complaints())
    assert len(found) > 100
    assert [(where, text) for where, text in found if not _is_told(text)] == []
    for met in ("an empty page", "a page with 1 heading and no text under any that would be news"):
        assert is_known(f"Expected entries under headings, met {met}.")


def _is_told(text: str) -> bool:
    """Whether it is of a known form as a whole, but for details that a form leaves open."""
    forms, whole = reasons._read(text, reasons._forms(reasons.HEALTH))
    return whole or any(DETAIL in form for form, _ in forms)


UNREADABLE = {
    "a page in place of a feed": ("feed", b"<!doctype html><html><body><p>Not found</p></body></html>"),
    "no feed": ("feed", b"<opml version='2.0'><body/></opml>"),
    "an empty feed": ("feed", b" "),
    "JSON cut short": ("cisa-kev", b'{"vulnerabilities": [{"cveID": "CVE-2026-1"'),
    "a page in place of JSON": ("cisa-kev", b"<html><body>Sign in</body></html>"),
    "other JSON": ("cisa-kev", b"[1]"),
    "JSON of nothing": ("cisa-kev", b'{"vulnerabilities": []}'),
    "a page without entries": ("learn-html", b"<html><body><h1>Welcome</h1><h2>Sign in</h2></body></html>"),
    "an empty page": ("learn-html", b"<html><body></body></html>"),
    "a page that is not there": ("learn-html", b"<html><body><h1>404 - Page not found</h1><p>Oh.</p></body></html>"),
    "no table": ("apple-security", b"<html><body><p>No table.</p></body></html>"),
    "no article": ("windows-kb", b"<html><body><p>No article.</p></body></html>"),
    "no posts": ("graph-messages", b'{"other": 1}'),
    "an error of Graph": ("graph-messages", b'{"error": {"code": "Denied", "message": "You may not. Ask for leave."}}'),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_body_that_cannot_be_read_is_told_in_korean_alone(case: str) -> None:
    collector, body = UNREADABLE[case]
    with pytest.raises(ParseError) as refused:
        registry.load(collector).parse(body, replace(source("a"), collector=collector))
    ill = judge(source("a"), None, Tonight(error=refused.value), NIGHT)
    assert refused.value.message in ill.reason
    said = health_reason(ill.reason, "a", KO)
    assert english(f"<html lang='ko'><body><p>{said}</p></body></html>") == []
    assert any("가" <= letter <= "힣" for letter in said.split("`")[0])
    details = "`omfeed sources check a`" in said
    assert details == (case in {"JSON cut short", "an error of Graph"})


def test_no_form_is_there_that_another_swallows() -> None:
    for form in FORMS:
        example = reasons._GIVEN.sub(lambda field: "“x”" if field[1] else "7", form)
        assert [found for found, _ in reasons._read(example, reasons._forms(tuple(FORMS)))[0]] == [form]


AT = "https://a.example/news"
TROUBLES: dict[str, SourceError | Drift | str] = {
    "status": BadStatus(
        f"{AT} answered 503.", status=503, hint="The fault is the server's; it is tried again next time."
    ),
    "asked to wait": BadStatus(
        f"{AT} answered 429 and asked to wait 60 s.",
        status=429,
        hint="We asked too often; it is tried again next time.",
    ),
    "login": BadStatus(
        f"{AT} answered 403.", status=403, hint="It may want a login or refuse programs; open it in a browser."
    ),
    "slow": TimedOut(
        "a.example was slower than the bound.", hint="It is tried again next time; raise the limit if it is slow."
    ),
    "unknown name": Unreachable(
        "The name a.example could not be looked up (Name or service not known).",
        hint="Check the address and this machine's DNS.",
    ),
    "robots": Refused(
        f"The robots.txt of its site asks programs to stay away from {AT}.",
        hint="Look for a feed of it, or ask its publisher; with their leave, set robots = false for this source.",
    ),
    "format": ParseError("Expected a frobnicated table, met seven of them in a row.", hint="Ask whoever makes it."),
    "few left": Drift(reason="Fewer than half of 41 entries are left: only 2.", entries_before=41, entries_now=2),
    "split": Drift(
        reason="“A. B” and “C” left the page with all their entries: it may have been split.",
        entries_before=9,
        entries_now=5,
    ),
    "partial": Drift(
        reason="Only 9 of 41 entries were recognised among 10 on the page.",
        entries_before=41,
        entries_now=10,
        partial=True,
    ),
    "renamed": "“Office 365” became “Microsoft 365” in 40 entries; 40 entries were given another date",
    "left": "12 of 41 entries left the page at once",
    "pages": f"The list was read; 2 of 3 pages could not be read: {AT} answered 404. The page is gone; look for its"
    " new address. 4 more wait for the next night.",
}


def _tonight(trouble: SourceError | Drift | str) -> Tonight:
    if isinstance(trouble, Drift):
        return Tonight(drift=trouble)
    return Tonight(entries=9, remark=trouble) if isinstance(trouble, str) else Tonight(error=trouble)


def _ill(name: str, nights: int = 1) -> SourceHealth:
    """A source after so many nights of a trouble."""
    made = None
    for night in range(nights):
        made = judge(source(name), made, _tonight(TROUBLES[name]), NIGHT + timedelta(days=night))
    assert made is not None
    return made


@pytest.mark.parametrize("name", TROUBLES)
def test_a_korean_reader_meets_no_english_sentence_of_ours_in_any_trouble(name: str) -> None:
    for nights in (1, 2, 7):
        ill = _ill(name, nights)
        page = render(build_admin([], [*well(3), ill], FLEET, PERIOD, language="ko"))
        assert ill.reason
        assert english(page.html, ["Name or service not known", ill.title]) == []


def test_a_source_silent_for_long_is_told_in_korean() -> None:
    quiet = judge(source("a"), None, Tonight(entries=1), NIGHT)
    late = judge(source("a"), quiet, Tonight(unchanged=True), NIGHT + timedelta(days=60))
    assert late.state is SourceState.LATE
    said = health_reason(late.reason, "a", KO)
    assert said.startswith("7일마다 소식이 있어야 하는데 60일 동안 새 소식이 없습니다.")


def test_what_is_not_known_is_not_shown_in_english_but_where_to_find_it() -> None:
    said = health_reason("https://a.example/ answered 503. Nobody knows why.", "blog", KO)
    assert (
        said == "https://a.example/의 응답은 503입니다. 자세한 내용은 `omfeed sources check blog` 명령으로 확인하세요."
    )
    assert change_reason("something odd; new: nothing known is like it", KO) == "새 항목: 알려진 것 중 비슷한 것이 없음"
    assert change_reason("something odd", KO) == ""


def test_in_english_a_reason_is_shown_as_it_is() -> None:
    odd = "https://a.example/ answered 503. Nobody knows why."
    assert health_reason(odd, "a", speech("en")) == change_reason(odd, speech("en")) == odd


def test_no_page_of_a_korean_demo_holds_an_english_sentence_of_ours(every_page: Path) -> None:
    names = [one.title for one in (*sample.sources("http://127.0.0.1"), *GUIDES)]
    names += re.findall(r'^name = "(.*)"$', sample.config_text(), re.MULTILINE)
    pages = sorted((every_page / "demo" / "ko").rglob("*.html"))
    assert len(pages) > 100
    wrong = {page.name: found for page in pages if (found := english(page.read_text(encoding="utf-8"), names))}
    assert wrong == {}
