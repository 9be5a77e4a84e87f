"""Who changed what, when and why, in words."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from timeline import moments, text
from timeline.document import Block, Column, Document, Gap, Paragraph, Run, Span, Table
from timeline.queries import entries, history
from timeline.queries.history import Asked
from timeline.reports import wording
from timeline.reports.asking import Question

Item = dict[str, Any]

COLUMNS = ("change", "at", "who", "action", "reason", "undoes", "record", "kind", "did", "field", "before", "after")
TABLE = (Column("record", keep=True), Column("told", grow=1))
FIRST = {"source", "position", "other", "kind", "rule", "text", "said"}
"""The field of each sort of part that tells it from its like."""
NO_FIELD: Item = {"field": "", "before": None, "after": None}
MOST = 20
"""Of a change of more records than this, only their numbers are told, unless the question names a record."""
LISTED = {"citations": "cite", "readings": "other account", "comments": "comment"}
"""What a record's parts are called where they are told one by one."""


def report(question: Question, asked: Asked) -> Document:
    """Return the changes, the latest first."""
    return Document(
        title="History",
        query={**question.words, "record": asked.record},
        items=_items(question, asked),
        tell=lambda item: _tell(item, whole=asked.record is not None),
        columns=COLUMNS,
        cells=_cells,
        raw=frozenset({"change", "at", "undoes"}),
        empty="No change on record answers the question.",
    )


def _items(question: Question, asked: Asked) -> Iterator[Item]:
    """Yield the changes; a record that is no longer there is known by its whole handle, another as in every command."""
    if asked.record and not history.is_known(question.reader, asked.record):
        asked = asked._replace(record=entries.found(question.reader, asked.record, asked.process)[0])
    yield from history.history(question.reader, asked)


def _tell(item: Item, *, whole: bool) -> Iterator[Block]:
    yield Gap()
    yield Paragraph(
        (Span(f"Change {item['id']}", "strong"), f" · {moments.say(item['at'])} · {item['who'] or 'nobody named'} · {_action(item)}")
    )
    if item["reason"]:
        yield Paragraph(item["reason"], indent=2)
    if len(item["records"]) > MOST and not whole:
        yield Paragraph(f"{counted(item['records'])}; 'timeline history HANDLE' tells one of them", indent=2)
    else:
        yield from told(item["records"])


def _action(item: Item) -> str:
    return f"{item['action']} of change {item['undoes']}" if item["undoes"] else str(item["action"])


def counted(records: list[Item]) -> str:
    """Return how many records of each kind were added, changed and removed: '2 positions changed, 1 round added'."""
    found = Counter((step["did"], step["kind"]) for step in records)
    return ", ".join(f"{text.counted(number, wording.word(kind), wording.PLURAL[kind])} {did}" for (did, kind), number in found.items())


def told(records: Iterable[Item], *, indent: int = 2) -> Iterator[Block]:
    """Yield what became of each record, field by field."""
    for step in records:
        handle = Span(step["id"], "handle")
        if step["did"] != "changed":
            yield Table(TABLE, ((handle, f"{step['did']}{_said(step)}"),), indent=indent)
            continue
        for number, field in enumerate(step["fields"]):
            yield Table(TABLE, ((handle if number == 0 else "", tuple(_moved(field))),), indent=indent)


def _said(step: Item) -> str:
    """Return what a record that came or went says, in short."""
    side = "after" if step["did"] == "added" else "before"
    said = {field["field"]: field[side] for field in step["fields"]}
    words = [value(said[name]) for name in ("name", "status", "stance", "date", "text", "summary", "publisher", "title") if name in said]
    return f": {'; '.join(words[:3])}" if words else ""


def _moved(field: Item) -> Iterator[Run]:
    """Yield a field with what it said and says; of a list, only what came and went."""
    name, before, after = field["field"], field["before"], field["after"]
    yield f"{LISTED.get(name, wording.word(name))}: "
    if isinstance(before or after, list):
        gone = [part for part in before or () if part not in (after or ())]
        come = [part for part in after or () if part not in (before or ())]
        yield "; ".join([*(f"without {value(part)}" for part in gone), *(f"with {value(part)}" for part in come)]) or "in another order"
        return
    yield f"{'nothing' if before is None else value(before)} → {'nothing' if after is None else value(after)}"


def value(said: Any) -> str:
    """Return a value of a record in words: a part is told by its fields."""
    if isinstance(said, dict):
        first, *others = sorted(said.items(), key=lambda pair: pair[0] not in FIRST)
        return f"{value(first[1])}{f' ({_fields(others)})' if others else ''}"
    return ", ".join(map(value, said)) if isinstance(said, list) else str(said)


def _fields(several: list[tuple[str, Any]]) -> str:
    return ", ".join(f"{wording.word(name)} {value(said)}" for name, said in several)


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    change = (item["id"], item["at"], item["who"], item["action"], item["reason"] or "", str(item["undoes"] or ""))
    for step in item["records"]:
        for field in step["fields"] or (NO_FIELD,):
            yield (*change, step["id"], step["kind"], step["did"], field["field"], _cell(field["before"]), _cell(field["after"]))


def _cell(said: Any) -> str:
    if said is None:
        return ""
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
