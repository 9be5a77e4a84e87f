"""What is asked of a database: short questions with the same answer at every size, and long ones that tell everything."""

import json
import re
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
DATE = """CASE WHEN {0}.date IS NOT NULL THEN json_object('edtf', {0}.date, 'text', {0}.said, 'earliest', {1}, 'latest', {2},
    'precision', {0}.precision, 'basis', {0}.basis) END"""
DAY = "substr({0}, 1, 4) || '-' || substr({0}, 5, 2) || '-' || substr({0}, 7, 2)"
SOURCES = """(SELECT json_group_array(c.source) FROM (
    SELECT DISTINCT c.source FROM citation c WHERE c.record = {0}.id AND c.reading = 0 ORDER BY c.number) c)"""
RULED = {"standing", "change", "disputed", "next"}
"""What of a round follows from rules, and is not in the JSON that SQLite puts together."""


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
    """Return the SQL that tells each round as we do, in one line of JSON, without what follows from rules."""

    def written(asked: re.Match[str]) -> str:
        what, table = asked.groups()
        days = (DAY.format(f"{table}.{bound}") for bound in ("earliest", "latest"))
        return SOURCES.format(table) if what == "sources" else DATE.format(table, *days)

    return re.sub(r"\{(date|sources):(\w+)\}", written, Path(__file__).with_name("whole.sql").read_text(encoding="utf-8"))
