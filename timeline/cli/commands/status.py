"""Where the talks stand."""

from timeline.cli import options
from timeline.cli.asking import Ask, asks

NOTES = (
    "The process can be left out where only one is on record. Nothing depends on today's date: the record is told as far as it goes, "
    "and other filters narrow it down to the rounds, demands and outcomes that they pass; the next round is told whatever issue, party, "
    "person or place is asked about. The last round, and the time between rounds, are of those in which the parties met: a round in which "
    "others alone have a delegation on record, or a contact with that of one party alone, counts only where there is no other. Without a "
    "delegation on record is not absent: rosters are as long as the sources make them."
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
