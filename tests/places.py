"""Where tests keep records: in files, or on a PostgreSQL server of their own, which is started for them and ended with them."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, Self

from timeline.store.location import Database, Server

PROGRAMS = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each version of PostgreSQL."""
SETTINGS = (
    "listen_addresses = ''\nfsync = off\nfull_page_writes = off\nsynchronous_commit = off\nmax_connections = 200\nshared_buffers = 64MB\n"
)
"""No test pulls the plug: the server need not wait for the disk. It is reached through its folder alone."""
MEMORY, ROOM = Path("/dev/shm"), 2 * 10**9  # noqa: S108  # a folder that nobody else can enter is made in it
"""Where Linux keeps files in memory, and how much of it must be free: most tests make a database, which is hundreds of files."""
LANGUAGE = ("--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=uk")
"""A server that sorts as people do, which is not how files sort."""


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL that is installed; None where there is none."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


class Cluster(NamedTuple):
    """A server that was started for tests: the folder in which it lives and is reached."""

    folder: str

    def address(self, name: str, who: str = "owner") -> str:
        """Return the address of a database on it."""
        return f"postgresql://{who}@/{name}?host={self.folder}"

    def run(self, *statements: str, name: str = "postgres") -> None:
        """Run statements, each on its own."""
        import psycopg

        with closing(psycopg.connect(self.address(name), autocommit=True)) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def stop(self) -> None:
        """End the server and take away all that it held."""
        _as_nobody(self, "pg_ctl", "stop", "-D", f"{self.folder}/data", "-m", "immediate", "-w")
        shutil.rmtree(self.folder, ignore_errors=True)


def started() -> Cluster:
    """Start a server; raises RuntimeError with what it said where it does not start."""
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    cluster = Cluster(tempfile.mkdtemp(prefix="timeline-pg-", dir=MEMORY if in_memory else None))
    if os.getuid() == 0:
        shutil.chown(cluster.folder, _nobody())
    _as_nobody(cluster, "initdb", "-D", f"{cluster.folder}/data", "-U", "owner", "--auth=trust", "--no-sync", *LANGUAGE)
    with (Path(cluster.folder) / "data" / "postgresql.conf").open("a") as settings:
        settings.write(f"{SETTINGS}unix_socket_directories = '{cluster.folder}'\n")
    _as_nobody(cluster, "pg_ctl", "start", "-D", f"{cluster.folder}/data", "-l", f"{cluster.folder}/log", "-w")
    return cluster


def _nobody() -> str:
    """Return a user who may run a server, which root may not."""
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _as_nobody(cluster: Cluster, program: str, *arguments: str) -> None:
    folder = programs()
    if folder is None:
        raise RuntimeError("PostgreSQL is not installed")
    user = ["setpriv", f"--reuid={_nobody()}", f"--regid={pwd.getpwnam(_nobody()).pw_gid}", "--clear-groups"] if os.getuid() == 0 else []
    ended = subprocess.run(
        [*user, folder / program, *arguments],
        cwd=cluster.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if ended.returncode:
        raise RuntimeError(f"{program}: {ended.stdout}{ended.stderr}")


class Places:
    """Makes places for databases, in a folder or on a server."""

    def __init__(self, folder: Path, cluster: Cluster | None, worker: str) -> None:
        """Take the folder, the server, and what tells this worker's databases from others'."""
        self.folder = folder
        self.cluster = cluster
        self.worker = worker
        self.numbers = count()
        self.made: list[str] = []

    def new(self, name: str = "timeline.db") -> Database:
        """Return a place where there are no records yet."""
        if self.cluster is None:
            path = self.folder / f"place-{next(self.numbers)}" / name
            path.parent.mkdir(parents=True)
            return path
        return self._server(f"t_{self.worker}_{next(self.numbers)}")

    def reserved(self) -> Database:
        """Return a place that a copy is to be put into."""
        if self.cluster is None:
            return self.new()
        self.made.append(f"t_{self.worker}_{next(self.numbers)}")
        return Server(self.cluster.address(self.made[-1]))

    def copy(self, database: Database) -> Database:
        """Return a place with the same records."""
        if isinstance(database, Path):
            return Path(shutil.copy(database, self.new()))  # type: ignore[arg-type]
        name = f"t_{self.worker}_{next(self.numbers)}"
        return self._server(name, f"TEMPLATE {database.parts().path.strip('/')}")

    def _server(self, name: str, like: str = "TEMPLATE template0") -> Server:
        assert self.cluster
        self.cluster.run(f"CREATE DATABASE {name} {like} STRATEGY file_copy")
        self.made.append(name)
        return Server(self.cluster.address(name))

    def forget(self, kept: int) -> None:
        """Take away what was made on a server since so many were there."""
        if self.cluster and len(self.made) > kept:
            self.cluster.run(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in self.made[kept:]))
            del self.made[kept:]


def named(place: object) -> str:
    """Return a place as it is given to a command."""
    return place.address if isinstance(place, Server) else str(place)


class Client:
    """Any program that reads and writes a database without timeline."""

    def __init__(self, database: Database) -> None:
        """Open the database."""
        self.connection: Any
        if isinstance(database, Path):
            import sqlite3

            self.connection = sqlite3.connect(database)
            self.mark = "?"
        else:
            import psycopg

            self.connection = psycopg.connect(database.address)
            self.connection.execute("SET search_path = timeline, pg_catalog")
            self.mark = "%s"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.commit()
        self.close()

    def execute(self, sql: str, values: Sequence[object] = ()) -> Any:
        """Run a statement with its values where question marks are."""
        return self.connection.execute(sql.replace("?", self.mark), values) if values else self.connection.execute(sql)

    def commit(self) -> None:
        """Keep what was changed."""
        self.connection.commit()

    def close(self) -> None:
        """Close the database."""
        self.connection.close()


def everything(database: Database) -> object:
    """Return all that is in a database: the bytes of a file, or every row on a server."""
    if isinstance(database, Path):
        return database.read_bytes()
    with Client(database) as client:
        tables = client.execute("SELECT relname FROM pg_class WHERE relnamespace = 'timeline'::regnamespace AND relkind = 'r' ORDER BY 1")
        return [(name, sorted(map(repr, client.execute(f"SELECT * FROM {name}")))) for (name,) in tables.fetchall()]


def nothing_at(database: Database) -> bool:
    """Tell whether there is no database, nor anything that was to become one."""
    if isinstance(database, Path):
        return not database.parent.exists() or not list(database.parent.iterdir())
    return not database.exists()


def alone(database: Database) -> bool:
    """Tell whether nothing is left beside a database file; on a server nothing can be."""
    return not isinstance(database, Path) or list(database.parent.iterdir()) == [database]
