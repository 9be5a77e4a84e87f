"""How the parties stand on the issues, over the rounds."""

from timeline import vocabulary
from timeline.cli import options
from timeline.cli.asking import Ask, asks

NOTES = (
    "Marks: NEW, SAME, HARDER, SOFTER, REVERSED, by the coder's word or by a documented order; where neither decides there is none. Of "
    "several positions of a party in one round the last is shown, by date, by before, at or after the round, or by number; where none of "
    "these says which was last, all of them. A result is told of the position that the outcome answers."
)
STATUSES = vocabulary.POSITION_STATUS
EXAMPLES = (
    "timeline positions --process ukraine-russia-2022 --issue ceasefire,humanitarian-corridors",
    "timeline positions --party Russia --changed",
)


@asks
def command(ask: Ask, changed: options.Changed = False) -> int:
    """Tell positions."""
    from timeline.reports import positions

    return ask.answer(lambda question: positions.report(question, changed=changed), statuses=STATUSES)
