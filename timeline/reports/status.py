"""Where the talks stand, as a reader wants it told."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from timeline import text
from timeline.document import Block, Cell, Column, Document, Gap, Heading, Paragraph, Run, Span, Table, TimeAxis
from timeline.problems import Misused
from timeline.queries import rounds, status, talks
from timeline.queries.filters import Filters
from timeline.queries.names import Names
from timeline.reports import figures, ranges, wording
from timeline.reports.asking import Question

Item = dict[str, Any]
Row = tuple[Cell, ...]

COLUMNS = (
    "process", "what", "record", "who", "issue", "status", "date", "earliest", "latest", "least", "most", "text", "sources",
)  # fmt: skip
RAW = frozenset({"date", "earliest", "latest", "least", "most"})
FACTS = (Column("what", keep=True), Column("told", grow=1))
TOLD = (Column("told", grow=1),)

NO_OUTCOME = "no outcome on record"
RESULTS = ("unmet", "partly_met", "pending", None)
"""What leaves a demand open, in the order told; None is that no outcome on record answers it."""
NAMED_AT_MOST = 20
"""As many processes are named where one has to be chosen."""


def report(question: Question) -> Document:
    """Return where the talks of a process stand; a process has to be named where there are several."""
    if not question.filters.process:
        _refuse_several(question)
    teller = Teller(question)
    return Document(
        title="Status",
        query=question.words,
        as_known=question.as_known,
        notices=question.notices(),
        items=_items(question),
        tell=teller.tell,
        columns=COLUMNS,
        cells=_cells,
        raw=RAW,
        sources=question.sources,
        empty="Nothing on record of the process answers the question.",
    )


def _refuse_several(question: Question) -> None:
    several = [item["id"] for item in talks.processes(question.reader, Filters())]
    if len(several) < 2:
        return
    named = [f"'{process}'" for process in several[:NAMED_AT_MOST]]
    more = [text.counted(len(several) - NAMED_AT_MOST, "other")] if len(several) > NAMED_AT_MOST else []
    raise Misused(f"status tells one process, and there are {len(several)}: {text.listed([*named, *more])}", "Name one of them.")


def _items(question: Question) -> Iterator[Item]:
    for item in status.status(question.reader, question.filters):
        question.note(item)
        yield item
    question.close(talks.undated)


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
        by_process: dict[str, list[Item]] = {}
        for item in rounds.in_time(self.question.reader, self.question.filters):
            by_process.setdefault(item["id"].partition("/")[0], []).append(item)
        return {process: figures.rounds(found) for process, found in by_process.items()}

    def tell(self, item: Item) -> Iterator[Block]:
        """Tell where one process stands."""
        title = (Span(item["name"], "strong"), f" · {wording.word(item['status'])} · ", Span(item["id"], "handle"))
        yield Heading(2, title, self.marks(item["sources"]), anchor=item["id"])
        if item["summary"]:
            yield Paragraph(item["summary"])
        if item["id"] in self.axes:
            yield Gap()
            yield self.axes[item["id"]]
        yield Table(FACTS, tuple(self.facts(item)), indent=0)
        yield from self.demands(item)
        yield from self.section("Deferred, and not agreed since", FACTS, [self.deferred(found) for found in item["deferred"]])
        followed = [found for found in item["agreed"] if found["now"]]
        yield from self.section("Agreed, and what became of it", TOLD, [self.agreed(found) for found in followed])
        yield from self.untold([found for found in item["agreed"] if not found["now"]])
        yield from self.section("Put off, refused or broken off", FACTS, [self.interrupted(found) for found in item["interrupted"]])
        yield from self.section("Third parties", FACTS, list(self.third_parties(item)))
        yield from self.section("Parties without a delegation on record", FACTS, list(self.left_out(item)))
        yield Gap()

    def section(self, title: str, columns: tuple[Column, ...], rows: list[Row]) -> Iterator[Block]:
        """Tell a list under a heading; an empty one is not told."""
        if rows:
            yield Table(columns, tuple(rows), heading=title)

    def facts(self, item: Item) -> Iterator[Row]:
        """Yield the rows that say how far the talks have come, and which way they go."""
        yield "last round", self.round(item["last"]) if item["last"] else "none held is on record", self.marks(_of(item["last"]))
        yield "next round", self.expected(item["next"]) if item["next"] else "none on record", self.marks(_of(item["next"]))
        if item["rounds"]:
            latest = f"; the latest: {', '.join(map(wording.word, item['latest']))}" if len(item["latest"]) > 1 else ""
            yield "rounds", f"{counts(item['rounds'])}{latest}"
        if item["last"]:
            yield "between rounds", between(item["gaps"], self.names)
            yield "absent", self.absent(item)
        if item["direction"]:
            yield "positions", self.direction(item["direction"]), self.marks(item["direction"]["sources"])
        if item["never_raised"]:
            yield "not raised", f"on the agenda, and in no round on record: {text.listed(map(self.names.issue, item['never_raised']))}"
        if item["raised_outside"]:
            yield "not in rounds", f"raised outside the rounds only: {text.listed(map(self.names.issue, item['raised_outside']))}"
        if item["as_of"]:
            yield "on record up to", wording.day({"edtf": item["as_of"]})

    def round(self, found: Item) -> Run:
        """Return a round in one line."""
        named = wording.meeting(found["id"], self.names)
        places = [place for place in map(self.names.short_place, found["places"]) if place not in named]
        return f"{named}{', ' + text.listed(places) if places else ''}, ", wording.day(found["date"]), f", {wording.word(found['status'])}"

    def expected(self, found: Item) -> Run:
        """Return a round still to come, with who says so."""
        voices = dict.fromkeys(f"{cited['name']} ({cited['voice']})" if cited["name"] else cited["voice"] for cited in found["said_by"])
        return (self.round(found), f"; so says {text.listed(voices)}" if len(voices) == 1 else f"; so say {text.listed(voices)}")

    def absent(self, item: Item) -> str:
        """Say which parties were not in the last round, as far as delegations to it are on record."""
        if item["absent"] is None:
            return "no delegation to the last round is on record"
        if not item["absent"]:
            return "of the parties none, in the last round"
        return f"{wording.parties(item['absent'], self.names)}, of whom no delegation to the last round is on record"

    def direction(self, found: Item) -> Run:
        """Say which way positions moved."""
        moved = ", ".join(f"{found[move]} {move}" for move in status.MOVES if found[move])
        return f"{moved}, compared with before; in {wording.meeting(found['round'], self.names)}"

    def demands(self, item: Item) -> Iterator[Block]:
        """Tell the demands that nothing on record has settled, by what came of them, in the order of the parties."""
        order = {party: place for place, party in enumerate(item["parties"])}
        demands = sorted(item["open_demands"], key=lambda found: (order.get(found["party"], len(order)), found["party"]))
        for result in RESULTS:
            rows = [self.demand(found) for found in demands if found["result"] == result]
            yield from self.section(f"Open demands, {wording.word(result) if result else NO_OUTCOME}", FACTS, rows)

    def demand(self, found: Item) -> Row:
        """Return the row of a demand."""
        beside = [found["priority"]] if found["priority"] not in {None, "unspecified"} else []
        beside += [wording.word(found["stance"])] if found["stance"] != "demand" else []
        beside += [found["speaker_name"]] if found["speaker_name"] else []
        limits = f" ({'; '.join(beside)}), " if beside else ", "
        party = Span(self.names.short_party(found["party"]), "party")
        return party, (self.about(found), limits, wording.day(found["date"])), self.marks(found["sources"])

    def about(self, found: Item) -> str:
        """Return what is said of an issue, led by the issue unless it is named there."""
        issue, said = self.names.issue(found["issue"]), (found["text"] or "").rstrip(".")
        if not said:
            return issue
        return said if text.fold(issue) in text.fold(said) else f"{issue}: {said}"

    def agreed(self, found: Item) -> Row:
        """Return the row of what was agreed, and where it stands now."""
        in_part = "" if found["status"] == "agreed" else f"{wording.word(found['status'])} "
        became: Run = "not known what became of it," if found["became"] == ["unknown"] else wording.stands(found["became"])
        told = (f"{self.about(found)}{wording.scope(found)}, {in_part}", wording.day(found["date"]))
        now = ("; ", became, " ", wording.day(found["since"]))
        return (*told, *now, f"; {wording.support(found, self.names)}"), self.marks(found["sources"])

    def untold(self, several: list[Item]) -> Iterator[Block]:
        """Tell what was agreed and of which nothing on record says what became."""
        if not several:
            return
        by_issue: dict[str, list[Item]] = {}
        for found in several:
            by_issue.setdefault(found["issue"], []).append(found)
        told: list[Run] = []
        for issue, of_issue in by_issue.items():
            days = [piece for found in of_issue for piece in ("; ", wording.day(found["date"]))][1:]
            told += ["; " if told else "", f"{self.names.issue(issue)} (", *days, ")"]
        sources = [source for found in several for source in found["sources"]]
        title = "Agreed, and nothing on record of what became of it"
        yield Table(TOLD, (((*told, "."), self.marks(sources)),), heading=title)

    def deferred(self, found: Item) -> Row:
        """Return the row of an issue put off."""
        since = wording.since(found["since"]) if found["since"] else wording.day(None)
        held = f"; {text.counted(found['held_since'], 'round')} held since" if found["held_since"] else "; no round held since"
        latest = "" if found["latest"] == "deferred" else f"; last on record as {wording.word(found['latest'])}"
        return self.names.issue(found["issue"]), (since, held, latest), self.marks(found["sources"])

    def interrupted(self, found: Item) -> Row:
        """Return the row of a round that did not take place, or not to its end."""
        by = f", by {wording.parties(found['by'], self.names)}, " if found["by"] else "; by whom is not on record, "
        told = (wording.meeting(found["round"], self.names), by, wording.day(found["date"]))
        return wording.word(found["status"]), told, self.marks(found["sources"])

    def third_parties(self, item: Item) -> Iterator[Row]:
        """Yield a row for the rounds in which a third party had the same roles, the party named in the first."""
        for found in item["third_parties"]:
            party: Run = Span(self.names.short_party(found["party"]), "party")
            for part in found["parts"]:
                yield party, self.part(part, item["held"]), self.marks(part["sources"])
                party = ""

    def part(self, part: Item, held: list[str]) -> str:
        """Return what a third party did in which rounds."""
        rounds = ranges.rounds(part["rounds"], held, self.names)
        told = f"{wording.roles(part['roles'])}{_in(part['rounds'], rounds)}"
        planned = ranges.rounds(part["not_held"], (), self.names)
        return f"{told}; not held: {planned}" if planned else told

    def left_out(self, item: Item) -> Iterator[Row]:
        """Yield a row for each party with the rounds that have another's delegation on record alone, and one for those that have none."""
        for found in item["left_out"]:
            party = Span(self.names.short_party(found["party"]), "party")
            yield party, self.of_all(found["rounds"], item["held"])
        if item["no_delegation"]:
            yield "every party", self.of_all(item["no_delegation"], item["held"])

    def of_all(self, rounds: list[str], held: list[str]) -> str:
        """Say how many of the rounds held some are, and which."""
        return f"{len(rounds)} of {text.counted(len(held), 'round')}: {ranges.rounds(rounds, held, self.names)}"


