"""What every asking command tells of a small file, in every format and at three widths: a change of any is seen in review."""

import contextlib
import io
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli import asking
from tests.conftest import DATA, Snapshot
from tests.places import Places, named
from timeline import importing, render
from timeline.cli import main
from timeline.store.location import Database

GOLDEN = Path(__file__).parent / "golden"
COLUMNS = (40, 80, 200)
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


class Asked(NamedTuple):
    """A question to one of the small files: the seed of one article, or the invented talks with more to tell."""

    file: str
    arguments: tuple[str, ...]


ASKED = {
    "rounds": Asked("seed", ("rounds", "--on", "2022-03-03")),
    "rounds-brief": Asked("seed", ("rounds", "--brief")),
    "show": Asked("seed", ("show", "r2/local-ceasefire")),
    "chronology": Asked("seed", ("chronology", "--since", "2022-03-03", "--person", "medinsky,peskov")),
    "party": Asked("ledger", ("party", "Movement")),
    "positions": Asked("ledger", ("positions",)),
    "outcomes": Asked("ledger", ("outcomes", "--issue", "prisoners,amnesty")),
    "outcomes-history": Asked("ledger", ("outcomes", "--history", "--issue", "truce")),
    "delegates": Asked("ledger", ("delegates",)),
    "agreements": Asked("ledger", ("agreements",)),
    "status": Asked("ledger", ("status", "talks")),
    "sources": Asked("ledger", ("sources", "--issue", "prisoners")),
    "why": Asked("ledger", ("why", "r2/accord/signatures/a-side")),
    "diff": Asked("ledger", ("diff", "--as-known", "2020-02-03..2020-02-20")),
    "search": Asked("seed", ("search", "civilians")),
    "compare": Asked("ledger", ("compare",)),
    "list": Asked("seed", ("list", "places")),
}
"""One question for each asking command, or more; the file of an answer begins with the name it has here."""


class Terminal(io.StringIO):
    """A terminal that shows no colour and keeps what it was sent."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="session")
def stores(lasting: Places) -> dict[str, Database]:
    """A database for each of the small files."""
    made = {name: lasting.new() for name in ("seed", "ledger")}
    for name, place in made.items():
        importing.into_store([DATA / f"{name}.yaml"], place)
    return made


def told(asked: Asked, stores: dict[str, Database], form: str) -> str:
    """Return what a command sends to standard output, a page's style left out."""
    with contextlib.redirect_stdout(Terminal()) as out:
        assert main.run([*asked.arguments, "--format", form, "--no-pager", "--database", named(stores[asked.file])]) == 0
    return STYLE.sub("<style>…</style>", out.getvalue())


@pytest.fixture
def colourless(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("TERM", "dumb")
    return monkeypatch


def test_every_asking_command_has_golden_files() -> None:
    assert {asked.arguments[0] for asked in ASKED.values()} == set(asking.COMMANDS)


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("name", ASKED)
def test_the_text_is_as_agreed(
    name: str, columns: int, stores: dict[str, Database], snapshot: Snapshot, colourless: pytest.MonkeyPatch
) -> None:
    colourless.setenv("COLUMNS", str(columns))
    snapshot(GOLDEN / f"{name}.text.{columns}.txt", told(ASKED[name], stores, "text"))


@pytest.mark.parametrize("form", [form for form in render.FORMATS if form != "text"])
@pytest.mark.parametrize("name", ASKED)
def test_every_format_is_as_agreed(
    name: str, form: str, stores: dict[str, Database], snapshot: Snapshot, colourless: pytest.MonkeyPatch
) -> None:
    colourless.setenv("COLUMNS", "80")
    snapshot(GOLDEN / f"{name}.{form}.txt", told(ASKED[name], stores, form))


def test_no_golden_file_is_left_over() -> None:
    expected = {f"{name}.text.{columns}.txt" for name in ASKED for columns in COLUMNS}
    expected |= {f"{name}.{form}.txt" for name in ASKED for form in render.FORMATS if form != "text"}
    assert {path.name for path in GOLDEN.iterdir()} == expected
