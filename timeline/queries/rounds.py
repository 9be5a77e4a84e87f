"""What happened round by round: one item for each round, with all that is told under it."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from sqlite3 import Row

from timeline import vocabulary
from timeline.queries import changes, facts, filters, pieces
from timeline.queries.changes import Mark
from timeline.queries.facts import Behind, Cited, Item
from timeline.queries.filters import Condition, Filters
from timeline.queries.names import Names
from timeline.queries.pieces import Batch, Part
from timeline.store.reading import Reader

IN_ORDER = "ORDER BY round.earliest NULLS LAST, round.latest, round.sequence, round.id"
CHOSEN = f"SELECT round.id, round.process FROM round WHERE {{condition}} {IN_ORDER}"

ROUNDS = """
SELECT r.*, p.name AS process_name, p.parties AS sides, t.name AS track_name
FROM round r
JOIN process p ON p.id = r.process
LEFT JOIN track t ON t.id = r.track
WHERE r.id IN ({handles}) AND +r.process IN ({processes})
"""
IN_TIME = f"""
SELECT round.id, 'round' AS kind, round.number, round.name, round.status, {", ".join(f"round.{name}" for name in pieces.DATE)},
    p.name AS process_name, t.name AS track_name
FROM round JOIN process p ON p.id = round.process LEFT JOIN track t ON t.id = round.track
WHERE {{condition}} {IN_ORDER}
"""
DELEGATIONS = "SELECT d.root AS of, d.* FROM delegation d WHERE d.root IN ({handles})"
DELEGATES = """
SELECT d.root AS of, d.*, person.name, person.short
FROM delegate d JOIN person ON person.id = d.person WHERE d.root IN ({handles})
"""
THIRD_PARTIES = "SELECT t.root AS of, t.* FROM third_party t WHERE t.root IN ({handles})"
INTERMEDIARIES = """
SELECT i.root AS of, i.*, person.name
FROM intermediary i JOIN person ON person.id = i.person WHERE i.root IN ({handles})
"""
POSITIONS = """
SELECT p.root AS of, p.*, person.name AS speaker_name, person.short AS speaker_short
FROM position p LEFT JOIN person ON person.id = p.speaker WHERE p.root IN ({handles})
"""
HISTORY = changes.HISTORY.format(
    of="p.process",
    asked="SELECT DISTINCT q.process, q.party, q.issue FROM position q WHERE q.id IN (SELECT value FROM json_each(:positions))",
)
OUTCOMES = "SELECT o.root AS of, o.* FROM outcome o WHERE o.root IN ({handles})"
ANSWERS = """
SELECT a.root AS of, a.*, p.party
FROM answer a JOIN position p ON p.id = a.position WHERE a.root IN ({handles})
"""
FOLLOW_UPS = "SELECT f.root AS of, f.* FROM follow_up f WHERE f.root IN ({handles})"
STATEMENTS = """
SELECT s.root AS of, s.*, person.name AS speaker_name, COALESCE(s.party, person.party) AS for_party
FROM statement s JOIN round r ON r.id = s.root LEFT JOIN person ON person.id = s.speaker
WHERE s.root IN ({handles}) AND r.id IN ({handles}) AND +r.process IN ({processes})
"""
AGREEMENTS = "SELECT a.root AS of, a.* FROM agreement a WHERE a.root IN ({handles})"
SIGNATURES = "SELECT s.root AS of, s.* FROM signature s WHERE s.root IN ({handles})"
PROVISIONS = "SELECT p.root AS of, p.* FROM provision p WHERE p.root IN ({handles})"
READINGS = "SELECT r.root AS of, r.* FROM reading r WHERE r.root IN ({handles})"
CITATIONS = facts.CITED.format(of="c.root", joined="citation c") + "WHERE c.root IN ({handles})"
BEHIND = "SELECT c.record, c.source, c.reading FROM citation c WHERE c.root IN ({handles}) ORDER BY c.record, c.number"
WEIGHED = """(SELECT o.id FROM outcome o WHERE o.root IN ({handles})
UNION SELECT r.record FROM reading r WHERE r.root IN ({handles})) weighed"""
EVIDENCE = facts.cited_of("c.root", WEIGHED, "weighed.id") + "ORDER BY c.record, c.number"
"""What is cited for outcomes, and for what sources disagree on: of all else only the sources are told."""
NEXT = """
WITH line AS (
    SELECT r.*, count(*) FILTER (WHERE r.parent IS NULL) OVER (
        PARTITION BY r.process, r.track ORDER BY r.earliest, r.latest, r.sequence, r.id) AS place
    FROM round r WHERE r.earliest IS NOT NULL AND r.process IN ({processes})
)
SELECT line.id AS of, n.*
FROM line JOIN line n ON n.process = line.process AND n.track IS line.track AND n.place = line.place + 1 AND n.parent IS NULL
WHERE line.id IN ({handles})
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
    "statements": Part(STATEMENTS, "COALESCE(s.earliest, r.earliest) NULLS LAST, COALESCE(s.latest, r.latest), s.sequence, s.id"),
    "agreements": Part(AGREEMENTS, "a.earliest NULLS LAST, a.latest, a.sequence, a.id"),
    "signatures": Part(SIGNATURES, "s.id"),
    "provisions": Part(PROVISIONS, "p.id"),
    "readings": Part(READINGS, "r.record, r.number"),
    "next": Part(NEXT, "n.id"),
}
"""The parts of a round, each with its question and the order within the round."""

