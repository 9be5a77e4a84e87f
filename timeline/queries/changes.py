"""How a position compares with the party's previous one on the same issue: by the coder's word, else by a documented order."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from sqlite3 import Row
from typing import Any, NamedTuple

from timeline import text, vocabulary
from timeline.queries import pieces
from timeline.store.reading import Reader

GIVING = {"no_position": 0, "withdrawn": 0, "acceptance": 1, "concession": 2, "reservation": 2, "willingness": 3}
"""Stances that ask for nothing, by how little they give away."""
ASKING = {"proposal": 4, "demand": 5, "precondition": 6}
"""Stances that ask for something, by how much they insist."""
STRENGTH = {**GIVING, **ASKING, "red_line": 7}
"""All stances but one by how firm they are; a rejection turns down what another asks, and stands on the other side."""
REJECTION = "rejection"
PRIORITY = {"minimum": 1, "primary": 2, "maximal": 3}
"""How much is asked for; a secondary demand is less than these two above the minimum, and not to be compared with it."""
ABOVE_SECONDARY = ("primary", "maximal")
OPPOSITE = {"harder": "softer", "softer": "harder", "same": "same", "reversed": "reversed", None: None}

HISTORY = f"""
SELECT {{of}} AS of, p.id, p.party, p.issue, p.stance, p.priority, p.text, p.change, p.timing, p.sequence, p.round,
    {pieces.own_or_round("p")}, r.earliest AS opens, r.latest AS closes, r.sequence AS turn,
    b.id AS linked, b.stance AS linked_stance, b.priority AS linked_priority, b.text AS linked_text
FROM ({{asked}}) asked
JOIN position p ON p.party = asked.party AND p.issue = asked.issue AND p.process = asked.process
LEFT JOIN round r ON r.id = p.round
LEFT JOIN position b ON b.id = p.supersedes
"""
"""Every position of the parties on the issues asked for: what is told of one depends on those before it."""
IN_ORDER = "p.process, p.party, p.issue"


class Stand(NamedTuple):
    """How a party stands: what a mark is derived from."""

    stance: str | None
    priority: str | None = None
    text: str | None = None


class Mark(NamedTuple):
    """How a position compares with the one before it, and which that is; None where no single one is.

    With `linked`, it is the one of which the coder says that the position takes its place.
    """

    change: str | None
    previous: str | None
    linked: bool = False


UNDECIDED = Mark(None, None)
"""The mark of a position of which it was not yet known what it was about."""


# The rule


def compared(before: Stand, after: Stand, *, linked: bool = False) -> str | None:
    """Return how a party moved from one stand to another; None where the rule does not decide.

    What is turned down is another's, and need not be what the party asked for or gave way in before: so a rejection
    is compared with another stance only where the coder has `linked` the two.
    """
    if before.stance is None or after.stance is None:
        return None
    if before.stance == after.stance:
        return _weighed(before, after)
    if after.stance == REJECTION:
        return _refused(before.stance) if linked else None
    if before.stance == REJECTION:
        return OPPOSITE[_refused(after.stance)] if linked else None
    return _order(STRENGTH[before.stance], STRENGTH[after.stance])


def _refused(before: str) -> str | None:
    """Return how a party moved that now refuses; a red line may have been for something or against it."""
    if before in ASKING:
        return "reversed"
    return "harder" if before in GIVING else None


def _order(before: int, after: int) -> str | None:
    if before == after:
        return None
    return "harder" if after > before else "softer"


def _weighed(before: Stand, after: Stand) -> str | None:
    """Compare two stands of the same stance: by priority where both have one, else they are the same if the words are."""
    weights = {before.priority or "unspecified", after.priority or "unspecified"}
    if len(weights) == 2 and "unspecified" not in weights:
        return _by_priority(before.priority or "", after.priority or "")
    if before.text and after.text and before.text != after.text and text.fold(before.text) != text.fold(after.text):
        return None
    return "same"


def _by_priority(before: str, after: str) -> str | None:
    if "secondary" not in {before, after}:
        return _order(PRIORITY[before], PRIORITY[after])
    if before in ABOVE_SECONDARY or after in ABOVE_SECONDARY:
        return "harder" if before == "secondary" else "softer"
    return None


# The chain


def marks(rows: Iterable[Row]) -> dict[str, Mark]:
    """Return the mark of each position, from rows of the history in its order."""
    found: dict[str, Mark] = {}
    for _, chain in groupby(rows, key=lambda row: (row["of"], row["party"], row["issue"])):
        found.update(_marked({row["id"]: row for row in chain}.values()))
    return found


def _marked(positions: Iterable[Row]) -> Iterator[tuple[str, Mark]]:
    several = list(positions)
    dated = sorted((row for row in several if row["earliest"] is not None), key=when)
    for row in several:
        if row["linked"]:
            linked = Stand(row["linked_stance"], row["linked_priority"], row["linked_text"])
            yield row["id"], Mark(row["change"] or compared(linked, _stand(row), linked=True), row["linked"], linked=True)
    for index, row in enumerate(dated):
        if not row["linked"]:
            yield row["id"], _after(_previous(dated, index), row, alone=len(dated) == len(several))
    for row in several:
        if row["earliest"] is None and not row["linked"]:
            yield row["id"], Mark(row["change"] or ("new" if len(several) == 1 else None), None)


def when(row: Row) -> tuple[Any, ...]:
    """Return the place of a position in time: its date, else its round's; then the order of rounds, and within a round."""
    around = (row["opens"] or row["earliest"], row["closes"] or row["latest"], row["turn"] or 0)
    return (row["earliest"], row["latest"], *around, *turn(row))


