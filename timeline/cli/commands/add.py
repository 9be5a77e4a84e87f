"""A record put on record."""

from timeline.cli import options
from timeline.cli.keeping import Keep, keeps

NOTES = (
    "Fields are written as a data file names them: status=held, or --status held. Without a handle, its place follows from the record "
    "in which it stands (round=r2) and its key from its fields. A claim or a rival account is added to a record that is there. "
    "Without fields, on a terminal, it asks for each; without a kind, for one record after another."
)
EXAMPLES = (
    "timeline add person pavlo name='Pavlo Example' party=ukraine --dry-run",
    "timeline add position round=ukraine-russia-2022/r2 party=ukraine issue=ceasefire stance=demand cite=statecraft --dry-run",
    "timeline add claim ukraine-russia-2022/r2 source=statecraft stance=confirms --dry-run",
)
CONTEXT = {"ignore_unknown_options": True}


@keeps
def command(keep: Keep, kind: options.KindOf = None, given: options.Fields = None) -> int:
    """Add a record."""
    from functools import partial

    from timeline.cli import telling
    from timeline.keeping import adding, words

    if kind is not None:
        adding.kind_named(kind)
    handle, said = words.split(given or [])
    fields = words.given(said)
    if not fields or kind is None:
        from timeline.cli import guiding

        return guiding.added(keep, kind, handle)
    return telling.done(keep, partial(adding.added, keep.path, kind, handle, fields, telling.deed(keep, "add")))
