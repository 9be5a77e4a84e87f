"""Processes side by side, in figures that can be cited with the question beside them."""

from collections import Counter
from collections.abc import Iterator

from timeline import dates
from timeline.queries import status
from timeline.queries.facts import Item
from timeline.queries.filters import Filters
from timeline.queries.names import Names
from timeline.queries.status import Talks
from timeline.store.reading import Reader

SUPPORT = """
SELECT o.process, count(*) AS outcomes, sum(CASE WHEN w.voices > 1 THEN 1 ELSE 0 END) AS corroborated FROM outcome o
LEFT JOIN (
    SELECT c.record, count(DISTINCT COALESCE(s.origin, s.publisher)) AS voices
    FROM citation c JOIN source s ON s.id = c.source WHERE c.reading = 0 GROUP BY c.record
) AS w ON w.record = o.id
GROUP BY o.process
"""
SOURCES = "SELECT c.process, count(DISTINCT c.source) AS number FROM citation c GROUP BY c.process"
DISPUTED = "SELECT r.process, count(*) AS number FROM reading r WHERE NOT r.earlier GROUP BY r.process"


def compare(reader: Reader, wanted: Filters, names: Names) -> Iterator[Item]:
    """Yield each process with its measures."""
    support = {row["process"]: row for row in reader.rows(SUPPORT, {})}
    sources = {row["process"]: row["number"] for row in reader.rows(SOURCES, {})}
    disputed = {row["process"]: row["number"] for row in reader.rows(DISPUTED, {})}
    for found in status.talks(reader, wanted, names):
        key = found.process["id"]
        held = support.get(key)
        share = round(held["corroborated"] / held["outcomes"], 2) if held and held["outcomes"] else None
        evidence = {"sources_cited": sources.get(key, 0), "contradictions": disputed.get(key, 0), "outcomes_with_two_sources": share}
        yield {**_measures(found), **evidence, "sources": found.process["sources"]}


def _measures(found: Talks) -> Item:
    held = found.held()
    counted = Counter(item["status"] for item in found.rounds if not item["parent"])
    persons = {person["person"] for item in found.rounds for side in item["delegations"] for person in side["delegates"]}
    results = Counter(demand["result"] or "unanswered" for item in found.ledger for demand in item["demands"])
    return {
        "id": found.process["id"],
        "name": found.process["name"],
        "status": found.process["status"],
        "first": held[0]["date"] if held else None,
        "last": held[-1]["date"] if held else None,
        "days": _days(held),
        "rounds": dict(counted),
        "numbered": sum(1 for item in found.rounds if item["number"] is not None),
        "gaps": status.gaps(held),
        "formats": dict(Counter(form for item in found.rounds for form in item["formats"])),
        "third_parties": [{name: third[name] for name in ("party", "roles", "rounds")} for third in status.third_parties(found)],
        "persons": len(persons),
        "issues_raised": _issues(found, agreed=False),
        "issues_agreed": _issues(found, agreed=True),
        "demands": dict(results),
        "agreements": dict(Counter(item["form"] or "unknown" for item in found.agreements)),
        "signed": sum(1 for item in found.agreements if any(hand["status"] == "signed" for hand in item["signatures"])),
        "follow_ups": dict(Counter(step["status"] for item in found.ledger for step in item["steps"] if step["kind"] == "follow_up")),
    }


def _days(held: list[Item]) -> list[int] | None:
    """Return the days from the first round held to the last, both counted: the least and the most that the dates allow."""
    ends = [item["date"][name] for item in held[:1] + held[-1:] for name in ("earliest", "latest")]
    if not ends or not all(ends):
        return None
    days = [dates.to_ordinal(dates.bounds(end)[0]) for end in ends]
    return [max(0, days[-2] - days[1]) + 1, days[-1] - days[0] + 1]


def _issues(found: Talks, *, agreed: bool) -> list[str]:
    chosen = (item for item in found.ledger if not agreed or item["status"] in status.AGREED)
    return list(dict.fromkeys(item["issue"] for item in chosen))
