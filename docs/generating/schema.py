"""The JSON Schema of the data file, for the completion of editors."""

import json
from collections.abc import Iterator
from typing import Any

from generating import kinds, markdown
from generating.kinds import Schema, Stand
from timeline import records, vocabulary
from timeline.files import grammar
from timeline.files.grammar import Block
from timeline.records import Said

TYPED_BY_YAML = ["string", "number", "boolean"]
"""What an editor takes an unquoted text for; timeline reads every value as text."""
SEGMENT = f"^{records.SEGMENT}$"
ALWAYS = {
    "cite": "what the record rests on; without it, what the block it stands in cites",
    "rivals": "accounts that contradict fields of the record",
    "earlier": "accounts that were overtaken",
}
"""Keys that every record may hold, with their meaning."""


def page() -> str:
    """Return the JSON Schema of the data file."""
    return json.dumps(data_file(), indent=1, ensure_ascii=True) + "\n"


def data_file() -> Schema:
    """Return the schema of a data file, with the words, the records and the parts that it names as definitions."""
    return {
        "$comment": markdown.BY,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A data file of timeline",
        "type": "object",
        "properties": {"process": {"description": "The handle of the process that the file is about."}},
        "if": {"required": ["process"]},
        "then": _ref("process"),
        "else": _ref("shared"),
        "$defs": dict(_definitions()),
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _definitions() -> Iterator[tuple[str, Schema]]:
    yield from _scalars()
    yield from ((words.name, _enumeration(words)) for words in vocabulary.ALL)
    yield from ((into, _part_schema(part)) for into, part in records.PARTS.items() if into not in {"readings", "comments"})
    yield "cite", _one_or_more({"anyOf": [_ref("handle"), _ref("citations")]})
    yield from ((f"account_of_{kind}", _account(kind)) for kind in records.KINDS)
    yield from ((_name(stand), _record(stand)) for stand in kinds.stands())
    yield "shared", _mapping({block.key: _block(block, _ref(block.kind)) for block in grammar.DECLARED})


def _scalars() -> Iterator[tuple[str, Schema]]:
    patterns = {name: pattern for pattern, name in kinds.PATTERNS.items()}
    yield "handle", {"type": TYPED_BY_YAML, "pattern": patterns["handle"], "maxLength": 250}
    yield "voice", {"anyOf": [_ref(vocabulary.AFFILIATION.name), {"type": TYPED_BY_YAML, "pattern": patterns["voice"]}]}
    yield "text", {"type": TYPED_BY_YAML, "pattern": patterns["text"], "minLength": 1, "maxLength": records.LONGEST}
    yield "address", {"type": "string", "pattern": patterns["address"], "maxLength": records.LONGEST}
    yield "date", {"type": ["string", "number"], "minLength": 1, "maxLength": 200}
    yield "whole number", {"type": ["integer", "string"], "pattern": "^-?[0-9]+$"}
    yield "number", {"type": ["number", "string"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}


def _enumeration(words: vocabulary.Vocabulary) -> Schema:
    figures = [float(word) if "." in word else int(word) for word in words if word.replace(".", "").isdigit()]
    meanings = [words[word] for word in words]
    return {"description": words.meaning, "enum": [*words, *figures], "enumDescriptions": meanings + meanings[: len(figures)]}


def _one_or_more(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": schema}]}


def _mapping(held: Schema, **more: Any) -> Schema:
    return {"type": "object", "properties": held, "additionalProperties": False, **more}


def _value(schema: Schema) -> Schema:
    """Return what may be written in a field, from its schema as a field of the record."""
    kind = kinds.type_of(schema)
    single = _ref(kind.words.name if kind.words is not None else kind.name)
    bounds = ("minimum", "maximum", "maxLength") if kind.name == "text" else ("minimum", "maximum")
    limits = {name: schema[name] for name in bounds if schema.get(name) not in (None, records.LONGEST)}
    told = {name: schema[name] for name in ("description", "default") if schema.get(name) not in (None, [])}
    return {**told, **(_one_or_more(single) if kind.several else single), **limits}


def _part_schema(part: type[Said]) -> Schema:
    """Return the schema of a part written as a mapping; its first field may stand as its key."""
    held = {name: _value(schema) for name, schema in kinds.properties(part).items() if name not in kinds.INNER}
    required = [name for name in held if part.model_fields[name].is_required()]
    return _mapping(held, description=(part.__doc__ or "").strip(), required=required)


def _account(kind: str) -> Schema:
    """Return the schema of another account: some fields of a record, with who says so and why it is not preferred."""
    said = records.KINDS[kind]
    held = _fields_of(kind, frozenset({"id", "process", "round"}))
    why = records.Reading.model_fields["why"].description
    held |= {"cite": _ref("cite"), "why": {**_ref("text"), "description": why}}
    return _mapping(held, description=(said.__doc__ or "").strip(), required=["cite"], minProperties=2)


def _fields_of(kind: str, given: frozenset[str]) -> Schema:
    within = grammar.NESTED.get(kind, {})
    together = {f"{key}_{inner}" for key, inners in within.items() for inner in inners}
    values = {name: _value(schema) for name, schema in kinds.properties(records.KINDS[kind]).items()}
    held = {name: value for name, value in values.items() if name not in given | together}
    held |= {one: values[several] for one, several in grammar.RENAMED.get(kind, {}).items()}
    held |= {key: _mapping({inner: values[f"{key}_{inner}"] for inner in inners}) for key, inners in within.items()}
    return held


def _name(stand: Stand) -> str:
    """Return the name of a record's definition: records that take a field from where they stand have one of their own there."""
    taken = stand.block.gives in stand.given and len(kinds.at(stand.block.kind)) > 1
    return f"{stand.block.kind}_of_{stand.around}" if taken else stand.block.kind


def _record(stand: Stand) -> Schema:
    block, kind = stand.block, records.KINDS[stand.block.kind]
    held = _fields_of(block.kind, stand.given) | _always(block.kind) | dict(_parts(block.kind))
    required = [name for name in kind.model_fields if kind.model_fields[name].is_required() and name not in stand.given]
    inside = grammar.IN_PROCESS if block.kind == "process" else block.blocks
    held |= {inner.key: _block(inner, _ref(_name(_in(inner, stand)))) for inner in inside}
    if block.kind == "process":
        declared = {shared.key: _block(shared, _ref(shared.kind)) for shared in grammar.DECLARED}
        held |= {"process": {**_ref("handle"), "description": "The handle of the process."}, "declare": _mapping(declared)}
    record = _mapping(held, description=(kind.__doc__ or "").strip(), required=required)
    if block.rest:
        record |= {"additionalProperties": _ref(_name(_in(block.rest, stand)))}
    return record if block.kind == "process" else _shortened(record, block, held, required)


def _in(block: Block, above: Stand) -> Stand:
    return kinds.placed(block, "", "", above)


def _shortened(record: Schema, block: Block, held: Schema, required: list[str]) -> Schema:
    """Return the schema of a record that may also be written as one word, or as nothing, where its fields allow it."""
    forms = [record]
    if block.short and set(required) <= {block.short}:
        forms.append(held[block.short])
    if not required:
        forms.append({"type": "null"})
    return {"anyOf": forms} if len(forms) > 1 else record


def _always(kind: str) -> Schema:
    account = _one_or_more(_ref(f"account_of_{kind}"))
    held = {"cite": _ref("cite"), "rivals": account, "earlier": account}
    return {key: {**schema, "description": f"{ALWAYS[key][0].upper()}{ALWAYS[key][1:]}."} for key, schema in held.items()}


def _parts(kind: str) -> Iterator[tuple[str, Schema]]:
    for key, into in grammar.PARTS_OF.get(kind, {}).items():
        part = _part_schema(records.PARTS[into])
        if into == "waivers":
            yield key, {"type": "array", "items": _ref(into), "description": (records.Waiver.__doc__ or "").strip()}
            continue
        keyed, short = {"answers": ("position", "result"), "dates": ("kind", "date"), "lineage": ("other", "relation")}[into]
        without = {name: value for name, value in part["properties"].items() if name != keyed}
        value = {"anyOf": [without[short], _mapping(without, required=[short])]}
        names = _ref(vocabulary.AGREEMENT_DATE.name) if into == "dates" else _ref("handle")
        yield key, {"type": "object", "propertyNames": names, "additionalProperties": value, "description": part["description"]}


def _block(block: Block, record: Schema) -> Schema:
    """Return the schema of a block: records by the last part of their handle; it may be empty."""
    return {
        "description": vocabulary.KINDS[block.kind],
        "type": ["object", "null"],
        "propertyNames": {"pattern": SEGMENT},
        "additionalProperties": record,
    }
