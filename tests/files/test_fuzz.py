"""No file, whatever its bytes, brings a reader down: it makes records or problems, each with a place in the file."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import DATA, Count
from timeline import dates
from timeline.dossier import Dossier
from timeline.files import gathering
from timeline.files.gathering import Tabular
from timeline.problems import Problem

NAMES = ["a.yaml", "a.jsonl", "parties.csv", "rounds.csv", "citations.csv", "positions.csv"]
GIVEN = {
    ".yaml": (DATA / "seed.yaml").read_bytes(),
    ".jsonl": b'{"record_kind": "party", "id": "a", "name": "A", "aliases": ["x"], "citations": [{"source": "s", "reading": 0}]}\n'
    b'{"record_kind": "round", "id": "p/r1", "process": "p", "status": "held", "date": "2020-01-01",'
    b' "readings": [{"said": {"date": "2020"}}]}\n',
    ".csv": b'id,process,name,date,status,cite\na,p,"A ""b""",2020-01-01,held,s; t\n',
}
PIECES = st.sampled_from(
    [b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n", b"\n\n", b"\t", b'"', b'""', b"'", b"{", b"}", b"[", b"]", b":", b": ", b",", b"- ",
     b"#", b"&a", b"*a", b"!!", b"<<", b"|", b">-", b"\\", b"\\u0000", b"\\ud800", b"=1", b"null", b"1e999", b"-0", b"\xe2\x80\xae",
     b"id", b"cite"]
)  # fmt: skip


@pytest.fixture(scope="session")
def many(request: pytest.FixtureRequest) -> int:
    """How many examples are tried."""
    return 20_000 if request.config.getoption("--many") else 60


def _mutated(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for where, length, piece in changes:
        at = int(where * len(content))
        content = content[:at] + piece + content[at + length :]
    return content


CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES | st.binary(max_size=6)), min_size=1, max_size=6)


def _tried(many: int, claim: Callable[..., None], count: Count, **drawn: st.SearchStrategy[object]) -> None:
    inputs = 0

    def counted(**given: object) -> None:
        nonlocal inputs
        inputs += 1
        claim(**given)

    settings(max_examples=many, deadline=None, database=None, suppress_health_check=list(HealthCheck))(given(**drawn)(counted))()
    count("inputs", inputs)


def _problems(path: Path) -> list[Problem]:
    gathered = gathering.gathered([path], Tabular(), lambda _: Dossier())
    return [problem for read in gathered.reads for problem in read.problems]


@pytest.mark.parametrize("name", NAMES)
def test_no_change_to_a_file_brings_its_reader_down(tmp_path: Path, many: int, name: str, record_property: Count) -> None:
    path = tmp_path / name

    def claim(changes: list[tuple[float, int, bytes]]) -> None:
        path.write_bytes(_mutated(GIVEN[path.suffix], changes))
        for problem in _problems(path):
            assert problem.place, problem
            assert problem.place.file == str(path)
            assert min(problem.place.line, problem.place.column) >= 1

    _tried(many, claim, record_property, changes=CHANGES)


def test_no_text_brings_the_reader_of_dates_down(many: int, record_property: Count) -> None:
    signs = st.text(st.sampled_from("0123456789-/.,~?%XYESIT[]{}+: JanuarySpring") | st.characters(), max_size=30)

    def claim(written: str) -> None:
        with suppress(dates.DateError):
            assert dates.read(written).edtf

    _tried(many * 5, claim, record_property, written=signs)
