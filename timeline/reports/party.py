"""One party over all the talks, as a reader wants it told."""

from collections.abc import Callable, Iterator
from typing import Any

from timeline import text
from timeline.document import Block, Column, Document, Gap, Heading, Paragraph, Run, Span, Table
from timeline.queries import facts, party
from timeline.queries import names as naming
from timeline.reports import wording
from timeline.reports.asking import Question

Item = dict[str, Any]

COLUMNS = (
    "id", "process", "issue", "first", "first_date", "first_stance", "first_text", "first_result", "latest", "latest_date",
    "latest_stance", "latest_text", "result", "sources",
)  # fmt: skip
RAW = frozenset({"first_date", "latest_date"})
ISSUES = (Column("issue", grow=2), Column("first", grow=3), Column("latest", grow=3), Column("what came of the latest", grow=2))
ROUNDS = (Column("date", keep=True), Column("round", grow=1))


def report(question: Question, word: str) -> Document:
    """Return a party, found by any of its names, over all the talks that the question is about; each, where several are called so."""
    handles = naming.meant(question.reader, "party", word)
    teller = Teller(question)
    return Document(
        title=f"Party: {word}",
        query={**question.words, "party": [*question.words["party"], word]},
        as_known=question.as_known,
        notices=question.notices(),
        items=teller.items(handles),
        tell=teller.tell,
        columns=COLUMNS,
        cells=_cells,
        raw=RAW,
        sources=question.sources,
    )


class Teller:
    """Tells parties one after another."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        self.question = question
        self.names = question.names
        self.marks = question.numbering

    def items(self, handles: tuple[str, ...]) -> Iterator[Item]:
        """Yield the parties, and note the sources behind each."""
        for item in party.parties(self.question.reader, handles, self.question.filters, self.names):
            for told in (*item["delegations"], *item["third_party"]):
                self.question.note(told)
            self.question.note(item)
            yield item
        self.question.close(lambda reader, wanted: party.undated(reader, handles, wanted))

    def tell(self, item: Item) -> Iterator[Block]:
        """Tell one party."""
        title = (Span(item["name"], "party"), f" · {wording.word(item['type'])} · ", Span(item["id"], "handle"))
        yield Heading(2, title, anchor=item["id"])
        if item["aliases"]:
            yield Paragraph(f"also {', '.join(item['aliases'])}")
        if item["parent"]:
            yield Paragraph(f"part of {self.names.party(item['parent'])}")
        yield Gap()
        yield Paragraph(f"Sought and got: {_sought(item['sought'])}.")
        yield Paragraph(f"{text.counted(item['statements'], 'statement')} on record." if item["statements"] else "No statement on record.")
        yield from self.issues(item["issues"])
        yield from self.delegations(item["delegations"])
        yield from self.third_party(item["third_party"])
        yield Gap()

    def issues(self, issues: list[Item]) -> Iterator[Block]:
        """Tell the first and the latest position on each issue, process by process."""
        for (process, name), several in wording.by_process(issues).items():
            yield Gap()
            yield Heading(3, (f"Positions · {name} · ", Span(process, "handle")))
            yield Table(ISSUES, tuple(self.issue(found) for found in several), header=True)

    def issue(self, found: Item) -> tuple[Any, ...]:
        """Return the row of an issue; marked with what it shows."""
        first, latest = ([found[name], *found[f"with_{name}"]] for name in ("first", "latest"))
        moved = latest != first
        shown = facts.sources_within([*first, *(latest if moved else []), *found["answered"]])
        last = _positions(latest) if moved else "no other on record"
        return found["name"], _positions(first), last, _came_of(latest, found["answered"]), self.marks(shown)

    def delegations(self, delegations: list[Item]) -> Iterator[Block]:
        """Tell who sat for the party, round by round."""
        yield from self.rounds("Delegates by round", delegations, _members)

    def third_party(self, third: list[Item]) -> Iterator[Block]:
        """Tell what the party did in rounds in which it was a third party."""
        yield from self.rounds("As a third party", third, _roles)

    def rounds(self, heading: str, several: list[Item], who: Callable[[Item], Run]) -> Iterator[Block]:
        """Tell something of each round, process by process."""
        for (process, name), told in wording.by_process(several).items():
            yield Gap()
            yield Heading(3, (f"{heading} · {name} · ", Span(process, "handle")))
            rows = [((self.round(found), " · ", who(found)), found) for found in told]
            yield Table(ROUNDS, tuple((wording.day(found["date"]), said, self.marks(facts.sources_within(found))) for said, found in rows))

    def round(self, found: Item) -> str:
        """Return what a round is called, and its status where it was not simply held."""
        status = "" if found["status"] == "held" else f" ({wording.word(found['status'])})"
        return f"{wording.meeting(found['round'], self.names)}{status}"


def _sought(found: Item) -> str:
    if not found["total"]:
        return "no demand on record"
    said = {"unanswered": "not answered on record", "superseded": "overtaken by a later one"}
    told = [f"{found[word]} {said.get(word, wording.word(word))}" for word in party.RESULTS if found[word]]
    return f"{text.counted(found['total'], 'demand')} on record, {text.listed(told)}"


def _positions(several: list[Item]) -> Run:
    """Return a position with those of which nothing on record says that they came before or after it."""
    return tuple(piece for position in several for piece in ("; ", _position(position)))[1:]


def _position(position: Item) -> Run:
    said = f": {position['text'].rstrip('.')}" if position["text"] else ""
    return (wording.day(position["date"]), f", {wording.word(position['stance'] or 'unknown')}{said}")


def _came_of(latest: list[Item], answered: list[Item]) -> Run:
    """Return what came of the latest position; what came of an earlier one is told as that one's."""
    own = {position["id"] for position in latest}
    told: list[Run] = [] if own & {answer["position"] for answer in answered} else ["no outcome on record"]
    for answer in answered:
        alone = answer["position"] in own and len(latest) == 1
        whose: Run = "" if alone else (f"of the {wording.word(answer['stance'] or 'position')} of ", wording.day(answer["stated"]), ": ")
        told.append((whose, f"{wording.word(answer['result'])}, ", wording.day(answer["date"])))
    return tuple(piece for said in told for piece in ("; ", said))[1:]


def _members(found: Item) -> Run:
    if not found["delegates"]:
        size = f"{text.counted(found['size'], 'member')}, " if found["size"] else ""
        return Span(f"{size}no delegate on record", "muted")
    told = [wording.delegate(person) for person in found["delegates"]]
    return tuple(piece for person in told for piece in ("; ", person))[1:]


def _roles(found: Item) -> Run:
    roles = ", ".join(wording.word(role) for role in found["roles"]) or "role not told"
    persons = [person["name"] + (f" ({person['office']})" if person["office"] else "") for person in found["persons"]]
    return f"{roles}{': ' if persons else ''}{'; '.join(persons)}"


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    for found in item["issues"]:
        said = (*_flat(found["first"]), found["first"]["result"] or "", *_flat(found["latest"]), found["result"] or "")
        yield item["id"], found["process"], found["issue"], *said, "; ".join(found["sources"])


def _flat(position: Item) -> tuple[str, ...]:
    return position["id"], (position["date"] or {}).get("edtf") or "", position["stance"] or "", position["text"] or ""
