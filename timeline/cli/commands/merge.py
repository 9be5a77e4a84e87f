"""Two records that are one thing, made one."""

from timeline.cli import options
from timeline.cli.keeping import Keep, keeps

NOTES = (
    "One party, person, place, issue or source under two spellings. The first gives way to the second: its handle and its names "
    "keep answering for the second, which takes from it what it leaves empty."
)
EXAMPLES = ("timeline merge direct-talks participation --dry-run",)


@keeps
def command(keep: Keep, handle: options.Handle, into: options.IntoHandle) -> int:
    """Merge two records."""
    from functools import partial

    from timeline.cli import telling
    from timeline.keeping import removing

    return telling.done(keep, partial(removing.merge, keep.path, handle, into, telling.deed(keep, "merge")), many=0)
