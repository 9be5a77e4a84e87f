"""How much work the database has with a question depends on what answers it, and not on what else is on record."""

import json

import pytest

from tests.cli.test_statements import talks
from tests.cli.test_work import FEW, MANY, Worked, counting
from tests.conftest import Run
from timeline import importing
from timeline.store.location import Database

pytestmark = pytest.mark.file

AT_MOST = 1.3
"""Four times as much beside what is asked for may take so many times the steps."""
ELSEWHERE = {
    '"talks"': '"late"', '"Talks"': '"Late"', "a-side": "c-side", "b-side": "d-side", '"host": {': '"venue": {', "ana": "cy", "Ana": "Cy",
    '"bo"': '"dee"', '"Bo"': '"Dee"', "hans": "greta", "Hans": "Greta", "town": "city", "Town": "City", "land": "realm", "Land": "Realm",
    "truce": "ceasefire", "border": "frontier", '"202': '"205',
}  # fmt: skip
"""What makes of some talks others that share nothing with them, thirty years later."""
ASKED = [
    ("rounds", "--on", "2050-02-02"),
    ("rounds", "--since", "2050-02", "--certain"),
    ("rounds", "--party", "c-side"),
    ("rounds", "--person", "cy", "--on", "2050-02"),
    ("chronology", "--on", "2050-02-02"),
    ("chronology", "--party", "c-side"),
    ("positions", "--on", "2050-02-02"),
    ("positions", "--party", "c-side"),
    ("delegates", "--on", "2050-02-02"),
    ("delegates", "--party", "c-side"),
    ("agreements", "--on", "2050-02-02"),
    ("party", "c-side"),
    *((name, "--process", "late") for name in ("rounds", "chronology", "positions", "outcomes", "delegates", "agreements", "status")),
    *(("show", handle) for handle in ("late", "late/r2", "late/r2/accord", "late/r2/ceasefire", "r2/a-ceasefire", "cy", "c-side")),
    ("why", "late/r2"),
    ("search", "frontier"),
    ("search", "cy"),
]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Database]:
    """A database of few rounds, and one of many, with the same late talks in both."""
    folder = tmp_path_factory.mktemp("growth")
    late = json.dumps(talks(4))
    for said, other in ELSEWHERE.items():
        late = late.replace(said, other)
    (folder / "late.yaml").write_text(late, encoding="utf-8")
    for rounds in (FEW, MANY):
        elsewhere = talks(rounds)
        elsewhere["declare"]["persons"] |= {f"guest-{number}": {"name": f"Guest of Day {number}"} for number in range(4 * rounds)}
        (folder / f"{rounds}.yaml").write_text(json.dumps(elsewhere), encoding="utf-8")
        importing.into_store([folder / f"{rounds}.yaml", folder / "late.yaml"], folder / f"{rounds}.db")
    return {rounds: folder / f"{rounds}.db" for rounds in (FEW, MANY)}


@pytest.fixture
def worked(run: Run, stores: dict[int, Database], monkeypatch: pytest.MonkeyPatch) -> Worked:
    """Count the steps that a command takes in the database of so many rounds."""
    return counting(run, stores, monkeypatch)


@pytest.mark.parametrize("form", ["json", "text"])
@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_the_work_does_not_grow_with_what_is_not_asked_for(worked: Worked, arguments: tuple[str, ...], form: str) -> None:
    few, many = (worked(rounds, *arguments, form=form) for rounds in (FEW, MANY))
    assert many <= AT_MOST * max(few, 1), (few, many)
