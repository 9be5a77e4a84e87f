"""What became of mutants: kept as JSON, told as a page."""

import json
import tomllib
from pathlib import Path
from typing import NamedTuple

HEAD = """\
# Mutants

Small changes of our own code, one at a time, and whether the tests notice them: a comparison turned, a boundary moved, `and` for
`or`, a figure one more or less, a text emptied, a statement left out. They are drawn by a seed from the modules of a package,
without its migrations, and each is tried in a copy of the checkout until a test fails. A survivor is either the same program in
other words, and then it is said why, or a claim that no test makes. Repeat with `python -m tests.mutation [PACKAGE…] [--sample N]
[--seed S]`; `tests/mutation/equal.toml` holds what is said of survivors.

| package | seed | mutants | killed | the same program | survived | killed of those that differ |
|---|--:|--:|--:|--:|--:|--:|
"""
FILE = "mutation.json"
Survivor = tuple[str, int, str]
"""The module and function, the line, and the change."""


class Run(NamedTuple):
    """What became of a sample of a package's mutants."""

    package: str
    seed: int
    mutants: int
    survivors: list[Survivor]


def kept(docs: Path) -> list[Run]:
    """Return what became of every sample so far, by package and seed."""
    path = docs / FILE
    return [Run(**one) for one in json.loads(path.read_text(encoding="utf-8"))] if path.exists() else []


def keep(docs: Path, run: Run) -> None:
    """Put a sample beside those of other packages and seeds, and tell all of them anew."""
    several = sorted([*(other for other in kept(docs) if other[:2] != run[:2]), run])
    (docs / FILE).write_text(json.dumps([one._asdict() for one in several], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (docs / "mutation.md").write_text(page(several, equal()), encoding="utf-8")


def equal() -> dict[tuple[str, str], str]:
    """Return why mutants are the same program, by place and change."""
    path = Path(__file__).parent / "equal.toml"
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return {(one["place"], one["change"]): one["why"] for one in said.get("mutant", [])}


def page(runs: list[Run], same: dict[tuple[str, str], str]) -> str:
    """Return the page."""
    rows = [_row(run, sum((place, change) in same for place, _, change in run.survivors)) for run in runs]
    told = {(place, change): line for run in runs for place, line, change in run.survivors}
    lines = [_told(place, line, change, same.get((place, change), "")) for (place, change), line in sorted(told.items())]
    survivors = ["", "## Survivors", "", "| place | change | why it is the same |", "|---|---|---|", *lines] if lines else []
    return HEAD + "\n".join([*rows, *survivors]) + "\n"


def _row(run: Run, same: int) -> str:
    survived = len(run.survivors)
    killed, differ = run.mutants - survived, run.mutants - same
    return f"| {run.package} | {run.seed} | {run.mutants} | {killed} | {same} | {survived - same} | {killed / differ:.0%} |"


def _told(place: str, line: int, change: str, why: str) -> str:
    old, _, new = change.partition(" → ")
    path, _, function = place.partition(": ")
    return f"| {path}:{line} {function} | {_code(old)} → {_code(new)} | {why} |"


def _code(said: str) -> str:
    return "`` " + said.replace("|", r"\|") + " ``"
