"""Where the seconds of a long answer go, as Python's own profiler counts them; it makes calls dearer than they are."""

import pstats
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.benchmarks import timing

PARTS = {
    "asking SQLite and fetching rows": ("/timeline/store/", "sqlite3."),
    "putting together": ("/timeline/queries/", "/timeline/dates/", "/timeline/vocabulary"),
    "writing JSON": ("/json/", "/timeline/render/", "/timeline/cli/output", "_json."),
}
"""What each part's functions have in their names, or in those of their modules; the first that fits has them."""
REST = "starting, and all else"
BUILT_IN = "~"
Function = tuple[str, int, str]


def of(words: list[str], database: Path) -> dict[str, float]:
    """Return the share of each part in what a command takes."""
    kept = database.with_suffix(".profile")
    here = timing.variables(database.parent, TIMELINE_DATABASE=str(database))
    command = [sys.executable, "-m", "cProfile", "-o", str(kept), "-m", "timeline", *words]
    subprocess.run(command, env=here, check=True, stdout=subprocess.DEVNULL)
    stats: dict[Function, Any] = pstats.Stats(str(kept)).stats  # type: ignore[attr-defined]  # where it keeps what it was given
    kept.unlink()
    taken: Counter[str] = Counter()
    for function, (_, _, own, _, callers) in stats.items():
        if function[0] == BUILT_IN and _part(function) == REST:
            for caller, (_, _, for_caller, _) in callers.items():
                taken[_part(caller)] += for_caller
        else:
            taken[_part(function)] += own
    return {part: taken[part] / taken.total() for part in (*PARTS, REST)}


def _part(function: Function) -> str:
    name = f"{function[0]} {function[2]}"
    return next((part for part, marks in PARTS.items() if any(mark in name for mark in marks)), REST)
