"""The last change taken back, or made again: itself a change, on record like any other."""

from sqlalchemy import Connection

from timeline.dossier import Dossier
from timeline.keeping import changing
from timeline.keeping.changing import Made
from timeline.problems import TimelineError
from timeline.store import history, writing
from timeline.store.history import Deed, Step
from timeline.store.location import Database


def undo(database: Database, deed: Deed, *, dry_run: bool = False) -> Made:
    """Take back the last change that has not been taken back."""
    return _turned(database, deed._replace(action="undo"), dry_run=dry_run)


def redo(database: Database, deed: Deed, *, dry_run: bool = False) -> Made:
    """Make again what was taken back last, where nothing else has been changed since."""
    return _turned(database, deed._replace(action="redo"), dry_run=dry_run)


def _turned(database: Database, deed: Deed, *, dry_run: bool) -> Made:
    with writing.looked_at(database) as connection:
        number = _next(connection, deed.action)
    if number is None:
        return Made([], [], None)
    deed = deed._replace(undoes=number)
    return changing.made(database, lambda connection: _sides(connection, deed), deed, dry_run=dry_run)


def _next(connection: Connection, action: str) -> int | None:
    """Return the change that is next to be taken back, or made again; None where there is none."""
    able = history.undoable(connection)
    return able.done if action == "undo" else able.undone


def _sides(connection: Connection, deed: Deed) -> tuple[Dossier, Dossier]:
    """Return what is on record beside the records of a change, and the same with what they said before it, or after."""
    if _next(connection, deed.action) != deed.undoes:
        raise TimelineError("somebody has changed the store meanwhile", "Run the command again; nothing was changed.")
    done = [_turn(step) if deed.action == "undo" else step for step in history.done_by(connection, deed.undoes or 0)]
    entries = [entry for step in done for entry in (history.read(step.after),) if entry]
    before = changing.beside(connection, [step.record for step in done], entries)
    after = Dossier(list(before))
    for step in done:
        _stands(before, step)
        after.entries.pop(step.record, None)
    for entry in entries:
        after.add(entry)
    return before, after


def _turn(step: Step) -> Step:
    return step._replace(before=step.after, after=step.before)


def _stands(stored: Dossier, step: Step) -> None:
    """Raise where a record does not say what the history has left it saying."""
    if history.written(stored.get(step.record)) != step.before:
        raise TimelineError(
            f"'{step.record}' was changed by another program, past the history", "'timeline database verify' tells what does not agree."
        )
