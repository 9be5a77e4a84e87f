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
AsRecorded = Annotated[
    str | None,
    typer.Option(
        "--as-recorded",
        metavar="DATE-or-TIME",
        help="Only what had been entered by the end of this date, or by this time in UTC: 2026-11-25T14:30.",
    ),
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
Into = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE-or-DIR", help="Write to this file, or into this folder; - is standard output."),
]
ExportFormat = Annotated[str, typer.Option("--format", metavar="FORMAT", help="yaml, jsonl or csv.")]
DoctorFormat = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")]
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
TableKind = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", autocompletion=completing.kind, help="What tables hold; without it, what they are named after."),
]
Map = Annotated[
    Path | None, typer.Option("--map", metavar="FILE", help="A mapping: which headers of tables are which fields, and what values mean.")
]
NewNames = Annotated[
    str,
    typer.Option(
        "--new-names",
        metavar="reject|create|ask",
        help="What becomes of a name in a table that no party, person, place or issue has.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Count warnings as problems.")]
Rules = Annotated[bool, typer.Option("--list", help="List the rules.")]
Files = Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="Data files, or folders of them.", show_default=False)]
Handle = Annotated[
    str,
    typer.Argument(
        metavar="HANDLE", autocompletion=completing.handle, help="A record: ukraine-russia-2022/r2, or r2 where that is unambiguous."
    ),
]
HandleOrNone = Annotated[
    str | None,
    typer.Argument(metavar="HANDLE", autocompletion=completing.handle, help="A record, with all that stands in it.", show_default=False),
]
EnteredSince = Annotated[str | None, typer.Option("--since", metavar="DATE-or-TIME", help="Entered on this date or later, in UTC.")]
EnteredUntil = Annotated[
    str | None, typer.Option("--until", metavar="DATE-or-TIME", help="Entered by the end of this date, or by this time in UTC.")
]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; it stays in the history.")]
Who = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Who makes the change; without it TIMELINE_WHO, else the user logged in.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask anything, not even on a terminal.")]
Inside = Annotated[bool, typer.Option("--inside", help="Remove what stands in it too.")]
Unlink = Annotated[bool, typer.Option("--unlink", help="Let other records name it no more.")]
NewHandle = Annotated[str, typer.Argument(metavar="NEW", help="The handle that it is to have.")]
IntoHandle = Annotated[str, typer.Argument(metavar="INTO", autocompletion=completing.handle, help="The record that stays.")]
KindOf = Annotated[
    str | None,
    typer.Argument(
        metavar="KIND", autocompletion=completing.kind, help="round, position, outcome, follow-up, agreement, source, claim and so on."
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Argument(metavar="[HANDLE] FIELD=VALUE…", help="Its handle, and its fields as a data file names them.", show_default=False),
]
Changes = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FIELD=VALUE…",
        help="What it is to say: field=value, field= for nothing, field+=value for one more, field-=value for one less.",
        show_default=False,
    ),
]
Care = Annotated[str, typer.Argument(metavar="info|upgrade|backup|verify", autocompletion=completing.care, help="What to do.")]
Copy = Annotated[
    str | None,
    typer.Argument(metavar="FILE", help="Where the copy goes: a file, or a server's address; for backup alone.", show_default=False),
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
