"""A PostgreSQL server as the place where records are kept: all in which it differs from a file."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count
from typing import Any

from timeline.problems import Misused, Unreachable

try:
    import psycopg
    from psycopg.adapt import Loader
except ImportError as error:
    hint = "'pip install \"negotiation-timeline[postgres]\"' installs what it takes."
    raise Unreachable(f"PostgreSQL cannot be reached from here: {error}", hint) from None

from timeline.store import location, reading
from timeline.store.location import Server
from timeline.store.reading import Params, Words

SCHEMA = "timeline"
"""The schema in which the tables are, beside whatever else is in the database."""
MARK = "timeline: records of negotiations"
"""The comment by which the schema is known as ours."""
LOCK = 0x7065_6163
"""The number of the lock that whoever writes holds, so that changes take turns."""
WAIT = 10
"""Seconds to wait for a server to answer, and for another writer to end."""
AT_ONCE = 500
"""Rows of an answer that are fetched at once, so that a long answer needs no more memory than a short one."""
SETTINGS = f"SET LOCAL search_path = {SCHEMA}, pg_catalog; SET LOCAL jit = off; SET LOCAL lock_timeout = '{WAIT}s'"


def connect(server: Server) -> "psycopg.Connection[Any]":
    """Return a connection; what goes wrong is told without the address's secrets."""
    server.parts()
    try:
        return psycopg.connect(server.address, connect_timeout=WAIT, application_name="timeline", client_encoding="utf8")
    except psycopg.ProgrammingError:
        raise Misused("the address of the database cannot be read", "Write it as postgresql://host:port/name.") from None
    except psycopg.Error as error:
        raise unreachable(server, "cannot be reached", error) from None


def unreachable(server: Server, what: str, error: BaseException) -> Unreachable:
    """Return the error that a server cannot do something, in one line."""
    return Unreachable(f"the database '{server}' {what}: {' '.join(str(error).split())}")


def version(server: Server) -> int | None:
    """Return the schema version of the tables on a server; None where there are none of ours."""
    with connect(server) as connection:
        return version_of(server, connection)


def version_of(server: Server, connection: "psycopg.Connection[Any]") -> int | None:
    """Return the schema version that an open connection finds."""
    held = connection.execute("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", (SCHEMA,)).fetchone()
    if held is None:
        return None
    if held[0] != MARK:
        raise Unreachable(f"'{server}' has a schema '{SCHEMA}' of another program", "Name another database with --database.")
    try:
        found = connection.execute(f"SELECT version_num FROM {SCHEMA}.alembic_version").fetchone()
    except psycopg.Error as error:
        raise unreachable(server, "cannot be read", error) from None
    return int(found[0]) if found else None


def opened(server: Server, as_known: int | None = None) -> "Reader":
    """Open a database for questions alone, all of which see it at one moment."""
    connection = connect(server)
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    try:
        location.current(server, version_of(server, connection))
    except Unreachable:
        connection.close()
        raise
    connection.adapters.register_loader("bool", _Bit)
    connection.adapters.register_loader("numeric", _Number)
    connection.execute(SETTINGS)
    return Reader(connection, as_known)


_NUMBERS = count(1)
"""Tells the answers under way apart."""


class Row:
    """A row of an answer, by the names of its columns or by their places; of two of a name the first counts."""

    __slots__ = ("places", "values")

    def __init__(self, places: dict[str, int], values: Sequence[Any]) -> None:
        """Take the place of each name, and the values."""
        self.places = places
        self.values = values

    def __getitem__(self, key: str | int) -> Any:
        """Return a value by the name of its column or by its place."""
        return self.values[self.places[key] if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        """Go through the values."""
        return iter(self.values)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self.values)

    def keys(self) -> list[str]:
        """Return the names of the columns."""
        return list(self.places)


def _row(cursor: "psycopg.Cursor[Any]") -> Callable[[Sequence[Any]], Row]:
    places: dict[str, int] = {}
    for place, column in enumerate(cursor.description or ()):
        places.setdefault(column.name, place)
    return lambda values: Row(places, values)


