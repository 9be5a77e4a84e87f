"""What became of every record in the store: each change with who made it, when and why, and the values before and after."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from timeline import dossier, moments
from timeline.dossier import Dossier, Entry
from timeline.store import deriving, tables

BEGINNING = "0" * 64
"""What the hash of the first change follows."""


_LINE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_ROW = json.JSONEncoder(ensure_ascii=False)


class Deed(NamedTuple):
    """Something done to the store: by whom, in a word what, and why; `undoes` is the change that it takes back or makes again."""

    who: str
    action: str
    reason: str | None = None
    undoes: int | None = None


class Step(NamedTuple):
    """What a change did to one record: what it said before and what it says since; None where it was not on record."""

    record: str
    kind: str
    process: str | None
    before: str | None
    after: str | None


def steps(before: Dossier, after: Dossier) -> Iterator[Step]:
    """Yield what leads from one state of some records to another, in the order of their handles."""
    for handle, held in sorted({**before.entries, **after.entries}.items()):
        old, new = before.get(handle), after.get(handle)
        if old is None or new is None or not old.says(new):
            yield Step(handle, held.kind, deriving.process(held), written(old), written(new))


def written(entry: Entry | None) -> str | None:
    """Return all that an entry says as one line of JSON: the same text whenever it says the same."""
    return None if entry is None else _LINE.encode(entry.plain())


def read(text: str | None) -> Entry | None:
    """Return the entry that a line of JSON tells of."""
    return None if text is None else dossier.restored(json.loads(text))


def begun(connection: Connection, deed: Deed) -> int:
    """Enter a change in the history and return its number; its time is never before that of the change before it."""
    change = tables.CHANGE
    last = connection.execute(select(change.c.number, change.c.at).order_by(change.c.number.desc()).limit(1)).first()
    number = last.number + 1 if last else 1
    at = moments.now(last.at if last else "")
    connection.execute(insert(change), {"number": number, "at": at, **deed._asdict(), "hash": ""})
    return number


def seal(connection: Connection, number: int) -> None:
    """Give a change its hash, now that all it did is on record."""
    change = tables.CHANGE
    before = connection.execute(select(change.c.hash).where(change.c.number == number - 1)).scalar() or BEGINNING
    *said, _ = connection.execute(select(change).where(change.c.number == number)).one()
    connection.execute(update(change).where(change.c.number == number).values(hash=chained(before, said, done_by(connection, number))))


def chained(previous: str, change: list[object], done: Iterable[Step]) -> str:
    """Return the hash of a change: over the hash of the one before it, and over all that it says of itself and of each record."""
    digest = hashlib.sha256(previous.encode())
    for row in chain([change], map(list, done)):
        digest.update(_ROW.encode(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def done_by(connection: Connection, number: int) -> Iterator[Step]:
    """Go through what a change did to each record, in the order of their handles."""
    changed = tables.CHANGED
    columns = [changed.c[name] for name in Step._fields]
    query = select(*columns).where(changed.c.change == number).order_by(changed.c.record).execution_options(yield_per=1000)
    return (Step(*row) for row in connection.execute(query))


def is_past(connection: Connection, moment: str) -> bool:
    """Tell whether something has been changed since a moment."""
    return connection.execute(select(tables.CHANGE.c.number).where(tables.CHANGE.c.at > moment).limit(1)).first() is not None


def as_of(connection: Connection, moment: str) -> Dossier:
    """Return what was on record at a moment, which is written as the times of changes are."""
    found = (read(step.after) for step in last_steps(connection, moment))
    return Dossier([entry for entry in found if entry])


def last_steps(connection: Connection, moment: str | None = None) -> list[Step]:
    """Return the last step of every record that was ever on record, or the last by a moment, in the order of their handles."""
    change, changed = tables.CHANGE, tables.CHANGED
    numbered = select(changed.c.record, func.max(changed.c.change).label("change")).group_by(changed.c.record)
    if moment is not None:
        numbered = numbered.where(changed.c.change.in_(select(change.c.number).where(change.c.at <= moment)))
    last = numbered.subquery()
    query = select(*(changed.c[name] for name in Step._fields))
    query = query.join(last, (changed.c.record == last.c.record) & (changed.c.change == last.c.change)).order_by(changed.c.record)
    return [Step(*row) for row in connection.execute(query)]


class Undoable(NamedTuple):
    """The change that `undo` takes back next, and the one that `redo` makes again next; None where there is none."""

    done: int | None
    undone: int | None


def undoable(connection: Connection) -> Undoable:
    """Return what can be taken back or made again: a new change after an undo leaves nothing to be made again."""
    change = tables.CHANGE
    done: list[int] = []
    undone: list[int] = []
    for row in connection.execute(select(change.c.number, change.c.action, change.c.undoes).order_by(change.c.number)):
        if row.action == "undo":
            done.remove(row.undoes)
            undone.append(row.undoes)
        elif row.action == "redo":
            undone.remove(row.undoes)
            done.append(row.undoes)
        else:
            done.append(row.number)
            undone.clear()
    return Undoable(done[-1] if done else None, undone[-1] if undone else None)
