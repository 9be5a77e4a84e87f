"""Standard output and standard error: what is sent there, and what becomes of it when nobody takes it."""

import contextlib
import os
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TextIO

from timeline import text
from timeline.problems import Place, Problem, ProblemsFound, TimelineError

LONGEST = 2_000
"""A longer message quotes something that nobody reads on a terminal."""
AHEAD = 2_000_000
"""Characters of an answer that are held before any is sent."""
MOST = 1_001
"""Nobody mends more problems at once; all that a reader tells of one file find room."""


def prepare() -> None:
    """Make both streams able to say any text: what a terminal cannot show it gets as an escape."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123  # stands for a closed stream
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def line(said: str) -> None:
    """Send one line to standard output, where nothing in it can act."""
    sys.stdout.write(f"{text.shown(said)}\n")


def pieces(said: Iterable[str]) -> None:
    """Send text to standard output, piece by piece."""
    for piece in said:
        sys.stdout.write(piece)


def ahead(said: Iterable[str]) -> Iterator[str]:
    """Yield text when all of it has come, or so much that the rest is to come piece by piece.

    What comes from a database keeps writers waiting until its end has come: nobody is to wait for one who reads slowly.
    """
    coming, held, length = iter(said), [], 0
    for piece in coming:
        held.append(piece)
        length += len(piece)
        if length >= AHEAD:
            break
    yield from held
    yield from coming


def paged(said: Iterable[str]) -> None:
    """Send text to standard output, through the user's pager where it is a terminal too small for it."""
    command = _pager()
    if command is None:
        pieces(said)
        return
    height = shutil.get_terminal_size().lines
    held: list[str] = []
    coming = iter(said)
    while sum(piece.count("\n") for piece in held) < height:
        piece = next(coming, None)
        if piece is None:
            pieces(held)
            return
        held.append(piece)
    _through(command, chain(held, coming))


def _pager() -> list[str] | None:
    """Return the pager's command, where standard output is a terminal that can page."""
    if not sys.stdout.isatty() or os.environ.get("TERM") in {None, "", "dumb"}:
        return None
    command = shlex.split(os.environ.get("PAGER") or "less -R")
    return command if command and shutil.which(command[0]) else None


def _through(command: list[str], said: Iterable[str]) -> None:
    import subprocess

    sys.stdout.flush()
    environment = {"LESS": "FRX", **os.environ}
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, encoding="utf-8", errors="backslashreplace") as pager,  # noqa: S603  # the user's own
        contextlib.suppress(BrokenPipeError),
    ):
        pager.stdin.writelines(said)  # type: ignore[union-attr]  # it is a pipe
        pager.stdin.close()  # type: ignore[union-attr]  # as above


def remark(said: str) -> None:
    """Send one line to standard error, where nothing in it can act."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"{text.shown(said)}\n")


def brief(said: str) -> str:
    """Return what is wrong without the middle of what is quoted at length."""
    return said if len(said) <= LONGEST else f"{said[: LONGEST // 2]} … {said[-LONGEST // 2 :]}"


def flushed() -> int:
    """Send what is still held back; return 1 with a sentence where the system does not take it, else 0."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        close()
        remark(f"the answer could not be written: {error.strerror}")
        return 1
    return 0


def close() -> None:
    """Let go of standard output, so that nothing more is tried on it at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def json_error(error: TimelineError) -> None:
    """Send an error to standard error as one JSON object."""
    import json

    said: dict[str, object] = {"code": error.code, "message": error.message, "hint": error.hint or None}
    if isinstance(error, ProblemsFound):
        said["problems"] = [_problem(problem) for problem in error.problems[:MOST]]
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(json.dumps({"error": said}, ensure_ascii=True) + "\n")


def _problem(problem: Problem) -> dict[str, object]:
    place = problem.place or Place("", 0, 0)
    return {
        "file": place.file or None,
        "line": place.line or None,
        "column": place.column or None,
        "record": problem.record or None,
        "field": problem.field or None,
        "rule": problem.rule or None,
        "message": brief(problem.message),
    }


def width(stream: TextIO) -> int | None:
    """Return the columns of a terminal; None where the stream is none, for there no line is broken."""
    if not stream.isatty():
        return None
    return shutil.get_terminal_size().columns
