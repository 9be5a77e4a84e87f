"""What happened round by round: one item for each round, with all that is told under it."""

from collections.abc import Iterator
from sqlite3 import Row

from timeline import vocabulary
from timeline.queries import changes, facts, filters, pieces
from timeline.queries.changes import Mark
from timeline.queries.facts import Cited, Item
from timeline.queries.filters import Condition, Filters
from timeline.queries.names import Names
from timeline.queries.pieces import Part
from timeline.store.reading import Params, Reader

CHOSEN = """
WITH chosen AS (
    SELECT round.id, round.process, round.track, round.earliest, round.latest, round.sequence
    FROM round
    WHERE {condition}
)"""
IN_ORDER = "ORDER BY chosen.earliest NULLS LAST, chosen.latest, chosen.sequence, chosen.id"

ROUNDS = """
SELECT r.*, p.name AS process_name, p.parties AS sides, t.name AS track_name
FROM chosen
JOIN round r ON r.id = chosen.id
JOIN process p ON p.id = r.process
LEFT JOIN track t ON t.id = r.track
"""
IN_TIME = """
SELECT r.id, 'round' AS kind, r.number, r.name, r.status, r.date, r.said, r.basis, r.precision, r.earliest, r.latest,
    p.name AS process_name, t.name AS track_name
FROM chosen JOIN round r ON r.id = chosen.id JOIN process p ON p.id = r.process LEFT JOIN track t ON t.id = r.track
"""
DELEGATIONS = "SELECT chosen.id AS of, d.* FROM chosen JOIN delegation d ON d.root = chosen.id"
DELEGATES = """
SELECT chosen.id AS of, d.*, person.name, person.short
FROM chosen JOIN delegate d ON d.root = chosen.id JOIN person ON person.id = d.person
"""
THIRD_PARTIES = "SELECT chosen.id AS of, t.* FROM chosen JOIN third_party t ON t.root = chosen.id"
INTERMEDIARIES = """
SELECT chosen.id AS of, i.*, person.name
FROM chosen JOIN intermediary i ON i.root = chosen.id JOIN person ON person.id = i.person
"""
POSITIONS = """
SELECT chosen.id AS of, p.*, person.name AS speaker_name, person.short AS speaker_short
FROM chosen JOIN position p ON p.root = chosen.id LEFT JOIN person ON person.id = p.speaker
"""
HISTORY = changes.HISTORY.format(
    of="p.process", asked="SELECT DISTINCT q.process, q.party, q.issue FROM chosen JOIN position q ON q.root = chosen.id"
)
OUTCOMES = "SELECT chosen.id AS of, o.* FROM chosen JOIN outcome o ON o.root = chosen.id"
ANSWERS = """
SELECT chosen.id AS of, a.*, p.party
FROM chosen JOIN answer a ON a.root = chosen.id JOIN position p ON p.id = a.position
"""
FOLLOW_UPS = "SELECT chosen.id AS of, f.* FROM chosen JOIN follow_up f ON f.root = chosen.id"
STATEMENTS = """
SELECT chosen.id AS of, s.*, person.name AS speaker_name, COALESCE(s.party, person.party) AS for_party
FROM chosen JOIN statement s ON s.root = chosen.id LEFT JOIN person ON person.id = s.speaker
"""
AGREEMENTS = "SELECT chosen.id AS of, a.* FROM chosen JOIN agreement a ON a.root = chosen.id"
SIGNATURES = "SELECT chosen.id AS of, s.* FROM chosen JOIN signature s ON s.root = chosen.id"
PROVISIONS = "SELECT chosen.id AS of, p.* FROM chosen JOIN provision p ON p.root = chosen.id"
READINGS = "SELECT chosen.id AS of, r.* FROM chosen JOIN reading r ON r.root = chosen.id"
CITATIONS = facts.CITED.format(of="chosen.id", joined="chosen JOIN citation c ON c.root = chosen.id")
NEXT = """,
line AS (
    SELECT r.*, count(*) FILTER (WHERE r.parent IS NULL) OVER (
        PARTITION BY r.process, r.track ORDER BY r.earliest, r.latest, r.sequence, r.id) AS place
    FROM round r WHERE r.earliest IS NOT NULL AND r.process IN (SELECT process FROM chosen)
)
SELECT chosen.id AS of, n.*
FROM chosen JOIN line ON line.id = chosen.id
JOIN line n ON n.process = line.process AND n.track IS line.track AND n.place = line.place + 1 AND n.parent IS NULL
"""
"""The round after each in its track, sessions passed over."""
UNDATED = "SELECT count(*) AS number FROM round WHERE round.earliest IS NULL AND {condition}"

