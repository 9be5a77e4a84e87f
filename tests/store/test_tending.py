"""Claims about care for a database: what is told of it, where its copies are, and each thing that another program altered."""

import shutil
import sqlite3
from pathlib import Path

import alembic.command
import pytest
from sqlalchemy.exc import DatabaseError

from tests.cli.test_history import first_schema
from tests.conftest import DATA, Run, kept
from timeline import importing, records
from timeline.dossier import Dossier, Entry
from timeline.problems import TimelineError, Unreachable
from timeline.store import engine, history, location, migrating, tending, writing

pytestmark = pytest.mark.file

DAMAGED = ": restore the last backup, or import the last export into a new database"
HASH = "4b3c7fba3e5cab2a56331a0a038a4a8cb9c006139dbb8110b8fba48183e29eaf"
KHERSON = "ukraine-russia-2022/kherson"


def test_what_a_database_holds_is_counted(stored: Path) -> None:
    held = tending.info(stored)
    with writing.looked_at(stored) as connection:
        kinds = [entry.kind for entry in writing.load(connection)]
    assert (held.database, held.version, held.size, held.changes) == (stored, location.VERSION, stored.stat().st_size, 1)
    assert held.records == {kind: kinds.count(kind) for kind in kinds}
    assert held.last is not None
    assert held.last.endswith("Z")


def test_of_a_database_without_a_change_no_last_one_is_told(blank: Path) -> None:
    held = tending.info(blank)
    assert (held.records, held.changes, held.last) == ({}, 0, None)


# Copies


