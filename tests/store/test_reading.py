"""Claims about asking: nothing is written, no other file is taken for ours, and what was not yet known is not told."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import File, Run
from tests.places import alone, everything, nothing_at
from timeline import importing
from timeline.problems import Unreachable
from timeline.store import location, reading

HEAD = """\
process: talks
name: Talks
parties: [ukraine]
cite: march-4
declare:
  parties: {ukraine: {name: Ukraine}}
  places: {brest: {name: Brest}, gomel: {name: Gomel}}
  issues: {ceasefire: {name: ceasefire}}
sources:
  march-1: {publisher: A, published: 2022-03-01}
  march-4: {publisher: B, published: 2022-03-04}
  march-9: {publisher: C, published: 2022-03-09}
  undated: {publisher: D}
"""

Known = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def known(file: File, blank: Path) -> Known:
    """Store what is said, put a question as of a day, and return the answer's rows."""

    def known(content: str, sql: str, day: int) -> list[tuple[object, ...]]:
        importing.into_store([file(HEAD + content)], blank)
        reader = reading.opened(blank, day)
        try:
            return [tuple(row) for row in reader.rows(sql, {})]
        finally:
            reader.close()

    return known


# What was known


@pytest.mark.parametrize(("day", "expected"), [(20220303, []), (20220304, [("talks/r1",)]), (20220305, [("talks/r1",)])])
def test_a_fact_is_known_from_the_day_on_which_its_source_appeared(known: Known, day: int, expected: list[tuple[str]]) -> None:
    assert known("rounds: {r1: {status: held}}\n", "SELECT id FROM round", day) == expected


@pytest.mark.parametrize(("day", "status"), [(20220301, "tentative"), (20220303, "tentative"), (20220304, "held")])
def test_before_a_fact_was_known_what_was_believed_is_told(known: Known, day: int, status: str) -> None:
    content = "rounds: {r1: {status: held, cite: march-4, earlier: {status: tentative, cite: march-1}}}\n"
    assert known(content, "SELECT status FROM round", day) == [(status,)]


def test_before_a_date_was_known_what_was_announced_is_told(known: Known) -> None:
    content = "rounds: {r1: {status: held, date: 2022-03-03, cite: march-4, earlier: {date: 2022-03-02, cite: march-1}}}\n"
    assert known(content, "SELECT date, earliest, latest FROM round", 20220302) == [("2022-03-02", 20220302, 20220302)]


def test_what_is_the_same_over_time_is_told_once(known: Known) -> None:
    content = "rounds: {r1: {status: held, cite: [march-4, march-9], rivals: {number: 2, cite: march-9}}}\n"
    assert known(content, "SELECT id FROM round", 20220401) == [("talks/r1",)]


def test_a_fact_without_a_dated_source_is_never_known(known: Known) -> None:
    assert known("rounds: {r1: {status: held, cite: undated}}\n", "SELECT id FROM round", 99991231) == []


@pytest.mark.parametrize("table", ["citation", "mention", "source"])
def test_what_a_later_source_adds_is_hidden(known: Known, table: str) -> None:
    content = "rounds: {r1: {status: held, place: brest, cite: march-9}}\n"
    assert all("march-9" not in str(row) and "brest" not in str(row) for row in known(content, f"SELECT * FROM {table}", 20220304))


def test_a_question_of_several_tables_is_put_to_what_was_known(known: Known) -> None:
    content = "rounds: {r1: {status: held, delegations: {ukraine: {size: 6, cite: march-9}}}}\n"
    sql = "WITH r AS (SELECT id FROM round)\nSELECT r.id, d.size FROM r\nLEFT JOIN delegation d ON d.round = r.id"
    assert known(content, sql, 20220304) == [("talks/r1", None)]


def test_a_question_of_what_never_changes_is_put_as_it_is() -> None:
    assert reading.as_known("SELECT name FROM party", str, "main") == "SELECT name FROM party"


def test_a_table_whose_name_begins_like_another_is_not_taken_for_it() -> None:
    sql = "SELECT id FROM rounds JOIN statement_past ON id = former JOIN sourced"
    assert reading.as_known(sql, str, "main") == sql


def test_the_names_of_columns_are_no_tables() -> None:
    assert reading.as_known("SELECT round, outcome FROM party", str, "main") == "SELECT round, outcome FROM party"


def test_without_a_day_everything_is_told(file: File, database: Path) -> None:
    importing.into_store([file(HEAD + "rounds: {r1: {status: held, cite: undated}}\n")], database)
    reader = reading.opened(database)
    assert [row["id"] for row in reader.rows("SELECT id FROM round", {})] == ["talks/r1"]
    reader.close()


@pytest.mark.parametrize("table", [*reading.KNOWN, *reading.CITED])
def test_every_table_can_be_asked_as_of_a_day(stored: Path, table: str) -> None:
    reader = reading.opened(stored, 20220301)
    assert isinstance(reader.all(f"SELECT * FROM {table}", {}), list)
    reader.close()


# What a question says


def test_a_question_written_out_gives_the_same_answer(stored: Path) -> None:
    reader = reading.opened(stored, 20220304)
    sql, bound = (
        "SELECT id FROM round WHERE status = :status AND name IS NOT :name AND latest > :latest",
        {"status": "held", "name": "o'clock"},
    )
    rows = [tuple(row) for row in reader.rows(sql, {**bound, "latest": 0})]
    connection = sqlite3.connect(stored)
    assert connection.execute(reading.literal(*reader.asked[-1])).fetchall() == rows
    connection.close()
    reader.close()


