"""The records that come with timeline, stored once for all tests that only ask."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from timeline import importing

Answer = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the records that come with timeline."""
    path = tmp_path_factory.mktemp("bundled") / "timeline.db"
    importing.into_store([importing.bundled()], path)
    return path


@pytest.fixture
def answer(run: Run, bundled: Path) -> Answer:
    """Ask the records that come with timeline, and return the answer as JSON."""

    def ask(*arguments: str) -> dict[str, Any]:
        told = run(*arguments, "--format", "json", "--database", bundled)
        assert told.status == 0, told.err
        found: dict[str, Any] = json.loads(told.out)
        return found

    return ask
