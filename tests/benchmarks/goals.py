"""All figures by question, size and program, and the goals that they are held to."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.benchmarks import questions, startup
from tests.benchmarks.timing import Figure

GROWTH = 1.3
"""How many times as long a question may take of the largest database as of the smallest."""
OF_JRNL = 0.5
OF_SHELL = 4.0
PLAIN_MEMORY = 1.5
"""How many times the memory that all rounds may take of the largest database, against the smallest: it is to be flat."""


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
    "times a bare interpreter": "of the smallest database loading modules is most of it, as the milliseconds below show; the rest grows.",
    "growth": "the statements go through rows of which a larger database has more, as SQLite's own times show where they grow along.",
    "of jrnl": "a small journal is read at once; jrnl grows with its file, and timeline does not.",
    "times the sqlite3 shell": "each row is fetched, named, sorted into its place and written in Python.",
    "memory": "the number of each source is kept, which is the same wherever it is cited.",
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
    bare = [Goal(named(figure), figure.processor / figures.bare, TIMES_BARE[figure.question]) for figure in held]
    grown = [(question, figures.growth(question)) for question in figures.asked(questions.TIMELINE) if question != questions.GROWING]
    return {
        "times a bare interpreter": bare,
        "growth": [Goal(question, growth, GROWTH) for question, growth in grown if growth],
        "of jrnl": [*_of_jrnl(figures)],
        "times the sqlite3 shell": [*_of_shell(figures)],
        "memory": [*_memory(figures)],
    }


def named(figure: Figure) -> str:
    """Return what a figure is of."""
    return f"{figure.question}, {figure.size:,} rounds" if figure.size else figure.question


def _of_jrnl(figures: Figures) -> Iterator[Goal]:
    for question, theirs in BESIDE_JRNL.items():
        for figure in figures.of(question):
            jrnl = figures.get(theirs, figure.size, "jrnl")
            if jrnl:
                yield Goal(named(figure), figure.processor / jrnl.processor, OF_JRNL)


def _of_shell(figures: Figures) -> Iterator[Goal]:
    for figure in figures.of(questions.WHOLE)[-1:]:
        shell = figures.get(figure.question, figure.size, questions.SHELL)
        if shell:
            yield Goal(named(figure), figure.processor / shell.processor, OF_SHELL)


def _memory(figures: Figures) -> Iterator[Goal]:
    for question in figures.asked(questions.TIMELINE, long=True):
        first, *rest = figures.of(question)
        if rest:
            yield Goal(question, rest[-1].peak / first.peak, PLAIN_MEMORY)
