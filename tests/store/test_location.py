"""Claims about where a database is, and what is said of a file that is none of ours."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.problems import Misused, Unreachable
from timeline.store import location, reading, writing

pytestmark = pytest.mark.file

# Which database is meant


@pytest.mark.parametrize(
    ("named", "environment", "expected"),
    [
        ("a.db", "b.db", "a.db"),
        (None, "b.db", "b.db"),
        ("sqlite:///a.db", None, "a.db"),
        ("sqlite:////tmp/a.db", None, "/tmp/a.db"),  # noqa: S108  # a name only
        (None, "sqlite:///b.db", "b.db"),
        ("~/a.db", None, f"{Path.home()}/a.db"),
    ],
)
def test_the_option_comes_before_the_environment(
    monkeypatch: pytest.MonkeyPatch, named: str | None, environment: str | None, expected: str
) -> None:
    monkeypatch.delenv("TIMELINE_DATABASE", raising=False)
    if environment:
        monkeypatch.setenv("TIMELINE_DATABASE", environment)
    assert str(location.database(named)) == expected


@pytest.mark.parametrize("environment", [None, ""])
def test_without_a_name_the_database_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: str | None) -> None:
    monkeypatch.delenv("TIMELINE_DATABASE", raising=False)
    if environment is not None:
        monkeypatch.setenv("TIMELINE_DATABASE", environment)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert location.database(None) == tmp_path / "timeline" / "timeline.db"


@pytest.mark.parametrize("named", ["mysql://localhost/talks", "sqlite://a.db"])
def test_a_database_that_is_no_file_is_refused(named: str) -> None:
    with pytest.raises(Misused) as refused:
        location.database(named)
    assert (
        str(refused.value)
        == f"a database of kind '{named.partition(':')[0]}' cannot be opened\nGive the path of a file, or postgresql://host/name."
    )


# Which files are ours


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _nothing(_: Path) -> None:
    """There is no file."""


def _headed(content: bytes, *, application: int = location.APPLICATION, version: int = location.VERSION) -> bytes:
    """Return the head of a database file, in the first hundred bytes of which SQLite keeps what kind it is."""
    head = bytearray(content.ljust(100, b"\xff"))
    head[60:64], head[68:72] = version.to_bytes(4, "big"), application.to_bytes(4, "big")
    return bytes(head)


HEAD = b"SQLite format 3\0"


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (_folder, "the database '{}' is a folder\nName a file with --database."),
        (_pipe, "the database '{}' is not a file\nName a file with --database."),
        (
            _nothing,
            (
                "there is no database at '{}'\n'timeline import --bundled' makes one from the records that come with timeline;"
                " 'timeline import FILE' from your own."
            ),
        ),
        (lambda path: path.touch(), "the database '{}' is an empty file\nDelete it, or name another with --database."),
        (lambda path: path.write_bytes(b"x" * 200), "'{}' is not a database\nName a timeline database with --database."),
        (lambda path: path.write_bytes(HEAD[:-1]), "'{}' is not a database\nName a timeline database with --database."),
        (
            lambda path: path.write_bytes(_headed(HEAD, application=location.APPLICATION + 1)),
            "'{}' is a database of another program\nName a timeline database with --database.",
        ),
        (
            lambda path: path.write_bytes(_headed(HEAD, version=location.VERSION + 1)),
            (
                f"'{{}}' was made by a newer timeline (schema {location.VERSION + 1}, this one knows {location.VERSION})\n"
                "Install the newer timeline: 'pip install --upgrade negotiation-timeline'."
            ),
        ),
    ],
)
def test_what_is_not_ours_is_told_with_what_to_do(tmp_path: Path, make: Callable[[Path], None], expected: str) -> None:
    path = tmp_path / "x.db"
    make(path)
    with pytest.raises(Unreachable) as refused:
        location.ours(path)
    assert str(refused.value) == expected.format(path)


def test_a_server_is_named_by_its_host_and_database_and_is_the_same_by_its_address() -> None:
    assert str(location.database("postgresql:///talks")) == "postgresql:///talks"
    one, other = (location.database(f"postgresql://anna@db.example/{name}") for name in ("talks", "others"))
    assert one == location.database("postgresql://anna@db.example/talks")
    assert one != other


@pytest.mark.parametrize("version", [0, 1, location.VERSION])
def test_a_database_of_ours_tells_its_version(tmp_path: Path, version: int) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(_headed(HEAD, version=version))
    assert location.ours(path) == version


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300)
    with pytest.raises(Unreachable) as refused:
        location.ours(path)
    assert str(refused.value) == f"the database '{path}' cannot be read: File name too long"


def test_a_database_of_an_older_schema_is_refused_for_questions_and_for_changes(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(_headed(HEAD, version=location.VERSION - 1))
    remedy = "'timeline database upgrade' brings it up to date, after a copy."
    with pytest.raises(Unreachable) as refused:
        reading.opened(path)
    versions = f"schema {location.VERSION - 1}, this one needs {location.VERSION}"
    assert str(refused.value) == f"'{path}' was made by an older timeline ({versions})\n{remedy}"
    with pytest.raises(Unreachable) as refused:
        writing.current(path)
    assert str(refused.value) == f"'{path}' was made by an older timeline ({versions})\n{remedy}"


# What was left half written


def test_a_broken_off_change_that_cannot_be_undone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(_headed(HEAD) + b"\xff" * 5000)
    path.with_name("x.db-journal").write_bytes(b"x" * 600)
    with pytest.raises(Unreachable) as refused:
        location.settle(path)
    began = f"a change of the database '{path}' was broken off, and cannot be undone here: "
    assert str(refused.value).startswith(began)
    assert refused.value.hint == "Run the command where the file can be written."


def test_a_database_beside_which_nothing_was_left_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"nothing that could be opened")
    location.settle(path)


def test_behind_a_link_the_change_left_half_written_is_undone(tmp_path: Path, blank: Path) -> None:
    writer = sqlite3.connect(blank, isolation_level=None)
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("BEGIN IMMEDIATE")
    writer.executemany(
        "INSERT INTO party (id, name, type, aliases, known) VALUES (?, 'P', 'other', '[]', 0)", [(f"p{n}",) for n in range(5000)]
    )
    half, undoing = blank.read_bytes(), blank.with_name(f"{blank.name}-journal").read_bytes()
    writer.execute("ROLLBACK")
    writer.close()
    blank.write_bytes(half)
    blank.with_name(f"{blank.name}-journal").write_bytes(undoing)
    link = tmp_path / "link.db"
    link.symlink_to(blank)
    location.settle(link)
    assert not blank.with_name(f"{blank.name}-journal").exists()
