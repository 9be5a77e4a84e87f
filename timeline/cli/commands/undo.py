"""The last change taken back."""

from timeline.cli.keeping import Keep, keeps

NOTES = (
    "It is told first, and on a terminal asked about. Taking back is a change like any other: the history keeps both, and "
    "redo makes it again."
)
EXAMPLES = (
    "timeline undo --dry-run",
    "timeline undo --yes --reason 'entered twice'",
)


@keeps
def command(keep: Keep) -> int:
    """Undo."""
    from functools import partial

    from timeline.cli import telling
    from timeline.keeping import undoing

    return telling.done(keep, partial(undoing.undo, keep.path, telling.deed(keep, "undo")), many=0, back="'timeline redo' makes it again")
