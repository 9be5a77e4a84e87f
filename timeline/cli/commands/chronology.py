"""Everything dated."""

from timeline import vocabulary
from timeline.cli.asking import Ask, asks

NOTES = "Rounds, positions, outcomes, follow-ups, agreements, statements and context events."
STATUSES = vocabulary.CHRONOLOGY_STATUS
EXAMPLES = (
    "timeline chronology --process ukraine-russia-2022 --since 2022-03-03 --until 2022-03-08",
    "timeline chronology --on 2022-03-05 --format csv",
)


@asks
def command(ask: Ask) -> int:
    """Tell everything dated."""
    from timeline.reports import chronology

    return ask.answer(chronology.report, statuses=STATUSES)
