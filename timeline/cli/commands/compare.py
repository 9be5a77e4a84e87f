"""Processes side by side."""

from timeline.cli import options
from timeline.cli.asking import Ask, asks

NOTES = "Without a process all are compared."
EXAMPLES = (
    "timeline compare ukraine-russia-2022 minsk-2014-2015",
    "timeline compare --format csv",
)


@asks
def command(ask: Ask, processes: options.Processes = None) -> int:
    """Compare processes."""
    from timeline.reports import compare

    return ask.of(processes).answer(compare.report)
