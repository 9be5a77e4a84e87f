"""What is wrong, where, and what to do about it."""

from typing import NamedTuple, Self


class Place(NamedTuple):
    """A place in a data file; lines and columns are counted from 1."""

    file: str
    line: int
    column: int

    @property
    def cell(self) -> str:
        """What spreadsheets call the place, as in D12; nothing where the file is no table."""
        return ""

    def __str__(self) -> str:
        written = f"{self.file}:{self.line}:{self.column}"
        return f"{written}: {self.cell}" if self.cell else written


class PlaceInTable(Place):
    """A place in a table, with the name of its cell."""

    _cell: str

    def __new__(cls, file: str, line: int, column: int, cell: str) -> Self:
        """Take the place, and the name of the cell."""
        place = super().__new__(cls, file, line, column)
        place._cell = cell
        return place

    @property
    def cell(self) -> str:
        """The name of the cell, as in D12."""
        return self._cell


class Problem(NamedTuple):
    """One thing that is wrong with the data; errors keep data out of the store, warnings do not."""

    message: str
    place: Place | None = None
    record: str = ""
    field: str = ""
    rule: str = ""
    warning: bool = False

    def __str__(self) -> str:
        before = [str(part) for part in (self.place, self.record, self.field) if part]
        return ": ".join([*before, self.message])


class TimelineError(Exception):
    """A run that cannot go on: one sentence on what is wrong, and what to do."""

    status = 1
    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        """Say what is wrong, and in the hint what to do."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message

    @property
    def said(self) -> str:
        """What is wrong and what to do, in one paragraph."""
        stop = "" if self.message.endswith("?") else "."
        return f"{self.message}{stop} {self.hint}" if self.hint else self.message


class ProblemsFound(TimelineError):
    """The data has errors; nothing was stored."""

    code = "problems"

    def __init__(self, problems: list[Problem], hint: str = "", *, status: int = 1) -> None:
        """Carry every problem found, in the order of files and lines."""
        errors = sum(not problem.warning for problem in problems)
        super().__init__(f"{errors} {'problem' if errors == 1 else 'problems'}", hint)
        self.problems = problems
        self.status = status


class Misused(TimelineError):
    """The command was given words it does not know, or that do not go together."""

    status = 2
    code = "usage"


class NotFound(TimelineError):
    """No record answers to the name or handle, or more than one does."""

    status = 4
    code = "not_found"


class Unreachable(TimelineError):
    """The database is locked, missing, or not one of ours."""

    status = 5
    code = "database"


class Declined(TimelineError):
    """Somebody was asked, and said no or left off."""

    code = "declined"
