"""Claims about the one-line time axis: it fits, keeps the order, and says where it cannot tell marks apart."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import text
from timeline.document import AxisMark, Document, TimeAxis
from timeline.render import layout, render, strip


def _axis(*found: tuple[str, int, int] | tuple[str, int, int, bool]) -> TimeAxis:
    marks = (AxisMark(each[0], each[1], each[2], len(each) == 3, None, each[0]) for each in found)
    return TimeAxis("Rounds in time", tuple(marks))


def _line(axis: TimeAxis, columns: int | None, **changed: Any) -> str:
    return "".join(piece.text for piece in strip.strip(axis, columns, **changed))


TALKS = _axis(
    ("1", 20220228, 20220228), ("2", 20220303, 20220303), ("3", 20220307, 20220307), ("antalya", 20220310, 20220310),
    ("4", 20220314, 20220317), ("5", 20220329, 20220329), ("6", 20220401, 20220430, False),
)  # fmt: skip


def test_rounds_stand_in_order_between_the_ends_of_the_axis() -> None:
    assert _line(TALKS, 80) == "Feb 2022 ├──────────────────1─2─3─·──4─────────5───────────6?─────────┤ Apr 2022"


def test_a_stream_without_the_signs_gets_ascii() -> None:
    line = _line(TALKS, 60, ascii=True)
    assert line.isascii()
    assert line == _line(TALKS, 60).translate(str.maketrans("├─┤·", "|-|."))


@pytest.mark.parametrize("columns", [10, 20, 40, 80, 200])
def test_a_strip_is_as_wide_as_the_page(columns: int) -> None:
    assert text.width(_line(TALKS, columns)) == columns


def test_where_there_is_no_room_there_is_no_strip() -> None:
    assert _line(TALKS, 9) == ""


def test_marks_too_near_each_other_are_one_plus() -> None:
    line = _line(_axis(("1", 20200101, 20200101), ("2", 20200102, 20200102), ("3", 20221201, 20221201)), 40)
    assert line.count("+") == 1
    assert "3" in line.removeprefix("Jan 2020").removesuffix("Dec 2022")


@pytest.mark.parametrize(
    ("found", "key"),
    [
        ([("1", 20220228, 20220228)], ""),
        ([("1", 20220228, 20220228), ("2", 20220228, 20220228)], "+ several close together"),
        ([("antalya", 20220310, 20220310)], "· one without a number"),
        ([("6", 20220401, 20220430, False)], "? date not certain"),
        ([("antalya", 20220310, 20220310, False)], "· one without a number; ? date not certain"),
    ],
)
def test_the_signs_that_a_strip_has_are_explained_and_no_others(found: list[tuple[str, int, int]], key: str) -> None:
    assert strip.key(strip.strip(_axis(*found), 80)) == key


def test_a_point_is_explained_as_it_is_drawn() -> None:
    drawn = strip.strip(_axis(("antalya", 20220310, 20220310)), 80, ascii=True)
    assert strip.key(drawn, ascii=True) == ". one without a number"


def test_two_numbers_never_read_as_one() -> None:
    line = _line(_axis(*(("1", 20220300 + day, 20220300 + day) for day in range(1, 31))), 60)
    assert "11" not in line.removeprefix("28 Feb 2022").removesuffix("31 Mar 2022")


def test_without_dates_there_is_nothing() -> None:
    assert strip.strip(TimeAxis("x", (AxisMark("1", None, None, False, None, "a"),)), 80) == []  # noqa: FBT003  # its place


@given(
    st.lists(
        st.tuples(st.text(max_size=5), st.integers(-3000, 12000), st.integers(0, 300), st.booleans()),
        min_size=1,
        max_size=40,
    ),
    st.integers(10, 200),
)
def test_a_strip_is_never_wider_than_the_page(found: list[tuple[str, int, int, bool]], columns: int) -> None:
    marks = tuple(
        AxisMark(label, year * 10000 + 101, (year + more) * 10000 + 1231, certain, None, label) for label, year, more, certain in found
    )
    line = _line(TimeAxis("x", marks), columns)
    assert text.width(line) in {0, columns}


def test_a_report_prints_its_strip_in_text_and_markdown(report: Callable[..., Document]) -> None:
    document = report(opening=lambda: [TALKS])
    assert _line(TALKS, 80) in "".join(render(document, "plain")).splitlines()
    assert f"    {_line(TALKS, 80)}" in "".join(render(document, "markdown")).splitlines()
    assert "|--" in "".join(render(document, "text", columns=60, encoding="ascii"))


@pytest.mark.parametrize(("form", "indent"), [("plain", ""), ("markdown", "    ")])
def test_below_a_strip_stands_its_key(report: Callable[..., Document], form: str, indent: str) -> None:
    lines = "".join(render(report(opening=lambda: [TALKS]), form)).splitlines()
    assert lines[lines.index(f"{indent}{_line(TALKS, 80)}") + 1] == f"{indent}· one without a number; ? date not certain"


def test_a_strip_without_signs_has_no_key() -> None:
    assert len(list(layout.lines(_axis(("1", 20220228, 20220228)), 80))) == 2  # the strip, and the empty line below it
