"""Single records, and lists of them, as a reader wants them told."""

from collections.abc import Iterator
from typing import Any

from timeline.document import Block, Column, Document, Gap, Heading, Run, Span, Table
from timeline.queries import entries
from timeline.reports import persons, rounds, wording
from timeline.reports.asking import Question

Item = dict[str, Any]
APART = {"id", "record_kind", "name", "citations", "sources", "disputed", "parts", "speaker_name", "process", *persons.PARTS}


def show(question: Question, word: str) -> Document:
    """Return one record whole, with what it rests on."""
    handle, kind = entries.found(question.reader, word, question.filters.process)
    item = entries.whole(question.reader, handle, kind)
    question.note(item)
    return Document(
        title=handle,
        query={**question.words, "handle": handle},
        as_known=question.as_known,
        notices=question.notices(),
        items=[item],
        tell=lambda found: _whole(found, question),
        columns=("field", "value"),
        cells=_cells,
        sources=question.sources,
    )


def _whole(item: Item, question: Question) -> Iterator[Block]:
    if item["record_kind"] == "round":
        yield from rounds.Teller(question).tell(item)
    else:
        title = item.get("name") or item["id"].rpartition("/")[2]
        yield Heading(
            2, (Span(str(title), "strong"), " · ", wording.word(item["record_kind"]), " · ", Span(item["id"], "handle")), anchor=item["id"]
        )
        yield Table((Column("field", keep=True), Column("value", grow=1)), tuple(_fields(item, question)), indent=0)
        yield Gap()
    if item["record_kind"] == "person":
        yield from persons.tell(item, question)
    yield from _disputed(item, question)
    yield from _evidence(item, question)


def _fields(item: Item, question: Question) -> Iterator[tuple[Run, ...]]:
    for name, value in item.items():
        if name not in APART and value not in (None, "", [], {}):
            yield Span(wording.word(name), "muted"), _value(name, value, question)
    if item.get("parts"):
        yield Span("parts", "muted"), ", ".join(part["id"].removeprefix(item["id"] + "/") for part in item["parts"])


def _value(name: str, value: Any, question: Question) -> Run:
    if isinstance(value, dict):
        if "edtf" in value:
            said = f' ("{value["text"]}")' if value["text"] else ""
            return (Span(wording.when(value), "date"), said)
        return "; ".join(f"{wording.word(key)}: {inner}" for key, inner in value.items() if inner)
    if isinstance(value, list):
        return "; ".join(str(_flat(_value(name, inner, question))) for inner in value)
    return wording.word(str(value)) if name in {"status", "stance", "result", "standing", "role"} else str(value)


def _flat(run: Run) -> str:
    if isinstance(run, Span):
        return run.text
    return run if isinstance(run, str) else "".join(_flat(piece) for piece in run)


def _disputed(item: Item, question: Question) -> Iterator[Block]:
    if item["record_kind"] != "round":
        yield from rounds.Teller(question).disputed({"id": item["id"], "disputed": item.get("disputed", [])})


def _evidence(item: Item, question: Question) -> Iterator[Block]:
    rows = []
    for citation in item["citations"]:
        said = [f'"{citation["quote"]}"'] if citation["quote"] else []
        said += [citation["speaker"]] if citation["speaker"] else []
        said += [f"on {', '.join(citation['fields'])}"] if citation["fields"] else []
        said += ["another reading"] if citation["reading"] else []
        rows.append((wording.word(citation["stance"]), "; ".join(said), question.numbering([citation["source"]])))
    if rows:
        yield Table((Column("stance", keep=True), Column("said", grow=1)), tuple(rows), heading="Rests on")


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    for name, value in item.items():
        if value not in (None, "", [], {}):
            yield name, value if isinstance(value, str) else _json(value)


def _json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def listing(question: Question, kind: str) -> Document:
    """Return the records of a kind."""
    return Document(
        title=wording.PLURAL[kind].capitalize(),
        query={**question.words, "kind": kind},
        as_known=question.as_known,
        notices=question.notices(),
        items=entries.listed(question.reader, kind, question.filters),
        tell=_line,
        columns=("id", "name", "aliases"),
        cells=lambda item: iter([(item["id"], item["name"], "; ".join(item.get("aliases") or []))]),
        empty=f"No {wording.word(kind)} on record.",
    )


def _line(item: Item) -> Iterator[Block]:
    aliases = ", ".join(item.get("aliases") or [])
    row = (Span(item["id"], "handle"), Span(str(item["name"]), "name"), Span(aliases, "muted"))
    yield Table((Column("id", keep=True), Column("name", grow=1), Column("aliases", grow=1)), (row,), indent=0, anchors=(item["id"],))
