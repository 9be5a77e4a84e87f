"""A report as text alone, for pipes and files, and for terminals without colour."""

from collections.abc import Iterator

from timeline.document import Document
from timeline.render import layout


def render(document: Document, columns: int | None) -> Iterator[str]:
    """Return a report block by block, in lines of so many columns or as wide as they are."""
    for lines in layout.laid(document, columns):
        yield "".join(f"{layout.plain(line)}\n" for line in lines)
