"""Claims about importing: all of a file or nothing, the same again, and only what files are."""

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.conftest import DATA, File, Run, Told, kept
from tests.places import Client, Places, everything, nothing_at
from timeline import importing
from timeline.dossier import Dossier
from timeline.store import writing
from timeline.store.location import Database

PARTY = "parties:\n  ukraine: {name: Ukraine}\n"
TALKS = "process: talks\nname: Talks\nparties: [ukraine]\ncite: s\nsources: {s: {publisher: Statecraft, published: 2022-03-04}}\n"
ROUNDS = "rounds:\n  r1: {status: held, date: 2022-02-28}\n  r2: {status: held, date: 2022-03-03, parent: r1}\n"


def _loaded(database: Path) -> Dossier:
    with writing.looked_at(database) as connection:
        return writing.load(connection)


@pytest.fixture
def talks(file: File, run: Run) -> Callable[[str], Told]:
    """Import one process with these rounds."""

    def talks(rounds: str, *options: str) -> Told:
        return run("import", file(PARTY, "parties.yaml"), file(TALKS + rounds, "talks.yaml"), *options)

    return talks


# All or nothing


def test_what_is_stored_is_what_the_file_says(stored: Path, seed: Path) -> None:
    draft = importing.read([seed])
    importing.checked(draft, Dossier())
    loaded = _loaded(stored)
    assert {entry.id for entry in loaded} == {entry.id for entry in draft.dossier}
    assert [entry.id for entry in draft.dossier if not entry.says(loaded.entries[entry.id])] == []


def test_what_is_on_record_is_looked_up_for_processes_alone_however_many_records_all_share(seed: Path) -> None:
    """A database takes only so many names in one question."""
    asked: list[set[str]] = []

    def load(processes: Iterable[str] | None = None) -> Dossier:
        asked.append(set(processes or ()))
        return Dossier()

    importing.beside(load, importing.read([seed]))
    assert asked == [{"ukraine-russia-2022", "r2"}]


@pytest.mark.file
@pytest.mark.parametrize("fails", [False, True])
def test_an_empty_file_has_every_index_after_an_import_and_after_one_that_failed(seed: Path, tmp_path: Path, *, fails: bool) -> None:
    """They are made over all that has come, and not row by row."""
    database = writing.create(tmp_path / "timeline.db")
    before = _indexes(database)
    draft = importing.read([seed])
    importing.checked(draft, Dossier())
    with contextlib.suppress(ZeroDivisionError), writing.opened(database) as connection:
        with writing.changing(connection, importing.BY_NOBODY) as change:
            assert change.save(Dossier(), draft.dossier).new == len(draft.dossier)
            assert not {name for name, _ in connection.exec_driver_sql(INDEXES)}
        assert {name for name, _ in connection.exec_driver_sql(INDEXES)}
        1 / (not fails)
    assert _indexes(database) == before
    assert len(_loaded(database)) == (0 if fails else len(draft.dossier))


INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"


def _indexes(database: Path) -> set[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(database)) as connection:
        return set(connection.execute(INDEXES))


def test_one_bad_file_keeps_the_good_ones_out(run: Run, seed: Path, file: File, database: Path) -> None:
    told = run("import", seed, file("parties: {x: {}}\n"))
    assert told.status == 1
    assert not database.exists()


def test_a_bad_file_leaves_a_database_as_it_was(run: Run, stored: Path, file: File) -> None:
    before = everything(stored)
    assert run("import", file("parties: {x: {name: X}, y: {}}\n")).status == 1
    assert everything(stored) == before


def test_a_rule_that_is_broken_leaves_a_database_as_it_was(run: Run, stored: Path, file: File) -> None:
    before = kept(stored)
    assert run("import", file("places: {x: {name: X, parent: y}, y: {name: Y, parent: x}}\n")).status == 1
    assert kept(stored) == before


@pytest.mark.file
def test_nothing_is_left_beside_a_database_that_was_not_made(run: Run, file: File, database: Path) -> None:
    database.parent.mkdir()
    run("import", file("places: {x: {name: X, parent: y}, y: {name: Y, parent: x}}\n"))
    assert nothing_at(database)


def test_every_problem_of_every_file_is_told(run: Run, file: File) -> None:
    told = run("import", file("parties: {x: {}}\n", "a.yaml"), file("persons: {y: {}}\n", "b.yaml"))
    assert [line.rpartition("/")[2][:10] for line in told.err.splitlines()[:2]] == ["a.yaml:1:1", "b.yaml:1:1"]


def test_a_handle_in_two_files_is_told_with_both_places(run: Run, file: File) -> None:
    first, second = file(PARTY, "a.yaml"), file("parties:\n  russia: {name: Russia}\n  ukraine: {name: Kyiv}\n", "b.yaml")
    told = run("import", first, second)
    assert told.err.splitlines()[0] == f"{second}:3:3: 'ukraine' is already a party at {first}:2:3: give it another handle"


def test_a_file_named_twice_is_read_once(run: Run, seed: Path) -> None:
    assert run("import", seed, seed).status == 0


