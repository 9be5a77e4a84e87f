"""A tree as YAML text: short records on one line, long texts folded, and quotes where a text would be read as something else."""

import re
from collections.abc import Iterator

from timeline.files.yaml import Mapping, Node, Remark, Scalar, Sequence
from timeline.text import UNWANTED

WIDTH = 120
STEP = 2

_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`=")
_WORDS = {"yes", "no", "on", "off", "y", "n", "true", "false", "null", "none", "~", "nan", "<<"}
_FIGURES = re.compile(r"[-+]?\.?\d[\d_.,:/TZ+-]*(e[-+]?\d+)?|0[xob][\da-f_]+|[-+]?\.(inf|nan)", re.IGNORECASE)
"""What programs that guess a value's type take for a number or a date."""
_FOLDS = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
_UNSEEN = rf"\x00-\x1f\ud800-\udfff\ufeff{UNWANTED}"
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_ESCAPED = re.compile(rf'[{_UNSEEN}"\\]')
_NAMED = {"\n": r"\n", "\t": r"\t", '"': r"\"", "\\": r"\\"}


def text(node: Node) -> str:
    """Return a tree as YAML, in block style at its top, under the comments on the whole of it."""
    own = [remark._replace(beside=False, apart=True) for remark in node.remarks if not remark.at]
    if isinstance(node, Mapping) and node.pairs:
        lines = [*pairs(node, 0)]
    elif isinstance(node, Sequence) and node.items:
        lines = [*_items(node, 0)]
    else:
        lines = [f"{_flow(node)}"]
    return "".join(f"{line}\n" for line in [*above(tuple(own), 0), *lines])


def pairs(node: Mapping, indent: int) -> Iterator[str]:
    """Yield the lines of keys with their values; one that stands apart has a blank line above it."""
    for number, (key, value) in enumerate(node.pairs):
        if number and any(remark.apart for remark in key.remarks):
            yield ""
        yield from pair(key, value, indent)


def pair(key: Scalar, value: Node, indent: int) -> list[str]:
    """Return the lines of a key with its value and the comments of both."""
    head = f"{' ' * indent}{line_of(key)}:"
    return [*above(key.remarks, indent), *_valued(head, value, beside(key.remarks), indent)]


def above(remarks: tuple[Remark, ...], indent: int) -> Iterator[str]:
    """Yield the lines of the comments above a key: one after another, with blank lines between."""
    written = [remark for remark in remarks if not remark.beside]
    for number, remark in enumerate(written):
        column = max(0, indent - STEP) if remark.outside else indent
        yield from (f"{' ' * column}{line}" for line in _marked(remark.text.split("\n")))
        after = written[number + 1 : number + 2]
        if remark.apart or (after and after[0].outside == remark.outside):
            yield ""


def beside(remarks: tuple[Remark, ...]) -> str:
    """Return the comment behind a value, ready to follow it."""
    said = " ".join(line for remark in remarks if remark.beside for line in remark.text.split("\n"))
    return f"  {_marked([said])[0]}" if said else ""


def _marked(lines: list[str]) -> list[str]:
    """Return the lines of a comment behind their marks, and behind a blank unless all go on with another mark."""
    mark = "#" if all(line.startswith("#") for line in lines) else "# "
    return [f"{mark}{line}".rstrip() for line in lines]


def _valued(head: str, value: Node, remark: str, indent: int) -> Iterator[str]:
    """Yield the lines of a value behind its key: on the key's line where it fits, else below."""
    if isinstance(value, Scalar):
        yield from _texted(head, value, remark, indent)
        return
    flow = _flow(value)
    if flow is not None and len(f"{head} {flow}") <= WIDTH:
        yield f"{head} {flow}{remark}"
        return
    yield f"{head}{remark}"
    if isinstance(value, Mapping):
        yield from pairs(value, indent + STEP)
    elif flow is None:
        yield from _items(value, indent + STEP)
    else:
        yield from _filled(value, indent + STEP)


def _items(node: Sequence, indent: int) -> Iterator[str]:
    for item in node.items:
        yield from above(item.remarks, indent)
        yield from _item(item, indent)


def _item(item: Node, indent: int) -> Iterator[str]:
    """Yield the lines of one value of a list; the keys of a mapping stand beside the dash, unless a comment is between."""
    head, remark = f"{' ' * indent}-", beside(item.remarks)
    flow = _flow(item)
    parts = isinstance(item, Mapping) and (flow is None or len(f"{head} {flow}") > WIDTH)
    if not parts or not isinstance(item, Mapping):
        yield from _valued(head, item, remark, indent)
        return
    lines = list(pairs(item, indent + STEP))
    if remark or lines[0].lstrip().startswith("#"):
        yield f"{head}{remark}"
        yield from lines
    else:
        yield f"{head} {lines[0].lstrip()}"
        yield from lines[1:]


def _filled(node: Sequence, indent: int) -> Iterator[str]:
    """Yield the lines of a list of texts that one line does not hold."""
    line = " " * indent + "["
    for number, item in enumerate(node.items):
        word = f"{_flow(item)}{',' if number < len(node.items) - 1 else ']'}"
        if len(line.strip()) > 1 and len(f"{line} {word}") > WIDTH:
            yield line
            line = " " * (indent + 1) + word
        else:
            line += word if line.endswith("[") else f" {word}"
    yield line


def _flow(node: Node) -> str | None:
    """Return a value on one line; None where a comment, a text of several lines or a list of mappings stands in it."""
    if isinstance(node, Scalar):
        return None if "\n" in node.text else line_of(node, within=True)
    if isinstance(node, Sequence):
        words = [None if isinstance(item, Mapping) or item.remarks else _flow(item) for item in node.items]
        return None if None in words else f"[{', '.join(word for word in words if word is not None)}]"
    found = [None if key.remarks else _flow(value) for key, value in node.pairs]
    if None in found:
        return None
    return "{" + ", ".join(f"{line_of(key, within=True)}: {word}" for (key, _), word in zip(node.pairs, found, strict=True)) + "}"


# Texts


def _texted(head: str, value: Scalar, remark: str, indent: int) -> Iterator[str]:
    """Yield the lines of a text: as it is, as lines, folded, or in quotes, whichever of these gives it back first."""
    line = line_of(value)
    lines = _literal(value.text, indent + STEP)
    mark = "|-"
    if lines is None and len(f"{head} {line}") > WIDTH:
        lines, mark = _folded(value.text, indent + STEP), ">-"
    if lines is None:
        yield f"{head} {line}{remark}".rstrip() if not line else f"{head} {line}{remark}"
        return
    yield f"{head} {mark}{remark}"
    yield from lines


def line_of(node: Scalar, *, within: bool = False) -> str:
    """Return a text as one line: plain, or in quotes where YAML or a program that guesses would read something else.

    `within` braces or brackets a comma and a colon are no part of a plain text.
    """
    if node.empty or (_plain(node.text, within=within) and (node.plain or not _guessed(node.text))):
        return node.text
    return _quoted(node.text)


def _plain(value: str, *, within: bool) -> bool:
    if not value or value != value.strip() or value.startswith(_INDICATORS) or value.startswith("...") or ":" in value:
        return False
    return " #" not in value and not _HIDDEN.search(value) and not (within and re.search(r"[,\[\]{}?]", value))


def _guessed(value: str) -> bool:
    return value.lower() in _WORDS or _FIGURES.fullmatch(value) is not None


def _quoted(value: str) -> str:
    if re.search(r'["\\]', value) and "'" not in value and not _HIDDEN.search(value):
        return f"'{value}'"
    return '"' + _ESCAPED.sub(lambda found: _NAMED.get(found[0]) or _code(ord(found[0])), value) + '"'


def _code(code: int) -> str:
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _literal(value: str, indent: int) -> list[str] | None:
    """Return a text of several lines as it is; None where lines are too long, or would not come back."""
    lines = value.split("\n")
    if len(lines) == 1 or not _foldable(value) or max(map(len, lines)) > WIDTH - indent:
        return None
    return [f"{' ' * indent}{line}" if line else "" for line in lines]


def _folded(value: str, indent: int) -> list[str] | None:
    """Return a text in lines that read as one, broken at its blanks; None where it would not come back."""
    paragraphs = value.split("\n")
    if not _foldable(value) or not _FOLDS.search(value) or any(paragraph[:1].isspace() for paragraph in paragraphs):
        return None
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        lines += [""] * bool(number)
        lines += [f"{' ' * indent}{line}" for line in _wrapped(paragraph, WIDTH - indent)]
    return lines


def _foldable(value: str) -> bool:
    """Tell whether a text has no blanks at the ends of its lines, and nothing that only an escape can write."""
    unseen = re.search(r"^\s|\s$|[ \t]\n", value)
    return unseen is None and not _HIDDEN.search(value.replace("\n", "").replace("\t", ""))


def _wrapped(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for word in _FOLDS.split(paragraph) if paragraph else ():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line
