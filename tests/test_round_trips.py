"""Claims about any dossier: it is stored as it is written, the same again changes nothing, and the way there does not matter."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import kept
from tests.places import Places, everything
from tests.strategies import TALKS, Tree, written
from timeline import importing, records
from timeline.dossier import Dossier
from timeline.store import writing
from timeline.store.location import Database

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def new(own: Places, blank: Database) -> Any:
    """Return a function that makes a database without a record."""
    return lambda: own.copy(blank)


def _shuffled(value: Any, chance: random.Random) -> Any:
    """Return records and fields in another order; what is counted keeps its own."""
    if not isinstance(value, dict):
        return value
    pairs = [(key, inner if key in {"answers", "dates", "lineage"} else _shuffled(inner, chance)) for key, inner in value.items()]
    chance.shuffle(pairs)
    return dict(pairs)


@FEW
@given(TALKS)
def test_any_dossier_is_stored_as_it_is_written(tmp_path: Path, new: Any, tree: Tree) -> None:
    path, database = written(tmp_path, tree), new()
    importing.into_store([path], database)
    draft = importing.read([path])
    importing.checked(draft, Dossier())
    with writing.looked_at(database) as connection:
        loaded = writing.load(connection)
    assert {entry.kind for entry in loaded} == set(records.KINDS)
    assert len(loaded) == len(draft.dossier)
    assert [entry.id for entry in draft.dossier if not entry.says(loaded.entries[entry.id])] == []


@FEW
@given(TALKS)
def test_importing_any_dossier_again_changes_nothing(tmp_path: Path, new: Any, tree: Tree) -> None:
    path, database = written(tmp_path, tree), new()
    importing.into_store([path], database)
    before = everything(database)
    saved, _ = importing.into_store([path], database)
    assert (saved.new, saved.changed, saved.kept) == (0, 0, 0)
    assert everything(database) == before


@FEW
@given(TALKS, st.randoms(use_true_random=False))
def test_the_order_of_records_in_a_file_does_not_matter(tmp_path: Path, new: Any, tree: Tree, chance: random.Random) -> None:
    one, other = new(), new()
    importing.into_store([written(tmp_path, tree)], one)
    importing.into_store([written(tmp_path, _shuffled(tree, chance))], other)
    assert kept(one) == kept(other)


def _never_renamed(value: Any) -> Any:
    """Return a dossier without former handles: those keep answering, whatever a file says later."""
    return {key: _never_renamed(inner) for key, inner in value.items() if key != "formerly"} if isinstance(value, dict) else value


@FEW
@given(TALKS.map(_never_renamed), TALKS)
def test_what_was_on_record_before_does_not_matter_once_it_is_replaced(tmp_path: Path, new: Any, before: Tree, after: Tree) -> None:
    changed, fresh = new(), new()
    importing.into_store([written(tmp_path, before)], changed)
    importing.into_store([written(tmp_path, after)], changed, replace=True)
    importing.into_store([written(tmp_path, after)], fresh)
    assert kept(changed) == kept(fresh)
