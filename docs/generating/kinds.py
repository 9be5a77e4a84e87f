"""The kinds of records: what may be written in their fields, and where they may stand in a data file."""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from pydantic import TypeAdapter

from timeline import records, vocabulary
from timeline.files import grammar
from timeline.files.grammar import Block
from timeline.records import Said

Schema: TypeAlias = dict[str, Any]

WORDS = {tuple(words): words for words in vocabulary.ALL}
INNER = {"record", "number", "reading"}
"""Fields of a part that follow from where it stands."""


class Type(NamedTuple):
    """What may be written in a field: `several` for a list, `words` where it is a word of a vocabulary."""

    name: str
    several: bool = False
    words: vocabulary.Vocabulary | None = None
    limits: str = ""


def _pattern(annotation: Any) -> str:
    return str(TypeAdapter(annotation).json_schema()["pattern"])


PATTERNS = {
    _pattern(records.Handle): "handle",
    _pattern(records.Voice): "voice",
    _pattern(records.Text): "text",
    _pattern(records.Address): "address",
}
TYPES = {"integer": "whole number", "number": "number", "boolean": "yes or no", "string": "date"}


def properties(said: type[Said]) -> dict[str, Schema]:
    """Return the JSON Schema of each field of a record or part, None left out of what it may be."""
    found: dict[str, Schema] = said.model_json_schema()["properties"]
    return {name: _given(schema) for name, schema in found.items()}


def _given(schema: Schema) -> Schema:
    within = {name: value for name, value in schema.items() if name not in {"anyOf", "title"}}
    for choice in schema.get("anyOf", ()):
        if choice != {"type": "null"}:
            within |= choice
    return within


def type_of(schema: Schema) -> Type:
    """Return what may be written in a field, from its JSON Schema."""
    if schema.get("type") == "array":
        return type_of(_given(schema["items"]))._replace(several=True)
    if "enum" in schema:
        return Type("word", words=WORDS[tuple(schema["enum"])])
    name = PATTERNS.get(schema.get("pattern", "")) or TYPES[schema["type"]]
    low, high, longest = (schema.get(limit) for limit in ("minimum", "maximum", "maxLength"))
    if low is not None:
        return Type(name, limits=f"from {low} to {high}" if high is not None else f"at least {low}")
    return Type(name, limits=f"at most {longest} characters" if name == "text" and longest != records.LONGEST else "")


# Where a record may stand


class Stand(NamedTuple):
    """A place where a record of a kind may stand: its path in the file, its handle, and the fields that follow from there."""

    block: Block
    path: str
    handle: str
    given: frozenset[str]
    around: str


PROCESS = Stand(Block("process", "process"), "the whole file", "PROCESS", frozenset({"id"}), "")


def stands() -> Iterator[Stand]:
    """Go through every place of a data file where a record may stand, the enclosing before the enclosed."""
    yield PROCESS
    for block in grammar.IN_PROCESS:
        yield from _below(block, PROCESS)
    for block in grammar.DECLARED:
        alone = f"`{block.key}.*` in a file without a process" if block in grammar.IN_PROCESS else f"`{block.key}.*`"
        yield placed(block, f"{alone}, or `declare.{block.key}.*` in a process file", block.kind.upper())


def _below(block: Block, above: Stand) -> Iterator[Stand]:
    around = above.path.strip("`")
    inside = "*" if block.rest is None and block.key in {"delegates", "intermediaries"} else f"{block.key}.*"
    path = f"`{around}.{inside}`" if above is not PROCESS else f"`{inside}`"
    handle = "/".join(part for part in (above.handle, block.segment, (block.names or block.kind).upper().replace("_", "-")) if part)
    stand = placed(block, path, handle, above)
    yield stand
    for inner in (*block.blocks, *([block.rest] if block.rest else [])):
        yield from _below(inner, stand)


def placed(block: Block, path: str, handle: str, above: Stand | None = None) -> Stand:
    """Return the place of a record in a block, at a path of the file."""
    kind = records.KINDS[block.kind]
    given = {"id", block.names} - {""}
    if above and block.gives and records.references(kind)[block.gives] == above.block.kind:
        given.add(block.gives)
    if "process" in kind.model_fields:
        given.add("process")
    return Stand(block, path, handle, frozenset(given), above.block.kind if above else "")


def at(kind: str) -> list[Stand]:
    """Return the places where records of a kind may stand."""
    return [stand for stand in stands() if stand.block.kind == kind]
