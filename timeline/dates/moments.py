"""One date in English: a day, month or year, a season or part of a year, or a time of day."""

import re
from collections.abc import Callable
from typing import Final

from timeline.dates import calendar, edtf
from timeline.dates.date import Wrong
from timeline.dates.single import PARTS_OF_YEAR, year_text

FLAGS: Final = re.IGNORECASE | re.ASCII
"""How English words are matched."""

Readings = tuple[tuple[str, Callable[..., str | None]], ...]
"""Patterns, each with what makes EDTF text of its groups."""

_WEEKDAY: Final = (
    r"(?:(?P<weekday>mon|tues?|wed|thur?s?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday)\.?,? )?"
)
_DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR_OF_ERA: Final = r"[0-9]+ (?:BCE?|AD|CE)|AD [0-9]+"
_YEAR: Final = f"(?P<year>{_YEAR_OF_ERA}|[0-9]+)"
_CALENDAR: Final = (
    f"{_WEEKDAY}(?:the )?{_DAY}(?:(?: of)? {_MONTH}(?:,? {_YEAR})?)?",
    f"{_WEEKDAY}{_MONTH} {_DAY}(?:,? {_YEAR})?",
    f"{_WEEKDAY}{_DAY}, (?P<year>[0-9]{{4}})",
    f"{_MONTH}(?:(?:,| of)? {_YEAR})?",
    f"(?P<year>{_YEAR_OF_ERA}|[0-9]{{4}})",
)
_SEASON: Final = (
    r"(spring|summer|autumn|fall|winter)(?: of)? ([0-9]{4})(?:[-/]([0-9]{4}|[0-9]{2}))?"
    r"(?: \((northern|southern) hemisphere\))?"
)
_CLOCK: Final = (
    r"(.+?),?(?: at)? ([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?: ?\(?(?:(UTC|Z)|(\+[0-9]{2}(?::[0-9]{2})?|UTC ?[+-][0-9]{2}(?::[0-9]{2})?))\)?)?"
)
_LEADING: Final = r"^(?:(?:on|in|the) )+"
_POSSIBLY: Final = r"^(?:possibly|perhaps|probably) "
_ABOUT: Final = r"^(?:about|around|approximately|approx\.?|circa|ca?\.?) ?(?=[a-z0-9])"
_CODES: Final = {(name, hemisphere): code for code, (name, hemisphere, _, _) in PARTS_OF_YEAR.items()}


class Moment:
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
            raise Wrong("has no year", "write the year, all four digits, with each date")
        if self.day is not None and self.month is None:
            raise Wrong("has a day without a month", "write the month with each day")
        if self.month is not None and self.year.startswith("Y"):
            raise Wrong("has a month in a year of more than four digits", "write the year alone")
        text = "-".join(part for part in (self.year, self.month, self.day) if part is not None)
        if self.weekday is not None:
            _check_weekday(text, self.weekday)
        return text + self.mark


def _check_weekday(text: str, written: str) -> None:
    date = edtf.find(text)
    if date is None:
        return
    right = calendar.weekday(date.earliest)
    if not right.lower().startswith(written[:3].lower()):
        words = calendar.day_words(date.earliest)
        raise Wrong(f"names the wrong weekday: {words} is a {right}", f"write {right} {words}")


def moment(words: str) -> Moment | None:
    """Return one date of a phrase; `None` means that it is not one."""
    mark, rest = qualified(words)
    found = _clocked(rest) or _calendar(rest) or _whole(rest)
    if found is None:
        return None
    if mark and found.whole is not None and found.whole[-1] in "?~%":
        raise Wrong("qualifies a date twice", "write one qualifier: '?', '~', or '%' for both")
    if mark and found.whole is not None and "T" in found.whole:
        raise Wrong("qualifies a time, which EDTF cannot", "write the day alone with the qualifier")
    found.mark = mark
    return found


def qualified(words: str) -> tuple[str, str]:
    """Return the qualifier that English words amount to, and the words without it."""
    rest = re.sub(_LEADING, "", words, flags=FLAGS)
    uncertain = False
    for ending in (" (uncertain)", "?"):
        if rest.endswith(ending) and not edtf.valid(rest):
            rest, uncertain = rest.removesuffix(ending).rstrip(), True
    certain = re.sub(_POSSIBLY, "", rest, flags=FLAGS)
    exact = re.sub(_ABOUT, "", certain, flags=FLAGS)
    marks = {(True, True): "%", (True, False): "?", (False, True): "~", (False, False): ""}
    mark = marks[uncertain or certain != rest, exact != certain]
    return mark, re.sub(_LEADING, "", exact, flags=FLAGS)


