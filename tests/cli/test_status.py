"""What `timeline status` and `timeline compare` derive from the record."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run
from timeline.queries import compare, pieces
from timeline.queries import status as queries_of_status
from timeline.queries.filters import Filters
from timeline.store import reading

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


BESIDE = "follow_ups: {soon: {status: violated, date: 2020-01-05}, too: {status: implemented, date: 2020-01-05, cite: late}}"


def test_two_words_for_one_last_day_are_told_as_the_ledger_tells_them(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "talks.yaml"
    file.write_text(TALKS.replace("follow_ups: {soon: {status: violated, date: 2020-01-05}}", BESIDE), encoding="utf-8")
    assert run("import", file).status == 0
    assert "violated and implemented since 5 January 2020" in run("outcomes").out
    assert "violated and implemented 5 January 2020" in run("status").out
    (found,) = status(run)["agreed"]
    assert (found["now"], found["became"]) == ("implemented", ["violated", "implemented"])
    assert {"talks/s", "talks/late"} == set(found["sources"])
    rows = csv.DictReader(io.StringIO(run("status", "--format", "csv").out))
    assert [row["status"] for row in rows if row["what"] == "became"] == ["violated", "implemented"]


def test_time_between_rounds_is_as_vague_as_the_dates(talks: Run) -> None:
    assert status(talks)["gaps"] == {
        "rounds": 2, "median_days": [10, 12], "longest_days": [10, 12], "longest_between": ["talks/r1", "talks/r2"],
        "longest_is_sure": True, "dates_are_sure": True, "undated": 0,
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


def test_a_day_that_is_only_planned_is_not_a_day_that_the_record_has_come_to(talks: Run) -> None:
    assert status(talks)["as_of"] == "[2020-01-11..2020-01-13]"


def test_the_next_round_is_told_with_who_says_so(talks: Run) -> None:
    assert [(cited["source"], cited["voice"]) for cited in status(talks)["next"]["said_by"]] == [("talks/late", "Late")]
    assert "so says Late" in talks("status", "talks").out


def test_the_process_can_be_left_out_where_there_is_one_alone(talks: Run) -> None:
    assert talks("status").out == talks("status", "talks").out


def test_where_there_are_several_one_has_to_be_named(run: Run, bundled: Path) -> None:
    told = run("status", "--database", bundled)
    assert (told.status, told.out) == (2, "")
    assert all(f"'{process}'" in told.err for process in ("oslo-channel-1993", "minsk-2014-2015", "ukraine-russia-2022"))


def test_filters_narrow_down_what_is_told(talks: Run) -> None:
    on_land = status(talks, "--issue", "land")
    assert ([found["issue"] for found in on_land["open_demands"]], on_land["deferred"], on_land["never_raised"]) == (["land"], [], [])
    before = talks("status", "talks", "--until", "2020-01-05")
    assert "round 1, 1 January 2020, held" in before.out
    assert "refused" not in before.out
    assert talks("status", "talks", "--until", "1999").out.startswith("Nothing on record")


def test_flat_rows_tell_the_same(talks: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(talks("status", "talks", "--format", "csv").out)))
    said = {(row["what"], row["record"], row["status"], row["least"], row["most"]) for row in rows}
    assert ("median_gap_in_days", "", "", "10", "12") in said
    assert ("open_demand", "talks/r1/a-land", "unmet", "", "") in said
    assert ("became", "talks/r1/water", "violated", "", "") in said


def test_status_tells_it_in_words(talks: Run) -> None:
    told = talks("status", "talks").out
    for line in (
        "last round",
        "between 11 and 13 January 2020",
        "Open demands, unmet",
        "land: all of it",
        "r3, by B, 1 February 2020",
        "mediator: round 2",
        "B  1 of 2 rounds: round 2",
        "peace  since 1 January 2020; 1 round held since",
        "in no round on record: air",
    ):
        assert line in told


def test_compare_sets_processes_side_by_side(run: Run, bundled: Path, answer: Answer) -> None:
    items = answer("compare")["items"]
    assert len(items) >= 9
    rows = list(csv.DictReader(io.StringIO(run("compare", "--format", "csv", "--database", bundled).out)))
    assert [row["id"] for row in rows] == [item["id"] for item in items]
    told = run("compare", "ukraine-russia-2022", "oslo-channel-1993", "--database", bundled).out
    assert "ukraine-russia-2022" in told
    assert "first to last" in told


@pytest.mark.parametrize("question", [compare.compare, queries_of_status.status])
def test_the_questions_do_not_grow_with_the_processes(bundled: Path, question: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "AT_ONCE", 1_000)
    asked = []
    for processes in (("ukraine-russia-2022",), ()):
        reader = reading.opened(bundled)
        assert list(question(reader, Filters(process=processes)))
        asked.append(len(reader.asked))
        reader.close()
    assert asked[0] == asked[1]


def test_every_process_has_the_same_measures(answer: Answer) -> None:
    for item in answer("compare")["items"]:
        assert sum(item["rounds"].values()) > 0
        assert item["days"][0] <= item["days"][1]
        assert set(item["issues_agreed"]) <= set(item["issues_raised"])
        assert item["sources_cited"] > 0


def test_a_status_chooses_among_the_processes_compared(run: Run, bundled: Path, answer: Answer) -> None:
    found = answer("compare", "--status", "collapsed,suspended")["items"]
    assert {item["status"] for item in found} == {"collapsed", "suspended"}
    told = run("compare", "--status", "held", "--database", bundled)
    assert (told.status, told.out) == (2, "")


def test_where_talks_stand_rests_on_sources(answer: Answer) -> None:
    (item,) = answer("status", "ukraine-russia-2022")["items"]
    assert item["sources"]
    for name in ("open_demands", "agreed", "deferred", "interrupted", "third_parties"):
        assert item[name]
        assert all(found["sources"] for found in item[name])


def test_an_unknown_process_is_answered_with_what_is_near(run: Run, bundled: Path) -> None:
    told = run("status", "oslo-chanel-1993", "--database", bundled)
    assert told.status == 4
    assert "Oslo" in told.err or "oslo" in told.err
