"""Claims about a disk that fails: the exit status tells whether the change is there, in one sentence, and nothing is half done.

Through strace the system refuses one call, or each from one on, or kills the program at it. A sample is tried; `--many` tries all.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.conftest import Count, Told
from tests.reliability.scenes import Stage, counted, hindered, strace, told, traces

Staged = Callable[[str], Stage]
CALLS = ("pwrite64", "write", "fsync", "fdatasync", "unlink", "ftruncate", "link", "rename")
FAULTS = ("error=EIO", "error=ENOSPC", "signal=KILL")
SCENES = ("first import", "import", "edit", "upgrade", "backup")


@pytest.fixture(autouse=True)
def tracing() -> None:
    """Go on only where calls can be made to fail; in CI that is a failure."""
    reason = traces()
    if reason:
        hindered(f"FAILING CALLS WERE NOT TRIED: {reason}")


def _points(counted: Counter[str], *, many: bool, seed: str) -> Iterator[tuple[str, int, str, str]]:
    """Yield each call and its number, with the fault to be injected, once or from there on; without `many` some of each call."""
    chosen = random.Random(seed)  # noqa: S311  # chosen by a seed, not kept from anyone
    for call, times in counted.items():
        every = range(1, times + 1)
        for number in every if many else sorted({1, times} if times < 20 else chosen.sample(every, 3)):
            faults = FAULTS if many else (chosen.choice(FAULTS),)
            for fault in faults:
                for lasting in _lasting(call) if many else (chosen.choice(_lasting(call)),):
                    yield call, number, fault, lasting


def _lasting(call: str) -> tuple[str, ...]:
    """Return how long a call may fail; nothing can be told where no stream takes anything, not even the one that drops all."""
    return ("",) if call == "write" else ("", "+")


def _hold_told(ended: Told, *, done: bool, silent: bool) -> None:
    """Hold a command that met a fault to the truth in its status and, where it could speak, to one sentence."""
    if ended.status == 0:
        assert done, "success was told, and the change is not there"
        return
    assert ended.status in {1, 5, -9}, ended
    lines = [line for line in ended.err.splitlines() if not line.startswith(("warning: ", "change "))]
    assert "fault of timeline" not in ended.err, ended.err
    assert "Traceback" not in ended.err, ended.err
    assert silent or ended.status == -9 or len(lines) == 1, ended.err


@pytest.mark.parametrize("name", SCENES)
def test_a_call_that_fails_is_told_and_leaves_all_or_nothing(name: str, staged: Staged, many: bool, record_property: Count) -> None:
    stage = staged(name)
    wrong = []
    points = list(_points(counted(stage, CALLS), many=many, seed=name))
    record_property("failing calls", len(points))
    for call, number, fault, lasting in points:
        folder = stage.fresh()
        injected = f"inject={call}:{fault}:when={number}{lasting}"
        ended = told(folder, *stage.scene.words, under=strace("-e", f"trace={call}", "-e", injected))
        try:
            _hold_told(ended, done=stage.hold(folder), silent=call == "write")
        except AssertionError as error:
            wrong.append(f"{injected}: {ended.status} {ended.err!r}: {str(error).splitlines()[0]}")
        shutil.rmtree(folder)
    assert not wrong, "\n".join(wrong)
