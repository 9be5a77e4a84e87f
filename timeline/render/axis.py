"""A time axis: from which day to which it runs, where a day stands on it, and where its ticks are."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from timeline import dates
from timeline.dates import OPEN_END, OPEN_START, Day
from timeline.document import AxisMark

Unit: TypeAlias = Literal["day", "month", "year"]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_AT_MOST = 45
_MONTHS_AT_MOST = 60
_FIRST_BARE_YEAR, _LAST_BARE_YEAR = 1000, 9999
_STEPS: dict[Unit, tuple[int, ...]] = {"day": (1, 2, 7, 14, 28), "month": (1, 2, 3, 6, 12), "year": (1, 2, 5)}


class Tick(NamedTuple):
    """A place on the axis where a day, month or year begins; `major` where the one above it does too."""

    at: float
    label: str
    major: bool


class Axis(NamedTuple):
    """The first and the last day of an axis, counted as ordinals, and the unit that it is divided into."""

    first: int
    last: int
    unit: Unit

    def begin(self, day: Day) -> float:
        """Return where a day begins, from 0 at the axis's start to 1 at its end."""
        return (dates.to_ordinal(day) - self.first) / (self.last - self.first + 1)

    def end(self, day: Day) -> float:
        """Return where a day ends."""
        return (dates.to_ordinal(day) + 1 - self.first) / (self.last - self.first + 1)

    def ticks(self, most: int) -> list[Tick]:
        """Return ticks at even distances, as close as so many allow."""
        return [self._tick(day, first=number == 0) for number, day in enumerate(self._ticks(most))]

    def ends(self) -> tuple[str, str]:
        """Return what the two ends are called: 'Feb 2022' and 'May 2022', '1 Mar 2022' and '9 Mar 2022'."""
        first, last = (_called(dates.from_ordinal(ordinal), self.unit, whole=True) for ordinal in (self.first, self.last))
        return first, last

    def _ticks(self, most: int) -> list[Day]:
        for step in _steps(self.unit):
            found = list(self._every(step, most))
            if len(found) <= most:
                return found
        return []

    def _every(self, step: int, most: int) -> Iterator[Day]:
        """Yield the days on which a step begins, and one more than are wanted at most."""
        if self.unit == "day":
            start = self.first + (-(self.first - 1) % step if step > 2 else 0)  # whole weeks begin on Mondays
            ordinals = range(start, self.last + 1, step)
            yield from map(dates.from_ordinal, ordinals[: most + 1])
            return
        months = step if self.unit == "month" else step * 12
        number = -(-_month_number(dates.from_ordinal(self.first)) // months) * months
        for month in range(number, number + months * (most + 1), months):
            day = month // 12 * 10000 + (month % 12 + 1) * 100 + 1
            if dates.to_ordinal(day) > self.last:
                return
            yield day

    def _tick(self, day: Day, *, first: bool) -> Tick:
        month = day // 100 % 100
        major = self.unit != "year" and (day % 100 == 1 if self.unit == "day" else month == 1)
        whole = first or (month == 1 and (self.unit == "month" or day % 100 == 1))
        return Tick(self.begin(day), _called(day, self.unit, whole=whole), major)


def _steps(unit: Unit) -> Iterator[int]:
    yield from _STEPS[unit]
    step = 10
    while unit == "year" and step < 10**12:
        yield from (step, step * 2, step * 5)
        step *= 10


def _month_number(day: Day) -> int:
    """Return the number of the month that begins on a day or is the next to begin, counted from year 0."""
    year, rest = divmod(day, 10000)
    return year * 12 + rest // 100 - 1 + (rest % 100 > 1)


def _called(day: Day, unit: Unit, *, whole: bool) -> str:
    year, rest = divmod(day, 10000)
    said = str(year) if year > 0 else f"{1 - year} BC"
    if unit == "year":
        return said
    month = _MONTHS[rest // 100 - 1]
    below = month if unit == "month" else f"{rest % 100} {month}"
    return f"{below} {said}" if whole else below


def said(day: Day) -> str:
    """Return a day in words; far from our time, with the year as people count it."""
    text = dates.iso(day) if _FIRST_BARE_YEAR <= day // 10000 <= _LAST_BARE_YEAR else None
    return dates.say(dates.parse(text)) if text else _called(day, "day", whole=True)


def known(mark: AxisMark) -> tuple[Day, Day] | None:
    """Return the first and last day on record of a mark, an open end left at the other; None where there is neither."""
    days = [day for day in (mark.earliest, mark.latest) if day is not None and OPEN_START < day < OPEN_END]
    return (days[0], days[-1]) if days else None


def around(marks: Iterable[AxisMark]) -> Axis | None:
    """Return the axis that holds all marks, in whole days, months or years; None where no date is on record."""
    spans = [span for span in map(known, marks) if span is not None]
    if not spans:
        return None
    first = min(dates.to_ordinal(span[0]) for span in spans)
    last = max(dates.to_ordinal(span[1]) for span in spans)
    if last - first < _DAYS_AT_MOST:
        return Axis(first - 1, last + 1, "day")
    start, end = dates.from_ordinal(first), dates.from_ordinal(last)
    months = (end // 10000 - start // 10000) * 12 + end // 100 % 100 - start // 100 % 100
    if months <= _MONTHS_AT_MOST:
        beyond = end // 10000 * 12 + end // 100 % 100
        return Axis(_first_of(start // 100 * 100 + 1), _first_of(beyond // 12 * 10000 + (beyond % 12 + 1) * 100 + 1) - 1, "month")
    return Axis(_first_of(start // 10000 * 10000 + 101), _first_of((end // 10000 + 1) * 10000 + 101) - 1, "year")


def _first_of(day: Day) -> int:
    return dates.to_ordinal(day)
