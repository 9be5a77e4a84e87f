"""The database itself: what it holds, a copy, a newer schema, and whether it is whole."""

from collections.abc import Sequence
from typing import Any

from timeline.cli import options, output
from timeline.cli.keeping import Keep, keeps
from timeline.vocabulary import DATABASE_CARE

NOTES = f"{'; '.join(f'{word}: {meaning}' for word, meaning in DATABASE_CARE.words.items())}. verify exits 1 where it finds something."
EXAMPLES = (
    "timeline database info",
    "timeline database verify",
)


@keeps
def command(keep: Keep, care: options.Care, copy: options.Copy = None) -> int:
    """Care for the database."""
    from timeline import text
    from timeline.problems import Misused
    from timeline.store import tending

    match care:
        case "info":
            return _info(tending.info(keep.path))
        case "upgrade":
            before = tending.upgrade(keep.path, keep.who)
            output.line("the database is up to date" if before is None else f"upgraded; as it was before it is kept in {before}")
        case "backup":
            if copy is None:
                raise Misused("backup wants a file", "Write 'timeline database backup FILE'.")
            tending.backup(keep.path, copy)
            output.line(f"copied to {copy}")
        case "verify":
            return _verified(list(tending.verify(keep.path)))
        case _:
            raise Misused(f"no '{care}'{text.did_you_mean(care, DATABASE_CARE)}", f"There are {text.listed(DATABASE_CARE)}.")
    return 0


def _info(held: Any) -> int:
    from timeline import moments, text

    output.line(f"{held.path}")
    output.line(f"schema {held.version}, {held.size:,} bytes, {text.counted(held.changes, 'change')}")
    if held.last:
        output.line(f"last changed {moments.say(held.last)}")
    for kind, number in held.records.items():
        output.line(f"{number:>8,}  {kind.replace('_', ' ')}")
    return 0


def _verified(found: Sequence[object]) -> int:
    for problem in found:
        output.line(str(problem))
    output.line("nothing was changed or lost" if not found else f"{len(found)} things are not as timeline left them")
    return 1 if found else 0