QUESTIONS = {
    "delegations": Part(DELEGATIONS, "d.id"),
    "delegates": Part(DELEGATES, "d.id"),
    "third_parties": Part(THIRD_PARTIES, "t.id"),
    "intermediaries": Part(INTERMEDIARIES, "i.id"),
    "positions": Part(POSITIONS, "p.sequence, p.id"),
    "outcomes": Part(OUTCOMES, "o.sequence, o.id"),
    "answers": Part(ANSWERS, "a.record, a.number"),
    "follow_ups": Part(FOLLOW_UPS, "f.earliest NULLS LAST, f.latest, f.sequence, f.id"),
    "statements": Part(STATEMENTS, "COALESCE(s.earliest, chosen.earliest) NULLS LAST, COALESCE(s.latest, chosen.latest), s.sequence, s.id"),
    "agreements": Part(AGREEMENTS, "a.earliest NULLS LAST, a.latest, a.sequence, a.id"),
    "signatures": Part(SIGNATURES, "s.id"),
    "provisions": Part(PROVISIONS, "p.id"),
    "readings": Part(READINGS, "r.record, r.number"),
    "citations": Part(CITATIONS, "c.record, c.number"),
    "next": Part(NEXT, "n.id"),
}
"""The parts of a round, each with its question and the order within the round."""

RECORDS = [name for name in QUESTIONS if name not in {"answers", "readings", "citations", "next"}]
"""The parts of a round that are records with handles of their own."""


def rounds(reader: Reader, wanted: Filters, *, names: Names | None = None) -> Iterator[Item]:
    """Yield each round that passes the filters, in order of date, under the keys of the contract."""
    chosen = filters.condition(wanted, table="round", mentioned="root")
    return _items(reader, CHOSEN.format(condition=chosen.sql), chosen.params, names or Names(reader))


