"""The documents: their dates by kind, who signed, what they provide, what they stand to, and what became of them."""

from collections.abc import Iterator
from sqlite3 import Row

from timeline import text, vocabulary
from timeline.dates import OPEN_END
from timeline.queries import facts, filters, pieces
from timeline.queries.facts import Item
from timeline.queries.filters import Condition, Filters
from timeline.queries.pieces import Part
from timeline.store.reading import Reader

CONCERNED = """
    SELECT m.record, m.who FROM mention m
    UNION ALL SELECT s.agreement, m.who FROM signature s JOIN mention m ON m.record = s.id
    UNION ALL SELECT v.agreement, m.who FROM provision v JOIN mention m ON m.record = v.id
    UNION ALL SELECT w.agreement, m.who FROM followed w JOIN mention m ON m.record = w.follow_up
    UNION ALL SELECT a.id, d.party FROM agreement a JOIN delegation d ON d.root = a.round"""
"""Whom and what a document is about: its authors and signatories, the issues it settles, and who sat in the round that made it."""

FOLLOWED = """
    SELECT a.id AS agreement, f.id AS follow_up FROM agreement a CROSS JOIN follow_up f WHERE f.root = a.root AND f.agreement = a.id
    UNION ALL SELECT v.agreement, f.id FROM provision v CROSS JOIN follow_up f WHERE f.root = v.root AND f.provision = v.id"""
"""What followed a document as a whole, and what followed one of its provisions."""

STOOD = """
    SELECT s.agreement AS record, s.status FROM signature s
    UNION ALL SELECT w.agreement, f.status FROM followed w JOIN follow_up f ON f.id = w.follow_up
    UNION ALL SELECT w.agreement, 'disputed' FROM followed w JOIN follow_up f ON f.id = w.follow_up WHERE f.disputed_by <> '[]'"""
"""Every status that the signatures under a document, and what became of it, have had."""

CHOSEN = f"""
WITH followed (agreement, follow_up) AS ({FOLLOWED}
),
concerned (record, who) AS ({CONCERNED}
),
stood (record, status) AS ({STOOD}
),
document AS (
    SELECT a.id, a.root, a.process, a.round, COALESCE(r.sequence, a.sequence) AS turn, a.sequence, {{date}}
    FROM agreement a LEFT JOIN round r ON r.id = a.round WHERE {{narrowed}}
),
chosen AS (
    SELECT * FROM document WHERE {{condition}}
),
became (agreement, follow_up) AS (
    SELECT chosen.id, f.id FROM chosen CROSS JOIN follow_up f WHERE f.root = chosen.root AND f.agreement = chosen.id
    UNION ALL SELECT chosen.id, f.id FROM chosen CROSS JOIN provision v CROSS JOIN follow_up f
    WHERE v.root = chosen.root AND v.agreement = chosen.id AND f.root = v.root AND f.provision = v.id
),
own_parts (record, part) AS (
    SELECT chosen.id, chosen.id FROM chosen
    UNION ALL SELECT chosen.id, s.id FROM chosen JOIN signature s ON s.root = chosen.root AND s.agreement = chosen.id
    UNION ALL SELECT chosen.id, v.id FROM chosen JOIN provision v ON v.root = chosen.root AND v.agreement = chosen.id
    UNION ALL SELECT w.agreement, w.follow_up FROM became w
),
told (record, part) AS (
    SELECT o.record, o.part FROM own_parts o
    UNION ALL SELECT chosen.id, l.record FROM chosen JOIN lineage l ON l.other = chosen.id
)"""

IN_ORDER = "ORDER BY chosen.process, chosen.earliest NULLS LAST, chosen.latest, chosen.turn, chosen.sequence, chosen.id"

