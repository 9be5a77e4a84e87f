"""The sources and what rests on each, as a reader wants them told."""

from collections.abc import Iterator
from typing import Any

from timeline import text, vocabulary
from timeline.document import Block, Column, Document, Gap, Paragraph, Run, Span, Table, citation
from timeline.queries import claims, sources
from timeline.reports import rounds, wording
from timeline.reports.asking import Question

Item = dict[str, Any]

TABLE = (
    Column("source", grow=1),
    Column("whose voice", keep=True),
    Column("facts", keep=True, right=True),
    Column("alone", keep=True, right=True),
)
COLUMNS = ("id", "publisher", "title", "published", "address", "affiliation", "origin", "facts", "alone")


def report(question: Question) -> Document:
    """Return every source with what rests on it."""
    return Document(
        title="Sources",
        query=question.words,
        as_known=question.as_known,
        notices=question.notices(),
        items=_items(question),
        tell=lambda item: _tell(item, question),
        columns=COLUMNS,
        cells=lambda item: iter([tuple("" if item[name] is None else str(item[name]) for name in COLUMNS)]),
        raw=frozenset({"published", "facts", "alone"}),
        closing=lambda: _closing(question),
        sources=list,
        empty="No source on record answers the question.",
    )


def _items(question: Question) -> Iterator[Item]:
    yield from sources.sources(question.reader, question.filters)


def _tell(item: Item, question: Question) -> Iterator[Block]:
    origin = f" (after {item['origin']})" if item["origin"] and item["origin"] != item["publisher"] else ""
    said: Run = (citation(item), origin)
    voice = item["affiliation"]
    whose = wording.word(voice) if voice in vocabulary.AFFILIATION else question.names.short_party(voice)
    yield Table(TABLE, ((said, whose, str(item["facts"]), str(item["alone"])),), indent=0, header=True)


def _closing(question: Question) -> Iterator[Block]:
    """Tell how much rests on one source, on one side's sources, and on none, by kind of fact."""
    rows = []
    for found in sources.totals(question.reader, question.filters):
        kind = wording.word(found["kind"])
        rows.append((kind, *(str(found[name]) for name in ("facts", "single", "one_sided", "unsourced"))))
    names = ("kind of fact", "on record", "on one source", "on one side's", "on none")
    yield Gap()
    yield Table(tuple(Column(name, keep=True, right=name != "kind of fact") for name in names), tuple(rows), indent=0, header=True)
    yield Paragraph("alone: facts that rest on this source, or on others that repeat the same report, and on no independent one.")


def unsourced(question: Question) -> Document:
    """Return the facts that cite no source."""
    return Document(
        title="Facts without a source",
        query={**question.words, "unsourced": True},
        as_known=question.as_known,
        notices=question.notices(),
        items=sources.unsourced(question.reader, question.filters),
        tell=lambda item: iter([_line(item)]),
        columns=("id", "kind", "name"),
        cells=lambda item: iter([(item["id"], item["kind"], item["name"])]),
        empty="Every fact on record cites a source.",
    )


def _line(item: Item) -> Block:
    row = (Span(item["id"], "handle"), Span(wording.word(item["kind"]), "muted"), item["name"])
    return Table((Column("record", keep=True), Column("kind", keep=True), Column("name", grow=1)), (row,), indent=0)


def why(question: Question, word: str) -> Document:
    """Return every claim behind a record, rival readings side by side."""
    item = claims.why(question.reader, word, question.filters.process)
    question.note(item)
    return Document(
        title=f"Why: {item['id']}",
        query={**question.words, "handle": item["id"]},
        as_known=question.as_known,
        notices=question.notices(),
        items=[item],
        tell=lambda found: _evidence(found, question),
        columns=("field", "value", "preferred", "why", "sources"),
        cells=_cells,
        sources=question.sources,
    )


def _evidence(item: Item, question: Question) -> Iterator[Block]:
    from timeline.document import Heading

    yield Heading(2, (Span(item["name"], "strong"), f" · {wording.word(item['kind'])} · ", Span(item["id"], "handle")))
    yield Paragraph(vocabulary.STANDING[item["standing"]])
    rows = tuple(_claim(claim, question) for claim in item["claims"])
    if rows:
        yield Table((Column("stance", keep=True), Column("who", grow=1), Column("words", grow=2)), rows, heading="Rests on")
    yield from _disputed(item, question)
    yield from _before(item, question)


def _claim(claim: Item, question: Question) -> tuple[Any, ...]:
    who = claim["publisher"] + (f", on the word of {claim['speaker_name']}" if claim["speaker_name"] else "")
    told = [f'"{claim["quote"]}"'] if claim["quote"] else []
    told += [claim["locator"]] if claim["locator"] else []
    told += [f"on the {text.listed(wording.word(name) for name in claim['fields'])}"] if claim["fields"] else []
    told += ["cited for the block it stands in"] if claim["inherited"] else []
    told += [claim["note"]] if claim["note"] else []
    return claim["stance"], who, "; ".join(told), question.numbering([claim["source"]])


def _disputed(item: Item, question: Question) -> Iterator[Block]:
    """Tell each field on which sources disagree: its readings side by side, the preferred one, and why it is preferred."""
    teller = rounds.Teller(question)
    for dispute in item["disputed"]:
        rows = tuple(
            (
                teller.value(dispute["field"], reading["value"]),
                "preferred" if reading["value"] == dispute["preferred"] else "",
                question.numbering(reading["sources"]),
            )
            for reading in dispute["readings"]
        )
        yield Table(
            (Column("reading", grow=1), Column("preferred", keep=True)),
            rows,
            heading=f"Sources disagree on the {wording.word(dispute['field'])}",
        )
        reason = dispute["reason"] or "The record gives no reason."
        yield Paragraph(reason if dispute["preferred"] is not None else f"None is preferred. {dispute['reason'] or ''}".strip(), indent=2)


def _before(item: Item, question: Question) -> Iterator[Block]:
    teller = rounds.Teller(question)
    rows = tuple(
        (
            wording.word(found["field"]),
            teller.value(found["field"], found["value"]),
            found["why"] or "",
            question.numbering(found["sources"]),
        )
        for found in item["earlier"]
    )
    if rows:
        yield Table(
            (Column("field", keep=True), Column("value", grow=1), Column("why", grow=1)), rows, heading="Known before, and overtaken"
        )


def _cells(item: Item) -> Iterator[tuple[str, ...]]:
    for claim in item["claims"]:
        yield "", "", "", claim["stance"], claim["source"]
    for dispute in item["disputed"]:
        for reading in dispute["readings"]:
            preferred = "yes" if reading["value"] == dispute["preferred"] else "no"
            yield dispute["field"], str(reading["value"]), preferred, dispute["reason"] or "", "; ".join(reading["sources"])
