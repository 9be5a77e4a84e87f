"""Tries a sample of mutants of each package, and writes what became of them into `docs/mutation.md`.

Run from the top of a checkout: `python -m tests.mutation [PACKAGE…] [--sample N] [--seed S]`, and with `--again`
to see whether new tests notice what survived. Sixty mutants of a package take up to a quarter of an hour on one core.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.mutation import telling
from tests.mutation.mutants import Mutant, sampled
from tests.mutation.telling import Run, Survivor
from tests.mutation.trying import Trial

TOP = Path(__file__).parents[2]
DOCS = TOP / "docs"
TOLD = [f"tests/files/test_{name}.py" for name in ("sentences", "reader", "bad_files", "yaml", "comments")]
TABLES = ["tests/files/test_keys.py", "tests/files/test_bad_files.py", "tests/cli/test_import_tables.py", "tests/files/test_tables.py"]
WRITTEN = ["tests/files/test_writer.py", "tests/files/test_comments.py"]
LINES = ["tests/files/test_lines.py", "tests/files/test_sound.py", "tests/files/test_sentences.py", "tests/files/test_bad_files.py"]
KEPT = ["tests/store/test_writing.py", "tests/store/test_tending.py", "tests/store/test_location.py", "tests/cli/test_history.py"]
FOUND = ["tests/store/test_location.py", "tests/store/test_reading.py", "tests/reliability/test_broken_files.py"]
ASKED = ["tests/store/test_reading.py", "tests/store/test_location.py", "tests/reliability/test_together.py"]
ON_A_SERVER = ("tests/store/test_postgres.py", "tests/cli/test_history.py", "tests/store/test_partitions.py")
SERVED = [f"{test} --engine=server" for test in ON_A_SERVER]
TESTS = {
    "dates": {"": ["tests/test_dates.py", "tests/test_dates_crosscheck.py"]},
    "checks": {"": ["tests/test_checks.py", "tests/cli/test_check.py", "tests/files/test_bad_files.py"]},
    "files": {
        "": TOLD,
        **dict.fromkeys(("calling", "completing", "csv", "gathering", "header", "keys", "mapping", "package", "rows", "tables"), TABLES),
        **dict.fromkeys(("drafting", "ordering", "setting", "standing", "writer"), WRITTEN),
        **dict.fromkeys(("json", "lines", "shapes", "sound"), LINES),
        "disk": ["tests/files/test_disk.py", "tests/cli/test_export.py"],
        "opening": ["tests/files/test_limits.py", *TOLD],
        "surveying": ["tests/files/test_surveying.py"],
    },
    "store": {
        "": KEPT,
        "deriving": ["tests/store/test_deriving.py", "tests/store/test_reading.py"],
        "holding": ["tests/store/test_holding.py", *KEPT],
        "location": [*FOUND, SERVED[0]],
        "tending": [*KEPT, SERVED[0]],
        "writing": [*KEPT, "tests/store/test_holding.py", SERVED[0]],
        "placing": ["tests/reliability/test_durable.py"],
        "reading": [*ASKED, "tests/store/test_writing.py"],
        **dict.fromkeys(("copying", "postgres", "serving"), SERVED),
        **{module: ["tests/store/test_migrating.py", *KEPT] for module in ("engine", "migrating", "tables")},
        "examining": ["tests/cli/test_doctor.py", *KEPT],
        "verifying": [*KEPT, "tests/reliability/test_broken_files.py"],
    },
}
"""The tests that each module is held to, the quickest first, with options; without a name, those of all the others."""


def tried(trial: Trial, package: str, sample: int, seed: int) -> Run:
    """Return what became of a sample of mutants of a package."""
    return Run(package, seed, sample, survivors(trial, package, drawn(package, sample, seed)))


def tried_again(trial: Trial, run: Run) -> Run:
    """Return what became of a sample in which those that survived were tried again; raises RuntimeError where the code has changed."""
    before = {(place, change) for place, _, change in run.survivors}
    left = [mutant for mutant in drawn(run.package, run.mutants, run.seed) if (mutant.place, mutant.change) in before]
    if len(left) < len(run.survivors):
        raise RuntimeError(f"the code of {run.package} has changed since: try the whole sample")
    return run._replace(survivors=survivors(trial, run.package, left))


def drawn(package: str, sample: int, seed: int) -> list[Mutant]:
    """Return a sample of the mutants of a package."""
    return list(sampled(TOP / "timeline" / package, TOP, sample, f"{package} {seed}"))


def survivors(trial: Trial, package: str, mutants: list[Mutant]) -> list[Survivor]:
    """Try mutants one after the other, say what became of each, and return those that no test noticed."""
    left: list[Survivor] = []
    for number, mutant in enumerate(mutants, start=1):
        tests = TESTS[package].get(Path(mutant.path).stem, TESTS[package][""])
        killer = next(filter(None, (trial.killer(mutant, test) for test in tests)), "")
        became = f"killed by {killer}" if killer else "survived"
        sys.stderr.write(f"{number}/{len(mutants)} {mutant.place}:{mutant.line}: {mutant.change}: {became}\n")
        left += [] if killer else [(mutant.place, mutant.line, mutant.change)]
    return left


def main() -> None:
    """Try the packages that are named, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("packages", nargs="*", choices=[*TESTS, []], metavar="PACKAGE")
    parser.add_argument("--sample", type=int, default=60, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--again", action="store_true", help="try only those again that survived before, whatever their seed")
    given = parser.parse_args()
    packages = given.packages or [*TESTS]
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(TOP, Path(folder))
        if given.again:
            for run in [run for run in telling.kept(DOCS) if run.package in packages and run.survivors]:
                telling.keep(DOCS, tried_again(trial, run))
        else:
            for package in packages:
                telling.keep(DOCS, tried(trial, package, given.sample, given.seed))


if __name__ == "__main__":
    main()
