"""Claims about writing: all of a change or none, one writer at a time, and rows that follow from records alone."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from sqlalchemy.exc import DatabaseError

from tests.places import Client, alone, everything, nothing_at
from timeline import importing, records
from timeline.dossier import Dossier, Entry
from timeline.problems import TimelineError, Unreachable
from timeline.store import engine, location, migrating, reading, writing

UKRAINE = Entry(records.Party(id="ukraine", name="Ukraine"))
RUSSIA = Entry(records.Party(id="russia", name="Russia"))


def _save(database: Path, *entries: Entry, replace: bool = False) -> writing.Saved:
    with writing.opened(database) as connection:
        return writing.save(connection, writing.load(connection), Dossier(entries), importing.BY_NOBODY, replace=replace)


def _fail_to_save(database: Path, *entries: Entry) -> None:
    with writing.opened(database) as connection:
        writing.save(connection, writing.load(connection), Dossier(entries), importing.BY_NOBODY)
        raise ZeroDivisionError


def _on_record(database: Path) -> list[str]:
    with writing.looked_at(database) as connection:
        return [entry.id for entry in writing.load(connection)]


# A new database


def test_a_database_is_made_where_there_is_none(database: Path) -> None:
    _save(database, UKRAINE)
    assert location.ours(database) == location.VERSION


def test_only_its_owner_may_read_a_new_database(database: Path) -> None:
    _save(database, UKRAINE)
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_nothing_else_is_left_beside_a_new_database(database: Path) -> None:
    _save(database, UKRAINE)
    assert alone(database)


def test_a_change_that_fails_makes_no_database(database: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_to_save(database, UKRAINE)
    assert nothing_at(database)


def test_there_is_no_database_before_the_change_is_complete(database: Path) -> None:
    with writing.opened(database):
        assert not database.exists()


def test_a_database_that_another_program_makes_meanwhile_is_left_alone(database: Path) -> None:
    with pytest.raises(Unreachable, match="another program has made the database"), writing.opened(database):
        database.write_bytes(b"another's")
    assert database.read_bytes() == b"another's"


@pytest.mark.parametrize("name", ["x?mode=memory.db", "100%.db", "a#b.db", 'ім\'я "x".db', "file:x.db", "a&b=c.db"])
def test_a_database_has_the_name_that_was_given(tmp_path: Path, name: str) -> None:
    _save(tmp_path / name, UKRAINE)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert _on_record(tmp_path / name) == ["ukraine"]


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "none.db")
    with pytest.raises(Unreachable, match="is a link that leads nowhere"):
        _save(tmp_path / "link.db", UKRAINE)


def test_a_database_behind_a_link_is_written(database: Path, tmp_path: Path) -> None:
    _save(database, UKRAINE)
    (tmp_path / "link.db").symlink_to(database)
    _save(tmp_path / "link.db", RUSSIA)
    assert _on_record(database) == ["russia", "ukraine"]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Unreachable, match="no database can be made at"):
        _save(tmp_path / "file" / "timeline.db", UKRAINE)


def test_where_no_link_can_be_made_a_database_is_put_in_its_place(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", fails)
    _save(database, UKRAINE)
    assert _on_record(database) == ["ukraine"]
    assert list(database.parent.iterdir()) == [database]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (DatabaseError("CREATE TABLE", None, sqlite3.OperationalError("database or disk is full")), "Unreachable"),
        (ZeroDivisionError(), "ZeroDivisionError"),
        (KeyboardInterrupt(), "KeyboardInterrupt"),
    ],
)
def test_of_a_database_that_could_not_be_made_nothing_is_left(
    database: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, told: str
) -> None:
    def fails(*_: object) -> None:
        raise fault

    monkeypatch.setattr(migrating, "upgrade", fails)
    with pytest.raises(BaseException) as raised:  # noqa: PT011  # whatever it is, nothing is left
        writing.create(database)
    assert type(raised.value).__name__ == told
    assert told != "Unreachable" or str(raised.value) == f"no database can be made at '{database}': database or disk is full"
    assert list(database.parent.iterdir()) == []


# All or nothing


def test_a_change_that_fails_leaves_the_database_as_it_was(database: Path) -> None:
    _save(database, UKRAINE)
    before = everything(database)
    with pytest.raises(ZeroDivisionError):
        _fail_to_save(database, RUSSIA)
    assert everything(database) == before


@pytest.mark.parametrize("when", ["importing", "interrupted"])
def test_a_program_that_dies_leaves_the_database_as_it_was(database: Path, when: str) -> None:
    _save(database, UKRAINE)
    program = f"""
