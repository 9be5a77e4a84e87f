"""The figures as a page for readers, with the goals, and as JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tests.benchmarks import peers, questions, startup, talks
from tests.benchmarks.timing import Figure

GROWTH = 1.3
"""How many times as long a question may take of the largest database as of the smallest."""
OF_JRNL = 0.5
OF_SHELL = 4.0
PLAIN_MEMORY = 1.5
"""How many times the memory that all rounds may take of the largest database, against the smallest: it is to be flat."""


NOTE = "SQLite's shell writes the like of the JSON, each round with its parts as `json_group_array`."


class Goal(NamedTuple):
    """What is held to a bound: how many times something it is, and how many it may be."""

    name: str
    is_: float
    most: float

    @property
    def met(self) -> bool:
        """Whether it is within the bound."""
        return self.is_ <= self.most


TIMES_BARE = {
    "--version": 4,
    "--help": 6,
    **dict.fromkeys(questions.TYPED, 8),
    "rounds of a rare party": 10,
    "one round whole": 10,
    "chronology of a day": 10,
}
"""How many times an interpreter that does nothing a command may take."""
BESIDE_JRNL = {
    "rounds of a rare party": "rounds of a rare party",
    "one round whole": "one round whole",
    "chronology of a day": "rounds on a day",
}
"""Each question that is held against jrnl, and what comes nearest to it there."""
LEFT = {
    "times a bare interpreter": "loading the modules that a command needs is most of it, as the table of the milliseconds shows.",
    "growth": "the statements go through rows of which a larger database has more, as SQLite's own times show where they grow along.",
    "of jrnl": "a small journal is read at once; jrnl grows with its file, and timeline does not.",
    "times the sqlite3 shell": "each row is fetched, named, sorted into its place and written in Python.",
    "memory": "something is held until all is told.",
}
"""Why a goal of a kind is missed."""


class Figures:
    """All that was measured, by question, size and program."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        """Take what was measured."""
        self.all = list(figures)
        self.by = {(figure.question, figure.size, figure.by): figure for figure in self.all}
        self.sizes = sorted({figure.size for figure in self.all if figure.size})

    def get(self, question: str, size: int, by: str = questions.TIMELINE) -> Figure | None:
        """Return what a question took, if it was asked."""
        return self.by.get((question, size, by))

    def asked(self, by: str, *, long: bool = False) -> list[str]:
        """Return the questions that a program was asked of a database, in their order."""
        several = dict.fromkeys(figure.question for figure in self.all if figure.by == by and figure.size)
        return [question for question in several if question.startswith("all rounds") == long]

    def of(self, question: str, by: str = questions.TIMELINE) -> list[Figure]:
        """Return what a question took, by size."""
        return [figure for size in self.sizes if (figure := self.get(question, size, by))]

    def growth(self, question: str, by: str = questions.TIMELINE) -> float | None:
        """Return how many times as long a question took of the largest database that was asked as of the smallest."""
        first, *rest = self.of(question, by)
        return rest[-1].processor / first.processor if rest else None

    @property
    def bare(self) -> float:
        """What an interpreter that does nothing takes."""
        return self.by[startup.BARE, 0, "python"].processor


def goals(figures: Figures) -> dict[str, list[Goal]]:
    """Return the goals by kind."""
    held = [figure for question in TIMES_BARE for figure in (figures.of(question) or [figures.by[question, 0, questions.TIMELINE]])]
    bare = [Goal(_named(figure), figure.processor / figures.bare, TIMES_BARE[figure.question]) for figure in held]
    grown = [(question, figures.growth(question)) for question in figures.asked(questions.TIMELINE) if question != questions.GROWING]
    return {
        "times a bare interpreter": bare,
        "growth": [Goal(question, growth, GROWTH) for question, growth in grown if growth],
        "of jrnl": [*_of_jrnl(figures)],
        "times the sqlite3 shell": [*_of_shell(figures)],
        "memory": [*_memory(figures)],
    }


def _named(figure: Figure) -> str:
    return f"{figure.question}, {figure.size:,} rounds" if figure.size else figure.question


def _of_jrnl(figures: Figures) -> Iterator[Goal]:
    for question, theirs in BESIDE_JRNL.items():
        for figure in figures.of(question):
            jrnl = figures.get(theirs, figure.size, "jrnl")
            if jrnl:
                yield Goal(_named(figure), figure.processor / jrnl.processor, OF_JRNL)


def _of_shell(figures: Figures) -> Iterator[Goal]:
    for figure in figures.of("all rounds as jsonl")[-1:]:
        shell = figures.get(figure.question, figure.size, questions.SHELL)
        if shell:
            yield Goal(_named(figure), figure.processor / shell.processor, OF_SHELL)


def _memory(figures: Figures) -> Iterator[Goal]:
    for question in figures.asked(questions.TIMELINE, long=True):
        first, *rest = figures.of(question)
        if rest:
            yield Goal(question, rest[-1].peak / first.peak, PLAIN_MEMORY)


def table(head: list[str], rows: Iterable[list[str]]) -> list[str]:
    """Return a table in Markdown whose first column is words and the others figures."""
    return [f"| {' | '.join(head)} |", f"|---|{'--:|' * (len(head) - 1)}", *(f"| {' | '.join(row)} |" for row in rows), ""]


class Told(NamedTuple):
    """What else a page tells: the machine, the files, the turns, the profile of one question, the import, and what was left out."""

    machine: str
    files: dict[int, int]
    runs: int
    profile: dict[str, float]
    imported: str
    left_out: list[str]


def page(figures: Figures, told: Told) -> str:
    """Return the page."""
    lines = ["# Benchmarks", "", *_introduction(figures, told), "## Goals", "", *_goals(figures)]
    lines += ["## Before anything is asked", "", *_before(figures), "## Short questions", "", *_short(figures)]
    lines += ["## Beside other programs", "", *_peers(figures), "## All rounds", "", *_long(figures)]
    lines += [f"## Where the milliseconds of '{questions.PROFILED}' go", "", *_profile(figures, told.profile)]
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
        [goal.name, kind, f"{goal.is_:.1f}", f"{goal.most:g}", "yes" if goal.met else "**no**"] for kind in kinds for goal in kinds[kind]
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


def as_json(figures: Figures, told: Told) -> str:
    """Return all figures as JSON."""
    said: dict[str, Any] = {
        "machine": told.machine,
        "runs": told.runs,
        "bytes": told.files,
        "figures": [figure._asdict() for figure in figures.all],
        "goals": {kind: [goal._asdict() | {"met": goal.met} for goal in held] for kind, held in goals(figures).items()},
        "milliseconds": told.profile,
        "left_out": told.left_out,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
