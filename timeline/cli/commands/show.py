"""One record, whole."""

from timeline.cli import options
from timeline.cli.asking import Ask, asks

EXAMPLES = (
    "timeline show ukraine-russia-2022/r2",
    "timeline show r2/corridors --process ukraine-russia-2022 --format json",
)


@asks
def command(ask: Ask, handle: options.Handle) -> int:
    """Show a record."""
    from timeline.reports import entries

    return ask.answer(lambda question: entries.show(question, handle))
