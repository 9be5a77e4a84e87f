"""How each party stood on each issue over the rounds, how it moved, and what became of its demands."""

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from sqlite3 import Row

from timeline.queries import changes, facts, filters, pieces
from timeline.queries.facts import Followed, Item
from timeline.queries.filters import Condition, Filters
from timeline.queries.names import Names
from timeline.queries.pieces import Part
from timeline.store import reading
from timeline.store.reading import Reader

CHOSEN = f"""
WITH named (record, who) AS (
    SELECT m.record, m.who FROM mention m WHERE {{mention}}
    UNION ALL SELECT p.id, m.who FROM position p JOIN mention m ON m.record = p.round AND m.role = 'places' WHERE {{position}}
),
stood (record, status) AS (
    SELECT p.id, p.stance FROM position p WHERE {{position}}
    UNION ALL SELECT a.position, a.result FROM answer a WHERE {{answer}}
),
placed AS (
    SELECT p.id, p.process, p.party, p.issue, {pieces.own_or_round("p")}
    FROM position p LEFT JOIN round r ON r.id = p.round
    WHERE p.issue IS NOT NULL AND {{narrowed}}
),
chosen AS (
    SELECT placed.* FROM placed
    WHERE {{condition}} AND {{party}}
)"""
"""The positions asked for; a party's are its own, whoever tells of them. What one was about may not have been known at first."""

PROCESSES = "SELECT x.id, x.name, x.parties, x.issues FROM process x WHERE x.id IN (SELECT chosen.process FROM chosen) ORDER BY x.id"
POSITIONS = f"""
SELECT chosen.process AS of, {", ".join(f"chosen.{name}" for name in pieces.DATE)}, p.*,
    r.number, r.name AS round_name, r.sequence AS round_sequence, {", ".join(f"r.{name} AS round_{name}" for name in pieces.DATE)},
    person.name AS speaker_name, person.short AS speaker_short
FROM chosen JOIN position p ON p.id = chosen.id AND +p.process = chosen.process
LEFT JOIN round r ON r.id = p.round LEFT JOIN person ON person.id = p.speaker
"""
HISTORY = changes.HISTORY.format(of="p.process", asked="SELECT DISTINCT chosen.process, chosen.party, chosen.issue FROM chosen")
ANSWERS = f"""
SELECT chosen.process AS of, a.position, a.result, o.id AS outcome, o.round, {pieces.own_or_round("o")}
FROM chosen JOIN answer a ON a.position = chosen.id AND +a.process = chosen.process
JOIN outcome o ON o.id = a.record AND +o.process = chosen.process LEFT JOIN round r ON r.id = o.round
"""
TOLD = """(
    SELECT chosen.process, chosen.id FROM chosen
    UNION SELECT chosen.process, a.record FROM chosen JOIN answer a ON a.position = chosen.id
) told"""
CITATIONS = facts.cited_of("told.process", TOLD, "told.id")
UNDATED = "SELECT count(*) AS number FROM chosen WHERE chosen.earliest IS NULL"


def positions(reader: Reader, wanted: Filters, names: Names) -> Iterator[Item]:
    """Yield each party's positions on an issue in the order of time, process by process, under the keys of the contract.

    A party of the process that has none, on an issue on which another has, stands with none beside it.
    """
    chosen = _chosen(wanted)
    several = {
        "positions": Part(POSITIONS, "p.id"),
        "history": Part(HISTORY, "p.party, p.issue"),
        "answers": Part(ANSWERS, "earliest NULLS LAST, latest, o.sequence, o.id"),
        "citations": Part(CITATIONS, "c.record, c.number"),
    }
    parts = {
        name: Followed(reader.rows(f"{chosen.sql}\n{part.sql}\nORDER BY of, {part.order}", chosen.params)) for name, part in several.items()
    }
    for row in reader.rows(f"{chosen.sql}\n{PROCESSES}", chosen.params):
        found = {name: followed.of(row["id"]) for name, followed in parts.items()}
        yield from Told(row, found, names).items(wanted)


def undated(reader: Reader, wanted: Filters) -> int:
    """Return how many positions a question by date leaves out because no date is on record."""
    chosen = _chosen(wanted._replace(since=Filters().since, until=Filters().until), undated=True)
    return int(next(reader.rows(f"{chosen.sql}\n{UNDATED}", chosen.params))["number"])


def _chosen(wanted: Filters, *, undated: bool = False) -> Condition:
    condition = filters.condition(wanted._replace(party=()), table="placed", mentioned="record", mentions="named", statuses="stood")
    party = filters.of_party(wanted, table="placed")
    narrowed = filters.near(wanted, "p", "position", of_round=True, undated=undated)
    if wanted.party:
        narrowed = filters.among(narrowed, "p", _of_party(wanted))
    inside = {table: filters.in_process(wanted, f"+{table[0]}").sql for table in ("mention", "position", "answer")}
    sql = CHOSEN.format(condition=condition.sql, party=party.sql, narrowed=narrowed.sql, **inside)
    return Condition(sql, {**condition.params, **party.params, **narrowed.params})


