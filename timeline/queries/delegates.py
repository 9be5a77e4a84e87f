"""Who sat at the table: the roster of each party in each round, and how it changed from the party's round before."""

from collections.abc import Iterator
from sqlite3 import Row

from timeline import vocabulary
from timeline.queries import facts, filters, pieces
from timeline.queries.facts import Item
from timeline.queries.filters import Condition, Filters
from timeline.queries.names import Names
from timeline.queries.pieces import Part
from timeline.store import reading
from timeline.store.reading import Reader

NOT_HELD = "'proposed', 'tentative', 'confirmed', 'postponed', 'cancelled', 'refused'"
"""The statuses of rounds at which nobody has met: no roster of theirs is compared with another."""

SEATED = """
    SELECT m.root, m.who FROM mention m WHERE m.role NOT IN ('person', 'speaker')
    UNION ALL SELECT e.root, e.person FROM delegate e
    UNION ALL SELECT i.root, i.person FROM intermediary i"""
"""Whom and what a round is about; of persons those who sat in it, not those who only spoke or signed."""

CHOSEN = f"""
WITH seated (root, who) AS ({SEATED}
),
meeting AS (
    SELECT round.*, round.status IS NULL OR round.status NOT IN ({NOT_HELD}) AS met
    FROM round WHERE {{condition}}
),
around AS NOT MATERIALIZED (
    SELECT r.* FROM round r WHERE r.process IN (SELECT process FROM meeting) AND {{around}}
),
of_track AS (
    SELECT DISTINCT r.track, d.party FROM around r JOIN delegation d ON d.root = r.id AND +d.process = r.process
    WHERE r.track IS NOT NULL
),
at_table AS (
    SELECT meeting.id AS round, d.party FROM meeting JOIN delegation d ON d.root = meeting.id AND {{seated}}
    UNION
    SELECT meeting.id, side.value
    FROM meeting JOIN process ON process.id = meeting.process, json_each(process.parties) side
    WHERE meeting.met AND side.value NOT IN (SELECT value FROM json_each(COALESCE(meeting.declined_by, '[]')))
        AND (meeting.track IS NULL OR meeting.track NOT IN (SELECT track FROM of_track)
            OR (meeting.track, side.value) IN (SELECT track, party FROM of_track))
),
chosen AS (
    SELECT meeting.process, meeting.earliest, meeting.latest, meeting.sequence, meeting.id AS round, t.party,
        d.id AS delegation, COALESCE((SELECT side.key FROM json_each(process.parties) side WHERE side.value = t.party), 99) AS seat
    FROM meeting
    JOIN process ON process.id = meeting.process
    JOIN at_table t ON t.round = meeting.id
    LEFT JOIN delegation d ON d.root = meeting.id AND d.party = t.party AND {{seated}}
    WHERE {{party}}
),
told (round, party, part) AS (
    SELECT chosen.round, chosen.party, chosen.delegation FROM chosen WHERE chosen.delegation IS NOT NULL
    UNION ALL
    SELECT chosen.round, chosen.party, e.id FROM chosen JOIN delegate e ON e.root = chosen.round AND e.delegation = chosen.delegation
)"""
"""The parties of each round: those with a delegation, and where the round was held the process's others too, as gaps.

`around` are all rounds of their processes, in the question itself or not.

Who has no delegation in any round of a track, where another has, has no part in it.
"""

IN_ORDER = """ORDER BY chosen.process, chosen.earliest NULLS LAST, chosen.latest, chosen.sequence, chosen.round,
    chosen.seat, chosen.party"""

KEY = "chosen.round || ' ' || chosen.party AS of"

ITEMS = f"""
SELECT {KEY}, d.id, chosen.*, d.level, d.size, d.head, r.number, r.name AS round_name, r.status AS round_status,
    process.name AS process_name, {", ".join(f"r.{name}" for name in pieces.DATE)}
FROM chosen
JOIN process ON process.id = chosen.process
JOIN round r ON r.id = chosen.round
LEFT JOIN delegation d ON d.id = chosen.delegation
"""
MET = f"r.earliest IS NOT NULL AND (r.status IS NULL OR r.status NOT IN ({NOT_HELD}))"
"""Of which rounds `r` the rosters are compared."""

