"""What became of the records: who changed what, when and why."""

from timeline.cli import options

NOTES = (
    "The latest change comes first; --since and --until are times of entry, in UTC. A handle tells one record with all that stands in it."
)
EXAMPLES = (
    "timeline history --since 2026-11-01",
    "timeline history ukraine-russia-2022/r2",
)


def command(
    handle: options.HandleOrNone = None,
    process: options.Process = None,
    since: options.EnteredSince = None,
    until: options.EnteredUntil = None,
    format: options.Format = "text",  # noqa: A002  # the word users type
    output: options.Output = None,
    database: options.Database = None,
    no_pager: options.NoPager = False,
    debug: options.Debug = False,  # noqa: ARG001  # main looks for it
) -> int:
    """Tell the history."""
    from timeline.cli import answering, asking
    from timeline.queries.history import Asked
    from timeline.reports import history

    ask = asking.asked(process=process, format=format, output=output, database=database, no_pager=no_pager)
    first, last = answering.moment(since, "--since", first=True), answering.moment(until, "--until")
    return ask.answer(lambda question: history.report(question, Asked(handle, question.filters.process, first, last)))
