"""Claims about where timeline runs: no time zone, locale, chance or terminal changes what is kept or told.

The clock that goes back is tried in `tests/cli/test_history.py`, terminals without UTF-8 and closed streams in
`tests/cli/test_conventions.py`, terminals that can do little in `tests/cli/test_terminal.py`.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATA, Run, Told
from tests.reliability.scenes import Stage, environment, said
from timeline import importing

Staged = Callable[[str], Stage]
BASH = "/bin/bash"
SURROUNDINGS: dict[str, dict[str, str]] = {
    "again": {},
    "east": {"TZ": "Pacific/Kiritimati", "LANG": "C", "PYTHONHASHSEED": "1"},
    "west": {"TZ": "America/Caracas", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "TERM": "dumb", "COLUMNS": "40"},
    "ascii": {"TZ": "XXX-99:77", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "3", "NO_COLOR": "1"},
}
TOLD = (
    ("rounds", "--format", "json"),
    ("rounds", "--format", "html"),
    ("outcomes", "--history", "--format", "text"),
    ("export", "--format", "csv"),
    ("export", "--format", "yaml"),
)


def _ran(folder: Path, *words: str, **changed: str) -> Told:
    ended = subprocess.run(
        [sys.executable, "-m", "timeline", *words],
        cwd=folder,
        env={**environment(folder), **changed},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return Told(ended.returncode, ended.stdout, ended.stderr)


def _bytes(folder: Path, words: tuple[str, ...], **changed: str) -> dict[str, bytes]:
    """Return what a command writes, by the names of its files."""
    told = _ran(folder, *words, "--output", {"export": "out", "rounds": "out.txt", "outcomes": "out.txt"}[words[0]], **changed)
    assert told.status == 0, told.err
    return {path.name: path.read_bytes() for path in (folder / "out.txt", *folder.glob("out/**/*")) if path.is_file()}


@pytest.mark.parametrize("words", TOLD, ids=" ".join)
def test_what_is_told_is_the_same_bytes_everywhere(words: tuple[str, ...], staged: Staged) -> None:
    stage = staged("import")
    first = _bytes(stage.fresh(), words)
    assert first
    for where, changed in SURROUNDINGS.items():
        assert _bytes(stage.fresh(), words, **changed) == first, where


@pytest.mark.parametrize("where", SURROUNDINGS)
def test_what_is_kept_is_the_same_everywhere(where: str, staged: Staged) -> None:
    stage = staged("import")
    folder = stage.fresh()
    assert _ran(folder, *stage.scene.words, **SURROUNDINGS[where]).status == 0
    assert said(folder / "timeline.db") == stage.after


def test_a_reader_that_has_read_enough_ends_it_quietly_however_much_was_to_come(tmp_path: Path) -> None:
    importing.into_store([importing.bundled()], tmp_path / "timeline.db")
    for words in ("export --format jsonl", "chronology --format json", "chronology --no-pager"):
        command = f"{sys.executable} -m timeline {words} | head -1 >first; exit ${{PIPESTATUS[0]}}"
        ended = subprocess.run([BASH, "-c", command], cwd=tmp_path, env=environment(tmp_path), capture_output=True, check=False)
        assert (ended.returncode, ended.stderr) == (0, b""), words
        assert (tmp_path / "first").read_bytes().count(b"\n") == 1


def test_without_a_home_folder_nothing_is_made_and_it_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: int) -> object:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_DATA_HOME", "TIMELINE_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    for words in (("rounds",), ("import", str(DATA / "seed.yaml")), ("rounds", "--database", "~/none.db")):
        told = run(*words)
        assert (told.status, told.out) == (5, "")
        assert told.err == "the home folder is not known. Set HOME, or name a database with --database.\n"
    assert run("doctor").status == 5
    assert list(tmp_path.iterdir()) == []
    assert run("import", str(DATA / "seed.yaml"), "--database", "named.db").status == 0
    assert os.listdir(tmp_path) == ["named.db"]  # noqa: PTH208  # what is in the folder, and no more
