"""Which position comes before which, and what became of the demands."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

HEAD = """
process: talks
name: Talks
parties: [a, b]
issues: [land, peace]
declare:
  parties: {a: {name: A}, b: {name: B}}
  issues: {peace: {name: peace}, land: {name: land}, water: {name: water}}
sources: {s: {publisher: S, published: 2020-01-02}, late: {publisher: Late, published: 2021-01-02}}
cite: s
"""
Marks = Callable[..., dict[str, str | None]]


@pytest.fixture
def marks(run: Run, tmp_path: Path) -> Marks:
    """Return the marks of positions in a file, by the end of their handles."""

    def marks(body: str, *arguments: str) -> dict[str, str | None]:
        file = tmp_path / "talks.yaml"
        file.write_text(HEAD + body, encoding="utf-8")
        assert run("import", file).status == 0
        return {found["id"].partition("/")[2]: found["change"] for row in asked(run, *arguments) for found in row["positions"]}

    return marks


def asked(run: Run, *arguments: str) -> list[dict[str, Any]]:
    told = run("positions", "--format", "json", *arguments)
    assert told.status == 0, told.err
    found: list[dict[str, Any]] = json.loads(told.out)["items"]
    return found


def test_positions_are_compared_in_the_order_of_their_dates(marks: Marks) -> None:
    body = """
positions:
  third: {party: a, issue: peace, stance: red_line, date: 2020-03}
  first: {party: a, issue: peace, stance: demand, date: 2020-01}
  second: {party: a, issue: peace, stance: proposal, date: 2020-02}
"""
    assert marks(body) == {"first": "new", "second": "softer", "third": "harder"}


def test_within_a_round_the_timing_decides_and_then_the_sequence(marks: Marks) -> None:
    body = """
rounds:
  r1:
    status: held
    date: 2020-01-01
    positions:
      a-after: {party: a, issue: peace, stance: proposal, timing: after}
      b-before: {party: a, issue: peace, stance: proposal, timing: before}
      c-at-last: {party: a, issue: peace, stance: precondition, sequence: 2}
      d-at: {party: a, issue: peace, stance: demand, sequence: 1}
"""
    assert marks(body) == {"r1/b-before": "new", "r1/d-at": "harder", "r1/c-at-last": "harder", "r1/a-after": "softer"}


def test_after_one_round_comes_before_before_the_next(marks: Marks) -> None:
    body = """
rounds:
  r1: {status: held, date: 2020-01-01, positions: {x: {party: a, issue: peace, stance: demand, timing: after, date: 2020-01-03}}}
  r2: {status: held, date: 2020-01-05, positions: {w: {party: a, issue: peace, stance: proposal, timing: before, date: 2020-01-03}}}
"""
    assert marks(body) == {"r1/x": "new", "r2/w": "softer"}


def test_what_was_said_together_is_not_compared_and_a_handle_is_no_order(marks: Marks) -> None:
    body = """
rounds:
  r1:
    status: held
    date: 2020-01-01/2020-01-03
    positions:
      leaked: {party: a, issue: peace, stance: demand}
      said: {party: a, issue: peace, stance: precondition}
      dated: {party: a, issue: peace, stance: red_line, date: 2020-01-02}
  r2: {status: held, date: 2020-02, positions: {p: {party: a, issue: peace, stance: proposal}}}
  r3: {status: held, date: 2020-03, positions: {p: {party: a, issue: peace, stance: demand}}}
"""
    found = marks(body)
    assert {found[f"r1/{name}"] for name in ("leaked", "said", "dated")} == {"new"}
    assert (found["r2/p"], found["r3/p"]) == ("softer", "harder")


def test_where_those_said_together_would_give_different_marks_there_is_none(marks: Marks) -> None:
    body = """
rounds:
  r1: {status: held, date: 2020-01, positions: {x: {party: a, issue: peace, stance: demand}, y: {party: a, issue: peace, stance: red_line}}}
  r2: {status: held, date: 2020-02, positions: {p: {party: a, issue: peace, stance: precondition}}}
"""
    assert marks(body)["r2/p"] is None


def test_what_has_no_date_is_neither_new_nor_before_anything(marks: Marks) -> None:
    body = """
rounds:
  r1: {status: held, date: 2020-01, positions: {x: {party: a, issue: peace, stance: demand}}}
  r2: {status: held, positions: {x: {party: a, issue: peace, stance: red_line}, only: {party: a, issue: land, stance: demand}}}
"""
    assert marks(body) == {"r1/x": None, "r2/x": None, "r2/only": "new"}


def test_the_position_that_the_coder_links_is_the_one_before(marks: Marks) -> None:
    body = """
