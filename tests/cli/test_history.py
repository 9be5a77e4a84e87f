"""Claims about what became of the records: who changed what, when and why, told in words and taken back."""

import json
from pathlib import Path

import pytest

from tests.conftest import DATA, Run, Told, kept
from tests.places import Client, everything
from timeline import importing
from timeline.store import history, location, tending, writing
from timeline.store.history import Deed

WITHDRAWAL = "ukraine-russia-2022/r2/withdrawal"


@pytest.fixture
def edited(run: Run, stored: Path) -> Told:
    """One edit of the seed."""
    assert stored.exists()
    return run("edit", WITHDRAWAL, "status=deferred", "--reason", "a better source", "--who", "anna")


def _items(told: Told) -> list[dict[str, object]]:
    assert told.status == 0, told.err
    items: list[dict[str, object]] = json.loads(told.out)["items"]
    return items


def test_a_change_is_told_with_who_made_it_and_why(run: Run, edited: Told) -> None:
    assert edited.out == f"{WITHDRAWAL}  status: not_agreed → deferred\n"
    told = run("history")
    first, *_ = told.out.split("\n\n")
    assert "Change 2 · " in first
    assert " UTC · anna · edit\n  a better source\n" in first
    assert first.endswith(f"  {WITHDRAWAL}  status: not_agreed → deferred")


def test_a_change_is_told_to_programs_field_by_field(run: Run, edited: Told) -> None:
    assert edited.status == 0
    change = _items(run("history", "--format", "json"))[0]
    assert (change["who"], change["action"], change["reason"]) == ("anna", "edit", "a better source")
    assert change["records"] == [
        {
            "id": WITHDRAWAL,
            "kind": "outcome",
            "did": "changed",
            "fields": [{"field": "status", "before": "not_agreed", "after": "deferred"}],
        }
    ]


def test_the_history_of_one_record_leaves_the_others_out(run: Run, edited: Told) -> None:
    assert edited.status == 0
    changes = _items(run("history", WITHDRAWAL, "--format", "json"))
    assert [[record["id"] for record in change["records"]] for change in changes] == [[WITHDRAWAL], [WITHDRAWAL]]  # type: ignore[attr-defined]  # a list of mappings


def test_a_record_is_found_by_the_end_of_its_handle(run: Run, edited: Told) -> None:
    assert edited.status == 0
    assert len(_items(run("history", "r2/withdrawal", "--format", "json"))) == 2


def test_no_record_of_a_handle_is_told_with_what_is_near(run: Run, stored: Path) -> None:
    assert stored.exists()
    told = run("history", "r2/withdrawel")
    assert (told.status, "did you mean 'r2/withdrawal'" in told.err) == (4, True)


def test_a_record_that_was_removed_keeps_its_history(run: Run, stored: Path) -> None:
    assert stored.exists()
    assert run("remove", "ukraine-russia-2022/kherson", "--reason", "off the talks").status == 0
    changes = _items(run("history", "ukraine-russia-2022/kherson", "--format", "json"))
    assert [change["records"][0]["did"] for change in changes] == ["removed", "added"]  # type: ignore[index]  # a list of mappings


def test_since_and_until_are_times_of_entry(run: Run, edited: Told) -> None:
    assert edited.status == 0
    at = str(_items(run("history", "--format", "json"))[0]["at"])
    assert len(_items(run("history", "--since", at[:10], "--format", "json"))) == 2
    assert [change["action"] for change in _items(run("history", "--until", "2022", "--format", "json"))] == []
    assert [change["action"] for change in _items(run("history", "--since", at, "--format", "json"))] == ["edit"]


def test_an_import_that_changes_nothing_leaves_no_change(run: Run, stored: Path, seed: Path) -> None:
    assert stored.exists()
    assert run("import", seed).status == 0
    assert len(_items(run("history", "--format", "json"))) == 1


# Taking back


def test_undo_tells_what_it_takes_back_and_is_on_record_itself(run: Run, edited: Told) -> None:
    assert edited.status == 0
    told = run("undo", "--who", "ben", "--reason", "wrong source")
    assert (told.status, told.out) == (0, f"{WITHDRAWAL}  status: deferred → not_agreed\n")
    assert told.err.endswith("change 3; 'timeline redo' makes it again\n")
    change = _items(run("history", "--format", "json"))[0]
    assert (change["who"], change["action"], change["undoes"], change["reason"]) == ("ben", "undo", 2, "wrong source")


