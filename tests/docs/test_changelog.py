"""Claims about the changelog."""

from pathlib import Path

import pytest

from timeline.cli import app

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


@pytest.mark.parametrize("name", app.COMMANDS)
def test_the_changelog_tells_of_every_command(name: str) -> None:
    assert f"`timeline {name}" in CHANGELOG.read_text(encoding="utf-8")
