"""What `timeline delegates` answers on the records that come with timeline."""

import csv
import io
from pathlib import Path
from typing import Any

from tests.cli.conftest import Answer
from tests.conftest import Run

KEYS = {
    "id", "process", "round", "number", "date", "party", "name", "level", "size", "head", "delegates", "left", "not_named",
    "sources",
}  # fmt: skip
TALKS = "ukraine-russia-2022"


def roster(found: dict[str, Any], handle: str) -> dict[str, Any]:
    return next(item for item in found["items"] if item["id"] == handle)


def test_keys_never_disappear(answer: Answer) -> None:
    for item in answer("delegates")["items"]:
        assert set(item) >= KEYS, item["id"]
        for member in item["delegates"]:
            assert {"person", "name", "role", "office", "attended", "change", "sources"} <= set(member)


def test_every_delegation_and_every_delegate_is_there_once(answer: Answer) -> None:
    items = answer("delegates")["items"]
    handles = [item["id"] for item in items if item["id"]]
    assert sorted(handles) == sorted(record["id"] for record in answer("list", "delegations")["items"])
    assert sum(len(item["delegates"]) for item in items) == len(answer("list", "delegates")["items"])


def test_podolyak_leads_ukraine_in_the_second_round_and_medinsky_russia(answer: Answer) -> None:
    found = answer("delegates", "--process", TALKS, "--on", "2022-03-03")
    assert (roster(found, f"{TALKS}/r2/ukraine")["head"], roster(found, f"{TALKS}/r2/russia")["head"]) == ("podolyak", "medinsky")


def test_kireev_is_not_in_the_second_round(answer: Answer) -> None:
    found = roster(answer("delegates", "--process", TALKS, "--on", "2022-03-03"), f"{TALKS}/r2/ukraine")
    assert "kireev" in {person["person"] for person in found["left"]}


def test_a_person_is_asked_for_by_the_rounds_in_which_he_sat(answer: Answer) -> None:
    items = answer("delegates", "--person", "Medinsky")["items"]
    for round_ in {item["round"] for item in items}:
        sat = {member["person"] for item in items if item["round"] == round_ for member in item["delegates"]}
        assert "medinsky" in sat, round_


def test_who_only_spoke_has_sat_in_no_round_of_theirs(answer: Answer) -> None:
    assert f"{TALKS}/r2" not in {item["round"] for item in answer("delegates", "--person", "Peskov")["items"]}


def test_a_gap_says_none_on_record(run: Run, bundled: Path) -> None:
    told = run("delegates", "--process", TALKS, "--on", "2022-03-21", "--database", bundled)
    assert "none on record" in told.out


def test_who_is_not_in_a_short_roster_has_not_left_and_who_comes_back_has_not_joined(answer: Answer) -> None:
    found = answer("delegates", "--process", TALKS)
    second = roster(found, f"{TALKS}/istanbul-2025-2/russia")
    assert (second["left"], len(second["not_named"])) == ([], 7)
    istanbul = {member["person"]: member["change"] for member in roster(found, f"{TALKS}/istanbul/ukraine")["delegates"]}
    assert istanbul["reznikov"] == "again"


def test_each_mark_that_is_made_is_explained_below(run: Run, bundled: Path) -> None:
    told = run("delegates", "--process", TALKS, "--database", bundled).out
    for mark in ("first named: ", "again: ", "left: ", "not named: "):
        assert f"\n{mark}" in told


def test_a_flat_row_for_each_who_sat_and_each_whom_the_roster_before_has(run: Run, answer: Answer, bundled: Path) -> None:
    items = answer("delegates")["items"]
    rows = list(csv.DictReader(io.StringIO(run("delegates", "--format", "csv", "--database", bundled).out)))
    assert len(rows) == sum((len(item["delegates"]) or 1) + len(item["left"]) + len(item["not_named"]) for item in items)


def test_an_answer_without_delegates_is_no_error(run: Run, bundled: Path) -> None:
    told = run("delegates", "--on", "1800-01-01", "--database", bundled)
    assert (told.status, told.out.strip()) == (0, "No delegate on record answers the question.")
