"""What happened round by round, as a reader wants it told."""

from collections.abc import Iterator
from typing import Any

from timeline import text
from timeline.document import Block, Column, Document, Gap, Heading, Marks, Paragraph, Run, Span, Table
from timeline.queries import facts, rounds
from timeline.reports import figures, wording
from timeline.reports.asking import Question

Item = dict[str, Any]

COLUMNS = (
    "id", "process", "track", "number", "status", "kind", "formats", "date", "earliest", "latest", "places", "parties",
    "delegates", "agreed", "not_agreed", "summary", "sources",
)  # fmt: skip
RAW = frozenset({"number", "date", "earliest", "latest"})
BRIEF = (
    Column("round", keep=True), Column("number", keep=True), Column("name", grow=1), Column("date", keep=True),
    Column("status", keep=True), Column("agreed", grow=2),
)  # fmt: skip
DENIED = "denied, and no other is named"
"""What stands for those who say that a value is not so, and not what it is."""
EMPTY = "the record itself says nothing"
"""What stands before the readings of a field where the record prefers none of them."""
CODED = {"status", "role", "stance", "kind", "level", "form", "stage", "priority", "timing", "formats", "attended"}


def report(question: Question, *, brief: bool = False) -> Document:
    """Return the rounds that a question is about; in brief, one line each."""
    teller = Teller(question)
    return Document(
        title="Rounds",
        query=question.words,
        as_known=question.as_known,
        notices=question.notices(),
        items=teller.items(),
        tell=teller.brief if brief else teller.tell,
        columns=COLUMNS,
        cells=teller.cells,
        raw=RAW,
        opening=teller.in_time if brief else tuple,
        figures=tuple if brief else teller.in_time,
        closing=teller.closing,
        sources=question.sources,
        empty="No round on record answers the question.",
    )


