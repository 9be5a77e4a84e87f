"""What became known between two days."""

from timeline.cli.asking import Ask, asks

NOTES = "Two days stand in --as-known, with two points between them."
EXAMPLES = (
    "timeline diff --as-known 2022-03-04..2022-03-10 --process ukraine-russia-2022",
    "timeline diff --as-known 2022-02-28..2022-03-04 --party Ukraine --format csv",
)


@asks
def command(ask: Ask) -> int:
    """Tell what changed between two states of knowledge."""
    from timeline.cli import answering
    from timeline.problems import Misused
    from timeline.reports import diff

    before, points, after = (ask.as_known or "").partition("..")
    if not (before and points and after):
        raise Misused("diff wants two days", "Give them as --as-known 2022-03-04..2022-03-10.")
    first, last = answering.day(before, "--as-known")[1], answering.day(after, "--as-known")[1]
    if first > last:
        raise Misused(f"{before} is later than {after}", "Change the two round.")
    return ask._replace(as_known=after).answer(lambda question: diff.report(question, before))
