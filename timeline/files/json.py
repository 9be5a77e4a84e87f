"""JSON (RFC 8259) as a tree of values with their places: nothing is guessed, and what programs read differently is refused."""

import json
import math
import re
import unicodedata
from typing import NamedTuple, NoReturn

from timeline import text
from timeline.files.opening import Unreadable
from timeline.files.yaml import DEEPEST
from timeline.problems import Place, Problem

MOST_DIGITS = 19
"""Longer whole numbers are not the same in every program."""

_SPACE = re.compile(r"[ \t\r\n]*")
_PLAIN = re.compile(r'"([ !#-\[\]-~]*+)"')
"""A text of which nothing has to be made: printable ASCII without escapes."""
_MEMBER = re.compile(rf"[ \t\r\n]*{_PLAIN.pattern}[ \t\r\n]*:[ \t\r\n]*{_PLAIN.pattern}")
"""A key with a value, both such texts: most members are so, and are read at once."""
_TEXT = re.compile(r'"((?:[^"\\\x00-\x1f]++|\\.)*+)(.?)', re.DOTALL)
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})?')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?(?![0-9.a-zA-Z])")
_WORD = re.compile(r"[-+]?[A-Za-z]+")
_WORDS = {"true": True, "false": False, "null": None}


class Refused:
    """Stands for a value of which a problem has been told."""


class Value(NamedTuple):
    """A value with its place; of a mapping, each key has its own."""

    said: "str | int | float | bool | list[Value] | dict[str, Member] | Refused | None"
    place: Place


class Member(NamedTuple):
    """What stands under a key."""

    key: Place
    value: Value


class _Parser:
    """Reads one text of JSON; what is wrong gathers in `problems`, and what cannot be read further raises Unreadable."""

    def __init__(self, content: str, start: Place, problems: list[Problem]) -> None:
        self.content = content
        self.start = start
        self.in_cell = bool(start.cell)
        self.problems = problems
        self.at = 0

    def place(self, at: int | None = None) -> Place:
        """Return where a character stands; in the cell of a table, where the cell does."""
        start = self.start
        return start if self.in_cell else Place(start.file, start.line, start.column + (self.at if at is None else at))

    def wrong(self, message: str, place: Place) -> Refused:
        self.problems.append(Problem(message, place))
        return Refused()

    def stop(self, message: str, at: int | None = None) -> NoReturn:
        raise Unreadable(Problem(f"not JSON: {message}", self.place(at)))

    def found(self, sign: str) -> bool:
        """Go past a sign, if it is what comes next."""
        if not self.content.startswith(sign, self.at):
            self.space()
            if not self.content.startswith(sign, self.at):
                return False
        self.at += 1
        return True

    def space(self) -> None:
        if self.content[self.at : self.at + 1].isspace():
            blank = _SPACE.match(self.content, self.at)
            self.at = blank.end() if blank else self.at

    def whole(self) -> Value:
        """Return the one value that the text holds."""
        value = self.value(0)
        self.space()
        if self.at < len(self.content):
            self.stop("the line goes on behind its value")
        return value

    def value(self, depth: int) -> Value:
        if depth > DEEPEST:
            self.stop(f"nested deeper than {DEEPEST} levels")
        self.space()
        place, sign = self.place(), self.content[self.at : self.at + 1]
        if sign == '"':
            return Value(self.text(), place)
        if sign in {"{", "["}:
            self.at += 1
            return Value(self.members(depth) if sign == "{" else self.items(depth), place)
        return Value(self.number() if re.match("-?[0-9]", self.content[self.at : self.at + 2]) else self.word(), place)

    def members(self, depth: int) -> dict[str, Member]:
        held: dict[str, Member] = {}
        while not self.found("}"):
            if held and not self.found(","):
                self.stop("a comma or '}' is wanted here")
            plain = _MEMBER.match(self.content, self.at)
            if plain and plain[1] not in held:
                held[plain[1]] = Member(self.place(plain.start(1) - 1), Value(plain[2], self.place(plain.start(2) - 1)))
                self.at = plain.end()
                continue
            place, key = self.key()
            value = self.value(depth + 1)
            if key in held:
                self.wrong(f"'{key}' is given twice: programs keep one of the two", place)
            held[str(key) if isinstance(key, str) else f"\0{place.column}"] = Member(place, value)
        return held

    def key(self) -> tuple[Place, str | Refused]:
        self.space()
        place = self.place()
        if not self.content.startswith('"', self.at):
            self.stop("a key in quotation marks is wanted here")
        key = self.text()
        if not self.found(":"):
            self.stop("a colon is wanted here")
        return place, key

    def items(self, depth: int) -> list[Value]:
        held: list[Value] = []
        while not self.found("]"):
            if held and not self.found(","):
                self.stop("a comma or ']' is wanted here")
            held.append(self.value(depth + 1))
        return held

    def text(self) -> str | Refused:
        plain = _PLAIN.match(self.content, self.at)
        if plain:
            self.at = plain.end()
            return plain[1]
        place, began = self.place(), self.at
        token = _TEXT.match(self.content, self.at)
        if token is None or token[2] != '"':
            self.unclosed(began, token.end(1) if token else began)
        for escape in _ESCAPE.finditer(token[1]):
            if len(escape[0]) == 1:
                self.stop(f"no escape '{token[1][escape.start() : escape.start() + 2]}'", token.start(1) + escape.start())
        self.at = token.end()
        said = unicodedata.normalize("NFC", json.loads(token[0]))
        unwanted = text.unwanted(said)
        return self.wrong(f"holds {unwanted[1]}: take it out", place) if unwanted else said

    def unclosed(self, began: int, at: int) -> NoReturn:
        """Say why a text does not end."""
        if at < len(self.content) and self.content[at] < " ":
            self.stop(f"{text.named(self.content[at])} stands in a text: take it out, or write it as an escape", at)
        self.stop("the text that begins here is not closed", began)

    def number(self) -> int | float | Refused:
        token = _NUMBER.match(self.content, self.at)
        if token is None:
            self.stop("a number is wanted here, as in 12 or -0.5")
        place, self.at = self.place(), token.end()
        if token[1] or token[2]:
            number = float(token[0])
            return number if math.isfinite(number) else self.wrong(f"'{token[0]}' is larger than programs can hold", place)
        if len(token[0].lstrip("-")) > MOST_DIGITS:
            return self.wrong(f"a whole number of more than {MOST_DIGITS} digits is not the same in every program", place)
        return int(token[0])

    def word(self) -> bool | Refused | None:
        token = _WORD.match(self.content, self.at)
        place = self.place()
        if token is None:
            self.stop("a value is wanted here")
        self.at = token.end()
        if token[0].lstrip("+-") in {"NaN", "Infinity"}:
            return self.wrong(f"'{token[0]}' is no number: leave it out", place)
        if token[0] not in _WORDS:
            self.stop(f"'{token[0]}' is no value: put a text in quotation marks", token.start())
        return _WORDS[token[0]]


def parsed(content: str, start: Place, problems: list[Problem]) -> Value | None:
    """Return what a text of JSON says, the text beginning at a place; None where it cannot be read."""
    try:
        return _Parser(content, start, problems).whole()
    except Unreadable as stopped:
        problems.append(stopped.problem)
        return None