def first_reading(readings: Readings, words: str) -> str | None:
    """Return what the first pattern that matches all of the words makes of them."""
    for pattern, reading in readings:
        found = re.fullmatch(pattern, words, FLAGS)
        if found:
            return reading(*found.groups())
    return None


def _clocked(words: str) -> Moment | None:
    parts = re.fullmatch(_CLOCK, words, FLAGS)
    found = moment(parts[1]) if parts else None
    if parts is None or found is None:
        return None
    text = found.edtf()
    date = edtf.find(text)
    if date is None or date.precision != "day" or date.approximate or date.uncertain:
        raise Wrong("has a time without a day", "write the time after a day, as 2022-03-03T15:00")
    # '10:00 -12:00' is as likely a span of time, so that only 'UTC' makes a zone of a minus.
    zone = "Z" if parts[3] else (parts[4] or "").upper().removeprefix("UTC").lstrip()
    return Moment(whole=f"{text}T{parts[2]}{zone}")


def _calendar(words: str) -> Moment | None:
    for pattern in _CALENDAR:
        found = re.fullmatch(pattern, words, FLAGS)
        if found:
            return _dated(**found.groupdict())
    return None


def _dated(
    *,
    year: str | None = None,
    month: str | None = None,
    day: str | None = None,
    weekday: str | None = None,
) -> Moment:
    place = 0
    if month is not None:
        place = next(n for n, name in enumerate(calendar.MONTHS, 1) if name[:3] == month[:3].title())
    return Moment(
        year=None if year is None else _year(year),
        month=None if month is None else f"{place:02d}",
        day=None if day is None else f"{int(day):02d}",
        weekday=weekday,
    )


def _year(words: str) -> str:
    digits = words.strip("ABCDEabcde ")
    size = int(digits)
    if len(digits) == len(words) and len(digits) != 4:
        number = {1: "one digit", 2: "two digits"}.get(len(digits), f"{len(digits)} digits")
        raise Wrong(f"has a year of {number}", "write all four digits of the year, or AD or BC with it")
    if size == 0 or size > calendar.LAST_YEAR:
        raise Wrong(f"has a year '{words}'", f"write a year from 1 to {calendar.LAST_YEAR} AD or BC")
    return year_text(1 - size if words.upper().endswith(("BC", "BCE")) else size)


def _whole(words: str) -> Moment | None:
    """Return a moment that is not a day, month and year."""
    text = first_reading(_WHOLE, words)
    return None if text is None else Moment(whole=text)


def _part_of_year(place: str, part: str, year: str) -> str | None:
    code = _CODES.get((f"{place} {part}".lower(), ""))
    return f"{year}-{code}" if code else None


def _some_year(first: str, last: str) -> str | None:
    for kept in range(4):
        known = first[:kept]
        if (first, last) == (known.ljust(4, "0"), known.ljust(4, "9")):
            return known.ljust(4, "X")
    return None


def _some_day_or_month(unit: str, words: str) -> str | None:
    inside = _calendar(words)
    text = None if inside is None else inside.edtf()
    missing = {("day", 4): "-XX-XX", ("day", 7): "-XX", ("month", 4): "-XX"}
    ending = missing.get((unit.lower(), len(text.removeprefix("-")))) if text else None
    return f"{text}{ending}" if ending else None


def _season(name: str, year: str, following: str | None, hemisphere: str | None) -> str:
    name = name.lower().replace("fall", "autumn")
    code = _CODES[name, (hemisphere or "").lower()]
    first = int(year)
    if PARTS_OF_YEAR[code][2] != 12:
        if following:
            raise Wrong(f"gives two years to one {name}", f"write {year}-{code}")
    elif following is None:
        raise Wrong(
            f"could be the {name} of {first - 1:04d}-{first:04d} or of {first:04d}-{first + 1:04d}",
            f"write {first - 1:04d}-{code} or {first:04d}-{code}",
        )
    elif int(following) != (first + 1) % 10 ** len(following):
        raise Wrong(f"has a {name} of {year} and {following}", f"write {year}-{code}")
    return f"{year}-{code}"


def _edtf(words: str) -> str | None:
    if "/" in words or words.startswith(("[", "{")):
        return None
    return None if edtf.find(words) is None else words


_WHOLE: Final[Readings] = (
    (r"([0-9]{3})0'?s", "{}X".format),
    (r"(first|second|third|fourth|last) (quarter|third|half) of ([0-9]{4})", _part_of_year),
    (r"a year from ([0-9]{4}) to ([0-9]{4})", _some_year),
    (r"an? (day|month) in (.+)", _some_day_or_month),
    (_SEASON, _season),
    (r"(.+)", _edtf),
)