ITEMS = """
SELECT chosen.*, a.name, a.stage, a.form, a.place, a.author, a.text, process.name AS process_name, r.number, r.name AS round_name
FROM chosen
JOIN agreement a ON a.id = chosen.id
JOIN process ON process.id = chosen.process
LEFT JOIN round r ON r.id = chosen.round
"""
WHOLE = "SELECT chosen.id AS of, a.* FROM chosen JOIN agreement a ON a.id = chosen.id"
DATES = "SELECT chosen.id AS of, d.*, NULL AS basis FROM chosen JOIN agreement_date d ON d.record = chosen.id AND d.earliest <= :day"
"""The days of a document up to the day of knowledge: nobody knows beforehand that a document ends."""
SIGNATURES = """
SELECT chosen.id AS of, s.*, person.name AS person_name
FROM chosen JOIN signature s ON s.root = chosen.root AND s.agreement = chosen.id LEFT JOIN person ON person.id = s.person
"""
PROVISIONS = "SELECT chosen.id AS of, v.* FROM chosen JOIN provision v ON v.root = chosen.root AND v.agreement = chosen.id"
FOLLOW_UPS = "SELECT chosen.id AS of, f.* FROM chosen JOIN became w ON w.agreement = chosen.id JOIN follow_up f ON f.id = w.follow_up"
LINEAGE = """
SELECT chosen.id AS of, l.record, l.relation, l.other, l.source, other.name
FROM chosen JOIN lineage l ON l.record = chosen.id JOIN agreement other ON other.id = l.other
"""
LATER = """
SELECT chosen.id AS of, l.record, l.relation, l.record AS other, l.source, later.name
FROM chosen JOIN lineage l ON l.other = chosen.id JOIN agreement later ON later.id = l.record
"""
CITATIONS = facts.cited_of("chosen.id", "told t JOIN chosen ON chosen.id = t.record", "t.part")
READINGS = """
SELECT chosen.id AS of, x.* FROM own_parts t JOIN chosen ON chosen.id = t.record CROSS JOIN reading x WHERE x.record = t.part
"""
UNDATED = "SELECT count(*) AS number FROM chosen WHERE chosen.earliest IS NULL"

PARTS = {
    "whole": Part(WHOLE, "a.id"),
    "dates": Part(DATES, "d.earliest NULLS LAST, d.number"),
    "signatures": Part(SIGNATURES, "s.earliest NULLS LAST, s.sequence, s.id"),
    "provisions": Part(PROVISIONS, "v.id"),
    "follow_ups": Part(FOLLOW_UPS, "f.earliest NULLS LAST, f.latest, f.sequence, f.id"),
    "lineage": Part(LINEAGE, "l.number"),
    "later": Part(LATER, "later.earliest NULLS LAST, later.id"),
    "citations": Part(CITATIONS, "c.record, c.number"),
    "readings": Part(READINGS, "x.record, x.number"),
}


