"""Reads any HTML table: each row is an entry, told apart by the columns that the source's block names as its key.

Options of a source:

- ``key`` (required): the column, or a template of columns, that tells one row from another and stays the same.
- ``title``: column or template; the key's where it is not set.
- ``table``: a regular expression searched in the headings and caption above a table; all tables that have the columns
  of the key where it is not set.
- ``columns``: the columns to tell, ``Label = Column`` or ``Column``; all where it is not set.
- ``date`` and ``updated``: columns of dates.
- ``facts``: ``name = Column``, the names as in ``model.FACTS``.
- ``url``: the column whose link is the entry's address; else the first link of the row.
- ``only`` and ``skip``: regular expressions over title and headings; ``window``: ``complete`` where it is not set.
"""

from __future__ import annotations

from omfeed.collect import options, pages
from omfeed.collect.moments import day, moment
from omfeed.collect.options import alternatives
from omfeed.collect.pages import Cell, Table
from omfeed.collect.writing import by_number, cves, entry, listing
from omfeed.errors import ParseError
from omfeed.model import Entry, Fact, Parsed, Source, Window
from omfeed.text.counting import counted

VERSION = 1
STABLE_ID = "the text of the column “{key}”"

_LISTS = frozenset({"platforms", "cves", "exploited_cves", "services", "tags", "build", "roadmap_ids"})
_DATES = frozenset({"support_end", "security_end", "action_by", "released", "due_date"})


def parse(body: bytes, source: Source, *, charset: str = "") -> Parsed:
    """The rows of the page's tables as entries, in reading order.

    Raises:
        ParseError: the body is no page, no table has the columns of the key, or an option cannot be followed.
    """
    key = options.required(source, "key")
    tree = pages.page(body, source, charset)
    language = pages.language(tree)
    named = options.expression(source, "table")
    found = [
        table
        for table in pages.tables(tree, source.url)
        if all(table.column(*alternatives(place)) is not None for place in options.places(key))
        and (named is None or any(named.search(text) for text in table.above))
    ]
    pages.expect(found, f"{key!r}", source)
    made: dict[str, Entry] = {}
    repeated = 0
    for table in found:
        for row in table.rows:
            one = _entry(_Row(table, row), source, key, len(made), language)
            if not one.key or not options.wanted(source, one.title, *table.above):
                continue
            repeated += one.key in made
            made.setdefault(one.key, one)
    if not made and not ({"only", "skip"} & set(source.options)):
        raise ParseError("The tables of the page have no rows.", hint=f"Open {source.url} in a browser.")
    return Parsed(
        entries=tuple(made.values()),
        window=options.window(source, Window.COMPLETE),
        title=pages.title(tree),
        language=language,
        warnings=left_out(repeated),
    )


def left_out(repeated: int) -> tuple[str, ...]:
    """A warning where rows had to be left out because others have the same key."""
    if not repeated:
        return ()
    rows = counted(
        repeated,
        "row repeats the key of another and was left out.",
        "rows repeat the key of another and were left out.",
    )
    return (rows,)


class _Row:
    """A row whose cells are found by the names of their columns."""

    __slots__ = ("cells", "table")

    def __init__(self, table: Table, cells: tuple[Cell, ...]) -> None:
        self.table, self.cells = table, cells

    def cell(self, place: str) -> Cell:
        column = self.table.column(*alternatives(place))
        return self.cells[column] if column is not None else Cell()

    def text(self, place: str) -> str:
        return self.cell(place).text

    def shown(self, source: Source) -> tuple[tuple[str, str], ...]:
        named = options.pairs(source, "columns") or tuple((name, name) for name in self.table.names)
        return tuple((label.split("|")[0].strip(), self.text(place)) for label, place in named)


def _entry(row: _Row, source: Source, key: str, place: int, language: str) -> Entry:
    title = options.filled(source.options.get("title") or key, row.text)
    linked = (row.cell(source.options["url"]),) if "url" in source.options else row.cells
    anchor = next((cell.anchor for cell in row.cells if cell.anchor), "")
    page_url = f"{source.url.partition('#')[0]}#{anchor}" if anchor else source.url
    return entry(
        title=title,
        html=listing((label, text) for label, text in row.shown(source) if text != title),
        section=row.table.above[-1:],
        key=options.filled(key, row.text),
        anchor=anchor,
        url=next((cell.link for cell in linked if cell.link), page_url),
        published=moment(row.text(source.options.get("date", "")), time_zone=source.time_zone),
        updated=moment(row.text(source.options.get("updated", "")), time_zone=source.time_zone),
        place=place,
        language=language or source.locale,
        facts={name: fact(name, options.filled(column, row.text)) for name, column in options.pairs(source, "facts")},
    )


def fact(name: str, text: str) -> Fact | None:
    """The value of a fact written as text: a date, a list, or the text itself; none where it is empty."""
    if name in _DATES:
        return day(text) or None
    if name in {"cves", "exploited_cves"}:
        return cves(text) or None
    if name in _LISTS:
        return tuple(by_number(part.strip() for part in text.replace(";", ",").split(",") if part.strip())) or None
    if name in {"exploited", "major", "notice"}:
        return True if text.strip().casefold() in {"yes", "true", "known", "1"} else None
    if name == "cve_count":
        return int(text) if text.strip().isdecimal() else None
    return text or None
