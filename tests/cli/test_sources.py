"""What `timeline sources` and `timeline why` tell of the evidence."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run

WEAK = """
process: talks
name: Talks
parties: [a-side, b-side]
declare:
  parties: {a-side: {name: A}, b-side: {name: B}}
  issues: {peace: {name: peace}}
sources:
  agency: {publisher: Agency, published: 2020-01-02}
  copy: {publisher: Copy, origin: Agency, published: 2020-01-03}
  other: {publisher: Other, published: 2020-01-04}
  partisan: {publisher: Voice of A, published: 2020-01-02, affiliation: a-side}
cite: [agency, other]
rounds:
  r1:
    status: held
    date: 2020-01-01
    outcomes:
      repeated: {issue: peace, status: agreed, cite: [agency, copy]}
      independent: {issue: peace, status: agreed, cite: [agency, other]}
      one-sided: {issue: peace, status: agreed, cite: partisan}
"""


@pytest.fixture
def weak(run: Run, tmp_path: Path, database: Path) -> Path:
    file = tmp_path / "talks.yaml"
    file.write_text(WEAK, encoding="utf-8")
    told = run("import", file)
    assert told.status == 0, told.err
    return database


def test_two_sources_that_repeat_one_report_are_one_voice(weak: Path, run: Run) -> None:
    found = listed(run)
    by_id = {item["id"]: item for item in found}
    alone = {record["id"] for item in found for record in item["records"] if record["alone"]}
    assert by_id["talks/copy"]["alone"] == 1
    assert "talks/r1/repeated" in alone
    assert "talks/r1/independent" not in alone
    assert weak.exists()


def test_what_rests_on_one_side_alone_is_marked(weak: Path, run: Run) -> None:
    found = listed(run)
    assert {record["id"] for item in found for record in item["records"] if record["one_sided"]} == {"talks/r1/one-sided"}
    assert weak.exists()


def listed(run: Run) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(run("sources", "--format", "json").out)["items"]
    return items


OTHERWISE = """
process: talks
name: Talks
parties: [a-side, b-side]
declare: {parties: {a-side: {name: A}, b-side: {name: B}}, issues: {peace: {name: peace}}}
sources:
  agency: {publisher: Agency, published: 2020-01-02}
  against: {publisher: Other, published: 2020-01-03}
  before: {publisher: Early, published: 2020-01-01}
  both: {publisher: Both, published: 2020-01-04}
  unused: {publisher: Unused, published: 2020-01-01}
cite: agency
rounds:
  r1:
    status: held
    date: 2020-01-01
    rivals: [{date: 2020-01-02, cite: against}, {date: 2020-01-03, cite: both}]
    earlier: [{status: tentative, cite: before}]
    outcomes:
      peace: {issue: peace, status: agreed, cite: [agency, both], rivals: [{status: rejected, cite: against}]}
"""


@pytest.fixture
def otherwise(run: Run, tmp_path: Path) -> Run:
    file = tmp_path / "talks.yaml"
    file.write_text(OTHERWISE, encoding="utf-8")
    assert run("import", file).status == 0
    return run


def test_a_source_that_stands_behind_other_accounts_alone_is_listed_with_what_it_bears(otherwise: Run) -> None:
    told = {item["id"]: (item["facts"], item["rival"], item["earlier"]) for item in listed(otherwise)}
    assert told == {"talks/agency": (3, 0, 0), "talks/both": (1, 1, 0), "talks/against": (0, 2, 0), "talks/before": (0, 0, 1)}
    accounts = {item["id"]: item["accounts"] for item in listed(otherwise)}
    assert accounts["talks/before"] == [{"id": "talks/r1", "kind": "round", "account": "earlier"}]
    assert accounts["talks/agency"] == []


def test_other_accounts_are_those_of_what_is_asked_for(otherwise: Run) -> None:
    items = json.loads(otherwise("sources", "--issue", "peace", "--status", "agreed", "--format", "json").out or "{}").get("items", [])
    assert items == [] or {item["id"] for item in items} >= {"talks/against"}


def test_an_account_published_later_is_not_listed(otherwise: Run) -> None:
    known = json.loads(otherwise("sources", "--as-known", "2020-01-02", "--format", "json").out)["items"]
    assert {item["id"]: (item["rival"], item["earlier"]) for item in known} == {"talks/agency": (0, 0), "talks/before": (0, 1)}


def test_what_a_source_bears_is_told_in_columns(otherwise: Run) -> None:
    told = otherwise("sources").out
    assert "facts  alone  rival  earlier" in told
    assert "rival: " in told


def test_every_source_of_a_process_that_is_cited_is_listed(answer: Answer) -> None:
    process = "ukraine-russia-2022"
    kept = {item["id"] for item in answer("list", "sources", "--process", process)["items"]}
    assert {item["id"] for item in answer("sources", "--process", process)["items"]} == kept


DENIED = """
process: talks
name: Talks
parties: [a-side, b-side]
declare:
  parties: {a-side: {name: A}, b-side: {name: B}}
  issues: {peace: {name: peace}}
