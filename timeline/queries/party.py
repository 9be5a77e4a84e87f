"""One party, or one person, over all the talks: where it sat, what it did, what it sought and what it got."""

from collections import Counter
from collections.abc import Iterator
from sqlite3 import Row

from timeline.queries import delegates, facts, outcomes, pieces, positions
from timeline.queries.facts import Item
from timeline.queries.filters import Filters
from timeline.queries.names import Names
from timeline.store import reading
from timeline.store.reading import Reader

PARTIES = "SELECT p.* FROM party p WHERE p.id IN ({listed}) ORDER BY p.id"
THIRD = """
SELECT t.id, t.party, t.roles, t.round, r.number, r.name, r.status, r.date, r.said, r.basis, r.precision, r.earliest, r.latest
FROM third_party t JOIN round r ON r.id = t.round WHERE t.party IN ({listed})
ORDER BY r.earliest NULLS LAST, r.latest, r.sequence, r.id
"""
ACTED = """
SELECT i.*, person.name FROM third_party t JOIN intermediary i ON i.third_party = t.id JOIN person ON person.id = i.person
WHERE t.party IN ({listed}) ORDER BY i.id
"""
CITATIONS = (
    facts.CITED.format(of="t.id", joined="third_party t JOIN citation c ON c.record = t.id")
    + "WHERE t.party IN ({listed}) ORDER BY c.record, c.number"
)
STATEMENTS = """
SELECT COALESCE(s.party, person.party) AS party, count(*) AS number
FROM statement s LEFT JOIN person ON person.id = s.speaker GROUP BY 1
"""

SAT = """
SELECT d.role, d.office, d.attended, 'delegate' AS kind, g.party, g.head, d.id, d.person, r.id AS round, r.number, r.name, r.status,
    r.date, r.said, r.basis, r.precision, r.earliest, r.latest, r.sequence
FROM delegate d JOIN delegation g ON g.id = d.delegation JOIN round r ON r.id = g.round WHERE d.person = :person
UNION ALL
SELECT NULL, i.office, NULL, 'intermediary', t.party, NULL, i.id, i.person, r.id, r.number, r.name, r.status,
    r.date, r.said, r.basis, r.precision, r.earliest, r.latest, r.sequence
FROM intermediary i JOIN third_party t ON t.id = i.third_party JOIN round r ON r.id = t.round WHERE i.person = :person
ORDER BY earliest NULLS LAST, latest, sequence, round
"""
SPOKE = f"""
SELECT p.id, 'position' AS kind, p.issue, p.stance, p.text, {pieces.own_or_round("p")} FROM position p
LEFT JOIN round r ON r.id = p.round WHERE p.speaker = :person
UNION ALL
SELECT s.id, 'statement', s.issue, NULL, s.text, s.date, s.said, s.basis, s.precision, s.earliest, s.latest FROM statement s
WHERE s.speaker = :person
ORDER BY earliest NULLS LAST, latest, id
"""
OF_PERSON = (
    facts.CITED.format(of="c.record", joined="mention m JOIN citation c ON c.record = m.record")
    + "WHERE m.who = :person ORDER BY c.record, c.number"
)


def parties(reader: Reader, handles: tuple[str, ...], wanted: Filters, names: Names) -> Iterator[Item]:
    """Yield each party with its delegations, its parts as a third party, its positions, and what it sought and got."""
    listed, params = reading.placeholders("party", handles)
    narrowed = wanted._replace(party=handles)
    sat = _by_party(found for found in delegates.delegates(reader, narrowed, names) if found["id"])
    held = _by_party(positions.positions(reader, narrowed, names))
    third = _third_parties(reader, listed, params)
    said = {row["party"]: row["number"] for row in reader.rows(STATEMENTS, {})}
    for row in reader.rows(PARTIES.format(listed=listed), params):
        chains = held.get(row["id"], [])
        yield {
            "id": row["id"],
            "name": row["name"],
            "type": row["type"],
            "aliases": facts.words(row["aliases"]),
            "parent": row["parent"],
            "delegations": sat.get(row["id"], []),
            "third_party": third.get(row["id"], []),
            "issues": [_issue(chain) for chain in chains],
            "sought": sought(chains),
            "statements": said.get(row["id"], 0),
            "sources": [],
        }


def _by_party(items: Iterator[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item["party"], []).append(item)
    return found


def _issue(chain: Item) -> Item:
    return {name: chain[name] for name in ("process", "issue", "issue_name", "first", "latest", "result", "sources")}


def sought(chains: list[Item]) -> Item:
    """Return how many demands a party made, and how many of them came to what."""
    demands = [position for chain in chains for position in chain["positions"] if position["stance"] in outcomes.DEMANDING]
    results = Counter(position["result"] or "unanswered" for position in demands)
    words = ("met", "partly_met", "unmet", "pending", "withdrawn", "superseded", "unanswered")
    return {"total": len(demands), **{word: results.get(word, 0) for word in words}}


def _third_parties(reader: Reader, listed: str, params: reading.Params) -> dict[str, list[Item]]:
    cited = facts.by_record(reader.rows(CITATIONS.format(listed=listed), params))
    acted: dict[str, list[Row]] = {}
    for row in reader.rows(ACTED.format(listed=listed), params):
        acted.setdefault(row["third_party"], []).append(row)
    found: dict[str, list[Item]] = {}
    for row in reader.rows(THIRD.format(listed=listed), params):
        persons = [{"person": held["person"], "name": held["name"], "office": held["office"]} for held in acted.get(row["id"], [])]
        item = {
            "round": row["round"],
            "status": row["status"],
            "date": facts.date(row),
            "roles": facts.words(row["roles"]),
            "persons": persons,
        }
        found.setdefault(row["party"], []).append({**item, "sources": facts.sources(cited.get(row["id"], []))})
    return found


def person(reader: Reader, handle: str) -> Item:
    """Return where a person sat and in what office, and what the person said, over all the talks."""
    params = {"person": handle}
    cited = facts.by_record(reader.rows(OF_PERSON, params))
    return {
        "rounds": [_seat(row, facts.sources(cited.get(row["id"], []))) for row in reader.rows(SAT, params)],
        "spoke": [
            {name: row[name] for name in ("id", "kind", "issue", "stance", "text")}
            | {"date": facts.date(row), "sources": facts.sources(cited.get(row["id"], []))}
            for row in reader.rows(SPOKE, params)
        ],
    }


def _seat(row: Row, sources: list[str]) -> Item:
    role = "head" if row["head"] == row["person"] else row["role"]
    return {
        "round": row["round"],
        "number": row["number"],
        "status": row["status"],
        "date": facts.date(row),
        "party": row["party"],
        "role": role if row["kind"] == "delegate" else "third_party",
        "office": row["office"],
        "attended": row["attended"],
        "sources": sources,
    }