import os, pathlib, signal
from timeline import importing, records
from timeline.dossier import Dossier, Entry
from timeline.store import writing
with writing.opened(pathlib.Path({str(database)!r})) as connection:
    connection.exec_driver_sql("PRAGMA cache_size = 1")
    parties = [Entry(records.Party(id=f"p{{number}}", name="x" * 500)) for number in range(500)]
    writing.save(connection, writing.load(connection), Dossier(parties), importing.BY_NOBODY)
    os.kill(os.getpid(), signal.SIG{"KILL" if when == "importing" else "INT"})
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=60)
    assert ended.returncode != 0
    _save(database, RUSSIA)
    assert _on_record(database) == ["russia", "ukraine"]


def test_after_a_program_has_died_the_database_can_be_checked(database: Path) -> None:
    _save(database, UKRAINE)
    _leave_a_journal(database)
    assert _on_record(database) == ["ukraine"]


def test_after_a_program_has_died_the_database_can_be_asked(database: Path) -> None:
    _save(database, UKRAINE)
    _leave_a_journal(database)
    reader = reading.opened(database)
    assert [row["id"] for row in reader.rows("SELECT id FROM party", {})] == ["ukraine"]


def _leave_a_journal(database: Path) -> None:
    """Leave a database as a program does that dies in the middle of writing: half changed, with the journal that undoes it."""
    writer = sqlite3.connect(database, isolation_level=None)
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("PRAGMA defer_foreign_keys = ON")
    for number in range(2000):
        writer.execute("INSERT INTO party (id, name, type, aliases, known) VALUES (?, ?, 'other', '[]', 0)", (f"p{number}", "x" * 500))
    journal = database.with_name(database.name + "-journal")
    half, undoing = database.read_bytes(), journal.read_bytes()
    writer.execute("ROLLBACK")
    writer.close()
    assert half != database.read_bytes()
    database.write_bytes(half)
    journal.write_bytes(undoing)


# One writer at a time


