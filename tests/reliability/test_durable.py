"""Claims about a loss of power: a file is on the disk before it takes its place, and so is the place before it is told of."""

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATA
from tests.reliability.scenes import Stage, hindered, told, traces
from timeline.problems import TimelineError
from timeline.store import placing

Staged = Callable[[str], Stage]
CALLS = re.compile(r"\d+ +(?:(f(?:data)?sync)\(\d+<(.*?)>\)|(?:link|rename)\w*\(.*?\"(.*?)\", .*?\"(.*?)\"[,)])")
PUTTING = {
    "a first import": (("import", str(DATA / "seed.yaml")), "timeline.db"),
    "a copy": (("database", "backup", "copy.db"), "copy.db"),
    "an export": (("export", "ukraine-russia-2022", "--output", "out.yaml"), "out.yaml"),
    "an answer": (("rounds", "--output", "rounds.txt"), "rounds.txt"),
    "tables": (("export", "--format", "csv", "--output", "."), "rounds.csv"),
}


def _calls(folder: Path, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return what a command asked of the disk: the files and folders that were to be kept, and the places that were taken."""
    under = ("strace", "-f", "-y", "-o", "calls", "-e", "trace=fsync,fdatasync,link,linkat,rename,renameat,renameat2")
    assert told(folder, *words, under=under).status == 0
    calls: list[tuple[str, str]] = []
    for sync, path, source, target in CALLS.findall((folder / "calls").read_text(errors="replace")):
        calls += [("keep", path)] if sync else [("put", str(folder / source)), ("place", str(folder / target))]
    return calls


@pytest.mark.parametrize("what", PUTTING)
def test_a_file_is_kept_before_its_place_and_its_place_before_it_is_told(what: str, staged: Staged) -> None:
    reason = traces()
    if reason:
        hindered(f"THE ORDER OF CALLS WAS NOT LOOKED AT: {reason}")
    words, name = PUTTING[what]
    folder = staged("first import" if what == "a first import" else "import").fresh()
    calls = _calls(folder, words)
    taken = calls.index(("place", str(folder / name)))
    _, beside = calls[taken - 1]
    assert ("keep", beside) in calls[:taken], calls
    assert ("keep", str(folder)) in calls[taken:], calls


def test_a_disk_that_does_not_confirm_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(TimelineError, match="the disk does not confirm it: Input/output error"):
        placing.confirmed(tmp_path)


def test_a_system_that_confirms_nothing_of_folders_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(_: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", cannot)
    placing.confirmed(tmp_path)
