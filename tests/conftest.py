"""What the tests share: a seed of one round, a database of its own for each test, and the command itself."""

import inspect
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, settings
from sqlalchemy import select

from tests import drawing, places
from tests.places import Cluster, Places, named
from timeline import importing
from timeline.cli import main
from timeline.store import tables, writing
from timeline.store.location import Database

DATA = Path(__file__).parent / "data"
CLUSTER = pytest.StashKey[Cluster]()

# A busy machine is no fault of what is tried.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
# For mutants: the same examples every time, and a failure is enough as it is.
settings.register_profile("first failure", deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])


class Told(NamedTuple):
    """What a command sent, and the exit status it left with."""

    status: int
    out: str
    err: str


Run = Callable[..., Told]
File = Callable[..., Path]
Snapshot = Callable[[Path, str], None]
Count = Callable[[str, object], None]
"""Notes for the page of what was tried how much that was."""


def kept(database: Database) -> dict[str, set[tuple[object, ...]]]:
    """Return everything that a database holds now, whatever the order in which it came, without what became of it before."""
    with writing.looked_at(database) as connection:
        found: dict[str, set[tuple[object, ...]]] = {}
        for table in tables.METADATA.sorted_tables:
            columns = [column for column in table.columns if (table.name, column.name) != ("wording", "number")]
            if not table.info.get("history"):
                found[table.name] = {tuple(row) for row in connection.execute(select(*columns))}
        return found


def measuring() -> dict[str, str]:
    """Return what tells a process that it is measured; nothing unless `tests.covering` runs the tests."""
    return {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=["file", "server"], default="file", help="Keep records in files, or on a PostgreSQL server.")
    parser.addoption("--snapshots", choices=["compare", "update"], default="compare", help="Compare with snapshots, or write them anew.")
    parser.addoption("--many", action="store_true", help="Try a thousand examples where a few are tried else.")


def pytest_configure(config: pytest.Config) -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs beside it deaf to Ctrl-C
    config.addinivalue_line("markers", "server: a claim about PostgreSQL")
    config.addinivalue_line("markers", "file: a claim about database files, which says nothing of a server")
    if config.getoption("--engine") == "server" and not hasattr(config, "workerinput") and not config.getoption("collectonly"):
        config.stash[CLUSTER] = cluster = places.started()
        config.add_cleanup(cluster.stop)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    cluster = node.config.stash.get(CLUSTER, None)
    node.workerinput["cluster"] = cluster.folder if cluster else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run on a server what uses a database and is not about files; in files leave out, and say so, what is about servers."""
    if config.getoption("--engine") == "file":
        for item in items:
            if item.get_closest_marker("server"):
                item.add_marker(pytest.mark.skip(reason="about PostgreSQL: run with --engine=server"))
    if config.getoption("--engine") == "server":
        other = [item for item in items if _is_about_files(item)]
        config.hook.pytest_deselected(items=other)
        items[:] = [item for item in items if item not in set(other)]


OF_FILES = {"reliability", "browser", "docs", "benchmarks", "files", "store"}
"""Folders of tests that look into files themselves; what a server keeps is looked into by those marked `server`."""


def _is_about_files(item: pytest.Item) -> bool:
    """Tell whether a test says nothing of a server: it is about files, or needs no database."""
    if item.get_closest_marker("server"):
        return False
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    uses = "cluster" in getattr(item, "fixturenames", ())
    return not uses or folder in OF_FILES or item.get_closest_marker("file") is not None


@pytest.fixture(scope="session", autouse=True)
def _drawn_once() -> Iterator[None]:
    """All databases of these tests are as the first one came out: to make it takes longer than most tests."""
    with drawing.once():
        yield


@pytest.fixture(scope="session")
def cluster(pytestconfig: pytest.Config) -> Cluster | None:
    """The server on which the tests keep records; None where they keep them in files."""
    given = getattr(pytestconfig, "workerinput", {}).get("cluster")
    return Cluster(given) if given else pytestconfig.stash.get(CLUSTER, None)


@pytest.fixture(scope="session")
def lasting(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster | None, worker_id: str) -> Iterator[Places]:
    """Where databases are kept that several tests share."""
    made = Places(tmp_path_factory.mktemp("databases"), cluster, f"{worker_id}_s")
    yield made
    made.forget(0)


@pytest.fixture
def own(tmp_path: Path, cluster: Cluster | None, worker_id: str) -> Iterator[Places]:
    """Where databases are kept that are the test's own."""
    made = Places(tmp_path / "databases", cluster, worker_id)
    yield made
    made.forget(0)


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
def database(tmp_path: Path, own: Places, request: pytest.FixtureRequest) -> Database:
    """Where the test's own database is, or is to be made."""
    if own.cluster is None:
        return tmp_path / "database" / "timeline.db"
    copied = {"_seeded", "_blank", "_secret"} & set(request.fixturenames)
    asked = {"bundled", "stores"} & set(request.fixturenames) and "database" not in inspect.signature(request.function).parameters
    return own.reserved() if copied or asked else own.new()


@pytest.fixture
def run(database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], record_property: Count) -> Iterator[Run]:
    """Run the command in this process, with the test's database, and return what it told."""
    number = 0
    for name in ("TIMELINE_DATABASE", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TIMELINE_DATABASE", named(database))

    def run(*arguments: str | Database) -> Told:
        nonlocal number
        number += 1
        capsys.readouterr()
        status = main.run([named(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Told(status, out, err)

    yield run
    record_property("commands", number)


@pytest.fixture
def process(database: Database, tmp_path: Path) -> Run:
    """Run the command in a process of its own, in an empty folder and a clean environment, and return what it told."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()

    def process(*arguments: str | Database, timeout: float = 30, **environment: str) -> Told:
        ended = subprocess.run(
            [sys.executable, "-m", "timeline", *map(named, arguments)],
            cwd=folder,
            env={
                "PATH": os.defpath,
                "HOME": str(folder),
                "LANG": "C.UTF-8",
                "TIMELINE_DATABASE": named(database),
                **measuring(),
                **environment,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=timeout,
        )
        return Told(ended.returncode, ended.stdout, ended.stderr)

    return process


@pytest.fixture(scope="session")
def _seeded(lasting: Places) -> Database:
    """A database with the seed in it, which no test touches."""
    place = lasting.new()
    importing.into_store([DATA / "seed.yaml"], place)
    return place


@pytest.fixture
def stored(database: Database, _seeded: Database, own: Places) -> Database:
    """The test's database, with the seed in it."""
    return filled(database, _seeded, own)


@pytest.fixture(scope="session")
def _blank(lasting: Places) -> Database:
    """A database without a record, which no test touches."""
    place = lasting.new()
    with writing.opened(place):
        return place


@pytest.fixture
def blank(database: Database, _blank: Database, own: Places) -> Database:
    """The test's database, without a record."""
    return filled(database, _blank, own)


def filled(database: Database, other: Database, own: Places) -> Database:
    """Put the records of another database into the test's own."""
    if isinstance(database, Path):
        database.parent.mkdir(exist_ok=True)
        return Path(shutil.copy(str(other), database))
    assert own.cluster
    name = database.parts().path.strip("/")
    own.cluster.run(f"CREATE DATABASE {name} TEMPLATE {str(other).rpartition('/')[2]} STRATEGY file_copy")
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
