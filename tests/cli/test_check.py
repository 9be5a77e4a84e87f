"""Claims about `timeline check`: the list of rules as it is read, and the store as it is held to them."""

from pathlib import Path

import pytest

from tests.cli.test_terminal import on_terminal
from tests.conftest import File, Run
from timeline import checks, text

TALKS = """\
process: talks
name: Talks
parties: [ukraine]
cite: s1
declare: {parties: {ukraine: {name: Ukraine}}}
sources: {s1: {publisher: Statecraft, published: 2022-03-04}}
rounds: {r1: {status: tentative, date: 2022-03-01}}
"""
FOUND = "is still tentative, and 'talks/s1' is of 2022-03-04: say what became of the round [planned-rounds-lie-ahead]"


def test_each_rule_is_listed_on_a_line_with_its_severity_and_meaning(run: Run) -> None:
    told = run("check", "--list")
    expected = [f"{rule.name}  {'error' if rule.error else 'warning'}  {rule.meaning}" for rule in checks.RULES]
    assert (told.status, told.out.splitlines(), told.err) == (0, expected, "")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_on_a_terminal_the_rules_stand_under_what_becomes_of_those_who_break_them(database: Path, columns: int) -> None:
    told = on_terminal(database, "check", "--list", columns=columns)
    assert [line for line in told.splitlines() if text.width(line) > columns and " " in line.strip()] == []  # no name is broken
    headings = [line for line in told.splitlines() if not line.startswith(" ")]
    assert headings[0] == "Errors keep data out of the store:"
    assert " ".join(headings[1:]) == "Warnings do not; --strict counts those that no process waives:"
    words = " ".join(told.split())
    assert all(f"{rule.name} {rule.meaning}" in words for rule in checks.RULES)


def test_without_a_file_the_store_is_checked(run: Run, file: File) -> None:
    run("import", file(TALKS))
    told = run("check")
    assert (told.status, told.out, told.err) == (0, f"round talks/r1: status: {FOUND}\n", "1 finding, 0 problems\n")
    assert run("check", "--strict").status == 3


def test_a_warning_that_is_waived_is_not_counted_when_strict(run: Run, file: File) -> None:
    waived = f"{TALKS}waive: [{{rule: planned-rounds-lie-ahead, subject: r1, reason: the page tells no more}}]\n"
    told = run("check", "--strict", file(waived))
    assert (told.status, told.out) == (0, "")


def test_what_is_on_record_counts_for_what_a_file_says(run: Run, file: File) -> None:
    run("import", file(TALKS.replace("rounds: {r1: {status: tentative, date: 2022-03-01}}\n", "")))
    later = file(TALKS.replace("sources: {s1: {publisher: Statecraft, published: 2022-03-04}}\n", ""), "later.yaml")
    told = run("check", later)
    assert told.out == f"{later}:6:23: round talks/r1: status: {FOUND}\n"


def test_the_records_that_come_with_timeline_keep_every_rule(run: Run, bundled: Path) -> None:
    told = run("check", "--strict", "--database", bundled)
    assert (told.status, told.out) == (0, "")
