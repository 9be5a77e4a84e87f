"""One record as a tree: its fields and parts in the order in which they read best, its comments in place."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from timeline import records, references, vocabulary
from timeline.dossier import Entry
from timeline.files import comments, grammar, standing
from timeline.files.standing import ANYTHING, Known
from timeline.files.yaml import Mapping, Node, Scalar, Sequence
from timeline.problems import Place
from timeline.records import Citation, Dated, Part, Record

NOWHERE = Place("", 0, 0)

BEFORE_THE_DATE = {
    "process": ("name", "conflict", "status", "parties", "issues"),
    "round": ("track", "parent", "number", "name", "kind", "formats", "status"),
    "position": ("round", "party", "issue", "stance", "priority", "speaker", "timing"),
    "outcome": ("round", "issue", "status"),
    "follow_up": ("status",),
    "agreement": ("round", "name", "stage", "form"),
    "signature": ("party", "status", "person", "capacity"),
    "statement": ("round", "speaker", "party"),
    "event": ("kind",),
    "source": ("kind", "publisher", "title", "author", "published", "accessed", "affiliation", "origin", "language"),
    "citation": ("source", "stance", "speaker", "fields", "quote"),
}
"""Fields that come before the date; all others come after it, as they stand in their class, and remarks at the end."""
THE_DATE = tuple(name for name in Dated.model_fields if name not in Record.model_fields)
AT_THE_END = ("note", "formerly")
FOLLOWING = {"id", "process", "record", "reading"}
"""Fields that follow from where something stands."""
BARE = {"date", "deadline", "published", "accessed", "level"}
"""Fields whose values need no quotes where they look like a figure or a day."""
ALWAYS = {"signature": {"status"}}
"""Fields that are written even where they say what nothing would say."""
KEYED = {"answers": ("position", "result"), "dates": ("kind", "date"), "lineage": ("other", "relation")}
"""Parts that are written under one of their fields, and the field that may stand there alone."""


@cache
def order(said: type[records.Said], kind: str) -> tuple[str, ...]:
    """Return the fields of a record or part in the order in which they are written."""
    first = (*BEFORE_THE_DATE.get(kind, ()), *THE_DATE)
    in_order = dict.fromkeys((*first, *(name for name in said.model_fields if name not in AT_THE_END), *AT_THE_END))
    return tuple(name for name in in_order if name in said.model_fields and name not in FOLLOWING)


def tree(entry: Entry, known: Known = ANYTHING) -> Mapping:
    """Return a record as the reader takes it where it stands, without the records that stand in it.

    Names are as short as they are found again among the records that are known; if none are given, as is safe among any.
    Comments that have no key in the tree to stand above, such as those on the record itself, are with the mapping.
    """
    draft = _Draft(entry, known)
    return draft.commented(Mapping([*draft.fields(), *draft.parts()], NOWHERE))


class _Draft:
    """One record as it is being written."""

    def __init__(self, entry: Entry, known: Known) -> None:
        self.entry = entry
        self.known = known
        self.comments = comments.of(entry)
        self.paths = {comment.at.removesuffix(comments.APART) for comment in self.comments}

    def within(self, at: str) -> bool:
        """Tell whether there are comments inside what stands at a path."""
        return any(path.startswith(f"{at}.") for path in self.paths)

    def fields(self) -> Iterator[tuple[Scalar, Node]]:
        """Yield the fields that do not follow from where the record stands."""
        record = self.entry.record
        follows = standing.follow(self.entry)
        always = ALWAYS.get(self.entry.kind, set()) | self.paths
        values = {
            name: getattr(record, name)
            for name in order(type(record), self.entry.kind)
            if name not in follows and (getattr(record, name) != type(record).model_fields[name].default or name in always)
        }
        yield from self.pairs({name: value for name, value in values.items() if value not in (None, ())}, "")

    def pairs(self, values: dict[str, Any], path: str) -> Iterator[tuple[Scalar, Node]]:
        """Yield fields of the record, or of another account of it, by the keys they are written under."""
        nested = {f"{key}_{name}": (key, name) for key, names in grammar.NESTED.get(self.entry.kind, {}).items() for name in names}
        refers = references.looked_up(self.entry.record)
        together: dict[str, Mapping] = {}
        for name, value in values.items():
            if name not in nested:
                yield self.pair(name, value, refers, f"{path}{name}")
                continue
            key, inner = nested[name]
            if key not in together:
                together[key] = Mapping([], NOWHERE)
                yield _key(key), together[key]
            together[key].pairs.append((_key(inner), self.value(name, value, refers, f"{path}{key}.{inner}")))

    def pair(self, name: str, value: Any, refers: dict[str, str], at: str) -> tuple[Scalar, Node]:
        """Return a field's key and value; several values of which there is one stand under the singular."""
        node = self.value(name, value, refers, at)
        return _key(_singular(self.entry.kind, name) if isinstance(node, Scalar) else name), node

    def value(self, name: str, value: Any, refers: dict[str, str], at: str) -> Node:
        """Return a field's value."""
        if not isinstance(value, list | tuple):
            return self.scalar(name, value, refers)
        several: list[Node] = [self.scalar(name, one, refers) for one in value]
        alone = len(several) == 1 and not self.within(at) and (not name.endswith("s") or _singular(self.entry.kind, name) != name)
        return several[0] if alone else Sequence(several, NOWHERE)

    def scalar(self, name: str, value: Any, refers: dict[str, str]) -> Scalar:
        """Return one text, figure or name."""
        if isinstance(value, int | float):
            return Scalar(repr(value), NOWHERE, plain=True)
        said = standing.shortest(value, refers[name], self.entry.id, self.known) if name in refers else value
        return Scalar(said, NOWHERE, plain=name in BARE)

    def parts(self) -> Iterator[tuple[Scalar, Node]]:
        """Yield what the record holds besides its fields: what kinds of parts it may have, then what it rests on, then other accounts."""
        own = grammar.PARTS_OF.get(self.entry.kind, {})
        for word, into in own.items():
            if into in KEYED and self.entry.parts.get(into):
                yield _key(word), self.keyed(word, into)
        cited = self.cited(0, "cite")
        if cited is not None:
            yield _key("cite"), cited
        for word in ("rivals", "earlier"):
            accounts: list[Node] = [*self.accounts(word)]
            if accounts:
                yield _key(word), Sequence(accounts, NOWHERE)
        for word, into in own.items():
            if into not in KEYED and self.entry.parts.get(into):
                yield _key(word), Sequence([self.part(part) for part in self.entry.parts[into]], NOWHERE)

    def part(self, part: Part, without: str = "", at: str = "") -> Mapping:
        """Return a part as a mapping of its fields, but for the one that it stands under."""
        refers = references.looked_up(part)
        pairs: list[tuple[Scalar, Node]] = []
        for name in order(type(part), type(part).__name__.lower()):
            value, default = getattr(part, name), type(part).model_fields[name].default
            if name in {without, "number"} or value in (None, ()) or (value == default and f"{at}.{name}" not in self.paths):
                continue
            said = _gathered(self.entry.kind, value) if name == "fields" else value
            pairs.append((_key(name), self.value(name, said, refers, f"{at}.{name}")))
        return Mapping(pairs, NOWHERE)

    def keyed(self, word: str, into: str) -> Node:
        """Return parts under one of their fields; in a list where that would say something else."""
        first, second = KEYED[into]
        several = [self.part(part, first, f"{word}.{number}") for number, part in enumerate(self.entry.parts[into], start=1)]
        named = [self.scalar(first, getattr(part, first), references.looked_up(part)) for part in self.entry.parts[into]]
        texts = {key.text for key in named}
        if len(texts) < len(named) or (into == "lineage" and texts & set(vocabulary.AGREEMENT_RELATION)):
            return Sequence(
                [Mapping([(_key(first), key), *part.pairs], NOWHERE) for key, part in zip(named, several, strict=True)], NOWHERE
            )
        short = [
            part.pairs[0][1] if [key.text for key, _ in part.pairs] == [second] and not self.within(f"{word}.{number}") else part
            for number, part in enumerate(several, start=1)
        ]
        return Mapping(list(zip(named, short, strict=True)), NOWHERE)

    def cited(self, reading: int, at: str) -> Node | None:
        """Return what the record, or another account of it, rests on."""
        several: list[Node] = [
            self.citation(citation, f"{at}.{number}")
            for number, citation in enumerate((found for found in self.entry.citations if found.reading == reading), start=1)
        ]
        if len(several) == 1 and f"{at}.1" not in self.paths:
            return several[0]
        return Sequence(several, NOWHERE) if several else None

    def citation(self, citation: Citation, at: str) -> Node:
        """Return what a source does with the record; the source alone where that is all."""
        part = self.part(citation, at=at)
        return part if len(part.pairs) > 1 or self.within(at) else part.pairs[0][1]

    def accounts(self, word: str) -> Iterator[Mapping]:
        """Yield other accounts of the record, each with what it rests on."""
        mine = [pair for pair in enumerate(self.entry.readings, start=1) if pair[1].earlier == (word == "earlier")]
        for number, (reading, account) in enumerate(mine, start=1):
            at = f"{word}.{number}."
            said = json.loads(account.said)
            names = sorted(said, key=order(type(self.entry.record), self.entry.kind).index)
            pairs = [*self.pairs({name: said[name] for name in names}, at)]
            cited = self.cited(reading, f"{at}cite")
            pairs += [(_key("cite"), cited)] if cited is not None else []
            pairs += [(_key("why"), Scalar(account.why, NOWHERE, plain=False))] if account.why else []
            yield Mapping(pairs, NOWHERE)

    def commented(self, node: Mapping) -> Mapping:
        """Return the tree with its comments in place; those on what is not in the tree are with the whole of it."""
        if not self.comments:
            return node
        blocks = grammar.IN_PROCESS if self.entry.kind == "process" else standing.BLOCKS[self.entry.kind].blocks
        outside = [comments.OWN, comments.AROUND, comments.END, *(block.key for block in blocks)]
        told = comments.held(self.comments, {*outside, *comments.paths(self.entry.kind, node)})
        elsewhere = (remark._replace(at=at) for at in outside for remark in told.get(at, ()))
        return comments.placed(self.entry.kind, node, told)._replace(remarks=tuple(elsewhere))


def _key(word: str) -> Scalar:
    return Scalar(word, NOWHERE, plain=True)


def _singular(kind: str, name: str) -> str:
    return next((one for one, several in grammar.RENAMED.get(kind, {}).items() if several == name), name)


def _gathered(kind: str, names: Iterable[str]) -> list[str]:
    """Return the names of fields with those that are written together under the one key that stands for all of them."""
    found = list(names)
    for key, inner in grammar.NESTED.get(kind, {}).items():
        whole = [f"{key}_{name}" for name in inner]
        start = found.index(whole[0]) if whole[0] in found else len(found)
        if found[start : start + len(whole)] == whole:
            found[start : start + len(whole)] = [key]
    return found
