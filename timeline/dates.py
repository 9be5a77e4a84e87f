"""Dates as the records give them: calendar text with its bounds, never an instant.

Every date is text of the Extended Date/Time Format (EDTF, ISO 8601-2:2019) in the proleptic
Gregorian calendar. Year 0000 is 1 BC. What the standard leaves open is decided here:

- Seasons 21 to 24 and 25 to 28 have the bounds of the northern meteorological seasons: spring is
  March to May, summer June to August, autumn September to November, and winter December to
  February of the following year. 29 to 32 are the southern ones: spring is September to November,
  and summer December to February of the following year.
- 33 to 36 are quarters, 37 to 39 thirds and 40 to 41 halves of the calendar year.
- A qualifier (`?`, `~`, `%`) never widens the bounds: `1993~` has those of 1993.
- A time may stop at its minutes (`2022-03-03T15:00`), since sources seldom give seconds; its
  bounds are the calendar day written, whatever the zone.
- Years reach from -99999999999 to 99999999999.
"""

import functools
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Final, NoReturn

__all__ = [
    "MAX_LENGTH",
    "OPEN_END",
    "OPEN_START",
    "PRECISIONS",
    "Date",
    "DateError",
    "Day",
    "add_days",
    "bounds",
    "brief",
    "days_between",
    "from_ordinal",
    "iso",
    "parse",
    "read",
    "say",
    "to_ordinal",
    "weekday",
]

Day = int
"""A calendar day as year * 10000 + month * 100 + day of the month; days sort in time order."""

OPEN_START: Final[Day] = -(10**15)
"""The start of a date whose start is open or unknown; before every day."""

OPEN_END: Final[Day] = 10**15
"""The end of a date whose end is open or unknown; after every day."""

MAX_LENGTH: Final = 200
"""The most characters that a date may have."""

PRECISIONS: Final[dict[str, str]] = {
    "time": "a time of day on one day",
    "day": "one day",
    "days": "several days, or one of several",
    "month": "one month, or an unknown day in it",
    "months": "several months, or one of several",
    "season": "one season of a year",
    "year": "one year, or an unknown day or month in it",
    "years": "several years, or one of several",
    "decade": "ten years that share all digits but the last",
    "century": "a hundred years that share all digits but the last two",
    "open": "a start or an end is open or unknown",
}
"""Each precision that a date can have, with its meaning."""

_YEAR_LIMIT: Final = 99_999_999_999
_LAST_PLAIN_YEAR: Final = 9999
_FIRST_BARE_YEAR: Final = 1000
_MONTHS_IN_YEAR: Final = 12
_FEBRUARY: Final = 2
_YEAR_DIGITS: Final = 4
_SHORT_DIGITS: Final = 2
_WEEKS: Final = 53
_LENGTHS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE: Final = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
# What each sub-year grouping is called, its first month and how many months it holds.
_GROUPINGS: Final[dict[int, tuple[str, int, int]]] = {
    21: ("spring", 3, 3),
    22: ("summer", 6, 3),
    23: ("autumn", 9, 3),
    24: ("winter", 12, 3),
    25: ("spring (northern hemisphere)", 3, 3),
    26: ("summer (northern hemisphere)", 6, 3),
    27: ("autumn (northern hemisphere)", 9, 3),
    28: ("winter (northern hemisphere)", 12, 3),
    29: ("spring (southern hemisphere)", 9, 3),
    30: ("summer (southern hemisphere)", 12, 3),
    31: ("autumn (southern hemisphere)", 3, 3),
    32: ("winter (southern hemisphere)", 6, 3),
    33: ("first quarter", 1, 3),
    34: ("second quarter", 4, 3),
    35: ("third quarter", 7, 3),
    36: ("fourth quarter", 10, 3),
    37: ("first third", 1, 4),
    38: ("second third", 5, 4),
    39: ("last third", 9, 4),
    40: ("first half", 1, 6),
    41: ("second half", 7, 6),
}
_FIRST_GROUPING: Final = 21
_LAST_SEASON: Final = 32
_SHOWN: Final = 60


class DateError(ValueError):
    """A text that is not a date, with what is wrong and what to do about it.

    `text` is the whole text, `why` the predicate of the sentence and `remedy` its advice.
    """

    def __init__(self, text: str, why: str, remedy: str) -> None:
        """Take the parts of the sentence; `str()` puts them together."""
        super().__init__(text, why, remedy)
        self.text = text
        self.why = why
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the sentence, with a long text cut and what cannot be printed escaped."""
        text = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
        shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
        return f"'{shown}' {self.why}: {self.remedy}"


class _Wrong(Exception):
    """What is wrong with a part of a text, before the whole text is known."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(why, remedy)
        self.why = why
        self.remedy = remedy


_put = object.__setattr__


