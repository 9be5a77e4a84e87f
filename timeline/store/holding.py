"""Ctrl-C held back while something is put in its place, so that what is told of it is true."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_DONE: list[str] = []


class Hold:
    """From `on` to the end of the block an interruption waits."""

    def __init__(self) -> None:
        self.held = False
        self.came = False
        self._before: Callable[[int, FrameType | None], Any] | None = None

    def on(self) -> None:
        """Hold interruptions back from here on; only the main thread gets any, and some programs are started deaf to them."""
        before = signal.getsignal(signal.SIGINT)
        if callable(before) and threading.current_thread() is threading.main_thread():
            self._before = before
            signal.signal(signal.SIGINT, self._note)
        self.held = True

    def off(self) -> None:
        """Hold nothing back any more."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.came = True


@contextmanager
def interruptions(done: str) -> Iterator[Hold]:
    """Return what holds interruptions back; if the block ends well with them held, `done` says what an interruption came after.

    One that came meanwhile is raised then. Where the block fails, the failure is what is told.
    """
    hold = Hold()
    try:
        yield hold
        if hold.held:
            _DONE.append(done)
    finally:
        hold.off()
    if hold.came:
        raise KeyboardInterrupt


def done() -> str | None:
    """Return what this program has put in its place last; None where there is nothing."""
    return _DONE[-1] if _DONE else None
