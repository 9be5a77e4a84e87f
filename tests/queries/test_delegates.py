"""Claims about rosters: who joined, who left, who led, and what is not on record."""

from typing import Any

import pytest

from tests.queries.conftest import Known
from timeline.queries import delegates
from timeline.queries.filters import Filters


def rosters(known: Known, day: int | None = None, **filters: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {(item["round"].partition("/")[2], item["party"]): item for item in delegates.delegates(known(day), Filters(**filters))}


def test_a_person_joins_who_was_not_in_the_round_before(known: Known) -> None:
    found = rosters(known)["r2", "a-side"]
    assert {member["person"]: member["change"] for member in found["delegates"]} == {"ari": None, "aya": "joined"}


def test_a_person_leaves_who_was_in_the_round_before_and_is_not_named_here(known: Known) -> None:
    assert rosters(known)["r2", "a-side"]["left"] == [{"person": "ana", "name": "Ana Aro"}]


def test_nobody_joins_or_leaves_where_no_roster_is_on_record_before(known: Known) -> None:
    found = rosters(known)["r2", "b-side"]
    assert ([member["change"] for member in found["delegates"]], found["left"]) == ([None], [])


def test_nobody_leaves_where_this_round_names_nobody(known: Known) -> None:
    found = rosters(known)["r1", "b-side"]
    assert (found["delegates"], found["left"], found["size"]) == ([], [], 4)


def test_a_call_is_not_compared_with_a_round(known: Known) -> None:
    found = rosters(known)["r1", "a-side"]
    assert ([member["change"] for member in found["delegates"]], found["left"]) == ([None, None], [])


def test_the_head_is_told_by_role_or_beside_the_roles(known: Known) -> None:
    found = rosters(known)
    assert (found["r1", "a-side"]["head"], found["r2", "a-side"]["head"], found["r1", "b-side"]["head"]) == ("ana", "ari", None)
    assert found["r2", "a-side"]["delegates"][0]["role"] == "head"


def test_sources_that_disagree_on_the_head_are_told(known: Known) -> None:
    (dispute,) = rosters(known)["r2", "a-side"]["disputed"]
    assert (dispute["field"], dispute["preferred"]) == ("head", "ari")
    assert [reading["value"] for reading in dispute["readings"]] == ["ari", "ana"]


def test_a_party_of_the_talks_without_a_delegation_is_a_gap_and_has_no_handle(known: Known) -> None:
    found = rosters(known)["call", "b-side"]
    assert (found["id"], found["delegates"], found["sources"]) == (None, [], [])


def test_a_round_that_did_not_take_place_has_no_gaps(known: Known) -> None:
    assert not [key for key in rosters(known) if key[0] == "r3"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"party": ("b-side",)}, [("call", "b-side"), ("r1", "b-side"), ("r2", "b-side")]),
        ({"person": ("ana",)}, [("r1", "a-side"), ("r1", "b-side")]),
        ({"person": ("aya",)}, [("call", "a-side"), ("call", "b-side"), ("r2", "a-side"), ("r2", "b-side")]),
        ({"party": ("b-side",), "person": ("ari",)}, [("r1", "b-side"), ("r2", "b-side")]),
        ({"since": 20200202}, [("r2", "a-side"), ("r2", "b-side")]),
        ({"status": ("refused",)}, []),
    ],
)
def test_filters_ask_for_rounds_and_a_party_for_its_own_rosters(
    known: Known, filters: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert list(rosters(known, **filters)) == expected


def test_a_change_is_told_though_the_round_before_is_not_asked_for(known: Known) -> None:
    assert rosters(known, since=20200202)["r2", "a-side"]["left"] == [{"person": "ana", "name": "Ana Aro"}]


def test_before_it_was_published_no_delegate_and_no_other_account_is_known(known: Known) -> None:
    assert ("r2", "a-side") not in rosters(known, 20200110)
    assert rosters(known, 20200225)["r2", "a-side"]["disputed"] == []


def test_the_number_of_questions_is_the_same_for_one_and_for_all(known: Known) -> None:
    reader = known()
    assert len(list(delegates.delegates(reader, Filters(party=("b-side",), since=20200202)))) == 1
    few = len(reader.asked)
    assert len(list(delegates.delegates(reader, Filters()))) == 6
    assert len(reader.asked) == 2 * few
