"""The sources, and what rests on each."""

from timeline.cli import options
from timeline.cli.asking import Ask, asks

NOTES = "'alone' counts what no independent source carries besides; two that repeat the same report count as one."
EXAMPLES = (
    "timeline sources --process ukraine-russia-2022 --on 2022-03-03",
    "timeline sources --unsourced",
)


@asks
def command(ask: Ask, unsourced: options.Unsourced = False) -> int:
    """Tell the sources."""
    from timeline.reports import sources

    return ask.answer(sources.unsourced if unsourced else sources.report)
