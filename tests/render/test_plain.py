"""Claims about a report as text: what it looks like, and that nothing in it acts on a terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from timeline import text
from timeline.document import Document, Heading, Paragraph
from timeline.render import render

Report = Callable[..., Document]
_SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("columns", [40, 80, 200, None])
def test_the_sample_looks_as_agreed(report: Report, columns: int | None) -> None:
    expected = (_SNAPSHOTS / f"sample-{columns or 'unwrapped'}.txt").read_text(encoding="utf-8")
    assert "".join(render(report(), "text", columns=columns)) == expected


def test_plain_never_breaks_a_line(report: Report) -> None:
    assert list(render(report(), "plain", columns=40)) == list(render(report(), "text"))


def test_each_block_comes_as_soon_as_it_is_known(report: Report) -> None:
    def items() -> object:
        yield {"id": "r1"}
        raise AssertionError("asked for the second before the first was told")

    document = report(items(), tell=lambda item: [Heading(1, item["id"]), Paragraph("held")])
    pieces = render(document, "text", columns=80)
    assert next(pieces) == "r1\n"


def test_a_hostile_value_stays_text(naming: Callable[[str], Document], hostile: str) -> None:
    for columns in (40, 80, None):
        rendered = "".join(render(naming(hostile), "text", columns=columns))
        assert all(text.shown(line) == line for line in rendered.splitlines())


def test_a_hostile_value_is_seen_whole(naming: Callable[[str], Document], hostile: str) -> None:
    assert text.shown(hostile).strip() in "".join(render(naming(hostile), "plain"))


def test_no_line_ends_in_spaces(report: Report) -> None:
    rendered = "".join(render(report(), "text", columns=80))
    assert all(line == line.rstrip() for line in rendered.splitlines())


def test_notices_stand_first_and_apart(report: Report) -> None:
    rendered = "".join(render(report(notices=("As known on 4 March 2022.",)), "plain"))
    assert rendered.startswith("As known on 4 March 2022.\n\nRound 2")


def test_a_report_without_items_says_so(report: Report) -> None:
    document = report([], empty="No round matches.", closing=list, sources=list)
    assert "".join(render(document, "text", columns=80)) == "No round matches.\n"
