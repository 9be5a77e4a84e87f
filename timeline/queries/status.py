"""Where the talks of a process stand: derived from its rounds, its demands and its ledger, never typed in."""

from collections.abc import Iterator

from timeline.dates import OPEN_START
from timeline.queries import chronology, outcomes, spans, talks
from timeline.queries.facts import Item
from timeline.queries.filters import Filters
from timeline.queries.talks import Meeting, Talks
from timeline.store.reading import Reader

UNSETTLED = {"unmet", "partly_met", "pending", None}
"""The results that leave a demand open; None where no outcome on record answers it."""
EXPECTED = ("proposed", "tentative", "confirmed", "postponed")
"""The statuses of a round that may be still to come."""
INTERRUPTED = ("postponed", "cancelled", "refused", "boycotted", "broken_off", "adjourned")
"""The statuses of a round that did not take place, or not to its end."""
MOVES = ("harder", "softer", "reversed", "same")
LATEST = 5
"""How many of the latest rounds are told by their statuses."""

ISSUES = "SELECT id, parent FROM issue"


def status(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield where the talks of each process stand, as far as the record goes: no clock is asked."""
    several = talks.talks(reader, wanted)
    narrowed = talks.within(wanted, several)
    ledger = _by_process(outcomes.outcomes(reader, narrowed) if several else ())
    happened = _by_process(chronology.in_time(reader, narrowed) if several else ())
    parents = {row["id"]: row["parent"] for row in reader.rows(ISSUES, {})}
    for found in several:
        own, dated = (by_process.get(found.process["id"], []) for by_process in (ledger, happened))
        if dated or own or found.meetings or not talks.narrows(wanted):
            yield _item(found, own, dated, _never_raised(found, wanted, parents))


def _by_process(items: Iterator[Item] | tuple[()]) -> dict[str, list[Item]]:
    several: dict[str, list[Item]] = {}
    for item in items:
        several.setdefault(item["id"].partition("/")[0], []).append(item)
    return several


def _never_raised(found: Talks, wanted: Filters, parents: dict[str, str | None]) -> list[str]:
    """Return the issues on the agenda that the question is about and that no round on record raised, nor any part of them."""
    raised = {issue for meeting in found.meetings for issue in meeting.item["raised"]}
    for issue in list(raised):
        above = parents.get(issue)
        while above is not None and above not in raised:
            raised.add(above)
            above = parents.get(above)
    asked = [issue for issue in found.process["issues"] if not wanted.issue or issue in wanted.issue]
    return [issue for issue in asked if issue not in raised]


def _item(found: Talks, ledger: list[Item], happened: list[Item], never_raised: list[str]) -> Item:
    held = found.held()
    last = held[-1] if held else None
    return {
        **found.process,
        "as_of": _as_of(found, happened),
        "rounds": counted(found),
        "latest": [meeting.item["status"] for meeting in _in_turn(found)[-LATEST:]],
        "last": _brief(last) if last else None,
        "next": _next(found, last),
        "open_demands": [_open(demand) for demand in found.demands if is_open(demand)],
        "deferred": list(_deferred(ledger, held)),
        "never_raised": never_raised,
        "agreed": [_agreed(entry) for entry in ledger if entry["status"] in outcomes.AGREED],
        "gaps": gaps(found),
        "interrupted": [_interrupted(meeting.item) for meeting in found.meetings if meeting.item["status"] in INTERRUPTED],
        "third_parties": third_parties(found),
        "absent": _absent(found, last),
        "direction": _direction(found),
    }


def _as_of(found: Talks, happened: list[Item]) -> str | None:
    """Return the latest date that the record has come to, in EDTF; what is planned for a day has not come to it."""
    planned = {meeting.item["id"]: meeting.item["date"] for meeting in found.meetings if not meeting.took_place}
    reached = [spans.reached(entry["date"]["edtf"]) for entry in happened if entry["date"] and not _is_planned(entry, planned)]
    known = [(days, edtf) for edtf, days in reached if days[0] > OPEN_START]
    return max(known)[1] if known else None


def _is_planned(entry: Item, planned: dict[str, Item | None]) -> bool:
    """Tell whether a date is that of a round that did not take place, or taken from one."""
    of_round = planned.get("/".join(entry["id"].split("/")[:2]))
    return of_round is not None and of_round["edtf"] == entry["date"]["edtf"]


def counted(found: Talks) -> dict[str, int]:
    """Return how many rounds there are of each status, the most frequent first; sessions within a round are not counted."""
    statuses = [meeting.item["status"] for meeting in found.meetings if not meeting.item["parent"]]
    return {status: statuses.count(status) for status in sorted(set(statuses), key=lambda status: (-statuses.count(status), status))}


def _in_turn(found: Talks) -> list[Meeting]:
    return [meeting for meeting in found.meetings if meeting.span and not meeting.item["parent"]]


def _brief(meeting: Meeting) -> Item:
    return {name: meeting.item[name] for name in ("id", "number", "name", "status", "date", "places", "said_by", "sources")}


def _next(found: Talks, last: Meeting | None) -> Item | None:
    """Return the next round on record after the last one held; one without a date only where no other is expected."""
    begun = last.span.begun[0] if last and last.span else OPEN_START
    expected = [meeting for meeting in found.meetings if meeting.item["status"] in EXPECTED and not meeting.item["parent"]]
    dated = [meeting for meeting in expected if meeting.span and meeting.span.ended[1] > begun]
    undated = [meeting for meeting in expected if not meeting.span]
    return _brief((dated or undated)[0]) if dated or undated else None


def is_open(demand: Item) -> bool:
    """Tell whether nothing on record has settled a demand and the party still makes it."""
    return demand["result"] in UNSETTLED and not demand["superseded"]


def _open(demand: Item) -> Item:
    return {name: value for name, value in demand.items() if name not in {"process", "superseded"}}


def _deferred(ledger: list[Item], held: list[Meeting]) -> Iterator[Item]:
    """Yield each issue put off and not agreed since, with the rounds held from that one on, it included, and what came last."""
    by_issue: dict[str, list[Item]] = {}
    for entry in ledger:
        if entry["kind"] == "outcome":
            by_issue.setdefault(entry["issue"], []).append(entry)
    for issue, several in by_issue.items():
        agreed = max((place for place, entry in enumerate(several) if entry["status"] in outcomes.AGREED), default=-1)
        put_off = next((entry for entry in several[agreed + 1 :] if entry["status"] == "deferred"), None)
        if put_off is not None:
            rounds = sum(_not_before(meeting, put_off) for meeting in held)
            yield {
                "issue": issue,
                "since": put_off["date"],
                "rounds": rounds,
                "latest": several[-1]["status"],
                "outcome": put_off["id"],
                "sources": put_off["sources"],
            }


def _not_before(meeting: Meeting, entry: Item) -> bool:
    """Tell whether a round is the one of an outcome, or came to its end on that day or later."""
    if meeting.item["id"] == entry["round"]:
        return True
    if not meeting.span or not entry["date"]:
        return False
    return meeting.span.ended[0] > spans.span(entry["date"]["edtf"]).ended[0]


def _agreed(entry: Item) -> Item:
    followed = any(step["kind"] == "follow_up" for step in entry["steps"])
    kept = ("id", "issue", "status", "text", "scope", "date", "standing", "confirmed_by", "disputed_by", "deadline")
    last = next((step for step in reversed(entry["steps"]) if step["kind"] == "follow_up" and step["date"] == entry["since"]), None)
    return {
        **{name: entry[name] for name in kept},
        "now": entry["now"] if followed else None,
        "since": entry["since"] if followed else None,
        "sources": list(dict.fromkeys([*entry["sources"], *(last["sources"] if last else [])])),
    }


def gaps(found: Talks) -> Item | None:
    """Return the days between rounds held: each figure as the least and the most that the dates allow."""
    dated = found.dated()
    known = spans.gaps(dated)
    if known is None:
        return None
    return {
        "rounds": len(dated),
        "median_days": list(known.median),
        "longest_days": list(known.longest),
        "longest_between": list(known.between),
        "longest_is_sure": known.sure,
        "dates_are_sure": known.exact,
        "undated": len(found.held()) - len(dated),
    }


def _interrupted(item: Item) -> Item:
    return {"round": item["id"], "status": item["status"], "by": item["declined_by"], "date": item["date"], "sources": item["sources"]}


def third_parties(found: Talks) -> list[Item]:
    """Return who hosted, mediated, guaranteed or watched, in what roles, and in how many rounds that took place and that did not.

    Sessions count as the round that they are part of.
    """
    several: dict[str, Item] = {}
    seen: dict[str, dict[bool, set[str]]] = {}
    for meeting in found.meetings:
        for third in meeting.item["third_parties"]:
            told = several.setdefault(third["party"], {"party": third["party"], "roles": [], "sources": []})
            told["roles"] += [role for role in third["roles"] if role not in told["roles"]]
            told["sources"] += [source for source in third["sources"] if source not in told["sources"]]
            counts = seen.setdefault(third["party"], {True: set(), False: set()})
            counts[meeting.took_place].add(meeting.item["parent"] or meeting.item["id"])
    for party, told in several.items():
        told |= {"rounds": len(seen[party][True]), "not_held": len(seen[party][False] - seen[party][True])}
    return sorted(several.values(), key=lambda told: (-told["rounds"], -told["not_held"], told["party"]))


def _absent(found: Talks, last: Meeting | None) -> list[str] | None:
    """Return the parties of the process that had no delegation in the last round; None where no delegation to it is on record."""
    if last is None:
        return None
    within = [meeting for meeting in found.meetings if last.item["id"] in {meeting.item["id"], meeting.item["parent"]}]
    present = {party for meeting in within for party in meeting.item["parties"]}
    return [party for party in found.process["parties"] if party not in present] if present else None


def _direction(found: Talks) -> Item | None:
    """Return which way positions moved in the last round that holds any with a previous one; None where no round does."""
    for meeting in reversed(found.meetings):
        moved = [move for move in meeting.item["moves"] if move["change"] in MOVES]
        if moved and meeting.took_place:
            counts = {word: sum(move["change"] == word for move in moved) for word in MOVES}
            sources = dict.fromkeys(source for move in moved for source in move["sources"])
            return {"round": meeting.item["id"], **counts, "sources": list(sources)}
    return None
