"""How many records an import stores in a second, where its time goes, and how much memory it takes at most.

Run from a checkout with timeline installed: `python -m tests.benchmarks.bulk [ROUNDS] [RUNS]`.
Every run is a process of its own that imports invented talks into a new database; medians are told.
"""

import functools
import multiprocessing
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks import talks
from timeline import checks, importing, references
from timeline.store import history, verifying, writing

STAGES: dict[str, list[tuple[Any, str]]] = {
    "reading": [(importing, "read")],
    "resolving": [(references, "resolve")],
    "checking": [(checks, "run")],
    "deriving": [(writing, "derived")],
    "writing": [(writing, "rewrite")],
    "history": [(history, "steps"), (history, "seal")],
}
"""The functions in which each stage is; what one of them calls of another is not counted twice."""
REST = "opening, comparing, committing"
WAITED = "waiting for the disk and for other programs"
FORMS = {"JSON Lines": talks.as_lines, "YAML": talks.as_yaml}


class Measured(NamedTuple):
    """What one import took."""

    records: int
    seconds: dict[str, float]
    peak: float


class Clock:
    """Counts the seconds of the processor in each stage, those of a stage within another to the inner one."""

    def __init__(self) -> None:
        """Begin with the rest."""
        self.seconds: dict[str, float] = defaultdict(float)
        self.running = [REST]
        self.since = time.process_time()

    def turn(self) -> None:
        """Count what has passed to the stage that is running."""
        now = time.process_time()
        self.seconds[self.running[-1]] += now - self.since
        self.since = now

    def watched(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that counts to a stage."""

        @functools.wraps(function)
        def watched(*given: Any, **named: Any) -> Any:
            self.turn()
            self.running.append(stage)
            found = function(*given, **named)
            found = iter(list(found)) if isinstance(found, Iterator) else found
            self.turn()
            self.running.pop()
            return found

        return watched


def imported(path: Path) -> Measured:
    """Import data files into a new database, which must then be found in order."""
    clock = Clock()
    for stage, functions in STAGES.items():
        for module, name in functions:
            setattr(module, name, clock.watched(stage, getattr(module, name)))
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "timeline.db"
        began, clock.since = time.perf_counter(), time.process_time()
        saved, _ = importing.into_store([path], database)
        clock.turn()
        seconds = {**clock.seconds, WAITED: time.perf_counter() - began - sum(clock.seconds.values())}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if list(verifying.verify(database)):
            raise SystemExit("the database is not as it was left")
    return Measured(saved.new, seconds, peak)


def written(form: str, rounds: int, folder: Path) -> Path:
    """Write talks in a form, and return where."""
    return FORMS[form](talks.talks(rounds), folder)


def apart(function: Callable[..., Any], *given: Any) -> Any:
    """Run a function in a process of its own, so that no memory of it is counted to another."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *given).result()


def measured(rounds: int, runs: int) -> dict[str, list[Measured]]:
    """Return what the imports of each form took, run in turn."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {form: apart(written, form, rounds, Path(folder)) for form in FORMS}
        turns = [{form: apart(imported, path) for form, path in paths.items()} for _ in range(runs)]
    return {form: [turn[form] for turn in turns] for form in FORMS}


def report(rounds: int, taken: dict[str, list[Measured]]) -> str:
    """Return the medians as a Markdown table."""
    several = list(taken.values())
    lines = [
        "# Import",
        "",
        f"Talks of {rounds} rounds, {several[0][0].records} records; medians of {len(several[0])} runs in turn.",
        f"{platform.python_implementation()} {platform.python_version()} on {os.cpu_count()} processors; read the ratios.",
        "",
        f"| | {' | '.join(taken)} |",
        f"|---|{'--:|' * len(taken)}",
    ]
    rows = {f"{stage}, s": [_median(runs, stage) for runs in several] for stage in (*STAGES, REST, WAITED)}
    wholes = [statistics.median(sum(run.seconds.values()) - run.seconds[WAITED] for run in runs) for runs in several]
    lines += [f"| {name} | {' | '.join(f'{median:.2f}' for median in medians)} |" for name, medians in rows.items()]
    lines += [
        f"| the whole but for waiting, s | {' | '.join(f'{whole:.2f}' for whole in wholes)} |",
        f"| records a second | {' | '.join(f'{runs[0].records / whole:.0f}' for runs, whole in zip(several, wholes, strict=True))} |",
        f"| peak of memory, MiB | {' | '.join(f'{statistics.median(run.peak for run in runs):.0f}' for runs in several)} |",
    ]
    return "\n".join(lines) + "\n"


def _median(runs: list[Measured], stage: str) -> float:
    return statistics.median(run.seconds.get(stage, 0.0) for run in runs)


if __name__ == "__main__":
    rounds, runs = (int(given) for given in [*sys.argv[1:], *("1000", "3")[len(sys.argv) - 1 :]])
    sys.stdout.write(report(rounds, measured(rounds, runs)))
