"""Claims about the one shape of every report."""

from collections.abc import Iterable, Iterator

import pytest

from timeline import document
from timeline.document import Block, Column, Document, Gap, Heading, Item, Marks, Notice, Numbering, Paragraph, Run, Span, Table

_COLUMNS = (Column("id"),)


def _report(items: Iterable[Item], **changed: object) -> Document:
    parts: dict[str, object] = {
        "title": "Rounds",
        "query": {},
        "items": items,
        "tell": lambda item: [Table(_COLUMNS, ((item["id"],),))],
        "columns": ("id",),
        "cells": lambda item: [(item["id"],)],
    }
    return Document(**{**parts, **changed})  # type: ignore[arg-type]  # parts are changed by name


def test_sources_are_numbered_in_order_of_first_mention() -> None:
    numbering = Numbering()
    assert numbering(["b", "a"]) == Marks((1, 2))
    assert numbering(["c", "a"]) == Marks((2, 3))
    assert numbering.order == ["b", "a", "c"]


def test_a_source_named_twice_is_marked_once() -> None:
    assert Numbering()(["a", "a"]) == Marks((1,))


def test_tables_that_follow_each_other_become_one() -> None:
    tables = [block for block in document.blocks(_report([{"id": "r1"}, {"id": "r2"}])) if isinstance(block, Table)]
    assert [table.rows for table in tables] == [(("r1",), ("r2",))]


def test_a_long_table_comes_in_pieces() -> None:
    report = _report([{"id": str(number)} for number in range(450)])
    tables = [block for block in document.blocks(report) if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [200, 200, 50]


def test_a_long_table_under_a_header_comes_whole_so_that_its_header_stands_once() -> None:
    report = _report([{"id": str(number)} for number in range(450)], tell=lambda item: [Table(_COLUMNS, ((item["id"],),), header=True)])
    tables = [block for block in document.blocks(report) if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [450]


def test_a_heading_parts_tables() -> None:
    def tell(item: Item) -> Iterator[Block]:
        yield Heading(2, item["id"])
        yield Table(_COLUMNS, ((item["id"],),))

    kinds = [type(block) for block in document.blocks(_report([{"id": "r1"}, {"id": "r2"}], tell=tell))]
    assert kinds == [Gap, Heading, Table, Heading, Table, Gap]


def test_a_report_without_items_says_so() -> None:
    assert Paragraph("No such round.") in document.blocks(_report([], empty="No such round."))


def test_notices_come_first() -> None:
    assert next(document.blocks(_report([], notices=("As known on 4 March 2022.",)))) == Notice("As known on 4 March 2022.")


def test_closing_and_sources_are_asked_for_after_the_items() -> None:
    asked: list[str] = []

    def items() -> Iterator[Item]:
        yield {"id": "r1"}
        asked.append("items")

    def closing() -> list[Block]:
        asked.append("closing")
        return []

    def sources() -> list[Item]:
        asked.append("sources")
        return []

    list(document.blocks(_report(items(), closing=closing, sources=sources)))
    assert asked == ["items", "closing", "sources"]


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2022-03-04", "4 March 2022"),
        ({"edtf": "2022-03", "text": "in March"}, "March 2022"),
        (None, ""),
        ({"edtf": None}, ""),
        ("early spring", "early spring"),
    ],
)
def test_a_date_is_said_in_words(published: str | dict[str, str | None] | None, words: str) -> None:
    assert document.said(published) == words


def test_a_source_without_title_or_date_is_cited_by_what_is_known() -> None:
    assert document.citation({"id": "s1", "publisher": "UN"}) == ("UN",)
    assert document.citation({"id": "s1"}) == "s1"


def test_sources_that_would_read_alike_end_in_their_handles() -> None:
    one, other = ({"id": f"talks/wire-{end}", "publisher": "Wire", "published": "2022-03-04"} for end in ("a", "b"))
    titled = {**one, "id": "talks/wire-c", "title": "On the talks"}
    read = [words(run) for _, run in document.citations([one, other, titled])]
    assert read == ["Wire, 4 March 2022, talks/wire-a", "Wire, 4 March 2022, talks/wire-b", 'Wire, 4 March 2022, "On the talks"']


def test_sources_whose_addresses_are_shown_need_no_handles() -> None:
    several = [{"id": f"talks/{end}", "publisher": "Wire", "address": f"https://wire.example/{end}"} for end in ("a", "b")]
    alone = [(source, ("Wire",)) for source in several]
    assert [*document.citations(several)] == alone
    assert [*document.citations(several, addressed=lambda source: source["id"] == "talks/a")] == alone
    assert [len(run) for _, run in document.citations(several, addressed=lambda _: False)] == [3, 3]


def words(run: Run) -> str:
    if isinstance(run, Span):
        return run.text
    return run if isinstance(run, str) else "".join(map(words, run))