rounds:
  r1: {status: held, date: 2020-01, positions: {x: {party: a, issue: peace, stance: red_line}}}
  r2: {status: held, date: 2020-02, positions: {x: {party: a, issue: peace, stance: proposal}}}
  r3: {status: held, date: 2020-03, positions: {x: {party: a, issue: peace, stance: demand, supersedes: r1/x}}}
  r4: {status: held, date: 2020-04, positions: {x: {party: a, issue: peace, stance: rejection, supersedes: r3/x}}}
  r5: {status: held, date: 2020-05, positions: {x: {party: a, issue: peace, stance: demand}}}
"""
    assert marks(body) == {"r1/x": "new", "r2/x": "softer", "r3/x": "softer", "r4/x": "reversed", "r5/x": None}


def test_another_party_issue_or_process_is_nothing_before(marks: Marks) -> None:
    body = """
rounds:
  r1: {status: held, date: 2020-01, positions: {x: {party: a, issue: peace, stance: demand}}}
  r2: {status: held, date: 2020-02, positions: {x: {party: b, issue: peace, stance: demand}, y: {party: a, issue: land, stance: demand}}}
"""
    assert set(marks(body).values()) == {"new"}


LINKED_LATE = """
rounds:
  r1: {status: held, date: 2020-01-01, positions: {x: {party: a, issue: peace, stance: demand}}}
  r2: {status: held, date: 2020-01-02, positions: {x: {party: a, issue: peace, stance: proposal, cite: late}}}
  r3:
    status: held
    date: 2020-01-03
    positions: {x: {party: a, issue: peace, stance: precondition, supersedes: r2/x, change: softer, change_reason: So it says., cite: [
      {source: s, fields: [issue, stance]}, {source: late, fields: [change, change_reason, supersedes]}]}}
"""


def test_what_became_known_later_decides_no_mark_before(marks: Marks, run: Run) -> None:
    assert marks(LINKED_LATE, "--as-known", "2020-06-01") == {"r1/x": "new", "r3/x": "harder"}
    (row,) = [row for row in asked(run, "--as-known", "2020-06-01") if row["positions"]]
    assert [(found["previous"], found["change_reason"]) for found in row["positions"]] == [(None, None), ("talks/r1/x", None)]
    (row,) = [row for row in asked(run) if row["positions"]]
    assert [(found["change"], found["previous"]) for found in row["positions"]][2] == ("softer", "talks/r2/x")


def test_what_a_position_was_about_may_be_known_later(marks: Marks, run: Run) -> None:
    body = """
rounds:
  r1:
    status: held
    date: 2020-01
    positions: {x: {party: a, issue: peace, stance: demand, text: at once, cite: [{source: s, fields: [stance, text]}, late]}}
"""
    assert marks(body) == {"r1/x": "new"}
    assert asked(run, "--as-known", "2020-06-01") == []
    (item,) = json.loads(run("rounds", "--format", "json", "--as-known", "2020-06-01").out)["items"]
    assert [(found["stance"], found["change"]) for found in item["positions"]] == [("demand", None)]
    assert run("show", "talks/r1/x", "--as-known", "2020-06-01").status == 0


ANSWERED = """
rounds:
  r1:
    status: held
    date: 2020-01
    positions: {x: {party: a, issue: peace, stance: demand}, w: {party: a, issue: water, stance: demand}}
    outcomes: {no-peace: {issue: peace, status: not_agreed, answers: {x: unmet}}}
  r2:
    status: held
    date: 2020-02
    positions:
      x: {party: a, issue: peace, stance: demand, supersedes: r1/x}
      w: {party: a, issue: water, stance: withdrawn, supersedes: r1/w}
      l: {party: a, issue: land, stance: demand}
  r3:
    status: held
    date: 2020-03
    positions:
      x: {party: a, issue: peace, stance: precondition, supersedes: r2/x}
    outcomes: {some-peace: {issue: peace, status: agreed, answers: {r1/x: met}, cite: late}}
