"""A database behind SQLAlchemy, with its own transactions."""

import logging
import sqlite3
from pathlib import Path
from urllib.parse import quote

import sqlalchemy
from sqlalchemy import Connection, Engine, event

from timeline.store.location import Database, Server

WAIT = 10
"""Seconds that a writer waits for another one."""


def engine(database: Database, *, asking: bool = False, referring: bool = True) -> Engine:
    """Return an engine for a database; with `asking` nothing can be written through it, and no writer waits for it."""
    if isinstance(database, Server):
        from timeline.store import serving

        made = serving.engine(database, asking=asking)
    else:
        made = of_file(database, asking=asking, referring=referring)
    pool = type(made.pool)
    logging.getLogger(f"{pool.__module__}.{pool.__name__}").addFilter(_no_interruption)
    return made


def _no_interruption(record: logging.LogRecord) -> bool:
    """Leave out what SQLAlchemy writes of an interruption while it closes a connection: it goes on, and is told at the end."""
    return not (record.exc_info and isinstance(record.exc_info[1], KeyboardInterrupt))


def of_file(path: Path, *, asking: bool = False, referring: bool = True) -> Engine:
    """Return an engine whose transactions are SQLite's own, so that what is rolled back leaves nothing behind.

    With `asking` nothing can be written through it, and no writer waits for it. Without `referring` what one record
    refers to is not held to: a migration that makes a table anew would otherwise take along what refers to its rows.
    """
    address = f"file:{quote(str(path.resolve()))}?mode={'ro' if asking else 'rw'}"
    made = sqlalchemy.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, isolation_level=None, timeout=WAIT),
        hide_parameters=True,
    )

    @event.listens_for(made, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA foreign_keys = {'ON' if referring else 'OFF'}")

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if asking else "BEGIN IMMEDIATE")

    return made
