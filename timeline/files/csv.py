r"""Comma-separated values (RFC 4180): text into rows of cells, each with its place, and rows into text.

Lines end in a line feed; a carriage return before or instead of it is read as well. A ' stands before a text that a
spreadsheet would take for a formula. Several values in one cell are joined by '; ', with \; and \\ for what they hold.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.files import opening
from timeline.files.opening import Unreadable
from timeline.problems import Place, PlaceInTable, Problem

LONGEST = 1_000_000
MOST_CELLS = 1_000_000
"""More are not held at once."""

# The full-width signs are read as formulas in East Asian settings.
_GUARDED = re.compile("[=+\\-@\t\r\n'＝＋－＠]")
_PLAIN = re.compile(r'[^",\r\n]*+')
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)("?)')
_END = re.compile(r"\r\n|\r|\n|\Z")


class Cell(NamedTuple):
    """The text of one cell, without its quotation marks."""

    text: str
    place: Place


class Row(NamedTuple):
    """The cells of one row."""

    cells: list[Cell]
    place: Place

    @property
    def empty(self) -> bool:
        """Tell whether nothing is written in any cell."""
        return not any(cell.text.strip() for cell in self.cells)


class _Broken(Exception):
    """The marks in a row do not pair."""

    def __init__(self, message: str, place: Place, offset: int) -> None:
        super().__init__(message)
        self.problem = Problem(message, place)
        self.offset = offset


class _Scanner:
    """Goes through the text of a table and knows at each moment in which line, column and cell it is."""

    def __init__(self, content: str, file: str) -> None:
        self.content = content
        self.file = file
        self.at = 0
        self.line = 1
        self.begun = 0
        self.row = 0
        self.left = MOST_CELLS

    def rows(self, problems: list[Problem]) -> Iterator[Row]:
        """Yield every row that can be read; one whose marks do not pair is a problem, and reading goes on in the next line."""
        while self.at < len(self.content):
            self.row += 1
            try:
                yield self.one()
            except _Broken as broken:
                problems.append(broken.problem)
                self.at, self.line = broken.offset, broken.problem.place.line if broken.problem.place else self.line
                ended = _END.search(self.content, self.at)
                self.turn(ended.end() if ended else len(self.content))

    def one(self) -> Row:
        """Return the row that begins here."""
        place, cells = self.place(0), [self.cell(0)]
        while self.content.startswith(",", self.at):
            self.at += 1
            cells.append(self.cell(len(cells)))
        ended = _END.match(self.content, self.at)
        self.turn(ended.end() if ended else len(self.content))
        return Row(cells, place)

    def place(self, number: int) -> Place:
        return PlaceInTable(self.file, self.line, self.at - self.begun + 1, f"{letters(number)}{self.row}")

    def turn(self, at: int) -> None:
        """Go to the beginning of the next line."""
        self.line += 1
        self.at = self.begun = at

    def cell(self, number: int) -> Cell:
        place = self.place(number)
        self.left -= 1
        if self.left < 0:
            raise Unreadable(Problem(f"more than {MOST_CELLS:,} cells in one table: split it", place))
        if self.content.startswith('"', self.at):
            return Cell(self.quoted(place), place)
        found = _PLAIN.match(self.content, self.at)
        self.at = found.end() if found else self.at
        if self.content.startswith('"', self.at):
            message = 'a quotation mark stands inside the cell: put the whole cell in quotation marks and write "" for this one'
            raise _Broken(message, self.place(number), self.at)
        return Cell(found[0] if found else "", place)

    def quoted(self, place: Place) -> str:
        """Return what stands between the quotation mark here and its counterpart."""
        began = self.at
        found = _QUOTED.match(self.content, self.at)
        if found is None or not found[2]:
            raise _Broken("the quotation mark here is not closed: close it, or take it out", place, began)
        for ended in re.finditer(r"\r\n|\r|\n", found[1]):
            self.line += 1
            self.begun = found.start(1) + ended.end()
        self.at = found.end()
        if not re.match(r"[,\r\n]|\Z", self.content[self.at : self.at + 1]):
            where = f"line {self.line}, column {self.at - self.begun + 1}"
            message = f'the quotation mark here is closed at {where}, where text follows: write "" for one inside the cell'
            raise _Broken(message, place, began)
        return re.sub(r"\r\n?", "\n", found[1].replace('""', '"'))


def letters(number: int) -> str:
    """Return what spreadsheets call a column: A for 0, Z for 25, AA for 26."""
    before, last = divmod(number, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def rows(raw: bytes, file: str, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows of a table with text in them, and note rows that cannot be read; raises Unreadable for much that is wrong.

    A byte that is not UTF-8 is a lone surrogate in its cell (PEP 383), so that the rest can be read.
    """
    opening.refuse_others(raw, file)
    content = raw.removeprefix(opening.MARK).decode("utf-8", "surrogateescape")
    return (row for row in _Scanner(content, file).rows(problems) if not row.empty)


# Out


def line(values: Iterable[str]) -> str:
    """Return a row as it is written."""
    return ",".join(_written(value) for value in values) + "\n"


def _written(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if re.search(r'[",\r\n]', value) else value


def guarded(value: str) -> str:
    """Return a text as it stands in a cell: after a ' where a spreadsheet would take it for a formula."""
    return "'" + value if _GUARDED.match(value) else value


def unguarded(value: str) -> str:
    """Return the text that a cell was written from."""
    return value[1:] if value.startswith("'") and _GUARDED.match(value, 1) else value


def joined(values: Iterable[str]) -> str:
    r"""Return several values as one cell holds them: 'a; b', with \; for a semicolon in a value and \\ for a backslash."""
    return "; ".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def split(value: str, separator: str = ";") -> list[str]:
    """Return the values that a cell holds, without the white space around them."""
    found = [""]
    mark = re.escape(separator)
    for token in re.findall(rf"\\\\|\\{mark}|{mark}|.", value, re.DOTALL):
        if token == separator:
            found.append("")
        else:
            found[-1] += token[1:] if token in {"\\\\", f"\\{separator}"} else token
    return [piece.strip() for piece in found]
