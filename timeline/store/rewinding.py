"""The store as it stood at an earlier time: told anew from the history, in memory."""

import sqlite3
from pathlib import Path

import sqlalchemy
from sqlalchemy import Connection
from sqlalchemy.pool import StaticPool

from timeline.dossier import Dossier
from timeline.store import history, migrating, reading, writing
from timeline.store.location import Database
from timeline.store.reading import Reader


def opened(database: Database, moment: str, as_known: int | None = None) -> Reader:
    """Open a database for questions to what it held at a moment, which is written as the times of changes are."""
    with writing.looked_at(database) as connection:
        if not history.is_past(connection, moment):
            return reading.opened(database, as_known)
        held, schema = history.as_of(connection, moment), _schema(connection) if isinstance(database, Path) else []
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    for statement in schema:
        memory.execute(statement)
    with sqlalchemy.create_engine("sqlite://", creator=lambda: memory, poolclass=StaticPool).connect() as inside:
        if not schema:
            migrating.run(inside)
        writing.rewrite(inside, Dossier(), held)
    memory.execute("PRAGMA query_only = ON")
    memory.execute("PRAGMA case_sensitive_like = ON")
    return Reader(memory, as_known)


def _schema(connection: Connection) -> list[str]:
    """Return the statements that make the tables of a database, without those that SQLite makes itself for full text."""
    rows = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master"
        " WHERE sql IS NOT NULL AND name NOT LIKE 'search!_%' ESCAPE '!' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        " ORDER BY type = 'trigger', type = 'index', rootpage"
    )
    return [sql for (sql,) in rows]