def test_undo_leaves_the_store_as_it_was(run: Run, stored: Path) -> None:
    before = kept(stored)
    assert run("remove", "ukraine-russia-2022/r2", "--inside", "--unlink").status == 0
    assert kept(stored) != before
    assert run("undo").status == 0
    assert kept(stored) == before


def test_redo_makes_it_again(run: Run, edited: Told, database: Path) -> None:
    assert edited.status == 0
    after = kept(database)
    assert (run("undo").status, run("redo").status) == (0, 0)
    assert kept(database) == after


def test_undo_goes_back_step_by_step(run: Run, stored: Path) -> None:
    states = [kept(stored)]
    for status in ("deferred", "rejected", "agreed"):
        run("edit", WITHDRAWAL, f"status={status}")
        states.append(kept(stored))
    for state in reversed(states[:-1]):
        assert run("undo").status == 0
        assert kept(stored) == state
    for state in states[1:]:
        assert run("redo").status == 0
        assert kept(stored) == state


def test_what_was_made_again_can_be_taken_back_again(run: Run, edited: Told, database: Path) -> None:
    assert edited.status == 0
    assert [run(word).status for word in ("undo", "redo")] == [0, 0]
    after = kept(database)
    run("edit", WITHDRAWAL, "status=rejected")
    assert (run("undo").status, kept(database) == after) == (0, True)
    assert run("undo").status == 0
    assert [run(word).status for word in ("redo", "redo", "undo")] == [0, 0, 0]
    assert kept(database) == after


def test_nothing_is_made_again_after_a_new_change(run: Run, edited: Told) -> None:
    assert edited.status == 0
    run("undo")
    run("edit", WITHDRAWAL, "status=rejected")
    told = run("redo")
    assert told == (0, "nothing changed\n", "")


def test_an_import_can_be_taken_back_whole(run: Run, database: Path, seed: Path) -> None:
    assert run("import", seed).status == 0
    assert run("undo").status == 0
    assert all(rows == set() for rows in kept(database).values())
    assert run("undo") == (0, "nothing changed\n", "")


def test_a_trial_takes_nothing_back(run: Run, edited: Told, database: Path) -> None:
    assert edited.status == 0
    before = everything(database)
    told = run("undo", "--dry-run")
    assert (told.status, told.out) == (0, f"{WITHDRAWAL}  status: deferred → not_agreed\n")
    assert everything(database) == before


def test_what_another_program_changed_is_not_taken_back_blindly(run: Run, edited: Told, database: Path) -> None:
    assert edited.status == 0
    with Client(database) as client:
        client.execute("UPDATE outcome SET status = 'agreed' WHERE id = ?", (WITHDRAWAL,))
    told = run("undo")
    assert (told.status, "was changed by another program" in told.err) == (1, True)


# As recorded


def test_every_question_can_be_put_to_the_store_as_it_stood(run: Run, edited: Told) -> None:
    assert edited.status == 0
    at = str(_items(run("history", "--format", "json"))[1]["at"])
    now = json.loads(run("outcomes", "--issue", "troop-withdrawal", "--format", "json").out)
    then = json.loads(run("outcomes", "--issue", "troop-withdrawal", "--as-recorded", at, "--format", "json").out)
    assert (now["items"][0]["status"], then["items"][0]["status"]) == ("deferred", "not_agreed")
    assert then["as_recorded"] == at


def test_a_banner_says_which_state_of_the_store_is_told(run: Run, stored: Path) -> None:
    assert stored.exists()
    told = run("rounds", "--as-recorded", "2022-03-05", "--format", "plain")
    assert told.out.startswith("As recorded by the end of 5 March 2022: only what had been entered by then.\n\nNo round on record")


def test_what_was_recorded_and_what_was_known_go_together(run: Run, edited: Told) -> None:
    assert edited.status == 0
    at = str(_items(run("history", "--format", "json"))[1]["at"])
    told = json.loads(run("show", WITHDRAWAL, "--as-recorded", at, "--as-known", "2022-03-04", "--format", "json").out)
    assert (told["as_known"], told["as_recorded"], told["items"][0]["status"]) == ("2022-03-04", at, "not_agreed")


@pytest.mark.parametrize("written", ["2026-11-25T25:00", "yesterday", "03/04/2022", "2026-11-25T"])
def test_a_time_that_is_none_is_refused(run: Run, stored: Path, written: str) -> None:
    assert stored.exists()
    told = run("rounds", "--as-recorded", written)
    assert (told.status, told.err.startswith("--as-recorded: '")) == (2, True)


# The chain


