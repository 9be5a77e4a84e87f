"""Processes side by side, as a reader wants them told."""

from collections.abc import Iterator
from typing import Any

from timeline import text
from timeline.document import Block, Column, Document, Run, Span, Table
from timeline.queries import compare
from timeline.reports import status, wording
from timeline.reports.asking import Question

Item = dict[str, Any]

ABREAST = 3
"""As many processes stand side by side; more follow below, so that no line grows too wide to read."""

COLUMNS = (
    "id", "name", "status", "first", "last", "days_least", "days_most", "rounds_held", "rounds_other", "numbered", "persons",
    "issues_raised", "issues_agreed", "demands", "agreements", "signed", "follow_ups", "third_parties", "contradictions",
    "sources_cited", "outcomes_with_two_sources",
)  # fmt: skip
RAW = frozenset({"first", "last", "days_least", "days_most"})


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
        sources=lambda: question.sources() if question.numbering.order or not found else [],
        empty="No process on record answers the question.",
    )


def _items(question: Question, found: list[Item]) -> Iterator[Item]:
    for item in compare.compare(question.reader, question.filters, question.names):
        question.note(item)
        found.append(item)
        yield item


def _abreast(found: list[Item], question: Question) -> Iterator[Block]:
    for start in range(0, len(found), ABREAST):
        several = found[start : start + ABREAST]
        told = [dict(_measures(item, question)) for item in several]
        rows: tuple[tuple[Run, ...], ...] = tuple((Span(measure, "muted"), *(said[measure] for said in told)) for measure in told[0])
        columns = (Column("measure", keep=True), *(Column(item["id"], grow=1) for item in several))
        yield Table(columns, rows, indent=0, header=True)


def _measures(item: Item, question: Question) -> Iterator[tuple[str, Run]]:
    names = question.names
    yield "status", wording.word(item["status"])
    yield "first round", wording.when(item["first"]) if item["first"] else "none on record"
    yield "last round", wording.when(item["last"]) if item["last"] else "none on record"
    yield "from first to last", status.days(item["days"]) if item["days"] else "not known"
    yield "rounds", _counts(item["rounds"])
    yield (
        "between rounds",
        f"median {status.days(item['gaps']['median_days'])}, longest {status.days(item['gaps']['longest_days'])}" if item["gaps"] else ".",
    )
    yield "formats", _counts(item["formats"])
    yield "third parties", "; ".join(f"{names.short_party(third['party'])} {third['rounds']}" for third in item["third_parties"]) or "."
    yield "persons at the table", str(item["persons"])
    yield "issues raised", f"{len(item['issues_raised'])}, of them agreed at least in part: {len(item['issues_agreed'])}"
    yield "demands", _counts(item["demands"])
    yield "documents", _counts(item["agreements"]) + (f"; {item['signed']} with signatures on record" if item["signed"] else "")
    yield "what became of it", _counts(item["follow_ups"])
    yield "contradictions", text.counted(item["contradictions"], "reading")
    yield "sources", str(item["sources_cited"])
    share = item["outcomes_with_two_sources"]
    yield "outcomes with two sources", "." if share is None else f"{share:.0%}"


def _counts(counts: dict[str, int]) -> str:
    told = [f"{count} {wording.word(word)}" for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    return ", ".join(told) or "."


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    days = item["days"] or ["", ""]
    yield (
        item["id"], item["name"], item["status"], (item["first"] or {}).get("edtf", ""), (item["last"] or {}).get("edtf", ""),
        str(days[0]), str(days[1]), str(item["rounds"].get("held", 0)), str(sum(item["rounds"].values()) - item["rounds"].get("held", 0)),
        str(item["numbered"]), str(item["persons"]), str(len(item["issues_raised"])), str(len(item["issues_agreed"])),
        _counts(item["demands"]), _counts(item["agreements"]), str(item["signed"]), _counts(item["follow_ups"]),
        "; ".join(third["party"] for third in item["third_parties"]), str(item["contradictions"]), str(item["sources_cited"]),
        "" if item["outcomes_with_two_sources"] is None else str(item["outcomes_with_two_sources"]),
    )  # fmt: skip
