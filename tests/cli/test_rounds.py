"""What `timeline rounds` answers on the Ukraine–Russia talks."""

import contextlib
import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run
from tests.places import Client

SECOND = "ukraine-russia-2022/r2"


@pytest.fixture
def second(answer: Answer) -> dict[str, Any]:
    """The second round."""
    items = answer("rounds", "--process", "ukraine-russia-2022", "--on", "2022-03-03")["items"]
    (found,) = [item for item in items if item["id"] == SECOND]
    return dict(found)


def outcome(item: dict[str, Any], issue: str) -> dict[str, Any]:
    (found,) = [found for found in item["outcomes"] if found["issue"] == issue]
    return dict(found)


def test_the_second_round_was_held_on_3_march(second: dict[str, Any]) -> None:
    assert (second["number"], second["status"], second["date"]["edtf"]) == (2, "held", "2022-03-03")


def test_delegates_are_told_by_party_with_the_head_first(second: dict[str, Any]) -> None:
    by_party = {found["party"]: [person["person"] for person in found["delegates"]] for found in second["delegations"]}
    assert {"podolyak", "arakhamia"} <= set(by_party["ukraine"])
    assert by_party["russia"][0] == "medinsky"
    russia = next(found for found in second["delegations"] if found["party"] == "russia")
    assert russia["delegates"][0]["role"] == "head"


def test_corridors_are_agreed_and_confirmed_by_both(second: dict[str, Any]) -> None:
    found = outcome(second, "humanitarian-corridors")
    assert (found["status"], sorted(found["confirmed_by"]), found["standing"]) == ("agreed", ["russia", "ukraine"], "both_sides_confirm")


def test_the_ceasefire_at_the_corridors_rests_on_one_side(second: dict[str, Any]) -> None:
    found = outcome(second, "local-ceasefire")
    assert (found["confirmed_by"], found["standing"]) == (["ukraine"], "one_side_only")
    assert found["scope"]["area"]
    assert found["scope"]["duration"]


@pytest.mark.parametrize("issue", ["ceasefire", "troop-withdrawal"])
def test_what_was_not_agreed_leaves_a_demand_of_ukraine_unmet(second: dict[str, Any], issue: str) -> None:
    found = outcome(second, issue)
    assert found["status"] == "not_agreed"
    assert ("ukraine", "unmet") in {(demand["party"], demand["result"]) for demand in found["demands"]}


def test_lavrov_states_conditions_and_is_no_delegate(second: dict[str, Any]) -> None:
    conditions = {p["issue"] for p in second["positions"] if p["speaker"] == "lavrov" and p["stance"] == "precondition"}
    present = {person["person"] for found in second["delegations"] for person in found["delegates"]}
    assert {"demilitarisation", "neutrality"} <= conditions
    assert "lavrov" not in present


def test_every_source_of_an_item_is_listed(answer: Answer) -> None:
    found = answer("rounds", "--process", "ukraine-russia-2022")
    listed = {source["id"] for source in found["sources"]}
    assert set(_sources(found["items"])) <= listed
    assert all({"id", "publisher", "title", "published", "address", "affiliation"} <= set(source) for source in found["sources"])


def _sources(value: Any) -> list[str]:
    if isinstance(value, list):
        return [source for inner in value for source in _sources(inner)]
    if isinstance(value, dict):
        own = value.get("sources", [])
        return [*own, *(source for name, inner in value.items() if name != "sources" for source in _sources(inner))]
    return []


def test_keys_of_the_contract_never_disappear(answer: Answer) -> None:
    found = answer("rounds")
    assert list(found)[:4] == ["schema", "query", "as_known", "as_recorded"]
    keys = {
        "id", "process", "track", "number", "status", "kind", "formats", "date", "places", "summary", "delegations",
        "third_parties", "positions", "outcomes", "statements", "agreements", "disputed", "sources", "next",
    }  # fmt: skip
    for item in found["items"]:
        assert keys <= set(item), item["id"]


def test_on_4_march_nothing_published_later_is_known(answer: Answer) -> None:
    found = answer("rounds", "--process", "ukraine-russia-2022", "--as-known", "2022-03-04")
    assert found["as_known"] == "2022-03-04"
    first = next(item for item in found["items"] if item["id"].endswith("/r1"))
    assert (first["date"]["earliest"], first["date"]["latest"]) == ("2022-02-28", "2022-02-28")
    third = next(item for item in found["items"] if item["id"].endswith("/r3"))
    assert (third["status"], third["date"]["earliest"], third["date"]["latest"]) == ("tentative", "2022-03-07", "2022-03-13")
    assert third["outcomes"] == []
    known = {source["id"]: source["published"] for source in found["sources"]}
    assert all(published is not None and published[:10] <= "2022-03-04" for published in known.values()), known


@pytest.mark.parametrize("name", ["Київ", "kyiv", "UKRAINE", "ukraine", "Ukrainian side"])
def test_a_party_is_found_by_any_of_its_names(answer: Answer, name: str) -> None:
    assert answer("rounds", "--party", name)["items"] == answer("rounds", "--party", "ukraine")["items"]