def in_time(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield when each round was that passes the filters, in the same order, with what it is called and nothing more."""
    chosen = filters.condition(wanted, table="round", mentioned="root")
    for row in reader.rows(f"{CHOSEN.format(condition=chosen.sql)}{IN_TIME}{IN_ORDER}", chosen.params):
        yield {**dict(row), "date": facts.date(row)}


def one(reader: Reader, handle: str) -> Item:
    """Return one round."""
    return next(_items(reader, CHOSEN.format(condition="round.id = :handle"), {"handle": handle}, Names(reader)))


def undated(reader: Reader, wanted: Filters) -> int:
    """Return how many rounds a question by date leaves out because no date is on record."""
    chosen = filters.condition(wanted._replace(since=Filters().since, until=Filters().until), table="round", mentioned="root")
    return int(next(reader.rows(UNDATED.format(condition=chosen.sql), chosen.params))["number"])


def _items(reader: Reader, chosen: str, params: Params, names: Names) -> Iterator[Item]:
    parts = pieces.asked(reader, Condition(chosen, params), QUESTIONS, IN_ORDER)
    moves = changes.marks(reader.rows(f"{chosen}{HISTORY}ORDER BY {changes.IN_ORDER}", params))
    for row in reader.rows(f"{chosen}{ROUNDS}\n{IN_ORDER}", params):
        yield Told(row, {name: followed.of(row["id"]) for name, followed in parts.items()}, names, moves).item()


class Told:
    """One round being put together from its rows."""

    def __init__(self, row: Row, parts: dict[str, list[Row]], names: Names, moves: dict[str, Mark]) -> None:
        """Take the round's own row, the rows of its parts, and how each position moved."""
        self.row = row
        self.parts = parts
        self.names = names
        self.moves = moves
        self.cited = facts.by_record(parts["citations"])
        self.order = facts.words(row["sides"])

    def item(self) -> Item:
        """Return the round under the keys of the contract."""
        row = self.row
        return {
            "id": row["id"],
            "process": row["process"],
            "process_name": row["process_name"],
            "track": row["track"],
            "number": row["number"],
            "name": row["name"],
            "status": row["status"] or "unknown",
            "kind": row["kind"],
            "formats": facts.words(row["formats"]),
            "date": facts.date(row),
            "places": facts.words(row["places"]),
            "parent": row["parent"],
            "declined_by": facts.words(row["declined_by"]),
            "summary": row["summary"],
            "delegations": [self.delegation(found) for found in sorted(self.parts["delegations"], key=self.by_party)],
            "third_parties": [self.third_party(found) for found in sorted(self.parts["third_parties"], key=self.by_party)],
            "positions": [self.position(found) for found in sorted(self.parts["positions"], key=self.by_position)],
            "outcomes": [self.outcome(found) for found in sorted(self.parts["outcomes"], key=_by_outcome)],
            "statements": [self.statement(found) for found in self.parts["statements"]],
            "agreements": [self.agreement(found) for found in self.parts["agreements"]],
            "disputed": list(self.disputed()),
            "sources": self.sources(row["id"]),
            "next": self.next(),
        }

    def sources(self, record: str) -> list[str]:
        """Return the sources behind a record."""
        return facts.sources(self.cited.get(record, []))

    def by_party(self, row: Row) -> tuple[int, str]:
        """Sort by the order of the process's parties, then by handle."""
        party = row["party"]
        return (self.order.index(party) if party in self.order else len(self.order), party)

    def by_position(self, row: Row) -> tuple[object, ...]:
        """Sort positions by party, time, priority and issue."""
        return (
            self.by_party(row),
            row["sequence"],
            vocabulary.TIMING.position(row["timing"] or "at"),
            vocabulary.PRIORITY.position(row["priority"] or "unspecified"),
            row["id"],
        )

    def delegation(self, row: Row) -> Item:
        """Return a party's delegation with its delegates, the head first."""
        members = [found for found in self.parts["delegates"] if found["delegation"] == row["id"]]
        delegates = [self.delegate(found, row["head"]) for found in members]
        delegates.sort(key=lambda found: vocabulary.DELEGATE_ROLE.position(found["role"]))
        return {
            "party": row["party"],
            "name": self.names.party(row["party"]),
            "level": row["level"],
            "size": row["size"],
            "delegates": delegates,
            "sources": self.sources(row["id"]),
        }

    def delegate(self, row: Row, head: str | None) -> Item:
        """Return a delegate."""
        return pieces.delegate(row, head, self.sources(row["id"]))

    def third_party(self, row: Row) -> Item:
        """Return a third party with those who acted for it."""
        persons = [
            {"person": found["person"], "name": found["name"], "office": found["office"], "sources": self.sources(found["id"])}
            for found in self.parts["intermediaries"]
            if found["third_party"] == row["id"]
        ]
        return {
            "party": row["party"],
            "name": self.names.party(row["party"]),
            "roles": facts.words(row["roles"]),
            "persons": persons,
            "sources": self.sources(row["id"]),
        }

    def position(self, row: Row) -> Item:
        """Return a position."""
        return {
            "id": row["id"],
            "party": row["party"],
            "issue": row["issue"],
            "stance": row["stance"],
            "priority": row["priority"],
            "speaker": row["speaker"],
            "speaker_name": row["speaker_short"] or row["speaker_name"],
            "timing": row["timing"],
            "date": facts.date(row),
            "text": row["text"],
            "change": self.moves.get(row["id"], changes.UNDECIDED).change,
            "change_reason": row["change_reason"],
            "sources": self.sources(row["id"]),
        }

    def outcome(self, row: Row) -> Item:
        """Return an outcome with the demands it answers and what became of it."""
        confirmed, disputed = facts.words(row["confirmed_by"]), facts.words(row["disputed_by"])
        cited: list[Cited] = self.cited.get(row["id"], [])
        return {
            "id": row["id"],
            "issue": row["issue"],
            "status": row["status"] or "unknown",
            "scope": pieces.scope(row),
            "text": row["text"],
            "deadline": row["deadline"],
            "confirmed_by": confirmed,
            "disputed_by": disputed,
            "standing": facts.standing(cited, self.sides(), confirmed, disputed),
            "demands": [
                {"position": found["position"], "party": found["party"], "result": found["result"]}
                for found in self.parts["answers"]
                if found["record"] == row["id"]
            ],
            "follow_ups": [self.follow_up(found) for found in self.parts["follow_ups"] if found["outcome"] == row["id"]],
            "sources": facts.sources(cited),
        }

    def sides(self) -> list[str]:
        """Return the negotiating parties of the round: those with a delegation, else the process's."""
        return pieces.sides((row["party"] for row in self.parts["delegations"]), self.order)

    def follow_up(self, row: Row) -> Item:
        """Return what became of an outcome."""
        return {**pieces.follow_up(row, self.sources(row["id"])), "sequence": row["sequence"]}

    def statement(self, row: Row) -> Item:
        """Return a statement."""
        return {
            "id": row["id"],
            "speaker": row["speaker"],
            "name": row["speaker_name"],
            "party": row["for_party"],
            "date": facts.date(row),
            "text": row["text"],
            "sources": self.sources(row["id"]),
        }

    def agreement(self, row: Row) -> Item:
        """Return a document that came out of the round."""
        return {
            "id": row["id"],
            "name": row["name"],
            "form": row["form"],
            "stage": row["stage"],
            "date": facts.date(row),
            "text": row["text"],
            "follow_ups": [self.follow_up(found) for found in self.parts["follow_ups"] if self.of_agreement(found, row["id"])],
            "sources": self.sources(row["id"]),
        }

    @staticmethod
    def of_agreement(follow_up: Row, agreement: str) -> bool:
        """Tell whether a follow-up is of a document or of one of its provisions."""
        return bool(follow_up["agreement"] == agreement or (follow_up["provision"] or "").startswith(f"{agreement}/"))

    def disputed(self) -> Iterator[Item]:
        """Yield what sources disagree on, about the round and all that is told under it."""
        records = [self.row, *(row for name in RECORDS for row in self.parts[name])]
        yield from pieces.disputed(self.parts["readings"], records, self.cited)

    def next(self) -> Item | None:
        """Return the round that comes after this one in its track."""
        for row in self.parts["next"]:
            return {
                "id": row["id"],
                "number": row["number"],
                "name": row["name"],
                "status": row["status"] or "unknown",
                "date": facts.date(row),
            }
        return None


def _by_outcome(row: Row) -> tuple[int, int, str]:
    return (row["sequence"], vocabulary.OUTCOME_STATUS.position(row["status"] or "unknown"), row["id"])
