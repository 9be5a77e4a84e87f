"""Files that a command writes: complete, or not there at all."""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from timeline.problems import TimelineError
from timeline.store import holding, placing

_NAME = re.compile(r"(?:[a-z]+/)?[a-z0-9][a-z0-9._-]*\.[a-z]+")


def written(path: Path, pieces: Iterable[str], *, keep: Path | None) -> None:
    """Write text beside a file and put it in the file's place when it is complete; never over a link or the database."""
    _refuse(path, keep)
    beside = _beside(path, pieces)
    try:
        with holding.interruptions(f"'{path}' was written") as hold:
            hold.on()
            os.replace(beside, path)  # noqa: PTH105  # atomic on one file system
            placing.confirmed(path.parent)
    except BaseException:
        _drop(beside)
        raise


def filled(folder: Path, several: Iterable[tuple[str, Iterable[str]]], *, keep: Path | None) -> list[str]:
    """Write files into a folder, made where there is none, and return their names; none is put in its place before all are complete."""
    names: list[str] = []
    beside: dict[str, str] = {}
    try:
        for name, pieces in several:
            _refuse_name(name)
            names.append(name)
            path = folder / name
            _refuse_links(path.parent, folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            _refuse(path, keep)
            beside[name] = _beside(path, pieces)
        with holding.interruptions(f"all of '{folder}' was written") as hold:
            hold.on()
            for name in list(beside):
                os.replace(beside.pop(name), folder / name)  # noqa: PTH105  # as above
            for inner in {(folder / name).parent for name in names}:
                placing.confirmed(inner)
    except (FileExistsError, NotADirectoryError) as error:
        raise TimelineError(f"'{error.filename}' is a file", "Name a folder with --output.") from None
    finally:
        for left in beside.values():
            _drop(left)
    return names


def _refuse_name(name: str) -> None:
    """Refuse a name that is not one of ours, made of the handle of a record: it could lead out of the folder."""
    if not _NAME.fullmatch(name):
        raise TimelineError(f"'{name}' can be the name of no file", "'timeline database verify' tells what was altered.")


def _refuse(path: Path, keep: Path | None) -> None:
    if path.is_symlink():
        raise TimelineError(f"'{path}' is a link: what it points to is not overwritten", "Name the file itself.")
    if path.exists() and (path.is_dir() or (keep and keep.exists() and path.samefile(keep))):
        what = "a folder" if path.is_dir() else "the database"
        raise TimelineError(f"'{path}' is {what}", "Name another file with --output.")


def _refuse_links(inner: Path, folder: Path) -> None:
    """Refuse to follow a link out of the folder that is written to."""
    while inner != folder:
        if inner.is_symlink():
            raise TimelineError(f"'{inner}' is a link: nothing is written behind it", "Name another folder with --output.")
        inner = inner.parent


def _beside(path: Path, pieces: Iterable[str]) -> str:
    """Return the name of a file beside another one, in which the whole text is."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o666 & ~_umask())  # noqa: PTH101  # as any new file of the user's
    except BaseException:
        _drop(beside)
        raise
    return beside


def _drop(beside: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(beside)  # noqa: PTH108  # what is incomplete


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
