"""Claims about Ctrl-C: at whatever moment it comes, the exit status and the sentence tell whether the change is there.

It is sent at moments that a seed decides, and through strace at the calls by which a change is put in its place.
"""

import random
import signal
import time
from collections.abc import Callable

import pytest

from tests.conftest import Count, Told
from tests.reliability.scenes import SCENES, Stage, counted, hindered, started, strace, told, traces

Staged = Callable[[str], Stage]
CALLS = ("fsync", "fdatasync", "unlink", "link", "rename")
"""The calls by which SQLite ends a change, and by which a file is put in its place."""
DONE = {"upgrade": "interrupted after the upgrade was made", "backup": "interrupted after the copy 'copy.db' was made"}
STORED = "interrupted after a change was stored"
NOTHING = ("interrupted: nothing was changed", "interrupted after the copy 'timeline.db.schema-1' was made")


def _hold_truth(name: str, ended: Told, *, done: bool) -> None:
    """Hold a command that was interrupted to the truth."""
    if ended.status == 0:
        assert done, ended
    elif ended.status == 130:
        said = [line for line in ended.err.splitlines() if line.startswith("interrupted")]
        assert len(said) == 1, ended
        assert said[0].startswith(DONE.get(name, STORED) if done else NOTHING), ended
        assert "Traceback" not in ended.err, ended
    else:
        # Python ends so where it is interrupted before a line of ours has run.
        assert ended.status == -signal.SIGINT, ended
        assert not done, ended


@pytest.mark.parametrize("name", SCENES)
def test_what_is_told_of_an_interruption_is_true(name: str, staged: Staged, many: bool, record_property: Count) -> None:
    stage, tries = staged(name), 40 if many else 3
    record_property("interruptions", tries)
    moments = random.Random(f"{name} interrupted")  # noqa: S311  # chosen by a seed, not kept from anyone
    began = time.monotonic()
    told(stage.fresh(), *stage.scene.words)
    whole = time.monotonic() - began
    for _ in range(tries):
        folder = stage.fresh()
        running = started(folder, *stage.scene.words)
        time.sleep(moments.uniform(0.3, 1.05) * whole)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=120)
        _hold_truth(name, Told(running.returncode, out, err), done=stage.hold(folder))


@pytest.mark.parametrize("name", SCENES)
def test_an_interruption_at_a_call_that_stores_is_told_as_what_it_is(name: str, staged: Staged, many: bool, record_property: Count) -> None:
    reason = traces()
    if reason:
        hindered(f"INTERRUPTED CALLS WERE NOT TRIED: {reason}")
    stage, told_done = staged(name), False
    points = [
        (call, number) for call, times in counted(stage, CALLS).items() for number in (range(1, times + 1) if many else sorted({1, times}))
    ]
    record_property("interruptions", len(points))
    for call, number in points:
        folder = stage.fresh()
        under = strace("-e", f"trace={call}", "-e", f"inject={call}:signal=INT:when={number}", fast=False)
        ended = told(folder, *stage.scene.words, under=under)
        _hold_truth(name, ended, done=stage.hold(folder))
        assert ended.status == 130, ended
        told_done = told_done or DONE.get(name, STORED) in ended.err
    assert told_done
