"""Runs the tests of what is promised and writes down how much was tried: `python -m tests.reliability`, with `--many` for all of it."""

import ast
import platform
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

TOP = Path(__file__).parents[2]
PAGE = TOP / "docs" / "reliability.md"
SECURITY = TOP / "SECURITY.md"
SERVED = ("tests/store/test_postgres.py",)
"""The tests that hold what they hold of a server; all others hold it of files."""


class Promise(NamedTuple):
    """What is promised, under which heading, and the files of the tests that hold it."""

    heading: str
    said: str
    files: tuple[str, ...]


def promises() -> list[Promise]:
    """Return what is promised, as the page of promises tells it."""
    found, heading = [], ""
    for line in SECURITY.read_text(encoding="utf-8").splitlines():
        heading = line.removeprefix("## ") if line.startswith("## ") else heading
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        files = re.findall(r"`(tests/[a-z_/]+\.py)`", cells[-1])
        if files and line.startswith("|"):
            found.append(Promise(heading, cells[0], tuple(files)))
    return found


def named() -> list[str]:
    """Return every file of tests that holds a promise, each once."""
    return list(dict.fromkeys(file for promise in promises() for file in promise.files))


class Tried(NamedTuple):
    """A claim: how many cases of it were tried and not tried, and what was counted in them."""

    cases: int
    left_out: int
    counted: dict[str, int]


def ran(results: Path, files: Iterable[str], *options: str) -> int:
    """Run tests and return their exit status; what was counted is in the file of results."""
    # The results are read by this module alone, which wants what tests count beside them.
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={results}", "-o", "junit_family=xunit1", *files, *options]
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
    yield f"Made by `{command}`, which runs the tests of every promise and counts; every one of them held, with {on}."
    yield "Where each promise ends is in [SECURITY.md](../SECURITY.md)."
    heading = ""
    for promise in promises():
        if promise.heading != heading:
            heading = promise.heading
            yield from ("", f"## {heading}", "", "| promise | tested in | tried |", "|---|---|---|")
        yield f"| {promise.said} | {', '.join(f'`{file}`' for file in promise.files)} | {_figures(_all(found, promise.files))} |"
    yield from ("", "# Claim by claim", "")
    for file in named():
        yield from (f"## {_said_of(TOP / file)}", "", f"In `{file}`.", "", "| what holds | tried |", "|---|---|")
        for name, one in found.get(file, {}).items():
            yield f"| {name.removeprefix('test_').replace('_', ' ')} | {_figures(one)} |"
        yield ""


def _all(found: dict[str, dict[str, Tried]], files: Iterable[str]) -> Tried:
    """Return what was tried in some files together."""
    several = [one for file in files for one in found.get(file, {}).values()]
    counted: Counter[str] = Counter()
    for one in several:
        counted.update(one.counted)
    return Tried(sum(one.cases for one in several), sum(one.left_out for one in several), dict(counted))


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
        in_files, on_a_server = (Path(folder) / f"{engine}.xml" for engine in ("file", "server"))
        of_files = [file for file in named() if file not in SERVED]
        status = ran(in_files, of_files, *given) or ran(on_a_server, SERVED, "--engine=server", *given)
        if status == 0:
            PAGE.write_text(page(tried(in_files) | tried(on_a_server), many="--many" in given), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
