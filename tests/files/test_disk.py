"""Claims about files that are written: complete or not there at all, never over a link, a folder or the database."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.files import disk
from timeline.problems import TimelineError


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    """The database, which nothing is written over."""
    path = tmp_path / "timeline.db"
    path.write_text("records", encoding="utf-8")
    return path


def _breaking(*pieces: str) -> Iterator[str]:
    """Yield pieces of a text whose source then fails."""
    yield from pieces
    raise ZeroDivisionError


def _there(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


def test_a_file_holds_every_piece_as_it_is(tmp_path: Path, keep: Path) -> None:
    disk.written(tmp_path / "a.txt", ["é\r\n", "b\n"], keep=keep)
    assert (tmp_path / "a.txt").read_bytes() == "é\r\nb\n".encode()


def test_a_file_goes_in_the_place_of_the_one_before(tmp_path: Path, keep: Path) -> None:
    (tmp_path / "a.txt").write_text("before", encoding="utf-8")
    disk.written(tmp_path / "a.txt", ["after"], keep=keep)
    assert _there(tmp_path) == {"a.txt": "after", "timeline.db": "records"}


def test_a_file_that_breaks_off_leaves_the_one_before(tmp_path: Path, keep: Path) -> None:
    (tmp_path / "a.txt").write_text("before", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        disk.written(tmp_path / "a.txt", _breaking("after"), keep=keep)
    assert _there(tmp_path) == {"a.txt": "before", "timeline.db": "records"}


def test_a_file_that_cannot_be_put_in_its_place_leaves_nothing(tmp_path: Path, keep: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OSError, match="Input/output error"):
        disk.written(tmp_path / "a.txt", ["after"], keep=keep)
    assert _there(tmp_path) == {"timeline.db": "records"}


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_file_may_be_read_by_those_who_may_read_any_new_one(tmp_path: Path, keep: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        disk.written(tmp_path / "a.txt", ["a"], keep=keep)
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o666 & ~mask


def test_nothing_is_written_over_a_link(tmp_path: Path, keep: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    with pytest.raises(TimelineError) as refused:
        disk.written(tmp_path / "a.txt", ["a"], keep=keep)
    assert str(refused.value) == f"'{tmp_path}/a.txt' is a link: what it points to is not overwritten\nName the file itself."
    assert not (tmp_path / "b.txt").exists()


def test_nothing_is_written_over_the_database_by_whatever_name(tmp_path: Path, keep: Path) -> None:
    (tmp_path / "other.db").hardlink_to(keep)
    for name in ("timeline.db", "other.db"):
        with pytest.raises(TimelineError) as refused:
            disk.written(tmp_path / name, ["a"], keep=keep)
        assert str(refused.value) == f"'{tmp_path}/{name}' is the database\nName another file with --output."
    assert keep.read_text(encoding="utf-8") == "records"


def test_a_file_is_written_where_there_is_no_database_to_keep(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    disk.written(tmp_path / "a.txt", ["a"], keep=tmp_path / "none.db")
    assert _there(tmp_path) == {"a.txt": "a"}


def test_nothing_is_written_over_a_folder(tmp_path: Path, keep: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(TimelineError) as refused:
        disk.written(tmp_path / "a.txt", ["a"], keep=keep)
    assert str(refused.value) == f"'{tmp_path}/a.txt' is a folder\nName another file with --output."


# Several files


def test_a_folder_is_made_and_filled_with_every_file(tmp_path: Path, keep: Path) -> None:
    folder = tmp_path / "new" / "out"
    assert disk.filled(folder, [("b.yaml", ["b"]), ("processes/a.yaml", ["a", "a"])], keep=keep) == ["b.yaml", "processes/a.yaml"]
    assert _there(folder) == {"b.yaml": "b", "processes/a.yaml": "aa"}


def test_of_several_files_none_is_there_where_one_breaks_off(tmp_path: Path, keep: Path) -> None:
    (tmp_path / "a.yaml").write_text("before", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        disk.filled(tmp_path, [("a.yaml", ["a"]), ("b.yaml", _breaking("b"))], keep=keep)
    assert _there(tmp_path) == {"a.yaml": "before", "timeline.db": "records"}


@pytest.mark.parametrize("name", ["../a.yaml", "/a.yaml", "a/b/c.yaml", ".a.yaml", "A.yaml", "a", "a.yaml\n", "a b.yaml", ""])
def test_a_name_that_is_none_of_ours_is_refused(tmp_path: Path, keep: Path, name: str) -> None:
    with pytest.raises(TimelineError) as refused:
        disk.filled(tmp_path, [(name, ["a"])], keep=keep)
    assert str(refused.value) == f"'{name}' can be the name of no file\n'timeline database verify' tells what was altered."
    assert _there(tmp_path) == {"timeline.db": "records"}


def test_nothing_is_written_behind_a_link_in_the_folder(tmp_path: Path, keep: Path) -> None:
    folder, other = tmp_path / "out", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (folder / "processes").symlink_to(other)
    with pytest.raises(TimelineError) as refused:
        disk.filled(folder, [("processes/a.yaml", ["a"])], keep=keep)
    assert str(refused.value) == f"'{folder}/processes' is a link: nothing is written behind it\nName another folder with --output."
    assert list(other.iterdir()) == []


def test_a_folder_behind_a_link_may_be_named(tmp_path: Path, keep: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "other")
    disk.filled(tmp_path / "out", [("a.yaml", ["a"])], keep=keep)
    assert _there(tmp_path / "other") == {"a.yaml": "a"}


@pytest.mark.parametrize("name", ["out", "out/inner"])
def test_a_folder_that_is_a_file_is_told(tmp_path: Path, keep: Path, name: str) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(TimelineError) as refused:
        disk.filled(tmp_path / name, [("a.yaml", ["a"])], keep=keep)
    assert str(refused.value) == f"'{tmp_path / name}' is a file\nName a folder with --output."
