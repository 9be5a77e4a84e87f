"""Claims about tables: what is written comes back as it was, no text is taken for a formula, and every mistake has its cell."""

import csv as standard
import io
import json
from collections.abc import Callable
from pathlib import Path

import frictionless
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import DATA, File
from tests.strategies import TALKS, TEXTS, Tree
from timeline import importing, records
from timeline.dossier import Dossier
from timeline.files import csv, keys, package, shapes, tables
from timeline.files.gathering import Tabular
from timeline.files.opening import Unreadable
from timeline.importing import Draft
from timeline.problems import Problem
from timeline.render import csv as reports

FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

Read = Callable[..., Draft]


def _dossier(paths: list[Path]) -> Dossier:
    draft = importing.read(paths)
    assert [problem for problem in importing.checked(draft, Dossier()) if not problem.warning] == []
    return draft.dossier


def _package(dossier: Dossier, folder: Path) -> Path:
    """Write a dossier as tables into a folder, in the place of what was there."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, pieces in tables.written(dossier):
        (folder / name).write_text("".join(pieces), encoding="utf-8", newline="")
    return folder


def _same(folder: Path, dossier: Dossier) -> None:
    """Hold what is read from the tables in a folder to a dossier."""
    found = _dossier([folder])
    assert set(found.entries) == set(dossier.entries)
    assert [entry.id for entry in found if not entry.says(dossier.entries[entry.id])] == []


@pytest.fixture(scope="module")
def bundled() -> Dossier:
    """The records that come with timeline."""
    return _dossier([importing.bundled()])


@pytest.fixture(scope="module")
def packed(bundled: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The records that come with timeline, as tables."""
    return _package(bundled, tmp_path_factory.mktemp("tables"))


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a table beside the talks that all tables here tell of."""

    def read(name: str, content: str, tabular: Tabular = importing.AS_NAMED) -> Draft:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8", newline="")
        draft = importing.read([path, DATA / "talks.yaml"], tabular)
        draft.problems[:] = [problem for problem in importing.checked(draft, Dossier()) if not problem.warning]
        return draft

    return read


# The way back


def test_all_records_that_come_with_timeline_come_back_as_they_were(bundled: Dossier, packed: Path) -> None:
    _same(packed, bundled)


@FEW
@given(TALKS)
def test_any_dossier_comes_back_as_it_was(tmp_path: Path, tree: Tree) -> None:
    (tmp_path / "talks.yaml").write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    dossier = _dossier([tmp_path / "talks.yaml"])
    _same(_package(dossier, tmp_path / "tables"), dossier)


def test_the_same_records_give_the_same_bytes_whatever_their_order(bundled: Dossier) -> None:
    turned = Dossier(list(bundled)[::-1])
    assert [(name, [*pieces]) for name, pieces in tables.written(bundled)] == [(name, [*pieces]) for name, pieces in tables.written(turned)]


def test_each_kind_of_record_and_of_part_has_its_file(bundled: Dossier, packed: Path) -> None:
    kinds = {keys.plural(entry.kind).replace("_", "-") for entry in bundled}
    parts = {into for entry in bundled for into, found in entry.parts.items() if found}
    assert {path.name for path in packed.iterdir()} == {f"{name}.csv" for name in kinds | parts} | {package.NAME}


def test_what_is_not_on_record_has_no_file(file: File, tmp_path: Path) -> None:
    dossier = _dossier([file("parties: {ukraine: {name: Ukraine}}\n")])
    assert {path.name for path in _package(dossier, tmp_path / "tables").iterdir()} == {"parties.csv", package.NAME}


def test_the_handle_is_the_first_column_and_every_field_has_one() -> None:
    for said in [*records.KINDS.values(), *records.PARTS.values()]:
        columns = tables.columns(said)
        assert columns[0] == ("id" if issubclass(said, records.Record) else "record")
        assert sorted(columns) == sorted(said.model_fields)


# The package


def test_the_validator_of_frictionless_data_accepts_the_package(packed: Path) -> None:
    report = frictionless.validate(packed / package.NAME)
    assert report.flatten(["type", "message"]) == []
    assert report.stats["tasks"] == len(list(packed.glob("*.csv")))


def test_the_validator_refuses_a_package_that_does_not_hold_what_it_says(packed: Path, tmp_path: Path) -> None:
    for path in packed.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rounds = (tmp_path / "rounds.csv").read_text(encoding="utf-8")
    (tmp_path / "rounds.csv").write_text(rounds.replace(",held,", ",hold,", 1), encoding="utf-8")
    parties = (tmp_path / "parties.csv").read_text(encoding="utf-8")
    (tmp_path / "parties.csv").write_text(parties.replace("\nukraine,", "\nukrania,", 1), encoding="utf-8")
    found = {kind for (kind,) in frictionless.validate(tmp_path / package.NAME).flatten(["type"])}
    assert {"constraint-error", "foreign-key"} <= found


def test_fields_are_described_in_the_words_of_the_records(packed: Path) -> None:
    described = json.loads((packed / package.NAME).read_text(encoding="utf-8"))
    assert {"name", "title", "licenses"} <= described.keys()
    for resource in described["resources"]:
        said = next(said for name, said in _classes() if name == resource["name"])
        for field in resource["schema"]["fields"]:
            held = shapes.of(said)[field["name"]]
            assert field["description"].startswith(str(said.model_fields[field["name"]].description))
            assert field.get("constraints", {}).get("required", False) == held.required
            if held.words is not None and not held.several:
                assert field["constraints"]["enum"] == list(held.words)


def test_a_row_is_told_from_the_others_by_its_handle_or_by_its_record_and_number(packed: Path) -> None:
    described = json.loads((packed / package.NAME).read_text(encoding="utf-8"))
    keyed = {resource["name"]: resource["schema"]["primaryKey"] for resource in described["resources"]}
    assert keyed == {name: ["record", "number"] if name in records.PARTS else ["id"] for name in keyed}


def _classes() -> list[tuple[str, type[records.Said]]]:
    kinds: list[tuple[str, type[records.Said]]] = [(keys.plural(kind).replace("_", "-"), said) for kind, said in records.KINDS.items()]
    return [*kinds, *records.PARTS.items()]


def test_a_package_of_one_process_is_called_after_it(seed: Path, tmp_path: Path) -> None:
    described = json.loads((_package(_dossier([seed]), tmp_path / "tables") / package.NAME).read_text(encoding="utf-8"))
    assert (described["name"], described["title"]) == ("ukraine-russia-2022", "Ukraine–Russia talks")


def test_a_field_refers_to_another_table_only_where_every_record_that_it_names_is_in_it(seed: Path) -> None:
    dossier = _dossier([seed])
    del dossier.entries["ukraine"]
    described = json.loads("".join(dict(tables.written(dossier))[package.NAME]))
    foreign = {
        (resource["name"], key["fields"][0]) for resource in described["resources"] for key in resource["schema"].get("foreignKeys", ())
    }
    assert ("positions", "issue") in foreign
    assert ("positions", "party") not in foreign


# Cells

ROWS = st.lists(st.lists(st.text(st.sampled_from("ab,\"\n;' =é\t")), min_size=2, max_size=4), min_size=1, max_size=5)


@given(ROWS)
def test_rows_are_read_as_they_are_written_by_us_and_by_others(rows: list[list[str]]) -> None:
    problems: list[Problem] = []
    ours = "".join(csv.line(row) for row in rows)
    others = io.StringIO()
    standard.writer(others, lineterminator="\r\n").writerows(rows)
    for written in (ours, others.getvalue()):
        found = [[cell.text for cell in row.cells] for row in csv.rows(written.encode(), "file", problems)]
        assert found == [row for row in rows if any(cell.strip() for cell in row)]
    assert [*standard.reader(io.StringIO(ours, newline=""), strict=True)] == rows
    assert problems == []


@given(ROWS)
def test_the_place_of_a_cell_is_where_it_stands_in_the_file(rows: list[list[str]]) -> None:
    written = "".join(csv.line(row) for row in rows)
    lines = written.split("\n")
    for row in csv.rows(written.encode(), "file", []):
        for cell in row.cells:
            begins = csv.line([cell.text]).removesuffix("\n").split("\n")[0]
            assert lines[cell.place.line - 1][cell.place.column - 1 :].startswith(begins)


@given(st.binary(max_size=60).map(lambda raw: raw.replace(b"a", b'"').replace(b"b", b",").replace(b"c", b"\n")))
def test_what_is_no_table_is_a_problem_and_no_accident(raw: bytes) -> None:
    problems: list[Problem] = []
    for row in csv.rows(b"x" + raw.replace(b"\x00", b""), "file", problems):
        assert row.cells
    assert all(problem.place and problem.place.line >= 1 for problem in problems)


def test_a_table_of_as_many_cells_as_are_held_is_read_and_one_of_more_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "MOST_CELLS", 4)
    assert len(list(csv.rows(b"a,b\n1,2\n", "file", []))) == 2
    with pytest.raises(Unreadable) as stopped:
        list(csv.rows(b"a,b\n1,2,3\n", "file", []))
    assert str(stopped.value.problem) == "file:2:5: C2: more than 4 cells in one table: split it"


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_in_spreadsheets(number: int, letters: str) -> None:
    assert csv.letters(number) == letters


@given(TEXTS)
def test_a_text_is_guarded_as_in_the_tables_of_reports(value: str) -> None:
    assert csv.guarded(value) == reports.cell(value)
    assert csv.unguarded(csv.guarded(value)) == value


@pytest.mark.parametrize("sign", "=+-@'\t")
def test_a_text_that_a_spreadsheet_would_take_for_a_formula_stands_behind_an_apostrophe(sign: str) -> None:
    assert csv.guarded(f"{sign}1") == f"'{sign}1"


def test_dates_and_figures_are_never_guarded(read: Read) -> None:
    draft = read("events.csv", "process,key,kind,text,date,sequence\ntalks,e,other,-1 degrees,-0044-03-15,-2\n")
    assert draft.problems == []
    written = dict(tables.written(draft.dossier))["events.csv"]
    assert [*written][1] == "talks/e,talks,other,,,,'-1 degrees,-0044-03-15,,,-2,,\n"


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_several_values_share_a_cell_and_come_apart_again(values: list[str]) -> None:
    assert csv.split(csv.joined(values)) == values


def test_a_semicolon_in_a_value_is_written_with_a_backslash() -> None:
    assert csv.joined(["a; b", "c\\d"]) == "a\\; b; c\\\\d"


# In


def test_a_row_is_a_record_with_its_fields_from_the_header(read: Read) -> None:
    draft = read("rounds.csv", "process,number,status,places,formats,cite\ntalks,2,held,brest,mediated; video,s\n")
    assert draft.problems == []
    assert draft.dossier.entries["talks/r2"].plain() == {
        "record_kind": "round",
        "id": "talks/r2",
        "process": "talks",
        "number": 2,
        "status": "held",
        "places": ["brest"],
        "formats": ["mediated", "video"],
        "citations": [{"source": "talks/s"}],
    }


@pytest.mark.parametrize(
    ("name", "content", "handle"),
    [
        ("rounds.csv", "id,status\ntalks/first,held\n", "talks/first"),
        ("rounds.csv", "process,key,status\ntalks,first,held\n", "talks/first"),
        ("rounds.csv", "process,number,status\ntalks,3,held\n", "talks/r3"),
        ("rounds.csv", "process,name,status\ntalks,The Café Meeting,held\n", "talks/the-cafe-meeting"),
        ("round.csv", "process,date,status\ntalks,2022-03-03,held\n", "talks/2022-03-03"),
        ("oslo.rounds.csv", "process,number,status\ntalks,3,held\n", "talks/r3"),
        ("positions.csv", "process,round,party,issue,stance\ntalks,r0,ukraine,corridors,demand\n", "talks/r0/ukraine-corridors"),
        ("positions.csv", "round,key,party,issue,stance\ntalks/r0,p,ukraine,corridors,demand\n", "talks/r0/p"),
        ("delegations.csv", "process,round,party\ntalks,r0,Kyiv\n", "talks/r0/ukraine"),
        ("third-parties.csv", "process,round,party\ntalks,r0,russia\n", "talks/r0/third-parties/russia"),
        ("third_parties.csv", "process,round,party\ntalks,r0,russia\n", "talks/r0/third-parties/russia"),
        ("outcomes.csv", "process,round,issue,status\ntalks,r0,corridors,agreed\n", "talks/r0/corridors"),
        ("statements.csv", "process,party,date,text\ntalks,Україна,2022-03-03,We met.\n", "talks/ukraine-2022-03-03"),
        ("sources.csv", "process,publisher,published\ntalks,The Times,2022-03-04\n", "talks/the-times-2022-03-04"),
        ("sources.csv", "key,publisher\nwire,Wire\n", "wire"),
        ("persons.csv", "name,party\nІна Арас,Kyiv\n", "ina-aras"),
    ],
)
def test_a_record_is_called_by_its_handle_or_key_or_by_what_it_says(read: Read, name: str, content: str, handle: str) -> None:
    draft = read(name, content)
    assert draft.problems == []
    assert handle in draft.dossier


def test_what_is_wrong_with_a_key_is_told_in_its_cell(read: Read) -> None:
    draft = read("rounds.csv", "process,status,key\ntalks,held,a_b\ntalks,held,two\ntalks,held,two\n")
    assert [str(problem.place).rpartition("rounds.csv:")[2] for problem in draft.problems] == ["2:12: C2", "4:12: C4"]


@pytest.mark.parametrize("written", ["ukraine", "Ukraine", "UKRAINE", "Україна", "kyiv"])
def test_a_name_is_found_by_code_name_or_alias_in_any_script(read: Read, written: str) -> None:
    draft = read("rounds.csv", f"process,number,status,declined_by\ntalks,2,refused,{written}\n")
    assert draft.problems == []
    assert draft.dossier.entries["talks/r2"].plain()["declined_by"] == ["ukraine"]


def test_names_may_stand_in_another_table_and_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "parties.csv").write_text("name,parent\nArmy of the South,South\nSouth,\n", encoding="utf-8")
    (tmp_path / "events.csv").write_text("process,kind,parties,text\ntalks,battle,Army of the South,A fight.\n", encoding="utf-8")
    found = _dossier([tmp_path, DATA / "talks.yaml"])
    assert found.entries["army-of-the-south"].plain()["parent"] == "south"
    assert found.entries["talks/battle"].plain()["parties"] == ["army-of-the-south"]


def test_the_singular_may_name_a_column_of_several(read: Read) -> None:
    assert read("rounds.csv", "process,number,status,place\ntalks,2,held,Брест\n").dossier.entries["talks/r2"].plain()["places"] == [
        "brest"
    ]


def test_an_empty_cell_says_nothing(read: Read) -> None:
    assert "date" not in read("rounds.csv", "process,number,status,date\ntalks,2,held,\n").dossier.entries["talks/r2"].plain()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_mark_and_any_end_of_lines_are_no_mistake(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "rounds.csv"
    path.write_bytes('process,number,status,summary\ntalks,2,held,"They met,\nand parted."\n\n,,,\n'.replace("\n", end).encode(encoding))
    found = _dossier([path, DATA / "talks.yaml"])
    assert found.entries["talks/r2"].plain()["summary"] == "They met,\nand parted."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_another_encoding_is_named(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "rounds.csv"
    path.write_bytes("process,number,status\ntalks,2,held\n".encode(encoding))
    assert [str(problem) for problem in importing.read([path]).problems] == [f"{path}:1:1: the file is in UTF-16: save it as UTF-8"]


def test_a_cell_of_more_than_a_megabyte_is_refused(read: Read) -> None:
    draft = read("rounds.csv", f"process,number,status,summary\ntalks,2,held,{'x' * 1_000_001}\ntalks,3,hold,\n")
    first, second = draft.problems
    assert str(first).endswith("rounds.csv:2:14: D2: the cell is longer than 1,000,000 characters")
    assert (second.place and second.place.cell, second.field) == ("C3", "status")


def test_a_row_that_is_wrong_may_still_be_named_by_others(tmp_path: Path) -> None:
    (tmp_path / "rounds.csv").write_text("process,number,status\ntalks,2,hold\ntalks,3,held,more\n", encoding="utf-8")
    (tmp_path / "delegations.csv").write_text("process,round,party\ntalks,r2,russia\ntalks,r3,russia\n", encoding="utf-8")
    draft = importing.read([tmp_path, DATA / "talks.yaml"])
    assert [problem.place and problem.place.cell for problem in importing.checked(draft, Dossier())] == ["C2", "D3"]


def test_parts_may_be_given_in_any_order_and_are_counted_anew(read: Read) -> None:
    draft = read("citations.csv", "record,number,source,locator\ntalks/r0,7,s,second\ntalks/r0,3,s,first\n")
    assert draft.problems == []
    assert [part["locator"] for part in draft.dossier.entries["talks/r0"].plain()["citations"]] == ["first", "second"]


def test_citations_keep_to_their_account_when_accounts_are_counted_anew(tmp_path: Path) -> None:
    (tmp_path / "readings.csv").write_text(
        'record,number,said\ntalks/r0,5,"{""status"": ""refused""}"\ntalks/r0,9,"{""status"": ""cancelled""}"\n', encoding="utf-8"
    )
    (tmp_path / "citations.csv").write_text(
        "record,source,reading\ntalks/r0,talks/s,0\ntalks/r0,talks/s,9\ntalks/r0,talks/s,5\n", encoding="utf-8"
    )
    found = _dossier([tmp_path, DATA / "talks.yaml"]).entries["talks/r0"]
    assert [reading.said for reading in found.readings] == ['{"status": "refused"}', '{"status": "cancelled"}']
    assert [citation.reading for citation in found.citations] == [0, 2, 1]
