"""Data files of every form into records: YAML and JSON Lines each by itself, tables together, since one names what another holds."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from timeline import records
from timeline.dossier import Dossier, Entry
from timeline.files import calling, header, keys, lines, reader
from timeline.files.calling import MayDeclare, Names
from timeline.files.header import Table
from timeline.files.mapping import Plan
from timeline.files.opening import Unreadable
from timeline.files.reader import Read
from timeline.files.rows import Loose, Parts, Records
from timeline.problems import Place, Problem

TABLE, LINES = ".csv", ".jsonl"
READERS: dict[str, Callable[[Path], Read]] = {".yaml": reader.read, ".yml": reader.read, LINES: lines.read}
SUFFIXES = (*READERS, TABLE)
APART = (LINES, TABLE)
"""Forms of files that tell of records of processes without telling of these."""
FOREIGN = (".xlsx", ".xls", ".ods", ".numbers", ".tsv")
"""Forms of spreadsheets that are not read, and are easily saved in one that is."""

WHOLE = frozenset(name for said in records.KINDS.values() for name in said.model_fields) | records.PARTS.keys()
"""What a file speaks of that is no table: all of a record."""

OnRecord = Callable[[set[str]], Dossier]
"""Returns what is on record of some processes, and what all share."""


class Tabular(NamedTuple):
    """How tables are to be read: as what kind, by what mapping, and what becomes of a name that nothing has."""

    kind: str = ""
    plan: Plan | None = None
    may_declare: MayDeclare = calling.never


class Gathered(NamedTuple):
    """What files say, one by one, with the fields that tables speak of, parts that belong to records, and names declared anew."""

    reads: list[Read]
    told: dict[str, frozenset[str]]
    loose: list[Loose]
    declared: list[Entry]
    stored: Dossier


def gathered(paths: list[Path], tabular: Tabular, on_record: OnRecord) -> Gathered:
    """Return what files say."""
    tables = [header.opened(path, str(path), tabular.kind, tabular.plan or Plan()) for path in paths if path.suffix.lower() == TABLE]
    reads = [_read(path) for path in paths if path.suffix.lower() != TABLE]
    if not tables:
        return Gathered(reads, {}, [], [], Dossier())
    stored = on_record(_processes(tables))
    names = Names([*stored, *(entry for read in reads for entry in read.entries)], tabular.may_declare)
    several = Records(names)
    of_records = sorted((table for table in tables if not table.of_parts), key=lambda table: not keys.shared(table.kind))
    for table in of_records:
        if keys.shared(table.kind):
            several.announce(table)
    for table in of_records:
        _into(table, several.read)
    reads += [Read(table.sink.entries, table.sink.problems, table.sink.broken) for table in tables]
    parts = Parts(names, _kinds(stored, reads))
    of_parts = sorted((table for table in tables if table.of_parts), key=lambda table: table.kind != "readings")
    for table in of_parts:
        _into(table, parts.read)
    spoken = frozenset(table.kind for table in of_parts)
    return Gathered(reads, {handle: told | spoken for handle, told in several.told.items()}, parts.found, names.declared, stored)


def _into(table: Table, read: Callable[[Table], None]) -> None:
    """Read the rows of a table, until too much is wrong with it."""
    try:
        read(table)
    except Unreadable as stopped:
        table.sink.problems.append(stopped.problem)


def _read(path: Path) -> Read:
    """Return what one file says that is no table."""
    if path.suffix.lower() in FOREIGN:
        return Read([], [Problem(f"'{path.suffix}' is not read: save the table as CSV in UTF-8", Place(str(path), 1, 1))], {})
    return READERS.get(path.suffix.lower(), reader.read)(path)


def _processes(tables: Iterable[Table]) -> set[str]:
    """Return the codes that may be of processes which tables name."""
    found: set[str] = set()
    for table in tables:
        columns = {"id", "record", "process", *(block.gives for block in keys.blocks(table.kind))}
        numbers = [number for name, number in table.columns.items() if name in columns]
        written = [row.cells[number].text for row in table.rows for number in numbers if number < len(row.cells)]
        written += [said for name, constant in table.constants.items() if name in columns for said in constant.said]
        found |= {header.clean(one).partition("/")[0] for one in written}
    return found


def _kinds(stored: Dossier, reads: list[Read]) -> dict[str, str]:
    """Return the kind of every record on record or in files, by handle."""
    kinds = {entry.id: entry.kind for entry in stored}
    for read in reads:
        kinds |= read.broken | {entry.id: entry.kind for entry in read.entries}
    return kinds


def attach(loose: Loose, dossier: Dossier, gathered: Gathered) -> Problem | None:
    """Give a record its parts; where no file tells of the record, the one on record gets them.

    Returns a problem where the record has such parts from another file.
    """
    place, entry, before = loose.places[f"{loose.into}.1"], dossier.get(loose.record), gathered.stored.get(loose.record)
    if entry is None:
        if before is None:
            return None
        entry = Entry(before.record.model_copy(), {}, {"": place})
        dossier.add(entry)
        gathered.told[loose.record] = frozenset({"id"})
    if entry.parts.get(loose.into):
        message = f"'{loose.record}' has {loose.into} at {entry.place(f'{loose.into}.1')} too: give them in one file"
        return Problem(message, place)
    entry.parts[loose.into] = loose.parts
    entry.places = {**entry.places, **{name: place for name, place in loose.places.items() if name}}
    gathered.told[loose.record] = gathered.told.get(loose.record, WHOLE) | {loose.into}
    return None
