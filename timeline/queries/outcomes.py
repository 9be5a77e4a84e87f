"""The ledger: what became of each outcome, step by step, and of each demand that no outcome on record answers."""

from collections.abc import Iterator
from sqlite3 import Row

from timeline.queries import facts, filters, pieces
from timeline.queries.facts import Item
from timeline.queries.filters import Condition, Filters
from timeline.queries.pieces import Part
from timeline.store.reading import Reader

DEMANDING = ("demand", "precondition", "red_line")
"""The stances with which a party asks for something."""

AGREED = ("agreed", "agreed_in_principle", "partially_agreed")
"""The outcomes of which a document may be made."""

ENDING = ("collapsed", "expired", "failed", "reversed")
"""What, happening to a document, happens to all that is in it."""


def _words(several: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in several)


FOLLOWED = f"""
    SELECT f.outcome, f.id AS follow_up FROM follow_up f WHERE f.outcome IS NOT NULL AND {{follow_up}}
    UNION
    SELECT o.id, f.id
    FROM outcome o
    JOIN agreement g ON g.root = o.round AND COALESCE(g.form, '') <> 'unilateral_declaration'
    JOIN provision v ON v.root = o.round AND v.agreement = g.id AND v.issue = o.issue
    JOIN follow_up f ON f.root = o.round AND (f.provision = v.id OR (f.agreement = g.id AND f.status IN ({_words(ENDING)})))
    WHERE o.status IN ({_words(AGREED)}) AND {{outcome}}"""
"""What followed an outcome itself; what followed the provision on its issue in a document of its round; and what ended that document."""

CONCERNED = """
    SELECT m.record, m.who FROM mention m WHERE {m}
    UNION ALL SELECT a.record, m.who FROM answer a JOIN mention m ON m.record = a.position WHERE {a} AND {m}
    UNION ALL SELECT w.outcome, m.who FROM followed w JOIN mention m ON m.record = w.follow_up
    UNION ALL SELECT o.id, m.who
    FROM outcome o JOIN delegation d ON d.root = o.round JOIN mention m ON m.record = d.id AND +m.process = d.process WHERE {o}
    UNION ALL SELECT o.id, m.who
    FROM outcome o JOIN delegate e ON e.root = o.round JOIN mention m ON m.record = e.id AND +m.process = e.process WHERE {o}
    UNION ALL SELECT o.id, m.who FROM outcome o JOIN mention m ON m.record = o.round AND m.role = 'places' WHERE {o}
    UNION ALL SELECT p.id, m.who FROM position p JOIN mention m ON m.record = p.round AND m.role = 'places' WHERE {p}
    UNION ALL SELECT o.id, side.value
    FROM outcome o JOIN process ON process.id = o.process, json_each(process.parties) side
    WHERE (SELECT count(*) FROM delegation d WHERE d.root = o.round) < 2 AND {o}"""
"""Whom and what an outcome is about: who demanded, confirmed or disputed it, and who sat in its round and so is bound by it."""

STOOD = """
    SELECT o.id AS record, o.status FROM outcome o WHERE {o}
    UNION ALL SELECT o.id, 'disputed' FROM outcome o WHERE o.disputed_by <> '[]' AND {o}
    UNION ALL SELECT a.record, a.result FROM answer a WHERE {a}
    UNION ALL SELECT w.outcome, f.status FROM followed w JOIN follow_up f ON f.id = w.follow_up
    UNION ALL SELECT w.outcome, 'disputed' FROM followed w JOIN follow_up f ON f.id = w.follow_up WHERE f.disputed_by <> '[]'
    UNION ALL SELECT p.id, p.stance FROM position p WHERE p.stance = 'withdrawn' AND {p}"""
"""Every status that an outcome, or a demand, has had."""

UNANSWERED = f"""
    SELECT p.id AS last, p.id AS position FROM position p
    WHERE {{position}} AND p.id NOT IN (SELECT a.position FROM answer a WHERE {{answer}})
        AND p.id NOT IN (SELECT later.supersedes FROM position later WHERE later.supersedes IS NOT NULL AND {{later}})
    UNION
    SELECT u.last, p.supersedes FROM unanswered u LEFT JOIN position p ON p.id = u.position
    WHERE COALESCE(p.supersedes, '') <> '' AND p.supersedes NOT IN (SELECT a.position FROM answer a WHERE {{answer}})
),
demanded (id) AS (
    SELECT u.last FROM unanswered u JOIN position p ON p.id = u.position WHERE p.stance IN ({_words(DEMANDING)})"""
