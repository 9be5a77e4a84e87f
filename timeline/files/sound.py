"""A line of JSON with which nothing is wrong, read at once; what may be wrong with any other has to be found by reading it slowly."""

import json
import math
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, NoReturn

from timeline import records, text
from timeline.dossier import Entry
from timeline.files import grammar, shapes
from timeline.files.json import MOST_DIGITS
from timeline.problems import Place
from timeline.records import Part, Record, Said

TYPES: dict[str, set[type]] = {"string": {str}, "integer": {int}, "number": {int, float}, "boolean": {bool}}
"""The types that values of fields have as they stand in JSON."""
Types = tuple[bool, set[type]]
"""Whether a list is wanted, and of what types one value may be."""
_NOTHING: Types = (False, set())
SLOWLY = "readings"
"""Parts that are read slowly: what they say is a record of its own."""


class Doubtful(Exception):
    """Something is wrong with a line, or may be."""


class Later(Mapping[str, Place]):
    """Where everything stands in a line that was read at once: it is found out only when somebody asks."""

    def __init__(self, line: str, start: Place, find: Callable[[str, Place], Mapping[str, Place]]) -> None:
        """Take a line, where it begins, and what finds out."""
        self.line = line
        self.start = start
        self.find = find

    @cached_property
    def found(self) -> Mapping[str, Place]:
        """Where each field stands, by its name."""
        return self.find(self.line, self.start)

    def __getitem__(self, name: str) -> Place:
        return self.found[name] if name or not self.line.startswith("{") else self.start

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


def entry(line: str) -> Entry | None:
    """Return the record that a line tells of, with its parts; None where something is wrong with it, or may be."""
    try:
        return _entry(_DECODER.decode(line), plain=line.isascii() and line.isprintable() and "\\" not in line)
    except (Doubtful, ValueError, RecursionError):
        return None


def _entry(said: Any, *, plain: bool) -> Entry:
    """Return the record that values tell of, if they are of the types of its fields; `plain` is text of which nothing is made."""
    word = said.pop("record_kind", None) if isinstance(said, dict) else None
    if not isinstance(word, str) or word not in records.KINDS or SLOWLY in said:
        raise Doubtful
    kind = records.KINDS[word]
    parts = {into: said.pop(into) for into in records.PARTS if into in said}
    _hold(said, _types(kind), plain=plain)
    found = Entry(records.made(kind, said))
    for into, several in parts.items():
        found.parts[into] = [*_parts(found.record, into, several, plain=plain)]
    return found


def _parts(record: Record, into: str, several: Any, *, plain: bool) -> Iterator[Part]:
    """Yield the parts of one sort that a record holds."""
    if not isinstance(several, list) or not grammar.holds(record.KIND, into):
        raise Doubtful
    known = _given(records.PARTS[into])
    for number, said in enumerate(several, start=1):
        _hold(said, known, plain=plain)
        if not _own(type(record)).issuperset(said.get("fields", ())):
            raise Doubtful
        yield records.made(records.PARTS[into], {**said, "record": record.id, "number": number})


def _hold(said: Any, known: Mapping[str, Types], *, plain: bool) -> None:
    """Hold values to the types of the fields that they are given for."""
    if not isinstance(said, dict):
        raise Doubtful
    for name, value in said.items():
        several, types = known.get(name, _NOTHING)
        if several and type(value) is not list:
            raise Doubtful
        for one in value if several else (value,):
            if type(one) not in types or not (plain or _is_text(one)):
                raise Doubtful


def _is_text(value: Any) -> bool:
    """Tell whether a text may be on record as it stands; so may anything that is none."""
    return type(value) is not str or (text.unwanted(value) is None and unicodedata.is_normalized("NFC", value))


@cache
def _types(said: type[Said]) -> dict[str, Types]:
    """Return what may be given for each field."""
    return {name: (shape.several, TYPES[shape.type]) for name, shape in shapes.of(said).items()}


@cache
def _given(part: type[Part]) -> dict[str, Types]:
    """Return what files may give of a part."""
    return {name: _types(part)[name] for name in shapes.given(part)}


@cache
def _own(kind: type[Record]) -> frozenset[str]:
    """Return what a citation may speak to, called as the record calls it."""
    others = {"id", "process", *grammar.RENAMED.get(kind.KIND, ()), *grammar.NESTED.get(kind.KIND, ())}
    return frozenset({*kind.model_fields, *grammar.PARTS_OF.get(kind.KIND, ())}) - others


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return what stands under keys of which each is given once."""
    held = dict(pairs)
    if len(held) < len(pairs):
        raise Doubtful
    return held


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Doubtful
    return int(digits)


def _finite(digits: str) -> float:
    if not math.isfinite(number := float(digits)):
        raise Doubtful
    return number


def _refused(_word: str) -> NoReturn:
    raise Doubtful


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_int=_whole, parse_float=_finite, parse_constant=_refused)
