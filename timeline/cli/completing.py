"""What the shell offers when the tab key is pressed: names and handles from the database, words from the vocabulary."""

from collections.abc import Callable, Mapping

from typer import Context

from timeline.problems import TimelineError

MOST = 200
"""As many as are offered at once."""

NAMED = """
SELECT DISTINCT record, name FROM (
    SELECT * FROM (SELECT n.record, n.name FROM {kind} x JOIN name n ON n.record = x.id AND n.kind = :kind
        WHERE x.id >= :code AND x.id < :code_after ORDER BY x.id LIMIT :most) AS by_code
    UNION ALL
    SELECT * FROM (SELECT n.record, n.name FROM name n
        WHERE n.kind = :kind AND n.folded >= :folded AND n.folded < :folded_after ORDER BY n.folded LIMIT :most) AS by_name
) AS found ORDER BY record, name LIMIT :most
"""
END = "replace({table}.id, rtrim({table}.id, replace({table}.id, '/', '')), '')"
"""The last part of a handle, of which the store has an index."""
ENDING = f"""
SELECT DISTINCT id FROM (
    SELECT * FROM (SELECT w.id FROM wording w WHERE w.id >= :begun AND w.id < :begun_after ORDER BY w.id LIMIT :most) AS whole
    UNION ALL
    SELECT * FROM (SELECT w.id FROM wording w
        WHERE {END.format(table="w")} >= :last AND {END.format(table="w")} < :last_after LIMIT :most) AS short
) AS found ORDER BY id LIMIT :most
"""
WITHIN = f"""
SELECT DISTINCT id FROM (
    SELECT * FROM (SELECT w.id FROM wording w WHERE w.id >= :begun AND w.id < :begun_after ORDER BY w.id LIMIT :most) AS whole
    UNION ALL
    SELECT * FROM (SELECT w.id
        FROM (SELECT a.id FROM wording a WHERE {END.format(table="a")} = :end AND a.id LIKE '%/' || :above LIMIT :most) around
        JOIN wording w ON w.id >= around.id || '/' || :last AND w.id < around.id || '/' || :last_after LIMIT :most) AS short
) AS found ORDER BY id LIMIT :most
"""


def named(kind: str) -> Callable[[Context, str], list[str]]:
    """Return what completes a name of a kind: its code, and its names where they are what is being typed."""

    def complete(context: Context, incomplete: str) -> list[str]:
        from timeline import text

        begun = {"kind": kind, **_between("code", incomplete), **_between("folded", text.fold(incomplete))}
        rows = _asked(context, NAMED.format(kind=kind), begun)
        typed = incomplete.casefold()
        return list(dict.fromkeys(word for row in rows for word in row if word.casefold().startswith(typed)))

    return complete


def handle(context: Context, incomplete: str) -> list[str]:
    """Complete a handle: whole, or without its process."""
    above, stroke, last = incomplete.rpartition("/")
    params = {**_between("begun", incomplete), **_between("last", last), "above": above, "end": above.rpartition("/")[2]}
    rows = _asked(context, WITHIN if stroke else ENDING, params)
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


def _between(name: str, begun: str) -> dict[str, str]:
    """Return between which texts those are that begin so, as the values `:name` and `:name_after`."""
    return {name: begun, f"{name}_after": f"{begun}\U0010ffff"}


def _asked(context: Context, question: str, params: Mapping[str, object]) -> list[tuple[str, ...]]:
    """Return the answer to a question; nothing where there is no database to ask, for a shell cannot be told why."""
    from timeline.store import location, reading

    try:
        reader = reading.opened(location.database(context.params.get("database")))
    except TimelineError:
        return []
    try:
        return [tuple(row) for row in reader.rows(question, {**params, "most": MOST})]
    finally:
        reader.close()
