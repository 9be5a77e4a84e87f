"""One party over all the talks: where it sat, what else it did, what it sought and what it got."""

from collections import Counter
from collections.abc import Iterable, Iterator

from timeline.queries import delegates, facts, filters, outcomes, pieces, positions
from timeline.queries.facts import Item
from timeline.queries.filters import Condition, Filters
from timeline.queries.names import Names
from timeline.store import reading
from timeline.store.reading import Reader

PARTIES = "SELECT p.* FROM party p WHERE p.id IN ({listed}) ORDER BY p.id"
CHOSEN = """
WITH seated (root, who) AS ({seated}
),
chosen AS (
    SELECT t.id, t.party, t.roles, r.process, process.name AS process_name, r.id AS round, r.number, r.name, r.status, r.sequence, {dates}
    FROM third_party t JOIN round r ON r.id = t.round JOIN process ON process.id = r.process
    WHERE {{condition}} AND {{party}}
)"""
CHOSEN = CHOSEN.format(seated=delegates.SEATED, dates=", ".join(f"r.{name}" for name in pieces.DATE))
THIRD = "SELECT * FROM chosen ORDER BY chosen.earliest NULLS LAST, chosen.latest, chosen.sequence, chosen.id"
ACTED = """
SELECT chosen.id AS of, i.id, i.person, i.office, person.name
FROM chosen JOIN intermediary i ON i.third_party = chosen.id JOIN person ON person.id = i.person ORDER BY i.id
"""
TOLD = "(SELECT chosen.id FROM chosen UNION SELECT i.id FROM chosen JOIN intermediary i ON i.third_party = chosen.id) told"
CITATIONS = facts.cited_of("told.id", TOLD, "told.id") + "ORDER BY c.record, c.number"
STATEMENTS = """
SELECT COALESCE(s.party, person.party) AS party, count(*) AS number
FROM statement s LEFT JOIN person ON person.id = s.speaker
WHERE {condition} AND COALESCE(s.party, person.party) IN ({listed}) GROUP BY 1
"""
RESULTS = ("met", "partly_met", "unmet", "pending", "withdrawn", "superseded", "unanswered")


def parties(reader: Reader, handles: tuple[str, ...], wanted: Filters, names: Names) -> Iterator[Item]:
    """Yield each party with its delegations, its parts as a third party, its positions, and what it sought and got."""
    narrowed = wanted._replace(party=handles)
    sat = _by_party(found for found in delegates.delegates(reader, narrowed, names) if found["id"])
    held = _by_party(positions.positions(reader, narrowed, names))
    third = _by_party(_third_parties(reader, narrowed))
    said = _statements(reader, narrowed)
    listed, params = reading.placeholders("party", handles)
    for row in reader.rows(PARTIES.format(listed=listed), params):
        rows = [found for found in held.get(row["id"], []) if found["positions"]]
        told: Item = {
            "delegations": sat.get(row["id"], []),
            "third_party": third.get(row["id"], []),
            "issues": [_issue(found) for found in rows],
        }
        yield {
            "id": row["id"],
            "name": row["name"],
            "type": row["type"],
            "aliases": facts.words(row["aliases"]),
            "parent": row["parent"],
            **told,
            "sought": sought(position for found in rows for position in found["positions"]),
            "statements": said.get(row["id"], 0),
            "sources": facts.sources_within(told),
        }


def undated(reader: Reader, handles: tuple[str, ...], wanted: Filters) -> int:
    """Return how many rosters and positions a question by date leaves out because no date is on record."""
    narrowed = wanted._replace(party=handles)
    return delegates.undated(reader, narrowed) + positions.undated(reader, narrowed)


def _by_party(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item["party"], []).append(item)
    return found


def _issue(row: Item) -> Item:
    told = (
        "process", "process_name", "issue", "first", "with_first", "latest", "with_latest", "result", "answer", "answered", "sources",
    )  # fmt: skip
    return {**{name: row[name] for name in told}, "name": row["issue_name"]}


def sought(several: Iterable[Item]) -> Item:
    """Return how many demands a party made, and how many of them came to what; the figures add up to the total.

    A demand that no outcome answers is withdrawn, or superseded, where a later position takes its place.
    """
    held = list(several)
    after = {position["supersedes"]: position["stance"] for position in held if position["supersedes"]}
    found = Counter(_came_to(position, after) for position in held if position["stance"] in outcomes.DEMANDING)
    return {"total": found.total(), **{word: found[word] for word in RESULTS}}


def _came_to(demand: Item, after: dict[str, str]) -> str:
    if demand["result"]:
        return str(demand["result"])
    if demand["id"] not in after:
        return "unanswered"
    return "withdrawn" if after[demand["id"]] == "withdrawn" else "superseded"


def _third_parties(reader: Reader, wanted: Filters) -> Iterator[Item]:
    condition = filters.condition(wanted._replace(party=(), status=()), table="r", mentioned="root", mentions="seated")
    party = filters.of_party(wanted, table="t")
    chosen = Condition(CHOSEN.format(condition=condition.sql, party=party.sql), {**condition.params, **party.params})
    cited = facts.by_record(reader.rows(f"{chosen.sql}\n{CITATIONS}", chosen.params))
    acted: dict[str, list[Item]] = {}
    for row in reader.rows(f"{chosen.sql}\n{ACTED}", chosen.params):
        person = {"person": row["person"], "name": row["name"], "office": row["office"]}
        acted.setdefault(row["of"], []).append({**person, "sources": facts.sources(cited.get(row["id"], []))})
    for row in reader.rows(f"{chosen.sql}\n{THIRD}", chosen.params):
        yield {
            "party": row["party"],
            "process": row["process"],
            "process_name": row["process_name"],
            "round": row["round"],
            "number": row["number"],
            "round_name": row["name"],
            "status": row["status"] or "unknown",
            "date": facts.date(row),
            "roles": facts.words(row["roles"]),
            "persons": acted.get(row["id"], []),
            "sources": facts.sources(cited.get(row["id"], [])),
        }


def _statements(reader: Reader, wanted: Filters) -> dict[str, int]:
    listed, params = reading.placeholders("party", wanted.party)
    condition = filters.condition(wanted._replace(party=(), status=()), table="s", mentioned="record")
    question = STATEMENTS.format(condition=condition.sql, listed=listed)
    return {row["party"]: row["number"] for row in reader.rows(question, {**condition.params, **params})}
