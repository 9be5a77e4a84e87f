"""What every report says of a fact: its date, its sources, its rivals, and how well it is supported."""

import json
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from sqlite3 import Row
from typing import Any, NamedTuple

from timeline import dates
from timeline.store.reading import Reader

Item = dict[str, Any]

ORDER = "{table}.earliest NULLS LAST, {table}.latest, {table}.sequence, {table}.id"


def date(row: Row | dict[str, Any]) -> Item | None:
    """Return a row's date under the keys of the contract; None where no date is on record."""
    if row["date"] is None:
        return None
    return {
        "edtf": row["date"],
        "text": row["said"],
        "earliest": dates.iso(row["earliest"]),
        "latest": dates.iso(row["latest"]),
        "precision": row["precision"],
        "basis": row["basis"],
    }


def words(value: str | None) -> list[str]:
    """Return the words of a column that holds several."""
    return list(_words(value)) if value and value != "[]" else []


@lru_cache(1024)
def _words(value: str) -> tuple[str, ...]:
    """Return the words of a column: the same few stand in many rows."""
    return tuple(json.loads(value))


class Followed:
    """The answer to a question about many records, taken record by record in the order of those records."""

    def __init__(self, rows: Iterator[Row]) -> None:
        """Take rows whose column `of` names the record, in the order in which the records will be asked for."""
        self.rows = rows
        self.next = next(rows, None)

    def of(self, handle: str) -> list[Row]:
        """Return the rows of a record; those of records passed over are let go."""
        found: list[Row] = []
        while self.next is not None and self.next["of"] == handle:
            found.append(self.next)
            self.next = next(self.rows, None)
        return found


class Behind(NamedTuple):
    """A source behind a record, or behind one of its readings."""

    source: str
    reading: int


class Cited(NamedTuple):
    """What a source does with a fact, with all that its weight depends on."""

    source: str
    voice: str
    side: str | None
    stance: str
    speaker: str | None
    speaker_name: str | None
    quote: str | None
    locator: str | None
    speaks_to: str | None
    reading: int

    @property
    def fields(self) -> list[str]:
        """The fields that it speaks to; none where it speaks to the whole."""
        return words(self.speaks_to)


SAID = """c.source, COALESCE(s.origin, s.publisher) AS voice,
    COALESCE(p.party, CASE WHEN s.affiliation IN ('independent', 'third_party', 'unknown') THEN NULL ELSE s.affiliation END) AS side,
    c.stance, c.speaker, p.name AS speaker_name, c.quote, c.locator, c.fields, c.reading"""
"""What a citation `c` of a source `s` says, and its speaker `p`: the columns that `cited` reads, which come first."""

CITED = f"""
SELECT {SAID}, {{of}} AS of, c.record, c.inherited
FROM {{joined}}
LEFT JOIN source s ON s.id = c.source
LEFT JOIN person p ON p.id = c.speaker
"""
"""The citations of records. Each has its source, which is joined as if it had none: never are all that cite it gone through."""


def cited_of(of: str, records: str, record: str) -> str:
    """Return the question for the citations of some records, in which these come first: never are all citations gone through for them."""
    return f"{CITED.format(of=of, joined=f'{records} CROSS JOIN citation c')}WHERE c.record = {record}\n"


def cited(row: Row) -> Cited:
    """Return a citation from a row that begins with what is said of it."""
    return Cited(*row[:10])


def by_record(rows: Iterable[Row]) -> dict[str, list[Cited]]:
    """Return citations by the record that they are of."""
    found: dict[str, list[Cited]] = {}
    for row in rows:
        found.setdefault(row["record"], []).append(cited(row))
    return found


def behind(rows: Iterable[Row]) -> dict[str, list[Behind]]:
    """Return the sources by the record that they are behind."""
    found: dict[str, list[Behind]] = {}
    for record, source, reading in rows:
        found.setdefault(record, []).append(Behind(source, reading))
    return found


