"""What parties, persons, places and issues are called."""

import re
import unicodedata
from collections.abc import Iterator

from timeline import text
from timeline.checks.rules import Finding, rule
from timeline.dossier import Dossier, Entry

NAMED = ("party", "person", "place", "issue")


@rule()
def names_are_in_one_script(dossier: Dossier) -> Iterator[Finding]:
    """No word of a name mixes Latin, Greek and Cyrillic letters, which look alike and are not found by each other."""
    for entry in dossier:
        if entry.kind in NAMED:
            for field, name in names(entry):
                for word in re.findall(r"[^\W\d_]+", name):
                    scripts = _scripts(word)
                    if len(scripts) > 1:
                        yield Finding(entry, field, f"'{word}' mixes {text.listed(scripts)} letters: write it in one script")


def _scripts(word: str) -> list[str]:
    if word.isascii():
        return []
    found = {unicodedata.name(character, "").partition(" ")[0].capitalize() for character in word}
    return sorted(found & {"Latin", "Greek", "Cyrillic"})


@rule()
def aliases_are_of_one_record(dossier: Dossier) -> Iterator[Finding]:
    """A name or alias stands for one party, one person, one place, one issue."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in dossier:
        if entry.kind not in NAMED:
            continue
        for compared, (field, name) in folded(entry).items():
            other = seen.setdefault((entry.kind, compared), entry)
            if other is not entry:
                yield Finding(entry, field, f"'{name}' is also a name of '{other.id}'", other)


def names(entry: Entry) -> Iterator[tuple[str, str]]:
    """Go through the names of a party, person, place or issue, each with the field that it stands in."""
    for field in ("name", "short"):
        name = getattr(entry.record, field, None)
        if name:
            yield field, name
    for number, alias in enumerate(getattr(entry.record, "aliases", ()), start=1):
        yield f"aliases.{number}", alias


def folded(entry: Entry) -> dict[str, tuple[str, str]]:
    """Return the code and the names by which a record is found, as they are compared, each with its field."""
    named = [("", entry.id), *((field, name) for field, name in names(entry) if field != "short")]
    return {text.fold(name): (field, name) for field, name in named}
