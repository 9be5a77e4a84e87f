"""A report as one page of HTML that needs nothing else: no script, no network, and no value that could act as markup."""

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from timeline import __version__, dates, text
from timeline.dates import DateError
from timeline.document import (
    Block,
    Cell,
    Document,
    Gap,
    Heading,
    Item,
    Marks,
    Notice,
    Paragraph,
    Run,
    Sources,
    Span,
    Table,
    TimeAxis,
    citations,
)
from timeline.document import blocks as blocks_of
from timeline.render import links
from timeline.render.figure import figure

POLICY = "default-src 'none'; style-src 'sha256-{hash}'; img-src 'none'; base-uri 'none'; form-action 'none'"
"""What the page may load, which is nothing, and the one style sheet that it holds."""

_SHOWN_RETURNS = 8
_BETWEEN = " · "
_DEEPEST = 6
_WEEKDAY = re.compile(r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day ")
_OWN = {"main", "sources", "axis"}


def render(document: Document, columns: int | None = None, *, ascii: bool = False) -> Iterator[str]:  # noqa: A002, ARG001  # no width
    """Return the page piece by piece; in ASCII, all other characters stand by their number."""
    page = Page(document)
    for piece in page.pieces():
        yield piece.encode("ascii", "xmlcharrefreplace").decode() if ascii else piece


class Page:
    """One page being written: what its links lead to, and how deep its headings are."""

    def __init__(self, document: Document) -> None:
        """Take the report."""
        self.document = document
        self.anchors = Anchors()
        self.levels: list[int] = []
        self.above: str = document.title
        self.cited: dict[int, int] = {}
        self.axes = 0
        self.regions: dict[str, int] = {}

    def pieces(self) -> Iterator[str]:
        """Return the page from its head to its foot."""
        page = _template("page")
        title = text.shown(self.document.title)
        asked = [(text.shown(name), pieces(value)) for name, value in _asked(self.document.query)]
        yield str(page.head(title=title, pieces=pieces(self.document.title), asked=asked, policy=_policy(), style=_style()))
        for block in blocks_of(self.document, figures=True):
            yield self.block(block)
        yield str(page.foot(version=__version__))

    def block(self, block: Block) -> str:
        """Return one block."""
        match block:
            case Table():
                return self.table(block)
            case Paragraph():
                empty = block.text == self.document.empty
                return _made("paragraph", pieces=pieces(block.text), marks=self.marks(block.marks), aside=block.indent > 0, empty=empty)
            case Heading():
                return self.heading(block)
            case Notice():
                return _made("notice", pieces=pieces(block.text))
            case TimeAxis():
                return self.axis(block)
            case Sources():
                return self.sources(block)
            case Gap():
                return ""

    def heading(self, block: Heading) -> str:
        """Return a heading, one level at most below the one above it."""
        while self.levels and self.levels[-1] >= block.level:
            self.levels.pop()
        self.levels.append(block.level)
        self.above = _plain(block.text)
        lead, rest, handle = _parted(pieces(block.text))
        return _made(
            "heading", level=min(len(self.levels) + 1, _DEEPEST), id=self.anchors.opened(block.anchor), lead=lead, rest=rest, handle=handle,
            marks=self.marks(block.marks),
        )  # fmt: skip

    def table(self, block: Table) -> str:
        """Return a table, without the columns that are empty in every row."""
        filled = _filled(block)
        if not block.rows:
            return ""
        heads = [Head(pieces(column.name), column.keep, column.right) for column in map(block.columns.__getitem__, filled)]
        rows = [self.row(row, filled, anchor) for row, anchor in zip(block.rows, block.anchors or [""] * len(block.rows), strict=True)]
        caption = pieces(block.heading) if block.heading is not None else []
        label = "".join(piece.text for piece in caption) or text.shown(self.above)
        return _made(
            "table", heads=heads, rows=_grouped(rows), caption=caption, label=label, header=block.header,
            region=self.region(f"{label}: table") if block.header else "", level=min(len(self.levels) + 2, _DEEPEST),
            noted=any(row.marks is not None for row in rows),
        )  # fmt: skip

    def row(self, row: tuple[Cell, ...], filled: list[int], anchor: str) -> "Row":
        """Return a row with its anchor and its marks."""
        noted = row[-1] if row and isinstance(row[-1], Marks) else None
        cells = row if noted is None else row[:-1]
        shown = [self.cell(cells[index]) if index < len(cells) else [] for index in filled]
        return Row(self.anchors.opened(anchor), shown, None if noted is None else self.marks(noted))

    def cell(self, cell: Cell) -> "list[Piece] | list[Mark]":
        """Return the pieces, or the marks, that a cell holds."""
        return self.marks(cell) if isinstance(cell, Marks) else pieces(cell)

    def marks(self, marks: Marks) -> "list[Mark]":
        """Return marks, each with an id of its own as long as the source leads back to it."""
        return [self.mark(number) for number in marks.numbers]

    def mark(self, number: int) -> "Mark":
        """Return one mark."""
        time = self.cited[number] = self.cited.get(number, 0) + 1
        return Mark(number, f"cited.{number}.{time}" if time <= _SHOWN_RETURNS else "")

    def axis(self, block: TimeAxis) -> str:
        """Return a time axis as a figure."""
        drawn = figure(block)
        if drawn is None:
            return ""
        self.axes += 1
        return _made("axis", figure=drawn, number=self.axes, id=self.anchors.of, region=self.region(f"{drawn.label}: figure"))

    def region(self, name: str) -> str:
        """Return the name of a region that scrolls, which no other has."""
        time = self.regions[name] = self.regions.get(name, 0) + 1
        return name if time == 1 else f"{name} {time}"

    def sources(self, block: Sources) -> str:
        """Return the list of sources, with the way back to where each is cited."""
        entries = [self.source(number, source, run) for number, (source, run) in enumerate(citations(block.entries), 1)]
        return _made("sources", entries=entries)

    def source(self, number: int, source: Item, cited: Run) -> "Entry":
        """Return a source with its links."""
        times = self.cited.get(number, 0)
        returns = [f"cited.{number}.{time}" for time in range(1, min(times, _SHOWN_RETURNS) + 1)]
        address, archive = source.get("address") or "", source.get("archive") or ""
        return Entry(number, pieces(cited), links.safe(address), text.shown(address), links.safe(archive), returns, times - len(returns))


class Mark(NamedTuple):
    """The number of a source where it is cited, and the id of that place."""

    number: int
    id: str


class Entry(NamedTuple):
    """A source in the list: its citation, its addresses, and the places that cite it."""

    number: int
    citation: "list[Piece]"
    address: str
    shown: str
    archive: str
    returns: list[str]
    more: int


# Text


class Piece(NamedTuple):
    """A piece of text: the part that it plays, the day that it names, and whether it is to be kept apart from its neighbours."""

    text: str
    role: str = ""
    day: str = ""
    apart: bool = False


def pieces(run: Run) -> list[Piece]:
    """Return a run as pieces that are fit to be shown."""
    if isinstance(run, tuple) and not isinstance(run, Span):
        return [piece for part in run for piece in pieces(part)]
    said, role = (run.text, run.role) if isinstance(run, Span) else (run, "")
    shown = text.shown(said)
    if not shown:
        return []
    return [Piece(shown, role, _day(said) if role == "date" else "", role in {"name", "party", "handle"} or _right_to_left(shown))]


def _plain(run: Run) -> str:
    return "".join(piece.text for piece in pieces(run))


def _right_to_left(value: str) -> bool:
    return not value.isascii() and any(unicodedata.bidirectional(character) in {"R", "AL"} for character in value)


def _day(said: str) -> str:
    """Return a full day, said in words, as the machine reads it; nothing for any other date."""
    try:
        date = dates.read(_WEEKDAY.sub("", said))
    except DateError:
        return ""
    return date.edtf if re.fullmatch(r"(?!0000)\d{4}-\d\d-\d\d", date.edtf) else ""


def _parted(found: list[Piece]) -> tuple[list[Piece], list[list[Piece]], Piece | None]:
    """Return what a heading leads with, the parts that follow it, and the handle it ends in."""
    parts: list[list[Piece]] = [[]]
    for piece in found:
        first, *others = piece.text.split(_BETWEEN)
        parts[-1] += [piece._replace(text=first)] if first else []
        parts += [[piece._replace(text=other)] if other else [] for other in others]
    lead, *rest = [part for part in parts if part] or [[]]
    handle = rest.pop()[0] if rest and len(rest[-1]) == 1 and rest[-1][0].role == "handle" else None
    return lead, rest, handle


def _asked(query: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what the question was narrowed to, in words."""
    for name, value in query.items():
        if isinstance(value, list | tuple) and value:
            yield name, ", ".join(map(str, value))
        elif value is True:
            yield name, "yes"
        elif value not in (None, "", False) and not isinstance(value, list | tuple | dict):
            yield name.replace("_", " "), str(value)


# Tables


class Head(NamedTuple):
    """The head of a column, and how what is below it behaves."""

    pieces: list[Piece]
    keep: bool
    right: bool


class Row(NamedTuple):
    """A row: its first cell spans so many rows, or is part of the one above it where that is 0."""

    id: str
    cells: list[Any]
    marks: list[Mark] | None
    spans: int = 1


def _filled(block: Table) -> list[int]:
    return [index for index in range(len(block.columns)) if any(index < len(row) and _says(row[index]) for row in block.rows)]


def _says(cell: Cell) -> bool:
    return bool(cell.numbers) if isinstance(cell, Marks) else bool(_plain(cell))


def _grouped(rows: list[Row]) -> list[Row]:
    """Return rows in which a first cell spans those after it that have none of their own."""
    grouped: list[Row] = []
    head = -1
    for row in rows:
        if row.cells and not row.cells[0] and head >= 0:
            grouped[head] = grouped[head]._replace(spans=grouped[head].spans + 1)
            grouped.append(row._replace(spans=0))
        else:
            head = len(grouped) if row.cells and row.cells[0] else -1
            grouped.append(row)
    return grouped


# Links


class Anchors:
    """The id of each record that the page tells or leads to: its handle, with dashes for what an id cannot hold."""

    def __init__(self) -> None:
        """Begin with the page's own."""
        self._ids: dict[str, str] = {}
        self._taken = set(_OWN)
        self._open: set[str] = set()

    def of(self, handle: str) -> str:
        """Return the id of a record."""
        if handle not in self._ids:
            plain = re.sub(r"[^A-Za-z0-9_-]", "-", handle) or "-"
            wanted, number = plain, 1
            while wanted in self._taken:
                number += 1
                wanted = f"{plain}-{number}"
            self._taken.add(wanted)
            self._ids[handle] = wanted
        return self._ids[handle]

    def opened(self, handle: str) -> str:
        """Return the id for the place where a record is told; nothing the second time, for an id stands once."""
        if not handle or handle in self._open:
            return ""
        self._open.add(handle)
        return self.of(handle)


# Templates


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("timeline.render"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _template(name: str) -> Any:
    return _environment().get_template(f"{name}.html.j2").module


def _made(name: str, **given: Any) -> str:
    return str(getattr(_template("blocks"), name)(**given))


@cache
def _style() -> str:
    return files("timeline.render").joinpath("templates", "page.css").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    return POLICY.format(hash=base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode())
