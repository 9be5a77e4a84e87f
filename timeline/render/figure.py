"""Where everything stands in the figure of a time axis: geometry alone, drawn by a template."""

from collections.abc import Iterable
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from timeline import text
from timeline.document import AxisMark, Role, TimeAxis
from timeline.render import axis
from timeline.render.axis import Axis

Sign: TypeAlias = Literal["day", "vague-day", "lasted", "vague", "several"]

WIDTH = 880
"""The width of the figure in its own units, which are pixels where there is room for it."""

_MARGIN = 26
_TICKS = 9
_LETTER = 7.4
_TICK_LETTER = 6.2
_TALLEST = 4
_HEAD = 26
_ROW = 34
_BARE_ROW = 15
_FOOT = 30
_DOT = 10
_PILL = 28
_APART = 3

_SAID: dict[str, str] = {
    "day": "on this day",
    "vague-day": "about this day: the date is not certain",
    "lasted": "from the first day to the last",
    "vague": "at some time within: the date is not exact",
    "open": "no end, or no beginning, is known",
    "several": "so many, too near each other to be drawn apart; leads to the first",
}


class Shape(NamedTuple):
    """A mark with its place: `x` and `width` of the sign, the label above it, and where it leads."""

    sign: Sign
    x: float
    y: float
    width: float
    label: str
    label_x: float
    said: str
    target: str
    role: Role | None
    open_start: bool = False
    open_end: bool = False


class Lane(NamedTuple):
    """A row of marks under its name."""

    name: str
    y: float
    shapes: tuple[Shape, ...]


class Line(NamedTuple):
    """A tick: a line across all lanes, and its label below them where there is room for it."""

    x: float
    label: str
    anchor: str
    major: bool


class Key(NamedTuple):
    """A sign of the legend with its meaning in words."""

    sign: str
    meaning: str


class Figure(NamedTuple):
    """A time axis ready to be drawn."""

    label: str
    said: str
    width: float
    height: float
    foot: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Line, ...]
    keys: tuple[Key, ...]


def figure(of: TimeAxis) -> Figure | None:
    """Return the figure of a time axis; None where no date is on record."""
    along = axis.around(of.marks)
    if along is None:
        return None
    dated = [mark for mark in of.marks if axis.known(mark) is not None]
    order = {name: number for number, name in enumerate(dict.fromkeys(mark.lane for mark in dated))}
    by_lane = groupby(sorted(dated, key=lambda mark: order[mark.lane]), key=lambda mark: mark.lane)
    lanes: list[Lane] = []
    top = 0.0
    for name, marks in by_lane:
        lane, top = _lane(name, _placed(marks, along), top)
        lanes.append(lane)
    said = _said(dated, len(of.marks) - len(dated))
    return Figure(of.label, said, WIDTH, top + _FOOT, top, tuple(lanes), _lines(along), tuple(_keys(lanes, of)))


def _said(dated: list[AxisMark], undated: int) -> str:
    days = [day for mark in dated for day in axis.known(mark) or ()]
    first, last = axis.said(min(days)), axis.said(max(days))
    span = f"from {first} to {last}" if first != last else f"on {first}"
    left_out = f" {undated} without a date {'is' if undated == 1 else 'are'} not drawn." if undated else ""
    return f"{text.counted(len(dated), 'record')}, {span}. Each mark leads to what is told below.{left_out}"


# Marks in their places


class _Mark(NamedTuple):
    """A mark with the room that it takes from left to right, its label included."""

    mark: AxisMark
    x: float
    width: float
    left: float
    right: float
    number: int = 1


def _placed(marks: Iterable[AxisMark], along: Axis) -> list[_Mark]:
    placed = sorted((_place(mark, along) for mark in marks), key=lambda found: (found.x, found.width))
    return _merged(placed)


def _place(mark: AxisMark, along: Axis) -> _Mark:
    first, last = axis.known(mark) or (0, 0)
    start, end = _across(along.begin(first)), _across(along.end(last))
    if first == last:
        start = end = (start + end) / 2
    if end - start < _DOT:
        start, end = (start + end - _DOT) / 2, (start + end + _DOT) / 2
    return _with_label(mark, start, end - start)


def _with_label(mark: AxisMark, x: float, width: float, number: int = 1) -> _Mark:
    room = max(width, text.width(_label(mark, number)) * _LETTER)
    left = min(max(x + width / 2 - room / 2, 0), WIDTH - room)
    return _Mark(mark, x, width, min(left, x), max(left + room, x + width), number)


def _across(place: float) -> float:
    return _MARGIN + place * (WIDTH - 2 * _MARGIN)


def _label(mark: AxisMark, number: int = 1) -> str:
    return text.shown(mark.label) if number == 1 else f"×{number}"


