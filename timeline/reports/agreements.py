"""The documents of the talks, as a reader wants them told: who signed when, what they provide, what became of it."""

from collections.abc import Iterator
from typing import Any

from timeline.document import Block, Column, Document, Gap, Heading, Paragraph, Run, Span, Table
from timeline.queries import agreements, facts
from timeline.reports import rounds, wording
from timeline.reports.asking import Question

Item = dict[str, Any]

COLUMNS = (
    "id", "process", "round", "name", "stage", "form", "date", "earliest", "latest", "place", "authors", "dates", "signed", "not_signed",
    "issues", "lineage", "later", "became", "text", "sources",
)  # fmt: skip
RAW = frozenset({"date", "earliest", "latest"})
SIGNED = ("signed", "initialled", "with_reservation")

LATER = {
    "implements": "carried out by", "amends": "amended by", "replaces": "replaced by", "renews": "renewed by",
    "answers": "answered by", "annexed_to": "has as annex",
}  # fmt: skip
"""How a later document stands to this one, told from this one's side."""


def report(question: Question) -> Document:
    """Return the documents that a question is about."""
    teller = Teller(question)
    return Document(
        title="Agreements",
        query=question.words,
        as_known=question.as_known,
        notices=question.notices(),
        items=teller.items(),
        tell=teller.tell,
        columns=COLUMNS,
        cells=_cells,
        raw=RAW,
        sources=question.sources,
        empty="No document on record answers the question.",
    )


class Teller:
    """Tells documents one after another."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        self.question = question
        self.names = question.names
        self.marks = question.numbering

    def items(self) -> Iterator[Item]:
        """Return the documents, the sources behind each noted as it comes."""
        found = agreements.agreements(self.question.reader, self.question.filters)
        return self.question.noted(found, agreements.undated)

    def tell(self, item: Item) -> Iterator[Block]:
        """Tell one document."""
        name = Span(wording.called(item["name"], item["id"]), "strong")
        title = (name, " · ", wording.day(item["date"]), " · ", Span(item["id"], "handle"))
        yield Heading(2, title, anchor=item["id"])
        yield Paragraph(tuple(self.kind(item)), marks=self.marks(item["sources"]))
        if item["text"]:
            yield Paragraph(item["text"], marks=self.marks(item["sources"]))
        yield from self.dates(item)
        yield from self.signatures(item)
        yield from self.provisions(item)
        yield from self.follow_ups(item)
        yield from self.lineage(item)
        yield from rounds.Teller(self.question).disputed(item)
        yield Gap()

    def kind(self, item: Item) -> Iterator[Run]:
        """Yield what sort of document it is, whose, and where it was made."""
        told = [] if item["stage"] == "other" else [f"{wording.word(item['stage'])} agreement" if item["stage"] else "stage not told"]
        told += [wording.word(item["form"]) if item["form"] else "form not told"]
        kind = ", ".join(told)
        yield kind[:1].upper() + kind[1:]
        if item["authors"]:
            yield f", by {wording.parties(item['authors'], self.names)}"
        if item["round"]:
            yield f"; {wording.meeting(item['round'], self.names)}"
        if item["place"]:
            yield f"; {self.names.place(item['place'])}"
        yield f"; {item['process_name']}"

    def dates(self, item: Item) -> Iterator[Block]:
        """Tell the days in the document's life, by kind."""
        rows = tuple((wording.word(found["kind"]), _dated(found["date"]), self.marks(found["sources"])) for found in item["dates"])
        if rows:
            yield Table((Column("kind", keep=True), Column("date", grow=1)), rows, heading="Dates")

    def signatures(self, item: Item) -> Iterator[Block]:
        """Tell who put a name to the document, and who did not."""
        rows = tuple(
            (
                Span(self.names.short_party(found["party"]) if found["party"] else "", "party"),
                self.signatory(found),
                Span(wording.word(found["status"]), "good" if found["status"] in SIGNED else "bad"),
                wording.day(found["date"]) if found["date"] else "",
                self.marks(found["sources"]),
            )
            for found in item["signatures"]
        )
        columns = (Column("party", keep=True), Column("who", grow=1), Column("status", keep=True), Column("date", keep=True))
        if rows:
            yield Table(columns, rows, heading="Signatures")
        elif item["form"] in {"written_signed", "initialled"}:
            yield Paragraph("Signatures: none on record", indent=0)

    def signatory(self, signature: Item) -> Run:
        """Return who signed, in what capacity."""
        capacity = signature["capacity"] or ""
        if signature["name"] is None:
            unnamed = Span("signatory not on record", "muted") if signature["status"] in SIGNED else ""
            return capacity or unnamed
        return (Span(signature["name"], "name"), f" ({capacity})" if capacity else "")

    def provisions(self, item: Item) -> Iterator[Block]:
        """Tell what the document provides, and under each clause what became of it."""
        rows: list[tuple[Any, ...]] = []
        for provision in item["provisions"]:
            about = self.names.issue(provision["issue"]) if provision["issue"] else ""
            rows.append((provision["locator"] or "", _clause(about, wording.known(provision["text"])), self.marks(provision["sources"])))
            rows += [("", self.became(found), self.marks(found["sources"])) for found in provision["follow_ups"]]
        if rows:
            yield Table((Column("where"), Column("provision", grow=4)), tuple(rows), heading="Provisions")

    def became(self, found: Item) -> Run:
        """Return what became of a clause: since when, how, and who says so."""
        said = f": {found['text'].rstrip('.')}" if found["text"] else ""
        status = Span(wording.word(found["status"]), wording.tone(found["status"]))
        return ("– ", wording.day(found["date"]), " ", status, said, self.behind(found))

    def behind(self, found: Item) -> str:
        """Return who says that it came so, and who says that it did not."""
        confirmed, disputed = found["confirmed_by"], found["disputed_by"]
        return f"; {wording.claimed(confirmed, disputed, self.names)}" if confirmed or disputed else ""

    def follow_ups(self, item: Item) -> Iterator[Block]:
        """Tell what became of the document as a whole."""
        rows = tuple(
            (
                wording.day(found["date"]),
                Span(wording.word(found["status"]), wording.tone(found["status"])),
                f"{(found['text'] or '').rstrip('.')}{self.behind(found)}",
                self.marks(found["sources"]),
            )
            for found in item["follow_ups"]
        )
        columns = (Column("date", keep=True), Column("status", keep=True), Column("what became of it", grow=1))
        if rows:
            yield Table(columns, rows, heading="Afterwards")

    def lineage(self, item: Item) -> Iterator[Block]:
        """Tell how the document stands to others, before and after it."""
        rows = [(wording.word(found["relation"]), _other(found), self.marks(found["sources"])) for found in item["lineage"]]
        rows += [(LATER[found["relation"]], _other(found), self.marks(found["sources"])) for found in item["later"]]
        if rows:
            yield Table((Column("relation", keep=True), Column("document", grow=1)), tuple(rows), heading="Other documents")