def test_a_second_writer_waits_and_then_tells_that_it_could_not(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _save(database, UKRAINE)
    monkeypatch.setattr(engine, "WAIT", 0.05)
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(Unreachable, match="cannot be written: database is locked"):
            _save(database, RUSSIA)
    finally:
        other.close()


def test_every_one_of_several_writers_is_served(database: Path) -> None:
    _save(database, UKRAINE)
    program = """
import pathlib, sys
from timeline import importing, records
from timeline.dossier import Dossier, Entry
from timeline.store import writing
for number in range(5):
    with writing.opened(pathlib.Path(sys.argv[1])) as connection:
        party = Entry(records.Party(id=f"p{sys.argv[2]}-{number}", name="Party"))
        writing.save(connection, writing.load(connection), Dossier([party]), importing.BY_NOBODY)
"""
    writers = [subprocess.Popen([sys.executable, "-c", program, database, str(number)], env=os.environ) for number in range(2)]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert len(_on_record(database)) == 11


# What was changed


def test_what_a_change_did_is_told(database: Path) -> None:
    _save(database, UKRAINE, RUSSIA)
    renamed = Entry(records.Party(id="russia", name="Russian Federation"))
    saved = _save(database, UKRAINE, renamed, Entry(records.Party(id="belarus", name="Belarus")))
    assert saved == writing.Saved(new=1, changed=1, unchanged=1)


def test_a_change_of_nothing_writes_nothing(database: Path) -> None:
    _save(database, UKRAINE)
    before = everything(database)
    _save(database, UKRAINE)
    assert everything(database) == before


def test_what_processes_share_is_never_removed(database: Path) -> None:
    _save(database, UKRAINE)
    assert _save(database, RUSSIA, replace=True).removed == 0


def test_a_record_that_another_names_is_not_removed(database: Path) -> None:
    talks = Entry(records.Process(id="talks", name="Talks"))
    later = Entry(records.Process(id="later", name="Later"))
    first = Entry(records.Agreement(id="talks/a", process="talks", name="A"))
    lineage = records.Lineage(record="later/b", number=1, relation="amends", other="talks/a")
    second = Entry(records.Agreement(id="later/b", process="later", name="B"), {"lineage": [lineage]})
    _save(database, talks, later, first, second)
    with pytest.raises(TimelineError) as refused:
        _save(database, talks, replace=True)
    assert str(refused.value) == "'later/b' names 'talks/a', which would be removed\nChange that record first. Nothing was stored."
    assert "talks/a" in _on_record(database)


# What is loaded


def test_some_processes_are_loaded_with_what_all_share(stored: Path) -> None:
    with writing.looked_at(stored) as connection:
        none = writing.load(connection, [])
    assert {entry.kind for entry in none} == {"party", "person", "place", "issue"}


def test_a_dossier_loads_as_records_hold_it(stored: Path) -> None:
    with writing.looked_at(stored) as connection:
        held = writing.load(connection).entries["ukraine-russia-2022/r2"].record
    assert isinstance(held, records.Round)
    assert held.formats == ("direct_bilateral", "third_party_hosted")


def test_citations_taken_from_around_a_record_are_not_its_own(stored: Path) -> None:
    with writing.looked_at(stored) as connection:
        found = writing.load(connection)
    assert found.entries["ukraine-russia-2022/r2"].citations == []
    assert [citation.source for citation in found.entries["ukraine-russia-2022/r3"].citations] == ["ukraine-russia-2022/statecraft"]


def test_a_look_cannot_write(stored: Path) -> None:
    with pytest.raises(Unreachable, match="cannot be read: attempt to write a readonly database"), writing.looked_at(stored) as connection:
        connection.exec_driver_sql("DELETE FROM party")


def test_a_damaged_database_is_told_in_a_sentence(stored: Path) -> None:
    head = stored.read_bytes()[:100]
    stored.write_bytes(head + b"\xff" * 50_000)
    with pytest.raises(Unreachable, match=f"^the database '{stored}' cannot be read: "):
        _on_record(stored)


def test_a_record_is_stored_behind_the_one_of_its_kind_that_it_names(database: Path) -> None:
    places = [("a", "c"), ("b", None), ("c", "b")]
    _save(database, *(Entry(records.Place(id=code, name=code, parent=parent)) for code, parent in places))
    with Client(database) as connection:
        stored = [code for (code,) in connection.execute("SELECT id FROM place ORDER BY rowid")]
    assert stored == ["b", "c", "a"]


def test_records_that_name_each_other_are_stored_each_once(database: Path) -> None:
    _save(database, Entry(records.Place(id="a", name="a", parent="b")), Entry(records.Place(id="b", name="b", parent="a")))
    assert _on_record(database) == ["a", "b"]


def test_an_interruption_while_a_connection_is_closed_is_told_once(database: Path, caplog: pytest.LogCaptureFixture) -> None:
    """SQLAlchemy would write it beside, with a traceback."""
    made = engine.engine(writing.create(database))

    def interrupted(_connection: object) -> None:
        raise KeyboardInterrupt

    made.connect().close()
    with mock.patch.object(made.dialect, "do_close", interrupted), pytest.raises(KeyboardInterrupt):
        made.dispose()
    assert caplog.records == []
