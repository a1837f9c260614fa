"""Tables and JSON lists that a block in the catalogue describes, without code."""

from __future__ import annotations

import pytest

from omfeed.errors import ParseError
from omfeed.model import Window
from tests.collect.bodies import JSON_ROWS, TABLE, read

BUILD = {
    "key": "OS build",
    "title": "Windows {Version} ({OS build})",
    "date": "Date",
    "facts": "version = Version; build = OS build; released = Date",
    "columns": "Release = Version; Date",
}


class TestTables:
    def test_a_row_is_an_entry(self) -> None:
        parsed = read("table", TABLE, options=BUILD)
        first, second = parsed.entries
        assert (first.key, first.title, first.section) == ("26200.9001", "Windows 25H2 (26200.9001)", ("Supported",))
        assert first.text == "Release: 25H2\nDate: 2026-09-08"
        assert first.facts == {"version": "25H2", "build": ("26200.9001",), "released": "2026-09-08"}
        assert (first.published, parsed.window, parsed.language) == ("2026-09-08", Window.COMPLETE, "en-us")
        assert second.url == "https://news.example/kb/2"

    def test_a_cell_over_two_rows_counts_for_both(self) -> None:
        assert [one.facts["version"] for one in read("table", TABLE, options=BUILD).entries] == ["25H2", "25H2"]

    def test_a_column_of_another_name_is_found_by_its_alternative(self) -> None:
        options = {**BUILD, "key": "Build number | OS build"}
        assert len(read("table", TABLE, options=options).entries) == 2

    def test_columns_may_change_places(self) -> None:
        turned = (
            "<table><tr><th>Date</th><th>OS build</th><th>Version</th></tr>"
            "<tr><td>2026-09-08</td><td>26200.9001</td><td>25H2</td></tr></table>"
        )
        assert (
            read("table", turned, options=BUILD).entries[0].facts
            == read("table", TABLE, options=BUILD).entries[0].facts
        )

    def test_the_heading_chooses_the_table(self) -> None:
        assert len(read("table", TABLE, options={"key": "Name", "table": "^Other$"}).entries) == 1
        with pytest.raises(ParseError, match="redesigned"):
            read("table", TABLE, options={"key": "Name", "table": "^Supported$"})

    def test_a_missing_key_column_is_an_error(self) -> None:
        with pytest.raises(ParseError, match="redesigned"):
            read("table", TABLE, options={"key": "Serial"})

    def test_rows_of_one_key_are_told(self) -> None:
        parsed = read("table", TABLE, options={"key": "Version"})
        assert len(parsed.entries) == 1
        assert parsed.warnings == ("1 row repeats the key of another and was left out.",)

    def test_a_table_wider_than_any_honest_one_is_bounded(self) -> None:
        wide = (
            f"<table><tr><th colspan=99999999>a</th></tr>{'<tr><td colspan=999 rowspan=999>x</td></tr>' * 50}</table>"
        )
        assert len(read("table", wide, options={"key": "a"}).entries) == 1


class TestJsonRows:
    def test_an_object_is_an_entry(self) -> None:
        options = {
            "rows": "value",
            "key": "id",
            "title": "{Name} of {ID}",
            "date": "when",
            "columns": "Labels = tags.label",
            "facts": "tags = tags.label",
            "url": "/items/{id}",
        }
        (one,) = read("json-rows", JSON_ROWS, options=options).entries
        assert (one.key, one.title, one.url) == ("7", "Seven of 7", "https://news.example/items/7")
        assert (one.text, one.published) == ("Labels: b, a", "2026-09-01T05:06:07Z")
        assert one.facts == {"tags": ("a", "b")}

    def test_a_body_comes_before_the_columns(self) -> None:
        body = '[{"id": 1, "text": "<p>Hello</p>", "state": "open"}]'
        (one,) = read("json-rows", body, options={"key": "id", "body": "text", "columns": "State = state"}).entries
        assert one.text == "Hello\nState: open"

    def test_an_object_of_objects_is_a_list_too(self) -> None:
        body = '{"boards": {"x": {"n": "one"}, "y": {"n": "two"}}}'
        assert [one.key for one in read("json-rows", body, options={"rows": "boards", "key": "n"}).entries] == [
            "one",
            "two",
        ]

    def test_a_list_that_is_not_where_it_was_is_an_error(self) -> None:
        with pytest.raises(ParseError, match="format changed"):
            read("json-rows", JSON_ROWS, options={"rows": "items", "key": "id"})

    def test_an_empty_list_is_an_error_unless_filtered(self) -> None:
        kept = read("json-rows", JSON_ROWS, options={"rows": "value", "key": "id", "title": "name", "skip": "seven"})
        assert kept.entries == ()


@pytest.mark.parametrize(
    ("collector", "options", "told"),
    [
        ("table", {}, "key"),
        ("json-rows", {"rows": "value"}, "key"),
        ("table", {"key": "OS build", "facts": "colour = Version"}, "no fact"),
        ("table", {"key": "OS build", "window": "sliding"}, "window"),
        ("table", {"key": "OS build", "table": "["}, "regular expression"),
    ],
)
def test_an_option_that_cannot_be_followed_is_told(collector: str, options: dict[str, str], told: str) -> None:
    with pytest.raises(ParseError, match=told):
        read(collector, TABLE if collector == "table" else JSON_ROWS, options=options)