class Date:
    """A date of any precision, immutable; two dates are equal when their EDTF texts are.

    `edtf` is the text, `earliest` and `latest` the first and last day it may mean (`OPEN_START`
    and `OPEN_END` where an end is open or unknown), `precision` a word of `PRECISIONS`.
    """

    __slots__ = ("earliest", "edtf", "latest", "precision")

    edtf: str
    earliest: Day
    latest: Day
    precision: str

    def __init__(self, edtf: str, earliest: Day, latest: Day, precision: str) -> None:
        """Take what `parse` found: other code calls `parse` or `read`."""
        _put(self, "edtf", edtf)
        _put(self, "earliest", earliest)
        _put(self, "latest", latest)
        _put(self, "precision", precision)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: a date does not change."""
        message = f"a date does not change: '{name}' cannot be set"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse: a date does not change."""
        message = f"a date does not change: '{name}' cannot be deleted"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        """Return whether the other is a date with the same EDTF text."""
        return self.edtf == other.edtf if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        """Return the hash of the EDTF text."""
        return hash(self.edtf)

    def __reduce__(self) -> tuple[Callable[[str], "Date"], tuple[str]]:
        """Return how to copy or unpickle: by the EDTF text alone."""
        return parse, (self.edtf,)

    def __repr__(self) -> str:
        """Return the EDTF text as a call."""
        return f"Date({self.edtf!r})"

    def __str__(self) -> str:
        """Return the EDTF text."""
        return self.edtf

    @property
    def approximate(self) -> bool:
        """Whether any part of the date is approximate (`~` or `%`)."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def uncertain(self) -> bool:
        """Whether any part of the date is uncertain (`?` or `%`)."""
        return "?" in self.edtf or "%" in self.edtf

    def may_touch(self, since: Day, until: Day) -> bool:
        """Return whether the bounds share a day with the range, both of its ends included.

        Gaps inside a set are not looked at: `{1960,1970}` may touch 1965.
        """
        return since <= until and self.earliest <= until and since <= self.latest

    def certainly_within(self, since: Day, until: Day) -> bool:
        """Return whether the date lies wholly inside the range, both of its ends included.

        An approximate or uncertain date is certain of no range but the unlimited one, since its
        qualifier allows for days outside its bounds.
        """
        if since <= OPEN_START and until >= OPEN_END:
            return True
        if self.approximate or self.uncertain:
            return False
        return since <= self.earliest and self.latest <= until

    def duration(self) -> int | None:
        """Return the days from the earliest to the latest, counting both ends.

        `None` means that an end is open or unknown.
        """
        if self.earliest == OPEN_START or self.latest == OPEN_END:
            return None
        return days_between(self.earliest, self.latest) + 1


# --- days -----------------------------------------------------------------------------------


def _split(day: Day) -> tuple[int, int, int]:
    year, rest = divmod(day, 10000)
    return year, rest // 100, rest % 100


def _month_length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month] + (leap and month == _FEBRUARY)


def to_ordinal(day: Day) -> int:
    """Return the number of a day, counted so that 0001-01-01 is 1.

    Raises `ValueError` for an open start or end.
    """
    if not OPEN_START < day < OPEN_END:
        message = "an open start or end has no place among the days"
        raise ValueError(message)
    year, month, of_month = _split(day)
    past = year - 1
    leap = month > _FEBRUARY and _month_length(year, 2) > _LENGTHS[2]
    return past * 365 + past // 4 - past // 100 + past // 400 + _BEFORE[month] + leap + of_month


def from_ordinal(ordinal: int) -> Day:
    """Return the day of a number given by `to_ordinal`."""
    # Years are counted from 1 March here, which puts the leap day at their end.
    cycle, in_cycle = divmod(ordinal + 305, 146097)
    year = (in_cycle - in_cycle // 1460 + in_cycle // 36524 - in_cycle // 146096) // 365
    in_year = in_cycle - (365 * year + year // 4 - year // 100)
    step = (5 * in_year + 2) // 153
    past_new_year, month = divmod(step + 2, _MONTHS_IN_YEAR)
    of_month = in_year - (153 * step + 2) // 5 + 1
    return (year + cycle * 400 + past_new_year) * 10000 + (month + 1) * 100 + of_month


def add_days(day: Day, number: int) -> Day:
    """Return the day so many days later, or earlier when negative; open values stay as they are.

    What would lie beyond the first or last year is the open start or end.
    """
    if not OPEN_START < day < OPEN_END:
        return day
    moved = from_ordinal(to_ordinal(day) + number)
    if abs(moved // 10000) > _YEAR_LIMIT:
        return OPEN_START if moved < 0 else OPEN_END
    return moved


def days_between(first: Day, second: Day) -> int:
    """Return how many days the second is after the first: 0 for one day, negative if before.

    Raises `ValueError` for an open start or end.
    """
    return to_ordinal(second) - to_ordinal(first)


def weekday(day: Day) -> str:
    """Return the English name of the weekday; raises `ValueError` for an open start or end."""
    return _WEEKDAYS[(to_ordinal(day) - 1) % 7]


_weekday_of = weekday  # where a parameter hides the function


def iso(day: Day) -> str | None:
    """Return a day as ISO 8601 text: '2022-03-03', '-0420-03-01', '+170000002-01-01'.

    `None` means that the day is an open start or end.
    """
    if not OPEN_START < day < OPEN_END:
        return None
    year, month, of_month = _split(day)
    sign = "-" if year < 0 else "+" if year > _LAST_PLAIN_YEAR else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{of_month:02d}"


# --- EDTF -----------------------------------------------------------------------------------


def _whole_match(pattern: str, flags: int = 0) -> Callable[[str], re.Match[str] | None]:
    # Compiled at its first use, since every command loads this module and few read all forms.
    @functools.cache
    def compiled() -> re.Pattern[str]:
        return re.compile(pattern, flags)

    return lambda text: compiled().fullmatch(text)


def _search(pattern: str, flags: int = 0) -> Callable[[str], re.Match[str] | None]:
    @functools.cache
    def compiled() -> re.Pattern[str]:
        return re.compile(pattern, flags)

    return lambda text: compiled().search(text)


_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
_PLAIN = _whole_match(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_PARTS = _whole_match(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?",
)
_LONG = _whole_match(r"(Y?)(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?([?~%]?)")
_TIMED = _whole_match(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    r"(Z|[+-][0-9]{2}(?::[0-9]{2})?)?",
)


def parse(text: str) -> Date:
    """Return the date that an EDTF text means, levels 0 to 2; the text is kept as it is.

    Nothing but EDTF passes; times with minutes only are the one extension. Raises `DateError`,
    whose remedy names the EDTF form where there is one.
    """
    return _parse(text)


@functools.lru_cache(maxsize=4096)
def _parse(text: str) -> Date:
    if _PLAIN_DAY(text):
        day = int(text.replace("-", ""))
        month, of_month = day // 100 % 100, day % 100
        if 0 < month <= _MONTHS_IN_YEAR and 0 < of_month <= _month_length(day // 10000, month):
            return Date(text, day, day, "day")
    try:
        date = _edtf(text)
        if date is None:
            _explain(text)
            words = _spoken(text)
            if words is not None:
                _edtf(words)
                _wrong("is not EDTF", f"write {words}")
            _wrong(*_not_a_date(text))
    except _Wrong as wrong:
        raise DateError(text, wrong.why, wrong.remedy) from None
    return date


def _wrong(why: str, remedy: str) -> NoReturn:
    raise _Wrong(why, remedy)


def _edtf(text: str) -> Date | None:
    """Return the date of an EDTF text; `None` means that it does not have the form of one."""
    if len(text) > MAX_LENGTH:
        _wrong(
            f"has {len(text)} characters, more than a date may have ({MAX_LENGTH})",
            "write one date, in EDTF, and keep the rest as a note",
        )
    if text[:1] in {"[", "{"}:
        return _set(text)
    if "/" in text:
        return _interval(text)
    if "T" in text:
        return _timed(text)
    return _single(text)


def _single(text: str) -> Date | None:
    parts = _PARTS(text)
    if parts is None:
        return _long_year(text)
    for left, right in ((1, 3), (4, 6), (7, 9)):
        if parts[left] and parts[right]:
            _wrong(
                "has a qualifier on both sides of one part",
                "write one: '%' where it is both uncertain and approximate",
            )
    year, month, of_month = parts[2], parts[5], parts[8]
    if year.startswith("-") and not year.strip("-0"):
        _wrong("has a year '-0000', which ISO 8601 rules out", f"write {text.replace('-', '', 1)}")
    if month is not None and month.isdigit() and int(month) >= _FIRST_GROUPING:
        return _grouping(text, year, month=month, of_month=of_month)
    if "X" in text:
        return _unspecified(text, year, month=month or "XX", of_month=of_month or "XX")
    return _specified(text, int(year), month=month, of_month=of_month)


def _specified(text: str, year: int, *, month: str | None, of_month: str | None) -> Date:
    base = year * 10000
    if month is None:
        return Date(text, base + 101, base + 1231, "year")
    base += _month(month) * 100
    length = _month_length(year, int(month))
    if of_month is None:
        return Date(text, base + 1, base + length, "month")
    if not 0 < int(of_month) <= length:
        name = f"{_MONTHS[int(month) - 1]} {_year_words(year)}"
        known = f"{_year_text(year)}-{month}"
        _wrong(
            f"has a day '{of_month}', but {name} has {length} days",
            f"write a day from {known}-01 to {known}-{length}",
        )
    return Date(text, base + int(of_month), base + int(of_month), "day")


def _month(month: str) -> int:
    if not 0 < int(month) <= _MONTHS_IN_YEAR:
        _wrong(
            f"has a month '{month}'",
            "write a month from 01 to 12, or a season or part of a year from 21 to 41",
        )
    return int(month)


def _grouping(text: str, year: str, *, month: str, of_month: str | None) -> Date:
    code = int(month)
    if code not in _GROUPINGS:
        years = re.match(r"([0-9]{2})([0-9]{2})-([0-9]{2})$", text)
        if years and years[3] > years[2]:
            whole = f"{years[1]}{years[2]}/{years[1]}{years[3]}"
            _wrong(f"has a month '{month}'", f"write {whole} for the years, or a month 01 to 12")
        _month(month)
    if of_month is not None:
        _wrong(
            f"gives a day of {month}, which is a part of a year and has no days",
            f"write {year}-{month}, or a month from 01 to 12",
        )
    _, first, number = _GROUPINGS[code]
    ends = [_year_bound(year, latest=latest) for latest in (False, True)]
    carried, last = divmod(first + number - 2, _MONTHS_IN_YEAR)
    final = ends[1] + carried
    precision = _year_precision(year.count("X")) if "X" in year else "months"
    if code <= _LAST_SEASON and "X" not in year:
        precision = "season"
    return Date(
        text,
        ends[0] * 10000 + first * 100 + 1,
        final * 10000 + (last + 1) * 100 + _month_length(final, last + 1),
        precision,
    )


def _year_bound(year: str, *, latest: bool) -> int:
    negative = year.startswith("-")
    bound = int(year.replace("X", "9" if latest is not negative else "0"))
    return -1 if negative and bound == 0 else bound


def _unspecified(text: str, year: str, *, month: str, of_month: str) -> Date:
    if month.isdigit():
        _month(month)
    if month[0] not in "01X":
        _wrong(f"has a month '{month}'", "write 0X, 1X or XX for a month that is not known")
    # The year 2000 has every day that any year has, so that the long search is worth its time.
    if _extreme("2000", month, of_month, latest=False) is not None:
        earliest = _extreme(year, month, of_month, latest=False)
        latest = _extreme(year, month, of_month, latest=True)
        if earliest is not None and latest is not None:
            return Date(text, earliest, latest, _loose_precision(year, month, of_month=of_month))
    _wrong("matches no day of the calendar", "check the digits beside each X")


def _extreme(year: str, month: str, of_month: str, *, latest: bool) -> Day | None:
    negative = year.startswith("-")
    for size in _numbers(year.removeprefix("-"), downward=latest is not negative):
        signed = -size if negative else size
        if negative and size == 0:
            continue
        for number in _numbers(month, downward=latest):
            if not 0 < number <= _MONTHS_IN_YEAR:
                continue
            length = _month_length(signed, number)
            for day in _numbers(of_month, downward=latest):
                if 0 < day <= length:
                    return signed * 10000 + number * 100 + day
    return None


def _numbers(digits: str, *, downward: bool) -> Iterator[int]:
    any_digit = "9876543210" if downward else "0123456789"
    choices = [any_digit if digit == "X" else digit for digit in digits]
    return (int("".join(chosen)) for chosen in itertools.product(*choices))


def _loose_precision(year: str, month: str, *, of_month: str) -> str:
    # The widest part that is not known decides.
    if "X" in year:
        trailing = len(year) - len(year.rstrip("X"))
        return _year_precision(trailing if trailing == year.count("X") else 4)
    if "X" in month:
        return "year" if month == "XX" else "months"
    return "month" if of_month == "XX" else "days"


def _year_precision(unknown_digits: int) -> str:
    return {0: "year", 1: "decade", 2: "century"}.get(unknown_digits, "years")


def _long_year(text: str) -> Date | None:
    parts = _LONG(text)
    if parts is None:
        return None
    if not parts[1] and (parts[4] or not parts[5] or len(parts[3]) != _YEAR_DIGITS):
        return None
    mantissa, exponent, significant = parts[3], parts[4] or "0", parts[5]
    if len(exponent) > _SHORT_DIGITS or len(mantissa) + int(exponent) > len(str(_YEAR_LIMIT)):
        _wrong(
            "has a year beyond what is kept",
            f"write a year from Y-{_YEAR_LIMIT} to Y{_YEAR_LIMIT}",
        )
    size = int(mantissa) * 10 ** int(exponent)
    year = -size if parts[2] else size
    if parts[1] and (size <= _LAST_PLAIN_YEAR or mantissa.startswith("0")):
        better = _year_text(year) + (f"S{significant}" if significant else "") + parts[6]
        _wrong("has a 'Y', which is for years of more than four digits only", f"write {better}")
    unknown = _insignificant(size, significant)
    step = 10**unknown
    ends = (size - size % step, size - size % step + step - 1)
    first, last = (-ends[1], -ends[0]) if parts[2] else ends
    return Date(text, first * 10000 + 101, last * 10000 + 1231, _year_precision(unknown))


def _insignificant(size: int, significant: str | None) -> int:
    digits = len(str(size)) if size else 0
    if significant is None:
        return 0
    if len(significant) > _SHORT_DIGITS or not 0 < int(significant) <= digits:
        _wrong(
            f"has S{significant}, but the digits of its year that can count are {digits}",
            f"write a number from 1 to {digits} after the S" if digits else "write the year alone",
        )
    return digits - int(significant)


def _timed(text: str) -> Date | None:
    parts = _TIMED(text)
    if parts is None:
        return None
    date = _edtf(parts[1])
    if date is None or date.precision != "day":
        _wrong("has a time without a day", "write the time after a day, as 2022-03-03T15:00")
    if parts[2] > "23" or parts[3] > "59" or (parts[4] or "00") > "59":
        _wrong(
            "has a time that no clock shows",
            "write 00:00 to 23:59, and midnight at the end of a day as 00:00 of the next",
        )
    zone = parts[5] or "Z"
    if zone in {"-00", "-00:00"}:
        _wrong(f"has a zone '{zone}', which ISO 8601 rules out", "write Z for UTC")
    if zone != "Z" and (zone[1:3] > "23" or zone[4:] > "59"):
        _wrong(f"has a zone '{zone}'", "write hours and minutes from UTC, as +03:00")
    return Date(text, date.earliest, date.latest, "time")


def _interval(text: str) -> Date | None:
    if text.count("/") > 1:
        return None
    start_text, _, end_text = text.partition("/")
    if {start_text, end_text} <= {"", ".."}:
        _wrong("gives neither a start nor an end", "give one of them, or leave the date out")
    _no_times(text, "an interval")
    start, end = _end_of_interval(start_text), _end_of_interval(end_text)
    if start is None or end is None:
        return None
    earliest = start.earliest if start.edtf else OPEN_START
    latest = end.latest if end.edtf else OPEN_END
    if earliest > latest:
        _wrong("starts after it ends", f"check both ends, or write {end_text}/{start_text}")
    return Date(text, earliest, latest, _joint_precision([start, end], earliest, latest=latest))


_NO_END: Final = Date("", OPEN_START, OPEN_END, "open")


def _end_of_interval(text: str) -> Date | None:
    return _NO_END if text in {"", ".."} else _single(text)


def _no_times(text: str, where: str) -> None:
    if "T" in text and re.search(r"[0-9]T[0-9]{2}", text):
        _wrong(
            f"has a time inside {where}, which EDTF rules out",
            "write days only, and keep the times in a note",
        )


def _joint_precision(dates: list[Date], earliest: Day, *, latest: Day) -> str:
    if earliest == OPEN_START or latest == OPEN_END:
        return "open"
    precisions = {date.precision for date in dates}
    if precisions <= {"day", "days"}:
        return "days"
    return "months" if precisions <= {"day", "days", "month", "months", "season"} else "years"


def _set(text: str) -> Date | None:
    if text[-1] != ("]" if text[0] == "[" else "}"):
        return None
    _no_times(text, "a set")
    members = text[1:-1].split(",")
    dates: list[Date] = []
    for place, member in enumerate(members):
        found = _member(member, first=place == 0, last=place == len(members) - 1)
        if found is None:
            return None
        dates.append(found)
    earliest = min(date.earliest for date in dates)
    latest = max(date.latest for date in dates)
    return Date(text, earliest, latest, _joint_precision(dates, earliest, latest=latest))


def _member(text: str, *, first: bool, last: bool) -> Date | None:
    start_text, dots, end_text = text.partition("..")
    if not dots:
        return _single(text)
    start = _single(start_text) if start_text else _NO_END
    end = _single(end_text) if end_text else _NO_END
    if start is None or end is None or start is end:
        return None
    if start is _NO_END and not first:
        _wrong(f"has '{text}' inside a set", "write what is open at its start first")
    if end is _NO_END and not last:
        _wrong(f"has '{text}' inside a set", "write what is open at its end last")
    if _NO_END not in {start, end} and not (start.precision == end.precision and start.precision in {"day", "month", "year"}):
        _wrong(f"has '{text}', whose ends differ in precision", "write two days, months or years")
    if start.earliest > end.latest:
        _wrong(f"has '{text}', which starts after it ends", f"write {end_text}..{start_text}")
    return Date(text, start.earliest, end.latest, start.precision if end is _NO_END else end.precision)


# --- what is not EDTF -------------------------------------------------------------------------

_DASHES: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
)
_NUMERIC = _whole_match(r"([0-9]{1,4})([-/. ])([0-9]{1,2})\2([0-9]{1,4})")
_MONTH_YEAR = _whole_match(
    r"(?:([0-9]{4})[/. -]([0-9]{1,2})|([0-9]{1,2})[/. -]([0-9]{4}))",
)
_WEEK_DATE = _whole_match(r"([0-9]{4})-?W([0-9]{2})(?:-?([1-7]))?")
_DRAFT_GROUP: Final = r"\(([0-9X-]+)\)(\?~|~\?|[?~%])"
_DRAFT_YEAR = _whole_match(r"\((-?[0-9X]{4})\)([?~%]?)-([0-9X]{2})-([0-9X]{2})([?~%])")


def _explain(text: str) -> None:
    """Raise what is wrong with a text where its EDTF form can be offered."""
    if not text:
        _wrong("is empty", "write a date, or leave it out")
    if len(text) > MAX_LENGTH:
        return
    _explain_absence(text.strip())
    _explain_spelling(text)
    _explain_numbers(text.strip().translate(_DASHES))
    _explain_digits(text.strip())
    _explain_draft_season(text.strip())


def _explain_absence(text: str) -> None:
    if text.lower() in {"?", "-", "..", "open", "unknown", "undated", "none", "n/a", "n.d.", "tbd"}:
        _wrong("gives no date", "leave the date out where it is not known")


def _explain_numbers(text: str) -> None:
    parts = _NUMERIC(text)
    if parts is None:
        _explain_month_and_year(text)
    elif len(parts[1]) == _YEAR_DIGITS:
        offered = f"{parts[1]}-{parts[3]:0>2}-{parts[4]:0>2}"
        if len(parts[4]) <= _SHORT_DIGITS and _valid(offered):
            _wrong("is not written as EDTF", f"write {offered}")
    elif len(parts[1]) <= _SHORT_DIGITS and len(parts[4]) in {_SHORT_DIGITS, _YEAR_DIGITS}:
        _explain_order(parts[1], parts[3], year=parts[4])


def _explain_order(one: str, two: str, *, year: str) -> None:
    short = len(year) == _SHORT_DIGITS
    # With a short year the 29 February of a leap year is a possible reading.
    test = "2000" if short else year
    orders = dict.fromkeys([(one.zfill(2), two.zfill(2)), (two.zfill(2), one.zfill(2))])
    found = [(d, m) for d, m in orders if m <= "12" and _valid(f"{test}-{m}-{d}")]
    if not found:
        _wrong("is no day in any order", "write year, month and day, as 2022-03-31")
    shown = "YYYY" if short else year
    offered = " or ".join(f"{shown}-{m}-{d}" for d, m in found)
    tail = "" if short else f" {_year_words(int(year))}"
    named = " or ".join(f"{int(d)} {_MONTHS[int(m) - 1]}{tail}" for d, m in found)
    if short:
        _wrong(
            f"has a year of two digits, and could be {named}",
            f"write all four digits of the year, as {offered}",
        )
    if len(found) > 1:
        _wrong(f"could be {named}", f"write {offered}")
    _wrong("is not written year first", f"write {offered}")


def _explain_month_and_year(text: str) -> None:
    parts = _MONTH_YEAR(text)
    if parts is None:
        return
    offered = f"{parts[1] or parts[4]}-{(parts[2] or parts[3]):0>2}"
    if _valid(offered):
        _wrong("is not written as EDTF", f"write {offered}")


def _explain_digits(text: str) -> None:
    ordinal = re.fullmatch(r"([0-9]{4})-([0-9]{3})", text)
    if ordinal and 0 < int(ordinal[2]) <= 365 + (_month_length(int(ordinal[1]), 2) > _LENGTHS[2]):
        day = add_days(int(ordinal[1]) * 10000 + 101, int(ordinal[2]) - 1)
        _wrong("counts the days of the year, which EDTF does not", f"write {iso(day)}")
    _explain_week(text)
    if re.fullmatch(r"[0-9]{2,3}", text):
        offered = text.ljust(4, "X")
        years = f"{text.ljust(4, '0')} to {text.ljust(4, '9')}"
        _wrong(
            "is not a whole year",
            f"write {offered} for a year from {years}, or {text:0>4} for the year {int(text)}",
        )
    if re.fullmatch(r"[0-9]{8}", text) and _valid(f"{text[:4]}-{text[4:6]}-{text[6:]}"):
        _wrong("lacks its hyphens", f"write {text[:4]}-{text[4:6]}-{text[6:]}")
    if re.fullmatch(r"[0-9]{6}", text) and _valid(f"{text[:4]}-{text[4:]}"):
        _wrong("lacks its hyphen", f"write {text[:4]}-{text[4:]}, or Y{text} for a year")
    if re.fullmatch(r"-?[1-9][0-9]{4,10}[?~%]?", text):
        _wrong("has a year of more than four digits", f"write Y{text}")
    if re.fullmatch(r"-[0-9]{1,3}", text) and text.strip("-0"):
        _wrong("has a year of fewer than four digits", f"write -{text[1:]:0>4}")


def _explain_week(text: str) -> None:
    week = _WEEK_DATE(text)
    if week is None or not 0 < int(week[2]) <= _WEEKS:
        return
    # ISO 8601: the first week is the one that holds 4 January.
    fourth = int(week[1]) * 10000 + 104
    monday = add_days(fourth, (1 - to_ordinal(fourth)) % -7 + 7 * (int(week[2]) - 1))
    days = [add_days(monday, int(week[3]) - 1)] if week[3] else [monday, add_days(monday, 6)]
    offered = "/".join(str(iso(day)) for day in days)
    if _valid(offered):
        _wrong("counts weeks, which EDTF does not", f"write {offered}")


def _explain_draft_season(text: str) -> None:
    season = re.fullmatch(r"(-?[0-9]{4})-2([1-4])\^.*", text)
    if season:
        year, place = season[1], int(season[2])
        _wrong(
            "uses the EDTF draft of 2012",
            f"write {year}-2{place}, or {year}-{24 + place} for the northern and {year}-{28 + place} for the southern hemisphere",
        )


def _explain_spelling(text: str) -> None:
    whys: list[str] = []
    changed = text
    for why, change in _SPELLINGS:
        before, changed = changed, change(changed)
        if changed == before:
            continue
        whys.append(why)
        if _valid(changed):
            _wrong(" and ".join(whys), f"write {changed}")


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _plain_dashes(text: str) -> str:
    return text.translate(_DASHES)


def _plain_digits(text: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)


def _modern(text: str) -> str:
    """Return a text of the 2012 draft of EDTF as the standard writes it."""
    text = re.sub(r"\bunknown\b", "", re.sub(r"\bopen\b", "..", text))
    text = re.sub(r"^y(?=-?[0-9])", "Y", text)
    if text.startswith("Y"):
        text = text.replace("e", "E").replace("p", "S")
    text = re.sub(r"(?<=[0-9uxX-])[ux]|(?<![a-z])[ux](?=[0-9uxX-])", "X", text)
    whole = _DRAFT_YEAR(text)
    if whole:
        year, mark, month, of_month, rest = whole.groups()
        return f"{mark}{year}-{rest}{month}-{rest}{of_month}"
    text = re.sub(_DRAFT_GROUP, _prefixed, text)
    return text.replace("?~", "%").replace("~?", "%")


def _prefixed(group: re.Match[str]) -> str:
    mark = "%" if len(group[2]) > 1 else group[2]
    return "-".join(mark + part for part in group[1].split("-"))


_SPELLINGS: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("has spaces, which EDTF rules out", _without_spaces),
    ("has a dash that is not the plain hyphen", _plain_dashes),
    ("has digits other than 0 to 9", _plain_digits),
    ("uses the EDTF draft of 2012", _modern),
    ("has a plus sign before its year", lambda text: text.removeprefix("+")),
    ("has small letters", str.upper),
    ("has zeros that do not belong", lambda text: re.sub(r"^(Y-?)0+(?=[0-9])", r"\1", text)),
)


def _valid(text: str) -> bool:
    try:
        return _edtf(text) is not None
    except _Wrong:
        return False


def _not_a_date(text: str) -> tuple[str, str]:
    if "T" in text and re.search(r"[0-9]T[0-9]", text):
        return "is not a time in EDTF", "write 2022-03-03T15:00, with Z or +03:00 after it if known"
    if text[:1] in {"[", "{"}:
        return "is not a set in EDTF", "write [2022-03-01,2022-03-02] or {2022-03-01,2022-03-02}"
    if "/" in text:
        return "is not an interval in EDTF", "write 2022-02-28/2022-03-02, ../1993 or 1993/.."
    return "is not a date", "write a day as 2022-03-03, a month as 2022-03 or a year as 2022"


# --- English ----------------------------------------------------------------------------------

_FLAGS: Final = re.IGNORECASE | re.ASCII
_ANY_MONTH: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ANY_WEEKDAY: Final = (
    r"(?:(mon|tues?|wed|thur?s?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday)\.?,? )?"
)
_ANY_YEAR: Final = r"([0-9]+ (?:BCE?|AD|CE)|AD [0-9]+|[0-9]+)"
_ANY_DAY: Final = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = _whole_match(
    f"{_ANY_WEEKDAY}(?:the )?{_ANY_DAY}(?:(?: of)? {_ANY_MONTH}(?:,? {_ANY_YEAR})?)?",
    _FLAGS,
)
_MONTH_FIRST = _whole_match(
    f"{_ANY_WEEKDAY}{_ANY_MONTH} {_ANY_DAY}(?:,? {_ANY_YEAR})?",
    _FLAGS,
)
_DAY_AND_YEAR = _whole_match(f"{_ANY_WEEKDAY}{_ANY_DAY}, ([0-9]{{4}})", _FLAGS)
_MONTH_ALONE = _whole_match(f"{_ANY_MONTH}(?:(?:,| of)? {_ANY_YEAR})?", _FLAGS)
_YEAR_ALONE = _whole_match(_ANY_YEAR, _FLAGS)
_DECADE = _whole_match(r"([0-9]{3})0'?s", _FLAGS)
_SEASON = _whole_match(
    r"(spring|summer|autumn|fall|winter)(?: of)? ([0-9]{4})(?:[-/]([0-9]{4}|[0-9]{2}))?"
    r"(?: \((northern|southern) hemisphere\))?",
    _FLAGS,
)
_PART_OF_YEAR = _whole_match(
    r"(first|second|third|fourth|last) (quarter|third|half) of ([0-9]{4})",
    _FLAGS,
)
_SOME = _whole_match(r"an? (day|month) in (.+)", _FLAGS)
_SOME_FROM = _whole_match(r"a year from ([0-9]{4}) to ([0-9]{4})", _FLAGS)
_CLOCK = _whole_match(
    r"(.+?),?(?: at)? ([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?: ?\(?(?:(UTC|Z)|(\+[0-9]{2}(?::[0-9]{2})?|UTC ?[+-][0-9]{2}(?::[0-9]{2})?))\)?)?",
    _FLAGS,
)
_ABOUT: Final = r"(?:about|around|approximately|approx\.?|circa|ca?\.?) ?(?=[a-z0-9])"
_POSSIBLY: Final = r"(?:possibly|perhaps|probably) "
_LEADING: Final = r"(?:(?:on|in|the) )*"
_VAGUE = _search(
    r"(?<!unknown )\b(?:early|mid|middle|late|beginning|start|end)\b(?!$)",
    _FLAGS,
)
_RELATIVE = _search(
    r"\b(?:today|tomorrow|yesterday|now|ago"
    r"|(?:last|next|this) (?:day|week|month|year|[a-z]+day))\b",
    _FLAGS,
)
_CENTURY = _search(r"\b([0-9]{1,2})(?:st|nd|rd|th)[ -]century\b(.*)", _FLAGS)
_UNKNOWN_START: Final = "an unknown start"
_UNKNOWN_END: Final = "an unknown end"


class _Moment:
    """One date in English, perhaps without the parts that its neighbour gives."""

    __slots__ = ("day", "mark", "month", "weekday", "whole", "year")

    def __init__(
        self,
        *,
        year: str | None = None,
        month: str | None = None,
        day: str | None = None,
        weekday: str | None = None,
        whole: str | None = None,
    ) -> None:
        self.year = year
        self.month = month
        self.day = day
        self.weekday = weekday
        self.whole = whole
        self.mark = ""

    def edtf(self) -> str:
        """Return the EDTF text; what is missing or contradicts itself is refused."""
        if self.whole is not None:
            return self.whole + self.mark
        if self.year is None:
            _wrong("has no year", "write the year, all four digits, with each date")
        if self.day is not None and self.month is None:
            _wrong("has a day without a month", "write the month with each day")
        if self.month is not None and self.year.startswith("Y"):
            _wrong("has a month in a year of more than four digits", "write the year alone")
        text = "-".join(part for part in (self.year, self.month, self.day) if part is not None)
        self._check_weekday(text)
        return text + self.mark

    def _check_weekday(self, text: str) -> None:
        date = _edtf(text) if self.weekday else None
        if date is None or self.weekday is None:
            return
        right = weekday(date.earliest)
        if not right.lower().startswith(self.weekday[:3].lower()):
            words = _day_words(date.earliest)
            _wrong(f"names the wrong weekday: {words} is a {right}", f"write {right} {words}")


def read(text: str) -> Date:
    """Return the date that a text means, in English or in EDTF.

    Nothing is guessed: what has two readings, or none, raises `DateError`.
    """
    words = " ".join(text.split())
    try:
        date = _edtf(words)
        if date is None:
            _explain_absence(words)
            _explain_numbers(words.translate(_DASHES))
            _explain_digits(words)
            spoken = _spoken(words)
            date = None if spoken is None else _edtf(spoken)
        if date is None:
            _explain(words)
            _wrong(*_not_a_date(words))
    except _Wrong as wrong:
        raise DateError(text, wrong.why, wrong.remedy) from None
    return date


def bounds(text: str) -> tuple[Day, Day]:
    """Return the first and last day that a text may mean, read as `read` does."""
    date = read(text)
    return date.earliest, date.latest


def _spoken(text: str) -> str | None:
    """Return the EDTF text of English words; `None` means that they are not understood."""
    if len(text) > MAX_LENGTH or not any(c.isalnum() for c in text):
        return None
    words = _spelled_out(text)
    _refuse_vague(words)
    for pattern, reading in _SENTENCES:
        found = pattern(words)
        if found:
            return reading(*found.groups())
    return None


def _spelled_out(text: str) -> str:
    """Return the words with each dash that means 'to' written as that word."""
    words = " ".join(text.split()).translate(_DASHES)
    words = words.replace(" - ", " to ")
    words = re.sub(r"^([0-9]{4})-(?=[0-9]{4}$)", r"\1 to ", words)
    words = re.sub(r"([0-9]{4})-(?=[0-9]{1,2} [A-Za-z])", r"\1 to ", words)
    words = re.sub(r"(?<![0-9-])([0-9]{1,2})-(?=[0-9]{1,2}(?![0-9-]))", r"\1 to ", words)
    words = re.sub(
        r"(?<=[a-z])(?<!\bmid)(?<!\butc)(?<!\by)-(?=[a-z0-9])",
        " to ",
        words,
        flags=_FLAGS,
    )
    return re.sub(r"(?<=[0-9])-(?=[A-Za-z]{3})", " to ", words)


def _refuse_vague(words: str) -> None:
    century = _CENTURY(words.replace(" to century", " century"))
    if century:
        last = int(century[1]) * 100
        era = re.search(r"\bBCE?\b", century[2], _FLAGS)
        remedy = "write the years, as 1901/2000" if era else f"write {last - 99:04d}/{last:04d}"
        _wrong("names a century, which EDTF counts otherwise", remedy)
    round_years = re.search(r"\b([0-9]{2})00'?s\b", words, _FLAGS)
    if round_years:
        start = round_years[1]
        _wrong(
            f"could be the years {start}00 to {start}09 or {start}00 to {start}99",
            f"write {start}0X or {start}XX",
        )
    if _VAGUE(words):
        _wrong(
            "names a part that has no bounds of its own",
            "write the whole month or year, or a range that the source supports, as between 1 and 10 March 2022",
        )
    if _RELATIVE(words):
        _wrong("depends on the day it was written", "write the day itself, as 2022-03-03")


def _moment(words: str) -> _Moment | None:
    """Return one date of a phrase; `None` means that it is not one."""
    mark, rest = _qualified(words)
    found = _clocked(rest) or _calendar(rest) or _whole(rest)
    if found is None:
        return None
    if mark and found.whole is not None and found.whole[-1] in "?~%":
        _wrong("qualifies a date twice", "write one qualifier: '?', '~', or '%' for both")
    if mark and found.whole is not None and "T" in found.whole:
        _wrong("qualifies a time, which EDTF cannot", "write the day alone with the qualifier")
    found.mark = mark
    return found


def _qualified(words: str) -> tuple[str, str]:
    """Return the qualifier that English words amount to, and the words without it."""
    _, rest = _without(_LEADING, words)
    uncertain = False
    for ending in (" (uncertain)", "?"):
        if rest.endswith(ending) and not _valid(rest):
            rest, uncertain = rest.removesuffix(ending).rstrip(), True
    possibly, rest = _without(_POSSIBLY, rest)
    approximate, rest = _without(_ABOUT, rest)
    _, rest = _without(_LEADING, rest)
    uncertain = uncertain or possibly
    return ("%" if approximate else "?") if uncertain else "~" if approximate else "", rest


def _without(opening: str, words: str) -> tuple[bool, str]:
    found = re.match(opening, words, _FLAGS)
    return (True, words[found.end() :]) if found else (False, words)


def _calendar(words: str) -> _Moment | None:
    if parts := _DAY_FIRST(words):
        return _dated(parts[4], parts[3], day=parts[2], weekday_name=parts[1])
    if parts := _MONTH_FIRST(words):
        return _dated(parts[4], parts[2], day=parts[3], weekday_name=parts[1])
    if parts := _DAY_AND_YEAR(words):
        return _dated(parts[3], None, day=parts[2], weekday_name=parts[1])
    if parts := _MONTH_ALONE(words):
        return _dated(parts[2], parts[1], day=None, weekday_name=None)
    if (parts := _YEAR_ALONE(words)) and not re.fullmatch(r"[0-9]{1,3}|[0-9]{5,}", words):
        return _dated(parts[1], None, day=None, weekday_name=None)
    return None


def _dated(
    year: str | None,
    month: str | None,
    *,
    day: str | None,
    weekday_name: str | None,
) -> _Moment:
    place = 0
    if month is not None:
        place = next(n for n, name in enumerate(_MONTHS, 1) if name[:3] == month[:3].title())
    return _Moment(
        year=None if year is None else _spoken_year(year),
        month=None if month is None else f"{place:02d}",
        day=None if day is None else f"{int(day):02d}",
        weekday=weekday_name,
    )


def _spoken_year(words: str) -> str:
    digits = words.strip("ABCDEabcde ")
    size = int(digits)
    if len(digits) == len(words) and len(digits) != _YEAR_DIGITS:
        number = {1: "one digit", 2: "two digits"}.get(len(digits), f"{len(digits)} digits")
        _wrong(
            f"has a year of {number}",
            "write all four digits of the year, or AD or BC with it",
        )
    if size == 0 or size > _YEAR_LIMIT:
        _wrong(f"has a year '{words}'", f"write a year from 1 to {_YEAR_LIMIT} AD or BC")
    return _year_text(1 - size if words.upper().endswith(("BC", "BCE")) else size)


def _whole(words: str) -> _Moment | None:
    """Return a moment that is not a day, month and year."""
    if parts := _DECADE(words):
        return _Moment(whole=f"{parts[1]}X")
    if parts := _PART_OF_YEAR(words):
        return _part_of_year(parts[1].lower(), parts[2].lower(), year=parts[3])
    if parts := _SOME_FROM(words):
        return _some_year(parts[1], parts[2])
    if parts := _SOME(words):
        return _some(parts[1].lower(), parts[2])
    if parts := _SEASON(words):
        return _spoken_season(parts)
    date = None if "/" in words or words[:1] in {"", "[", "{"} else _edtf(words)
    return None if date is None else _Moment(whole=words)


def _part_of_year(place: str, part: str, *, year: str) -> _Moment | None:
    name = f"{place} {part}"
    codes = [code for code, grouping in _GROUPINGS.items() if grouping[0] == name]
    return _Moment(whole=f"{year}-{codes[0]}") if codes else None


def _some_year(first: str, last: str) -> _Moment | None:
    for kept in range(4):
        zeros, nines = first[:kept].ljust(4, "0"), first[:kept].ljust(4, "9")
        if (first, last) == (zeros, nines):
            return _Moment(whole=first[:kept].ljust(4, "X"))
    return None


def _some(unit: str, words: str) -> _Moment | None:
    inside = _calendar(words)
    text = None if inside is None else inside.edtf()
    missing = {("day", 4): "-XX-XX", ("day", 7): "-XX", ("month", 4): "-XX"}
    ending = missing.get((unit, len(text.removeprefix("-")))) if text else None
    return _Moment(whole=f"{text}{ending}") if ending else None


def _spoken_season(parts: re.Match[str]) -> _Moment:
    name, year, following, hemisphere = parts.groups()
    name = "autumn" if name.lower() == "fall" else name.lower()
    wanted = f"{name} ({hemisphere.lower()} hemisphere)" if hemisphere else name
    code = next(code for code, grouping in _GROUPINGS.items() if grouping[0] == wanted)
    first = int(year)
    if _GROUPINGS[code][1] != _MONTHS_IN_YEAR:
        if following:
            _wrong(f"gives two years to one {name}", f"write {year}-{code}")
    elif following is None:
        _wrong(
            f"could be the {name} of {first - 1:04d}-{first:04d} or of {first:04d}-{first + 1:04d}",
            f"write {first - 1:04d}-{code} or {first:04d}-{code}",
        )
    elif int(following) != (first + 1) % 10 ** len(following):
        _wrong(f"has a {name} of {year} and {following}", f"write {year}-{code}")
    return _Moment(whole=f"{year}-{code}")


def _clocked(words: str) -> _Moment | None:
    parts = _CLOCK(words)
    moment = _moment(parts[1]) if parts else None
    if parts is None or moment is None:
        return None
    day = moment.edtf()
    parsed = _edtf(day)
    if parsed is None or parsed.precision != "day" or not _PLAIN(day):
        _wrong("has a time without a day", "write the time after a day, as 2022-03-03T15:00")
    # '10:00 -12:00' is as likely a span of time, so that only 'UTC' makes a zone of a minus.
    zone = "Z" if parts[3] else (parts[4] or "").upper().removeprefix("UTC").lstrip()
    return _Moment(whole=f"{day}T{parts[2]}{zone}")


def _complete(moments: list[_Moment]) -> list[str]:
    """Return EDTF texts, each date taking the month or year that only the last or first gives."""
    last, first = moments[-1], moments[0]
    if last.day and not last.month and first.day and not first.year:
        last.month = first.month
    for moment in moments[:-1]:
        if moment.whole or moment.year or not last.month:
            continue
        moment.year = last.year
        if last.day and not moment.month:
            moment.month = last.month
    return [moment.edtf() for moment in moments]


def _moments(*phrases: str) -> list[_Moment] | None:
    if phrases[-1].endswith(("?", "(uncertain)")):
        _wrong(*_stray_mark("1992?/1993?"))
    found = [_moment(phrase) for phrase in phrases]
    known = [moment for moment in found if moment is not None]
    return known if len(known) == len(found) else None


def _read_between(first: str, second: str) -> str | None:
    moments = _moments(first, second)
    return "[{}..{}]".format(*_complete(moments)) if moments else None


def _read_every(*words: str | None) -> str | None:
    first, second, until, since = words
    if until or since:
        text = _read_one(until or since or "")
        return text and (f"{{..{text}}}" if until else f"{{{text}..}}")
    moments = _moments(first or "", second or "")
    return "{{{}..{}}}".format(*_complete(moments)) if moments else None


def _read_from_to(first: str, second: str) -> str | None:
    if first.lower() == _UNKNOWN_START or second.lower() == _UNKNOWN_END:
        return _read_unknown(first, second)
    if re.fullmatch("[0-9]{4}", first) and re.fullmatch("[0-9]{2}", second):
        _wrong("has a year of two digits", f"write {first}/{first[:2]}{second} for the years")
    moments = _moments(first, second)
    if not moments:
        return None
    return _in_order(_complete(moments), same_year=moments[0].year == moments[1].year)


def _in_order(texts: list[str], *, same_year: bool) -> str:
    start, end = (_edtf(text) for text in texts)
    if same_year and start and end and start.earliest > end.latest:
        _wrong("starts after it ends", "check both ends, and write the year with each of them")
    return "/".join(texts)


def _read_unknown(first: str, second: str) -> str | None:
    start = "" if first.lower() == _UNKNOWN_START else _read_one(first)
    end = "" if second.lower() == _UNKNOWN_END else _read_one(second)
    return None if start is None or end is None else f"{start}/{end}"


def _read_to(first: str, second: str) -> str | None:
    text = _read_from_to(first, second)
    if text and not text.startswith("/") and not text.endswith("/"):
        _refuse_stray_mark(first, text)
    return text


def _refuse_stray_mark(first: str, text: str) -> None:
    """Refuse an opening qualifier that may be meant for one date or for all of them."""
    if _qualified(first)[0]:
        _wrong(*_stray_mark(text))


def _stray_mark(text: str) -> tuple[str, str]:
    return (
        "does not say which of its dates is uncertain or approximate",
        f"write '?' or '~' after each date that it is meant for, as in {text}",
    )


def _read_list(first: str, second: str, *, brackets: str, each: bool) -> str | None:
    phrases = [*first.split(" or " if brackets == "[]" else " and "), second]
    moments = _moments(*phrases)
    if moments is None:
        # A comma also stands inside '3 March, 2022', so it divides only what is no date as it is.
        divided = [part for phrase in phrases for part in re.split(r", ?", phrase) if part]
        phrases, moments = divided, _moments(*divided)
    if moments is None:
        return None
    text = f"{brackets[0]}{','.join(_complete(moments))}{brackets[1]}"
    if not each:
        _refuse_stray_mark(phrases[0], text)
    return text


def _read_one_of(either: str | None, first: str, second: str) -> str | None:
    return _read_list(first, second, brackets="[]", each=either is not None)


def _read_all_of(both: str | None, first: str, second: str) -> str | None:
    return _read_list(first, second, brackets="{}", each=both is not None)


def _read_one(words: str) -> str | None:
    moment = _moment(words)
    return None if moment is None else moment.edtf()


def _read_by(words: str) -> str | None:
    text = _read_one(words)
    return text and f"../{text}"


def _read_since(words: str) -> str | None:
    text = _read_one(words)
    return text and f"{text}/.."


def _read_before(words: str) -> str | None:
    text = _read_one(words)
    return text and f"../{_neighbour(text, -1)}"


def _read_after(words: str) -> str | None:
    text = _read_one(words)
    return text and f"{_neighbour(text, 1)}/.."


def _read_or_earlier(words: str) -> str | None:
    text = _read_one(words)
    return text and f"[..{text}]"


def _read_or_later(words: str) -> str | None:
    text = _read_one(words)
    return text and f"[{text}..]"


def _neighbour(text: str, step: int) -> str:
    """Return the year, month or day just before or after a date, qualified as the date is."""
    body = text.rstrip("?~%")
    date = _edtf(body)
    if date is None or date.precision == "time":
        _wrong("has a time inside an interval, which EDTF rules out", "write days only")
    edge = add_days(date.earliest if step < 0 else date.latest, step)
    year, month, of_month = _split(edge)
    if date.precision == "year" and "X" not in body:
        parts = [_year_text(year)]
    elif date.precision == "month" and "X" not in body:
        parts = [_year_text(year), f"{month:02d}"]
    else:
        parts = [_year_text(year), f"{month:02d}", f"{of_month:02d}"]
    return "-".join(parts) + text[len(body) :]


_SENTENCES: Final[tuple[tuple[Callable[[str], re.Match[str] | None], Callable[..., str | None]], ...]] = tuple(
    (_whole_match(pattern, _FLAGS), reading)
    for pattern, reading in (
        (r"(a year from [0-9]{4} to [0-9]{4}(?: \(uncertain\)|\?)?)", _read_one),
        (r"between (.+) and (.+)", _read_between),
        (
            r"every (?:day|month|year) (?:from (.+) to (.+)|until (.+)|since (.+))",
            _read_every,
        ),
        (r"(?:before|prior to) (.+)", _read_before),
        (r"after (.+)", _read_after),
        (r"(?:by|until|till|up to|on or before|not later than|no later than) (.+)", _read_by),
        (r"(?:since|on or after) (.+)", _read_since),
        (r"from (.+) (?:to|until|till|through) (.+)", _read_from_to),
        (r"(?:from )?(.+) onwards?", _read_since),
        (r"from (.+)", _read_since),
        (r"(.+) (?:to|until|till|through) (.+)", _read_to),
        (r"(.+) or earlier", _read_or_earlier),
        (r"(.+) or later", _read_or_later),
        (r"(either )?(.+) or (.+)", _read_one_of),
        (r"(both )?(.+) and (.+)", _read_all_of),
        (r"(.+)", _read_one),
    )
)


# --- in words ---------------------------------------------------------------------------------


def say(date: Date, *, weekday: bool = False) -> str:
    """Return the date in English, with its precision and its qualifiers.

    `weekday` puts the name of the weekday before each single day. `read` gives the same date
    back for days, times, months, years, decades, seasons and parts of a year, qualified as a
    whole or not, and for intervals, ranges and sets of days, months or years. Qualifiers of
    single parts, significant digits, exponents, sets that mix ranges with dates, and most
    patterns of unspecified digits lose their exact EDTF text in words.
    """
    text = date.edtf
    if text[0] in "[{":
        return _say_set(text, weekday=weekday)
    if "/" in text:
        return _say_interval(text, weekday=weekday)
    if "T" in text:
        return _say_time(text, weekday=weekday)
    return _say_single(text, weekday=weekday, inside=False)


def brief(date: Date) -> str:
    """Return the date in little room, for a column of a table: its EDTF text."""
    return date.edtf


def _year_text(year: int) -> str:
    """Return the EDTF text of a year."""
    if abs(year) > _LAST_PLAIN_YEAR:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def _year_words(year: int) -> str:
    if year <= 0:
        return f"{1 - year} BC"
    # A bare number below 1000 or above 9999 does not look like a year.
    return str(year) if _FIRST_BARE_YEAR <= year <= _LAST_PLAIN_YEAR else f"AD {year}"


def _day_words(day: Day) -> str:
    year, month, of_month = _split(day)
    return f"{of_month} {_MONTHS[month - 1]} {_year_words(year)}"


def _say_time(text: str, *, weekday: bool) -> str:
    day, _, clock = text.partition("T")
    split = re.fullmatch(r"([0-9:]+)(.*)", clock)
    time, zone = (split[1], split[2]) if split else (clock, "")
    words = f"{_say_single(day, weekday=weekday, inside=False)}, {time}"
    return f"{words} (UTC{zone.removeprefix('Z')})" if zone else words


def _say_single(text: str, *, weekday: bool, inside: bool) -> str:
    """Return one date in words; `inside` an interval or set its qualifier comes first."""
    parts = _PARTS(text)
    if parts is None:
        return _say_long_year(text, inside=inside)
    plain = "-".join(part for part in (parts[2], parts[5], parts[8]) if part is not None)
    words = _plain_words(plain, weekday=weekday)
    marks = _marks(parts)
    if len(set(marks)) == 1:
        return _marked(words, marks[0], inside=inside)
    named = {"?": "uncertain", "~": "approximate", "?~": "uncertain and approximate"}
    notes: dict[str, list[str]] = {}
    for part, mark in zip(("year", "month", "day"), marks, strict=False):
        notes.setdefault(mark, []).append(part)
    said = [f"{_listed_with(notes[mark], 'and')} {named[mark]}" for mark in notes if mark]
    return f"{words} ({', '.join(said)})"


def _marks(parts: re.Match[str]) -> list[str]:
    """Return what qualifies the year, the month and the day: '', '?', '~' or '?~' for each."""
    present = [place for place in (2, 5, 8) if parts[place] is not None]
    marks = []
    for place in present:
        # A mark on the left is for its part alone, one on the right for all parts up to it.
        own = parts[place - 1] + "".join(parts[later + 1] for later in present if later >= place)
        own = own.replace("%", "?~")
        marks.append("".join(mark for mark in "?~" if mark in own))
    return marks


def _marked(words: str, mark: str, *, inside: bool) -> str:
    if "~" in mark:
        words = f"about {words}"
    if "?" in mark:
        words = f"possibly {words}" if inside else f"{words} (uncertain)"
    return words


def _say_long_year(text: str, *, inside: bool) -> str:
    parts = _LONG(text)
    date = _edtf(text)
    if parts is None or date is None:
        return text
    size = int(parts[3]) * 10 ** int(parts[4] or "0")
    words = _year_words(-size if parts[2] else size)
    if parts[5] and date.precision != "year":
        first, last = (_year_words(day // 10000) for day in (date.earliest, date.latest))
        words = f"a year from {first} to {last}, estimated as {words}"
    return _marked(words, parts[6].replace("%", "?~"), inside=inside)


def _plain_words(text: str, *, weekday: bool) -> str:
    """Return a date without qualifiers in words, or as EDTF where words would not be clear."""
    parts = _PLAIN(text)
    if parts is None:
        return _loose_words(text)
    year = int(parts[1])
    if parts[2] is None:
        return _year_words(year)
    month = int(parts[2])
    if month > _MONTHS_IN_YEAR:
        return _grouping_words(year, month)
    if parts[3] is None:
        return f"{_MONTHS[month - 1]} {_year_words(year)}"
    day = year * 10000 + month * 100 + int(parts[3])
    return f"{_weekday_of(day)} {_day_words(day)}" if weekday else _day_words(day)


def _grouping_words(year: int, code: int) -> str:
    name, first, _ = _GROUPINGS[code]
    season, _, hemisphere = name.partition(" (")
    if code > _LAST_SEASON:
        return f"{name} of {_year_words(year)}"
    years = _year_words(year)
    if first == _MONTHS_IN_YEAR:
        plain = 0 <= year < _LAST_PLAIN_YEAR
        years = f"{year:04d}-{year + 1:04d}" if plain else f"{years} to {_year_words(year + 1)}"
    return f"{season} {years}" + (f" ({hemisphere}" if hemisphere else "")


def _loose_words(text: str) -> str:
    parts = re.fullmatch(r"([0-9]{0,4})(X{0,4})(?:-([0-9]{2}|XX))?(?:-([0-9]{2}|XX))?", text)
    if parts is None or len(parts[1] + parts[2]) != _YEAR_DIGITS:
        return text
    known, unknown, month, of_month = parts.groups()
    if not unknown:
        return _unknown_in(int(known), month, of_month=of_month) or text
    if month is None and re.fullmatch("[1-9][0-9][1-9]X", known + unknown):
        return f"{known}0s"
    years = f"a year from {known}{'0' * len(unknown)} to {known}{'9' * len(unknown)}"
    if month is None:
        return years
    if month == "XX" or int(month) > _MONTHS_IN_YEAR:
        return text
    inside = {None: "", "XX": "a day in "}.get(of_month, f"{of_month} ".removeprefix("0"))
    return f"{inside}{_MONTHS[int(month) - 1]} of {years}"


def _unknown_in(year: int, month: str, *, of_month: str | None) -> str | None:
    if month == "XX":
        unit = {None: "month", "XX": "day"}.get(of_month)
        return f"a {unit} in {_year_words(year)}" if unit else None
    return f"a day in {_MONTHS[int(month) - 1]} {_year_words(year)}"


def _say_interval(text: str, *, weekday: bool) -> str:
    start, _, end = text.partition("/")
    if start == "..":
        return f"by {_say_single(end, weekday=weekday, inside=True)}"
    if end == "..":
        return f"since {_say_single(start, weekday=weekday, inside=True)}"
    if not start:
        return f"{_UNKNOWN_START} to {_say_single(end, weekday=weekday, inside=True)}"
    if not end:
        return f"{_say_single(start, weekday=weekday, inside=True)} to {_UNKNOWN_END}"
    first, second = _listed([start, end], weekday=weekday)
    # Without 'from', a qualifier may seem to be meant for both ends.
    return f"{'from ' if re.search('[?~%]', text) else ''}{first} to {second}"


def _listed(texts: list[str], *, weekday: bool) -> list[str]:
    """Return dates in words, the month and year that all of them share with the last one only."""
    plain = [_PLAIN(text) for text in texts]
    shapes = {"year" if p[2] is None else "month" if p[3] is None else "day" for p in plain if p}
    years = {p[1] for p in plain if p}
    months = {p[2] for p in plain if p}
    whole = [_say_single(text, weekday=weekday, inside=True) for text in texts]
    grouped = any(p[2] and int(p[2]) > _MONTHS_IN_YEAR for p in plain if p)
    if None in plain or len(shapes) > 1 or shapes == {"year"} or len(years) > 1 or grouped:
        return whole
    ending = f" {_year_words(int(years.pop()))}"
    if shapes == {"day"} and len(months) == 1:
        ending = f" {_MONTHS[int(str(months.pop())) - 1]}{ending}"
    return [words.removesuffix(ending) for words in whole[:-1]] + whole[-1:]


def _listed_with(words: list[str], conjunction: str) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def _say_set(text: str, *, weekday: bool) -> str:
    members = text[1:-1].split(",")
    one_of = text[0] == "["
    if ".." in text:
        words = [_say_member(member, weekday=weekday, one_of=one_of) for member in members]
    else:
        words = _listed(members, weekday=weekday)
    said = _listed_with(words, "or" if one_of else "and")
    if len(words) == 1 or not re.search("[?~%]", text):
        return said
    # A qualified first date alone would seem to qualify all of them.
    return f"{'either' if one_of else 'both'} {said}"


def _say_member(text: str, *, weekday: bool, one_of: bool) -> str:
    start, dots, end = text.partition("..")
    if not dots:
        return _say_single(text, weekday=weekday, inside=True)
    every = f"every {_edtf_precision(start or end)}"
    if not start:
        said = _say_single(end, weekday=weekday, inside=True)
        return f"{said} or earlier" if one_of else f"{every} until {said}"
    if not end:
        said = _say_single(start, weekday=weekday, inside=True)
        return f"{said} or later" if one_of else f"{every} since {said}"
    first, second = _listed([start, end], weekday=weekday)
    return f"between {first} and {second}" if one_of else f"{every} from {first} to {second}"


def _edtf_precision(text: str) -> str:
    date = _edtf(text)
    return date.precision if date is not None and date.precision in {"day", "month"} else "year"
