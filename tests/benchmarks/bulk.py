"""How many rows an import stores in a second, where its time goes, and how much memory it takes at most, beside two peers.

Run from a checkout with timeline installed: `python -m tests.benchmarks.bulk [ROUNDS…]`.
Every import is a process of its own that takes invented talks into a new database. Seconds are those of the processor, so
that a busy machine does less harm; compare ratios alone. The peers, where they are installed, put the same rows into the same
tables with the same indexes and full text: the `sqlite3` shell's `.import`, and `sqlite-utils insert`. Reading YAML of the
first size is told beside libyaml's own tree of it.
"""

import csv
import functools
import multiprocessing
import os
import platform
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks import composing, talks
from timeline import checks, importing, references
from timeline.store import history, verifying, writing

SIZES = (1_000, 5_000)
STAGES: dict[str, list[tuple[Any, str]]] = {
    "reading": [(importing, "drafts")],
    "resolving": [(references, "resolve")],
    "checking": [(checks, "run")],
    "deriving": [(writing, "derived")],
    "writing": [(writing, "rewrite"), (writing, "put_in")],
    "history": [(history, "steps"), (history, "begun"), (history, "seal")],
}
"""The functions in which each stage is; what one of them calls of another is not counted twice."""
REST = "opening, comparing, committing"
SEARCH = "INSERT INTO search (rowid, said, latin, names) SELECT number, said, latin, names FROM wording"
SCHEMA = """SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'
AND name NOT LIKE 'search!_%' ESCAPE '!' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
ORDER BY type = 'trigger', type = 'index', rootpage"""
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name <> 'alembic_version' ORDER BY rootpage"