def test_files_may_name_what_stands_in_others_in_any_order(talks: Callable[..., Told]) -> None:
    assert talks(ROUNDS).status == 0


def test_a_file_may_name_what_is_on_record(run: Run, stored: Path, file: File) -> None:
    assert stored.exists()
    assert run("import", file("persons: {kuleba: {name: Dmytro Kuleba, party: ukraine}}\n")).status == 0


# The same again


def test_a_second_import_changes_nothing(run: Run, stored: Path, seed: Path) -> None:
    before = everything(stored)
    told = run("import", seed)
    assert told.out == "nothing changed: 0 new, 0 changed, 44 unchanged\n"
    assert everything(stored) == before


def test_importing_the_bundled_records_again_changes_nothing(database: Database) -> None:
    importing.into_store([importing.bundled()], database)
    saved, _ = importing.into_store([importing.bundled()], database)
    assert (saved.new, saved.changed, saved.kept) == (0, 0, 0)


def test_what_is_changed_in_a_file_is_changed_on_record(talks: Callable[..., Told], run: Run) -> None:
    talks(ROUNDS)
    told = talks(ROUNDS.replace("2022-03-03", "2022-03-04"))
    assert told.out == "0 new, 1 changed, 4 unchanged\n"
    assert json.loads(run("show", "talks/r2", "--format", "json").out)["items"][0]["date"]["edtf"] == "2022-03-04"


def test_what_is_new_in_a_file_is_put_on_record(talks: Callable[..., Told]) -> None:
    talks(ROUNDS)
    assert talks(ROUNDS + "  r3: {status: proposed}\n").out == "1 new, 0 changed, 5 unchanged\n"


def test_what_a_file_no_longer_holds_is_kept(talks: Callable[..., Told], database: Path) -> None:
    talks(ROUNDS)
    told = talks(ROUNDS.partition("  r2")[0])
    assert "1 on record and not in the files were kept; --replace removes them" in told.out
    assert "talks/r2" in _loaded(database)


def test_replacing_removes_what_a_file_no_longer_holds(talks: Callable[..., Told], database: Path) -> None:
    talks(ROUNDS)
    told = talks(ROUNDS.partition("  r2")[0], "--replace")
    assert told.out == "0 new, 0 changed, 4 unchanged, 1 removed\n"
    assert "talks/r2" not in _loaded(database)


def test_replacing_leaves_other_processes_alone(talks: Callable[..., Told], stored: Path) -> None:
    talks(ROUNDS, "--replace")
    assert "ukraine-russia-2022/r2" in _loaded(stored)


def test_replacing_refuses_to_remove_what_the_file_still_names(talks: Callable[..., Told], database: Path) -> None:
    talks(ROUNDS)
    before = kept(database)
    told = talks("rounds:\n  r2: {status: held, date: 2022-03-03, parent: r1}\n", "--replace")
    assert (told.status, "no round 'r1'" in told.err) == (1, True)
    assert kept(database) == before


def test_replacing_refuses_to_remove_what_another_process_names(run: Run, talks: Callable[..., Told], file: File, database: Path) -> None:
    talks("agreements: {a: {name: A}}\n")
    run("import", file("process: later\nname: Later\nagreements: {b: {name: B, lineage: {talks/a: amends}}}\n", "later.yaml"))
    before = kept(database)
    told = talks(ROUNDS, "--replace")
    assert (told.status, told.err) == (
        1,
        "'later/b' names 'talks/a', which would be removed. Change that record first. Nothing was stored.\n",
    )
    assert kept(database) == before


def test_a_file_may_be_imported_again_that_names_a_record_of_another_process(run: Run, talks: Callable[..., Told], file: File) -> None:
    talks("agreements: {a: {name: A}}\n")
    later = file("process: later\nname: Later\nparties: [ukraine]\nagreements: {b: {name: B, lineage: {talks/a: amends}}}\n", "later.yaml")
    assert run("import", later).status == 0
    assert run("import", later).out == "nothing changed: 0 new, 0 changed, 2 unchanged\n"


def test_a_record_may_become_one_of_another_kind(talks: Callable[..., Told], database: Path) -> None:
    talks("statements: {x: {text: a word}}\n")
    assert talks("events: {x: {kind: other, text: a word}}\n").status == 0
    assert _loaded(database).entries["talks/x"].kind == "event"


def test_a_dry_run_tells_what_would_change_and_changes_nothing(talks: Callable[..., Told], database: Path) -> None:
    talks(ROUNDS)
    before = everything(database)
    told = talks(ROUNDS.replace("2022-03-03", "2022-03-04") + "  r3: {status: proposed}\n", "--dry-run")
    assert told.out == "1 would be created, 1 would be changed, 4 unchanged, 0 rejected\n"
    assert everything(database) == before


def test_a_dry_run_makes_no_database(run: Run, seed: Path, database: Path) -> None:
    assert run("import", seed, "--dry-run").out == "44 would be created, 0 would be changed, 0 unchanged, 0 rejected\n"
    assert nothing_at(database)


def test_a_dry_run_tells_what_is_wrong(run: Run, file: File) -> None:
    assert run("import", file("parties: {x: {}}\n"), "--dry-run").status == 3


