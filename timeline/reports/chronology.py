"""Everything dated, one line each, as a reader wants it told."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from timeline.document import Block, Column, Document, Run, Span, Table
from timeline.queries import chronology
from timeline.queries.names import Names
from timeline.reports import figures, wording
from timeline.reports.asking import Question

Item = dict[str, Any]

COLUMNS = (
    "id", "process", "kind", "date", "earliest", "latest", "parties", "issue", "status", "stance", "speaker", "text", "sources", "follows",
)  # fmt: skip
RAW = frozenset({"date", "earliest", "latest"})
TABLE = (Column("date", keep=True), Column("what", keep=True), Column("told", grow=1, least=1 / 2))


def report(question: Question) -> Document:
    """Return everything dated that a question is about."""
    teller = Teller(question)
    return Document(
        title="Chronology",
        query=question.words,
        as_known=question.as_known,
        notices=question.notices(),
        items=question.noted(chronology.chronology(question.reader, question.filters, question.names), chronology.undated),
        tell=teller.tell,
        columns=COLUMNS,
        cells=_cells,
        raw=RAW,
        figures=lambda: _figures(question),
        sources=question.sources,
        empty="Nothing dated on record answers the question.",
    )


def _figures(question: Question) -> Iterator[Block]:
    yield figures.chronology(chronology.in_time(question.reader, question.filters), question.names)


class Teller:
    """Tells what is dated line by line, and of which process it is where several are told."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        self.question = question

    @cached_property
    def several(self) -> bool:
        """Whether the lines are of more than one process."""
        asked = self.question.filters
        return len(asked.process) != 1 and chronology.several(self.question.reader, asked)

    def tell(self, item: Item) -> Iterator[Block]:
        """Tell a dated record in one line."""
        process: Run = (Span(item["process"], "handle"), " · ") if self.several else ""
        told = (process, *_told(item, self.question.names))
        row = (wording.day(item["date"]), Span(wording.word(item["kind"]), "muted"), told, self.question.numbering(item["sources"]))
        yield Table(TABLE, (row,), indent=0, anchors=(item["id"],), gathered=True)


def _told(item: Item, names: Names) -> Iterator[Run]:
    """Yield the pieces of a record's line: who or what it is about, how it stands, and what is said of it."""
    match item["kind"]:
        case "round":
            yield from _round(item, names)
        case "position":
            yield Span(wording.parties(item["parties"], names), "party")
            yield f", {wording.word(item['stance'] or 'position')}{_on(item, names)}"
        case "outcome":
            yield f"{names.issue(item['issue'])}, {wording.word(item['status'] or 'unknown')}{_said(item, names)}"
        case "follow_up":
            yield f"{_followed(item, names)}, {wording.word(item['status'] or 'unknown')}{_said(item, names)}"
        case "agreement":
            yield Span(item["document"] or item["id"].rpartition("/")[2], "strong")
            yield f"{', ' + wording.word(item['form']) if item['form'] else ''}{_by(item, names)}{_said(item, names)}"
        case "statement":
            yield Span(item["speaker_name"] or wording.parties(item["parties"], names) or "unnamed", "name")
            yield f": {wording.known(item['text'])}"
        case _:
            yield item["text"] or ""


def _round(item: Item, names: Names) -> Iterator[Run]:
    called = wording.meeting(item["id"], names)
    yield Span(called[:1].upper() + called[1:], "strong")
    yield " · "
    yield Span(item["id"].partition("/")[2], "handle")
    yield f" · {wording.word(item['status'] or 'unknown')}"
    yield f": {item['text']}" if item["text"] and item["text"] != names.rounds[item["id"]].name else ""


def _on(item: Item, names: Names) -> str:
    """Return what a position is on, and what it says where that is more than the issue's name."""
    issue = names.issue(item["issue"])
    return f": {issue}" if item["text"] in {issue, None} else f" ({issue}): {item['text']}"


def _by(item: Item, names: Names) -> str:
    return f", by {wording.parties(item['parties'], names)}" if item["parties"] else ""


def _followed(item: Item, names: Names) -> str:
    """Return what a follow-up follows: an issue and its round, or a document and what of it."""
    issue = names.issue(item["issue"]) if item["issue"] else ""
    met = f"from {wording.meeting(item['round'], names)}" if item["round"] else ""
    return ", ".join(part for part in (item["document"], issue, met) if part) or str(item["follows"] or item["id"]).rpartition("/")[2]


def _said(item: Item, names: Names) -> str:
    """Return where it was and what is said of it, as far as the line does not say so already."""
    place = wording.placed(item["place"], item["text"], names)
    said = item["text"] if item["text"] not in {item["document"], item["issue"] and names.issue(item["issue"])} else None
    return f"{', ' + place if place else ''}{': ' + said if said else ''}"


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    date = item["date"] or {}
    yield (
        item["id"], item["process"], item["kind"], date.get("edtf") or "", date.get("earliest") or "", date.get("latest") or "",
        "; ".join(item["parties"]), item["issue"] or "", item["status"] or "", item["stance"] or "", item["speaker"] or "",
        item["text"] or "", "; ".join(item["sources"]), item["follows"] or "",
    )  # fmt: skip
