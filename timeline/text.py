"""Text as people write it: what no record may hold, how a value is shown, measured, wrapped and found again."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

# One source for Python's `re`, Rust's `regex` (pydantic) and ECMAScript (JSON Schema in editors). All three read
# \uXXXX; no escape above U+FFFF is common to them, so those characters stand for themselves.
_PLANES = "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17))
UNWANTED = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\ufdd0-\ufdef\ufffe\uffff" + _PLANES + "\U000e0000-\U000e007f"
ALLOWED_PATTERN = f"^[^{UNWANTED}]*$"

# Patterns stay strings, and `re` compiles and keeps them when they are first needed: most runs meet plain text only.
REFUSED = f"[{UNWANTED}\ud800-\udfff]"
"""The same characters, and unpaired surrogates, which neither Rust nor a pattern in JSON can name."""

_ISOLATES = "[\u2066-\u2069]"
_CLOSING_ISOLATE = "\u2069"

# Python calls these printable although nothing is seen: fillers, and marks that only steer how their neighbours join.
_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_DECEPTIVE = f"[{_BLANK}{_SELECTORS}]"
_SELECTOR = f"[{_SELECTORS}]"
_JOINERS = "\u200c\u200d"
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_KEPT_SPACES = "\u00a0\u202f\u3000"

_NAMES = {
    0x00: "null",
    0x07: "bell",
    0x08: "backspace",
    0x0B: "vertical tab",
    0x0C: "form feed",
    0x0D: "carriage return",
    0x1B: "escape",
    0x7F: "delete",
}

_APOSTROPHES = "['’‘ʼʹʿʾ´`ʻ]"
_BETWEEN_WORDS = r"[\W_]+"

# Ideographs and kana are written without spaces, and a line may end after any of them.
_IDEOGRAPHS = "\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003fffd"
_NOT_FIRST = "\u3001-\u3003\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u30fc\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
_NOT_LAST = "\u3008\u300a\u300c\u300e\u3010\u3014\u3016\uff08"
_BETWEEN_IDEOGRAPHS = rf"(?:(?<=[{_IDEOGRAPHS}])|(?=[{_IDEOGRAPHS}]))(?<![ {_NOT_LAST}])(?![ {_NOT_FIRST}])(?=.)"
# A separator belongs to the word before it; after punctuation the same sign begins what it stands for.
_WORDS = r"([^ ]+)(?:(?<![;:,]) ·(?![^ ]))?"
_AFTER_MARK = r"(?<=[/-])(?=[^/-])"

# Stands in for each character of a range that is not to be broken.
_MASK = "\x00"
_BESIDE_KEPT = f"(?<={_MASK})(?=[^{_MASK}])|(?<=[^{_MASK}])(?={_MASK})"

_FEWEST_ALIKE = 66
_FEWEST_ALIKE_IN_PART = 80
_SHORTEST_PART = 4


# What no record may hold


def unwanted(value: str) -> tuple[int, str] | None:
    """Return the place and the name of the first character that no record may hold, or None."""
    if value.isascii() and (value.isprintable() or value.replace("\n", "").isprintable()):
        return None
    found = re.search(REFUSED, value)
    isolate = _unbalanced_isolate(value)
    if found is not None and (isolate is None or found.start() < isolate):
        return found.start(), named(found[0])
    if isolate is not None:
        return isolate, f"{named(value[isolate])}, without its counterpart"
    return None


def _unbalanced_isolate(value: str) -> int | None:
    if value.isascii():
        return None
    opened: list[int] = []
    for isolate in re.finditer(_ISOLATES, value):
        if isolate[0] != _CLOSING_ISOLATE:
            opened.append(isolate.start())
        elif opened:
            opened.pop()
        else:
            return min([*opened, isolate.start()])
    return opened[0] if opened else None


def named(character: str) -> str:
    """Return a character's code point and name, as in 'U+001B (escape)'."""
    code = ord(character)
    return f"U+{code:04X} ({_name(character, code)})"


def _name(character: str, code: int) -> str:
    if code in _NAMES:
        return _NAMES[code]
    if 0xD800 <= code <= 0xDFFF:
        return "unpaired surrogate"
    if 0xE0000 <= code <= 0xE007F:
        return "tag character"
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "noncharacter"
    return unicodedata.name(character, "control character").lower()


