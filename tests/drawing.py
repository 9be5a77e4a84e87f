"""Databases are drawn once for all tests of a process: the first one by the migrations, the others as the first came out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Connection, event

from timeline.store import migrating
from timeline.store.location import Database

UPGRADE = migrating.upgrade
"""The migrations as they are."""


class Drawing:
    """What the migrations made of the first empty file, and what they said to the first server."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.run = migrating.run
        self.file = b""
        self.said: list[str] = []

    def into(self, database: Database, then: Callable[[Connection], None] | None = None) -> None:
        """Make an empty file a database of this version, or bring another database to it."""
        if not isinstance(database, Path) or database.stat().st_size:
            UPGRADE(database, then)
        elif self.file:
            database.write_bytes(self.file)
        else:
            UPGRADE(database, then)
            self.file = database.read_bytes()

    def through(self, connection: Connection) -> None:
        """Make the tables that a connection is to see."""
        if connection.dialect.name != "postgresql" or _has_tables(connection):
            self.run(connection)
        elif self.said:
            connection.exec_driver_sql(";\n".join(self.said))
        else:
            with _noted(connection) as said:
                self.run(connection)
            self.said = said


def _has_tables(connection: Connection) -> bool:
    return bool(connection.exec_driver_sql("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1").fetchall())


@contextmanager
def _noted(connection: Connection) -> Iterator[list[str]]:
    """Note what is said to a server that changes something."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if not statement.lstrip().upper().startswith("SELECT"):
            assert not parameters, statement
            said.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(connection, "before_cursor_execute", note)


@contextmanager
def once() -> Iterator[None]:
    """Let databases be drawn once."""
    drawing = Drawing()
    with mock.patch.object(migrating, "upgrade", drawing.into), mock.patch.object(migrating, "run", drawing.through):
        yield
