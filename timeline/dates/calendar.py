"""Days as integers: their arithmetic, and what days, months and years are called."""

from typing import Final

Day = int
"""A calendar day as year * 10000 + month * 100 + day of the month; days sort in time order."""

OPEN_START: Final[Day] = -(10**15)
"""The start of a date whose start is open or unknown; before every day."""

OPEN_END: Final[Day] = 10**15
"""The end of a date whose end is open or unknown; after every day."""

LAST_YEAR: Final = 99_999_999_999
"""The last year that is kept; the first is as far before year 0."""

MONTHS: Final = (
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
"""The months in English; January has place 0."""

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def split(day: Day) -> tuple[int, int, int]:
    """Return the year, the month and the day of the month."""
    year, rest = divmod(day, 10000)
    return year, rest // 100, rest % 100


def month_length(year: int, month: int) -> int:
    """Return how many days a month has."""
    leap_day = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + leap_day


def to_ordinal(day: Day) -> int:
    """Return the number of a day, counted so that 0001-01-01 is 1.

    Raises `ValueError` for an open start or end.
    """
    if not OPEN_START < day < OPEN_END:
        message = "an open start or end has no place among the days"
        raise ValueError(message)
    year, month, of_month = split(day)
    past = year - 1
    leap_day = month > 2 and month_length(year, 2) == 29
    return past * 365 + past // 4 - past // 100 + past // 400 + _DAYS_BEFORE[month - 1] + leap_day + of_month


def from_ordinal(ordinal: int) -> Day:
    """Return the day of a number given by `to_ordinal`."""
    # Years are counted from 1 March here, which puts the leap day at their end.
    cycle, in_cycle = divmod(ordinal + 305, 146097)
    year = (in_cycle - in_cycle // 1460 + in_cycle // 36524 - in_cycle // 146096) // 365
    in_year = in_cycle - (365 * year + year // 4 - year // 100)
    step = (5 * in_year + 2) // 153
    past_new_year, month = divmod(step + 2, 12)
    of_month = in_year - (153 * step + 2) // 5 + 1
    return (year + cycle * 400 + past_new_year) * 10000 + (month + 1) * 100 + of_month


def add_days(day: Day, number: int) -> Day:
    """Return the day so many days later, or earlier when negative; open values stay as they are.

    What would lie beyond the first or last year is the open start or end.
    """
    if not OPEN_START < day < OPEN_END:
        return day
    moved = from_ordinal(to_ordinal(day) + number)
    if abs(moved // 10000) > LAST_YEAR:
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


def iso(day: Day) -> str | None:
    """Return a day as ISO 8601 text: '2022-03-03', '-0420-03-01', '+170000002-01-01'.

    `None` means that the day is an open start or end.
    """
    if not OPEN_START < day < OPEN_END:
        return None
    year, month, of_month = split(day)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{of_month:02d}"


def year_words(year: int) -> str:
    """Return a year in English."""
    if year <= 0:
        return f"{1 - year} BC"
    # A bare number below 1000 or above 9999 does not look like a year.
    return str(year) if 1000 <= year <= 9999 else f"AD {year}"


def month_words(year: int, month: int) -> str:
    """Return a month of a year in English."""
    return f"{MONTHS[month - 1]} {year_words(year)}"


def day_words(day: Day) -> str:
    """Return a day in English."""
    year, month, of_month = split(day)
    return f"{of_month} {month_words(year, month)}"
