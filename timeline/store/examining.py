"""A look at a database for a report of a fault: where it is, what keeps it from being used, and nothing that is to stay secret."""

import os
import re
import shutil
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from timeline.problems import TimelineError, Unreachable
from timeline.store import location, reading


class Examined(NamedTuple):
    """What can be told of a database without a record of it; None where it cannot be told, or there is none.

    `broken` says why no command can work with it, and `hindered` why none can change it.
    """

    place: str
    named_by: str
    exists: bool = False
    schema: int | None = None
    size: int | None = None
    permissions: str | None = None
    readable: bool = False
    writable: bool = False
    free: int | None = None
    broken: str | None = None
    hindered: str | None = None


def examined(named: str | None) -> Examined:
    """Return what can be told of the database that the option, the environment or the platform's custom names."""
    chosen = named or os.environ.get(location.VARIABLE)
    by = "--database" if named else location.VARIABLE if chosen else "the custom of the platform"
    if chosen and "://" in chosen and not chosen.startswith("sqlite:///"):
        return _elsewhere(chosen, named, by)
    try:
        path = Path(str(location.database(named)))
        return _file(path, Examined(at_home(str(path)), by))
    except Unreachable as error:
        return Examined("?", by, broken=error.said)
    except OSError as error:
        return Examined(at_home(chosen or "?"), by, broken=f"the database cannot be looked at: {error.strerror}")


def _elsewhere(url: str, named: str | None, by: str) -> Examined:
    """Tell of a database that is no file what its server tells, but for whom it knows."""
    place = without_secrets(url)
    try:
        server = location.database(named)
    except TimelineError:
        return Examined(place, by, broken=f"a database such as '{place}' cannot be opened")
    try:
        there = server.exists()
        return Examined(place, by, exists=there, schema=location.ours(server) if there else None, readable=there)
    except TimelineError:
        return Examined(place, by, broken="the server does not answer, or not to this user: 'timeline database info' says why")


def _file(path: Path, examined: Examined) -> Examined:
    """Add what can be told of a file."""
    examined = examined._replace(free=_free(path))
    try:
        found = path.stat()
    except FileNotFoundError:
        return examined
    examined = examined._replace(exists=True, size=found.st_size, permissions=stat.filemode(found.st_mode))
    try:
        examined = examined._replace(schema=location.ours(path))
        _read(path)
    except TimelineError as error:
        return examined._replace(broken=at_home(error.said))
    hindered = _hindered(path)
    return examined._replace(readable=True, writable=hindered is None, hindered=hindered)


def _read(path: Path) -> None:
    """Read as every command does that asks; raises Unreachable."""
    reader = reading.opened(path)
    try:
        reader.all("SELECT count(*) FROM process", {})
    finally:
        reader.close()


def _hindered(path: Path) -> str | None:
    """Return why nothing could be written to a database now; None where it could."""
    whole = path.resolve()
    if not os.access(whole.parent, os.W_OK):
        return "nothing can be written into the folder of the database, where SQLite keeps its journal"
    try:
        with closing(sqlite3.connect(f"{whole.as_uri()}?mode=rw", uri=True, timeout=1, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        return f"the database cannot be written: {error}"
    return None


def _free(path: Path) -> int | None:
    """Return the bytes that are free where a file is or is to be."""
    folder = next((folder for folder in path.absolute().parents if folder.exists()), None)
    return shutil.disk_usage(folder).free if folder else None


def without_secrets(url: str) -> str:
    """Return the scheme and host of a URL; an ellipsis for what cannot be told from a name or a password."""
    scheme, _, rest = url.partition("://")
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    host = re.fullmatch(r"(?:[^@]*@)?([A-Za-z0-9.-]+)(?::[0-9]*)?", authority)
    return f"{scheme if re.fullmatch('[a-z0-9+]+', scheme) else '…'}://{host[1] if host and '@' not in rest[len(authority) :] else '…'}"


def at_home(said: str) -> str:
    """Return a text in which the home folder is ~."""
    for home in _homes():
        said = re.sub(rf"{re.escape(home)}(?=[/\\\\'\s]|$)", "~", said)
    return said


def _homes() -> set[str]:
    """Return the home folder as the environment names it, and as the system does."""
    found = [os.path.expanduser("~")]  # noqa: PTH111  # unlike Path's own it does not fail without a home
    with suppress(ImportError, KeyError):
        import pwd

        found.append(pwd.getpwuid(os.getuid()).pw_dir)
    return {home.rstrip("/\\") for home in found if len(home) > 1}
