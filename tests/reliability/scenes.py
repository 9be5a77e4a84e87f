"""What is tried in every way: commands that write, what each finds, and what there is to say of a database afterwards."""

import gzip
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest

import timeline
from tests.conftest import DATA, Told
from timeline.store import verifying

CODE = Path(timeline.__file__).parent.parent
CORRIDORS = "ukraine-russia-2022/r2/corridors"
EDIT = ("edit", CORRIDORS, "text=Corridors for civilians.")
UNTOLD = {("change", "at"), ("change", "hash"), ("wording", "number")}
"""What is not the same whenever a command is run again."""
Said = dict[str, list[tuple[object, ...]]]


class Scene(NamedTuple):
    """A command, what is done before it, and the file that it makes or changes."""

    words: tuple[str, ...]
    first: tuple[tuple[str, ...], ...] = ()
    older: bool = False
    file: str = "timeline.db"


SEEDED = (("import", str(DATA / "seed.yaml")),)
SCENES = {
    "first import": Scene(("import", str(DATA / "seed.yaml"))),
    "import": Scene(("import", str(DATA / "ledger.yaml")), SEEDED),
    "add": Scene(("add", "person", "anna", "name=Anna"), SEEDED),
    "edit": Scene(EDIT, SEEDED),
    "undo": Scene(("undo",), (*SEEDED, EDIT)),
    "upgrade": Scene(("database", "upgrade"), older=True),
    "backup": Scene(("database", "backup", "copy.db"), SEEDED, file="copy.db"),
}


def environment(folder: Path) -> dict[str, str]:
    """Return a clean environment in which the code under test works on the database of a folder."""
    return {
        "PATH": os.defpath,
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(CODE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TIMELINE_DATABASE": "timeline.db",
        "TIMELINE_WHO": "anna",
    }


def started(folder: Path, *words: str, under: tuple[str, ...] = ()) -> "subprocess.Popen[str]":
    """Start a command in a folder of its own, under another program if need be."""
    return subprocess.Popen(
        [*under, sys.executable, "-m", "timeline", *words],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="backslashreplace",
    )


def told(folder: Path, *words: str, under: tuple[str, ...] = ()) -> Told:
    """Run a command in a folder of its own and return what it told."""
    running = started(folder, *words, under=under)
    out, err = running.communicate(timeout=120)
    return Told(running.returncode, out, err)


def made(scene: Scene, folder: Path) -> None:
    """Make what a scene's command finds."""
    folder.mkdir(parents=True)
    if scene.older:
        (folder / "timeline.db").write_bytes(gzip.decompress((DATA / "schema-1.db.gz").read_bytes()))
    for words in scene.first:
        assert told(folder, *words).status == 0


def said(database: Path) -> Said | None:
    """Return all that a database says, once SQLite has undone what was left half written; None where there is none."""
    if not database.exists():
        return None
    with closing(sqlite3.connect(database)) as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name != 'search' ORDER BY name"
        return {table: _rows(connection, table) for (table,) in connection.execute(query).fetchall()}


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    names = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    columns = ", ".join(f'"{name}"' for name in names if (table, name) not in UNTOLD)
    return sorted(connection.execute(f'SELECT {columns} FROM "{table}"'), key=repr)


def is_whole(database: Path) -> bool:
    """Tell whether SQLite finds a database whole, with every reference in it leading somewhere."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        return found == [("ok",)] and not connection.execute("PRAGMA foreign_key_check").fetchall()


class Stage:
    """A scene made once and told once, on which its command is tried many times."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        """Make what the command finds, and run it once undisturbed."""
        self.scene = scene
        self._folder = folder
        self._tries = 0
        self.found = folder / "found"
        made(scene, self.found)
        whole = self.fresh()
        assert told(whole, *scene.words).status == 0
        self.before = said(self.found / scene.file)
        self.after = said(whole / scene.file)
        assert self.before != self.after

    def fresh(self) -> Path:
        """Return a new folder with what the command finds."""
        self._tries += 1
        return Path(shutil.copytree(self.found, self._folder / str(self._tries)))

    def hold(self, folder: Path) -> bool:
        """Hold a folder to the state before the command or after it, whole in both, and return whether it is the one after."""
        now = said(folder / self.scene.file)
        assert now in (self.before, self.after), "between before and after"
        if (folder / "timeline.db").exists():
            assert is_whole(folder / "timeline.db")
        if now == self.after:
            assert [str(problem) for problem in verifying.verify(folder / self.scene.file)] == []
        return now == self.after


def killed(running: "subprocess.Popen[str]") -> None:
    """End a command as a machine does that loses its power."""
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=60)


def hindered(reason: str) -> NoReturn:
    """Skip what cannot be tried here, loudly; where all guards are to hold, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def strace(*options: str, fast: bool = True) -> tuple[str, ...]:
    """Return the words that run a program with some of its calls made to fail; the fast way sends no signal but KILL."""
    return ("strace", "-f", "-o", os.devnull, *(["--seccomp-bpf"] if fast else []), *options)


FAILS = "import os\ntry:\n    os.write(1, b'x')\nexcept OSError:\n    os._exit(1)"
"""A program that ends in 1 if it cannot write, whatever Python makes of that at its end."""


@cache
def traces() -> str:
    """Return why nothing can be tried here; nothing where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = [*strace("-e", "trace=write", "-e", "inject=write:error=EIO"), sys.executable, "-c", FAILS]
    ended = subprocess.run(tried, capture_output=True, check=False, timeout=60)
    return "" if ended.returncode == 1 else f"strace cannot trace here: {ended.stderr.decode(errors='replace')}"


def counted(stage: Stage, calls: tuple[str, ...]) -> Counter[str]:
    """Return how often a command makes each call."""
    folder = stage.fresh()
    log = folder / "calls"
    options = ("strace", "-f", "--seccomp-bpf", "-o", str(log), "-e", f"trace={','.join(calls)}")
    assert told(folder, *stage.scene.words, under=options).status == 0
    return Counter(re.findall(r"^\d+ +([a-z0-9]+)\(", log.read_text(errors="replace"), re.MULTILINE))
