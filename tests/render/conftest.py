"""A report made by hand: the second round of the Ukraine–Russia talks, as one article tells it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from timeline.document import Block, Column, Document, Gap, Heading, Marks, Numbering, Paragraph, Span, Table

STATECRAFT = {
    "id": "statecraft-2022-03-04",
    "publisher": "Statecraft",
    "title": "Ukraine, Russia Set Up Humanitarian Corridor But Fail to Agree on Ceasefire in Peace Talks",
    "published": "2022-03-04",
    "address": "https://www.statecraft.co.in/article/ukraine-russia-set-up-humanitarian-corridor",
    "affiliation": None,
}

_DELEGATES = (Column("party", keep=True), Column("delegate", grow=1))
_POSITIONS = (
    Column("party", keep=True),
    Column("stance", keep=True),
    Column("priority", keep=True),
    Column("text", grow=1),
    Column("speaker", keep=True),
)
_OUTCOMES = (Column("status", keep=True), Column("text", grow=1), Column("standing", keep=True))
_NEXT = (Column("", keep=True), Column("text", grow=1))


def _told(noted: Marks) -> Iterator[Block]:
    day = Span("Thursday 3 March 2022", "date")
    yield Heading(1, ("Round 2 · Ukraine–Russia talks · ", day, " · ", Span("held", "good")))
    yield Paragraph("Belovezhskaya Pushcha, Brest region, Belarus")
    yield Gap()
    ukraine, russia = Span("Ukraine", "party"), Span("Russia", "party")
    yield Table(
        _DELEGATES,
        (
            (ukraine, (Span("Mykhailo Podolyak", "name"), " (head; presidential adviser)"), noted),
            ("", (Span("Davyd Arakhamia", "name"), " (leader of the ruling party)"), noted),
            (russia, (Span("Vladimir Medinsky", "name"), " (head; presidential aide)"), noted),
        ),
        heading="Delegations",
    )
    yield Table(
        _POSITIONS,
        (
            (ukraine, "demand", "primary", "immediate ceasefire", "Podolyak", noted),
            (ukraine, "demand", "minimum", "humanitarian corridor", "Arakhamia", noted),
            (russia, "precondition", "", "demilitarisation of Ukraine", "Lavrov *", noted),
            (russia, "precondition", "", "neutral status, no NATO", "Lavrov *", noted),
        ),
        heading="Positions",
    )
    yield Table(
        _OUTCOMES,
        (
            (Span("agreed", "good"), "humanitarian corridors for civilians", "both sides confirm", noted),
            (
                Span("agreed", "good"),
                "ceasefire at the corridors, for the evacuation only",
                "Ukraine's word alone",
                noted,
            ),
            (Span("not agreed", "bad"), "total ceasefire", "Ukraine's demand unmet", noted),
            (Span("not agreed", "bad"), "withdrawal of Russian troops", "Ukraine's demand unmet", noted),
        ),
        heading="Outcomes",
    )
    third = ("a third round mooted, ", Span("7 to 13 March 2022", "date"), ' ("next week", Medinsky)')
    yield Table(_NEXT, ((Span("Next", "strong"), third, noted),), indent=0)
    yield Paragraph(Span("* not a delegate", "muted"))


@pytest.fixture
def report() -> Callable[..., Document]:
    """Return what makes the sample, with some of its parts changed."""
    return _report


def _report(items: Iterable[dict[str, Any]] | None = None, **changed: Any) -> Document:
    numbering = Numbering()
    parts: dict[str, Any] = {
        "title": "Rounds",
        "query": {"process": ["ukraine-russia-2022"], "on": "2022-03-03"},
        "items": [{"id": "ukraine-russia-2022/r2", "sources": [STATECRAFT["id"]]}] if items is None else items,
        "tell": lambda item: _told(numbering(item["sources"])),
        "columns": ("id", "sources"),
        "cells": lambda item: [(item["id"], " ".join(item["sources"]))],
        "closing": lambda: [Paragraph("1 of 4 issues agreed by both sides. All of this rests on one source.")],
        "sources": lambda: [STATECRAFT],
    }
    return Document(**{**parts, **changed})


HOSTILE = (
    "[sic] [/] [red]x[/red] :ok:",
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
    "\x1b]52;c;aGVsbG8=\x07",
    "\x9b31m C1",
    "\u202eevil\u202c",
    "null \x00 byte",
    "zero\u200bwidth\ufeff",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
    "e\u0301\u0323\u0302 marks",
    "محمود عباس",
    "שלום\u200f!",
    "中文没有空格，全角标点。",
    "Володимир Мединський",
    "[link](javascript:alert(1)) ![img](x)",
    "a | b || c",
    "`code` *bold* _it_ ~~no~~ $x$",
    "two\nlines\n\n# and a heading",
    "=HYPERLINK(1)",
    "+1",
    "-1+1",
    "@SUM(1)",
    "\ttab",
    "'quoted",
    "</script><script>alert(1)</script>",
    "&lt; &amp;",
    "lone \ud800",
    "- item",
    "1. item",
    "back\\slash",
    'say "so", he said',
    "\r\nfoo",
)


@pytest.fixture(params=HOSTILE, ids=ascii)
def hostile(request: pytest.FixtureRequest) -> str:
    """Return a value that somebody might use, or misuse."""
    return str(request.param)


@pytest.fixture
def naming() -> Callable[[str], Document]:
    """Return what makes a report in which every text is the same value."""
    return _naming


def _naming(value: str) -> Document:
    columns = (Column("party", keep=True), Column(value, grow=1))

    def tell(_: dict[str, Any]) -> Iterator[Block]:
        yield Heading(1, value, Marks((1,)))
        yield Paragraph((value, Span(value, "strong")), indent=2, marks=Marks((1,)))
        yield Table(columns, (("Ukraine", value, Marks((1,))),), heading=value, header=True)

    source = {"id": "s1", "publisher": value, "title": value, "published": None, "address": value, "affiliation": None}
    return _report(
        [{"id": value}],
        title=value,
        query={"text": value},
        notices=(value,),
        tell=tell,
        columns=("id", "text"),
        cells=lambda item: [(item["id"], value)],
        closing=lambda: [Paragraph(value)],
        sources=lambda: [source],
    )
