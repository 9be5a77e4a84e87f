"""Text from the data never acts, and no letter of it is lost, in any command and any format."""

import csv
import io
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.places import Client
from timeline import render

ALLOWED = [
    "[/]",
    "[red]alarm[/red]",
    "He said [sic] it",
    ":ok: :boom:",
    '=HYPERLINK("http://x")',
    "+1", "-1", "@SUM(A1)", "'quoted",
    "<script>alert(1)</script>",
    "</td><img src=x onerror=alert(1)>",
    "[link](javascript:alert(1)) ![x](http://x/y.png)",
    "a | b | c",
    "`code` *bold* _it_ # title",
    "{{ 7 * 7 }} {% raw %}",
    "%s %d {0} ${HOME} $(id)",
    "'; DROP TABLE round; --",
    "👩‍👩‍👧 👍🏽 🇺🇦",
    "مفاوضات السلام في جدة",
    "שיחות אוסלו",
    "和平谈判",
    "Зеленський і Путін",
    "e\u0301 combined",
    "\u200eleft\u200e and \u200fright\u200f",
]  # fmt: skip
CONTROLS = [
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGk=\x07",
    "\x1b]8;;http://evil\x1b\\x\x1b]8;;\x1b\\",
    "\u202egnp.exe",
    "a\x00b",
    "\x9b31m",
    "\u2066x",
    "\r\nSet-Cookie: x",
]
TEXTS = {
    "round": ("summary", "name", "said"),
    "person": ("name", "short"),
    "party": ("name", "short"),
    "place": ("name",),
    "issue": ("name",),
    "outcome": ("text", "scope_area"),
    "source": ("publisher", "title"),
    "wording": ("said",),
}
ACTING, ISOLATES = set("\x1b\x07\x00\x9b\u202e\u2066\r"), {"\u2066"}
"""Characters that act on a terminal; formats that no terminal is meant to show may hold isolates as they are."""
ASKING = [
    ["rounds"],
    ["rounds", "--brief"],
    ["chronology"],
    ["outcomes"],
    ["outcomes", "--history"],
    ["delegates"],
    ["agreements"],
    ["show", "r1"],
    ["show", "r1/outcome"],
    ["show", "somebody"],
    ["list", "rounds"],
    ["list", "persons"],
    ["search", "marker"],
    ["sources"],
    ["why", "r1/outcome"],
]


def talks(said: str) -> dict[str, Any]:
    """Return a process whose every text is the same hostile one, as a data file in JSON, which is YAML."""
    said = f"{said} marker"
    return {
        "process": "talks", "name": said, "conflict": said, "summary": said, "parties": ["a-side"], "cite": "s", "note": said,
        "declare": {
            "parties": {"a-side": {"name": said, "short": said, "aliases": [f"{said} 2"]}},
            "persons": {"somebody": {"name": said, "short": said, "party": "a-side"}},
            "places": {"there": {"name": said}},
            "issues": {"peace": {"name": said}},
        },
        "sources": {"s": {"publisher": said, "title": said, "author": said, "published": "2020-01-01"}},
        "rounds": {
            "r1": {
                "status": "held", "date": "2020-01-01", "said": said, "name": said, "place": "there", "summary": said,
                "cite": {"source": "s", "quote": said[:150], "locator": said},
                "rivals": {"summary": f"not {said}", "cite": "s", "why": said},
                "delegations": {"a-side": {"somebody": {"role": "head", "office": said}}},
                "third_parties": {"a-side": {"roles": ["host"], "somebody": said}},
                "positions": {"position": {"party": "a-side", "issue": "peace", "stance": "demand", "text": said, "speaker": "somebody"}},
                "outcomes": {
                    "outcome": {
                        "issue": "peace", "status": "agreed", "text": said, "scope": {"area": said}, "answers": {"position": "met"},
                        "follow_ups": {"after": {"status": "failed", "text": said}},
                    }
                },
                "agreements": {"paper": {"name": said, "text": said, "provisions": {"p1": said}}},
                "statements": {"word": {"speaker": "somebody", "text": said, "date": "2020-01-01"}},
            }
        },
        "events": {"event": {"kind": "other", "date": "2020-01-01", "text": said}},
    }  # fmt: skip


def text_of(said: str) -> str:
    """Return the text as it is kept: composed, which is the only change that is made to any."""
    return unicodedata.normalize("NFC", f"{said} marker")


def stored(run: Run, folder: Path, said: str) -> None:
    file = folder / "talks.yaml"
    file.write_text(json.dumps(talks(said), ensure_ascii=False), encoding="utf-8")
    told = run("import", file)
    assert told.status == 0, told.err


@pytest.mark.parametrize("said", ALLOWED)
def test_what_is_accepted_comes_back_to_the_letter(run: Run, tmp_path: Path, said: str) -> None:
    stored(run, tmp_path, said)
    (item,) = json.loads(run("rounds", "--format", "json").out)["items"]
    assert item["summary"] == text_of(said)
    assert item["delegations"][0]["delegates"][0]["office"] == text_of(said)
    (row,) = csv.DictReader(io.StringIO(run("rounds", "--format", "csv").out))
    assert row["summary"].removeprefix("'") == text_of(said)


@pytest.mark.parametrize("said", ALLOWED)
def test_every_command_tells_it_in_every_format(run: Run, tmp_path: Path, said: str) -> None:
    stored(run, tmp_path, said)
    for arguments in ASKING:
        for form in render.FORMATS:
            told = run(*arguments, "--format", form)
            assert told.status == 0, (arguments, form, told.err)
            assert "\x1b" not in told.out


@pytest.mark.parametrize("said", ALLOWED)
def test_a_spreadsheet_runs_nothing(run: Run, tmp_path: Path, said: str) -> None:
    stored(run, tmp_path, said)
    for arguments in ASKING:
        for row in csv.reader(io.StringIO(run(*arguments, "--format", "csv").out)):
            assert not [cell for cell in row if cell[:1] in {"=", "+", "@", "\t", "\r"}], arguments


@pytest.mark.parametrize("said", CONTROLS)
def test_what_could_act_is_refused_on_the_way_in(run: Run, tmp_path: Path, database: Path, said: str) -> None:
    raw, escaped = tmp_path / "raw.yaml", tmp_path / "escaped.yaml"
    raw.write_text(json.dumps(talks(said), ensure_ascii=False), encoding="utf-8", newline="")
    escaped.write_text(json.dumps(talks(said), ensure_ascii=True), encoding="utf-8")
    assert [run("import", file).status for file in (raw, escaped)] == [1, 1]
    assert not database.exists()


@pytest.mark.file
@pytest.mark.parametrize("said", CONTROLS)
def test_what_has_got_in_all_the_same_is_shown_and_never_sent(run: Run, tmp_path: Path, database: Path, said: str) -> None:
    stored(run, tmp_path, "harmless")
    connection = Client(database)
    for table, columns in TEXTS.items():
        for column in columns:
            connection.execute(f"UPDATE {table} SET {column} = ?", (f"{said} marker",))
    connection.commit()
    connection.close()
    for arguments in ASKING:
        for form in render.FORMATS:
            told = run(*arguments, "--format", form)
            assert told.status == 0, (arguments, form, told.err)
            assert not set(told.out) & (ACTING - ISOLATES if form in {"json", "jsonl", "csv"} else ACTING), (arguments, form)
