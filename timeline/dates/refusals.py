"""What is refused because it is not EDTF, with the EDTF form to write instead."""

import re
from collections.abc import Callable
from typing import Final, NoReturn

from timeline.dates import edtf
from timeline.dates.calendar import MONTHS, add_days, iso, to_ordinal, year_words
from timeline.dates.date import Wrong

_ABSENT: Final = {"?", "-", "..", "open", "unknown", "undated", "none", "n/a", "n.d.", "tbd"}
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))


def plain_dashes(text: str) -> str:
    """Return the text with a hyphen for every dash."""
    return text.translate(_DASHES)


def refuse(text: str) -> NoReturn:
    """Refuse a text for which no form can be offered."""
    if not text:
        raise Wrong("is empty", "write a date, or leave it out")
    if re.search(r"[0-9]T[0-9]", text):
        raise Wrong("is not a time in EDTF", "write 2022-03-03T15:00, with Z or +03:00 after it if known")
    if text.startswith(("[", "{")):
        raise Wrong("is not a set in EDTF", "write [2022-03-01,2022-03-02] or {2022-03-01,2022-03-02}")
    if "/" in text:
        raise Wrong("is not an interval in EDTF", "write 2022-02-28/2022-03-02, ../1993 or 1993/..")
    raise Wrong("is not a date", "write a day as 2022-03-03, a month as 2022-03 or a year as 2022")


def refuse_figures(text: str) -> None:
    """Refuse figures in another form than that of EDTF, and words for the absence of a date."""
    if text.lower() in _ABSENT:
        raise Wrong("gives no date", "leave the date out where it is not known")
    figures = plain_dashes(text)
    _offer(_WITH_SEPARATORS, figures)
    year_last = re.fullmatch(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{2}|[0-9]{4})", figures)
    if year_last:
        _refuse_order(year_last[1], year_last[3], year=year_last[4])
    _offer(_WITHOUT_SEPARATORS, text)
    if re.fullmatch(r"[0-9]{2,3}", text):
        years = f"{text.ljust(4, '0')} to {text.ljust(4, '9')}"
        raise Wrong(
            "is not a whole year",
            f"write {text.ljust(4, 'X')} for a year from {years}, or {text:0>4} for the year {int(text)}",
        )


def _day_of_year(year: str, number: str) -> str:
    day = str(iso(add_days(int(year) * 10000 + 101, int(number) - 1)))
    return day if day.startswith(year) else ""


def _week(year: str, number: str, weekday: str | None) -> str:
    # ISO 8601: the first week is the one that holds 4 January, and each is of the year of its Thursday.
    fourth = int(year) * 10000 + 104
    monday = add_days(fourth, (1 - to_ordinal(fourth)) % -7 + 7 * (int(number) - 1))
    if not str(iso(add_days(monday, 3))).startswith(year):
        return ""
    days = [add_days(monday, int(weekday) - 1)] if weekday else [monday, add_days(monday, 6)]
    return "/".join(str(iso(day)) for day in days)


# A pattern, the EDTF form that its groups give, what is wrong, and the remedy if that form is valid.
_Offers = tuple[tuple[str, Callable[..., str], str, str], ...]

_WITH_SEPARATORS: Final[_Offers] = (
    (
        r"([0-9]{4})([-/. ])([0-9]{1,2})\2([0-9]{1,2})",
        lambda year, _, month, day: f"{year}-{month:0>2}-{day:0>2}",
        "is not written as EDTF",
        "write {}",
    ),
    (r"([0-9]{4})[/. -]([0-9]{1,2})", lambda year, month: f"{year}-{month:0>2}", "is not written as EDTF", "write {}"),
    (r"([0-9]{1,2})[/. -]([0-9]{4})", lambda month, year: f"{year}-{month:0>2}", "is not written as EDTF", "write {}"),
)
_WITHOUT_SEPARATORS: Final[_Offers] = (
    (r"([0-9]{4})-([0-9]{3})", _day_of_year, "counts the days of the year, which EDTF does not", "write {}"),
    (r"([0-9]{4})-?W(0[1-9]|[1-4][0-9]|5[0-3])(?:-?([1-7]))?", _week, "counts weeks, which EDTF does not", "write {}"),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", "{}-{}-{}".format, "lacks its hyphens", "write {}"),
    (r"([0-9]{4})([0-9]{2})", "{}-{}".format, "lacks its hyphen", "write {}, or Y{text} for a year"),
    (r"(-?[1-9][0-9]{4,10}[?~%]?)", "Y{}".format, "has a year of more than four digits", "write {}"),
    (r"-([0-9]{1,3})", "-{:0>4}".format, "has a year of fewer than four digits", "write {}"),
)


