"""What is asked of a database: short questions with the same answer at every size, and long ones that tell everything."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks import databases, talks, timing
from tests.benchmarks.timing import Command

NEWEST = 50
MOST = 100_000
"""The rounds of the largest database that is told whole."""
PROFILED = "rounds on a day"
WHOLE = "all rounds as jsonl"
TIMELINE, SHELL = "timeline", "sqlite3 shell"
FORMATS = ("jsonl", "csv", "plain")
TYPED = {"completion of a party": "rounds --party party-r", "completion of a handle": f"show {talks.RARE_PROCESS}/r"}
GROWING = "rounds on a day that all copies share"
ROUND = "id process track number name status kind formats date said earliest latest precision basis places parent declined_by summary"
PARTS = {
    "delegation": "party level size",
    "delegate": "delegation person role office attended",
    "position": "id party issue stance priority speaker timing date text supersedes change change_reason",
    "outcome": "id issue status text deadline confirmed_by disputed_by",
    "answer": "record position result",
    "follow_up": "id outcome date earliest latest precision status text place confirmed_by disputed_by",
    "reading": "record number said",
    "citation": "record source",
}
"""The tables whose rows are told with their round, and what is told of each."""


class Days(NamedTuple):
    """The days that questions name: one of few rounds, one of the copied talks, and the one since which there are fifty."""

    rare: str
    common: str
    newest: str


def days(base: Path) -> Days:
    """Return the days to ask for, as the smallest database tells them."""
    late = [told["date"] for told in answers(base, "rounds", "--since", f"{talks.LATE_FIRST}", "--certain")]
    sure = [told["date"] for told in answers(base, "rounds", "--process", f"talks-{talks.MARK}-001") if told["date"]["precision"] == "day"]
    (rare,) = (told["date"] for told in answers(base, "show", talks.RARE_ROUND))
    newest = sorted(date["earliest"] for date in late)[-NEWEST:]
    return Days(rare["edtf"], sure[0]["edtf"], newest[0])


def answers(database: Path, *words: str) -> list[dict[str, Any]]:
    """Return what timeline answers, as JSON."""
    told = _told(database, *words, "--format", "jsonl")
    return [json.loads(line) for line in told.splitlines()]


def _told(database: Path, *words: str) -> str:
    command = [sys.executable, "-m", "timeline", *words, "--database", str(database)]
    return subprocess.run(command, env=timing.variables(database.parent), check=True, capture_output=True, text=True).stdout


def short(asked: Days) -> dict[str, list[str]]:
    """Return the questions that one looks up."""
    return {
        "rounds on a day": ["rounds", "--on", asked.rare],
        "rounds of a rare party": ["rounds", "--party", talks.RARE_PARTY],
        "the newest fifty rounds": ["rounds", "--since", asked.newest, "--certain", "--brief"],
        "one round whole": ["show", talks.RARE_ROUND],
        "chronology of a day": ["chronology", "--on", asked.rare],
        "a rare word": ["search", talks.RARE_WORD],
    }


def growing(asked: Days) -> dict[str, list[str]]:
    """Return the questions whose answers are more in a larger database."""
    return {GROWING: ["rounds", "--on", asked.common, "--certain", "--brief"]}


def commands(size: int, database: Path, asked: dict[str, list[str]]) -> list[Command]:
    """Return the commands that put questions to a database: ours, and SQLite's shell with the SQL that ours prints."""
    here = timing.variables(database.parent, TIMELINE_DATABASE=str(database))
    ours = [Command(question, size, TIMELINE, [databases.timeline(), *words], here) for question, words in asked.items()]
    shell = shutil.which("sqlite3")
    limits = (
        [_in_shell(shell, question, size, database, _told(database, *words, "--sql")) for question, words in asked.items()] if shell else []
    )
    return ours + limits


def completions(size: int, database: Path) -> list[Command]:
    """Return what the shell runs when the tab key is pressed."""
    here = timing.variables(database.parent, TIMELINE_DATABASE=str(database), _TIMELINE_COMPLETE="complete_bash")
    typed = {question: f"timeline {words}" for question, words in TYPED.items()}
    pressed = {question: here | {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))} for question, words in typed.items()}
    return [Command(question, size, TIMELINE, [databases.timeline()], variables) for question, variables in pressed.items()]


def long(size: int, database: Path) -> list[Command]:
    """Return the commands that tell all rounds in each format, and what SQLite's shell needs for the like in JSON."""
    here = timing.variables(database.parent, TIMELINE_DATABASE=str(database))
    ours = [Command(f"all rounds as {form}", size, TIMELINE, [databases.timeline(), "rounds", "--format", form], here) for form in FORMATS]
    shell = shutil.which("sqlite3")
    return ours + ([_in_shell(shell, WHOLE, size, database, whole())] if shell else [])


def _in_shell(shell: str, question: str, size: int, database: Path, sql: str) -> Command:
    script = database.parent / f"{question.replace(' ', '-')}-{size}.sql"
    script.write_text(sql, encoding="utf-8")
    return Command(question, size, SHELL, [shell, "-readonly", str(database), f".read {script}"], timing.variables(database.parent))


def whole() -> str:
    """Return the SQL that tells each round with its parts as one line of JSON, with about as much in it as in ours."""
    parts = (f"'{part}', (SELECT json_group_array({_object(of, 't')}) FROM {part} t WHERE t.root = round.id)" for part, of in PARTS.items())
    told = f"json_object('round', {_object(ROUND, 'round')}, {', '.join(parts)})"
    return f"SELECT {told} FROM round ORDER BY earliest NULLS LAST, latest, sequence, id;"


def _object(columns: str, table: str) -> str:
    return "json_object(" + ", ".join(f"'{name}', {table}.{name}" for name in columns.split()) + ")"