def test_checking_makes_no_database(run: Run, seed: Path, database: Path) -> None:
    run("check", seed)
    assert nothing_at(database)


@pytest.mark.file
def test_checking_leaves_a_database_as_it_was(run: Run, stored: Path, file: File) -> None:
    before = (stored.read_bytes(), stored.stat().st_mtime_ns)
    run("check", file(PARTY))
    run("check")
    assert (stored.read_bytes(), stored.stat().st_mtime_ns) == before


def test_the_store_can_be_checked_while_another_program_writes(run: Run, stored: Path) -> None:
    with Client(stored) as writer:
        writer.execute("UPDATE party SET note = 'written'")
        assert run("check").status == 0


# What is stored does not depend on the way there


@pytest.mark.parametrize("changed", ["name: Mykhailo Podoliak, party: ukraine", "name: Mykhailo Podolyak, party: russia"])
def test_a_change_of_what_processes_share_reaches_what_follows_from_it(file: File, own: Places, seed: Path, changed: str) -> None:
    after = file(
        seed.read_text(encoding="utf-8").replace("name: Mykhailo Podolyak, short: Podolyak, party: ukraine", changed), "after.yaml"
    )
    shared = file(f"persons: {{podolyak: {{{changed}, aliases: [Podoliak, Михайло Подоляк]}}}}\n", "shared.yaml")
    there, fresh = own.new(), own.new()
    importing.into_store([seed], there)
    importing.into_store([shared], there)
    importing.into_store([after], fresh)
    assert kept(there) == kept(fresh)


def test_a_change_of_a_source_s_date_reaches_every_process(file: File, own: Places) -> None:
    talks = file("process: talks\nname: Talks\nrounds: {r1: {status: held, cite: s}}\n", "talks.yaml")
    before, after = (file(f"sources: {{s: {{publisher: P, published: {day}}}}}\n", f"{day}.yaml") for day in ("2022-03-04", "2022-03-05"))
    there, fresh = own.new(), own.new()
    importing.into_store([talks, before], there)
    importing.into_store([after], there)
    importing.into_store([talks, after], fresh)
    assert kept(there) == kept(fresh)


def test_a_changed_file_leaves_what_a_new_import_of_it_would(
    talks: Callable[..., Told], file: File, database: Database, own: Places
) -> None:
    talks(ROUNDS)
    changed = "rounds:\n  r2: {status: postponed, date: 2022-03-10, cite: {source: s, fields: date}, rivals: {status: held, cite: s}}\n"
    talks(changed, "--replace")
    fresh = own.new()
    importing.into_store([file(PARTY, "parties.yaml"), file(TALKS + changed, "talks.yaml")], fresh)
    assert kept(database) == kept(fresh)


# What a file is


def test_a_folder_stands_for_every_data_file_in_it(run: Run, file: File) -> None:
    file("parties: {a: {name: A}}\n", "folder/a.yaml")
    file("parties: {b: {name: B}}\n", "folder/deeper/b.yml")
    file("not data\n", "folder/notes.txt")
    assert run("import", file("", "folder/deeper/c.txt").parent.parent).out == "2 new, 0 changed, 0 unchanged\n"


def test_a_folder_without_data_files_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    told = run("import", tmp_path / "empty")
    assert (told.status, told.err.splitlines()[0]) == (1, f"{tmp_path / 'empty'}:1:1: the folder holds no .yaml, .yml, .jsonl or .csv file")


def test_a_missing_file_is_told(run: Run, tmp_path: Path) -> None:
    told = run("import", tmp_path / "none.yaml")
    assert (told.status, told.err.splitlines()[0]) == (1, f"{tmp_path / 'none.yaml'}:1:1: cannot be read: No such file or directory")


def test_a_file_that_waits_for_another_program_is_refused(process: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "waiting.yaml")
    told = process("import", tmp_path / "waiting.yaml", timeout=20)
    assert (told.status, told.err.splitlines()[0]) == (1, f"{tmp_path / 'waiting.yaml'}:1:1: is not a file")


def test_a_link_to_a_file_is_read(run: Run, seed: Path, tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(seed)
    assert run("import", tmp_path / "link.yaml").status == 0


def test_a_link_to_itself_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(tmp_path / "link.yaml")
    told = run("import", tmp_path / "link.yaml")
    assert (told.status, "cannot be read: " in told.err) == (1, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_that_may_not_be_read_is_told(run: Run, file: File) -> None:
    path = file(PARTY)
    path.chmod(0)
    assert "cannot be read: Permission denied" in run("import", path).err


def test_a_file_whose_name_would_act_on_a_terminal_is_named_harmlessly(run: Run, file: File) -> None:
    told = run("check", file("parties: {x: {}}\n", "\x1b[31mred.yaml"))
    assert "\x1b" not in told.out + told.err


def test_without_a_file_nothing_is_imported(run: Run) -> None:
    assert run("import").status == 2


def test_the_seed_and_the_shared_file_go_together(run: Run, seed: Path, declared: Path, stored: Path) -> None:
    assert (seed, declared.parent, stored.exists()) == (seed, DATA, True)
    assert run("check", declared).status == 0
