"""What a terminal is shown: its width, its colours, its pager, and what its shell completes."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.conftest import measuring
from tests.places import named
from timeline import text

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(database: Path, *arguments: str, columns: int = 80, lines: int = 1000, **environment: str) -> str:
    """Run the command on a terminal of a size, and return all that it was sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    running = subprocess.Popen(
        [sys.executable, "-m", "timeline", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={
            "PATH": os.environ["PATH"],
            "TIMELINE_DATABASE": named(database),
            "LANG": "C.UTF-8",
            "TERM": "xterm",
            **measuring(),
            **environment,
        },
    )
    os.close(theirs)
    sent = bytearray()
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        sent += piece
    os.close(ours)
    assert running.wait() == 0
    return sent.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("command", [("rounds",), ("rounds", "--brief"), ("chronology",), ("show", "r2")])
def test_no_line_is_wider_than_the_terminal(stored: Path, command: tuple[str, ...], columns: int) -> None:
    told = ANSI.sub("", on_terminal(stored, *command, columns=columns))
    too_wide = [line for line in told.splitlines() if text.width(line) > columns and "://" not in line]
    assert told.strip()
    assert too_wide == []


@pytest.mark.parametrize("command", [("rounds",), ("chronology",)])
def test_nothing_is_lost_on_a_narrow_terminal(stored: Path, command: tuple[str, ...]) -> None:
    told = [ANSI.sub("", on_terminal(stored, *command, columns=columns)) for columns in (40, 200)]
    narrow, wide = (set(re.findall(r"\w+", re.sub(r"\S+://\S+", "", said))) for said in told)
    assert wide <= narrow


def test_a_terminal_is_told_in_colour(stored: Path) -> None:
    assert ANSI.search(on_terminal(stored, "rounds"))


@pytest.mark.parametrize(("no_colour", "term"), [("1", "xterm"), ("", "dumb")])
def test_no_colour_where_none_is_wanted(stored: Path, no_colour: str, term: str) -> None:
    told = on_terminal(stored, "rounds", NO_COLOR=no_colour, TERM=term)
    assert "\x1b" not in told
    assert "Round 2" in told


def test_a_long_answer_goes_through_the_pager_with_its_arguments(stored: Path, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho paged "$@"\ncat\n', encoding="utf-8")
    pager.chmod(0o755)
    told = on_terminal(stored, "rounds", lines=10, PAGER=f"{pager} -x 'two words'")
    assert told.startswith("paged -x two words\n")
    assert "Round 2" in told


@pytest.mark.parametrize(("arguments", "lines"), [(["--no-pager"], 10), ([], 1000)])
def test_a_short_answer_or_no_pager_is_told_directly(stored: Path, tmp_path: Path, arguments: list[str], lines: int) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho paged\n", encoding="utf-8")
    pager.chmod(0o755)
    told = on_terminal(stored, "rounds", *arguments, lines=lines, PAGER=str(pager))
    assert "paged" not in told
    assert "Round 2" in told


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("timeline rounds --party Ук", "Україна"),
        ("timeline rounds --party uk", "ukraine"),
        ("timeline rounds --status he", "held"),
        ("timeline rounds --issue hum", "humanitarian-corridors"),
        ("timeline show r2/", "r2/corridors"),
        ("timeline show ukraine-russia-2022/r2/cor", "ukraine-russia-2022/r2/corridors"),
        ("timeline list par", "parties"),
        ("timeline rounds --format js", "json"),
        ("timeline ro", "rounds"),
    ],
)
def test_the_shell_completes_from_the_database(stored: Path, typed: str, offered: str) -> None:
    words = typed.split(" ")
    environment = {
        "PATH": os.environ["PATH"],
        "TIMELINE_DATABASE": named(stored),
        "_TIMELINE_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(words) - 1),
        "LANG": "C.UTF-8",
        **measuring(),
    }
    ended = subprocess.run([sys.executable, "-m", "timeline"], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert offered in ended.stdout.splitlines(), ended.stderr


def test_completion_without_a_database_offers_nothing_and_makes_none(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "TIMELINE_DATABASE": str(tmp_path / "none.db"),
        "_TIMELINE_COMPLETE": "complete_bash",
        "COMP_WORDS": "timeline rounds --party U",
        "COMP_CWORD": "3",
        **measuring(),
    }
    ended = subprocess.run([sys.executable, "-m", "timeline"], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (ended.stdout.strip(), ended.stderr, list(tmp_path.iterdir())) == ("", "", [])
