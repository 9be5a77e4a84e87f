"""Everything dated, in order: rounds, positions, outcomes, follow-ups, agreements, statements and context events."""

from collections.abc import Iterator
from sqlite3 import Row
from typing import NamedTuple

from timeline.queries import facts, filters, pieces
from timeline.queries.facts import Followed, Item
from timeline.queries.filters import Condition, Filters
from timeline.queries.names import Names
from timeline.store.reading import Reader


class Kind(NamedTuple):
    """How a kind of record stands in a chronology.

    `part` orders what shares a date: what was said before a round, the round, what came of it, what followed.
    """

    table: str
    part: str
    status: str = "NULL"
    issue: str = "NULL"
    text: str = "NULL"
    speaker: str = "NULL"
    stance: str = "NULL"
    round: str = "NULL"
    place: str = "NULL"
    follows: str = "NULL"
    document: str = "NULL"
    joined: str = ""


FOLLOWED = """LEFT JOIN outcome o ON o.id = x.outcome LEFT JOIN provision v ON v.id = x.provision
    LEFT JOIN agreement g ON g.id = COALESCE(x.agreement, v.agreement)"""
"""What a follow-up `x` follows: an outcome, a provision or a document."""
ROUND = "LEFT JOIN round r ON r.id = x.round"
"""The round of a record `x`."""

KINDS = (
    Kind("round", "1", status="x.status", text="COALESCE(x.summary, x.name)", stance="x.kind"),
    Kind(
        "position", "CASE x.timing WHEN 'before' THEN 0 WHEN 'after' THEN 5 ELSE 2 END", issue="x.issue", text="x.text",
        speaker="x.speaker", stance="x.stance", round="x.round", joined=ROUND,
    ),
    Kind("outcome", "3", status="x.status", issue="x.issue", text="x.text", round="x.round", joined=ROUND),
    Kind("agreement", "4", text="COALESCE(x.text, x.name)", stance="x.form", document="x.name"),
    Kind("statement", "6", text="x.text", speaker="x.speaker", issue="x.issue"),
    Kind(
        "follow_up", "7", status="x.status", issue="COALESCE(o.issue, v.issue)", text="x.text", round="o.round", place="x.place",
        follows="COALESCE(o.id, v.id, g.id)", document="g.name", joined=FOLLOWED,
    ),
    Kind("event", "8", text="x.text", stance="x.kind"),
)  # fmt: skip

ORDER = "h.earliest NULLS LAST, h.latest, h.sequence, h.part, h.id"
ITEMS = """
SELECT h.*, person.name AS speaker_name, person.party AS speaker_party
FROM happened h LEFT JOIN person ON person.id = h.speaker
"""
IN_TIME = """
SELECT h.*, round.number, round.name FROM happened h LEFT JOIN round ON round.id = h.id
"""
PROCESSES = "SELECT DISTINCT h.process FROM happened h LIMIT 2"
CITATIONS = facts.cited_of("h.id", "happened h", "h.id")
PARTIES = """
SELECT h.id AS of, party.id AS party FROM happened h
JOIN mention m ON m.record = h.id AND (m.role <> 'speaker' OR h.kind = 'statement') JOIN party ON party.id = m.who
UNION
SELECT h.id, d.party FROM happened h JOIN delegation d ON d.root = h.id AND h.kind = 'round'
UNION
SELECT h.id, t.party FROM happened h JOIN third_party t ON t.root = h.id AND h.kind = 'round'
ORDER BY of, party
"""


def chronology(reader: Reader, wanted: Filters, names: Names | None = None) -> Iterator[Item]:
    """Yield each dated record that passes the filters, in order of date, under the keys of the contract."""
    happened = _happened(reader, wanted)
    known = names or Names(reader)
    parties: dict[str, list[str]] = {}
    for row in reader.rows(f"{happened.sql}{PARTIES}", happened.params):
        parties.setdefault(row["of"], []).append(row["party"])
    citations = Followed(reader.rows(f"{happened.sql}{CITATIONS}ORDER BY {ORDER}, c.number", happened.params))
    for row in reader.rows(f"{happened.sql}{ITEMS}ORDER BY {ORDER}", happened.params):
        cited = [facts.cited(found) for found in citations.of(row["id"])]
        yield _item(row, parties.get(row["id"], []), facts.sources(cited), known)


