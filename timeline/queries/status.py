"""Where the talks of a process stand: derived from its rounds, its demands and its ledger, never typed in."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline import vocabulary
from timeline.dates import OPEN_START
from timeline.queries import chronology, filters, outcomes, spans, talks
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
OUTSIDE = f"""
SELECT DISTINCT x.process, x.issue
FROM (
    SELECT p.id, p.process, p.issue, p.date, p.earliest, p.latest FROM position p WHERE p.round IS NULL
    UNION ALL SELECT o.id, o.process, o.issue, o.date, o.earliest, o.latest FROM outcome o WHERE o.round IS NULL
    UNION ALL SELECT v.id, v.process, v.issue, a.date, a.earliest, a.latest
    FROM provision v JOIN agreement a ON a.id = v.agreement WHERE a.round IS NULL
    UNION ALL SELECT s.id, s.process, s.issue, {", ".join(f"COALESCE(s.{name}, r.{name})" for name in ("date", "earliest", "latest"))}
    FROM statement s LEFT JOIN round r ON r.id = s.round
) x WHERE x.issue IS NOT NULL AND {{condition}}
"""
"""The issues of what was said, came about or was written outside the rounds; a statement is made to the public, whatever it is about."""


class Beside(NamedTuple):
    """What is told of a process beside its rounds and demands."""

    ledger: list[Item]
    happened: list[Item]
    outside: set[str]
    """The issues raised outside the rounds."""
    next: Item | None


def status(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield where the talks of each process stand, as far as the record goes: no clock is asked."""
    several = talks.talks(reader, wanted)
    if not several:
        return
    narrowed = talks.within(wanted, several)
    parents = {row["id"]: row["parent"] for row in reader.rows(ISSUES, {})}
    for found, beside in zip(several, _beside(reader, narrowed, several), strict=True):
        if beside.happened or beside.ledger or beside.outside or found.meetings or not talks.narrows(wanted):
            yield _item(found, beside, _not_raised(found, beside, wanted, parents))


def _beside(reader: Reader, narrowed: Filters, several: list[Talks]) -> Iterator[Beside]:
    ledger = _by_process(outcomes.outcomes(reader, narrowed))
    happened = _by_process(chronology.in_time(reader, narrowed))
    expected = _expected(reader, narrowed, several)
    condition = filters.condition(narrowed, table="x", mentioned="record")
    outside: dict[str, set[str]] = {}
    for row in reader.rows(OUTSIDE.format(condition=condition.sql), condition.params):
        outside.setdefault(row["process"], set()).add(row["issue"])
    for found in several:
        process = found.process["id"]
        yield Beside(ledger.get(process, []), happened.get(process, []), outside.get(process, set()), expected[process])


def _expected(reader: Reader, narrowed: Filters, several: list[Talks]) -> dict[str, Item | None]:
    """Return the next round of each process: what it is expected to be about does not matter, nor where, nor who is to be there."""
    whole = narrowed._replace(party=(), person=(), place=(), issue=())
    if whole == narrowed:
        return {found.process["id"]: _next(found) for found in several}
    every = {found.process["id"]: Talks(found.process, [], []) for found in several}
    for meeting in talks.meetings(reader, whole):
        every[meeting.item["process"]].meetings.append(meeting)
    return {process: _next(found) for process, found in every.items()}


def _by_process(items: Iterable[Item]) -> dict[str, list[Item]]:
    several: dict[str, list[Item]] = {}
    for item in items:
        several.setdefault(item["id"].partition("/")[0], []).append(item)
    return several


def _not_raised(found: Talks, beside: Beside, wanted: Filters, parents: dict[str, str | None]) -> Item:
    """Return the issues on the agenda that the question is about and that no round on record raised, nor any part of them.

    Those on record outside the rounds stand apart.
    """
    raised = _with_parents({issue for meeting in found.meetings for issue in meeting.item["raised"]}, parents)
    outside = _with_parents(beside.outside, parents)
    asked = [issue for issue in found.process["issues"] if not wanted.issue or issue in wanted.issue]
    return {
        "never_raised": [issue for issue in asked if issue not in raised | outside],
        "raised_outside": [issue for issue in asked if issue in outside - raised],
    }


def _with_parents(issues: set[str], parents: dict[str, str | None]) -> set[str]:
    """Return issues with all that they are part of."""
    found = set(issues)
    for issue in issues:
        above = parents.get(issue)
        while above is not None and above not in found:
            found.add(above)
            above = parents.get(above)
    return found


