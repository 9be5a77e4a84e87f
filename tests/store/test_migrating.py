"""Claims about the schema: what migrations make is what the tables say, whole or not at all."""

import re
import sqlite3
import stat
from pathlib import Path

import alembic.command
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from tests import drawing
from timeline.problems import TimelineError
from timeline.store import engine, location, migrating, tables, writing

pytestmark = pytest.mark.file


@pytest.fixture(autouse=True)
def _anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each database is drawn by the migrations."""
    monkeypatch.setattr(migrating, "upgrade", drawing.UPGRADE)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """An empty file, to be made a database."""
    path = tmp_path / "empty.db"
    path.touch()
    return path


@pytest.fixture
def made(empty: Path) -> Path:
    """A database without a record."""
    migrating.upgrade(empty)
    return empty


def _pragma(database: Path, name: str) -> object:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        connection.close()


def _tables(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    try:
        return [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
    finally:
        connection.close()


def _ours(name: str | None, kind: str, *_: object) -> bool:
    """Leave out full text search, whose tables SQLite makes itself."""
    return kind != "table" or not (name or "").startswith("search")


@pytest.mark.filterwarnings(
    "ignore:Skipped unsupported reflection", "ignore:autogenerate skipping"
)  # of an index on an expression; the next test has them
def test_migrations_make_what_the_tables_say(made: Path) -> None:
    database = engine.engine(made)
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _ours})
        assert compare_metadata(context, tables.METADATA) == []
    database.dispose()


def test_migrations_make_the_indexes_that_the_tables_have(made: Path) -> None:
    connection = sqlite3.connect(made)
    found = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    connection.close()
    indexes = (CreateIndex(index) for table in tables.METADATA.tables.values() for index in table.indexes)
    assert sorted(_bare(sql) for (sql,) in found) == sorted(_bare(str(index.compile(dialect=sqlite.dialect()))) for index in indexes)


def _bare(sql: str) -> str:
    """Return SQL without brackets, of which there may be more than need be."""
    return re.sub(r"[()\s]", "", sql)


def test_a_database_is_marked_as_ours(made: Path) -> None:
    assert _pragma(made, "application_id") == location.APPLICATION


def test_a_database_tells_the_version_of_its_schema(made: Path) -> None:
    assert _pragma(made, "user_version") == location.VERSION


def test_the_version_is_the_number_of_migrations() -> None:
    steps = list(ScriptDirectory.from_config(migrating.configuration()).walk_revisions())
    assert len(steps) == location.VERSION


def test_migrations_make_one_line() -> None:
    assert len(ScriptDirectory.from_config(migrating.configuration()).get_heads()) == 1


def test_only_its_owner_may_read_a_new_database(tmp_path: Path) -> None:
    path = writing.create(tmp_path / "timeline.db")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_database_of_this_version_may_be_migrated_again(made: Path) -> None:
    before = _tables(made)
    migrating.upgrade(made)
    assert (_tables(made), location.ours(made)) == (before, location.VERSION)


def test_every_reference_leads_somewhere_in_a_new_database(made: Path) -> None:
    connection = sqlite3.connect(made)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_migration_that_fails_leaves_nothing(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade = alembic.command.upgrade

    def fails(*arguments: object) -> None:
        upgrade(*arguments)  # type: ignore[arg-type]  # what Alembic was given
        raise ZeroDivisionError

    monkeypatch.setattr(alembic.command, "upgrade", fails)
    with pytest.raises(ZeroDivisionError):
        migrating.upgrade(empty)
    assert _tables(empty) == []


def test_a_migration_that_would_leave_loose_ends_is_undone(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade = alembic.command.upgrade

    def loosens(configuration: Config, revision: str) -> None:
        upgrade(configuration, revision)
        connection: Connection = configuration.attributes["connection"]
        connection.exec_driver_sql("INSERT INTO person (id, name, party, aliases, known) VALUES ('a', 'A', 'nobody', '[]', 0)")

    monkeypatch.setattr(alembic.command, "upgrade", loosens)
    with pytest.raises(TimelineError, match="would leave 1 references to nothing"):
        migrating.upgrade(empty)
    assert _tables(empty) == []


def test_what_was_made_can_be_taken_back(made: Path) -> None:
    database = engine.engine(made)
    with database.begin() as connection:
        alembic.command.downgrade(migrating.configuration(connection), "base")
    database.dispose()
    assert [name for name in _tables(made) if not name.startswith(("alembic", "sqlite"))] == []


def test_there_is_a_folder_with_a_percent_sign(tmp_path: Path) -> None:
    path = tmp_path / "100%"
    path.mkdir()
    assert location.ours(writing.create(path / "timeline.db")) == location.VERSION
