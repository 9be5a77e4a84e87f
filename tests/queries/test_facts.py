"""What sources do with a fact: who denies it stands behind no reading of it, and corroborates nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.places import Places
from timeline import importing
from timeline.queries import claims, facts, rounds
from timeline.queries.filters import Filters
from timeline.store import reading
from timeline.store.reading import Reader

DENIED = """
process: talks
name: Talks
status: concluded
parties: [a-side, b-side]
cite: agency
declare:
  parties: {a-side: {name: A}, b-side: {name: B}}
  places: {mill: {name: the mill}, ford: {name: the ford}}
sources:
  agency: {publisher: Agency, published: 2020-01-02}
  wire: {publisher: Wire, published: 2020-01-02}
  paper: {publisher: Paper, published: 2020-01-02}
rounds:
  r1:
    status: held
    date: 2020-01-01
    place: mill
    cite: [agency, {source: paper, stance: denies, fields: [places]}]
    rivals: [{place: ford, cite: {source: wire, stance: denies}}]
"""
"""Talks at a mill, by one source; a second says that it was not there, and a third that it was at a ford instead."""


@pytest.fixture
def reader(tmp_path: Path, own: Places) -> Iterator[Reader]:
    file, database = tmp_path / "talks.yaml", own.new()
    file.write_text(DENIED, encoding="utf-8")
    importing.into_store([file], database)
    opened = reading.opened(database)
    yield opened
    opened.close()


@pytest.fixture(params=["rounds", "why"])
def told(request: pytest.FixtureRequest, reader: Reader) -> dict[str, Any]:
    """The round as either of two reports tells it."""
    if request.param == "why":
        return claims.why(reader, "talks/r1", ())
    return next(rounds.rounds(reader, Filters()))


def test_who_denies_a_value_is_not_behind_the_reading_of_it(told: dict[str, Any]) -> None:
    (dispute,) = told["disputed"]
    preferred = dispute["readings"][0]
    assert (preferred["value"], preferred["sources"]) == (["mill"], ["talks/agency"])


def test_who_denies_a_value_and_names_no_other_is_told_beside_the_readings(told: dict[str, Any]) -> None:
    (dispute,) = told["disputed"]
    assert dispute["denied_by"] == ["talks/paper"]


def test_who_denies_the_preferred_reading_is_behind_the_rival_that_it_names(told: dict[str, Any]) -> None:
    (dispute,) = told["disputed"]
    rival = dispute["readings"][1]
    assert (rival["value"], rival["sources"]) == (["ford"], ["talks/wire"])


def test_a_source_that_denies_still_belongs_to_the_evidence(told: dict[str, Any]) -> None:
    assert told["sources"][:2] == ["talks/agency", "talks/paper"]


def test_a_denial_corroborates_nothing(reader: Reader) -> None:
    assert claims.why(reader, "talks/r1", ())["standing"] == "disputed"
    cited = [facts.Cited("talks/paper", "Paper", None, "denies", None, None, None, None, None, 0)]
    assert facts.standing(cited, [], [], []) == "disputed"


def test_sources_are_read_as_they_are_gone_through_and_as_often(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "AT_ONCE", 2)
    several = facts.SourceList(reader, ["talks/wire", "talks/paper", "talks/agency"])
    before = len(reader.asked)
    going = iter(several)
    assert [next(going)["publisher"], next(going)["publisher"], len(reader.asked) - before] == ["Wire", "Paper", 1]
    assert [item["id"] for item in several] == several.handles
    assert (len(several), next(going) in several) == (3, True)