class _Bit(Loader):
    """Tells true and false as a file does."""

    def load(self, data: Any) -> int:
        return int(bytes(data) == b"t")


class _Number(Loader):
    """Tells a sum as a whole number where it is one."""

    def load(self, data: Any) -> int | float:
        written = bytes(data).decode()
        return float(written) if "." in written else int(written)


class Reader(reading.Reader):
    """A database on a server, opened for questions alone."""

    schema = SCHEMA
    failures = (psycopg.Error,)

    def answer(self, sql: str, params: Params) -> Iterator[Any]:
        """Put a question and go through its answer, some rows at a time."""
        with self.connection.cursor(f"answer_{next(_NUMBERS)}", row_factory=_row) as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(*bound(sql, params))
            yield from cursor

    def whole(self, sql: str, params: Params) -> list[Any]:
        """Put a question and return its answer at once."""
        with self.connection.cursor(row_factory=_row) as cursor:
            return list(cursor.execute(*bound(sql, params)))

    def columns_of(self, table: str) -> list[str]:
        """Return the names of a table's columns."""
        query = "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
        return [name for (name,) in self.connection.execute(query, (table,))]

    def literal(self, sql: str, params: Params) -> str:
        """Return a question with its values written out, to be run in any client that sees our tables by their names."""
        return f"SET search_path = {SCHEMA}, pg_catalog;\n{reading.literal(served(sql), params)}"

    def matching(self, sought: Words) -> tuple[str, str, Params]:
        """Return the conditions that all that is sought is in the row `w` of words, and that it is in the record's own words."""
        params: Params = {}
        groups = []
        for group in sought:
            phrases = []
            for phrase, prefix in group:
                name = f"sought_{len(params)}"
                params[name] = phrase
                phrases.append(f"sought(:{name}, {prefix})")
            groups.append(f"({' || '.join(phrases)})")
        query = " && ".join(groups)
        return f"w.words @@ ({query})", f"ts_filter(w.words, '{{a}}') @@ ({query})", params


def bound(sql: str, params: Params) -> tuple[str, Params]:
    """Return a question for the driver, with the values that it binds and no others."""
    said = spoken(sql)
    return said, {name: value for name, value in params.items() if f"%({name})s" in said}


@cache
def spoken(sql: str) -> str:
    """Return a question as PostgreSQL's driver reads it."""
    return re.sub(r"(?<!:):([a-z_0-9]+)", r"%(\1)s", served(sql).replace("%", "%%"))


def served(sql: str) -> str:
    """Return a question as PostgreSQL reads it.

    Two are alike where both are nothing, nothing comes before something in every order, as in a file; a hint for SQLite
    that an index does not help is left out.
    """
    said = re.sub(r"(?<=\s)\+(?=\w+\.)", "", _ordered(sql))
    return re.sub(r"\bIS (NOT )?(?=[a-z]+\.)", lambda found: "IS DISTINCT FROM " if found[1] else "IS NOT DISTINCT FROM ", said)


def _ordered(sql: str) -> str:
    """Return a question in which each order says where nothing comes: first, and last where the order is turned."""
    places = []
    for begun in re.finditer(r"\bORDER BY\b", sql):
        for start, end in _terms(sql, begun.end()):
            term = sql[start:end].rstrip()
            if not re.search(r"\bNULLS (FIRST|LAST)$", term):
                places.append((start + len(term), " NULLS LAST" if term.endswith(" DESC") else " NULLS FIRST"))
    for place, said in sorted(places, reverse=True):
        sql = sql[:place] + said + sql[place:]
    return sql


def _terms(sql: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where each term of an order begins and ends."""
    depth = 0
    for found in re.compile(r"[(),]|\bLIMIT\b|\bROWS\b|\Z").finditer(sql, start):
        if found[0] == "(":
            depth += 1
        elif found[0] == ")" and depth:
            depth -= 1
        elif not depth:
            yield start, found.start()
            start = found.end()
            if found[0] != ",":
                return
