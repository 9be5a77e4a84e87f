"""The matrix of positions, party by issue over the rounds, with the marks of change."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from timeline import text
from timeline.document import NOTHING, Block, Cell, Column, Document, Gap, Heading, Paragraph, Role, Run, Span, Table
from timeline.queries import facts, positions
from timeline.queries.names import Names
from timeline.reports import wording
from timeline.reports.asking import Question

Item = dict[str, Any]
Place = tuple[str | None, str | None]

COLUMNS = (
    "id", "process", "party", "issue", "round", "number", "date", "earliest", "latest", "timing", "stance", "priority", "speaker",
    "text", "change", "change_reason", "previous", "result", "sources",
)  # fmt: skip
RAW = frozenset({"number", "date", "earliest", "latest"})
MOVES = (Column("round", grow=1), Column("mark", keep=True), Column("before and after", grow=3))
MANY = 12
"""Of more rows than these, those in which nothing is on record are named below the matrix."""
MOVED: dict[str, Role] = {"harder": "bad", "softer": "good", "reversed": "bad"}
SILENCE = f'{NOTHING}  nothing on record, which is not "no position"'
LAST = "(2)  so many positions in the round, of which what is shown came last; all are told below"
TOGETHER = "a, b  positions in one round, of which nothing on record says that one came last; told below"
RESULT = (
    "result  of the last position that an outcome answers: the round in which it was stated, what came of it, and in brackets the round "
    "of the outcome where that is another"
)
UNMARKED = "No mark: the party said it in other words than before, or of another offer, and no coder says how the two compare."


def report(question: Question, *, changed: bool = False) -> Document:
    """Return the positions that a question is about; `changed` keeps the rows that moved."""
    teller = Teller(question, changed=changed)
    return Document(
        title="Positions",
        query={**question.words, "changed": changed},
        as_known=question.as_known,
        notices=question.notices(),
        items=teller.items(),
        tell=teller.tell,
        columns=COLUMNS,
        cells=_cells,
        raw=RAW,
        closing=teller.closing,
        sources=question.sources,
        empty="No position on record has moved." if changed else "No position on record answers the question.",
    )


class Teller:
    """Tells positions process by process: a matrix needs all rows of a process before its first line."""

    def __init__(self, question: Question, *, changed: bool) -> None:
        """Take the question."""
        self.question = question
        self.names = question.names
        self.marks = question.numbering
        self.changed = changed
        self.held: list[Item] = []
        self.several = self.together = self.unmarked = self.answered = False

    def items(self) -> Iterator[Item]:
        """Yield the rows, and note the sources behind each position."""
        for item in positions.positions(self.question.reader, self.question.filters, self.names):
            if self.changed and not any(position["change"] in MOVED for position in item["positions"]):
                continue
            for position in item["positions"]:
                self.question.note(position)
            yield item
        self.question.close(positions.undated)

    def tell(self, item: Item) -> Iterator[Block]:
        """Keep a row; tell the process before, if the row is the first of another."""
        if self.held and self.held[-1]["process"] != item["process"]:
            yield from self.process()
        self.held.append(item)

    def closing(self) -> Iterator[Block]:
        """Tell the last process, and what the signs mean."""
        if not self.held:
            return
        yield from self.process()
        yield Gap()
        yield Paragraph(SILENCE, hang=3)
        if self.several:
            yield Paragraph(LAST, hang=5)
        if self.together:
            yield Paragraph(TOGETHER, hang=6)
        if self.answered:
            yield Paragraph(RESULT, hang=8)
        if self.unmarked:
            yield Paragraph(UNMARKED)

    def process(self) -> Iterator[Block]:
        """Tell the rows of one process, and let go of them."""
        rows, self.held = self.held, []
        yield Heading(2, (Span(rows[0]["process_name"], "strong"), " · ", Span(rows[0]["process"], "handle")))
        places = _places(rows)
        labels = _labels(places, self.names)
        legend = tuple(_legend(places, labels, self.names))
        if legend:
            yield Paragraph(legend, hang=2)
        yield Gap()
        shown = rows if len(rows) <= MANY else [row for row in rows if row["positions"]]
        yield self.matrix(shown, labels)
        if len(shown) < len(rows):
            yield Gap()
            yield Paragraph(f"Nothing on record: {'; '.join(self.silent(rows))}.", hang=2)
        yield from self.section("Several in one round", rows, lambda row: self.several_in(row, labels))
        yield from self.section("How they moved", rows, lambda row: self.moves(row, labels))

    def section(self, title: str, rows: list[Item], told: Callable[[Item], Iterator[tuple[Cell, ...]]]) -> Iterator[Block]:
        """Tell something of each row under a title; nothing where there is nothing to tell of any."""
        begun = False
        for row in rows:
            several = tuple(told(row))
            if not several:
                continue
            if not begun:
                yield Gap()
                yield Heading(3, title)
            begun = True
            yield Paragraph((Span(self.names.short_party(row["party"]), "party"), f" on {row['issue_name']}"), indent=2)
            yield Table(MOVES, several, indent=4)

    def silent(self, rows: list[Item]) -> Iterator[str]:
        """Say of each party on which issues it has no position on record where another has."""
        issues: dict[str, list[str]] = {}
        for row in rows:
            if not row["positions"]:
                issues.setdefault(row["party"], []).append(row["issue_name"])
        whole = [party for party in issues if all(row["party"] != party or not row["positions"] for row in rows)]
        for party in [party for party in issues if party not in whole]:
            yield f"{self.names.short_party(party)} on {text.listed(issues[party])}"
        if whole:
            yield f"{wording.parties(whole, self.names)} on any of these issues"

    def matrix(self, rows: list[Item], labels: dict[Place, str]) -> Block:
        """Return the matrix: a column for each round in which anything was said, and one for what became of the demands."""
        answered = any(row["answered"] for row in rows)
        self.answered = self.answered or answered
        columns = [
            Column("issue", grow=1),
            Column("party", keep=True),
            *(Column(label, keep=place[0] is None, grow=1) for place, label in labels.items()),
        ]
        columns += [Column("result", grow=1)] if answered else []
        told, resting = [], []
        for row in rows:
            cells = [self.cell([position for position in row["positions"] if _place(position) == place]) for place in labels]
            behind = [_behind(row, place) for place in labels]
            if answered:
                cells.append(_result(row, labels, self.names))
                behind.append(facts.sources_within(row["answered"]))
            shown = self.marks(source for sources in behind for source in sources)
            resting.append(tuple(self.marks(sources) for sources in behind))
            told.append((row["issue_name"], Span(self.names.short_party(row["party"]), "party"), *cells, shown))
        return Table(tuple(columns), tuple(told), indent=0, header=True, fixed=2, resting=tuple(resting))

    def cell(self, said: list[Item]) -> Cell:
        """Return how a party stood in one round: what it said last, each with how it moved, and how many there are if not all are shown."""
        if not said:
            return NOTHING
        last = [position for position in said if position["last_in_round"]]
        shown = ", ".join(_stance(position) for position in last)
        self.several = self.several or len(last) < len(said)
        self.together = self.together or len(last) > 1
        return shown if len(last) == len(said) else f"{shown} ({len(said)})"

    def several_in(self, row: Item, labels: dict[Place, str]) -> Iterator[tuple[Cell, ...]]:
        """Yield each position of the rounds in which a party has more than one, in the order on record."""
        for place, label in labels.items():
            said = [position for position in row["positions"] if _place(position) == place]
            for position in said if len(said) > 1 else ():
                yield label if position is said[0] else "", _change(position), _words(position), self.marks(position["sources"])

    def moves(self, row: Item, labels: dict[Place, str]) -> Iterator[tuple[Cell, ...]]:
        """Tell in words how each position moved: what was said before, and then."""
        said = {position["id"]: position for position in row["positions"]}
        for position in row["positions"]:
            before = said.get(position["previous"])
            if _needs_words(position, before):
                yield self.move(position, before, labels[_place(position)])

    def move(self, position: Item, before: Item | None, label: str) -> tuple[Cell, ...]:
        """Return the row of one move."""
        self.unmarked = self.unmarked or position["change"] is None
        was = f"{_words(before)}; then " if before else ""
        why = f" ({position['change_reason'].rstrip('.')})" if position["change_reason"] else ""
        sources = [*(before["sources"] if before else []), *position["sources"]]
        return label, _change(position), f"{was}{_words(position)}{why}", self.marks(sources)


def _stance(position: Item) -> str:
    """Return what a party did in a word, with its mark: 'demand HARDER'."""
    mark = f" {position['change'].upper()}" if position["change"] else ""
    return f"{wording.word(position['stance'] or 'unknown')}{mark}"


def _change(position: Item) -> Run:
    """Return the mark of a position."""
    change = position["change"]
    return Span(change.upper(), MOVED[change]) if change in MOVED else (change or "").upper()


def _needs_words(position: Item, before: Item | None) -> bool:
    """Tell whether a mark says too little: not where the position is new, or the same in the same words, and no coder says why."""
    if position["change_reason"] or position["change"] not in {"new", "same"}:
        return True
    return position["change"] == "same" and before is not None and _words(before) != _words(position)


def _words(position: Item) -> str:
    said = f": {position['text'].rstrip('.')}" if position["text"] else ""
    return f"{wording.word(position['stance'] or 'unknown')}{said}"


def _place(position: Item) -> Place:
    """Return where in the matrix a position stands: in its round, else by its date."""
    if position["round"]:
        return position["round"], None
    return None, (position["date"] or {}).get("edtf")


def _places(rows: Iterable[Item]) -> dict[Place, Item]:
    """Return the columns of a matrix in order of time, each with the positions' round or date; what has no date comes last."""
    found: dict[Place, list[Item]] = {}
    for row in rows:
        for position in row["positions"]:
            found.setdefault(_place(position), []).append(position)
    return {place: said[0] for place, said in sorted(found.items(), key=lambda pair: _time(*pair))}


