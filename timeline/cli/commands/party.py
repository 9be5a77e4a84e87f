"""One party over all the talks."""

from timeline.cli import options
from timeline.cli.asking import Ask, asks

EXAMPLES = (
    "timeline party Ukraine --process ukraine-russia-2022 --until 2022-03",
    "timeline party taliban --format json",
)


@asks
def command(ask: Ask, named: options.PartyNamed) -> int:
    """Tell one party."""
    from timeline.reports import party

    return ask.answer(lambda question: party.report(question, named))
