"""Claims about large files: read one process after the other, they say what they say at once."""

import gc
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATA, Run
from timeline import importing
from timeline.dossier import Dossier, Entry, restored
from timeline.files import lines, opening, surveying
from timeline.files.surveying import Survey
from timeline.problems import ProblemsFound
from timeline.store import history, verifying, writing

Plain = dict[str, Any]
Lined = Callable[..., Path]

PARTY: Plain = {"record_kind": "party", "id": "a-side", "name": "Government"}


def process(code: str, **more: Any) -> Plain:
    return {"record_kind": "process", "id": code, "name": code, "parties": ["a-side"], **more}


def source(code: str) -> Plain:
    return {"record_kind": "source", "id": f"{code}/s", "process": code, "publisher": "Agency", "published": "2020-01-02"}


def agreement(code: str, **more: Any) -> Plain:
    said = {"record_kind": "agreement", "id": f"{code}/a", "process": code, "name": "Accord", "author": ["a-side"]}
    return {**said, "citations": [{"source": f"{code}/s"}], **more}


def talks(code: str, **more: Any) -> list[Plain]:
    return [process(code), source(code), agreement(code, **more)]


@pytest.fixture(autouse=True)
def _one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """No processes are read together that need not be."""
    monkeypatch.setattr(surveying, "ENOUGH", 1)


