"""Data files into the store."""

from pathlib import Path

from timeline.cli import options, output
from timeline.cli.keeping import Keep, keeps

NOTES = (
    "A folder stands for all data files in it: YAML, JSON Lines, and tables as CSV, of the kind that they are named after (rounds.csv). "
    "On any problem every one is named, with file, line and column, and nothing is stored."
)
EXAMPLES = (
    "timeline import --bundled",
    "timeline import data --dry-run",
)


@keeps
def command(
    keep: Keep,
    files: options.Files = None,
    bundled: options.Bundled = False,
    replace: options.Replace = False,
    kind: options.TableKind = None,
    map: options.Map = None,  # noqa: A002  # the word users type
    new_names: options.NewNames = "reject",
) -> int:
    """Import data files."""
    from timeline import importing, text
    from timeline.cli import declaring, progress, telling
    from timeline.files.gathering import Tabular
    from timeline.problems import Misused

    paths = [*(files or []), *([importing.bundled()] if bundled else [])]
    if not paths:
        raise Misused("no file to import", "Name a data file, a folder, or --bundled.")
    new = declaring.of(new_names, keep)
    tabular = Tabular(declaring.kind_named(kind), importing.planned(map, 3 if keep.dry_run else 1) if map else None, new.allows)
    paths = _without(map, importing.files(paths))
    if keep.dry_run:
        saved, warnings = importing.tried(paths, keep.path, tabular, replace=replace)
    else:
        with progress.shown("records") as report:
            saved, warnings = importing.into_store(paths, keep.path, telling.deed(keep, "import"), tabular, replace=replace, report=report)
    for line in importing.would_be_told(saved, warnings) if keep.dry_run else importing.told(saved):
        output.line(line)
    for line in new.told(dry_run=keep.dry_run):
        output.line(line)
    importing.or_stop(warnings, status=3)
    if warnings:
        output.remark(f"{text.counted(len(warnings), 'warning')}; 'timeline check' shows what")
    return 0


def _without(plan: Path | None, paths: list[Path]) -> list[Path]:
    """Leave out the mapping, where it stands in a folder of data files."""
    return [path for path in paths if plan is None or path.resolve() != plan.resolve()]
