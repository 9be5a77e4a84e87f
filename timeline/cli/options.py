"""Every option of every command, defined once."""

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import completing

Process = Annotated[
    list[str] | None,
    typer.Option(
        "--process",
        metavar="PROCESS",
        autocompletion=completing.named("process"),
        help="Of these processes, by code or name; repeat it or use commas.",
    ),
]
Party = Annotated[
    list[str] | None,
    typer.Option(
        "--party",
        metavar="PARTY",
        autocompletion=completing.named("party"),
        help="Where the party took part, spoke, held a position or hosted: code, name or alias in any script.",
    ),
]
Person = Annotated[
    list[str] | None,
    typer.Option("--person", metavar="PERSON", autocompletion=completing.named("person"), help="Where the person took part or spoke."),
]
Place = Annotated[
    list[str] | None,
    typer.Option("--place", metavar="PLACE", autocompletion=completing.named("place"), help="At the place, or at one that lies in it."),
]
Issue = Annotated[
    list[str] | None,
    typer.Option(
        "--issue", metavar="ISSUE", autocompletion=completing.named("issue"), help="Where the issue, or a part of it, was raised."
    ),
]
Status = Annotated[
    list[str] | None, typer.Option("--status", metavar="STATUS", autocompletion=completing.status, help="With one of these statuses.")
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="From this date on, its first day included; 2022-03 is the whole month.")
]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to this date, its last day included.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="On this date: the same as --since and --until together.")]
AsKnown = Annotated[
    str | None, typer.Option("--as-known", metavar="DATE", help="Only what some source had published by the end of this date.")
]
Certain = Annotated[
    bool, typer.Option("--certain", help="Only records certainly within the dates asked for, not those that may touch them.")
]
Format = Annotated[
    str,
    typer.Option(
        "--format", metavar="FORMAT", autocompletion=completing.format_name, help="text, plain, json, jsonl, csv, markdown or html."
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write to this file instead of standard output; - is standard output.")
]
Database = Annotated[
    str | None,
    typer.Option("--database", metavar="PATH", help="The database; without it TIMELINE_DATABASE, else the user's own."),
]
Sql = Annotated[bool, typer.Option("--sql", help="Print the SQL behind the answer instead of the answer.")]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Never page; else an answer longer than the terminal goes through $PAGER.")]
Debug = Annotated[bool, typer.Option("--debug", help="On a fault, show where in the program it arose.")]

Brief = Annotated[bool, typer.Option("--brief", help="One line for each round.")]
History = Annotated[bool, typer.Option("--history", help="Each step in the life of each outcome on a line.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")]
Bundled = Annotated[bool, typer.Option("--bundled", help="The records that come with timeline.")]
Replace = Annotated[bool, typer.Option("--replace", help="Remove from the store what it holds of a process and its file does not.")]
Strict = Annotated[bool, typer.Option("--strict", help="Count warnings as problems.")]
Rules = Annotated[bool, typer.Option("--list", help="List the rules.")]
Files = Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="Data files, or folders of them.", show_default=False)]
Handle = Annotated[
    str,
    typer.Argument(
        metavar="HANDLE", autocompletion=completing.handle, help="A record: ukraine-russia-2022/r2, or r2 where that is unambiguous."
    ),
]
ProcessNamed = Annotated[
    str | None,
    typer.Argument(metavar="PROCESS", autocompletion=completing.named("process"), help="A process, by code or name.", show_default=False),
]
Processes = Annotated[
    list[str] | None,
    typer.Argument(metavar="PROCESS…", autocompletion=completing.named("process"), help="Processes, by code or name.", show_default=False),
]
Changed = Annotated[bool, typer.Option("--changed", help="Only what moved: harder, softer or reversed.")]
PartyNamed = Annotated[
    str, typer.Argument(metavar="PARTY", autocompletion=completing.named("party"), help="A party: code, name or alias in any script.")
]
Unsourced = Annotated[bool, typer.Option("--unsourced", help="The facts that cite no source.")]
Sought = Annotated[
    list[str],
    typer.Argument(metavar="TEXT…", help="Words to find; quotes keep words together, a star behind a word finds all that begin so."),
]
Most = Annotated[int, typer.Option("--most", metavar="N", min=0, help="At most so many, the best; 0 for all.")]
Kind = Annotated[
    str,
    typer.Argument(
        metavar="KIND", autocompletion=completing.kind, help="processes, parties, persons, places, issues, tracks, rounds and so on."
    ),
]
