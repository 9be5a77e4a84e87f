"""The matrix of positions, party by issue over the rounds, with the marks of change."""

from collections.abc import Iterable, Iterator
from typing import Any

from timeline import text
from timeline.document import NOTHING, Block, Cell, Column, Document, Gap, Heading, Paragraph, Role, Run, Span, Table
from timeline.queries import facts, positions
from timeline.reports import wording
from timeline.reports.asking import Question

Item = dict[str, Any]
Place = tuple[str | None, str | None]

COLUMNS = (
    "id", "process", "party", "issue", "round", "number", "date", "earliest", "latest", "timing", "stance", "priority", "speaker",
    "text", "change", "change_reason", "previous", "result", "sources",
)  # fmt: skip
RAW = frozenset({"number", "date", "earliest", "latest"})
MOVES = (Column("round", keep=True), Column("mark", keep=True), Column("before and after", grow=1))
MANY = 12
"""Of more rows than these, those in which nothing is on record are named below the matrix."""
MOVED: dict[str, Role] = {"harder": "bad", "softer": "good", "reversed": "bad"}
SILENCE = f'{NOTHING}  nothing on record, which is not "no position"'
SEVERAL = "(2)  so many positions in the round, of which the last is shown"
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
        self.several = self.unmarked = False

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
            yield Paragraph(SEVERAL, hang=5)
        if self.unmarked:
            yield Paragraph(UNMARKED)

    def process(self) -> Iterator[Block]:
        """Tell the rows of one process, and let go of them."""
        rows, self.held = self.held, []
        yield Heading(2, (Span(rows[0]["process_name"], "strong"), " · ", Span(rows[0]["process"], "handle")))
        places = _places(rows)
        yield Paragraph(tuple(_legend(places)), hang=2)
        yield Gap()
        shown = rows if len(rows) <= MANY else [row for row in rows if row["positions"]]
        yield self.matrix(shown, places)
        if len(shown) < len(rows):
            yield Gap()
            yield Paragraph(f"Nothing on record: {'; '.join(self.silent(rows))}.", hang=2)
        yield from self.moves(rows, places)

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

    def matrix(self, rows: list[Item], places: dict[Place, Item]) -> Block:
        """Return the matrix: a column for each round in which anything was said, and one for what became of the demands."""
        labels = {place: _label(place, said) for place, said in places.items()}
        answered = any(row["answer"] for row in rows)
        columns = [Column("issue", grow=1), Column("party", keep=True), *(Column(labels[place], grow=1) for place in places)]
        columns += [Column("result", grow=1)] if answered else []
        told, resting = [], []
        for row in rows:
            cells = [self.cell([position for position in row["positions"] if _place(position) == place]) for place in places]
            behind = [_behind(row, place) for place in places]
            if answered:
                cells.append(_result(row, labels))
                behind.append(row["answer"]["sources"] if row["answer"] else [])
            shown = self.marks(source for sources in behind for source in sources)
            resting.append(tuple(self.marks(sources) for sources in behind))
            told.append((row["issue_name"], Span(self.names.short_party(row["party"]), "party"), *cells, shown))
        return Table(tuple(columns), tuple(told), indent=0, header=True, fixed=2, resting=tuple(resting))

    def cell(self, said: list[Item]) -> Cell:
        """Return how a party stood in one round: its last position, how it moved, and how many there are."""
        if not said:
            return NOTHING
        last = said[-1]
        self.several = self.several or len(said) > 1
        mark = f" {last['change'].upper()}" if last["change"] else ""
        return f"{wording.word(last['stance'] or 'unknown')}{mark}{f' ({len(said)})' if len(said) > 1 else ''}"

    def moves(self, rows: list[Item], places: dict[Place, Item]) -> Iterator[Block]:
        """Tell in words how each position moved: what was said before, and then."""
        labels = {place: _label(place, said) for place, said in places.items()}
        begun = False
        for row in rows:
            said = {position["id"]: position for position in row["positions"]}
            several = tuple(
                self.move(position, said.get(position["previous"]), labels[_place(position)])
                for position in row["positions"]
                if position["change"] not in {"new", "same"}
            )
            if several:
                if not begun:
                    yield Gap()
                    yield Heading(3, "How they moved")
                begun = True
                yield Paragraph((Span(self.names.short_party(row["party"]), "party"), f" on {row['issue_name']}"), indent=2)
                yield Table(MOVES, several, indent=4)

    def move(self, position: Item, before: Item | None, label: str) -> tuple[Cell, ...]:
        """Return the row of one move."""
        change = position["change"]
        self.unmarked = self.unmarked or change is None
        was = f"{_words(before)}; then " if before else ""
        why = f" ({position['change_reason'].rstrip('.')})" if position["change_reason"] else ""
        mark: Run = Span(change.upper(), MOVED[change]) if change in MOVED else ""
        sources = [*(before["sources"] if before else []), *position["sources"]]
        return label, mark, f"{was}{_words(position)}{why}", self.marks(sources)


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


def _label(place: Place, said: Item) -> str:
    """Return what a column is called: 'R2' for the second round where it is called so, else the end of its handle, or its date."""
    if place[0] is None:
        return wording.when(said["date"]) if said["date"] else "undated"
    name = place[0].partition("/")[2]
    return name.upper() if name == f"r{said['number']}" else name


def _legend(places: dict[Place, Item]) -> Iterator[Run]:
    """Yield the rounds of the columns with their dates."""
    between = ""
    for place, said in places.items():
        if place[0] is not None:
            yield between
            yield Span(f"{_label(place, said)}, {wording.when(said['round_date'])}", "date")
            between = " · "


def _behind(row: Item, place: Place) -> list[str]:
    return facts.sources_within([{"sources": said["sources"]} for said in row["positions"] if _place(said) == place])


def _result(row: Item, labels: dict[Place, str]) -> Cell:
    """Return what became of a party's demand, by the latest outcome that answers it."""
    answer = row["answer"]
    if answer is None:
        return NOTHING
    label = labels.get((answer["round"], None), (answer["round"] or "").partition("/")[2])
    return f"{wording.word(answer['result'])}{f' ({label})' if label else ''}"


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
