"""A data file into entries: every value typed by its field, every problem with its line and column."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from timeline import records, text, vocabulary
from timeline.dossier import Entry
from timeline.files import comments, grammar, mistakes, yaml
from timeline.files.grammar import Block
from timeline.files.opening import Unreadable
from timeline.files.yaml import Mapping, Node, Remark, Scalar, Sequence
from timeline.problems import Place, Problem
from timeline.records import Part, Record


class Scope(NamedTuple):
    """Where a block stands: the enclosing record, and the process of the file."""

    handle: str
    kind: str
    process: str


class Read(NamedTuple):
    """What a data file says, everything that is wrong with it, and the kinds of the records that are wrong, by handle."""

    entries: list[Entry]
    problems: list[Problem]
    broken: dict[str, str]


class Reader:
    """Reads one file's tree; what is wrong gathers in `problems`, what is right in `entries`."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        """Name the file as problems show it, and take the problems found so far."""
        self.file = file
        self.entries: list[Entry] = []
        self.problems = problems
        self.broken: dict[str, str] = {}

    def wrong(self, message: str, place: Place, record: str = "", field: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(message, place, record, field))

    def file_tree(self, root: Node | None) -> None:
        """Read the whole file."""
        if root is None or (isinstance(root, Scalar) and root.empty):
            return
        if not isinstance(root, Mapping):
            self.wrong("a data file is a mapping: 'process:', 'parties:', 'rounds:' and so on", root.place)
            return
        pairs = {key.text: (key, value) for key, value in root.pairs}
        if "process" not in pairs:
            self.shared(root, self.unknown_block)
            return
        blocks = {block.key: block for block in grammar.IN_PROCESS}
        scope = self.process(pairs, blocks, root.remarks)
        for key, value in root.pairs:
            if key.text in blocks:
                self.block(blocks[key.text], value, scope)
            elif key.text == "declare":
                self.declared(key, value)

    def shared(self, node: Mapping, unknown: Callable[[Scalar, dict[str, Block]], None]) -> None:
        """Read blocks of what all processes share; comments on a block are with its first record, as are those at the end."""
        blocks = {block.key: block for block in grammar.DECLARED}
        last = next((key.text for key, value in reversed(node.pairs) if key.text in blocks and _filled(value)), "")
        above: tuple[Remark, ...] = ()
        for key, value in node.pairs:
            above += key.remarks
            if key.text not in blocks:
                unknown(key, blocks)
            elif isinstance(value, Mapping) and _filled(value):
                said = (*above, *(node.remarks if key.text == last else ()))
                around = tuple(remark._replace(at=comments.AROUND, beside=False) for remark in said)
                self.block(blocks[key.text], _first_with(value, around), Scope("", "", ""))
                above = ()
            else:
                self.block(blocks[key.text], value, Scope("", "", ""))

    def unknown_block(self, key: Scalar, blocks: dict[str, Block]) -> None:
        """Say that there is no such block in a file without a process."""
        if key.text in {block.key for block in grammar.IN_PROCESS}:
            self.wrong(f"'{key.text}' belong to a process: begin the file with its handle, as in 'process: oslo-channel-1993'", key.place)
            return
        near = text.did_you_mean(key.text, [*blocks, "process"]) or f": a file without 'process' holds {text.listed(blocks)}"
        self.wrong(f"no block '{key.text}'{near}", key.place)

    def declared(self, key: Scalar, node: Node) -> None:
        """Read what a process file declares for all."""
        if not isinstance(node, Mapping):
            self.wrong(f"'declare' is a mapping that holds {text.listed(block.key for block in grammar.DECLARED)}", node.place)
            return
        self.shared(_first_with(node, key.remarks), self.undeclared_block)

    def undeclared_block(self, key: Scalar, blocks: dict[str, Block]) -> None:
        """Say that there is no such block to declare."""
        near = text.did_you_mean(key.text, blocks)
        self.wrong(f"no block '{key.text}'{near or ': declare holds ' + text.listed(blocks)}", key.place)

    def process(self, pairs: dict[str, tuple[Scalar, Node]], blocks: dict[str, Block], end: tuple[Remark, ...]) -> Scope:
        """Read the process that the file is about."""
        key, value = pairs["process"]
        if not isinstance(value, Scalar) or not value.text:
            self.wrong("give the handle of the process, as in 'process: oslo-channel-1993'", value.place, "", "process")
            return Scope("unnamed", "process", "unnamed")
        own = [pair for name, pair in pairs.items() if name not in {"process", "declare"} and name not in blocks]
        inside = [pair for name, pair in pairs.items() if name in blocks]
        ends = (remark._replace(at=comments.END) for remark in end)
        fields = Mapping(own, key.place, (*key.remarks, *_on_blocks(inside), *ends))
        self.record(Block("process", "process"), value, fields, Scope("", "", ""), known=(*blocks, "declare"))
        return Scope(value.text, "process", value.text)

    def block(self, block: Block, node: Node, scope: Scope) -> None:
        """Read the records of a block."""
        if isinstance(node, Scalar) and node.empty:
            return
        if not isinstance(node, Mapping):
            self.wrong(f"'{block.key}' is a mapping from handles to records", node.place, scope.handle)
            return
        for key, value in node.pairs:
            self.record(block, key, value, scope)

    def record(self, block: Block, key: Scalar, node: Node, scope: Scope, known: tuple[str, ...] = ()) -> None:
        """Read one record with the blocks inside it."""
        handle = "/".join(part for part in (scope.handle, block.segment, key.text) if part)
        kind = records.KINDS[block.kind]
        name = f"{block.kind.replace('_', ' ')} {handle}"
        fields = self.opened(block, node, name)
        if "/" in key.text:
            self.wrong(f"'{key.text}' holds '/': write the last part of the handle, and the record where it stands", key.place, name)
        if fields is None or "/" in key.text:
            self.broken[handle] = block.kind
            return
        pairs = sorted(fields.pairs, key=lambda pair: grammar.LAST.index(pair[0].text) if pair[0].text in grammar.LAST else -1)
        draft = Draft(self, kind, name, handle)
        draft.given(key, self.from_scope(block, kind, key, scope))
        inner = Scope(handle, block.kind, scope.process or (handle if block.kind == "process" else ""))
        inside = {inside.key: inside for inside in block.blocks}
        for name_node, value in pairs:
            word = name_node.text
            if word in inside:
                continue
            if block.rest and not draft.knows(word):
                continue
            draft.take(name_node, value, [*inside, *known])
        others = [pair for pair in pairs if pair[0].text in inside or (block.rest and not draft.knows(pair[0].text))]
        draft.remark(self.remarks(key, node, [pair for pair in others if pair[0].text in inside], shared=not scope.process))
        draft.remark(comments.found(block.kind, fields, without={name.text for name, _ in others}))
        draft.finish()
        for name_node, value in pairs:
            if name_node.text in inside:
                self.block(inside[name_node.text], value, inner)
            elif block.rest and not draft.knows(name_node.text):
                self.record(block.rest, name_node, value, inner)

    def remarks(self, key: Scalar, node: Node, blocks: list[tuple[Scalar, Node]], *, shared: bool) -> Iterator[tuple[str, Remark]]:
        """Yield the comments on a record itself and on the blocks in it, each with its path."""
        for remark in (*key.remarks, *(node.remarks if isinstance(node, Mapping) else ()), *_on_blocks(blocks)):
            yield remark.at or (comments.AROUND if remark.outside and shared else comments.OWN), remark

    def opened(self, block: Block, node: Node, name: str) -> Mapping | None:
        """Return the fields of a record that may be written short, as one word or as nothing."""
        if isinstance(node, Mapping):
            return node
        if isinstance(node, Scalar) and node.empty:
            return Mapping([], node.place)
        if block.short and isinstance(node, Scalar | Sequence):
            return Mapping([(Scalar(block.short, node.place, plain=True), node)], node.place)
        self.wrong("a mapping of fields is wanted here, as in '{name: …}'", node.place, name)
        return None

    def from_scope(self, block: Block, kind: type[Record], key: Scalar, scope: Scope) -> dict[str, str]:
        """Return what a record takes from where it stands."""
        fields = kind.model_fields
        given = {block.names: key.text} if block.names else {}
        if block.gives and records.references(kind)[block.gives] == scope.kind:
            given[block.gives] = scope.handle
        if "process" in fields and scope.process:
            given["process"] = scope.process
        return given


