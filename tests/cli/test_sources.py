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
