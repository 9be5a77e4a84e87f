"""What the reports of outcomes, delegates, agreements, status and comparison look like, in every format and at three widths."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import Snapshot
from tests.reports.conftest import Tell
from timeline import text
from timeline.document import Document
from timeline.reports import agreements, compare, delegates, outcomes, status

SNAPSHOTS = Path(__file__).parent / "snapshots"
REPORTS: dict[str, Callable[..., Document]] = {
    "outcomes": outcomes.report,
    "outcomes-history": partial(outcomes.report, history=True),
    "delegates": delegates.report,
    "agreements": agreements.report,
    "status": status.report,
    "compare": compare.report,
}


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("name", REPORTS)
def test_the_text_is_as_agreed(name: str, columns: int, tell: Tell, snapshot: Snapshot) -> None:
    snapshot(SNAPSHOTS / f"{name}-{columns}.txt", tell(REPORTS[name], "text", columns))


@pytest.mark.parametrize(("form", "ending"), [("markdown", "md"), ("csv", "csv"), ("json", "json")])
@pytest.mark.parametrize("name", REPORTS)
def test_every_format_is_as_agreed(name: str, form: str, ending: str, tell: Tell, snapshot: Snapshot) -> None:
    snapshot(SNAPSHOTS / f"{name}.{ending}", tell(REPORTS[name], form))


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("name", REPORTS)
def test_no_line_is_wider_than_the_page_and_no_date_is_cut(name: str, columns: int, tell: Tell) -> None:
    lines = tell(REPORTS[name], "text", columns).splitlines()
    assert all(text.width(line) <= columns for line in lines)
    assert any("2 February 2020" in line for line in lines)
