"""A set of records with all that belongs to them: what files say, and what a store holds."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from timeline import records
from timeline.problems import Place
from timeline.records import Citation, Part, Reading, Record, Said

R = TypeVar("R", bound=Record)
Plain = dict[str, Any]
"""What an entry says in plain values: text, numbers, lists and mappings; a field that says no more than its default is left out."""

OF_PARTS = {"record", "number"}
"""What a part says of where it stands, which goes without saying in its record."""


@dataclass(slots=True)
class Entry:
    """A record with its citations, its other readings, and the parts that have no handle of their own."""

    record: Record
    parts: dict[str, list[Part]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    id: str = field(init=False)
    """The handle."""
    kind: str = field(init=False)
    """The kind of record."""

    def __post_init__(self) -> None:
        """Keep what is asked for most."""
        self.id = self.record.id
        self.kind = self.record.KIND

    @property
    def citations(self) -> list[Citation]:
        """What the record cites itself, before anything is inherited."""
        return cast("list[Citation]", self.parts.get("citations", []))

    @property
    def readings(self) -> list[Reading]:
        """Other accounts of the record's fields."""
        return cast("list[Reading]", self.parts.get("readings", []))

    def place(self, name: str = "") -> Place | None:
        """Return where a field stands in its file, or where the record begins."""
        return self.places.get(name) or self.places.get("")

    def field(self, name: str) -> Any:
        """Return what a field of the record says; None where its kind has no such field."""
        return self.record.__dict__.get(name)

    def says(self, other: "Entry") -> bool:
        """Tell whether another entry says the same, wherever it is written."""
        return self.record == other.record and _filled(self.parts) == _filled(other.parts)

    def plain(self) -> Plain:
        """Return all that the entry says in plain values: `record_kind`, its fields, and its parts in lists."""
        parts = {into: [_plain(part) for part in found] for into, found in _filled(self.parts).items()}
        return {"record_kind": self.kind, **_dumped(self.record), **parts}


def _plain(part: Part) -> Plain:
    values = _dumped(part, OF_PARTS)
    return {**values, "said": json.loads(values["said"])} if isinstance(part, Reading) else values


def _dumped(said: Said, without: set[str] | None = None) -> Plain:
    """Return what is said in plain values. SQLModel's own way returns the same, at twice the cost."""
    found: Plain = said.__pydantic_serializer__.to_python(said, mode="json", exclude_defaults=True, exclude=without)
    return found


def restored(plain: Plain) -> Entry:
    """Return the entry that plain values tell of; raises pydantic's ValidationError where they are none."""
    kind = records.KINDS[plain["record_kind"]]
    entry = Entry(
        kind.model_validate({name: value for name, value in plain.items() if name != "record_kind" and name not in records.PARTS})
    )
    for into, part in records.PARTS.items():
        for number, said in enumerate(plain.get(into, ()), start=1):
            own = {**said, "said": reading(said["said"])} if part is Reading else said
            entry.parts.setdefault(into, []).append(part.model_validate({**own, "record": entry.id, "number": number}))
    return entry


def reading(said: Plain) -> str:
    """Return the fields that an account gives as they are kept."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _filled(parts: dict[str, list[Part]]) -> dict[str, list[Part]]:
    return {name: found for name, found in parts.items() if found}


class Dossier:
    """Records by handle."""

    def __init__(self, entries: Iterable[Entry] = (), around: "Settled | None" = None) -> None:
        """Take entries whose handles differ.

        What is `around` them is found by its handle, as what all processes share is found from one of them; it is not gone through.
        """
        self.entries: dict[str, Entry] = {entry.id: entry for entry in entries}
        self.around = around

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, handle: object) -> bool:
        return handle in self.entries or (self.around is not None and handle in self.around)

    @property
    def former(self) -> dict[str, str]:
        """The handles under which records stood before, each with the one that leads to it today."""
        own = {old: entry.id for entry in self for old in entry.record.formerly if old != entry.id}
        return {**self.around.former, **own} if self.around else own

    def get(self, handle: str | None) -> Entry | None:
        """Return the entry with a handle."""
        found = self.entries.get(handle) if handle else None
        return self.around.get(handle) if found is None and self.around is not None else found

    def add(self, entry: Entry) -> None:
        """Put an entry on record; one with the same handle gives way."""
        self.entries[entry.id] = entry

    def of(self, kind: type[R]) -> Iterator[tuple[Entry, R]]:
        """Go through the entries of one kind, each with its record."""
        for entry in self.entries.values():
            if isinstance(entry.record, kind):
                yield entry, entry.record

    def parent(self, entry: Entry) -> Entry | None:
        """Return the entry in whose block this one stands: a delegate's delegation, a position's round."""
        around = entry.id.rpartition("/")[0]
        while around and around not in self.entries:
            around = around.rpartition("/")[0]
        return self.get(around)

    def citations(self, entry: Entry) -> list[Citation]:
        """Return what the record rests on: its own citations, else those of the block it stands in.

        A citation that speaks to some fields alone says nothing of what stands inside the record.
        """
        own = [citation for citation in entry.citations if citation.reading == 0]
        held = None if own else self.parent(entry)
        while held is not None and not own:
            own = [citation for citation in held.citations if citation.reading == 0 and not citation.fields]
            held = self.parent(held)
        return own


class Settled(Dossier):
    """Records to which none is added any more."""

    @cached_property
    def former(self) -> dict[str, str]:
        """The handles under which records stood before, each with the one that leads to it today."""
        return super().former
