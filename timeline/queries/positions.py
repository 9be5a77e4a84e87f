"""How each party stood on each issue over the rounds, and how it moved."""

from collections.abc import Iterator
from sqlite3 import Row

from timeline.queries import changes, facts, filters, pieces
from timeline.queries.facts import Cited, Item
from timeline.queries.filters import Condition, Filters
from timeline.queries.names import Names
from timeline.store.reading import Reader

CHOSEN = """
WITH chosen AS (
    SELECT p.id FROM position p LEFT JOIN round pr ON pr.id = p.round WHERE {condition} AND {dated}
)
"""
POSITIONS = f"""
SELECT p.id, p.process, p.round, p.party, p.issue, p.stance, p.priority, p.text, p.timing, p.speaker, p.change, p.change_reason,
    p.supersedes, {pieces.own_or_round("p").replace("r.", "pr.")}, pr.number, pr.name AS round_name,
    person.name AS speaker_name, person.short AS speaker_short, b.id AS previous, b.stance AS stance_before, b.priority AS priority_before
FROM chosen JOIN position p ON p.id = chosen.id LEFT JOIN round pr ON pr.id = p.round LEFT JOIN person ON person.id = p.speaker
LEFT JOIN position b ON b.id = {changes.PREVIOUS}
ORDER BY p.process, {changes.WHEN.format(table="p", round="pr")}
"""
RESULTS = """
SELECT a.position, a.result FROM chosen JOIN answer a ON a.position = chosen.id
JOIN outcome o ON o.id = a.record LEFT JOIN round r ON r.id = o.round
ORDER BY COALESCE(o.earliest, r.earliest), o.id
"""
CITATIONS = facts.CITED.format(of="chosen.id", joined="chosen JOIN citation c ON c.record = chosen.id") + "ORDER BY chosen.id, c.number"


def positions(reader: Reader, wanted: Filters, names: Names) -> Iterator[Item]:
    """Yield each party's chain of positions on an issue, process by process, under the keys of the contract."""
    chosen = _chosen(wanted)
    cited = facts.by_record(reader.rows(f"{chosen.sql}{CITATIONS}", chosen.params))
    results = {row["position"]: row["result"] for row in reader.rows(f"{chosen.sql}{RESULTS}", chosen.params)}
    chains: dict[tuple[str, str, str], list[Item]] = {}
    for row in reader.rows(f"{chosen.sql}{POSITIONS}", chosen.params):
        chains.setdefault((row["process"], row["party"], row["issue"]), []).append(_position(row, results, cited))
    for (process, party, issue), chain in chains.items():
        yield _chain(process, party, issue, chain, names)


def _chosen(wanted: Filters) -> Condition:
    condition = filters.condition(wanted._replace(since=Filters().since, until=Filters().until, status=()), table="p", mentioned="record")
    dated = filters.condition(Filters(since=wanted.since, until=wanted.until), table="p", mentioned="record", date="x").sql
    for bound in ("earliest", "latest"):
        dated = dated.replace(f"x.{bound}", f"COALESCE(p.{bound}, pr.{bound})")
    params = {"since": wanted.since, "until": wanted.until}
    used = {name: value for name, value in params.items() if f":{name}" in dated}
    return Condition(CHOSEN.format(condition=condition.sql, dated=dated), {**condition.params, **used})


def _position(row: Row, results: dict[str, str], cited: dict[str, list[Cited]]) -> Item:
    return {
        "id": row["id"],
        "round": row["round"],
        "number": row["number"],
        "date": facts.date(row),
        "stance": row["stance"],
        "priority": row["priority"],
        "speaker": row["speaker"],
        "speaker_name": row["speaker_short"] or row["speaker_name"],
        "timing": row["timing"],
        "text": row["text"],
        "change": changes.of(row),
        "change_reason": row["change_reason"],
        "previous": row["previous"],
        "result": results.get(row["id"]),
        "sources": facts.sources(cited.get(row["id"], [])),
    }


def _chain(process: str, party: str, issue: str, chain: list[Item], names: Names) -> Item:
    results = [position["result"] for position in chain if position["result"]]
    return {
        "id": f"{process}/{party}/{issue}",
        "process": process,
        "party": party,
        "name": names.party(party),
        "issue": issue,
        "issue_name": names.issue(issue),
        "positions": chain,
        "first": chain[0],
        "latest": chain[-1],
        "result": results[-1] if results else None,
        "sources": list(dict.fromkeys(source for position in chain for source in position["sources"])),
    }
