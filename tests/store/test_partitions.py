"""What a server reads for a question of one process does not grow with the processes beside it: each is a partition of its own."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.benchmarks import talks
from tests.cli import asking
from tests.conftest import Run
from tests.places import Client, Places
from timeline import importing
from timeline.store import postgres, reading, tables
from timeline.store.location import Database
from timeline.store.reading import Params, Reader

pytestmark = pytest.mark.server

FEW, MANY = 60, 240
"""Rounds in all: of three processes, and of twelve."""
PROCESS = "talks-c0000-002"
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "show": (f"{PROCESS}/r1",),
    "party": ("party-06", "--process", PROCESS),
    "why": (f"{PROCESS}/r1",),
    "diff": ("--as-known", "1900-01-01..2030-01-01", "--process", PROCESS),
    "search": ("ceasefire", "--process", PROCESS, "--most", "0"),
    "list": ("rounds", "--process", PROCESS),
    "status": (PROCESS,),
    "compare": (PROCESS,),
}
"""What the commands are asked of one process that take more than `--process`."""
ASKED = [(name, *ARGUMENTS.get(name, ("--process", PROCESS))) for name in asking.COMMANDS]
AT_MOST = {"party": 1.5}
"""So many times the rows, where not 1.1 times: beside more processes the server finds delegations of its own partition by another index."""
OTHER = "other_"
"""How the partitions of other processes are called."""
OF_OTHERS = 100
"""Rows of other processes that are read: of their own tables, which hold a row or two of each, where the server goes through them."""
BY_INDEX = "; ".join(f"SET LOCAL enable_{plan} = off" for plan in ("seqscan", "hashjoin", "mergejoin", "material", "memoize"))
"""Every row is looked up where it is needed: a server reads small tables whole, whatever is asked, and keeps what it may need again."""
DIVIDED = [table.name for table in tables.METADATA.sorted_tables if "process" in table.columns]
"""The tables that hold rows of processes."""

COLUMNS = "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND attgenerated = ''"
"""The columns of a table that are not made of others."""

Node = dict[str, Any]
Steps = Callable[..., list[Node]]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, lasting: Places) -> dict[int, Database]:
    """A database of three processes, and one of twelve that begin with the same."""
    made = {rounds: lasting.new() for rounds in (FEW, MANY)}
    for rounds, place in made.items():
        importing.into_store([talks.as_lines(talks.talks(rounds), tmp_path_factory.mktemp("talks"))], place)
        divide(place)
    return made


def divide(place: Database) -> None:
    """Divide every table with rows of processes: a partition for each process, and one for what belongs to none."""
    with Client(place) as client:
        processes = [process for (process,) in client.execute("SELECT id FROM process ORDER BY id").fetchall()]
        for table in DIVIDED:
            partition(client, table, processes)
        client.execute("ANALYZE")


def partition(client: Client, table: str, processes: list[str]) -> None:
    """Put a table's rows into partitions, with the indexes that it has; a unique one would have to hold the process."""
    found = client.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'timeline' AND tablename = ?", (table,)).fetchall()
    client.execute(f"ALTER TABLE {table} RENAME TO whole")
    client.execute(f"CREATE TABLE {table} (LIKE whole INCLUDING GENERATED) PARTITION BY LIST (process)")
    for number, process in enumerate(processes):
        name = "own" if process == PROCESS else f"{OTHER}{number}"
        client.execute(f"CREATE TABLE {table}_{name} PARTITION OF {table} FOR VALUES IN ('{process}')")
    client.execute(f"CREATE TABLE {table}_shared PARTITION OF {table} DEFAULT")
    columns = ", ".join(name for (name,) in client.execute(COLUMNS, (table,)).fetchall())
    client.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM whole")
    client.execute("DROP TABLE whole CASCADE")
    for (index,) in found:
        client.execute(index.replace("CREATE UNIQUE INDEX", "CREATE INDEX"))


@pytest.fixture
def steps(run: Run, stores: dict[int, Database], monkeypatch: pytest.MonkeyPatch) -> Steps:
    """Return the steps that a server takes for a command, in the database of so many rounds."""
    put = Reader._put
    asked: list[tuple[str, Params]] = []

    def watched(reader: Reader, sql: str, params: Params) -> tuple[str, Params]:
        asked.append(put(reader, sql, params))
        return asked[-1]

    def steps(rounds: int, *arguments: str) -> list[Node]:
        asked.clear()
        told = run(*arguments, "--format", "json", "--database", stores[rounds])
        assert told.status == 0, told.err
        assert asked
        reader = reading.opened(stores[rounds])
        try:
            return [step for question in list(asked) for step in explained(reader, *question)]
        finally:
            reader.close()

    monkeypatch.setattr(Reader, "_put", watched)
    return steps


def explained(reader: Reader, sql: str, params: Params) -> Iterator[Node]:
    """Return the steps that a question takes, where whatever has an index is found by it."""
    connection = reader.connection
    connection.execute(BY_INDEX)
    said, bound = postgres.bound(sql, params)
    (plan,) = connection.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {said}", bound).fetchone()
    return nodes((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"])


def nodes(plan: Node) -> Iterator[Node]:
    """Yield every step of a plan."""
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)


def rows(node: Node) -> int:
    """Return how many rows of a table a step reads, those included that it then leaves out."""
    if "Relation Name" not in node:
        return 0
    left_out = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return int((node["Actual Rows"] + left_out) * node["Actual Loops"])


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_a_question_of_a_process_reads_no_more_rows_beside_more_processes(steps: Steps, arguments: tuple[str, ...]) -> None:
    few, many = (sum(map(rows, steps(rounds, *arguments))) for rounds in (FEW, MANY))
    assert few > 0
    assert many <= AT_MOST.get(arguments[0], 1.1) * few + 50, (few, many)


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_a_question_of_a_process_reads_the_rows_of_one_partition(steps: Steps, arguments: tuple[str, ...]) -> None:
    read = steps(MANY, *arguments)
    others = [(node["Relation Name"], rows(node)) for node in read if OTHER in node.get("Relation Name", "") and rows(node)]
    assert sum(number for _, number in others) <= OF_OTHERS, others


def test_every_asking_command_is_asked_of_one_process() -> None:
    assert {name for name, *_ in ASKED} == set(asking.COMMANDS)
    assert all(any(PROCESS in word for word in words) for words in ASKED)
