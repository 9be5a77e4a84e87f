"""A record in the user's editor, as a data file holds it: back again with what is wrong until it is right, and nothing lost."""

import os
import shlex
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from timeline.cli import output, telling
from timeline.cli.keeping import Keep
from timeline.files import reader, writer
from timeline.files.yaml import Mapping
from timeline.keeping import adding
from timeline.problems import Misused, Problem, ProblemsFound, TimelineError

MARK = "#! "
"""What begins a line that tells what is wrong; such lines are taken out again."""


def edited(keep: Keep, handle: str) -> int:
    """Let the user edit a record, and put what it says then on record."""
    if keep.no_input or not sys.stdin.isatty():
        raise Misused("no field was given, and there is nobody to edit", "Write field=value, or run it on a terminal.")
    entry = adding.held(adding.stored(keep.path), handle)
    before = writer.text(writer.tree(entry))
    path = _draft(before)
    while True:
        _open(path)
        said = "".join(line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith(MARK))
        try:
            telling.done(keep, partial(adding.changed, keep.path, entry.id, partial(_tree, said, before), telling.deed(keep, "edit")))
        except ProblemsFound as found:
            _again(path, said, found.problems)
            continue
        path.unlink()
        return 0


def _draft(said: str) -> Path:
    handle, name = tempfile.mkstemp(prefix="timeline-", suffix=".yaml")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(said)
    return Path(name)


def _open(path: Path) -> None:
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    try:
        status = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603  # the user's own editor
    except OSError as error:
        raise TimelineError(f"the editor '{command[0]}' cannot be run: {error.strerror}", "Set EDITOR to one that can.") from None
    if status:
        raise TimelineError(f"the editor left with status {status}: nothing was changed", f"What was written is kept in {path}.")


def _tree(said: str, before: str, _kind: str, now: Mapping) -> Mapping:
    """Return what was written, as a tree; raises ProblemsFound where it is none, and refuses where the record was changed meanwhile."""
    if writer.text(now) != before:
        raise TimelineError("somebody has changed the record meanwhile: nothing was changed", "Run the command again.")
    tree, problems = reader.lone(said, "", now)
    if problems or not isinstance(tree, Mapping):
        raise ProblemsFound(problems or [Problem("a record is a mapping of fields to values")])
    return tree


def _again(path: Path, said: str, problems: list[Problem]) -> None:
    """Write what is wrong above what was written; a draft that comes back as it was is kept, and the edit left off."""
    told = "".join(f"{MARK}{line}\n" for problem in problems for line in str(problem).splitlines())
    if path.read_text(encoding="utf-8") == told + said:
        for problem in problems:
            output.remark(str(problem))
        raise TimelineError("nothing was changed", f"What was written is kept in {path}.")
    path.write_text(told + said, encoding="utf-8")
