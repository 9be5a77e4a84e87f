"""What a server reads for a question of one process does not grow with the processes beside it: each is a partition of its own."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.benchmarks import talks
from tests.cli import asking
from tests.conftest import Run
from tests.places import Places
from timeline import importing
from timeline.store import postgres, reading
from timeline.store.location import Database
from timeline.store.reading import Params, Reader

pytestmark = pytest.mark.server

FEW, MANY = 60, 240
"""Rounds in all: of three processes, and of twelve."""
PROCESS = "talks-c0000-002"
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "show": (f"{PROCESS}/r1",),
    "party": ("party-00", "--process", PROCESS),
    "why": (f"{PROCESS}/r1",),
    "diff": ("--as-known", "1900-01-01..2030-01-01", "--process", PROCESS),
    "search": ("ceasefire", "--process", PROCESS, "--most", "0"),
    "list": ("rounds", "--process", PROCESS),
    "status": (PROCESS,),
    "compare": (PROCESS,),
}
"""What the commands are asked of one process that take more than `--process`."""
ASKED = [(name, *ARGUMENTS.get(name, ("--process", PROCESS))) for name in asking.COMMANDS]
AT_MOST = 1.1
"""The look-ups of names that all processes share may be of a few rows more."""

Touched = Callable[..., int]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, lasting: Places) -> dict[int, Database]:
    """A database of three processes, and one of twelve that begin with the same."""
    made = {rounds: lasting.new() for rounds in (FEW, MANY)}
    for rounds, place in made.items():
        importing.into_store([talks.as_lines(talks.talks(rounds), tmp_path_factory.mktemp("talks"))], place)
    return made


@pytest.fixture
def touched(run: Run, stores: dict[int, Database], monkeypatch: pytest.MonkeyPatch) -> Touched:
    """Count the rows that a server reads for a command, in the database of so many rounds."""
    put = Reader._put
    asked: list[tuple[str, Params]] = []

    def watched(reader: Reader, sql: str, params: Params) -> tuple[str, Params]:
        asked.append(put(reader, sql, params))
        return asked[-1]

    def touched(rounds: int, *arguments: str) -> int:
        asked.clear()
        told = run(*arguments, "--format", "json", "--database", stores[rounds])
        assert told.status == 0, told.err
        assert asked
        reader = reading.opened(stores[rounds])
        try:
            return sum(explained(reader, *question) for question in list(asked))
        finally:
            reader.close()

    monkeypatch.setattr(Reader, "_put", watched)
    return touched


def explained(reader: Reader, sql: str, params: Params) -> int:
    """Return how many rows of tables a question reads, where whatever has an index is found by it."""
    connection = reader.connection
    connection.execute("SET LOCAL enable_seqscan = off")
    said, bound = postgres.bound(sql, params)
    (plan,) = connection.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {said}", bound).fetchone()
    return sum(rows(node) for node in nodes((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]))


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every step of a plan."""
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


def rows(node: dict[str, Any]) -> int:
    """Return how many rows of a table a step reads, those included that it then leaves out."""
    if "Relation Name" not in node:
        return 0
    left_out = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return int((node["Actual Rows"] + left_out) * node["Actual Loops"])


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_a_question_of_a_process_reads_the_rows_of_one_partition(touched: Touched, arguments: tuple[str, ...]) -> None:
    few, many = touched(FEW, *arguments), touched(MANY, *arguments)
    assert few > 0
    assert many <= AT_MOST * few + 50, (few, many)


def test_every_asking_command_is_asked_of_one_process() -> None:
    assert {name for name, *_ in ASKED} == set(asking.COMMANDS)
    assert all(any(PROCESS in word for word in words) for words in ASKED)