def _of_party(wanted: Filters) -> Condition:
    """Return the records that name the parties asked for, their positions among them."""
    listed, params = reading.placeholders("party", wanted.party)
    return Condition(f"SELECT m.record FROM mention m WHERE m.who IN ({listed}) AND {filters.in_process(wanted, '+m').sql}", params)


class Told:
    """The positions of one process being put together from their rows."""

    def __init__(self, row: Row, parts: dict[str, list[Row]], names: Names) -> None:
        """Take the row of the process, and the rows of what is told of it."""
        self.row = row
        self.names = names
        self.parties = facts.words(row["parties"])
        self.issues = facts.words(row["issues"])
        self.moves = changes.marks(parts["history"])
        self.history = {found["id"]: found for found in parts["history"]}
        self.cited = facts.by_record(parts["citations"])
        self.answers: dict[str, Row] = {found["position"]: found for found in parts["answers"]}
        self.chains: dict[tuple[str, str], list[Row]] = {}
        for found in parts["positions"]:
            self.chains.setdefault((found["issue"], found["party"]), []).append(found)

    def items(self, wanted: Filters) -> Iterator[Item]:
        """Yield each party's row on each issue, issues and parties in the order of the process."""
        asked = [party for party in self.parties if not wanted.party or party in wanted.party]
        beside = [] if wanted.person or wanted.status else product(dict.fromkeys(issue for issue, _ in self.chains), asked)
        for issue, party in sorted({*self.chains, *beside}, key=self.place):
            yield self.chain(issue, party, sorted(self.chains.get((issue, party), []), key=self.time))

    def place(self, row: tuple[str, str]) -> tuple[object, ...]:
        """Sort by the order in which the process lists its issues and parties; others follow by handle."""
        issue, party = row
        return (*_listed(self.issues, issue), *_listed(self.parties, party))

    def time(self, row: Row) -> tuple[object, ...]:
        """Sort by time; what has no date comes last."""
        found = self.history[row["id"]]
        undated = found["earliest"] is None
        return (undated, changes.turn(found) if undated else changes.when(found), row["id"])

    def chain(self, issue: str, party: str, rows: list[Row]) -> Item:
        """Return a party's row on an issue: of the first and the latest position, those said together with them stand beside."""
        told = {position["id"]: position for position in self.positions(rows)}
        first, latest = (self.among(told, end) for end in (changes.first, changes.last))
        answered = self.among({handle: position for handle, position in told.items() if position["answer"]}, changes.last)
        return {
            "id": f"{self.row['id']}/{party}/{issue}",
            "process": self.row["id"],
            "process_name": self.row["name"],
            "party": party,
            "name": self.names.party(party),
            "issue": issue,
            "issue_name": self.names.issue(issue),
            "positions": list(told.values()),
            "first": first[0] if first else None,
            "with_first": first[1:],
            "latest": latest[0] if latest else None,
            "with_latest": latest[1:],
            "result": latest[0]["result"] if latest else None,
            "answer": latest[0]["answer"] if latest else None,
            "answered": [position["answer"] for position in answered],
            "sources": facts.sources_within(list(told.values())),
        }

    def among(self, told: dict[str, Item], end: Callable[[Iterable[Row]], list[Row]]) -> list[Item]:
        """Return the positions at one end of a row."""
        return [told[row["id"]] for row in end(self.history[handle] for handle in told)]

    def positions(self, rows: list[Row]) -> Iterator[Item]:
        """Yield the positions of a row in order of time."""
        in_round: dict[object, list[Row]] = {}
        for row in rows:
            in_round.setdefault(row["round"] or (row["date"],), []).append(self.history[row["id"]])
        last = {row["id"] for several in in_round.values() for row in changes.last(several)}
        for row in rows:
            yield {**self.position(row), "last_in_round": row["id"] in last}

    def position(self, row: Row) -> Item:
        """Return a position with how it moved and what came of it."""
        move = self.moves[row["id"]]
        answer = self.answers.get(row["id"])
        return {
            "id": row["id"],
            "round": row["round"],
            "number": row["number"],
            "round_name": row["round_name"],
            "round_date": facts.date({name: row[f"round_{name}"] for name in pieces.DATE}),
            "round_sequence": row["round_sequence"],
            "date": facts.date(row),
            "stance": row["stance"],
            "priority": row["priority"],
            "speaker": row["speaker"],
            "speaker_name": row["speaker_short"] or row["speaker_name"],
            "timing": row["timing"],
            "text": row["text"],
            "change": move.change,
            "change_reason": row["change_reason"],
            "previous": move.previous,
            "supersedes": move.previous if move.linked else None,
            "result": answer["result"] if answer else None,
            "answer": self.answer(answer, row) if answer else None,
            "sources": facts.sources(self.cited.get(row["id"], [])),
        }

    def answer(self, row: Row, position: Row) -> Item:
        """Return what the last outcome that answers a position means for it."""
        return {
            "outcome": row["outcome"],
            "position": row["position"],
            "stance": position["stance"],
            "stated": facts.date(position),
            "stated_in": position["round"],
            "round": row["round"],
            "date": facts.date(row),
            "result": row["result"],
            "sources": facts.sources(self.cited.get(row["outcome"], [])),
        }


def _listed(several: list[str], handle: str) -> tuple[int, str]:
    return (several.index(handle) if handle in several else len(several), handle)
