"""Runs the tests of what is promised and writes down how much was tried: `python -m tests.reliability`, with `--many` for all of it."""

import ast
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

TOP = Path(__file__).parents[2]
PAGE = TOP / "docs" / "reliability.md"
FILES = (
    *sorted(str(path.relative_to(TOP)) for path in (TOP / "tests" / "reliability").glob("test_*.py")),
    "tests/store/test_holding.py",
    "tests/files/test_limits.py",
    "tests/files/test_fuzz.py",
    "tests/cli/test_hostile.py",
    "tests/cli/test_hostile_keeping.py",
    "tests/cli/test_doctor.py",
)
"""Every file of tests that holds what is promised of hostile or broken surroundings."""


class Tried(NamedTuple):
    """A claim: how many cases of it were tried and not tried, and what was counted in them."""

    cases: int
    left_out: int
    counted: dict[str, int]


def ran(results: Path, *options: str) -> int:
    """Run the tests and return their exit status; what was counted is in the file of results."""
    # The results are read by this module alone, which wants what tests count beside them.
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={results}", "-o", "junit_family=xunit1", *FILES, *options]
    return subprocess.run(command, cwd=TOP, check=False).returncode


def tried(results: Path) -> dict[str, dict[str, Tried]]:
    """Return what was tried of each claim, by file and by the name of the test."""
    found: dict[str, dict[str, Tried]] = {}
    for case in ET.parse(results).iter("testcase"):  # noqa: S314  # our own file, written just now
        module = case.get("classname", "").replace(".", "/") + ".py"
        name = case.get("name", "").partition("[")[0]
        before = found.setdefault(module, {}).get(name, Tried(0, 0, {}))
        left_out = case.find("skipped") is not None
        counted = Counter(before.counted)
        for held in case.iter("property"):
            counted[held.get("name", "")] += int(held.get("value", "0"))
        found[module][name] = Tried(before.cases + (not left_out), before.left_out + left_out, dict(counted))
    return found


def page(found: dict[str, dict[str, Tried]], *, many: bool) -> str:
    """Return the page that tells of each claim how much was tried."""
    return "\n".join(_lines(found, many=many)) + "\n"


def _lines(found: dict[str, dict[str, Tried]], *, many: bool) -> Iterator[str]:
    command = f"python -m tests.reliability{' --many' if many else ''}"
    on = f"Python {platform.python_version()} and SQLite {sqlite3.sqlite_version} on {platform.system()}"
    yield from ("# What was tried", "")
    yield f"Made by `{command}`, which runs the tests below and counts; every one of them held, with {on}."
    yield from ("What is promised, and where it ends, is in [SECURITY.md](../SECURITY.md).", "")
    for file in FILES:
        yield from (f"## {_said_of(TOP / file)}", "", f"In `{file}`.", "", "| what holds | tried |", "|---|---|")
        for name, one in found.get(file, {}).items():
            yield f"| {name.removeprefix('test_').replace('_', ' ')} | {_figures(one)} |"
        yield ""


def _said_of(file: Path) -> str:
    """Return what a file of tests is about, without what it says of claims."""
    said = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0].rstrip(".")
    return said.removeprefix("Claims about ")[:1].upper() + said.removeprefix("Claims about ")[1:]


def _figures(one: Tried) -> str:
    cases = [f"{one.cases:,} {'case' if one.cases == 1 else 'cases'}"] if one.cases else []
    left_out = [f"{one.left_out:,} left out here"] if one.left_out else []
    return ", ".join([*cases, *(f"{number:,} {what}" for what, number in sorted(one.counted.items()) if number), *left_out])


def main(given: list[str]) -> int:
    """Run the tests and write the page; where one fails nothing is written."""
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        status = ran(results, *given)
        if status == 0:
            PAGE.write_text(page(tried(results), many="--many" in given), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
