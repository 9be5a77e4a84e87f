"""Comments of a data file: which key of a record each one belongs to, and how a record keeps it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar, cast

from timeline.dossier import Entry
from timeline.files import grammar
from timeline.files.yaml import Mapping, Node, Remark, Scalar, Sequence
from timeline.records import Comment

OWN = ""
"""Where the comments on a record itself are."""
AROUND = ".."
"""Where those on the block of a record that all processes share are: they are with the first record in it."""
END = "end"
"""Where those at the end of a process's file are."""
APART = "/"
"""Ends the path of a comment with a blank line below it."""

KEYED = {"answers", "dates", "lineage"}
"""Keys that hold parts of a record by a key of their own."""
LISTED = {"cite", "rivals", "earlier", "waive"}
"""Keys that hold one part as a mapping, or several in a list."""

N = TypeVar("N", Scalar, Sequence, Mapping)
Visit = Callable[[str, Node], Node]
"""Takes the path of a key or of a value in a list, and that itself; returns what takes its place."""


def visited(kind: str, node: Mapping, visit: Visit, path: str = "", without: Iterable[str] = ()) -> Mapping:
    """Return the fields of a record, but for some, with every key and every value of a list visited.

    A path names fields as records do, and parts by their numbers, in whichever way they are written: `rivals.1.places`.
    """
    renamed, pairs = grammar.RENAMED.get(kind, {}), []
    for key, value in node.pairs:
        if key.text in without:
            continue
        name = renamed.get(key.text, key.text)
        at = f"{path}{name}"
        pairs.append((_key(visit(at, key), key), _within(kind, name, at, value, visit)))
    return node._replace(pairs=pairs)


def _key(visited: Node, key: Scalar) -> Scalar:
    return visited if isinstance(visited, Scalar) else key


def _within(kind: str, name: str, at: str, value: Node, visit: Visit) -> Node:
    if isinstance(value, Sequence):
        return value._replace(items=[_deeper(kind, f"{at}.{n}", visit(f"{at}.{n}", item), visit) for n, item in _numbered(value.items)])
    if not isinstance(value, Mapping):
        return value
    if name in KEYED:
        each = [(f"{at}.{n}", key, inner) for n, (key, inner) in _numbered(value.pairs)]
        return value._replace(pairs=[(_key(visit(one, key), key), _deeper(kind, one, inner, visit)) for one, key, inner in each])
    return _deeper(kind, f"{at}.1" if name in LISTED else at, value, visit)


def _deeper(kind: str, at: str, node: Node, visit: Visit) -> Node:
    return visited(kind, node, visit, f"{at}.") if isinstance(node, Mapping) else node


M = TypeVar("M")


def _numbered(several: list[M]) -> Iterator[tuple[int, M]]:
    return enumerate(several, start=1)


# From a file


def found(kind: str, node: Mapping, without: Iterable[str] = ()) -> list[tuple[str, Remark]]:
    """Return every comment within a record with its path; keys that hold records are left out."""
    told: list[tuple[str, Remark]] = []

    def visit(at: str, slot: Node) -> Node:
        told.extend((at, remark) for remark in slot.remarks)
        return slot

    visited(kind, node, visit, without=without)
    return told


def kept(record: str, told: Iterable[tuple[str, Remark]]) -> list[Comment]:
    """Return comments as a record keeps them: by their paths, one beside a value at most, and those above it a blank line apart."""
    several: dict[str, list[Remark]] = defaultdict(list)
    for at, remark in told:
        several[at].append(remark)
    return [
        Comment(record=record, number=number, at=f"{at}{APART if remark.apart else ''}", beside=remark.beside, text=remark.text)
        for number, (at, remark) in enumerate(((at, remark) for at in sorted(several) for remark in _settled(several[at])), start=1)
    ]


def _settled(several: list[Remark]) -> Iterator[Remark]:
    above = sorted((remark for remark in several if not remark.beside), key=lambda remark: not remark.apart)
    beside = " ".join(remark.text for remark in several if remark.beside)
    yield from (remark._replace(apart=remark.apart or number < len(above)) for number, remark in enumerate(above, start=1))
    yield from [Remark(beside, beside=True)] if beside else []


# Into a file


def paths(kind: str, node: Mapping) -> set[str]:
    """Return the paths of all that may have a comment within a record."""
    there: set[str] = set()

    def visit(at: str, slot: Node) -> Node:
        there.add(at)
        return slot

    visited(kind, node, visit)
    return there


def held(several: Iterable[Comment], there: set[str]) -> dict[str, list[Remark]]:
    """Return comments by their paths; one whose key is gone is with what was around it, in the end with the record."""
    told: dict[str, list[Remark]] = defaultdict(list)
    for comment in several:
        at = comment.at.removesuffix(APART)
        while at and at not in there:
            at = at.rpartition(".")[0]
        told[at].append(Remark(comment.text, beside=comment.beside, apart=comment.at.endswith(APART)))
    return {at: sorted(found, key=lambda remark: (remark.beside, not remark.apart)) for at, found in told.items()}


def placed(kind: str, node: Mapping, told: dict[str, list[Remark]]) -> Mapping:
    """Return the fields of a record with the comments at their paths."""
    return visited(kind, node, lambda at, slot: slot._replace(remarks=tuple(told[at])) if at in told else slot)


def of(entry: Entry) -> list[Comment]:
    """Return the comments that a record keeps."""
    return cast("list[Comment]", entry.parts.get("comments", []))
