"""Words in all records."""

from timeline.cli import options
from timeline.cli.asking import Ask, asks

NOTES = "Case, accents and scripts make no difference, and a person is found under every spelling. Any text is safe to seek."
EXAMPLES = (
    "timeline search cease-fire Mariupol",
    "timeline search Зеленський --process ukraine-russia-2022 --most 5",
)


@asks
def command(ask: Ask, sought: options.Sought, most: options.Most = 50) -> int:
    """Search the records."""
    from timeline.reports import search

    return ask.answer(lambda question: search.report(question, " ".join(sought), most))
