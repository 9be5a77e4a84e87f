"""Claims about how everything dated is told: each line says what it is about, and has room for it."""

import contextlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATA, Run
from timeline import text
from timeline.cli import main

Lines = Callable[[int], list[str]]

RECORDS = """
  2 January 2020 outcome truce, deferred
  4 January 2020 agreement Terms of the truce, written unsigned, by Government: No shots for ten days.
  5 January 2020 follow up exchange of prisoners, from round 1 (Talks on the bank), attempted: A bus waits.
  5 January 2020 follow up truce, from round 1 (Talks on the bank), violated: A fire at the mill.
  5 to 6 January 2020 follow up truce, from round 1 (Talks on the bank), failed, the ford: Shots are heard on both days.
  14 January 2020 follow up Terms of the truce, expired
  20 January 2020 round Round 2 · r2 · held
  1 February 2020 round Round 1 (A day in town) · town-1 · held
"""


@pytest.fixture
def talks(run: Run) -> Run:
    """Ask about the talks in two tracks."""
    assert run("import", DATA / "tracks.yaml").status == 0
    return run


@pytest.fixture
def lines(talks: Run, monkeypatch: pytest.MonkeyPatch) -> Lines:
    """Tell everything dated on a page of so many columns."""
    monkeypatch.setenv("TERM", "dumb")

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def lines(columns: int) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        with contextlib.redirect_stdout(Terminal()) as out:
            assert main.run(["chronology", "--no-pager"]) == 0
        return out.getvalue().partition("\n\n")[0].splitlines()

    assert talks("chronology").out
    return lines


def test_each_record_says_whose_it_is_and_what_it_is_about(talks: Run) -> None:
    told = [" ".join(line.split()[:-1]) for line in talks("chronology", "--format", "plain").out.splitlines()]
    assert [line for line in RECORDS.strip().split("\n  ") if line not in told] == []
    assert any("position Government, demand (truce): no more shots" in line for line in told)


def test_a_position_that_says_no_more_than_its_issue_names_it_once(talks: Run) -> None:
    assert "Movement, demand: exchange of prisoners " in talks("chronology", "--format", "plain").out


def test_what_a_record_follows_is_told_to_programs(talks: Run) -> None:
    items = json.loads(talks("chronology", "--format", "json").out)["items"]
    told = {item["id"]: (item["follows"], item["issue"], item["document"]) for item in items if item["kind"] == "follow_up"}
    assert told == {
        "talks/r1/truce/long": ("talks/r1/truce", "truce", None),
        "talks/r1/truce/short": ("talks/r1/truce", "truce", None),
        "talks/r1/prisoners/freed": ("talks/r1/prisoners", "prisoners", None),
        "talks/r1/terms/ended": ("talks/r1/terms", None, "Terms of the truce"),
    }


def test_on_a_wide_page_each_record_has_its_date_beside_it(lines: Lines) -> None:
    assert len([line for line in lines(200) if line.startswith("5 January 2020 ")]) == 3


def test_each_line_says_of_which_process_it_is_where_several_are_told(talks: Run, ledger: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(ledger.read_text(encoding="utf-8").replace("process: talks", "process: upland"), encoding="utf-8")
    assert talks("import", other).status == 0
    told = [" ".join(line.split()) for line in talks("chronology", "--on", "2020-01-02", "--format", "plain").out.splitlines()]
    assert "2 January 2020 round talks · Visit of an envoy · visit · held [1]" in told
    assert "2 January 2020 outcome talks · truce, deferred [1]" in told
    assert "2 January 2020 outcome upland · truce, not agreed [3]" in told
    alone = [" ".join(line.split()) for line in talks("chronology", "--process", "talks", "--format", "plain").out.splitlines()]
    assert "2 January 2020 round Visit of an envoy · visit · held [1]" in alone
    assert "2 January 2020 outcome truce, deferred [1]" in alone


@pytest.mark.parametrize("columns", [40, 60])
def test_on_a_narrow_page_a_date_stands_once_above_its_records(lines: Lines, columns: int) -> None:
    told = lines(columns)
    assert [line for line in told if line.startswith("5 January 2020")] == ["5 January 2020"]
    assert all(text.width(line) <= columns for line in told)
