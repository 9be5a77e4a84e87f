"""YAML as a tree of texts with their places: nothing is guessed, and nothing that YAML rewrites gets through."""

import stat
import unicodedata
from pathlib import Path
from typing import NamedTuple

import yaml

from timeline import text
from timeline.problems import Place, Problem

DEEPEST = 32
MOST_NODES = 5_000_000


class Scalar(NamedTuple):
    """A value as it is written; `plain` is true where it stands without quotes."""

    text: str
    place: Place
    plain: bool

    @property
    def empty(self) -> bool:
        """Tell whether nothing is written where a value could be."""
        return self.plain and self.text == ""


class Sequence(NamedTuple):
    """A list of values."""

    items: list["Node"]
    place: Place


class Mapping(NamedTuple):
    """Keys with their values, in the order they are written."""

    pairs: list[tuple[Scalar, "Node"]]
    place: Place


Node = Scalar | Sequence | Mapping


class Unreadable(Exception):
    """The file cannot be read further than this problem."""

    def __init__(self, problem: Problem) -> None:
        """Carry the problem."""
        super().__init__(str(problem))
        self.problem = problem


def decoded(raw: bytes, file: str) -> str:
    """Return the text of a file, which is UTF-8 with or without a mark and holds no character that could act."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(raw) > 1 and (raw[0] == 0) != (raw[1] == 0)):
        raise Unreadable(Problem("the file is in UTF-16: save it as UTF-8", Place(file, 1, 1)))
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        byte = raw[error.start]
        raise Unreadable(Problem(f"byte 0x{byte:02x} is not UTF-8: save the file as UTF-8", _place_after(before, file))) from None
    found = text.unwanted(content.replace("\r\n", "\n"))
    if found:
        before = content.replace("\r\n", "\n")[: found[0]]
        raise Unreadable(Problem(f"{found[1]} may not stand in a record: take it out", _place_after(before, file)))
    return content


def _place_after(before: str, file: str) -> Place:
    line = before.count("\n") + 1
    return Place(file, line, len(before) - (before.rfind("\n") + 1) + 1)


class _Composer:
    """Builds the tree from YAML's events, so that depth, size and every unwanted feature are seen before they cost."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.stack: list[tuple[Sequence | Mapping, Scalar | None]] = []
        self.keys: list[set[str]] = []
        self.root: Node | None = None
        self.documents = 0
        self.nodes = 0

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file, 1, 1)

    def stop(self, message: str, event: yaml.Event) -> Unreadable:
        return Unreadable(Problem(message, self.place(event)))

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise self.stop("a second document starts here: a file holds one, without '---' lines", event)
            case yaml.AliasEvent():
                raise self.stop(f"'*{event.anchor}' is an alias: write the value out, or quote it", event)
            case yaml.NodeEvent():
                self.take_node(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.stack.pop()
                self.keys.pop()

    def take_node(self, event: yaml.NodeEvent) -> None:
        self.nodes += 1
        if event.anchor:
            raise self.stop(f"'&{event.anchor}' is an anchor: write the value out, or quote it", event)
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            written = tag.replace("tag:yaml.org,2002:", "!!")
            raise self.stop(f"'{written}' is a tag: every value is read as text, so leave it out", event)
        if self.nodes > MOST_NODES:
            raise self.stop(f"more than {MOST_NODES:,} values in one file: split it", event)
        if len(self.stack) >= DEEPEST:
            raise self.stop(f"nested deeper than {DEEPEST} levels", event)
        place = self.place(event)
        if isinstance(event, yaml.ScalarEvent):
            value = event.value if event.value.isascii() else unicodedata.normalize("NFC", event.value)
            self.put(Scalar(value, place, event.style is None or event.style == ""), event)
            return
        node: Sequence | Mapping = Sequence([], place) if isinstance(event, yaml.SequenceStartEvent) else Mapping([], place)
        self.put(node, event)
        self.stack.append((node, None))
        self.keys.append(set())

    def put(self, node: Node, event: yaml.Event) -> None:
        if not self.stack:
            self.root = node
            return
        parent, key = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is not None:
            parent.pairs.append((key, node))
            self.stack[-1] = (parent, None)
        elif isinstance(node, Scalar):
            self.note_key(node)
            self.stack[-1] = (parent, node)
        else:
            raise self.stop("a list or mapping stands where a key should be", event)

    def note_key(self, key: Scalar) -> None:
        if key.text == "<<" and key.plain:
            raise Unreadable(Problem("'<<' merges mappings: write the values out", key.place))
        if key.text in self.keys[-1]:
            self.problems.append(Problem(f"'{key.text}' is given twice: YAML would keep only the last", key.place))
        self.keys[-1].add(key.text)


def compose(content: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a YAML text and what is wrong with it; without a tree, nothing further can be read."""
    composer = _Composer(file)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(content, Loader=loader):
            composer.take(event)
    except Unreadable as stopped:
        return None, [*composer.problems, stopped.problem]
    except yaml.MarkedYAMLError as error:
        return None, [*composer.problems, _syntax(error, content, file)]
    except (yaml.YAMLError, RecursionError, UnicodeError) as error:
        return None, [*composer.problems, Problem(f"not YAML: {error}", Place(file, 1, 1))]
    return composer.root, composer.problems


def _syntax(error: yaml.MarkedYAMLError, content: str, file: str) -> Problem:
    place = _marked(error.problem_mark or error.context_mark, file)
    began = _marked(error.context_mark, file) if error.context_mark else place
    if "end of stream" in (error.problem or ""):
        return Problem(f"not YAML: {error.context}, which is not closed: the file ends at line {place.line}", began)
    since = f" (begun at line {began.line}, column {began.column})" if error.context and began.line != place.line else ""
    said = " ".join(part for part in (error.context, error.problem) if part)
    before = content.splitlines()[place.line - 1 : place.line]
    line = before[0] if before else ""
    return Problem(f"not YAML: {said}{since}{_remedy(said, line, place.column - 1)}", place)


def _marked(mark: yaml.Mark | None, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)


def _remedy(said: str, line: str, column: int) -> str:
    if "\t" in line[: column + 1] and not line[: column + 1].strip():
        return ": indent with spaces, not tabs"
    if "cannot start any token" in said:
        return f": put quotes around a text that begins with '{line[column : column + 1]}'"
    if "flow" in said:
        return ": close every bracket and brace, and inside them put quotes around a text that holds a comma, colon or brace"
    if "mapping values are not allowed" in said:
        return ": put quotes around a text that holds a colon, or a colon after the key on the line before"
    if "expected key" in said:
        return ": begin the lines of a block in one column, and put quotes around the whole of a text that begins with one"
    return ""


def read(path: Path, shown: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a YAML file and what is wrong with it."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None, [Problem("is not a file", Place(shown, 1, 1))]
        content = decoded(path.read_bytes(), shown)
    except Unreadable as stopped:
        return None, [stopped.problem]
    except OSError as error:
        return None, [Problem(f"cannot be read: {error.strerror}", Place(shown, 1, 1))]
    return compose(content, shown)
