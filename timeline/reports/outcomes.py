"""The ledger of outcomes, as a reader wants it told: what was agreed or not, and where it stands now."""

from collections.abc import Iterator
from typing import Any

from timeline.document import Block, Column, Document, Gap, Heading, Run, Span, Table
from timeline.queries import facts, outcomes
from timeline.reports import wording
from timeline.reports.asking import Question

Item = dict[str, Any]

COLUMNS = (
    "id", "process", "round", "issue", "date", "earliest", "latest", "status", "standing", "now", "since", "text", "area", "duration",
    "conditions", "deadline", "confirmed_by", "disputed_by", "demands", "results", "steps", "sources",
)  # fmt: skip
RAW = frozenset({"date", "earliest", "latest", "since", "deadline"})
LINE = (Column("status", keep=True), Column("outcome", grow=1, least=1 / 2))
STEP = (Column("date", keep=True), Column("status", keep=True), Column("step", grow=1, least=1 / 3))

UNANSWERED = "no outcome on record"
SILENT = "nothing on record since"


def report(question: Question, *, history: bool = False) -> Document:
    """Return the outcomes that a question is about, each on a line; with its history, each step on a line."""
    teller = Teller(question)
    return Document(
        title="Outcomes",
        query={**question.words, "history": history},
        as_known=question.as_known,
        notices=question.notices(),
        items=teller.items(),
        tell=teller.history if history else teller.line,
        columns=COLUMNS,
        cells=_cells,
        raw=RAW,
        sources=question.sources,
        empty="No outcome on record answers the question.",
    )


