"""What `timeline agreements` answers on the records that come with timeline."""

import csv
import io
from pathlib import Path
from typing import Any

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
