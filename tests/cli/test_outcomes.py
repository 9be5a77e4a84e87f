"""What `timeline outcomes` answers on the records that come with timeline."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run

KEYS = {
    "id", "process", "round", "issue", "issue_name", "status", "standing", "now", "since", "text", "scope", "deadline", "confirmed_by",
    "disputed_by", "demands", "steps", "sources",
}  # fmt: skip
TALKS = "ukraine-russia-2022"


def outcome(found: dict[str, Any], handle: str) -> dict[str, Any]:
    return next(item for item in found["items"] if item["id"] == handle)


def test_keys_never_disappear(answer: Answer) -> None:
    for item in answer("outcomes")["items"]:
        assert set(item) >= KEYS, item["id"]
        assert item["steps"], item["id"]
        assert all(
            {"date", "status", "kind", "id", "text", "confirmed_by", "disputed_by", "sources"} <= set(step) for step in item["steps"]
        )


def test_every_outcome_and_every_open_demand_is_there_once(answer: Answer) -> None:
    handles = [item["id"] for item in answer("outcomes")["items"]]
    assert len(handles) == len(set(handles))
    assert {record["id"] for record in answer("list", "outcomes")["items"]} <= set(handles)


def test_the_corridors_of_the_second_round_are_followed_step_by_step(answer: Answer) -> None:
    found = outcome(answer("outcomes", "--issue", "corridors", "--on", "2022-03-03"), f"{TALKS}/r2/corridors")
    assert (found["status"], found["standing"]) == ("agreed", "both_sides_confirm")
    assert [step["kind"] for step in found["steps"][:2]] == ["demand", "outcome"]
    followed = [step for step in found["steps"] if step["kind"] == "follow_up"]
    assert "failed" in {step["status"] for step in followed}
    assert (found["now"], found["since"]) == (followed[-1]["status"], followed[-1]["date"])


def test_the_ceasefire_of_the_second_round_is_an_unmet_demand(answer: Answer) -> None:
    found = outcome(answer("outcomes", "--status", "unmet"), f"{TALKS}/r2/ceasefire")
    assert ("ukraine", "unmet") in {(demand["party"], demand["result"]) for demand in found["demands"]}


def test_on_4_march_nothing_that_followed_is_known(answer: Answer) -> None:
    found = answer("outcomes", "--process", TALKS, "--as-known", "2022-03-04")
    steps = [step for item in found["items"] for step in item["steps"]]
    assert all(step["date"] is None or step["date"]["earliest"] is None or step["date"]["earliest"] <= "2022-03-04" for step in steps)
    assert all(source["published"][:10] <= "2022-03-04" for source in found["sources"])
    assert not [step for step in outcome(found, f"{TALKS}/r2/corridors")["steps"] if step["kind"] == "follow_up"]


def test_every_source_of_a_step_is_listed(answer: Answer) -> None:
    found = answer("outcomes", "--process", TALKS)
    listed = {source["id"] for source in found["sources"]}
    assert {source for item in found["items"] for step in item["steps"] for source in step["sources"]} <= listed


@pytest.mark.parametrize("word", ["agreed", "implemented", "unmet"])
def test_a_status_of_an_outcome_a_follow_up_or_a_demand_may_be_asked_for(answer: Answer, word: str) -> None:
    for item in answer("outcomes", "--status", word)["items"]:
        results = {demand["result"] for demand in item["demands"]}
        assert word in {item["status"], *results, *(step["status"] for step in item["steps"])}, item["id"]


def test_a_status_that_is_none_is_answered_with_what_is_near(run: Run, bundled: Path) -> None:
    told = run("outcomes", "--status", "unmett", "--database", bundled)
    assert (told.status, "unmet" in told.err) == (2, True)


def test_with_history_each_step_has_a_line(run: Run, bundled: Path) -> None:
    short = run("outcomes", "--process", TALKS, "--issue", "corridors", "--database", bundled).out
    whole = run("outcomes", "--process", TALKS, "--issue", "corridors", "--history", "--database", bundled).out
    assert "5 March 2022" not in short.partition("[1]  ")[0].partition("Round 3")[0]
    assert "  5 March 2022       failed" in whole
    assert whole.count("\n") > short.count("\n")


def test_jsonl_csv_and_json_hold_the_same_outcomes(run: Run, answer: Answer, bundled: Path) -> None:
    expected = [item["id"] for item in answer("outcomes")["items"]]
    lines = run("outcomes", "--format", "jsonl", "--database", bundled).out.splitlines()
    rows = list(csv.DictReader(io.StringIO(run("outcomes", "--format", "csv", "--database", bundled).out)))
    assert [json.loads(line)["id"] for line in lines] == expected
    assert [row["id"] for row in rows] == expected


def test_an_answer_without_outcomes_is_no_error(run: Run, bundled: Path) -> None:
    told = run("outcomes", "--on", "1800-01-01", "--database", bundled)
    assert (told.status, told.out.strip()) == (0, "No outcome on record answers the question.")
