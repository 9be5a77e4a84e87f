"""Data files into the store: all that they say, or nothing and every problem named."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from string import ascii_uppercase
from types import MappingProxyType
from typing import NamedTuple

from timeline import checks, references, text
from timeline.dossier import Dossier, Entry, Settled
from timeline.files import completing, gathering, lines, mapping
from timeline.files.gathering import SUFFIXES, Tabular
from timeline.files.reader import Read
from timeline.files.surveying import Survey
from timeline.problems import Place, Problem, ProblemsFound, TimelineError
from timeline.store import writing
from timeline.store.history import Deed
from timeline.store.location import Database
from timeline.store.writing import Saved

BY_NOBODY = Deed("", "import")
"""An import of which nobody says who made it."""
AS_NAMED = Tabular()
"""Tables are of the kind that their files are named after, and declare no names."""
YOUNG = 0
"""The generation of what has come since garbage was last collected."""


class Draft(NamedTuple):
    """What files say, everything that is wrong with it, and the kinds of the records that are wrong, by handle.

    `told` has, for each record of a table, the fields that the table speaks of; `processes` are those on record. A draft of
    some processes alone, or of what all share, is `apart`; `waived` has what is let stand elsewhere. With it so many lines
    have been `reached`, of so many.
    """

    dossier: Dossier
    problems: list[Problem]
    broken: dict[str, str]
    told: Mapping[str, frozenset[str]] = MappingProxyType({})
    processes: tuple[str, ...] = ()
    apart: bool = False
    waived: AbstractSet[tuple[str, str]] = frozenset()
    reached: tuple[int, int] = (0, 0)


class Held(NamedTuple):
    """A draft beside what is on record, what is to be around it once it is stored, and all problems with it."""

    draft: Draft
    stored: Dossier
    around: Settled | None
    problems: list[Problem]


Report = Callable[[int, int], None]
Load = Callable[..., Dossier]
"""Returns what is on record, as `writing.load` does."""


def files(paths: list[Path]) -> list[Path]:
    """Return the data files that paths name: a folder stands for every data file in it, whatever its depth."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file()]
            found.extend(sorted(inside))
            if not inside:
                raise ProblemsFound([Problem(f"the folder holds no {text.listed(SUFFIXES, 'or')} file", Place(str(path), 1, 1))])
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def planned(path: Path, status: int = 1) -> mapping.Plan:
    """Return what a mapping says of tables; raises ProblemsFound with all that is wrong with it."""
    plan, problems = mapping.read(path, str(path))
    or_stop(problems, status)
    return plan


def drafts(paths: list[Path], tabular: Tabular = AS_NAMED, database: Database | None = None) -> Iterator[Draft]:
    """Yield what data files say: JSON Lines in portions that are forgotten, first what all share, and everything else at once."""
    several = files(paths)
    if any(path.suffix.lower() != gathering.LINES for path in several):
        yield read(several, tabular, database)
        return
    survey = Survey(several)
    known = (*_processes(database), *survey.processes)
    first, *portions = survey.portions(references.processes(_on_record(database, set())))
    shared = _drafted(survey.read(first), Draft(Dossier(), survey.problems, {}, processes=known, apart=True, waived=survey.waived))
    yield shared
    around, total = Settled(shared.dossier), survey.lines()
    done = survey.lines(first)
    for codes in portions:
        done += survey.lines(codes)
        draft = Draft(Dossier(around=around), [], {**shared.broken}, processes=known, apart=True, reached=(done, total))
        yield _drafted(survey.read(codes), draft)


def read(paths: list[Path], tabular: Tabular = AS_NAMED, database: Database | None = None) -> Draft:
    """Read data files into one dossier; tables take names and kinds of records from a database, if there is one."""
    several = files(paths)
    found = gathering.gathered(several, tabular, lambda processes: _on_record(database, processes))
    known = _processes(database) if any(path.suffix.lower() in gathering.APART for path in several) else ()
    draft = _drafted(found.reads, Draft(Dossier(found.declared), [], {}, found.told, known))
    draft.problems.extend(problem for loose in found.loose if (problem := gathering.attach(loose, draft.dossier, found)))
    return draft


