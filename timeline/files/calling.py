"""What parties, persons, places and issues are called in tables: found by code, name or alias in any script, or declared anew."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from timeline import records, references, text
from timeline.dossier import Entry
from timeline.files import keys
from timeline.problems import Place


class NewName(NamedTuple):
    """A name that nothing on record has, with the code that it would get, and names that are near."""

    kind: str
    name: str
    code: str
    place: Place
    near: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind} '{self.code}' ({self.name})"


MayDeclare = Callable[[NewName], bool]
"""Decides whether a name that nothing on record has is declared."""


class Unnamed(Exception):
    """A name stands for nothing, or for more than one record."""


class Names:
    """What parties, persons, places and issues are called: those on record, those that files declare, and new ones."""

    def __init__(self, entries: Iterable[Entry], may_declare: MayDeclare) -> None:
        """Take the records that have names already, and what decides on new ones."""
        self.may_declare = may_declare
        self.taken: dict[str, str] = {}
        self.codes: dict[str, dict[str, str]] = {kind: {} for kind in references.SHARED}
        self.folded: dict[str, dict[str, set[str]]] = {kind: {} for kind in references.SHARED}
        self.spelt: dict[str, dict[str, str]] = {kind: {} for kind in references.SHARED}
        self.declared: list[Entry] = []
        self.refused: set[tuple[str, str]] = set()
        for entry in entries:
            self.add(entry.kind, entry.id, _called(entry), entry.record.formerly)

    def add(self, kind: str, code: str, names: Sequence[str], formerly: Sequence[str] = ()) -> None:
        """Enter a record with what it is called."""
        self.taken[code] = kind
        if kind in self.codes:
            self.codes[kind] |= dict.fromkeys(formerly, code) | {code: code}
            for name in (*names, code.replace("-", " ")):
                self.folded[kind].setdefault(text.fold(name), set()).add(code)
            self.spelt[kind] |= dict.fromkeys((*names, code), code)

    def code(self, kind: str, name: str, place: Place) -> str:
        """Return the code of what a name stands for; raises Unnamed where it stands for nothing, or for several."""
        if name in self.codes[kind]:
            return self.codes[kind][name]
        folded = text.fold(name)
        found = sorted(self.folded[kind].get(folded, ())) if folded else []
        if len(found) > 1:
            listed = text.listed([f"'{code}'" for code in found], "or")
            raise Unnamed(f"'{name}' may be {listed}: give the code")
        return found[0] if found else self.new(kind, name, place)

    def new(self, kind: str, name: str, place: Place) -> str:
        """Return the code of a name that is declared now; raises Unnamed where it is not to be."""
        code, near = keys.slug(name), self.near(kind, name)
        if not code:
            raise Unnamed(f"no {kind} '{name}', and no code can be made of it: declare it under '{keys.plural(kind)}:'")
        if code in self.taken:
            raise Unnamed(f"no {kind} '{name}': the code '{code}', which it would get, is that of a {keys.word(self.taken[code])}")
        if (kind, code) in self.refused or not self.may_declare(NewName(kind, name, code, place, near)):
            self.refused.add((kind, code))
            listed = text.listed([f"'{other}'" for other in near], "or")
            remedy = f" (did you mean {listed}?)" if near else f": {references.UNDECLARED[kind]}, or give --new-names=create"
            raise Unnamed(f"no {kind} '{name}'{remedy}")
        self.declared.append(Entry(records.KINDS[kind].model_validate({"id": code, "name": name}), {}, {"": place}))
        self.add(kind, code, [name])
        return code

    def near(self, kind: str, name: str) -> tuple[str, ...]:
        """Return the codes of what is called something like a name, the most alike first."""
        return tuple(dict.fromkeys(self.spelt[kind][other] for other in text.nearest(name, self.spelt[kind])))


def _called(entry: Entry) -> list[str]:
    """Return what a record is called: its name, its short name and its aliases."""
    names = [getattr(entry.record, "name", None), getattr(entry.record, "short", None), *getattr(entry.record, "aliases", ())]
    return [name for name in names if name]


def never(_name: NewName) -> bool:
    """Let no new name be declared."""
    return False
