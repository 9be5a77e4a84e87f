"""What the shell offers when the tab key is pressed: names and handles from the database, words from the vocabulary."""

from collections.abc import Callable
from contextlib import suppress

from typer import Context

from timeline.problems import TimelineError

MOST = 200
"""As many as are offered at once."""


def named(kind: str) -> Callable[[Context, str], list[str]]:
    """Return what completes a name of a kind: its code, and its names where they are what is being typed."""

    def complete(context: Context, incomplete: str) -> list[str]:
        from timeline import text

        rows = _asked(
            context,
            "SELECT record, name FROM name WHERE kind = :kind AND (record LIKE :begun ESCAPE '!' OR folded LIKE :folded ESCAPE '!')"
            " ORDER BY record, name LIMIT :most",
            {"kind": kind, "begun": _begun(incomplete), "folded": _begun(text.fold(incomplete))},
        )
        begun = incomplete.casefold()
        return list(dict.fromkeys(word for row in rows for word in (row[0], row[1]) if word.casefold().startswith(begun)))

    return complete


def handle(context: Context, incomplete: str) -> list[str]:
    """Complete a handle: whole, or without its process."""
    from timeline.vocabulary import KINDS

    union = " UNION ALL ".join(f"SELECT id FROM {kind} WHERE id LIKE :begun ESCAPE '!' OR id LIKE :inside ESCAPE '!'" for kind in KINDS)
    begun = _begun(incomplete)
    rows = _asked(context, f"SELECT id FROM ({union}) ORDER BY id LIMIT :most", {"begun": begun, "inside": f"%/{begun}"})
    ends = (row[0][row[0].find("/" + incomplete) + 1 :] if not row[0].startswith(incomplete) else row[0] for row in rows)
    return list(dict.fromkeys(ends))


def status(context: Context, incomplete: str) -> list[str]:
    """Complete a status of the command's records."""
    from timeline.cli import app

    words = getattr(app.module(str(context.info_name)), "STATUSES", ())
    return [word for word in words if word.startswith(incomplete)]


def kind(incomplete: str) -> list[str]:
    """Complete a kind of record."""
    from timeline.vocabulary import PLURALS

    return [word for word in PLURALS if word.startswith(incomplete)]


def format_name(incomplete: str) -> list[str]:
    """Complete the name of a format."""
    from timeline.render import FORMATS

    return [word for word in FORMATS if word.startswith(incomplete)]


def care(incomplete: str) -> list[str]:
    """Complete what is to be done with a database."""
    from timeline.vocabulary import DATABASE_CARE

    return [word for word in DATABASE_CARE if word.startswith(incomplete)]


def _begun(incomplete: str) -> str:
    return incomplete.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"


def _asked(context: Context, question: str, params: dict[str, object]) -> list[tuple[str, ...]]:
    """Return the answer to a question; nothing where there is no database to ask, for a shell cannot be told why."""
    from timeline.store import location, reading

    with suppress(TimelineError):
        reader = reading.opened(location.database(context.params.get("database")))
        try:
            return [tuple(row) for row in reader.rows(question, {**params, "most": MOST})]
        finally:
            reader.close()
    return []
