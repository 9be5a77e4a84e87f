"""Claims about flat rows: a spreadsheet takes no text for a formula, and reading them back loses nothing."""

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import text
from timeline.document import Document
from timeline.render import csv as rows
from timeline.render import render

_TEXT = st.text(st.sampled_from("=+-@\t\r\n'\",;a＝") | st.characters(codec="utf-8"), max_size=20)


def _read(rendered: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(rendered, newline=""), strict=True))


@given(_TEXT)
def test_the_guard_comes_off_again(value: str) -> None:
    assert rows.uncell(rows.cell(value)) == value


@given(_TEXT)
def test_no_cell_starts_like_a_formula(value: str) -> None:
    assert not rows.cell(value).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx", "'x"])
def test_what_a_spreadsheet_reads_as_a_formula_is_guarded(value: str) -> None:
    assert rows.cell(value) == "'" + value


@given(st.lists(st.tuples(_TEXT, _TEXT), max_size=5))
def test_rows_read_back_equal(cells: list[tuple[str, str]]) -> None:
    document = Document("Rounds", {}, ({"row": pair} for pair in cells), lambda _: [], ("a", "b"), lambda item: [item["row"]])
    header, *read = _read("".join(render(document, "csv")))
    assert header == ["a", "b"]
    expected = [[text.harmless(rows.cell(value)) for value in pair] for pair in cells]
    assert read == expected


def test_a_checked_date_is_not_guarded(report: Callable[..., Document]) -> None:
    document = report(columns=("date", "text"), cells=lambda _: [("-0420-03", "-0420-03")], raw=frozenset({"date"}))
    assert "".join(render(document, "csv")) == "date,text\n-0420-03,'-0420-03\n"


def test_a_formula_is_guarded_even_where_a_date_belongs(report: Callable[..., Document]) -> None:
    document = report(columns=("date",), cells=lambda _: [("-1+cmd|' /C calc'!A0",)], raw=frozenset({"date"}))
    assert "".join(render(document, "csv")).splitlines()[1].startswith("'-1")


def test_a_hostile_value_acts_on_nothing(naming: Callable[[str], Document], hostile: str) -> None:
    rendered = "".join(render(naming(hostile), "csv"))
    assert text.unwanted(rendered) is None
    assert [rows.uncell(value) for value in _read(rendered)[1]] == [text.harmless(hostile)] * 2 or "\r" in hostile


def test_a_row_of_the_wrong_length_is_refused(report: Callable[..., Document]) -> None:
    with pytest.raises(ValueError, match="zip"):
        list(render(report(cells=lambda _: [("one",)]), "csv"))