"""


def test_the_latest_outcome_says_what_became_of_a_demand(marks: Marks, run: Run) -> None:
    marks(ANSWERED)
    assert _answered(run) == {"peace": [("talks/r1/x", "met")], "land": [], "water": []}
    earlier = asked(run, "--party", "a", "--issue", "peace", "--as-known", "2020-06-01")
    assert [(found["result"], found["outcome"]) for row in earlier for found in row["answered"]] == [("unmet", "talks/r1/no-peace")]


def _answered(run: Run) -> dict[str, list[tuple[str, str]]]:
    return {row["issue"]: [(found["position"], found["result"]) for found in row["answered"]] for row in asked(run, "--party", "a")}


def test_a_result_belongs_to_the_position_that_it_answers(marks: Marks, run: Run) -> None:
    marks(ANSWERED)
    row = asked(run, "--party", "a", "--issue", "peace")[0]
    assert (row["first"]["result"], row["latest"]["result"], row["result"], row["answer"]) == ("met", None, None, None)
    (party,) = json.loads(run("party", "a", "--format", "json").out)["items"]
    issue = next(found for found in party["issues"] if found["issue"] == "peace")
    assert (issue["result"], [found["position"] for found in issue["answered"]]) == (None, ["talks/r1/x"])


TOGETHER = """
rounds:
  r1:
    status: held
    date: 2020-01-01/2020-01-03
    positions:
      b-first: {party: a, issue: peace, stance: proposal, timing: before}
      leaked: {party: a, issue: peace, stance: demand}
      said: {party: a, issue: peace, stance: precondition}
  r2:
    status: held
    date: 2020-02
    positions:
      at-last: {party: a, issue: peace, stance: demand, sequence: 2}
      z-then: {party: a, issue: peace, stance: proposal, sequence: 1}
  r3:
    status: held
    positions:
      y: {party: a, issue: land, stance: demand, timing: after}
      z: {party: a, issue: land, stance: proposal}
    outcomes: {no-land: {issue: land, status: not_agreed, answers: {y: unmet, z: pending}}}
  r4: {status: held, date: 2020-03, positions: {l: {party: a, issue: land, stance: demand}}}
"""


def last_in_round(row: dict[str, Any]) -> list[str]:
    return [position["id"].partition("/")[2] for position in row["positions"] if position["last_in_round"]]


def test_of_several_positions_in_a_round_all_are_last_of_which_nothing_says_otherwise(marks: Marks, run: Run) -> None:
    marks(TOGETHER)
    assert last_in_round(asked(run, "--party", "a", "--issue", "peace")[0]) == ["r1/leaked", "r1/said", "r2/at-last"]
    assert last_in_round(asked(run, "--party", "a", "--issue", "land")[0]) == ["r4/l", "r3/y"]


def beside(row: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return the first position with those beside it, and the latest with those beside it."""
    first, latest = ([row[name], *row[f"with_{name}"]] for name in ("first", "latest"))
    return [found["id"].rpartition("/")[2] for found in first], [found["id"].rpartition("/")[2] for found in latest]


def test_those_said_together_stand_beside_the_first_and_the_latest(marks: Marks, run: Run) -> None:
    marks(TOGETHER)
    assert beside(asked(run, "--party", "a", "--issue", "peace")[0]) == (["b-first"], ["at-last"])
    known = asked(run, "--party", "a", "--issue", "peace", "--status", "demand,precondition", "--until", "2020-01")
    assert beside(known[0]) == (["leaked", "said"], ["leaked", "said"])


def test_what_has_no_date_stands_beside_the_first_and_the_latest(marks: Marks, run: Run) -> None:
    marks(TOGETHER)
    row = asked(run, "--party", "a", "--issue", "land")[0]
    assert beside(row) == (["l", "z"], ["l", "y"])
    assert [(found["position"].rpartition("/")[2], found["result"]) for found in row["answered"]] == [("y", "unmet")]


def test_each_demand_is_counted_once_by_what_it_came_to(marks: Marks, run: Run) -> None:
    marks(ANSWERED)
    (item,) = json.loads(run("party", "a", "--format", "json").out)["items"]
    told = {name: count for name, count in item["sought"].items() if count}
    assert told == {"total": 5, "met": 1, "superseded": 1, "withdrawn": 1, "unanswered": 2}
    assert item["sought"]["total"] == sum(count for name, count in item["sought"].items() if name != "total")


def test_issues_and_parties_stand_in_the_order_of_the_process(marks: Marks, run: Run) -> None:
    marks(ANSWERED)
    assert [(row["issue"], row["party"]) for row in asked(run)] == [
        ("land", "a"), ("land", "b"), ("peace", "a"), ("peace", "b"), ("water", "a"), ("water", "b"),
    ]  # fmt: skip


def test_a_party_of_which_nothing_is_on_record_stands_beside_the_other(marks: Marks, run: Run) -> None:
    marks(ANSWERED)
    silent = next(row for row in asked(run) if row["party"] == "b")
    assert (silent["positions"], silent["first"], silent["latest"], silent["result"]) == ([], None, None, None)
    assert {row["party"] for row in asked(run, "--party", "a")} == {"a"}
