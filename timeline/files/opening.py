"""A file as bytes: only what is a file is read, and what keeps it from being read has a place."""

import stat
from pathlib import Path
from typing import BinaryIO

from timeline.problems import Place, Problem

MARK = b"\xef\xbb\xbf"
"""What some programs put before UTF-8."""
LARGEST = 100_000_000
"""A larger file is no file of records, unless it is read line by line."""
MOST = 1_000
"""Behind so many problems a file is not read further."""


class Unreadable(Exception):
    """The file cannot be read further than this problem."""

    def __init__(self, problem: Problem) -> None:
        """Carry the problem."""
        super().__init__(str(problem))
        self.problem = problem


class Problems(list[Problem]):
    """What is wrong with one file; raises Unreadable once, when that is so much that the rest of the file is not read."""

    def __init__(self, before: int = 0) -> None:
        """Take how many problems of the file were told before these."""
        super().__init__()
        self.before = before

    def append(self, problem: Problem) -> None:
        """Note a problem."""
        super().append(problem)
        if self.before + len(self) == MOST:
            raise Unreadable(Problem(f"there are {MOST:,} problems: mend these first; the rest of the file was not read", problem.place))


def opened(path: Path, shown: str) -> BinaryIO:
    """Return a file, open for reading; raises Unreadable where it is none or cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable(Problem("is not a file", Place(shown, 1, 1)))
        return path.open("rb")
    except OSError as error:
        raise Unreadable(Problem(f"cannot be read: {error.strerror}", Place(shown, 1, 1))) from None


def content(path: Path, shown: str) -> bytes:
    """Return what a file holds; raises Unreadable where it cannot be read, or is too large to be one of records."""
    with opened(path, shown) as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Unreadable(Problem(f"the file is larger than {LARGEST:,} bytes: split it", Place(shown, 1, 1)))
    return raw


def refuse_others(raw: bytes, shown: str) -> None:
    """Raise Unreadable where a file's first bytes are UTF-32 or UTF-16, or two marks of UTF-8."""
    zeros = [byte == 0 for byte in raw[:4]]
    if raw.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) or zeros in ([False, True, True, True], [True, True, True, False]):
        wrong = "the file is in UTF-32: save it as UTF-8"
    elif raw.startswith((b"\xff\xfe", b"\xfe\xff")) or len(set(zeros[:2])) > 1:
        wrong = "the file is in UTF-16: save it as UTF-8"
    elif raw.startswith(MARK * 2):
        wrong = "the file begins with two byte order marks: save it as UTF-8 with one, or with none"
    else:
        return
    raise Unreadable(Problem(wrong, Place(shown, 1, 1)))


def not_utf_8(byte: int) -> str:
    """Say that a byte is not UTF-8."""
    return f"byte 0x{byte:02x} is not UTF-8: save the file as UTF-8"
