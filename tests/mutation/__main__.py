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
TOLD = [f"tests/files/test_{name}.py" for name in ("sentences", "reader", "bad_files", "yaml", "comments")]
TABLES = ["tests/files/test_keys.py", "tests/files/test_bad_files.py", "tests/cli/test_import_tables.py", "tests/files/test_tables.py"]
WRITTEN = ["tests/files/test_writer.py", "tests/files/test_comments.py", "tests/test_exporting.py"]
LINES = ["tests/files/test_lines.py", "tests/files/test_sentences.py", "tests/files/test_bad_files.py"]
KEPT = ["tests/store/test_writing.py", "tests/store/test_tending.py", "tests/store/test_location.py", "tests/cli/test_history.py"]
TESTS = {
    "dates": {"": ["tests/test_dates.py", "tests/test_dates_crosscheck.py"]},
    "checks": {"": ["tests/test_checks.py", "tests/cli/test_check.py", "tests/files/test_bad_files.py"]},
    "files": {
        "": TOLD,
        **dict.fromkeys(("calling", "completing", "csv", "gathering", "header", "keys", "mapping", "package", "rows", "tables"), TABLES),
        **dict.fromkeys(("drafting", "ordering", "setting", "standing", "writer"), WRITTEN),
        **dict.fromkeys(("json", "lines", "shapes"), LINES),
        "disk": ["tests/files/test_disk.py", "tests/cli/test_export.py"],
    },
    "store": {
        "": KEPT,
        "deriving": ["tests/store/test_deriving.py", "tests/store/test_reading.py"],
        "reading": ["tests/store/test_reading.py", "tests/store/test_location.py", "tests/cli/test_as_known.py"],
        **{module: ["tests/store/test_migrating.py", *KEPT] for module in ("engine", "migrating", "tables")},
    },
}
"""The tests that each module is held to, the quickest first; without a name, those of all the others."""


def tried(trial: Trial, package: str, sample: int, seed: int) -> Run:
    """Return what became of a sample of mutants of a package."""
    mutants = list(sampled(TOP / "timeline" / package, TOP, sample, f"{package} {seed}"))
    survivors = []
    for number, mutant in enumerate(mutants, start=1):
        tests = TESTS[package].get(Path(mutant.path).stem, TESTS[package][""])
        killer = next(filter(None, (trial.killer(mutant, test) for test in tests)), "")
        became = f"killed by {killer}" if killer else "survived"
        sys.stderr.write(f"{number}/{len(mutants)} {mutant.place}:{mutant.line}: {mutant.change}: {became}\n")
        survivors += [] if killer else [mutant]
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
