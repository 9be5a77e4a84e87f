"""Claims about any sequence of changes: what is undone was never there, what was recorded can be told, and the history leaves nothing out.

`--many` tries a thousand sequences.
"""

import contextlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.conftest import DATA, kept
from timeline import importing
from timeline.dossier import Dossier
from timeline.keeping import adding, changing, removing, undoing, words
from timeline.problems import TimelineError
from timeline.queries import filters, names, rounds
from timeline.store import history, reading, rewinding, tables, verifying, writing
from timeline.store.history import Deed

HANDLES = [
    "talks/r1",
    "talks/r2",
    "talks/r1/truce",
    "talks/r2/truce",
    "talks/call",
    "talks/early",
    "ana",
    "ari",
    "anna",
    "b-side",
    "ford",
    "talks/n",
]
DEED = Deed("anna", "edit")


class Action(NamedTuple):
    """Something done to a store, and with what words."""

    name: str
    words: tuple[str, ...]


def _several(name: str, *words: st.SearchStrategy[str]) -> st.SearchStrategy[Action]:
    return st.tuples(*words).map(lambda drawn: Action(name, drawn))


HANDLE = st.sampled_from(HANDLES)
ACTIONS = st.one_of(
    _several(
        "add",
        st.sampled_from(
            ["person anna name=Anna", "event talks/n kind=other date=2020-01-05 text=News", "event talks/n kind=battle text=Shots"]
        ),
    ),
    _several(
        "add",
        st.sampled_from(
            ["statement talks/n speaker=ana text=Words date=2020-01-06", "outcome talks/r1/n issue=border status=deferred cite=late"]
        ),
    ),
    _several(
        "edit",
        HANDLE,
        st.sampled_from(["note=Looked at.", "note=", "date=2020-01-04", "status=held", "summary=More.", "cite+=late", "name=Another"]),
    ),
    _several("remove", HANDLE),
    _several(
        "rename",
        st.sampled_from(["ana", "talks/r1", "talks", "talks/late", "truce"]),
        st.sampled_from(["anna", "talks/first", "valley", "truces"]),
    ),
    _several("merge", st.sampled_from(["ana", "ari", "anna", "ford"]), st.sampled_from(["aya", "ari", "bo", "valley"])),
    _several("import", st.sampled_from(["ledger", "secret"])),
    st.just(Action("undo", ())),
    st.just(Action("redo", ())),
)


def _add(path: Path, said: str) -> object:
    kind, handle, *fields = said.split()
    return adding.added(path, kind, handle, words.given(fields), DEED._replace(action="add"))


DO: dict[str, Callable[..., object]] = {
    "add": _add,
    "edit": lambda path, handle, field: adding.edit(path, handle, words.given([field]), DEED),
    "remove": lambda path, handle: removing.remove(path, handle, DEED._replace(action="remove"), inside=True, unlink=True),
    "rename": lambda path, old, new: removing.rename(path, old, new, DEED._replace(action="rename")),
    "merge": lambda path, gone, into: removing.merge(path, gone, into, DEED._replace(action="merge")),
    "import": lambda path, name: importing.into_store([DATA / f"{name}.yaml"], path, DEED._replace(action="import")),
    "undo": lambda path: undoing.undo(path, DEED),
    "redo": lambda path: undoing.redo(path, DEED),
}


