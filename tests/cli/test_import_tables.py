"""Claims about spreadsheets brought in: all of one or nothing, by its header or a mapping, with names that are known or declared."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATA, File, Run, Told, kept
from tests.places import Places, everything
from timeline import importing
from timeline.dossier import Entry
from timeline.files import tables
from timeline.store import writing
from timeline.store.location import Database

HEADER = "process,number,status,date,places,declined_by,summary,cite"

Entries = Callable[[], dict[str, Entry]]


@pytest.fixture
def talks(run: Run) -> Told:
    """Put the talks on record of which all tables here tell."""
    return run("import", DATA / "talks.yaml")


@pytest.fixture
def entries(database: Path) -> Entries:
    """Return what is on record."""

    def entries() -> dict[str, Entry]:
        with writing.looked_at(database) as connection:
            return writing.load(connection).entries

    return entries


def _plain(entries: Entries, handle: str) -> dict[str, Any]:
    return entries()[handle].plain()


# A spreadsheet of a thousand rows, ten of them wrong in ten ways


def _rows() -> list[str]:
    days = [f"{1000 + number}-03-03" for number in range(1, 1001)]
    return [f'talks,{number},held,{day},Брест,,"They met, and parted.",s' for number, day in enumerate(days, start=1)]


WRONG: dict[int, tuple[str, str]] = {
    10: ("talks,10,hold,1010-03-03,brest,,x,s", "C11: round talks/r10: status: 'hold' is none of"),
    110: ("talks,110,held,03/04/1110,brest,,x,s", "D111: round talks/r110: date: '03/04/1110' could be 3 April 1110 or 4 March 1110"),
    210: ("talks,210,held,1210-03-03,Minsk,,x,s", "E211: round talks/r210: places: no place 'Minsk'"),
    310: ("talks,310,held,1310-03-03,brest,,x,statecraft", "H311: round talks/r310: source: no source 'statecraft'"),
    410: ("talks,409,held,1410-03-03,brest,,x,s", "A411: round talks/r409: 'talks/r409' stands at"),
    510: ("talks,510,held,1510-03-03,brest,,x,s,y", "I511: the row has 9 cells, and the header has 8"),
    610: ("talks,610,held", "A611: the row has 3 cells, and the header has 8"),
    710: ('talks,710,held,1710-03-03,brest,,"x,s', "G711: the quotation mark here is closed at line 712, column 35, where text follows"),
    810: ("talks,810,held,1810-03-03,brest,,x\0y,s", "G811: round talks/r810: summary: holds U+0000 (null)"),
    910: ("talks,910,,1910-03-03,brest,,x,s", "C911: round talks/r910: status: is missing"),
}


@pytest.fixture
def wrong(file: File) -> Path:
    """The spreadsheet with its ten mistakes."""
    rows = _rows()
    for number, (row, _) in WRONG.items():
        rows[number - 1] = row
    return file("\n".join([HEADER, *rows, ""]), "wrong/rounds.csv")


@pytest.fixture
def mended(file: File) -> Path:
    """The spreadsheet without them."""
    return file("\n".join([HEADER, *_rows(), ""]), "mended/rounds.csv")


def test_ten_mistakes_in_a_thousand_rows_are_told_at_ten_places_and_nothing_is_stored(
    run: Run, talks: Told, wrong: Path, database: Path
) -> None:
    before = everything(database)
    told = run("import", wrong)
    *findings, closing = told.err.splitlines()
    assert (told.status, told.out, closing) == (1, "", "10 problems. Nothing was stored.")
    for finding, (number, (_, message)) in zip(findings, WRONG.items(), strict=True):
        assert finding.startswith(f"{wrong}:{number + 1}:")
        assert f": {message}" in finding
    assert everything(database) == before
    assert talks.status == 0


def test_a_dry_run_tells_what_would_be_created_and_what_is_rejected(run: Run, talks: Told, wrong: Path, database: Path) -> None:
    before = everything(database)
    told = run("import", wrong, "--dry-run")
    assert told.status == 3
    assert told.out == "990 would be created, 0 would be changed, 0 unchanged, 10 rejected\n"
    assert len({line.split(": ")[1] for line in told.err.splitlines()[:-1]}) == 10
    assert (everything(database), talks.status) == (before, 0)


def test_mended_it_is_stored_once_and_a_second_import_changes_nothing(run: Run, talks: Told, mended: Path, database: Path) -> None:
    assert run("import", mended, "--dry-run").out == "1000 would be created, 0 would be changed, 0 unchanged, 0 rejected\n"
    assert run("import", mended).out == "1000 new, 0 changed, 0 unchanged\n"
    before = everything(database)
    assert (
        run("import", mended, "--dry-run").out
        == "nothing would change: 0 would be created, 0 would be changed, 1000 unchanged, 0 rejected\n"
    )
    assert run("import", mended).out == "nothing changed: 0 new, 0 changed, 1000 unchanged\n"
    assert (everything(database), talks.status) == (before, 0)


def test_checking_a_table_tells_the_line_the_column_and_the_cell(run: Run, talks: Told, file: File) -> None:
    path = file("process,number,status\ntalks,2,hold\n", "rounds.csv")
    told = run("check", path)
    assert told.out.startswith(f"{path}:2:9: C2: round talks/r2: status: ")
    assert talks.status == 0


# What a table does not speak of


def _exported(database: Database, folder: Path) -> Path:
    with writing.looked_at(database) as connection:
        dossier = writing.load(connection)
    folder.mkdir()
    for name, pieces in tables.written(dossier):
        (folder / name).write_text("".join(pieces), encoding="utf-8", newline="")
    return folder


def test_a_table_changes_what_it_has_columns_for_and_leaves_the_rest(run: Run, stored: Path, tmp_path: Path, entries: Entries) -> None:
    before = _plain(entries, "ukraine-russia-2022/r2")
    path = _exported(stored, tmp_path / "tables") / "rounds.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",2022-03-03,", ",2022-03-04,", 1), encoding="utf-8")
    assert run("import", path).out == "0 new, 1 changed, 2 unchanged\n"
    assert _plain(entries, "ukraine-russia-2022/r2") == {**before, "date": "2022-03-04"}


def test_a_table_of_few_columns_leaves_the_other_fields(run: Run, stored: Path, file: File, entries: Entries) -> None:
    before = _plain(entries, "ukraine-russia-2022/r2")
    assert run("import", file("id,status,name\nukraine-russia-2022/r2,held,Second\n", "rounds.csv")).status == 0
    assert _plain(entries, "ukraine-russia-2022/r2") == {**before, "name": "Second"}
    assert stored.exists()


def test_an_emptied_cell_empties_its_field(run: Run, stored: Path, file: File, entries: Entries) -> None:
    before = _plain(entries, "ukraine-russia-2022/r2")
    assert run("import", file("id,status,summary\nukraine-russia-2022/r2,held,\n", "rounds.csv")).status == 0
    del before["summary"]
    assert _plain(entries, "ukraine-russia-2022/r2") == before
    assert stored.exists()


def test_a_cell_of_sources_keeps_what_is_on_record_of_their_citations(run: Run, talks: Told, file: File, entries: Entries) -> None:
    run("import", file("record,source,locator\ntalks/r0,talks/s,page 3\n", "citations.csv"))
    run("import", file("process,key,publisher\ntalks,t,Times\n", "sources.csv"))
    assert run("import", file("id,status,cite\ntalks/r0,held,t; s\n", "rounds.csv")).status == 0
    assert _plain(entries, "talks/r0")["citations"] == [{"source": "talks/t"}, {"source": "talks/s", "locator": "page 3"}]
    assert run("import", file("id,status,cite\ntalks/r0,held,s\n", "rounds.csv")).status == 0
    assert _plain(entries, "talks/r0")["citations"] == [{"source": "talks/s", "locator": "page 3"}]
    assert talks.status == 0


def test_a_table_of_parts_alone_changes_the_parts_of_the_records_that_it_names(
    run: Run, stored: Path, tmp_path: Path, entries: Entries
) -> None:
    before = {handle: entry.plain() for handle, entry in entries().items()}
    path = _exported(stored, tmp_path / "tables") / "citations.csv"
    header, first, *_ = path.read_text(encoding="utf-8").splitlines()
    handle = first.partition(",")[0]
    path.write_text(f"{header}\n{first}\n", encoding="utf-8")
    assert run("import", path).status == 0
    after = {handle: entry.plain() for handle, entry in entries().items()}
    assert len(after[handle]["citations"]) == 1
    assert {**after, handle: {**after[handle], "citations": before[handle]["citations"]}} == before


def test_a_part_that_is_taken_out_of_its_table_is_gone_where_the_record_is_told_beside_it(
    run: Run, stored: Path, tmp_path: Path, entries: Entries
) -> None:
    folder = _exported(stored, tmp_path / "tables")
    path = folder / "answers.csv"
    header, first, *others = path.read_text(encoding="utf-8").splitlines()
    handle = first.partition(",")[0]
    path.write_text("\n".join([header, *(line for line in others if not line.startswith(f"{handle},")), ""]), encoding="utf-8")
    assert run("import", folder).out.startswith("0 new, 1 changed, ")
    assert "answers" not in _plain(entries, handle)


def test_the_tables_of_what_is_on_record_change_nothing(run: Run, stored: Path, tmp_path: Path) -> None:
    before = everything(stored)
    folder = _exported(stored, tmp_path / "tables")
    assert (folder / "datapackage.json").exists()
    assert run("import", folder).out == "nothing changed: 0 new, 0 changed, 44 unchanged\n"
    assert everything(stored) == before


def test_tables_in_an_empty_store_leave_what_the_data_file_did(stored: Database, own: Places, tmp_path: Path) -> None:
    place = own.new()
    importing.into_store([_exported(stored, tmp_path / "tables")], place)
    assert kept(place) == kept(stored)


# A mapping

MAPPING = """\
kind: round
columns: {Nr: number, Datum: date, Ort: place, Stand: status, Abgelehnt von: declined_by}
constants: {process: talks, cite: [s], formats: [mediated, video]}
values: {status: {ja: held, nein: refused, "?": unknown}}
date_format: day.month.year
list_separator: ","
ignore: [Bemerkung]
"""
SHEET = """\
Nr,Datum,Ort,Stand,Abgelehnt von,Bemerkung
1,3.4.2022,Брест,ja,,x
2,2022-05,,nein,"Kyiv, russia",
"""


@pytest.fixture
def mapped(run: Run, file: File, talks: Told) -> Callable[..., Told]:
    """Import a spreadsheet by a mapping."""
    assert talks.status == 0

    def mapped(sheet: str = SHEET, mapping: str = MAPPING, *options: str) -> Told:
        return run("import", file(sheet, "Liste 2022.csv"), "--map", file(mapping, "mapping.yaml"), *options)

    return mapped


def test_a_mapping_leads_from_any_header_to_fields(mapped: Callable[..., Told], entries: Entries) -> None:
    assert mapped().out == "2 new, 0 changed, 0 unchanged\n"
    shared = {"record_kind": "round", "process": "talks", "formats": ["mediated", "video"], "citations": [{"source": "talks/s"}]}
    first = {"id": "talks/r1", "number": 1, "status": "held", "date": "2022-04-03", "places": ["brest"]}
    second = {"id": "talks/r2", "number": 2, "status": "refused", "date": "2022-05", "declined_by": ["ukraine", "russia"]}
    assert (_plain(entries, "talks/r1"), _plain(entries, "talks/r2")) == ({**shared, **first}, {**shared, **second})


def _findings(told: Told, folder: Path) -> list[str]:
    return [line.replace(f"{folder}/", "") for line in told.err.splitlines()[:-1]]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (("Nr: number", "Nr: nummer"), "mapping.yaml:2:15: no field 'nummer' (did you mean 'number'?)"),
        (("Datum:", "Datun:"), "mapping.yaml:2:30: no column 'Datun' in "),
        (
            ("Datum: date, ", ""),
            "Liste 2022.csv:1:4: B1: the column 'Datum' is neither mapped nor ignored: put it into 'columns' or 'ignore'",
        ),
        (
            ("[Bemerkung]", "[]"),
            "Liste 2022.csv:1:34: F1: the column 'Bemerkung' is neither mapped nor ignored: put it into 'columns' or 'ignore'",
        ),
        (("ignore:", "ignored:"), "mapping.yaml:7:1: no key 'ignored' (did you mean 'ignore'?)"),
        (("kind: round", "kind: [round]"), "mapping.yaml:1:7: one text is wanted here"),
        (
            ("{process: talks, cite: [s], formats: [mediated, video]}", "[talks]"),
            "mapping.yaml:3:12: a mapping is wanted here, as in '{process: oslo-channel-1993}'",
        ),
        (("kind: round", "kind: rond"), "mapping.yaml:1:7: no kind of record 'rond' (did you mean 'round'?)"),
        (
            ("{process: talks,", "{proces: talks, process: talks,"),
            "mapping.yaml:3:13: no field 'proces' (did you mean 'process' or 'places'?)",
        ),
        (("values: {status", "values: {stand"), "mapping.yaml:4:10: no field 'stand' (did you mean "),
        (("process: talks", "process: talks, status: held"), "Liste 2022.csv:1:14: D1: 'status' is given twice: leave one out"),
        (("process: talks", "process: [talks, talks]"), "mapping.yaml:3:22: one value is wanted here"),
        (("process: talks", "process: []"), "mapping.yaml:3:22: one value is wanted here"),
        (("nein: refused", "nein: refusing"), "Liste 2022.csv:3:12: D3: round talks/r2: status: 'refusing' is none of "),
        (("[mediated, video]", "[mediated, viedo]"), "mapping.yaml:3:49: round talks/r1: formats: 'viedo' is none of "),
        (
            ("day.month.year", "dd.mm.yyyy"),
            "mapping.yaml:5:14: 'dd.mm.yyyy' is no form of a date: write day, month and year once each, as in day/month/year",
        ),
        (
            ("day.month.year", "day/month/year"),
            "Liste 2022.csv:2:3: B2: round talks/r1: date: '3.4.2022' could be 3 April 2022 or 4 March 2022: ",
        ),
        (
            ('list_separator: ","', "list_separator: and"),
            "mapping.yaml:6:17: give the sign that stands between the values in a cell, as in ','",
        ),
    ],
)
def test_a_mistake_in_a_mapping_has_its_place(mapped: Callable[..., Told], tmp_path: Path, change: tuple[str, str], finding: str) -> None:
    told = mapped(SHEET, MAPPING.replace(*change))
    assert told.status == 1
    assert len([found for found in _findings(told, tmp_path) if found.startswith(finding)]) == 1, told.err


def test_a_day_that_is_none_is_told_as_it_is_written(mapped: Callable[..., Told], tmp_path: Path) -> None:
    told = mapped(SHEET.replace("3.4.2022", "31.4.2022"))
    (found,) = _findings(told, tmp_path)
    place, _, message = found.partition(": date: ")
    assert place == "Liste 2022.csv:2:3: B2: round talks/r1"
    assert message == "'31.4.2022' is no day, read as day.month.year: 2022-04-31 has a day '31', but April 2022 has 30 days"


@pytest.mark.parametrize(
    ("form", "written"), [("month/day/year", "4/3/2022"), ("year month day", "2022 04 03"), ("day-year-month", "03-2022-4")]
)
def test_day_month_and_year_may_stand_in_any_order(mapped: Callable[..., Told], entries: Entries, form: str, written: str) -> None:
    assert mapped(SHEET.replace("3.4.2022", written), MAPPING.replace("day.month.year", form)).status == 0
    assert _plain(entries, "talks/r1")["date"] == "2022-04-03"


def test_a_mapping_may_stand_in_the_folder_of_its_tables(run: Run, file: File, talks: Told) -> None:
    file(SHEET, "folder/Liste.csv")
    mapping = file(MAPPING, "folder/mapping.yaml")
    assert run("import", mapping.parent, "--map", mapping).out == "2 new, 0 changed, 0 unchanged\n"
    assert talks.status == 0


def test_a_mapping_that_is_none_is_told(run: Run, file: File, tmp_path: Path) -> None:
    sheet = file(SHEET, "rounds.csv")
    assert "mapping.yaml:1:1: a mapping holds kind, columns" in run("import", sheet, "--map", file("- x\n", "mapping.yaml")).err
    assert "none.yaml:1:1: cannot be read: No such file" in run("import", sheet, "--map", tmp_path / "none.yaml").err
    assert run("import", sheet, "--map", file("x: y\n", "mapping.yaml"), "--dry-run").status == 3


def test_the_kind_may_be_given(run: Run, file: File, talks: Told) -> None:
    path = file("process,number,status\ntalks,2,held\n", "list.csv")
    assert run("import", path).status == 1
    assert run("import", path, "--kind", "rounds").status == 0
    assert run("import", path, "--kind", "ronds").status == 2
    assert "did you mean 'rounds'" in run("import", path, "--kind", "ronds").err
    assert talks.status == 0


# New names

NEW = "process,number,status,places,declined_by\ntalks,2,refused,Új Város; Brest,Land Ü\ntalks,3,refused,új város,Land Ü\n"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_new_names_are_rejected_unless_something_else_is_asked_for(run: Run, file: File, tmp_path: Path, talks: Told) -> None:
    told = run("import", file(NEW, "rounds.csv"))
    assert told.status == 1
    assert [found.partition(": round")[0] for found in _findings(told, tmp_path)] == [
        f"rounds.csv:{place}" for place in ("2:17: D2", "2:33: E2", "3:17: D3", "3:26: E3")
    ]
    assert "no party 'Land Ü': declare it under 'parties:', or give --new-names=create" in told.err
    assert talks.status == 0


def test_new_names_are_declared_where_that_is_asked_for(run: Run, file: File, talks: Told, entries: Entries) -> None:
    path = file(NEW, "rounds.csv")
    said = f"place 'uj-varos' (Új Város), first named at {path}:2:17: D2\n{{}} party 'land-u' (Land Ü), first named at {path}:2:33: E2\n"
    told = run("import", path, "--new-names=create", "--dry-run")
    assert told.out == "4 would be created, 0 would be changed, 0 unchanged, 0 rejected\nwould declare " + said.format("would declare")
    told = run("import", path, "--new-names", "create")
    assert told.out == "4 new, 0 changed, 0 unchanged\ndeclared " + said.format("declared")
    assert _plain(entries, "land-u") == {"record_kind": "party", "id": "land-u", "name": "Land Ü"}
    assert _plain(entries, "talks/r2")["places"] == ["uj-varos", "brest"]
    assert run("import", path).out == "nothing changed: 0 new, 0 changed, 2 unchanged\n"
    assert talks.status == 0


def test_no_name_is_declared_for_rows_that_are_wrong(run: Run, file: File, talks: Told, entries: Entries) -> None:
    told = run("import", file(NEW.replace("3,refused", "3,refusing"), "rounds.csv"), "--new-names=create")
    assert (told.status, told.out) == (1, "")
    assert "land-u" not in entries()
    assert talks.status == 0


def test_a_code_that_another_kind_has_is_not_given_again(run: Run, file: File, talks: Told) -> None:
    told = run("import", file("process,number,status,places\ntalks,2,held,Russia\n", "rounds.csv"), "--new-names=create")
    assert "no place 'Russia': the code 'russia', which it would get, is that of a party" in told.err
    assert talks.status == 0


def test_new_names_are_asked_about_on_a_terminal(
    run: Run, file: File, talks: Told, monkeypatch: pytest.MonkeyPatch, entries: Entries
) -> None:
    path = file(NEW.replace("Land Ü", "Ukrania"), "rounds.csv")
    monkeypatch.setattr(sys, "stdin", _Terminal("y\nn\n"))
    told = run("import", path, "--new-names=ask")
    asked = [line for line in told.err.replace("[y/N] ", "[y/N]\n").splitlines() if line.endswith("[y/N]")]
    assert asked == [
        f"{path}:2:17: D2: no place 'Új Város'. Declare it as 'uj-varos'? [y/N]",
        f"{path}:2:33: E2: no party 'Ukrania'. Near are ukraine. Declare it as 'ukrania'? [y/N]",
    ]
    assert told.status == 1
    monkeypatch.setattr(sys, "stdin", _Terminal("y\nyes\n"))
    assert run("import", path, "--new-names=ask").status == 0
    assert {"uj-varos", "ukrania"} <= entries().keys()
    assert talks.status == 0


def test_without_a_terminal_nothing_is_asked(run: Run, file: File, talks: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(NEW, "rounds.csv")
    assert run("import", path, "--new-names=ask").status == 2
    monkeypatch.setattr(sys, "stdin", _Terminal("y\ny\n"))
    assert run("import", path, "--new-names=ask", "--no-input").status == 2
    assert run("import", path, "--new-names=crate").status == 2
    assert talks.status == 0


# What files are


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".tsv"])
def test_a_spreadsheet_in_another_form_is_to_be_saved_as_csv(run: Run, file: File, suffix: str) -> None:
    path = file("x", f"rounds{suffix}")
    assert run("import", path).err.splitlines()[0] == f"{path}:1:1: '{suffix}' is not read: save the table as CSV in UTF-8"


def test_a_folder_may_hold_data_files_of_every_form(run: Run, file: File) -> None:
    (folder := file("", "folder/notes.txt").parent).joinpath("talks.yaml").write_bytes((DATA / "talks.yaml").read_bytes())
    file('{"record_kind": "party", "id": "un", "name": "United Nations"}\n', "folder/more.jsonl")
    file("process,number,status,declined_by\ntalks,2,refused,United Nations\n", "folder/deeper/ROUNDS.CSV")
    file("{}\n", "folder/datapackage.json")
    assert run("import", folder).out == "12 new, 0 changed, 0 unchanged\n"


def test_a_record_in_two_files_is_told_with_both_places(run: Run, file: File, talks: Told) -> None:
    first = file("process,number,status\ntalks,2,held\n", "a.rounds.csv")
    second = file('{"record_kind": "round", "id": "talks/r2", "process": "talks", "status": "held"}\n', "b.jsonl")
    told = run("import", first, second)
    assert told.err.splitlines()[0] == f"{first}:2:1: A2: 'talks/r2' is already a round at {second}:1:1: give it another handle"
    assert talks.status == 0


def test_a_process_that_is_not_on_record_is_told_with_what_is_near(run: Run, file: File, talks: Told) -> None:
    for path in (
        file("process,number,status\ntalk,2,held\n", "rounds.csv"),
        file('{"record_kind": "round", "id": "talk/r2", "process": "talk", "status": "held"}\n', "rounds.jsonl"),
    ):
        assert "round talk/r2: process: no process 'talk' (did you mean 'talks'?)" in run("import", path).err
    assert talks.status == 0


def test_an_import_is_one_change_with_who_made_it_and_why(run: Run, file: File, talks: Told) -> None:
    path = file("process,number,status\ntalks,2,held\ntalks,3,held\n", "rounds.csv")
    assert run("import", path, "--who", "Aras", "--reason", "from the list").status == 0
    (change,) = json.loads(run("history", "talks/r2", "--format", "json").out)["items"]
    assert (change["who"], change["action"], change["reason"], len(change["records"])) == ("Aras", "import", "from the list", 1)
    assert talks.status == 0


def test_a_store_is_asked_about_names_and_never_made(run: Run, file: File, database: Path) -> None:
    assert run("check", file("name\nUkraine\n", "parties.csv")).status == 0
    assert not database.exists()
