"""The order of records in a block of a data file: the same for the same records, however they came to be there."""

import re
from typing import Any

from timeline import dates, vocabulary
from timeline.dates import OPEN_END, OPEN_START
from timeline.dossier import Entry
from timeline.files import comments
from timeline.files.grammar import Block
from timeline.records import Dated, Delegate, Source


def rank(entry: Entry, block: Block, parties: tuple[str, ...]) -> tuple[Any, ...]:
    """Return what the records of a block are ordered by, of which these are the process's parties.

    Records that have a date, by date; those that stand under a party, as the process names its parties; delegates by their
    role; then all by handle, in which 10 comes after 9.
    """
    return (not _leads(entry), _party(entry, block, parties), _role(entry), *_when(entry, block), _by_figures(entry.id), entry.id)


def _leads(entry: Entry) -> bool:
    """Tell whether a record keeps what is said above its block: it then stands first."""
    return any(comment.at.removesuffix(comments.APART) == comments.AROUND for comment in comments.of(entry))


def _party(entry: Entry, block: Block, parties: tuple[str, ...]) -> int:
    party = getattr(entry.record, "party", None) if block.names == "party" else None
    return parties.index(party) if party in parties else len(parties)


def _role(entry: Entry) -> int:
    return vocabulary.DELEGATE_ROLE.position(entry.record.role) if isinstance(entry.record, Delegate) else 0


def _when(entry: Entry, block: Block) -> tuple[int, int, int]:
    """Return the first and last day that a record may be of, and its place among records of the same date.

    One without a date comes first where it has that of its round, else last.
    """
    record = entry.record
    if isinstance(record, Source):
        return *_bounds(record.published, OPEN_END), 0
    if isinstance(record, Dated):
        inherits = block.gives == "round" and getattr(record, "round", None)
        return *_bounds(record.date, OPEN_START if inherits else OPEN_END), record.sequence
    return 0, 0, 0


def _bounds(date: str | None, without: int) -> tuple[int, int]:
    return dates.bounds(date) if date else (without, without)


def _by_figures(handle: str) -> list[Any]:
    parts = re.split(r"([0-9]+)", handle)
    return [int(part) if number % 2 else part for number, part in enumerate(parts)]