@pytest.mark.parametrize(("value", "written"), [("it's", "'it''s'"), (7, "7"), (None, "NULL"), ("a:b", "'a:b'"), ("--", "'--'")])
def test_a_value_is_written_out_as_sql_has_it(value: object, written: str) -> None:
    assert reading.literal("SELECT :x", {"x": value}) == f"SELECT {written}"


def test_a_list_of_values_is_bound_one_by_one() -> None:
    assert reading.placeholders("party", ["a", "b"]) == (":party_0, :party_1", {"party_0": "a", "party_1": "b"})


# Nothing is written


@pytest.mark.parametrize("sql", ["DELETE FROM party", "CREATE TABLE x (y)", "UPDATE party SET name = 'x'", "PRAGMA user_version = 7"])
def test_a_write_is_refused(stored: Path, sql: str) -> None:
    before = everything(stored)
    reader = reading.opened(stored)
    with pytest.raises(Unreachable, match="cannot answer: attempt to write a readonly database"):
        reader.all(sql, {})
    reader.close()
    assert everything(stored) == before


@pytest.mark.parametrize("arguments", [["rounds"], ["show", "r2"], ["chronology"], ["list", "parties"], ["check"]])
def test_asking_leaves_the_database_and_its_folder_as_they_were(run: Run, stored: Path, arguments: list[str]) -> None:
    before = (stored.read_bytes(), stored.stat().st_mtime_ns, list(stored.parent.iterdir()))
    assert run(*arguments).status == 0
    assert (stored.read_bytes(), stored.stat().st_mtime_ns, list(stored.parent.iterdir())) == before


def test_a_question_is_answered_while_another_program_writes(run: Run, stored: Path) -> None:
    writer = sqlite3.connect(stored, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM mention")
    try:
        assert run("list", "parties").status == 0
    finally:
        writer.close()


def test_the_same_database_can_be_asked_as_it_was_known_on_a_day(stored: Path) -> None:
    reader = reading.opened(stored)
    before = reader.at(20200101)
    assert (before.as_known, before.all("SELECT id FROM outcome", {})) == (20200101, [])
    assert reader.all("SELECT id FROM outcome", {})
    reader.close()


def test_nothing_is_changed_between_two_questions_of_one_reader(stored: Path) -> None:
    reader = reading.opened(stored)
    assert reader.all("SELECT id FROM party", {})
    writer = sqlite3.connect(stored, isolation_level=None, timeout=0)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE party SET name = 'x'")
    try:
        with pytest.raises(sqlite3.OperationalError, match="database is locked"):
            writer.execute("COMMIT")
        reader.close()
        writer.execute("COMMIT")
    finally:
        writer.close()


# What is not ours


def _missing(_: Path) -> None:
    return None


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("a note of mine\n" * 20, encoding="utf-8")


def _short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE party (id TEXT)")
    connection.close()


def _marked(path: Path, version: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {location.APPLICATION}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("CREATE TABLE party (id TEXT)")
    connection.close()


def _newer(path: Path) -> None:
    _marked(path, location.VERSION + 1)


def _older(path: Path) -> None:
    _marked(path, 0)


NOT_OURS = [
    (_empty, "is an empty file"),
    (_text, "is not a database"),
    (_short, "is a database of another program"),
    (_foreign, "is a database of another program"),
    (_newer, "was made by a newer timeline"),
    (_older, "was made by an older timeline"),
]
COMMANDS = [["rounds"], ["show", "r2"], ["list", "parties"], ["chronology"], ["check"]]


@pytest.mark.parametrize("arguments", [*COMMANDS, ["import"]], ids=lambda arguments: arguments[0])
@pytest.mark.parametrize(("make", "said"), NOT_OURS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_file_that_is_not_ours_is_refused_in_a_sentence_and_left_as_it_was(
    run: Run, seed: Path, database: Path, make: Callable[[Path], None], said: str, arguments: list[str]
) -> None:
    database.parent.mkdir()
    make(database)
    before = (database.read_bytes(), database.stat().st_mtime_ns)
    told = run(*arguments, *([seed] if arguments == ["import"] else []))
    assert (told.status, told.out, told.err.count("\n")) == (5, "", 1)
    assert said in told.err
    assert (database.read_bytes(), database.stat().st_mtime_ns) == before
    assert alone(database)


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_a_missing_database_is_told_and_not_made(run: Run, database: Path, arguments: list[str]) -> None:
    told = run(*arguments)
    assert (told.status, told.out, told.err.count("\n")) == (5, "", 1)
    assert f"there is no database at '{database}'" in told.err
    assert nothing_at(database)


@pytest.mark.parametrize("arguments", [*COMMANDS, ["import"]], ids=lambda arguments: arguments[0])
def test_a_folder_is_no_database(run: Run, seed: Path, database: Path, arguments: list[str]) -> None:
    database.mkdir(parents=True)
    told = run(*arguments, *([seed] if arguments == ["import"] else []))
    assert (told.status, told.err.count("\n"), "is a folder" in told.err) == (5, 1, True)


def test_a_pipe_is_no_database(process: Run, database: Path) -> None:
    import os

    database.parent.mkdir()
    os.mkfifo(database)
    began = time.monotonic()
    assert process("rounds").status == 5
    assert time.monotonic() - began < 15


def test_a_damaged_database_is_told_in_a_sentence(run: Run, stored: Path) -> None:
    whole = stored.read_bytes()
    stored.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    told = run("rounds")
    assert (told.status, told.err.count("\n")) == (5, 1)


def test_a_database_cut_short_is_told_in_a_sentence(run: Run, stored: Path) -> None:
    stored.write_bytes(stored.read_bytes()[:20_000])
    told = run("rounds")
    assert (told.status, told.err.count("\n")) == (5, 1)
