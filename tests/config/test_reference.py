"""The reference page cannot rot: its tables are the schema's, its examples load."""

from __future__ import annotations

import re

import pytest

from omfeed.config.tables import TABLES
from tests.config.kit import Files
from tests.config.reference import PAGE, reference, renewed

TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_every_key_of_a_table_is_explained(name: str) -> None:
    assert f"<!-- keys of {name} -->\n{reference(name)}<!-- end -->" in TEXT


def test_the_page_explains_no_key_that_does_not_exist() -> None:
    assert renewed(TEXT) == TEXT
    assert set(re.findall(r"<!-- keys of (.+?) -->", TEXT)) == set(TABLES)


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL))
def test_every_example_loads(files: Files, example: str) -> None:
    files.load(example, {"OMFEED_DATABASE": "postgresql+psycopg://omfeed@localhost/omfeed"})
