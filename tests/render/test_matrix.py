"""A table too wide for the page goes on below, with its fixed columns before each block."""

import pytest

from timeline import text
from timeline.document import NOTHING, Column, Marks, Table
from timeline.render import layout, matrix

COLUMNS = (Column("issue", grow=1), Column("party", keep=True), *(Column(f"R{number}", grow=1) for number in range(1, 6)))
SAID = "precondition HARDER"
TABLE = Table(
    COLUMNS,
    (
        ("peace", "A", SAID, NOTHING, NOTHING, NOTHING, SAID, Marks((1, 2))),
        ("peace", "B", NOTHING, NOTHING, SAID, NOTHING, NOTHING, Marks((3,))),
        ("land", "B", NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, Marks()),
    ),
    header=True,
    fixed=2,
    resting=(
        (Marks((1,)), Marks(), Marks(), Marks(), Marks((2,))),
        (Marks(), Marks(), Marks((3,)), Marks(), Marks()),
        (Marks(),) * 5,
    ),
)


def blocks(most: int) -> list[Table]:
    return list(matrix.blocks(TABLE, lambda block: len(block.columns) <= most))


def test_each_block_begins_with_the_fixed_columns_and_no_column_is_lost() -> None:
    several = blocks(4)
    assert [[column.name for column in block.columns] for block in several] == [
        ["issue", "party", "R1", "R2"],
        ["issue", "party", "R3", "R4"],
        ["issue", "party", "R5"],
    ]


def test_a_block_has_at_least_one_column_even_where_none_fits() -> None:
    assert [len(block.columns) for block in blocks(0)] == [3] * 5


def test_a_row_stands_only_in_blocks_where_it_says_something_and_is_marked_with_that() -> None:
    first, second, third = blocks(4)
    assert first.rows == (("peace", "A", SAID, NOTHING, Marks((1,))), ("land", "B", NOTHING, NOTHING, Marks()))
    assert second.rows == (("peace", "B", SAID, NOTHING, Marks((3,))),)
    assert third.rows == (("peace", "A", SAID, Marks((2,))),)


def test_a_table_with_room_for_all_keeps_all_rows_and_names_an_issue_once() -> None:
    (block,) = blocks(7)
    assert [row[0] for row in block.rows] == ["peace", "", "land"]
    assert [row[-1] for row in block.rows] == [Marks((1, 2)), Marks((3,)), Marks()]


@pytest.mark.parametrize("columns", [40, 60, 80, 200, None])
def test_no_line_is_wider_than_the_page_nor_than_the_usual_one_where_there_is_none(columns: int | None) -> None:
    lines = [layout.plain(line) for line in layout.table(TABLE, columns)]
    assert all(text.width(line) <= (columns or 80) for line in lines)
    assert sum(line.count("precondition") for line in lines) == 3