def _other(found: Item) -> Run:
    return wording.called(found["name"], found["other"]), " · ", Span(found["other"], "handle")


def _clause(about: str, said: str) -> str:
    told = said.rstrip(".")
    return told if not about or about.casefold() == told.casefold() else f"{about}: {told}"


def _dated(date: Item | None) -> Run:
    said = f' ("{date["text"]}")' if date and date["text"] else ""
    return wording.day(date), said


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    date = item["date"] or {}
    signed = [found for found in item["signatures"] if found["status"] in SIGNED]
    others = [found for found in item["signatures"] if found["status"] not in SIGNED]
    followed = [*item["follow_ups"], *(found for provision in item["provisions"] for found in provision["follow_ups"])]
    yield (
        item["id"], item["process"], item["round"] or "", item["name"], item["stage"] or "", item["form"] or "", date.get("edtf") or "",
        date.get("earliest") or "", date.get("latest") or "", item["place"] or "", "; ".join(item["authors"]),
        "; ".join(f"{found['kind']} {(found['date'] or {}).get('edtf') or ''}".strip() for found in item["dates"]),
        "; ".join(map(_who, signed)), "; ".join(map(_who, others)),
        "; ".join(dict.fromkeys(found["issue"] for found in item["provisions"] if found["issue"])),
        "; ".join(f"{found['relation']} {found['other']}" for found in item["lineage"]),
        "; ".join(f"{found['other']} {found['relation']}" for found in item["later"]),
        "; ".join(f"{(found['date'] or {}).get('edtf') or ''} {found['status']}".strip() for found in followed),
        item["text"] or "", "; ".join(facts.sources_within(item)),
    )  # fmt: skip


def _who(signature: Item) -> str:
    return str(signature["party"] or signature["person"] or signature["id"])
