"""Which record a name in a record stands for: the nearest one in the file, else one that all processes share."""

import json
from collections.abc import Iterator, Mapping
from functools import cache

from timeline import handles, records, text, vocabulary
from timeline.dossier import Dossier, Entry
from timeline.problems import Problem
from timeline.records import Part, Record

ANY = "record"
SHARED = ("party", "person", "place", "issue")
KEYED = ("delegation", "delegate", "third_party", "intermediary", "signature")
"""The kinds whose records are called after a party or person."""
RULE = "names-are-declared"
"""The rule that a name breaks which stands for nothing."""
UNDECLARED = {
    "party": "declare it under 'parties:'",
    "person": "declare the person under 'persons:'",
    "place": "declare it under 'places:'",
    "issue": "declare it under 'issues:'",
    "source": "declare it under 'sources:'",
}


class Resolver:
    """Turns the names in entries into handles, among the entries themselves and what is already on record."""

    def __init__(self, dossier: Dossier, stored: Mapping[str, str], former: Mapping[str, str], around: Dossier | None = None) -> None:
        """Take the entries, the kinds of stored records by handle, the handles that these had before, and what is around the entries."""
        self.kinds = {**stored, **{entry.id: entry.kind for entry in dossier}}
        self.around = around or Dossier()
        self.former = {**former, **dossier.former}
        self.found: dict[tuple[str, str, str], str | None] = {}
        self.problems: list[Problem] = []

    def entry(self, entry: Entry) -> None:
        """Resolve every name in an entry."""
        name = f"{entry.kind.replace('_', ' ')} {entry.id}"
        self.outdated(entry, name)
        self.fields(entry.record, entry, name, "")
        for into, parts in entry.parts.items():
            for number, part in enumerate(parts, start=1):
                self.fields(part, entry, name, f"{into}.{number}.")
        for number, reading in enumerate(entry.readings, start=1):
            self.account(reading, entry, name, f"readings.{number}.")

    def outdated(self, entry: Entry, name: str) -> None:
        """Refuse a record that is written under a handle, or under the code of a party or person, which has given way to another."""
        code = entry.id.rpartition("/")[2] if entry.kind in KEYED else entry.id
        for written in dict.fromkeys((entry.id, code)):
            today = handles.current(written, self.former)
            if written in self.former and today != written:
                self.problems.append(Problem(f"'{written}' is now '{today}': use that handle", entry.place(), name))
                return

    def fields(self, said: Record | Part, entry: Entry, name: str, prefix: str) -> None:
        """Resolve the names in a record or in one of its parts."""
        for field, kind in looked_up(said).items():
            value = getattr(said, field)
            if value:
                resolved = self.value(value, kind, entry, name, prefix + field)
                if resolved != value:
                    setattr(said, field, resolved)

    def account(self, reading: records.Reading, entry: Entry, name: str, prefix: str) -> None:
        """Resolve the names in another account of a record."""
        values = json.loads(reading.said)
        for field, kind in looked_up(entry.record).items():
            if values.get(field):
                values[field] = self.value(values[field], kind, entry, name, prefix + field)
        reading.said = json.dumps(values, ensure_ascii=False, sort_keys=True)

    def value(self, value: object, kind: str, entry: Entry, name: str, field: str) -> object:
        """Return a field's value with its names resolved."""
        if isinstance(value, str):
            return self.one(value, kind, entry, name, field)
        if isinstance(value, list | tuple):
            return tuple(self.one(code, kind, entry, name, field, number) for number, code in enumerate(value, start=1))
        return value

    def one(self, code: str, kind: str, entry: Entry, name: str, field: str, number: int = 0) -> str:
        """Return the handle that a code stands for; an unknown one is a problem and stays as it is.

        In a list `number` is the code's place, counted from 1.
        """
        handle = None if kind in SHARED else self.standing(f"{entry.id}/{code}", kind)
        handle = handle or self.around_it(code, kind, "" if kind in SHARED else entry.id.rpartition("/")[0])
        if handle:
            return handle
        place = entry.places.get(f"{field}.{number}") or entry.places.get(field) or entry.place(field.rpartition(".")[0])
        self.problems.append(Problem(self.missing(code, kind, entry), place, name, field.rsplit(".", 1)[-1], RULE))
        return code

    def around_it(self, code: str, kind: str, block: str) -> str | None:
        """Return the handle that a code stands for, seen from a block; many records in one block have the same names."""
        asked = (code, kind, block)
        if asked not in self.found:
            known = (self.standing(handle, kind) for handle in candidates(code, kind, block))
            self.found[asked] = next(filter(None, known), None)
        return self.found[asked]

    def standing(self, handle: str, kind: str) -> str | None:
        """Return the handle, of today, of the record of a kind that is called so; None where there is none."""
        if self.holds(handle, kind):
            return handle
        today = handles.current(handle, self.former) if self.former else handle
        return today if today != handle and self.holds(today, kind) else None

    def holds(self, handle: str, kind: str) -> bool:
        """Tell whether a handle is of a record of a kind."""
        found = self.kind(handle)
        return found is not None and kind in (found, ANY)

    def kind(self, handle: str) -> str | None:
        """Return the kind of the record that has a handle."""
        own = self.kinds.get(handle)
        if own is not None:
            return own
        entry = self.around.get(handle)
        return entry.kind if entry else None

    def missing(self, code: str, kind: str, entry: Entry) -> str:
        """Say that a name stands for nothing, what is near, and what to do."""
        found = next(filter(None, map(self.kind, candidates(code, kind, entry.id))), None)
        if found:
            return f"'{code}' is a {found.replace('_', ' ')}, and a {kind.replace('_', ' ')} is wanted here"
        kinds = {**{other.id: other.kind for other in self.around}, **self.kinds}
        known = {short(handle, entry.id): 1 for handle, held in kinds.items() if kind in (held, ANY)}
        near = text.did_you_mean(code, known)
        remedy = "" if near or kind not in UNDECLARED else f": {UNDECLARED[kind]}"
        return f"no {kind.replace('_', ' ')} '{code}'{near}{remedy}"


