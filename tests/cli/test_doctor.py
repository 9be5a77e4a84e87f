"""Claims about `timeline doctor`: it tells what a report of a fault needs, whatever is broken, and nothing that is secret."""

import json
import os
import platform
import sqlite3
from contextlib import closing
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run, Told
from timeline import __version__
from timeline.store import examining, location

pytestmark = pytest.mark.file

FACTS = {"timeline", "python", "sqlite", "dependencies", "text", "time", "terminal", "database", "wrong"}
OF_DATABASE = {"place", "named_by", "exists", "schema", "size", "permissions", "readable", "writable", "free"}


def _found(told: Told) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told.out)
    assert found.keys() == FACTS
    assert found["database"].keys() == OF_DATABASE
    return found


def test_every_fact_is_told_of_a_sound_database(run: Run, stored: Path) -> None:
    stored.chmod(0o600)
    told = run("doctor", "--format", "json")
    found = _found(told)
    assert (told.status, told.err, found["wrong"]) == (0, "", [])
    assert found["timeline"]["version"] == __version__
    assert found["sqlite"] | {"version": sqlite3.sqlite_version, "search": True} == found["sqlite"]
    assert found["dependencies"]["sqlalchemy"] == metadata.version("sqlalchemy")
    assert "pytest" not in found["dependencies"]
    of_file = {"exists": True, "schema": location.VERSION, "size": stored.stat().st_size, "permissions": "-rw-------"}
    assert found["database"] | of_file | {"readable": True, "writable": True, "named_by": "TIMELINE_DATABASE"} == found["database"]
    assert found["database"]["free"] > 0


def test_the_text_tells_the_same(run: Run, stored: Path) -> None:
    told = run("doctor")
    assert told.status == 0
    assert told.out.startswith(f"timeline\n  version            {__version__}\n")
    assert f"  place              {examining.at_home(str(stored))}\n" in told.out
    assert told.out.endswith("wrong\n  nothing\n")


def test_a_look_changes_nothing_and_makes_nothing(run: Run, stored: Path, tmp_path: Path) -> None:
    before, content = sorted(tmp_path.rglob("*")), stored.read_bytes()
    run("doctor")
    run("doctor", "--database", tmp_path / "none" / "none.db")
    assert (sorted(tmp_path.rglob("*")), stored.read_bytes()) == (before, content)


def test_a_database_that_is_not_there_is_no_fault(run: Run, database: Path) -> None:
    told = run("doctor", "--format", "json")
    found = _found(told)
    assert (told.status, found["wrong"], found["database"]["exists"]) == (0, [], False)
    assert not database.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is an empty file"),
        (b"A letter.\n" * 50, "is not a database"),
        (b"SQLite format 3\0" + bytes(84), "is a database of another program"),
    ],
)
def test_a_broken_database_is_told_and_ends_as_every_command_on_it(run: Run, stored: Path, content: bytes, said: str) -> None:
    stored.write_bytes(content)
    told = run("doctor", "--format", "json")
    assert told.status == run("rounds").status == 5
    assert said in " ".join(_found(told)["wrong"])
    assert stored.read_bytes() == content


