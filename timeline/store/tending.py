"""Care for a database: what it holds, a copy of it, and a newer schema."""

import os
import sqlite3
import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from timeline.dossier import Dossier
from timeline.problems import TimelineError, Unreachable
from timeline.store import copying, holding, location, migrating, placing, tables, writing
from timeline.store.history import Deed
from timeline.store.holding import Hold
from timeline.store.location import Database, Server

RESTORE = "restore the last backup, or import the last export into a new database"
"""What to do about a database in which something was lost."""


class Held(NamedTuple):
    """What a database holds."""

    database: Database
    version: int
    size: int
    records: dict[str, int]
    changes: int
    last: str | None


def info(database: Database) -> Held:
    """Return what a database holds: its schema's version, its size in bytes, its records by kind, and its changes."""
    version = location.ours(database)
    with writing.looked_at(database) as connection:
        counted = {kind: connection.execute(select(func.count()).select_from(table)).scalar_one() for kind, table in tables.KINDS.items()}
        changes, last = connection.execute(select(func.count(), func.max(tables.CHANGE.c.at)).select_from(tables.CHANGE)).one()
        size = database.stat().st_size if isinstance(database, Path) else _size(connection)
    return Held(database, version, size, {kind: number for kind, number in counted.items() if number}, changes, last)


def _size(connection: Connection) -> int:
    """Return the bytes that the tables on a server take, with their indexes."""
    from timeline.store import serving

    return serving.size(connection)


def backup(database: Database, into: Database) -> None:
    """Copy a database as it stands at one moment, while others may write to it; the copy is complete or not there."""
    location.ours(database)
    if into.exists() or (isinstance(into, Path) and into.is_symlink()):
        raise TimelineError(f"'{into}' is there already", "Name a file that is not.")
    if isinstance(database, Server) or isinstance(into, Server):
        copying.copy(database, into)
        return
    location.settle(database)
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{into.name}.", dir=into.parent)
        os.close(handle)
    except OSError as error:
        raise TimelineError(f"no copy can be made at '{into}': {error.strerror}") from None
    try:
        _copied(database, Path(beside))
        with holding.interruptions(f"the copy '{into}' was made") as hold:
            hold.on()
            Path(beside).replace(into)
            placing.confirmed(into.parent)
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


def upgrade(database: Database, who: str) -> Path | None:
    """Bring a database to this version's schema after a copy of its file, and return the copy; None where there is none.

    What follows from the records is made anew. A database from before there was a history gets its first change. On a
    server, where all of it is done or nothing, no copy is made.
    """
    version = location.ours(database)
    if version == location.VERSION:
        return None
    copy = None
    if isinstance(database, Path):
        copy = _free(database.with_name(f"{database.name}.schema-{version}"))
        backup(database, copy)
    try:
        with holding.interruptions(_upgraded(copy)) as hold:
            migrating.upgrade(database, lambda connection: _renew(connection, Deed(who, "upgrade"), hold))
    except DatabaseError as error:
        kept = f"As it was before it is kept in {copy}." if copy else "It is as it was before."
        raise Unreachable(f"the database '{database}' cannot be upgraded: {error.orig}", kept) from error
    return copy


def _upgraded(copy: Path | None) -> str:
    kept = f"; as it was before the database is kept in '{copy}'" if copy else ""
    return f"the upgrade was made{kept}"


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}.{number}")
    return free


def _renew(connection: Connection, deed: Deed, hold: Hold) -> None:
    held = writing.load(connection)
    writing.clear(connection)
    if writing.is_new(connection):
        writing.change(connection, Dossier(), held, deed)
    else:
        writing.rewrite(connection, Dossier(), held)
    hold.on()
