"""A record corrected."""

from timeline.cli import options
from timeline.cli.keeping import Keep, keeps

NOTES = (
    "Without fields the record opens in $EDITOR as a data file holds it; on a mistake it comes back with what is wrong, and nothing "
    "is lost."
)
EXAMPLES = (
    "timeline edit ukraine-russia-2022/r2/corridors text='Corridors for civilians.' --reason 'shorter' --dry-run",
    "timeline edit ukraine-russia-2022/r2 cite+=statecraft --dry-run",
)


@keeps
def command(keep: Keep, handle: options.Handle, changes: options.Changes = None) -> int:
    """Edit a record."""
    from functools import partial

    from timeline.cli import telling
    from timeline.keeping import adding, words

    fields = words.given(changes or [])
    if not fields:
        from timeline.cli import editing

        return editing.edited(keep, handle)
    return telling.done(keep, partial(adding.edit, keep.path, handle, fields, telling.deed(keep, "edit")))
