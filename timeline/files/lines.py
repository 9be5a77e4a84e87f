"""JSON Lines: a record with its parts on each line, out and in, every problem with its line and column."""

import json as standard
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from timeline import dossier, records, text
from timeline.dossier import Dossier, Entry
from timeline.files import grammar, json, keys, opening, shapes, sound
from timeline.files.json import Member, Refused, Value
from timeline.files.opening import Unreadable
from timeline.files.reader import Draft, Read, Reader
from timeline.files.shapes import Shape
from timeline.problems import Place, Problem

LONGEST = 16_000_000
"""A longer line is no record."""
ORDER = {kind: number for number, kind in enumerate(records.KINDS)}


def written(several: Dossier) -> Iterator[str]:
    """Yield each record as one line: by kind, then by handle."""
    for entry in sorted(several, key=lambda entry: (ORDER[entry.kind], entry.id)):
        yield text.in_json(standard.dumps(entry.plain(), ensure_ascii=False, allow_nan=False)) + "\n"


def read(path: Path, shown: str | None = None) -> Read:
    """Return what a file of JSON Lines says and everything that is wrong with it."""
    shown = shown or str(path)
    found = read_from(shown, raw(path, shown))
    if not found.entries and not found.problems:
        found.problems.append(Problem("the file says nothing", Place(shown, 1, 1)))
    return found


def read_from(shown: str, several: Iterable[tuple[bytes, Place]], before: int = 0) -> Read:
    """Return what lines of a file say and everything that is wrong with them, when so many problems of it were told before."""
    reader = Reader(shown, opening.Problems(before))
    try:
        for content, place in several:
            _line(reader, content, place)
    except Unreadable as stopped:
        reader.problems.append(stopped.problem)
    return Read(reader.entries, reader.problems, reader.broken)


def raw(path: Path, shown: str) -> Iterator[tuple[bytes, Place]]:
    """Yield every line of a file with where it begins; raises Unreadable for one behind which nothing can be read."""
    with opening.opened(path, shown) as file:
        for number, content in enumerate(iter(lambda: file.readline(LONGEST + 1), b""), start=1):
            place = Place(shown, number, 1)
            _refuse(content, place)
            yield content, place


def _line(reader: Reader, content: bytes, place: Place) -> None:
    """Read what a line says, if it says something."""
    said = _decoded(content.removeprefix(opening.MARK) if place.line == 1 else content, place, reader).rstrip("\r\n")
    found = sound.entry(said)
    if found and not keys.astray(found.kind, found.id, found.record.__dict__) and not any(loose_ends(found)):
        found.places = sound.Later(said, place, _places)
        reader.entries.append(found)
    elif said.strip():
        _slowly(reader, said, place)


def _slowly(reader: Reader, said: str, place: Place) -> None:
    """Read what a line says, and where everything in it stands."""
    value = json.parsed(said, place, reader.problems)
    if value is not None:
        _record(reader, value)


def _places(said: str, place: Place) -> Mapping[str, Place]:
    """Return where everything in a line stands, by the names of fields and parts."""
    reader = Reader(place.file, [])
    _slowly(reader, said, place)
    return reader.entries[0].places


def _refuse(raw: bytes, place: Place) -> None:
    """Raise Unreadable for a line behind which nothing can be read."""
    if place.line == 1:
        opening.refuse_others(raw, place.file)
    if len(raw) > LONGEST:
        raise Unreadable(Problem(f"the line is longer than {LONGEST:,} bytes", place))


def _decoded(raw: bytes, place: Place, reader: Reader) -> str:
    """Return the text of a line; of one that is not UTF-8 nothing is read."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        column = len(raw[: error.start].decode("utf-8")) + 1
        reader.wrong(opening.not_utf_8(raw[error.start]), place._replace(column=column))
        return ""


def _record(reader: Reader, value: Value) -> None:
    """Read one record with its parts."""
    if not isinstance(value.said, dict):
        reader.wrong('a record is an object, as in {"record_kind": "party", "id": …}', value.place)
        return
    kind, handle = _kind(reader, value.said, value.place), _text(value.said.get("id"))
    if not kind:
        return
    draft = Draft(reader, records.KINDS[kind], f"{keys.word(kind)} {handle}".rstrip(), handle)
    draft.values.clear()
    draft.places[""] = value.place
    wrong = len(reader.problems)
    _fields(draft, value.said)
    for into in records.PARTS:
        if into in value.said:
            _parts(draft, into, value.said[into])
    _place(draft, kind, handle)
    if (len(reader.problems) > wrong or draft.refused) and handle:
        reader.broken[handle] = kind
    before = len(reader.entries)
    draft.finish()
    if len(reader.problems) == wrong and len(reader.entries) > before:
        for problem in loose_ends(reader.entries[-1]):
            reader.problems.append(problem)


def _kind(reader: Reader, said: dict[str, Member], place: Place) -> str:
    """Return the kind of record that a line tells of; a missing or unknown one is a problem."""
    member = said.get("record_kind")
    kind = _text(member)
    if member is None:
        reader.wrong('says no record_kind: give it, as in "record_kind": "party"', place)
    elif kind not in records.KINDS and not isinstance(member.value.said, Refused):
        near = text.did_you_mean(kind, records.KINDS) or f": there are {text.listed(records.KINDS)}"
        reader.wrong(f"no kind of record '{kind}'{near}", member.value.place)
    return kind if kind in records.KINDS else ""


def _text(member: Member | None) -> str:
    return member.value.said.strip() if member and isinstance(member.value.said, str) else ""


def _fields(draft: Draft, said: dict[str, Member]) -> None:
    """Take the fields of a record."""
    known = shapes.of(draft.kind)
    for name, (key, value) in said.items():
        if name in known:
            taken = typed(draft, name, value, known[name])
            if taken is None:
                draft.refused.add(name)
            else:
                draft.values[name] = taken
            _locate(draft.places, name, value)
        elif name not in {"record_kind", *records.PARTS} and not name.startswith("\0"):
            _unknown(draft, name, key, [*known, *records.PARTS])


def _unknown(draft: Draft, name: str, place: Place, known: list[str], within: str = "") -> None:
    near = text.did_you_mean(name, known) or f": there are {text.listed(sorted(known))}"
    draft.wrong(f"no field '{name}'{near}", place, within)


def _locate(places: dict[str, Place], name: str, value: Value) -> None:
    """Note where a value stands, and each one of a list."""
    places[name] = value.place
    for number, item in enumerate(value.said if isinstance(value.said, list) else (), start=1):
        places[f"{name}.{number}"] = item.place


def typed(draft: Draft, name: str, value: Value, shape: Shape) -> Any:
    """Return what a field is given where it is of the field's type; else note that it is not, and return None."""
    if isinstance(value.said, Refused):
        return None
    if shape.several:
        return _several(draft, name, value)
    if value.said is None:
        draft.wrong("has no value: give one, or leave it out", value.place, name)
    elif not isinstance(value.said, OF_TYPE[shape.type]) or (isinstance(value.said, bool) and shape.type != "boolean"):
        draft.wrong(f"{WANTED[shape.type]} is wanted here", value.place, name)
    else:
        return value.said
    return None


