"""The commands: each is loaded when it is called."""

from importlib import import_module
from types import ModuleType

import typer
from typer._click import Command, Context, HelpFormatter  # pinned: Typer 0.28 carries Click within itself
from typer._click.exceptions import ClickException, NoSuchOption, UsageError
from typer.core import TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from timeline import __version__, text
from timeline.problems import Misused

COMMANDS: dict[str, str] = {
    "rounds": "Tell what happened, round by round.",
    "show": "Show one record of any kind, whole, with its sources.",
    "chronology": "Tell everything dated, in order.",
    "party": "Tell one party over all the talks: who sat for it, what it sought and what it got.",
    "positions": "Tell how each party stands on each issue over the rounds, and how it moved.",
    "outcomes": "Tell what became of each outcome, step by step, and of each demand.",
    "delegates": "Tell who sat at the table in each round, who led, who joined and who left.",
    "agreements": "Tell the documents: signatures, provisions, what became of them.",
    "status": "Tell where the talks stand: last and next round, open demands, what became of what was agreed.",
    "sources": "Tell the sources, what rests on each, and what rests on one alone.",
    "why": "Tell every claim behind a record, rival readings side by side.",
    "diff": "Tell what became known between two days, in words.",
    "search": "Find words in all records, the best first.",
    "compare": "Set processes side by side, in figures.",
    "list": "List the processes, parties, persons, places, issues and so on.",
    "import": "Put data files into the store: all they say, or nothing.",
    "export": "Write the store as data files, which an import reads back, or as tables.",
    "add": "Put a record on record.",
    "edit": "Change what a record says.",
    "remove": "Take a record off; the history keeps what it said.",
    "merge": "Make one record of two that are the same thing.",
    "rename": "Put a record under another handle; the old one keeps answering.",
    "history": "Tell who changed what, when and why.",
    "undo": "Take back the last change.",
    "redo": "Make again what was taken back last.",
    "check": "Hold data files, or the store, to every rule.",
    "database": "Care for the database: info, upgrade, backup, verify.",
    "doctor": "Tell what timeline runs on, for a report of a fault.",
}
"""Each command with the sentence that tells what it does; its module in `commands` has its name."""


class Commands(TyperGroup):
    """Loads a command when it is asked for, so that no command pays for another."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002  # the signature is Click's
        """Return the names of the commands, in the order of help."""
        return list(COMMANDS)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002  # the signature is Click's
        """List the commands with what each does, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002  # the signature is Click's
        """Return a command; one that does not exist is answered with what is near."""
        if cmd_name not in COMMANDS:
            near = text.did_you_mean(cmd_name, COMMANDS)
            raise Misused(f"no command '{cmd_name}'{near}", "'timeline --help' lists the commands.")
        loaded = module(cmd_name)
        info = CommandInfo(
            name=cmd_name,
            callback=loaded.command,
            help=_help(COMMANDS[cmd_name], getattr(loaded, "NOTES", ""), loaded.EXAMPLES),
            short_help=COMMANDS[cmd_name],
            context_settings={"help_option_names": ["-h", "--help"], **getattr(loaded, "CONTEXT", {})},
        )
        return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


def module(name: str) -> ModuleType:
    """Return the module of a command; `import` and `list` are words of Python, and so have a stroke behind them."""
    return import_module(f"timeline.cli.commands.{name}{'_' if name in {'import', 'list'} else ''}")


STATUSES = """\b
Exit status:
  0  done, also where nothing answers
  1  something is wrong with the data or the run
  2  wrong usage
  3  problems found by check or --dry-run
  4  no such record, or several that it could be
  5  the database is locked or cannot be reached"""


def _help(sentence: str, notes: str, examples: tuple[str, ...]) -> str:
    """Return a command's help: what it does, and how it is called."""
    listed = "\n".join(f"  {example}" for example in examples)
    return f"{sentence} {notes}\n\n\b\nExamples:\n{listed}\n\n{STATUSES}"


def _version(wanted: bool) -> None:  # Typer calls it so
    if wanted:
        typer.echo(f"timeline {__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=Commands,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="A sourced record of peace negotiations, told back round by round.",
)


@app.callback(invoke_without_command=True)
def _timeline(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Show the version.", callback=_version, is_eager=True),  # noqa: ARG001, FBT003  # Typer reads it
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(given: list[str]) -> int:
    """Run the command that the arguments name and return its exit status.

    Typer's own `main` would make a silent end of Ctrl-C, and a failure of a reader that has read enough.
    """
    command = typer.main.get_command(app)
    command._main_shell_completion({}, "timeline")  # noqa: SLF001  # the part of Typer's `main` that is wanted
    try:
        with command.make_context("timeline", list(given)) as context:
            status = command.invoke(context)
    except typer.Exit as ended:
        return ended.exit_code
    except NoSuchOption as error:
        near = text.did_you_mean(error.option_name, error.possibilities or ())
        raise Misused(f"no option '{error.option_name}'{near}", _usage(error)) from None
    except ClickException as error:
        raise Misused(error.format_message().rstrip("."), _usage(error)) from None
    return status if isinstance(status, int) else 0


def _usage(error: ClickException) -> str:
    context = error.ctx if isinstance(error, UsageError) else None
    return f"'{context.command_path} --help' tells more." if context else ""
