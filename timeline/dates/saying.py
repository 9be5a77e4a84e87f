"""Dates in English words, with their precision and qualifiers."""

import re
from typing import Final

from timeline.dates import calendar, edtf
from timeline.dates.calendar import MONTHS, month_words, year_words
from timeline.dates.date import Date
from timeline.dates.single import LAST_SEASON, LONG_YEAR, PARTS, PARTS_OF_YEAR, long_year

_PLAIN: Final = r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"


def say(date: Date, *, weekday: bool) -> str:
    """Return the date in English; `weekday` puts the name of the weekday before each single day."""
    text = date.edtf
    if text.startswith(("[", "{")):
        return _set(text, weekday=weekday)
    if "/" in text:
        return _interval(text, weekday=weekday)
    if "T" in text:
        return _time(text, weekday=weekday)
    return _single(text, weekday=weekday, inside=False)


def since(date: Date) -> str:
    """Return since when something stands that came about on a date: 'since 3 March 2022'.

    What lasted, or came about on several dates, does not stand since one of them: 'from 22 to 29 May 2023'.
    """
    text, words = date.edtf, say(date, weekday=False)
    if text.endswith("/.."):
        return words
    if text.startswith("../"):
        return f"since {words.removeprefix('by ')} or before"
    if words.startswith("between "):
        return f"since some time {words}"
    if text.startswith("{"):
        return words if words.startswith("every ") else f"{'on' if date.precision == 'days' else 'in'} {words}"
    if "/" in text:
        return words if words.startswith("from ") else f"from {words}"
    return f"since {words}"


def _time(text: str, *, weekday: bool) -> str:
    day, _, clock = text.partition("T")
    time = re.sub("[^0-9:].*", "", clock)
    zone = clock.removeprefix(time)
    words = f"{_single(day, weekday=weekday, inside=False)}, {time}"
    return f"{words} (UTC{zone.removeprefix('Z')})" if zone else words


def _single(text: str, *, weekday: bool, inside: bool) -> str:
    """Return one date in words; `inside` an interval or set its qualifier comes first."""
    parts = re.fullmatch(PARTS, text)
    if parts is None:
        return _long_year(text, inside=inside)
    plain = "-".join(part for part in (parts[2], parts[5], parts[8]) if part is not None)
    words = _plain(plain, weekday=weekday)
    marks = _marks(parts)
    if len(set(marks)) == 1:
        return _marked(words, marks[0], inside=inside)
    named = {"?": "uncertain", "~": "approximate", "?~": "uncertain and approximate"}
    notes: dict[str, list[str]] = {}
    for part, mark in zip(("year", "month", "day"), marks, strict=False):
        notes.setdefault(mark, []).append(part)
    said = [f"{_sentence(notes[mark], 'and')} {named[mark]}" for mark in notes if mark]
    return f"{words} ({', '.join(said)})"


def _marks(parts: re.Match[str]) -> list[str]:
    """Return what qualifies the year, the month and the day: '', '?', '~' or '?~' for each."""
    marks: list[str] = []
    # A mark on the left is for its part alone, one on the right for all parts up to it.
    right = ""
    for place in (8, 5, 2):
        if parts[place] is not None:
            right += parts[place + 1]
            own = (parts[place - 1] + right).replace("%", "?~")
            marks.insert(0, "".join(mark for mark in "?~" if mark in own))
    return marks


def _marked(words: str, mark: str, *, inside: bool) -> str:
    if "~" in mark:
        words = f"about {words}"
    if "?" in mark:
        words = f"possibly {words}" if inside else f"{words} (uncertain)"
    return words


