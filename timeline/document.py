"""The one shape of every report: what is said about peace talks, before anybody decides how it looks."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeAlias

from timeline.dates import Day

Role = Literal["name", "party", "date", "handle", "good", "bad", "open", "muted", "strong", "quote"]
Item: TypeAlias = dict[str, Any]

# A table that goes on over many items is laid out in pieces, so that a long report does not wait for its end; one under
# a header is not, for each piece would bear the header again.
_ROWS_AT_ONCE = 200


# What a line says


class Span(NamedTuple):
    """A piece of text that plays a part in its line; dates and handles are never broken."""

    text: str
    role: Role


class Marks(NamedTuple):
    """The numbers of the sources that something rests on."""

    numbers: tuple[int, ...] = ()


NOTHING = "."
"""What stands in a cell of a matrix where nothing is on record."""

Run: TypeAlias = str | Span | tuple["Run", ...]
Cell: TypeAlias = Run | Marks


class Numbering:
    """The number of each source in a report, in order of first mention."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        """Begin with no source mentioned."""
        self._numbers: dict[str, int] = {}

    def __call__(self, ids: Iterable[str]) -> Marks:
        """Return the marks of some sources, numbering those that are mentioned for the first time."""
        return Marks(tuple(sorted({self._numbers.setdefault(source, len(self._numbers) + 1) for source in ids})))

    @property
    def order(self) -> list[str]:
        """Return the sources mentioned so far, the first mentioned first."""
        return list(self._numbers)


# What a page is made of


class Notice(NamedTuple):
    """A sentence about the whole report, such as the day whose knowledge it shows."""

    text: str


class Heading(NamedTuple):
    """A title: level 1 and 2 stand apart from what is above them, level 3 does not.

    `anchor` is the handle of the record that it opens, by which links find it.
    """

    level: int
    text: Run
    marks: Marks = Marks()
    anchor: str = ""


class Paragraph(NamedTuple):
    """Prose, with the sources it rests on; its further lines hang further in by so many columns."""

    text: Run
    indent: int = 0
    marks: Marks = Marks()
    hang: int = 0


class Column(NamedTuple):
    """How a column of a table behaves: kept is never wrapped, right is for figures, grow is its share of the room.

    One with `least` stands beside the others only where it has that share of the page, or all the room that it wants.
    """

    name: str
    keep: bool = False
    right: bool = False
    grow: int = 0
    least: float = 0


class Table(NamedTuple):
    """Rows under columns; a row may end in marks beyond its columns.

    Tables that follow each other with the same columns, and no heading of their own, are shown as one.
    `anchors` are the handles of the records that the rows tell, by which links find them: one for each row, or none.
    With `fixed`, the columns beyond so many may go on below where the page is too narrow for all of them: each such
    block begins with the fixed columns, and leaves out the rows that have `NOTHING` in it. What each cell beyond the
    fixed ones rests on is `resting`, so that a row of a block is marked with what it shows.
    With `gathered`, where the cells have no room beside each other, the first stands once above all rows that share it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heading: Run | None = None
    indent: int = 2
    header: bool = False
    anchors: tuple[str, ...] = ()
    fixed: int = 0
    resting: tuple[tuple[Marks, ...], ...] = ()
    gathered: bool = False


class AxisMark(NamedTuple):
    """A record on a time axis: the days it may be of, and the handle that a link to it leads to.

    With `certain`, the date is exact, or lasted from its first day to its last; without, it is some day of those,
    or about then. None means that no date is on record. `said` is what the mark stands for in words, and `lane` the
    row that it belongs to where there are several. A role is what the axis says of it in `roles`.
    """

    label: str
    earliest: Day | None
    latest: Day | None
    certain: bool
    role: Role | None
    target: str
    said: str = ""
    lane: str = ""


class TimeAxis(NamedTuple):
    """Records in time: a figure where figures can be drawn, elsewhere one line of text or nothing."""

    label: str
    marks: tuple[AxisMark, ...]
    roles: tuple[tuple[Role, str], ...] = ()


class Gap(NamedTuple):
    """An empty line; two are shown as one, and none at either end."""


class Sources(NamedTuple):
    """The numbered list of the sources that the marks stand for."""

    entries: Collection[Item]


Block: TypeAlias = Notice | Heading | Paragraph | Table | TimeAxis | Gap | Sources


# The report


def _none() -> tuple[()]:
    return ()


