"""Turns a report into text: every format here, each in a module of its own that is loaded when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TextIO

from timeline.document import Document

FORMATS: dict[str, tuple[str, str, str]] = {
    "text": ("plain", "render", "For people: in colour and to the width of a terminal."),
    "plain": ("plain", "render", "For people and pipes: no colour, and no line is broken."),
    "json": ("json", "render", "For programs: one JSON object."),
    "jsonl": ("json", "lines", "For programs: one line of JSON for each item."),
    "csv": ("csv", "render", "For spreadsheets: a header and flat rows."),
    "markdown": ("markdown", "render", "For documents: CommonMark with pipe tables."),
}

WITHOUT_NOTICES = frozenset(("csv", "jsonl"))
"""Formats with no place for a sentence: who writes them says the notices beside them, on stderr."""


def render(
    document: Document,
    format: str,  # noqa: A002 - the word users type
    *,
    columns: int | None = None,
    colour: bool = False,
) -> Iterator[str]:
    """Return a report in a format, piece by piece; width and colour are for text on a terminal."""
    module, function, _ = FORMATS[format]
    if format == "text" and colour:
        module = "terminal"
    renderer: Callable[[Document, int | None], Iterator[str]] = getattr(import_module(f"timeline.render.{module}"), function)
    return renderer(document, None if format == "plain" else columns)


def colour_wanted(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Return whether a stream is a terminal whose user has not asked for text without colour."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
