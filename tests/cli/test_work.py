"""How much work the database has with a question grows with the record, and no faster: counted in the steps of its machine."""

from collections.abc import Callable

import pytest

from tests.cli import asking
from tests.cli.test_statements import ARGUMENTS, MORE, talks
from tests.conftest import Run
from tests.places import Places
from timeline import importing
from timeline.store import reading
from timeline.store.location import Database
from timeline.store.reading import Reader

pytestmark = pytest.mark.file

FEW, MANY = 40, 160
"""Rounds on record: what grows with their square takes sixteen times the steps."""
AT_MOST = 5
"""Four times the record may take so many times the steps: sorting and looking up grow somewhat faster than the record."""
STEPS = 100
"""The database tells after each so many steps."""
DAY = "2025-01-01"
NARROWED = [
    *((name, "--process", "talks") for name in ("rounds", "chronology", "positions", "outcomes", "delegates", "agreements", "sources")),
    ("delegates", "--party", "a-side"),
    ("status", "--issue", "truce"),
]
"""Questions that SQLite plans otherwise where they are narrowed down."""
ASKED = [(name, *ARGUMENTS.get(name, ())) for name in asking.COMMANDS] + [arguments for arguments in MORE if "--as-known" not in arguments]

Worked = Callable[..., int]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, lasting: Places) -> dict[int, Database]:
    """A database of few rounds, and one of many."""
    import json

    folder, made = tmp_path_factory.mktemp("work"), {rounds: lasting.new() for rounds in (FEW, MANY)}
    for rounds, place in made.items():
        file = folder / f"{rounds}.yaml"
        file.write_text(json.dumps(talks(rounds)), encoding="utf-8")
        importing.into_store([file], place)
    return made


def counting(run: Run, stores: dict[int, Database], monkeypatch: pytest.MonkeyPatch) -> Worked:
    """Return what counts the steps that a command takes in the database of so many rounds."""
    steps: list[None] = []
    opened = reading.opened

    def watched(path: Database, as_known: int | None = None) -> Reader:
        reader = opened(path, as_known)
        reader.connection.set_progress_handler(lambda: steps.append(None), STEPS)
        return reader

    def worked(rounds: int, *arguments: str, form: str = "json") -> int:
        steps.clear()
        told = run(*arguments, "--format", form, "--database", stores[rounds])
        assert told.status == 0, told.err
        return len(steps)

    monkeypatch.setattr(reading, "opened", watched)
    return worked


@pytest.fixture
def worked(run: Run, stores: dict[int, Database], monkeypatch: pytest.MonkeyPatch) -> Worked:
    """Count the steps that a command takes in the database of so many rounds."""
    return counting(run, stores, monkeypatch)


@pytest.mark.parametrize("arguments", [*ASKED, *NARROWED], ids=" ".join)
def test_the_work_as_of_a_day_grows_no_faster_than_the_record(worked: Worked, arguments: tuple[str, ...]) -> None:
    known = () if "--as-known" in arguments else ("--as-known", DAY)
    few, many = (worked(rounds, *arguments, *known) for rounds in (FEW, MANY))
    assert many <= AT_MOST * max(few, 1), (few, many)


@pytest.mark.parametrize(
    "arguments",
    [("agreements",), ("delegates", "--party", "a-side"), ("party", "a-side"), ("outcomes", "--process", "talks"), ("status",)],
    ids=" ".join,
)
def test_the_work_as_it_is_known_today_grows_no_faster_than_the_record(worked: Worked, arguments: tuple[str, ...]) -> None:
    few, many = (worked(rounds, *arguments) for rounds in (FEW, MANY))
    assert many <= AT_MOST * max(few, 1), (few, many)