"""Each position that nothing answers and none takes the place of, with those it took the place of; one of them is a demand.

The line goes back to the last that something answered: what was answered is told there, once. Each position before is
looked up by its handle: a server is not to begin with all that take the place of another, whosever they are.
"""

LEDGER = """
WITH RECURSIVE followed (outcome, follow_up) AS ({followed}
),
concerned (record, who) AS ({concerned}
),
stood (record, status) AS ({stood}
),
unanswered (last, position) AS ({unanswered}
),
ledger AS (
    SELECT o.id, 'outcome' AS kind, o.process, o.round, COALESCE(r.sequence, o.sequence) AS turn, o.sequence, {outcome_met}, {outcome_date}
    FROM outcome o LEFT JOIN round r ON r.id = o.round WHERE {outcome}
    UNION ALL
    SELECT p.id, 'demand', p.process, p.round, COALESCE(r.sequence, p.sequence), p.sequence, {position_met}, {position_date}
    FROM position p LEFT JOIN round r ON r.id = p.round WHERE {position} AND p.id IN (SELECT id FROM demanded)
),
chosen AS (
    SELECT * FROM ledger WHERE {condition}
),
voiced (record, position) AS (
    SELECT chosen.id, a.position FROM chosen JOIN answer a ON a.record = chosen.id
    UNION SELECT chosen.id, chosen.id FROM chosen WHERE chosen.kind = 'demand'
    UNION SELECT v.record, p.supersedes FROM voiced v LEFT JOIN position p ON p.id = v.position
    WHERE COALESCE(p.supersedes, '') <> '' AND p.supersedes NOT IN (SELECT a.position FROM answer a WHERE {answer})
),
told (record, part) AS (
    SELECT chosen.id, chosen.id FROM chosen
    UNION SELECT v.record, v.position FROM voiced v
    UNION SELECT chosen.id, w.follow_up FROM chosen JOIN followed w ON w.outcome = chosen.id
)"""

MET = "COALESCE(r.earliest, {table}.earliest) AS met_earliest, COALESCE(r.latest, {table}.latest) AS met_latest"
"""The days of the round of a record, its own where it is of none: what came of one round stands together."""

IN_ORDER = """ORDER BY chosen.process, chosen.met_earliest NULLS LAST, chosen.met_latest, chosen.turn, chosen.round,
    chosen.kind = 'demand', chosen.earliest NULLS LAST, chosen.latest, chosen.sequence, chosen.id"""

ITEMS = f"""
SELECT chosen.*, process.name AS process_name, process.parties AS sides, r.number, r.name AS round_name,
    {", ".join(f"r.{name} AS round_{name}" for name in pieces.DATE)},
    COALESCE(o.issue, p.issue) AS issue, issue.name AS issue_name, o.status, COALESCE(o.text, p.text) AS text,
    o.scope_area, o.scope_duration, o.scope_conditions, o.deadline, o.confirmed_by, o.disputed_by
FROM chosen
JOIN process ON process.id = chosen.process
LEFT JOIN round r ON r.id = chosen.round
LEFT JOIN outcome o ON o.id = chosen.id
LEFT JOIN position p ON p.id = chosen.id
JOIN issue ON issue.id = COALESCE(o.issue, p.issue)
"""
DEMANDS = f"""
SELECT chosen.id AS of, p.id, p.party, p.stance, p.priority, p.text, p.round, p.sequence, r.number, r.name AS round_name,
    {pieces.own_or_round("p")}, person.name AS speaker_name, person.short AS speaker_short, a.result
FROM voiced v
JOIN chosen ON chosen.id = v.record
JOIN position p ON p.id = v.position
LEFT JOIN round r ON r.id = p.round
LEFT JOIN person ON person.id = p.speaker
LEFT JOIN answer a ON a.record = chosen.id AND a.position = p.id
"""
FOLLOW_UPS = "SELECT chosen.id AS of, f.* FROM chosen JOIN followed w ON w.outcome = chosen.id JOIN follow_up f ON f.id = w.follow_up"
PRESENT = "SELECT chosen.id AS of, d.party FROM chosen JOIN delegation d ON d.root = chosen.round"
CITATIONS = facts.cited_of("chosen.id", "told t JOIN chosen ON chosen.id = t.record", "t.part")
UNDATED = "SELECT count(*) AS number FROM chosen WHERE chosen.earliest IS NULL"

