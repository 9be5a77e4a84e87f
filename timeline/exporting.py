"""The store as files: data files that an import reads back, lines of JSON, or tables."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline import text
from timeline.dossier import Dossier
from timeline.files import lines, tables, writer
from timeline.problems import NotFound
from timeline.queries import names
from timeline.store import reading, writing
from timeline.store.location import Database

SUFFIXES = {"yaml": ".yaml", "jsonl": ".jsonl", "csv": ".csv"}
"""The formats, and what the name of a file of each ends with."""


class Taken(NamedTuple):
    """What is on record, or one process of it with what that needs, and the other processes of which this names records."""

    dossier: Dossier
    process: str | None = None
    others: tuple[str, ...] = ()


def taken(database: Database, process: str | None = None) -> Taken:
    """Return what is on record: everything, or one process, named by code or name.

    Raises NotFound where nothing is on record, or no process or several are called so.
    """
    handle = _meant(database, process) if process else None
    with writing.looked_at(database) as connection:
        dossier = writing.load(connection, None if handle is None else [handle])
    if not dossier:
        raise NotFound("nothing is on record", "'timeline import FILE' puts data files into the store.")
    if handle is None:
        return Taken(dossier)
    within, others = writer.reach(dossier, handle)
    return Taken(Dossier([entry for entry in dossier if entry.id in within]), handle, tuple(sorted(others)))


def _meant(database: Database, process: str) -> str:
    reader = reading.opened(database)
    try:
        found = names.meant(reader, "process", process)
    finally:
        reader.close()
    if len(found) > 1:
        listed = text.listed([f"'{one}'" for one in found], "or")
        raise NotFound(f"'{process}' could be {listed}", "Give the handle of one.")
    return found[0]


def alone(export: Taken, form: str) -> Iterable[str]:
    """Return an export that one file holds: lines of JSON, or a process as a data file."""
    return lines.written(export.dossier) if form == "jsonl" else [writer.one(export.dossier, export.process or "")]


def several(export: Taken, form: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the files of an export by name: one where one can hold it, else one for each process and for each kind that all share."""
    if form == "csv":
        yield from tables.written(export.dossier)
    elif form == "jsonl" or export.process:
        yield f"{export.process or 'records'}{SUFFIXES[form]}", alone(export, form)
    else:
        yield from ((name, [content]) for name, content in writer.files(export.dossier).items())
