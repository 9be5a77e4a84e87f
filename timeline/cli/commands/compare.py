"""Processes side by side."""

from timeline import vocabulary
from timeline.cli import options
from timeline.cli.asking import Ask, asks

NOTES = (
    "Without a process all are compared. A status chooses among processes; other filters narrow down what is counted, and each figure "
    "counts what the command for its records answers to them."
)
STATUSES = vocabulary.PROCESS_STATUS
EXAMPLES = (
    "timeline compare ukraine-russia-2022 minsk-2014-2015",
    "timeline compare --format csv",
    "timeline compare --status implementation,concluded --issue ceasefire --format json",
)


@asks
def command(ask: Ask, processes: options.Processes = None) -> int:
    """Compare processes."""
    from timeline.reports import compare

    return ask.of(processes).answer(compare.report, statuses=STATUSES)
