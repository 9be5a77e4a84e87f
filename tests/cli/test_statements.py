"""How many questions an asking command puts to the database does not grow with the record."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli import asking
from tests.conftest import Run
from tests.places import Places
from timeline import importing
from timeline.store import reading
from timeline.store.location import Database
from timeline.store.reading import Reader

pytestmark = pytest.mark.file

FEW, MANY = 3, 60
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "show": ("r1",),
    "party": ("a-side",),
    "why": ("r1/truce",),
    "diff": ("--as-known", "2020-01-01..2030-01-01"),
    "search": ("truce",),
    "list": ("rounds",),
}
"""What the commands are asked that want more than filters."""
MORE = [
    ("rounds", "--brief"),
    ("rounds", "--party", "a-side", "--since", "2020"),
    ("rounds", "--as-known", "2025-01-01"),
    ("outcomes", "--history"),
    ("show", "talks"),
    ("show", "ana"),
    ("list", "persons"),
    ("sources", "--unsourced"),
]
"""More ways to ask."""
ASKED = [(name, *ARGUMENTS.get(name, ())) for name in asking.COMMANDS] + MORE

Asked = Callable[..., int]


def talks(rounds: int) -> dict[str, Any]:
    """Return talks of so many rounds, as a data file: each round with one record of every kind that a round may hold."""
    return {
        "process": "talks", "name": "Talks", "parties": ["a-side", "b-side"], "issues": ["truce", "border"], "cite": "early",
        "declare": {
            "parties": {name: {"name": name} for name in ("a-side", "b-side", "host")},
            "persons": {"ana": {"name": "Ana", "party": "a-side"}, "bo": {"name": "Bo", "party": "b-side"}, "hans": {"name": "Hans"}},
            "places": {"land": {"name": "Land"}, "town": {"name": "Town", "parent": "land"}},
            "issues": {"truce": {"name": "truce"}, "border": {"name": "border", "parent": "truce"}},
        },
        "sources": {
            "early": {"publisher": "Agency", "published": "2020-01-02", "affiliation": "independent"},
            "late": {"publisher": "Monitor", "published": "2024-01-01", "affiliation": "independent"},
        },
        "rounds": {f"r{number}": _round(number) for number in range(1, rounds + 1)},
    }  # fmt: skip


def _round(number: int) -> dict[str, Any]:
    day = f"{2020 + (number - 1) // 12}-{(number - 1) % 12 + 1:02}-02"
    supersedes = {"supersedes": f"r{number - 1}/a-truce"} if number > 1 else {}
    lineage = {"lineage": {f"r{number - 1}/accord": "amends"}} if number > 1 else {}
    return {
        "number": number, "status": "held", "date": day, "place": "town", "summary": "They meet about a truce.",
        "rivals": {"summary": "They do not meet.", "cite": "late"},
        "delegations": {"a-side": {"ana": "head"}, "b-side": {"bo": {"office": "Minister"}}},
        "third_parties": {"host": {"roles": ["host"], "hans": "Mayor"}},
        "positions": {
            "a-truce": {"party": "a-side", "issue": "truce", "stance": "demand", "speaker": "ana", "text": "a truce", **supersedes},
            "b-border": {"party": "b-side", "issue": "border", "stance": "demand", "speaker": "bo", "text": "a border"},
        },
        "outcomes": {
            "truce": {
                "issue": "truce", "status": "agreed", "text": "A truce.",
                "confirmed_by": ["a-side", "b-side"], "answers": {"a-truce": "met"},
                "follow_ups": {"broken": {"status": "violated", "date": day, "place": "town", "text": "Shots.", "cite": "late"}},
            },
        },
        "agreements": {
            "accord": {
                "name": "Accord", "form": "written_signed", "date": day, "dates": {"signed": day}, "text": "A truce.", **lineage,
                "signatures": {"a-side": {"status": "signed", "person": "ana"}},
                "provisions": {
                    "p1": {"issue": "truce", "text": "A truce.", "follow_ups": {"kept": {"status": "implemented", "date": day}}},
                },
            },
        },
        "statements": {"word": {"speaker": "bo", "date": day, "text": "On the truce."}},
    }  # fmt: skip


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, lasting: Places) -> dict[int, Database]:
    """A database of few rounds, and one of many."""
    folder, made = tmp_path_factory.mktemp("statements"), {rounds: lasting.new() for rounds in (FEW, MANY)}
    for rounds, place in made.items():
        file = folder / f"{rounds}.yaml"
        file.write_text(json.dumps(talks(rounds)), encoding="utf-8")
        importing.into_store([file], place)
    return made


@pytest.fixture
def asked(run: Run, stores: dict[int, Database], monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Count the statements that a command sends to the database of so many rounds."""
    sent: list[str] = []
    opened = reading.opened

    def watched(path: Database, as_known: int | None = None) -> Reader:
        reader = opened(path, as_known)
        reader.connection.set_trace_callback(sent.append)
        return reader

    def asked(rounds: int, *arguments: str) -> int:
        sent.clear()
        told = run(*arguments, "--database", stores[rounds])
        assert told.status == 0, told.err
        assert told.out
        return sum(1 for statement in sent if not statement.startswith("--"))  # those are the index of words asking itself

    monkeypatch.setattr(reading, "opened", watched)
    return asked


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_the_number_of_statements_does_not_depend_on_the_number_of_rounds(asked: Asked, arguments: tuple[str, ...], form: str) -> None:
    few, many = (asked(rounds, *arguments, "--format", form) for rounds in (FEW, MANY))
    assert few
    assert many == few
