"""Tries a sample of mutants of each package, and writes what became of them into `docs/mutation.md`.

Run from the top of a checkout: `python -m tests.mutation [PACKAGE…] [--sample N] [--seed S]`. Sixty mutants of a package
take up to a quarter of an hour on one core.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.mutation import telling
from tests.mutation.mutants import sampled
from tests.mutation.telling import Run
from tests.mutation.trying import Trial

TOP = Path(__file__).parents[2]
TESTS = {
    "dates": ["tests/test_dates.py", "tests/test_dates_crosscheck.py"],
    "checks": ["tests/test_checks.py", "tests/cli/test_check.py", "tests/files/test_bad_files.py"],
    "files": [
        *(f"tests/files/test_{name}.py" for name in ("reader", "bad_files", "yaml", "comments", "writer", "lines", "tables")),
        *("tests/cli/test_import_tables.py", "tests/cli/test_export.py", "tests/test_round_trips.py"),
    ],
    "store": [
        *(f"tests/store/test_{name}.py" for name in ("deriving", "writing", "reading", "location", "tending", "migrating")),
        *("tests/test_importing.py", "tests/cli/test_history.py", "tests/keeping/test_any_order.py"),
    ],
}
"""The tests that a package is held to, those that notice most first."""


def tests_of(module: str, package: str) -> list[str]:
    """Return the files of tests that a module is held to, those named for it first."""
    return sorted(TESTS[package], key=lambda test: module not in Path(test).stem)


def tried(trial: Trial, package: str, sample: int, seed: int) -> Run:
    """Return what became of a sample of mutants of a package."""
    mutants = list(sampled(TOP / "timeline" / package, TOP, sample, f"{package} {seed}"))
    trial.without(TESTS[package])
    survivors = []
    for number, mutant in enumerate(mutants, start=1):
        first, *others = tests_of(Path(mutant.path).stem, package)
        killed = trial.killed(mutant, [first]) or trial.killed(mutant, others)
        said = f"{package} {number}/{len(mutants)} {'killed' if killed else 'survived'}: {mutant.place}:{mutant.line}: {mutant.change}"
        sys.stderr.write(f"{said}\n")
        survivors += [] if killed else [mutant]
    return Run(package, seed, len(mutants), [(one.place, one.line, one.change) for one in survivors])


def main() -> None:
    """Try the packages that are named, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("packages", nargs="*", choices=[*TESTS, []], metavar="PACKAGE")
    parser.add_argument("--sample", type=int, default=60, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(TOP, Path(folder))
        for package in given.packages or TESTS:
            telling.keep(TOP / "docs", tried(trial, package, given.sample, given.seed))


if __name__ == "__main__":
    main()
