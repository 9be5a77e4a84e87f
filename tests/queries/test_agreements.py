"""Claims about documents: dates by kind, signatures, provisions, lineage both ways, and what became of them."""

from typing import Any

import pytest

from tests.queries.conftest import Known
from timeline.queries import agreements
from timeline.queries.filters import Filters

ACCORD = "talks/r2/accord"


def by_id(known: Known, day: int | None = None, **filters: Any) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in agreements.agreements(known(day), Filters(**filters))}


def test_dates_are_kept_apart_by_kind_in_the_order_of_a_document_s_life(known: Known) -> None:
    dates = by_id(known)[ACCORD]["dates"]
    assert [(found["kind"], found["date"]["edtf"]) for found in dates] == [
        ("signed", "2020-02-02"),
        ("in_force", "2020-02-03"),
        ("ended", "2020-05-01"),
    ]


def test_a_signature_says_who_for_whom_in_what_capacity_and_when(known: Known) -> None:
    signed, refused = by_id(known)[ACCORD]["signatures"]
    assert (signed["party"], signed["person"], signed["name"], signed["capacity"]) == ("a-side", "ana", "Ana Aro", "party")
    assert (signed["status"], signed["date"]["edtf"]) == ("signed", "2020-02-02")
    assert (refused["party"], refused["person"], refused["status"], refused["date"]) == ("b-side", None, "refused", None)


def test_what_became_of_a_provision_is_kept_apart_from_what_became_of_the_whole(known: Known) -> None:
    found = by_id(known)[ACCORD]
    assert {clause["id"]: [step["status"] for step in clause["follow_ups"]] for clause in found["provisions"]} == {
        f"{ACCORD}/p1": [],
        f"{ACCORD}/p2": ["partly_implemented"],
    }
    assert [step["status"] for step in found["follow_ups"]] == ["partly_implemented", "collapsed"]


def test_lineage_is_told_from_both_sides(known: Known) -> None:
    found = by_id(known)
    assert [(later["relation"], later["other"]) for later in found[ACCORD]["later"]] == [("replaces", "talks/renewal")]
    assert [(earlier["relation"], earlier["other"]) for earlier in found["talks/renewal"]["lineage"]] == [("replaces", ACCORD)]
    assert (found[ACCORD]["lineage"], found["talks/renewal"]["later"]) == ([], [])


def test_readings_that_contradict_are_told_and_those_of_other_documents_are_not(known: Known) -> None:
    found = by_id(known)
    assert [(dispute["record"], dispute["field"]) for dispute in found[ACCORD]["disputed"]] == [(f"{ACCORD}/signatures/a-side", "person")]
    assert found["talks/renewal"]["disputed"] == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"status": ("refused",)}, [ACCORD]),
        ({"status": ("collapsed",)}, [ACCORD]),
        ({"status": ("withdrawn",)}, []),
        ({"party": ("b-side",)}, ["talks/plan", ACCORD]),
        ({"person": ("ana",)}, [ACCORD]),
        ({"issue": ("prisoners",)}, [ACCORD]),
        ({"place": ("valley",)}, [ACCORD]),
        ({"since": 20200301}, ["talks/renewal"]),
        ({"until": 20200115}, ["talks/plan"]),
    ],
)
def test_filters_ask_for_all_that_is_told_of_a_document(known: Known, filters: dict[str, Any], expected: list[str]) -> None:
    assert list(by_id(known, **filters)) == expected


def test_before_it_was_published_nothing_that_followed_is_known(known: Known) -> None:
    found = by_id(known, 20200225)
    assert set(found) == {"talks/plan", ACCORD}
    accord = found[ACCORD]
    assert [date["kind"] for date in accord["dates"]] == ["signed", "in_force"]
    assert (accord["follow_ups"], accord["later"], accord["disputed"]) == ([], [], [])
    assert all(clause["follow_ups"] == [] for clause in accord["provisions"])


def test_the_number_of_questions_is_the_same_for_one_and_for_all(known: Known) -> None:
    reader = known()
    assert len(list(agreements.agreements(reader, Filters(status=("refused",))))) == 1
    few = len(reader.asked)
    assert len(list(agreements.agreements(reader, Filters()))) == 3
    assert len(reader.asked) == 2 * few
