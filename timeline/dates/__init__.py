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
from typing import NoReturn

from timeline.dates.calendar import (
    OPEN_END,
    OPEN_START,
    Day,
    add_days,
    days_between,
    from_ordinal,
    iso,
    to_ordinal,
    weekday,
)
from timeline.dates.date import PRECISIONS, Date, DateError, Wrong
from timeline.dates.edtf import MAX_LENGTH, find

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
    "since",
    "to_ordinal",
    "weekday",
]


def parse(text: str) -> Date:
    """Return the date that an EDTF text means, levels 0 to 2; the text is kept as it is.

    Nothing but EDTF passes; times with minutes only are the one extension. Raises `DateError`,
    whose remedy names the EDTF form where there is one.
    """
    return _parse(text)


@functools.lru_cache(maxsize=4096)
def _parse(text: str) -> Date:
    try:
        return find(text) or _refuse(text)
    except Wrong as wrong:
        raise DateError(text, wrong.why, wrong.remedy) from None


def _refuse(text: str) -> NoReturn:
    """Refuse what is not EDTF, with the EDTF form that it would have."""
    from timeline.dates import english, refusals

    refusals.refuse_spelling(text)
    refusals.refuse_figures(text.strip())
    words = english.as_edtf(text)
    if words is not None and find(words) is not None:
        raise Wrong("is not EDTF", f"write {words}")
    refusals.refuse(text)


def read(text: str) -> Date:
    """Return the date that a text means, in English or in EDTF.

    Nothing is guessed: what has two readings, or none, raises `DateError`.
    """
    words = " ".join(text.split())
    try:
        return find(words) or _read_english(words)
    except Wrong as wrong:
        raise DateError(text, wrong.why, wrong.remedy) from None


def _read_english(words: str) -> Date:
    from timeline.dates import english, refusals

    refusals.refuse_figures(words)
    text = english.as_edtf(words)
    date = None if text is None else find(text)
    if date is None:
        refusals.refuse_spelling(words)
        refusals.refuse(words)
    return date


def bounds(text: str) -> tuple[Day, Day]:
    """Return the first and last day that a text may mean, read as `read` does."""
    date = read(text)
    return date.earliest, date.latest


def say(date: Date, *, weekday: bool = False) -> str:
    """Return the date in English, with its precision and its qualifiers.

    `weekday` puts the name of the weekday before each single day. `read` gives the same date
    back for days, times, months, years, decades, seasons and parts of a year, qualified as a
    whole or not, and for intervals, ranges and sets of days, months or years. Qualifiers of
    single parts, significant digits, exponents, sets that mix ranges with dates, and most
    patterns of unspecified digits lose their exact EDTF text in words.
    """
    from timeline.dates import saying

    return saying.say(date, weekday=weekday)


def since(date: Date) -> str:
    """Return in English since when something stands that came about on a date.

    What lasted, or came about on several dates, does not stand since one of them: 'from 22 to 29 May 2023'.
    """
    from timeline.dates import saying

    return saying.since(date)


def brief(date: Date) -> str:
    """Return the date in little room, for a column of a table: its EDTF text."""
    return date.edtf
