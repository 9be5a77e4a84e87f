"""A PostgreSQL server behind SQLAlchemy: transactions in which writers take turns, and rows that come in bulk."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import psycopg
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, String, Table, Text, event
from sqlalchemy.ext.compiler import compiles

from timeline.problems import Unreachable
from timeline.store import location, postgres, tables
from timeline.store.location import Server


@compiles(String, "postgresql")
@compiles(Text, "postgresql")
def _text(kind: object, compiler: object, **_: object) -> str:  # noqa: ARG001  # the signature is SQLAlchemy's
    """Return the type of a text: compared by its code points, as in a file, whatever the database's language."""
    return 'TEXT COLLATE "C"'


def engine(server: Server, *, asking: bool = False) -> Engine:
    """Return an engine for a server, all of whose transactions see our tables; whoever writes first waits for who writes now."""
    made = sqlalchemy.create_engine(
        "postgresql+psycopg://",
        creator=lambda: postgres.connect(server),
        poolclass=sqlalchemy.NullPool,
        hide_parameters=True,
        use_native_hstore=False,
        isolation_level="REPEATABLE READ" if asking else "READ COMMITTED",
    )

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        if asking:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        connection.exec_driver_sql(postgres.SETTINGS)
        if not asking:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({postgres.LOCK})")

    return made


def current(connection: Connection, server: Server) -> None:
    """Refuse a server whose tables are not of this version's schema, with advice."""
    location.current(server, version(connection, server))


def version(connection: Connection, server: Server) -> int | None:
    """Return the schema version of the tables on a server; None where there are none of ours."""
    return postgres.version_of(server, _driver(connection))


def begin(connection: Connection, server: Server) -> None:
    """Make the schema for our tables; raises Unreachable where the database cannot hold every letter."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise Unreachable(f"the database '{server}' keeps text as {encoding}", "Make one with 'createdb --encoding=UTF8'.")
    connection.exec_driver_sql(f"CREATE SCHEMA {postgres.SCHEMA}")
    connection.exec_driver_sql(f"COMMENT ON SCHEMA {postgres.SCHEMA} IS '{postgres.MARK}'")


def size(connection: Connection) -> int:
    """Return the bytes that our tables take, with their indexes."""
    query = (
        f"SELECT COALESCE(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class WHERE relnamespace = '{postgres.SCHEMA}'::regnamespace"
    )
    return int(connection.exec_driver_sql(f"{query} AND relkind = 'r'").scalar_one())


def differences(connection: Connection) -> list[str]:
    """Return what of our tables is not as the migrations make it: missing, added or altered, in words."""
    context = MigrationContext.configure(connection, opts={"include_object": _compared, "compare_type": False})
    several = chain.from_iterable(one if isinstance(one, list) else [one] for one in compare_metadata(context, tables.METADATA))
    told = [_named(one) for one in several if one[0] != "modify_comment"]
    counted = Counter(name for _, name in told)
    # An index over an expression is told twice, as missing and as added: a server writes the expression its own way.
    found = [f"{what} '{name}'" for what, name in told if not (counted[name] == 2 and what.endswith("index"))]
    query = (
        "SELECT attrelid::regclass || '.' || attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
        f" WHERE relnamespace = '{postgres.SCHEMA}'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'"
        """ AND atttypid = 'text'::regtype AND attcollation <> '"C"'::regcollation"""
    )
    return sorted({*found, *(f"the order of column '{name}'" for name in connection.exec_driver_sql(query).scalars())})


def _compared(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:  # noqa: ARG001  # the signature is Alembic's
    """Tell whether a thing is one that both engines have: the index for full text is the server's alone."""
    return name not in {"words", "wording_by_words", "alembic_version"}


def _named(difference: Any) -> tuple[str, str]:
    """Return in what something differs, and what it is called."""
    what, *about = difference
    names = [part for part in about if isinstance(part, str)] or [getattr(about[0], "name", "")]
    return what.replace("_", " "), str(names[-1])


def copy_in(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Put rows into a table by COPY, which is many times faster than one statement after another."""
    columns = tables.columns(table)
    bound = [table.c[name].type.bind_processor(connection.dialect) or _as_it_is for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    with _driver(connection).cursor().copy(f"COPY {postgres.SCHEMA}.{table.name} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([keep(value) for keep, value in zip(bound, row, strict=True)])


def _as_it_is(value: Any) -> Any:
    return value


def _driver(connection: Connection) -> "psycopg.Connection[Any]":
    driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
    return driver
