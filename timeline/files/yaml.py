"""YAML as a tree of texts with their places: nothing is guessed, and nothing that YAML rewrites gets through."""

import textwrap
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from timeline import text
from timeline.files import opening
from timeline.files.opening import Problems, Unreadable
from timeline.problems import Place, Problem

DEEPEST = 32
MOST_NODES = 5_000_000


class Remark(NamedTuple):
    """A comment: above the key or value of a list that it belongs to, or `beside` it on its line.

    It stands `apart` where a blank line is below it, and `outside` where it begins further left than what it is above.
    With the fields of a record on its own, `at` is the path of what is not among them, such as a block of records.
    """

    text: str
    beside: bool = False
    apart: bool = False
    outside: bool = False
    at: str = ""


class Scalar(NamedTuple):
    """A value as it is written; `plain` is true where it stands without quotes.

    Comments are with keys and with the values of lists; those at the end of a file are with its mapping.
    """

    text: str
    place: Place
    plain: bool
    remarks: tuple[Remark, ...] = ()

    @property
    def empty(self) -> bool:
        """Tell whether nothing is written where a value could be."""
        return self.plain and self.text == ""


class Sequence(NamedTuple):
    """A list of values."""

    items: list["Node"]
    place: Place
    remarks: tuple[Remark, ...] = ()


class Mapping(NamedTuple):
    """Keys with their values, in the order they are written."""

    pairs: list[tuple[Scalar, "Node"]]
    place: Place
    remarks: tuple[Remark, ...] = ()


Node = Scalar | Sequence | Mapping


def decoded(raw: bytes, file: str) -> str:
    """Return the text of a file, which is UTF-8 with or without a mark and holds no character that could act."""
    opening.refuse_others(raw, file)
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        byte = raw[error.start]
        raise Unreadable(Problem(opening.not_utf_8(byte), _place_after(before, file))) from None
    found = text.unwanted(content.replace("\r\n", "\n"))
    if found:
        before = content.replace("\r\n", "\n")[: found[0]]
        raise Unreadable(Problem(f"{found[1]} may not stand in a record: take it out", _place_after(before, file)))
    return content


def _place_after(before: str, file: str) -> Place:
    line = before.count("\n") + 1
    return Place(file, line, len(before) - (before.rfind("\n") + 1) + 1)


class _Slot(NamedTuple):
    """What a comment may belong to: a key of a mapping with its value, or a value of a list, by its number."""

    parent: Sequence | Mapping
    number: int


class _Open:
    """A mapping or list that is being read: the key whose value is to come, and what the whole belongs to."""

    def __init__(self, node: Sequence | Mapping, slot: _Slot | None, *, flow: bool) -> None:
        self.node = node
        self.slot = slot
        self.flow = flow
        self.key: Scalar | None = None
        self.keys: set[str] = set()

    def coming(self) -> _Slot:
        """Return what the next node belongs to."""
        return _Slot(self.node, len(self.node.items if isinstance(self.node, Sequence) else self.node.pairs))


