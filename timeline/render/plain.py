"""A report as text alone, for pipes and files, and for terminals without colour."""

from collections.abc import Iterator

from timeline.document import Document
from timeline.render import layout


def render(document: Document, columns: int | None, *, ascii: bool = False) -> Iterator[str]:  # noqa: A002  # the word for it
    """Return a report block by block, in lines of so many columns or as wide as they are."""
    for lines in layout.laid(document, columns, ascii=ascii):
        yield "".join(f"{layout.plain(line)}\n" for line in lines)
