"""Small changes of a module, each of which a test should notice."""

import ast
import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

OTHERS: dict[type[ast.cmpop] | type[ast.operator] | type[ast.boolop], tuple[type[Any], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
}
"""What is put in an operator's place."""
TYPED = {"annotation", "returns"}
"""Where types stand, which change nothing."""
AROUND = 32
"""Characters that are shown on either side of a change."""
UNSEEN = {"__all__", "__slots__"}
"""Names of which nothing that a program does depends on the value."""


class Mutant(NamedTuple):
    """A module with one change: where it is, what it changes, and the whole text."""

    path: str
    line: int
    place: str
    change: str
    text: str


class Edit(NamedTuple):
    """A change that can be made in a tree."""

    line: int
    place: str
    make: Callable[[], None]


def sampled(package: Path, top: Path, number: int, seed: str) -> Iterator[Mutant]:
    """Yield so many mutants of a package's own modules, drawn by a seed, in the order in which they stand."""
    modules = {path: path.read_text(encoding="utf-8") for path in sorted(package.glob("*.py"))}
    sites = [(path, place) for path, text in modules.items() for place in range(len(edits(ast.parse(text))))]
    drawn = random.Random(seed).sample(range(len(sites)), min(number, len(sites)))  # noqa: S311  # a sample is no secret
    for path, place in (sites[each] for each in sorted(drawn)):
        yield mutant(modules[path], place, path.relative_to(top).as_posix())


def mutant(text: str, place: int, path: str) -> Mutant:
    """Return a module with one of its edits made."""
    tree = ast.parse(text)
    before = ast.unparse(tree)
    edit = edits(tree)[place]
    edit.make()
    after = ast.unparse(tree)
    return Mutant(path, edit.line, f"{path}: {edit.place}", _difference(before, after), f"{after}\n")


def _difference(before: str, after: str) -> str:
    """Return what differs in the one line that does, as it was and as it is, with a little around it; ast writes each statement on one."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=False)
    old, new = next((one.strip(), other.strip()) for one, other in pairs if one != other)
    start, end = (max(_alike(*lines) - AROUND, 0) for lines in ((old, new), (old[::-1], new[::-1])))
    return f"{_part(old, start, end)} → {_part(new, start, end)}"


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _part(line: str, start: int, end: int) -> str:
    return f"{'…' if start else ''}{line[start : len(line) - end]}{'…' if end else ''}"


def edits(tree: ast.Module) -> list[Edit]:
    """Return every edit that can be made in a module."""
    return list(_edits(tree, ""))


def _edits(owner: ast.AST, place: str) -> Iterator[Edit]:
    for name, value in ast.iter_fields(owner):
        several = value if isinstance(value, list) else [value]
        for number, node in enumerate(several):
            if not isinstance(node, ast.AST) or name in TYPED or _of_no_effect(node):
                continue
            for new in _instead(node):
                yield Edit(getattr(node, "lineno", 0), place, _putting(owner, name, number if several is value else None, new))
            yield from _edits(node, _inside(node, place))


def _inside(node: ast.AST, place: str) -> str:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return f"{place}.{node.name}".lstrip(".")
    return place


def _putting(owner: ast.AST, name: str, number: int | None, new: ast.AST) -> Callable[[], None]:
    def put() -> None:
        if number is None:
            setattr(owner, name, new)
        else:
            getattr(owner, name)[number] = new

    return put


def _of_no_effect(node: ast.AST) -> bool:
    """Tell whether nothing inside a node can be noticed: docstrings, comments, names for type checkers, guards against ourselves."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]) if name in UNSEEN:
            return True
        case ast.Call(func=ast.Name(id="TypeVar" | "cast")):
            return True
        case ast.keyword(arg="strict" | "comment"):
            return True
    return False


def _instead(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may be put in a node's place."""
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BoolOp(op=op, values=values):
            yield from (ast.BoolOp(other(), values) for other in OTHERS[type(op)])
        case ast.BinOp(left, op, right):
            yield from (ast.BinOp(left, other(), right) for other in OTHERS.get(type(op), ()))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.Constant(value=value):
            yield from (ast.Constant(other) for other in _values(value))
        case ast.If() | ast.IfExp() | ast.While():
            yield from _negated(node)
        case ast.stmt():
            yield from _left_out(node)


def _left_out(node: ast.stmt) -> Iterator[ast.AST]:
    """Yield what a statement is without what it does."""
    match node:
        case ast.Return(value=ast.expr()) if not isinstance(node.value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.Raise() | ast.AugAssign() | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _compared(node: ast.Compare) -> Iterator[ast.AST]:
    for number, op in enumerate(node.ops):
        for other in OTHERS[type(op)]:
            yield ast.Compare(node.left, [*node.ops[:number], other(), *node.ops[number + 1 :]], node.comparators)


def _values(value: object) -> list[bool | int | str]:
    match value:
        case bool():
            return [not value]
        case int():
            return [value + 1, value - 1]
        case str():
            return ["" if value else "x"]
    return []


def _negated(node: ast.If | ast.IfExp | ast.While) -> Iterator[ast.AST]:
    """Yield a condition the other way round, where no operator in it is turned anyway."""
    test = node.test
    if isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        return
    turned = ast.UnaryOp(ast.Not(), test)
    if isinstance(node, ast.IfExp):
        yield ast.IfExp(turned, node.body, node.orelse)
    else:
        yield type(node)(turned, node.body, node.orelse)