class _Composer:
    """Builds the tree from YAML's events, so that depth, size and every unwanted feature are seen before they cost."""

    def __init__(self, content: str, file: str) -> None:
        self.file = file
        self.problems = Problems()
        self.stack: list[_Open] = []
        self.remarks = _Remarks(content)
        self.root: Node | None = None
        self.documents = 0
        self.nodes = 0

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file, 1, 1)

    def stop(self, message: str, event: yaml.Event) -> Unreadable:
        return Unreadable(Problem(message, self.place(event)))

    def take(self, event: yaml.Event) -> None:
        if self.remarks.next >= 0:
            self.remarks.before(event, self.stack)
        match event:
            case yaml.ScalarEvent() | yaml.CollectionStartEvent():
                self.take_node(event)
            case yaml.CollectionEndEvent():
                ended = self.stack.pop()
                if ended.flow:
                    self.remarks.ended(event, ended.slot, len(self.stack))
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise self.stop("a second document starts here: a file holds one, without '---' lines", event)
            case yaml.AliasEvent():
                raise self.stop(f"'*{event.anchor}' is an alias: write the value out, or quote it", event)

    def take_node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self.nodes += 1
        if event.anchor:
            raise self.stop(f"'&{event.anchor}' is an anchor: write the value out, or quote it", event)
        if event.tag and event.tag != "!":
            written = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self.stop(f"'{written}' is a tag: every value is read as text, so leave it out", event)
        if self.nodes > MOST_NODES:
            raise self.stop(f"more than {MOST_NODES:,} values in one file: split it", event)
        if len(self.stack) >= DEEPEST:
            raise self.stop(f"nested deeper than {DEEPEST} levels", event)
        place = self.place(event)
        if isinstance(event, yaml.ScalarEvent):
            value = event.value if event.value.isascii() else unicodedata.normalize("NFC", event.value)
            self.put(Scalar(value, place, not event.style), event)
            return
        node: Sequence | Mapping = Sequence([], place) if isinstance(event, yaml.SequenceStartEvent) else Mapping([], place)
        self.stack.append(_Open(node, self.put(node, event), flow=bool(event.flow_style)))

    def put(self, node: Node, event: yaml.NodeEvent) -> _Slot | None:
        """Put a node where it belongs, and return that where a comment may belong there too."""
        if not self.stack:
            self.root = node
            return None
        above = self.stack[-1]
        slot = above.coming() if self.remarks.left else None
        if isinstance(above.node, Sequence):
            self.remarks.above(slot, event)
            above.node.items.append(node)
        elif above.key is not None:
            above.node.pairs.append((above.key, node))
            above.key = None
            if isinstance(node, Scalar) or getattr(event, "flow_style", False):
                self.remarks.above(slot, event)
        elif isinstance(node, Scalar):
            self.remarks.above(slot, event)
            self.note_key(above, node)
            return slot
        else:
            raise self.stop("a list or mapping stands where a key should be", event)
        if isinstance(node, Scalar):
            self.remarks.ended(event, slot, len(self.stack))
        return slot

    def note_key(self, above: _Open, key: Scalar) -> None:
        if key.text == "<<" and key.plain:
            raise Unreadable(Problem("'<<' merges mappings: write the values out", key.place))
        if key.text in above.keys:
            self.problems.append(Problem(f"'{key.text}' is given twice: YAML would keep only the last", key.place))
        above.keys.add(key.text)
        above.key = key

    def commented(self) -> Node | None:
        """Return the tree with its comments where they belong."""
        for (parent, number), remark in self.remarks.found:
            if isinstance(parent, Sequence):
                item = parent.items[number]
                parent.items[number] = item._replace(remarks=(*item.remarks, remark))
            else:
                key, value = parent.pairs[number]
                parent.pairs[number] = (key._replace(remarks=(*key.remarks, remark)), value)
        if isinstance(self.root, Mapping):
            return self.root._replace(remarks=tuple(self.remarks.at_the_end()))
        return self.root


class _Comment(NamedTuple):
    """A comment on a line of its own: where it starts and ends in the text, its column, what it says, and whether it is in a list.

    It is `within` a value of a list where it stands behind the dash.
    """

    start: int
    end: int
    column: int
    text: str
    within: bool


class _Ended(NamedTuple):
    """The value that ended last: where in the text, in how many others it stands, and what it belongs to."""

    end: int
    depth: int
    slot: _Slot | None


