"""Whole texts of EDTF, levels 0 to 2: one date, a time, an interval or a set."""

import re
from typing import Final

from timeline.dates import single
from timeline.dates.calendar import OPEN_END, OPEN_START, Day, month_length
from timeline.dates.date import Date, Wrong

MAX_LENGTH: Final = 200
"""The most characters that a date may have."""

_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
_TIMED: Final = (
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    r"(Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
)
_NO_END: Final = Date("", OPEN_START, OPEN_END, "open")


def find(text: str) -> Date | None:
    """Return the date of an EDTF text; `None` means that it does not have the form of one.

    Raises `Wrong` where it has the form but means no date.
    """
    if _PLAIN_DAY(text):
        day = int(text.replace("-", ""))
        month, of_month = day // 100 % 100, day % 100
        if 0 < month <= 12 and 0 < of_month <= month_length(day // 10000, month):
            return Date(text, day, day, "day")
    if len(text) > MAX_LENGTH:
        raise Wrong(
            f"has {len(text)} characters, more than a date may have ({MAX_LENGTH})",
            "write one date, in EDTF, and keep the rest as a note",
        )
    if text.startswith(("[", "{")):
        return _set(text)
    if "/" in text:
        return _interval(text)
    if "T" in text:
        return _time(text)
    return single.find(text)


def valid(text: str) -> bool:
    """Return whether a text is EDTF."""
    try:
        return find(text) is not None
    except Wrong:
        return False


def _time(text: str) -> Date | None:
    parts = re.fullmatch(_TIMED, text)
    day = single.find(parts[1]) if parts else None
    if parts is None or day is None:
        return None
    if parts[2] > "23" or parts[3] > "59" or (parts[4] or "00") > "59":
        raise Wrong(
            "has a time that no clock shows",
            "write 00:00 to 23:59, and midnight at the end of a day as 00:00 of the next",
        )
    zone = parts[5] or "Z"
    if zone in {"-00", "-00:00"}:
        raise Wrong(f"has a zone '{zone}', which ISO 8601 rules out", "write Z for UTC")
    if zone != "Z" and (zone[1:3] > "23" or zone[4:] > "59"):
        raise Wrong(f"has a zone '{zone}'", "write hours and minutes from UTC, as +03:00")
    return Date(text, day.earliest, day.latest, "time")


def _interval(text: str) -> Date | None:
    start_text, _, end_text = text.partition("/")
    if "/" in end_text:
        return None
    if {start_text, end_text} <= {"", ".."}:
        raise Wrong("gives neither a start nor an end", "give one of them, or leave the date out")
    _refuse_times(text, "an interval")
    start, end = (_NO_END if part in {"", ".."} else single.find(part) for part in (start_text, end_text))
    if start is None or end is None:
        return None
    if start.earliest > end.latest:
        raise Wrong("starts after it ends", f"check both ends, or write {end_text}/{start_text}")
    return _joined(text, [start, end], start.earliest, end.latest)


def _set(text: str) -> Date | None:
    if text[-1] != ("]" if text[0] == "[" else "}"):
        return None
    _refuse_times(text, "a set")
    members = text[1:-1].split(",")
    dates: list[Date] = []
    for place, member in enumerate(members):
        date = _member(member, first=place == 0, last=place == len(members) - 1)
        if date is None:
            return None
        dates.append(date)
    return _joined(text, dates, min(date.earliest for date in dates), max(date.latest for date in dates))


def _member(text: str, *, first: bool, last: bool) -> Date | None:
    start_text, dots, end_text = text.partition("..")
    if not dots:
        return single.find(text)
    start = single.find(start_text) if start_text else _NO_END
    end = single.find(end_text) if end_text else _NO_END
    if start is None or end is None or start is end:
        return None
    if start is _NO_END and not first:
        raise Wrong(f"has '{text}' inside a set", "write what is open at its start first")
    if end is _NO_END and not last:
        raise Wrong(f"has '{text}' inside a set", "write what is open at its end last")
    closed = start is not _NO_END and end is not _NO_END
    if closed and not (start.precision == end.precision and start.precision in {"day", "month", "year"}):
        raise Wrong(f"has '{text}', whose ends differ in precision", "write two days, months or years")
    if start.earliest > end.latest:
        raise Wrong(f"has '{text}', which starts after it ends", f"write {end_text}..{start_text}")
    return Date(text, start.earliest, end.latest, start.precision if end is _NO_END else end.precision)


def _refuse_times(text: str, where: str) -> None:
    if re.search(r"[0-9]T[0-9]{2}", text):
        raise Wrong(
            f"has a time inside {where}, which EDTF rules out",
            "write days only, and keep the times in a note",
        )


def _joined(text: str, dates: list[Date], earliest: Day, latest: Day) -> Date:
    precisions = {date.precision for date in dates}
    if earliest == OPEN_START or latest == OPEN_END:
        precision = "open"
    elif precisions <= {"day", "days"}:
        precision = "days"
    elif precisions <= {"day", "days", "month", "months", "season"}:
        precision = "months"
    else:
        precision = "years"
    return Date(text, earliest, latest, precision)
