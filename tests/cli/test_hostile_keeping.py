"""Hostile text in what changes the record, in its history and its exports: nothing acts, nothing is forged, nothing leaves its folder."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_hostile import ALLOWED, CONTROLS
from tests.conftest import Run, kept, measuring
from tests.places import Client, named
from timeline import render, text

ROUND = "ukraine-russia-2022/r2"
PROCESS = "ukraine-russia-2022"
ROOT = Path(__file__).parents[2]
ACTING = set("\x1b\x07\x00\x9b\u202e\r")
UNWRITABLE = [*CONTROLS, "a\nChange 9 · 1 January 2020 · root · import", "a\tb", "\u2028x", "\udce9"]
"""What may stand neither in a reason nor in a name."""


@pytest.fixture(autouse=True)
def _stored(stored: Path) -> None:
    assert stored.exists()


def _altered(database: Path, statement: str, *values: str) -> None:
    with Client(database) as client:
        client.execute(statement, values)


# Who and why


@pytest.mark.parametrize("option", ["--who", "--reason"])
@pytest.mark.parametrize("said", UNWRITABLE)
def test_who_and_why_are_one_line_of_plain_text(run: Run, database: Path, option: str, said: str) -> None:
    before = kept(database)
    told = run("edit", ROUND, "summary=Other.", option, said)
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith(f"{option} holds ")
    assert told.err.endswith(" Write it as plain text.\n")
    assert not set(told.err[:-1]) & (ACTING | {"\n", "\t"})
    assert kept(database) == before


def test_who_is_held_to_that_wherever_it_comes_from(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_WHO", "anna\x1b[31m")
    assert run("edit", ROUND, "summary=Other.").err.startswith("TIMELINE_WHO holds U+001B (escape), which may not stand in the history.")
    monkeypatch.delenv("TIMELINE_WHO")
    monkeypatch.setattr("getpass.getuser", lambda: "a\x1b")
    assert run("edit", ROUND, "summary=Other.").err.startswith("the name of the user logged in holds U+001B (escape)")
    assert run("edit", ROUND, "summary=Other.", "--who", "anna").status == 0


def test_nothing_but_blanks_is_nobody_and_no_reason(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "logged-in")
    assert run("edit", ROUND, "summary=Other.", "--who", "  ", "--reason", " ").status == 0
    change = json.loads(run("history", "--format", "json").out)["items"][0]
    assert (change["who"], change["reason"]) == ("logged-in", None)


@pytest.mark.parametrize("said", ALLOWED)
def test_the_history_tells_who_and_why_to_the_letter_and_runs_nothing(run: Run, said: str) -> None:
    assert run("edit", ROUND, f"summary={said} summary", "--who", f"{said} who", "--reason", f"{said} why").status == 0
    composed = text.fold(said)
    change = json.loads(run("history", ROUND, "--format", "json").out)["items"][0]
    assert text.fold(change["who"]) == f"{composed} who".strip()
    for form in render.FORMATS:
        told = run("history", "--format", form)
        assert (told.status, set(told.out) & ACTING) == (0, set()), form
    assert "<script>alert" not in run("history", "--format", "html").out
    for row in csv.reader(io.StringIO(run("history", "--format", "csv").out)):
        assert not [cell for cell in row if cell[:1] in {"=", "+", "@", "-", "\t", "\r"}]


@pytest.mark.file
@pytest.mark.parametrize("said", [*CONTROLS, "a\nChange 9 · 1 January 2020, 00:00:00 UTC · root · import\n  b"])
def test_a_history_that_was_altered_forges_no_entry_and_acts_on_nothing(run: Run, database: Path, said: str) -> None:
    _altered(database, "UPDATE change SET who = ?, reason = ?", said, said)
    for form in render.FORMATS:
        told = run("history", "--format", form)
        assert (told.status, set(told.out) & ACTING) == (0, set()), form
    assert sum(line.startswith("Change ") for line in run("history").out.splitlines()) == 1


# What is written, and what is said against it


@pytest.mark.parametrize("said", [*ALLOWED, *CONTROLS, "a\nb", "\udce9"])
def test_no_command_sends_what_it_was_given_to_act(run: Run, tmp_path: Path, said: str) -> None:
    name = said.replace("\0", "").replace("/", "")
    for arguments in (
        ["add", "event", f"{PROCESS}/new", "kind=other", "date=2022-03-01", f"text={said}", "cite=statecraft"],
        ["add", "event", f"{PROCESS}/{said}", "kind=other", "date=2022-03-01", "text=x"],
        ["add", "person", said, "name=x"], ["add", said, "x", "name=x"], ["add", "event", "x", f"{said}=x"],
        ["edit", said, "name=x"], ["edit", ROUND, f"name={said}"], ["edit", ROUND, f"{said}=x"], ["edit", ROUND, f"cite-={said}"],
        ["edit", ROUND, f"cite=[{{source: {said}}}]"], ["remove", said], ["merge", said, "ukraine"], ["merge", "ukraine", said],
        ["rename", said, "x"], ["rename", "ukraine", said], ["undo", "--dry-run"], ["history", said], ["history", "--since", said],
        ["export", said], ["export", "--format", said], ["export", "--output", str(tmp_path / "out" / name)], ["database", said],
        ["database", "backup", str(tmp_path / f"b{name}")], ["import", str(tmp_path / f"{name}.csv")], ["search", said, "--sql"],
        ["import", str(tmp_path / f"{name}.jsonl")], ["import", str(tmp_path), "--kind", said],
        ["import", str(tmp_path), "--new-names", said],
    ):  # fmt: skip
        told = run(*arguments)
        assert not set(told.out + told.err) & (ACTING | {"\u2066"}), arguments
        assert "fault of timeline" not in told.err, (arguments, told.err)
        assert told.status in {0, 1, 2, 3, 4, 5}


@pytest.mark.parametrize("said", CONTROLS)
def test_tables_and_lines_with_what_could_act_are_refused_with_a_place(run: Run, tmp_path: Path, database: Path, said: str) -> None:
    before = kept(database)
    table, lines = tmp_path / "parties.csv", tmp_path / "parties.jsonl"
    quoted = said.replace('"', '""').replace("\r\n", "\x85")
    table.write_text(f'id,name\nx,"{quoted}"\n', encoding="utf-8", newline="")
    lines.write_text(json.dumps({"record_kind": "party", "id": "x", "name": said}) + "\n", encoding="utf-8")
    for path in (table, lines):
        told = run("import", path)
        assert told.status == 1
        assert told.err.startswith(f"{path}:")
        assert not set(told.err) & ACTING
    assert kept(database) == before


# Exports

NAMING = {"id", "process", "record", "round", "track", "delegation", "position"}
HANDLES = ["../../evil", "/evil", "..", ".", "", "x\x1b[31m", "a\nb", "-rf", "CON", "~", "a\\..\\b", "x" * 300, "a:b"]


@pytest.mark.file
@pytest.mark.parametrize("said", CONTROLS)
def test_an_export_of_what_was_altered_acts_on_no_terminal(run: Run, database: Path, said: str) -> None:
    _altered(database, "UPDATE round SET summary = ?, name = ?", said, said)
    for form in ("yaml", "jsonl"):
        told = run("export", PROCESS, "--format", form)
        assert told.status == 0
        assert not set(told.out) & ACTING


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1+1|cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_a_table_of_what_was_altered_runs_nothing(run: Run, database: Path, tmp_path: Path, formula: str) -> None:
    _altered(database, "UPDATE round SET summary = ?, status = ?, date = ?", formula, formula, formula)
    _altered(database, "UPDATE place SET id = ? || id", formula)
    assert run("export", "--format", "csv", "--output", tmp_path / "out").status == 0
    rows: list[list[str]] = []
    for name in ("rounds.csv", "places.csv"):
        with (tmp_path / "out" / name).open(encoding="utf-8", newline="") as file:
            rows += csv.reader(file)
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r＝")]


@pytest.mark.file
@pytest.mark.parametrize("handle", HANDLES)
def test_no_handle_leads_an_export_out_of_its_folder(run: Run, database: Path, tmp_path: Path, handle: str) -> None:
    connection = Client(database)
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for column in [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]:
            if not table.startswith(("search", "change")) and column in NAMING:
                connection.execute(
                    f"UPDATE OR IGNORE {table} SET {column} = ? || substr({column}, ?) WHERE {column} = ? OR {column} LIKE ?",
                    (handle, len(PROCESS) + 1, PROCESS, f"{PROCESS}/%"),
                )
    connection.commit()
    connection.close()
    out = tmp_path / "deep" / "deeper" / "out"
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    for form in ("yaml", "jsonl", "csv"):
        for process in ([], [handle]):
            told = run("export", *process, "--format", form, "--output", out)
            assert "fault of timeline" not in told.err
            assert not set(told.err) & ACTING
    outside = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    assert all(path.is_relative_to(out) for path in outside)
    assert all(set(path.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-") for path in outside), outside
    assert not Path("/evil.yaml").exists()


# Nothing in the current folder runs


def test_nothing_in_the_current_folder_is_run_or_read(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    for name in ("timeline", "yaml", "typer", "sqlalchemy", "sitecustomize", "pydantic", "conftest", "env", "alembic"):
        (folder / f"{name}.py").write_text("open('run', 'w').close()\n", encoding="utf-8")
    for name in (".env", "alembic.ini", "pyproject.toml", "timeline.toml", "timeline.yaml", ".timeline", "setup.cfg", ".pdbrc"):
        (folder / name).write_text("[alembic]\nscript_location = .\nTIMELINE_WHO=evil\n", encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "templates" / "page.html").write_text("{{ cycler.__init__.__globals__.os.system('touch run') }}", encoding="utf-8")
    environment = {"PATH": os.defpath, "HOME": str(folder), "TIMELINE_DATABASE": named(database), "PYTHONPATH": str(ROOT), **measuring()}
    before = sorted(folder.rglob("*"))
    for arguments in (
        ["status", PROCESS, "--format", "html"],
        ["edit", ROUND, "summary=Other."],
        ["database", "verify"],
        ["export", PROCESS],
    ):
        command = [sys.executable, "-P", "-m", "timeline", *arguments]
        ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8")
        assert ended.returncode == 0, ended.stderr
    assert sorted(folder.rglob("*")) == before
    with Client(database) as client:
        history = client.execute("SELECT who FROM change ORDER BY number DESC LIMIT 1").fetchone()
    assert history != ("evil",)