DELEGATES = f"""
, seat AS (
    SELECT e.id, rank() OVER (PARTITION BY r.process, d.party, e.person ORDER BY r.earliest, r.latest, r.sequence) > 1 AS again
    FROM around r
    JOIN delegation d ON d.root = r.id AND +d.process = r.process
    JOIN delegate e ON e.root = r.id AND e.delegation = d.id AND +e.process = r.process
    WHERE {MET} AND COALESCE(e.attended, '') <> 'no'
)
SELECT {KEY}, e.*, person.name, seat.again
FROM chosen
JOIN delegate e ON e.root = chosen.round AND e.delegation = chosen.delegation
JOIN person ON person.id = e.person
LEFT JOIN seat ON seat.id = e.id
"""
"""The members of a roster, and whether an earlier round in any track has the person at the table for the party."""

BEFORE = f"""
, roster AS (
    SELECT d.id, d.root, LAG(d.id) OVER line AS before, LAG(d.root) OVER line AS before_in, LAG(d.size) OVER line AS size
    FROM around r JOIN delegation d ON d.root = r.id AND +d.process = r.process
    WHERE {MET} AND d.id IN (SELECT e.delegation FROM around o JOIN delegate e ON e.root = o.id AND +e.process = o.process)
    WINDOW line AS (
        PARTITION BY r.process, r.track, r.parent, COALESCE(r.kind = 'contact', FALSE), d.party
        ORDER BY r.earliest, r.latest, r.sequence, r.id
    )
)
SELECT {KEY}, e.person, e.attended, person.name, roster.size
FROM chosen
JOIN roster ON roster.id = chosen.delegation AND roster.root = chosen.round
JOIN delegate e ON e.root = roster.before_in AND e.delegation = roster.before
JOIN person ON person.id = e.person
"""
"""The members of the party's roster before: of its last earlier round that names any, in the same track and of the same parent.

A call or an encounter is compared with others of its kind: a round is not what somebody who once telephoned has left.
"""
TOLD = "told t JOIN chosen ON chosen.round = t.round AND chosen.party = t.party"
CITATIONS = facts.cited_of("chosen.round || ' ' || chosen.party", TOLD, "t.part")
READINGS = f"SELECT {KEY}, x.* FROM {TOLD} CROSS JOIN reading x WHERE x.record = t.part"
UNDATED = "SELECT count(*) AS number FROM chosen WHERE chosen.earliest IS NULL"

PARTS = {
    "delegates": Part(DELEGATES, "e.id"),
    "before": Part(BEFORE, "e.id"),
    "citations": Part(CITATIONS, "c.record, c.number"),
    "readings": Part(READINGS, "x.record, x.number"),
}


def delegates(reader: Reader, wanted: Filters, names: Names | None = None) -> Iterator[Item]:
    """Yield the roster of each party in each round, process by process; a party without one has no handle."""
    chosen = _chosen(wanted)
    known = names or Names(reader)
    parts = pieces.asked(reader, chosen, PARTS, IN_ORDER)
    for row in reader.rows(f"{chosen.sql}\n{ITEMS}\n{IN_ORDER}", chosen.params):
        yield Told(row, {name: followed.of(row["of"]) for name, followed in parts.items()}, known).item()


def undated(reader: Reader, wanted: Filters) -> int:
    """Return how many rosters a question by date leaves out because no date is on record."""
    chosen = _chosen(wanted._replace(since=Filters().since, until=Filters().until), undated=True)
    return int(next(reader.rows(f"{chosen.sql}\n{UNDATED}", chosen.params))["number"])


def _chosen(wanted: Filters, *, undated: bool = False) -> Condition:
    condition = filters.condition(wanted._replace(party=()), table="round", mentioned="root", mentions="seated")
    if wanted.dated or undated:
        days = Condition(filters.without_date("round"), {}) if undated else filters.touching(wanted, "round")
        condition = filters.among(condition, "round", days)
    party = filters.of_party(wanted, table="t")
    if wanted.party:
        condition = Condition(f"{condition.sql}\n    AND round.process IN ({_seats(wanted)})", condition.params)
    around, seated = (filters.in_process(wanted, table).sql for table in ("+r", "+d"))
    sql = CHOSEN.format(condition=condition.sql, party=party.sql, around=around, seated=seated)
    return Condition(sql, {**condition.params, **party.params})


