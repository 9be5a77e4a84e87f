"""Tables: records and their parts as comma-separated values, one file for each kind, with a description of them all."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from timeline import records
from timeline.dossier import Dossier, Entry
from timeline.files import csv, keys, package, shapes
from timeline.files.package import Sheet
from timeline.records import Dated, Part, Record, Said

_FIGURES = re.compile(r"-?\d[\dXYES~?%.,:/-]*\Z")


def written(dossier: Dossier) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield each file of a package of tables, its name and its text: one for each kind of record or part that is on record."""
    sheets = list(_sheets(dossier))
    for sheet in sheets:
        yield sheet.path, _rows(sheet)
    yield package.NAME, iter([json.dumps(package.described(dossier, sheets), ensure_ascii=False, indent=1) + "\n"])


def _sheets(dossier: Dossier) -> Iterator[Sheet]:
    """Yield the tables, records before parts."""
    several = sorted(dossier, key=lambda entry: entry.id)
    for kind, said in records.KINDS.items():
        found: list[Record | Part] = [entry.record for entry in several if entry.kind == kind]
        if found:
            yield Sheet(keys.plural(kind).replace("_", "-"), said, columns(said), found)
    for into, part in records.PARTS.items():
        parts: list[Record | Part] = [one for entry in several for one in _numbered(entry, into)]
        if parts:
            yield Sheet(into, part, columns(part), parts)


def _numbered(entry: Entry, into: str) -> list[Part]:
    return sorted(entry.parts.get(into, ()), key=lambda part: part.number)


def columns(said: type[Said]) -> list[str]:
    """Return the fields of a kind in the order of its columns: the handle, its own, its date, and the rest."""
    shared = [*Dated.__annotations__, "note", "formerly"]
    own = [name for name in said.model_fields if name not in shared or not issubclass(said, Record)]
    return sorted(own, key=lambda name: name != "id") + [name for name in shared if name in said.model_fields and name not in own]


def _rows(sheet: Sheet) -> Iterator[str]:
    """Yield the header and each row."""
    yield csv.line(sheet.columns)
    cells = [(name, _cell(shapes.of(sheet.said)[name])) for name in sheet.columns]
    for said in sheet.rows:
        yield csv.line(cell(getattr(said, name)) for name, cell in cells)


def _cell(shape: shapes.Shape) -> Callable[[Any], str]:
    """Return what writes a value of a field into a cell."""
    if shape.several:
        return lambda value: csv.guarded(csv.joined(value))
    if shape.type == "boolean":
        return lambda value: str(value).lower()
    if shape.checked:
        return lambda value: "" if value is None else _checked(str(value))
    return lambda value: csv.guarded(value or "")


def _checked(value: str) -> str:
    """Return a value as it is kept, unless another program has put a formula in its place."""
    return value if _FIGURES.match(value) else csv.guarded(value)
