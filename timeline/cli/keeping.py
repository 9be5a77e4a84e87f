"""What all commands that change the record share: who does it and why, whether it is only tried, and what may be asked."""

import os
import re
import sys
import unicodedata
from typing import NamedTuple

from timeline import text
from timeline.cli import options, sharing
from timeline.problems import Misused
from timeline.store.location import Database

VARIABLE = "TIMELINE_WHO"
UNKNOWN = "unknown"
PLAIN = "Write it as plain text."


class Keep(NamedTuple):
    """How a change is to be made: by whom and why, in which database, asked about or not, or only tried."""

    who: str
    reason: str | None
    dry_run: bool
    yes: bool
    no_input: bool
    database: str | None

    @property
    def path(self) -> Database:
        """The database."""
        from timeline.store import location

        return location.database(self.database)

    @property
    def asks(self) -> bool:
        """Whether somebody is there to be asked."""
        return not (self.yes or self.no_input or self.dry_run) and sys.stdin.isatty()

    def agreed(self, question: str) -> bool:
        """Ask on standard error whether to go on."""
        sys.stderr.write(f"{text.shown(question)} [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().lower() in {"y", "yes"}


def kept(
    reason: options.Reason = None,
    who: options.Who = None,
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
    no_input: options.NoInput = False,
    database: options.Database = None,
) -> Keep:
    """Return how a change is to be made."""
    named = _line("--who", who) or _line(VARIABLE, os.environ.get(VARIABLE)) or _line("the name of the user logged in", _user())
    return Keep(named or UNKNOWN, _line("--reason", reason), dry_run, yes, no_input, database)


def _line(given_as: str, said: str | None) -> str | None:
    """Return what is to stand in the history, which is one line of text as records may hold it; None where nothing is said."""
    unwanted = text.unwanted(said or "")
    if unwanted:
        raise Misused(f"{given_as} holds {unwanted[1]}, which may not stand in the history", PLAIN)
    if re.search(r"[\n\t]", said or ""):
        raise Misused(f"{given_as} holds a line break or a tab: the history keeps one line", PLAIN)
    return unicodedata.normalize("NFC", (said or "").strip()) or None


def _user() -> str:
    """Return the user who is logged in."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return UNKNOWN


keeps = sharing.shares("keep", kept)
"""Gives a command the options of all commands that change the record; it receives them as `keep`."""
