"""One change of the store: what is on record beside it, what is to be, and what that did, in one transaction."""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from timeline import checks, importing, references
from timeline.dossier import Dossier, Entry
from timeline.importing import Draft
from timeline.problems import Problem, ProblemsFound
from timeline.store import history, location, writing
from timeline.store.history import Deed, Step
from timeline.store.location import Database


class Made(NamedTuple):
    """What a change did to each record, what is doubtful about the records that it leaves, and its number in the history.

    Without a number nothing was stored: nothing differs, or it was a dry run.
    """

    steps: list[Step]
    warnings: list[Problem]
    number: int | None


Make = Callable[[Connection], tuple[Dossier, Dossier]]
"""Returns what is on record of all that a change touches, and what is to be."""


Doubt = Callable[[Dossier, list[Entry]], Iterable[Problem]]
"""Returns what is doubtful about some records of a dossier."""


def made(database: Database, make: Make, deed: Deed, *, dry_run: bool = False, begins: bool = False, doubt: Doubt | None = None) -> Made:
    """Make a change, or say what it would do; raises ProblemsFound where what it leaves would break a rule.

    A change that `begins` may be the first one, and makes the database where there is none. With `doubt` more is held
    against the records that it leaves than the rules.
    """
    if begins and dry_run and not database.exists():
        with tempfile.TemporaryDirectory() as folder:
            return made(Path(folder) / "empty.db", make, deed, begins=True, doubt=doubt)._replace(number=None)
    if not begins:
        location.ours(database)
    with writing.looked_at(database) if dry_run else writing.opened(database) as connection:
        before, after = make(connection)
        steps = list(history.steps(before, after))
        several = [after.entries[step.record] for step in steps if step.after is not None]
        warnings = [*held_to_the_rules(after, several), *(doubt(after, several) if doubt else ())]
        number = None if dry_run else writing.change(connection, before, after, deed)
    return Made(steps, warnings, number)


def held_to_the_rules(dossier: Dossier, several: list[Entry]) -> list[Problem]:
    """Return what is doubtful about some records of a dossier; raises ProblemsFound where something is wrong."""
    found = [_placeless(problem) for problem in checks.run(dossier, about=Dossier(several))]
    refuse([problem for problem in found if not problem.warning])
    return found


def refuse(errors: list[Problem]) -> None:
    """Raise ProblemsFound where there are errors."""
    if errors:
        raise ProblemsFound(errors, "Nothing was stored.")


def _placeless(problem: Problem) -> Problem:
    return problem._replace(place=None)


def resolved(entries: list[Entry], problems: list[Problem], stored: Dossier) -> None:
    """Turn the names in new entries into handles; raises ProblemsFound with all that is wrong with them."""
    draft = Draft(Dossier(entries), problems, {})
    refuse([_placeless(problem) for problem in importing.checked(draft, stored) if not problem.warning])


def beside(connection: Connection, handles: Iterable[str], entries: Iterable[Entry] = ()) -> Dossier:
    """Return what is on record of all that a change of some records can touch.

    What is in one process is touched by that process alone; what all share may be named in any.
    """
    processes = {handle.partition("/")[0] for handle in handles}
    if any("/" not in handle for handle in handles):
        return writing.load(connection)
    return writing.load(connection, processes | references.processes(Dossier(list(entries))))
