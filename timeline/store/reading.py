"""Questions put to a database that cannot be written through them; without an ORM."""

import re
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self
from urllib.parse import quote

from timeline.problems import Unreachable
from timeline.store import location
from timeline.store.location import Database, Server

Params = dict[str, Any]
Words = list[list[tuple[str, bool]]]
"""What full text is sought for: of each group one phrase at least, of which the last word may only begin so."""

KNOWN: tuple[str, ...] = (
    "process", "round", "delegation", "delegate", "third_party", "intermediary", "position", "outcome", "follow_up",
    "agreement", "signature", "provision", "statement", "event",
)  # fmt: skip
"""Tables whose rows hold from a day of knowledge on, with what was known before in a table of their own."""
CITED = ("citation", "reading", "answer", "agreement_date", "lineage", "mention", "source")
"""Tables whose rows count from a day of knowledge on."""
WORDED = "wording"
"""The table of full text, each of whose rows holds from one day of knowledge until before another."""


class Reader:
    """A database opened for questions alone, all of which it answers as it stands at the first of them.

    With `as_known`, a day as year * 10000 + month * 100 + day, every question sees what was known by the end of that day.
    """

    schema = "main"
    """Where the tables are, whatever a question calls by their names."""
    failures: tuple[type[Exception], ...] = (sqlite3.DatabaseError,)

    def __init__(self, connection: Any, as_known: int | None = None) -> None:
        """Take an open connection."""
        self.connection = connection
        self.as_known = as_known
        self.asked: deque[tuple[str, Params]] = deque()
        self._columns: dict[str, str] = {}

    def rows(self, sql: str, params: Params) -> Iterator[sqlite3.Row]:
        """Put a question and go through its answer as it comes."""
        with self._answering():
            for row in self.answer(*self._put(sql, params)):  # noqa: UP028  # an answer left off must not touch a database already closed
                yield row

    def all(self, sql: str, params: Params) -> list[sqlite3.Row]:
        """Return the whole answer to a question."""
        with self._answering():
            return self.whole(*self._put(sql, params))

    def _put(self, sql: str, params: Params) -> tuple[str, Params]:
        """Return a question as it is to be answered, and keep it."""
        if self.as_known is not None:
            sql, params = as_known(sql, self.columns, self.schema), {**params, "as_known": self.as_known}
        self.asked.append((sql, params))
        return sql, params

    def answer(self, sql: str, params: Params) -> Iterator[sqlite3.Row]:
        """Put a question as it is and go through its answer."""
        cursor: sqlite3.Cursor = self.connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, params)

    def whole(self, sql: str, params: Params) -> list[sqlite3.Row]:
        """Put a question as it is and return its answer at once."""
        return list(self.answer(sql, params))

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Tell in a sentence where the database cannot answer."""
        try:
            yield
        except self.failures as error:
            if isinstance(error, sqlite3.ProgrammingError):
                raise
            raise Unreachable(f"the database cannot answer: {' '.join(str(error).split())}") from error

    def at(self, as_known: int) -> Self:
        """Return the same database as it was known on a day; the two are closed together."""
        return type(self)(self.connection, as_known)

    def columns(self, table: str) -> str:
        """Return the columns that a table shares with the one of what was known before: their order is not the same in every database."""
        if table not in self._columns:
            self._columns[table] = ", ".join(name for name in self.columns_of(f"{table}_past") if name != "until")
        return self._columns[table]

    def columns_of(self, table: str) -> list[str]:
        """Return the names of a table's columns."""
        return [name for (name,) in self.connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]

    def matching(self, sought: Words) -> tuple[str, str, Params]:
        """Return the conditions that all that is sought is in the row `w` of words, and that it is in the record's own words."""
        groups = [" OR ".join(_phrase(phrase, prefix=prefix) for phrase, prefix in group) for group in sought]
        match = " AND ".join(f"({group})" for group in groups)
        condition = "w.number IN (SELECT search.rowid FROM search WHERE search MATCH :{})"
        return condition.format("match"), condition.format("own"), {"match": match, "own": f"{{said latin}} : ({match})"}

    def literal(self, sql: str, params: Params) -> str:
        """Return a question with its values written out, to be run in any client."""
        return literal(sql, params)

    def until_told(self, said: Iterable[str]) -> Iterator[str]:
        """Go through what is told of answers, and close the database then: no writer waits while somebody reads."""
        yield from said
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.connection.close()


def _phrase(phrase: str, *, prefix: bool) -> str:
    return '"' + phrase.replace('"', " ").replace("\0", " ") + '"' + ("*" if prefix else "")


def as_known(sql: str, columns: Callable[[str], str], schema: str) -> str:
    """Return a question put to the state of knowledge of the day `:as_known`: the tables' names stand for what was known."""
    views = [
        f"{table} AS (SELECT {columns(table)}, 0 AS until FROM {schema}.{table} WHERE known <= :as_known"
        f" UNION ALL SELECT {columns(table)}, until FROM {schema}.{table}_past WHERE known <= :as_known AND until > :as_known)"
        for table in KNOWN
        if _names(sql, table)
    ]
    views += [f"{table} AS (SELECT * FROM {schema}.{table} WHERE known <= :as_known)" for table in CITED if _names(sql, table)]
    if _names(sql, WORDED):
        views.append(f"{WORDED} AS NOT MATERIALIZED (SELECT * FROM {schema}.{WORDED} WHERE known <= :as_known AND until > :as_known)")
    if not views:
        return sql
    begins = re.match(r"\s*WITH\b( RECURSIVE\b)?", sql)
    rest = f",\n{sql[begins.end() :].lstrip()}" if begins else f"\n{sql.lstrip()}"
    return f"WITH{begins[1] or '' if begins else ''} " + ",\n".join(views) + rest


def _names(sql: str, table: str) -> bool:
    return re.search(rf"\b(?:FROM|JOIN)\s+{table}\b", sql) is not None


def opened(database: Database, as_known: int | None = None) -> Reader:
    """Open a database for questions; a missing, foreign, older or newer one is refused with advice."""
    if isinstance(database, Server):
        from timeline.store import postgres

        return postgres.opened(database, as_known)
    location.current(database, location.ours(database))
    location.settle(database)
    path = database
    try:
        connection = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True, timeout=10)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA case_sensitive_like = ON")
        connection.execute("BEGIN")
    except sqlite3.Error as error:
        raise Unreachable(f"the database '{path}' cannot be opened: {error}") from error
    return Reader(connection, as_known)


def placeholders(name: str, values: Sequence[object]) -> tuple[str, Params]:
    """Return the text of a list of bound values, and the values by name."""
    bound = {f"{name}_{number}": value for number, value in enumerate(values)}
    return ", ".join(f":{key}" for key in bound) or "NULL", bound


def literal(sql: str, params: Params) -> str:
    """Return a question with its values written out, to be run in any client."""

    def written(match: re.Match[str]) -> str:
        value = params.get(match[1])
        if isinstance(value, str):
            return "'" + value.replace("'", "''") + "'"
        return "NULL" if value is None else str(value)

    return re.sub(r"(?<!:):([a-z_0-9]+)", written, sql).strip()
