"""Questions to a small database, as it stands and as it was known."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from timeline import importing
from timeline.store import reading
from timeline.store.reading import Reader

Known = Callable[..., Reader]


@pytest.fixture
def known(ledger: Path, database: Path) -> Iterator[Known]:
    """Open the database of the invented talks, as known on a day where one is given."""
    importing.into_store([ledger], database)
    opened: list[Reader] = []

    def known(day: int | None = None) -> Reader:
        opened.append(reading.opened(database, day))
        return opened[-1]

    yield known
    for reader in opened:
        reader.close()
