"""Claims about interruptions held back: none comes between a change and what is told of it, and none is lost."""

import os
import signal
import threading
from pathlib import Path

import pytest

from tests.reliability.scenes import CORRIDORS
from timeline.files import disk
from timeline.keeping import adding, words
from timeline.problems import Unreachable
from timeline.store import holding, writing
from timeline.store.history import Deed

pytestmark = pytest.mark.file


@pytest.fixture(autouse=True)
def _nothing_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "_DONE", [])


def _interrupted(reached: list[str], fails: Exception | None = None, *, held: bool = True) -> None:
    with holding.interruptions("it was done") as hold:
        if held:
            hold.on()
        signal.raise_signal(signal.SIGINT)
        reached.append("end")
        if fails:
            raise fails


@pytest.mark.parametrize(("held", "end"), [(True, ["end"]), (False, [])])
def test_an_interruption_that_is_held_comes_when_all_is_done(held: bool, end: list[str]) -> None:
    reached: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        _interrupted(reached, held=held)
    assert (reached, holding.done()) == (end, "it was done" if held else None)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_of_several_things_done_the_last_is_told() -> None:
    for done in ("one was done", "another was done"):
        with holding.interruptions(done) as hold:
            hold.on()
    assert holding.done() == "another was done"


def test_a_failure_is_told_rather_than_the_interruption_beside_it() -> None:
    with pytest.raises(Unreachable):
        _interrupted([], Unreachable("the disk is full"))
    assert holding.done() is None
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_program_started_deaf_stays_deaf() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with holding.interruptions("it was done") as hold:
            hold.on()
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_another_thread_than_the_first_may_change_things_too(stored: Path) -> None:
    failed: list[BaseException] = []

    def change() -> None:
        try:
            adding.edit(stored, CORRIDORS, words.given(["text=Other."]), Deed("anna", "edit"))
        except BaseException as error:  # noqa: BLE001  # told below
            failed.append(error)

    thread = threading.Thread(target=change)
    thread.start()
    thread.join()
    assert failed == []


def test_a_change_is_said_to_be_stored(stored: Path) -> None:
    adding.edit(stored, CORRIDORS, words.given(["text=Other."]), Deed("anna", "edit"))
    assert holding.done() == "a change was stored: 'timeline history' tells it"


def test_a_change_of_nothing_is_not_said_to_be_stored(stored: Path) -> None:
    with writing.opened(stored):
        pass
    assert holding.done() is None
    adding.edit(stored, CORRIDORS, words.given(["text=Other."]), Deed("anna", "edit"))
    assert holding.done() == "a change was stored: 'timeline history' tells it"


def test_files_of_an_export_are_all_put_in_their_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def interrupted(source: str, target: Path) -> None:
        signal.raise_signal(signal.SIGINT)
        replace(source, target)

    monkeypatch.setattr("os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        disk.filled(tmp_path, [("a.yaml", ["a"]), ("b.yaml", ["b"])], keep=tmp_path / "none.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml", "b.yaml"]
    assert holding.done() == f"all of '{tmp_path}' was written"
