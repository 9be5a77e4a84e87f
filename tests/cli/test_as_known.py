"""What was published later is known to no asking command on an earlier day: not a word, a name, an issue, a party or a person of it."""

import json
from pathlib import Path

import pytest

from tests.cli import asking
from tests.conftest import DATA, Run, filled
from tests.places import Places
from timeline import importing, render, vocabulary
from timeline.store.location import Database

DAY, LATER = "2020-12-31", "2022"
"""A day between the two publications, and one after both."""
MARKER = "secret"
ASKED = [
    ("rounds",),
    ("rounds", "--brief"),
    ("rounds", "--since", "2019", "--certain"),
    ("show", "r1"),
    ("show", "talks"),
    ("show", "a-side"),
    ("show", "ana"),
    ("show", "bo"),
    ("show", "lake"),
    ("show", "truce"),
    ("show", "r1/a-truce"),
    ("show", "r1/b-ferries"),
    ("show", "r1/word"),
    ("show", "r1/truce"),
    ("show", "r1/accord"),
    ("chronology",),
    ("party", "a-side"),
    ("party", "b-side"),
    ("positions",),
    ("positions", "--changed"),
    ("outcomes",),
    ("outcomes", "--history"),
    ("delegates",),
    ("agreements",),
    ("status", "talks"),
    ("sources",),
    ("sources", "--unsourced"),
    ("why", "r1"),
    ("why", "r1/a-truce"),
    ("why", "r1/truce"),
    ("why", "r1/accord"),
    ("why", "r1/a-side"),
    ("search", "truce"),
    ("search", "berg"),
    ("search", "they"),
    ("diff",),
    ("compare",),
    *(("list", kind) for kind in vocabulary.PLURALS),
]
SILENT = {
    ("show", "ana"), ("show", "lake"), ("show", "truce"), ("show", "a-side"), ("positions", "--changed"), ("sources", "--unsourced"),
    ("why", "r1/accord"), ("list", "tracks"), ("list", "processes"),
}  # fmt: skip
"""What tells no secret on a later day either."""


@pytest.fixture(scope="session")
def _secret(lasting: Places) -> Database:
    """A database with the file of secrets, which no test touches."""
    place = lasting.new()
    importing.into_store([DATA / "secret.yaml"], place)
    return place


@pytest.fixture
def talks(database: Database, _secret: Database, own: Places) -> Database:
    """The test's database, with the file of secrets in it."""
    return filled(database, _secret, own)


def on(day: str, arguments: tuple[str, ...]) -> list[str]:
    """Return what is asked, as it was known on a day."""
    return [*arguments, "--as-known", f"2019-12-31..{day}" if arguments[0] == "diff" else day]


def test_every_asking_command_is_asked() -> None:
    assert {arguments[0] for arguments in ASKED} == set(asking.COMMANDS)


@pytest.mark.parametrize("form", render.FORMATS)
@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_nothing_is_told_before_it_was_published(run: Run, talks: Path, arguments: tuple[str, ...], form: str) -> None:
    told = run(*on(DAY, arguments), "--format", form, "--database", talks)
    assert told.status == 0, told.err
    lines = [line for line in (told.out + told.err).splitlines() if MARKER in line.lower()]
    assert lines == []


@pytest.mark.parametrize("arguments", [arguments for arguments in ASKED if arguments not in SILENT], ids=" ".join)
def test_it_is_told_afterwards(run: Run, talks: Path, arguments: tuple[str, ...]) -> None:
    assert MARKER in run(*on(LATER, arguments), "--database", talks).out.lower()


@pytest.mark.parametrize("filtered", ["party", "person", "place", "issue"])
@pytest.mark.parametrize("name", ["rounds", "chronology", "positions", "outcomes", "delegates", "agreements", "sources"])
def test_a_filter_finds_nothing_before_it_was_published(run: Run, talks: Path, name: str, filtered: str) -> None:
    told = run(name, f"--{filtered}", f"{MARKER}-{filtered}", "--as-known", DAY, "--format", "json", "--database", talks)
    assert told.status == 0, told.err
    assert json.loads(told.out)["items"] == []


@pytest.mark.parametrize("handle", ["secret-round", "r1/secret-demand", "r1/secret-accord", "secret-event"])
def test_a_record_is_not_found_before_it_was_published(run: Run, talks: Path, handle: str) -> None:
    for name in ("show", "why"):
        assert run(name, handle, "--as-known", DAY, "--database", talks).status == 4
