"""Files of the site: whole or not at all, only when changed, and never outside their folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from omfeed.deliver import files
from omfeed.deliver.files import remove, write, write_all
from omfeed.errors import DeliveryError


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    assert write(tmp_path, "2026-11-24/admin.html", b"page") is True
    assert (tmp_path / "2026-11-24" / "admin.html").read_bytes() == b"page"


def test_an_equal_file_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "a.html", b"page")
    before = (tmp_path / "a.html").stat()
    assert write(tmp_path, "a.html", b"page") is False
    assert (tmp_path / "a.html").stat().st_ino == before.st_ino


@pytest.mark.parametrize("place", [0, 64 * 1024 - 1, 64 * 1024, 150_000 - 1])
def test_a_large_file_is_replaced_wherever_it_differs_and_left_alone_when_equal(tmp_path: Path, place: int) -> None:
    page = b"page " * 30_000
    assert write(tmp_path, "a.html", page) is True
    assert write(tmp_path, "a.html", page) is False
    other = page[:place] + b"!" + page[place + 1 :]
    assert write(tmp_path, "a.html", other) is True
    assert (tmp_path / "a.html").read_bytes() == other


def test_a_changed_file_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, "a.html", b"page")
    assert write(tmp_path, "a.html", b"PAGE") is True
    assert (tmp_path / "a.html").read_bytes() == b"PAGE"


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "..", "../a", "a/../../b", "/etc/passwd", "a//b", "a\\b", "C:a", "a\0b", "nul", "CON.html", "com1.txt",
        "a.", "a b", "ä.html", "x" * 151, "a/", "\n",
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_or_that_windows_cannot_hold_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DeliveryError):
        write(tmp_path / "site", name, b"x")
    with pytest.raises(DeliveryError):
        remove(tmp_path / "site", name)
    assert list(tmp_path.rglob("*")) == []


def test_a_crash_while_writing_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.html", b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(DeliveryError, match="No space left"):
        write(tmp_path, "a.html", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    assert (tmp_path / "a.html").read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="making links needs rights on Windows")
def test_links_that_lead_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    site.mkdir()
    outside.mkdir()
    (site / "night").symlink_to(outside)
    (outside / "a.html").write_bytes(b"mine")
    (site / "a.html").symlink_to(outside / "a.html")
    for name in ("night/a.html", "night/b.html", "a.html"):
        with pytest.raises(DeliveryError):
            write(site, name, b"x")
    assert [path.read_bytes() for path in outside.iterdir()] == [b"mine"]


def test_a_file_no_longer_wanted_is_removed(tmp_path: Path) -> None:
    write(tmp_path, "a.html", b"page")
    assert remove(tmp_path, "a.html") is True
    assert remove(tmp_path, "a.html") is False


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_web_server_may_read_what_was_written(tmp_path: Path) -> None:
    write(tmp_path, "a.html", b"page")
    assert (tmp_path / "a.html").stat().st_mode & 0o444 == 0o444


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_what_is_private_is_its_owners_alone(tmp_path: Path) -> None:
    write(tmp_path, "letter.json", b"words", private=True)
    write_all(tmp_path, [("other.json", b"words")], private=True)
    assert [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()] == [0o600, 0o600]


def test_many_files_are_written_and_only_those_that_differ(tmp_path: Path) -> None:
    pages = [(f"stories/{number}.html", b"%d" % number) for number in range(300)]
    assert write_all(tmp_path, iter(pages)) == 300
    assert write_all(tmp_path, [*pages[:-1], ("stories/299.html", b"new")]) == 1
    assert (tmp_path / "stories" / "299.html").read_bytes() == b"new"


def test_large_files_are_asked_for_no_sooner_than_they_can_be_written(tmp_path: Path) -> None:
    ahead: list[int] = []

    def made() -> Iterator[tuple[str, bytes]]:
        for number in range(20):
            ahead.append(number - len(list(tmp_path.iterdir())))
            yield f"{number}.html", b"%d" % number * 1024 * 1024

    assert write_all(tmp_path, made()) == 20
    assert max(ahead) <= 4


def test_one_bad_name_among_many_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError):
        write_all(tmp_path / "site", [("a.html", b"a"), ("../b.html", b"b")])
    assert not (tmp_path / "b.html").exists()
