"""How much of the program the tests run: every test once, with the processes that they start, told by package.

Run from a checkout with its extras `test` and `measure`, where PostgreSQL is installed:
`python -m tests.covering [TESTS…] > docs/coverage-of-tests.md`.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

LEAST = 0.95
"""A file of which fewer branches are taken is named."""


SERVED = ["tests/store/test_postgres.py", "tests/cli/test_golden.py", "tests/cli/test_history.py"]
"""The tests that are run on a server besides."""


def measured(tests: list[str]) -> dict[str, Any]:
    """Return the figures of every file, by its path."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        command = [sys.executable, "-m", "pytest", "-q", "--cov", f"--cov-report=json:{report}"]
        kept = {"COVERAGE_FILE": str(report.with_suffix(".sqlite"))}
        for several in (tests, [] if tests else ["--cov-append", "--engine=server", *SERVED]):
            subprocess.run([*command, *several], env={**os.environ, **kept}, stdout=sys.stderr, check=True)
        files: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))["files"]
        return files


def page(files: dict[str, Any]) -> str:
    """Return the figures by package, and the files of which less is tried."""
    packages: dict[str, Counter[str]] = {}
    for path, told in files.items():
        name = PurePath(path).parts[1].removesuffix(".py") if len(PurePath(path).parts) > 2 else "modules of their own"
        packages.setdefault(name, Counter()).update({key: told["summary"][key] for pair in FIGURES for key in pair})
    whole = sum(packages.values(), Counter())
    few = [(path, told["summary"]) for path, told in sorted(files.items()) if _share(told["summary"], *FIGURES[1]) < LEAST]
    rows = [_row(name, packages[name]) for name in sorted(packages)]
    named = [FEW, *(_row(f"`{path}`", told) for path, told in few)] if few else [ALL]
    return "\n".join([HEAD, *rows, _row("**all**", whole), "", *named, ""])


FIGURES = (("num_statements", "covered_lines"), ("num_branches", "covered_branches"))
TABLE = "| {} | statements | run | branches | taken |\n|---|--:|--:|--:|--:|"
HEAD = f"""\
# What the tests run

Of the package, by all tests at once and by the processes that they start in their own environment. A branch is one way on from a
condition. Repeat with `python -m tests.covering > docs/coverage-of-tests.md`.

{TABLE.format("part")}"""
FEW = f"Files of which fewer than {LEAST:.0%} of the branches are taken:\n\n{TABLE.format('file')}"
ALL = f"No file has fewer than {LEAST:.0%} of its branches taken."


def _share(told: Mapping[str, int], had: str, run: str) -> float:
    """Return how much of what there is was run; all where there is none."""
    return told[run] / told[had] if told[had] else 1.0


def _row(name: str, told: Mapping[str, int]) -> str:
    statements, branches = (f"{told[had]} | {_share(told, had, run):.1%}" for had, run in FIGURES)
    return f"| {name} | {statements} | {branches} |"


if __name__ == "__main__":
    sys.stdout.write(page(measured(sys.argv[1:])))
