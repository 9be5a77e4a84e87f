"""A record under another handle."""

from timeline.cli import options
from timeline.cli.keeping import Keep, keeps

NOTES = "What stands in it goes along, whatever names it names the new handle, and the old one keeps answering."
EXAMPLES = (
    "timeline rename podolyak podoliak --dry-run",
    "timeline rename ukraine-russia-2022/r2/not-in-a-hurry ukraine-russia-2022/r2/peskov --dry-run",
)


@keeps
def command(keep: Keep, handle: options.Handle, new: options.NewHandle) -> int:
    """Rename a record."""
    from functools import partial

    from timeline.cli import telling
    from timeline.keeping import removing

    return telling.done(keep, partial(removing.rename, keep.path, handle, new, telling.deed(keep, "rename")))
