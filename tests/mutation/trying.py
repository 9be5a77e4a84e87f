"""One mutant after the other under the tests of its package, in a copy of the checkout."""

import importlib
import multiprocessing
import os
import resource
import shutil
import signal
import sys
from pathlib import Path

import pytest

from tests.mutation.mutants import Mutant

COPIED = ("timeline", "tests", "data", "docs", "pyproject.toml", "README.md", "CHANGELOG.md")
HEAVY = ("alembic.command", "frictionless", "hypothesis", "jinja2", "jsonschema", "prompt_toolkit", "rapidfuzz", "rich", "sqlmodel")
"""Packages that are imported once for all mutants; none of ours among them."""
BUSY, WALL = 60, 1200
"""Seconds of the processor, and by the clock, that a file of tests may take; one that is busy longer has noticed something."""
LOG = "log.txt"
FORK = multiprocessing.get_context("fork")
AGAIN = "not exits_with_3 and not nothing_is_stored_of_a_bad_file and not with_file_line_and_column"
"""Without the tests that look once more at each file of the catalogue of mistakes."""
OPTIONS = ["-k", AGAIN, "-x", "-q", "-n", "0", "--hypothesis-profile", "first failure", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
PASSED, UNTRIED = 0, (3, 5)
"""How pytest ends: all well, and without having tried anything."""


class Trial:
    """A copy of a checkout in which mutants are tried."""

    def __init__(self, top: Path, folder: Path) -> None:
        """Copy the checkout."""
        self.folder = folder
        self.sound: set[str] = set()
        for name in COPIED:
            copy = shutil.copytree if (top / name).is_dir() else shutil.copy
            copy(top / name, folder / name)
        for name in HEAVY:
            importlib.import_module(name)

    def killer(self, mutant: Mutant, test: str) -> str:
        """Return the test in a file of them that notices a mutant; nothing where none does.

        Raises RuntimeError where one fails without a mutant.
        """
        if test not in self.sound and _ended(self.folder, test, keep=True) != PASSED:
            raise RuntimeError(f"without a mutant this fails: {self.failed() or test}")
        self.sound.add(test)
        path = self.folder / mutant.path
        kept = path.read_text(encoding="utf-8")
        path.write_text(mutant.text, encoding="utf-8")
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
            compiled.unlink()
        try:
            status = _ended(self.folder, test, keep=False)
        finally:
            path.write_text(kept, encoding="utf-8")
        if status in UNTRIED:
            raise RuntimeError(f"pytest tried nothing: {mutant.place}: {mutant.change}")
        return "" if status == PASSED else self.failed() or f"no end of {test}"

    def failed(self) -> str:
        """Return the test that failed last, as pytest names it."""
        said = (self.folder / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
        return next((line.split(" - ")[0].partition(" ")[2] for line in reversed(said) if line.startswith(("FAILED ", "ERROR "))), "")


def _ended(folder: Path, test: str, *, keep: bool) -> int | None:
    """Run a file of tests in a process of its own and return how it ended; None when its time was up."""
    process = FORK.Process(target=_run, args=(folder, test, keep))
    process.start()
    process.join(WALL)
    if process.is_alive():
        os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
        return None
    return process.exitcode


def _run(folder: Path, test: str, keep: bool) -> None:
    """Run a file of tests on the copy, up to the first that fails."""
    status = UNTRIED[0]
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (BUSY, BUSY))
        _enter(folder)
        sys.dont_write_bytecode = not keep
        status = int(pytest.main([*OPTIONS, *test.split()]))
    finally:
        os._exit(status)


def _enter(folder: Path) -> None:
    """Let all that is imported and started from now on be of the copy, and let it say nothing."""
    os.chdir(folder)
    os.environ["PYTHONPATH"] = str(folder)
    sys.path.insert(0, str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] in {"tests", "timeline"}]:
        del sys.modules[name]
    log = os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
