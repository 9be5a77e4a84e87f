"""Claims about a program that is killed: the database is as it was or as it was to be, and the next command works.

Twenty kills are tried, at moments that a seed decides; `--many` tries a thousand.
"""

import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Count
from tests.reliability.scenes import SCENES, Stage, killed, started, told

Staged = Callable[[str], Stage]
LEFT = re.compile(r"\.[a-z]+\.db(\.schema-1)?\.[a-z0-9_]{8}(-journal)?|timeline\.db(-journal|\.schema-1)?|copy\.db")
"""What a killed program may leave: a journal that SQLite plays back, and hidden files that are named after the one to be."""


def _run_until(stage: Stage, share: float, whole: float) -> Path:
    folder = stage.fresh()
    running = started(folder, *stage.scene.words)
    time.sleep(share * whole)
    killed(running)
    return folder


def _seconds(stage: Stage) -> float:
    began = time.monotonic()
    told(stage.fresh(), *stage.scene.words)
    return time.monotonic() - began


def _hold_again(stage: Stage, folder: Path) -> None:
    """Hold that a command works after one that was killed."""
    assert told(folder, *stage.scene.words).status == 0
    assert stage.hold(folder)


@pytest.mark.parametrize("name", SCENES)
def test_a_kill_leaves_all_or_nothing(name: str, staged: Staged, many: bool, record_property: Count) -> None:
    stage = staged(name)
    moments = random.Random(name)  # noqa: S311  # chosen by a seed, not kept from anyone
    whole = _seconds(stage)
    kills = 1_000 // len(SCENES) + 1 if many else 3
    record_property("kills", kills)
    for _ in range(kills):
        folder = _run_until(stage, moments.uniform(0.4, 1.05), whole)
        strange = [path.name for path in folder.iterdir() if not LEFT.fullmatch(path.name)]
        assert strange == []
        if not stage.hold(folder):
            _hold_again(stage, folder)
