"""Records as data files: the same text for the same records, whatever the order in which they came."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from timeline import references
from timeline.dossier import Dossier, Entry
from timeline.files import comments, grammar, ordering, setting, standing
from timeline.files.drafting import NOWHERE, tree
from timeline.files.grammar import Block
from timeline.files.setting import STEP, text
from timeline.files.standing import Known
from timeline.files.yaml import Mapping, Node, Remark, Scalar
from timeline.problems import TimelineError
from timeline.records import Part, Process, Record

__all__ = ["Known", "files", "one", "reach", "text", "tree"]

LONG = {"rounds", "agreements", "declare"}
"""What stands at the top of a file with blank lines between its records."""


def files(dossier: Dossier) -> dict[str, str]:
    """Return the data files of all records by their path in a folder: one for each process, one for each kind that all share.

    Raises TimelineError for a record that can stand in no file.
    """
    book = _Book(dossier)
    found = {f"{block.key}.yaml": book.shared(block) for block in grammar.DECLARED if ("", block) in book.inside}
    processes = sorted((entry for entry, _ in dossier.of(Process)), key=lambda entry: entry.id)
    return {**found, **{f"processes/{entry.id}.yaml": book.process(entry) for entry in processes}}


def one(dossier: Dossier, process: str) -> str:
    """Return one process as a file that stands alone: what it needs of what all share is declared in it.

    Raises TimelineError for a record that can stand in no file.
    """
    within, _ = reach(dossier, process)
    return _Book(Dossier([entry for entry in dossier if entry.id in within])).process(dossier.entries[process], declaring=True)


def reach(dossier: Dossier, process: str) -> tuple[set[str], set[str]]:
    """Return the records of a process with what they need of what all share, and the other processes of which they name records."""
    within: set[str] = set()
    others: set[str] = set()
    coming = [entry.id for entry in dossier if _process(entry.id) == process]
    while coming:
        handle = coming.pop()
        entry = dossier.get(handle)
        if handle in within or entry is None:
            continue
        within.add(handle)
        named = set(_named(entry))
        others |= {_process(other) for other in named if "/" in other and _process(other) != process}
        coming += [other for other in named if "/" not in other]
    return within, others


def _process(handle: str) -> str:
    return handle.partition("/")[0]


def _named(entry: Entry) -> Iterator[str]:
    """Yield every record that an entry names."""
    several: list[Record | Part] = [entry.record, *(part for parts in entry.parts.values() for part in parts)]
    for said in several:
        yield from _in_fields(said.__dict__, references.looked_up(said))
    for account in entry.readings:
        yield from _in_fields(json.loads(account.said), references.looked_up(entry.record))


def _in_fields(values: dict[str, Any], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        value = values.get(name) or ()
        yield from (value,) if isinstance(value, str) else value


class _Book:
    """Records by the block that each stands in."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.known = Known.of(dossier)
        held: dict[tuple[str, Block], list[Entry]] = defaultdict(list)
        for entry in dossier:
            held[self.place(entry)].append(entry)
        self.inside = {place: sorted(entries, key=self.rank(place[1])) for place, entries in held.items()}

    def place(self, entry: Entry) -> tuple[str, Block]:
        """Return the record that another one stands in (none for what all processes share), and the block."""
        around = entry.id.rpartition("/")[0]
        for stand in standing.STANDS[entry.kind]:
            segment = f"/{stand.block.segment}" if stand.block.segment else ""
            holder = self.dossier.get(around.removesuffix(segment)) if around.endswith(segment) else None
            if bool(around) == bool(holder) and (holder.kind if holder else "") == stand.around:
                _refuse_misplaced(entry, stand.block, holder)
                return holder.id if holder else "", stand.block
        raise TimelineError(f"'{entry.id}' stands in no record that could hold it", "Rename or remove it: no data file can tell it.")

    def rank(self, block: Block) -> Callable[[Entry], tuple[Any, ...]]:
        """Return what the records of a block are ordered by."""
        parties = {entry.id: process.parties for entry, process in self.dossier.of(Process)}
        return lambda entry: ordering.rank(entry, block, parties.get(_process(entry.id), ()))

    def shared(self, block: Block) -> str:
        """Return the file of one kind of records that all processes share."""
        return _joined(self.block(block, "", 0, self.around(block)))

    def process(self, entry: Entry, *, declaring: bool = False) -> str:
        """Return the file of a process, with what all share declared in it or without."""
        fields, told = self.told(entry, grammar.IN_PROCESS)
        head = Mapping(
            [(Scalar("process", NOWHERE, plain=True, remarks=told(comments.OWN)), Scalar(entry.id, NOWHERE, plain=False))], NOWHERE
        )
        lines = [*setting.pairs(head, 0), *setting.pairs(fields, 0)]
        if declaring:
            lines += self.declared()
        for block in grammar.IN_PROCESS:
            written = self.block(block, entry.id, 0, told(block.key))
            lines += ["", *written] if written else []
        end = [*setting.above(told(comments.END), 0)]
        return _joined([*lines, *([""] if end else []), *end])

    def declared(self) -> Iterator[str]:
        """Yield the lines of what all processes share, within the file of one."""
        blocks = [lines for block in grammar.DECLARED if (lines := self.block(block, "", STEP, self.around(block)))]
        yield from ["", "declare:"] if blocks else []
        for number, lines in enumerate(blocks):
            yield from ["", *lines] if number else lines

    def around(self, block: Block) -> tuple[Remark, ...]:
        """Return what is said above a block of what all share: it is with the first record."""
        entries = self.inside.get(("", block))
        return self.told(entries[0], ())[1](comments.AROUND) if entries else ()

    def block(self, block: Block, holder: str, indent: int, remarks: tuple[Remark, ...]) -> list[str]:
        """Return the lines of a block; nothing where it holds no record."""
        entries = self.inside.get((holder, block), [])
        if not entries:
            return []
        key = Scalar(block.key, NOWHERE, plain=True, remarks=remarks)
        records = [self.record(block, entry, indent + STEP, first=not number) for number, entry in enumerate(entries)]
        return [*_head(key, indent), *_spaced(records, roomy=indent == 0 and block.key in LONG)]

    def record(self, block: Block, entry: Entry, indent: int, *, first: bool) -> list[str]:
        """Return the lines of a record with all that stands in it."""
        fields, told = self.told(entry, block.blocks)
        outside = () if first else (remark._replace(outside=True) for remark in told(comments.AROUND))
        key = Scalar(entry.id.rpartition("/")[2], NOWHERE, plain=False, remarks=(*outside, *told(comments.OWN)))
        lines = [*self.inner(block.rest, entry, indent)] if block.rest else []
        for inner in block.blocks:
            lines += self.block(inner, entry.id, indent + STEP, told(inner.key))
        if not lines:
            return setting.pair(key, _short(block, fields), indent)
        return [*_head(key, indent), *setting.pairs(fields, indent + STEP), *lines]

    def inner(self, block: Block, entry: Entry, indent: int) -> Iterator[str]:
        """Yield the lines of records that stand in another one without a key of their own around them."""
        entries = self.inside.get((entry.id, block), [])
        yield from _spaced([self.record(block, inner, indent + STEP, first=not number) for number, inner in enumerate(entries)])

    def told(self, entry: Entry, blocks: tuple[Block, ...]) -> tuple[Mapping, Callable[[str], tuple[Remark, ...]]]:
        """Return a record as a tree, and what is said of it elsewhere; what is said of a block that is gone is said of the record."""
        node = tree(entry, self.known)
        there = {comments.AROUND, comments.END, *(block.key for block in blocks if self.inside.get((entry.id, block)))}
        told: dict[str, list[Remark]] = defaultdict(list)
        for remark in node.remarks:
            told[remark.at if remark.at in there else comments.OWN].append(remark)
        return node, lambda at: tuple(told.get(at, ()))