# How a value is shown


def shown(value: str, *, newlines: bool = False) -> str:
    r"""Return a value with everything invisible, controlling or direction-changing made visible, as in '\x1b'.

    A newline becomes a space unless newlines are asked for, and a tab always does. What scripts need stays: joiners
    between letters or emoji, and direction marks in text that runs from right to left.
    """
    if value.isprintable() and (value.isascii() or not re.search(_DECEPTIVE, value)):
        return value
    kept = _DIRECTION_MARKS if _runs_right_to_left(value) else ""
    if newlines:
        kept += "\n"
    pieces: list[str] = []
    for index, character in enumerate(value):
        before = pieces[-1][-1] if pieces else ""
        pieces.append(character if character in kept else _shown(character, before, value[index + 1 : index + 2]))
    return "".join(pieces)


def _shown(character: str, before: str, after: str) -> str:
    if character in _BLANK:
        return escaped(character)
    if re.match(_SELECTOR, character):
        return character if _takes_selector(before) else escaped(character)
    if character.isprintable() or character in _KEPT_SPACES:
        return character
    if character in _JOINERS and _joins(before) and _joins(after) and not re.match(_DECEPTIVE, after):
        return character
    if character in "\n\t" or unicodedata.category(character) == "Zs":
        return " "
    return escaped(character)


def _joins(neighbour: str) -> bool:
    return neighbour > "\x7f" and unicodedata.category(neighbour)[0] in "LMS"


def _takes_selector(before: str) -> bool:
    return before != "" and before.isprintable() and before != " " and not re.match(_SELECTOR, before)


def _runs_right_to_left(value: str) -> bool:
    return any(character > "\u0590" and character.isalpha() and unicodedata.bidirectional(character) in {"R", "AL"} for character in value)


def escaped(character: str) -> str:
    r"""Return a character by its code, as Python and JSON write it: '\x1b', '\u202e', '\U000e0041'."""
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def harmless(value: str) -> str:
    """Return a value with only those characters made visible that no record may hold: all else stays as it is."""
    if value.isascii() and value.isprintable():
        return value
    return re.sub(REFUSED, lambda found: escaped(found[0]), value)


def in_json(dumped: str) -> str:
    """Return JSON with those characters by their codes that no record may hold: they stand in strings only, where that says the same."""
    if dumped.isascii() and "\x7f" not in dumped:
        return dumped
    return re.sub(REFUSED, lambda found: _json_code(found[0]), dumped)


def _json_code(character: str) -> str:
    code = ord(character)
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    return f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


# How wide a value is


NARROW = "[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2500-\u257f]*"
"""Latin, Greek and Cyrillic letters, marks and lines: each takes one column, whatever stands beside it, and no tables are needed."""


def width(value: str) -> int:
    """Return how many columns a value takes on a terminal, counted by what people see as one character."""
    if value.isascii() or re.fullmatch(NARROW, value):
        return len(value)
    import wcwidth

    # A vowel sign that nothing carries takes a column as soon as there is something before it, be it a space.
    carried = unicodedata.category(value[0]) == "Mc"
    columns = wcwidth.wcswidth(f" {value}") - 1 if carried else wcwidth.wcswidth(value)
    return columns if columns >= 0 else sum(max(0, wcwidth.wcwidth(character)) for character in value)


def pad(value: str, columns: int, *, right: bool = False) -> str:
    """Return a value filled up with spaces to a number of columns, after it or, for figures, before it."""
    missing = " " * (columns - width(value))
    return missing + value if right else value + missing


def wrap(value: str, columns: int) -> list[str]:
    """Return a value in lines of at most so many columns, broken at spaces and, where a word is too long, inside it."""
    return [value[start:end] for start, end in lines(value, columns)]


