"""Claims about files that are no database of ours, or one that is not whole: they are told for what they are, and never written to.

Three hundred flips of a single bit are tried, as a seed decides.
"""

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import DATA, Count, Run
from tests.places import alone
from tests.reliability.scenes import CORRIDORS, EDIT
from timeline.store import location

ASKING = (
    ("rounds", "--format", "json"),
    ("show", "ukraine-russia-2022/r2", "--format", "json"),
    ("chronology", "--format", "json"),
    ("outcomes", "--format", "json"),
    ("history", "--format", "json"),
)
WRITING = (
    ("import", str(DATA / "seed.yaml")),
    ("add", "person", "anna", "name=Anna"),
    EDIT,
    ("remove", CORRIDORS, "--yes"),
    ("rename", "peskov", "dmitry-peskov", "--yes"),
    ("undo",),
    ("redo",),
    ("database", "upgrade"),
    ("database", "backup", "copy.db"),
    ("database", "info"),
    ("database", "verify"),
    ("check",),
    ("export", "--format", "jsonl"),
)


def _text(database: Path) -> None:
    database.write_text("This is a letter, and no database at all.\n" * 50)


def _empty(database: Path) -> None:
    database.write_bytes(b"")


def _another_programs(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE party (id, name)")
        connection.commit()


def _newer(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"PRAGMA user_version = {location.VERSION + 1}")


def _truncated(database: Path) -> None:
    content = database.read_bytes()
    database.write_bytes(content[: len(content) // 2])


def _cut_short(database: Path) -> None:
    database.write_bytes(database.read_bytes()[:50])


def _flipped_everywhere(database: Path) -> None:
    """Flip a bit in the head of every page but the first."""
    content = bytearray(database.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start] ^= 0x40
    database.write_bytes(bytes(content))


BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "text": (_text, "is not a database"),
    "empty": (_empty, "is an empty file"),
    "another program's": (_another_programs, "is a database of another program"),
    "newer": (_newer, "was made by a newer timeline"),
    "truncated": (_truncated, "malformed"),
    "cut short": (_cut_short, "is a database of another program"),
    "flipped": (_flipped_everywhere, "malformed"),
}


@pytest.mark.parametrize("command", [*ASKING, *WRITING], ids=" ".join)
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_named_and_never_written_to(
    kind: str, command: tuple[str, ...], stored: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    breaks, named = BROKEN[kind]
    breaks(stored)
    content = stored.read_bytes()
    ended = run(*command)
    assert stored.read_bytes() == content
    assert alone(stored)
    if command == ("database", "upgrade") and named == "malformed":
        return  # an upgrade of a file that says it is up to date looks no further than its head
    assert ended.status in {1, 5}, ended
    assert named in ended.out + ended.err
    assert "fault of timeline" not in ended.err
    if command[:2] != ("database", "verify"):
        assert len(ended.err.splitlines()) == 1


def _answers(run: Run) -> list[tuple[int, str]]:
    return [(told.status, told.out) for told in (run(*command) for command in ASKING)]


def _flips(content: bytes, seed: str, number: int) -> list[int]:
    """Return bits of a file, half of them anywhere and half of them where something is kept."""
    chosen = random.Random(seed)  # noqa: S311  # chosen by a seed, not kept from anyone
    kept = [place for place, byte in enumerate(content) if byte]
    anywhere = [chosen.randrange(len(content) * 8) for _ in range(number // 2)]
    return anywhere + [chosen.choice(kept) * 8 + chosen.randrange(8) for _ in range(number - number // 2)]


@pytest.mark.parametrize("share", range(4))
def test_a_flipped_bit_that_changes_an_answer_is_found(share: int, stored: Path, run: Run, many: bool, record_property: Count) -> None:
    run(*EDIT)
    content = stored.read_bytes()
    before = _answers(run)
    seen, missed = 0, []
    for flip in _flips(content, f"flips {share}", 750 if many else 75):
        changed = bytearray(content)
        changed[flip // 8] ^= 1 << flip % 8
        stored.write_bytes(bytes(changed))
        if _answers(run) != before:
            seen += 1
            if run("database", "verify").status not in {1, 5}:
                missed.append(flip)
    record_property("bits flipped", 750 if many else 75)
    record_property("answers changed and found", seen - len(missed))
    assert seen
    assert missed == []


def test_a_fault_that_verify_meets_is_no_fault_of_timeline(stored: Path, run: Run) -> None:
    with closing(sqlite3.connect(stored)) as connection:
        connection.execute("UPDATE changed SET after = substr(after, 1, 20)")
        connection.commit()
    ended = run("database", "verify")
    assert (ended.status, ended.err) == (1, "")
    assert json.dumps(ended.out).count("altered after it was made") == 1
