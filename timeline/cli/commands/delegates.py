"""Who sat at the table."""

from timeline import vocabulary
from timeline.cli.asking import Ask, asks

NOTES = (
    "A roster is compared with the party's one before in the same track that names anybody. Who joined and who left is told where it is "
    "certain, because a roster names as many as the delegation had, or attendance is on record; else a person is named for the first "
    "time, named again, or not named. With --person, the rounds in which that person sat."
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
