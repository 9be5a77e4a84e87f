"""The words around what was sought in a text, cut and marked alike whatever engine found them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.store.reading import Words

OPENS, CLOSES = "\x02", "\x03"
"""What stands around a word found: characters that no record may hold."""
MOST = 16
"""Words of a text that are shown."""
BEFORE = 5
"""Words that are shown before the first one found, where there are so many."""

_MARKS = "\u0300-\u036f"
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")


class Word(NamedTuple):
    """A word of a text: where it begins and ends, and how it is compared."""

    start: int
    end: int
    plain: str


class Hit(NamedTuple):
    """A place where something sought stands: its first word, the word behind its last, and which of the things sought it is."""

    first: int
    end: int
    group: int


def excerpt(texts: Iterable[str], sought: Words) -> str:
    """Return some words of the text that holds most of what is sought, with marks around what was found."""
    best = max(((said, words(said)) for said in texts), key=lambda held: len({hit.group for hit in hits(held[1], sought)}))
    said, several = best
    found = hits(several, sought)
    start = _start(several, found)
    end = min(start + MOST, len(several))
    shown = [hit for hit in found if start <= hit.first and hit.end <= end]
    begins, ends = several[start].start if start else 0, several[end - 1].end if end < len(several) else len(said)
    return ("…" if start else "") + _marked(said, several, shown, begins, ends) + ("…" if end < len(several) else "")


def words(said: str) -> list[Word]:
    """Return the words of a text: letters and digits, compared without case, and without the accents of Latin letters."""
    return [Word(found.start(), found.end(), _plain(found[0])) for found in _WORD.finditer(said)]


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    bare = re.sub(rf"([a-z])[{_MARKS}]+", r"\1", unicodedata.normalize("NFD", word.lower()))
    return unicodedata.normalize("NFC", bare).replace("ς", "σ")


def hits(several: list[Word], sought: Words) -> list[Hit]:
    """Return where what is sought stands among words, in their order; of two that overlap the first."""
    found = sorted(
        {hit for group, phrases in enumerate(sought) for phrase, prefix in phrases for hit in _of(several, phrase, group, prefix)}
    )
    apart: list[Hit] = []
    for hit in found:
        if not apart or hit.first >= apart[-1].end:
            apart.append(hit)
    return apart


def _of(several: list[Word], phrase: str, group: int, prefix: bool) -> Iterator[Hit]:  # told apart by name at its one call
    *whole, last = [word.plain for word in words(phrase)] or [""]
    for first in range(len(several) - len(whole)):
        if last and [word.plain for word in several[first : first + len(whole)]] == whole:
            word = several[first + len(whole)].plain
            if word == last or (prefix and word.startswith(last)):
                yield Hit(first, first + len(whole) + 1, group)


def _start(several: list[Word], found: list[Hit]) -> int:
    """Return the word with which the words shown begin: those that hold the most of what was found, as early as can be."""
    latest = max(0, len(several) - MOST)
    starts = [0, *(min(latest, max(0, hit.first - BEFORE)) for hit in found)]
    return max(starts, key=lambda start: (len({hit.group for hit in found if start <= hit.first and hit.end <= start + MOST}), -start))


def _marked(said: str, several: list[Word], shown: list[Hit], begins: int, ends: int) -> str:
    pieces, place = [], begins
    for hit in shown:
        start, end = several[hit.first].start, several[hit.end - 1].end
        pieces += [said[place:start], OPENS, said[start:end], CLOSES]
        place = end
    return "".join([*pieces, said[place:ends]])
