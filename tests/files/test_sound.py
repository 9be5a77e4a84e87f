"""Claims about lines that are read at once: they say what reading them slowly finds, and none in which something is wrong is taken."""

import json as standard
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import importing
from timeline.dossier import Dossier, Entry
from timeline.files import json, lines, sound
from timeline.files.reader import Reader
from timeline.problems import Place

START = Place("file", 3, 1)
MANY = settings(max_examples=400, deadline=None)
ODD = ["", " ", "x", "é", "e\u0301", "\u200b", "\u202e", "\u2067", "\x00", "\x1b[2J", "\ud800", "ukraine", "a/b", "name", "id",
       None, True, 0, 7, -1, 1.5, 1e308, 10**18, 10**20, float("inf"), float("nan"), [], [1], ["x"], [None], {}, {"id": "x"}]  # fmt: skip
"""Values that may stand where they have no business."""
BITS = ['"', "\\", "\\u0000", "\\ud800", "\\u0301", "{", "}", "[", "]", ",", ":", "NaN", "1e999", "0", "\t", "\x00",
        "\x7f", "\u2066", "é", " "]  # fmt: skip


@cache
def _told() -> list[str]:
    """Return all records that come with timeline, a line each."""
    draft = importing.read([importing.bundled()])
    importing.checked(draft, Dossier())
    return [line.rstrip("\n") for line in lines.written(draft.dossier)]


def _slowly(line: str) -> tuple[list[Entry], list[str]]:
    """Read a line as if it were in doubt, and return the record and what is wrong with it."""
    reader = Reader(START.file, [])
    value = json.parsed(line, START, reader.problems)
    if value is not None:
        lines._record(reader, value)
    return reader.entries, [str(problem) for problem in reader.problems]


def _read(line: str) -> Entry | None:
    """Read a line at once, as `lines` does."""
    found = lines.read_from(START.file, [(line.encode("utf-8", "surrogatepass"), START)])
    taken = sound.entry(line)
    return found.entries[0] if taken and found.entries and isinstance(found.entries[0].places, sound.Later) else None


def _holds(line: str) -> bool:
    """Hold a line that is read at once to what reading it slowly finds, and tell whether it was."""
    taken = _read(line)
    if taken is None:
        return False
    (found, *more), problems = _slowly(line)
    assert (problems, more) == ([], [])
    assert taken.says(found)
    assert {**taken.places} == {**found.places}
    return True


def test_nearly_all_records_that_come_with_timeline_are_read_at_once_and_say_the_same() -> None:
    slowly = [line for line in _told() if not _holds(line)]
    assert all('"readings":' in line for line in slowly)
    assert len(slowly) < len(_told()) / 10


@MANY
@given(st.data())
def test_whatever_values_a_line_holds_it_is_read_at_once_only_if_nothing_is_wrong(data: st.DataObject) -> None:
    said = standard.loads(data.draw(st.sampled_from(_told())))
    for _ in range(data.draw(st.integers(1, 3))):
        _spoil(data, said)
    _holds(standard.dumps(said, ensure_ascii=data.draw(st.booleans())))


def _spoil(data: st.DataObject, said: dict[str, Any]) -> None:
    """Put something odd into a record, or into one of its parts."""
    inside = [part for value in said.values() if isinstance(value, list) for part in value if isinstance(part, dict)]
    into = data.draw(st.sampled_from([said, *inside]))
    name = data.draw(st.sampled_from([*into, "name", "citations", "comments", "fields", "reading", "number", "record", "x", "é", "\x00"]))
    value = deepcopy(data.draw(st.sampled_from(ODD)))
    several = into.get(name)
    if isinstance(several, list) and several and data.draw(st.booleans()):
        several[data.draw(st.integers(0, len(several) - 1))] = value
    else:
        into[name] = value


@MANY
@given(st.data())
def test_whatever_characters_a_line_holds_it_is_read_at_once_only_if_nothing_is_wrong(data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(_told()))
    at, end = sorted(data.draw(st.tuples(*[st.integers(0, len(line))] * 2)))
    kept = data.draw(st.sampled_from([line[at:], line[at + 1 :], line[end:]]))
    _holds(line[:at] + data.draw(st.sampled_from([*BITS, line[at:end]])) + kept)


@pytest.mark.parametrize(
    "line",
    [
        '{"record_kind": "party", "id": "ukraine", "name": "A", "name": "B"}',
        '{"record_kind": "party", "id": "ukraine", "name": "Ukraine", "citations": null}',
        '{"record_kind": ["party"], "id": "ukraine", "name": "Ukraine"}',
        '{"record_kind": "party", "id": "ukraine", "name": "Ukraine", "name": null}',
        '{"record_kind": "party", "id": "a/b", "name": "Ukraine"}',
        '{"record_kind": "place", "id": "kyiv", "name": "Kyiv", "latitude": true}',
        '{"record_kind": "place", "id": "kyiv", "name": "Kyiv", "latitude": 1e999}',
        '{"record_kind": "place", "id": "kyiv", "name": "Ky\\u0000iv"}',
        '{"record_kind": "place", "id": "kyiv", "name": "Ky\x7fiv"}',
        '{"record_kind": "place", "id": "kyiv", "name": "Kyi\\u0306v"}',
        '{"record_kind": "place", "id": "kyiv", "name": "\u2067Kyiv", "note": "\u2069"}',
        '{"record_kind": "place", "id": "kyiv", "name": "Kyiv", "citations": [{"source": "a", "fields": ["nowhere"]}]}',
        '{"record_kind": "place", "id": "kyiv", "name": "Kyiv", "citations": [{"source": "a", "number": 2}]}',
        '{"record_kind": "place", "id": "kyiv", "name": "Kyiv", "citations": [{"source": "a", "reading": 2}]}',
        '{"record_kind": "place", "id": "kyiv", "name": "Kyiv", "answers": []}',
        '{"record_kind": "round", "id": "a/r1", "process": "b", "number": 1, "status": "held"}',
        "[]",
        "7",
        "",
        "[" * 100_000,
    ],
)
def test_a_line_in_doubt_is_not_read_at_once(line: str) -> None:
    assert _read(line) is None


def test_where_things_stand_is_found_when_it_is_asked_for() -> None:
    line = '{"record_kind": "place", "id": "kyiv", "name": "Kyiv", "citations": [{"source": "tass"}]}'
    found = _read(line)
    assert found is not None
    assert [found.place(name) for name in ("", "name", "citations.1.source")] == [START._replace(column=at) for at in (1, 48, 81)]
    assert len(found.places) == len({*found.places})
