"""The page of rules and exit statuses."""

from collections.abc import Iterator

from generating import markdown
from timeline import checks, problems
from timeline.cli import main


def page() -> str:
    """Return the page of rules and exit statuses."""
    lead = "What `timeline check` looks for across records, and the statuses with which commands end."
    return markdown.page("Rules and exit statuses", lead, _messages())


def _messages() -> Iterator[str]:
    yield from (
        "## Rules",
        "",
        "An error keeps data out of the store. A warning does not, unless `check --strict` asks; a process may",
        "[waive](fields.md#part-waivers) it with a reason.",
        "",
    )
    yield from markdown.table(
        ("rule", "severity", "what must hold"),
        *((f"`{held.name}`", "error" if held.error else "warning", held.meaning) for held in checks.RULES),
    )
    yield from (
        "## Exit statuses",
        "",
        "Under `--format json` an error is one JSON object on standard error, with the code as `code`.",
        "",
    )
    yield from markdown.table(("status", "code", "meaning"), *sorted(_statuses(), key=lambda row: int(row[0])))


def _statuses() -> Iterator[tuple[str, ...]]:
    yield "0", "", "Done, also where nothing answers."
    yield "3", "", "`timeline check` found problems."
    yield str(main.INTERRUPTED), "", "Interrupted by Ctrl-C. Nothing was changed, unless what it tells was stored or written before."
    errors: list[type[problems.TimelineError]] = [problems.TimelineError, *problems.TimelineError.__subclasses__()]
    for error in errors:
        yield str(error.status), f"`{error.code}`", (error.__doc__ or "").strip().partition("\n")[0]
