"""The records of a kind."""

from timeline.cli import options
from timeline.cli.asking import Ask, asks

EXAMPLES = (
    "timeline list processes",
    "timeline list persons --process ukraine-russia-2022",
)


@asks
def command(ask: Ask, kind: options.Kind) -> int:
    """List records of a kind."""
    from timeline import text, vocabulary
    from timeline.problems import Misused
    from timeline.reports import entries

    wanted = vocabulary.kind_named(kind)
    if wanted is None:
        near = text.did_you_mean(kind, vocabulary.PLURALS)
        raise Misused(f"no kind '{kind}'{near}", f"There are {text.listed(vocabulary.PLURALS)}.")
    return ask.answer(lambda question: entries.listing(question, wanted), statuses=vocabulary.STATUS_OF.get(wanted))
