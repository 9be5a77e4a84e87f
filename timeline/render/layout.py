"""Lays a report out in lines for a width: columns line up in every script, and dates, handles and marks stay whole."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

from timeline import text
from timeline.document import (
    Block,
    Cell,
    Column,
    Document,
    Gap,
    Heading,
    Item,
    Marks,
    Notice,
    Paragraph,
    Role,
    Run,
    Sources,
    Span,
    Table,
    TimeAxis,
    citations,
)
from timeline.document import blocks as blocks_of
from timeline.render import matrix

LEGIBLE = 100
"""Prose wider than this is hard to read."""

EDGE = 80
"""Marks of all tables stand in one line here, where the tables are narrower."""

AT_ONCE = 100
"""So many lines of a block are laid out before they are sent."""

_NARROWEST = 12
_GAP = 2
_BETWEEN = " · "
_WHOLE: frozenset[str] = frozenset(("date", "handle"))


class Segment(NamedTuple):
    """A piece of a line, with the part it plays in it, if any."""

    text: str
    role: Role | None = None


Line: TypeAlias = list[Segment]


def laid(document: Document, columns: int | None, *, ascii: bool = False) -> Iterator[list[Line]]:  # noqa: A002  # the word for it
    """Return a report in lines of so many columns, or as wide as they are; drawn in ASCII if that is all there is.

    It comes block by block, and a long block, such as the list of sources, so many lines at a time.
    """
    begun = gap = False
    for block in blocks_of(document):
        coming = lines(block, columns, ascii=ascii)
        gap = gap or isinstance(block, Gap) or (isinstance(block, Heading) and block.level < 3)
        while several := list(islice(coming, AT_ONCE)):
            yield [[], *several] if gap and begun else several
            begun, gap = True, False


def lines(block: Block, columns: int | None, *, ascii: bool = False) -> Iterator[Line]:  # noqa: A002  # as above
    """Return one block in lines of so many columns, or as wide as they are."""
    if isinstance(block, Table):
        return table(block, columns)
    if isinstance(block, Paragraph):
        return _prose(block, columns)
    if isinstance(block, Heading):
        return _prose(Paragraph(_strong(block.text), marks=block.marks), columns)
    if isinstance(block, Notice):
        return _prose(Paragraph(Span(block.text, "strong")), columns)
    if isinstance(block, Sources):
        return _sources(block, columns)
    if isinstance(block, TimeAxis):
        return _strip(block, columns, ascii=ascii)
    return iter(())


def _strip(block: TimeAxis, columns: int | None, *, ascii: bool) -> Iterator[Line]:  # noqa: A002  # as above
    from timeline.render import strip

    drawn = strip.strip(block, columns, ascii=ascii)
    if drawn:
        yield [Segment(*piece) for piece in drawn]
        signs = strip.key(drawn, ascii=ascii)
        yield from _prose(Paragraph(Span(signs, "muted")), columns) if signs else ()
        yield []


# Prose


def segments(run: Run) -> Line:
    """Return a run as the pieces of one line, fit to be shown."""
    if isinstance(run, str):
        return [Segment(text.shown(run))] if run else []
    if isinstance(run, Span):
        return [Segment(text.shown(run.text), run.role)] if run.text else []
    return [segment for part in run for segment in segments(part)]


def _strong(run: Run) -> Run:
    if isinstance(run, str):
        return Span(run, "strong")
    return run if isinstance(run, Span) else tuple(_strong(part) for part in run)


def wrapped(line: Line, columns: int | None, *, keep: bool = False) -> list[Line]:
    """Return a line in as many lines as it needs at a width; a kept one stays whole."""
    if columns is None or keep or not line:
        return [line]
    whole = "".join(segment.text for segment in line)
    if text.width(whole) <= columns:
        return [line]
    kept = list(_kept(line, columns))
    return [_cut(line, start, end) for start, end in text.lines(whole, max(columns, 1), kept=kept)]


def _kept(line: Line, columns: int) -> Iterator[tuple[int, int]]:
    start = 0
    for segment in line:
        if segment.role in _WHOLE:
            if text.width(segment.text) <= columns:
                yield start, start + len(segment.text)
            else:
                yield from _words(segment.text, start)
        start += len(segment.text)


def _words(value: str, start: int) -> Iterator[tuple[int, int]]:
    """Return the words of what is wider than the page: it may be broken between them."""
    for word in value.split(" "):
        yield start, start + len(word)
        start += len(word) + 1


def _cut(line: Line, start: int, end: int) -> Line:
    pieces: Line = []
    place = 0
    for segment in line:
        piece = segment.text[max(0, start - place) : max(0, end - place)]
        if piece:
            pieces.append(Segment(piece, segment.role))
        place += len(segment.text)
    return pieces


def _prose(block: Paragraph, columns: int | None) -> Iterator[Line]:
    line = segments(block.text)
    for mark in marks(block.marks):
        line += [Segment(" "), Segment(mark, "muted")]
    room = None if columns is None else max(min(columns, LEGIBLE) - block.indent - block.hang, 1)
    indent = Segment(" " * block.indent)
    first, *others = wrapped(line, room)
    yield _indented(first, indent)
    for other in others:
        yield _indented(other, Segment(" " * (block.indent + block.hang)))


def _indented(line: Line, indent: Segment) -> Line:
    return [indent, *line] if line and indent.text else line


def _sources(block: Sources, columns: int | None) -> Iterator[Line]:
    hang = len(f"[{len(block.entries)}] ")

    def fits(source: Item) -> bool:
        """Tell whether a source has an address that the page has room for."""
        width = text.width(text.shown(source.get("address") or ""))
        return width > 0 and (columns is None or hang + width <= columns)

    for number, (source, cited) in enumerate(citations(block.entries, addressed=fits), 1):
        mark = Span(f"[{number}]".ljust(hang - 1) + " ", "muted")
        yield from _prose(Paragraph((mark, cited), hang=hang), columns)
        if fits(source):
            yield [Segment(" " * hang), Segment(text.shown(source["address"]), "handle")]


# Marks


def marks(of: Marks) -> list[str]:
    """Return marks as they are printed, three and more in a row as one: '[1]', '[3-6]'."""
    runs: list[list[int]] = []
    for number in of.numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [mark for run in runs for mark in _printed(run)]


def _printed(run: list[int]) -> list[str]:
    if len(run) > 2:
        return [f"[{run[0]}-{run[-1]}]"]
    return [f"[{number}]" for number in run]


# Tables


class _Row(NamedTuple):
    cells: list[Line]
    marks: list[str]


class _Measured(NamedTuple):
    """The rows of a table, the width of each column, None where they are to be stacked, and the room for marks and in all."""

    rows: list[_Row]
    widths: list[int] | None
    aside: int
    room: int | None


def table(block: Table, columns: int | None) -> Iterator[Line]:
    """Return a table in lines: side by side where there is room, else the cells of each row one below the other.

    One that may go on below is laid out for a page of the usual width where none is known.
    """
    if block.fixed:
        yield from _blocks(block, columns or EDGE)
        return
    if block.heading is not None:
        yield from _prose(Paragraph(_strong(block.heading), indent=max(block.indent - _GAP, 0)), columns)
    measured = _measured(block, columns)
    if block.gathered and measured.widths is None:
        yield from _gathered(block, columns)
        return
    for lines in _by_row(block, measured):
        yield from lines


def _measured(block: Table, columns: int | None) -> _Measured:
    room = None if columns is None else max(columns - block.indent, 1)
    rows = [_row(cells, len(block.columns)) for cells in block.rows]
    headed = [_header(block.columns), *rows] if block.header else rows
    aside = _aside(rows, room)
    widths = _widths(block.columns, headed, None if room is None else room - aside, page=columns or 0)
    return _Measured(rows if widths is None else headed, widths, aside, room)


def _by_row(block: Table, measured: _Measured) -> Iterator[list[Line]]:
    rows, widths, aside, room = measured
    indent = Segment(" " * block.indent)
    if widths is None:
        edge = min(room or EDGE, EDGE - block.indent)
        laid = (_stacked(row, block, edge, aside) for row in rows)
    else:
        edge = _edge(widths, room, aside=aside, indent=block.indent)
        laid = (_beside(row, block.columns, widths, edge=edge, aside=aside) for row in rows)
    for lines in laid:
        yield [_indented(line, indent) for line in lines]


def _gathered(block: Table, columns: int | None) -> Iterator[Line]:
    """Return a table whose first column stands above the others, each of its cells once above all rows that share it."""
    rest = block._replace(columns=block.columns[1:], rows=tuple(row[1:] for row in block.rows), indent=block.indent + _GAP, gathered=False)
    above: Cell | None = None
    for (first, *_), lines in zip(block.rows, _by_row(rest, _measured(rest, columns)), strict=True):
        if first != above:
            yield from wrapped([Segment(" " * block.indent), *_cell(first)], columns)
            above = first
        yield from lines


def _blocks(block: Table, columns: int) -> Iterator[Line]:
    for number, part in enumerate(matrix.blocks(block, lambda part: _fits(part, columns - block.indent))):
        yield from ([[]] if number else [])
        yield from table(part, columns)


def _fits(block: Table, room: int) -> bool:
    """Tell whether a table has room for its columns side by side, with no word broken."""
    rows = [_header(block.columns), *(_row(cells, len(block.columns)) for cells in block.rows)]
    widths = _widths(block.columns, rows, room - _aside(rows, room), page=0)
    if widths is None:
        return False
    words = ((index, word) for row in rows for index, cell in enumerate(row.cells) for word in plain(cell).split())
    return all(text.width(word) <= widths[index] for index, word in words)


def _row(cells: tuple[Cell, ...], count: int) -> _Row:
    of = cells[-1] if cells and isinstance(cells[-1], Marks) else None
    shown = [_cell(cell) for cell in (cells if of is None else cells[:-1])]
    return _Row(shown + [[] for _ in range(count - len(shown))], [] if of is None else marks(of))


def _cell(cell: Cell) -> Line:
    return [Segment(mark, "muted") for mark in marks(cell)] if isinstance(cell, Marks) else segments(cell)


def _header(columns: tuple[Column, ...]) -> _Row:
    return _Row([segments(Span(column.name, "muted")) for column in columns], [])


def _width(line: Line) -> int:
    return sum(text.width(segment.text) for segment in line)


def _aside(rows: list[_Row], room: int | None) -> int:
    """Return the columns set aside for marks and the space before them: a quarter of the room at most."""
    widest = max((sum(map(len, row.marks)) for row in rows), default=0)
    if room is not None:
        one = max((len(mark) for row in rows for mark in row.marks), default=0)
        widest = min(widest, max(one, room // 4))
    return widest + 1 if widest else 0


def _widths(columns: tuple[Column, ...], rows: list[_Row], room: int | None, *, page: int) -> list[int] | None:
    """Return the width of each column, 0 for an empty one, or None where they do not fit beside each other."""
    widths = [max((_width(row.cells[index]) for row in rows), default=0) for index in range(len(columns))]
    taken = sum(width + _GAP for width in widths if width) - _GAP
    if room is None or taken <= room:
        return widths
    flexible = {index: max(column.grow, 1) for index, column in enumerate(columns) if widths[index] and not column.keep}
    spare = room - taken + sum(widths[index] for index in flexible)
    shares = _shares({index: widths[index] for index in flexible}, flexible, spare)
    if not shares or any(share < min(widths[index], max(page * columns[index].least, _NARROWEST)) for index, share in shares.items()):
        return None
    return [shares.get(index, width) for index, width in enumerate(widths)]


def _shares(wanted: dict[int, int], weights: dict[int, int], spare: int) -> dict[int, int]:
    """Return what each column gets: those that want least are served whole, the others share by weight."""
    shares: dict[int, int] = {}
    waiting = sorted(wanted, key=lambda index: wanted[index] / weights[index])
    while waiting:
        index = waiting[0]
        share = spare * weights[index] // sum(weights[other] for other in waiting)
        shares[index] = min(share, wanted[index])
        spare -= shares[index]
        waiting.pop(0)
    return shares


def _edge(widths: list[int], room: int | None, *, aside: int, indent: int) -> int:
    natural = sum(width + _GAP for width in widths if width) - _GAP + aside
    return natural if room is None else max(natural, min(room, EDGE - indent))


def _beside(row: _Row, columns: tuple[Column, ...], widths: list[int], *, edge: int, aside: int) -> Iterator[Line]:
    cells = [wrapped(cell, width, keep=column.keep) for cell, width, column in zip(row.cells, widths, columns, strict=True)]
    noted = _packed(row.marks, aside - 1)
    for index in range(max(len(noted), *map(len, cells))):
        line: Line = []
        place = start = 0
        for lines, width, column in zip(cells, widths, columns, strict=True):
            piece = lines[index] if index < len(lines) else []
            used = _width(piece)
            target = start + (width - used if column.right else 0)
            if piece:
                line += [Segment(" " * (target - place)), *piece]
                place = target + used
            start += width + _GAP if width else 0
        yield _noted(line, noted[index : index + 1], edge, place)


def _stacked(row: _Row, block: Table, edge: int, aside: int) -> Iterator[Line]:
    room = max(edge - aside, 1)
    first, *others = row.cells
    lines = wrapped(first, room, keep=block.columns[0].keep) if first else []
    labelled = [
        [Segment(f"{text.shown(column.name)}: ", "muted"), *cell] if block.header else cell
        for cell, column in zip(others, block.columns[1:], strict=True)
        if cell
    ]
    lines += [_indented(line, Segment(" " * _GAP)) for line in _flowing(labelled, max(room - _GAP, 1))]
    noted = _packed(row.marks, aside - 1)
    lines += [[] for _ in range(len(noted) - len(lines))]
    for index, line in enumerate(lines):
        yield _noted(line, noted[index : index + 1], edge, _width(line))


def _flowing(cells: list[Line], room: int) -> Iterator[Line]:
    """Return cells one after the other, a new line where the next does not fit."""
    line: Line = []
    for cell in cells:
        if line and _width(line) + len(_BETWEEN) + _width(cell) <= room:
            line = [*line, Segment(_BETWEEN, "muted"), *cell]
            continue
        if line:
            yield line
        *whole, line = wrapped(cell, room)
        yield from whole
    if line:
        yield line


def _packed(of: list[str], room: int) -> list[str]:
    packed: list[str] = []
    for mark in of:
        if packed and len(packed[-1]) + len(mark) <= room:
            packed[-1] += mark
        else:
            packed.append(mark)
    return packed


def _noted(line: Line, noted: list[str], edge: int, place: int) -> Line:
    """Return a line with its marks at the right edge."""
    if not noted:
        return line
    return [*line, Segment(" " * max(edge - place - len(noted[0]), 1)), Segment(noted[0], "muted")]


def plain(line: Line) -> str:
    """Return the text of a line alone."""
    return "".join(segment.text for segment in line).rstrip(" ")
