"""What every command does alike: streams, exit statuses, help, suggestions, start-up."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, measuring
from tests.places import Places, alone, everything, named
from timeline import __version__
from timeline.cli import app
from timeline.store.location import Database

BASH = "/bin/bash"
ASKING = ["rounds", "show", "chronology", "outcomes", "delegates", "agreements", "list"]
ARGUMENT = {"show": ["r2"], "list": ["rounds"]}


def test_timeline_alone_shows_help_and_succeeds(run: Run) -> None:
    told = run()
    assert told.status == 0
    assert all(name in told.out for name in app.COMMANDS)


@pytest.mark.parametrize("name", app.COMMANDS)
def test_every_command_has_help_with_examples_and_exit_statuses(run: Run, name: str) -> None:
    told = run(name, "-h")
    assert told.status == 0
    assert app.COMMANDS[name] in " ".join(told.out.split())
    assert f"  timeline {name}" in told.out
    assert "Exit status" in told.out


def test_the_version_is_the_package_s(process: Run) -> None:
    assert process("--version").out == f"timeline {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["ronds"], "rounds"),
        (["rounds", "--proces", "x"], "--process"),
        (["rounds", "--format", "jsn"], "json"),
        (["rounds", "--status", "hold"], "held"),
        (["list", "partys"], "parties"),
    ],
)
def test_a_wrong_word_is_answered_with_what_is_near(run: Run, stored: Path, arguments: list[str], near: str) -> None:
    told = run(*arguments)
    assert told.status == 2
    assert near in told.err
    assert stored.exists()


def test_a_handle_that_could_be_several_is_refused_with_them(run: Run, stored: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(
        "process: other\nname: Other\nparties: [ukraine, russia]\nsources: {s: {publisher: S, published: 2022}}\ncite: s\n"
        "rounds: {r2: {status: held, date: 2022-03-04}}\n",
        encoding="utf-8",
    )
    assert run("import", other).status == 0
    told = run("show", "r2")
    assert told.status == 4
    assert "'other/r2' or 'ukraine-russia-2022/r2'" in told.err
    assert stored.exists()


@pytest.mark.parametrize("name", ASKING)
def test_asking_never_makes_a_database(run: Run, database: Path, name: str) -> None:
    told = run(name, *ARGUMENT.get(name, []))
    assert told.status == 5
    assert "import --bundled" in told.err
    assert not database.exists()


@pytest.mark.parametrize("name", ASKING)
def test_asking_leaves_the_database_byte_for_byte(run: Run, stored: Path, name: str) -> None:
    before = everything(stored)
    assert run(name, *ARGUMENT.get(name, [])).status == 0
    assert everything(stored) == before
    assert alone(stored)


@pytest.mark.parametrize("form", ["text", "plain", "json", "jsonl", "csv", "markdown", "html"])
@pytest.mark.parametrize("name", ASKING)
def test_no_escape_sequence_reaches_a_pipe(process: Run, stored: Path, name: str, form: str) -> None:
    told = process(name, *ARGUMENT.get(name, []), "--format", form)
    assert told.status == 0, told.err
    assert "\x1b" not in told.out
    assert stored.exists()


@pytest.mark.parametrize("name", ASKING)
def test_a_banner_says_what_day_s_knowledge_is_shown(run: Run, stored: Path, name: str) -> None:
    arguments = ARGUMENT.get(name, [])
    for form in ("text", "plain", "markdown"):
        told = run(name, *arguments, "--as-known", "2022-03-04", "--format", form)
        assert "As known on 4 March 2022" in told.out[:120]
    for form in ("csv", "jsonl"):
        assert "As known on 4 March 2022" in run(name, *arguments, "--as-known", "2022-03-04", "--format", form).err
    found = json.loads(run(name, *arguments, "--as-known", "2022-03-04", "--format", "json").out)
    assert found["as_known"] == "2022-03-04"
    assert "As known on 4 March 2022" in found["notices"][0]
    assert stored.exists()


def test_head_ends_quietly(stored: Path) -> None:
    command = f"{sys.executable} -m timeline rounds | head -1"
    environment = {"PATH": os.defpath, "TIMELINE_DATABASE": named(stored), "LANG": "C.UTF-8", **measuring()}
    ended = subprocess.run([BASH, "-c", command], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(ended.stdout.splitlines()) == 1


def test_a_terminal_without_utf_8_gets_escapes(process: Run, stored: Path) -> None:
    told = process("list", "persons", LANG="C", PYTHONIOENCODING="ascii:strict", PYTHONUTF8="0")
    assert told.status == 0, told.err
    assert "\\u041c" in told.out
    assert stored.exists()


def test_a_closed_standard_output_is_no_crash(stored: Path) -> None:
    environment = {"PATH": os.defpath, "TIMELINE_DATABASE": named(stored), **measuring()}
    ended = subprocess.run(
        [BASH, "-c", f"{sys.executable} -m timeline rounds >&-"], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_under_standard_output_is_an_error(stored: Path) -> None:
    environment = {"PATH": os.defpath, "TIMELINE_DATABASE": named(stored), **measuring()}
    ended = subprocess.run(
        [BASH, "-c", f"{sys.executable} -m timeline rounds >/dev/full"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 1
    assert "could not be written" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["rounds", "--on", "2022-03-03"],
        ["show", "r2"],
        ["chronology"],
        ["list", "parties"],
        ["--version"],
        ["--help"],
        ["rounds", "--help"],
    ],
)
def test_asking_loads_neither_orm_nor_pydantic(stored: Path, arguments: list[str]) -> None:
    environment = {"PATH": os.defpath, "TIMELINE_DATABASE": named(stored), **measuring()}
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "timeline", *arguments],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in ended.stderr.splitlines() if line.startswith("import time")}
    assert ended.returncode == 0
    assert "timeline" in loaded
    assert not loaded & {"sqlalchemy", "sqlmodel", "pydantic", "alembic", "yaml", "ruamel", "jinja2"}


def test_output_goes_to_a_file_that_is_complete(run: Run, stored: Path, tmp_path: Path) -> None:
    file = tmp_path / "rounds.json"
    told = run("rounds", "--format", "json", "--output", file)
    assert (told.status, told.out) == (0, "")
    assert json.loads(file.read_text(encoding="utf-8"))["items"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".rounds")] == []
    assert stored.exists()


def test_output_never_overwrites_the_database_or_what_a_link_points_to(run: Run, stored: Path, tmp_path: Path) -> None:
    link, kept = tmp_path / "link", tmp_path / "kept"
    kept.write_text("kept", encoding="utf-8")
    link.symlink_to(kept)
    before = everything(stored)
    assert run("rounds", "--output", stored).status == 1
    assert run("rounds", "--output", link).status == 1
    assert (everything(stored), kept.read_text(encoding="utf-8")) == (before, "kept")


@pytest.mark.parametrize("written", ["03/04/2022", "2022-02-30", "yesterday", "early March 2022"])
def test_a_date_that_is_none_is_refused_with_a_remedy(run: Run, stored: Path, written: str) -> None:
    told = run("rounds", "--on", written)
    assert told.status == 2
    assert told.err.startswith("--on: ")
    assert stored.exists()


@pytest.mark.parametrize("name", list(app.COMMANDS))
def test_every_example_in_help_runs(
    run: Run, bundled: Database, own: Places, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").symlink_to(Path(__file__).parents[2] / "data")
    monkeypatch.chdir(tmp_path)
    database = own.copy(bundled)
    monkeypatch.setenv("TIMELINE_DATABASE", named(database))
    module = app.module(name)
    for example in module.EXAMPLES:
        told = run(*shlex.split(example)[1:])
        assert told.status == 0, (example, told.err)
        assert told.out or name in {"check", "export"}
    assert database.exists()


def test_the_list_of_commands_loads_none_of_them() -> None:
    loaded = "print('loaded:', *(name for name in sys.modules if 'commands.' in name))"
    program = f"import sys; from timeline.cli import main; main.run(['--help']); {loaded}"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert ended.stdout.endswith("loaded:\n")