def _several(draft: Draft, name: str, value: Value) -> list[str] | None:
    if not isinstance(value.said, list):
        draft.wrong('a list of texts is wanted here, as in ["ukraine", "russia"]', value.place, name)
        return None
    found = [item.said for item in value.said if isinstance(item.said, str)]
    for item in value.said:
        if not isinstance(item.said, str | Refused):
            draft.wrong("a text is wanted here", item.place, name)
    return found if len(found) == len(value.said) else None


OF_TYPE: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
WANTED = {"string": "a text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}


def _place(draft: Draft, kind: str, handle: str) -> None:
    """Hold the handle to where records of its kind stand."""
    wrong = keys.astray(kind, handle, draft.values) if handle else None
    if wrong:
        draft.wrong(wrong, draft.places["id"], "id")


# Parts


def _parts(draft: Draft, into: str, member: Member) -> None:
    """Take the parts of one kind that a record holds."""
    if not grammar.holds(draft.kind.KIND, into):
        draft.wrong(f"a {keys.word(draft.kind.KIND)} holds no {into}", member.key)
    elif not isinstance(member.value.said, list):
        draft.wrong("a list of objects is wanted here", member.value.place, into)
    else:
        for item in member.value.said:
            _part(draft, into, item)


def _part(draft: Draft, into: str, item: Value) -> None:
    """Take one part."""
    if not isinstance(item.said, dict):
        draft.wrong("an object is wanted here", item.place, into)
        return
    wrong = len(draft.reader.problems)
    known = shapes.given(records.PARTS[into])
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for name, (key, value) in item.said.items():
        _locate(places, name, value)
        if (into, name) == ("readings", "said"):
            values[name] = account(draft, value)
        elif name in known:
            values[name] = typed(draft, name, value, known[name])
        elif not name.startswith("\0"):
            _unknown(draft, name, key, list(known), into)
    if len(draft.reader.problems) == wrong and None not in values.values():
        make(draft, into, values, item.place, places)


def make(draft: Draft, into: str, values: dict[str, Any], place: Place, places: dict[str, Place]) -> None:
    """Make a part of a record from its values."""
    if into == "citations":
        draft.cited_fields(values, places)
    draft.make(records.PARTS[into], into, values, place, places, into)


def account(draft: Draft, value: Value) -> str | None:
    """Return the fields that another account gives as they are kept; what is wrong with them is noted."""
    if not isinstance(value.said, dict) or not value.said:
        draft.wrong("an account is an object that gives fields with their other values", value.place, "readings")
        return None
    prefix = f"readings.{len(draft.parts.get('readings', ())) + 1}."
    known = {name: shape for name, shape in shapes.of(draft.kind).items() if name not in {"id", "process", "formerly"}}
    found: dict[str, Any] = {}
    for name, (key, said) in value.said.items():
        taken = typed(draft, name, said, known[name]) if name in known else None
        if taken is not None:
            found[name] = taken
            _locate(draft.places, f"{prefix}{name}", said)
        elif name not in known and not name.startswith("\0"):
            _unknown(draft, name, key, list(known), "readings")
    return dossier.reading(draft.checked(found, prefix, "readings"))


def loose_ends(entry: Entry) -> Iterator[Problem]:
    """Hold citations to the accounts that they are for, and accounts to resting on something."""
    if not entry.parts:
        return
    accounts, cited = len(entry.readings), [citation.reading for citation in entry.citations]
    name = f"{keys.word(entry.kind)} {entry.id}"
    for number, reading in enumerate(cited, start=1):
        if not 0 <= reading <= accounts:
            message = f"there is no account {reading}: the record has {text.counted(accounts, 'other account')}"
            place = entry.places.get(f"citations.{number}.reading") or entry.place(f"citations.{number}")
            yield Problem(message, place, name, "citations")
    for number in range(1, accounts + 1):
        if number not in cited:
            message = f'nothing is cited for the account: give a citation whose "reading" is {number}'
            yield Problem(message, entry.place(f"readings.{number}"), name, "readings")
