"""Claims about the ledger: what counts as a step, where a matter stands, and whom it is about."""

from typing import Any

import pytest

from tests.queries.conftest import Known
from timeline.queries import outcomes
from timeline.queries.filters import Filters

TRUCE = "talks/r2/truce"


def by_id(known: Known, day: int | None = None, **filters: Any) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in outcomes.outcomes(known(day), Filters(**filters))}


def test_a_life_goes_from_the_demand_to_the_end_of_the_document_made_of_it(known: Known) -> None:
    steps = by_id(known)[TRUCE]["steps"]
    assert [(step["kind"], step["status"], step["date"]["edtf"]) for step in steps] == [
        ("demand", "demand", "2020-02-02"),
        ("outcome", "agreed", "2020-02-02"),
        ("follow_up", "implemented", "2020-02-10"),
        ("follow_up", "violated", "2020-03-01"),
        ("follow_up", "collapsed", "2020-05-01"),
    ]


def test_what_was_found_of_a_document_as_a_whole_is_no_step_of_its_parts_unless_it_ended(known: Known) -> None:
    followed = [step["id"] for step in by_id(known)[TRUCE]["steps"] if step["kind"] == "follow_up"]
    assert "talks/r2/accord/ended" in followed
    assert "talks/r2/accord/kept" not in followed


def test_what_became_of_a_provision_is_a_step_of_the_outcome_on_its_issue(known: Known) -> None:
    found = by_id(known)["talks/r2/prisoners"]
    assert [step["follows"] for step in found["steps"] if step["kind"] == "follow_up"] == ["talks/r2/accord/p2", "talks/r2/accord"]


def test_where_a_matter_stands_is_its_latest_step(known: Known) -> None:
    found = by_id(known)[TRUCE]
    assert (found["status"], found["now"], found["since"]["edtf"]) == ("agreed", "collapsed", "2020-05-01")


def test_an_outcome_that_nothing_followed_stands_as_it_came_about(known: Known) -> None:
    found = by_id(known)["talks/r1/truce"]
    assert (found["now"], found["since"]["edtf"]) == ("not_agreed", "2020-01-02")


def test_a_latest_step_that_a_party_denies_is_disputed(known: Known) -> None:
    steps = by_id(known)[TRUCE]["steps"][:-1]
    assert outcomes._now(steps) == ("disputed", steps[-1]["date"])


def test_a_step_without_a_date_is_not_the_latest(known: Known) -> None:
    steps = by_id(known)[TRUCE]["steps"]
    assert outcomes._now([*steps, {**steps[-1], "status": "unknown", "date": None}])[0] == "collapsed"


def test_a_demand_that_nothing_answers_stands_beside_the_outcomes(known: Known) -> None:
    found = by_id(known)["talks/r1/b-border"]
    assert (found["kind"], found["status"], found["now"], found["since"]) == ("demand", None, None, None)
    assert found["demands"] == [{"position": "talks/r1/b-border", "party": "b-side", "result": None}]


def test_a_demand_is_told_once_with_what_took_its_place(known: Known) -> None:
    found = by_id(known)
    assert "talks/r1/b-amnesty" not in found
    assert [step["id"] for step in found["talks/r2/b-amnesty"]["steps"]] == ["talks/r1/b-amnesty", "talks/r2/b-amnesty"]
    assert found["talks/r2/b-amnesty"]["now"] == "withdrawn"


def test_a_demand_that_was_answered_before_is_told_there_and_not_again(known: Known) -> None:
    steps = [step["id"] for item in by_id(known).values() for step in item["steps"] if step["kind"] == "demand"]
    assert len(steps) == len(set(steps))


def test_an_answered_demand_has_no_line_of_its_own(known: Known) -> None:
    assert not {"talks/r1/a-truce", "talks/r2/a-truce"} & set(by_id(known))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"status": ("unmet",)}, ["talks/r1/truce"]),
        ({"status": ("disputed",)}, [TRUCE]),
        ({"status": ("violated",)}, [TRUCE]),
        ({"status": ("withdrawn",)}, ["talks/r2/b-amnesty"]),
        ({"status": ("unmet", "agreed")}, ["talks/r1/truce", TRUCE]),
        ({"issue": ("border",)}, ["talks/r1/b-border"]),
        ({"place": ("ford",)}, [TRUCE]),
        ({"person": ("bo",)}, ["talks/r2/prisoners", TRUCE]),
        ({"since": 20200201}, ["talks/r2/prisoners", TRUCE, "talks/r2/b-amnesty"]),
        ({"party": ("host",)}, []),
        ({"process": ("other",)}, []),
    ],
)
def test_filters_ask_for_any_step(known: Known, filters: dict[str, Any], expected: list[str]) -> None:
    assert list(by_id(known, **filters)) == expected


def test_a_party_is_bound_by_what_its_delegation_agreed_and_asks_for_its_own_demands(known: Known) -> None:
    assert set(by_id(known, party=("b-side",))) == {
        "talks/r1/truce",
        TRUCE,
        "talks/r2/prisoners",
        "talks/r1/b-border",
        "talks/r2/b-amnesty",
    }
    assert set(by_id(known, party=("a-side",))) == {"talks/r1/truce", TRUCE, "talks/r2/prisoners"}


def test_before_it_was_published_nothing_that_followed_is_known(known: Known) -> None:
    found = by_id(known, 20200225)
    assert [step["status"] for step in found[TRUCE]["steps"]] == ["demand", "agreed", "implemented"]
    assert found[TRUCE]["now"] == "implemented"
    assert found["talks/r2/prisoners"]["now"] == "agreed_in_principle"


def test_before_the_answer_was_known_a_demand_was_open(known: Known) -> None:
    found = by_id(known, 20200110)
    assert set(found) == {"talks/r1/truce", "talks/r1/b-border", "talks/r1/b-amnesty"}
    assert found["talks/r1/b-amnesty"]["now"] is None


def test_the_number_of_questions_is_the_same_for_one_and_for_all(known: Known) -> None:
    reader = known()
    assert len(list(outcomes.outcomes(reader, Filters(status=("unmet",))))) == 1
    few = len(reader.asked)
    assert len(list(outcomes.outcomes(reader, Filters()))) == 5
    assert len(reader.asked) == 2 * few
