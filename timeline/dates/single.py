"""One date of EDTF: a day, month, year or part of a year, perhaps with digits that are not known."""

import itertools
import re
from collections.abc import Iterator
from typing import Final

from timeline.dates.calendar import LAST_YEAR, Day, month_length, month_words
from timeline.dates.date import Date, Wrong

PARTS_OF_YEAR: Final[dict[int, tuple[str, str, int, int]]] = {
    21: ("spring", "", 3, 3),
    22: ("summer", "", 6, 3),
    23: ("autumn", "", 9, 3),
    24: ("winter", "", 12, 3),
    25: ("spring", "northern", 3, 3),
    26: ("summer", "northern", 6, 3),
    27: ("autumn", "northern", 9, 3),
    28: ("winter", "northern", 12, 3),
    29: ("spring", "southern", 9, 3),
    30: ("summer", "southern", 12, 3),
    31: ("autumn", "southern", 3, 3),
    32: ("winter", "southern", 6, 3),
    33: ("first quarter", "", 1, 3),
    34: ("second quarter", "", 4, 3),
    35: ("third quarter", "", 7, 3),
    36: ("fourth quarter", "", 10, 3),
    37: ("first third", "", 1, 4),
    38: ("second third", "", 5, 4),
    39: ("last third", "", 9, 4),
    40: ("first half", "", 1, 6),
    41: ("second half", "", 7, 6),
}
"""What each code above the months means: its name, hemisphere, first month and number of months."""

LAST_SEASON: Final = 32
"""The last code of a season; those after it are quarters, thirds and halves."""

