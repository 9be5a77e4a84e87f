"""The page of fields."""

from collections.abc import Iterator

from generating import kinds, markdown
from generating.kinds import Schema
from timeline import records, vocabulary
from timeline.files import grammar
from timeline.records import Said


def page() -> str:
    """Return the page of fields."""
    lead = (
        "Every kind of record, where it stands in a data file, and what it may say. `*` stands for the key of a record.\n"
        "Every record may also hold `cite`, `rivals` and `earlier`: [the data file](../data-format.md) tells how.\n"
        "A field that follows from the record's place is not written.\n"
        f"A text or an address has at most {records.LONGEST:,} characters, where nothing else is said."
    )
    return markdown.page("The fields", lead, _fields())


def _fields() -> Iterator[str]:
    for name, kind in records.KINDS.items():
        yield from markdown.heading(name)
        yield from (f"{vocabulary.KINDS[name]} {_second_half(kind)}".rstrip(), "")
        yield from markdown.table(
            ("stands at", "handle", "follows from the place"),
            *((stand.path, f"`{stand.handle}`", _listed(sorted(stand.given))) for stand in kinds.at(name)),
        )
        yield from markdown.table(("field", "type", "required", "meaning"), *_rows(name))
        yield from _keys(name)
    yield from ("# Parts", "", "What belongs to a record and has no handle of its own.", "")
    for part in records.PARTS.values():
        yield from _part(part)


def _second_half(kind: type[Said]) -> str:
    _, _, rest = (kind.__doc__ or "").strip().partition("; ")
    return rest[:1].upper() + rest[1:]


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _rows(kind: str) -> Iterator[tuple[str, ...]]:
    said = records.KINDS[kind]
    always = frozenset.intersection(*(stand.given for stand in kinds.at(kind)))
    sometimes = frozenset.union(*(stand.given for stand in kinds.at(kind)))
    nested = {f"{key}_{inner}": f"{key}: {inner}" for key, inners in grammar.NESTED.get(kind, {}).items() for inner in inners}
    for name, schema in kinds.properties(said).items():
        required = "yes" if said.model_fields[name].is_required() else "no"
        if name in always:
            required = "from its place"
        elif name in sometimes:
            required = f"{required}, or from its place"
        yield f"`{nested.get(name, name)}`", _in_words(schema), required, _meaning(schema)


def _in_words(schema: Schema) -> str:
    """Return a field's type as the page of fields tells it."""
    kind = kinds.type_of(schema)
    refers = schema.get("refers")
    said = {
        "voice": f"handle of a [party](#party), or [word](vocabulary.md#{vocabulary.AFFILIATION.name})",
        "address": "web address",
        "date": "[date](../dates.md)",
    }.get(kind.name, kind.name)
    if kind.words is not None:
        said = f"word of [{kind.words.name}](vocabulary.md#{kind.words.name})"
    if refers:
        said = f"handle of {_a(refers)} [{_spaced(refers)}](#{refers})"
    said = f"one or several: {said}" if kind.several else said
    return f"{said}, {kind.limits}" if kind.limits else said


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _a(word: str) -> str:
    return "an" if word[0] in "aeio" else "a"


def _meaning(schema: Schema) -> str:
    default = schema.get("default")
    said = str(schema.get("description", ""))
    return said if default in (None, [], 0) else f"{said} Without it: `{default}`."


def _keys(kind: str) -> Iterator[str]:
    block = kinds.at(kind)[0].block
    lines = [f"`{key}:` holds [{into}](#{_part_anchor(into)})." for key, into in grammar.PARTS_OF.get(kind, {}).items()]
    lines += [f"`{one}:` may be written for `{several}:`." for one, several in grammar.RENAMED.get(kind, {}).items()]
    inside = grammar.IN_PROCESS if kind == "process" else block.blocks
    lines += [f"`{inner.key}:` holds [{_spaced(inner.kind)}](#{inner.kind}) records." for inner in inside]
    if kind == "process":
        lines.append(f"`declare:` holds {_listed([shared.key for shared in grammar.DECLARED])}, known to all processes.")
    if block.rest:
        lines.append(f"Any other key is the code of a {block.rest.names}: [{_spaced(block.rest.kind)}](#{block.rest.kind}).")
    if block.short:
        lines.append(f"`KEY: x` is short for `KEY: {{{block.short}: x}}`.")
    for line in lines:
        yield f"- {line}"
    if lines:
        yield ""


def _into(part: type[Said]) -> str:
    return next(into for into, kind in records.PARTS.items() if kind is part)


def _part_anchor(into: str) -> str:
    return f"part-{into}"


WRITTEN = {
    "citations": "`cite: x`, `cite: [x, y]` or `cite: {source: x, …}`.",
    "readings": (
        "`rivals:` or `earlier:`, each a mapping or a list of them, that holds fields of the record with their other values, "
        "`cite` and `why`."
    ),
    "answers": "`answers: {POSITION: RESULT}`, of an outcome.",
    "dates": "`dates: {KIND: DATE}` or `dates: {KIND: {date: …, said: …}}`, of an agreement.",
    "lineage": "`lineage: {OTHER: RELATION}`, of an agreement.",
    "waivers": "`waive:`, a list of mappings, of a process. A waiver silences a warning, never an error.",
    "comments": "`# …`, on lines above a key or behind what it holds.",
}
"""How each part is written."""


def _part(part: type[Said]) -> Iterator[str]:
    into = _into(part)
    yield from markdown.heading(_part_anchor(into), into)
    yield from ((part.__doc__ or "").strip(), "", f"Written {WRITTEN[into]}", "")
    hidden = kinds.INNER | ({"earlier", "said"} if part is records.Reading else set())
    required = {name: "yes" if field.is_required() else "no" for name, field in part.model_fields.items()}
    held = kinds.properties(part).items()
    rows = [(f"`{name}`", _in_words(schema), required[name], _meaning(schema)) for name, schema in held if name not in hidden]
    yield from markdown.table(("field", "type", "required", "meaning"), *rows)