def in_time(reader: Reader, wanted: Filters) -> Iterator[Item]:
    """Yield when each dated record was that passes the filters, in the same order, with what it is called and nothing more."""
    happened = _happened(reader, wanted)
    for row in reader.rows(f"{happened.sql}{IN_TIME}ORDER BY {ORDER}", happened.params):
        yield {**dict(row), "date": facts.date(row)}


def several(reader: Reader, wanted: Filters) -> bool:
    """Tell whether dated records of more than one process pass the filters."""
    happened = _happened(reader, wanted)
    return len(reader.all(f"{happened.sql}{PROCESSES}", happened.params)) > 1


def undated(reader: Reader, wanted: Filters) -> int:
    """Return how many records a question by date leaves out because no date is on record."""
    happened = _happened(reader, wanted._replace(since=Filters().since, until=Filters().until), undated=True)
    return int(next(reader.rows(f"{happened.sql} SELECT count(*) AS number FROM happened h", happened.params))["number"])


def _happened(reader: Reader, wanted: Filters, *, undated: bool = False) -> Condition:
    """Return what happened by kind of record: what has a date within the range, or what has none."""
    branches = [_branch(kind, wanted, undated=undated, scanned=reader.as_known is not None) for kind in KINDS]
    dated = filters.condition(
        Filters(since=wanted.since, until=wanted.until, certain=wanted.certain, status=wanted.status), table="u", mentioned="record"
    )
    union = "\n    UNION ALL\n    ".join(branch.sql for branch in branches)
    params = {**branches[0].params, **dated.params}
    return Condition(f"WITH happened AS (\n    SELECT * FROM (\n    {union}\n    ) AS u\n    WHERE {dated.sql}\n)\n", params)


def _branch(kind: Kind, wanted: Filters, *, undated: bool, scanned: bool) -> Condition:
    inner = wanted._replace(since=Filters().since, until=Filters().until, status=())
    chosen = filters.condition(inner, table="x", mentioned="root" if kind.table == "round" else "record", scanned=scanned)
    of_round = kind.joined == ROUND
    if undated:
        chosen = filters.among(chosen, "x", Condition(filters.without_date(kind.table, of_round=of_round), {}))
    elif wanted.dated:
        chosen = filters.among(chosen, "x", filters.touching(wanted, kind.table, of_round=of_round))
    date = pieces.own_or_round("x") if of_round else ", ".join(f"x.{name}" for name in pieces.DATE)
    sequence = "x.sequence + COALESCE(r.sequence, 0)" if of_round else "x.sequence"
    told = ", ".join(f"{getattr(kind, name)} AS {name}" for name in Kind._fields[1:-1])
    return Condition(
        f"SELECT x.id, x.process, '{kind.table}' AS kind, {date}, {sequence} AS sequence, {told}"
        f"\n    FROM {kind.table} x {kind.joined}\n    WHERE {chosen.sql}",
        chosen.params,
    )


def _item(row: Row, parties: list[str], sources: list[str], names: Names) -> Item:
    own = row["issue"] if row["follows"] is None else None
    return {
        "id": row["id"],
        "process": row["process"],
        "kind": row["kind"],
        "date": facts.date(row),
        "parties": parties,
        "issue": row["issue"],
        "status": row["status"],
        "stance": row["stance"] if row["kind"] == "position" else None,
        "form": row["stance"] if row["kind"] == "agreement" else None,
        "speaker": row["speaker"],
        "speaker_name": row["speaker_name"],
        "round": row["round"],
        "place": row["place"],
        "follows": row["follows"],
        "document": row["document"],
        "text": row["text"] or (names.issue(own) if own else None),
        "sources": sources,
    }
