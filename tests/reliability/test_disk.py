"""Claims about disks that cannot be written, are full, or are not there: one sentence, and nothing changed."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import DATA, Told
from tests.reliability.scenes import EDIT, Stage, hindered, is_whole, said, told

Staged = Callable[[str], Stage]
LEDGER = ("import", str(DATA / "ledger.yaml"))
WRITING = (LEDGER, ("add", "person", "anna", "name=Anna"), EDIT)


def _mounted(folder: Path, options: str) -> bool:
    folder.mkdir(exist_ok=True)
    return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False).returncode == 0  # noqa: S607


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with a kilobyte or so to spare beside a database of the seed."""
    folder = tmp_path / "small"
    if not _mounted(folder, "size=64k"):
        hindered("A FULL DISK WAS NOT TRIED: nothing can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S607


def _resized(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)  # noqa: S607


def _refused(ended: Told, *words: str) -> None:
    assert ended.status in {1, 5}, ended
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 1, ended.err
    assert "fault of timeline" not in ended.err
    assert any(word in ended.err for word in words), ended.err


def test_a_first_import_on_a_full_disk_leaves_nothing(small: Path) -> None:
    _refused(told(small, "import", str(DATA / "seed.yaml")), "no database can be made at 'timeline.db': database or disk is full")
    assert list(small.iterdir()) == []


@pytest.mark.parametrize("words", [*WRITING, ("database", "backup", "copy.db")], ids=lambda words: words[0])
def test_a_full_disk_is_told_and_nothing_is_changed(words: tuple[str, ...], small: Path, staged: Staged) -> None:
    found = staged("import").found / "timeline.db"
    _resized(small, f"size={found.stat().st_size // 1024 + 8}k")
    shutil.copy(found, small)
    before = said(small / "timeline.db")
    _refused(told(small, *words), "full")
    assert [path.name for path in small.iterdir()] == ["timeline.db"]
    assert said(small / "timeline.db") == before
    assert is_whole(small / "timeline.db")


def test_an_upgrade_on_a_full_disk_leaves_the_database_as_it_was(small: Path, staged: Staged) -> None:
    stage = staged("upgrade")
    found = stage.found / "timeline.db"
    _resized(small, f"size={found.stat().st_size * 2 // 1024 + 16}k")
    shutil.copy(found, small)
    _refused(told(small, "database", "upgrade"), "cannot be upgraded: database or disk is full")
    assert said(small / "timeline.db") == said(small / "timeline.db.schema-1") == stage.before


@pytest.mark.parametrize("words", [*WRITING, ("database", "backup", "copy.db")], ids=lambda words: words[0])
def test_a_disk_that_only_may_be_read_is_told(words: tuple[str, ...], small: Path, staged: Staged) -> None:
    _resized(small, "size=4m")
    shutil.copy(staged("import").found / "timeline.db", small)
    content = (small / "timeline.db").read_bytes()
    _resized(small, "ro")
    _refused(told(small, *words), "readonly", "Read-only")
    assert (small / "timeline.db").read_bytes() == content
    assert told(small, "rounds").status == 0


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
def test_a_file_that_only_may_be_read_is_told(words: tuple[str, ...], staged: Staged) -> None:
    folder = staged("import").fresh()
    database = folder / "timeline.db"
    content = database.read_bytes()
    if subprocess.run(["chattr", "+i", str(database)], capture_output=True, check=False).returncode:  # noqa: S607
        hindered("A FILE THAT ONLY MAY BE READ WAS NOT TRIED: chattr does nothing here")
    try:
        _refused(told(folder, *words), "readonly")
    finally:
        subprocess.run(["chattr", "-i", str(database)], check=True)  # noqa: S607
    assert database.read_bytes() == content


@pytest.mark.parametrize("words", [*WRITING, ("rounds",), ("database", "upgrade"), ("database", "backup", "copy.db")], ids=" ".join)
def test_a_database_that_is_a_folder_is_told(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "timeline.db").mkdir()
    _refused(told(tmp_path, *words), "is a folder")
    assert [path.name for path in tmp_path.rglob("*")] == ["timeline.db"]


def test_a_copy_into_a_folder_that_is_not_there_is_told(staged: Staged) -> None:
    folder = staged("import").fresh()
    _refused(told(folder, "database", "backup", "none/copy.db"), "No such file")
    assert [path.name for path in folder.iterdir()] == ["timeline.db"]


def test_a_copy_over_a_link_is_refused(staged: Staged) -> None:
    folder = staged("import").fresh()
    (folder / "copy.db").symlink_to("timeline.db")
    content = (folder / "timeline.db").read_bytes()
    _refused(told(folder, "database", "backup", "copy.db"), "is there already")
    assert (folder / "timeline.db").read_bytes() == content


def test_a_database_behind_a_link_is_changed_where_it_is(staged: Staged) -> None:
    folder = staged("import").fresh()
    (folder / "timeline.db").rename(folder / "real.db")
    (folder / "timeline.db").symlink_to("real.db")
    assert told(folder, *EDIT).status == 0
    assert (folder / "timeline.db").is_symlink()
    assert is_whole(folder / "real.db")
    assert len((said(folder / "real.db") or {})["change"]) == 2