def _merged(placed: list[_Mark]) -> list[_Mark]:
    """Return marks with those that stand on one spot as one, where they are more than can be stacked."""
    merged: list[_Mark] = []
    group: list[_Mark] = []
    for found in [*placed, None]:
        if found is not None and group and found.x - group[0].x < _DOT and found.width <= _DOT:
            group.append(found)
            continue
        merged += [_several(group)] if len(group) > _TALLEST else group
        group = [found] if found is not None else []
    return merged


def _several(group: list[_Mark]) -> _Mark:
    start, end = group[0].x, max(found.x + found.width for found in group)
    width = max(end - start, _PILL)
    x = min(max((start + end - width) / 2, 0), WIDTH - width)
    return _Mark(group[0].mark, x, width, x, x + width, sum(found.number for found in group))


def _lane(name: str, placed: list[_Mark], top: float) -> tuple[Lane, float]:
    """Return a lane, and where the next one begins."""
    rows = _rows(placed)
    height = _ROW if any(found.mark.label or found.number > 1 for found in placed) else _BARE_ROW
    begin = top + (_HEAD if name else 10)
    shapes = [_shape(found, begin + height * (len(rows) - number) - 7) for number, row in enumerate(rows) for found in row]
    shapes.sort(key=lambda shape: (shape.x, shape.y))
    return Lane(_fitting(name), top + 18, tuple(shapes)), begin + height * len(rows) + 8


def _rows(placed: list[_Mark]) -> list[list[_Mark]]:
    """Return marks in as few rows as hold them without touching.

    What would need one row too many goes without its label, and where that does not help joins what it touches.
    """
    rows: list[list[_Mark]] = []
    for found in sorted(placed, key=lambda one: (one.left, one.right)):
        if _put(found, rows):
            continue
        if len(rows) < _TALLEST:
            rows.append([found])
        elif not _put(_bare(found), rows):
            row = min(rows, key=lambda one: one[-1].right)
            row[-1] = _several([row[-1], found])
    return rows


def _put(found: _Mark, rows: list[list[_Mark]]) -> bool:
    free = next((row for row in rows if row[-1].right + _APART <= found.left), None)
    if free is not None:
        free.append(found)
    return free is not None


def _bare(found: _Mark) -> _Mark:
    mark = found.mark._replace(label="", said=found.mark.said or found.mark.label)
    return found._replace(mark=mark, left=found.x, right=found.x + found.width)


def _shape(found: _Mark, y: float) -> Shape:
    mark, number = found.mark, found.number
    centre = (found.left + found.right) / 2 if mark.label else found.x + found.width / 2
    said = mark.said or mark.label
    return Shape(
        sign="several" if number > 1 else _sign(mark),
        x=_rounded(found.x),
        y=_rounded(y),
        width=_rounded(found.width),
        label=_label(mark, number),
        label_x=_rounded(found.x + found.width / 2 if number > 1 else centre),
        said=text.shown(said if number == 1 else f"{number} records, the first of them: {said}"),
        target=mark.target,
        role=mark.role if number == 1 else None,
        open_start=number == 1 and mark.earliest != (axis.known(mark) or (0, 0))[0],
        open_end=number == 1 and mark.latest != (axis.known(mark) or (0, 0))[1],
    )


def _sign(mark: AxisMark) -> Sign:
    first, last = axis.known(mark) or (0, 0)
    if first == last:
        return "day" if mark.certain else "vague-day"
    return "lasted" if mark.certain else "vague"


def _rounded(value: float) -> float:
    return round(value, 1)


def _fitting(name: str) -> str:
    shown = text.shown(name)
    lines = text.wrap(shown, int((WIDTH - 2 * _MARGIN) / _LETTER))
    return shown if len(lines) == 1 else f"{lines[0]} …"


# Ticks and legend


def _lines(along: Axis) -> tuple[Line, ...]:
    lines: list[Line] = []
    free = 0.0
    for tick in along.ticks(_TICKS):
        x, room = _across(tick.at), len(tick.label) * _TICK_LETTER
        anchor = "start" if x - room / 2 < 0 else "end" if x + room / 2 > WIDTH else "middle"
        left = {"start": x, "end": x - room, "middle": x - room / 2}[anchor]
        lines.append(Line(_rounded(x), tick.label if left >= free else "", anchor, tick.major))
        free = left + room + 6 if left >= free else free
    return tuple(lines)


def _keys(lanes: list[Lane], of: TimeAxis) -> Iterable[Key]:
    shapes = [shape for lane in lanes for shape in lane.shapes]
    present: set[str] = {shape.sign for shape in shapes}
    if any(shape.open_start or shape.open_end for shape in shapes):
        present.add("open")
    yield from (Key(sign, meaning) for sign, meaning in _SAID.items() if sign in present)
    roles = {shape.role for shape in shapes}
    yield from (Key(role, meaning) for role, meaning in of.roles if role in roles)