RECORDS = [name for name in QUESTIONS if name not in {"answers", "readings", "next"}]
"""The parts of a round that are records with handles of their own."""

WAITING = 60_000
"""So many marks of positions may wait to be told; with more of them, what was compared is compared again."""


def rounds(reader: Reader, wanted: Filters, *, names: Names | None = None) -> Iterator[Item]:
    """Yield each round that passes the filters, in order of date, under the keys of the contract."""
    return _items(reader, passing(wanted), names or Names(reader))


def passing(wanted: Filters) -> Condition:
    """Return the condition that rounds pass the filters, those of the days asked for found by their dates."""
    passes = filters.condition(wanted, table="round", mentioned="root")
    return filters.among(passes, "round", filters.touching(wanted, "round")) if wanted.dated else passes


def in_time(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield when each round was that passes the filters, in the same order, with what it is called and nothing more."""
    chosen = passing(wanted)
    for row in reader.rows(IN_TIME.format(condition=chosen.sql), chosen.params):
        yield {**dict(row), "date": facts.date(row)}


def one(reader: Reader, handle: str) -> Item:
    """Return one round."""
    return next(_items(reader, Condition("round.id = :handle", {"handle": handle}), Names(reader)))


def undated(reader: Reader, wanted: Filters) -> int:
    """Return how many rounds a question by date leaves out because no date is on record."""
    chosen = filters.condition(wanted._replace(since=Filters().since, until=Filters().until), table="round", mentioned="root")
    return int(next(reader.rows(UNDATED.format(condition=chosen.sql), chosen.params))["number"])


def batches(reader: Reader, chosen: Condition) -> Iterator[Batch]:
    """Yield the rounds that meet a condition, in order of date, so many at a time."""
    return pieces.batches(reader.rows(CHOSEN.format(condition=chosen.sql), chosen.params))


class Moves:
    """How positions compare with the party's previous one on the issue.

    All that a party ever said on an issue is compared when the first of it is told; the marks wait until their rounds are.
    """

    def __init__(self, reader: Reader) -> None:
        """Take an open database."""
        self.reader = reader
        self.waiting: dict[str, Mark] = {}

    def of(self, positions: Iterable[Row]) -> dict[str, Mark]:
        """Return the marks of some positions, of each of which none was told before."""
        handles = [row["id"] for row in positions]
        if len(self.waiting) > WAITING:
            self.waiting.clear()
        unknown = [handle for handle in handles if handle not in self.waiting]
        if unknown:
            params = {"positions": json.dumps(unknown)}
            self.waiting.update(changes.marks(self.reader.rows(f"{HISTORY}ORDER BY {changes.IN_ORDER}", params)))
        return {handle: self.waiting.pop(handle, changes.UNDECIDED) for handle in handles}


def _items(reader: Reader, chosen: Condition, names: Names) -> Iterator[Item]:
    moves = Moves(reader)
    for batch in batches(reader, chosen):
        rows = {row["id"]: row for row in reader.rows(*batch.question(ROUNDS))}
        parts = pieces.parts(reader, batch, QUESTIONS)
        moved = moves.of(chain.from_iterable(parts["positions"].values()))
        behind = facts.behind(reader.all(*batch.question(BEHIND)))
        cited = facts.by_record(reader.rows(*batch.question(EVIDENCE)))
        for handle in batch.handles:
            yield Told(rows[handle], {name: found.get(handle, []) for name, found in parts.items()}, behind, cited, names, moved).item()


class Told:
    """One round being put together from its rows."""

    def __init__(
        self,
        row: Row,
        parts: dict[str, list[Row]],
        behind: dict[str, list[Behind]],
        cited: dict[str, list[Cited]],
        names: Names,
        moves: dict[str, Mark],
    ) -> None:
        """Take the round's own row, the rows of its parts, the sources behind records, what these say, and how each position moved."""
        self.row = row
        self.parts = parts
        self.names = names
        self.moves = moves
        self.behind = behind
        self.cited = cited
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
        return facts.sources(self.behind.get(record, []))

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
            "change": self.moves[row["id"]].change,
            "change_reason": row["change_reason"],
            "sources": self.sources(row["id"]),
        }

    def outcome(self, row: Row) -> Item:
        """Return an outcome with the demands it answers and what became of it."""
        confirmed, disputed = facts.words(row["confirmed_by"]), facts.words(row["disputed_by"])
        cited = self.cited.get(row["id"], [])
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
