"""Where the talks stand, as a reader wants it told."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from timeline import text
from timeline.document import Block, Column, Document, Gap, Heading, Paragraph, Run, Span, Table, TimeAxis
from timeline.queries import rounds, status
from timeline.queries.filters import Filters
from timeline.reports import figures, wording
from timeline.reports.asking import Question

Item = dict[str, Any]


def report(question: Question) -> Document:
    """Return where the talks of a process stand."""
    teller = Teller(question)
    return Document(
        title="Status",
        query=question.words,
        as_known=question.as_known,
        notices=question.notices(),
        items=_items(question),
        tell=teller.tell,
        columns=("process", "measure", "value"),
        cells=_cells,
        sources=question.sources,
        empty="No process on record answers the question.",
    )


def _items(question: Question) -> Iterator[Item]:
    for found in status.talks(question.reader, question.filters, question.names):
        item = status.status(found)
        question.note(item)
        yield item


def _axes(question: Question) -> dict[str, TimeAxis]:
    """Return the rounds of each process on a time axis."""
    by_process: dict[str, list[Item]] = {}
    for item in rounds.in_time(question.reader, Filters(process=question.filters.process)):
        by_process.setdefault(item["id"].partition("/")[0], []).append(item)
    return {process: figures.rounds(found) for process, found in by_process.items()}


class Teller:
    """Tells where talks stand."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        self.question = question
        self.names = question.names
        self.marks = question.numbering

    @cached_property
    def axes(self) -> dict[str, TimeAxis]:
        """The rounds of each process on a time axis."""
        return _axes(self.question)

    def tell(self, item: Item) -> Iterator[Block]:
        """Tell where one process stands."""
        yield Heading(
            2, (Span(item["name"], "strong"), f" · {wording.word(item['status'])} · ", Span(item["id"], "handle")), anchor=item["id"]
        )
        if item["summary"]:
            yield Paragraph(item["summary"], marks=self.marks(item["sources"]))
        if item["id"] in self.axes:
            yield self.axes[item["id"]]
        yield from self.facts(item)
        yield from self.section("Open demands", item["open_demands"], self.demand)
        yield from self.section("Agreed, and what became of it", [found for found in item["agreed"] if found["now"]], self.agreed)
        yield from self.untold([found for found in item["agreed"] if not found["now"]])
        yield from self.section("Deferred, and not agreed since", item["deferred"], self.deferred)
        yield from self.section("Put off, refused or broken off", item["interrupted"], self.interrupted)
        yield from self.section("Third parties", item["third_parties"], self.third_party)
        yield Gap()

    def facts(self, item: Item) -> Iterator[Block]:
        """Tell the last round and the next, the time between rounds, who was not there, and which way positions moved."""
        rows: list[tuple[Any, ...]] = []
        for name in ("last", "next"):
            found = item[name]
            told: Run = self.round(found) if found else "none on record"
            rows.append((f"{name} round", told, self.marks(found["sources"] if found else [])))
        rows.append(("between rounds", _gaps(item["gaps"])))
        if item["absent"]:
            rows.append(
                ("without delegation", f"{wording.parties(item['absent'], self.names)}, in the last round whose delegations are on record")
            )
        if item["never_raised"]:
            rows.append(("never raised", text.listed(self.names.issue(issue) for issue in item["never_raised"])))
        if item["direction"]:
            moved = [f"{count} {move}" for move, count in item["direction"].items() if move != "round" and count]
            rows.append(("positions", f"{', '.join(moved) or 'none comparable'}, in {item['direction']['round'].partition('/')[2]}"))
        if item["as_of"]:
            rows.append(("on record up to", wording.day({"edtf": item["as_of"]})))
        yield Table((Column("what", keep=True), Column("told", grow=1)), tuple(rows), indent=0)

    def round(self, found: Item) -> Run:
        """Return a round in one line."""
        name = f"round {found['number']}" if found["number"] is not None else found["name"] or found["id"].rpartition("/")[2]
        return (f"{name}, ", wording.day(found["date"]), f", {wording.word(found['status'])}")

    def section(self, title: str, several: list[Item], tell: Any) -> Iterator[Block]:
        """Tell a list under a heading; an empty one is not told."""
        if several:
            rows = tuple((*tell(found), self.marks(found["sources"])) for found in several)
            yield Table((Column("what", keep=True), Column("when", keep=True), Column("told", grow=1)), rows, heading=title)

    def demand(self, found: Item) -> tuple[Run, ...]:
        """Return a demand that nothing on record has met."""
        result = wording.word(found["result"]) if found["result"] else "no outcome on record"
        return (
            Span(self.names.short_party(found["party"]), "party"),
            wording.day(found["date"]),
            f"{found['text'] or self.names.issue(found['issue'])}: {result}",
        )

    def agreed(self, found: Item) -> tuple[Run, ...]:
        """Return what was agreed and where it stands now."""
        told = f"{self.names.issue(found['issue'])}{': ' + found['text'].rstrip('.') if found['text'] else ''}"
        now: Run = (
            (f"; {wording.word(found['now'])} ", wording.day(found["since"]))
            if found["now"]
            else "; nothing on record of what became of it"
        )
        return Span(wording.word(found["status"]), "good"), wording.day(found["date"]), (told, now)

    def untold(self, several: list[Item]) -> Iterator[Block]:
        """Tell what was agreed and of which nothing on record says what became."""
        if several:
            issues = text.listed(dict.fromkeys(self.names.issue(found["issue"]) for found in several))
            sources = [source for found in several for source in found["sources"]]
            yield Paragraph(f"Agreed too, with nothing on record of what became of it: {issues}.", indent=2, marks=self.marks(sources))

    def deferred(self, found: Item) -> tuple[Run, ...]:
        """Return an issue put off."""
        return self.names.issue(found["issue"]), wording.day(found["since"]), f"for {text.counted(found['rounds'], 'round')}"

    def interrupted(self, found: Item) -> tuple[Run, ...]:
        """Return a round that did not take place, or not to its end."""
        by = f" by {wording.parties(found['by'], self.names)}" if found["by"] else ""
        return wording.word(found["status"]), wording.day(found["date"]), (Span(found["round"].partition("/")[2], "handle"), by)

    def third_party(self, found: Item) -> tuple[Run, ...]:
        """Return a third party with its roles."""
        roles = ", ".join(wording.word(role) for role in found["roles"]) or "role not told"
        return Span(self.names.short_party(found["party"]), "party"), text.counted(found["rounds"], "round"), roles


def _gaps(gaps: Item | None) -> str:
    if gaps is None:
        return "not two dated rounds on record"
    first, second = (handle.partition("/")[2] for handle in gaps["longest_between"])
    return f"{days(gaps['median_days'])} in the middle case, {days(gaps['longest_days'])} at most ({first} to {second})"


def days(span: list[int]) -> str:
    """Return a number of days, or the least and the most of it."""
    return text.counted(span[0], "day") if span[0] == span[1] else f"{span[0]:,} to {span[1]:,} days"


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    import json

    for name, value in item.items():
        if name not in {"id", "sources"} and value not in (None, [], {}):
            yield item["id"], name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
