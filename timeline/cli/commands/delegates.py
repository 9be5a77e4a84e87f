"""Who sat at the table."""

from timeline import vocabulary
from timeline.cli.asking import Ask, asks

NOTES = (
    "Who joined and who left is told against the party's round before in the same track that names anybody; "
    "with --person, the rounds in which that person sat."
)
STATUSES = vocabulary.ROUND_STATUS
EXAMPLES = (
    "timeline delegates --process ukraine-russia-2022",
    "timeline delegates --person Umerov --format csv",
    "timeline delegates --party Russia --on 2022-03-03",
)


@asks
def command(ask: Ask) -> int:
    """Tell delegates."""
    from timeline.reports import delegates

    return ask.answer(delegates.report, statuses=STATUSES)
