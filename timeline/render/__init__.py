"""Turns a report into text: every format here, each in a module of its own that is loaded when it is asked for."""

import codecs
from collections.abc import Callable, Iterator, Mapping
from functools import partial
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
    "html": ("html", "render", "For reading and printing: one page that needs nothing else."),
}

_DRAWN = {"plain", "terminal", "html"}

ITEMS_ALONE = frozenset(("csv", "jsonl"))
"""Formats with no place for a sentence, nor for sources: who writes them says the notices beside them, on stderr."""


def render(
    document: Document,
    format: str,  # noqa: A002 - the word users type
    *,
    columns: int | None = None,
    colour: bool = False,
    encoding: str = "utf-8",
) -> Iterator[str]:
    """Return a report in a format, piece by piece; width, colour and encoding are those of the stream that takes it."""
    module, function, _ = FORMATS[format]
    if format == "text" and colour:
        module = "terminal"
    renderer: Callable[..., Iterator[str]] = getattr(import_module(f"timeline.render.{module}"), function)
    if module in _DRAWN and codecs.lookup(encoding).name != "utf-8":
        renderer = partial(renderer, ascii=True)
    return renderer(document, None if format == "plain" else columns)


def colour_wanted(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Return whether a stream is a terminal whose user has not asked for text without colour."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