def test_changes_keep_their_order_when_the_clock_goes_back(database: Path, seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    importing.into_store([seed], database)
    with writing.looked_at(database) as connection:
        first = history.last_steps(connection)
    monkeypatch.setattr("timeline.moments._clock", lambda: "1999-01-01T00:00:00.000000Z")
    with writing.opened(database) as connection:
        stored = writing.load(connection)
        after = type(stored)([entry for entry in stored if entry.id != "ukraine-russia-2022/kherson"])
        assert writing.change(connection, stored, after, Deed("anna", "remove")) == 2
    with Client(database) as client:
        times = [at for (at,) in client.execute("SELECT at FROM change ORDER BY number")]
    assert times == sorted(times)
    assert len(set(times)) == 2
    assert first


@pytest.mark.parametrize(
    "altered",
    [
        "UPDATE change SET who = 'nobody'",
        "UPDATE change SET at = '2020' || substr(at, 5)",
        "UPDATE changed SET after = replace(after, 'gain', 'loss') WHERE record LIKE '%/kherson'",
        "DELETE FROM changed WHERE record LIKE '%/kherson'",
        "UPDATE outcome SET status = 'agreed' WHERE id LIKE '%/withdrawal'",
        "UPDATE event SET text = 'x' WHERE id LIKE '%/kherson'",
        "DELETE FROM mention WHERE who = 'lavrov'",
        "UPDATE round SET known = known + 1",
        "INSERT INTO former VALUES ('a', 'b')",
        "DELETE FROM event WHERE id LIKE '%/kherson'",
        "UPDATE wording SET said = 'x' WHERE id LIKE '%/kherson'",
        "DELETE FROM citation WHERE record LIKE '%/kherson'",
        "CREATE TABLE other (id INTEGER)",
        "DROP INDEX citation_by_source",
    ],
)
def test_verify_finds_what_another_program_altered(run: Run, stored: Path, altered: str) -> None:
    assert run("database", "verify") == (0, "nothing was changed or lost\n", "")
    with Client(stored) as client:
        client.execute(altered)
    told = run("database", "verify")
    assert told.status == 1, told.out


@pytest.mark.parametrize("command", [("export",), ("edit", "r2", "status=held"), ("import", str(DATA / "seed.yaml"))])
def test_a_part_without_its_record_is_told_as_damage(run: Run, stored: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    with Client(stored) as client:
        client.execute("DELETE FROM statement")
    told = run(*command, *(["--output", str(tmp_path / "out")] if command == ("export",) else []))
    assert (told.status, told.err.startswith("the database is damaged: a part of 'ukraine-russia-2022/r2/")) == (5, True)


# The database


def test_info_tells_what_is_there(run: Run, stored: Path) -> None:
    told = run("database", "info")
    assert told.status == 0
    assert told.out.startswith(f"{stored}\nschema {location.VERSION}, ")
    assert "       3  round\n" in told.out


def test_a_backup_holds_what_the_database_does(run: Run, stored: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("database", "backup", copy).out == f"copied to {copy}\n"
    assert kept(copy) == kept(stored)
    assert run("database", "verify", "--database", copy).status == 0


def test_a_backup_goes_over_nothing(run: Run, stored: Path, tmp_path: Path) -> None:
    assert stored.exists()
    there = tmp_path / "there.txt"
    there.write_text("kept")
    told = run("database", "backup", there)
    assert (told.status, there.read_text()) == (1, "kept")


def test_a_database_of_the_first_schema_is_upgraded_after_a_copy(run: Run, tmp_path: Path, ledger: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(first_schema())
    refused = run("rounds", "--database", old)
    assert (refused.status, "'timeline database upgrade'" in refused.err) == (5, True)
    told = run("database", "upgrade", "--who", "anna", "--database", old)
    copy = tmp_path / "old.db.schema-1"
    assert told.out == f"upgraded; as it was before it is kept in {copy}\n"
    assert location.ours(copy) == 1
    assert run("database", "verify", "--database", old).out == "nothing was changed or lost\n"
    assert run("import", ledger, "--database", old).out.startswith("0 new, ")
    assert " UTC · anna · upgrade\n" in run("history", "--database", old).out
    assert run("database", "upgrade", "--database", old).out == "the database is up to date\n"


def first_schema() -> bytes:
    """Return a database as the first version of timeline made it of the invented talks."""
    import gzip

    return gzip.decompress((DATA / "schema-1.db.gz").read_bytes())


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(first_schema())

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tending, "_renew", fails)
    told = run("database", "upgrade", "--database", old)
    assert told.status == 1
    assert old.read_bytes() == first_schema()
