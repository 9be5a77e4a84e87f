"""Data files into the store."""

from timeline.cli import options, output

NOTES = "A folder stands for all data files in it. On any problem every one is named, with file, line and column, and nothing is stored."
EXAMPLES = (
    "timeline import --bundled",
    "timeline import data --dry-run",
)


def command(
    files: options.Files = None,
    bundled: options.Bundled = False,
    replace: options.Replace = False,
    dry_run: options.DryRun = False,
    database: options.Database = None,
    debug: options.Debug = False,  # noqa: ARG001  # main looks for it
) -> int:
    """Import data files."""
    from timeline import importing, text
    from timeline.problems import Misused
    from timeline.store import location

    paths = [*(files or [])]
    if bundled:
        paths.append(importing.bundled())
    if not paths:
        raise Misused("no file to import", "Name a data file, a folder, or --bundled.")
    where = location.database(database)
    saved, warnings = importing.into_store(paths, where, replace=replace, dry_run=dry_run)
    for line in importing.told(saved, dry_run=dry_run):
        output.line(line)
    if warnings:
        output.remark(f"{text.counted(len(warnings), 'warning')}; 'timeline check' shows what")
    return 0
