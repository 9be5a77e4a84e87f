"""One party, or one person, over all the talks, as a reader wants it told."""

from collections.abc import Iterator
from typing import Any

from timeline import text
from timeline.document import Block, Column, Document, Gap, Heading, Marks, Paragraph, Run, Span, Table
from timeline.queries import names as naming
from timeline.queries import party
from timeline.reports import wording
from timeline.reports.asking import Question

Item = dict[str, Any]

COLUMNS = ("id", "process", "issue", "first", "latest", "result", "sources")
RESULTS = ("met", "partly_met", "unmet", "pending", "withdrawn", "superseded")


def report(question: Question, word: str) -> Document:
    """Return a party, found by any of its names, over all the talks that the question is about."""
    handles = naming.meant(question.reader, "party", word)
    return Document(
        title=f"Party: {word}",
        query={**question.words, "party": [*question.words["party"], word]},
        as_known=question.as_known,
        notices=question.notices(),
        items=_items(question, handles),
        tell=lambda item: _tell(item, question),
        columns=COLUMNS,
        cells=_cells,
        sources=question.sources,
    )


def _items(question: Question, handles: tuple[str, ...]) -> Iterator[Item]:
    for item in party.parties(question.reader, handles, question.filters, question.names):
        question.note(item)
        yield item


def _tell(item: Item, question: Question) -> Iterator[Block]:
    yield Heading(2, (Span(item["name"], "party"), f" · {wording.word(item['type'])} · ", Span(item["id"], "handle")), anchor=item["id"])
    if item["aliases"]:
        yield Paragraph(f"also {', '.join(item['aliases'])}")
    yield Paragraph(tuple(_sought(item)))
    yield from _issues(item, question)
    yield from _delegations(item, question)
    yield from _third(item, question)
    yield Gap()


def _sought(item: Item) -> Iterator[Run]:
    """Yield what the party sought and what it got, counted."""
    found = item["sought"]
    if not found["total"]:
        yield "No demand on record."
        return
    told = [f"{found[word]} {wording.word(word)}" for word in RESULTS if found[word]]
    if found["unanswered"]:
        told.append(f"{found['unanswered']} without an outcome on record")
    yield f"Sought versus got: {text.counted(found['total'], 'demand')}, {text.listed(told)}."


def _issues(item: Item, question: Question) -> Iterator[Block]:
    rows = []
    for found in item["issues"]:
        last = _position(found["latest"]) if found["latest"]["id"] != found["first"]["id"] else ""
        result = wording.word(found["result"]) if found["result"] else ""
        rows.append((Span(found["issue_name"], "strong"), _position(found["first"]), last, result, question.numbering(found["sources"])))
    if rows:
        columns = (Column("issue", grow=2), Column("first", grow=3), Column("latest", grow=3), Column("result", keep=True))
        yield Table(columns, tuple(rows), heading="Positions: issue, first, latest, what came of the demand", indent=2)


def _position(position: Item) -> Run:
    said = f": {position['text']}" if position["text"] else ""
    return (wording.day(position["date"]), f", {wording.word(position['stance'] or 'unknown')}{said}")


def _delegations(item: Item, question: Question) -> Iterator[Block]:
    rows: list[tuple[Any, ...]] = []
    for found in item["delegations"]:
        when: Run = wording.day(found["date"])
        handle: Run = Span(found["round"].partition("/")[2], "handle")
        for delegate in found["delegates"]:
            told = [wording.word(delegate["role"])] if delegate["role"] not in {"unspecified", "negotiator"} else []
            told += [delegate["office"]] if delegate["office"] else []
            said = f" ({'; '.join(told)})" if told else ""
            rows.append((when, handle, (Span(delegate["name"], "name"), said), question.numbering(delegate["sources"])))
            when, handle = "", ""
        if not found["delegates"]:
            rows.append((when, handle, Span("none on record", "muted"), question.numbering(found["sources"])))
    if rows:
        yield Table(
            (Column("date", keep=True), Column("round", keep=True), Column("delegate", grow=1)), tuple(rows), heading="Delegates by round"
        )


def _third(item: Item, question: Question) -> Iterator[Block]:
    rows = tuple(
        (wording.day(found["date"]), Span(found["round"].partition("/")[2], "handle"), _roles(found), question.numbering(found["sources"]))
        for found in item["third_party"]
    )
    if rows:
        yield Table((Column("date", keep=True), Column("round", keep=True), Column("role", grow=1)), rows, heading="As a third party")


def _roles(found: Item) -> str:
    roles = ", ".join(wording.word(role) for role in found["roles"]) or "role not told"
    persons = ", ".join(person["name"] for person in found["persons"])
    return f"{roles}{': ' + persons if persons else ''}"


def person(item: Item, question: Question) -> Iterator[Block]:
    """Tell where a person sat, in what office, and what the person said."""
    seats = []
    for found in item["rounds"]:
        told = [wording.word(found["role"])] if found["role"] not in {None, "unspecified", "negotiator"} else []
        told += [found["office"]] if found["office"] else []
        told += [] if found["attended"] in {None, "yes"} else [wording.ATTENDANCE[found["attended"]]]
        side = Span(question.names.short_party(found["party"]), "party")
        seats.append(
            (
                wording.day(found["date"]),
                _handle(found["round"]),
                (side, f": {'; '.join(told) or 'member'}"),
                question.numbering(found["sources"]),
            )
        )
    columns = (Column("date", keep=True), Column("record", keep=True), Column("told", grow=1))
    if seats:
        yield Table(columns, tuple(seats), heading="At the table")
    spoke = tuple(_spoke(found, question) for found in item["spoke"])
    if spoke:
        yield Table(columns, spoke, heading="Said")


def _spoke(found: Item, question: Question) -> tuple[Run | Marks, ...]:
    said = found["text"] or (question.names.issue(found["issue"]) if found["issue"] else "")
    stance = f"{wording.word(found['stance'])}: " if found["stance"] else ""
    return wording.day(found["date"]), _handle(found["id"]), f"{stance}{said}", question.numbering(found["sources"])


def _handle(handle: str) -> Span:
    return Span(handle.partition("/")[2], "handle")


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    for found in item["issues"]:
        first, latest = (found[name]["stance"] or "" for name in ("first", "latest"))
        yield item["id"], found["process"], found["issue"], first, latest, found["result"] or "", "; ".join(found["sources"])
