"""What a search found, the best first."""

import re
from collections.abc import Iterator
from typing import Any

from timeline.document import Block, Column, Document, Run, Span, Table
from timeline.queries import excerpts, search
from timeline.reports import wording
from timeline.reports.asking import Question

Item = dict[str, Any]

TABLE = (Column("record", keep=True), Column("kind", keep=True), Column("found", grow=1, least=1 / 3))


def report(question: Question, sought: str, most: int) -> Document:
    """Return the records whose words hold all that is sought."""
    snippets: dict[str, str] = {}
    return Document(
        title=f"Search: {sought}",
        query={**question.words, "text": sought, "most": most},
        as_known=question.as_known,
        notices=question.notices(),
        items=_items(question, sought, most, snippets),
        tell=lambda item: _tell(item, snippets[item["id"]], question),
        columns=("id", "process", "kind", "name", "snippet", "sources"),
        cells=_cells,
        sources=question.sources,
        empty="Nothing on record holds these words.",
    )


def _items(question: Question, sought: str, most: int, snippets: dict[str, str]) -> Iterator[Item]:
    for item, snippet in search.search(question.reader, sought, question.filters, most):
        question.note(item)
        snippets[item["id"]] = snippet
        yield item
    if most and len(snippets) == most:
        question.remarks.append(f"the best {most} are shown; --most 0 shows all")


def _tell(item: Item, snippet: str, question: Question) -> Iterator[Block]:
    row = (Span(item["id"], "handle"), Span(wording.word(item["kind"]), "muted"), _snippet(snippet))
    yield Table(TABLE, ((*row, question.numbering(item["sources"])),), indent=0)


def _snippet(marked: str) -> Run:
    pieces = re.split(f"[{excerpts.OPENS}{excerpts.CLOSES}]", marked)
    return tuple(Span(piece, "strong") if number % 2 else piece for number, piece in enumerate(pieces))


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    yield item["id"], item["process"] or "", item["kind"], item["name"], item["snippet"], "; ".join(item["sources"])
