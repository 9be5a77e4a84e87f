"""What the tests of reliability share: each scene made once, and how many tries are made."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reliability.scenes import SCENES, Stage


@pytest.fixture(scope="session")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Stage]:
    """Return a scene by name, made once."""
    made: dict[str, Stage] = {}

    def staged(name: str) -> Stage:
        if name not in made:
            made[name] = Stage(SCENES[name], Path(tmp_path_factory.mktemp("scene")))
        return made[name]

    return staged


@pytest.fixture
def many(request: pytest.FixtureRequest) -> bool:
    """Whether all is tried that is tried by sample else."""
    return bool(request.config.getoption("--many"))
