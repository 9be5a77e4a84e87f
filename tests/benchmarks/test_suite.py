"""The measurements measure what they say: the talks have their shape, copies answer as the originals, pages tell the figures."""

import contextlib
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import __main__ as measuring
from tests.benchmarks import databases, goals, multiplied, peers, questions, report, shares, startup, talks, timing
from tests.benchmarks.goals import Figures
from tests.benchmarks.report import Told
from tests.benchmarks.timing import Command, Figure
from tests.conftest import Run
from timeline import importing
from timeline.files import lines

ROUNDS, COPIES = 40, 3
ORIGINAL, COPY = f"talks-{talks.MARK}-001", "talks-c0002-001"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    database = folder / "timeline.db"
    importing.into_store([talks.as_lines(talks.talks(ROUNDS), folder)], database)
    return database


@pytest.fixture(scope="module")
def larger(base: Path) -> Path:
    return multiplied.multiplied(base, COPIES, base.with_name("larger.db"))


@pytest.fixture(scope="module")
def asked(base: Path) -> questions.Days:
    return questions.days(base)


def test_talks_are_the_same_for_the_same_seed() -> None:
    assert list(lines.written(talks.talks(ROUNDS))) == list(lines.written(talks.talks(ROUNDS)))
    assert list(lines.written(talks.talks(ROUNDS))) != list(lines.written(talks.talks(ROUNDS, seed=1)))


def test_a_round_has_parties_delegates_positions_and_outcomes_in_number() -> None:
    made = talks.talks(ROUNDS)
    of_kind = {
        kind: Counter(entry.field("round") for entry in made if entry.kind == kind) for kind in ("delegation", "position", "outcome")
    }
    delegates = Counter("/".join(entry.id.split("/")[:2]) for entry in made if entry.kind == "delegate")
    assert all(2 <= number <= 6 for number in of_kind["delegation"].values())
    assert [set(counted.values()) for counted in (of_kind["position"], of_kind["outcome"])] == [{talks.POSITIONS}, {talks.OUTCOMES}]
    assert set(delegates.values()) == {talks.DELEGATES}
    assert len(delegates) == len(of_kind["outcome"]) == ROUNDS


def test_dates_are_of_every_precision_and_spread_over_the_years() -> None:
    rounds = [entry for entry in talks.talks(300) if entry.kind == "round"]
    dates = [entry.field("date") for entry in rounds]
    years = [int(str(date).lstrip("[")[:4].replace("X", "0")) for date in dates]
    assert len(rounds) == 300
    assert min(years) < 1950
    assert max(years) > 2020
    assert all(any(mark in str(date) for date in dates) for mark in ("/", "X", "~", "?", "..", "-XX", "T"))
    assert {len(str(date)) for date in dates} >= {4, 7, 10}


def test_the_larger_database_is_sound(larger: Path) -> None:
    connection = sqlite3.connect(larger)
    connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    counted = connection.execute("SELECT count(*) FROM round").fetchone()
    found = [*connection.execute("PRAGMA integrity_check"), *connection.execute("PRAGMA foreign_key_check")]
    connection.close()
    assert found == [("ok",)]
    assert counted == (ROUNDS + COPIES * (ROUNDS - talks.late(ROUNDS)),)


def test_the_larger_database_has_the_tables_and_indexes_of_the_other(base: Path, larger: Path) -> None:
    assert _schema(larger) == _schema(base)


def _schema(database: Path) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(database)
    found = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    connection.close()
    return found


@pytest.mark.parametrize(
    "words",
    [
        ("rounds", "--process", ORIGINAL),
        ("rounds", "--process", ORIGINAL, "--as-known", "2000-01-01"),
        ("show", f"{ORIGINAL}/r3"),
        ("show", f"{ORIGINAL}-{{party}}-0"),
        ("why", f"{ORIGINAL}/r3"),
        ("search", "ceasefire", "--process", ORIGINAL),
        ("chronology", "--process", ORIGINAL),
        ("delegates", "--process", ORIGINAL),
        ("positions", "--process", ORIGINAL),
        ("list", "persons", "--process", ORIGINAL),
    ],
    ids=" ".join,
)
def test_a_copy_answers_as_the_original_but_for_handles(run: Run, base: Path, larger: Path, words: tuple[str, ...]) -> None:
    party = questions.answers(base, "rounds", "--process", ORIGINAL)[0]["delegations"][0]["party"]
    named = [word.format(party=party) for word in words]
    original = run(*named, "--database", larger, "--format", "json")
    copy = run(*(word.replace(ORIGINAL, COPY) for word in named), "--database", larger, "--format", "json")
    assert original.status == copy.status == 0
    assert COPY in copy.out
    assert copy.out.replace("c0002", talks.MARK) == original.out
    assert run(*named, "--database", base, "--format", "json").out == original.out


