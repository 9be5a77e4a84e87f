"""The evidence for one record."""

from timeline.cli import options
from timeline.cli.asking import Ask, asks

EXAMPLES = (
    "timeline why ukraine-russia-2022/r2",
    "timeline why istanbul/istanbul-communique --process ukraine-russia-2022 --format json",
)


@asks
def command(ask: Ask, handle: options.Handle) -> int:
    """Tell the evidence."""
    from timeline.reports import why

    return ask.answer(lambda question: why.report(question, handle))
