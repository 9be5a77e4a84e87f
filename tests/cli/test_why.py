"""What `timeline why` tells of the evidence for a record."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run

TALKS = """
process: talks
name: Talks
parties: [a-side, b-side]
declare: {parties: {a-side: {name: A}, b-side: {name: B}}, places: {town: {name: Town}, lake: {name: Lake}, hill: {name: Hill}}}
sources:
  s: {publisher: S, published: 2020-01-02}
  first: {publisher: First, published: 2020-01-03}
  second: {publisher: Second, published: 2020-01-04}
  third: {publisher: Third, published: 2020-02-01}
cite: s
rounds:
  r1:
    number: 1
    status: held
    date: 2020-01-01
    place: town
    rivals:
      - {place: lake, cite: first, why: Told of another meeting.}
      - {place: hill, cite: second}
      - {place: lake, date: 2020-01-02, cite: third, why: An account of weeks later.}
  r2:
    status: held
    date: 2020-02-01
    cite: third
    rivals: [{place: lake, cite: third, why: No source tells where.}]
"""


@pytest.fixture
def talks(run: Run, tmp_path: Path) -> Run:
    file = tmp_path / "talks.yaml"
    file.write_text(TALKS, encoding="utf-8")
    told = run("import", file)
    assert told.status == 0, told.err
    return run


def test_each_reading_has_the_reason_of_its_own(talks: Run) -> None:
    (item,) = json.loads(talks("why", "r1", "--format", "json").out)["items"]
    reasons = {dispute["field"]: [(reading["value"], reading["why"]) for reading in dispute["readings"]] for dispute in item["disputed"]}
    assert reasons == {
        "places": [(["town"], None), (["lake"], "Told of another meeting."), (["hill"], None), (["lake"], "An account of weeks later.")],
        "date": [("2020-01-01", None), ("2020-01-02", "An account of weeks later.")],
    }
    told = [" ".join(line.split()) for line in talks("why", "r1").out.splitlines()]
    for line in ("Town preferred [1]", "Lake Told of another meeting. [2]", "Hill [3]", "Lake An account of weeks later. [4]"):
        assert line in told
    assert ".;" not in "".join(told)


def test_a_reading_published_later_has_no_reason_yet(talks: Run) -> None:
    (item,) = json.loads(talks("why", "r1", "--format", "json", "--as-known", "2020-01-10").out)["items"]
    (dispute,) = item["disputed"]
    assert [reading["why"] for reading in dispute["readings"]] == [None, "Told of another meeting.", None]


def test_where_nothing_is_preferred_that_is_said(talks: Run) -> None:
    told = talks("why", "r2").out
    assert "None is preferred." in told
    assert "Lake  No source tells where." in told


def test_a_flat_row_has_the_reason_of_its_reading(talks: Run) -> None:
    rows = csv.DictReader(io.StringIO(talks("why", "r1", "--format", "csv").out))
    assert [row["why"] for row in rows if row["field"] == "places"] == ["", "Told of another meeting.", "", "An account of weeks later."]


def test_a_round_is_called_by_its_number(talks: Run) -> None:
    assert talks("why", "r1").out.startswith("Round 1 · round · talks/r1")
