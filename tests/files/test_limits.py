"""Claims about files that are too deep, too large or not text: a place is told, and memory stays bounded."""

import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import File, Run

MEGABYTES = 1_200
"""More than this no file may take."""
PARTIES = b"id,name\n"
LINE = b'{"record_kind":"party","id":"a","name":%s}\n'
HOSTILE: dict[str, bytes] = {
    "deep.yaml": b"[" * 100_000,
    "deep-mappings.yaml": b"{a: " * 100_000,
    "deep-lists.yaml": b"- " * 100_000,
    "anchors.yaml": b"&a " * 100_000,
    "alias.yaml": b"a: &a [x, x]\nb: &b [*a, *a]\n",
    "tag.yaml": b"!!python/object/apply:os.system [exit]",
    "long-tag.yaml": b"!" * 1_000_000,
    "long-key.yaml": b"x" * 5_000_000 + b": 1\n",
    "wide.yaml": "parties: {}\n".encode("utf-32"),
    "deep.jsonl": LINE % (b"[" * 100_000),
    "deep-objects.jsonl": LINE % (b'{"a":' * 100_000),
    "digits.jsonl": LINE % (b"9" * 1_000_000),
    "null.jsonl": LINE % b'"a\\u0000b"',
    "raw-null.jsonl": LINE % b'"a\0b"',
    "long-line.jsonl": LINE % (b'"' + b"x" * 20_000_000 + b'"'),
    "wrong.yaml": b"parties:\n" + b"".join(b"  p%d: {nam: x}\n" % number for number in range(20_000)),
    "twice.yaml": b"a: 1\n" * 20_000,
    "unnamed.yaml": b"persons:\n" + b"".join(b"  p%d: {name: x, party: none-%d}\n" % (number, number) for number in range(3_000)),
    "not-numbers.jsonl": b"[" + b"NaN," * 20_000 + b"1]\n",
    "two-marks.yaml": b"\xef\xbb\xbf\xef\xbb\xbfparties: {}\n",
    "two-marks.jsonl": b"\xef\xbb\xbf\xef\xbb\xbf" + LINE % b'"A"',
    "carriage.jsonl": (LINE % b'"A"').strip() + b"\r" + LINE % b'"B"',
    "wide.jsonl": (LINE % b'"A"').decode().encode("utf-32"),
    "nonsense.jsonl": b"x\n" * 200_000,
    "cell/parties.csv": PARTIES + b"a," + b"x" * 10_000_000 + b"\n",
    "quoted/parties.csv": PARTIES + b'a,"' + b'""' * 5_000_000 + b'"\n',
    "header/parties.csv": b"x" * 10_000_000 + b"\n1\n",
    "null/parties.csv": PARTIES + b"a,x\0y\n",
    "two-marks/parties.csv": b"\xef\xbb\xbf\xef\xbb\xbf" + PARTIES + b"a,A\n",
    "utf-16/parties.csv": "id,name\na,A\n".encode("utf-16"),
    "wrong/parties.csv": PARTIES + b"A A,x\n" * 20_000,
    "inside/parties.csv": PARTIES + b'a,x"\n' * 20_000,
    "short/parties.csv": PARTIES + b"x\n" * 20_000,
}
LARGE = {"open/parties.csv": PARTIES + b'a,"' + b"x\n" * 5_000_000, "commas/parties.csv": b"," * 10_000_000}
SPARSE = ["sparse.yaml", "sparse.jsonl", "sparse/parties.csv"]
Imported = Callable[[Path], tuple[int, str]]


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    """Import a file in a process of its own with bounded memory, and return its status and what it said."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))

    def imported(path: Path) -> tuple[int, str]:
        command = [sys.executable, "-m", "timeline", "import", str(path), "--database", str(tmp_path / "none.db")]
        ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300, preexec_fn=bounded)
        return ended.returncode, ended.stderr

    return imported


def _told(told: tuple[int, str], path: Path) -> None:
    status, said = told
    first = said.partition("\n")[0]
    assert status == 1, said[:1000]
    assert re.match(rf"{re.escape(str(path))}:\d+:\d+: ", first), first[:1000]
    assert "Traceback" not in said
    assert len(first) <= 2_010
    assert len(said.splitlines()) <= 1_010
    assert not path.with_name("none.db").exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_with_a_place(imported: Imported, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(HOSTILE[name])
    _told(imported(path), path)


@pytest.mark.parametrize("name", SPARSE)
def test_a_file_of_a_gigabyte_of_nothing_is_told_with_a_place(imported: Imported, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.truncate(1 << 30)
    _told(imported(path), path)


@pytest.mark.parametrize("name", LARGE)
def test_a_table_of_too_many_cells_is_told_with_a_place(
    imported: Imported, tmp_path: Path, request: pytest.FixtureRequest, name: str
) -> None:
    if not request.config.getoption("--many"):
        pytest.skip("takes half a minute: run with --many")
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(LARGE[name])
    _told(imported(path), path)


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_a_table_may_end_its_lines_as_it_likes(imported: Imported, tmp_path: Path, ends: bytes) -> None:
    path = tmp_path / "parties.csv"
    path.write_bytes(b"id,name\r\na,Alpha" + ends + b"b,Beta\nc,Gamma\r\n")
    assert imported(path) == (0, "")


# Texts that are too long

LIMIT = 100_000
TEXTS: dict[str, str] = {
    "file.yaml": "parties: {{a: {{name: {said}}}}}\n",
    "file.jsonl": '{{"record_kind": "party", "id": "a", "name": "{said}"}}\n',
    "parties.csv": "id,name\na,{said}\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_may_be_so_long_and_no_longer(run: Run, blank: Path, file: File, name: str) -> None:
    path = file(TEXTS[name].format(said="x" * (LIMIT + 1)), name)
    told = run("import", path)
    assert told.status == 1
    assert re.match(rf"{re.escape(str(path))}:\d+:\d+: .*name: is longer than 100,000 characters: shorten it\n", told.err), told.err[:500]
    assert run("import", file(TEXTS[name].format(said="x" * LIMIT), name)).status == 0
    assert blank.exists()


@pytest.mark.parametrize(
    "words", [("add", "party", "a", "name={said}"), ("edit", "ukraine", "name={said}"), ("edit", "ukraine", "note={said}")]
)
def test_a_text_that_is_typed_may_be_no_longer(run: Run, stored: Path, words: tuple[str, ...]) -> None:
    before = stored.read_bytes()
    told = run(*(word.format(said="x" * (LIMIT + 1)) for word in words))
    assert told.status == 1
    assert "is longer than 100,000 characters: shorten it" in told.err
    assert stored.read_bytes() == before
    assert run(*(word.format(said="x" * LIMIT) for word in words)).status == 0


# Too many problems

MANY = ["wrong.yaml", "twice.yaml", "nonsense.jsonl", "not-numbers.jsonl", "wrong/parties.csv", "inside/parties.csv", "short/parties.csv"]


@pytest.mark.parametrize("name", MANY)
def test_a_file_with_too_many_problems_is_read_no_further(run: Run, blank: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(HOSTILE[name])
    told = run("import", path)
    lines = told.err.splitlines()
    assert (told.status, blank.exists()) == (1, True)
    assert 1_000 < len(lines) < 1_010
    assert sum("there are 1,000 problems: mend these first; the rest of the file was not read" in line for line in lines) == 1


def test_of_names_that_nothing_has_so_many_are_told(run: Run, blank: Path, tmp_path: Path) -> None:
    path = tmp_path / "unnamed.yaml"
    path.write_bytes(HOSTILE["unnamed.yaml"])
    told = run("import", path)
    assert (told.status, blank.exists()) == (1, True)
    assert "and 1,999 more: mend these first" in told.err
    assert "3000 problems" in told.err
    assert len(told.err.splitlines()) <= 1_003


# Encodings

OTHERS = {
    "UTF-32": ["utf-32", "utf-32-le", "utf-32-be"],
    "UTF-16": ["utf-16", "utf-16-le", "utf-16-be"],
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(("named", "encoding"), [(named, encoding) for named, several in OTHERS.items() for encoding in several])
def test_another_encoding_is_named(run: Run, tmp_path: Path, name: str, named: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(TEXTS[name].format(said="x").encode(encoding))
    told = run("import", path)
    assert (told.status, told.err.splitlines()[0]) == (1, f"{path}:1:1: the file is in {named}: save it as UTF-8")


@pytest.mark.parametrize("name", TEXTS)
def test_one_mark_is_read_over_and_two_are_named(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    content = TEXTS[name].format(said="x").encode()
    path.write_bytes(b"\xef\xbb\xbf" + content)
    assert run("import", path).status == 0
    path.write_bytes(b"\xef\xbb\xbf\xef\xbb\xbf" + content)
    told = run("import", path)
    assert told.err.startswith(f"{path}:1:1: the file begins with two byte order marks: save it as UTF-8 with one, or with none\n")
