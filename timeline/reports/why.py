"""The evidence for one record, as a reader wants it told: every claim behind it, and rival readings side by side, each with its reason."""

from collections.abc import Iterator
from typing import Any

from timeline import text, vocabulary
from timeline.document import Block, Cell, Column, Document, Heading, Paragraph, Span, Table
from timeline.queries import claims
from timeline.reports import rounds, wording
from timeline.reports.asking import Question

Item = dict[str, Any]

CLAIMS = (Column("stance", keep=True), Column("who", grow=1), Column("words", grow=2))
READINGS = (Column("reading", grow=2), Column("preferred, or why not", grow=3))
BEFORE = (Column("field", keep=True), Column("value", grow=1), Column("why", grow=1))


def report(question: Question, word: str) -> Document:
    """Return every claim behind a record, rival readings side by side."""
    item = claims.why(question.reader, word, question.filters.process)
    question.note(item)
    return Document(
        title=f"Why: {item['id']}",
        query={**question.words, "handle": item["id"]},
        as_known=question.as_known,
        notices=question.notices(),
        items=[item],
        tell=Teller(question).tell,
        columns=("field", "value", "preferred", "why", "sources"),
        cells=_cells,
        sources=question.sources,
    )


class Teller:
    """Tells the evidence for a record."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        self.names = question.names
        self.marks = question.numbering
        self.value = rounds.Teller(question).value

    def tell(self, item: Item) -> Iterator[Block]:
        """Tell what a record rests on, where sources disagree, and what was known before."""
        yield Heading(2, (Span(self.called(item), "strong"), f" · {wording.word(item['kind'])} · ", Span(item["id"], "handle")))
        yield Paragraph(vocabulary.STANDING[item["standing"]])
        if item["claims"]:
            yield Table(CLAIMS, tuple(self.claim(claim) for claim in item["claims"]), heading="Rests on")
        for dispute in item["disputed"]:
            yield from self.disputed(dispute)
        if item["earlier"]:
            yield Table(BEFORE, tuple(self.before(found) for found in item["earlier"]), heading="Known before, and overtaken")

    def called(self, item: Item) -> str:
        """Return what a record is called; a round by its number or name."""
        if item["kind"] != "round":
            return str(item["name"])
        meeting = wording.meeting(item["id"], self.names)
        return meeting[:1].upper() + meeting[1:]

    def claim(self, claim: Item) -> tuple[Cell, ...]:
        """Return the row of a source: whose word it gives, and in which words."""
        who = claim["publisher"] + (f", on the word of {claim['speaker_name']}" if claim["speaker_name"] else "")
        told = [f'"{claim["quote"]}"'] if claim["quote"] else []
        told += [claim["locator"]] if claim["locator"] else []
        told += [f"on the {text.listed(wording.word(name) for name in claim['fields'])}"] if claim["fields"] else []
        told += ["cited for the block it stands in"] if claim["inherited"] else []
        told += [claim["note"]] if claim["note"] else []
        return claim["stance"], who, "; ".join(told), self.marks([claim["source"]])

    def disputed(self, dispute: Item) -> Iterator[Block]:
        """Tell the readings of a field side by side: which is preferred, and why each of the others is not."""
        heading = f"Sources disagree on the {wording.word(dispute['field'])}"
        yield Table(READINGS, tuple(self.reading(reading, dispute) for reading in dispute["readings"]), heading=heading)
        if dispute["preferred"] is None:
            yield Paragraph("None is preferred.", indent=2)
        elif not any(reading["why"] for reading in dispute["readings"]):
            yield Paragraph("The record gives no reason.", indent=2)

    def reading(self, reading: Item, dispute: Item) -> tuple[Cell, ...]:
        """Return the row of a reading."""
        preferred = dispute["preferred"] is not None and reading["value"] == dispute["preferred"]
        why = "preferred" if preferred else reading["why"] or ""
        return self.value(dispute["field"], reading["value"]), why, self.marks(reading["sources"])

    def before(self, found: Item) -> tuple[Cell, ...]:
        """Return the row of what was known before."""
        return wording.word(found["field"]), self.value(found["field"], found["value"]), found["why"] or "", self.marks(found["sources"])


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    for claim in item["claims"]:
        yield "", "", "", claim["stance"], claim["source"]
    for dispute in item["disputed"]:
        for reading in dispute["readings"]:
            preferred = "yes" if reading["value"] == dispute["preferred"] else "no"
            yield dispute["field"], str(reading["value"]), preferred, reading["why"] or "", "; ".join(reading["sources"])
