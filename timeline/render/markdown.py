"""A report in Markdown: CommonMark with pipe tables, and nothing in it that a value could have meant as markup."""

import re
from collections.abc import Iterator

from timeline import text
from timeline.document import (
    Block,
    Cell,
    Document,
    Heading,
    Marks,
    Notice,
    Paragraph,
    Run,
    Sources,
    Span,
    Table,
    TimeAxis,
    blocks,
    citations,
)
from timeline.render import links, strip

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&$^])")
_AT_START = re.compile(r"([-+=#:])|(\d+)(?=[.)])")
_STRONG = re.compile(r"(?s)\w(?:.*\w)?")
_DEEPEST = 6


def render(document: Document, columns: int | None = None) -> Iterator[str]:  # noqa: ARG001 - Markdown has no width
    """Return a report block by block; no line is wrapped, since that is left to where it is read."""
    yield f"# {escaped(document.title)}\n"
    for block in blocks(document):
        written = _written(block)
        if written:
            yield f"\n{written}\n"


def escaped(value: str) -> str:
    """Return a value that reads the same in Markdown, at the start of a line, within it or in a cell."""
    return _guarded(_inline(value))


def _inline(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.shown(value))


def _guarded(line: str) -> str:
    """Return a line whose first characters begin no list, heading or rule."""
    return _AT_START.sub(r"\2\\\1", line.strip(), count=1) if _AT_START.match(line.strip()) else line.strip()


def _written(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Paragraph):
        return _line(block.text, block.marks)
    if isinstance(block, Heading):
        return f"{'#' * min(block.level + 1, _DEEPEST)} {_line(block.text, block.marks)}"
    if isinstance(block, Notice):
        return f"> {escaped(block.text)}"
    if isinstance(block, TimeAxis):
        return _strip(block)
    return _sources(block) if isinstance(block, Sources) else ""


def _strip(block: TimeAxis) -> str:
    drawn = strip.strip(block, None)
    return "\n".join(f"    {line}" for line in ("".join(piece.text for piece in drawn), strip.key(drawn)) if line)


def _line(run: Run, of: Marks) -> str:
    return f"{_guarded(_run(run))} {_marks(of)}".strip()


def _run(run: Run) -> str:
    if isinstance(run, str):
        return _inline(run)
    if not isinstance(run, Span):
        return "".join(_run(part) for part in run)
    strong = run.role == "strong" and _STRONG.fullmatch(run.text)
    return f"**{_inline(run.text)}**" if strong else _inline(run.text)


def _marks(of: Marks) -> str:
    return "".join(rf"\[[{number}]\]" for number in of.numbers)


def _table(block: Table) -> str:
    noted = any(row and isinstance(row[-1], Marks) for row in block.rows)
    heads = [*(_guarded(_inline(column.name)) for column in block.columns), *(["Sources"] if noted else [])]
    rules = [*("---:" if column.right else "---" for column in block.columns), *(["---"] if noted else [])]
    lines = [heads, rules, *(_cells(row, len(block.columns), noted=noted) for row in block.rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return table if block.heading is None else f"#### {_guarded(_run(block.heading))}\n\n{table}"


def _cells(row: tuple[Cell, ...], count: int, *, noted: bool) -> list[str]:
    of = row[-1] if row and isinstance(row[-1], Marks) else None
    cells = [_cell(cell) for cell in (row if of is None else row[:-1])]
    return cells + [""] * (count - len(cells)) + ([_marks(of or Marks())] if noted else [])


def _cell(cell: Cell) -> str:
    return _marks(cell) if isinstance(cell, Marks) else _guarded(_run(cell))


def _sources(block: Sources) -> str:
    """Return the list of sources, and where each mark leads: to the source, or to the list."""
    entries, targets = [], []
    for number, (source, cited) in enumerate(citations(block.entries), 1):
        address = links.safe(source.get("address") or "")
        written = f" <{address}>" if address else f" {_inline(source.get('address') or '')}"
        entries.append(f"{number}. {_guarded(_run(cited))}{written}".rstrip())
        targets.append(f"[{number}]: <{address or '#sources'}>")
    return "\n".join(["## Sources", "", *entries, "", *targets])
