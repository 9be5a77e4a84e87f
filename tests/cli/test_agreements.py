"""What `timeline agreements` answers on the records that come with timeline."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.conftest import Run

KEYS = {
    "id", "process", "round", "name", "stage", "form", "date", "place", "authors", "text", "dates", "signatures", "provisions", "lineage",
    "later", "follow_ups", "disputed", "sources",
}  # fmt: skip
COMMUNIQUE = "ukraine-russia-2022/istanbul/istanbul-communique"


def document(found: dict[str, Any], handle: str) -> dict[str, Any]:
    return next(item for item in found["items"] if item["id"] == handle)


def test_keys_never_disappear(answer: Answer) -> None:
    for item in answer("agreements")["items"]:
        assert set(item) >= KEYS, item["id"]


def test_every_document_signature_and_provision_is_there_once(answer: Answer) -> None:
    items = answer("agreements")["items"]
    assert sorted(item["id"] for item in items) == sorted(record["id"] for record in answer("list", "agreements")["items"])
    assert sum(len(item["signatures"]) for item in items) == len(answer("list", "signatures")["items"])
    assert sum(len(item["provisions"]) for item in items) == len(answer("list", "provisions")["items"])


def test_lineage_is_told_from_both_sides(answer: Answer) -> None:
    items = {item["id"]: item for item in answer("agreements")["items"]}
    ahead = {(handle, found["relation"], found["other"]) for handle, item in items.items() for found in item["lineage"]}
    back = {(found["other"], found["relation"], handle) for handle, item in items.items() for found in item["later"]}
    assert ahead == back
    assert ahead


def test_the_istanbul_communique_is_unsigned_and_a_rival_says_otherwise(answer: Answer) -> None:
    found = document(answer("agreements", "--process", "ukraine-russia-2022"), COMMUNIQUE)
    assert (found["form"], found["signatures"], found["authors"]) == ("written_unsigned", [], ["ukraine"])
    readings = [reading["value"] for dispute in found["disputed"] if dispute["field"] == "form" for reading in dispute["readings"]]
    assert "written_signed" in readings


def test_a_status_finds_what_became_of_documents(answer: Answer) -> None:
    for item in answer("agreements", "--status", "collapsed")["items"]:
        followed = [*item["follow_ups"], *(found for clause in item["provisions"] for found in clause["follow_ups"])]
        assert "collapsed" in {found["status"] for found in followed}, item["id"]


def test_a_document_of_none_of_the_stages_is_not_said_to_have_one_untold(run: Run, bundled: Path) -> None:
    told = run("agreements", "--process", "ukraine-russia-2022", "--database", bundled).out
    assert "\nUnilateral declaration, by Ukraine; Ukraine–Russia talks" in told
    assert "tage not told, unilateral declaration" not in told
    assert "\nStage not told, written unsigned, by Russia; round 3" in told
    assert "\nPartial agreement, verbal; round 2" in told


def test_nothing_published_later_is_known(answer: Answer) -> None:
    found = answer("agreements", "--process", "ukraine-russia-2022", "--as-known", "2022-03-29")
    assert all(source["published"][:10] <= "2022-03-29" for source in found["sources"])
    for item in found["items"]:
        assert all(date["date"]["earliest"] is None or date["date"]["earliest"] <= "2022-03-29" for date in item["dates"])


def test_csv_holds_a_row_for_each_document(run: Run, answer: Answer, bundled: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("agreements", "--format", "csv", "--database", bundled).out)))
    assert [row["id"] for row in rows] == [item["id"] for item in answer("agreements")["items"]]


def test_an_answer_without_documents_is_no_error(run: Run, bundled: Path) -> None:
    told = run("agreements", "--on", "1800-01-01", "--certain", "--database", bundled)
    assert (told.status, told.out.strip()) == (0, "No document on record answers the question.")


PAPER = """
process: talks
name: Talks
parties: [a-side, b-side]
declare:
  parties: {a-side: {name: A}, b-side: {name: B}}
  issues: {peace: {name: peace}}
sources:
  agency: {publisher: Agency, published: 2020-01-02}
  reader: {publisher: Reader, published: 2020-01-02}
  dates: {publisher: Calendar, published: 2020-01-02}
  denier: {publisher: Denier, published: 2020-01-02}
  later: {publisher: Later, published: 2020-01-02}
  kin: {publisher: Kin, published: 2020-01-02}
agreements:
  old: {name: Old paper, date: 2019-01-01, cite: agency}
  paper:
    name: Paper
    date: 2020-01-01
    text: A peace.
    cite:
      - agency
      - {source: reader, fields: [text]}
      - {source: dates, fields: [dates]}
      - {source: denier, stance: denies}
    dates: {signed: 2020-01-01, ended: {date: 2020-06-01, source: later}}
    lineage: {old: {relation: replaces, source: kin}}
    provisions:
      p1: {locator: point 10, text: Ten.}
      p2: {locator: point 2, text: Two.}
      p3: {locator: point 1, text: One.}
      last: {text: None.}
  plain:
    name: Plain
    date: 2020-02-01
    cite: agency
    lineage: {paper: answers}
    provisions: {p10: {text: Ten.}, p9: {text: Nine.}}
"""


@pytest.fixture
def paper(run: Run, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """The documents of invented talks, by the end of their handles."""
    file = tmp_path / "talks.yaml"
    file.write_text(PAPER, encoding="utf-8")
    told = run("import", file)
    assert told.status == 0, told.err
    items = json.loads(run("agreements", "--format", "json").out)["items"]
    return {item["id"].rpartition("/")[2]: item for item in items}


def test_each_day_of_a_document_rests_on_its_own_source_or_on_those_that_speak_to_its_dates(paper: dict[str, dict[str, Any]]) -> None:
    assert {found["kind"]: found["sources"] for found in paper["paper"]["dates"]} == {
        "signed": ["talks/agency", "talks/dates"],
        "ended": ["talks/later"],
    }


def test_how_a_document_stands_to_another_rests_on_its_own_source_or_on_those_that_speak_to_it(paper: dict[str, dict[str, Any]]) -> None:
    assert [found["sources"] for found in paper["paper"]["lineage"]] == [["talks/kin"]]
    assert [found["sources"] for found in paper["old"]["later"]] == [["talks/kin"]]
    assert [found["sources"] for found in paper["plain"]["lineage"]] == [["talks/agency"]]


def test_a_day_in_the_life_of_a_document_is_marked_with_its_own_source(paper: dict[str, dict[str, Any]], run: Run) -> None:
    told = [" ".join(line.split()) for line in run("agreements", "--format", "plain").out.splitlines()]
    marks = {line.split()[0]: line.rpartition(" ")[2] for line in told if line.startswith(("signed ", "ended ", "replaces "))}
    sources = {line.rpartition("] ")[2].partition(",")[0]: line.partition(" ")[0] for line in told if line.startswith("[")}
    assert marks["ended"] == sources["Later"]
    assert marks["replaces"] == sources["Kin"]
    assert marks["signed"] == sources["Agency"] + sources["Calendar"]
    assert paper


def test_provisions_stand_in_the_order_in_which_a_reader_counts(paper: dict[str, dict[str, Any]]) -> None:
    assert [found["text"] for found in paper["paper"]["provisions"]] == ["One.", "Two.", "Ten.", "None."]
    assert [found["text"] for found in paper["plain"]["provisions"]] == ["Nine.", "Ten."]
