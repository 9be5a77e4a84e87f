"""A record in the user's editor, as a data file holds it: back again with what is wrong until it is right, and nothing lost."""

import contextlib
import os
import shlex
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from timeline import text
from timeline.cli import output, telling
from timeline.cli.keeping import Keep
from timeline.files import opening, reader, writer, yaml
from timeline.files.opening import Unreadable
from timeline.files.yaml import Mapping
from timeline.keeping import adding
from timeline.problems import Misused, Problem, ProblemsFound, TimelineError

MARK = "#! "
"""What begins a line that tells what is wrong; such lines are taken out again."""
KEPT = "What was written is kept in"


def edited(keep: Keep, handle: str) -> int:
    """Let the user edit a record, and put what it says then on record."""
    if keep.no_input or not sys.stdin.isatty():
        raise Misused("no field was given, and there is nobody to edit", "Write field=value, or run it on a terminal.")
    entry = adding.held(adding.stored(keep.path), handle)
    before = writer.text(writer.tree(entry))
    path = _draft(before)
    try:
        _until_right(keep, entry.id, before, path)
    except BaseException as error:
        _kept(path, before, error)
        raise
    path.unlink()
    return 0


def _until_right(keep: Keep, handle: str, before: str, path: Path) -> None:
    """Let the user write until nothing is wrong, and put that on record."""
    deed = telling.deed(keep, "edit")
    while True:
        _open(path)
        said = _written(path)
        try:
            telling.done(keep, partial(adding.changed, keep.path, handle, partial(_tree, said, before), deed))
        except ProblemsFound as found:
            _again(path, said, found.problems)
        else:
            return


def _draft(said: str) -> Path:
    """Return a file that only its owner may read, with a record in it."""
    handle, name = tempfile.mkstemp(prefix="timeline-", suffix=".yaml")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(said)
    return Path(name)


def _kept(path: Path, before: str, error: BaseException) -> None:
    """Say where the draft is kept, or remove it where it holds no more than the record does."""
    with contextlib.suppress(OSError):
        if path.read_bytes() == before.encode():
            path.unlink()
        elif isinstance(error, TimelineError):
            error.hint = f"{error.hint} {KEPT} {path}.".strip()
        else:
            output.remark(f"{KEPT} {path}.")


def _editor() -> list[str]:
    try:
        return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "") or ["vi"]
    except ValueError as error:
        raise TimelineError(f"EDITOR is no command: {str(error).lower()}", "Set EDITOR to one.") from None


def _open(path: Path) -> None:
    command = _editor()
    try:
        status = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603  # the user's own editor
    except OSError as error:
        raise TimelineError(f"the editor '{command[0]}' cannot be run: {error.strerror}", "Set EDITOR to one that can.") from None
    if status:
        raise TimelineError(f"the editor left with status {status}: nothing was changed")


def _written(path: Path) -> str:
    """Return what the user wrote, without the lines that told what was wrong."""
    try:
        content = yaml.decoded(opening.content(path, "the draft"), "the draft")
    except Unreadable as stopped:
        raise TimelineError(f"{stopped}: nothing was changed") from None
    return "".join(line for line in content.splitlines(keepends=True) if not line.startswith(MARK))


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
    told = "".join(f"{MARK}{line}\n" for problem in problems for line in text.shown(str(problem), newlines=True).splitlines())
    if path.read_text(encoding="utf-8") == told + said:
        for problem in problems:
            output.remark(str(problem))
        raise TimelineError("nothing was changed")
    path.write_text(told + said, encoding="utf-8")
