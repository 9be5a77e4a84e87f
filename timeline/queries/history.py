"""Who changed what, when and why: each change with the fields of each record before and after."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from timeline.queries.facts import Item
from timeline.queries.filters import Condition
from timeline.store import reading
from timeline.store.reading import Params, Reader

HISTORY = """
SELECT c.number, c.at, c.who, c.action, c.reason, c.undoes, d.record, d.kind, d.before, d.after
FROM change c JOIN changed d ON d.change = c.number
WHERE {condition} ORDER BY c.number DESC, d.record
"""
DID = {(False, True): "added", (True, False): "removed", (True, True): "changed"}
"""What became of a record, by whether it was on record before and whether it is since."""
OWN = {"id", "record_kind"}
"""What says which record it is."""


class Asked(NamedTuple):
    """What a question about the history is narrowed to: a record with all that stands in it, processes, and times of entry."""

    record: str | None = None
    process: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


class Moved(NamedTuple):
    """A field of a record that a change touched; None where it said nothing."""

    field: str
    before: Any
    after: Any


def history(reader: Reader, asked: Asked) -> Iterator[Item]:
    """Yield each change, the latest first, with what it did to each record."""
    condition = _condition(asked)
    rows = reader.rows(HISTORY.format(condition=condition.sql), condition.params)
    for number, several in groupby(rows, key=lambda row: row["number"]):
        done = list(several)
        change = {name: done[0][name] for name in ("at", "who", "action", "reason", "undoes")}
        records = [step(row["record"], row["kind"], row["before"], row["after"]) for row in done]
        yield {"id": str(number), **change, "records": records, "sources": []}


def is_known(reader: Reader, handle: str) -> bool:
    """Tell whether a record has ever stood under a handle."""
    return bool(reader.all("SELECT 1 FROM changed WHERE record = :handle LIMIT 1", {"handle": handle}))


def _condition(asked: Asked) -> Condition:
    conditions = ["TRUE"]
    params: Params = {}
    if asked.record:
        inside = asked.record.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        conditions.append("(d.record = :record OR d.record LIKE :inside ESCAPE '!')")
        params.update(record=asked.record, inside=f"{inside}/%")
    if asked.process:
        listed, named = reading.placeholders("process", asked.process)
        conditions.append(f"d.process IN ({listed})")
        params.update(named)
    for name, sign in (("since", ">="), ("until", "<=")):
        if getattr(asked, name):
            conditions.append(f"c.at {sign} :{name}")
            params[name] = getattr(asked, name)
    return Condition(" AND ".join(conditions), params)


def step(record: str, kind: str, before: str | None, after: str | None) -> Item:
    """Return what a change did to a record, from all that it said before and after as JSON."""
    fields = [field._asdict() for field in moved(json.loads(before or "{}"), json.loads(after or "{}"))]
    return {"id": record, "kind": kind, "did": DID[before is not None, after is not None], "fields": fields}


def moved(before: Item, after: Item) -> Iterator[Moved]:
    """Yield the fields that differ, in the order in which a record has them."""
    for name in [*before, *(name for name in after if name not in before)]:
        if name not in OWN and before.get(name) != after.get(name):
            yield Moved(name, before.get(name), after.get(name))
