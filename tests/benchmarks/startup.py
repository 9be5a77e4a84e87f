"""How long a question takes as a whole process, as a multiple of an interpreter that does nothing.

Run from a checkout with timeline installed: `python -m tests.benchmarks.startup [RUNS] > docs/benchmarks.md`.
Every command is run in turn, so that a machine that grows slower slows all of them; medians are compared.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from timeline import importing

COMMANDS: dict[str, list[str]] = {
    "an interpreter that does nothing": ["python", "-c", "pass"],
    "import sqlite3": ["python", "-c", "import sqlite3"],
    "timeline --version": ["timeline", "--version"],
    "timeline --help": ["timeline", "--help"],
    "timeline rounds --help": ["timeline", "rounds", "--help"],
    "timeline rounds --on 2022-03-03": ["timeline", "rounds", "--on", "2022-03-03"],
    "timeline rounds --party Ukraine": ["timeline", "rounds", "--party", "Ukraine"],
    "timeline rounds --on 2022-03-03 --format json": ["timeline", "rounds", "--on", "2022-03-03", "--format", "json"],
    "timeline show ukraine-russia-2022/r2": ["timeline", "show", "ukraine-russia-2022/r2"],
    "timeline chronology --on 2022-03-05": ["timeline", "chronology", "--on", "2022-03-05"],
}


def measured(runs: int) -> dict[str, list[float]]:
    """Return the seconds that each command took, run in turn; the first turn is not counted."""
    beside = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "timeline.db"
        importing.into_store([importing.bundled()], database)
        environment = {"PATH": f"{beside}:{os.defpath}", "TIMELINE_DATABASE": str(database), "LANG": "C.UTF-8", "HOME": folder}
        taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for turn in range(runs + 1):
            for name, command in COMMANDS.items():
                started = time.perf_counter()
                subprocess.run([beside / command[0], *command[1:]], env=environment, stdout=subprocess.DEVNULL, check=True)
                if turn:
                    taken[name].append(time.perf_counter() - started)
    return taken


def report(taken: dict[str, list[float]]) -> str:
    """Return the medians as a Markdown table."""
    bare = statistics.median(next(iter(taken.values())))
    lines = [
        "# Start-up",
        "",
        f"Whole processes, medians of {len(next(iter(taken.values())))} runs in turn on {os.cpu_count()} processors.",
        f"{platform.python_implementation()} {platform.python_version()}, with the records that come with timeline.",
        "Such machines are noisy: read the ratios. Repeat with `python -m tests.benchmarks.startup > docs/benchmarks.md`.",
        "",
        "| command | median, ms | times a bare interpreter |",
        "|---|--:|--:|",
    ]
    medians = {name: statistics.median(times) for name, times in taken.items()}
    lines += [f"| {name} | {median * 1000:.0f} | {median / bare:.1f} |" for name, median in medians.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(report(measured(int(sys.argv[1]) if len(sys.argv) > 1 else 11)))
