"""What rests on each source, what rests on one source or on one side alone, and what rests on none."""

from collections.abc import Iterator
from sqlite3 import Row

from timeline.queries import facts, filters
from timeline.queries.facts import Item
from timeline.queries.filters import Condition, Filters
from timeline.store.reading import KNOWN, Reader

FACTS = """
WITH fact AS (
    SELECT w.id, w.kind, w.process, w.said FROM wording w
    WHERE w.kind IN ({kinds}) AND w.known = (SELECT max(n.known) FROM wording n WHERE n.id = w.id) AND {condition}
),
heard AS (
    SELECT fact.id, c.source, COALESCE(s.origin, s.publisher) AS voice,
        CASE WHEN s.affiliation IN ('independent', 'third_party', 'unknown') THEN NULL ELSE s.affiliation END AS side
    FROM fact JOIN citation c ON c.record = fact.id AND c.reading = 0 JOIN source s ON s.id = c.source
),
weight AS (
    SELECT id, count(DISTINCT voice) AS voices, count(DISTINCT side) AS sides, count(*) = count(side) AS partisan
    FROM heard GROUP BY id
)
"""
SOURCES = """
SELECT s.*, count(DISTINCT h.id) AS facts, count(DISTINCT CASE WHEN w.voices = 1 THEN h.id END) AS alone
FROM heard h JOIN weight w ON w.id = h.id JOIN source s ON s.id = h.source
GROUP BY s.id ORDER BY facts DESC, s.id
"""
RESTING = """
SELECT DISTINCT h.source AS of, fact.id, fact.kind, w.voices = 1 AS alone, w.sides = 1 AND w.partisan AS one_sided,
    sum(1) OVER (PARTITION BY h.source) AS facts
FROM heard h JOIN weight w ON w.id = h.id JOIN fact ON fact.id = h.id
"""
TOTALS = """
SELECT fact.kind, count(*) AS facts, sum(CASE WHEN w.voices = 1 THEN 1 ELSE 0 END) AS single,
    sum(CASE WHEN w.sides = 1 AND w.partisan THEN 1 ELSE 0 END) AS one_sided,
    sum(CASE WHEN w.voices > 1 THEN 1 ELSE 0 END) AS corroborated, sum(CASE WHEN w.id IS NULL THEN 1 ELSE 0 END) AS unsourced
FROM fact LEFT JOIN weight w ON w.id = fact.id
GROUP BY fact.kind ORDER BY fact.kind
"""
UNSOURCED = "SELECT fact.* FROM fact WHERE fact.id NOT IN (SELECT id FROM heard) ORDER BY fact.id"


def sources(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield each source with the facts that rest on it, the most used first."""
    chosen = facts_asked(wanted)
    resting: dict[str, list[Row]] = {}
    for row in reader.rows(f"{chosen.sql}{RESTING}ORDER BY of, fact.id", chosen.params):
        resting.setdefault(row["of"], []).append(row)
    for row in reader.rows(f"{chosen.sql}{SOURCES}", chosen.params):
        yield {**facts.source(row), "facts": row["facts"], "alone": row["alone"], "records": _records(resting.get(row["id"], []))}


def _records(rows: list[Row]) -> list[Item]:
    return [{"id": row["id"], "kind": row["kind"], "alone": bool(row["alone"]), "one_sided": bool(row["one_sided"])} for row in rows]


def totals(reader: Reader, wanted: Filters) -> list[Item]:
    """Return, for each kind of fact, how many there are and how many rest on one source, on one side's, on two or more, and on none."""
    chosen = facts_asked(wanted)
    return [dict(row) for row in reader.rows(f"{chosen.sql}{TOTALS}", chosen.params)]


def unsourced(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield the facts that cite no source."""
    chosen = facts_asked(wanted)
    for row in reader.rows(f"{chosen.sql}{UNSOURCED}", chosen.params):
        name = row["said"].partition("\n")[0] or row["id"].rpartition("/")[2]
        yield {"id": row["id"], "name": name, "kind": row["kind"], "process": row["process"], "sources": []}


def facts_asked(wanted: Filters) -> Condition:
    """Return the facts that a question is about, who is heard on each, and what their words weigh."""
    condition = filters.condition(wanted, table="w", mentioned="root")
    kinds = ", ".join(f"'{kind}'" for kind in KNOWN)
    return Condition(FACTS.format(kinds=kinds, condition=condition.sql), condition.params)