PARTS: Final = (
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
"""The year, month and day of a date, each between the qualifiers on its left and right."""

LONG_YEAR: Final = r"(Y?)(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?([?~%]?)"
"""A year with its Y, sign, digits, exponent, number of significant digits and qualifier."""


def find(text: str) -> Date | None:
    """Return the date of the text of one date; `None` means that it does not have the form.

    Raises `Wrong` where it has the form but means no date.
    """
    parts = re.fullmatch(PARTS, text)
    if parts is None:
        return _with_long_year(text)
    if any(parts[left] and parts[left + 2] for left in (1, 4, 7)):
        raise Wrong(
            "has a qualifier on both sides of one part",
            "write one: '%' where it is both uncertain and approximate",
        )
    year, month, of_month = parts[2], parts[5], parts[8]
    if year.startswith("-") and not year.strip("-0"):
        raise Wrong("has a year '-0000', which ISO 8601 rules out", f"write {text.replace('-', '', 1)}")
    if month is not None and month.isdigit() and int(month) >= 21:
        return _part_of_year(text, year, month=month, of_month=of_month)
    if "X" in text:
        return _unspecified(text, year, month=month or "XX", of_month=of_month or "XX")
    return _specified(text, int(year), month=month, of_month=of_month)


def year_text(year: int) -> str:
    """Return the EDTF text of a year."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def long_year(parts: re.Match[str]) -> int:
    """Return the year of a match of `LONG_YEAR`, as if all of its digits were significant."""
    size: int = int(parts[3]) * 10 ** int(parts[4] or "0")
    return -size if parts[2] else size


def _specified(text: str, year: int, *, month: str | None, of_month: str | None) -> Date:
    base = year * 10000
    if month is None:
        return Date(text, base + 101, base + 1231, "year")
    base += _month(month) * 100
    length = month_length(year, int(month))
    if of_month is None:
        return Date(text, base + 1, base + length, "month")
    if not 0 < int(of_month) <= length:
        known = f"{year_text(year)}-{month}"
        raise Wrong(
            f"has a day '{of_month}', but {month_words(year, int(month))} has {length} days",
            f"write a day from {known}-01 to {known}-{length}",
        )
    return Date(text, base + int(of_month), base + int(of_month), "day")


def _month(month: str) -> int:
    if not 0 < int(month) <= 12:
        raise Wrong(
            f"has a month '{month}'",
            "write a month from 01 to 12, or a season or part of a year from 21 to 41",
        )
    return int(month)


def _part_of_year(text: str, year: str, *, month: str, of_month: str | None) -> Date:
    code = int(month)
    if code not in PARTS_OF_YEAR:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text) and month > year[2:]:
            raise Wrong(
                f"has a month '{month}'",
                f"write {year}/{year[:2]}{month} for the years, or a month 01 to 12",
            )
        _month(month)
    if of_month is not None:
        raise Wrong(
            f"gives a day of {month}, which is a part of a year and has no days",
            f"write {year}-{month}, or a month from 01 to 12",
        )
    _, _, first, number = PARTS_OF_YEAR[code]
    carried, last = divmod(first + number - 2, 12)
    start, end = _year_bound(year, latest=False), _year_bound(year, latest=True) + carried
    precision = "season" if code <= LAST_SEASON else "months"
    return Date(
        text,
        start * 10000 + first * 100 + 1,
        end * 10000 + (last + 1) * 100 + month_length(end, last + 1),
        _year_precision(year.count("X")) if "X" in year else precision,
    )


def _year_bound(year: str, *, latest: bool) -> int:
    negative = year.startswith("-")
    bound = int(year.replace("X", "9" if latest is not negative else "0"))
    return -1 if negative and bound == 0 else bound


def _unspecified(text: str, year: str, *, month: str, of_month: str) -> Date:
    if month.isdigit():
        _month(month)
    if month[0] not in "01X":
        raise Wrong(f"has a month '{month}'", "write 0X, 1X or XX for a month that is not known")
    # The year 2000 has every day that any year has, so that the long search is worth its time.
    if _first_day("2000", month, of_month, downward=False) is not None:
        earliest = _first_day(year, month, of_month, downward=False)
        latest = _first_day(year, month, of_month, downward=True)
        if earliest is not None and latest is not None:
            return Date(text, earliest, latest, _loose_precision(year, month, of_month=of_month))
    raise Wrong("matches no day of the calendar", "check the digits beside each X")


def _first_day(year: str, month: str, of_month: str, *, downward: bool) -> Day | None:
    """Return the first day that fits all digits, or counting downward the last one."""
    negative = year.startswith("-")
    for size in _numbers(year.removeprefix("-"), downward=downward is not negative):
        if negative and size == 0:
            continue
        signed = -size if negative else size
        for number in _numbers(month, downward=downward):
            if not 0 < number <= 12:
                continue
            for day in _numbers(of_month, downward=downward):
                if 0 < day <= month_length(signed, number):
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


def _with_long_year(text: str) -> Date | None:
    parts = re.fullmatch(LONG_YEAR, text)
    if parts is None:
        return None
    mantissa, exponent, significant = parts[3], parts[4] or "0", parts[5]
    if not parts[1] and (parts[4] or not significant or len(mantissa) != 4):
        return None
    if len(exponent) > 2 or len(mantissa) + int(exponent) > len(str(LAST_YEAR)):
        raise Wrong("has a year beyond what is kept", f"write a year from Y-{LAST_YEAR} to Y{LAST_YEAR}")
    year = long_year(parts)
    size = abs(year)
    if parts[1] and (size <= 9999 or mantissa.startswith("0")):
        better = year_text(year) + (f"S{significant}" if significant else "") + parts[6]
        raise Wrong("has a 'Y', which is for years of more than four digits only", f"write {better}")
    unknown = _insignificant(size, significant)
    start = size - size % 10**unknown
    end = start + 10**unknown - 1
    first, last = (-end, -start) if parts[2] else (start, end)
    return Date(text, first * 10000 + 101, last * 10000 + 1231, _year_precision(unknown))


def _insignificant(size: int, significant: str | None) -> int:
    if significant is None:
        return 0
    digits = len(str(size)) if size else 0
    if len(significant) > 2 or not 0 < int(significant) <= digits:
        raise Wrong(
            f"has S{significant}, but the digits of its year that can count are {digits}",
            f"write a number from 1 to {digits} after the S" if digits else "write the year alone",
        )
    return digits - int(significant)