def _in(handles: list[str], said: str) -> str:
    """Return in which rounds something was: ': round 2', ' in 3 rounds: rounds 1 and 2; Signing', ' in all 6 rounds'."""
    if not handles:
        return ""
    if said.startswith("all ") and "; " not in said:
        return f" in {said}"
    return f" in {len(handles)} rounds: {said}" if len(handles) > 1 else f": {said}"


def _of(found: Item | None) -> list[str]:
    return found["sources"] if found else []


def between(gaps: Item | None, names: Names) -> str:
    """Say how much time was between rounds."""
    if gaps is None:
        return "not two rounds on record whose dates say how far they are apart"
    first, second = (wording.meeting(handle, names) for handle in gaps["longest_between"])
    which = f"between {first} and {second}" if gaps["longest_is_sure"] else f"perhaps between {first} and {second}"
    about = "" if gaps["dates_are_sure"] else "; some dates are only about so"
    undated = f"; {text.counted(gaps['undated'], 'round')} without a date left out" if gaps["undated"] else ""
    return f"median {days(gaps['median_days'])}, longest {days(gaps['longest_days'])}, {which}{about}{undated}"


def days(span: list[float]) -> str:
    """Return a number of days, or the least and the most of it."""
    least, most = (f"{figure:,}" for figure in span)
    if span[0] == span[1]:
        return f"{least} day" if span[0] == 1 else f"{least} days"
    return f"{least} to {most} days"