def _seats(wanted: Filters) -> str:
    """Return the processes in which the parties asked for have a seat, or took one."""
    sat = f"SELECT d.process FROM delegation d WHERE {filters.of_party(wanted, table='d').sql} AND {filters.in_process(wanted, '+d').sql}"
    listed, _ = reading.placeholders("party", wanted.party)
    return f"{sat} UNION SELECT x.id FROM process x, json_each(x.parties) side WHERE side.value IN ({listed})"


class Told:
    """One roster being put together from its rows."""

    def __init__(self, row: Row, parts: dict[str, list[Row]], names: Names) -> None:
        """Take the row of a party in a round, and the rows of its members, its members before, and what they rest on."""
        self.row = row
        self.parts = parts
        self.names = names
        self.cited = facts.by_record(parts["citations"])

    def item(self) -> Item:
        """Return the roster with what changed in it."""
        row = self.row
        members = sorted((self.member(found) for found in self.parts["delegates"]), key=_by_role)
        return {
            "id": row["delegation"],
            "process": row["process"],
            "process_name": row["process_name"],
            "round": row["round"],
            "number": row["number"],
            "round_name": row["round_name"],
            "status": row["round_status"] or "unknown",
            "date": facts.date(row),
            "party": row["party"],
            "name": self.names.party(row["party"]),
            "level": row["level"],
            "size": row["size"],
            "head": row["head"] or next((found["person"] for found in members if found["role"] == "head"), None),
            "delegates": members,
            "left": self.gone() if self.whole else [],
            "not_named": [] if self.whole else self.gone(),
            "disputed": list(self.disputed()),
            "sources": self.sources(row["delegation"]),
        }

    def sources(self, record: str | None) -> list[str]:
        """Return the sources behind a record."""
        return facts.sources(self.cited.get(record or "", []))

    @property
    def before(self) -> set[str]:
        """The persons who were at the table by the roster before."""
        return {found["person"] for found in self.parts["before"] if found["attended"] != "no"}

    @property
    def whole(self) -> bool:
        """Whether this roster names as many as the delegation had, so that nobody else was in it."""
        return _whole(self.row["size"], self.parts["delegates"])

    def member(self, row: Row) -> Item:
        """Return a delegate, and how he or she stands to the roster before."""
        return {**pieces.delegate(row, self.row["head"], self.sources(row["id"])), "change": self.change(row)}

    def change(self, row: Row) -> str | None:
        """Return whether a delegate joined, is only named for the first time, is there again, or left by not attending.

        None where the roster before has the delegate in the same place, or none is on record.
        """
        was_there = row["person"] in self.before
        if row["attended"] == "no":
            return "left" if was_there else None
        if was_there or not self.parts["before"]:
            return None
        if row["again"]:
            return "again"
        return "joined" if row["attended"] != "unknown" and self.was_absent(row["person"]) else "first_named"

    def was_absent(self, person: str) -> bool:
        """Tell whether somebody was certainly not at the table the time before."""
        before = self.parts["before"]
        return any(found["person"] == person for found in before) or _whole(before[0]["size"], before)

    def gone(self) -> list[Item]:
        """Return those at the table by the roster before whom this one does not name; none where it names nobody."""
        here = {found["person"] for found in self.parts["delegates"]}
        missing = self.before - here if here else set()
        return [{"person": found["person"], "name": found["name"]} for found in self.parts["before"] if found["person"] in missing]

    def disputed(self) -> Iterator[Item]:
        """Yield what sources disagree on, about the delegation and its members."""
        return pieces.disputed(self.parts["readings"], [self.row, *self.parts["delegates"]], self.cited)


def _whole(size: int | None, members: list[Row]) -> bool:
    """Tell whether a roster names as many present as the delegation had; without a size on record it may be short."""
    present = sum(found["attended"] not in {"no", "unknown"} for found in members)
    return size is not None and present >= size


def _by_role(member: Item) -> tuple[int, str]:
    return (vocabulary.DELEGATE_ROLE.position(member["role"]), member["person"])
