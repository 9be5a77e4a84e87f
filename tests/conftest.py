"""What the tests share: a seed of one round, a database of its own for each test, and the command itself."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from timeline import importing
from timeline.cli import main
from timeline.store import tables, writing

DATA = Path(__file__).parent / "data"

# A busy machine is no fault of what is tried.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


class Told(NamedTuple):
    """What a command sent, and the exit status it left with."""

    status: int
    out: str
    err: str


Run = Callable[..., Told]
File = Callable[..., Path]
Snapshot = Callable[[Path, str], None]


def kept(database: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return everything that a database holds now, whatever the order in which it came, without what became of it before."""
    connection = sqlite3.connect(database)
    try:
        found: dict[str, set[tuple[object, ...]]] = {}
        for table in tables.METADATA.sorted_tables:
            columns = [column.name for column in table.columns if (table.name, column.name) != ("wording", "number")]
            if not table.info.get("history"):
                found[table.name] = set(connection.execute(f"SELECT {', '.join(columns)} FROM {table.name}"))
        return found
    finally:
        connection.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshots", choices=["compare", "update"], default="compare", help="Compare with snapshots, or write them anew.")
    parser.addoption("--many", action="store_true", help="Try a thousand examples where a few are tried else.")


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Whether snapshots are to be written anew."""
    return bool(request.config.getoption("--snapshots") == "update")


@pytest.fixture
def snapshot(updating: bool) -> Snapshot:
    """Hold what was said to a file that keeps it; with `--snapshots=update`, write the file anew first."""

    def snapshot(path: Path, said: str) -> None:
        if updating:
            path.parent.mkdir(exist_ok=True)
            path.write_text(said, encoding="utf-8")
        assert said == path.read_text(encoding="utf-8"), f"differs from {path.name}"

    return snapshot


@pytest.fixture
def ledger() -> Path:
    """The file of invented talks with all that can become of a demand, an outcome, a delegation and a document."""
    return DATA / "ledger.yaml"


@pytest.fixture
def seed() -> Path:
    """The file of one process: the second round of the talks between Ukraine and Russia, as one article tells it."""
    return DATA / "seed.yaml"


@pytest.fixture
def declared() -> Path:
    """A file without a process: the parties, persons, places and issues that files in tests name."""
    return DATA / "shared.yaml"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the test's own database is, or is to be made."""
    return tmp_path / "database" / "timeline.db"


@pytest.fixture
def run(database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process, with the test's database, and return what it told."""
    for name in ("TIMELINE_DATABASE", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TIMELINE_DATABASE", str(database))

    def run(*arguments: str | Path) -> Told:
        capsys.readouterr()
        status = main.run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Told(status, out, err)

    return run


@pytest.fixture
def process(database: Path, tmp_path: Path) -> Run:
    """Run the command in a process of its own, in an empty folder and a clean environment, and return what it told."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()

    def process(*arguments: str | Path, timeout: float = 30, **environment: str) -> Told:
        ended = subprocess.run(
            [sys.executable, "-m", "timeline", *map(str, arguments)],
            cwd=folder,
            env={"PATH": os.defpath, "HOME": str(folder), "LANG": "C.UTF-8", "TIMELINE_DATABASE": str(database), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=timeout,
        )
        return Told(ended.returncode, ended.stdout, ended.stderr)

    return process


@pytest.fixture(scope="session")
def _seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the seed in it, which no test touches."""
    path = tmp_path_factory.mktemp("seeded") / "timeline.db"
    importing.into_store([DATA / "seed.yaml"], path)
    return path


@pytest.fixture
def stored(database: Path, _seeded: Path) -> Path:
    """The test's database, with the seed in it."""
    database.parent.mkdir(exist_ok=True)
    shutil.copy(_seeded, database)
    return database


@pytest.fixture(scope="session")
def _blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without a record, which no test touches."""
    return writing.create(tmp_path_factory.mktemp("blank") / "timeline.db")


@pytest.fixture
def blank(database: Path, _blank: Path) -> Path:
    """The test's database, without a record."""
    database.parent.mkdir(exist_ok=True)
    shutil.copy(_blank, database)
    return database


@pytest.fixture
def file(tmp_path: Path) -> File:
    """Write a data file and return its path."""

    def file(content: str, name: str = "file.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    return file
