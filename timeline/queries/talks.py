"""What is on record of each process as a whole, from which follows where its talks stand and how they compare."""

from collections.abc import Iterable, Iterator
from itertools import chain
from sqlite3 import Row
from typing import NamedTuple

from timeline.queries import facts, filters, outcomes, pieces, rounds, spans
from timeline.queries.changes import Mark
from timeline.queries.facts import Cited, Item
from timeline.queries.filters import Condition, Filters
from timeline.queries.pieces import Part
from timeline.queries.spans import Span
from timeline.store.reading import Reader

TOOK_PLACE = ("held", "adjourned", "broken_off")
"""The statuses of a round that met, be it not to its end."""

PROCESSES = "SELECT x.* FROM process x WHERE {condition} ORDER BY x.id"
CITATIONS = facts.CITED.format(of="c.record", joined="process x JOIN citation c ON c.record = x.id")

MEETINGS = "SELECT r.* FROM round r WHERE r.id IN ({handles}) AND +r.process IN ({processes})"
PERSONS = """
SELECT DISTINCT e.root AS of, e.person FROM delegate e
WHERE e.root IN ({handles}) AND COALESCE(e.attended, 'unknown') <> 'no'
"""
PARTS = {
    "delegations": Part(rounds.DELEGATIONS, "d.id"),
    "persons": Part(PERSONS, "e.person"),
    "third_parties": Part(rounds.THIRD_PARTIES, "t.id"),
    "positions": Part(rounds.POSITIONS, "p.sequence, p.id"),
    "outcomes": Part(rounds.OUTCOMES, "o.sequence, o.id"),
    "provisions": Part(rounds.PROVISIONS, "p.id"),
    "citations": Part(rounds.CITATIONS, "c.record, c.number"),
}

PLACED = """(
        SELECT m.record, m.who FROM mention m WHERE {mention}
        UNION ALL SELECT p.id, m.who FROM position p JOIN mention m ON m.record = p.round AND m.role = 'places' WHERE {position})"""
"""Whom and what a demand is about; it is of the places of its round."""

DEMANDS = """
WITH stood AS (
    SELECT p.id, p.process, p.party, p.issue, p.stance, p.priority, p.text, p.speaker, p.supersedes, p.round, r.number,
        r.name AS round_name, COALESCE(r.sequence, p.sequence) AS turn, p.sequence, {date}
    FROM position p LEFT JOIN round r ON r.id = p.round
    WHERE {within}
),
withdrawal AS (
    SELECT stood.*, row_number() OVER (
        PARTITION BY stood.process, stood.party, stood.issue
        ORDER BY stood.earliest DESC, stood.latest DESC, stood.turn DESC, stood.sequence DESC) AS back
    FROM stood WHERE stood.stance = 'withdrawn' AND stood.earliest IS NOT NULL
),
stated AS (
    SELECT p.*, p.id IN (SELECT e.supersedes FROM stood e WHERE e.supersedes IS NOT NULL)
        OR (w.id IS NOT NULL AND p.earliest IS NOT NULL
            AND (w.earliest, w.latest, w.turn, w.sequence) > (p.earliest, p.latest, p.turn, p.sequence)) AS superseded
    FROM stood p LEFT JOIN withdrawal w ON w.back = 1 AND (w.process, w.party, w.issue) = (p.process, p.party, p.issue)
    WHERE p.stance IN ({demanding})
),
chosen AS (
    SELECT * FROM stated WHERE {condition}
)"""
"""Each demand, and whether another position takes its place or a later one of the party withdraws it."""
IN_ORDER = "ORDER BY chosen.process, chosen.earliest NULLS LAST, chosen.latest, chosen.turn, chosen.sequence, chosen.id"
DEMAND = """
SELECT chosen.*, person.name AS speaker_name, person.short AS speaker_short
FROM chosen LEFT JOIN person ON person.id = chosen.speaker
"""
RESULTS = """
SELECT chosen.id AS of, a.result, a.record AS outcome
FROM chosen JOIN answer a ON a.position = chosen.id JOIN outcome o ON o.id = a.record LEFT JOIN round r ON r.id = o.round
"""
OF_DEMANDS = facts.cited_of("chosen.id", "chosen", "chosen.id")
OF_RESULTS = facts.cited_of("chosen.id", "chosen JOIN answer a ON a.position = chosen.id", "a.record")
OF_DEMAND = {
    "results": Part(RESULTS, "COALESCE(o.earliest, r.earliest) NULLS FIRST, COALESCE(o.latest, r.latest), o.sequence, o.id"),
    "citations": Part(OF_DEMANDS, "c.number"),
    "of_results": Part(OF_RESULTS, "c.record, c.number"),
}
UNDATED = "SELECT count(*) AS number FROM chosen WHERE chosen.earliest IS NULL"


