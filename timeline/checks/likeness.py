"""What may be on record twice: rounds of one day, names that are spelt nearly alike."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import product

import rapidfuzz

from timeline import records, text
from timeline.checks import dating, kinship, naming
from timeline.checks.rules import Finding, rule
from timeline.dates import Day
from timeline.dossier import Dossier, Entry

SPELT = ("party", "person", "place")
"""The kinds whose names have several spellings."""
ALIKE = 80
"""How alike two words are, of 100, from which on they are taken for spellings of one.

Tried on the names in the records that come with timeline, word by word: of two spellings of one person it finds two in
five; of nearly 60,000 pairs of names of two persons, two parties or two places it takes none for one, and the nearest,
Ankara and Jakarta, reach 77.
"""
SHORTEST = 5
"""Letters from which on a name is compared: in a shorter one a letter is too much of the whole."""
ONE_SOUND = str.maketrans({"x": "ks", "y": "i", "j": "i"})
"""Letters that ways of writing in Latin letters use for one another: Alexander and Aleksandr, Podolyak and Podoliak."""
JOINED = r"\b(al|el|abd(?:[aeu]l)?) "
"""Words that are written apart from the next or together with it: Abdul Salam and Abdulsalam."""
BLOCKED = 3
"""So many words of a name tell with which others it is compared: with all of them, 100,000 names would take ten minutes.

Two words are compared where their first or last letters are the same, or the first of one is the second of the other, as in
Hamid and Khamid. Of the spellings that are alike in the records that come with timeline, that leaves out none.
"""
Block = tuple[str, ...]


@rule()
def rounds_are_on_record_once(dossier: Dossier) -> Iterator[Finding]:
    """No two rounds of one track are of the same day, unless they are at two places or one is a part of the other."""
    for track in kinship.tracks(dossier):
        days: dict[Day, list[Entry]] = {}
        for entry, _ in track:
            day = dating.day(entry)
            if day:
                same = days.setdefault(day, [])
                yield from _rounds_alike(entry, same, dossier)
                same.append(entry)


@rule()
def names_differ_by_more_than_spelling(dossier: Dossier) -> Iterator[Finding]:
    """No two parties, persons or places are called nearly the same, in whatever script: they may be one record, with aliases."""
    for kind in SPELT:
        spelt = Spelt()
        for entry in (entry for entry in dossier if entry.kind == kind):
            yield from (finding for finding in spelt.alike(entry) if not _share_a_name(entry, finding.other))
            spelt.add(entry)


def near_duplicates(entry: Entry, dossier: Dossier) -> Iterator[Finding]:
    """Tell of each other record that may be the same: a round of the same day and place, a name that is nearly alike."""
    others = [other for other in dossier if other.kind == entry.kind and other.id != entry.id]
    if isinstance(entry.record, records.Round):
        day, track = dating.day(entry), kinship.track(entry.record)
        counted = [other for other, held in Dossier(others).of(records.Round) if kinship.track(held) == track]
        same = [other for other in counted if day and dating.day(other) == day]
        yield from _rounds_alike(entry, same, Dossier([*dossier, entry]))
    elif entry.kind in SPELT:
        yield from Spelt(others).alike(entry)


def _rounds_alike(entry: Entry, same: Iterable[Entry], dossier: Dossier) -> Iterator[Finding]:
    """Tell of which rounds of its track and day a round may be."""
    for other in same:
        if not kinship.akin(dossier, entry.id, other.id) and not _apart(dossier, entry, other):
            yield Finding(entry, "date", f"may be '{other.id}', which is of the same day and of no other place: if it is, keep one", other)


def _apart(dossier: Dossier, one: Entry, other: Entry) -> bool:
    """Tell whether two rounds were at places of which none lies in another."""
    here, there = getattr(one.record, "places", ()), getattr(other.record, "places", ())
    return bool(here and there) and not any(kinship.akin(dossier, place, another) for place in here for another in there)


class Spelt:
    """Names by how they sound, among which those that are nearly alike are found."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Take parties, persons or places."""
        self.names: list[tuple[Entry, str, str]] = []
        self.blocks: dict[Block, tuple[list[str], array[int]]] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take one more."""
        for field, name, sound in _sounds(entry):
            for block in _blocks(sound):
                sounds, places = self.blocks.setdefault(block, ([], array("q")))
                sounds.append(sound)
                places.append(len(self.names))
            self.names.append((entry, field, name))

    def alike(self, entry: Entry) -> Iterator[Finding]:
        """Tell once of each record with a name that is nearly alike one of an entry's."""
        told: set[str] = set()
        for field, name, sound in _sounds(entry):
            for other, another, theirs in self.near(sound):
                if other.id not in told and (field, another) != ("short", "short"):
                    told.add(other.id)
                    yield Finding(entry, field, f"'{name}' may be '{theirs}' of '{other.id}': if it is, make it an alias there", other)

    def near(self, sound: str) -> Iterator[tuple[Entry, str, str]]:
        """Go through the names that sound nearly so, the nearest first, each with its record and field."""
        found: dict[int, float] = {}
        for block in _compared(sound):
            sounds, places = self.blocks.get(block, ((), ()))
            several = rapidfuzz.process.extract(sound, sounds, scorer=rapidfuzz.fuzz.ratio, score_cutoff=ALIKE, limit=None)
            found.update({places[index]: -likeness for theirs, likeness, index in several if _alike(sound, theirs)})
        return (self.names[place] for place in sorted(found, key=lambda place: (found[place], place)))


def _blocks(sound: str) -> Iterator[Block]:
    """Go through the blocks in which a name stands: by the first, the second or the last letter of each of its words."""
    return _of_words(sound, lambda word: (f"{word[0]}…", f".{word[1:2]}…", f"…{word[-1]}"))


def _compared(sound: str) -> Iterator[Block]:
    """Go through the blocks of the names that a name is compared with."""
    return _of_words(sound, lambda word: (f"{word[0]}…", f"{word[1:2]}…", f".{word[0]}…", f"…{word[-1]}"))


def _of_words(sound: str, ends: Callable[[str], tuple[str, ...]]) -> Iterator[Block]:
    words = sound.split()
    return product([str(len(words))], *map(ends, words[:BLOCKED]))


def _share_a_name(entry: Entry, other: Entry | None) -> bool:
    return other is not None and bool(set(naming.folded(entry)) & set(naming.folded(other)))


def _sounds(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Go through the names of a record that are long enough, each with its field and as it sounds, its words in one order."""
    for field, name in naming.names(entry):
        folded = text.fold(name)
        if len(folded) >= SHORTEST:
            yield field, name, " ".join(sorted(re.sub(JOINED, r"\1", folded).translate(ONE_SOUND).split()))


def _alike(one: str, other: str) -> bool:
    """Tell whether two names of as many words are alike in each of them."""
    words, others = one.split(), other.split()
    return len(words) == len(others) and all(
        rapidfuzz.fuzz.ratio(word, another) >= ALIKE for word, another in zip(words, others, strict=True)
    )
