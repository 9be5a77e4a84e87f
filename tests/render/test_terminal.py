"""Claims about colour: only our own codes, and no meaning in them."""

import io
import re
from collections.abc import Callable

import pytest

from timeline import render
from timeline.document import Document

_CODES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_without_its_codes_it_is_the_plain_text(report: Callable[..., Document], columns: int) -> None:
    coloured = "".join(render.render(report(), "text", columns=columns, colour=True))
    assert _CODES.search(coloured)
    assert _CODES.sub("", coloured) == "".join(render.render(report(), "text", columns=columns))


def test_a_hostile_value_sends_no_code(naming: Callable[[str], Document], hostile: str) -> None:
    coloured = "".join(render.render(naming(hostile), "text", columns=80, colour=True))
    assert _CODES.sub("", coloured) == "".join(render.render(naming(hostile), "text", columns=80))


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "wanted"),
    [
        (_Terminal(), {}, True),
        (_Terminal(), {"NO_COLOR": "1"}, False),
        (_Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(stream: io.StringIO, environment: dict[str, str], *, wanted: bool) -> None:
    assert render.colour_wanted(stream, environment) == wanted
