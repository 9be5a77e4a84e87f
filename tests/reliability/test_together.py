"""Claims about several programs on one database: nothing is lost or doubled, and nobody sees half of a change."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Count
from tests.reliability.scenes import CORRIDORS, EDIT, Stage, said, started, told
from timeline import importing
from timeline.cli import output
from timeline.problems import Unreachable
from timeline.store import engine, reading, verifying, writing

Staged = Callable[[str], Stage]
PIPE = 1 << 16
"""So much a pipe holds of what nobody has read yet."""


@pytest.mark.parametrize("writers", [4])
def test_every_event_of_several_writers_is_on_record_once_and_whole_for_every_reader(
    writers: int, staged: Staged, many: bool, record_property: Count
) -> None:
    folder = staged("import").fresh()
    known = len((said(folder / "timeline.db") or {})["event"])
    several = writers * (5 if many else 2)
    running = [started(folder, "add", "event", *_event(number)) for number in range(several)]
    copies: list[str] = []
    while any(writer.poll() is None for writer in running):
        _hold_whole(folder)
        copies.append(f"copy-{len(copies)}.db")
        assert told(folder, "database", "backup", copies[-1]).status == 0
    ended = [writer.communicate(timeout=60) for writer in running]
    assert [(writer.returncode, err) for writer, (_, err) in zip(running, ended, strict=True) if writer.returncode] == []
    now = said(folder / "timeline.db") or {}
    assert len(now["event"]) == known + several
    assert len(now["change"]) == 1 + several
    record_property("writers", several)
    record_property("copies and readers beside them", len(copies))
    assert copies
    assert [str(problem) for copy in copies for problem in verifying.verify(folder / copy)] == []


def _event(number: int) -> tuple[str, ...]:
    return f"ukraine-russia-2022/n{number}", "kind=other", f"date=2022-03-{number + 1:02}", f"text=News {number}", "cite=statecraft"


def _hold_whole(folder: Path) -> None:
    """Hold what a reader sees of the new events: each with its date, its text and its source."""
    ended = told(folder, "chronology", "--format", "json")
    assert ended.status == 0, ended.err
    for found in json.loads(ended.out)["items"]:
        number = str(found["id"]).removeprefix("ukraine-russia-2022/n")
        if number.isdigit():
            assert f"News {number}" in json.dumps(found)
            assert "statecraft" in json.dumps(found)


def test_a_reader_sees_one_state_however_many_questions_it_asks(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT", 0.05)
    reader = reading.opened(stored)
    question = "SELECT text FROM outcome WHERE id = :id"
    first = [row["text"] for row in reader.rows(question, {"id": CORRIDORS})]
    _try_to_change(stored)
    second = [row["text"] for row in reader.rows(question, {"id": CORRIDORS})]
    reader.close()
    assert first == second


def test_no_writer_waits_while_somebody_reads_what_was_told(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT", 0.05)
    reader = reading.opened(stored)
    told = (row["text"] for row in reader.rows("SELECT text FROM outcome WHERE id = :id", {"id": CORRIDORS}))
    assert list(reader.until_told(told)) == ["Humanitarian corridors for the departure of civilians."]
    _try_to_change(stored)
    again = reading.opened(stored)
    assert [row["text"] for row in again.rows("SELECT text FROM outcome WHERE id = :id", {"id": CORRIDORS})] == ["Other"]
    again.close()


@pytest.mark.parametrize("more", [(), ("--no-pager",)])
def test_no_writer_waits_for_somebody_who_reads_slowly(more: tuple[str, ...], tmp_path: Path) -> None:
    importing.into_store([importing.bundled()], tmp_path / "timeline.db")
    slow = started(tmp_path, "chronology", "--format", "json", *more)
    assert slow.stdout
    begun = slow.stdout.read(1)
    ended = told(tmp_path, *EDIT)
    rest = slow.stdout.read()
    _, err = slow.communicate(timeout=60)
    assert (ended.status, slow.returncode, err) == (0, 0, ""), ended
    assert len(rest) > PIPE
    assert json.loads(begun + rest)["items"]


@pytest.mark.parametrize("length", [10, 25])
def test_of_a_long_answer_a_bounded_part_is_held(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "AHEAD", 20)
    said = iter(["x"] * length)
    assert next(output.ahead(said)) == "x"
    assert len(list(said)) == max(0, length - 20)


def _try_to_change(database: Path) -> None:
    with contextlib.suppress(Unreachable), writing.opened(database) as connection:
        connection.exec_driver_sql("UPDATE outcome SET text = 'Other' WHERE id = ?", (CORRIDORS,))
