"""The catalogue of mistakes: a small file for each, with what is said about it; and files that only look mistaken.

`pytest --snapshots=update` writes the catalogue anew.
"""

import re
from pathlib import Path

import pytest

from tests.conftest import DATA, Run
from tests.places import nothing_at

BESIDE = Path("..", "talks.yaml")
"""The talks of which the tables and the lines among the files tell."""


def _files(folder: str) -> list[Path]:
    return sorted(path for path in (DATA / folder).iterdir() if path.suffix != ".txt")


BAD = _files("bad")
WARNED = sorted((DATA / "warned").glob("*.yaml"))
GOOD = sorted((DATA / "good").glob("*.yaml"))


def _sections(folder: str) -> dict[str, str]:
    path = DATA / folder / "EXPECTED.txt"
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    return dict(re.findall(r"^== (.+)\n((?:(?!== ).*\n)*)", written, re.MULTILINE))


def _expected(path: Path, said: str, *, updating: bool) -> str:
    """Return what the catalogue has for a file; with `updating`, enter what was said into it first."""
    sections = _sections(path.parent.name)
    if updating:
        known = {other.name for other in _files(path.parent.name)}
        sections = {name: text for name, text in {**sections, path.name: said}.items() if name in known}
        written = "".join(f"== {name}\n{text}" for name, text in sorted(sections.items()))
        (path.parent / "EXPECTED.txt").write_text(written, encoding="utf-8")
    return sections.get(path.name, "")


@pytest.fixture
def told(run: Run, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> tuple[int, str]:
    """What `timeline check` says of a file, from within its folder."""
    path: Path = request.param
    monkeypatch.chdir(path.parent)
    status, out, err = run("check", path.name, *([] if path.suffix == ".yaml" else [BESIDE]))
    return status, out + err


def _each(paths: list[Path]) -> pytest.MarkDecorator:
    names = [path.name.removesuffix(".yaml") for path in paths]
    return pytest.mark.parametrize(("path", "told"), [(path, path) for path in paths], ids=names, indirect=["told"])


@_each([*BAD, *WARNED])
def test_a_mistake_is_told_in_the_words_of_the_catalogue(path: Path, told: tuple[int, str], updating: bool) -> None:
    assert told[1] == _expected(path, told[1], updating=updating)


@_each(BAD)
def test_a_mistake_is_told_with_file_line_and_column(path: Path, told: tuple[int, str]) -> None:
    length = path.read_bytes().count(b"\n") + 1
    *findings, _ = told[1].splitlines()
    for finding in findings:
        place = re.match(rf"{re.escape(path.name)}:(\d+):\d+: \S", finding)
        assert place, finding
        assert 1 <= int(place[1]) <= length


@_each(BAD)
def test_checking_a_bad_file_exits_with_3(path: Path, told: tuple[int, str]) -> None:
    assert told[0] == 3, path


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_nothing_is_stored_of_a_bad_file(run: Run, path: Path, database: Path) -> None:
    told = run("import", path, DATA / "talks.yaml")
    assert told.status == 1
    assert told.err.endswith("Nothing was stored.\n")
    assert nothing_at(database)


@_each(WARNED)
def test_a_warning_is_no_mistake(path: Path, told: tuple[int, str]) -> None:
    assert told[0] == 0, path


@pytest.mark.parametrize("path", WARNED, ids=lambda path: path.stem)
def test_a_warning_is_a_mistake_where_strictness_is_asked_for(run: Run, path: Path) -> None:
    assert run("check", "--strict", path).status == 3


@pytest.mark.parametrize("path", WARNED, ids=lambda path: path.stem)
def test_what_is_only_warned_of_is_stored(run: Run, path: Path, database: Path) -> None:
    told = run("import", path)
    assert told.status == 0
    assert "'timeline check' shows" in told.err
    assert database.exists()


@_each(GOOD)
def test_nothing_is_said_against_what_only_looks_mistaken(path: Path, told: tuple[int, str]) -> None:
    assert told == (0, "0 findings, 0 problems\n"), path


def test_ten_mistakes_in_one_file_are_told_at_ten_places(run: Run, database: Path) -> None:
    told = run("import", DATA / "bad" / "ten-mistakes.yaml")
    *findings, closing = told.err.splitlines()
    places = [finding.split(": ")[0] for finding in findings]
    assert len(set(places)) == len(findings) == 10
    assert (told.status, closing, told.out) == (1, "10 problems. Nothing was stored.", "")
    assert not database.exists()


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-16", ":1:1: the file is in UTF-16: save it as UTF-8"),
        ("utf-16-le", ":1:1: the file is in UTF-16: save it as UTF-8"),
        ("utf-16-be", ":1:1: the file is in UTF-16: save it as UTF-8"),
        ("latin-1", ":2:14: byte 0xfc is not UTF-8: save the file as UTF-8"),
        ("cp437", ":2:14: byte 0x81 is not UTF-8: save the file as UTF-8"),
    ],
)
def test_a_file_in_another_encoding_is_named(run: Run, tmp_path: Path, encoding: str, said: str) -> None:
    path = tmp_path / "encoded.yaml"
    path.write_bytes("places:\n  z: {name: Zürich}\n".encode(encoding))
    told = run("check", path)
    assert told.status == 3
    assert told.out.partition("\n")[0] == f"{path}{said}"


def test_the_catalogue_holds_no_file_that_is_gone() -> None:
    assert set(_sections("bad")) == {path.name for path in BAD}
    assert set(_sections("warned")) == {path.name for path in WARNED}