def counts(several: dict[str, int]) -> str:
    """Return how many there are of each word: '20 held, 1 postponed'."""
    return ", ".join(f"{count:,} {wording.word(word)}" for word, count in several.items())


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    """Yield a flat row for each thing that is said of where talks stand."""
    yield _flat(item, "status", {"status": item["status"], "sources": item["sources"]})
    yield _flat(item, "as_of", {"date": {"edtf": item["as_of"]}})
    yield from _rounds(item)
    yield from _issues(item)
    yield from _agreed(item)
    for found in item["interrupted"]:
        yield _flat(item, "interrupted", {**found, "record": found["round"], "who": "; ".join(found["by"])})
    yield from _present(item)
    yield from (_flat(item, "absent", {"who": party}) for party in item["absent"] or ())
    for move in status.MOVES if item["direction"] else ():
        told = {**item["direction"], "record": item["direction"]["round"], "status": move}
        yield _flat(item, "direction", told, item["direction"][move])


def _rounds(item: Item) -> Iterator[tuple[str, ...]]:
    for name in ("last", "next"):
        if item[name]:
            yield _flat(item, f"{name}_round", {**item[name], "record": item[name]["id"], "text": item[name]["name"]})
    for name, count in item["rounds"].items():
        yield _flat(item, "rounds", {"status": name}, count)
    for name in ("median", "longest") if item["gaps"] else ():
        where = "; ".join(item["gaps"]["longest_between"]) if name == "longest" else None
        yield _flat(item, f"{name}_gap_in_days", {"record": where}, *item["gaps"][f"{name}_days"])


