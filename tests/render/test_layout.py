"""Claims about lines: nothing kept is broken, columns line up, and no line is wider than the page."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import text
from timeline.document import Column, Document, Marks, Paragraph, Span, Table
from timeline.render import layout

_WORDS = st.text(st.sampled_from("abc де中文שם -/é") | st.characters(codec="utf-8"), max_size=60)
_NUMBERS = st.lists(st.integers(1, 40), max_size=8, unique=True).map(lambda numbers: Marks(tuple(sorted(numbers))))


def _table(block: Table, columns: int | None) -> list[str]:
    return [layout.plain(line) for line in layout.table(block, columns)]


@given(st.lists(st.tuples(_WORDS, _WORDS, _WORDS, _NUMBERS), min_size=1, max_size=4), st.integers(24, 120), st.booleans())
def test_no_line_of_a_table_is_wider_than_the_page(
    rows: list[tuple[str, str, str, Marks]],
    columns: int,
    header: bool,
) -> None:
    block = Table((Column("party"), Column("issue", grow=2), Column("text")), tuple(rows), header=header)
    assert all(text.width(line) <= columns for line in _table(block, columns))


@given(st.lists(st.tuples(_WORDS, _WORDS, _NUMBERS), min_size=1, max_size=4), st.integers(24, 120))
def test_a_table_loses_no_letter_and_no_mark(rows: list[tuple[str, str, Marks]], columns: int) -> None:
    block = Table((Column("party"), Column("text")), tuple(rows))
    laid = "".join("".join(_table(block, columns)).split())
    for row in rows:
        shown = "".join("".join(text.shown(cell) for cell in row[:2]).split())
        assert sorted(set(shown)) == sorted(set(shown) & set(laid))
        assert all(mark in laid for mark in layout.marks(row[2]))


@given(_WORDS, st.integers(20, 200))
def test_prose_is_never_wider_than_is_legible(value: str, columns: int) -> None:
    lines = [layout.plain(line) for line in layout.lines(Paragraph(value, indent=2, hang=2), columns)]
    assert all(text.width(line) <= min(columns, layout.LEGIBLE) for line in lines)


@pytest.mark.parametrize("columns", [34, 40, 60, 80])
def test_dates_handles_and_marks_are_never_cut(columns: int) -> None:
    block = Table(
        (Column("handle", keep=True), Column("date", keep=True), Column("text", grow=1)),
        (
            (
                Span("ukraine-russia-2022/r2", "handle"),
                Span("Thursday 3 March 2022", "date"),
                "ceasefire " * 9,
                Marks((1, 3, 25)),
            ),
        ),
    )
    laid = "\n".join(_table(block, columns))
    for kept in ("ukraine-russia-2022/r2", "Thursday 3 March 2022", "[25]"):
        assert kept in laid


def test_a_date_in_prose_moves_to_the_next_line_whole() -> None:
    block = Paragraph(("They met again on ", Span("3 March 2022", "date"), "."))
    assert [layout.plain(line) for line in layout.lines(block, 24)] == ["They met again on", "3 March 2022."]


def test_a_date_wider_than_the_page_breaks_between_words() -> None:
    block = Paragraph(Span("between 3 March 2022 and 29 March 2022", "date"))
    assert [layout.plain(line) for line in layout.lines(block, 24)] == ["between 3 March 2022 and", "29 March 2022"]


def test_every_script_lines_up() -> None:
    names = ("Ukraine", "Україна", "中国", "ישראל", "فلسطين", "\U0001f468\u200d\U0001f469\u200d\U0001f467")
    block = Table((Column("party"), Column("stance")), tuple((name, "demand", Marks((1,))) for name in names))
    starts = {text.width(line[: line.index("demand")]) for line in _table(block, 80)}
    assert starts == {2 + 7 + 2}
    assert {text.width(line) for line in _table(block, 80)} == {80}


def test_rows_stack_where_there_is_no_room() -> None:
    block = Table(
        (Column("party", keep=True), Column("stance", keep=True), Column("text", grow=1)),
        (("Ukraine", "precondition", "withdrawal of all troops", Marks((1,))),),
    )
    assert _table(block, 34) == [
        "  Ukraine                      [1]",
        "    precondition",
        "    withdrawal of all troops",
    ]


def test_stacked_fields_bear_the_names_of_their_columns() -> None:
    columns = (Column("issue", keep=True), Column("R1", keep=True), Column("R2", keep=True))
    block = Table(columns, (("ceasefire", "precondition", "demand"),), indent=0, header=True)
    assert _table(block, 24) == ["ceasefire", "  R1: precondition", "  R2: demand"]


DATED = (Column("date", keep=True), Column("what", keep=True), Column("told", grow=1, least=1 / 2))


def _dated(told: str) -> Table:
    day, later = Span("3 March 2022", "date"), Span("between 4 March and 5 April 2022", "date")
    rows = ((day, "position", told, Marks((1,))), (day, "event", told, Marks((2,))), (later, "event", told, Marks((3, 5, 7))))
    return Table(DATED, rows, indent=0, gathered=True)


def test_a_column_that_wants_a_share_of_the_page_has_it_or_its_row_is_stacked() -> None:
    block = Table(DATED, (("3 March 2022", "position", "demilitarisation of Ukraine"),), indent=0)
    assert _table(block, 52) == ["3 March 2022  position  demilitarisation of Ukraine"]
    assert _table(block, 50)[0] == "3 March 2022  position  demilitarisation of"
    assert _table(block, 42) == ["3 March 2022", "  position · demilitarisation of Ukraine"]


def test_where_there_is_no_room_what_rows_share_stands_once_above_them() -> None:
    assert _table(_dated("demilitarisation of Ukraine"), 60) == [
        "3 March 2022",
        "  position  demilitarisation of Ukraine                  [1]",
        "  event     demilitarisation of Ukraine                  [2]",
        "between 4 March and 5 April 2022",
        "  event     demilitarisation of Ukraine            [3][5][7]",
    ]


def test_where_there_is_room_every_row_has_what_it_shares_beside_it() -> None:
    assert [line.split("  ")[0] for line in _table(_dated("demilitarisation"), 80)] == ["3 March 2022"] * 2 + [
        "between 4 March and 5 April 2022"
    ]


@pytest.mark.parametrize("columns", [34, 40, 60, 80, 120])
def test_rows_below_what_they_share_are_no_wider_than_the_page_and_break_no_word(columns: int) -> None:
    laid = _table(_dated("demilitarisation and neutrality of Ukraine, " * 4), columns)
    assert all(text.width(line) <= columns for line in laid)
    assert sum(line.count("demilitarisation") for line in laid) == 12


def test_figures_stand_to_the_right() -> None:
    block = Table((Column("rounds", right=True), Column("party")), (("7", "a"), ("12", "b")), indent=0, header=True)
    assert _table(block, 80) == ["rounds  party", "     7  a", "    12  b"]


def test_an_empty_column_takes_no_room() -> None:
    block = Table((Column("party"), Column("priority"), Column("text")), (("Ukraine", "", "ceasefire"),), indent=0)
    assert _table(block, 80) == ["Ukraine  ceasefire"]


def test_a_table_without_rows_is_nothing() -> None:
    assert _table(Table((Column("party"),), ()), 80) == []


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [((), []), ((1,), ["[1]"]), ((2, 3), ["[2]", "[3]"]), ((1, 3, 4, 5, 9), ["[1]", "[3-5]", "[9]"])],
)
def test_marks_in_a_row_are_drawn_together(numbers: tuple[int, ...], printed: list[str]) -> None:
    assert layout.marks(Marks(numbers)) == printed


def test_a_long_list_of_sources_is_sent_as_it_is_read() -> None:
    class Sources(list[dict[str, Any]]):
        read = 0

        def __iter__(self) -> Iterator[dict[str, Any]]:
            for source in super().__iter__():
                self.read += 1
                yield source

    several = Sources({"id": f"talks/s{number}", "publisher": "Reuters", "title": f"Number {number}"} for number in range(1_000))
    document = Document("Talks", {}, [], lambda _: [], (), lambda _: [], sources=lambda: several)
    lines: list[layout.Line] = []
    once = len(several)
    for piece in layout.laid(document, 80):
        assert several.read - once <= len(lines) + layout.AT_ONCE
        lines += [line for line in piece if line]
    assert sum("Reuters" in layout.plain(line) for line in lines) == several.read - once == 1_000
