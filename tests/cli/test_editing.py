"""Claims about a record in the user's editor: a draft is private, gone when it is on record, and kept and named when it is not."""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run, Told, kept
from timeline.problems import Unreachable

Edit = Callable[..., Told]


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which drafts are made."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def edit(run: Run, stored: Path, drafts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Edit a record with an editor that does what a line of Python says to `path`, the draft that holds `said`."""
    assert stored.exists()
    assert drafts.exists()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.delenv("VISUAL", raising=False)

    def edit(does: str, *arguments: str) -> Told:
        editor = tmp_path / "editor.py"
        editor.write_text(f"import os, pathlib, sys\npath = pathlib.Path(sys.argv[1]); said = path.read_text()\n{does}\n", encoding="utf-8")
        monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
        return run("edit", "r2", *arguments)

    return edit


def test_a_draft_is_private_while_it_is_open(edit: Edit, tmp_path: Path) -> None:
    mode = tmp_path / "mode"
    assert edit(f"pathlib.Path({str(mode)!r}).write_text(oct(path.stat().st_mode))").status == 0
    assert mode.read_text(encoding="utf-8") == "0o100600"


@pytest.mark.parametrize("does", ["pass", "path.write_text(said.replace('status: held', 'status: adjourned'))"])
def test_a_draft_is_gone_when_it_is_on_record(edit: Edit, drafts: Path, does: str) -> None:
    assert edit(does).status == 0
    assert list(drafts.iterdir()) == []


def test_what_the_editor_wrote_is_on_record(edit: Edit, run: Run) -> None:
    assert edit("path.write_text(said.replace('status: held', 'status: adjourned'))").status == 0
    assert json.loads(run("show", "r2", "--format", "json").out)["items"][0]["status"] == "adjourned"


@pytest.mark.parametrize(
    ("does", "said"),
    [
        (r"path.write_bytes(said.encode() + b'\xff')", "byte 0xff is not UTF-8: save the file as UTF-8: nothing was changed"),
        (r"path.write_text(said, encoding='utf-16')", "the file is in UTF-16: save it as UTF-8: nothing was changed"),
        (r"path.write_text(said + '# \0')", "U+0000 (null) may not stand in a record: take it out: nothing was changed"),
        (r"path.write_text(said + '# \x1b[2J')", "U+001B (escape) may not stand in a record"),
        (r"path.write_text(said + '# \u202e', encoding='utf-8')", "U+202E (right-to-left override) may not stand in a record"),
        ("path.write_text(said + '# ' + 'x' * 200_000_000)", "the file is larger than 100,000,000 bytes"),
        ("path.write_text(said.replace('status: held', 'status: heldd'))", "'heldd'"),
        ("path.write_text('[' * 50_000_000)", "flow"),
        ("path.write_text('')", "a record is a mapping of fields to values"),
        ("path.write_text(said + '#'); sys.exit(3)", "the editor left with status 3: nothing was changed"),
    ],
)
def test_a_draft_that_cannot_be_read_is_kept_and_named(edit: Edit, database: Path, drafts: Path, does: str, said: str) -> None:
    before = kept(database)
    told = edit(f"if not said.startswith('#!'):\n    {does}")
    (draft,) = drafts.iterdir()
    assert told.status == 1, told
    assert said in told.err
    assert told.err.endswith(f"What was written is kept in {draft}.\n")
    assert not set(told.err) & set("\x1b\x00\u202e")
    assert draft.stat().st_mode & 0o777 == 0o600
    assert kept(database) == before


def test_a_draft_that_the_editor_deleted_is_told(edit: Edit, database: Path, drafts: Path) -> None:
    before = kept(database)
    told = edit("path.unlink()")
    assert (told.status, list(drafts.iterdir())) == (1, [])
    assert "cannot be read: No such file or directory: nothing was changed" in told.err
    assert kept(database) == before


def test_a_draft_is_kept_when_the_database_cannot_be_written(edit: Edit, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise Unreachable("the database is locked", "Wait.")

    monkeypatch.setattr("timeline.keeping.adding.changed", locked)
    told = edit("path.write_text(said.replace('status: held', 'status: adjourned'))")
    (draft,) = drafts.iterdir()
    assert (told.status, told.err) == (5, f"the database is locked. Wait. What was written is kept in {draft}.\n")
    assert "adjourned" in draft.read_text(encoding="utf-8")


def test_a_draft_is_named_when_the_change_fails(edit: Edit, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("timeline.keeping.adding.changed", full)
    told = edit("path.write_text(said.replace('status: held', 'status: adjourned'))")
    (draft,) = drafts.iterdir()
    assert (told.status, told.err) == (1, f"What was written is kept in {draft}.\nthe system refused: No space left on device\n")


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("/no/such/editor", "the editor '/no/such/editor' cannot be run: No such file or directory. Set EDITOR to one that can.\n"),
        ("vi 'x", "EDITOR is no command: no closing quotation. Set EDITOR to one.\n"),
        ("\x1b[2J", "the editor '\\x1b[2J' cannot be run: No such file or directory. Set EDITOR to one that can.\n"),
    ],
)
def test_an_editor_that_cannot_be_run_leaves_no_draft(
    run: Run, edit: Edit, drafts: Path, monkeypatch: pytest.MonkeyPatch, editor: str, said: str
) -> None:
    assert callable(edit)
    monkeypatch.setenv("EDITOR", editor)
    told = run("edit", "r2")
    assert (told.status, told.err, list(drafts.iterdir())) == (1, said, [])
