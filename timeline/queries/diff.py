"""What became known between two days: records new to the record, and records that came to say something else."""

import json
from collections.abc import Iterator
from sqlite3 import Row

from timeline.dates import Day
from timeline.queries import facts, filters, pieces
from timeline.queries.facts import Item
from timeline.queries.filters import Filters
from timeline.store.reading import KNOWN, Reader

SINCE = """
SELECT {columns}, w.earliest AS day, w.latest AS last_day FROM {kind} x JOIN wording w ON w.id = x.id AND {worded}
WHERE x.known > :before AND {condition}
ORDER BY x.id
"""
BEFORE = "SELECT {columns} FROM {kind} x WHERE x.id IN (SELECT value FROM json_each(:handles)) AND {condition}"
CITATIONS = facts.CITED.format(
    of="c.record", joined="(SELECT value AS id FROM json_each(:handles)) AS wanted JOIN citation c ON c.record = wanted.id"
)
SUPPORTED = f"""
SELECT count(DISTINCT w.id) AS number FROM wording w JOIN citation c ON c.record = w.id
WHERE c.known > :before AND w.id IN ({" UNION ALL ".join(f"SELECT id FROM {kind} WHERE known <= :before" for kind in KNOWN)})
    AND {{condition}}
"""
UNTOLD = {"id", "formerly", "note", "known", "until", "root", "process", "earliest", "latest", "precision", "sequence", "day",
          "last_day", "basis"}  # fmt: skip


def diff(reader: Reader, before: Day, wanted: Filters) -> Iterator[Item]:
    """Yield each record that became known, or came to say something else, after a day and by the reader's day."""
    earlier = reader.at(before)
    found: list[tuple[Row, Row | None, str]] = []
    for kind in KNOWN:
        found += _changed(reader, earlier, kind, before, wanted)
    found.sort(key=_order)
    handles = json.dumps([row["id"] for row, _, _ in found])
    cited = facts.by_record(reader.rows(f"{CITATIONS}ORDER BY c.record, c.number", {"handles": handles}))
    for row, previous, kind in found:
        item = _item(row, previous, kind, facts.sources(cited.get(row["id"], [])))
        if item["fields"] or previous is None:
            yield item


def supported(reader: Reader, before: Day, wanted: Filters) -> int:
    """Return how many records that were known before gained a source."""
    condition = filters.condition(wanted, table="w", mentioned="root")
    rows = reader.rows(SUPPORTED.format(condition=condition.sql), {**condition.params, "before": before})
    return int(next(rows)["number"])


def _changed(reader: Reader, earlier: Reader, kind: str, before: Day, wanted: Filters) -> list[tuple[Row, Row | None, str]]:
    condition = filters.condition(wanted._replace(status=()), table="x", mentioned="root", date="w")
    columns = pieces.columns(kind, "x")
    sql = SINCE.format(kind=kind, columns=columns, condition=condition.sql, worded=filters.in_process(wanted, "+w").sql)
    since = reader.all(sql, {**condition.params, "before": before})
    handles = json.dumps([row["id"] for row in since])
    inside = filters.in_process(wanted, "x")
    told = earlier.rows(BEFORE.format(kind=kind, columns=columns, condition=inside.sql), {**inside.params, "handles": handles})
    previous = {row["id"]: row for row in told}
    return [(row, previous.get(row["id"]), kind) for row in since]


def _order(found: tuple[Row, Row | None, str]) -> tuple[bool, int, int, str]:
    row = found[0]
    return (row["day"] is None, row["day"] or 0, row["last_day"] or 0, row["id"])


def _item(row: Row, previous: Row | None, kind: str, sources: list[str]) -> Item:
    now = pieces.plain(row)
    then = pieces.plain(previous) if previous is not None else {}
    fields = [
        {"field": name, "before": then[name], "after": value}
        for name, value in now.items()
        if previous is not None and name not in UNTOLD and then.get(name) != value
    ]
    return {
        "id": row["id"],
        "process": row["process"],
        "root": row["root"],
        "kind": kind,
        "change": "new" if previous is None else "changed",
        "date": facts.date(row) if "date" in now else None,
        "says": {name: value for name, value in now.items() if name not in UNTOLD and value not in (None, [], "")},
        "fields": fields,
        "sources": sources,
    }
