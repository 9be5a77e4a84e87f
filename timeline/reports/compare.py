"""Processes side by side, as a reader wants them told."""

from collections.abc import Iterator
from typing import Any

from timeline import text
from timeline.document import NOTHING, Block, Column, Document, Gap, Paragraph, Run, Span, Table
from timeline.queries import compare
from timeline.reports import status, wording
from timeline.reports.asking import Question

Item = dict[str, Any]

RESTING = {"status": "status", "first round": "first", "last round": "last"}
"""The measures that are facts with sources; the others count records, each with sources of its own."""

LEGEND = (
    "First and last round, gaps and formats are of the rounds in which the parties met, as far as delegations are on record. "
    "Days are given as the least and the most that the dates allow. Agreed is also what was agreed in part or in principle, signed a "
    "document with a signature on record, contradictions the readings that differ, and double-sourced the outcomes with two independent "
    f"sources or more. '{NOTHING}' is that nothing is on record."
)

COLUMNS = (
    "id", "name", "status", "first", "last", "days_least", "days_most", "rounds_held", "rounds_other", "numbered",
    "median_gap_least", "median_gap_most", "longest_gap_least", "longest_gap_most", "formats", "third_parties", "persons",
    "issues_raised", "issues_agreed", "raised", "agreed", *(f"demands_{result}" for result in compare.RESULTS),
    "agreements", "agreements_by_form", "signed", "follow_ups", "contradictions", "sources_cited", "outcomes",
    "outcomes_with_two_sources", "sources",
)  # fmt: skip
RAW = frozenset(
    name for name in COLUMNS
    if name.startswith(("days_", "median_", "longest_", "demands_"))
    or name in {"first", "last", "rounds_held", "numbered", "persons", "issues_raised", "issues_agreed", "agreements", "signed",
                "contradictions", "sources_cited", "outcomes", "outcomes_with_two_sources"}
)  # fmt: skip


def report(question: Question) -> Document:
    """Return processes side by side."""
    found: list[Item] = []
    return Document(
        title="Processes side by side",
        query=question.words,
        as_known=question.as_known,
        notices=question.notices(),
        items=_items(question, found),
        tell=lambda _: (),
        columns=COLUMNS,
        cells=_cells,
        raw=RAW,
        closing=lambda: _abreast(found, question),
        sources=question.sources,
        empty="No process on record answers the question.",
    )


def _items(question: Question, found: list[Item]) -> Iterator[Item]:
    for item in question.noted(compare.compare(question.reader, question.filters), compare.undated):
        found.append(item)
        yield item


def _abreast(found: list[Item], question: Question) -> Iterator[Block]:
    """Tell the processes in columns, a row for each measure."""
    if not found:
        return
    told = [dict(_measures(item, question)) for item in found]
    rows = tuple((Span(measure, "muted"), *(said[measure] for said in told)) for measure in told[0])
    columns = (Column("measure", keep=True), *(Column(item["name"], grow=1) for item in found))
    resting = tuple(tuple(question.numbering(item["rests_on"].get(RESTING.get(measure), ())) for item in found) for measure in told[0])
    yield Table(columns, rows, indent=0, header=True, fixed=1, resting=resting)
    yield Gap()
    yield Paragraph(LEGEND)
    yield Gap()
    handles = tuple((Span(item["id"], "handle"), item["name"]) for item in found)
    yield Table((Column("process", keep=True), Column("name", grow=1)), handles, indent=0)
    yield Gap()


def _measures(item: Item, question: Question) -> Iterator[tuple[str, Run]]:
    yield "status", wording.word(item["status"])
    yield from _rounds(item)
    yield from _present(item, question)
    yield from _came(item, question)
    yield "contradictions", str(item["contradictions"])
    yield "sources", str(item["sources_cited"])
    yield "double-sourced", _share(item)


def _rounds(item: Item) -> Iterator[tuple[str, Run]]:
    """Yield when rounds were held, how many, and how far apart."""
    yield "first round", wording.day(item["first"]) if item["first"] else NOTHING
    yield "last round", wording.day(item["last"]) if item["last"] else NOTHING
    yield "first to last", status.days(item["days"]) if item["days"] else NOTHING
    yield "rounds", status.counts(item["rounds"]) or NOTHING
    yield "numbered", str(item["numbered"])
    yield "median gap", status.days(item["gaps"]["median_days"]) if item["gaps"] else NOTHING
    yield "longest gap", status.days(item["gaps"]["longest_days"]) if item["gaps"] else NOTHING
    yield "formats", status.counts(item["formats"]) or NOTHING


def _present(item: Item, question: Question) -> Iterator[tuple[str, Run]]:
    """Yield who sat at the table and beside it."""
    told = (
        f"{question.names.short_party(third['party'])} {third['rounds']} ({wording.roles(third['roles'])})"
        for third in item["third_parties"]
    )
    yield "third parties", "; ".join(told) or NOTHING
    yield "persons present", str(len(item["persons"])) if item["persons"] else NOTHING


def _came(item: Item, question: Question) -> Iterator[tuple[str, Run]]:
    """Yield what was raised, asked for and agreed, and what became of it."""
    for name in ("raised", "agreed"):
        issues = item[f"issues_{name}"]
        yield f"issues {name}", f"{len(issues)}: {', '.join(map(question.names.issue, issues))}" if issues else NOTHING
    demands = {result: count for result, count in item["demands"].items() if count}
    yield "demands", status.counts(demands).replace("no outcome", status.NO_OUTCOME) or NOTHING
    yield "documents", status.counts(item["agreements"]).replace("unknown", "of unknown form") or NOTHING
    yield "signed", str(item["signed"]) if item["agreements"] else NOTHING
    yield "what became of it", status.counts(item["follow_ups"]) or NOTHING


def _share(item: Item) -> str:
    share = item["outcomes_with_two_sources"]
    return NOTHING if share is None else f"{share:.0%} of {text.counted(item['outcomes'], 'outcome')}"


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    gaps, held = item["gaps"] or {}, item["rounds"].get("held", 0)
    other = {status: count for status, count in item["rounds"].items() if status != "held"}
    spans = (item["days"], gaps.get("median_days"), gaps.get("longest_days"))
    days, median, longest = (("", "") if span is None else (str(span[0]), str(span[1])) for span in spans)
    share, raised, agreed = (item[name] for name in ("outcomes_with_two_sources", "issues_raised", "issues_agreed"))
    yield (
        item["id"], item["name"], item["status"], (item["first"] or {}).get("edtf") or "", (item["last"] or {}).get("edtf") or "",
        *days, str(held), _listed(other), str(item["numbered"]), *median, *longest, _listed(item["formats"]),
        "; ".join(f"{third['party']} {third['rounds']}" for third in item["third_parties"]), str(len(item["persons"])),
        *(str(len(issues)) for issues in (raised, agreed)), "; ".join(raised), "; ".join(agreed),
        *(str(item["demands"][result]) for result in compare.RESULTS), str(sum(item["agreements"].values())), _listed(item["agreements"]),
        str(item["signed"]), _listed(item["follow_ups"]), str(item["contradictions"]), str(item["sources_cited"]), str(item["outcomes"]),
        "" if share is None else str(share), "; ".join(item["sources"]),
    )  # fmt: skip


def _listed(counts: dict[str, int]) -> str:
    return "; ".join(f"{word} {count}" for word, count in counts.items())
