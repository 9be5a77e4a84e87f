"""Bounds agree with the `edtf` library where that library follows the standard."""

import contextlib
import io
import time

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates

# Where the library is wrong, or decides otherwise than is decided here, with the bounds that it
# gives by its fuzzy reading; None is an error. It has no bounds but strings for open ends.
DISAGREEMENTS = [
    # Qualifiers widen its fuzzy bounds, by different amounts for each part.
    ("2022-03-03?", "2021-02-02", "2023-04-04"),
    ("1993~", "1992-01-01", "1994-12-31"),
    ("2022-03?", "2021-02-01", "2023-04-30"),
    ("2004-06~-11", "2003-05-11", "2005-07-11"),
    # An unknown end is taken to be ten years after the start.
    ("1993/", "1993-01-01", "2003-01-01"),
    # Winter ends with its first month.
    ("2001-24", "2001-12-01", "2001-12-31"),
    # Days that the calendar lacks pass.
    ("2022-02-29", "2022-02-29", "2022-02-29"),
    ("1900-02-29", "1900-02-29", "1900-02-29"),
    # An interval that ends before it starts passes.
    ("2005/2004", "2005-01-01", "2004-12-31"),
    # A month whose last digit is not known is an error.
    ("1984-1X", None, None),
]


def library_bounds(text: str) -> tuple[str, str]:
    # The library prints what it stumbles over.
    with contextlib.redirect_stdout(io.StringIO()):
        date = edtf.parse_edtf(text)
        return written(date.lower_fuzzy()), written(date.upper_fuzzy())


def written(day: float | time.struct_time) -> str:
    if isinstance(day, time.struct_time):
        sign = "-" if day.tm_year < 0 else ""
        return f"{sign}{abs(day.tm_year):04d}-{day.tm_mon:02d}-{day.tm_mday:02d}"
    return str(day)


def our_bounds(text: str) -> tuple[str, str]:
    date = dates.parse(text)
    lower, upper = dates.iso(date.earliest) or "-inf", dates.iso(date.latest) or "inf"
    return lower.removeprefix("+"), upper.removeprefix("+")


def days() -> st.SearchStrategy[str]:
    return st.dates().map(lambda day: day.isoformat())


def months() -> st.SearchStrategy[str]:
    return days().map(lambda day: day[:7])


def years() -> st.SearchStrategy[str]:
    return st.integers(1, 9999).map("{:04d}".format)


def plain() -> st.SearchStrategy[str]:
    return st.one_of(days(), months(), years())


def ordered(joint: str) -> st.SearchStrategy[str]:
    pairs = [st.lists(texts, min_size=2, max_size=2) for texts in (days(), months(), years())]
    return st.one_of(*pairs).map(sorted).map(joint.join)


def agreed() -> st.SearchStrategy[str]:
    return st.one_of(
        plain(),
        ordered("/"),
        ordered("..").map("[{}]".format),
        ordered("..").map("{{{}}}".format),
        st.lists(plain(), min_size=2, max_size=4).map(",".join).map("[{}]".format),
        plain().map("{}/..".format),
        plain().map("../{}".format),
        plain().map("[..{}]".format),
        st.integers(100, 999).map("{}X".format),
        st.integers(10, 99).map("{}XX".format),
        years().map("{}-XX".format),
        months().map("{}-XX".format),
        st.builds("{}-{}".format, years(), st.sampled_from([21, 22, 23, 33, 34, 35, 36])),
        st.integers(10_000, 999_999).map("Y{}".format),
        st.integers(1, 9999).map("-{:04d}".format),
    )


@given(agreed())
def test_bounds_agree_with_the_library(text: str) -> None:
    lower, upper = library_bounds(text)

    assert our_bounds(text) == (lower, upper)


@pytest.mark.parametrize(("text", "lower", "upper"), DISAGREEMENTS)
def test_the_library_still_disagrees(text: str, lower: str | None, upper: str | None) -> None:
    try:
        found: tuple[str | None, str | None] = library_bounds(text)
    except (AttributeError, edtf.EDTFParseException):
        found = (None, None)

    assert found == (lower, upper)


@pytest.mark.parametrize("text", [text for text, _, _ in DISAGREEMENTS])
def test_we_do_not_follow_it(text: str) -> None:
    try:
        ours: tuple[str | None, str | None] = our_bounds(text)
    except dates.DateError:
        ours = (None, None)
    known = {bad: (lower, upper) for bad, lower, upper in DISAGREEMENTS}

    assert ours != known[text]
