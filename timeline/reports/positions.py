"""The matrix of positions, party by issue over the rounds, with the marks of change."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from timeline.document import Block, Cell, Column, Document, Gap, Heading, Paragraph, Span, Table
from timeline.queries import positions
from timeline.reports import wording
from timeline.reports.asking import Question

Item = dict[str, Any]

ABREAST = 3
"""As many rounds stand side by side; more follow in further blocks, so that nothing is cut."""
COLUMNS = (
    "process", "party", "issue", "position", "round", "date", "stance", "priority", "change", "change_reason", "text", "speaker",
    "result", "sources",
)  # fmt: skip
MOVED = {"harder", "softer", "reversed"}


def report(question: Question, *, changed: bool = False) -> Document:
    """Return the positions that a question is about; `changed` keeps the rows that moved."""
    found: list[Item] = []
    return Document(
        title="Positions",
        query={**question.words, "changed": changed},
        as_known=question.as_known,
        notices=question.notices(),
        items=_items(question, found, changed=changed),
        tell=lambda _: (),
        columns=COLUMNS,
        cells=_cells,
        raw=frozenset({"date"}),
        closing=lambda: _matrices(found, question),
        sources=question.sources,
        empty="No position on record answers the question.",
    )


def _items(question: Question, found: list[Item], *, changed: bool) -> Iterator[Item]:
    for item in positions.positions(question.reader, question.filters, question.names):
        if not changed or any(position["change"] in MOVED for position in item["positions"]):
            question.note({**item, "date": None})
            found.append(item)
            yield item


def _matrices(found: list[Item], question: Question) -> Iterator[Block]:
    for process, several in groupby(found, key=lambda item: item["process"]):
        yield from _matrix(process, list(several), question)
    if found:
        yield Gap()
        yield Paragraph('.  nothing on record, which is not "no position"')


def _matrix(process: str, several: list[Item], question: Question) -> Iterator[Block]:
    """Tell one process, a few rounds at a time, and under each block what was said."""
    yield Heading(2, Span(process, "handle"))
    rounds = _rounds(several)
    for start in range(0, len(rounds), ABREAST):
        block = rounds[start : start + ABREAST]
        rows = tuple(row for item in sorted(several, key=_by_issue) if (row := _row(item, block, question)))
        columns = (Column("issue", grow=2), Column("party", keep=True), *(Column(label, grow=1) for _, label in block))
        yield Gap()
        yield Table(columns, rows, indent=0, header=True)


def _by_issue(item: Item) -> tuple[str, str]:
    return item["issue_name"], item["name"]


def _rounds(several: list[Item]) -> list[tuple[str, str]]:
    """Return the rounds in which anything was said, in order of date, each with its label; what was said outside goes by its day."""
    seen: dict[str, tuple[str, str]] = {}
    for item in several:
        for position in item["positions"]:
            seen.setdefault(_place(position), (_day(position), _label(position)))
    return [(place, label) for place, (_, label) in sorted(seen.items(), key=lambda pair: (pair[1][0], pair[0]))]


def _place(position: Item) -> str:
    return position["round"] or _day(position)


def _day(position: Item) -> str:
    date = position["date"] or {}
    return date.get("earliest") or date.get("latest") or "9"


def _label(position: Item) -> str:
    if position["round"] is None:
        return wording.when(position["date"])
    name = str(position["round"]).partition("/")[2]
    return f"R{position['number']}" if position["number"] is not None and name == f"r{position['number']}" else name


def _row(item: Item, block: list[tuple[str, str]], question: Question) -> tuple[Cell, ...] | None:
    """Return a party's row on an issue in a few rounds; None where it said nothing in any of them."""
    cells: list[Cell] = []
    sources: list[str] = []
    for place, _ in block:
        said = [position for position in item["positions"] if _place(position) == place]
        sources += [source for position in said for source in position["sources"]]
        cells.append(_said(said))
    if not sources and all(cell == "." for cell in cells):
        return None
    return (item["issue_name"], Span(question.names.short_party(item["party"]), "party"), *cells, question.numbering(sources))


def _said(said: list[Item]) -> Cell:
    """Return what a party said in one round: its last position, how it moved, and how many there are."""
    if not said:
        return "."
    last = said[-1]
    mark = f" {last['change'].upper()}" if last["change"] else ""
    more = f" ({len(said)} on record)" if len(said) > 1 else ""
    return f"{wording.word(last['stance'] or 'unknown')}{mark}{more}"


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    for position in item["positions"]:
        date = position["date"] or {}
        yield (
            item["process"], item["party"], item["issue"], position["id"], position["round"] or "", date.get("edtf") or "",
            position["stance"] or "", position["priority"] or "", position["change"] or "", position["change_reason"] or "",
            position["text"] or "", position["speaker"] or "", position["result"] or "", "; ".join(position["sources"]),
        )  # fmt: skip