def lines(value: str, columns: int, *, kept: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """Return where each line of a wrapped value starts and ends; the ranges to be kept are never broken."""
    masked = value
    for first, last in kept:
        masked = masked[:first] + _MASK * (last - first) + masked[last:]
    start = 0
    for paragraph in masked.split("\n"):
        yield from _filled(value, masked, (start, start + len(paragraph)), columns)
        start += len(paragraph) + 1


def _filled(value: str, masked: str, within: tuple[int, int], columns: int) -> Iterator[tuple[int, int]]:
    line: tuple[int, int] | None = None
    for start, end in _pieces(value, masked, within, columns):
        if line is not None and width(value[line[0] : end]) > columns:
            yield line
            line = None
        line = (start if line is None else line[0], end)
    yield line or (within[0], within[0])


def _pieces(value: str, masked: str, within: tuple[int, int], columns: int) -> Iterator[tuple[int, int]]:
    """Return the pieces between which a line may end: words, ideographs, and parts of words that are too long."""
    for word in re.compile(_WORDS).finditer(masked, *within):
        start = word.start()
        if not masked[within[0] : start].strip(" ") and width(value[within[0] : word.end()]) <= columns:
            start = within[0]  # a first line keeps its indent
        end = word.end() if width(value[start : word.end()]) <= columns else word.end(1)
        for first, last in _split(_BETWEEN_IDEOGRAPHS, masked, start, end):
            if width(value[first:last]) <= columns:
                yield first, last
            else:
                yield from _parts(value, masked, (first, last), columns)


def _parts(value: str, masked: str, word: tuple[int, int], columns: int) -> Iterator[tuple[int, int]]:
    for first, last in _split(_BESIDE_KEPT, masked, *word):
        for start, end in _split(_AFTER_MARK, masked, first, last):
            if masked[start] == _MASK or width(value[start:end]) <= columns:
                yield start, end
            else:
                yield from _graphemes(value, start, end)


def _split(pattern: str, masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for place in re.compile(pattern).finditer(masked, start + 1, end):
        yield start, place.start()
        start = place.start()
    yield start, end


def _graphemes(value: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    import wcwidth

    for grapheme in wcwidth.iter_graphemes(value[start:end]):
        yield start, start + len(grapheme)
        start += len(grapheme)


# How a name is found again


def fold(value: str) -> str:
    """Return a value as it is compared: without case, accents, apostrophes, punctuation or script."""
    if not value.isascii():
        value = _latin(value)
    return re.sub(_BETWEEN_WORDS, " ", value.lower().replace("'", "").replace("`", "")).strip()


def _latin(value: str) -> str:
    import anyascii

    value = unicodedata.normalize("NFKD", re.sub(_APOSTROPHES, "", value))
    bare = "".join(character for character in value if not unicodedata.combining(character))
    return anyascii.anyascii(unicodedata.normalize("NFC", bare.casefold()))


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Return the known words that are spelt most like a word, best first."""
    sought = fold(word)
    scored = [(_likeness(sought, fold(other)), other) for other in dict.fromkeys(known)]
    near = sorted((pair for pair in scored if pair[0] >= _FEWEST_ALIKE), key=lambda pair: -pair[0])
    return [other for _, other in near[:most]]


def _likeness(sought: str, other: str) -> float:
    from rapidfuzz import fuzz

    whole = fuzz.ratio(sought, other)
    if len(sought) < _SHORTEST_PART:
        return whole
    parts = max((fuzz.ratio(sought, part) for part in other.split() if len(part) >= _SHORTEST_PART), default=0)
    return max(whole, parts * 0.95 if parts >= _FEWEST_ALIKE_IN_PART else 0)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " (did you mean 'ukraine'?)", ready to follow a message, or nothing where nothing is near."""
    near = [f"'{shown(other)}'" for other in nearest(word, known)]
    return f" (did you mean {listed(near, 'or')}?)" if near else ""


def natural(value: str) -> tuple[int | str, ...]:
    """Return what puts values in the order in which a reader counts: 'point 2' comes before 'point 10'."""
    return tuple(int(piece) if number % 2 else piece.casefold() for number, piece in enumerate(re.split(r"(\d+)", value)))


# Words in a sentence


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return words as a sentence lists them: 'a, b and c'."""
    *others, final = list(words) or [""]
    return f"{', '.join(others)} {last} {final}" if others else final


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: '1 round', '2 rounds'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