class Document(NamedTuple):
    """A report: items for programs, how to tell each of them to people, and how to put them into flat rows.

    The items are gone through once; `closing` and `sources` are asked for after the last of them.
    `figures` are asked for only by formats that can draw them, and stand behind the opening.
    `raw` names the columns of flat rows that hold checked dates or figures, which need no guard in a spreadsheet; a cell is
    None where no source had told what it holds.
    """

    title: str
    query: dict[str, Any]
    items: Iterable[Item]
    tell: Callable[[Item], Iterable[Block]]
    columns: tuple[str, ...]
    cells: Callable[[Item], Iterable[tuple[str | None, ...]]]
    as_known: str | None = None
    as_recorded: str | None = None
    notices: tuple[str, ...] = ()
    opening: Callable[[], Iterable[Block]] = _none
    figures: Callable[[], Iterable[Block]] = _none
    closing: Callable[[], Iterable[Block]] = _none
    sources: Callable[[], Collection[Item]] = _none
    empty: str = "Nothing on record."
    raw: frozenset[str] = frozenset()


def blocks(document: Document, *, figures: bool = False) -> Iterator[Block]:
    """Return a whole report as people read it: notices, opening, items, closing, sources; with figures if they are wanted."""
    return _joined(_parts(document, figures=figures))


def _parts(document: Document, *, figures: bool) -> Iterator[Block]:
    yield from map(Notice, document.notices)
    yield Gap()
    yield from document.opening()
    if figures:
        yield from document.figures()
    yield from _items(document)
    yield Gap()
    yield from document.closing()
    if sources := document.sources():
        yield Sources(sources)


def _items(document: Document) -> Iterator[Block]:
    items = iter(document.items)
    first = next(items, None)
    if first is None:
        yield Paragraph(document.empty)
    else:
        for item in chain((first,), items):
            yield from document.tell(item)


def _joined(parts: Iterable[Block]) -> Iterator[Block]:
    held: list[Table] = []
    for part in parts:
        if held and not _continues(part, held):
            yield _one(held)
            held = []
        if isinstance(part, Table):
            held.append(part)
        else:
            yield part
    if held:
        yield _one(held)


def _one(tables: list[Table]) -> Table:
    rows = tuple(chain.from_iterable(table.rows for table in tables))
    anchors = tuple(chain.from_iterable(table.anchors for table in tables))
    return tables[0]._replace(rows=rows, anchors=anchors)


def _continues(part: Block, held: list[Table]) -> bool:
    above = held[0]
    return (
        isinstance(part, Table)
        and part.heading is None
        and not part.fixed
        and part.columns == above.columns
        and (part.indent, part.header, bool(part.anchors)) == (above.indent, above.header, bool(above.anchors))
        and (above.header or sum(len(table.rows) for table in held) < _ROWS_AT_ONCE)
    )


def citation(source: Item) -> Run:
    """Return a source as a reader cites it: 'Statecraft, 4 March 2022, "Ukraine, Russia Set Up …"'."""
    title = source.get("title")
    when = said(source.get("published"))
    parts: list[Run] = [
        source.get("publisher") or "",
        Span(when, "date") if when else "",
        f'"{title}"' if title else "",
    ]
    present = [part for part in parts if part]
    if not present:
        return str(source.get("id") or "")
    return tuple(piece for part in present for piece in (", ", part))[1:]


def _has_address(source: Item) -> bool:
    return bool(source.get("address"))


def citations(several: Collection[Item], *, addressed: Callable[[Item], bool] = _has_address) -> Iterator[tuple[Item, Run]]:
    """Yield sources with how a reader cites them; those that would read alike end in their handles.

    An address tells a source apart too, where it is shown beside the citation: `addressed` says of a source whether it is.
    They are gone through twice, and of each no more is held than what tells it from the others.
    """

    def told_apart(source: Item) -> int:
        return hash((_words(citation(source)), (source.get("address") or "") if addressed(source) else ""))

    alike = Counter(map(told_apart, several))
    for source in several:
        cited = citation(source)
        yield source, (cited, ", ", Span(source["id"], "handle")) if alike[told_apart(source)] > 1 else cited


def _words(run: Run) -> str:
    if isinstance(run, Span):
        return run.text
    return run if isinstance(run, str) else "".join(map(_words, run))


def said(date: str | dict[str, Any] | None) -> str:
    """Return a date in words, given as EDTF or as reports carry dates; as it stands where it is no date."""
    edtf = date.get("edtf") if isinstance(date, dict) else date
    if not edtf:
        return ""
    from timeline import dates

    try:
        return dates.say(dates.parse(edtf))
    except dates.DateError:
        return str(edtf)