class _Remarks:
    """Finds the comments between the values of a file: all that stands there and is neither a blank nor an indicator."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.next = content.find("#")
        self.waiting: list[_Comment] = []
        self.found: list[tuple[_Slot, Remark]] = []
        self.last = _Ended(-1, 0, None)
        self.edge = 0
        self.dashed = False

    @property
    def left(self) -> bool:
        """Tell whether there may be comments that have not found their place."""
        return self.next >= 0 or bool(self.waiting)

    def before(self, event: yaml.Event, stack: list[_Open]) -> None:
        """Take the comments that stand before something begins, and step over those signs within it that are none."""
        while 0 <= self.next < _start(event):
            self.take(self.next, stack)
        if self.next < 0:
            return
        self.edge = _end(event)
        self.dashed = isinstance(event, yaml.SequenceStartEvent) and not event.flow_style
        if isinstance(event, yaml.ScalarEvent) and event.style in {"|", ">"}:
            self.heading(event, stack)
        if isinstance(event, yaml.ScalarEvent) and 0 <= self.next < self.edge:
            self.next = self.content.find("#", self.edge)

    def take(self, start: int, stack: list[_Open]) -> None:
        """Take the comment that starts at a place of the text."""
        content = self.content
        newline = content.find("\n", start)
        end = len(content) if newline < 0 else newline
        self.next = content.find("#", end)
        line = content.rfind("\n", 0, start) + 1
        before, said = content[line:start], _said(content[start:end])
        slot = self.beside(line, before, stack) if before.strip() else None
        self.dashed = self.dashed or "-" in content[self.edge : start]
        self.edge = end
        if slot is None:
            self.waiting.append(_Comment(start, end, start - line, said, self.dashed))
        elif said.strip():
            self.found.append((slot, Remark(said.strip(), beside=True)))

    def heading(self, event: yaml.ScalarEvent, stack: list[_Open]) -> None:
        """Take the comment behind the sign that a folded text begins with."""
        end = self.content.find("\n", _start(event))
        if stack and _start(event) < self.next < end:
            said = _said(self.content[self.next : end]).strip()
            self.found += [(stack[-1].coming(), Remark(said, beside=True))] if said else []

    def beside(self, line: int, before: str, stack: list[_Open]) -> _Slot | None:
        """Return what a comment behind something on its line belongs to: what ends there, else what begins."""
        if not stack:
            return None
        around = stack[-1]
        if around.key is None and self.last.depth == len(stack) and self.last.end > line:
            return self.last.slot
        return around.coming() if around.key is not None or before.rstrip().endswith("-") else around.slot

    def ended(self, event: yaml.Event, slot: _Slot | None, depth: int) -> None:
        """Note that a value has ended."""
        if self.next >= 0:
            self.last = _Ended(_end(event), depth, slot)

    def above(self, slot: _Slot | None, event: yaml.NodeEvent) -> None:
        """Give the comments that wait to what begins here; those between the dash of a list and a mapping wait for its first key."""
        if not self.waiting or slot is None:
            return
        opens = isinstance(event, yaml.MappingStartEvent) and not event.flow_style
        mine = [comment for comment in self.waiting if not (opens and comment.within)]
        stays = self.waiting[len(mine) :]
        column = event.start_mark.column if event.start_mark and isinstance(slot.parent, Mapping) else 0
        self.found += [(slot, remark) for remark in self.grouped(mine, _start(event), column)]
        self.waiting = stays

    def grouped(self, several: list[_Comment], start: int, column: int) -> Iterator[Remark]:
        """Yield comments, those on lines one after another as one, as they stand above something in a column."""
        for lines in _adjacent(several, self.content, column):
            said = _dedented([comment.text for comment in lines])
            after = self.content[lines[-1].end : start]
            apart = "\n" in after and not after.split("\n")[1].strip()
            if said:
                yield Remark(said, apart=apart and after.count("\n") > 1, outside=lines[0].column < column)

    def at_the_end(self) -> Iterator[Remark]:
        """Yield the comments below which nothing stands."""
        for remark in self.grouped(self.waiting, len(self.content), 0):
            yield remark._replace(apart=False)


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _said(written: str) -> str:
    said = written[1:].rstrip()
    return said if said.isascii() else unicodedata.normalize("NFC", said)


def _adjacent(several: list[_Comment], content: str, column: int) -> Iterator[list[_Comment]]:
    """Yield comments in groups of lines that follow one another, either all further left than a column or none."""
    group: list[_Comment] = []
    for comment in several:
        follows = group and content[group[-1].end : comment.start].strip(" ") in {"\n", "\r\n"}
        if group and not (follows and (group[-1].column < column) == (comment.column < column)):
            yield group
            group = []
        group.append(comment)
    if group:
        yield group


def _dedented(lines: list[str]) -> str:
    """Return lines without the blanks that all of them begin with, and without empty ones around them."""
    return textwrap.dedent("\n".join(lines)).strip()


def compose(content: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a YAML text and what is wrong with it; without a tree, nothing further can be read."""
    composer = _Composer(content, file)
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
    return composer.commented(), composer.problems


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
        content = decoded(opening.content(path, shown), shown)
    except Unreadable as stopped:
        return None, [stopped.problem]
    return compose(content, shown)
