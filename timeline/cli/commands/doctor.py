"""What timeline runs on, for a report of a fault."""

from timeline.cli import options, output, surroundings

NOTES = (
    "Copy it into a report of a fault: it holds no record and no password, and the home folder is ~. What is wrong stands at the end. "
    "Exits 5 where a database is there that no command can work with."
)
EXAMPLES = (
    "timeline doctor",
    "timeline doctor --format json",
)
FORMATS = ("text", "json")
WRONG = ("broken", "hindered")
"""What is wrong with a database is told with all that is wrong."""


def command(
    format: options.DoctorFormat = "text",  # noqa: A002  # the word users type
    database: options.Database = None,
    debug: options.Debug = False,  # noqa: ARG001  # main looks for it
) -> int:
    """Tell the environment.

    The exit status is that of any command on the same database: 5 where it is there and cannot be worked with, else 0. A database
    that is not there yet, or that only may be read, stops nobody from asking for help; it is told as what it is.
    """
    import json

    from timeline import text
    from timeline.problems import Misused
    from timeline.store import examining

    if format not in FORMATS:
        raise Misused(f"no format '{format}'{text.did_you_mean(format, FORMATS)}", f"There are {text.listed(FORMATS)}.")
    found = examining.examined(database)
    told: dict[str, surroundings.Facts] = {
        **surroundings.facts(),
        "database": {name: fact for name, fact in found._asdict().items() if name not in WRONG},
    }
    wrong = [*surroundings.wrong(told), *filter(None, (getattr(found, name) for name in WRONG))]
    if format == "json":
        output.pieces([text.in_json(json.dumps({**told, "wrong": wrong}, indent=2, ensure_ascii=False)), "\n"])
    else:
        for line in _lines(told, wrong):
            output.line(line)
    return 5 if found.broken else 0


def _lines(told: dict[str, surroundings.Facts], wrong: list[str]) -> list[str]:
    """Return the facts line by line, and what is wrong behind them."""
    lines: list[str] = []
    for about, facts in told.items():
        lines += [about, *(f"  {name.replace('_', ' ') if name.islower() else name:<18} {_said(fact)}" for name, fact in facts.items())]
    return [*lines, "wrong", *(f"  {said}" for said in wrong or ["nothing"])]


def _said(fact: surroundings.Fact) -> str:
    if fact is None or isinstance(fact, bool):
        return {None: "-", True: "yes", False: "no"}[fact]
    return f"{fact:,}" if isinstance(fact, int) else fact