class Teller:
    """Tells outcomes one after another, process by process."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        self.question = question
        self.names = question.names
        self.marks = question.numbering
        self.process: str | None = None
        self.met: tuple[Any, ...] = ()

    def items(self) -> Iterator[Item]:
        """Return the outcomes, the sources behind each noted as it comes."""
        found = outcomes.outcomes(self.question.reader, self.question.filters)
        return self.question.noted(found, outcomes.undated)

    def heading(self, item: Item) -> Iterator[Block]:
        """Open a process with its name."""
        if item["process"] != self.process:
            self.process = item["process"]
            yield Heading(2, (Span(item["process_name"], "strong"), " · ", Span(item["process"], "handle")))

    def line(self, item: Item) -> Iterator[Block]:
        """Tell an outcome in one line: what came of the issue, and where it stands now."""
        yield from self.heading(item)
        yield from self.meeting(item)
        behind = [*item["sources"], *(source for step in item["steps"] if step["date"] == item["since"] for source in step["sources"])]
        told = (self.what(item), wording.due(item), ". ", *self.stands(item))
        yield Table(LINE, ((self.status(item), told, self.marks(behind)),), anchors=(item["id"],))

    def meeting(self, item: Item) -> Iterator[Block]:
        """Open what came about in one round, or outside the rounds on one date."""
        when = item["round_date"] if item["round"] else item["date"]
        met = (item["process"], item["round"], when)
        if met != self.met:
            self.met = met
            called = wording.meeting(item["round"], self.names) if item["round"] else "outside the rounds"
            yield Heading(3, (called[:1].upper() + called[1:], ", ", wording.day(when)))

    def status(self, item: Item) -> Run:
        """Return what came of an issue; what a party asked for where nothing did."""
        word = item["status"] or item["steps"][-1]["status"]
        return Span(wording.word(word), wording.tone(word))

    def what(self, item: Item) -> Run:
        """Return what an outcome is about, and what it says; for a demand, whose it is; its day where that is not its round's."""
        party = f" ({self.names.short_party(item['demands'][0]['party'])})" if item["kind"] == "demand" else ""
        day = (", ", wording.day(item["date"])) if item["round"] and item["date"] and item["date"] != item["round_date"] else ()
        told = f": {item['text'].rstrip('.')}" if item["text"] else ""
        return (f"{item['issue_name']}{party}", *day, f"{told}{wording.scope(item)}")

    def stands(self, item: Item) -> tuple[Run, ...]:
        """Return where an outcome stands now, and who says that it came about."""
        if item["kind"] == "demand":
            return (Span(UNANSWERED.capitalize(), "muted"),) if item["now"] is None else self.now(item, "Now")
        told = "; ".join([*wording.results(item["demands"], self.names), wording.support(item, self.names)])
        if any(step["kind"] == "follow_up" for step in item["steps"]):
            return (*self.now(item, "Now"), f"; {told}")
        first = told[:1].upper() + told[1:]
        return (f"{first}; {SILENT}",) if item["status"] in outcomes.AGREED else (first,)

    def now(self, item: Item, now: str = "now") -> tuple[Run, ...]:
        """Return where a matter stands now, and since when."""
        if item["now"] is None:
            return (Span(UNANSWERED, "muted"),)
        since: Run = (" ", wording.since(item["since"])) if item["since"] else ", with no date on record"
        return (f"{now} ", wording.stands(outcomes.latest(item)), since)

    def history(self, item: Item) -> Iterator[Block]:
        """Tell the life of an outcome or a demand, each step in a line."""
        yield from self.heading(item)
        title = (Span(self.title(item), "strong"), wording.due(item), "; ", *self.now(item), " · ", Span(item["id"], "handle"))
        yield Heading(3, title, anchor=item["id"])
        yield Table(STEP, tuple(self.step(step, item) for step in item["steps"]), gathered=True)
        yield Gap()

    def title(self, item: Item) -> str:
        """Return what a life is about: the issue, and whose demand it is where nothing answers it."""
        if item["kind"] == "outcome":
            return str(item["issue_name"])
        return f"{item['issue_name']}: {wording.genitive(self.names.short_party(item['demands'][0]['party']))} demand"

    def step(self, step: Item, item: Item) -> tuple[Any, ...]:
        """Return the row of a step."""
        told = {"demand": self.demanded, "outcome": self.came, "follow_up": self.followed}[step["kind"]](step, item)
        status = Span(wording.word(step["status"]), wording.tone(step["status"]))
        met = f"; {wording.meeting(step['round'], self.names)}" if step["round"] else ""
        return wording.day(step["date"]), status, f"{told}{met}", self.marks(step["sources"])

    def demanded(self, step: Item, item: Item) -> str:
        """Return what a party asked for, who spoke, and what came of it."""
        party = self.names.short_party(step["party"])
        told = f"{party}: {(step['text'] or item['issue_name']).rstrip('.')}"
        beside = [step["priority"]] if step["priority"] not in {None, "unspecified"} else []
        beside += [step["speaker"]] if step["speaker"] else []
        said = f"{told} ({'; '.join(beside)})" if beside else told
        return f"{said}; {wording.word(step['result'])}" if step["result"] else said

    def came(self, step: Item, item: Item) -> str:
        """Return what an outcome says, and who stands behind it."""
        told = step["text"].rstrip(".") if step["text"] else item["issue_name"]
        return f"{told}{wording.scope(item)}; {wording.support(step, self.names)}"

    def followed(self, step: Item, item: Item) -> str:  # noqa: ARG002  # each kind of step is told alike
        """Return what became of an outcome, and who says so."""
        told = f"{step['text'].rstrip('.')}; " if step["text"] else ""
        place = wording.placed(step["place"], step["text"], self.names)
        return f"{place}{': ' if place else ''}{told}{wording.support(step, self.names)}"


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    date, scope, since = item["date"] or {}, item["scope"] or {}, item["since"] or {}
    yield (
        item["id"], item["process"], item["round"] or "", item["issue"], date.get("edtf") or "", date.get("earliest") or "",
        date.get("latest") or "", item["status"] or "", item["standing"], item["now"] or "", since.get("edtf") or "", item["text"] or "",
        *(scope.get(name) or "" for name in ("area", "duration", "conditions")), item["deadline"] or "",
        "; ".join(item["confirmed_by"]), "; ".join(item["disputed_by"]), "; ".join(found["position"] for found in item["demands"]),
        "; ".join(found["result"] or "" for found in item["demands"]), "; ".join(_said(step) for step in item["steps"]),
        "; ".join(facts.sources_within(item)),
    )  # fmt: skip


def _said(step: Item) -> str:
    return f"{(step['date'] or {}).get('edtf') or ''} {step['status']}".strip()