class Store:
    """A store with all its earlier states: what it held after each change, and what its report said."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.states = [{name: set() for name in kept(path)}, kept(path)]
        self.told = ["[]", report(reading.opened(path))]
        self.entries: list[dict[str, str | None]] = [{}, self.written()]
        self.done = [(0, 1)]
        self.undone: list[tuple[int, int]] = []

    def written(self) -> dict[str, str | None]:
        with writing.looked_at(self.path) as connection:
            return {entry.id: history.written(entry) for entry in writing.load(connection)}

    def act(self, action: Action) -> None:
        """Do something; where it is refused, nothing may have changed."""
        before = self.states[-1]
        with contextlib.suppress(TimelineError):
            DO[action.name](self.path, *action.words)
        if self.changes() == len(self.states):
            self.note(action)
        else:
            assert kept(self.path) == before, action

    def changes(self) -> int:
        """Return how many changes are on record."""
        with writing.looked_at(self.path) as connection:
            return connection.execute(select(func.count()).select_from(tables.CHANGE)).scalar_one()

    def note(self, action: Action) -> None:
        """Hold a change to what is claimed of it."""
        at = len(self.states)
        self.states.append(kept(self.path))
        self.told.append(report(reading.opened(self.path)))
        self.entries.append(self.written())
        self.accounted_for(at)
        if action.name == "undo":
            before, after = self.done.pop()
            assert self.states[at] == self.states[before], action
            self.undone.append((before, after))
        elif action.name == "redo":
            before, after = self.undone.pop()
            assert self.states[at] == self.states[after], action
            self.done.append((before, after))
        else:
            self.done.append((at - 1, at))
            self.undone.clear()

    def accounted_for(self, at: int) -> None:
        """Hold the last change on record to every byte that differs."""
        old, new = self.entries[at - 1], self.entries[at]
        differs = {handle: (old.get(handle), new.get(handle)) for handle in {*old, *new} if old.get(handle) != new.get(handle)}
        with writing.looked_at(self.path) as connection:
            steps = list(history.done_by(connection, at))
        assert {step.record: (step.before, step.after) for step in steps} == differs

    def close(self) -> None:
        """Hold the whole history to what the store was at each of its steps."""
        assert list(verifying.verify(self.path)) == []
        reader = reading.opened(self.path)
        times = [row["at"] for row in reader.rows("SELECT at FROM change ORDER BY number", {})]
        reader.close()
        for at, told in zip(times, self.told[1:], strict=True):
            assert report(rewinding.opened(self.path, at)) == told


def report(reader: reading.Reader) -> str:
    """Return what `rounds` says of a store."""
    try:
        found: list[Any] = list(rounds.rounds(reader, filters.Filters(), names=names.Names(reader)))
        return json.dumps(found, default=str)
    finally:
        reader.close()


@pytest.fixture(scope="session")
def ledgered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the invented talks in it, which no test touches."""
    path = tmp_path_factory.mktemp("ledger") / "timeline.db"
    importing.into_store([DATA / "ledger.yaml"], path)
    return path


def _examples(request: pytest.FixtureRequest) -> int:
    return 1000 if request.config.getoption("--many") else 12


def test_any_sequence_of_changes_can_be_taken_back_and_told(ledgered: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    @settings(max_examples=_examples(request), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ACTIONS, min_size=1, max_size=10))
    def holds(actions: list[Action]) -> None:
        store = Store(Path(shutil.copy(ledgered, tmp_path / "timeline.db")))
        for action in actions:
            store.act(action)
        store.close()

    holds()


def test_most_actions_are_possible(ledgered: Path, tmp_path: Path) -> None:
    store = Store(Path(shutil.copy(ledgered, tmp_path / "timeline.db")))
    for action in (
        Action("import", ("secret",)),
        Action("add", ("person anna name=Anna",)),
        Action("edit", ("talks/r1", "summary=More.")),
        Action("rename", ("ana", "annie")),
        Action("merge", ("ari", "aya")),
        Action("remove", ("talks/r2",)),
        Action("undo", ()),
        Action("redo", ()),
    ):
        before = len(store.states)
        store.act(action)
        assert len(store.states) == before + 1, action
    store.close()


def test_a_change_that_nothing_differs_in_is_none(ledgered: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(ledgered, tmp_path / "timeline.db"))
    made = changing.made(path, lambda connection: (writing.load(connection), writing.load(connection)), DEED)
    assert (made.steps, made.number) == ([], None)
    assert len(Dossier()) == 0
