"""What a process costs before it asks anything, and where the milliseconds of a question go."""

import re
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from tests.benchmarks import databases, timing
from tests.benchmarks.timing import Command

BARE, SQLITE = "an interpreter that does nothing", "import sqlite3"
RUNS = 7
LEAST = 0.3
"""Milliseconds below which the imports of a package are told together with others."""
IMPORTED = re.compile(r"import time:\s*(\d+) \|\s*\d+ \|\s*(\S+)")


def commands(folder: Path) -> list[Command]:
    """Return the commands that ask no database."""
    bare, here = {BARE: "pass", SQLITE: "import sqlite3"}, timing.variables(folder)
    python = [Command(name, 0, "python", [sys.executable, "-c", code], here) for name, code in bare.items()]
    asked = (["--version"], ["--help"], ["rounds", "--help"])
    return python + [Command(" ".join(words), 0, "timeline", [databases.timeline(), *words], here) for words in asked]


def imports(words: list[str], variables: dict[str, str], runs: int = RUNS) -> dict[str, float]:
    """Return the milliseconds in which a command imports the modules of each package, those of a bare interpreter left out."""
    bare = set(_imports(["-c", "pass"], variables))
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        for package, milliseconds in _by_package(_imports([databases.timeline(), *words], variables), bare).items():
            taken[package].append(milliseconds)
    medians = {package: statistics.median(times) for package, times in taken.items()}
    told = {package: median for package, median in medians.items() if median >= LEAST}
    rest = sum(medians.values()) - sum(told.values())
    return dict(sorted(told.items(), key=lambda item: -item[1])) | ({"other packages": rest} if rest else {})


def _imports(words: list[str], variables: dict[str, str]) -> dict[str, float]:
    """Return the milliseconds of the processor that each module took, without what it imports itself."""
    began, used = time.perf_counter(), _used()
    run = subprocess.run([sys.executable, "-X", "importtime", *words], env=variables, check=True, capture_output=True, text=True)
    share = min(1.0, (_used() - used) / (time.perf_counter() - began))
    return {name: int(microseconds) / 1000 * share for microseconds, name in IMPORTED.findall(run.stderr)}


def _used() -> float:
    """Return the seconds of the processor that programs started from here have taken."""
    of = resource.getrusage(resource.RUSAGE_CHILDREN)
    return of.ru_utime + of.ru_stime


def _by_package(modules: dict[str, float], bare: set[str]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for name, milliseconds in modules.items():
        package = name.partition(".")[0]
        if name not in bare:
            found["the standard library" if package in sys.stdlib_module_names else package] += milliseconds
    return found