sources:
  agency: {publisher: Agency, published: 2020-01-02}
  denier: {publisher: Denier, published: 2020-01-03}
  dating: {publisher: Dating, published: 2020-01-04}
cite: agency
rounds:
  r1:
    status: held
    date: 2020-01-01
    outcomes:
      told: {issue: peace, status: agreed, cite: [agency, {source: denier, stance: denies}]}
    agreements:
      paper: {name: Paper, dates: {in_force: {date: 2020-01-03, source: dating}}}
"""
PLACED = """
sources: {atlas: {publisher: Atlas}}
places: {house: {name: House, latitude: 1, longitude: 2, cite: atlas}}
"""


@pytest.fixture
def denied(run: Run, tmp_path: Path) -> Run:
    for name, written in (("talks", DENIED), ("places", PLACED)):
        (tmp_path / f"{name}.yaml").write_text(written, encoding="utf-8")
    told = run("import", tmp_path / "talks.yaml", tmp_path / "places.yaml")
    assert told.status == 0, told.err
    return run


def test_a_source_that_denies_a_fact_does_not_corroborate_it(denied: Run) -> None:
    told = {item["id"]: item for item in listed(denied)}
    assert {record["id"]: record["alone"] for record in told["talks/agency"]["records"]}["talks/r1/told"]
    assert told["talks/denier"]["records"] == []
    assert told["talks/denier"]["accounts"] == [{"id": "talks/r1/told", "kind": "outcome", "account": "rival"}]
    (line,) = [line for line in denied("sources").out.splitlines() if line.startswith("outcome ")]
    assert line.split() == ["outcome", "1", "1", "0", "0"]


def test_a_source_is_listed_that_tells_where_a_place_lies_or_of_one_day_of_a_document(denied: Run) -> None:
    assert {item["id"] for item in listed(denied)} == {"atlas", "talks/agency", "talks/dating", "talks/denier"}
    assert "0 in all columns: " in denied("sources").out
    assert "0 in all columns: " not in denied("sources", "--as-known", "2020-01-03").out


def test_the_header_stands_once_however_many_sources_there_are(run: Run, bundled: Path) -> None:
    assert run("sources", "--database", bundled).out.count("whose voice") == 1


def test_a_fact_without_a_source_is_listed(run: Run, tmp_path: Path, database: Path) -> None:
    file = tmp_path / "talks.yaml"
    file.write_text(WEAK.replace("cite: [agency, other]\nrounds", "rounds"), encoding="utf-8")
    assert run("import", file).status == 0
    assert "talks/r1 " in run("sources", "--unsourced").out
    assert database.exists()


def test_every_fact_of_the_records_that_come_with_timeline_has_a_source(answer: Answer) -> None:
    assert answer("sources", "--unsourced")["items"] == []


def test_sources_are_listed_with_what_rests_on_each(answer: Answer) -> None:
    found = {item["id"]: item for item in answer("sources", "--on", "2022-03-03", "--process", "ukraine-russia-2022")["items"]}
    seed = found["ukraine-russia-2022/statecraft"]
    assert seed["facts"] == len(seed["records"])
    assert "ukraine-russia-2022/r2/corridors" in {record["id"] for record in seed["records"]}


def test_a_source_published_later_is_not_listed_as_known_then(answer: Answer) -> None:
    found = answer("sources", "--as-known", "2022-03-04", "--process", "ukraine-russia-2022")["items"]
    assert found
    assert all(item["published"][:10] <= "2022-03-04" for item in found if item["published"])


@pytest.mark.parametrize(
    ("handle", "field", "readings"),
    [
        ("istanbul/istanbul-communique", "form", 2),
        ("r2", "places", 3),
        ("istanbul", "date", 3),
        ("r2/ukraine", "head", 2),
        ("drafts-april/draft-15-april/handed-over", "date", 2),
    ],
)
def test_contradictions_survive_with_their_sources(answer: Answer, handle: str, field: str, readings: int) -> None:
    (item,) = answer("why", f"ukraine-russia-2022/{handle}")["items"]
    (dispute,) = [dispute for dispute in item["disputed"] if dispute["field"] == field]
    assert len(dispute["readings"]) >= readings
    assert all(reading["sources"] for reading in dispute["readings"])


def test_rival_readings_stand_side_by_side_with_the_reason(run: Run, bundled: Path) -> None:
    told = run("why", "ukraine-russia-2022/istanbul/istanbul-communique", "--database", bundled).out
    assert "Sources disagree on the form" in told
    assert "preferred" in told
    assert "Lavrov says that Arakhamia signed it" in told


def test_a_rival_published_later_is_not_known_then(answer: Answer) -> None:
    (item,) = answer("why", "ukraine-russia-2022/r1", "--as-known", "2022-02-28")["items"]
    assert item["disputed"] == []
