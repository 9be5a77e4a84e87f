"""Everything measured: `python -m tests.benchmarks`, from a checkout with timeline installed."""

import argparse
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import databases, peers, questions, report, shares, startup, timing
from tests.benchmarks.goals import Figures
from tests.benchmarks.report import Told
from tests.benchmarks.timing import Command, Figure

DOCS = Path(__file__).resolve().parents[2] / "docs"
LONG_RUNS = 3
ONCE = 100_000
"""The rounds from which on a database is told whole once, for a run of it is long enough."""


def main() -> None:
    """Measure what is asked for, and write the page and the figures."""
    given = _given()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        figures, told = measured(given, folder.resolve())
    given.into.mkdir(parents=True, exist_ok=True)
    (given.into / "benchmarks.md").write_text(report.page(figures, told), encoding="utf-8")
    (given.into / "benchmarks.json").write_text(report.as_json(figures, told), encoding="utf-8")


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure whole processes, and write what they took.")
    parser.add_argument("size", nargs="*", type=int, default=[databases.BASE, 10_000, 100_000], help="rounds of the databases to ask")
    parser.add_argument("--folder", type=Path, help="keep the databases here, and take those that are here already")
    parser.add_argument("--programs", type=Path, help="where other programs are installed, if not on PATH")
    parser.add_argument(
        "--whole", type=int, default=questions.MOST, help="rounds of the largest database to tell whole (default: %(default)s)"
    )
    parser.add_argument("--imports", nargs="*", type=int, default=[databases.BASE], metavar="SIZE", help="rounds of the imports to measure")
    parser.add_argument("--runs", type=int, default=11, help="of which medians are told (default: %(default)s)")
    parser.add_argument("--into", type=Path, default=DOCS, help="the folder of the page and the figures")
    return parser.parse_args()


def measured(given: argparse.Namespace, folder: Path) -> tuple[Figures, Told]:
    """Return the figures, and what is told beside them."""
    _tell("the databases")
    made = {size: databases.made(size, folder) for size in sorted(given.size)}
    held = {size: path for size, path in made.items() if path}
    base = held[min(held)]
    asked = questions.days(base)
    located = peers.found(given.programs)
    _tell("the import")
    bulk = imported(given.imports, given.programs)
    commands = _commands(held, folder, asked, located)
    _tell(f"{len(commands)} short questions, {given.runs} times")
    taken = timing.in_turn(commands, given.runs)
    _tell("all rounds")
    taken += _long({size: path for size, path in held.items() if size <= given.whole})
    profile, parts = _profile(base, asked, taken), shares.of(["rounds", "--format", "jsonl"], base)
    left = [f"{size:,} rounds, for which the disk has no room" for size in made if size not in held] + peers.missing(located)
    files = {size: path.stat().st_size for size, path in held.items()}
    return Figures(taken), Told(machine(), files, given.runs, profile, parts, bulk, left)


def _tell(said: str) -> None:
    """Say on standard error what is measured now: all of it takes long."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')}  {said}\n")


def _commands(held: dict[int, Path], folder: Path, asked: questions.Days, located: dict[str, str]) -> list[Command]:
    """Return all short commands, so that each turn has those of every size and program."""
    several = startup.commands(folder)
    for size, path in held.items():
        several += questions.commands(size, path, questions.short(asked) | questions.growing(asked))
        several += questions.completions(size, path)
        several += peers.commands(size, path, asked, located)
    return several


def _long(held: dict[int, Path]) -> list[Figure]:
    runs = {size: 1 if size >= ONCE else LONG_RUNS for size in held}
    return [figure for size, path in held.items() for figure in timing.in_turn(questions.long(size, path), runs[size], uncounted=0)]


def _profile(base: Path, asked: questions.Days, taken: list[Figure]) -> dict[str, float]:
    """Return where the milliseconds of a question go: imports by package, SQLite, and all else."""
    here = timing.variables(base.parent, TIMELINE_DATABASE=str(base))
    milliseconds = {figure.question: figure.processor * 1000 for figure in reversed(taken) if figure.by == questions.TIMELINE}
    bare = next(figure.processor * 1000 for figure in taken if figure.question == startup.BARE)
    imports = startup.imports(questions.short(asked)[questions.PROFILED], here)
    parts = {f"loading {package}": spent for package, spent in imports.items()}
    return {**parts, "asking, telling and writing": milliseconds[questions.PROFILED] - bare - sum(parts.values())}


def imported(sizes: list[int], programs: Path | None) -> str:
    """Return the part of the page on imports; of the peers those that are found."""
    path = os.pathsep.join([*([str(programs)] if programs else []), os.environ["PATH"]])
    command = [sys.executable, "-m", "tests.benchmarks.bulk", *map(str, sizes)]
    ended = subprocess.run(command, env={**os.environ, "PATH": path}, check=True, stdout=subprocess.PIPE, text=True)
    return ended.stdout.replace("# ", "## ", 1)


def machine() -> str:
    """Return what the machine is."""
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = f"{platform.python_implementation()} {platform.python_version()}"
    hardware = f"{model}, {os.cpu_count()} processors, {memory:.0f} GiB of memory"
    return f"{hardware}, {platform.system()}, {python}, SQLite {sqlite3.sqlite_version}{_shell()}"


def _shell() -> str:
    shell = shutil.which("sqlite3")
    if not shell:
        return ""
    version = subprocess.run([shell, "--version"], check=True, capture_output=True, text=True).stdout
    return f", its shell {version.split()[0]}"


if __name__ == "__main__":
    main()
