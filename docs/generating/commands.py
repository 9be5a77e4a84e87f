"""The page of commands."""

import contextlib
import io
import os
from collections.abc import Iterator

from generating import markdown
from timeline.cli import app

COLUMNS = 80


def page() -> str:
    """Return the page of commands."""
    lead = f"Each command's help, as `timeline COMMAND --help` prints it at {COLUMNS} columns."
    return markdown.page("The commands", lead, _commands())


def _commands() -> Iterator[str]:
    yield from ("```text", printed("--help"), "```", "")
    for name in app.COMMANDS:
        yield from markdown.heading(name)
        yield from ("```text", printed(name, "--help"), "```", "")


def printed(*arguments: str) -> str:
    """Return what the command prints at 80 columns."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(COLUMNS)
    try:
        with contextlib.redirect_stdout(io.StringIO()) as told:
            app.run(list(arguments))
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before
    return "\n".join(line.rstrip() for line in told.getvalue().rstrip().splitlines())
