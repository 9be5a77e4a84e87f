"""How the parties stand on the issues, over the rounds."""

from timeline import vocabulary
from timeline.cli import options
from timeline.cli.asking import Ask, asks

NOTES = "Marks: NEW, SAME, HARDER, SOFTER, REVERSED, by the coder's word or by a documented order; where neither decides there is none."
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