def test_a_copy_is_all_that_is_left_beside_it(stored: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    tending.backup(stored, folder / "copy.db")
    assert list(folder.iterdir()) == [folder / "copy.db"]
    assert kept(folder / "copy.db") == kept(stored)


def test_a_copy_goes_over_no_file_and_no_link(stored: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "none.db")
    (tmp_path / "file.db").touch()
    for name in ("link.db", "file.db"):
        with pytest.raises(TimelineError) as refused:
            tending.backup(stored, tmp_path / name)
        assert str(refused.value) == f"'{tmp_path / name}' is there already\nName a file that is not."


def test_where_no_copy_can_be_it_is_told(stored: Path, tmp_path: Path) -> None:
    with pytest.raises(TimelineError) as refused:
        tending.backup(stored, tmp_path / "none" / "copy.db")
    assert str(refused.value) == f"no copy can be made at '{tmp_path}/none/copy.db': No such file or directory"


def test_of_a_damaged_database_no_copy_is_left(stored: Path, tmp_path: Path) -> None:
    stored.write_bytes(stored.read_bytes()[:100] + b"\xff" * 50_000)
    folder = tmp_path / "copies"
    folder.mkdir()
    with pytest.raises(Unreachable) as refused:
        tending.backup(stored, folder / "copy.db")
    assert str(refused.value).startswith(f"the database '{stored}' cannot be copied: ")
    assert list(folder.iterdir()) == []


def test_each_upgrade_keeps_its_own_copy(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    for name in ("old.db.schema-1", "old.db.schema-1.2", "old.db.schema-1.3"):
        old.write_bytes(first_schema())
        assert tending.upgrade(old, "anna") == tmp_path / name
    assert tending.upgrade(old, "anna") is None


def test_an_upgrade_that_cannot_be_written_tells_where_the_database_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise DatabaseError("INSERT", None, sqlite3.OperationalError("database or disk is full"))

    old = tmp_path / "old.db"
    old.write_bytes(first_schema())
    monkeypatch.setattr(migrating, "upgrade", fails)
    with pytest.raises(Unreachable) as refused:
        tending.upgrade(old, "anna")
    kept_in = f"As it was before it is kept in {old}.schema-1."
    assert str(refused.value) == f"the database '{old}' cannot be upgraded: database or disk is full\n{kept_in}"
    assert location.ours(tmp_path / "old.db.schema-1") == 1


def test_an_upgrade_puts_what_is_on_record_into_the_history_once(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(first_schema())
    tending.upgrade(old, "anna")
    with writing.looked_at(old) as connection:
        done = list(history.done_by(connection, 1))
        assert history.last_steps(connection) == done
        assert len(done) == len(writing.load(connection))
    assert tending.info(old).changes == 1


def test_an_upgrade_of_a_database_with_a_history_adds_nothing_to_it(stored: Path) -> None:
    before = kept(stored)
    made = engine.engine(stored, referring=False)
    with made.begin() as connection:
        alembic.command.downgrade(migrating.configuration(connection), "0004")
        connection.exec_driver_sql("PRAGMA user_version = 4")
    made.dispose()
    assert tending.upgrade(stored, "anna") == stored.with_name("timeline.db.schema-4")
    assert (tending.info(stored).changes, kept(stored) == before) == (1, True)


# What another program altered


@pytest.mark.parametrize(
    ("altered", "told"),
    [
        ("UPDATE change SET who = 'nobody'", f"change 1 of the history was altered after it was made{DAMAGED}"),
        ("UPDATE change SET number = 2", f"change 1 is missing from the history{DAMAGED}"),
        ("UPDATE change SET number = 2", f"row 1 of 'changed' names a 'change' that is not there{DAMAGED}"),
        (
            "UPDATE event SET text = 'x', kind = 'other'",
            f"{KHERSON}: says something else in kind, text than the history tells{DAMAGED}",
        ),
        ("DELETE FROM mention WHERE who = 'lavrov'", f"the table 'mention' does not follow from the records{DAMAGED}"),
        ("CREATE TABLE other (id INTEGER)", f"the table 'other' is not as timeline makes it{DAMAGED}"),
        ("DROP INDEX citation_by_source", f"the index 'citation_by_source' is not as timeline makes it{DAMAGED}"),
        ("UPDATE round SET formats = 'x'", f"what is kept cannot be read as records: Expecting value: line 1 column 1 (char 0){DAMAGED}"),
        ("DELETE FROM search", f"the index for search, or the file, is damaged: database disk image is malformed{DAMAGED}"),
    ],
)
def test_each_alteration_is_told_in_a_sentence(run: Run, stored: Path, altered: str, told: str) -> None:
    connection = sqlite3.connect(stored)
    connection.execute(altered)
    connection.commit()
    connection.close()
    found = run("database", "verify")
    assert told in (found.out + found.err).splitlines()


@pytest.mark.parametrize(
    ("altered", "said"), [("DELETE FROM event", "is missing "), ("DELETE FROM changed WHERE kind = 'event'", "is there ")]
)
def test_a_record_too_many_or_too_few_is_named(run: Run, stored: Path, altered: str, said: str) -> None:
    connection = sqlite3.connect(stored)
    connection.execute(altered)
    connection.commit()
    connection.close()
    found = run("database", "verify")
    assert any(line.startswith(f"{KHERSON}: {said}") for line in (found.out + found.err).splitlines())


def test_a_database_that_cannot_be_read_at_all_is_told(run: Run, stored: Path) -> None:
    stored.write_bytes(stored.read_bytes()[:100] + b"\xff" * 50_000)
    found = run("database", "verify")
    assert f"the database cannot be read: database disk image is malformed{DAMAGED}" in (found.out + found.err).splitlines()


def test_each_altered_change_is_named_and_no_other(run: Run, stored: Path) -> None:
    assert run("edit", KHERSON, "text=Something else.", "--who", "anna").status == 0
    assert run("edit", KHERSON, "text=Something else again.", "--who", "anna").status == 0
    connection = sqlite3.connect(stored)
    connection.execute("UPDATE change SET reason = 'x' WHERE number = 2")
    connection.commit()
    connection.close()
    found = run("database", "verify")
    assert (found.out + found.err).splitlines()[0] == f"change 2 of the history was altered after it was made{DAMAGED}"
    assert "change 3" not in found.out + found.err


# The store as it stood


def test_the_store_is_told_as_it_stood_up_to_each_change(run: Run, database: Path) -> None:
    importing.into_store([DATA / "seed.yaml"], database)
    assert run("remove", KHERSON, "--who", "anna", "--reason", "twice").status == 0
    with writing.looked_at(database) as connection:
        first, second = [at for (at,) in connection.exec_driver_sql("SELECT at FROM change ORDER BY number")]
        assert history.is_past(connection, first)
        assert not history.is_past(connection, second)
        assert KHERSON in history.as_of(connection, first)
        assert KHERSON not in history.as_of(connection, second)
        assert len(history.as_of(connection, "2000-01-01T00:00:00.000000Z")) == 0


def test_what_a_record_says_is_kept_on_one_line_in_its_own_letters() -> None:
    entry = Entry(records.Party(id="kyiv", name="Київ", aliases=("Kyiv",)))
    said = '{"aliases":["Kyiv"],"id":"kyiv","name":"Київ","record_kind":"party"}'
    assert history.written(entry) == said
    assert history.written(history.read(said)) == said
    assert (history.written(None), history.read(None)) == (None, None)


def test_the_hash_of_a_change_is_the_same_in_every_version() -> None:
    step = history.Step("kyiv", "party", None, None, '{"name":"Київ"}')
    assert history.chained(history.BEGINNING, [1, "2022-03-03T15:00:00.000000Z", "anna", "add", None, None], [step]) == HASH


def test_a_change_is_chained_whatever_bytes_its_words_came_from() -> None:
    one, other = (history.chained(history.BEGINNING, [1, "", "ann\udce9", "add", reason, None], []) for reason in (None, "\udce9"))
    assert one != other


def test_what_is_the_same_makes_no_step() -> None:
    held = importing.read([DATA / "seed.yaml"]).dossier
    assert list(history.steps(held, held)) == []
    assert [step.record for step in history.steps(Dossier(), held)] == sorted(held.entries)
    assert {(step.before, step.after is None) for step in history.steps(Dossier(), held)} == {(None, False)}
    assert {(step.before is None, step.after) for step in history.steps(held, Dossier())} == {(False, None)}


def test_a_copied_database_goes_on_from_where_it_was(run: Run, stored: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(stored, copy)
    assert run("edit", KHERSON, "text=Something else.", "--who", "anna", "--database", copy).status == 0
    assert (tending.info(stored).changes, tending.info(copy).changes) == (1, 2)
