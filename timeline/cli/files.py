"""Files that a command writes: complete, or not there at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from timeline.problems import TimelineError


def written(path: Path, pieces: Iterable[str], *, keep: Path) -> None:
    """Write text beside a file and put it in the file's place when it is complete; never over a link or the database."""
    if path.is_symlink():
        raise TimelineError(f"'{path}' is a link: what it points to is not overwritten", "Name the file itself.")
    if path.exists() and (path.is_dir() or (keep.exists() and path.samefile(keep))):
        what = "a folder" if path.is_dir() else "the database"
        raise TimelineError(f"'{path}' is {what}", "Name another file with --output.")
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o666 & ~_umask())  # noqa: PTH101  # as any new file of the user's
        os.replace(beside, path)  # noqa: PTH105  # atomic on one file system
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)  # noqa: PTH108  # what is incomplete
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
