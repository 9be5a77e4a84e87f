"""What rests on each source, what it tells otherwise, what rests on one source or on one side alone, and what rests on none."""

from collections.abc import Iterator
from sqlite3 import Row

from timeline.queries import facts, filters
from timeline.queries.facts import Item
from timeline.queries.filters import Condition, Filters
from timeline.store.reading import KNOWN, Reader

FACTS = """
WITH worded AS (
    SELECT w.id, w.kind, w.process, w.said FROM wording w
    WHERE w.known = (SELECT max(n.known) FROM wording n WHERE n.id = w.id) AND {condition}
),
fact AS (
    SELECT * FROM worded WHERE kind IN ({kinds})
),
other_reading AS NOT MATERIALIZED (
    SELECT x.* FROM reading x WHERE {reading}
),
heard AS (
    SELECT fact.id, c.source, COALESCE(s.origin, s.publisher) AS voice,
        CASE WHEN s.affiliation IN ('independent', 'third_party', 'unknown') THEN NULL ELSE s.affiliation END AS side
    FROM fact JOIN citation c ON c.record = fact.id AND c.reading = 0 AND c.stance <> 'denies' JOIN source s ON s.id = c.source
),
weight AS (
    SELECT id, count(DISTINCT voice) AS voices, count(DISTINCT side) AS sides, count(*) = count(side) AS partisan
    FROM heard GROUP BY id
)
"""
"""The facts, who is heard on each, and what that weighs; and every account of records that differs from theirs."""
OTHERWISE = """,
otherwise AS (
    SELECT w.id, w.kind, c.source, CASE WHEN x.earlier THEN 'earlier' ELSE 'rival' END AS account
    FROM worded w JOIN citation c ON c.record = w.id AND c.reading > 0 AND c.stance <> 'denies'
        JOIN other_reading x ON x.record = c.record AND x.number = c.reading
    UNION
    SELECT w.id, w.kind, c.source, 'rival' FROM worded w JOIN citation c ON c.record = w.id AND c.reading = 0 AND c.stance = 'denies'
)
"""
"""What a source tells otherwise than a record does: against it, or before it was overtaken. A track or a source is no fact, but told of."""
SOURCES = f"""{OTHERWISE}
, named AS (
    SELECT w.id, c.source FROM worded w JOIN citation c ON c.record = w.id
    UNION SELECT w.id, d.source FROM worded w JOIN agreement_date d ON d.record = w.id
    UNION SELECT w.id, l.source FROM worded w JOIN lineage l ON l.record = w.id
)
, borne AS (
    SELECT h.source, h.id AS fact, CASE WHEN w.voices = 1 THEN h.id END AS alone, NULL AS rival, NULL AS earlier
    FROM heard h JOIN weight w ON w.id = h.id
    UNION ALL
    SELECT o.source, NULL, NULL, CASE WHEN o.account = 'rival' THEN o.id END, CASE WHEN o.account = 'earlier' THEN o.id END
    FROM otherwise o
    UNION ALL
    SELECT n.source, NULL, NULL, NULL, NULL FROM named n
)
, counted AS (
    SELECT b.source, count(DISTINCT b.fact) AS facts, count(DISTINCT b.alone) AS alone,
        count(DISTINCT b.rival) AS rival, count(DISTINCT b.earlier) AS earlier
    FROM borne b GROUP BY b.source
)
SELECT s.*, n.facts, n.alone, n.rival, n.earlier FROM counted n JOIN source s ON s.id = n.source
ORDER BY n.facts DESC, s.id
"""
ACCOUNTS = f"{OTHERWISE}SELECT source AS of, id, kind, account FROM otherwise ORDER BY of, id, account"
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
    """Yield each source with the facts that rest on it, the most used first, and those that it denies or tells otherwise."""
    chosen = facts_asked(wanted)
    resting = _by_source(reader.rows(f"{chosen.sql}{RESTING}ORDER BY of, fact.id", chosen.params))
    otherwise = _by_source(reader.rows(f"{chosen.sql}{ACCOUNTS}", chosen.params))
    for row in reader.rows(f"{chosen.sql}{SOURCES}", chosen.params):
        counted = {name: row[name] for name in ("facts", "alone", "rival", "earlier")}
        accounts = [{name: told[name] for name in ("id", "kind", "account")} for told in otherwise.get(row["id"], [])]
        yield {**facts.source(row), **counted, "records": _records(resting.get(row["id"], [])), "accounts": accounts}


def _by_source(rows: Iterator[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["of"], []).append(row)
    return found


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
    return Condition(FACTS.format(kinds=kinds, condition=condition.sql, reading=filters.in_process(wanted, "+x").sql), condition.params)
