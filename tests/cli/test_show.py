"""What `timeline show` tells of a record, and `timeline list` of the records of a kind."""

from pathlib import Path
from typing import Any, get_origin

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run
from tests.places import Places
from timeline import importing, records
from timeline.queries import entries, pieces
from timeline.store.location import Database

CORRIDORS = "ukraine-russia-2022/r2/corridors"
COMMUNIQUE = "ukraine-russia-2022/istanbul/istanbul-communique"
BLOG = "ethiopia-tigray-pretoria-2022/shinn-2022-11-04"


def shown(answer: Answer, handle: str) -> dict[str, Any]:
    (item,) = answer("show", handle)["items"]
    found: dict[str, Any] = item
    return found


def words(run: Run, bundled: Path, *asked: str) -> list[str]:
    """Return the lines of an answer, each without the space between its columns."""
    return [" ".join(line.split()) for line in run(*asked, "--database", bundled).out.splitlines()]


@pytest.mark.parametrize("kind", records.KINDS)
def test_a_column_is_a_list_where_the_field_holds_several(kind: str) -> None:
    several = {name for name, field in records.KINDS[kind].model_fields.items() if get_origin(field.annotation) is tuple}
    assert (pieces.lists(kind) | entries.NAMES) & set(records.KINDS[kind].model_fields) == several


def test_the_author_of_a_source_is_one_text_and_of_a_document_its_parties(answer: Answer) -> None:
    assert shown(answer, BLOG)["author"] == "David Shinn"
    assert shown(answer, COMMUNIQUE)["author"] == ["ukraine"]
    assert {item["id"]: item["author"] for item in answer("list", "sources")["items"]}[BLOG] == "David Shinn"
    assert answer("why", BLOG)["items"][0]["id"] == BLOG


def test_what_became_of_an_outcome_is_told_in_words(run: Run, bundled: Path) -> None:
    told = words(run, bundled, "show", CORRIDORS)
    assert any(line.startswith("5 March 2022 failed A truce for Mariupol is announced") for line in told)
    assert any(line.startswith("5 to 6 March 2022 failed The attempts to evacuate people") for line in told)
    assert not [line for line in told if "edtf" in line or "{" in line]


def test_parties_persons_and_issues_are_told_by_name(run: Run, bundled: Path) -> None:
    told = words(run, bundled, "show", CORRIDORS)
    assert {"issue humanitarian corridors", "confirmed by Ukraine; Russia", "demands Ukraine's demand met, r2/ua-corridor"} <= set(told)
    assert "head Mykhailo Podolyak" in words(run, bundled, "show", "ukraine-russia-2022/r2/ukraine")
    assert "parent Belarus" in words(run, bundled, "show", "brest-region")
    assert "published 4 November 2022" in words(run, bundled, "show", BLOG)


def test_a_source_that_names_a_delegation_alone_does_not_say_who_led_it(answer: Answer) -> None:
    (head,) = [found for found in shown(answer, "ukraine-russia-2022/r2/ukraine")["disputed"] if found["field"] == "head"]
    sources = {reading["value"]: reading["sources"] for reading in head["readings"]}
    assert sources["podolyak"] == ["ukraine-russia-2022/statecraft"]


def test_a_document_is_told_as_among_others(run: Run, bundled: Path) -> None:
    told = words(run, bundled, "show", COMMUNIQUE)
    among = words(run, bundled, "agreements", "--process", "ukraine-russia-2022")
    start = next(number for number, line in enumerate(among) if COMMUNIQUE in line)
    (alone,) = [number for number, line in enumerate(told) if COMMUNIQUE in line]
    assert [line.partition("[")[0] for line in told[alone : alone + 10]] == [line.partition("[")[0] for line in among[start : start + 10]]
    assert "note The text on record is an excerpt that ends with point 5." in told


def test_a_provision_has_what_became_of_it(run: Run, file_of_talks: Path) -> None:
    told = run("show", "r1/accord/p1", "--database", file_of_talks).out
    assert "3 February 2020  violated  Shots are fired" in told


def test_an_outcome_of_no_round_has_all_that_others_have(answer: Answer) -> None:
    of_none, of_a_round = shown(answer, "minsk-2014-2015/regime-of-silence"), shown(answer, CORRIDORS)
    assert set(of_none) == set(of_a_round)
    assert (of_none["standing"], of_none["scope"], of_none["demands"]) == ("single_source", None, [])


def test_what_is_within_a_record_is_named_by_kind_and_much_is_counted(run: Run, bundled: Path) -> None:
    told = words(run, bundled, "show", "ukraine-russia-2022")
    assert {"tracks belarus; informal; istanbul-2025; ministers; trilateral; video-and-istanbul", "rounds 24"} <= set(told)


TALKS = """
process: talks
name: Talks
parties: [a-side, b-side]
cite: s
declare:
  parties: {a-side: {name: A}, b-side: {name: B}}
  issues: {truce: {name: truce}}
sources: {s: {publisher: S, published: 2020-03-01}}
rounds:
  r1:
    status: held
    date: 2020-01-02
    agreements:
      accord:
        name: Accord
        provisions:
          p1: {issue: truce, text: A truce., follow_ups: {broken: {status: violated, date: 2020-02-03, text: Shots are fired.}}}
"""


@pytest.fixture
def file_of_talks(tmp_path: Path, own: Places) -> Database:
    """A database of talks with a document of which one point was broken."""
    file = tmp_path / "talks.yaml"
    file.write_text(TALKS, encoding="utf-8")
    place = own.new()
    importing.into_store([file], place)
    return place
