"""Claims about JSON Lines: each record is one line and comes back as it was, and nothing in a line is guessed."""

import json as standard
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.strategies import TALKS, Tree
from timeline import importing, records
from timeline.dossier import Dossier
from timeline.files import json, lines
from timeline.problems import Place, Problem

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
PARTY = '{"record_kind": "party", "id": "ukraine", "name": "Ukraine"}\n'

Finds = Callable[[bytes], list[str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file.jsonl"


@pytest.fixture
def finds(path: Path) -> Finds:
    """Read bytes for what is wrong with them."""

    def finds(content: bytes) -> list[str]:
        path.write_bytes(content)
        return [str(problem) for problem in lines.read(path, "file").problems]

    return finds


def _same(path: Path, dossier: Dossier) -> None:
    """Write a dossier as lines, and hold what is read from them to it."""
    path.write_text("".join(lines.written(dossier)), encoding="utf-8")
    found = lines.read(path)
    assert found.problems == []
    assert {entry.id for entry in found.entries} == set(dossier.entries)
    assert [entry.id for entry in found.entries if not entry.says(dossier.entries[entry.id])] == []


def _dossier(paths: list[Path]) -> Dossier:
    draft = importing.read(paths)
    assert [problem for problem in importing.checked(draft, Dossier()) if not problem.warning] == []
    return draft.dossier


# Out and in


def test_all_records_that_come_with_timeline_come_back_as_they_were(path: Path) -> None:
    _same(path, _dossier([importing.bundled()]))


@FEW
@given(TALKS)
def test_any_dossier_comes_back_as_it_was(tmp_path: Path, path: Path, tree: Tree) -> None:
    (tmp_path / "talks.yaml").write_text(standard.dumps(tree, ensure_ascii=False), encoding="utf-8")
    _same(path, _dossier([tmp_path / "talks.yaml"]))


def test_lines_are_ordered_by_kind_and_then_by_handle(seed: Path) -> None:
    found = [standard.loads(line) for line in lines.written(_dossier([seed]))]
    order = [(list(records.KINDS).index(record["record_kind"]), record["id"]) for record in found]
    assert order == sorted(order)


def test_a_line_is_what_an_entry_says(seed: Path) -> None:
    dossier = _dossier([seed])
    for line in lines.written(dossier):
        assert line.count("\n") == 1
        said = standard.loads(line)
        assert said == dossier.entries[said["id"]].plain()


# What a file may look like


def test_blank_lines_a_mark_and_carriage_returns_are_no_mistake(finds: Finds) -> None:
    assert finds(b"\xef\xbb\xbf" + PARTY.replace("\n", "\r\n").encode() + b"\n  \n\r\n") == []


def test_a_last_line_needs_no_end(finds: Finds) -> None:
    assert finds(PARTY.strip().encode()) == []


def test_texts_are_composed(path: Path) -> None:
    path.write_text(PARTY.replace("Ukraine", "Zu\u0308rich"), encoding="utf-8")
    assert [entry.plain()["name"] for entry in lines.read(path).entries] == ["Zürich"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_another_encoding_is_named(finds: Finds, encoding: str) -> None:
    assert finds(PARTY.encode(encoding)) == ["file:1:1: the file is in UTF-16: save it as UTF-8"]


def test_a_line_that_is_not_utf_8_does_not_keep_the_others_from_being_read(path: Path) -> None:
    path.write_bytes(PARTY.replace("Ukraine", "Zürich").encode("latin-1") + PARTY.replace("ukraine", "russia").encode())
    found = lines.read(path, "file")
    assert [str(problem) for problem in found.problems] == ["file:1:53: byte 0xfc is not UTF-8: save the file as UTF-8"]
    assert [entry.id for entry in found.entries] == ["russia"]


def test_a_line_without_end_is_left_before_it_costs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 100_000)
    path.write_bytes(PARTY.encode() + b"[" * 50_000_000)
    tracemalloc.start()
    found = lines.read(path, "file")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [str(problem) for problem in found.problems] == ["file:2:1: the line is longer than 100,000 bytes"]
    assert most < 2_000_000


def test_columns_are_counted_in_characters(finds: Finds) -> None:
    (found,) = finds('{"record_kind": "party", "id": "x", "name": "Україна", "type": "stat"}'.encode())
    assert found.startswith("file:1:64: party x: type: 'stat' is none of ")


# JSON

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**19) + 1, 10**19 - 1),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text('aé\\"\n'),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text("abc", max_size=3), inner, max_size=4)),
    max_leaves=12,
)


def _plain(value: json.Value) -> Any:
    """Return a value without its places."""
    if isinstance(value.said, list):
        return [_plain(item) for item in value.said]
    if isinstance(value.said, dict):
        return {name: _plain(member.value) for name, member in value.said.items()}
    return value.said


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_json_is_read_as_every_program_reads_it(value: Any, escaped: bool, indent: int | None) -> None:
    problems: list[Problem] = []
    found = json.parsed(standard.dumps(value, ensure_ascii=escaped, indent=indent), Place("file", 1, 1), problems)
    assert problems == []
    assert found is not None
    assert _plain(found) == value


@given(st.text(st.sampled_from('{}[]":,\\ue+-.0123456789truefalsn \t\n\x00\ud800'), max_size=40))
def test_what_is_no_json_is_a_problem_and_no_accident(content: str) -> None:
    problems: list[Problem] = []
    found = json.parsed(content, Place("file", 1, 1), problems)
    try:
        told = standard.loads(content)
    except (ValueError, RecursionError):
        assert problems
    else:
        assert problems or (found is not None and _plain(found) == told)


def test_depth_is_seen_before_it_costs() -> None:
    problems: list[Problem] = []
    assert json.parsed("[" * 1_000_000, Place("file", 1, 1), problems) is None
    assert [str(problem) for problem in problems] == ["file:1:34: not JSON: nested deeper than 32 levels"]


def test_a_refused_value_for_the_fields_of_a_citation_is_told_once(finds: Finds) -> None:
    line = '{"record_kind": "party", "id": "ukraine", "name": "Ukraine", "citations": [{"source": "tass", "fields": "\\u202e"}]}\n'
    assert [found.partition(": holds")[1] for found in finds(line.encode())] == [": holds"]