def test_a_size_that_is_no_number_of_copies_is_refused() -> None:
    assert [databases.copies(rounds) for rounds in (10_000, 100_000, 1_000_000)] == [10, 110, 1110]
    with pytest.raises(SystemExit, match="take 9100"):
        databases.copies(9_500)


def test_a_database_for_which_there_is_no_room_is_left_out(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"talks-{databases.BASE}.db").write_bytes(base.read_bytes())
    monkeypatch.setattr(databases, "SPARED", 10**18)
    assert databases.made(10_000, tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == [f"talks-{databases.BASE}.db"]


def test_the_days_asked_for_are_those_of_rounds(base: Path, asked: questions.Days) -> None:
    found = questions.answers(base, "rounds", "--on", asked.rare, "--certain")
    assert talks.RARE_ROUND in {told["id"] for told in found}
    assert questions.answers(base, "rounds", "--on", asked.common, "--certain")[0]["process"] == ORIGINAL


def test_a_question_is_measured_for_timeline_and_for_the_shell_with_the_same_sql(base: Path, asked: questions.Days) -> None:
    question = "one round whole"
    several = questions.commands(ROUNDS, base, {question: questions.short(asked)[question]})
    figures = timing.in_turn([_from_here(command) for command in several], 1, uncounted=0)
    assert [(figure.question, figure.size, figure.by) for figure in figures] == [command[:3] for command in several]
    assert all(figure.processor > 0 and figure.peak > 1 for figure in figures)


def _from_here(command: Command) -> Command:
    """Return a command that runs this checkout, whichever is installed."""
    return command._replace(words=[sys.executable, "-m", "timeline", *command.words[1:]]) if command.by == "timeline" else command


def test_sqlite_alone_tells_the_same_of_every_round_but_for_what_follows_from_rules(base: Path) -> None:
    with contextlib.closing(sqlite3.connect(base)) as connection:
        told = [json.loads(line) for (line,) in connection.execute(questions.whole())]
    ours = questions.answers(base, "rounds")
    assert len(told) == len(ours) == ROUNDS
    assert [item["id"] for item in told] == [item["id"] for item in ours]
    assert [_unordered(item) for item in told] == [_unordered(item) for item in ours]
    assert any(item["disputed"] for item in ours)


def _unordered(told: Any) -> Any:
    """Return JSON without what follows from rules, the parts of a list in no order."""
    if isinstance(told, dict):
        return {name: _unordered(value) for name, value in told.items() if name not in questions.RULED}
    if isinstance(told, list) and told and isinstance(told[0], dict):
        return sorted(map(_unordered, told), key=json.dumps)
    return told


def test_a_program_that_fails_ends_the_measurement() -> None:
    failing = Command("fail", 0, "python", [sys.executable, "-c", "raise SystemExit(7)"], {})
    with pytest.raises(subprocess.CalledProcessError):
        timing.in_turn([failing], 1)


def test_peers_are_given_every_round_and_asked_every_question(base: Path, asked: questions.Days, tmp_path: Path) -> None:
    entries = [peers.entry(told) for told in questions.answers(base, "rounds")]
    for name, reader in peers.READERS.items():
        folder = tmp_path / name
        folder.mkdir()
        assert list(reader(entries, folder, asked)) == list(peers.QUESTIONS)
        written = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.*"))
        assert all(entry.handle in written for entry in entries)
        assert written.count(talks.RARE_WORD) == 1


def test_an_import_of_one_size_is_told_in_one_column() -> None:
    told = measuring.imported([ROUNDS], None).splitlines()
    assert told[0] == "## Import"
    assert f"| rounds | {ROUNDS} |" in told
    assert f"## YAML of {ROUNDS:,} rounds" in told


def test_programs_that_are_not_there_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert peers.missing(peers.found(tmp_path)) == list(peers.PROGRAMS)


def test_imports_are_told_by_package_without_those_of_every_interpreter(base: Path) -> None:
    told = startup.imports(["--help"], timing.variables(base.parent), runs=1)
    assert {"the standard library", "timeline", "typer"} <= told.keys()
    assert all(milliseconds > 0 for milliseconds in told.values())
    assert "encodings" not in told


def figures(**changed: float) -> Figures:
    """Return figures of two sizes in which all goals are met, but for what is changed."""
    taken = {startup.BARE: 0.01, "--version": 0.03, "--help": 0.05}
    several = [Figure(question, 0, "python" if question == startup.BARE else "timeline", 1.0, taken[question], 9.0) for question in taken]
    for size in (1_000, 100_000):
        for question in (*questions.TYPED, *goals.BESIDE_JRNL, "rounds on a day", questions.GROWING):
            several.append(Figure(question, size, "timeline", 1.0, 0.07, 20.0))
            several.append(Figure(question, size, "sqlite3 shell", 1.0, 0.002, 13.0))
            several.append(Figure(question, size, "jrnl", 1.0, 0.3, 30.0))
        several.append(Figure("all rounds as jsonl", size, "timeline", 1.0, size / 1000, 30.0))
        several.append(Figure("all rounds as jsonl", size, "sqlite3 shell", 1.0, size / 3000, 13.0))
    return Figures(figure._replace(processor=changed.get(_key(figure), figure.processor)) for figure in several)


def _key(figure: Figure) -> str:
    return f"{figure.question}/{figure.size}/{figure.by}"


TOLD = Told("a machine", {1_000: 10**8, 100_000: 10**10}, 3, {"loading typer": 20.0}, {"putting together": 0.4}, "## Import\n", ["khal"])


def test_the_parts_of_an_answer_are_all_of_it(base: Path) -> None:
    parts = shares.of(["rounds", "--format", "jsonl"], base)
    assert list(parts) == [*shares.PARTS, shares.REST]
    assert sum(parts.values()) == pytest.approx(1)
    assert all(0 < share < 1 for share in parts.values())
    assert [path.name for path in base.parent.glob("*.profile")] == []


def test_goals_are_met_where_figures_are_within_them() -> None:
    held = goals.goals(figures())
    assert all(held.values())
    assert all(goal.met for kind in held.values() for goal in kind)
    assert "**no**" not in report.page(figures(), TOLD)


@pytest.mark.parametrize(
    ("key", "seconds", "kind"),
    [
        ("--version/0/timeline", 0.05, "times a bare interpreter"),
        ("one round whole/1000/timeline", 0.11, "times a bare interpreter"),
        ("rounds on a day/100000/timeline", 0.1, "growth"),
        ("rounds of a rare party/1000/jrnl", 0.13, "of jrnl"),
        ("all rounds as jsonl/100000/sqlite3 shell", 20.0, "times the sqlite3 shell"),
    ],
)
def test_a_goal_is_missed_where_a_figure_is_beyond_it(key: str, seconds: float, kind: str) -> None:
    changed = figures(**{key: seconds})
    missed = {of for of, held in goals.goals(changed).items() if not all(goal.met for goal in held)}
    assert missed == {kind}
    assert f"- Missed, {kind}: {goals.LEFT[kind]}" in report.page(changed, TOLD)


def test_more_of_what_is_asked_for_is_no_growth() -> None:
    changed = figures(**{f"{questions.GROWING}/100000/timeline": 7.0})
    assert all(goal.met for held in goals.goals(changed).values() for goal in held)


def test_the_page_tells_ratios_machine_and_what_was_left_out() -> None:
    page = report.page(figures(), TOLD)
    assert "| `timeline --help` | 50 | 5.0 |" in page
    assert "| one round whole | 70 | 70 | 7.0 | 1.00 | 1.00 | 20 |" in page
    assert all(said in page for said in ("Measured on a machine.", "- Left out: khal.", "| loading typer | 20.0 |", "| 100,000 | 10,000 |"))


def test_the_figures_are_kept_as_json() -> None:
    told = json.loads(report.as_json(figures(), TOLD))
    assert [Figure(**figure) for figure in told["figures"]] == figures().all
    assert all(goal["met"] for held in told["goals"].values() for goal in held)
