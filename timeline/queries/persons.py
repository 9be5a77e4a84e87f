"""One person over all the talks: the offices held, the rounds attended, and what the person said."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from sqlite3 import Row

from timeline.queries import facts, pieces
from timeline.queries.facts import Cited, Item
from timeline.store.reading import Reader

ROUND = (
    "r.id AS round, r.process, process.name AS process_name, r.number, r.name AS round_name, r.status, r.sequence AS sequence, "
    + ", ".join(f"r.{name} AS {name}" for name in pieces.DATE)
)
SAT = f"""
SELECT d.id, d.person, 'delegate' AS kind, d.role, d.office, d.attended, g.party, g.head, {ROUND}
FROM delegate d JOIN delegation g ON g.id = d.delegation JOIN round r ON r.id = g.round
JOIN process ON process.id = r.process WHERE d.person = :person
UNION ALL
SELECT i.id, i.person, 'intermediary', NULL, i.office, NULL, t.party, NULL, {ROUND}
FROM intermediary i JOIN third_party t ON t.id = i.third_party JOIN round r ON r.id = t.round
JOIN process ON process.id = r.process WHERE i.person = :person
ORDER BY earliest NULLS LAST, latest, sequence, round
"""
POSITIONS = f"""
SELECT p.id, p.process, process.name AS process_name, p.round, p.party, p.issue, issue.name AS issue_name,
    p.stance, p.priority, p.timing, p.text, {pieces.own_or_round("p")}
FROM position p LEFT JOIN round r ON r.id = p.round JOIN issue ON issue.id = p.issue JOIN process ON process.id = p.process
WHERE p.speaker = :person ORDER BY earliest NULLS LAST, latest, p.sequence, p.id
"""
STATEMENTS = f"""
SELECT s.id, s.process, process.name AS process_name, s.round, COALESCE(s.party, person.party) AS party, s.issue, s.text,
    {pieces.own_or_round("s")}
FROM statement s LEFT JOIN round r ON r.id = s.round JOIN person ON person.id = s.speaker
JOIN process ON process.id = s.process
WHERE s.speaker = :person ORDER BY earliest NULLS LAST, latest, s.sequence, s.id
"""
TOLD = """(
    SELECT d.id FROM delegate d WHERE d.person = :person
    UNION ALL SELECT i.id FROM intermediary i WHERE i.person = :person
    UNION ALL SELECT p.id FROM position p WHERE p.speaker = :person
    UNION ALL SELECT s.id FROM statement s WHERE s.speaker = :person
) told"""
CITATIONS = facts.cited_of("told.id", TOLD, "told.id") + "ORDER BY c.record, c.number"


def person(reader: Reader, handle: str) -> Item:
    """Return the offices that a person held over time, where the person sat, and what the person said, over all the talks."""
    params = {"person": handle}
    cited = facts.by_record(reader.rows(CITATIONS, params))
    rounds = [_seat(row, _sources(cited, row)) for row in reader.rows(SAT, params)]
    return {
        "offices": list(_offices(rounds)),
        "rounds": rounds,
        "positions": [_position(row, _sources(cited, row)) for row in reader.rows(POSITIONS, params)],
        "statements": [_statement(row, _sources(cited, row)) for row in reader.rows(STATEMENTS, params)],
    }


def _sources(cited: dict[str, list[Cited]], row: Row) -> list[str]:
    return facts.sources(cited.get(row["id"], []))


def _offices(rounds: Iterable[Item]) -> Iterator[Item]:
    """Yield each office with the rounds in a row in which the person is described so; one held again later is told again."""
    for (office, party), several in groupby((seat for seat in rounds if seat["office"]), key=lambda seat: (seat["office"], seat["party"])):
        seats = list(several)
        yield {
            "office": office,
            "party": party,
            "first": seats[0]["date"],
            "last": seats[-1]["date"],
            "rounds": [seat["round"] for seat in seats],
            "sources": facts.sources_within(seats),
        }


def _seat(row: Row, sources: list[str]) -> Item:
    delegate = row["kind"] == "delegate"
    return {
        "round": row["round"],
        "process": row["process"],
        "process_name": row["process_name"],
        "number": row["number"],
        "round_name": row["round_name"],
        "status": row["status"] or "unknown",
        "date": facts.date(row),
        "party": row["party"],
        "as": row["kind"],
        "role": ("head" if row["head"] == row["person"] else row["role"] or "unspecified") if delegate else None,
        "office": row["office"],
        "attended": row["attended"],
        "sources": sources,
    }


def _position(row: Row, sources: list[str]) -> Item:
    told = ("id", "process", "process_name", "round", "party", "issue", "issue_name", "stance", "priority", "timing", "text")
    return {**{name: row[name] for name in told}, "date": facts.date(row), "sources": sources}


def _statement(row: Row, sources: list[str]) -> Item:
    told = ("id", "process", "process_name", "round", "party", "issue", "text")
    return {**{name: row[name] for name in told}, "date": facts.date(row), "sources": sources}
