"""Processes side by side, by rule."""

from pathlib import Path
from typing import Any

import pytest

from tests.places import Places
from timeline import importing
from timeline.queries import compare
from timeline.queries.filters import Filters
from timeline.store import reading
from timeline.store.location import Database

TALKS = """
process: {name}
name: {name} talks
status: {status}
parties: [a-side, b-side]
cite: s
sources:
  s: {{publisher: S, published: 2020-01-02}}
  again: {{publisher: Again, published: 2020-01-03, origin: S}}
  other: {{publisher: Other, published: 2020-01-04}}
rounds:
  r1:
    number: 1
    status: held
    date: "[2020-01-01..2020-01-03]"
    formats: [mediated, video]
    delegations: {{a-side: {{ana: {{}}, bo: {{attended: 'no'}}}}}}
    third_parties: {{host: [host, mediator]}}
    positions:
      a1: {{party: a-side, issue: land, stance: demand}}
      a2: {{party: a-side, issue: peace, stance: demand}}
      a3: {{party: a-side, issue: peace, stance: red_line}}
    outcomes:
      land:
        issue: land
        status: agreed
        answers: {{a1: met}}
        cite: [s, other]
        follow_ups: {{after: {{status: violated, date: 2020-02-01}}}}
      peace: {{issue: peace, status: not_agreed, answers: {{a2: unmet}}, cite: [s, again]}}
    agreements:
      paper:
        name: Paper
        form: written_signed
        signatures: {{a-side: {{}}}}
        provisions: {{p1: {{issue: land, text: Land., follow_ups: {{kept: {{status: implemented, date: 2020-03-01}}}}}}}}
  r2: {{status: held, date: 2020-01-11, formats: mediated, rivals: [{{date: 2020-01-12, cite: other}}]}}
  r3: {{status: refused, date: 2020-02-01, formats: phone}}
"""
DECLARED = """
parties: {a-side: {name: A}, b-side: {name: B}, host: {name: Host}}
persons: {ana: {name: Ana}, bo: {name: Bo}}
issues: {peace: {name: peace}, land: {name: land}}
"""


@pytest.fixture
def two(tmp_path: Path, own: Places) -> Database:
    """A database with two processes that are told alike."""
    declared = tmp_path / "declared.yaml"
    declared.write_text(DECLARED, encoding="utf-8")
    files = [declared]
    for name, standing in (("one", "concluded"), ("two", "stalled")):
        files.append(tmp_path / f"{name}.yaml")
        files[-1].write_text(TALKS.format(name=name, status=standing), encoding="utf-8")
    place = own.new()
    importing.into_store(files, place)
    return place


def compared(database: Database, **wanted: Any) -> list[dict[str, Any]]:
    reader = reading.opened(database)
    try:
        return list(compare.compare(reader, Filters(**wanted)))
    finally:
        reader.close()


def test_each_measure_is_counted(two: Path) -> None:
    one, other = compared(two)
    expected = {
        "id": "one", "status": "concluded", "days": [8, 10], "rounds": {"held": 2, "refused": 1}, "numbered": 1,
        "formats": {"mediated": 2, "video": 1}, "persons": ["ana"], "issues_raised": ["land", "peace"], "issues_agreed": ["land"],
        "agreements": {"written_signed": 1}, "signed": 1, "follow_ups": {"implemented": 1, "violated": 1},
        "contradictions": 1, "sources_cited": 3, "outcomes": 2, "outcomes_with_two_sources": 0.5,
        "third_parties": [{"party": "host", "roles": ["host", "mediator"], "rounds": 1, "not_held": 0}],
    }  # fmt: skip
    assert {name: one[name] for name in expected} == expected
    assert {result: count for result, count in one["demands"].items() if count} == {"met": 1, "unmet": 1, "no_outcome": 1}
    assert (other["id"], other["follow_ups"]) == ("two", one["follow_ups"])


def test_two_that_repeat_one_report_are_one_voice(two: Path) -> None:
    shares = {issue: compared(two, issue=(issue,))[0]["outcomes_with_two_sources"] for issue in ("land", "peace")}
    assert shares == {"land": 1, "peace": 0}


def test_a_status_chooses_among_processes(two: Path) -> None:
    assert [item["id"] for item in compared(two, status=("stalled",))] == ["two"]


def test_a_process_that_was_named_is_told_where_nothing_answers_the_question(two: Path) -> None:
    assert compared(two, until=19990101) == []
    (told,) = compared(two, process=("one",), until=19990101)
    assert (told["id"], told["rounds"], told["outcomes"], told["issues_raised"]) == ("one", {}, 0, [])


def test_other_filters_narrow_down_what_is_counted(two: Path) -> None:
    one, _ = compared(two, until=20200105)
    assert (one["rounds"], one["agreements"], one["outcomes"]) == ({"held": 1}, {"written_signed": 1}, 2)
    assert one["sources_cited"] == 3
    assert compared(two, until=19990101) == []