class Meeting(NamedTuple):
    """A round with who was there and what was raised, and when it began and ended; no span where no date is on record."""

    item: Item
    span: Span | None

    @property
    def took_place(self) -> bool:
        """Tell whether it met, be it not to its end."""
        return self.item["status"] in TOOK_PLACE


class Talks(NamedTuple):
    """What is on record of one process, as far as the question goes."""

    process: Item
    meetings: list[Meeting]
    demands: list[Item]

    def held(self) -> list[Meeting]:
        """Return the rounds in which the parties met, in order, without the sessions within them.

        Where others alone have a delegation on record, or one party alone in a contact, the parties did not meet; such
        rounds count only where there are no others. One of which no delegation is on record counts.
        """
        met = [meeting for meeting in self.meetings if meeting.took_place and not meeting.item["parent"]]
        present = self.present()
        return [meeting for meeting in met if self.between_parties(meeting, present.get(meeting.item["id"], []))] or met

    def present(self) -> dict[str, list[str]]:
        """Return who had a delegation in each round or in a session within it, as far as that is on record."""
        several: dict[str, list[str]] = {}
        for meeting in self.meetings:
            several.setdefault(meeting.item["parent"] or meeting.item["id"], []).extend(meeting.item["parties"])
        return several

    def between_parties(self, meeting: Meeting, present: list[str]) -> bool:
        """Tell whether a round was one of the parties of the process, as far as delegations are on record."""
        sides = set(present) & set(self.process["parties"])
        return not present or len(sides) > (1 if meeting.item["kind"] == "contact" else 0)

    def dated(self) -> list[tuple[str, Span]]:
        """Return the rounds that met and have a date, each with when it began and ended."""
        return [(meeting.item["id"], meeting.span) for meeting in self.held() if meeting.span]


def talks(reader: Reader, wanted: Filters) -> list[Talks]:
    """Return what is on record of each process, by handle; a status chooses among processes, other filters among what they hold."""
    found = {item["id"]: Talks(item, [], []) for item in processes(reader, wanted)}
    if found:
        narrowed = within(wanted, found.values())
        for meeting in meetings(reader, narrowed):
            found[meeting.item["process"]].meetings.append(meeting)
        for demand in demands(reader, narrowed):
            found[demand["process"]].demands.append(demand)
    return list(found.values())


def within(wanted: Filters, chosen: Iterable[Talks]) -> Filters:
    """Return the filters for what the processes chosen hold."""
    return wanted._replace(process=tuple(found.process["id"] for found in chosen), status=())


def narrows(wanted: Filters) -> bool:
    """Tell whether a question is about part of what processes hold, so that one in which nothing answers it is left out."""
    return wanted.dated or any((wanted.party, wanted.person, wanted.place, wanted.issue))


