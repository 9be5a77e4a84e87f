"""The sources and what rests on each, as a reader wants them told."""

from collections.abc import Iterator
from typing import Any

from timeline import vocabulary
from timeline.document import Block, Column, Document, Gap, Paragraph, Run, Span, Table, citations
from timeline.queries import sources
from timeline.reports import wording
from timeline.reports.asking import Question

Item = dict[str, Any]

TABLE = (
    Column("source", grow=1),
    Column("whose voice", keep=True),
    Column("facts", keep=True, right=True),
    Column("alone", keep=True, right=True),
    Column("rival", keep=True, right=True),
    Column("earlier", keep=True, right=True),
)
COUNTED = ("facts", "alone", "rival", "earlier")
COLUMNS = ("id", "publisher", "title", "published", "address", "affiliation", "origin", *COUNTED)
EXPLAINED = (
    "alone: facts that rest on this source, or on others that repeat the same report, and on no independent one.",
    "rival: records that the source denies, or of which it tells another account, which is not preferred.",
    "earlier: records of which the source tells what was announced or believed before, and overtaken.",
)
BARE = "0 in all columns: no fact of talks rests on the source as a whole, but a detail does, such as where a place lies."


def report(question: Question) -> Document:
    """Return every source with what rests on it, and what it tells otherwise."""
    teller = Teller(question)
    return Document(
        title="Sources",
        query=question.words,
        as_known=question.as_known,
        notices=question.notices(),
        items=teller.items(),
        tell=teller.tell,
        columns=COLUMNS,
        cells=lambda item: iter([tuple("" if item[name] is None else str(item[name]) for name in COLUMNS)]),
        raw=frozenset({"published", *COUNTED}),
        closing=teller.closing,
        sources=list,
        empty="No source on record answers the question.",
    )


class Teller:
    """Tells sources one after another, each by words that no other has."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        self.question = question
        self.cited: dict[str, Run] = {}
        self.bare = False

    def items(self) -> Iterator[Item]:
        """Yield the sources; which of them read alike is known only when all are."""
        several = list(sources.sources(self.question.reader, self.question.filters))
        self.cited = {item["id"]: run for item, run in citations(several, addressed=lambda _: False)}
        self.bare = any(not any(item[name] for name in COUNTED) for item in several)
        yield from several

    def tell(self, item: Item) -> Iterator[Block]:
        """Tell a source: how it is cited, whose voice it is, and how much it bears."""
        origin = f" (after {item['origin']})" if item["origin"] and item["origin"] != item["publisher"] else ""
        said: Run = (self.cited[item["id"]], origin)
        voice = item["affiliation"]
        whose = wording.word(voice) if voice in vocabulary.AFFILIATION else self.question.names.short_party(voice)
        yield Table(TABLE, ((said, whose, *(str(item[name]) for name in COUNTED)),), indent=0, header=True)

    def closing(self) -> Iterator[Block]:
        """Tell how much rests on one source, on one side's sources, and on none, by kind of fact, and what the columns count."""
        rows = []
        for found in sources.totals(self.question.reader, self.question.filters):
            kind = wording.word(found["kind"])
            rows.append((kind, *(str(found[name]) for name in ("facts", "single", "one_sided", "unsourced"))))
        names = ("kind of fact", "on record", "on one source", "on one side's", "on none")
        yield Gap()
        yield Table(tuple(Column(name, keep=True, right=name != "kind of fact") for name in names), tuple(rows), indent=0, header=True)
        yield from (Paragraph(sentence, hang=2) for sentence in (*EXPLAINED, *([BARE] if self.bare else [])))


def unsourced(question: Question) -> Document:
    """Return the facts that cite no source."""
    return Document(
        title="Facts without a source",
        query={**question.words, "unsourced": True},
        as_known=question.as_known,
        notices=question.notices(),
        items=sources.unsourced(question.reader, question.filters),
        tell=lambda item: iter([_line(item)]),
        columns=("id", "kind", "name"),
        cells=lambda item: iter([(item["id"], item["kind"], item["name"])]),
        empty="Every fact on record cites a source.",
    )


def _line(item: Item) -> Block:
    row = (Span(item["id"], "handle"), Span(wording.word(item["kind"]), "muted"), item["name"])
    return Table((Column("record", keep=True), Column("kind", keep=True), Column("name", grow=1)), (row,), indent=0)
