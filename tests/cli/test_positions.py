"""What `timeline positions`, `timeline party` and `timeline show PERSON` tell."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run

TALKS = """
process: talks
name: Talks
parties: [a-side, b-side]
declare:
  parties:
    a-side: {name: A, aliases: [Алфа]}
    b-side: {name: B}
  persons: {ann: {name: Ann Arbor, party: a-side}}
  issues: {peace: {name: peace}, land: {name: land}}
sources: {s: {publisher: S, published: 2020-01-02}, late: {publisher: Late, published: 2020-03-01}}
cite: s
rounds:
  r1:
    number: 1
    status: held
    date: 2020-01-01
    delegations: {a-side: {ann: {role: head, office: Minister}}}
    positions:
      peace: {party: a-side, issue: peace, stance: demand, text: at once, speaker: ann}
      land: {party: b-side, issue: land, stance: proposal}
    outcomes: {no-peace: {issue: peace, status: not_agreed, answers: {peace: unmet}}}
  r2:
    number: 2
    status: held
    date: 2020-02-01
    cite: late
    delegations: {a-side: {ann: {role: negotiator, office: President}}}
    positions:
      peace: {party: a-side, issue: peace, stance: proposal}
      land: {party: b-side, issue: land, stance: proposal, change: softer, change_reason: A smaller part of it.}
      first: {party: b-side, issue: peace, stance: demand, timing: before}
      then: {party: b-side, issue: peace, stance: precondition, timing: after}
    outcomes: {some-peace: {issue: peace, status: agreed, answers: {r1/peace: partly_met}}}
"""


@pytest.fixture
def talks(run: Run, tmp_path: Path) -> Run:
    file = tmp_path / "talks.yaml"
    file.write_text(TALKS, encoding="utf-8")
    told = run("import", file)
    assert told.status == 0, told.err
    return run


def items(run: Run, *arguments: str) -> list[dict[str, Any]]:
    told = run(*arguments, "--format", "json")
    assert told.status == 0, told.err
    found: list[dict[str, Any]] = json.loads(told.out)["items"]
    return found


def marks(run: Run, *arguments: str) -> dict[tuple[str, str], list[str | None]]:
    return {
        (item["party"], item["issue"]): [position["change"] for position in item["positions"]]
        for item in items(run, "positions", *arguments)
    }


def test_each_position_is_marked_against_the_one_before(talks: Run) -> None:
    assert marks(talks) == {
        ("a-side", "peace"): ["new", "softer"],
        ("b-side", "land"): ["new", "softer"],
        ("b-side", "peace"): ["new", "harder"],
    }


def test_rounds_carry_the_same_marks(talks: Run) -> None:
    second = items(talks, "rounds", "--since", "2020-02")[0]
    assert {position["id"].rpartition("/")[2]: position["change"] for position in second["positions"]} == {
        "peace": "softer", "land": "softer", "first": "new", "then": "harder",
    }  # fmt: skip


def test_changed_keeps_what_moved(talks: Run) -> None:
    assert ("b-side", "land") in marks(talks, "--changed")
    assert marks(talks, "--changed", "--as-known", "2020-01-31") == {}


def test_what_was_published_later_leaves_no_mark(talks: Run) -> None:
    assert marks(talks, "--as-known", "2020-01-31") == {("a-side", "peace"): ["new"], ("b-side", "land"): ["new"]}


def test_nothing_on_record_is_not_no_position(talks: Run) -> None:
    told = talks("positions").out
    assert 'nothing on record, which is not "no position"' in told
    assert "SOFTER" in told


def test_first_and_latest_position_and_what_came_of_the_demand(talks: Run) -> None:
    (party,) = items(talks, "party", "Алфа")
    (issue,) = party["issues"]
    assert (issue["first"]["stance"], issue["latest"]["stance"], issue["result"]) == ("demand", "proposal", "partly_met")
    assert {name: count for name, count in party["sought"].items() if count} == {"total": 1, "partly_met": 1}


def test_delegates_are_told_by_round(talks: Run) -> None:
    (party,) = items(talks, "party", "a-side")
    assert [(found["round"], found["delegates"][0]["role"]) for found in party["delegations"]] == [
        ("talks/r1", "head"),
        ("talks/r2", "negotiator"),
    ]


def test_a_person_s_offices_and_words_are_told_over_time(talks: Run) -> None:
    (person,) = items(talks, "show", "ann")
    assert [(seat["round"], seat["office"]) for seat in person["rounds"]] == [("talks/r1", "Minister"), ("talks/r2", "President")]
    assert [spoken["id"] for spoken in person["spoke"]] == ["talks/r1/peace"]
    assert "President" in talks("show", "ann").out


def test_a_party_that_only_hosted_is_told_as_a_third_party(answer: Answer) -> None:
    (belarus,) = answer("party", "Belarus", "--process", "ukraine-russia-2022")["items"]
    assert {"host"} <= {role for found in belarus["third_party"] for role in found["roles"]}


def test_an_unknown_party_is_answered_with_what_is_near(run: Run, bundled: Path) -> None:
    told = run("party", "Ukrane", "--database", bundled)
    assert (told.status, "Ukraine" in told.err) == (4, True)
