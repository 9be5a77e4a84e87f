"""A larger database out of an imported one: all that belongs to its talks copied, under other handles.

The tables and columns are read from the database itself. The history is not copied: what a copy says was never entered,
and `timeline database verify` would say so. Parties, places and issues, which all talks share, stay as they are.
"""

import shutil
import sqlite3
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.talks import MARK
from timeline.store import tables

HISTORY = {name for name, table in tables.METADATA.tables.items() if table.info.get("history")}
FAST = ("foreign_keys = OFF", "synchronous = OFF", "journal_mode = OFF", "cache_size = -500000")


class Column(NamedTuple):
    """A column of a table: its type, and its place in the primary key, counted from one."""

    name: str
    type: str
    key: int

    @property
    def textual(self) -> bool:
        """Whether it holds text."""
        return not self.type or any(word in self.type for word in ("CHAR", "TEXT", "CLOB"))


def multiplied(base: Path, copies: int, into: Path) -> Path:
    """Write a database with so many copies of each of the base's talks beside the talks themselves, and return it."""
    shutil.copyfile(base, into)
    connection = sqlite3.connect(into, isolation_level=None)
    try:
        for pragma in FAST:
            connection.execute(f"PRAGMA {pragma}")
        _multiply(connection, copies)
    finally:
        connection.close()
    return into


def _multiply(connection: sqlite3.Connection, copies: int) -> None:
    """Copy with what is kept in step taken off, and put it back."""
    kept = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL").fetchall()
    connection.execute("BEGIN")
    for kind, name, _ in kept:
        connection.execute(f'DROP {kind} "{name}"')
    connection.execute("CREATE TEMP TABLE copy (number INTEGER PRIMARY KEY, mark TEXT)")
    connection.executemany("INSERT INTO copy VALUES (?, ?)", ((number, f"{MARK[0]}{number:04}") for number in range(1, copies + 1)))
    for table in _of_kind(connection, "table"):
        _copy(connection, table)
    for _, _, sql in kept:
        connection.execute(sql)
    for table in _of_kind(connection, "virtual"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone():
        connection.execute("ANALYZE")
    connection.execute("COMMIT")


def _of_kind(connection: sqlite3.Connection, kind: str) -> list[str]:
    """Return the tables of a kind, without SQLite's own and those of the history."""
    found = connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = ?", (kind,))
    return [name for (name,) in found if not name.startswith("sqlite_") and name not in HISTORY]


def _copy(connection: sqlite3.Connection, table: str) -> None:
    """Copy the rows that belong to talks, copy by copy, each in the order of the primary key."""
    columns = [
        Column(*row) for row in connection.execute("SELECT name, upper(type), pk FROM pragma_table_xinfo(?) WHERE hidden = 0", (table,))
    ]
    marked = " OR ".join(f"""instr("{column.name}", '{MARK}')""" for column in columns if column.textual)
    if not marked:
        return
    order = ", ".join(f'"{column.name}"' for column in sorted(columns, key=lambda column: column.key) if column.key) or "rowid"
    connection.execute(f'CREATE TEMP TABLE held AS SELECT * FROM main."{table}" WHERE {marked} ORDER BY {order}')
    names = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(_copied(connection, table, column) for column in columns)
    connection.execute(f'INSERT INTO main."{table}" ({names}) SELECT {values} FROM copy CROSS JOIN held')
    connection.execute("DROP TABLE temp.held")


def _copied(connection: sqlite3.Connection, table: str, column: Column) -> str:
    """Return what a copy has in a column: a text with its own mark, the row's number after those that are there, or the same."""
    if column.textual:
        return f"""replace(held."{column.name}", '{MARK}', copy.mark)"""
    if column.key and column.type == "INTEGER" and _keys(connection, table) == 1:
        (last,) = connection.execute(f'SELECT max("{column.name}") FROM main."{table}"').fetchone()
        return f'held."{column.name}" + {last} * copy.number'
    return f'held."{column.name}"'


def _keys(connection: sqlite3.Connection, table: str) -> int:
    (found,) = connection.execute("SELECT count(*) FROM pragma_table_info(?) WHERE pk > 0", (table,)).fetchone()
    return int(found)
