"""What the fields of a record hold, as tables and JSON tell it apart: one value or several, texts, figures, words of a list."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from timeline import records
from timeline.files import mistakes
from timeline.records import OneOf, Part, Said
from timeline.vocabulary import Vocabulary


class Shape(NamedTuple):
    """What a field holds: `type` in the words of JSON Schema, `refers` to the kind of record whose handle it is."""

    type: str
    several: bool
    required: bool
    date: bool
    words: Vocabulary | None
    refers: str
    least: float | None
    most: float | None

    @property
    def checked(self) -> bool:
        """Tell whether a value is held to a form in which no formula can be written."""
        return not self.several and (self.type != "string" or self.date or self.words is not None)


@cache
def of(said: type[Said]) -> dict[str, Shape]:
    """Return what each field of a record or part holds, in the order of its class."""
    refers = records.references(said)
    return {name: _shape(field, refers.get(name, "")) for name, field in said.model_fields.items()}


@cache
def given(part: type[Part]) -> dict[str, Shape]:
    """Return what files give of a part."""
    return {name: shape for name, shape in of(part).items() if name not in mistakes.OURS or (part, name) == (records.Citation, "reading")}


def _shape(field: FieldInfo, refers: str) -> Shape:
    marks, types = [*field.metadata, *_marks(field.annotation)], list(_types(field.annotation))
    return Shape(
        type=next(name for python, name in TYPES.items() if python in types),
        several=tuple in types,
        required=field.is_required(),
        date=any(isinstance(mark, AfterValidator) for mark in marks),
        words=next((mark.words for mark in marks if isinstance(mark, OneOf)), None),
        refers=refers,
        least=next((mark.ge for mark in marks if hasattr(mark, "ge")), None),
        most=next((mark.le for mark in marks if hasattr(mark, "le")), None),
    )


TYPES: dict[type, str] = {bool: "boolean", int: "integer", float: "number", str: "string"}


def _types(annotation: Any) -> Iterator[Any]:
    """Go through the types that an annotation is made of."""
    yield getattr(annotation, "__origin__", annotation)
    for inner in get_args(annotation):
        yield from _types(inner)


def _marks(annotation: Any) -> Iterator[Any]:
    """Go through what an annotation says of values beside their type."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _marks(inner)