def _present(item: Item) -> Iterator[tuple[str, ...]]:
    for found in item["third_parties"]:
        yield _flat(item, "third_party", {**found, "who": found["party"], "text": "; ".join(found["roles"])}, found["rounds"])
        for part in found["parts"]:
            for handle in (*part["rounds"], *part["not_held"]):
                told = {"record": handle, "who": found["party"], "text": "; ".join(part["roles"])}
                yield _flat(item, "third_party_in_round", told)
    for found in item["left_out"]:
        yield from (_flat(item, "no_delegation", {"record": handle, "who": found["party"]}) for handle in found["rounds"])
    yield from (_flat(item, "no_delegation", {"record": handle}) for handle in item["no_delegation"])


def _issues(item: Item) -> Iterator[tuple[str, ...]]:
    for found in item["open_demands"]:
        told = {"record": found["position"], "who": found["party"], "status": found["result"] or "no_outcome"}
        yield _flat(item, "open_demand", {**found, **told})
    for found in item["deferred"]:
        told = {"record": found["outcome"], "status": found["latest"], "date": found["since"]}
        yield _flat(item, "deferred", {**found, **told}, found["rounds"])
    for what in ("never_raised", "raised_outside"):
        yield from (_flat(item, what, {"issue": issue}) for issue in item[what])


def _agreed(item: Item) -> Iterator[tuple[str, ...]]:
    for found in item["agreed"]:
        yield _flat(item, "agreed", {**found, "record": found["id"]})
        told = {**found, "record": found["id"], "date": found["since"], "text": None}
        yield from (_flat(item, "became", {**told, "status": word}) for word in found["became"])


def _flat(item: Item, what: str, said: Item, least: float | None = None, most: float | None = None) -> tuple[str, ...]:
    """Return a flat row; a figure that is exact is its own least and most."""
    date = said.get("date") or {}
    return (
        item["id"], what, said.get("record") or "", said.get("who") or "", said.get("issue") or "", said.get("status") or "",
        date.get("edtf") or "", date.get("earliest") or "", date.get("latest") or "", "" if least is None else str(least),
        "" if least is None else str(least if most is None else most), said.get("text") or "", "; ".join(said.get("sources") or ()),
    )  # fmt: skip
