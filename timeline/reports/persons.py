"""One person over all the talks, as a reader wants it told."""

from collections.abc import Callable, Iterator
from typing import Any

from timeline.document import Block, Cell, Column, Gap, Heading, Run, Span, Table
from timeline.reports import wording
from timeline.reports.asking import Question

Item = dict[str, Any]

PARTS = ("offices", "rounds", "positions", "statements")
"""What is told of a person beside the fields of the record."""
FEW = 3
"""As many rounds are named beside an office; they are told one by one below it."""
OFFICES = (Column("office", grow=3), Column("when", grow=2), Column("rounds", grow=2))
TABLE = (Column("date", keep=True), Column("record", keep=True), Column("told", grow=1))
SEATS = (Column("date", keep=True), Column("round", grow=1), Column("told", grow=1))


def tell(item: Item, question: Question) -> Iterator[Block]:
    """Tell the offices that a person held, where the person sat, and what the person said."""
    teller = Teller(question)
    if item["offices"]:
        yield Table(OFFICES, tuple(teller.office(found) for found in item["offices"]), heading="Offices")
        yield Gap()
    yield from _told("Rounds", item["rounds"], SEATS, teller.seat)
    yield from _told("Positions spoken", item["positions"], TABLE, teller.position)
    yield from _told("Statements", item["statements"], TABLE, teller.statement)


def _told(heading: str, several: list[Item], columns: tuple[Column, ...], row: Callable[[Item], tuple[Cell, ...]]) -> Iterator[Block]:
    for (process, name), told in wording.by_process(several).items():
        yield Heading(3, (f"{heading} · {name} · ", Span(process, "handle")))
        yield Table(columns, tuple(row(found) for found in told))
        yield Gap()


class Teller:
    """Puts what is told of a person into rows."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        self.names = question.names
        self.marks = question.numbering

    def office(self, found: Item) -> tuple[Cell, ...]:
        """Return the row of an office: what the sources call it, from the first round to the last in which they do."""
        first, last = found["first"], found["last"]
        later: tuple[Run, ...] = () if first == last else (" to ", wording.day(last))
        said = (found["office"], " (", self.party(found), ")")
        few = len(found["rounds"]) <= FEW
        called = "; ".join(wording.meeting(handle, self.names) for handle in found["rounds"])
        rounds = called if few else f"{len(found['rounds'])} rounds"
        return said, (wording.day(first), *later), rounds, self.marks(found["sources"])

    def seat(self, found: Item) -> tuple[Cell, ...]:
        """Return the row of a round in which the person sat, or was to sit."""
        told = [] if found["role"] in {None, "unspecified"} else [wording.word(found["role"])]
        told += ["for a third party"] if found["as"] == "intermediary" else []
        told += [wording.ATTENDANCE[found["attended"]]] if found["attended"] in wording.ATTENDANCE else []
        told += [] if found["status"] == "held" else [f"round {wording.word(found['status'])}"]
        role = f", {', '.join(told)}" if told else ""
        called = wording.meeting(found["round"], self.names)
        return wording.day(found["date"]), called, (self.party(found), role), self.marks(found["sources"])

    def position(self, found: Item) -> tuple[Cell, ...]:
        """Return the row of a position that the person stated."""
        said = f": {found['text']}" if found["text"] else ""
        told = (self.party(found), f", {wording.word(found['stance'])} on {found['issue_name']}{said}")
        return wording.day(found["date"]), _handle(found["id"]), told, self.marks(found["sources"])

    def statement(self, found: Item) -> tuple[Cell, ...]:
        """Return the row of a statement."""
        return wording.day(found["date"]), _handle(found["id"]), wording.known(found["text"]), self.marks(found["sources"])

    def party(self, found: Item) -> Run:
        """Return the party for which the person sat or spoke."""
        return Span(self.names.short_party(found["party"]), "party") if found["party"] else Span("no party on record", "muted")


def _handle(handle: str) -> Span:
    return Span(handle.partition("/")[2], "handle")
