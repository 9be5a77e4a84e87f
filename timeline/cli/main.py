"""Where the command starts, and the one place where errors become sentences and exit statuses."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

from timeline import __version__
from timeline.problems import Misused, ProblemsFound, TimelineError

INTERRUPTED = 130
ALLOCATED = 100_000
"""So many more objects are made than given up before those that hold each other are sought: few do, and a short answer makes fewer."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command that the arguments name and leave with its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    gc.set_threshold(ALLOCATED)
    try:
        status = run(given)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is told: what comes now must not end in another status
    except KeyboardInterrupt:
        os._exit(interrupted())
    sys.exit(status)


def run(given: list[str]) -> int:
    """Run the command and return its exit status; raises KeyboardInterrupt."""
    from timeline.cli import output

    output.prepare()
    try:
        if given == ["--version"]:
            output.line(f"timeline {__version__}")
            return output.flushed()
        from timeline.cli import app

        status = app.run(given)
        return max(status, output.flushed())
    except BrokenPipeError:
        output.close()
        return 0
    except Exception as error:
        if "--debug" in given:
            raise
        return told(error, as_json=_wants_json(given))


def interrupted() -> int:
    """Say what an interruption came after, and return its exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from timeline.cli import output
    from timeline.store import holding

    done = holding.done()
    output.remark(f"interrupted after {done}" if done else "interrupted: nothing was changed")
    return INTERRUPTED


def told(error: Exception, *, as_json: bool) -> int:
    """Tell an error in one paragraph, or as JSON, and return the exit status that it stands for."""
    from timeline.cli import output

    if not isinstance(error, TimelineError):
        error = _foreign(error)
    if as_json:
        output.json_error(error)
        return error.status
    if isinstance(error, ProblemsFound):
        for problem in error.problems[: output.MOST]:
            output.remark(output.brief(str(problem)))
        if error.problems[output.MOST :]:
            output.remark(f"and {len(error.problems) - output.MOST:,} more: mend these first")
    output.remark(error.said)
    return error.status


def _foreign(error: Exception) -> TimelineError:
    if isinstance(error, OSError):
        about = f" '{error.filename}'" if error.filename else ""
        return TimelineError(f"the system refused{about}: {error.strerror or error}")
    if isinstance(error, UnicodeEncodeError):
        return Misused(f"'{error.object}' is not UTF-8", "Write it in UTF-8.")
    if isinstance(error, MemoryError | RecursionError):
        return TimelineError("the data is too large to handle at once", "Split the file.")
    kind = type(error).__name__
    return TimelineError(
        f"timeline failed on {kind}: {error}", "This is a fault of timeline: run again with --debug and report what it prints."
    )


def _wants_json(given: list[str]) -> bool:
    return any(
        word in {"--format=json", "--format=jsonl"} or (word == "--format" and after in {"json", "jsonl"})
        for word, after in zip(given, [*given[1:], ""], strict=True)
    )
