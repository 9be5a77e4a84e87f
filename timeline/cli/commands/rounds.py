"""Rounds, one after another."""

from timeline import vocabulary
from timeline.cli import options
from timeline.cli.asking import Ask, asks

STATUSES = vocabulary.ROUND_STATUS
EXAMPLES = (
    "timeline rounds --process ukraine-russia-2022 --on 2022-03-03",
    "timeline rounds --party Ukraine --since 2022-03 --brief",
    "timeline rounds --as-known 2022-03-04 --format json",
)


@asks
def command(ask: Ask, brief: options.Brief = False) -> int:
    """Tell rounds."""
    from timeline.reports import rounds

    return ask.answer(lambda question: rounds.report(question, brief=brief), statuses=STATUSES)
