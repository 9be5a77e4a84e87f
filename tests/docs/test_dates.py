"""Claims about the page on dates: each line of its tables is so."""

import re

import pytest

from tests.docs.conftest import DOCS
from timeline import dates

PAGE = (DOCS / "dates.md").read_text(encoding="utf-8")
MARCH = dates.bounds("2022-03")


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading, but for its header."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = re.findall(r"^\| (.+) \|$", section, re.MULTILINE)
    return [[cell.strip("`") for cell in line.split(" | ")] for line in lines[2 if "---" in lines[1] else 1 :]]


@pytest.mark.parametrize(("edtf", "english", "first", "last"), rows("How a date is written"))
def test_a_date_means_what_the_page_says(edtf: str, english: str, first: str, last: str) -> None:
    date = dates.parse(edtf)
    assert dates.read(english) == date
    assert dates.say(date) == english
    assert (dates.iso(date.earliest) or "open", dates.iso(date.latest) or "open") == (first, last)


@pytest.mark.parametrize(("written", "answer"), rows("What is refused"))
def test_a_date_is_refused_as_the_page_says(written: str, answer: str) -> None:
    with pytest.raises(dates.DateError) as refused:
        dates.read(written)
    assert str(refused.value) == f"'{written}' {answer}"


@pytest.mark.parametrize(("edtf", "asked", "certain"), rows("What a question finds"))
def test_a_question_finds_what_the_page_says(edtf: str, asked: str, certain: str) -> None:
    date = dates.parse(edtf)
    assert date.may_touch(*MARCH) == (asked == "found")
    assert date.certainly_within(*MARCH) == (certain == "found")