@pytest.mark.parametrize(("version", "said"), [(1, "older timeline"), (location.VERSION + 1, "newer timeline")])
def test_a_database_of_another_schema_is_told_with_what_to_do(run: Run, stored: Path, version: int, said: str) -> None:
    with closing(sqlite3.connect(stored)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    told = run("doctor", "--format", "json")
    assert told.status == 5
    assert said in " ".join(_found(told)["wrong"])


def test_a_database_that_is_damaged_inside_is_told(run: Run, stored: Path) -> None:
    stored.write_bytes(stored.read_bytes()[:5000])
    told = run("doctor", "--format", "json")
    assert (told.status, _found(told)["database"]["readable"]) == (5, False)
    assert "malformed" in " ".join(_found(told)["wrong"])


def test_a_database_that_another_program_writes_is_told_and_stops_nobody_from_asking(run: Run, stored: Path) -> None:
    with closing(sqlite3.connect(stored, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        told = run("doctor", "--format", "json")
    found = _found(told)
    assert (told.status, found["database"]["readable"], found["database"]["writable"]) == (0, True, False)
    assert found["wrong"] == ["the database cannot be written: database is locked"]


# Secrets

SECRET = "s3cret"  # noqa: S105  # invented


@pytest.mark.parametrize(
    ("url", "place"),
    [
        (f"postgresql://anna:{SECRET}@db.example:5432/talks?password={SECRET}", "postgresql://db.example"),
        (f"postgresql+psycopg://anna:{SECRET}@db.example", "postgresql+psycopg://db.example"),
        (f"postgresql://db.example/talks?user=anna&password={SECRET}", "postgresql://db.example"),
        (f"postgresql://anna:{SECRET}", "postgresql://…"),
        (f"postgresql://anna:p/{SECRET}@db.example/talks", "postgresql://…"),
        (f"postgresql://anna:p#{SECRET}@db.example/talks", "postgresql://…"),
        (f"postgresql://anna:p@{SECRET}@db.example/talks", "postgresql://…"),
        (f"anna:{SECRET}://db.example", "…://db.example"),
    ],
)
def test_a_url_is_told_without_its_secrets(run: Run, monkeypatch: pytest.MonkeyPatch, url: str, place: str) -> None:
    for form in ("text", "json"):
        for told in (run("doctor", "--format", form, "--database", url), _with(run, monkeypatch, url, form)):
            assert place in told.out
            assert SECRET not in told.out + told.err
            assert "anna" not in told.out + told.err


def _with(run: Run, monkeypatch: pytest.MonkeyPatch, url: str, form: str) -> Told:
    with monkeypatch.context() as changed:
        changed.setenv(location.VARIABLE, url)
        return run("doctor", "--format", form)


def test_the_home_folder_is_told_as_a_tilde(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "anna"))
    (tmp_path / "anna").mkdir()
    (tmp_path / "anna" / "talks.db").write_bytes(b"x")
    told = run("doctor", "--database", "~/talks.db")
    assert "  place              ~/talks.db\n" in told.out
    assert "'~/talks.db' is not a database" in told.out
    assert "anna" not in told.out
    assert examining.at_home(str(tmp_path / "annabel")) == str(tmp_path / "annabel")


# A broken environment


def test_an_environment_that_is_broken_is_told_nonetheless(process: Run) -> None:
    told = process(
        "doctor", "--format", "json", HOME="/nowhere", LANG="xx_XX", LC_ALL="\x1b[31m", TZ="No/Where", TERM="", COLUMNS="wide",
        TIMELINE_DATABASE="/nowhere/none.db", PYTHONIOENCODING="ascii",
    )  # fmt: skip
    found = _found(told)
    assert (told.status, told.err, found["wrong"]) == (0, "", [])
    assert found["text"]["LC_ALL"] == "\x1b[31m"
    assert "\x1b" not in told.out
    assert "\x1b" not in process("doctor", LC_ALL="\x1b[31m").out


def test_a_folder_that_was_removed_under_it_is_told(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    told = run("doctor", "--format", "json", "--database", "talks.db")
    assert (told.status, _found(told)["wrong"]) == (5, ["the database cannot be looked at: No such file or directory"])
    os.chdir(tmp_path)


def test_what_is_missing_is_told(run: Run, blank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: ["no-such-package>=1", 'pytest; extra == "test"'])
    told = run("doctor", "--format", "json")
    assert (told.status, blank.exists()) == (0, True)
    assert _found(told)["dependencies"] == {"no-such-package": "missing"}
    assert "'no-such-package' is not installed" in _found(told)["wrong"][0]


def test_a_fact_that_cannot_be_told_hides_no_other(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> str:
        raise OSError("no answer")

    monkeypatch.setattr(platform, "platform", lambda **_: fails())
    found = _found(run("doctor", "--format", "json"))
    assert found["python"]["platform"] == "cannot be told: no answer"
    assert found["python"]["implementation"]


def test_a_format_that_is_none_is_answered_with_what_is_near(run: Run) -> None:
    told = run("doctor", "--format", "jsn")
    assert (told.status, told.out) == (2, "")
    assert "json" in told.err
