"""What `timeline diff` tells of the week after the second round, and of records of which little was known."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.cli.test_terminal import on_terminal
from tests.conftest import File, Run
from tests.places import Client
from timeline import dates, importing
from timeline.store import reading

DAYS = ("--as-known", "2022-03-04..2022-03-10")
WEEK = (*DAYS, "--process", "ukraine-russia-2022")
CORRIDORS = {
    "mariupol-5-march": ("5 March 2022", "failed"),
    "volnovakha-5-march": ("5 March 2022", "failed"),
    "second-attempt": ("5 to 6 March 2022", "failed"),
    "third-failure": ("7 March 2022", "failed"),
    "sumy-8-march": ("8 March 2022", "implemented"),
}
"""What became of the corridors from 5 to 8 March, by the last part of the handle."""


def published(found: dict[str, Any]) -> dict[str, int]:
    """Return the day by which each source of an answer had certainly been published."""
    return {source["id"]: dates.bounds(source["published"])[1] for source in found["sources"]}


def test_the_corridor_failures_and_the_sumy_corridor_are_news(answer: Answer) -> None:
    found = {item["id"].partition("/")[2]: item for item in answer("diff", *WEEK)["items"]}
    told = {name: found[f"r2/corridors/{name}"] for name in CORRIDORS}
    assert {name: item["says"]["status"] for name, item in told.items()} == {name: status for name, (_, status) in CORRIDORS.items()}
    assert {item["change"] for item in told.values()} == {"new"}
    assert all(item["sources"] for item in told.values())


def test_the_text_tells_what_became_of_the_corridors_day_by_day(run: Run, bundled: Path) -> None:
    told = run("diff", *WEEK, "--database", bundled).out
    for name, (day, status) in CORRIDORS.items():
        assert re.search(rf"^{day} +r2/corridors/{name} +{status}: .+\[\d.*\]$", told, re.MULTILINE), name


def test_what_only_later_reports_tell_of_the_corridors_is_not_told_yet(answer: Answer) -> None:
    def told(days: str) -> dict[str, str]:
        found = {
            item["id"].partition("/")[2]: item for item in answer("diff", "--as-known", days, "--process", "ukraine-russia-2022")["items"]
        }
        return {name: found[f"r2/corridors/{name}"]["says"]["text"] for name in ("mariupol-5-march", "volnovakha-5-march", "sumy-8-march")}

    later = {"mariupol-5-march": "200,000", "volnovakha-5-march": "15,000", "sumy-8-march": "5,000"}
    then, now = told("2022-03-04..2022-03-10"), told("2022-03-04..2022-03-31")
    assert {name: number in then[name] for name, number in later.items()} == dict.fromkeys(later, False)
    assert {name: number in now[name] for name, number in later.items()} == dict.fromkeys(later, True)
    assert "Red Cross" not in then["mariupol-5-march"]
    assert then["sumy-8-march"] == "Two convoys of 22 and 39 buses go to Poltava."


def test_an_issue_finds_what_became_of_its_outcomes(answer: Answer) -> None:
    asked = ("--process", "ukraine-russia-2022", "--issue", "corridors", "--until", "2022-03-08")
    ids = {item["id"].partition("/")[2] for item in answer("chronology", *asked)["items"]}
    assert {f"r2/corridors/{name}" for name in CORRIDORS} <= ids


def test_a_round_that_was_expected_is_told_as_changed(answer: Answer) -> None:
    (third,) = [item for item in answer("diff", *WEEK)["items"] if item["id"].endswith("2022/r3")]
    fields = {field["field"]: (field["before"], field["after"]) for field in third["fields"]}
    assert third["change"] == "changed"
    assert fields["status"] == ("tentative", "held")
    assert fields["date"][1] == "2022-03-07"


@pytest.mark.parametrize("asked", [DAYS, WEEK])
def test_nothing_that_was_published_later_is_told(answer: Answer, asked: tuple[str, ...]) -> None:
    found = answer("diff", *asked)
    assert found["items"]
    assert max(published(found).values()) <= 20220310
    assert {source for item in found["items"] for source in item["sources"]} <= set(published(found))


@pytest.mark.parametrize("asked", [DAYS, WEEK])
def test_what_is_new_rests_on_what_was_published_between_the_two_days(answer: Answer, asked: tuple[str, ...]) -> None:
    found = answer("diff", *asked)
    days = published(found)
    new = [item for item in found["items"] if item["change"] == "new"]
    assert new
    assert [(item["id"], source) for item in new for source in item["sources"] if not 20220305 <= days[source] <= 20220310] == []


def test_what_only_sources_of_some_day_in_march_tell_is_no_news_yet(answer: Answer) -> None:
    def told(days: str) -> set[str]:
        return {item["id"] for item in answer("diff", "--as-known", days, "--process", "ukraine-russia-2022")["items"]}

    later = "ukraine-russia-2022/r2/corridors/mariupol-8-march"
    assert later not in told("2022-03-04..2022-03-10")
    assert later in told("2022-03-10..2022-03-31")
    assert not [handle for handle in told("2022-03-04..2022-03-10") if handle.partition("/")[2].startswith("istanbul")]


def test_what_was_known_before_is_no_news(answer: Answer) -> None:
    ids = {item["id"] for item in answer("diff", *WEEK)["items"]}
    assert "ukraine-russia-2022/r2" not in ids
    assert "ukraine-russia-2022/r2/ukraine/podolyak" not in ids


def test_the_states_of_knowledge_add_up(answer: Answer) -> None:
    def new(days: str) -> set[str]:
        found = answer("diff", "--as-known", days, "--process", "ukraine-russia-2022")["items"]
        return {item["id"] for item in found if item["change"] == "new"}

    assert new("2022-03-04..2022-03-10") == new("2022-03-04..2022-03-07") | new("2022-03-07..2022-03-10")


def test_between_a_day_and_itself_nothing_changes(run: Run, bundled: Path) -> None:
    told = run("diff", "--as-known", "2022-03-04..2022-03-04", "--database", bundled)
    assert (told.status, told.out.splitlines()[-1]) == (0, "Nothing became known between the two days.")


def test_the_text_says_what_it_was_and_what_it_is(run: Run, bundled: Path) -> None:
    told = run("diff", *WEEK, "--database", bundled)
    assert "status from tentative to held" in told.out
    assert told.out.startswith("What some source published after 4 March 2022 and by 10 March 2022.")


@pytest.mark.parametrize("days", ["2022-03-04", "..2022-03-04", "2022-03-10..2022-03-04", "2022-03-04..yesterday"])
def test_anything_but_two_days_in_order_is_refused(run: Run, bundled: Path, days: str) -> None:
    told = run("diff", "--as-known", days, "--database", bundled)
    assert (told.status, told.out) == (2, "")


# Small files: a record with a long handle, and records of which only another account was known


TALKS = """
process: talks
name: Talks
parties: [a-side, b-side]
declare:
  parties: {a-side: {name: A, type: state}, b-side: {name: B, type: state}}
  issues: {truce: {name: truce, family: ceasefire_security}}
