"""What `timeline status` and `timeline compare` derive from the record."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run

TALKS = """
process: talks
name: Talks
status: formal_negotiation
parties: [a-side, b-side]
issues: [peace, land, water, air]
declare:
  parties: {a-side: {name: A}, b-side: {name: B}, host: {name: Host}}
  issues: {peace: {name: peace}, land: {name: land}, water: {name: water}, air: {name: air}}
sources:
  s: {publisher: S, published: 2020-01-02}
  late: {publisher: Late, published: 2020-06-01}
cite: s
rounds:
  r1:
    number: 1
    status: held
    date: 2020-01-01
    delegations: {a-side: {}, b-side: {}}
    third_parties: {host: {roles: [host]}}
    positions:
      a-land: {party: a-side, issue: land, stance: demand, text: all of it}
      b-water: {party: b-side, issue: water, stance: demand, text: half of it}
    outcomes:
      land: {issue: land, status: not_agreed, answers: {a-land: unmet}}
      water: {issue: water, status: agreed, answers: {b-water: met}, follow_ups: {soon: {status: violated, date: 2020-01-05}}}
      peace: {issue: peace, status: deferred}
  r2:
    number: 2
    status: held
    date: "[2020-01-11..2020-01-13]"
    delegations: {a-side: {}}
    third_parties: {host: {roles: [mediator]}}
    outcomes: {peace: {issue: peace, status: deferred}}
  r3: {status: refused, date: 2020-02-01, declined_by: b-side}
  r4: {status: proposed, date: 2020-03-01, cite: late}
"""


@pytest.fixture
def talks(run: Run, tmp_path: Path) -> Run:
    file = tmp_path / "talks.yaml"
    file.write_text(TALKS, encoding="utf-8")
    told = run("import", file)
    assert told.status == 0, told.err
    return run


def status(run: Run, *arguments: str) -> dict[str, Any]:
    import json

    told = run("status", "talks", "--format", "json", *arguments)
    assert told.status == 0, told.err
    item: dict[str, Any] = json.loads(told.out)["items"][0]
    return item


def test_the_last_round_is_the_last_held_and_the_next_one_expected(talks: Run) -> None:
    found = status(talks)
    assert (found["last"]["id"], found["next"]["id"]) == ("talks/r2", "talks/r4")


def test_a_demand_is_open_until_it_is_met(talks: Run) -> None:
    assert [(demand["party"], demand["issue"], demand["result"]) for demand in status(talks)["open_demands"]] == [
        ("a-side", "land", "unmet")
    ]


def test_an_issue_is_deferred_for_the_rounds_held_since(talks: Run) -> None:
    assert [(found["issue"], found["rounds"]) for found in status(talks)["deferred"]] == [("peace", 2)]


def test_an_issue_on_the_agenda_that_no_round_holds_was_never_raised(talks: Run) -> None:
    assert status(talks)["never_raised"] == ["air"]


def test_what_was_agreed_is_told_with_what_became_of_it(talks: Run) -> None:
    assert [(found["issue"], found["now"]) for found in status(talks)["agreed"]] == [("water", "violated")]


def test_time_between_rounds_is_as_vague_as_the_dates(talks: Run) -> None:
    assert status(talks)["gaps"] == {
        "rounds": 2, "median_days": [10, 12], "longest_days": [10, 12], "longest_between": ["talks/r1", "talks/r2"],
    }  # fmt: skip


def test_who_refused_and_who_was_absent_is_told(talks: Run) -> None:
    found = status(talks)
    assert [(item["status"], item["by"]) for item in found["interrupted"]] == [("refused", ["b-side"])]
    assert found["absent"] == ["b-side"]


def test_third_parties_are_told_with_all_their_roles(talks: Run) -> None:
    assert [(third["party"], third["roles"], third["rounds"]) for third in status(talks)["third_parties"]] == [
        ("host", ["host", "mediator"], 2)
    ]


def test_what_was_published_later_is_not_known(talks: Run) -> None:
    assert status(talks, "--as-known", "2020-03")["next"] is None


def test_nothing_depends_on_the_clock(talks: Run) -> None:
    assert status(talks)["as_of"] == "2020-03-01"


def test_status_tells_it_in_words(talks: Run) -> None:
    told = talks("status", "talks").out
    for line in ("last round", "between 11 and 13 January 2020", "all of it: unmet", "refused", "for 2 rounds", "never raised"):
        assert line in told


def test_compare_sets_processes_side_by_side(run: Run, bundled: Path, answer: Answer) -> None:
    items = answer("compare")["items"]
    assert len(items) >= 9
    rows = list(csv.DictReader(io.StringIO(run("compare", "--format", "csv", "--database", bundled).out)))
    assert [row["id"] for row in rows] == [item["id"] for item in items]
    told = run("compare", "ukraine-russia-2022", "oslo-channel-1993", "--database", bundled).out
    assert "ukraine-russia-2022" in told
    assert "from first to last" in told


def test_the_questions_do_not_grow_with_the_processes(bundled: Path) -> None:
    from timeline.queries import compare
    from timeline.queries.filters import Filters
    from timeline.queries.names import Names
    from timeline.store import reading

    asked = []
    for processes in (("oslo-channel-1993",), ()):
        reader = reading.opened(bundled)
        assert list(compare.compare(reader, Filters(process=processes), Names(reader)))
        asked.append(len(reader.asked))
        reader.close()
    assert asked[0] == asked[1]


def test_an_unknown_process_is_answered_with_what_is_near(run: Run, bundled: Path) -> None:
    told = run("status", "oslo-chanel-1993", "--database", bundled)
    assert told.status == 4
    assert "Oslo" in told.err or "oslo" in told.err
