"""The records that come with timeline, stored once for all tests that only ask."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Run
from tests.places import Places
from timeline import importing
from timeline.store.location import Database

Answer = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def bundled(lasting: Places) -> Database:
    """A database with the records that come with timeline."""
    place = lasting.new()
    importing.into_store([importing.bundled()], place)
    return place


@pytest.fixture
def answer(run: Run, bundled: Database) -> Answer:
    """Ask the records that come with timeline, and return the answer as JSON."""

    def ask(*arguments: str) -> dict[str, Any]:
        told = run(*arguments, "--format", "json", "--database", bundled)
        assert told.status == 0, told.err
        found: dict[str, Any] = json.loads(told.out)
        return found

    return ask
