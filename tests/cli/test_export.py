"""Claims about `timeline export`: where each form goes, what is said of it, and what it refuses."""

import csv
import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.places import alone, everything
from timeline.files import writer
from timeline.files.reader import read

PROCESS = "ukraine-russia-2022"
SHARED = ["issues.yaml", "parties.yaml", "persons.yaml", "places.yaml"]


def names(folder: Path) -> list[str]:
    """Return every file in a folder, whatever its depth."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "out"


def test_one_process_goes_to_standard_output_and_comes_back(run: Run, stored: Path, out: Path, tmp_path: Path) -> None:
    told = run("export", PROCESS)
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("# The second round of the talks between Ukraine and Russia")
    path = tmp_path / "talks.yaml"
    path.write_text(told.out, encoding="utf-8")
    assert run("import", path).out == "nothing changed: 0 new, 0 changed, 44 unchanged\n"
    assert run("import", path, "--database", out).status == 0
    assert run("export", PROCESS, "--database", out).out == told.out
    assert stored.exists()


@pytest.mark.parametrize("name", ["talks.yaml", "-"])
def test_one_process_goes_to_a_file_that_holds_all_it_needs(run: Run, stored: Path, tmp_path: Path, name: str) -> None:
    told = run("export", "Ukraine–Russia talks", "--output", name if name == "-" else tmp_path / name)
    expected = run("export", PROCESS).out
    found = told.out if name == "-" else (tmp_path / name).read_text(encoding="utf-8")
    assert found == expected
    assert told.err == ("" if name == "-" else f"44 records written to {tmp_path / name}\n")
    assert stored.exists()


def test_one_process_goes_into_a_folder_under_its_own_name(run: Run, stored: Path, out: Path) -> None:
    assert run("export", PROCESS, "--output", out).err == f"44 records written to {out}: {PROCESS}.yaml\n"
    assert names(out) == [f"{PROCESS}.yaml"]
    assert stored.exists()


def test_everything_goes_into_a_folder_and_comes_back(run: Run, stored: Path, out: Path) -> None:
    told = run("export", "--output", out)
    assert (told.status, told.out) == (0, "")
    assert told.err == (f"44 records written to {out}: parties.yaml, persons.yaml, places.yaml, issues.yaml and processes/{PROCESS}.yaml\n")
    assert names(out) == [*SHARED, f"processes/{PROCESS}.yaml"]
    assert run("import", out).out == "nothing changed: 0 new, 0 changed, 44 unchanged\n"
    assert stored.exists()


def test_an_export_over_an_older_one_says_which_files_are_not_of_it(run: Run, stored: Path, out: Path) -> None:
    (out / "processes").mkdir(parents=True)
    (out / "processes" / "gone.yaml").write_text("process: gone\n", encoding="utf-8")
    (out / "parties.yaml").write_text("parties: {}\n", encoding="utf-8")
    told = run("export", "--output", out)
    assert told.status == 0
    assert told.err.splitlines()[1] == f"left in {out} as they were: processes/gone.yaml"
    assert "ukraine" in (out / "parties.yaml").read_text(encoding="utf-8")
    assert stored.exists()


def test_lines_of_json_are_one_record_each_by_kind_and_then_by_handle(run: Run, stored: Path, out: Path) -> None:
    told = run("export", "--format", "jsonl")
    assert (told.status, told.err) == (0, "")
    found = [json.loads(line) for line in told.out.splitlines()]
    kinds = list(dict.fromkeys(record["record_kind"] for record in found))
    assert kinds == [
        *("process", "track", "round", "delegation", "delegate", "third_party", "position", "outcome", "statement"),
        *("event", "source", "party", "person", "place", "issue"),
    ]
    assert [record["id"] for record in found if record["record_kind"] == "person"] == [
        "arakhamia",
        "lavrov",
        "medinsky",
        "peskov",
        "podolyak",
    ]
    assert run("export", "--format", "jsonl", "--output", out).err == f"44 records written to {out}: records.jsonl\n"
    assert (out / "records.jsonl").read_text(encoding="utf-8") == told.out
    assert run("export", PROCESS, "--format", "jsonl").out == told.out
    assert stored.exists()


def test_tables_go_into_a_folder_with_their_description(run: Run, stored: Path, out: Path) -> None:
    assert run("export", "--format", "csv", "--output", out).status == 0
    described = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    assert sorted(resource["path"] for resource in described["resources"]) == [name for name in names(out) if name.endswith(".csv")]
    with (out / "rounds.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [f"{PROCESS}/r{number}" for number in (1, 2, 3)]
    assert stored.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "this is more than one file. Name a folder with --output DIR.\n"),
        (["--output", "-"], "this is more than one file. Name a folder with --output DIR.\n"),
        (["--format", "csv"], "this is more than one file. Name a folder with --output DIR.\n"),
        (["--output", "all.yaml"], "'all.yaml' is no folder, and this is more than one file. Name a folder with --output DIR.\n"),
        (
            ["--format", "csv", "--output", "a.csv"],
            "'a.csv' is no folder, and this is more than one file. Name a folder with --output DIR.\n",
        ),
        ([PROCESS, "--output", "a.txt"], "'a.txt' is neither a .yaml file nor a folder. Name one of these with --output.\n"),
        (["--format", "jason"], "no format 'jason' (did you mean 'jsonl'?). There are yaml, jsonl and csv.\n"),
    ],
)
def test_what_cannot_go_where_it_is_sent_is_refused(
    run: Run, stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    told = run("export", *arguments)
    assert (told.status, told.out, told.err) == (2, "", said)
    assert names(folder) == []
    assert stored.exists()


def test_lines_of_json_do_not_go_into_a_yaml_file_and_the_refusal_is_json_too(run: Run, stored: Path, out: Path) -> None:
    told = run("export", "--format", "jsonl", "--output", out.with_suffix(".yaml"))
    assert told.status == 2
    assert "is neither a .jsonl file nor a folder" in json.loads(told.err)["error"]["message"]
    assert not out.with_suffix(".yaml").exists()
    assert alone(stored)


def test_no_such_process_is_answered_with_what_is_near(run: Run, stored: Path, out: Path) -> None:
    told = run("export", "ukraine-rusia-2022", "--output", out)
    assert (told.status, told.out) == (4, "")
    assert "no process is called 'ukraine-rusia-2022'. Did you mean" in told.err
    assert not out.exists()
    assert stored.exists()


def test_an_empty_store_has_nothing_to_export(run: Run, blank: Path, out: Path) -> None:
    told = run("export", "--output", out)
    assert (told.status, told.err) == (4, "nothing is on record. 'timeline import FILE' puts data files into the store.\n")
    assert not out.exists()
    assert blank.exists()


def test_without_a_database_there_is_nothing_and_none_is_made(run: Run, database: Path) -> None:
    assert run("export", PROCESS).status == 5
    assert not database.exists()


def test_exporting_leaves_the_database_byte_for_byte(run: Run, stored: Path, out: Path) -> None:
    before = everything(stored)
    assert run("export", "--output", out).status == 0
    assert everything(stored) == before
    assert alone(stored)


# Files, links and folders


def test_nothing_is_written_over_a_link(run: Run, stored: Path, out: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.yaml"
    target.write_text("mine\n", encoding="utf-8")
    out.mkdir()
    (out / "persons.yaml").symlink_to(target)
    told = run("export", "--output", out)
    assert told.status == 1
    assert f"'{out / 'persons.yaml'}' is a link" in told.err
    assert target.read_text(encoding="utf-8") == "mine\n"
    assert sorted(path.name for path in out.iterdir()) == ["persons.yaml"]
    assert stored.exists()


def test_nothing_is_written_behind_a_link_in_the_folder(run: Run, stored: Path, out: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    out.mkdir()
    (out / "processes").symlink_to(other)
    told = run("export", "--output", out)
    assert told.status == 1
    assert f"'{out / 'processes'}' is a link: nothing is written behind it" in told.err
    assert names(other) == []
    assert [path.name for path in out.iterdir()] == ["processes"]
    assert stored.exists()


@pytest.mark.file
def test_nothing_is_written_over_the_database(run: Run, stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "talks.yaml"
    stored.rename(path)
    before = path.read_bytes()
    told = run("export", PROCESS, "--output", path, "--database", path)
    assert (told.status, told.err) == (1, f"'{path}' is the database. Name another file with --output.\n")
    assert path.read_bytes() == before


def test_a_file_where_a_folder_should_be_is_left_alone(run: Run, stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("mine\n", encoding="utf-8")
    told = run("export", "--output", path)
    assert (told.status, told.err) == (1, f"'{path}' is a file. Name a folder with --output.\n")
    assert path.read_text(encoding="utf-8") == "mine\n"
    assert stored.exists()


def test_an_export_that_breaks_off_leaves_the_files_as_they_were(
    run: Run, stored: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("export", "--output", out).status == 0
    before = {name: (out / name).read_text(encoding="utf-8") for name in names(out)}
    (out / "parties.yaml").write_text("older\n", encoding="utf-8")
    monkeypatch.setattr("timeline.files.disk.os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    told = run("export", "--output", out)
    assert told.status == 1
    assert "No space left on device" in told.err
    assert {name: (out / name).read_text(encoding="utf-8") for name in names(out)} == {**before, "parties.yaml": "older\n"}
    assert stored.exists()


# Other processes


def test_a_process_that_names_records_of_another_one_says_so(run: Run, stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(
        "process: other\nname: Other\nparties: [ukraine, russia]\nsources: {s: {publisher: S, published: 2022}}\ncite: s\n"
        f"statements: {{word: {{party: russia, about: {PROCESS}/r2, text: Words.}}}}\n",
        encoding="utf-8",
    )
    assert run("import", path).status == 0
    told = run("export", "other")
    assert told.status == 0
    assert told.err == f"this names records of {PROCESS}: an import needs them on record, or their files beside it\n"
    assert f"about: {PROCESS}/r2" in told.out
    assert stored.exists()


def test_the_file_of_a_process_is_the_same_as_what_the_writer_says_of_its_records(run: Run, stored: Path, tmp_path: Path) -> None:
    from timeline.dossier import Dossier
    from timeline.references import resolve

    path = tmp_path / "talks.yaml"
    path.write_text(run("export", PROCESS).out, encoding="utf-8")
    dossier = Dossier(read(path).entries)
    assert resolve(dossier, {}, {}) == []
    assert writer.one(dossier, PROCESS) == path.read_text(encoding="utf-8")
    assert stored.exists()
