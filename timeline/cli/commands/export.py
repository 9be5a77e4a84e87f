"""The store as files that an import reads back."""

from pathlib import Path
from typing import Any

from timeline.cli import options, output

FORMATS = ("yaml", "jsonl", "csv")
NOTES = (
    "yaml is one data file for each process, and one for each kind of record that all share; one process alone is a file that holds all "
    "it needs. jsonl is a record on each line; csv is a table for each kind, with a datapackage.json that describes them. The same "
    "records give the same bytes, and importing an export changes nothing. Comments of data files are kept."
)
EXAMPLES = (
    "timeline export minsk-2014-2015",
    "timeline export minsk-2014-2015 --output minsk.yaml",
    "timeline export --output record",
    "timeline export --format csv --output tables",
)


def command(
    process: options.ProcessNamed = None,
    format: options.ExportFormat = "yaml",  # noqa: A002  # the word users type
    into: options.Into = None,
    database: options.Database = None,
    debug: options.Debug = False,  # noqa: ARG001  # main looks for it
) -> int:
    """Export records."""
    from timeline import exporting, text
    from timeline.problems import Misused
    from timeline.store import location

    if format not in FORMATS:
        raise Misused(f"no format '{format}'{text.did_you_mean(format, FORMATS)}", f"There are {text.listed(FORMATS)}.")
    target = None if into is None or str(into) == "-" else into
    together = format == "csv" or (format == "yaml" and process is None)
    folder = _is_folder(target, exporting.SUFFIXES[format], together=together)
    where = location.database(database)
    export = exporting.taken(where, process)
    if target is None:
        output.pieces(exporting.alone(export, format))
    else:
        _send(export, format, target, folder=folder, keep=location.file(where))
    if export.others:
        output.remark(f"this names records of {text.listed(export.others)}: an import needs them on record, or their files beside it")
    return 0


def _is_folder(target: Path | None, suffix: str, *, together: bool) -> bool:
    """Tell whether an export goes into a folder; raises Misused where it cannot go where it is sent."""
    from timeline.problems import Misused

    if target is None:
        if together:
            raise Misused("this is more than one file", "Name a folder with --output DIR.")
        return False
    if target.is_dir() or not target.suffix:
        return True
    if together:
        raise Misused(f"'{target}' is no folder, and this is more than one file", "Name a folder with --output DIR.")
    if target.suffix != suffix:
        raise Misused(f"'{target}' is neither a {suffix} file nor a folder", "Name one of these with --output.")
    return False


def _send(export: Any, form: str, target: Path, *, folder: bool, keep: Path | None) -> None:
    """Write an export to a file, or into a folder, and say what was written."""
    from timeline import exporting, text
    from timeline.files import disk

    counted = text.counted(len(export.dossier), "record")
    if not folder:
        disk.written(target, exporting.alone(export, form), keep=keep)
        output.remark(f"{counted} written to {target}")
        return
    names = disk.filled(target, exporting.several(export, form), keep=keep)
    output.remark(f"{counted} written to {target}: {text.listed(names)}")
    left = sorted(str(path.relative_to(target)) for path in target.rglob(f"*{exporting.SUFFIXES[form]}") if path.is_file())
    others = [name for name in left if name not in names]
    if others:
        output.remark(f"left in {target} as they were: {text.listed(others)}")
