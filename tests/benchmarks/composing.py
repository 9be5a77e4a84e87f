"""What reading YAML takes beside libyaml's own tree of it, and which part of it takes what."""

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import yaml as libyaml

from tests.benchmarks import talks
from timeline import records
from timeline.files import yaml
from timeline.files.reader import Reader

TIMES = 2
"""How many times libyaml's own time reading may take, what validates values not counted."""


class Composed(NamedTuple):
    """Seconds of the processor: libyaml's tree alone; our tree, with places and comments; records of it, and of that the validation."""

    rounds: int
    libyaml: float
    tree: float
    records: float
    validation: float

    @property
    def ratio(self) -> float:
        """How many times as long reading takes as it may."""
        return (self.tree + self.records) / (TIMES * self.libyaml + self.validation)


def composed(rounds: int, folder: Path) -> Composed:
    """Return what reading invented talks takes."""
    several = {path: path.read_text(encoding="utf-8") for path in sorted(talks.as_yaml(talks.talks(rounds), folder).rglob("*.yaml"))}
    gc.disable()
    theirs = _timed(lambda: [libyaml.compose(content, Loader=libyaml.CSafeLoader) for content in several.values()])
    trees: list[Any] = []
    ours = _timed(lambda: trees.extend(yaml.read(path, str(path)) for path in several))
    validation = 0.0
    made = records.made

    def counted(*given: Any) -> Any:
        nonlocal validation
        since = time.process_time()
        said = made(*given)
        validation += time.process_time() - since
        return said

    records.made = counted  # type: ignore[assignment]  # it makes the same

    def told() -> None:
        for tree, problems in trees:
            Reader("", problems).file_tree(tree)

    taken = _timed(told)
    return Composed(rounds, theirs, ours, taken, validation)


def _timed(act: Callable[[], object]) -> float:
    since = time.process_time()
    act()
    return time.process_time() - since


def report(found: Composed) -> str:
    """Return what was found, as a Markdown table."""
    rows = {
        "libyaml's own tree": found.libyaml,
        "the tree with places and comments": found.tree,
        "records of it": found.records,
        "of that, the validation of values": found.validation,
    }
    return "\n".join(
        [
            f"## YAML of {found.rounds:,} rounds",
            "",
            f"Reading takes {found.ratio:.1f} times what it may, which is {TIMES} times libyaml's own time and the validation.",
            "libyaml makes its tree in C; ours is made in Python of its events, every value with its place and every comment with its key.",
            "",
            "|  | s |",
            "|---|--:|",
            *(f"| {name} | {seconds:.2f} |" for name, seconds in rows.items()),
            "",
        ]
    )
