"""A time axis in one line of text: `Feb 2022 ├1──2─3·4────5─────┤ May 2022`."""

from collections.abc import Iterable
from typing import NamedTuple

from timeline import text
from timeline.document import AxisMark, Role, TimeAxis
from timeline.render import axis
from timeline.render.axis import Axis

UNWRAPPED = 80
"""How many columns a strip takes where lines are as wide as they are."""

DRAWN = "├─┤·"
"""The signs that a strip is drawn with."""

_PLAIN = str.maketrans(DRAWN, "|-|.")
_SEVERAL = "+"
_UNNAMED = "·"
_UNSURE = "?"
_MEANINGS = ((_SEVERAL, "several close together"), (_UNNAMED, "one without a number"), (_UNSURE, "date not certain"))
_LONGEST = 3
_SHORTEST = 8


class Piece(NamedTuple):
    """A piece of the line, with the part it plays in it."""

    text: str
    role: Role | None


class _Placed(NamedTuple):
    cell: int
    piece: Piece

    @property
    def end(self) -> int:
        return self.cell + text.width(self.piece.text)


def strip(of: TimeAxis, columns: int | None, *, ascii: bool = False) -> list[Piece]:  # noqa: A002  # the word for it
    """Return a time axis as the pieces of one line; nothing where no date is on record or there is no room.

    A mark bears its label, or a point where that is long; '?' is behind one whose date is not certain, and '+' stands
    for several that are too near each other to be told apart.
    """
    along = axis.around(of.marks)
    if along is None:
        return []
    room = UNWRAPPED if columns is None else columns
    first, last = along.ends()
    cells = room - len(first) - len(last) - 4
    if cells < _SHORTEST:
        first, last, cells = "", "", room - 2
    if cells < _SHORTEST:
        return []
    drawn = _drawn(_placed(of.marks, along, cells), cells)
    line = [Piece(f"{first} ".lstrip(), "date"), Piece("├", "muted"), *drawn, Piece("┤", "muted"), Piece(f" {last}".rstrip(), "date")]
    return [Piece(piece.text.translate(_PLAIN), piece.role) if ascii else piece for piece in line if piece.text]


def key(line: Iterable[Piece], *, ascii: bool = False) -> str:  # noqa: A002  # as above
    """Return what the signs in a strip stand for, as far as it has them: '+ several close together; ? date not certain'."""
    drawn = "".join(piece.text for piece in line)
    signs = ((sign.translate(_PLAIN) if ascii else sign, meaning) for sign, meaning in _MEANINGS)
    return "; ".join(f"{sign} {meaning}" for sign, meaning in signs if sign in drawn)


def _placed(marks: Iterable[AxisMark], along: Axis, cells: int) -> list[_Placed]:
    """Return the marks by place, those that would overlap or read as one number drawn together."""
    wanted = sorted((_cell(mark, along, cells), number, mark) for number, mark in enumerate(marks) if axis.known(mark) is not None)
    placed: list[_Placed] = []
    for cell, _, mark in wanted:
        label = _label(mark)
        start = min(cell, cells - text.width(label))
        if placed and start <= placed[-1].end and _runs_on(placed[-1].piece.text, label):
            start = placed[-1].end + 1 if start == placed[-1].end else start
        if placed and (start < placed[-1].end or start + text.width(label) > cells):
            placed[-1] = _Placed(placed[-1].cell, Piece(_SEVERAL, "strong"))
        else:
            placed.append(_Placed(start, Piece(label, mark.role or "strong")))
    return placed


def _cell(mark: AxisMark, along: Axis, cells: int) -> int:
    first, last = axis.known(mark) or (0, 0)
    middle = along.begin(first) if mark.certain else (along.begin(first) + along.end(last)) / 2
    return min(int(middle * cells), cells - 1)


def _label(mark: AxisMark) -> str:
    label = text.shown(mark.label)
    known = label if 0 < text.width(label) <= _LONGEST else _UNNAMED
    return known if mark.certain else f"{known}{_UNSURE}"


def _runs_on(before: str, after: str) -> bool:
    """Tell whether two labels side by side would read as one."""
    return before[-1:].isalnum() and after[:1].isalnum()


def _drawn(placed: Iterable[_Placed], cells: int) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for mark in placed:
        pieces += [Piece("─" * (mark.cell - end), "muted"), mark.piece]
        end = mark.end
    return [piece for piece in [*pieces, Piece("─" * (cells - end), "muted")] if piece.text]
