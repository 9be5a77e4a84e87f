"""A report for programs: one JSON object, or one line of JSON for each of its items."""

from collections.abc import Iterable, Iterator
from typing import Any

from timeline import text
from timeline.document import Document

SCHEMA = "timeline/1"


def render(document: Document, columns: int | None = None) -> Iterator[str]:  # noqa: ARG001 - JSON has no width
    """Return the report as one object, item by item."""
    head = {
        "schema": SCHEMA,
        "query": document.query,
        "as_known": document.as_known,
        "as_recorded": document.as_recorded,
        "notices": list(document.notices),
    }
    yield "{\n" + "".join(f'  "{key}": {_indented(value, "  ")},\n' for key, value in head.items())
    yield from _array("items", document.items)
    yield ",\n"
    yield from _array("sources", document.sources())
    yield "\n}\n"


def lines(document: Document, columns: int | None = None) -> Iterator[str]:  # noqa: ARG001 - JSON has no width
    """Return each item as one line of JSON, and nothing else."""
    for item in document.items:
        yield _dumped(item) + "\n"


def _array(key: str, entries: Iterable[Any]) -> Iterator[str]:
    yield f'  "{key}": ['
    separator = "\n    "
    for entry in entries:
        yield separator + _indented(entry, "    ")
        separator = ",\n    "
    yield "]" if separator.startswith("\n") else "\n  ]"


def _indented(value: Any, margin: str) -> str:
    return _dumped(value, indent=2).replace("\n", f"\n{margin}")


def _dumped(value: Any, indent: int | None = None) -> str:
    import json

    return text.in_json(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent))
