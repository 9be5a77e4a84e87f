"""Where the talks of a process stand, and how long they took: derived from its rounds and its ledger, never typed in."""

from collections.abc import Iterator
from itertools import pairwise
from sqlite3 import Row
from statistics import median
from typing import NamedTuple

from timeline import dates
from timeline.queries import agreements, facts, filters, outcomes, rounds
from timeline.queries.facts import Item
from timeline.queries.filters import Filters
from timeline.queries.names import Names
from timeline.store import reading
from timeline.store.reading import Reader

PROCESSES = "SELECT x.* FROM process x WHERE {condition} ORDER BY x.id"
CITATIONS = facts.CITED.format(of="c.record", joined="process x JOIN citation c ON c.record = x.id")
OPEN = {"unmet", "partly_met", "pending", None}
AGREED = {"agreed", "agreed_in_principle", "partially_agreed"}
EXPECTED = {"proposed", "tentative", "confirmed", "postponed"}
INTERRUPTED = {"postponed", "cancelled", "refused", "boycotted", "broken_off", "adjourned"}
MOVES = ("harder", "softer", "reversed", "same")


class Talks(NamedTuple):
    """All that is on record of one process, as far as its state follows from it."""

    process: Item
    rounds: list[Item]
    ledger: list[Item]
    agreements: list[Item]

    def held(self) -> list[Item]:
        """Return the dated rounds that took place, without the sessions within them."""
        return [
            item for item in self.rounds if item["status"] in {"held", "adjourned", "broken_off"} and not item["parent"] and item["date"]
        ]


def talks(reader: Reader, wanted: Filters, names: Names) -> Iterator[Talks]:
    """Yield all that is on record of each process that passes the filters."""
    narrowed = Filters(process=wanted.process)
    condition = _by_id(wanted) if wanted.process else filters.Condition("TRUE", {})
    several = {
        row["id"]: Talks(_process(row), [], [], []) for row in reader.rows(PROCESSES.format(condition=condition.sql), condition.params)
    }
    cited = facts.by_record(reader.rows(f"{CITATIONS}WHERE {condition.sql} ORDER BY c.record, c.number", condition.params))
    for item in rounds.rounds(reader, narrowed, names=names):
        several[item["process"]].rounds.append(item)
    for item in outcomes.outcomes(reader, narrowed):
        several[item["process"]].ledger.append(item)
    for item in agreements.agreements(reader, narrowed):
        several[item["process"]].agreements.append(item)
    for found in several.values():
        found.process["sources"] = facts.sources(cited.get(found.process["id"], []))
        yield found


def _by_id(wanted: Filters) -> filters.Condition:
    listed, params = reading.placeholders("process", wanted.process)
    return filters.Condition(f"x.id IN ({listed})", params)


def _process(row: Row) -> Item:
    return {
        "id": row["id"],
        "name": row["name"],
        "status": row["status"] or "unknown",
        "summary": row["summary"],
        "parties": facts.words(row["parties"]),
        "issues": facts.words(row["issues"]),
    }


def status(found: Talks) -> Item:
    """Return where the talks stand, under the keys of the contract."""
    held = found.held()
    return {
        **found.process,
        "as_of": _as_of(found),
        "last": _brief(held[-1]) if held else None,
        "next": _next(found, held),
        "open_demands": list(open_demands(found)),
        "deferred": list(deferred(found)),
        "never_raised": never_raised(found),
        "agreed": [_agreed(item) for item in found.ledger if item["status"] in AGREED],
        "gaps": gaps(held),
        "interrupted": [_interrupted(item) for item in found.rounds if item["status"] in INTERRUPTED],
        "third_parties": list(third_parties(found)),
        "absent": _absent(found, held),
        "direction": _direction(held),
    }


def _as_of(found: Talks) -> str | None:
    days = [item["date"]["latest"] for item in (*found.rounds, *found.ledger) if item["date"] and item["date"]["latest"]]
    days += [item["since"]["latest"] for item in found.ledger if item["since"] and item["since"]["latest"]]
    return max(days, default=None)


def _brief(item: Item) -> Item:
    return {name: item[name] for name in ("id", "number", "name", "status", "date", "places", "sources")}


def _next(found: Talks, held: list[Item]) -> Item | None:
    last = held[-1]["date"]["earliest"] if held else ""
    later = [
        item for item in found.rounds if item["status"] in EXPECTED and item["date"] and (item["date"]["latest"] or "9") > (last or "")
    ]
    return _brief(later[0]) if later else None


