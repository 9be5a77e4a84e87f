"""Which database a command means, and whether the file there is one of ours."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from timeline.problems import Misused, Unreachable

APPLICATION = 0x7065_6163
"""SQLite's application_id of our files: 'peac'."""
VERSION = 5
"""The schema's version, kept in SQLite's user_version; each migration raises it by one."""
OLDER = "'timeline database upgrade' brings it up to date, after a copy."
"""What to do about a database of an older schema."""
VARIABLE = "TIMELINE_DATABASE"
SERVERS = ("postgresql", "postgres")
"""How the address of a database on a PostgreSQL server begins."""


class Server:
    """A database on a PostgreSQL server, by its address; what may be secret in the address is never shown."""

    def __init__(self, address: str) -> None:
        """Take the address as libpq reads it: postgresql://user@host:port/name; a password rather comes from elsewhere."""
        self.address = address
        self._found = False

    def __str__(self) -> str:
        """Return the address without user, password and parameters."""
        parts = self.parts()
        port = f":{parts.port}" if parts.port else ""
        return f"postgresql://{parts.hostname or ''}{port}{parts.path}"

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        """Tell whether another is the same address."""
        return isinstance(other, Server) and other.address == self.address

    def __hash__(self) -> int:
        """Return the hash of the address."""
        return hash(self.address)

    def parts(self) -> SplitResult:
        """Return the parts of the address; raises Misused where it is none."""
        try:
            parts = urlsplit(self.address)
            parts.port  # noqa: B018  # reading it looks whether it is a number
        except ValueError:
            parts = None
        if parts is None:
            raise Misused("the address of the database cannot be read", "Write it as postgresql://host:port/name.")
        return parts

    def exists(self) -> bool:
        """Tell whether timeline's tables are there; raises Unreachable where the server does not answer."""
        from timeline.store import postgres

        self._found = self._found or postgres.version(self) is not None
        return self._found


Database = Path | Server
"""Where records are kept: in a file, or on a server."""


def database(named: str | None) -> Database:
    """Return the database that the option, the environment or the platform's custom names."""
    chosen = named or os.environ.get(VARIABLE)
    if not chosen:
        return default()
    scheme, separator, _ = chosen.partition("://")
    if separator and scheme in SERVERS:
        return Server(chosen)
    if separator and not chosen.startswith("sqlite:///"):
        raise Misused(f"a database of kind '{scheme}' cannot be opened", "Give the path of a file, or postgresql://host/name.")
    path = Path(chosen.removeprefix("sqlite:///"))
    return _absolute(path.expanduser) if path.parts[:1] == ("~",) else path.expanduser()


def file(database: Database) -> Path | None:
    """Return the file that a database is; None for one on a server."""
    return database if isinstance(database, Path) else None


def default() -> Path:
    """Return where the user's own database is, after the custom of the platform."""
    import platformdirs

    return _absolute(lambda: Path(platformdirs.user_data_dir("timeline", appauthor=False))) / "timeline.db"


def _absolute(place: Callable[[], Path]) -> Path:
    """Return a place in the home folder; raises Unreachable where that is not known."""
    try:
        found = place()
    except RuntimeError:
        found = Path()
    if not found.is_absolute():
        raise Unreachable("the home folder is not known", "Set HOME, or name a database with --database.")
    return found


def missing(database: Database) -> Unreachable:
    """Return the error that there is no database where one was to be."""
    where = f"in '{database}'" if isinstance(database, Server) else f"at '{database}'"
    return Unreachable(
        f"there is no {'timeline' if isinstance(database, Server) else 'database'} {where}",
        "'timeline import --bundled' makes one from the records that come with timeline; 'timeline import FILE' from your own.",
    )


def ours(database: Database) -> int:
    """Return the schema version of a database; one that is not ours, or newer, is refused. Nothing is written."""
    if isinstance(database, Server):
        from timeline.store import postgres

        return known(database, postgres.version(database))
    return known(database, _of_file(database))


def known(database: Database, version: int | None) -> int:
    """Return a schema version that this timeline knows; a missing database and a newer one are refused with advice."""
    if version is None:
        raise missing(database)
    if version > VERSION:
        raise Unreachable(
            f"'{database}' was made by a newer timeline (schema {version}, this one knows {VERSION})",
            "Install the newer timeline: 'pip install --upgrade negotiation-timeline'.",
        )
    return version


def current(database: Database, version: int | None) -> None:
    """Refuse a database that is not of this version's schema, with advice."""
    if known(database, version) < VERSION:
        raise Unreachable(f"'{database}' was made by an older timeline (schema {version}, this one needs {VERSION})", OLDER)


def _of_file(path: Path) -> int:
    """Return the schema version that a file says at its head, without opening it as a database."""
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind):
            what = "a folder" if stat.S_ISDIR(kind) else "not a file"
            raise Unreachable(f"the database '{path}' is {what}", "Name a file with --database.")
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise missing(path) from None
    except OSError as error:
        raise Unreachable(f"the database '{path}' cannot be read: {error.strerror}") from None
    if not head:
        raise Unreachable(f"the database '{path}' is an empty file", "Delete it, or name another with --database.")
    if head[:16] != b"SQLite format 3\0":
        raise Unreachable(f"'{path}' is not a database", "Name a timeline database with --database.")
    if int.from_bytes(head[68:72], "big") != APPLICATION:
        raise Unreachable(f"'{path}' is a database of another program", "Name a timeline database with --database.")
    return int.from_bytes(head[60:64], "big")


def settle(path: Path) -> None:
    """Let SQLite undo what a program left half written when it died: until then nobody may read."""
    import sqlite3
    from urllib.parse import quote

    whole = path.resolve()
    if not whole.with_name(f"{whole.name}-journal").exists():
        return
    try:
        connection = sqlite3.connect(f"file:{quote(str(whole))}?mode=rw", uri=True, timeout=10)
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        connection.close()
    except sqlite3.Error as error:
        raise Unreachable(
            f"a change of the database '{path}' was broken off, and cannot be undone here: {error}",
            "Run the command where the file can be written.",
        ) from None
