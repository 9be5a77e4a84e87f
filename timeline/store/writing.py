"""Records into the database: all of a change, or none of it."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy
from sqlalchemy import Connection, Dialect, Engine, Table, delete, func, insert, select
from sqlalchemy.exc import DatabaseError, IntegrityError

from timeline import records
from timeline.dossier import Dossier, Entry, Settled
from timeline.problems import TimelineError, Unreachable
from timeline.store import history, holding, location, placing, tables
from timeline.store.deriving import Deriver
from timeline.store.engine import engine
from timeline.store.history import Deed
from timeline.store.location import Database, Server

DAMAGED = "'timeline database verify' tells what else is; restore the last backup."
"""What to do about a database that another program has altered."""

STORED = "a change was stored: 'timeline history' tells it"
"""What an interruption came after that had to wait for a change."""
CHANGED = "changed"
"""Stands in what is kept of a connection through which something was changed."""

Row = tuple[Any, ...]
"""A row of a table, told in its columns; or what it is known by."""


class Saved(NamedTuple):
    """What a save changed: how many records are new, changed, unchanged, and on record but not in what was saved."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    kept: int = 0

    def __add__(self, other: object) -> "Saved":
        """Return what two saves changed."""
        return Saved(*map(sum, zip(self, other, strict=True))) if isinstance(other, Saved) else NotImplemented


@contextmanager
def opened(database: Database) -> Iterator[Connection]:
    """Open a database for one change, made new where there is none; the change is kept if the block ends well."""
    with _server(database) if isinstance(database, Server) else _file(database) as connection:
        yield connection


@contextmanager
def _server(server: Server) -> Iterator[Connection]:
    """Open a database on a server; its tables come with the change, and are not there without it."""
    from timeline.store import migrating, serving

    with (
        holding.interruptions(STORED) as hold,
        _transaction(engine(server), f"the database '{server}' cannot be written") as connection,
    ):
        if serving.version(connection, server) is None:
            serving.begin(connection, server)
            migrating.run(connection)
        serving.current(connection, server)
        yield connection
        if connection.info.get(CHANGED):
            hold.on()


@contextmanager
def _file(path: Path) -> Iterator[Connection]:
    """Open a file; a new one is made beside its place and put there when the change is complete: until then there is none."""
    new = None if path.exists() else create(path)
    try:
        with holding.interruptions(STORED) as hold:
            with _transaction(engine(new or current(path)), f"the database '{path}' cannot be written") as connection:
                yield connection
                if new or connection.info.get(CHANGED):
                    hold.on()
            if new:
                _put(new, path)
    finally:
        if new:
            new.unlink(missing_ok=True)


@contextmanager
def looked_at(database: Database) -> Iterator[Connection]:
    """Open a database for a look that changes nothing and makes none."""
    if isinstance(database, Path):
        location.settle(current(database))
    with _transaction(engine(database, asking=True), f"the database '{database}' cannot be read") as connection:
        if isinstance(database, Server):
            from timeline.store import serving

            serving.current(connection, database)
        yield connection


@contextmanager
def _transaction(database: Engine, failure: str) -> Iterator[Connection]:
    try:
        with database.begin() as connection:
            yield connection
    except IntegrityError:
        raise
    except DatabaseError as error:
        raise Unreachable(f"{failure}: {error.orig}") from error
    finally:
        database.dispose()


def current(path: Path) -> Path:
    """Return the path of a database of this version's schema; any other file is refused with advice."""
    location.current(path, location.ours(path))
    return path


