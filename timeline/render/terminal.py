"""The same lines as plain text, with colour: the only place that knows Rich."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from timeline.document import Document, Role
from timeline.render import layout

THEME: dict[Role, str] = {
    "name": "bold",
    "party": "bold",
    "date": "cyan",
    "handle": "cyan",
    "good": "green",
    "bad": "red",
    "open": "yellow",
    "muted": "dim",
    "strong": "bold",
    "quote": "italic",
}


def render(document: Document, columns: int | None, *, ascii: bool = False) -> Iterator[str]:  # noqa: A002  # the word for it
    """Return a report block by block, with the codes of the terminal that the environment describes."""
    console = Console(markup=False, emoji=False, highlight=False, force_terminal=True, legacy_windows=False)
    for lines in layout.laid(document, columns, ascii=ascii):
        with console.capture() as capture:
            for line in lines:
                console.print(_styled(line), soft_wrap=True)
        yield capture.get()


def _styled(line: layout.Line) -> Text:
    styled = Text(no_wrap=True)
    for segment in line:
        styled.append(segment.text, THEME[segment.role] if segment.role else None)
    styled.rstrip()
    return styled