def _item(found: Talks, beside: Beside, not_raised: Item) -> Item:
    held = found.held()
    last = held[-1] if held else None
    return {
        **found.process,
        "as_of": _as_of(found, beside.happened),
        "rounds": counted(found),
        "latest": [meeting.item["status"] for meeting in _in_turn(found)[-LATEST:]],
        "last": _brief(last) if last else None,
        "next": beside.next,
        "open_demands": [_open(demand) for demand in found.demands if is_open(demand)],
        "deferred": list(_deferred(beside.ledger, held)),
        **not_raised,
        "agreed": [_agreed(entry) for entry in beside.ledger if entry["status"] in outcomes.AGREED],
        "gaps": gaps(found),
        "interrupted": [_interrupted(meeting.item) for meeting in found.meetings if meeting.item["status"] in INTERRUPTED],
        "third_parties": third_parties(found),
        "held": [meeting.item["id"] for meeting in held],
        **_left_out(found, held),
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


def _next(found: Talks) -> Item | None:
    """Return the next round on record after the last one held; one without a date only where no other is expected."""
    last = found.held()[-1:]
    begun = last[0].span.begun[0] if last and last[0].span else OPEN_START
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
            rounds = [meeting.item["id"] for meeting in held if _not_before(meeting, put_off)]
            yield {
                "issue": issue,
                "since": put_off["date"],
                "rounds": len(rounds),
                "held_since": len(rounds) - rounds.count(put_off["round"]),
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
    """Return what was agreed, and what the ledger says became of it."""
    followed = any(step["kind"] == "follow_up" for step in entry["steps"])
    last = outcomes.of_latest_date(entry) if followed else []
    kept = ("id", "issue", "status", "text", "scope", "date", "standing", "confirmed_by", "disputed_by", "deadline")
    return {
        **{name: entry[name] for name in kept},
        "now": entry["now"] if followed else None,
        "since": entry["since"] if followed else None,
        "became": outcomes.latest(entry) if followed else [],
        "sources": list(dict.fromkeys(source for told in (entry, *last) for source in told["sources"])),
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


class Seat(NamedTuple):
    """What a third party did in a round, or in a session within it."""

    round: str
    took_place: bool
    roles: list[str]
    sources: list[str]


def third_parties(found: Talks) -> list[Item]:
    """Return who hosted, mediated, guaranteed or watched: in what roles, in which rounds that took place and in which that did not.

    Sessions count as the round that they are part of.
    """
    several: dict[str, list[Seat]] = {}
    for meeting in found.meetings:
        for third in meeting.item["third_parties"]:
            whole = meeting.item["parent"] or meeting.item["id"]
            several.setdefault(third["party"], []).append(Seat(whole, meeting.took_place, third["roles"], third["sources"]))
    told = [_third_party(party, seats) for party, seats in several.items()]
    return sorted(told, key=lambda told: (-told["rounds"], -told["not_held"], told["party"]))


def _third_party(party: str, seats: list[Seat]) -> Item:
    held = {seat.round for seat in seats if seat.took_place}
    roles: dict[str, set[str]] = {}
    for seat in seats:
        roles.setdefault(seat.round, set()).update(seat.roles)
    by_roles: dict[tuple[str, ...], list[Seat]] = {}
    for seat in seats:
        by_roles.setdefault(tuple(sorted(roles[seat.round], key=vocabulary.THIRD_PARTY_ROLE.position)), []).append(seat)
    parts = [_part(together, of_roles, held) for together, of_roles in by_roles.items()]
    return {
        "party": party,
        "roles": list(dict.fromkeys(role for seat in seats for role in seat.roles)),
        "rounds": len(held),
        "not_held": len({seat.round for seat in seats} - held),
        "parts": sorted(parts, key=lambda part: -len(part["rounds"])),
        "sources": list(dict.fromkeys(source for seat in seats for source in seat.sources)),
    }


def _part(roles: tuple[str, ...], seats: list[Seat], held: set[str]) -> Item:
    """Return the rounds in which a third party had the same roles."""
    rounds = list(dict.fromkeys(seat.round for seat in seats))
    return {
        "roles": list(roles),
        "rounds": [handle for handle in rounds if handle in held],
        "not_held": [handle for handle in rounds if handle not in held],
        "sources": list(dict.fromkeys(source for seat in seats for source in seat.sources)),
    }


def _left_out(found: Talks, held: list[Meeting]) -> Item:
    """Return for each party the rounds that have a delegation of another on record and none of its own, and those that have none at all."""
    present = found.present()
    rounds = [meeting.item["id"] for meeting in held]
    told = [handle for handle in rounds if present[handle]]
    missing = {party: [handle for handle in told if party not in present[handle]] for party in found.process["parties"]}
    return {
        "left_out": [{"party": party, "rounds": several} for party, several in missing.items() if several],
        "no_delegation": [handle for handle in rounds if not present[handle]],
    }


def _absent(found: Talks, last: Meeting | None) -> list[str] | None:
    """Return the parties of the process that had no delegation in the last round; None where no delegation to it is on record."""
    if last is None:
        return None
    present = found.present()[last.item["id"]]
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