PARTS = {
    "demands": Part(DEMANDS, "p.sequence, p.id"),
    "follow_ups": Part(FOLLOW_UPS, "f.sequence, f.id"),
    "present": Part(PRESENT, "d.party"),
    "citations": Part(CITATIONS, "c.record, c.number"),
}


def outcomes(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield each outcome, and each demand that none answers, with its steps in time, process by process."""
    chosen = _chosen(wanted)
    parts = pieces.asked(reader, chosen, PARTS, IN_ORDER)
    for row in reader.rows(f"{chosen.sql}\n{ITEMS}\n{IN_ORDER}", chosen.params):
        yield Told(row, {name: followed.of(row["id"]) for name, followed in parts.items()}).item()


def undated(reader: Reader, wanted: Filters) -> int:
    """Return how many outcomes and demands a question by date leaves out because no date is on record."""
    chosen = _chosen(wanted._replace(since=Filters().since, until=Filters().until))
    return int(next(reader.rows(f"{chosen.sql}\n{UNDATED}", chosen.params))["number"])


def _chosen(wanted: Filters) -> Condition:
    narrowed = {alias: filters.in_process(wanted, alias).sql for alias in ("o", "p", "a", "f", "later")}
    inside = {alias: filters.in_process(wanted, f"+{alias}").sql for alias in ("o", "p", "a", "m")}
    condition = filters.condition(wanted._replace(process=()), table="ledger", mentioned="record", mentions="concerned", statuses="stood")
    unanswered = UNANSWERED.format(position=narrowed["p"], answer=narrowed["a"], later=narrowed["later"])
    sql = LEDGER.format(
        followed=FOLLOWED.format(outcome=narrowed["o"], follow_up=narrowed["f"]),
        concerned=CONCERNED.format(**inside), stood=STOOD.format(**inside), unanswered=unanswered,
        outcome=narrowed["o"], position=narrowed["p"], answer=narrowed["a"], condition=condition.sql,
        outcome_date=pieces.own_or_round("o"), position_date=pieces.own_or_round("p"),
        outcome_met=MET.format(table="o"), position_met=MET.format(table="p"),
    )  # fmt: skip
    return Condition(sql, {**condition.params, **filters.in_process(wanted, "o").params})


class Told:
    """One line of the ledger being put together from its rows."""

    def __init__(self, row: Row, parts: dict[str, list[Row]]) -> None:
        """Take the row of the outcome or the demand, and the rows of its parts."""
        self.row = row
        self.parts = parts
        self.cited = facts.by_record(parts["citations"])
        self.sides = pieces.sides((found["party"] for found in parts["present"]), facts.words(row["sides"]))

    def item(self) -> Item:
        """Return the outcome or the demand, with where it stands now."""
        row = self.row
        steps = sorted(self.steps(), key=_by_date)
        now, since = _now(steps)
        confirmed, disputed = facts.words(row["confirmed_by"]), facts.words(row["disputed_by"])
        return {
            "id": row["id"],
            "kind": row["kind"],
            "process": row["process"],
            "process_name": row["process_name"],
            "round": row["round"],
            "number": row["number"],
            "round_name": row["round_name"],
            "round_date": facts.date({name: row[f"round_{name}"] for name in pieces.DATE}),
            "issue": row["issue"],
            "issue_name": row["issue_name"],
            "date": facts.date(row),
            "status": row["status"],
            "standing": self.standing(row["id"], confirmed, disputed),
            "now": now,
            "since": since,
            "text": row["text"],
            "scope": pieces.scope(row),
            "deadline": row["deadline"],
            "confirmed_by": confirmed,
            "disputed_by": disputed,
            "demands": list(self.demands()),
            "steps": steps,
            "sources": self.sources(row["id"]),
        }

    def sources(self, record: str) -> list[str]:
        """Return the sources behind a record."""
        return facts.sources(self.cited.get(record, []))

    def standing(self, record: str, confirmed: list[str], disputed: list[str]) -> str:
        """Return how well a record is supported."""
        return facts.standing(self.cited.get(record, []), self.sides, confirmed, disputed)

    def demands(self) -> Iterator[Item]:
        """Yield the demands that the outcome answers, or the one that nothing answers, with what came of each."""
        for found in self.parts["demands"]:
            if found["result"] or found["id"] == self.row["id"]:
                yield {"position": found["id"], "party": found["party"], "result": found["result"]}

    def steps(self) -> Iterator[Item]:
        """Yield each step: what was demanded, what came of it, and what became of that."""
        yield from map(self.demand, self.parts["demands"])
        if self.row["kind"] == "outcome":
            yield self.outcome()
        yield from map(self.follow_up, self.parts["follow_ups"])

    def demand(self, row: Row) -> Item:
        """Return the step of a demand."""
        speaker = row["speaker_short"] or row["speaker_name"]
        about = {"party": row["party"], "speaker": speaker, "priority": row["priority"], "result": row["result"]}
        return self.step(row, "demand", row["stance"], confirmed=[], disputed=[], about={**_round(row), **about})

    def outcome(self) -> Item:
        """Return the step of the outcome itself."""
        row = self.row
        confirmed, disputed = facts.words(row["confirmed_by"]), facts.words(row["disputed_by"])
        return self.step(row, "outcome", row["status"] or "unknown", confirmed=confirmed, disputed=disputed, about=_round(row))

    def follow_up(self, row: Row) -> Item:
        """Return the step of a follow-up, with the record that it follows."""
        told = pieces.follow_up(row, [])
        about = {"place": told["place"], "follows": row["outcome"] or row["provision"] or row["agreement"]}
        return self.step(row, "follow_up", told["status"], confirmed=told["confirmed_by"], disputed=told["disputed_by"], about=about)

    def step(self, row: Row, kind: str, status: str, *, confirmed: list[str], disputed: list[str], about: Item) -> Item:
        """Return a step, under the same keys whatever its kind."""
        unknown = dict.fromkeys(("round", "number", "round_name", "party", "speaker", "priority", "result", "place", "follows"))
        return {
            "date": facts.date(row),
            "status": status,
            "kind": kind,
            "id": row["id"],
            "text": row["text"],
            "confirmed_by": confirmed,
            "disputed_by": disputed,
            "standing": self.standing(row["id"], confirmed, disputed),
            **unknown,
            **about,
            "sources": self.sources(row["id"]),
        }


def _round(row: Row) -> Item:
    return {name: row[name] for name in ("round", "number", "round_name")}


KINDS = ("demand", "outcome", "follow_up")


def _by_date(step: Item) -> tuple[bool, str, str, int]:
    date = step["date"] or {}
    return (not date, date.get("earliest") or "", date.get("latest") or "9999", KINDS.index(step["kind"]))


def _now(steps: list[Item]) -> tuple[str | None, Item | None]:
    """Return where a matter stands, and since when, as its latest step with a date says.

    None where nothing answers a demand, unless its party has taken it back: how a party stands otherwise is no result.
    """
    kind = next(kind for kind in reversed(KINDS) if any(step["kind"] == kind for step in steps))
    several = [step for step in steps if step["kind"] == kind]
    last = next((step for step in reversed(several) if step["date"]), several[-1])
    if kind == "demand" and last["status"] != "withdrawn":
        return None, None
    return ("disputed" if last["disputed_by"] else last["status"]), last["date"]


def latest(entry: Item) -> list[str]:
    """Return where a matter stands: the word of its latest step, and before it those of other steps of that date."""
    words = ["disputed" if step["disputed_by"] else str(step["status"]) for step in of_latest_date(entry)]
    return list(dict.fromkeys([*(word for word in words if word != entry["now"]), entry["now"]]))


def of_latest_date(entry: Item) -> list[Item]:
    """Return the follow-ups of the date since which a matter stands as it does; the last one where none has a date."""
    several = [step for step in entry["steps"] if step["kind"] == "follow_up"]
    return [step for step in several if step["date"] == entry["since"]] if entry["since"] else several[-1:]
