"""Which database a command means, and whether the file there is one of ours."""

import os
import stat
from pathlib import Path

from timeline.problems import Misused, Unreachable

APPLICATION = 0x7065_6163
"""SQLite's application_id of our files: 'peac'."""
VERSION = 2
"""The schema's version, kept in SQLite's user_version; each migration raises it by one."""
OLDER = "'timeline database upgrade' brings it up to date, after a copy."
"""What to do about a database of an older schema."""
VARIABLE = "TIMELINE_DATABASE"


def database(named: str | None) -> Path:
    """Return the database file that the option, the environment or the platform's custom names."""
    chosen = named or os.environ.get(VARIABLE)
    if not chosen:
        return default()
    if "://" in chosen and not chosen.startswith("sqlite:///"):
        scheme = chosen.partition("://")[0]
        raise Misused(f"a database of kind '{scheme}' cannot be opened", "Give the path of a file.")
    return Path(chosen.removeprefix("sqlite:///")).expanduser()


def default() -> Path:
    """Return where the user's own database is, after the custom of the platform."""
    import platformdirs

    return Path(platformdirs.user_data_dir("timeline", appauthor=False)) / "timeline.db"


def ours(path: Path) -> int:
    """Return the schema version of a database file, after a look at its head: nothing is opened, nothing is written."""
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind):
            what = "a folder" if stat.S_ISDIR(kind) else "not a file"
            raise Unreachable(f"the database '{path}' is {what}", "Name a file with --database.")
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise Unreachable(
            f"there is no database at '{path}'",
            "'timeline import --bundled' makes one from the records that come with timeline; 'timeline import FILE' from your own.",
        ) from None
    except OSError as error:
        raise Unreachable(f"the database '{path}' cannot be read: {error.strerror}") from None
    if not head:
        raise Unreachable(f"the database '{path}' is an empty file", "Delete it, or name another with --database.")
    if head[:16] != b"SQLite format 3\0":
        raise Unreachable(f"'{path}' is not a database", "Name a timeline database with --database.")
    if int.from_bytes(head[68:72], "big") != APPLICATION:
        raise Unreachable(f"'{path}' is a database of another program", "Name a timeline database with --database.")
    version = int.from_bytes(head[60:64], "big")
    if version > VERSION:
        raise Unreachable(
            f"'{path}' was made by a newer timeline (schema {version}, this one knows {VERSION})",
            "Install the newer timeline: 'pip install --upgrade negotiation-timeline'.",
        )
    return version


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