@pytest.fixture
def lined(tmp_path: Path) -> Lined:
    """Write records as JSON Lines."""

    def lined(*records: Plain, name: str = "talks.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
        return path

    return lined


def _held(database: Path) -> Dossier:
    with writing.looked_at(database) as connection:
        return writing.load(connection)


def _sound(database: Path) -> bool:
    return list(verifying.verify(database)) == []


def _problems(path: Path, database: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        importing.into_store([path], database)
    return [str(problem).removeprefix(str(path)) for problem in found.value.problems]


# One process after the other


@pytest.mark.parametrize("paths", [[importing.bundled()], [DATA / "ledger.yaml"]], ids=["bundled", "ledger"])
def test_what_is_read_by_process_is_stored_as_what_is_read_at_once(tmp_path: Path, lined: Lined, paths: list[Path]) -> None:
    at_once, by_process = tmp_path / "at-once.db", tmp_path / "by-process.db"
    _, warnings = importing.into_store(paths, at_once)
    held = _held(at_once)
    path = lined()
    path.write_text("".join(lines.written(held)), encoding="utf-8")
    saved, found = importing.into_store([path], by_process)
    assert saved == writing.Saved(new=len(held))
    assert [entry.id for entry in _held(by_process) if not entry.says(held.entries[entry.id])] == []
    assert sorted(warning.message for warning in found) == sorted(warning.message for warning in warnings)
    assert _sound(by_process)


def test_processes_that_have_nothing_to_do_with_each_other_are_read_apart(lined: Lined) -> None:
    path = lined(PARTY, *talks("one"), *talks("two"))
    assert list(Survey([path]).portions())[1:] == [["one"], ["two"]]


def test_small_processes_are_read_together(lined: Lined, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "ENOUGH", 6)
    path = lined(*talks("one"), *talks("two"), *talks("three"))
    assert list(Survey([path]).portions())[1:] == [["one", "two"], ["three"]]


@pytest.mark.parametrize(
    "told",
    [
        agreement("one", lineage=[{"relation": "amends", "other": "two/a"}]),
        {
            "record_kind": "agreement",
            "id": "one/a",
            "process": "one",
            "name": "two\\/a",
            "lineage": [{"relation": "amends", "other": "two/a"}],
        },
        process("one", waivers=[{"rule": "facts-have-a-source", "subject": "two", "reason": "Seen."}]),
        {"record_kind": "statement", "id": "one/w", "process": "one", "text": "On both.", "about": "two"},
        process("one", formerly=["two/x"]),
        process("one", formerly=["two"]),
    ],
    ids=["handle", "escaped", "waiver", "process", "before", "called so before"],
)
def test_processes_that_name_each_other_are_read_together(lined: Lined, told: Plain) -> None:
    assert list(Survey([lined(told, process("three"), process("two"))]).portions())[1:] == [["one", "two"], ["three"]]


@pytest.mark.parametrize("code", ["before", "zenith"])
def test_a_record_may_name_one_of_another_process_wherever_it_stands(lined: Lined, database: Path, code: str) -> None:
    path = lined(PARTY, *talks("middle", lineage=[{"relation": "amends", "other": f"{code}/a"}]), *talks(code))
    assert importing.into_store([path], database)[0].new == 7
    assert _sound(database)


def test_a_name_from_before_leads_into_another_process(lined: Lined, database: Path) -> None:
    renamed = [process("two", formerly=["ancient"]), source("two"), agreement("two", formerly=["ancient/a"])]
    path = lined(PARTY, *talks("one", lineage=[{"relation": "amends", "other": "ancient/a"}]), *renamed)
    importing.into_store([path], database)
    (lineage,) = _held(database).entries["one/a"].parts["lineage"]
    assert getattr(lineage, "other", "") == "two/a"


def test_what_all_share_may_stand_anywhere(lined: Lined, database: Path) -> None:
    importing.into_store([lined(*talks("one"), PARTY)], database)
    assert _sound(database)


def test_all_of_it_is_one_change(lined: Lined, database: Path) -> None:
    importing.into_store([lined(PARTY, *talks("two"), *talks("one"))], database)
    with writing.looked_at(database) as connection:
        assert [step.record for step in history.done_by(connection, 1)] == ["a-side", "one", "one/a", "one/s", "two", "two/a", "two/s"]


def test_the_same_again_changes_nothing(lined: Lined, database: Path) -> None:
    path = lined(PARTY, *talks("one"), *talks("two"))
    importing.into_store([path], database)
    before = database.read_bytes()
    assert importing.into_store([path], database)[0] == writing.Saved(unchanged=7)
    assert database.read_bytes() == before


def test_what_a_file_leaves_out_of_its_processes_may_be_removed(lined: Lined, database: Path) -> None:
    importing.into_store([lined(PARTY, *talks("one"), *talks("two"))], database)
    saved, _ = importing.into_store([lined(process("one"), source("one"))], database, replace=True)
    assert (saved, "one/a" in _held(database), "two/a" in _held(database)) == (writing.Saved(unchanged=2, removed=1), False, True)
    assert _sound(database)


def test_a_change_of_what_all_share_reaches_every_process_on_record(lined: Lined, database: Path) -> None:
    importing.into_store([lined(PARTY, *talks("one"), *talks("two"))], database)
    saved, _ = importing.into_store([lined({**PARTY, "name": "Republic"}, *talks("two"))], database)
    assert saved == writing.Saved(changed=1, unchanged=3)
    assert _sound(database)


def test_a_waiver_in_a_process_is_of_what_all_share_too(lined: Lined, database: Path) -> None:
    names = [
        {"record_kind": "person", "id": code, "name": name, "party": "a-side"} for code, name in (("x", "Podolyak"), ("y", "Podoliak"))
    ]
    waiver = {"rule": "names-differ-by-more-than-spelling", "subject": "x", "reason": "Two persons."}
    _, told = importing.into_store([lined(PARTY, *names, process("one"))], database)
    _, waived = importing.into_store([lined(PARTY, *names, process("one", waivers=[waiver]))], database.with_name("waived.db"))
    assert [problem.rule for problem in told] == ["names-differ-by-more-than-spelling"]
    assert waived == []


# What is wrong


def test_every_problem_of_every_process_is_told_in_the_order_of_the_file(lined: Lined, database: Path) -> None:
    wrong = {"author": ["nobody"]}
    path = lined(
        {**PARTY, "type": "x"},
        *talks("two", **wrong),
        *talks("one"),
        agreement("two", id="two/b", form="x"),
        {**PARTY, "record_kind": "parti"},
    )
    found = [problem.split(": ")[:2] for problem in _problems(path, database)]
    assert found == [
        [":1:72", "party a-side"],
        [":4:92", "agreement two/a"],
        [":8:147", "agreement two/b"],
        [":9:17", "no kind of record 'parti' (did you mean 'party' or 'third_party'?)"],
    ]
    assert not database.exists()


def test_one_wrong_process_keeps_all_out(lined: Lined, database: Path) -> None:
    importing.into_store([lined(PARTY, *talks("one"))], database)
    before = database.read_bytes()
    wrong = agreement("three", date="2020-01-02", lineage=[{"relation": "amends", "other": "three/x"}])
    assert len(_problems(lined(PARTY, *talks("two"), process("three"), wrong), database)) == 2
    assert database.read_bytes() == before


def test_a_handle_that_is_given_twice_is_told_with_both_places(lined: Lined, database: Path) -> None:
    first, second = lined(PARTY, *talks("one"), process("a-side")), lined(agreement("one"), name="zweite.jsonl")
    with pytest.raises(ProblemsFound) as found:
        importing.into_store([first, second], database)
    assert [str(problem) for problem in found.value.problems] == [
        f"{first}:5:1: 'a-side' is already a party at {first}:1:1: give it another handle",
        f"{second}:1:1: 'one/a' is already a agreement at {first}:4:1: give it another handle",
    ]


def test_a_record_of_no_process_is_told_with_what_is_near(lined: Lined, database: Path) -> None:
    (problem, *_) = _problems(lined(PARTY, *talks("oslo-channel"), agreement("oslo-chanel", citations=[])), database)
    assert "no process 'oslo-chanel' (did you mean 'oslo-channel'?)" in problem


def test_behind_too_many_problems_nothing_is_read(lined: Lined, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST", 3)
    wrong = [process(f"p{number}", status="x") for number in range(9)]
    found = _problems(lined(*wrong, PARTY), database)
    *wrong_status, last = found
    assert [problem.partition(" status: ")[0] for problem in wrong_status] == [f":{n}:87: process p{n - 1}:" for n in (1, 2, 3)]
    assert last == ":3:87: there are 3 problems: mend these first; the rest of the file was not read"


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf\r\n"])
def test_a_file_that_says_nothing_is_told(lined: Lined, database: Path, content: bytes) -> None:
    path = lined()
    path.write_bytes(content)
    assert _problems(path, database) == [":1:1: the file says nothing"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mark_and_ends_of_lines_make_no_difference(lined: Lined, database: Path, end: str) -> None:
    path = lined(PARTY, *talks("one"))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", end.encode()))
    assert importing.into_store([path], database)[0].new == 4


def test_a_dry_run_tells_the_same(lined: Lined, database: Path) -> None:
    importing.into_store([lined(PARTY, *talks("one"))], database)
    path = lined({**PARTY, "name": "Republic"}, *talks("one"), *talks("two"))
    tried, _ = importing.tried([path], database)
    assert tried == importing.into_store([path], database)[0] == writing.Saved(new=3, changed=1, unchanged=3)


def test_a_check_tells_the_same(run: Run, lined: Lined) -> None:
    told = run("check", lined(PARTY, *talks("one", author=["nobody"]), *talks("two", author=["nobody"])))
    assert (told.status, told.out.count("no party 'nobody'")) == (3, 2)


def test_what_was_made_is_what_was_written(lined: Lined) -> None:
    read = [entry for part in Survey([lined(PARTY, *talks("one"))]).read(["one"]) for entry in part.entries]
    assert [entry.plain() for entry in read] == [_plain(entry) for entry in talks("one")]


def _plain(record: Plain) -> Plain:
    entry: Entry = restored(record)
    return entry.plain()


def test_how_far_it_has_come_is_told_behind_every_portion(lined: Lined, database: Path) -> None:
    told: list[tuple[int, int]] = []
    importing.into_store([lined(PARTY, *talks("one"), *talks("two"))], database, report=lambda done, total: told.append((done, total)))
    assert told == [(4, 7), (7, 7)]


def test_nothing_is_left_of_a_portion_behind_it(lined: Lined, database: Path) -> None:
    """What nobody needs any more would otherwise gather to gigabytes behind a million rounds."""
    left: list[int] = []
    path = lined(PARTY, *(record for number in range(6) for record in talks(f"talks-{number}")))
    importing.into_store([path], database, report=lambda *_: left.append(gc.collect()))
    assert left[2:] == [0] * (len(left) - 2)
    assert len(left) == 6


def test_an_import_that_is_broken_off_stores_nothing(lined: Lined, database: Path) -> None:
    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    importing.into_store([lined(PARTY)], database)
    before = database.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        importing.into_store([lined(PARTY, *talks("one"), *talks("two"))], database, report=interrupt)
    assert database.read_bytes() == before
