"""Data files or the store, held to every rule."""

import sys
from collections.abc import Iterator

from timeline.cli import options, output

NOTES = "Without a file the store is checked. Exits 3 where there are problems."
EXAMPLES = (
    "timeline check data",
    "timeline check --list",
)
HEADINGS = (
    ("Errors keep data out of the store:", True),
    ("Warnings do not; --strict counts those that no process waives:", False),
)


def command(
    files: options.Files = None,
    strict: options.Strict = False,
    rules: options.Rules = False,
    database: options.Database = None,
    debug: options.Debug = False,  # noqa: ARG001  # main looks for it
) -> int:
    """Check data files or the store."""
    from timeline import importing, text
    from timeline.store import location

    if rules:
        output.pieces(f"{line}\n" for line in _listed(output.width(sys.stdout)))
        return 0
    where = location.database(database)
    problems = importing.problems_in(files, where) if files else importing.problems_stored(where)
    for problem in problems:
        output.line(text.shown(f"{problem}{' [' + problem.rule + ']' if problem.rule else ''}"))
    errors = [problem for problem in problems if strict or not problem.warning]
    output.remark(f"{text.counted(len(problems), 'finding')}, {text.counted(len(errors), 'problem')}")
    return 3 if errors else 0


def _listed(columns: int | None) -> Iterator[str]:
    """Yield the rules: one on each line, or under two headings and in lines no longer than a terminal's."""
    from timeline import checks, text

    if columns is None:
        yield from (f"{rule.name}  {'error' if rule.error else 'warning'}  {rule.meaning}" for rule in checks.RULES)
        return
    for heading, error in HEADINGS:
        yield from text.wrap(heading, columns)
        for rule in checks.RULES:
            if rule.error == error:
                yield f"  {rule.name}"
                yield from (f"    {line}" for line in text.wrap(rule.meaning, columns - 4))