sources:
  old: {publisher: Old, published: 2020-02-01}
  late: {publisher: Late, published: 2021-02-01}
cite: late
"""
LONG_HANDLE = f"""{TALKS}
events:
  a-handle-as-long-as-some-of-them-are: {{kind: other, date: 2020-01-10, text: {"word " * 20}}}
"""
PARTLY_KNOWN = f"""{TALKS}
rounds:
  r1:
    status: held
    date: 2020-01-10
    positions:
      offer: {{party: a-side, issue: truce, stance: proposal, rivals: {{text: a week, cite: old, why: less precise}}}}
    outcomes:
      truce: {{issue: truce, status: agreed, text: Ten days., rivals: {{text: About ten days., cite: old, why: less precise}}}}
    agreements:
      accord: {{name: Accord, form: verbal, rivals: {{form: written_signed, cite: old, why: a slip}}}}
"""


def test_on_a_terminal_a_long_handle_leaves_room_for_words(run: Run, file: File, database: Path) -> None:
    assert run("import", file(LONG_HANDLE)).status == 0
    told = on_terminal(database, "diff", "--as-known", "2020-12-31..2021-02-01", TERM="dumb")
    assert told.count("word") == 20
    assert sum("word" in line for line in told.splitlines()) <= 3


def test_a_record_is_told_without_what_was_not_known_of_it(run: Run, file: File) -> None:
    assert run("import", file(PARTLY_KNOWN)).status == 0
    told = run("diff", "--as-known", "2020-01-31..2020-02-01")
    lines = {line.split()[0]: " ".join(line.split()[1:]) for line in told.out.splitlines() if line.startswith("r1/")}
    assert (told.status, told.err) == (0, "")
    assert lines == {"r1/offer": "A, position: a week [1]", "r1/truce": "About ten days. [1]", "r1/accord": "a document [1]"}


def test_what_became_known_by_any_day_can_be_told(run: Run, bundled: Path) -> None:
    with Client(bundled) as connection:
        overtaken = [f"SELECT DISTINCT process, known FROM {kind}_past WHERE process IS NOT NULL AND known > 0" for kind in reading.KNOWN]
        days = connection.execute(" UNION ".join(overtaken)).fetchall()
    assert days
    for process, day in days:
        told = run("diff", "--as-known", f"1900..{dates.iso(day)}", "--process", process, "--format", "json", "--database", bundled)
        assert told.status == 0, (process, day, told.err)


def test_what_changed_and_changed_back_is_no_news(run: Run, database: Path) -> None:
    importing.into_store([importing.bundled()], database)
    told = run("diff", "--process", "minsk-2014-2015", "--as-known", "2014-09-10..2015-02-13", "--format", "json")
    assert [item["id"] for item in json.loads(told.out)["items"] if item["change"] == "changed" and not item["fields"]] == []
