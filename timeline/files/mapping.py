"""How the columns of a spreadsheet say what records say: a small YAML file of headers, constants and words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from timeline import dates, text, vocabulary
from timeline.files import yaml
from timeline.files.yaml import Mapping, Node, Scalar, Sequence
from timeline.problems import Place, Problem

FIGURES = {"day": r"(?P<day>[0-9]{1,2})", "month": r"(?P<month>[0-9]{1,2})", "year": r"(?P<year>[0-9]{4})"}


class Constant(NamedTuple):
    """What every row says in a field: its texts with their place, and the place of the field's name."""

    said: list[str]
    place: Place
    field: Place


class Words(NamedTuple):
    """What texts in the cells of a field mean, and the place of the field's name."""

    meaning: dict[str, str]
    field: Place


@dataclass(slots=True)
class Plan:
    """What a mapping tells: the kind of record, the field of each header, and how values are to be read.

    Without `columns`, the headers are fields.
    """

    kind: str = ""
    columns: dict[str, Scalar] = field(default_factory=dict)
    constants: dict[str, Constant] = field(default_factory=dict)
    values: dict[str, Words] = field(default_factory=dict)
    date_format: str = ""
    separator: str = ";"
    ignored: set[str] = field(default_factory=set)

    def date(self, written: str) -> str:
        """Return a date in EDTF where it is written in the mapping's form, and else as it is; raises DateError for no day."""
        pattern = "".join(FIGURES.get(piece, re.escape(piece)) for piece in re.split("(day|month|year)", self.date_format))
        found = re.fullmatch(pattern, written) if self.date_format else None
        if found is None:
            return written
        day = f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"
        try:
            return dates.parse(day).edtf
        except dates.DateError as error:
            raise dates.DateError(written, f"is no day, read as {self.date_format}", f"{day} {error.why}") from None


class _Planner:
    """Reads a mapping into a plan; what is wrong with it gathers in `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.plan = Plan()

    def wrong(self, message: str, place: Place) -> None:
        self.problems.append(Problem(message, place))

    def read(self, root: Mapping) -> Plan:
        for key, value in root.pairs:
            take = KEYS.get(key.text)
            if take:
                take(self, value)
            else:
                near = text.did_you_mean(key.text, KEYS)
                self.wrong(f"no key '{key.text}'{near or ': a mapping holds ' + text.listed(KEYS)}", key.place)
        return self.plan

    def kind(self, node: Node) -> None:
        said = self.one(node)
        kind = vocabulary.kind_named(said) if said else None
        self.plan.kind = kind or ""
        if said and not kind:
            self.wrong(f"no kind of record '{said}'{text.did_you_mean(said, vocabulary.KINDS)}", node.place)

    def columns(self, node: Node) -> None:
        for header, name in self.pairs(node, "{Date of meeting: date}"):
            if self.one(name) and isinstance(name, Scalar):
                self.plan.columns[header.text] = name

    def constants(self, node: Node) -> None:
        for name, said in self.pairs(node, "{process: oslo-channel-1993}"):
            self.plan.constants[name.text] = Constant(self.several(said), said.place, name.place)

    def values(self, node: Node) -> None:
        for name, words in self.pairs(node, "{status: {yes: held}}"):
            meaning = {word.text: self.meant(meant) for word, meant in self.pairs(words, "{yes: held}")}
            self.plan.values[name.text] = Words(meaning, name.place)

    def date_format(self, node: Node) -> None:
        said = self.one(node)
        if said and any(said.count(part) != 1 for part in FIGURES):
            self.wrong(f"'{said}' is no form of a date: write day, month and year once each, as in day/month/year", node.place)
        else:
            self.plan.date_format = said

    def separator(self, node: Node) -> None:
        said = node.text if isinstance(node, Scalar) else ""
        if said and not any(character.isalnum() or character == "\\" for character in said):
            self.plan.separator = said.strip() or said
        else:
            self.wrong("give the sign that stands between the values in a cell, as in ','", node.place)

    def ignored(self, node: Node) -> None:
        self.plan.ignored.update(self.several(node))

    def pairs(self, node: Node, example: str) -> list[tuple[Scalar, Node]]:
        if isinstance(node, Mapping):
            return node.pairs
        self.wrong(f"a mapping is wanted here, as in '{example}'", node.place)
        return []

    def meant(self, node: Node) -> str:
        """Return what a word means; it may mean nothing."""
        return "" if isinstance(node, Scalar) and node.empty else self.one(node)

    def one(self, node: Node) -> str:
        if isinstance(node, Scalar) and not node.empty:
            return node.text
        self.wrong("one text is wanted here", node.place)
        return ""

    def several(self, node: Node) -> list[str]:
        found = [self.one(item) for item in (node.items if isinstance(node, Sequence) else [node])]
        return [said for said in found if said]


KEYS: dict[str, Callable[[_Planner, Node], None]] = {
    "kind": _Planner.kind,
    "columns": _Planner.columns,
    "constants": _Planner.constants,
    "values": _Planner.values,
    "date_format": _Planner.date_format,
    "list_separator": _Planner.separator,
    "ignore": _Planner.ignored,
}
"""What a mapping holds, each with what takes it."""


def read(path: Path, shown: str) -> tuple[Plan, list[Problem]]:
    """Return what a mapping tells, and everything that is wrong with it."""
    root, problems = yaml.read(path, shown)
    if isinstance(root, Mapping):
        return _Planner(problems).read(root), problems
    return Plan(), problems or [Problem(f"a mapping holds {text.listed(KEYS)}", Place(shown, 1, 1))]
