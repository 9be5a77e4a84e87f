"""Whether anything in a database was changed or lost: its records against their history, and every table against the records."""

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError
from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DatabaseError

from timeline.problems import Problem, Unreachable
from timeline.store import history, location, tables, writing
from timeline.store.history import Step
from timeline.store.location import Database, Server
from timeline.store.tending import RESTORE
from timeline.store.writing import Row


def verify(database: Database) -> Iterator[Problem]:
    """Yield everything in a database that is not as timeline left it, with how to mend it.

    A server holds its own files, indexes and references to account; of a file that is looked at first.
    """
    if isinstance(database, Path):
        try:
            location.settle(database) if location.ours(database) else None
            copy = _in_memory(database)
        except (Unreachable, sqlite3.Error) as error:
            yield Problem(f"the database cannot be read: {error}: {RESTORE}")
            return
        try:
            yield from _by_sqlite(copy)
        finally:
            copy.close()
    try:
        with writing.looked_at(database) as connection:
            yield from _served(connection) if isinstance(database, Server) else _schema(connection)
            yield from _chain(connection)
            yield from _records(connection)
    except (Unreachable, DatabaseError, ValidationError, ValueError, KeyError, TypeError) as error:
        yield Problem(f"what is kept cannot be read as records: {_first_line(error)}: {RESTORE}")


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _in_memory(path: Path) -> sqlite3.Connection:
    """Return a copy on which SQLite may write what its own checks write."""
    source = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        source.backup(copy)
    finally:
        source.close()
    return copy


def _by_sqlite(copy: sqlite3.Connection) -> Iterator[Problem]:
    try:
        for (found,) in copy.execute("PRAGMA integrity_check"):
            if found != "ok":
                yield Problem(f"the file is damaged: {found.partition(chr(10))[0]}: {RESTORE}")
        for table, row, other, _ in copy.execute("PRAGMA foreign_key_check"):
            yield Problem(f"row {row} of '{table}' names a '{other}' that is not there: {RESTORE}")
        copy.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.Error as error:
        yield Problem(f"the index for search, or the file, is damaged: {error}: {RESTORE}")


def _schema(connection: Connection) -> Iterator[Problem]:
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type, name"
    held = set(map(tuple, connection.exec_driver_sql(query)))
    with tempfile.TemporaryDirectory() as folder:
        fresh = writing.create(Path(folder) / "fresh.db")
        with writing.looked_at(fresh) as other:
            made = set(map(tuple, other.exec_driver_sql(query)))
    for kind, name, _ in sorted(held ^ made, key=str):
        yield Problem(f"the {kind} '{name}' is not as timeline makes it: {RESTORE}")


def _served(connection: Connection) -> Iterator[Problem]:
    from timeline.store import serving

    for what in serving.differences(connection):
        yield Problem(f"{what} is not as timeline makes it: {RESTORE}")


def _chain(connection: Connection) -> Iterator[Problem]:
    """Yield each change whose hash is not that of what it says and of the change before it."""
    previous = history.BEGINNING
    for number, change in enumerate(connection.execute(select(tables.CHANGE).order_by(tables.CHANGE.c.number)), start=1):
        *said, kept = change
        if said[0] != number:
            yield Problem(f"change {number} is missing from the history: {RESTORE}")
            return
        if history.chained(previous, said, history.done_by(connection, number)) != kept:
            yield Problem(f"change {number} of the history was altered after it was made: {RESTORE}")
        previous = kept


def _records(connection: Connection) -> Iterator[Problem]:
    """Yield each record that does not say what the history left it saying, and each table that does not follow from the records."""
    held = writing.load(connection)
    last = {step.record: step for step in history.last_steps(connection)}
    for handle in sorted({*held.entries, *last}):
        yield from _record(handle, history.written(held.get(handle)), last.get(handle))
    derived = writing.derived(held)
    for table in tables.METADATA.tables.values():
        if not table.info.get("history") and _plainly(derived.get(table.name, ())) != _kept(connection, table):
            yield Problem(f"the table '{table.name}' does not follow from the records: {RESTORE}")


def _record(handle: str, said: str | None, last: Step | None) -> Iterator[Problem]:
    expected = last.after if last else None
    if said != expected:
        fields = [name for name in _plain(said) | _plain(expected) if _plain(said).get(name) != _plain(expected).get(name)]
        what = "is there" if expected is None else "is missing" if said is None else f"says something else in {', '.join(sorted(fields))}"
        yield Problem(f"{what} than the history tells: {RESTORE}", record=handle)


def _plain(said: str | None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said) if said else {}
    return found


def _kept(connection: Connection, table: Table) -> set[Row]:
    """Return the rows of a table, without the numbers that the database gives."""
    return _plainly(map(tuple, connection.execute(select(*(table.c[name] for name in tables.columns(table))))))


def _plainly(rows: Iterable[Row]) -> set[Row]:
    """Return rows in which a list of nothing is nothing, as it is kept."""
    return {tuple(None if value == () else value for value in row) for row in rows}