def _refuse_misplaced(entry: Entry, block: Block, holder: Entry | None) -> None:
    """Raise where a record says that it belongs elsewhere than where its handle puts it."""
    given = {block.names: entry.id.rpartition("/")[2], block.gives: holder.id if holder else ""}
    if holder and references.looked_up(entry.record).get(block.gives) != holder.kind:
        given.pop(block.gives)
    for name, value in given.items():
        said = getattr(entry.record, name) if name else value
        if said != value:
            raise TimelineError(f"'{entry.id}' names '{said}' as its {name}, and stands under '{value}'", "Rename or remove it.")


def _short(block: Block, fields: Mapping) -> Node:
    """Return a record in one word where that says all of it."""
    if len(fields.pairs) != 1 or not block.short or fields.pairs[0][0].remarks:
        return fields
    key, value = fields.pairs[0]
    return value if grammar.RENAMED.get(block.kind, {}).get(key.text, key.text) == block.short else fields


def _head(key: Scalar, indent: int) -> Iterator[str]:
    yield from setting.above(key.remarks, indent)
    yield f"{' ' * indent}{setting.line_of(key)}:{setting.beside(key.remarks)}"


def _spaced(several: list[list[str]], *, roomy: bool = False) -> Iterator[str]:
    """Yield the lines of records; one that is commented on stands by itself, as does a long one in a roomy block."""
    before: list[str] = []
    for lines in several:
        apart = _commented(before, closely=True) or _commented(lines) or (roomy and max(len(before), len(lines)) > 1)
        if before and apart:
            yield ""
        yield from lines
        before = lines


def _commented(lines: list[str], *, closely: bool = False) -> bool:
    """Tell whether a record's lines begin with a comment, and with none that a blank line sets apart from it."""
    said = [line for line in lines if line.lstrip().startswith("#") or not line]
    return lines[:1] == said[:1] != [] and not (closely and "" in lines[: len(said)])


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
