"""Where the talks stand."""

from timeline.cli import options
from timeline.cli.asking import Ask, asks

NOTES = (
    "The process can be left out where only one is on record. Nothing depends on today's date: the record is told as far as it goes, "
    "and other filters narrow it down to the rounds, demands and outcomes that they pass."
)
EXAMPLES = (
    "timeline status ukraine-russia-2022",
    "timeline status ukraine-russia-2022 --as-known 2022-03-10 --issue ceasefire",
    "timeline status oslo-channel-1993 --format json",
)


@asks
def command(ask: Ask, process_named: options.ProcessNamed = None) -> int:
    """Tell where talks stand."""
    from timeline.reports import status

    return ask.of([process_named] if process_named else None).answer(status.report)
