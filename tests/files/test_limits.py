"""Claims about files that are too deep, too large or not text: a place is told, and memory stays bounded."""

import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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
