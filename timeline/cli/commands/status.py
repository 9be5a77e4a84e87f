"""Where the talks stand."""

from timeline.cli import options
from timeline.cli.asking import Ask, asks

NOTES = "Without a process all are told. Nothing depends on today's date: the record is told as far as it goes."
EXAMPLES = (
    "timeline status ukraine-russia-2022",
    "timeline status oslo-channel-1993 --format json",
)


@asks
def command(ask: Ask, processes: options.Processes = None) -> int:
    """Tell where talks stand."""
    from timeline.reports import status

    return ask.of(processes).answer(status.report)
