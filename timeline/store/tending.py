"""Care for a database file: what it holds, a copy of it, a newer schema, and whether anything in it was changed or lost."""

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from pydantic import ValidationError
from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DatabaseError

from timeline.dossier import Dossier
from timeline.problems import Problem, TimelineError, Unreachable
from timeline.store import history, location, migrating, tables, writing
from timeline.store.history import Deed, Step

RESTORE = "restore the last backup, or import the last export into a new database"
"""What to do about a database in which something was lost."""


class Held(NamedTuple):
    """What a database holds."""

    path: Path
    version: int
    size: int
    records: dict[str, int]
    changes: int
    last: str | None


def info(path: Path) -> Held:
    """Return what a database holds: its schema's version, its size in bytes, its records by kind, and its changes."""
    version = location.ours(path)
    with writing.looked_at(path) as connection:
        counted = {kind: connection.execute(select(func.count()).select_from(table)).scalar_one() for kind, table in tables.KINDS.items()}
        changes, last = connection.execute(select(func.count(), func.max(tables.CHANGE.c.at)).select_from(tables.CHANGE)).one()
    return Held(path, version, path.stat().st_size, {kind: number for kind, number in counted.items() if number}, changes, last)


def backup(path: Path, into: Path) -> None:
    """Copy a database as it stands at one moment, while others may write to it; the copy is complete or not there."""
    location.settle(path) if location.ours(path) else None
    if into.exists() or into.is_symlink():
        raise TimelineError(f"'{into}' is there already", "Name a file that is not.")
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{into.name}.", dir=into.parent)
        os.close(handle)
    except OSError as error:
        raise TimelineError(f"no copy can be made at '{into}': {error.strerror}") from None
    try:
        _copied(path, Path(beside))
        Path(beside).replace(into)
    finally:
        Path(beside).unlink(missing_ok=True)


def _copied(path: Path, into: Path) -> None:
    source = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)
    target = sqlite3.connect(into)
    try:
        source.backup(target)
        target.execute("PRAGMA integrity_check")
    except sqlite3.Error as error:
        raise Unreachable(f"the database '{path}' cannot be copied: {error}") from None
    finally:
        source.close()
        target.close()


def upgrade(path: Path, who: str) -> Path | None:
    """Bring a database to this version's schema after a copy of it, and return the copy; None where it is up to date.

    What follows from the records is made anew. A database from before there was a history gets its first change.
    """
    version = location.ours(path)
    if version == location.VERSION:
        return None
    copy = _free(path.with_name(f"{path.name}.schema-{version}"))
    backup(path, copy)
    try:
        migrating.upgrade(path, lambda connection: _renew(connection, Deed(who, "upgrade")))
    except DatabaseError as error:
        raise Unreachable(f"the database '{path}' cannot be upgraded: {error.orig}", f"As it was before it is kept in {copy}.") from error
    return copy


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}.{number}")
    return free


def _renew(connection: Connection, deed: Deed) -> None:
    held = writing.load(connection)
    writing.clear(connection)
    writing.rewrite(connection, Dossier(), held)
    if connection.execute(select(tables.CHANGE.c.number).limit(1)).first() is None and len(held):
        history.note(connection, deed, history.steps(Dossier(), held))


def verify(path: Path) -> Iterator[Problem]:
    """Yield everything in a database that is not as timeline left it, with how to mend it."""
    try:
        location.settle(path) if location.ours(path) else None
        copy = _in_memory(path)
    except (Unreachable, sqlite3.Error) as error:
        yield Problem(f"the database cannot be read: {error}: {RESTORE}")
        return
    try:
        yield from _by_sqlite(copy)
    finally:
        copy.close()
    try:
        with writing.looked_at(path) as connection:
            yield from _schema(connection)
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
        if not table.info.get("history") and _plainly(derived.get(table.name, {})) != _kept(connection, table):
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


Rows = dict[tuple[Any, ...], dict[str, Any]]


def _kept(connection: Connection, table: Table) -> Rows:
    """Return the rows of a table by their keys, without the numbers that the database gives."""
    columns = [column for column in table.columns if (table.name, column.name) != ("wording", "number")]
    rows = [dict(row._mapping) for row in connection.execute(select(*columns))]  # noqa: SLF001  # SQLAlchemy's documented way to a mapping
    return _plainly({tuple(row[name] for name in tables.key(table)): row for row in rows})


def _plainly(rows: Rows) -> Rows:
    """Return rows in which a list of nothing is nothing, as it is kept."""
    return {key: {name: None if value == () else value for name, value in row.items()} for key, row in rows.items()}
