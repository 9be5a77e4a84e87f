"""Who sat at the table, round by round, as a reader wants it told: who led, who joined, who left, and who is only not named."""

from collections.abc import Iterator
from typing import Any

from timeline import text
from timeline.document import Block, Column, Document, Heading, Paragraph, Role, Run, Span, Table
from timeline.queries import delegates, facts
from timeline.reports import rounds, wording
from timeline.reports.asking import Question

Item = dict[str, Any]

COLUMNS = (
    "id", "process", "round", "number", "date", "earliest", "latest", "party", "level", "size", "head", "person", "name", "role",
    "office", "attended", "change", "sources",
)  # fmt: skip
RAW = frozenset({"number", "date", "earliest", "latest", "size"})
COMPARED = (
    "A roster is compared with the party's one before in the same track that names anybody. It is whole where the size of the "
    "delegation is on record and as many are named as present."
)
CHANGES = {
    "joined": "in no earlier roster of the party, and the one before is whole or has the person as absent",
    "first_named": "in no earlier roster of the party, of which the one before may be short",
    "again": "in an earlier roster of the party, and not in the one before",
    "left": "in the roster before, and absent on record or not in this one, which is whole",
    "not_named": "in the roster before, and not in this one, which may be short",
}
"""The marks of change, each with what it says."""
TONES: dict[str, Role] = {"joined": "good", "left": "bad"}
"""How the marks are coloured that say who came and who went; the others say what is on record."""
ROSTER = (Column("party", keep=True), Column("who", grow=1), Column("change", keep=True))


def report(question: Question) -> Document:
    """Return the delegates of each party in each round that a question is about."""
    teller = Teller(question)
    return Document(
        title="Delegates",
        query=question.words,
        as_known=question.as_known,
        notices=question.notices(),
        items=teller.items(),
        tell=teller.tell,
        columns=COLUMNS,
        cells=_cells,
        raw=RAW,
        closing=teller.closing,
        sources=question.sources,
        empty="No delegate on record answers the question.",
    )


class Teller:
    """Tells rosters one after another, process by process and round by round."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        self.question = question
        self.names = question.names
        self.marks = question.numbering
        self.process: str | None = None
        self.round: str | None = None
        self.changes: set[str] = set()

    def items(self) -> Iterator[Item]:
        """Return the rosters, the sources behind each noted as it comes."""
        found = delegates.delegates(self.question.reader, self.question.filters, self.names)
        return self.question.noted(found, delegates.undated)

    def tell(self, item: Item) -> Iterator[Block]:
        """Tell the roster of a party in a round."""
        yield from self.heading(item)
        yield Table(ROSTER, (*self.rows(item), *self.rivals(item)))

    def heading(self, item: Item) -> Iterator[Block]:
        """Open a process with its name, and a round with its number or name, its date and its status."""
        if item["process"] != self.process:
            self.process = item["process"]
            yield Heading(2, (Span(item["process_name"], "strong"), " · ", Span(item["process"], "handle")))
        if item["round"] != self.round:
            self.round = item["round"]
            called = wording.meeting(item["round"], self.names)
            status = {"held": "", "unknown": ", held or not is not told"}.get(item["status"], f", {wording.word(item['status'])}")
            yield Heading(3, (called[:1].upper() + called[1:], ", ", wording.day(item["date"]), status), anchor=item["round"])

    def rows(self, item: Item) -> Iterator[tuple[Any, ...]]:
        """Yield a row for each delegate, the party named in the first, and one each for those who left and who are not named."""
        party: Run = Span(self.names.short_party(item["party"]), "party")
        if not item["delegates"]:
            yield party, self.gap(item), "", self.marks(item["sources"])
        for member in item["delegates"]:
            yield party, wording.delegate(member), self.change(member["change"]), self.marks(member["sources"])
            party = ""
        for change in ("left", "not_named"):
            if item[change]:
                yield "", text.listed(found["name"] for found in item[change]), self.change(change)

    def change(self, word: str | None) -> Run:
        """Return a mark of change, and note that it needs to be explained."""
        if word is None:
            return ""
        self.changes.add(word)
        return Span(wording.word(word), TONES.get(word, "muted"))

    def rivals(self, item: Item) -> Iterator[tuple[Any, ...]]:
        """Yield a row for each reading of the roster that is not preferred."""
        teller = rounds.Teller(self.question)
        for dispute in item["disputed"]:
            whose = dispute["record"].removeprefix(item["id"]).strip("/")
            named = next(
                (found["name"] for found in item["delegates"] if whose and dispute["record"].endswith(f"/{found['person']}")), whose
            )
            about = f"{named}, {wording.word(dispute['field'])}" if named else wording.word(dispute["field"])
            account = "by another account" if dispute["preferred"] is not None else "by one account"
            for reading in dispute["readings"]:
                if reading["value"] != dispute["preferred"]:
                    value = teller.value(dispute["field"], reading["value"])
                    yield "", (f"{account}, {about}: ", value), "", self.marks(reading["sources"])

    def closing(self) -> Iterator[Block]:
        """Say what rosters are compared with, and what each mark means that was made."""
        if self.changes:
            yield Paragraph(COMPARED)
        for word, meaning in CHANGES.items():
            if word in self.changes:
                yield Paragraph((Span(wording.word(word), TONES.get(word, "muted")), f": {meaning}"), hang=2)

    def gap(self, item: Item) -> Run:
        """Return what stands where nobody is named: that nobody is on record, and what is known all the same."""
        if item["id"] is None:
            return Span("none on record", "muted")
        known = [text.counted(item["size"], "member")] if item["size"] else []
        known += [wording.word(item["level"])] if item["level"] and item["level"] != "unknown" else []
        return (", ".join([*known, ""]), Span("no delegate on record", "muted"))


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    """Yield a flat row for each delegate and for each whom the roster before has; one for a roster that names nobody."""
    date = item["date"] or {}
    roster = (
        item["id"] or "", item["process"], item["round"], "" if item["number"] is None else str(item["number"]), date.get("edtf") or "",
        date.get("earliest") or "", date.get("latest") or "", item["party"], item["level"] or "",
        "" if item["size"] is None else str(item["size"]), item["head"] or "",
    )  # fmt: skip
    for member in item["delegates"]:
        told = (member["person"], member["name"], member["role"], member["office"] or "", member["attended"] or "")
        yield (*roster, *told, member["change"] or "", "; ".join(member["sources"]))
    for change in ("left", "not_named"):
        yield from ((*roster, found["person"], found["name"], "", "", "", change, "") for found in item[change])
    if not item["delegates"]:
        yield (*roster, "", "", "", "", "", "", "; ".join(facts.sources_within(item)))
