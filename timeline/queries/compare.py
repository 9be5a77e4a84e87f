"""Processes side by side: each figure counts what the command for its records answers to the same question."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.queries import agreements, outcomes, sources, spans, status, talks
from timeline.queries.facts import Item
from timeline.queries.filters import Filters
from timeline.queries.talks import Meeting, Talks
from timeline.store.reading import Reader

SOURCES = "SELECT process, count(DISTINCT source) AS number FROM heard JOIN fact USING (id) GROUP BY process"
VOICES = "SELECT fact.id, w.voices FROM fact JOIN weight w ON w.id = fact.id WHERE fact.kind = 'outcome'"
CONTRADICTED = """
SELECT fact.process, count(*) AS readings, count(DISTINCT fact.id) AS facts
FROM fact JOIN other_reading r ON r.record = fact.id WHERE NOT r.earlier GROUP BY fact.process
"""

RESULTS = ("met", "partly_met", "unmet", "pending", "withdrawn", "superseded", "no_outcome")
"""What can have come of a demand; 'no_outcome' is that no outcome on record answers it."""


class Contradicted(NamedTuple):
    """How many accounts differ from what the facts of a process say, and how many facts have such an account."""

    readings: int = 0
    facts: int = 0


class Evidence(NamedTuple):
    """What the facts of each process rest on, and how many voices carry each outcome."""

    sources: dict[str, int]
    contradicted: dict[str, Contradicted]
    voices: dict[str, int]


class Held(NamedTuple):
    """What came of the talks of a process."""

    ledger: list[Item]
    documents: list[Item]


def compare(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield each process with its measures, by handle; of those not named, each of which something answers the question."""
    several = talks.talks(reader, wanted)
    narrowed = talks.within(wanted, several)
    came = {found.process["id"]: Held([], []) for found in several}
    for item in outcomes.outcomes(reader, narrowed) if several else ():
        came[item["process"]].ledger.append(item)
    for item in agreements.agreements(reader, narrowed) if several else ():
        came[item["process"]].documents.append(item)
    evidence = _evidence(reader, narrowed)
    for found in several:
        held = came[found.process["id"]]
        if found.process["id"] in wanted.process or _answers(found, held) or not talks.narrows(wanted):
            yield _item(found, held, evidence)


def _answers(found: Talks, came: Held) -> bool:
    """Tell whether anything of a process is about what the question is narrowed to."""
    return bool(found.meetings or found.demands or came.ledger or came.documents)


def _evidence(reader: Reader, wanted: Filters) -> Evidence:
    asked = sources.facts_asked(wanted)
    heard = {row["process"]: row["number"] for row in reader.rows(f"{asked.sql}{SOURCES}", asked.params)}
    every = sources.facts_asked(Filters(process=wanted.process))
    voices = {row["id"]: row["voices"] for row in reader.rows(f"{every.sql}{VOICES}", every.params)}
    return Evidence(heard, contradicted(reader, wanted), voices)


def contradicted(reader: Reader, wanted: Filters) -> dict[str, Contradicted]:
    """Return, for each process with any, what is contradicted by a rival account."""
    asked = sources.facts_asked(wanted)
    rows = reader.rows(f"{asked.sql}{CONTRADICTED}", asked.params)
    return {row["process"]: Contradicted(row["readings"], row["facts"]) for row in rows}


def present(meetings: Iterable[Meeting]) -> list[str]:
    """Return the persons whom the record has among the delegates at the rounds that met, each once."""
    return sorted({person for meeting in meetings if meeting.took_place for person in meeting.item["persons"]})


def _item(found: Talks, came: Held, evidence: Evidence) -> Item:
    process, held = found.process, found.held()
    ends = [meeting.item for meeting in held[:1] + held[-1:]]
    rests_on = {"status": process["sources"], **{name: item["sources"] for name, item in zip(("first", "last"), ends, strict=bool(ends))}}
    days = spans.whole([span for _, span in found.dated()])
    voices = [evidence.voices.get(entry["id"], 0) for entry in came.ledger if entry["kind"] == "outcome"]
    return {
        **{name: process[name] for name in ("id", "name", "status")},
        "first": next((item["date"] for item in ends[:1]), None),
        "last": next((item["date"] for item in ends[-1:]), None),
        "days": list(days) if days else None,
        "rounds": status.counted(found),
        "numbered": sum(meeting.item["number"] is not None and not meeting.item["parent"] for meeting in found.meetings),
        "gaps": status.gaps(found),
        "formats": _counts(form for meeting in held for form in meeting.item["formats"]),
        "third_parties": [
            {name: third[name] for name in ("party", "roles", "rounds", "not_held")} for third in status.third_parties(found)
        ],
        "persons": present(found.meetings),
        **_issues(found, came.ledger),
        "demands": _demands(found),
        "agreements": _counts(document["form"] or "unknown" for document in came.documents),
        "signed": sum(any(_is_signed(hand) for hand in document["signatures"]) for document in came.documents),
        "follow_ups": _follow_ups(came),
        "contradictions": evidence.contradicted.get(process["id"], Contradicted()).readings,
        "sources_cited": evidence.sources.get(process["id"], 0),
        "outcomes": len(voices),
        "outcomes_with_two_sources": round(sum(number > 1 for number in voices) / len(voices), 2) if voices else None,
        "rests_on": rests_on,
        "sources": list(dict.fromkeys(source for several in rests_on.values() for source in several)),
    }


def _counts(words: Iterable[str]) -> dict[str, int]:
    counted = Counter(words)
    return {word: counted[word] for word in sorted(counted, key=lambda word: (-counted[word], word))}


def _issues(found: Talks, ledger: list[Item]) -> Item:
    """Return the issues of which rounds hold a position, an outcome or a provision, and those of them agreed, at least in part."""
    agreed = dict.fromkeys(entry["issue"] for entry in ledger if entry["status"] in outcomes.AGREED)
    raised = dict.fromkeys(issue for meeting in found.meetings for issue in meeting.item["raised"])
    return {"issues_raised": list(raised | agreed), "issues_agreed": list(agreed)}


def _demands(found: Talks) -> dict[str, int]:
    """Return how many demands came to what; one that a later position took the place of counts as superseded unless it was met."""
    results = Counter(_result(demand) for demand in found.demands)
    return {result: results[result] for result in RESULTS}


def _result(demand: Item) -> str:
    if demand["superseded"] and demand["result"] in status.UNSETTLED:
        return "superseded"
    return str(demand["result"] or "no_outcome")


def _is_signed(hand: Item) -> bool:
    return hand["status"] in {"signed", "with_reservation"}


def _follow_ups(came: Held) -> dict[str, int]:
    """Return how often outcomes, documents and provisions came to what; each record of it counts once."""
    steps = {step["id"]: step["status"] for entry in came.ledger for step in entry["steps"] if step["kind"] == "follow_up"}
    for document in came.documents:
        several = [*document["follow_ups"], *(found for clause in document["provisions"] for found in clause["follow_ups"])]
        steps |= {found["id"]: found["status"] for found in several}
    return _counts(steps.values())


def undated(reader: Reader, wanted: Filters) -> int:
    """Return how many rounds, demands, outcomes and documents a question by date leaves out because no date is on record."""
    return talks.undated(reader, wanted) + agreements.undated(reader, wanted._replace(status=()))
