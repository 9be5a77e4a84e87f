"""The sources, and what rests on each."""

from timeline.cli import options
from timeline.cli.asking import Ask, asks

NOTES = (
    "'alone' counts what no independent source carries besides; two that repeat the same report count as one. 'rival' counts the records "
    "that a source denies, or of which it tells another account, which is not preferred; 'earlier' those of which it tells one that was "
    "overtaken."
)
EXAMPLES = (
    "timeline sources --process ukraine-russia-2022 --on 2022-03-03",
    "timeline sources --unsourced",
)


@asks
def command(ask: Ask, unsourced: options.Unsourced = False) -> int:
    """Tell the sources."""
    from timeline.reports import sources

    return ask.answer(sources.unsourced if unsourced else sources.report)
