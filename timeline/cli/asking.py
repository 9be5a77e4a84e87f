"""What all asking commands are given: the filters and the formats."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from timeline.cli import options, sharing
from timeline.vocabulary import Vocabulary

if TYPE_CHECKING:  # what an answer needs is loaded for an answer, and not for help or the tab key
    from timeline.document import Document
    from timeline.reports.asking import Question


class Ask(NamedTuple):
    """What an asking command was given, as it was written."""

    process: tuple[str, ...]
    party: tuple[str, ...]
    person: tuple[str, ...]
    place: tuple[str, ...]
    issue: tuple[str, ...]
    status: tuple[str, ...]
    since: str | None
    until: str | None
    on: str | None
    as_known: str | None
    as_recorded: str | None
    certain: bool
    format: str
    output: Path | None
    database: str | None
    sql: bool
    no_pager: bool

    def answer(self, report: "Callable[[Question], Document]", *, statuses: Vocabulary | None = None) -> int:
        """Put the question to the database and send the answer."""
        from timeline.cli import answering

        return answering.answered(self, report, statuses)

    def of(self, processes: list[str] | None) -> "Ask":
        """Return the same question about these processes, besides those that the filter names."""
        return self._replace(process=(*self.process, *_split(processes)))


def asked(
    process: options.Process = None,
    party: options.Party = None,
    person: options.Person = None,
    place: options.Place = None,
    issue: options.Issue = None,
    status: options.Status = None,
    since: options.Since = None,
    until: options.Until = None,
    on: options.On = None,
    as_known: options.AsKnown = None,
    as_recorded: options.AsRecorded = None,
    certain: options.Certain = False,
    format: options.Format = "text",  # noqa: A002  # the word users type
    output: options.Output = None,
    database: options.Database = None,
    sql: options.Sql = False,
    no_pager: options.NoPager = False,
) -> Ask:
    """Return what an asking command was given, where it is called from a command of its own options."""
    return Ask(
        _split(process), _split(party), _split(person), _split(place), _split(issue), _split(status),
        since, until, on, as_known, as_recorded, certain, format, output, database, sql, no_pager,
    )  # fmt: skip


def _split(values: list[str] | None) -> tuple[str, ...]:
    return tuple(word.strip() for value in values or () for word in value.split(",") if word.strip())


asks = sharing.shares("ask", asked)
"""Gives a command the filters and formats of all asking commands; it receives them as `ask`."""