class Draft:
    """One record as it is being read."""

    def __init__(self, reader: Reader, kind: type[Record], name: str, handle: str) -> None:
        self.reader = reader
        self.kind = kind
        self.name = name
        self.handle = handle
        self.values: dict[str, Any] = {"id": handle}
        self.parts: dict[str, list[Part]] = {}
        self.places: dict[str, Place] = {}
        self.remarks: list[tuple[str, Remark]] = []
        self.follows: set[str] = set()
        self.refused: set[str] = set()

    def knows(self, word: str) -> bool:
        """Tell whether a key is one of the record's own."""
        own = grammar.RENAMED.get(self.kind.KIND, {}).get(word, word)
        return own in self.kind.model_fields or word in {"cite", "rivals", "earlier"} or word in self.special()

    def special(self) -> list[str]:
        """Return the keys that hold parts or several fields together."""
        kind = self.kind.KIND
        return [*grammar.PARTS_OF.get(kind, ()), *grammar.NESTED.get(kind, ())]

    def given(self, key: Scalar, values: dict[str, str]) -> None:
        """Take what the record's place in the file says."""
        self.places[""] = key.place
        for field, value in values.items():
            self.values[field] = value
            self.places[field] = key.place
            self.follows.add(field)

    def wrong(self, message: str, place: Place, field: str = "") -> None:
        """Note a problem of this record."""
        self.reader.wrong(message, place, self.name, field)

    def take(self, key: Scalar, node: Node, others: list[str]) -> None:
        """Take one key with its value."""
        word = grammar.RENAMED.get(self.kind.KIND, {}).get(key.text, key.text)
        nested = grammar.NESTED.get(self.kind.KIND, {})
        if word == "cite":
            self.cite(node, 0)
        elif word in {"rivals", "earlier"}:
            self.accounts(node, earlier=word == "earlier")
        elif word in grammar.PARTS_OF.get(self.kind.KIND, ()):
            self.part(word, node)
        elif word in nested:
            self.nested(word, nested[word], node)
        elif word in self.follows or word in {"id", "process"}:
            self.wrong(f"'{key.text}' follows from where the record stands: leave it out", key.place)
        elif word in self.kind.model_fields:
            self.field(word, key, node)
        else:
            self.unknown(key, node, others)

    def unknown(self, key: Scalar, node: Node, others: list[str]) -> None:
        """Say that there is no such field, and what is near."""
        if " " in key.text and isinstance(node, Scalar) and node.empty:
            self.wrong(f"no field '{key.text}': inside braces, put quotes around a text that holds a comma", key.place)
            return
        known = [*self.own(), "cite", "rivals", "earlier", *self.special(), *others]
        near = text.did_you_mean(key.text, known)
        self.wrong(f"no field '{key.text}'{near or ': there are ' + text.listed(sorted(known))}", key.place)

    def own(self) -> list[str]:
        """Return the fields that a file may give."""
        nested = {f"{word}_{name}" for word, names in grammar.NESTED.get(self.kind.KIND, {}).items() for name in names}
        return [name for name in self.kind.model_fields if name not in {"id", "process", *self.follows, *nested}]

    def field(self, word: str, key: Scalar, node: Node, into: dict[str, Any] | None = None, prefix: str = "") -> None:
        """Take a field of the record, or of another account of it, whose places have a prefix."""
        values = self.values if into is None else into
        if word in values:
            if key.place not in {problem.place for problem in self.reader.problems}:
                self.wrong(f"'{key.text}' gives again what stands above under another name", key.place)
            return
        value = self.value(node, word)
        if value is None:
            self.refused.add(word)
            return
        values[word] = value
        self.locate(f"{prefix}{word}", node)

    def locate(self, name: str, node: Node) -> None:
        """Note where a value stands, and each text of a list."""
        self.places[name] = node.place
        for number, item in enumerate(node.items if isinstance(node, Sequence) else (), start=1):
            self.places[f"{name}.{number}"] = item.place

    def value(self, node: Node, field: str) -> str | list[str] | None:
        """Return a text, or a list of texts."""
        if isinstance(node, Scalar):
            return self.scalar(node, field)
        if isinstance(node, Mapping):
            self.wrong("a text is wanted here, or a list of texts", node.place, field)
            return None
        texts: list[str] = []
        for item in node.items:
            if not isinstance(item, Scalar):
                self.wrong("a text is wanted here", item.place, field)
                return None
            found = self.scalar(item, field)
            if found is None:
                return None
            texts.append(found)
        return texts

    def scalar(self, node: Scalar, field: str) -> str | None:
        """Return a text that says something, and holds nothing that no record may hold."""
        unwanted = text.unwanted(node.text)
        if unwanted:
            self.wrong(f"holds {unwanted[1]}: take it out", node.place, field)
        elif node.empty:
            self.wrong("has no value: give one, or leave the line out", node.place, field)
        else:
            return node.text
        return None

    def nested(self, word: str, names: tuple[str, ...], node: Node, into: dict[str, Any] | None = None, prefix: str = "") -> None:
        """Take fields that are written together under one key."""
        if not isinstance(node, Mapping):
            self.wrong(f"a mapping is wanted here, with {text.listed(names, 'or')}", node.place, word)
            return
        for key, value in node.pairs:
            if key.text in names:
                self.field(f"{word}_{key.text}", key, value, into, prefix)
            else:
                near = text.did_you_mean(key.text, names)
                self.wrong(f"no field '{key.text}' in '{word}'{near}", key.place, word)

    def cite(self, node: Node, reading: int) -> None:
        """Take what a record or a reading rests on."""
        for item in node.items if isinstance(node, Sequence) else [node]:
            values, places = self.flat(item, short="source", field="cite", part=records.Citation)
            if values:
                self.cited_fields(values, places)
                self.make(records.Citation, "citations", {**values, "reading": reading}, item.place, places, "cite")

    def cited_fields(self, values: dict[str, Any], places: dict[str, Place]) -> None:
        """Take the fields that a citation speaks to by their own names, and say which there are not."""
        if "fields" not in values:
            return
        renamed = grammar.RENAMED.get(self.kind.KIND, {})
        nested = grammar.NESTED.get(self.kind.KIND, {})
        known = [*self.own(), *self.special(), *(f"{word}_{name}" for word, names in nested.items() for name in names)]
        taken: list[str] = []
        given = values["fields"]
        for number, name in enumerate([given] if isinstance(given, str) else given, start=1):
            if renamed.get(name, name) not in known:
                near = text.did_you_mean(name, known)
                self.wrong(f"no field '{name}'{near}", places.get(f"fields.{number}", places["fields"]), "cite: fields")
            taken += [f"{name}_{part}" for part in nested[name]] if name in nested else [renamed.get(name, name)]
        values["fields"] = taken

    def flat(self, node: Node, *, short: str, field: str, part: type[Part]) -> tuple[dict[str, Any], dict[str, Place]]:
        """Return a mapping of texts, which may be written as one word; nothing where a value is wrong."""
        if isinstance(node, Scalar) and not node.empty:
            return {short: node.text}, {short: node.place}
        if not isinstance(node, Mapping):
            self.wrong(f"names no {short}: give one, or a mapping with '{short}'", node.place, field)
            return {}, {}
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        wrong = len(self.reader.problems)
        for key, value in node.pairs:
            if key.text in mistakes.OURS or key.text not in part.model_fields:
                near = text.did_you_mean(key.text, set(part.model_fields) - mistakes.OURS)
                self.wrong(f"no field '{key.text}'{near}", key.place, field)
                continue
            taken = self.value(value, f"{field}: {key.text}")
            if taken is not None:
                values[key.text] = taken
                places[key.text] = value.place
                for number, item in enumerate(value.items if isinstance(value, Sequence) else (), start=1):
                    places[f"{key.text}.{number}"] = item.place
        return ({}, {}) if len(self.reader.problems) > wrong else (values, places)

    def make(self, part: type[Part], into: str, values: dict[str, Any], place: Place, places: dict[str, Place], field: str) -> None:
        """Make a part of the record and check it."""
        found = self.parts.setdefault(into, [])
        try:
            made = records.made(part, {**values, "record": self.handle, "number": len(found) + 1})
        except ValidationError as error:
            for name, at, message in mistakes.told(error, part):
                self.wrong(message, places.get(at) or places.get(name, place), f"{field}: {name}" if name else field)
        else:
            found.append(made)
            at = f"{into}.{len(found)}"
            self.places[at] = place
            for name, where in places.items():
                self.places[f"{at}.{name}"] = where

    def part(self, word: str, node: Node) -> None:
        """Take answers, dates by kind, lineage or waivers."""
        into = grammar.PARTS_OF[self.kind.KIND][word]
        kind = records.PARTS[into]
        if isinstance(node, Mapping) and into in {"answers", "dates", "lineage"}:
            first, second = {"answers": ("position", "result"), "dates": ("kind", "date"), "lineage": ("other", "relation")}[into]
            for key, value in node.pairs:
                values, places = self.flat(value, short=second, field=word, part=kind)
                if not values:
                    continue
                if into == "lineage" and key.text in vocabulary.AGREEMENT_RELATION:
                    values = {"relation": key.text, "other": values.get("relation", "")}
                else:
                    values[first] = key.text
                self.make(kind, into, values, value.place, {first: key.place, **places}, word)
            return
        wanted = {
            "answers": "a mapping from positions to what came of them is wanted here, as in '{ua-corridor: met}'",
            "dates": "a mapping from what happened to its date is wanted here, as in '{signed: 2022-03-29}'",
            "lineage": "a mapping from documents to the relation is wanted here, as in '{first-draft: amends}'",
            "waivers": "a list of mappings is wanted here, as in '[{rule: …, subject: …, reason: …}]'",
        }[into]
        for item in node.items if isinstance(node, Sequence) else [node]:
            if not isinstance(item, Mapping):
                self.wrong(wanted, item.place, word)
                continue
            values, places = self.flat(item, short="rule", field=word, part=kind)
            if values:
                self.make(kind, into, values, item.place, places, word)

    def accounts(self, node: Node, *, earlier: bool) -> None:
        """Take other accounts of the record's fields, each with what it rests on."""
        word = "earlier" if earlier else "rivals"
        for item in node.items if isinstance(node, Sequence) else [node]:
            if not isinstance(item, Mapping):
                self.wrong("an account is a mapping: fields with their other values, and 'cite'", item.place, word)
                continue
            self.account(item, word, earlier=earlier)

    def account(self, node: Mapping, word: str, *, earlier: bool) -> None:
        """Take one other account."""
        values: dict[str, Any] = {}
        why: str | None = None
        cited: Node | None = None
        wrong = len(self.reader.problems)
        prefix = f"readings.{len(self.parts.get('readings', ())) + 1}."
        for key, value in node.pairs:
            name = grammar.RENAMED.get(self.kind.KIND, {}).get(key.text, key.text)
            if name == "cite":
                cited = value
            elif name == "why":
                why = self.one(value, f"{word}: why")
            elif name in grammar.NESTED.get(self.kind.KIND, {}):
                self.nested(name, grammar.NESTED[self.kind.KIND][name], value, into=values, prefix=prefix)
            elif name in self.own():
                self.field(name, key, value, into=values, prefix=prefix)
            else:
                near = text.did_you_mean(key.text, [*self.own(), "cite", "why"])
                self.wrong(f"no field '{key.text}'{near}", key.place, word)
        checked = self.checked(values, prefix, word)
        if len(self.reader.problems) > wrong:
            return
        if not checked:
            self.wrong("the account says nothing: give a field with its other value", node.place, word)
            return
        said = json.dumps(checked, ensure_ascii=False, sort_keys=True)
        self.make(records.Reading, "readings", {"earlier": earlier, "why": why, "said": said}, node.place, {}, word)
        if cited is None:
            self.wrong("an account needs 'cite': who says so?", node.place, word)
        else:
            self.cite(cited, len(self.parts.get("readings", ())))

    def one(self, node: Node, field: str) -> str | None:
        """Return one text."""
        if isinstance(node, Scalar):
            return self.scalar(node, field)
        self.wrong("one text is wanted here", node.place, field)
        return None

    def checked(self, values: dict[str, Any], prefix: str, word: str) -> dict[str, Any]:
        """Return an account's values as the record's fields read them."""
        account = self.kind.model_construct()
        for name, value in values.items():
            try:
                self.kind.__pydantic_validator__.validate_assignment(account, name, value)
            except ValidationError as error:
                for _, at, message in mistakes.told(error, self.kind):
                    self.wrong(message, self.places.get(prefix + at) or self.places[prefix + name], f"{word}: {name}")
        return {name: getattr(account, name, None) for name in values}

    def remark(self, told: Iterable[tuple[str, Remark]]) -> None:
        """Take comments with their paths."""
        for at, remark in told:
            unwanted = text.unwanted(remark.text)
            if unwanted:
                self.wrong(f"a comment holds {unwanted[1]}: take it out", self.places[""])
            else:
                self.remarks.append((at, remark))

    def finish(self) -> None:
        """Check the record and hand it over."""
        try:
            record = records.made(self.kind, self.values)
        except ValidationError as error:
            self.reader.broken[self.handle] = self.kind.KIND
            for name, at, message in mistakes.told(error, self.kind):
                if name not in self.refused:
                    self.wrong(message, self.places.get(at) or self.places.get(name, self.places[""]), name)
            return
        if self.remarks:
            self.parts["comments"] = [*comments.kept(self.handle, self.remarks)]
        self.reader.entries.append(Entry(record, self.parts, self.places))


