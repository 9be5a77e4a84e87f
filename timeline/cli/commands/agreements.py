"""The documents of the talks."""

from timeline import vocabulary
from timeline.cli.asking import Ask, asks

NOTES = "A status finds the documents with a signature so, or of which something became so."
STATUSES = vocabulary.DOCUMENT_STATUS
EXAMPLES = (
    "timeline agreements --process ukraine-russia-2022",
    "timeline agreements --status collapsed,violated",
    "timeline agreements --party Russia --issue neutrality --format json",
)


@asks
def command(ask: Ask) -> int:
    """Tell documents."""
    from timeline.reports import agreements

    return ask.answer(agreements.report, statuses=STATUSES)
