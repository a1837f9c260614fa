"""Commands change omfeed.toml as a careful person would: only what was asked, everything else to the byte."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from omfeed.config import InvalidConfig, init_text
from omfeed.config.edit import appended, save, switched
from omfeed.errors import ConfigError

MINE = """\
# mine
[output]
folder = "digests"   # on the share

[[sources]]
id = "blog"          # ours
title = "Blog"
url = "https://blog.example/feed"
collector = "feed"
# options follow

[sources.options]
only = "x"

# --- the network ---
[network]
# contact = "it@example.com"
"""
BLOCK = '[[sources]]\nid = "new"\ntitle = "New"\nurl = "https://new.example/"\ncollector = "page"\n'


def test_a_block_is_added_at_the_end_and_nothing_else_changes() -> None:
    assert appended(MINE, [BLOCK]) == MINE + "\n" + BLOCK
    assert appended("", [BLOCK, BLOCK.replace("new", "other")]).count("[[sources]]") == 2
    assert tomllib.loads(appended(init_text(), [BLOCK]))["sources"][0]["id"] == "new"


def test_sources_written_as_a_list_in_brackets_are_left_to_their_author() -> None:
    with pytest.raises(ConfigError, match="does not dare"):
        appended('sources = [{ id = "a" }]\n', [BLOCK])


def test_a_shipped_source_gets_a_table_or_a_line_in_its_table() -> None:
    new = switched(MINE, "intune-whats-new", on=False)
    assert new == MINE + "\n[source.intune-whats-new]\nenabled = false\n"
    assert switched(new, "intune-whats-new", on=True) == new.replace("enabled = false", "enabled = true")
    with_table = MINE + "\n[source.other]\nlook_back_days = 3   # short\n"
    assert switched(with_table, "other", on=False).endswith(
        "[source.other]\nenabled = false\nlook_back_days = 3   # short\n"
    )


def test_a_source_of_ones_own_is_switched_in_its_block() -> None:
    off = switched(MINE, "blog", on=False)
    assert off == MINE.replace("# ours\n", "# ours\nenabled = false\n")
    assert switched(off, "blog", on=True) == off.replace("enabled = false", "enabled = true")


def test_a_table_that_outranks_the_block_is_the_one_that_is_changed() -> None:
    text = MINE + "\n[source.blog]\nenabled = false  # for now\n"
    assert switched(text, "blog", on=True) == text.replace("enabled = false", "enabled = true")


@pytest.mark.parametrize(
    "text", ["source = { other = { enabled = true } }\n", 'sources = [{ id = "other", title = "O" }]\n']
)
def test_what_cannot_be_changed_surely_is_not_changed(text: str) -> None:
    with pytest.raises(ConfigError, match="does not dare"):
        switched(text, "other", on=False)


def test_line_ends_and_the_byte_order_mark_stay(tmp_path: Path) -> None:
    file = tmp_path / "omfeed.toml"
    file.write_bytes(b"\xef\xbb\xbf# mine\r\n")
    save(file, "# mine\n[source.intune-whats-new]\nenabled = false\n", environ={})
    assert file.read_bytes() == b"\xef\xbb\xbf# mine\r\n[source.intune-whats-new]\r\nenabled = false\r\n"


def test_a_text_that_omfeed_refuses_is_never_put_in_place(tmp_path: Path) -> None:
    file = tmp_path / "omfeed.toml"
    file.write_text("# mine\n", encoding="utf-8")
    with pytest.raises(InvalidConfig, match=r"omfeed\.toml"):
        save(file, "[source.no-such-source]\nenabled = false\n", environ={})
    assert file.read_text(encoding="utf-8") == "# mine\n"
    assert [path.name for path in tmp_path.iterdir()] == ["omfeed.toml"]


def test_a_link_stays_a_link_and_rights_stay_as_they_are(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "omfeed.toml"
    real.write_text("# mine\n", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    save(link, "# mine too\n", environ={})
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "# mine too\n"
    assert real.stat().st_mode & 0o777 == 0o640