def lone(said: str, shown: str, before: Mapping) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a record that is written by itself, and what is wrong with it.

    Comments that stand by themselves above its first field are on the record, as `writer.text` puts them there. `before` is
    the tree that was written so: what is said of the record elsewhere in its file is taken from it.
    """
    root, problems = yaml.compose(said, shown)
    if not isinstance(root, Mapping):
        return root, problems
    own = {remark.text: remark for remark in before.remarks if not remark.at}
    fields = {remark.text for key, _ in before.pairs[:1] for remark in key.remarks}
    above = [remark for key, _ in root.pairs[:1] for remark in key.remarks if remark.apart and remark.text not in fields]
    pairs = [(key._replace(remarks=tuple(remark for remark in key.remarks if remark not in above)), value) for key, value in root.pairs[:1]]
    on_it = (own.get(remark.text, remark) for remark in (*above, *root.remarks))
    return Mapping([*pairs, *root.pairs[1:]], root.place, (*on_it, *(remark for remark in before.remarks if remark.at))), problems


def _filled(block: Node) -> bool:
    """Tell whether a block holds records."""
    return isinstance(block, Mapping) and bool(block.pairs)


def _first_with(node: Mapping, remarks: tuple[Remark, ...]) -> Mapping:
    """Return a mapping whose first key has these comments above its own."""
    if not node.pairs:
        return node
    (key, value), *others = node.pairs
    return node._replace(pairs=[(key._replace(remarks=(*remarks, *key.remarks)), value), *others])


def _on_blocks(blocks: Iterable[tuple[Scalar, Node]]) -> Iterator[Remark]:
    """Yield the comments on blocks of records, with their paths; those on an empty one are on the record that it stands in."""
    for key, value in blocks:
        yield from (remark._replace(at=key.text if _filled(value) else comments.OWN) for remark in key.remarks)


def read(path: Path, shown: str | None = None) -> Read:
    """Return what a data file says and everything that is wrong with it."""
    shown = shown or str(path)
    root, problems = yaml.read(path, shown)
    reader = Reader(shown, problems)
    try:
        if root is not None or not problems:
            reader.file_tree(root)
    except Unreadable as stopped:
        reader.problems.append(stopped.problem)
    if not reader.entries and not reader.problems:
        reader.wrong("the file says nothing", Place(shown, 1, 1))
    return Read(reader.entries, reader.problems, reader.broken)