def sources(citations: Iterable[Cited | Behind], *, reading: int = 0) -> list[str]:
    """Return the handles of the sources behind a record, or behind one of its readings, each once.

    Where only other accounts of a record were known, it rests on theirs.
    """
    several = list(citations)
    behind = [citation.source for citation in several if citation.reading == reading]
    if not behind and reading == 0:
        behind = [citation.source for citation in several]
    return list(dict.fromkeys(behind))


def speaking(citations: Iterable[Cited], field: str) -> list[Cited]:
    """Return the citations behind what a record itself says in a field: those that speak to it and do not deny it."""
    behind = (citation for citation in citations if citation.reading == 0 and citation.stance != "denies")
    return [citation for citation in behind if not citation.fields or field in citation.fields]


def standing(citations: Iterable[Cited], sides: Iterable[str], confirmed_by: list[str], disputed_by: list[str]) -> str:
    """Return how well a fact is supported, by rule: the words and their meaning are in the vocabulary.

    A source or speaker speaks for a side only where that side negotiates; a host's press is no side's.
    """
    behind = [citation for citation in citations if citation.reading == 0]
    parties = set(sides)
    if disputed_by or any(citation.stance == "denies" for citation in behind):
        return "disputed"
    if len(parties) > 1 and parties <= set(confirmed_by):
        return "both_sides_confirm"
    heard = {citation.side if citation.side in parties else None for citation in behind}
    if len(set(confirmed_by) & parties) == 1 or (heard and None not in heard and len(heard) == 1):
        return "one_side_only"
    voices = {citation.voice for citation in behind}
    if not voices:
        return "unsourced"
    return "corroborated" if len(voices) > 1 else "single_source"


def disputes(record: str, current: Item, readings: Iterable[Row], citations: Iterable[Cited]) -> Iterator[Item]:
    """Yield the fields of a record on which sources disagree, each with every reading and its sources, and with those that deny it."""
    rivals = [row for row in readings if not row["earlier"]]
    behind = list(citations)
    for field in dict.fromkeys(name for row in rivals for name in json.loads(row["said"])):
        against = [row for row in rivals if field in json.loads(row["said"])]
        value = current.get(field)
        given = [{"value": value, "sources": sources(speaking(behind, field))}] if value not in (None, [], "") else []
        others = [{"value": json.loads(row["said"])[field], "sources": sources(behind, reading=row["number"])} for row in against]
        why = "; ".join(dict.fromkeys(row["why"] for row in against if row["why"]))
        yield {
            "record": record,
            "field": field,
            "preferred": value if given else None,
            "reason": why or None,
            "readings": given + others,
            "denied_by": sources(c for c in behind if c.reading == 0 and c.stance == "denies" and field in c.fields),
        }


SOURCE = ("id", "kind", "publisher", "title", "author", "published", "accessed", "address", "archive", "language", "affiliation", "origin")
"""What reports tell of a source."""


SOURCES = "SELECT * FROM source WHERE id IN (SELECT value FROM json_each(:handles))"
AT_ONCE = 500
"""So many sources are read at once."""


def source(row: Row) -> Item:
    """Return a source under the keys of the contract."""
    return {name: row[name] for name in SOURCE}


class SourceList(Collection[Item]):
    """Sources under the keys of the contract, in the order asked for; they are read as they are gone through, however many."""

    def __init__(self, reader: Reader, handles: Iterable[str]) -> None:
        """Take the handles of sources."""
        self.reader = reader
        self.handles = list(handles)

    def __len__(self) -> int:
        return len(self.handles)

    def __contains__(self, wanted: object) -> bool:
        return any(held == wanted for held in self)

    def __iter__(self) -> Iterator[Item]:
        for start in range(0, len(self.handles), AT_ONCE):
            wanted = self.handles[start : start + AT_ONCE]
            found = {row["id"]: source(row) for row in self.reader.all(SOURCES, {"handles": json.dumps(wanted)})}
            yield from (found[handle] for handle in wanted if handle in found)


def sources_within(value: object) -> list[str]:
    """Return every source named anywhere in an item, in order of first mention, each once."""
    return list(dict.fromkeys(_sources_within(value)))


def _sources_within(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "sources":
                yield from inner
            else:
                yield from _sources_within(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _sources_within(inner)