def _time(place: Place, said: list[Item]) -> tuple[object, ...]:
    date = said[0]["round_date"] or said[0]["date"] or {}
    return (not date, date.get("earliest") or "", date.get("latest") or "9", said[0]["round_sequence"] or 0, place[0] or "")


def _labels(places: dict[Place, Item], names: Names) -> dict[Place, str]:
    """Return what each column is called: the round, short, or the date; with its date too where another is called the same."""
    short = {place: wording.when(said["date"]) if place[0] is None else _short(place[0], names) for place, said in places.items()}
    counts = Counter(short.values())
    return {
        place: f"{label}, {wording.when(places[place]['round_date'])}" if place[0] is not None and counts[label] > 1 else label
        for place, label in short.items()
    }


def _short(handle: str, names: Names) -> str:
    """Return what a round is called in a column: 'R2', or its name where others of its process have the number or it has none."""
    called = names.rounds.get(handle)
    if called is None or called.number is None:
        return wording.meeting(handle, names)
    return called.name if called.name and not called.alone else f"R{called.number}"


def _elsewhere(handle: str, names: Names) -> str:
    """Return what a round is called that has no column: with its track where neither its number nor a name tells which it is."""
    called, short = names.rounds.get(handle), _short(handle, names)
    if called is None or called.number is None or called.alone or called.name:
        return short
    return f"{short}, {wording.beside_number(handle, names)}"