def agreements(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield each document with all that is on record of it, process by process."""
    chosen = _chosen(reader, wanted)
    parts = pieces.asked(reader, chosen, PARTS, IN_ORDER)
    for row in reader.rows(f"{chosen.sql}\n{ITEMS}\n{IN_ORDER}", chosen.params):
        yield Told(row, {name: followed.of(row["id"]) for name, followed in parts.items()}).item()


def one(reader: Reader, handle: str) -> Item:
    """Return one document."""
    several = agreements(reader, Filters(process=(handle.partition("/")[0],)))
    return next(item for item in several if item["id"] == handle)


def undated(reader: Reader, wanted: Filters) -> int:
    """Return how many documents a question by date leaves out because no date is on record."""
    chosen = _chosen(reader, wanted._replace(since=Filters().since, until=Filters().until), undated=True)
    return int(next(reader.rows(f"{chosen.sql}\n{UNDATED}", chosen.params))["number"])


def _chosen(reader: Reader, wanted: Filters, *, undated: bool = False) -> Condition:
    known = reader.as_known is not None
    narrowed = Condition("TRUE", {}) if known else filters.near(wanted, "a", "agreement", of_round=True, undated=undated)
    condition = filters.condition(wanted, table="document", mentioned="record", mentions="concerned", statuses="stood", scanned=known)
    day = OPEN_END if reader.as_known is None else reader.as_known
    sql = CHOSEN.format(date=pieces.own_or_round("a"), narrowed=narrowed.sql, condition=condition.sql)
    return Condition(sql, {**condition.params, **narrowed.params, "day": day})


class Told:
    """One document being put together from its rows."""

    def __init__(self, row: Row, parts: dict[str, list[Row]]) -> None:
        """Take the document's own row and the rows of its parts."""
        self.row = row
        self.parts = parts
        self.cited = facts.by_record(parts["citations"])

    def item(self) -> Item:
        """Return the document with its signatures, provisions and lineage."""
        row = self.row
        return {
            "id": row["id"],
            "process": row["process"],
            "process_name": row["process_name"],
            "round": row["round"],
            "number": row["number"],
            "round_name": row["round_name"],
            "name": row["name"],
            "stage": row["stage"],
            "form": row["form"],
            "date": facts.date(row),
            "place": row["place"],
            "authors": facts.words(row["author"]),
            "text": row["text"],
            "dates": [self.day(found) for found in sorted(self.parts["dates"], key=_by_kind)],
            "signatures": [self.signature(found) for found in self.parts["signatures"]],
            "provisions": [self.provision(found) for found in sorted(self.parts["provisions"], key=_by_place)],
            "lineage": [self.relation(found) for found in self.parts["lineage"]],
            "later": [self.relation(found) for found in self.parts["later"]],
            "follow_ups": self.follow_ups("agreement", row["id"]),
            "disputed": list(self.disputed()),
            "sources": self.sources(row["id"]),
        }

    def sources(self, record: str) -> list[str]:
        """Return the sources behind a record."""
        return facts.sources(self.cited.get(record, []))

    def behind(self, row: Row, field: str) -> list[str]:
        """Return the source of a part of a document, else those of the document's sources that speak to the field, else all of them."""
        speaking = facts.speaking(self.cited.get(row["record"], []), field)
        return [row["source"]] if row["source"] else facts.sources(speaking) or self.sources(row["record"])

    def day(self, row: Row) -> Item:
        """Return a day in the document's life."""
        return {"kind": row["kind"], "date": facts.date(row), "sources": self.behind(row, "dates")}

    def signature(self, row: Row) -> Item:
        """Return a party's or a person's hand under the document; without a date of its own it has none."""
        return {
            "id": row["id"],
            "party": row["party"],
            "person": row["person"],
            "name": row["person_name"],
            "capacity": row["capacity"],
            "status": row["status"],
            "date": facts.date(row),
            "sources": self.sources(row["id"]),
        }

    def relation(self, row: Row) -> Item:
        """Return how the document stands to another; what it says of an earlier one rests on its own sources."""
        return {"relation": row["relation"], "other": row["other"], "name": row["name"], "sources": self.behind(row, "lineage")}

    def provision(self, row: Row) -> Item:
        """Return a clause, with what became of it."""
        return {
            "id": row["id"],
            "issue": row["issue"],
            "locator": row["locator"],
            "text": row["text"],
            "follow_ups": self.follow_ups("provision", row["id"]),
            "sources": self.sources(row["id"]),
        }

    def follow_ups(self, kind: str, record: str) -> list[Item]:
        """Return what became of the document or of a provision."""
        return [pieces.follow_up(found, self.sources(found["id"])) for found in self.parts["follow_ups"] if found[kind] == record]

    def disputed(self) -> Iterator[Item]:
        """Yield what sources disagree on, about the document and all that is told under it."""
        records = [row for name in ("whole", "signatures", "provisions", "follow_ups") for row in self.parts[name]]
        return pieces.disputed(self.parts["readings"], records, self.cited)


def _by_kind(row: Row) -> int:
    return vocabulary.AGREEMENT_DATE.position(row["kind"])


def _by_place(row: Row) -> tuple[bool, tuple[int | str, ...], tuple[int | str, ...]]:
    """Sort provisions by where they stand in the document; those of which that is not on record come last, by handle."""
    return row["locator"] is None, text.natural(row["locator"] or ""), text.natural(row["id"])
