"""Data files into the store: all that they say, or nothing and every problem named."""

from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from timeline import checks, references
from timeline.dossier import Dossier
from timeline.files import reader
from timeline.problems import Place, Problem, ProblemsFound
from timeline.store import writing
from timeline.store.history import Deed
from timeline.store.writing import Saved

BY_NOBODY = Deed("", "import")
"""An import of which nobody says who made it."""
SUFFIXES = (".yaml", ".yml")


class Draft(NamedTuple):
    """What files say, everything that is wrong with it, and the kinds of the records that are wrong, by handle."""

    dossier: Dossier
    problems: list[Problem]
    broken: dict[str, str]


def files(paths: list[Path]) -> list[Path]:
    """Return the data files that paths name: a folder stands for every data file in it, whatever its depth."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [file for file in path.rglob("*") if file.suffix in SUFFIXES and file.is_file()]
            found.extend(sorted(inside))
            if not inside:
                raise ProblemsFound([Problem("the folder holds no .yaml file", Place(str(path), 1, 1))])
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def read(paths: list[Path]) -> Draft:
    """Read data files into one dossier."""
    draft = Draft(Dossier(), [], {})
    for path in files(paths):
        found = reader.read(path)
        told = {problem.place for problem in found.problems}
        draft.problems.extend(found.problems)
        draft.broken.update(found.broken)
        for entry in found.entries:
            twice = draft.dossier.get(entry.id)
            if twice is None:
                draft.dossier.add(entry)
            elif entry.place() not in told:
                message = f"'{entry.id}' is already a {twice.kind.replace('_', ' ')} at {twice.place()}: give it another handle"
                draft.problems.append(Problem(message, entry.place()))
    return draft


def checked(draft: Draft, stored: Dossier) -> list[Problem]:
    """Resolve the names in a draft among itself and what is stored, and return every problem, in the order of the files."""
    kinds = {**{entry.id: entry.kind for entry in stored}, **draft.broken}
    problems = [*draft.problems, *references.resolve(draft.dossier, kinds)]
    if not any(not problem.warning for problem in problems):
        problems += checks.run(writing.merged(stored, draft.dossier), about=draft.dossier)
    return sorted(problems, key=_order)


def _order(problem: Problem) -> tuple[str, int, int]:
    return problem.place or Place("", 0, 0)


def stored_with(draft: Draft, database: Path) -> Dossier:
    """Return what is on record of the draft's processes; nothing where there is no database yet."""
    if not database.exists():
        return Dossier()
    with writing.looked_at(database) as connection:
        return beside(connection, draft)


def beside(connection: Connection, draft: Draft) -> Dossier:
    """Return what is on record of the processes that a draft tells of or names, and what all share.

    It is everything where the draft changes a record that all share: what follows from it is in any process.
    """
    own = {entry.id for entry in draft.dossier if entry.kind == "process"}
    stored = writing.load(connection, own | references.processes(draft.dossier))
    for entry in draft.dossier:
        before = stored.get(entry.id)
        if entry.kind != "process" and "/" not in entry.id and before and not entry.says(before):
            return writing.load(connection)
    return stored


def into_store(
    paths: list[Path], database: Path, deed: Deed = BY_NOBODY, *, replace: bool = False, dry_run: bool = False
) -> tuple[Saved, list[Problem]]:
    """Import data files and return what changed with the warnings; on an error nothing is stored."""
    draft = read(paths)
    warnings: list[Problem] | None = None
    if dry_run or draft.problems or not database.exists():
        stored = stored_with(draft, database)
        warnings = _or_stop(checked(draft, _kept(stored, draft, replace=replace)), dry_run=dry_run)
        if dry_run:
            return writing.compared(stored, draft.dossier, replace=replace), warnings
    with writing.opened(database) as connection:
        stored = beside(connection, draft)
        if warnings is None or len(stored):
            warnings = _or_stop(checked(draft, _kept(stored, draft, replace=replace)), dry_run=dry_run)
        return writing.save(connection, stored, draft.dossier, deed, replace=replace), warnings


def _kept(stored: Dossier, draft: Draft, *, replace: bool) -> Dossier:
    gone = set(writing.gone(stored, draft.dossier)) if replace else set()
    return Dossier([entry for entry in stored if entry.id not in gone]) if gone else stored


def _or_stop(problems: list[Problem], *, dry_run: bool) -> list[Problem]:
    errors = [problem for problem in problems if not problem.warning]
    if errors:
        raise ProblemsFound(errors, "Nothing was stored.", status=3 if dry_run else 1)
    return problems


def problems_in(paths: list[Path], database: Path) -> list[Problem]:
    """Return every problem in data files, with what is on record already beside them."""
    draft = read(paths)
    return checked(draft, stored_with(draft, database))


def problems_stored(database: Path) -> list[Problem]:
    """Return every problem in the store."""
    with writing.looked_at(database) as connection:
        return checks.run(writing.load(connection))


def bundled() -> Path:
    """Return the folder of the records that come with timeline, in a checkout and in an installed wheel alike."""
    inside = Path(__file__).parent / "bundled"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "data"


def told(saved: Saved, *, dry_run: bool) -> list[str]:
    """Say what an import changed, or would change."""
    would = "would be " if dry_run else ""
    counts = f"{len(saved.new)} {would}new, {len(saved.changed)} {would}changed, {len(saved.unchanged)} unchanged"
    lines = [f"{counts}{f', {len(saved.removed)} {would}removed' if saved.removed else ''}"]
    if not (saved.new or saved.changed or saved.removed):
        lines[0] = f"nothing {'would change' if dry_run else 'changed'}: {counts}"
    if saved.kept:
        lines.append(f"{len(saved.kept)} on record and not in the files were kept; --replace removes them")
    return lines
