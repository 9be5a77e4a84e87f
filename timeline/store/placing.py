"""Files put in their places so that a loss of power leaves them there."""

import errno
import os
from pathlib import Path

from timeline.problems import TimelineError

_NO_ANSWER = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EBADF)
"""What systems answer that confirm nothing of a folder, or not to whoever may not read it."""


def confirmed(folder: Path) -> None:
    """Wait until the disk keeps which files are in a folder; raises TimelineError where it fails at that."""
    try:
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as error:
        if error.errno not in _NO_ANSWER:
            message = f"all is in its place in '{folder}', but the disk does not confirm it: {error.strerror}"
            raise TimelineError(message, "Look whether it is still there.") from None
