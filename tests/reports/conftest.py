"""Reports over a small database, in any format and width."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from timeline import importing, render
from timeline.document import Document
from timeline.queries.filters import Filters
from timeline.reports import asking
from timeline.reports.asking import Question
from timeline.store import reading

Tell = Callable[..., str]


@pytest.fixture
def tell(ledger: Path, database: Path) -> Iterator[Tell]:
    """Tell a report of the invented talks in a format, at a width."""
    importing.into_store([ledger], database)
    reader = reading.opened(database)

    def tell(report: Callable[[Question], Document], form: str, columns: int | None = None) -> str:
        question = asking.question(reader, Filters(), {}, None)
        return "".join(render.render(report(question), form, columns=columns))

    yield tell
    reader.close()
