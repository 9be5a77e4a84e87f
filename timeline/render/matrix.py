"""Cuts a table that is too wide into blocks of columns, each as wide as the page."""

from collections.abc import Callable, Iterator

from timeline.document import NOTHING, Cell, Marks, Table


def blocks(table: Table, fits: Callable[[Table], bool]) -> Iterator[Table]:
    """Return a table as blocks with as many columns as fit beside the fixed ones, and at least one.

    A row in which nothing is on record at all stands in the first block.
    """
    first, end = table.fixed, len(table.columns)
    while first < end:
        last = first + 1
        block = _block(table, first, last)
        while last < end and fits(wider := _block(table, first, last + 1)):
            block, last = wider, last + 1
        yield block
        first = last


def _block(table: Table, first: int, last: int) -> Table:
    told = [index for index in range(len(table.rows)) if _told(table, index, first, last)]
    return table._replace(
        columns=(*table.columns[: table.fixed], *table.columns[first:last]),
        rows=tuple(_rows(table, told, first, last)),
        heading=table.heading if first == table.fixed else None,
        anchors=tuple(table.anchors[index] for index in told) if table.anchors else (),
        fixed=0,
        resting=(),
    )


def _told(table: Table, index: int, first: int, last: int) -> bool:
    """Tell whether a row belongs into a block."""
    row = table.rows[index][table.fixed : len(table.columns)]
    said = [cell != NOTHING for cell in row]
    if first == table.fixed and (not any(said) or last == len(table.columns)):
        return True
    return any(said[first - table.fixed : last - table.fixed])


def _rows(table: Table, told: list[int], first: int, last: int) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a block; what heads several is told in the first of them."""
    above: object = None
    for index in told:
        row = table.rows[index]
        shown = table.resting[index][first - table.fixed : last - table.fixed] if table.resting else ()
        behind = Marks(tuple(sorted({number for marks in shown for number in marks.numbers})))
        yield ("" if row[0] == above else row[0], *row[1 : table.fixed], *row[first:last], behind)
        above = row[0]
