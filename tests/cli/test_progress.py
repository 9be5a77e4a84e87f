"""Claims about the bar of long work: on a terminal alone, with its rate, gone when the work is done."""

import io
import re
from types import SimpleNamespace

import pytest

from timeline.cli import progress


class Terminal(io.StringIO):
    """Takes what is written to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard error as a terminal."""
    terminal = Terminal()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=terminal))
    monkeypatch.setenv("TERM", "xterm")
    return terminal


def test_nothing_is_told_where_nobody_looks(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "LONG", 0)
    with progress.shown("records") as report:
        assert report is None
    assert capsys.readouterr().err == ""


def test_short_work_is_not_told_of(terminal: Terminal) -> None:
    with progress.shown("records") as report:
        assert report is not None
        report(1, 2)
    assert terminal.getvalue() == ""


def test_long_work_is_told_with_its_rate_and_the_time_left(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "LONG", 0)
    with progress.shown("records") as report:
        assert report is not None
        report(50, 100)
    assert "50%" in terminal.getvalue()
    assert re.search(r"[\d,]+ records/s, \d+:\d\d left", terminal.getvalue())


def test_the_cursor_is_given_back_when_work_is_broken_off(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "LONG", 0)
    with pytest.raises(KeyboardInterrupt):
        _break_off()
    assert terminal.getvalue().rindex("\x1b[?25h") > terminal.getvalue().rindex("50%")


def _break_off() -> None:
    with progress.shown("records") as report:
        assert report is not None
        report(50, 100)
        raise KeyboardInterrupt