class Measured(NamedTuple):
    """What one import took."""

    records: int
    rows: int
    seconds: dict[str, float]
    peak_mib: float
    file_mb: float


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

    def timed(self, stage: str, function: Callable[[], Any]) -> Any:
        """Call a function and count it to a stage."""
        self.turn()
        self.running.append(stage)
        try:
            return function()
        finally:
            self.turn()
            self.running.pop()

    def watched(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that counts to a stage, and so does each step through what it returns."""

        @functools.wraps(function)
        def watched(*given: Any, **named: Any) -> Any:
            found = self.timed(stage, functools.partial(function, *given, **named))
            return self.stepped(stage, found) if isinstance(found, Iterator) else found

        return watched

    def stepped(self, stage: str, several: Iterator[Any]) -> Iterator[Any]:
        """Go through what comes one by one."""
        end = object()
        while (one := self.timed(stage, lambda: next(several, end))) is not end:
            yield one


def imported(path: Path, database: Path) -> Measured:
    """Import data files into a new database."""
    clock = Clock()
    for stage, functions in STAGES.items():
        for module, name in functions:
            setattr(module, name, clock.watched(stage, getattr(module, name)))
    clock.since = time.process_time()
    saved, _ = importing.into_store([path], database)
    clock.turn()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(saved.new, _rows(database), dict(clock.seconds), peak, database.stat().st_size / 1_000_000)


def _rows(database: Path) -> int:
    connection = sqlite3.connect(database)
    try:
        return sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for (table,) in connection.execute(TABLES).fetchall())
    finally:
        connection.close()


def sound(database: Path) -> bool:
    """Tell whether a database is as it was left."""
    return not list(verifying.verify(database))


def apart(function: Callable[..., Any], *given: Any) -> Any:
    """Run a function in a process of its own, so that no memory of it is counted to another."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *given).result()


def written(rounds: int, folder: Path) -> Path:
    """Write talks as JSON Lines, and return where."""
    return talks.as_lines(talks.talks(rounds), folder)


# Peers


def dumped(database: Path, folder: Path) -> list[Path]:
    """Write every table that holds rows as CSV, and the schema beside them; return the tables."""
    connection = sqlite3.connect(database)
    (folder / "schema.sql").write_text(";\n".join(sql for (sql,) in connection.execute(SCHEMA)) + ";\n", encoding="utf-8")
    found = []
    for (table,) in connection.execute(TABLES).fetchall():
        rows = connection.execute(f"SELECT * FROM {table}")
        path = folder / f"{table}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(column[0] for column in rows.description)
            writer.writerows(rows)
        found += [path] if rows.rowcount != 0 and path.read_bytes().count(b"\n") > 1 else []
    connection.close()
    return found


def by_the_shell(tables: list[Path], database: Path) -> list[list[str]]:
    """Return the call of SQLite's shell that takes tables in."""
    imports = [f".import --csv --skip 1 {path} {path.stem}" for path in tables]
    return [["sqlite3", str(database), *imports, SEARCH]]


def by_sqlite_utils(tables: list[Path], database: Path) -> list[list[str]]:
    """Return the calls of sqlite-utils that take tables in."""
    inserts = [["sqlite-utils", "insert", str(database), path.stem, str(path), "--csv", "--silent"] for path in tables]
    return [*inserts, ["sqlite-utils", "query", str(database), SEARCH]]


PEERS: dict[str, Callable[[list[Path], Path], list[list[str]]]] = {"sqlite3": by_the_shell, "sqlite-utils": by_sqlite_utils}

WANTED = {"sqlite3": 1 / 3, "sqlite-utils": 8}
"""So many times their rows a second an import should take in, with every check."""


def peers(database: Path) -> dict[str, float]:
    """Return the rows that each installed peer takes in a second of the processor."""
    rows, found = _rows(database), {}
    for name, calls in PEERS.items():
        if shutil.which(name):
            with tempfile.TemporaryDirectory() as folder:
                tables, into = dumped(database, Path(folder)), Path(folder) / "peer.db"
                connection = sqlite3.connect(into)
                connection.executescript((Path(folder) / "schema.sql").read_text(encoding="utf-8"))
                connection.close()
                before = _of_children()
                for call in calls(tables, into):
                    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
                found[name] = rows / (_of_children() - before)
                if _rows(into) != rows:
                    raise SystemExit(f"{name} did not take in every row")
    return found


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# What is told


def measured(rounds: int) -> dict[str, Any]:
    """Return what the import of so many rounds took, and the rows a second of each peer with the same rows, in plain figures."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "timeline.db"
        taken: Measured = apart(imported, apart(written, rounds, Path(folder)), database)
        if not apart(sound, database):
            raise SystemExit("the database is not as it was left")
        rate = taken.rows / sum(taken.seconds.values())
        return {"rounds": rounds, **taken._asdict(), "rows_per_second": rate, "peers": apart(peers, database)}


def report(several: list[dict[str, Any]]) -> str:
    """Return what imports of several sizes took, as a Markdown table."""
    rows = {
        "records": [f"{one['records']}" for one in several],
        "rows in all tables": [f"{one['rows']}" for one in several],
        **{f"{stage}, s": [f"{one['seconds'].get(stage, 0):.2f}" for one in several] for stage in (*STAGES, REST)},
        "the whole, s": [f"{sum(one['seconds'].values()):.2f}" for one in several],
        "rows a second": [f"{one['rows_per_second']:.0f}" for one in several],
        "peak of memory, MiB": [f"{one['peak_mib']:.0f}" for one in several],
        "the file, MB": [f"{one['file_mb']:.0f}" for one in several],
    }
    for peer in several[0]["peers"]:
        rates = [(one["peers"][peer], one["rows_per_second"] / one["peers"][peer]) for one in several]
        beside = "{:.0f} (timeline is {:.2f} times as fast; {:.2g} is wanted)"
        rows[f"{peer}, rows a second"] = [beside.format(*rate, WANTED[peer]) for rate in rates]
    lines = [
        "# Import",
        "",
        f"{platform.python_implementation()} {platform.python_version()} on {os.cpu_count()} processors; read the ratios.",
        "",
        f"| rounds | {' | '.join(str(one['rounds']) for one in several)} |",
        f"|---|{'--:|' * len(several)}",
        *(f"| {name} | {' | '.join(figures)} |" for name, figures in rows.items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sizes = [int(given) for given in sys.argv[1:]] or SIZES
    sys.stdout.write(report([measured(rounds) for rounds in sizes]) + "\n")
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(composing.report(apart(composing.composed, sizes[0], Path(folder))))