class Teller:
    """Tells rounds one after another."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        self.question = question
        self.names = question.names
        self.marks = question.numbering

    def items(self) -> Iterator[Item]:
        """Return the rounds, the sources behind each noted as it comes."""
        found = rounds.rounds(self.question.reader, self.question.filters, names=self.names)
        return self.question.noted(found, rounds.undated)

    def in_time(self) -> Iterator[Block]:
        """Show on a time axis when the rounds were."""
        yield figures.rounds(rounds.in_time(self.question.reader, self.question.filters))

    def tell(self, item: Item) -> Iterator[Block]:
        """Tell one round."""
        places = "; ".join(self.names.place(place) for place in item["places"])
        told = [said for said in (places, item["summary"]) if said]
        denied = {source for found in item["disputed"] if found["record"] == item["id"] for source in found["denied_by"]}
        marks = self.marks(source for source in item["sources"] if source not in denied)
        yield Heading(2, tuple(self.title(item)), marks=Marks() if told else marks, anchor=item["id"])
        for number, said in enumerate(told):
            yield Paragraph(said, marks=Marks() if number else marks)
        yield from self.delegations(item)
        yield from self.positions(item)
        yield from self.outcomes(item)
        yield from self.statements(item)
        yield from self.agreements(item)
        yield from self.disputed(item)
        yield from self.next(item)
        yield from self.result(item)

    def title(self, item: Item) -> Iterator[Run]:
        """Yield the pieces of a round's title."""
        number = f"Round {item['number']}" if item["number"] is not None else None
        yield Span(number or item["name"] or wording.word(item["kind"] or "meeting").capitalize(), "strong")
        yield f" · {item['process_name']}"
        beside = wording.beside_number(item["id"], self.names) if number else ""
        yield f" · {beside}" if beside else ""
        yield " · "
        yield Span(wording.when(item["date"], weekday=True), "date")
        yield f" · {wording.word(item['status'])}"
        if item["declined_by"]:
            yield f" by {wording.parties(item['declined_by'], self.names)}"
        yield " · "
        yield Span(item["id"], "handle")

    def delegations(self, item: Item) -> Iterator[Block]:
        """Tell who sat at the table."""
        rows = [row for delegation in item["delegations"] for row in self.delegation(delegation)]
        rows += [row for third in item["third_parties"] for row in self.third_party(third)]
        if rows:
            yield Table((Column("party", keep=True), Column("who", grow=1)), tuple(rows), heading="Delegations")

    def delegation(self, delegation: Item) -> Iterator[tuple[Any, ...]]:
        """Yield a row for each delegate, the party named in the first."""
        party: Run = Span(self.names.short_party(delegation["party"]), "party")
        named = sum(person["attended"] != "no" for person in delegation["delegates"])
        size = f"{text.counted(delegation['size'], 'member')}, " if delegation["size"] else ""
        if not delegation["delegates"]:
            yield party, Span(f"{size}no delegate on record", "muted"), self.marks(delegation["sources"])
        elif size and delegation["size"] != named:
            yield party, Span(f"{size}{named} named", "muted"), self.marks(delegation["sources"])
            party = ""
        for delegate in delegation["delegates"]:
            yield party, wording.delegate(delegate), self.marks(delegate["sources"])
            party = ""

    def third_party(self, third: Item) -> Iterator[tuple[Any, ...]]:
        """Yield a row for a third party and one for each who acted for it."""
        roles = wording.roles(third["roles"])
        name: Run = Span(self.names.short_party(third["party"]), "party")
        yield name, roles if third["roles"] else Span(roles, "muted"), self.marks(third["sources"])
        for person in third["persons"]:
            office = f" ({person['office']})" if person["office"] else ""
            yield "", (Span(person["name"], "name"), office), self.marks(person["sources"])

    def positions(self, item: Item) -> Iterator[Block]:
        """Tell what each party wanted."""
        if not item["positions"]:
            return
        present = {person["person"] for delegation in item["delegations"] for person in delegation["delegates"]}
        rows = []
        party, absent = None, False
        for position in item["positions"]:
            name: Run = Span(self.names.short_party(position["party"]), "party") if position["party"] != party else ""
            party = position["party"]
            speaker = position["speaker_name"] or ""
            if speaker and position["speaker"] not in present:
                speaker, absent = f"{speaker} *", True
            rows.append((name, *self.stance(position, item), speaker, self.marks(position["sources"])))
        columns = (
            Column("party", keep=True),
            Column("stance", keep=True),
            Column("priority", keep=True),
            Column("issue", grow=1),
            Column("speaker", keep=True),
        )
        yield Table(columns, tuple(rows), heading="Positions")
        if absent:
            yield Paragraph("* not a delegate", indent=2)

    def stance(self, position: Item, item: Item) -> tuple[Run, Run, Run]:
        """Return how a party stands, how much it matters, and on what."""
        priority = "" if position["priority"] in {None, "unspecified"} else position["priority"]
        issue = position["text"] or self.names.issue(position["issue"])
        return wording.word(position["stance"]), priority, (issue, _stated(position, item))

    def outcomes(self, item: Item) -> Iterator[Block]:
        """Tell what came of each issue, and what became of that."""
        rows = tuple(
            (
                Span(wording.word(found["status"]), wording.tone(found["status"])),
                self.outcome(found),
                self.behind(found),
                self.marks(found["sources"]),
            )
            for found in item["outcomes"]
        )
        if rows:
            columns = (Column("status", keep=True), Column("outcome", grow=3), Column("behind it", grow=2))
            yield Table(columns, rows, heading="Outcomes")
        afterwards = tuple(self.follow_up(found, about) for found, about in sorted(self.followed(item), key=lambda pair: _in_time(pair[0])))
        if afterwards:
            columns = (Column("date", keep=True), Column("status", keep=True), Column("what became of it", grow=1, least=1 / 3))
            yield Table(columns, afterwards, heading="Afterwards", gathered=True)

    def followed(self, item: Item) -> Iterator[tuple[Item, str]]:
        """Yield what became of each outcome and document, each with the name of what it followed."""
        for outcome in item["outcomes"]:
            yield from ((found, self.names.issue(outcome["issue"])) for found in outcome["follow_ups"])
        for agreement in item["agreements"]:
            name = wording.called(agreement["name"], agreement["id"])
            yield from ((found, name) for found in agreement["follow_ups"])

    def follow_up(self, found: Item, about: str) -> tuple[Any, ...]:
        """Return the row of what became of an outcome or a document."""
        place = wording.placed(found["place"], found["text"], self.names)
        told = f"{about}{', ' + place if place else ''}{': ' + found['text'] if found['text'] else ''}"
        status = Span(wording.word(found["status"]), wording.tone(found["status"]))
        return wording.day(found["date"]), status, told, self.marks(found["sources"])

    def outcome(self, outcome: Item) -> Run:
        """Return an outcome with its scope, and the day by which it was to be done."""
        said = self.names.issue(outcome["issue"])
        told = f": {outcome['text'].rstrip('.')}" if outcome["text"] else ""
        return f"{said}{told}{wording.scope(outcome)}", wording.due(outcome)

    def behind(self, outcome: Item) -> str:
        """Return who stands behind an outcome, and what it means for whose demand."""
        results = wording.results(outcome["demands"], self.names)
        support = wording.support(outcome, self.names)
        return "; ".join([*results, support] if outcome["standing"] != "corroborated" or not results else results)

    def statements(self, item: Item) -> Iterator[Block]:
        """Tell what was said in public about the round."""
        rows = [
            (Span(wording.voice(said, self.names), "name"), (_dated(said, item), wording.known(said["text"])), self.marks(said["sources"]))
            for said in item["statements"]
        ]
        if rows:
            yield Table((Column("speaker"), Column("statement", grow=3)), tuple(rows), heading="Statements")

    def agreements(self, item: Item) -> Iterator[Block]:
        """Tell which documents came out of the round."""
        rows = [
            (
                Span(wording.called(found["name"], found["id"]), "strong"),
                wording.word(found["form"] or "document"),
                self.marks(found["sources"]),
            )
            for found in item["agreements"]
        ]
        if rows:
            yield Table((Column("name", grow=1), Column("form", keep=True)), tuple(rows), heading="Documents")

    def disputed(self, item: Item) -> Iterator[Block]:
        """Tell on what sources disagree, each reading with its sources."""
        rows: list[tuple[Any, ...]] = []
        for dispute in item["disputed"]:
            where = dispute["record"].removeprefix(item["id"]).strip("/").replace("/", " ")
            what = f"{where} {wording.word(dispute['field'])}".strip()
            if dispute["preferred"] is None:
                rows.append((what, Span(EMPTY, "muted")))
                what = ""
            for reading in dispute["readings"]:
                preferred = reading["value"] == dispute["preferred"]
                value = (self.value(dispute["field"], reading["value"]), " (preferred)" if preferred else "")
                rows.append((what, value, self.marks(reading["sources"])))
                what = ""
            if dispute["denied_by"]:
                rows.append((what, Span(DENIED, "muted"), self.marks(dispute["denied_by"])))
        if rows:
            yield Table((Column("what", grow=1), Column("reading", grow=2)), tuple(rows), heading="Sources disagree")

    def value(self, field: str, value: Any) -> Run:
        """Return a reading's value in words."""
        if field in {"date", "deadline"} and isinstance(value, str):
            return wording.day({"edtf": value})
        if isinstance(value, list):
            return text.listed([str(self.value(field, one)) for one in value])
        if field in {"places", "place"}:
            return self.names.place(value)
        if field in {"head", "person", "speaker"}:
            return self.names.person(value)
        if field == "issue":
            return self.names.issue(value)
        if field in {"confirmed_by", "disputed_by", "declined_by", "party", "author"}:
            return self.names.short_party(value)
        return wording.word(str(value)) if field in CODED else str(value)

    def next(self, item: Item) -> Iterator[Block]:
        """Tell which round comes next."""
        found = item["next"]
        if found:
            called = wording.meeting(found["id"], self.names)
            yield Paragraph((Span("Next", "strong"), f"  {called}, ", wording.day(found["date"]), f", {wording.word(found['status'])}"))

    def result(self, item: Item) -> Iterator[Block]:
        """Tell the overall result, which follows from the outcomes, and how it is supported."""
        told = [*self.agreed(item), *self.resting(item)]
        if told:
            yield Gap()
            yield Paragraph(" ".join(told))
        yield Gap()

    def agreed(self, item: Item) -> Iterator[str]:
        """Say how many of the issues whose result is on record were agreed, and by whom, and of how many none is."""
        known = [found for found in item["outcomes"] if found["status"] != "unknown"]
        agreed = [found for found in known if found["status"] in {"agreed", "agreed_in_principle"}]
        both = [found for found in agreed if found["standing"] == "both_sides_confirm"]
        sides = "both sides" if len(item["delegations"]) < 3 else "all sides"
        if known and len(both) == len(agreed):
            yield f"{len(agreed)} of {text.counted(len(known), 'issue')} agreed{f' by {sides}' if agreed else ''}."
        elif known:
            yield f"{len(agreed)} of {text.counted(len(known), 'issue')} agreed, {len(both) or 'none'} of them confirmed by {sides}."
        if len(known) < len(item["outcomes"]):
            yield f"On {text.counted(len(item['outcomes']) - len(known), 'more issue' if known else 'issue')} the result is not on record."

    def resting(self, item: Item) -> Iterator[str]:
        """Say where all of a round rests on one source."""
        behind = set(facts.sources_within(item))
        if len(behind) == 1:
            yield "All of this rests on one source."

    def brief(self, item: Item) -> Iterator[Block]:
        """Tell one round in one line."""
        agreed = [self.names.issue(found["issue"]) for found in item["outcomes"] if found["status"] == "agreed"]
        number = "" if item["number"] is None else str(item["number"])
        row = (
            Span(item["id"], "handle"), number, wording.beside_number(item["id"], self.names), wording.day(item["date"]),
            wording.word(item["status"]), f"agreed: {', '.join(dict.fromkeys(agreed))}" if agreed else "", self.marks(item["sources"]),
        )  # fmt: skip
        yield Table(BRIEF, (row,), indent=0, anchors=(item["id"],))

    def closing(self) -> Iterator[Block]:
        """Close the report."""
        yield from ()

    def cells(self, item: Item) -> Iterator[tuple[str, ...]]:
        """Yield the flat row of a round."""
        date = item["date"] or {}
        by_status = {
            status: "; ".join(found["issue"] for found in item["outcomes"] if found["status"] == status and found["issue"])
            for status in ("agreed", "not_agreed")
        }
        yield (
            item["id"], item["process"], item["track"] or "", "" if item["number"] is None else str(item["number"]),
            item["status"], item["kind"] or "", "; ".join(item["formats"]), date.get("edtf") or "", date.get("earliest") or "",
            date.get("latest") or "", "; ".join(item["places"]), "; ".join(found["party"] for found in item["delegations"]),
            "; ".join(person["person"] for found in item["delegations"] for person in found["delegates"]),
            by_status["agreed"], by_status["not_agreed"], item["summary"] or "", "; ".join(facts.sources_within(item)),
        )  # fmt: skip


def _apart(said: Item, item: Item) -> bool:
    """Tell whether what was said has a date of other days than the round's."""
    return said["date"] is not None and _days(said) != _days(item)


def _days(found: Item) -> tuple[str | None, str | None]:
    date = found["date"] or {}
    return date.get("earliest"), date.get("latest")


def _dated(said: Item, item: Item) -> Run:
    return (wording.day(said["date"]), ": ") if _apart(said, item) else ""


def _stated(position: Item, item: Item) -> Run:
    """Say when a position was stated, where that was not at the round or is told more closely: ' (after the round, 7 March 2022)'."""
    beside = f"{position['timing']} the round" if position["timing"] in {"before", "after"} else ""
    day = wording.day(position["date"]) if _apart(position, item) else ""
    return (" (", beside, ", " if beside and day else "", day, ")") if beside or day else ""


def _in_time(found: Item) -> tuple[bool, str, str, int]:
    date = found["date"] or {}
    return (not date, date.get("earliest") or "", date.get("latest") or "9999", found["sequence"])
