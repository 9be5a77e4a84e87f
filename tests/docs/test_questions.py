"""Claims about the page of questions: fifteen of them, each answered by the one command that its table names, within a page."""

import re
from typing import NamedTuple

import pytest

from tests.docs.conftest import DOCS
from tests.docs.test_sessions import Step, anchors, steps
from timeline import text

PAGE = (DOCS / "questions.md").read_text(encoding="utf-8")
OPENING, *SECTIONS = re.split(r"^(?=## )", PAGE, flags=re.MULTILINE)
ROW = re.compile(r"^\| \[(\d+)\]\(#([^)]+)\) \| (.+) \| `(.+)` \|$", re.MULTILINE)
NARROW, SHORT = 80, 56
"""The columns and lines that an answer may have on the page; addresses are as long as they are."""


class Row(NamedTuple):
    """A line of the table: the number of the question, the anchor of its section, the question, and the command that answers it."""

    number: str
    anchor: str
    question: str
    command: str


ROWS = [Row(*found) for found in ROW.findall(OPENING)]


def answer(section: str) -> Step:
    """Return the one command of a section, with its output."""
    (step,) = steps(section)
    return step


def test_the_table_has_all_fifteen_questions() -> None:
    assert [int(row.number) for row in ROWS] == list(range(1, 16))
    assert len({row.question for row in ROWS}) == len(SECTIONS) == 15
    assert all(row.question.endswith("?") for row in ROWS)


@pytest.mark.parametrize(("row", "section"), list(zip(ROWS, SECTIONS, strict=True)), ids=[row.number for row in ROWS])
def test_a_row_names_the_command_that_its_section_runs(row: Row, section: str) -> None:
    assert row.anchor in anchors(section)
    assert row.command == answer(section).command


@pytest.mark.parametrize("section", SECTIONS, ids=[row.number for row in ROWS])
def test_an_answer_fits_a_page(section: str) -> None:
    lines = answer(section).output.splitlines()
    assert [line for line in lines if text.width(line) > NARROW and "://" not in line] == []
    assert 1 < len(lines) <= SHORT


@pytest.mark.parametrize("section", SECTIONS, ids=[row.number for row in ROWS])
def test_a_section_tells_how_to_read_its_answer(section: str) -> None:
    assert section.rpartition("```")[2].strip()
