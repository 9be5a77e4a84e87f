"""Whole processes run in turn: the seconds of each, those of the processor, and its memory at most.

What is measured is started from a small interpreter of its own, for the system counts the memory of the program that starts
another to the started one. Nothing of timeline is imported here.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple


class Command(NamedTuple):
    """What is run to answer a question, at a size of the database, by a program; and the variables that it finds."""

    question: str
    size: int
    by: str
    words: list[str]
    variables: dict[str, str]


class Figure(NamedTuple):
    """What the runs of a command took: medians in seconds, waited and of the processor, and the peak of memory in MiB."""

    question: str
    size: int
    by: str
    seconds: float
    processor: float
    peak: float


Run = tuple[float, float, float]


def in_turn(commands: list[Command], runs: int, *, uncounted: int = 1) -> list[Figure]:
    """Return what each command took, all of them run in turn; first turns, which warm caches, are not counted."""
    asked = json.dumps([uncounted, runs, [[command.words, command.variables] for command in commands]])
    small = subprocess.run([sys.executable, "-I", "-S", __file__], input=asked, text=True, stdout=subprocess.PIPE, check=True)
    return [_figure(command, taken) for command, taken in zip(commands, json.loads(small.stdout), strict=True)]


def _figure(command: Command, taken: list[Run]) -> Figure:
    seconds, processor, peak = (statistics.median(figures) for figures in zip(*taken, strict=True))
    return Figure(command.question, command.size, command.by, seconds, processor, peak)


def _all(uncounted: int, runs: int, commands: list[tuple[list[str], dict[str, str]]]) -> list[list[Run]]:
    turns = [[_run(words, variables) for words, variables in commands] for _ in range(uncounted + runs)]
    return [list(taken) for taken in zip(*turns[uncounted:], strict=True)]


def _run(words: list[str], variables: dict[str, str]) -> Run:
    """Run a program that is given nothing and whose output goes nowhere; one that fails ends all."""
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    began = time.perf_counter()
    _, status, used = os.wait4(os.posix_spawn(words[0], words, variables, file_actions=nowhere), 0)
    seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"{' '.join(words)}: ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def variables(folder: Path, **named: str) -> dict[str, str]:
    """Return the variables of an environment in which nothing of the user's own is found."""
    return {"PATH": os.defpath, "HOME": str(folder), "LANG": "C.UTF-8", "TZ": "UTC", **named}


if __name__ == "__main__":
    json.dump(_all(*json.load(sys.stdin)), sys.stdout)