def looked_up(said: Record | Part) -> dict[str, str]:
    """Return the fields of a record or part that hold names to resolve, each with the kind it stands for."""
    found = _always_looked_up(type(said))
    if isinstance(said, records.Source) and said.affiliation not in vocabulary.AFFILIATION:
        return {**found, "affiliation": "party"}
    return found


@cache
def _always_looked_up(said: type[Record | Part]) -> dict[str, str]:
    """Return the fields of a class that hold names to resolve, whatever else a record says."""
    found = {field: kind for field, kind in records.references(said).items() if field != "process"}
    if issubclass(said, records.Waiver):
        found["subject"] = ANY
    if issubclass(said, records.Statement):
        found["about"] = ANY
    return found


def processes(dossier: Dossier) -> set[str]:
    """Return the codes that may be of processes: with what names in the entries begin where they lead through a block."""
    found: set[str] = set()
    for entry in dossier:
        everything: list[Record | Part] = [entry.record, *(part for parts in entry.parts.values() for part in parts)]
        for said in everything:
            for field in looked_up(said):
                value = getattr(said, field) or ()
                found.update(code.partition("/")[0] for code in ([value] if isinstance(value, str) else value) if "/" in code)
    return found


def candidates(code: str, kind: str, handle: str) -> Iterator[str]:
    """Go through the handles that a code may stand for, seen from a record: its own block first, then those around it."""
    if kind in SHARED:
        yield code
        return
    around = handle
    while around:
        yield f"{around}/{code}"
        around = around.rpartition("/")[0]
    yield code


def short(handle: str, seen_from: str) -> str:
    """Return a handle without the process that both records belong to."""
    process = seen_from.partition("/")[0] + "/"
    return handle.removeprefix(process)


def resolve(dossier: Dossier, stored: Mapping[str, str], former: Mapping[str, str], around: Dossier | None = None) -> list[Problem]:
    """Turn every name in the entries into a handle, and return what could not be found.

    `stored` has the kinds of the records on record by handle, `former` the handles that these had before; `around` has what
    all processes share, where the entries are of some of them.
    """
    resolver = Resolver(dossier, stored, former, around)
    for entry in dossier:
        resolver.entry(entry)
    return resolver.problems
