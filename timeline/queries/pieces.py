"""What several reports tell alike: delegates, follow-ups, scopes, and how the parts of records are asked for."""

from collections.abc import Iterable, Iterator
from itertools import islice
from sqlite3 import Row
from typing import NamedTuple

from timeline.queries import facts
from timeline.queries.facts import Cited, Followed, Item
from timeline.queries.filters import Condition
from timeline.store import reading
from timeline.store.reading import Params, Reader

AT_ONCE = 100
"""So many records are asked for with all their parts before the next are: memory does not grow with the answer."""

SEVERAL = {"formats", "places", "roles", "declined_by", "confirmed_by", "disputed_by", "parties", "issues", "author"}
"""The columns that hold several words or handles."""

ONE_TEXT = {"source": {"author"}}
"""Those of them that hold one text in a kind of record: who wrote a source is named as it names itself."""

REFERRING = {"position": "supersedes", "round": "parent", "statement": "about"}
"""The column by which a record of a kind names another that may have become known later than itself."""

DATE = ("date", "said", "basis", "precision", "earliest", "latest")
"""The columns that say when a record is dated."""


class Part(NamedTuple):
    """A part of the records chosen: the question for it, and the order within a record."""

    sql: str
    order: str


def asked(reader: Reader, chosen: Condition, several: dict[str, Part], order: str) -> dict[str, Followed]:
    """Return the answer to the question for each part, to be taken record by record in the order of the records."""
    return {
        name: Followed(reader.rows(f"{chosen.sql}\n{part.sql}\n{order}, {part.order}", chosen.params)) for name, part in several.items()
    }


class Batch(NamedTuple):
    """Some of the records chosen, in order: their handles, and those of their processes."""

    handles: list[str]
    processes: list[str]

    def question(self, sql: str) -> tuple[str, Params]:
        """Return a question about them, in which `{handles}` and `{processes}` stand for theirs, with the values that it binds."""
        handles, params = reading.placeholders("handle", self.handles)
        processes, of_processes = reading.placeholders("process", self.processes)
        return sql.format(handles=handles, processes=processes), {**params, **of_processes}


def batches(chosen: Iterator[Row]) -> Iterator[Batch]:
    """Yield records chosen, each with its handle and process, so many at a time that what is told of them fits in memory."""
    while rows := list(islice(chosen, AT_ONCE)):
        yield Batch([row["id"] for row in rows], sorted({row["process"] for row in rows}))


def parts(reader: Reader, batch: Batch, several: dict[str, Part]) -> dict[str, dict[str, list[Row]]]:
    """Return the answer to the question for each part of a batch, by the record that it is of."""
    return {name: _by_record(reader.all(*batch.question(f"{part.sql}\nORDER BY {part.order}"))) for name, part in several.items()}


def _by_record(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["of"], []).append(row)
    return found


def columns(kind: str, table: str) -> str:
    """Return all columns of a kind's table; a record that was not known is not named by another. Of two of a name the first counts."""
    name = REFERRING.get(kind)
    if name is None:
        return f"{table}.*"
    return f"(SELECT max(w.id) FROM wording w WHERE w.id = {table}.{name}) AS {name}, {table}.*"


def own_or_round(table: str) -> str:
    """Return the columns of a record's date: its own where it has one, else that of its round `r`."""
    return ", ".join(f"CASE WHEN {table}.date IS NULL THEN r.{name} ELSE {table}.{name} END AS {name}" for name in DATE)


def lists(kind: str) -> set[str]:
    """Return the columns that hold several words or handles in a kind of record."""
    return SEVERAL - ONE_TEXT.get(kind, set())


def plain(row: Row, kind: str = "") -> Item:
    """Return all that a row of a kind says, with several words as a list; without a kind, one of those that state facts."""
    several = lists(kind)
    return {name: facts.words(row[name]) if name in several else row[name] for name in row.keys()}


def sides(present: Iterable[str], parties: list[str]) -> list[str]:
    """Return the negotiating parties of a round: those with a delegation, or the process's where not two are on record."""
    found = list(dict.fromkeys(present))
    return found if len(found) > 1 else parties


def scope(row: Row) -> Item | None:
    """Return where, how long and on what conditions an outcome holds; None where nothing limits it."""
    limits = {name: row[f"scope_{name}"] for name in ("area", "duration", "conditions")}
    return limits if any(limits.values()) else None


def delegate(row: Row, head: str | None, sources: list[str]) -> Item:
    """Return a delegate; the head of a delegation may be told beside the roles."""
    return {
        "person": row["person"],
        "name": row["name"],
        "role": "head" if head == row["person"] else row["role"] or "unspecified",
        "office": row["office"],
        "attended": row["attended"],
        "sources": sources,
    }


def follow_up(row: Row, sources: list[str]) -> Item:
    """Return what became of an outcome, a provision or a document."""
    return {
        "id": row["id"],
        "date": facts.date(row),
        "status": row["status"] or "unknown",
        "text": row["text"],
        "place": row["place"],
        "confirmed_by": facts.words(row["confirmed_by"]),
        "disputed_by": facts.words(row["disputed_by"]),
        "sources": sources,
    }


def disputed(readings: list[Row], records: Iterable[Row], cited: dict[str, list[Cited]]) -> Iterator[Item]:
    """Yield what sources disagree on, record by record, each field with every reading."""
    current = {row["id"]: row for row in records}
    for record in dict.fromkeys(row["record"] for row in readings if not row["earlier"]):
        own = [row for row in readings if row["record"] == record]
        says = plain(current[record]) if record in current else {}
        yield from facts.disputes(record, says, own, cited.get(record, []))