def open_demands(found: Talks) -> Iterator[Item]:
    """Yield the latest demand of each party on each issue, where nothing on record has met it."""
    latest: dict[tuple[str, str], tuple[Item, Item, Item]] = {}
    for item in found.ledger:
        for demand in item["demands"]:
            step = next((step for step in item["steps"] if step["id"] == demand["position"]), item)
            key = (demand["party"], item["issue"])
            if key not in latest or _day(step) >= _day(latest[key][2]):
                latest[key] = (item, demand, step)
    for (party, issue), (_, demand, step) in latest.items():
        if demand["result"] in OPEN:
            yield {
                "party": party,
                "issue": issue,
                "position": demand["position"],
                "text": step["text"],
                "date": step["date"],
                "result": demand["result"],
                "sources": step["sources"],
            }


def _day(item: Item) -> str:
    return (item["date"] or {}).get("earliest") or ""


def deferred(found: Talks) -> Iterator[Item]:
    """Yield the issues put off and not agreed since, with the number of rounds held from then on."""
    by_issue: dict[str, list[Item]] = {}
    for item in found.ledger:
        if item["kind"] == "outcome":
            by_issue.setdefault(item["issue"], []).append(item)
    for issue, several in by_issue.items():
        if several[-1]["status"] != "deferred":
            continue
        first = next(item for number, item in enumerate(several) if all(later["status"] == "deferred" for later in several[number:]))
        count = sum(1 for held in found.held() if held["date"]["latest"] >= _day(first))
        yield {"issue": issue, "since": first["date"], "rounds": count, "sources": first["sources"]}


def never_raised(found: Talks) -> list[str]:
    """Return the issues on the agenda of which no round on record holds a position or an outcome."""
    raised = {item["issue"] for item in found.ledger}
    raised |= {position["issue"] for item in found.rounds for position in item["positions"]}
    return [issue for issue in found.process["issues"] if issue not in raised]


def _agreed(item: Item) -> Item:
    followed = [step for step in item["steps"] if step["kind"] == "follow_up"]
    return {
        "id": item["id"],
        "issue": item["issue"],
        "status": item["status"],
        "text": item["text"],
        "date": item["date"],
        "standing": item["standing"],
        "now": item["now"] if followed else None,
        "since": item["since"] if followed else None,
        "sources": item["sources"],
    }


def gaps(held: list[Item]) -> Item | None:
    """Return the days between rounds held: the median and the longest, each from the least to the most the dates allow."""
    spans = [(_between(before, after), (before["id"], after["id"])) for before, after in pairwise(held)]
    known = [(least, most, between) for (least, most), between in spans if least is not None and most is not None]
    if not known:
        return None
    longest = max(known, key=lambda span: span[:2])
    return {
        "rounds": len(held),
        "median_days": [round(median(span[0] for span in known)), round(median(span[1] for span in known))],
        "longest_days": list(longest[:2]),
        "longest_between": list(longest[2]),
    }


def _between(before: Item, after: Item) -> tuple[int, int] | tuple[None, None]:
    ends = [before["date"][name] for name in ("earliest", "latest")] + [after["date"][name] for name in ("earliest", "latest")]
    if not all(ends):
        return None, None
    days = [dates.to_ordinal(dates.bounds(end)[0]) for end in ends]
    return max(0, days[2] - days[1]), max(0, days[3] - days[0])


def _interrupted(item: Item) -> Item:
    return {"round": item["id"], "status": item["status"], "by": item["declined_by"], "date": item["date"], "sources": item["sources"]}


def third_parties(found: Talks) -> Iterator[Item]:
    """Yield who hosted, mediated, guaranteed or watched, in what roles, and in how many rounds."""
    several: dict[str, Item] = {}
    for item in found.rounds:
        for third in item["third_parties"]:
            held = several.setdefault(third["party"], {"party": third["party"], "roles": [], "rounds": 0, "sources": []})
            held["rounds"] += 1
            held["roles"] += [role for role in third["roles"] if role not in held["roles"]]
            held["sources"] += [source for source in third["sources"] if source not in held["sources"]]
    yield from sorted(several.values(), key=lambda third: (-third["rounds"], third["party"]))


def _absent(found: Talks, held: list[Item]) -> list[str]:
    """Return the negotiating parties without a delegation on record in the last round of which delegations are on record."""
    for item in reversed(held):
        present = {delegation["party"] for delegation in item["delegations"]}
        if present:
            return [party for party in found.process["parties"] if party not in present]
    return []


def _direction(held: list[Item]) -> Item | None:
    """Return how many positions of the last round that holds any moved which way."""
    for item in reversed(held):
        changes = [position["change"] for position in item["positions"] if position["change"]]
        if changes:
            return {"round": item["id"], **{move: changes.count(move) for move in MOVES}}
    return None
