"""Everything dated, one line each, as a reader wants it told."""

from collections.abc import Iterator
from typing import Any

from timeline import text
from timeline.document import Block, Column, Document, Run, Span, Table
from timeline.queries import chronology
from timeline.reports import figures, wording
from timeline.reports.asking import Question

Item = dict[str, Any]

COLUMNS = ("id", "process", "kind", "date", "earliest", "latest", "parties", "issue", "status", "stance", "speaker", "text", "sources")
RAW = frozenset({"date", "earliest", "latest"})
TABLE = (Column("date", keep=True), Column("what", keep=True), Column("told", grow=1))


def report(question: Question) -> Document:
    """Return everything dated that a question is about."""
    return Document(
        title="Chronology",
        query=question.words,
        as_known=question.as_known,
        notices=question.notices(),
        items=_items(question),
        tell=lambda item: _tell(item, question),
        columns=COLUMNS,
        cells=_cells,
        raw=RAW,
        figures=lambda: _figures(question),
        sources=question.sources,
        empty="Nothing dated on record answers the question.",
    )


def _items(question: Question) -> Iterator[Item]:
    for item in chronology.chronology(question.reader, question.filters, question.names):
        question.note(item)
        yield item
    question.close(chronology.undated)


def _figures(question: Question) -> Iterator[Block]:
    yield figures.chronology(chronology.in_time(question.reader, question.filters), question.names)


def _tell(item: Item, question: Question) -> Iterator[Block]:
    kind = wording.word(item["kind"])
    row = (wording.day(item["date"]), Span(kind, "muted"), tuple(_told(item, question)), question.numbering(item["sources"]))
    yield Table(TABLE, (row,), indent=0, anchors=(item["id"],))


def _told(item: Item, question: Question) -> Iterator[Run]:
    """Yield the pieces of a record's line: who, how, and what."""
    names = question.names
    said = item["text"]
    match item["kind"]:
        case "round":
            yield Span(item["id"].partition("/")[2], "handle")
            yield f" {wording.word(item['status'] or 'unknown')}{': ' + said if said else ''}"
        case "position":
            yield Span(text.listed(names.short_party(party) for party in item["parties"]), "party")
            yield f", {wording.word(item['stance'] or 'position')}: {said}"
        case "outcome" | "follow_up":
            issue = f"{names.issue(item['issue'])}, " if item["issue"] else ""
            about = f": {said}" if said and not (item["issue"] and said == names.issue(item["issue"])) else ""
            yield f"{issue}{wording.word(item['status'] or 'unknown')}{about}"
        case "statement":
            yield Span(item["speaker_name"] or text.listed(names.short_party(party) for party in item["parties"]) or "unnamed", "name")
            yield f": {said}"
        case _:
            yield said or ""


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    date = item["date"] or {}
    yield (
        item["id"], item["process"], item["kind"], date.get("edtf") or "", date.get("earliest") or "", date.get("latest") or "",
        "; ".join(item["parties"]), item["issue"] or "", item["status"] or "", item["stance"] or "", item["speaker"] or "",
        item["text"] or "", "; ".join(item["sources"]),
    )  # fmt: skip
