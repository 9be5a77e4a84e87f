"""A table as it stands in its file: of which kind it is, which column holds which field, and its rows."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from timeline import records, text, vocabulary
from timeline.files import csv, grammar, keys, opening, shapes
from timeline.files.csv import Cell, Row
from timeline.files.mapping import Constant, Plan
from timeline.files.opening import Problems, Unreadable
from timeline.files.reader import Reader
from timeline.files.shapes import Shape
from timeline.problems import Place
from timeline.records import Said

OF_SHARED = ("id", "key", "cite")
"""Columns that any table of records may have beside the fields of their kind."""
FOREIGN = re.compile("[\udc80-\udcff]")
"""What stands for a byte that is not UTF-8."""
TEXT = Shape("string", several=False, required=False, date=False, words=None, refers="", least=None, most=None)


@dataclass(slots=True)
class Table:
    """A table that was read: its kind of record or of parts, what gives each field its value, and the rows below the header.

    `constants` and `words` are the mapping's, by field: what every row says, and what stands for something else;
    `missing` has the fields of which it is noted already that no column holds them.
    """

    sink: Reader
    kind: str
    plan: Plan
    columns: dict[str, int] = field(default_factory=dict)
    constants: dict[str, Constant] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    width: int = 0
    rows: list[Row] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    @property
    def of_parts(self) -> bool:
        """Whether the rows are parts of records."""
        return self.kind in records.PARTS

    @property
    def said(self) -> type[Said]:
        """The class of what a row tells of."""
        return records.PARTS[self.kind] if self.of_parts else records.KINDS[self.kind]

    @property
    def told(self) -> frozenset[str]:
        """The fields that the table speaks of."""
        return frozenset({*self.columns, *self.constants})

    def shape(self, name: str) -> Shape:
        """Return what a column holds."""
        return TEXT._replace(several=True) if name == "cite" else shapes.of(self.said).get(name, TEXT)

    def whole(self) -> Iterator[Row]:
        """Yield the rows that have as many cells as the header."""
        return (row for row in self.rows if len(row.cells) == self.width)


def opened(path: Path, shown: str, kind: str, plan: Plan) -> Table:
    """Return a table with what is wrong with its form; one that cannot be read has no rows.

    Its kind is the one given, else the mapping's, else it follows from the file's name.
    """
    table = Table(Reader(shown, Problems()), kind or plan.kind or kind_of(path), plan)
    try:
        _read(table, path, [*csv.rows(opening.content(path, shown), shown, table.sink.problems)])
    except Unreadable as stopped:
        table.sink.problems.append(stopped.problem)
        table.rows = []
    return table


def _read(table: Table, path: Path, rows: list[Row]) -> None:
    """Take the rows of a table, where they can be those of one."""
    if not rows and not table.sink.problems:
        table.sink.wrong("the file says nothing", Place(table.sink.file, 1, 1))
    elif rows and _separator(rows[0]):
        table.sink.wrong(f"cells are separated by {_separator(rows[0])} here: save the table with commas", rows[0].place)
    elif rows and not table.kind:
        table.sink.wrong(_kindless(path), rows[0].place)
    elif rows:
        _filled(table, rows)


def kind_of(path: Path) -> str:
    """Return the kind of record, or the parts of records, that a file is named after: rounds.csv, or oslo.rounds.csv."""
    word = path.stem.rpartition(".")[2].lower()
    return word if word in records.PARTS else vocabulary.kind_named(word) or ""


def _kindless(path: Path) -> str:
    word = path.stem.rpartition(".")[2]
    near = text.did_you_mean(word, [*vocabulary.PLURALS, *records.PARTS])
    return f"'{word}' is no kind of record{near or ': name the file after one, as in rounds.csv, or give --kind'}"


def _separator(row: Row) -> str:
    """Return what separates the cells of a header in the place of commas, or nothing."""
    alone = row.cells[0].text if len(row.cells) == 1 else ""
    return next((name for sign, name in ((";", "semicolons"), ("\t", "tabs")) if sign in alone), "")


def _filled(table: Table, rows: list[Row]) -> None:
    """Take the header and the rows of a table, and note what is wrong with their form."""
    _Header(table, rows[0]).read()
    table.rows = rows[1:]
    if not table.rows and not table.sink.problems:
        table.sink.wrong("the table has a header and no rows", rows[0].place)
    wrong = [row for row in table.rows if len(row.cells) != table.width]
    for row in wrong:
        _counted(table, row)
    cells = [cell for row in rows for cell in row.cells]
    _foreign(table, [cell for cell in cells if FOREIGN.search(cell.text)])
    for cell in cells:
        if len(cell.text) > csv.LONGEST:
            table.sink.wrong(f"the cell is longer than {csv.LONGEST:,} characters", cell.place)


def _counted(table: Table, row: Row) -> None:
    """Note that a row has more or fewer cells than the header."""
    length = len(row.cells)
    place = row.cells[table.width].place if length > table.width else row.place
    remedy = "put quotation marks around a text that holds a comma" if length > table.width else "leave a cell empty, and keep its comma"
    table.sink.wrong(f"the row has {text.counted(length, 'cell')}, and the header has {table.width}: {remedy}", place)


def _foreign(table: Table, cells: list[Cell]) -> None:
    """Note that a file is not in UTF-8, once for all cells in which that is seen."""
    if cells:
        byte = ord(FOREIGN.findall(cells[0].text)[0]) - 0xDC00
        others = f" (nor is what stands in {text.counted(len(cells) - 1, 'other cell')})" if cells[1:] else ""
        table.sink.wrong(opening.not_utf_8(byte).replace(":", f"{others}:", 1), cells[0].place)


def clean(written: str) -> str:
    """Return the text of a cell as records hold it."""
    return unicodedata.normalize("NFC", csv.unguarded(written.strip())).strip()


class _Header:
    """Reads the first row of a table: which column holds which field."""

    def __init__(self, table: Table, row: Row) -> None:
        self.table = table
        self.plan = table.plan
        self.row = row
        own = () if table.of_parts else OF_SHARED if keys.shared(table.kind) else (*OF_SHARED, "process")
        self.known = [*table.said.model_fields, *own]

    def wrong(self, message: str, place: Place) -> None:
        self.table.sink.wrong(message, place)

    def read(self) -> None:
        """Find the column of each field, and note what is missing or unknown."""
        self.table.width = len(self.row.cells)
        headers = [clean(cell.text) for cell in self.row.cells]
        self.planned()
        for number, (header, cell) in enumerate(zip(headers, self.row.cells, strict=True)):
            if header not in self.plan.ignored:
                self.column(number, header, cell.place)
        for header, name in self.plan.columns.items():
            if header not in headers:
                self.wrong(f"no column '{header}' in {self.table.sink.file}{text.did_you_mean(header, headers)}", name.place)
        self.require()

    def planned(self) -> None:
        """Take the constants and the words of the mapping."""
        for field_, constant in self.plan.constants.items():
            name = self.named(field_, constant.field)
            if name and not self.table.shape(name).several and len(constant.said) != 1:
                self.wrong("one value is wanted here", constant.place)
            elif name:
                self.table.constants[name] = constant
        for field_, words in self.plan.values.items():
            name = self.named(field_, words.field)
            if name:
                self.table.words[name] = words.meaning

    def column(self, number: int, header: str, place: Place) -> None:
        """Take one column."""
        mapped = self.plan.columns.get(header)
        if not header:
            self.wrong("the column has no name: name it, or take it out", place)
        elif self.plan.columns and mapped is None:
            self.wrong(f"the column '{header}' is neither mapped nor ignored: put it into 'columns' or 'ignore'", place)
        else:
            name = self.named(mapped.text, mapped.place) if mapped else self.named(header, place)
            if name in self.table.told:
                self.wrong(f"'{name}' is given twice: leave one out", place)
            if name:
                self.table.columns.setdefault(name, number)

    def named(self, written: str, place: Place) -> str:
        """Return the field that is meant; an unknown one is a problem."""
        name = grammar.RENAMED.get(self.table.kind, {}).get(written, written)
        if name in self.known:
            return name
        into = {"rivals": "readings", "earlier": "readings", **grammar.PARTS_OF.get(self.table.kind, {})}.get(written)
        near = text.did_you_mean(written, self.known) or f": there are {text.listed(sorted({*self.known}))}"
        self.wrong(f"no field '{written}'{f': that has a table of its own, {into}.csv' if into else near}", place)
        return ""

    def require(self) -> None:
        """Note the columns without which no row can be read."""
        for name, shape in shapes.of(self.table.said).items():
            if shape.required and name not in {"id", "process", *self.table.told}:
                self.lacks(name, f"no column '{name}': {_meaning(self.table.said, name)}")
        if not self.table.of_parts:
            self.require_place()

    def require_place(self) -> None:
        """Note the columns without which it is not known where a record stands, and how it is called."""
        told, kind = self.table.told, self.table.kind
        around = [block.gives for block in keys.blocks(kind)]
        if {"id", "key"} <= told:
            self.wrong("give 'id' or 'key', not both", self.row.place)
        if not keys.shared(kind) and kind != "source" and told.isdisjoint({"id", "process", *around}):
            self.lacks("process", f"no column 'process': of which process is each {keys.word(kind)}?")
        if not keys.shared(kind) and not keys.in_process(kind) and told.isdisjoint({"id", *around}):
            self.lacks(around[0], f"no column '{around[0]}': which {text.listed(dict.fromkeys(map(keys.word, around)), 'or')} is each of?")
        if told.isdisjoint({"id", "key", *keys.keyed(kind)}):
            self.lacks("key", f"no column 'key': what is each {keys.word(kind)} to be called?")

    def lacks(self, name: str, message: str) -> None:
        self.table.missing.add(name)
        self.wrong(message, self.row.place)


def _meaning(said: type[Said], name: str) -> str:
    description = (said.model_fields[name].description or "").rstrip(".")
    return description[:1].lower() + description[1:]
