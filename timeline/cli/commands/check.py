"""Data files or the store, held to every rule."""

from timeline.cli import options, output

NOTES = "Without a file the store is checked. Exits 3 where there are problems."
EXAMPLES = (
    "timeline check data",
    "timeline check --list",
)


def command(
    files: options.Files = None,
    strict: options.Strict = False,
    rules: options.Rules = False,
    database: options.Database = None,
    debug: options.Debug = False,  # noqa: ARG001  # main looks for it
) -> int:
    """Check data files or the store."""
    from timeline import checks, importing, text
    from timeline.store import location

    if rules:
        for rule in checks.RULES:
            output.line(f"{rule.name}  {'error' if rule.error else 'warning'}  {rule.meaning}")
        return 0
    where = location.database(database)
    problems = importing.problems_in(files, where) if files else importing.problems_stored(where)
    for problem in problems:
        output.line(text.shown(f"{problem}{' [' + problem.rule + ']' if problem.rule else ''}"))
    errors = [problem for problem in problems if strict or not problem.warning]
    output.remark(f"{text.counted(len(problems), 'finding')}, {text.counted(len(errors), 'problem')}")
    return 3 if errors else 0
