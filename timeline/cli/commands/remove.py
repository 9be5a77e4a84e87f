"""A record taken off."""

from timeline.cli import options
from timeline.cli.keeping import Keep, keeps

NOTES = (
    "What it said stays in the history. A record that others name, or in which others stand, is only removed when told how: "
    "--unlink takes its name out of the others, --inside removes what stands in it."
)
EXAMPLES = (
    "timeline remove ukraine-russia-2022/r2/not-in-a-hurry --dry-run",
    "timeline remove ukraine-russia-2022/r1 --inside --unlink --dry-run",
)


@keeps
def command(keep: Keep, handle: options.Handle, inside: options.Inside = False, unlink: options.Unlink = False) -> int:
    """Remove a record."""
    from functools import partial

    from timeline.cli import telling
    from timeline.keeping import removing

    make = partial(removing.remove, keep.path, handle, telling.deed(keep, "remove"), inside=inside, unlink=unlink)
    return telling.done(keep, make, many=1)
