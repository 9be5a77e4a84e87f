"""The description of a package of tables, as Frictionless Data has it: `datapackage.json`."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from timeline import records
from timeline.dossier import Dossier
from timeline.files import shapes
from timeline.files.shapes import Shape
from timeline.records import Part, Record, Said

NAME = "datapackage.json"
LICENCE = {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
"""The licence of the records that come with timeline."""

Described = dict[str, Any]


class Sheet(NamedTuple):
    """A table: the records or parts in its rows, and the fields in its columns."""

    name: str
    said: type[Said]
    columns: list[str]
    rows: Sequence[Record | Part]

    @property
    def path(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


def described(dossier: Dossier, sheets: list[Sheet]) -> Described:
    """Return what is said of a package: what it holds, and of every table each field with its meaning and what it may hold."""
    processes = [(entry.id, process.name) for entry, process in dossier.of(records.Process)]
    name, title = processes[0] if len(processes) == 1 else ("peace-negotiations", "Records of peace negotiations")
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "licenses": [LICENCE],
        "resources": [_resource(sheet, sheets) for sheet in sheets],
    }


def _resource(sheet: Sheet, sheets: list[Sheet]) -> Described:
    return {
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "title": (sheet.said.__doc__ or "").strip(),
        "path": sheet.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(sheet, sheets),
    }


def _schema(sheet: Sheet, sheets: list[Sheet]) -> Described:
    held = shapes.of(sheet.said)
    foreign = [key for name in sheet.columns if (key := _foreign_key(sheet, name, held[name], sheets))]
    return {
        "fields": [_field(name, sheet.said, held[name]) for name in sheet.columns],
        "missingValues": [""],
        "primaryKey": ["id"] if issubclass(sheet.said, Record) else ["record", "number"],
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(name: str, said: type[Said], shape: Shape) -> Described:
    description = said.model_fields[name].description or ""
    words = list(shape.words) if shape.words is not None and not shape.several else None
    limits = {"required": shape.required or None, "minimum": shape.least, "maximum": shape.most, "enum": words}
    constraints = {limit: value for limit, value in limits.items() if value is not None}
    return {
        "name": name,
        "type": "string" if shape.several else shape.type,
        "description": f"{description} Several are joined by '; '." if shape.several else description,
        **({"constraints": constraints} if constraints else {}),
    }


def _foreign_key(sheet: Sheet, name: str, shape: Shape, sheets: list[Sheet]) -> Described | None:
    """Return what a field refers to, where every record that it names is in the package."""
    target = next((other for other in sheets if getattr(other.said, "KIND", None) == shape.refers), None) if not shape.several else None
    named = {getattr(row, name) for row in sheet.rows} - {None}
    if target is None or not named <= {row.id for row in target.rows if isinstance(row, Record)}:
        return None
    return {"fields": [name], "reference": {"resource": "" if target is sheet else target.name, "fields": ["id"]}}