def create(path: Path) -> Path:
    """Make an empty database that only its owner may read, beside the place where it is to be."""
    from timeline.store import migrating

    if path.is_symlink():
        raise Unreachable(f"the database '{path}' is a link that leads nowhere", "Delete it, or name a file with --database.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise Unreachable(f"no database can be made at '{path}': {error.strerror}") from None
    os.close(handle)
    try:
        migrating.upgrade(Path(beside))
    except BaseException as error:
        Path(beside).unlink(missing_ok=True)
        if isinstance(error, DatabaseError):
            raise Unreachable(f"no database can be made at '{path}': {error.orig}") from error
        raise
    return Path(beside)


def _put(new: Path, path: Path) -> None:
    """Put a new database in its place, unless another program has put one there."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        raise Unreachable(f"another program has made the database '{path}' meanwhile", "Run the command again.") from None
    except OSError:  # a file system without links
        new.replace(path)
    placing.confirmed(path.parent)


def load(connection: Connection, processes: Iterable[str] | None = None, *, alone: bool = False) -> Dossier:
    """Return what is on record of some processes and what all share; without processes, everything.

    A process is also loaded by a handle that it had before. Processes `alone` come without what all share.
    """
    wanted = None if processes is None else [*_today(connection, processes)]
    dossier = Dossier()
    for kind, table in tables.KINDS.items():
        said = records.KINDS[kind]
        for row in _rows(connection, table, wanted, said, alone=alone):
            dossier.add(Entry(said.model_construct(**row)))
    for into, table in tables.PARTS.items():
        part = records.PARTS[into]
        for row in _rows(connection, table, wanted, part, alone=alone):
            held = dossier.get(row["record"])
            if held is None:
                raise Unreachable(f"the database is damaged: a part of '{row['record']}' is there, and the record is not", DAMAGED)
            held.parts.setdefault(into, []).append(part.model_construct(**row))
    return dossier


def processes(connection: Connection) -> tuple[str, ...]:
    """Return the handles of the processes on record."""
    return tuple(connection.execute(select(tables.KINDS["process"].c.id)).scalars())


def _today(connection: Connection, processes: Iterable[str]) -> set[str]:
    """Return the handles of processes as they are today, beside those that they are called by."""
    called = set(processes)
    rows = connection.execute(select(tables.FORMER.c.record).where(tables.FORMER.c.handle.in_(called)))
    return called | {str(row.record) for row in rows}


def _rows(
    connection: Connection, table: Table, wanted: list[str] | None, said: type[records.Said], *, alone: bool
) -> Iterator[dict[str, Any]]:
    columns = [table.c[name] for name in said.model_fields]
    query = select(*columns).order_by(*table.primary_key.columns)
    if wanted is not None:
        within = table.c.process.in_(wanted)
        query = query.where(within if alone else within | table.c.process.is_(None))
    if "inherited" in table.c:
        query = query.where(~table.c.inherited)
    for row in connection.execute(query):
        yield dict(row._mapping)  # noqa: SLF001  # SQLAlchemy's documented way to a mapping


def merged(stored: Dossier, dossier: Dossier) -> Dossier:
    """Return what would be on record with the dossier saved."""
    result = Dossier(stored, stored.around)
    for entry in dossier:
        result.add(entry)
    return result


def compared(stored: Dossier, dossier: Dossier, *, replace: bool = False) -> Saved:
    """Tell what saving a dossier over what is stored of its processes would change."""
    before = [stored.entries.get(entry.id) for entry in dossier]
    new = before.count(None)
    changed = sum(held is not None and not entry.says(held) for entry, held in zip(dossier, before, strict=True))
    missing = len(gone(stored, dossier))
    return Saved(new, changed, len(before) - new - changed, missing if replace else 0, 0 if replace else missing)


def gone(stored: Dossier, dossier: Dossier) -> list[str]:
    """Return the handles on record of a dossier's processes that the dossier does not hold."""
    processes = {entry.id for entry in dossier if entry.kind == "process"}
    return [entry.id for entry in stored if _of(entry.id) in processes and entry.id not in dossier]


def save(connection: Connection, stored: Dossier, dossier: Dossier, deed: Deed, *, replace: bool = False) -> Saved:
    """Save a dossier over what is stored of its processes; with `replace`, what it does not hold of them is removed."""
    with changing(connection, deed) as several:
        return several.save(stored, dossier, replace=replace)


def change(connection: Connection, before: Dossier, after: Dossier, deed: Deed) -> int | None:
    """Bring the store from what some records say to what they are to say, and put that on record; None where nothing differs."""
    with changing(connection, deed) as several:
        several.make(before, after)
    return several.number


class Changing:
    """One change of the store, made in portions that have no record in common; its number is None while nothing differs."""

    def __init__(self, connection: Connection, deed: Deed) -> None:
        """Take an open connection, and what is being done by whom."""
        self.connection = connection
        self.deed = deed
        self.number: int | None = None
        self.loose = False

    def make(self, before: Dossier, after: Dossier) -> None:
        """Bring the store from what some records say to what they are to say.

        Both dossiers hold all that follows from the records that differ, or have it around them: their processes whole, and
        what all share.
        """
        done = list(history.steps(before, after))
        self.loose |= any(step.after is None or (step.before and before.entries[step.record].kind != step.kind) for step in done)
        if not done and before.around is after.around:
            return
        if done and self.number is None:
            self.number = history.begun(self.connection, self.deed)
        rewrite(self.connection, before, after)
        put_in(self.connection, tables.CHANGED, [(self.number, *step) for step in done])

    def save(self, stored: Dossier, dossier: Dossier, around: Settled | None = None, *, replace: bool = False) -> Saved:
        """Save a dossier over what is stored of its processes; with `replace`, what it does not hold of them is removed.

        What is to be `around` them is what was, unless it is given.
        """
        saved, after = compared(stored, dossier, replace=replace), merged(stored, dossier)
        after.around = around or stored.around
        for handle in gone(stored, dossier) if replace else ():
            del after.entries[handle]
        self.make(stored, after)
        return saved

    def end(self) -> None:
        """Hold what was removed to being named by nothing, and seal the change in the history."""
        if self.loose:
            _refuse_loose_ends(self.connection)
        if self.number is not None:
            history.seal(self.connection, self.number)
            self.connection.info[CHANGED] = True


@contextmanager
def changing(connection: Connection, deed: Deed) -> Iterator[Changing]:
    """Make a change in portions; it is put on record if the block ends well."""
    several = Changing(connection, deed)
    with _indexed_at_the_end(connection) if is_new(connection) else nullcontext():
        yield several
    several.end()


def is_new(connection: Connection) -> bool:
    """Tell whether nothing was ever on record."""
    return connection.execute(select(tables.CHANGE.c.number).limit(1)).first() is None


@contextmanager
def _indexed_at_the_end(connection: Connection) -> Iterator[None]:
    """Take the indexes off an empty file, and put them back over all that it holds: row by row they would be written anew ever again."""
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    several = connection.exec_driver_sql(indexes).all() if connection.dialect.name == "sqlite" else []
    for name, _ in several:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    for _, sql in several:
        connection.exec_driver_sql(sql)


def _refuse_loose_ends(connection: Connection) -> None:
    """Refuse to take away a record that another one on record names."""
    for table in tables.METADATA.sorted_tables:
        for link in table.foreign_keys:
            own = table.c.id if "id" in table.c else table.c.record
            other = link.column.table.alias("other")
            gone = select(own, link.parent).where(
                link.parent.is_not(None), ~select(other.c[link.column.name]).where(other.c[link.column.name] == link.parent).exists()
            )
            found = connection.execute(gone.limit(1)).first() if not table.info.get("history") else None
            if found:
                raise TimelineError(
                    f"'{found[0]}' names '{found[1]}', which would be removed", "Change that record first. Nothing was stored."
                )


def _of(handle: str) -> str:
    return handle.partition("/")[0]


def rewrite(connection: Connection, before: Dossier, after: Dossier) -> None:
    """Bring the rows of every table from what follows from some records to what follows from others.

    Rows go before those that they name, and come after them: SQLite looks through a whole table for each row that is missed.
    """
    old, new = derived(before), derived(after)
    several = [table for table in tables.METADATA.sorted_tables if not table.info.get("history")]
    come = {}
    for table in reversed(several):
        held = keyed(table, old.get(table.name, ()))
        wanted = keyed(table, new.get(table.name, ())) if held else {}
        _take_out(connection, table, [key for key in held if held[key] != wanted.get(key)])
        come[table] = [row for key, row in wanted.items() if held.get(key) != row] if held else new.get(table.name, [])
    last = connection.execute(select(func.max(tables.WORDING.c.number))).scalar() or 0
    for table in several:
        put_in(connection, table, _in_turn(table, come[table]))
    index(connection, last)


def put_in(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Put rows into a table, told in its columns; the driver is given them as they are, which costs a third."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        from timeline.store import serving

        serving.copy_in(connection, table, rows)
        return
    insertion = _insertion(table, connection.dialect)
    kept = (map(keep, values) if keep else values for keep, values in zip(insertion.keep, zip(*rows, strict=True), strict=True))
    connection.exec_driver_sql(insertion.statement, [*zip(*kept, strict=True)])


class Insertion(NamedTuple):
    """The statement that puts rows into a table, and what makes of the value in each column the one that is kept."""

    statement: str
    keep: tuple[Callable[[Any], Any] | None, ...]


@lru_cache(128)
def _insertion(table: Table, dialect: Dialect) -> Insertion:
    columns = tables.columns(table)
    statement = str(insert(table).compile(dialect=dialect, column_keys=columns))
    return Insertion(statement, tuple(table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns))


def index(connection: Connection, last: int) -> None:
    """Put the words of the rows behind the last one into the index of full text, all at once.

    A trigger would make SQLite write the index out for every single row, at seven times the cost. A server does it itself.
    """
    if connection.dialect.name != "sqlite":
        return
    words = "INSERT INTO search (rowid, said, latin, names) SELECT number, said, latin, names FROM wording WHERE number > ?"
    connection.exec_driver_sql(words, (last,))


def _in_turn(table: Table, rows: list[Row]) -> list[Row]:
    """Return rows with each behind the one of the same table that it names, as an earlier position or what it is a part of."""
    names = next((link.parent.name for link in table.foreign_keys if link.column.table is table), None)
    if names is None:
        return rows
    own, other = map(tables.columns(table).index, ("id", names))
    waiting = {row[own]: row for row in rows}
    placed: list[Row] = []
    for row in rows:
        line, coming = [], waiting.pop(row[own], None)
        while coming:
            line.append(coming)
            coming = waiting.pop(coming[other], None)
        placed += reversed(line)
    return placed


def _take_out(connection: Connection, table: Table, keys: list[Row]) -> None:
    if not keys:
        return
    columns = [table.c[name] for name in tables.key(table)]
    condition = [column == sqlalchemy.bindparam(f"key_{column.name}") for column in columns]
    bound = [{f"key_{column.name}": value for column, value in zip(columns, key, strict=True)} for key in keys]
    connection.execute(delete(table).where(*condition), bound)


def clear(connection: Connection) -> None:
    """Take every row out that follows from a record; what became of the records stays."""
    for table in reversed(tables.METADATA.sorted_tables):
        if not table.info.get("history"):
            connection.execute(delete(table))


def derived(dossier: Dossier) -> dict[str, list[Row]]:
    """Return the rows of every table that follow from records, told in its columns."""
    deriver = Deriver(dossier)
    told = {name: itemgetter(*tables.columns(table)) for name, table in tables.METADATA.tables.items()}
    found: dict[str, list[Row]] = {}
    for entry in dossier:
        for name, row in deriver.rows(entry):
            found.setdefault(name, []).append(told[name](row))
    return found


def keyed(table: Table, rows: Iterable[Row]) -> dict[Row, Row]:
    """Return rows of a table by their keys."""
    places = [tables.columns(table).index(name) for name in tables.key(table)]
    return {tuple([row[place] for place in places]): row for row in rows}
