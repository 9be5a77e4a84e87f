"""Claims about exports: they say all that is on record, come back to the byte, and are the same however the records came."""

import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import DATA, Run, kept
from tests.places import Places, everything
from tests.strategies import TALKS, Tree, commented, written
from timeline import exporting, importing, records
from timeline.dossier import Dossier, restored
from timeline.files import comments, lines, writer
from timeline.problems import NotFound
from timeline.store import writing
from timeline.store.history import Deed
from timeline.store.location import Database

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

Files = dict[str, str]


def put(folder: Path, files: Files) -> Path:
    """Write files into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def taken(database: Database, process: str | None = None) -> Files:
    """Return the files of an export."""
    return {name: "".join(pieces) for name, pieces in exporting.several(exporting.taken(database, process), "yaml")}


def change(database: Database, dossier: Dossier) -> None:
    """Put a dossier in the place of all that is on record."""
    with writing.opened(database) as connection:
        writing.change(connection, writing.load(connection), dossier, Deed("", "test"))


def loaded(database: Database) -> Dossier:
    """Return what is on record."""
    with writing.looked_at(database) as connection:
        return writing.load(connection)


@pytest.fixture
def new(own: Places, blank: Database) -> Any:
    """Return a function that makes a database without a record."""
    return lambda: own.copy(blank)


@pytest.fixture(scope="module")
def bundled(lasting: Places) -> Database:
    """A database with all records that come with timeline, which no test touches."""
    place = lasting.new()
    importing.into_store([importing.bundled()], place)
    return place


PROCESSES = sorted(path.stem for path in (importing.bundled() / "processes").glob("*.yaml"))


# What comes with timeline


def test_an_export_of_all_that_comes_with_timeline_gives_the_same_store_and_the_same_bytes(bundled: Path, tmp_path: Path, new: Any) -> None:
    files, fresh = taken(bundled), new()
    importing.into_store([put(tmp_path / "out", files)], fresh)
    assert kept(fresh) == kept(bundled)
    assert taken(fresh) == files


def test_importing_an_export_of_all_that_comes_with_timeline_changes_nothing(bundled: Database, own: Places, tmp_path: Path) -> None:
    database = own.copy(bundled)
    saved, _ = importing.into_store([put(tmp_path / "out", taken(database))], database)
    assert (saved.new, saved.changed, saved.kept) == (0, 0, 0)
    assert everything(database) == everything(bundled)


@pytest.mark.parametrize("process", PROCESSES)
def test_a_process_alone_comes_back_from_its_file_with_all_that_it_needs(bundled: Path, tmp_path: Path, new: Any, process: str) -> None:
    files, fresh = taken(bundled, process), new()
    assert list(files) == [f"{process}.yaml"]
    importing.into_store([put(tmp_path / "out", files)], fresh)
    assert taken(fresh, process) == files
    whole = loaded(bundled)
    assert [entry.id for entry in loaded(fresh) if not entry.says(whole.entries[entry.id])] == []
    assert {entry.id for entry in whole if entry.id.partition("/")[0] == process} <= {entry.id for entry in loaded(fresh)}


@pytest.mark.parametrize("process", PROCESSES)
def test_importing_the_file_of_a_process_changes_nothing(bundled: Database, own: Places, tmp_path: Path, process: str) -> None:
    database = own.copy(bundled)
    saved, _ = importing.into_store([put(tmp_path / "out", taken(database, process))], database)
    assert (saved.new, saved.changed) == (0, 0)
    assert everything(database) == everything(bundled)


@pytest.mark.parametrize("name", ["seed", "ledger", "secret"])
def test_a_file_of_tests_comes_back(tmp_path: Path, new: Any, name: str) -> None:
    database, fresh = new(), new()
    importing.into_store([DATA / f"{name}.yaml"], database)
    files = taken(database)
    importing.into_store([put(tmp_path / "out", files)], fresh)
    assert kept(fresh) == kept(database)
    assert taken(fresh) == files


def test_every_comment_that_comes_with_timeline_is_in_the_export(bundled: Path) -> None:
    content = "\n".join(taken(bundled).values())
    read = "\n".join(path.read_text(encoding="utf-8") for path in importing.bundled().rglob("*.yaml"))
    expected = sorted(line.strip() for line in re.findall(r"(?m)(?:^ *| {2,})# (.*)$", read))
    assert expected
    assert sorted(line.strip() for line in re.findall(r"(?m)(?:^ *| {2})# (.*)$", content)) == expected


# Any dossier


@FEW
@given(TALKS, st.data())
def test_an_export_of_any_dossier_gives_the_same_store_and_the_same_bytes(
    tmp_path: Path, new: Any, tree: Tree, data: st.DataObject
) -> None:
    first, second = new(), new()
    importing.into_store([written(tmp_path, tree)], first)
    change(first, data.draw(commented(loaded(first))))
    files = taken(first)
    importing.into_store([put(tmp_path / "out", files)], second)
    assert {entry.kind for entry in loaded(second)} == set(records.KINDS)
    assert kept(second) == kept(first)
    assert taken(second) == files


@FEW
@given(TALKS, st.data())
def test_importing_an_export_of_any_dossier_changes_nothing(tmp_path: Path, new: Any, tree: Tree, data: st.DataObject) -> None:
    database = new()
    importing.into_store([written(tmp_path, tree)], database)
    change(database, data.draw(commented(loaded(database))))
    before = everything(database)
    for process in (None, "talks"):
        saved, _ = importing.into_store([put(tmp_path / "out", taken(database, process))], database)
        assert (saved.new, saved.changed) == (0, 0)
    assert everything(database) == before


@FEW
@given(TALKS, st.data(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(tmp_path: Path, new: Any, tree: Tree, data: st.DataObject, chance: random.Random) -> None:
    database = new()
    importing.into_store([written(tmp_path, tree)], database)
    several = list(data.draw(commented(loaded(database))))
    files = writer.files(Dossier(several))
    chance.shuffle(several)
    assert writer.files(Dossier(several)) == files


@FEW
@given(TALKS, st.data())
def test_lines_of_json_give_every_record_back(tmp_path: Path, new: Any, tree: Tree, data: st.DataObject) -> None:
    import json

    database = new()
    importing.into_store([written(tmp_path, tree)], database)
    dossier = data.draw(commented(loaded(database)))
    found = Dossier([restored(json.loads(line)) for line in lines.written(dossier)])
    assert [entry.id for entry in dossier if not entry.says(found.entries[entry.id])] == []


# Changes


def test_a_changed_record_keeps_its_comments_and_those_of_the_others(bundled: Database, own: Places) -> None:
    database = own.copy(bundled)
    before = taken(database)
    changed = loaded(database)
    entry = changed.entries["oslo-channel-1993/initialling/declaration"]
    assert [comment.text for comment in comments.of(entry)] == ["both initialled"]
    changed.add(type(entry)(entry.record.model_copy(update={"text": "Interim self-government."}), entry.parts))
    change(database, changed)
    after = taken(database)
    assert [name for name in before if before[name] != after[name]] == ["processes/oslo-channel-1993.yaml"]
    old, fresh = (files["processes/oslo-channel-1993.yaml"].splitlines() for files in (before, after))
    assert [line for line in fresh if line not in old] == ["        text: Interim self-government."]


def test_a_comment_whose_field_is_gone_is_kept_above_the_record(new: Any, tmp_path: Path) -> None:
    database = new()
    path = put(tmp_path / "out", {"parties.yaml": "parties:\n  a:\n    name: A\n    short: B  # so called\n"})
    importing.into_store([path], database)
    changed = loaded(database)
    entry = changed.entries["a"]
    changed.add(type(entry)(entry.record.model_copy(update={"short": None}), entry.parts))
    change(database, changed)
    assert taken(database) == {"parties.yaml": "parties:\n  a: {name: A}  # so called\n"}


def test_a_comment_that_is_changed_in_a_file_changes_its_record_alone(bundled: Database, own: Places, tmp_path: Path) -> None:
    database = own.copy(bundled)
    files = taken(database)
    files["processes/oslo-channel-1993.yaml"] = files["processes/oslo-channel-1993.yaml"].replace(
        "# both initialled", "# initialled by both"
    )
    saved, _ = importing.into_store([put(tmp_path / "out", files)], database)
    assert (saved.new, saved.changed) == (0, 1)


# What is taken


def test_a_process_is_found_by_its_code_and_by_its_name(bundled: Path) -> None:
    assert exporting.taken(bundled, "oslo-channel-1993").process == "oslo-channel-1993"
    assert exporting.taken(bundled, "Oslo channel between Israel and the PLO").process == "oslo-channel-1993"


def test_what_nobody_in_a_process_names_is_not_in_its_file(bundled: Path) -> None:
    found = {entry.id for entry in exporting.taken(bundled, "oslo-channel-1993").dossier}
    assert {"plo", "norway", "white-house", "washington", "united-states"} <= found
    assert found.isdisjoint({"ukraine", "belarus", "ukraine-russia-2022", "kherson"})


def test_no_process_of_a_name_is_answered_with_what_is_near(bundled: Path) -> None:
    with pytest.raises(NotFound, match="no process is called 'oslo-channel'"):
        exporting.taken(bundled, "oslo-channel")


def test_an_empty_store_has_nothing_to_export(blank: Path) -> None:
    with pytest.raises(NotFound, match="nothing is on record"):
        exporting.taken(blank)


# Any machine


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Caracas", "LC_ALL": "tr_TR.UTF-8"},
    ],
)
def test_neither_time_zone_nor_locale_nor_chance_changes_a_byte(
    bundled: Path, tmp_path: Path, process: Run, environment: dict[str, str]
) -> None:
    folder = tmp_path / "written"
    told = process("export", "--output", folder, "--database", bundled, **environment)
    assert told.status == 0
    assert {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")} == taken(bundled)