def processes(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield the processes asked for, by handle."""
    condition = filters.condition(Filters(process=wanted.process, status=wanted.status), table="x", mentioned="record")
    cited = facts.by_record(reader.rows(f"{CITATIONS}WHERE {condition.sql} ORDER BY c.record, c.number", condition.params))
    for row in reader.rows(PROCESSES.format(condition=condition.sql), condition.params):
        yield {
            "id": row["id"],
            "name": row["name"],
            "status": row["status"] or "unknown",
            "summary": row["summary"],
            "parties": facts.words(row["parties"]),
            "issues": facts.words(row["issues"]),
            "sources": facts.sources(cited.get(row["id"], [])),
        }


def meetings(reader: Reader, wanted: Filters) -> Iterator[Meeting]:
    """Yield the rounds that pass the filters, in order of date, with what is needed to count them."""
    moves = rounds.Moves(reader)
    for batch in rounds.batches(reader, rounds.passing(wanted)):
        rows = {row["id"]: row for row in reader.rows(*batch.question(MEETINGS))}
        parts = pieces.parts(reader, batch, PARTS)
        moved = moves.of(chain.from_iterable(parts["positions"].values()))
        for handle in batch.handles:
            row = rows[handle]
            item = _meeting(row, {name: found.get(handle, []) for name, found in parts.items()}, moved)
            yield Meeting(item, spans.span(row["date"]) if row["date"] else None)


def _meeting(row: Row, parts: dict[str, list[Row]], moves: dict[str, Mark]) -> Item:
    cited = facts.by_record(parts["citations"])
    own = cited.get(row["id"], [])
    return {
        "id": row["id"],
        "process": row["process"],
        "number": row["number"],
        "name": row["name"],
        "kind": row["kind"],
        "status": row["status"] or "unknown",
        "formats": facts.words(row["formats"]),
        "date": facts.date(row),
        "places": facts.words(row["places"]),
        "parent": row["parent"],
        "declined_by": facts.words(row["declined_by"]),
        "parties": list(dict.fromkeys(found["party"] for found in parts["delegations"])),
        "persons": [found["person"] for found in parts["persons"]],
        "third_parties": _third_parties(parts, cited),
        "moves": _moves(parts, cited, moves),
        "raised": _raised(parts),
        "said_by": [_voice(found) for found in own],
        "sources": facts.sources(own),
    }


def _raised(parts: dict[str, list[Row]]) -> list[str]:
    """Return the issues of which a round holds something, as far as it was known what that is about."""
    issues = (found["issue"] for part in ("positions", "outcomes", "provisions") for found in parts[part])
    return list(dict.fromkeys(issue for issue in issues if issue))


def _voice(cited: Cited) -> Item:
    return {"source": cited.source, "voice": cited.voice, "speaker": cited.speaker, "name": cited.speaker_name}


def _third_parties(parts: dict[str, list[Row]], cited: dict[str, list[Cited]]) -> list[Item]:
    return [
        {"party": found["party"], "roles": facts.words(found["roles"]), "sources": facts.sources(cited.get(found["id"], []))}
        for found in parts["third_parties"]
    ]


def _moves(parts: dict[str, list[Row]], cited: dict[str, list[Cited]], moves: dict[str, Mark]) -> list[Item]:
    """Return how each position of a round compares with the party's previous one on the issue."""
    return [{"change": moves[found["id"]].change, "sources": facts.sources(cited.get(found["id"], []))} for found in parts["positions"]]


def demands(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield each demand, precondition and red line in order of date, with the latest result on record; None where no outcome tells."""
    chosen = _demanded(wanted)
    parts = pieces.asked(reader, chosen, OF_DEMAND, IN_ORDER)
    for row in reader.rows(f"{chosen.sql}\n{DEMAND}\n{IN_ORDER}", chosen.params):
        yield _demand(row, {name: followed.of(row["id"]) for name, followed in parts.items()})


def _demanded(wanted: Filters) -> Condition:
    placed = PLACED.format(mention=filters.in_process(wanted, "+m").sql, position=filters.in_process(wanted, "+p").sql)
    condition = filters.condition(wanted, table="stated", mentioned="record", mentions=placed)
    sql = DEMANDS.format(
        date=pieces.own_or_round("p"),
        demanding=", ".join(f"'{stance}'" for stance in outcomes.DEMANDING),
        within=filters.in_process(wanted, "p").sql,
        condition=condition.sql,
    )
    return Condition(sql, condition.params)


def _demand(row: Row, parts: dict[str, list[Row]]) -> Item:
    last = parts["results"][-1] if parts["results"] else None
    own = facts.by_record(parts["citations"]).get(row["id"], [])
    told = facts.by_record(parts["of_results"]).get(last["outcome"], []) if last else []
    return {
        "position": row["id"],
        "process": row["process"],
        "party": row["party"],
        "issue": row["issue"],
        "stance": row["stance"],
        "priority": row["priority"],
        "speaker": row["speaker"],
        "speaker_name": row["speaker_short"] or row["speaker_name"],
        "text": row["text"],
        "round": row["round"],
        "number": row["number"],
        "round_name": row["round_name"],
        "date": facts.date(row),
        "result": last["result"] if last else None,
        "outcome": last["outcome"] if last else None,
        "superseded": bool(row["superseded"]),
        "sources": list(dict.fromkeys([*facts.sources(own), *facts.sources(told)])),
    }


def undated(reader: Reader, wanted: Filters) -> int:
    """Return how many rounds and demands a question by date leaves out because no date is on record."""
    every = wanted._replace(status=())
    chosen = _demanded(every._replace(since=Filters().since, until=Filters().until))
    return rounds.undated(reader, every) + int(next(reader.rows(f"{chosen.sql}\n{UNDATED}", chosen.params))["number"])
