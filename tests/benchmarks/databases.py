"""The databases that are asked: one imported, larger ones multiplied from it."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.benchmarks import multiplied, talks, timing

BASE = 1_000
"""Rounds of the imported database; a larger one has a whole number of copies of all but its late rounds."""
MARGIN = 0.8
"""A database is made only where so much of the size of as many imported rounds is free: copies have no history, which is a fourth of it."""
SPARED = 5 * 10**9
"""Bytes that are left to others."""


def made(rounds: int, folder: Path) -> Path | None:
    """Return a database of so many rounds, made unless it is there already; None where the disk has no room for it."""
    path = folder / f"talks-{rounds}.db"
    if path.exists():
        return path
    base = None if rounds <= BASE else made(BASE, folder)
    if base and needed(base, rounds) > shutil.disk_usage(folder).free - SPARED:
        return None
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    multiplied.multiplied(base, copies(rounds), partial) if base else _imported(rounds, partial)
    return partial.rename(path)


def needed(base: Path, rounds: int) -> float:
    """Return how many bytes should be free before a database is made."""
    return base.stat().st_size * rounds / BASE * MARGIN


def copies(rounds: int) -> int:
    """Return how many copies of the base's talks make so many rounds."""
    late = talks.late(BASE)
    number, rest = divmod(rounds - BASE, BASE - late)
    if rest:
        raise SystemExit(f"{rounds} rounds cannot be made of {BASE}: take {BASE + number * (BASE - late)}")
    return number


def _imported(rounds: int, into: Path) -> None:
    """Import invented talks as anybody would."""
    said = talks.as_lines(talks.talks(rounds), into.parent)
    command = [sys.executable, "-m", "timeline", "import", str(said), "--database", str(into)]
    subprocess.run(command, env=timing.variables(into.parent), check=True, capture_output=True)


def timeline() -> str:
    """Return the command as it is installed beside this interpreter."""
    return str(Path(sys.executable).with_name("timeline"))
