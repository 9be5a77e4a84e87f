"""What timeline runs on and runs in, for a report of a fault: each fact by itself, so that one that cannot be told hides no other."""

import locale
import os
import platform
import re
import shutil
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import metadata
from pathlib import Path

from timeline import __version__
from timeline.store.examining import at_home

DISTRIBUTION = "negotiation-timeline"
OPTIONS = (
    "ENABLE_FTS5",
    "THREADSAFE",
    "DEFAULT_SYNCHRONOUS",
    "DEFAULT_FOREIGN_KEYS",
    "SECURE_DELETE",
    "MAX_VARIABLE_NUMBER",
    "OMIT_",
    "TEMP_STORE",
)
"""What begins the names of SQLite's compile options that decide how it keeps data and what it can do."""
LANGUAGE = ("LC_ALL", "LC_CTYPE", "LANG", "PYTHONIOENCODING", "PYTHONUTF8")
SCREEN = ("TERM", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")
MISSING = "missing"

Fact = str | int | bool | None
Facts = dict[str, Fact]


def facts() -> dict[str, Facts]:
    """Return every fact, under the name of what it is about."""
    return {
        "timeline": _each(version=lambda: __version__, folder=lambda: at_home(str(Path(__file__).parents[1]))),
        "python": _each(
            version=platform.python_version,
            implementation=platform.python_implementation,
            program=lambda: at_home(sys.executable),
            platform=lambda: platform.platform(aliased=True),
        ),
        "sqlite": _sqlite(),
        "dependencies": _dependencies(),
        "text": _each(
            file_names=sys.getfilesystemencoding,
            locale=lambda: locale.setlocale(locale.LC_CTYPE),
            encoding=locale.getencoding,
            **_set(LANGUAGE),
        ),
        "time": _each(zone=lambda: "/".join(time.tzname), offset=lambda: time.strftime("%z"), **_set(("TZ",))),
        "terminal": _each(
            **{name: _stream(name) for name in ("stdin", "stdout", "stderr")},
            columns=lambda: shutil.get_terminal_size().columns,
            **_set(SCREEN),
        ),
    }


def wrong(told: dict[str, Facts]) -> list[str]:
    """Return what is wrong with what was told, in sentences."""
    found = [
        f"'{name}' is not installed: run 'pip install {DISTRIBUTION}'" for name, fact in told["dependencies"].items() if fact == MISSING
    ]
    if told["sqlite"].get("search") is not True:
        found.append("this SQLite has no FTS5, which search needs: install a Python whose SQLite has it")
    return found


def _each(**probes: Callable[[], Fact]) -> Facts:
    return {name: _fact(probe) for name, probe in probes.items()}


def _fact(probe: Callable[[], Fact]) -> Fact:
    """Return a fact, or what keeps it from being told."""
    try:
        return probe()
    except Exception as error:  # noqa: BLE001  # whatever is broken here is what is to be told
        return f"cannot be told: {str(error) or type(error).__name__}"


def _set(names: tuple[str, ...]) -> dict[str, Callable[[], Fact]]:
    """Return what tells of each variable of the environment what it is set to."""
    return {name: partial(os.environ.get, name) for name in names}


def _stream(name: str) -> Callable[[], Fact]:
    def told() -> str:
        stream = getattr(sys, name)
        return "closed" if stream is None else f"{'a terminal' if stream.isatty() else 'no terminal'}, {stream.encoding}"

    return told


def _sqlite() -> Facts:
    import sqlite3

    def options() -> str:
        connection = sqlite3.connect(":memory:")
        try:
            found = [name for (name,) in connection.execute("PRAGMA compile_options")]
        finally:
            connection.close()
        return " ".join(name for name in found if name.startswith(OPTIONS))

    def search() -> bool:
        connection = sqlite3.connect(":memory:")
        try:
            connection.execute("CREATE VIRTUAL TABLE told USING fts5 (said)")
        finally:
            connection.close()
        return True

    return _each(version=lambda: sqlite3.sqlite_version, options=options, search=search)


def _dependencies() -> Facts:
    """Return the version of each package that timeline needs; nothing where timeline itself is not installed as one."""
    try:
        needed = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return {}
    names = sorted(re.split(r"[^A-Za-z0-9._-]", need, maxsplit=1)[0] for need in needed if "extra ==" not in need)
    return {name: _fact(partial(_version, name)) for name in names}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return MISSING
