"""What was taken back last, made again."""

from timeline.cli.keeping import Keep, keeps

NOTES = "It can be made again as long as nothing else has been changed since. It is told first, and on a terminal asked about."
EXAMPLES = (
    "timeline redo --dry-run",
    "timeline redo --yes",
)


@keeps
def command(keep: Keep) -> int:
    """Redo."""
    from functools import partial

    from timeline.cli import telling
    from timeline.keeping import undoing

    return telling.done(keep, partial(undoing.redo, keep.path, telling.deed(keep, "redo")), many=0)
