"""The figures as a page for readers, with the goals, and as JSON."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from tests.benchmarks import peers, questions, talks
from tests.benchmarks.goals import LEFT, Figures, goals
from tests.benchmarks.timing import Figure

NOTE = (
    "SQLite's shell writes the same JSON by one statement of SQL, but for what follows from rules (`standing`, `change`, `disputed`,"
    " `next`)\nand with the parts of a round in the order of their handles; a test holds the two together."
)


def table(head: list[str], rows: Iterable[list[str]]) -> list[str]:
    """Return a table in Markdown whose first column is words and the others figures."""
    return [f"| {' | '.join(head)} |", f"|---|{'--:|' * (len(head) - 1)}", *(f"| {' | '.join(row)} |" for row in rows), ""]


class Told(NamedTuple):
    """What else a page tells: the machine, the files, the turns, two profiles, the import, and what was left out."""

    machine: str
    files: dict[int, int]
    runs: int
    profile: dict[str, float]
    shares: dict[str, float]
    imported: str
    left_out: list[str]


def page(figures: Figures, told: Told) -> str:
    """Return the page."""
    lines = ["# Benchmarks", "", *_introduction(figures, told), "## Goals", "", *_goals(figures)]
    lines += ["## Before anything is asked", "", *_before(figures), "## Short questions", "", *_short(figures)]
    lines += ["## Beside other programs", "", *_peers(figures), "## All rounds", "", *_long(figures)]
    lines += [f"## Where the milliseconds of '{questions.PROFILED}' go", "", *_profile(figures, told.profile)]
    lines += [f"## Where the time of '{questions.WHOLE}' goes", "", *_shares(figures, told.shares)]
    lines += ["## Files", "", *table(["rounds", "MB"], ([f"{size:,}", f"{taken / 1e6:,.0f}"] for size, taken in told.files.items()))]
    return "\n".join([*lines, told.imported])


def _introduction(figures: Figures, told: Told) -> list[str]:
    sizes = ", ".join(f"{size:,}" for size in figures.sizes)
    return [
        f"Invented talks of {sizes} rounds, from {talks.FIRST} to the present. A round has two to six parties,",
        f"{talks.DELEGATES} delegates, {talks.POSITIONS} positions and {talks.OUTCOMES} outcomes, and a date of any precision.",
        "The smallest database was imported, the larger ones are copies of its talks under other handles, without a history of",
        "their own. What short questions ask for stands in talks that are not copied: the answer is the same at every size.",
        "",
        f"Measured on {told.machine}.",
        f"Whole processes, medians of {told.runs} runs in turn, in seconds of the processor, which other programs disturb least;",
        "what was waited is in [benchmarks.json](benchmarks.json). Machines are noisy: read the ratios.",
        "`python -m tests.benchmarks` measures all of it again and writes this page; with `--help` it tells how to ask for other sizes.",
        "",
        *(f"- Left out: {left}." for left in told.left_out),
        *([""] if told.left_out else []),
    ]


def _goals(figures: Figures) -> list[str]:
    kinds = goals(figures)
    rows = [
        [goal.name, kind, f"{goal.is_:.2f}", f"{goal.most:g}", "yes" if goal.met else "**no**"] for kind in kinds for goal in kinds[kind]
    ]
    missed = [kind for kind, held in kinds.items() if not all(goal.met for goal in held)]
    return (
        table(["", "what", "is", "at most", "met"], rows)
        + [f"- Missed, {kind}: {LEFT[kind]}" for kind in missed]
        + ([""] if missed else [])
    )


def _before(figures: Figures) -> list[str]:
    rows = [[_code(figure), _milliseconds(figure), f"{figure.processor / figures.bare:.1f}"] for figure in figures.all if not figure.size]
    return table(["", "ms", "× bare"], rows)


def _code(figure: Figure) -> str:
    return f"`timeline {figure.question}`" if figure.by == questions.TIMELINE else figure.question


def _milliseconds(figure: Figure | None) -> str:
    return f"{figure.processor * 1000:,.0f}" if figure else "–"


def _short(figures: Figures) -> list[str]:
    head = [""] + [f"{size:,}: ms" for size in figures.sizes] + ["× bare", "growth", "growth in SQLite's shell", "MiB"]
    return table(head, (_asked(figures, question) for question in figures.asked(questions.TIMELINE)))


def _asked(figures: Figures, question: str) -> list[str]:
    taken, limit = figures.of(question), figures.of(question, questions.SHELL)
    growths = [figures.growth(question), figures.growth(question, questions.SHELL) if limit else None]
    return [
        question,
        *(_milliseconds(figures.get(question, size)) for size in figures.sizes),
        f"{taken[-1].processor / figures.bare:.1f}",
        *(f"{growth:.2f}" if growth else "–" for growth in growths),
        f"{max(figure.peak for figure in taken):.0f}",
    ]


def _peers(figures: Figures) -> list[str]:
    programs = [by for by in (questions.TIMELINE, questions.SHELL, *peers.PROGRAMS) if any(figure.by == by for figure in figures.all)]
    cells = [(question, size) for question in peers.QUESTIONS for size in figures.sizes]
    rows = ([question, f"{size:,}", *(_milliseconds(figures.get(question, size, by)) for by in programs)] for question, size in cells)
    return [*peers.NOTE, "", *table(["", "rounds", *programs], rows)]


def _long(figures: Figures) -> list[str]:
    several = [figure for question in figures.asked(questions.TIMELINE, long=True) for figure in figures.of(question)]
    head = ["", "rounds", "s", "rounds a second", "MiB", "× the sqlite3 shell"]
    return [NOTE, "", *table(head, (_whole(figures, figure) for figure in several))]


def _whole(figures: Figures, figure: Figure) -> list[str]:
    shell = figures.get(figure.question, figure.size, questions.SHELL)
    ratio = f"{figure.processor / shell.processor:.1f}" if shell else ""
    rate = f"{figure.size / figure.processor:,.0f}"
    return [figure.question, f"{figure.size:,}", f"{figure.processor:,.1f}", rate, f"{figure.peak:.0f}", ratio]


def _profile(figures: Figures, profile: dict[str, float]) -> list[str]:
    shell = figures.get(questions.PROFILED, figures.sizes[0], questions.SHELL)
    parts = {"the interpreter": figures.bare * 1000, **profile}
    limit = {"the same SQL in SQLite's shell, all in all": shell.processor * 1000} if shell else {}
    rows = ([name, f"{milliseconds:.1f}"] for name, milliseconds in (parts | limit).items())
    return ["Each import is measured, which makes it a little slower than it is.", "", *table(["", "ms"], rows)]


def _shares(figures: Figures, shares: dict[str, float]) -> list[str]:
    note = f"Of {figures.sizes[0]:,} rounds, as Python's profiler counts it, which makes calls dearer than they are."
    return [note, "", *table(["", "share"], ([name, f"{share:.0%}"] for name, share in shares.items()))]


def as_json(figures: Figures, told: Told) -> str:
    """Return all figures as JSON."""
    said: dict[str, Any] = {
        "machine": told.machine,
        "runs": told.runs,
        "bytes": told.files,
        "figures": [figure._asdict() for figure in figures.all],
        "goals": {kind: [goal._asdict() | {"met": goal.met} for goal in held] for kind, held in goals(figures).items()},
        "milliseconds": told.profile,
        "shares": told.shares,
        "left_out": told.left_out,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
