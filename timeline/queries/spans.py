"""How long rounds lasted and how long was between them: from the least to the most days that their dates allow."""

from itertools import pairwise
from statistics import median
from typing import NamedTuple

from timeline import dates
from timeline.dates import OPEN_END, OPEN_START, Day

Days = tuple[int, int]
"""The least and the most days that something took."""


class Span(NamedTuple):
    """The days on which something may have begun, first and last, and those on which it may have ended."""

    begun: tuple[Day, Day]
    ended: tuple[Day, Day]
    exact: bool
    """False where the date is about or perhaps, so that its days may be others."""


class Gaps(NamedTuple):
    """The time between rounds: each figure as the least and the most days that the dates allow."""

    median: tuple[float, float]
    longest: Days
    between: tuple[str, str]
    sure: bool
    """False where another gap may be the longest."""
    exact: bool
    """False where a date is about or perhaps."""


def span(edtf: str) -> Span:
    """Return when something of a date began and ended; a date without two ends may be any of its days."""
    date = dates.parse(edtf)
    exact = not (date.approximate or date.uncertain)
    first, last = _ends(edtf)
    if first == last:
        whole = (date.earliest, date.latest)
        return Span(whole, whole, exact)
    return Span(_bounds(first, OPEN_START), _bounds(last, OPEN_END), exact)


def _ends(edtf: str) -> tuple[str, str]:
    """Return the two ends of what lasted, or twice the same where nothing says that it did."""
    if edtf.startswith("{"):
        listed = edtf.strip("{}").split(",")
        return listed[0].partition("..")[0].strip(), listed[-1].rpartition("..")[2].strip()
    first, _, last = edtf.partition("/")
    return (first, last) if "/" in edtf else (edtf, edtf)


def _bounds(end: str, unknown: Day) -> tuple[Day, Day]:
    if end in {"", ".."}:
        return unknown, unknown
    date = dates.parse(end)
    return date.earliest, date.latest


def reached(edtf: str) -> tuple[str, tuple[Day, Day]]:
    """Return how far a date certainly came, in EDTF and in days: to its end, or to its beginning where it has not ended."""
    first, last = _ends(edtf)
    ended = span(edtf).ended
    end = last if ended[0] < OPEN_END else first
    days = _bounds(end, OPEN_START)
    return end, days


def between(before: Span, after: Span) -> Days | None:
    """Return the days from the end of one to the beginning of another, 0 where they overlap; None where an end is not known."""
    return _days(before.ended, after.begun)


def _days(first: tuple[Day, Day], last: tuple[Day, Day]) -> Days | None:
    if not all(OPEN_START < day < OPEN_END for day in (*first, *last)):
        return None
    return max(0, dates.days_between(first[1], last[0])), max(0, dates.days_between(first[0], last[1]))


def whole(several: list[Span]) -> Days | None:
    """Return the days from the beginning of the first to the end of the last; None where either is not known."""
    if not several:
        return None
    begun = min(one.begun[0] for one in several), min(one.begun[1] for one in several)
    ended = max(one.ended[0] for one in several), max(one.ended[1] for one in several)
    return _days(begun, ended)


def gaps(several: list[tuple[str, Span]]) -> Gaps | None:
    """Return the time between records in order, each given with its handle; None where none is known."""
    known = [
        (days, (earlier, later), before.exact and after.exact)
        for (earlier, before), (later, after) in pairwise(several)
        if (days := between(before, after)) is not None
    ]
    if not known:
        return None
    longest = max(known, key=lambda gap: gap[0])
    most = max(days[1] for days, _, _ in known)
    sure = sum(days[1] >= longest[0][0] for days, _, _ in known) == 1
    middle = (_figure(median(days[0] for days, _, _ in known)), _figure(median(days[1] for days, _, _ in known)))
    return Gaps(middle, (longest[0][0], most), longest[1], sure, all(exact for _, _, exact in known))


def _figure(value: float) -> float:
    return int(value) if value == int(value) else value
