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
    from timeline.store import location, tending, verifying

    match care:
        case "info":
            return _info(tending.info(keep.path))
        case "upgrade":
            return _upgraded(keep.path, keep.who)
        case "backup":
            if copy is None:
                raise Misused("backup wants a file", "Write 'timeline database backup FILE'.")
            into = location.database(copy)
            tending.backup(keep.path, into)
            output.line(f"copied to {into}")
        case "verify":
            return _verified(list(verifying.verify(keep.path)))
        case _:
            raise Misused(f"no '{care}'{text.did_you_mean(care, DATABASE_CARE)}", f"There are {text.listed(DATABASE_CARE)}.")
    return 0


def _upgraded(database: Any, who: str) -> int:
    from timeline.store import location, tending

    current = location.ours(database) == location.VERSION
    copy = tending.upgrade(database, who)
    kept = f"; as it was before it is kept in {copy}" if copy else ""
    output.line("the database is up to date" if current else f"upgraded{kept}")
    return 0


def _info(held: Any) -> int:
    from timeline import moments, text

    output.line(f"{held.database}")
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