def _long_year(text: str, *, inside: bool) -> str:
    parts = re.fullmatch(LONG_YEAR, text)
    date = edtf.find(text)
    if parts is None or date is None:
        return text
    words = year_words(long_year(parts))
    if date.precision != "year":
        first, last = (year_words(day // 10000) for day in (date.earliest, date.latest))
        words = f"a year from {first} to {last}, estimated as {words}"
    return _marked(words, parts[6].replace("%", "?~"), inside=inside)


def _plain(text: str, *, weekday: bool) -> str:
    """Return a date without qualifiers in words, or as EDTF where words would not be clear."""
    parts = re.fullmatch(_PLAIN, text)
    if parts is None:
        return _loose(text)
    year = int(parts[1])
    if parts[2] is None:
        return year_words(year)
    month = int(parts[2])
    if month > 12:
        return _part_of_year(year, month)
    if parts[3] is None:
        return month_words(year, month)
    day = year * 10000 + month * 100 + int(parts[3])
    words = calendar.day_words(day)
    return f"{calendar.weekday(day)} {words}" if weekday else words


def _part_of_year(year: int, code: int) -> str:
    name, hemisphere, first, _ = PARTS_OF_YEAR[code]
    years = year_words(year)
    if code > LAST_SEASON:
        return f"{name} of {years}"
    if first == 12:
        plain = 0 <= year < 9999
        years = f"{year:04d}-{year + 1:04d}" if plain else f"{years} to {year_words(year + 1)}"
    return f"{name} {years} ({hemisphere} hemisphere)" if hemisphere else f"{name} {years}"


def _loose(text: str) -> str:
    """Return a date with digits that are not known in words, or as EDTF."""
    parts = re.fullmatch(r"([0-9]{0,4})(X{0,4})(?:-([0-9]{2}|XX))?(?:-([0-9]{2}|XX))?", text)
    if parts is None or len(parts[1] + parts[2]) != 4:
        return text
    known, unknown, month, of_month = parts.groups()
    if not unknown:
        return _unknown_in(int(known), month, of_month=of_month) or text
    if month is None and re.fullmatch("[1-9][0-9][1-9]X", known + unknown):
        return f"{known}0s"
    years = f"a year from {known.ljust(4, '0')} to {known.ljust(4, '9')}"
    if month is None:
        return years
    if month == "XX" or int(month) > 12:
        return text
    inside = {None: "", "XX": "a day in "}.get(of_month, f"{of_month} ".removeprefix("0"))
    return f"{inside}{MONTHS[int(month) - 1]} of {years}"


def _unknown_in(year: int, month: str, *, of_month: str | None) -> str | None:
    if month != "XX":
        return f"a day in {month_words(year, int(month))}"
    unit = {None: "month", "XX": "day"}.get(of_month)
    return f"a {unit} in {year_words(year)}" if unit else None


def _interval(text: str, *, weekday: bool) -> str:
    start, _, end = text.partition("/")
    if start in {"", ".."}:
        said = _single(end, weekday=weekday, inside=True)
        return f"by {said}" if start else f"an unknown start to {said}"
    if end in {"", ".."}:
        said = _single(start, weekday=weekday, inside=True)
        return f"since {said}" if end else f"{said} to an unknown end"
    first, second = _listed([start, end], weekday=weekday)
    if _within(start, end, open_on="latest"):
        second = f"later in {second}"
    elif _within(end, start, open_on="earliest"):
        first = f"earlier in {first}"
    # Without 'from', a qualifier may seem to be meant for both ends.
    return f"{'from ' if _has_mark(text) else ''}{first} to {second}"


def _within(inner: str, outer: str, *, open_on: str) -> bool:
    """Return whether one end of an interval lies in the other, a month or a longer time that has days left on one side of it."""
    within, around = edtf.find(inner), edtf.find(outer)
    if within is None or around is None or not re.fullmatch(_PLAIN, outer) or around.precision == "day":
        return False
    inside = around.earliest <= within.earliest and within.latest <= around.latest
    return inside and getattr(within, open_on) != getattr(around, open_on)


def _set(text: str, *, weekday: bool) -> str:
    members = text[1:-1].split(",")
    one_of = text[0] == "["
    if ".." not in text:
        words = _listed(members, weekday=weekday)
    elif one_of or len(members) == 1 or text.startswith("{..") or text.endswith("..}"):
        words = [_member(each, weekday=weekday, one_of=one_of) for each in members]
    else:
        words = _all_of(members, weekday=weekday)
    said = _sentence(words, "or" if one_of else "and")
    if len(words) == 1 or not _has_mark(text):
        return said
    # A qualified first date alone would seem to qualify all of them.
    return f"{'either' if one_of else 'both'} {said}"


def _all_of(members: list[str], *, weekday: bool) -> list[str]:
    """Return dates and ranges of which every one is meant; beside others, a range needs no 'every day'."""
    ends = [each.split("..") for each in members]
    words = iter(_listed([text for several in ends for text in several], weekday=weekday))
    return [" to ".join(next(words) for _ in several) for several in ends]


def _member(text: str, *, weekday: bool, one_of: bool) -> str:
    start, dots, end = text.partition("..")
    if not dots:
        return _single(text, weekday=weekday, inside=True)
    date = edtf.find(start or end)
    unit = date.precision if date is not None and date.precision in {"day", "month"} else "year"
    if not start:
        said = _single(end, weekday=weekday, inside=True)
        return f"{said} or earlier" if one_of else f"every {unit} until {said}"
    if not end:
        said = _single(start, weekday=weekday, inside=True)
        return f"{said} or later" if one_of else f"every {unit} since {said}"
    first, second = _listed([start, end], weekday=weekday)
    return f"between {first} and {second}" if one_of else f"every {unit} from {first} to {second}"


def _listed(texts: list[str], *, weekday: bool) -> list[str]:
    """Return dates in words, the month and year that all of them share with the last one only."""
    plain = [re.fullmatch(_PLAIN, text) for text in texts]
    shapes = {"year" if p[2] is None else "month" if p[3] is None else "day" for p in plain if p}
    years = {p[1] for p in plain if p}
    months = {p[2] for p in plain if p}
    whole = [_single(text, weekday=weekday, inside=True) for text in texts]
    grouped = any(p[2] and int(p[2]) > 12 for p in plain if p)
    if None in plain or len(shapes) > 1 or shapes == {"year"} or len(years) > 1 or grouped:
        return whole
    ending = f" {year_words(int(years.pop()))}"
    if shapes == {"day"} and len(months) == 1:
        ending = f" {MONTHS[int(str(months.pop())) - 1]}{ending}"
    return [words.removesuffix(ending) for words in whole[:-1]] + whole[-1:]


def _sentence(words: list[str], conjunction: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def _has_mark(text: str) -> bool:
    return any(mark in text for mark in "?~%")