def test_an_unknown_party_is_answered_with_what_is_near(run: Run, bundled: Path) -> None:
    told = run("rounds", "--party", "Ukrane", "--database", bundled)
    assert told.status == 4
    assert "Ukraine" in told.err
    assert told.out == ""


def test_an_unknown_party_is_told_as_json_where_json_is_asked_for(run: Run, bundled: Path) -> None:
    told = run("rounds", "--party", "Ukrane", "--format", "json", "--database", bundled)
    error = json.loads(told.err)["error"]
    assert (error["code"], set(error)) == ("not_found", {"code", "message", "hint"})


def test_a_party_that_only_hosted_is_found(answer: Answer) -> None:
    found = {item["id"] for item in answer("rounds", "--party", "belarus")["items"]}
    assert "ukraine-russia-2022/r1" in found


def test_an_uncertain_date_makes_no_record_vanish_and_is_remarked(run: Run, bundled: Path) -> None:
    told = run("rounds", "--as-known", "2022-03-04", "--on", "2022-03-10", "--brief", "--database", bundled)
    assert "ukraine-russia-2022/r3" in told.out
    assert "--certain" in told.err
    certain = run("rounds", "--as-known", "2022-03-04", "--on", "2022-03-10", "--brief", "--certain", "--database", bundled)
    assert "ukraine-russia-2022/r3" not in certain.out


def test_jsonl_csv_and_json_hold_the_same_rounds(run: Run, answer: Answer, bundled: Path) -> None:
    expected = [item["id"] for item in answer("rounds")["items"]]
    lines = run("rounds", "--format", "jsonl", "--database", bundled).out.splitlines()
    rows = list(csv.DictReader(io.StringIO(run("rounds", "--format", "csv", "--database", bundled).out)))
    assert [json.loads(line)["id"] for line in lines] == expected
    assert [row["id"] for row in rows] == expected


def test_an_answer_without_rounds_is_no_error(run: Run, bundled: Path) -> None:
    told = run("rounds", "--on", "1800-01-01", "--database", bundled)
    assert (told.status, told.out.strip()) == (0, "No round on record answers the question.")


def test_the_sql_behind_an_answer_runs_in_any_client(run: Run, bundled: Path) -> None:
    told = run("rounds", "--party", "ukraine", "--since", "2022-03-05", "--sql", "--database", bundled)
    with Client(bundled) as client:
        answers = [client.execute(statement) for statement in told.out.split(";\n") if statement.strip()]
        rows = [row for answer in answers if answer.description for row in answer.fetchall()]
    assert any("ukraine-russia-2022/r3" in map(str, row) for row in rows)


@pytest.mark.parametrize("process", [None, "ukraine-russia-2022"])
def test_the_number_of_questions_does_not_grow_with_the_rounds(bundled: Path, process: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.queries import pieces, rounds
    from timeline.queries.filters import Filters
    from timeline.store import reading

    monkeypatch.setattr(pieces, "AT_ONCE", 1_000)
    reader = reading.opened(bundled)
    one = Filters(process=("ukraine-russia-2022",), since=20220303, until=20220303)
    assert list(rounds.rounds(reader, one))
    few = len(reader.asked)
    assert len(list(rounds.rounds(reader, Filters(process=(process,) if process else ())))) > 5
    assert len(reader.asked) - few <= few
    reader.close()


def test_another_hundred_of_rounds_takes_no_more_questions_than_the_first(bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.queries import pieces, rounds
    from timeline.queries.filters import Filters
    from timeline.store import reading

    asked = []
    for at_once in (1_000, 100):
        monkeypatch.setattr(pieces, "AT_ONCE", at_once)
        with contextlib.closing(reading.opened(bundled)) as reader:
            assert 100 < len(list(rounds.rounds(reader, Filters()))) < 200
            asked.append(len(reader.asked))
    assert asked[0] < asked[1] < 2 * asked[0]


@pytest.mark.parametrize("waiting", [0, 5, 60_000])
def test_positions_move_alike_however_few_rounds_are_told_at_once(bundled: Path, waiting: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.queries import pieces, rounds
    from timeline.queries.filters import Filters
    from timeline.store import reading

    with contextlib.closing(reading.opened(bundled)) as reader:
        together = list(rounds.rounds(reader, Filters()))
    assert {position["change"] for item in together for position in item["positions"]} > {"harder", "softer", "new"}
    monkeypatch.setattr(pieces, "AT_ONCE", 1)
    monkeypatch.setattr(rounds, "WAITING", waiting)
    with contextlib.closing(reading.opened(bundled)) as reader:
        assert list(rounds.rounds(reader, Filters())) == together


def test_what_a_party_said_on_an_issue_is_compared_once(bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.queries import changes, pieces, rounds
    from timeline.queries.filters import Filters
    from timeline.store import reading

    compared: list[str] = []
    marks = changes.marks

    def noted(rows: Iterable[Any]) -> dict[str, changes.Mark]:
        several = list(rows)
        compared.extend(row["id"] for row in several)
        return marks(several)

    monkeypatch.setattr(changes, "marks", noted)
    monkeypatch.setattr(pieces, "AT_ONCE", 1)
    with contextlib.closing(reading.opened(bundled)) as reader:
        assert list(rounds.rounds(reader, Filters()))
    assert len(compared) == len(set(compared)) > 50