def _drafted(reads: Iterable[Read], draft: Draft) -> Draft:
    """Put what files say into a draft, and return it."""
    for one in reads:
        told = {problem.place for problem in one.problems}
        draft.problems.extend(one.problems)
        draft.broken.update(one.broken)
        for entry in one.entries:
            twice = draft.dossier.get(entry.id)
            if twice is None:
                draft.dossier.add(entry)
            elif entry.place() not in told:
                message = f"'{entry.id}' is already a {twice.kind.replace('_', ' ')} at {twice.place()}: give it another handle"
                draft.problems.append(Problem(message, entry.place()))
    return draft


def _processes(database: Database | None) -> tuple[str, ...]:
    """Return the processes on record."""
    if database is None or not database.exists():
        return ()
    with writing.looked_at(database) as connection:
        return writing.processes(connection)


def _on_record(database: Database | None, processes: set[str]) -> Dossier:
    """Return what is on record of some processes and what all share; nothing where there is no database."""
    if database is None or not database.exists():
        return Dossier()
    with writing.looked_at(database) as connection:
        return writing.load(connection, processes)


def checked(draft: Draft, stored: Dossier) -> list[Problem]:
    """Resolve the names in a draft among itself and what is stored, and return every problem, in the order of the files."""
    kinds = {**{entry.id: entry.kind for entry in stored}, **draft.broken}
    resolved = references.resolve(draft.dossier, kinds, stored.former, stored.around)
    problems = [*draft.problems, *_homeless(draft, stored), *resolved]
    problems += _completed(draft, stored)
    if not draft.broken and all(problem.warning for problem in problems):
        problems += checks.run(writing.merged(stored, draft.dossier), draft.dossier, draft.waived)
    return in_order(problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of the files."""
    return sorted(_once(problems), key=_order)


def _once(problems: Iterable[Problem]) -> Iterable[Problem]:
    """Leave out what is said again of the same place: a constant of a mapping is wrong in every row."""
    found: dict[object, Problem] = {}
    for problem in problems:
        found.setdefault((problem.place, problem.message) if problem.place else problem, problem)
    return found.values()


def _homeless(draft: Draft, stored: Dossier) -> Iterator[Problem]:
    """Yield a problem for every record of a process that is neither in the draft nor on record."""
    for entry in draft.dossier:
        code, slash, _ = entry.id.partition("/")
        if slash and not any(code in known for known in (draft.dossier, stored, draft.broken)):
            known = [*(held.id for held in draft.dossier if held.kind == "process"), *draft.processes]
            near = text.did_you_mean(code, known) or ": put it on record first, or give its file too"
            name = f"{entry.kind.replace('_', ' ')} {entry.id}"
            yield Problem(f"no process '{code}'{near}", entry.place("process"), name, "process")


def _completed(draft: Draft, stored: Dossier) -> Iterator[Problem]:
    """Give the records of tables what is on record of them beside what the tables say; yield what then does not go together."""
    for handle, told in draft.told.items():
        entry, before = draft.dossier.get(handle), stored.get(handle)
        if entry and before and before.kind == entry.kind:
            completing.complete(entry, before, told)
        if entry:
            yield from lines.loose_ends(entry)


def _order(problem: Problem) -> Place:
    return problem.place or Place("", 0, 0)


def beside(load: Load, draft: Draft) -> Dossier:
    """Return what is on record of the processes that a draft tells of or names, and what all share.

    It is everything where the draft changes a record that all share: what follows from it is in any process.
    """
    stored = load(_own(draft) | references.processes(draft.dossier))
    return load() if _changes_what_all_share(draft, stored) else stored


def _own(draft: Draft) -> set[str]:
    """Return the codes of the processes that a draft tells of."""
    return {entry.id.partition("/")[0] for entry in draft.dossier if entry.kind == "process" or "/" in entry.id}


def _changes_what_all_share(draft: Draft, stored: Dossier) -> bool:
    shared = (entry for entry in draft.dossier if entry.kind != "process" and "/" not in entry.id)
    return any((before := stored.get(entry.id)) and not entry.says(before) for entry in shared)


def held(several: Iterable[Draft], load: Load, on_record: Callable[[], Iterable[str]], *, replace: bool = False) -> Iterator[Held]:
    """Hold drafts to every rule, one after the other, each beside what is on record of it.

    Where drafts that stand apart change a record that all share, every process on record is gone through behind them.
    """
    drafts = iter(several)
    draft = next(drafts)
    if not draft.apart:
        stored = beside(load, draft)
        yield Held(draft, stored, stored.around, _held(draft, stored, replace=replace))
        return
    shared = load(_own(draft) | references.processes(draft.dossier))
    named = references.processes(Dossier(entry for entry in shared if "/" not in entry.id))
    changed = _changes_what_all_share(draft, shared)
    if changed:
        shared = load(_own(draft) | references.processes(draft.dossier) | named)
    yield Held(draft, shared, None, _held(draft, shared, replace=replace))
    after = Settled(writing.merged(shared, draft.dossier))
    before = Settled(shared) if changed else after
    done = {entry.id for entry in shared if entry.kind == "process"}
    for draft in drafts:
        own = _own(draft)
        if own & named:
            raise TimelineError("somebody has changed the store meanwhile", "Run the command again; nothing was changed.")
        stored = load(own | references.processes(draft.dossier), alone=True)
        problems = _held(draft, Dossier(stored, after), replace=replace)
        done |= {entry.id for entry in stored if entry.kind == "process"} if changed else set[str]()
        yield Held(draft, Dossier(stored, before), after, problems)
    for code in sorted({*on_record()} - done) if changed else ():
        yield Held(Draft(Dossier(), [], {}), Dossier(load([code], alone=True), before), after, [])


def tried(paths: list[Path], database: Database, tabular: Tabular = AS_NAMED, *, replace: bool = False) -> tuple[Saved, list[Problem]]:
    """Return what an import of data files would change but for the records that have problems, and every problem; nothing is stored."""
    saved, problems = Saved(), list[Problem]()
    for one in _looked_at(drafts(paths, tabular, database), database, replace=replace):
        wrong = rejected(one.problems)
        sound = Dossier(entry for entry in one.draft.dossier if not _named(entry) & wrong)
        saved += writing.compared(one.stored, sound, replace=replace)
        problems += one.problems
    return saved._replace(removed=0, kept=0) if rejected(problems) else saved, in_order(problems)


def _looked_at(several: Iterable[Draft], database: Database, *, replace: bool = False) -> Iterator[Held]:
    """Hold drafts to every rule beside what is on record, if there is a database, and change nothing."""
    if not database.exists():
        yield from held(several, _nothing, tuple, replace=replace)
        return
    with writing.looked_at(database) as connection:
        yield from held(several, partial(writing.load, connection), tuple, replace=replace)


def _nothing(*_: object, **__: object) -> Dossier:
    """Return what is on record where nothing ever was."""
    return Dossier()


def rejected(problems: list[Problem]) -> set[tuple[str, str]]:
    """Return what is wrong too much to be stored: rows of tables, else records, else lines of files."""
    return {_subject(problem.place, problem.record) for problem in problems if not problem.warning}


def _subject(place: Place | None, record: str) -> tuple[str, str]:
    if place and place.cell:
        return place.file, place.cell.lstrip(ascii_uppercase)
    return (place.file if place else "", record or str(place.line if place else 0))


def _named(entry: Entry) -> set[tuple[str, str]]:
    """Return what a problem of an entry is counted under."""
    place, name = entry.place(), f"{entry.kind.replace('_', ' ')} {entry.id}"
    return {_subject(place, name), _subject(place, "")}


@contextmanager
def _keeping_all() -> Iterator[None]:
    """Leave off looking for what nothing needs any more: records stay to the end, and it would look through them again and again."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


@_keeping_all()
def into_store(
    paths: list[Path],
    database: Database,
    deed: Deed = BY_NOBODY,
    tabular: Tabular = AS_NAMED,
    *,
    replace: bool = False,
    report: Report | None = None,
) -> tuple[Saved, list[Problem]]:
    """Import data files and return what changed with the warnings; on an error nothing is stored.

    What is read in portions is reported: how many lines are done, and of how many.
    """
    several = drafts(paths, tabular, database)
    first = next(several)
    everything = chain([first], several)
    if first.problems:
        or_stop(in_order(problem for one in _looked_at(everything, database, replace=replace) for problem in one.problems))
    saved, problems, sound = Saved(), list[Problem](), True
    with writing.opened(database) as connection, writing.changing(connection, deed) as change:
        load = _nothing if writing.is_new(connection) else partial(writing.load, connection)
        for one in held(everything, load, partial(writing.processes, connection), replace=replace):
            problems += one.problems
            sound = sound and all(problem.warning for problem in one.problems)
            if sound:
                saved += change.save(one.stored, one.draft.dossier, one.around, replace=replace)
            gc.collect(YOUNG)  # statements that name each other would gather to gigabytes behind a million rounds
            if report and one.draft.reached[1]:
                report(*one.draft.reached)
        problems = or_stop(in_order(problems))
    return saved, problems


def _held(draft: Draft, stored: Dossier, *, replace: bool) -> list[Problem]:
    """Return every problem of a draft beside what is to stay on record; a record goes on answering to its former handles.

    With `replace`, what the draft does not hold of its processes goes, and so do former handles that it does not tell of.
    """
    if replace:
        gone = set(writing.gone(stored, draft.dossier))
        return checked(draft, Dossier((entry for entry in stored if entry.id not in gone), stored.around))
    for entry in draft.dossier:
        before = stored.get(entry.id)
        if before and before.record.formerly:
            entry.record.formerly = tuple(dict.fromkeys((*before.record.formerly, *entry.record.formerly)))
    return checked(draft, stored)


def or_stop(problems: list[Problem], status: int = 1) -> list[Problem]:
    """Return the warnings among problems; raises ProblemsFound where there are others."""
    errors = [problem for problem in problems if not problem.warning]
    if errors:
        raise ProblemsFound(errors, "Nothing was stored.", status=status)
    return problems


def problems_in(paths: list[Path], database: Database) -> list[Problem]:
    """Return every problem in data files, with what is on record already beside them."""
    return in_order(problem for one in _looked_at(drafts(paths, database=database), database) for problem in one.problems)


def problems_stored(database: Database) -> list[Problem]:
    """Return every problem in the store."""
    with writing.looked_at(database) as connection:
        return checks.run(writing.load(connection))


def bundled() -> Path:
    """Return the folder of the records that come with timeline, in a checkout and in an installed wheel alike."""
    inside = Path(__file__).parent / "bundled"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "data"


def told(saved: Saved) -> list[str]:
    """Say what an import changed."""
    return _told(saved, ("new", "changed", "removed"), "changed")


def would_be_told(saved: Saved, problems: list[Problem]) -> list[str]:
    """Say what an import would change, and how many rows or records are rejected."""
    line, *more = _told(saved, ("would be created", "would be changed", "would be removed"), "would change")
    return [f"{line}, {len(rejected(problems))} rejected", *more]


def _told(saved: Saved, words: tuple[str, str, str], verb: str) -> list[str]:
    new, changed, removed = words
    line = f"{saved.new} {new}, {saved.changed} {changed}, {saved.unchanged} unchanged"
    line += f", {saved.removed} {removed}" if saved.removed else ""
    lines = [line if saved.new or saved.changed or saved.removed else f"nothing {verb}: {line}"]
    if saved.kept:
        lines.append(f"{saved.kept} on record and not in the files were kept; --replace removes them")
    return lines
