"""The ledger of outcomes."""

from timeline import vocabulary
from timeline.cli import options
from timeline.cli.asking import Ask, asks

NOTES = (
    "Demands that no outcome on record answers stand beside the outcomes. Dates ask for when an outcome came about or a demand "
    "was made; a status finds whatever has had it at any step."
)
STATUSES = vocabulary.LEDGER_STATUS
EXAMPLES = (
    "timeline outcomes --process ukraine-russia-2022 --issue corridors --history",
    "timeline outcomes --party Ukraine --status unmet,disputed",
    "timeline outcomes --as-known 2022-03-04 --format json",
)


@asks
def command(ask: Ask, history: options.History = False) -> int:
    """Tell outcomes."""
    from timeline.reports import outcomes

    return ask.answer(lambda question: outcomes.report(question, history=history), statuses=STATUSES)