def _offer(offers: _Offers, text: str) -> None:
    for pattern, form, why, remedy in offers:
        found = re.fullmatch(pattern, text)
        if found:
            offered = form(*found.groups())
            if edtf.valid(offered):
                raise Wrong(why, remedy.format(offered, text=text))


def _refuse_order(one: str, two: str, *, year: str) -> NoReturn:
    short = len(year) == 2
    # With a short year the 29 February of a leap year is a possible reading.
    test = "2000" if short else year
    orders = dict.fromkeys([(one.zfill(2), two.zfill(2)), (two.zfill(2), one.zfill(2))])
    found = [(d, m) for d, m in orders if m <= "12" and edtf.valid(f"{test}-{m}-{d}")]
    if not found:
        raise Wrong("is no day in any order", "write year, month and day, as 2022-03-31")
    shown = "YYYY" if short else year
    offered = " or ".join(f"{shown}-{m}-{d}" for d, m in found)
    tail = "" if short else f" {year_words(int(year))}"
    named = " or ".join(f"{int(d)} {MONTHS[int(m) - 1]}{tail}" for d, m in found)
    if short:
        raise Wrong(
            f"has a year of two digits, and could be {named}",
            f"write all four digits of the year, as {offered}",
        )
    if len(found) > 1:
        raise Wrong(f"could be {named}", f"write {offered}")
    raise Wrong("is not written year first", f"write {offered}")


def refuse_spelling(text: str) -> None:
    """Refuse EDTF that is spelled otherwise, or as in the draft of 2012."""
    whys: list[str] = []
    changed = text
    for why, change in _SPELLINGS:
        before, changed = changed, change(changed)
        if changed == before:
            continue
        whys.append(why)
        if edtf.valid(changed):
            raise Wrong(" and ".join(whys), f"write {changed}")
    season = re.fullmatch(r"(-?[0-9]{4})-2([1-4])\^.*", text.strip())
    if season:
        year, place = season[1], int(season[2])
        raise Wrong(
            "uses the EDTF draft of 2012",
            f"write {year}-2{place}, or {year}-{24 + place} for the northern and {year}-{28 + place} for the southern hemisphere",
        )


def _plain_digits(text: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)


def _modern(text: str) -> str:
    """Return a text of the 2012 draft of EDTF as the standard writes it."""
    text = re.sub(r"\bunknown\b", "", re.sub(r"\bopen\b", "..", text))
    text = re.sub(r"^y(?=-?[0-9])", "Y", text)
    if text.startswith("Y"):
        text = text.replace("e", "E").replace("p", "S")
    text = re.sub(r"(?<=[0-9uxX-])[ux]|(?<![a-z])[ux](?=[0-9uxX-])", "X", text)
    whole = re.fullmatch(r"\((-?[0-9X]{4})\)([?~%]?)-([0-9X]{2})-([0-9X]{2})([?~%])", text)
    if whole:
        year, mark, month, of_month, rest = whole.groups()
        return f"{mark}{year}-{rest}{month}-{rest}{of_month}"
    text = re.sub(r"\(([0-9X-]+)\)(\?~|~\?|[?~%])", _prefixed, text)
    return text.replace("?~", "%").replace("~?", "%")


def _prefixed(group: re.Match[str]) -> str:
    mark = "%" if len(group[2]) > 1 else group[2]
    return "-".join(mark + part for part in group[1].split("-"))


_SPELLINGS: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("has spaces, which EDTF rules out", lambda text: "".join(text.split())),
    ("has a dash that is not the plain hyphen", plain_dashes),
    ("has digits other than 0 to 9", _plain_digits),
    ("uses the EDTF draft of 2012", _modern),
    ("has a plus sign before its year", lambda text: text.removeprefix("+")),
    ("has small letters", str.upper),
    ("has zeros that do not belong", lambda text: re.sub(r"^(Y-?)0+(?=[0-9])", r"\1", text)),
)
