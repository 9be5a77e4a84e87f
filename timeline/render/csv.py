"""A report as flat rows for spreadsheets, where no text is taken for a formula."""

import re
from collections.abc import Iterator

from timeline import text
from timeline.document import Document

# The full-width signs are read as formulas in East Asian settings.
_GUARDED = re.compile("[=+\\-@\t\r\n'＝＋－＠]")
_FIGURES = re.compile(r"-\d[\dXYES~?%.,:/-]*")


def render(document: Document, columns: int | None = None) -> Iterator[str]:  # noqa: ARG001 - rows have no width
    """Return a header and the rows of each item."""
    import csv

    row = csv.writer(_Echo(), lineterminator="\n").writerow
    yield row(document.columns)
    raw = [name in document.raw for name in document.columns]
    for item in document.items:
        for cells in document.cells(item):
            yield row([_written(value, checked=checked) for value, checked in zip(cells, raw, strict=True)])


class _Echo:
    """Hands back each line that the writer makes."""

    def write(self, line: str) -> str:
        return line


def _written(value: str | None, *, checked: bool) -> str:
    said = value or ""
    return text.harmless(said if checked and _FIGURES.fullmatch(said) else cell(said))


def cell(value: str) -> str:
    """Return a value as it stands in a cell: after a ' where a spreadsheet would take it for a formula."""
    return "'" + value if _GUARDED.match(value) else value


def uncell(value: str) -> str:
    """Return the value that a cell was written from."""
    return value[1:] if value.startswith("'") and _GUARDED.match(value, 1) else value