def _legend(places: dict[Place, Item], labels: dict[Place, str], names: Names) -> Iterator[Run]:
    """Yield the rounds of the columns with their names and dates."""
    between = ""
    for place, said in places.items():
        if place[0] is not None:
            beside = wording.beside_number(place[0], names) if said["number"] is not None else ""
            told = f" ({beside})" if beside and beside not in labels[place] else ""
            yield between, _short(place[0], names), told, ", ", wording.day(said["round_date"])
            between = " · "


def _behind(row: Item, place: Place) -> list[str]:
    return facts.sources_within([{"sources": said["sources"]} for said in row["positions"] if _place(said) == place])


def _result(row: Item, labels: dict[Place, str], names: Names) -> Cell:
    """Return what became of the last position that an outcome answers, under the label of its own column: 'R1: unmet (R2)'."""
    told = []
    for answer in row["answered"]:
        place = (answer["stated_in"], None if answer["stated_in"] else (answer["stated"] or {}).get("edtf"))
        alone = sum(_place(position) == place for position in row["positions"]) == 1
        result = wording.word(answer["result"] if alone else f"{answer['stance'] or 'position'} {answer['result']}")
        came = labels.get((answer["round"], None)) or (_elsewhere(answer["round"], names) if answer["round"] else "")
        told.append(f"{labels[place]}: {result}{f' ({came})' if came not in {'', labels[place]} else ''}")
    return ", ".join(told) or NOTHING


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    for said in item["positions"]:
        date = said["date"] or {}
        yield (
            said["id"], item["process"], item["party"], item["issue"], said["round"] or "",
            "" if said["number"] is None else str(said["number"]), date.get("edtf") or "", date.get("earliest") or "",
            date.get("latest") or "", said["timing"] or "", said["stance"] or "", said["priority"] or "", said["speaker"] or "",
            said["text"] or "", said["change"] or "", said["change_reason"] or "", said["previous"] or "", said["result"] or "",
            "; ".join(said["sources"]),
        )  # fmt: skip