def turn(row: Row) -> tuple[int, int]:
    """Return the place of a position within its round: before, at or after it; then its number."""
    return vocabulary.TIMING.position(row["timing"] or "at"), row["sequence"]


def _previous(dated: list[Row], index: int) -> list[Row]:
    """Return the party's latest earlier position, with those said together with it."""
    before = index - 1
    while before >= 0 and _together(dated[before], dated[index]):
        before -= 1
    found = dated[before : before + 1] if before >= 0 else []
    while found and before > 0 and _together(dated[before - 1], found[0]):
        before -= 1
        found.append(dated[before])
    return found


def _together(one: Row, other: Row) -> bool:
    """Tell whether nothing on record says which of two positions came first."""
    if when(one) == when(other):
        return True
    same = all(one[name] == other[name] for name in ("round", "timing", "sequence"))
    return same and one["round"] is not None and one["earliest"] <= other["latest"] and other["earliest"] <= one["latest"]


def follows(one: Row, other: Row) -> bool:
    """Tell whether something on record says that a position came after another of the party on the issue."""
    if one["earliest"] is not None and other["earliest"] is not None:
        return when(one) > when(other) and not _together(one, other)
    return one["round"] is not None and one["round"] == other["round"] and turn(one) > turn(other)


def first(positions: Iterable[Row]) -> list[Row]:
    """Return those of a party's positions on an issue of which nothing on record says that they came after another."""
    several = _at_end(positions, 0)
    return [row for row in several if not any(follows(row, other) for other in several)]


def last(positions: Iterable[Row]) -> list[Row]:
    """Return those of a party's positions on an issue of which nothing on record says that another came after them."""
    several = _at_end(positions, -1)
    return [row for row in several if not any(follows(other, row) for other in several)]


def _at_end(positions: Iterable[Row], end: int) -> list[Row]:
    """Return the first or the last position with a date, with those said together with it, and all without a date."""
    several = list(positions)
    dated = sorted((row for row in several if row["earliest"] is not None), key=when)
    return [row for row in dated if _together(row, dated[end])] + [row for row in several if row["earliest"] is None]


def _after(before: list[Row], row: Row, *, alone: bool) -> Mark:
    if not before:
        return Mark(row["change"] or ("new" if alone else None), None)
    derived = {compared(_stand(found), _stand(row)) for found in before}
    previous = before[0]["id"] if len(before) == 1 else None
    return Mark(row["change"] or (derived.pop() if len(derived) == 1 else None), previous)


def _stand(row: Row) -> Stand:
    return Stand(row["stance"], row["priority"], row["text"])


def one(reader: Reader, handle: str) -> Mark:
    """Return the mark of one position."""
    asked = "SELECT q.process, q.party, q.issue FROM position q WHERE q.id = :handle"
    question = HISTORY.format(of="p.process", asked=asked)
    return marks(reader.rows(f"{question}ORDER BY {IN_ORDER}", {"handle": handle})).get(handle, UNDECIDED)
