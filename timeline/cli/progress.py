"""How far long work has come, with its rate and the time left: on standard error, on a terminal alone."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

LONG = 2.0
"""Work of fewer seconds is not told of."""

Report = Callable[[int, int], None]
"""Is told how much is done, and of how much."""


@contextmanager
def shown(unit: str) -> Iterator[Report | None]:
    """Give what may be told how far work has come, counted in a unit; None where nobody would see it. Nothing of it stays."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(unit)
    try:
        yield bar.report
    finally:
        bar.end()


class _Bar:
    """A bar that appears when the work has gone on for some time."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.began = time.monotonic()
        self.progress: Any = None

    def report(self, done: int, total: int) -> None:
        if self.progress is None and time.monotonic() - self.began >= LONG:
            self.progress = self.made()
            self.progress.add_task("", total=total, completed=0)
            self.progress.start()
        if self.progress is not None:
            self.progress.update(self.progress.task_ids[0], completed=done, total=total, refresh=True)

    def made(self) -> Any:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskProgressColumn
        from rich.text import Text

        unit, began = self.unit, self.began

        class Rate(ProgressColumn):
            """How much is done in a second, and how long the rest will take at that rate."""

            def render(self, task: Task) -> Text:
                rate = task.completed / (time.monotonic() - began)
                left = int(((task.total or 0) - task.completed) / rate) if rate else 0
                return Text(f"{rate:,.0f} {unit}/s, {left // 60}:{left % 60:02} left")

        return Progress(BarColumn(), TaskProgressColumn(), Rate(), console=Console(file=sys.stderr), auto_refresh=False, transient=True)

    def end(self) -> None:
        if self.progress is not None:
            self.progress.stop()
