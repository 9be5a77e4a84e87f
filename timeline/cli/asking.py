"""What all asking commands share: the filters, the formats, and the way from an answer to standard output."""

import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from timeline import dates, moments, render, text
from timeline.cli import options, output, sharing
from timeline.dates import OPEN_END, OPEN_START
from timeline.document import Document
from timeline.problems import Misused
from timeline.queries import names
from timeline.queries.filters import Filters
from timeline.reports import asking
from timeline.reports.asking import Question
from timeline.store import location, reading
from timeline.vocabulary import Vocabulary

NAMED = ("process", "party", "person", "place", "issue")


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

    def answer(self, report: Callable[[Question], Document], *, statuses: Vocabulary | None = None) -> int:
        """Put the question to the database and send the answer."""
        self.refuse_unknown_words(statuses)
        day = self.day(self.as_known, "--as-known")[1] if self.as_known else None
        reader = self.reader(day)
        if not self.sql:
            reader.asked = deque(maxlen=0)  # of a long answer they are many
        try:
            question = asking.question(reader, self.filters(reader), self.query(), self.as_known, listing=self.listing)
            document = self.banner(report(question))
            if self.sql:
                self.send_sql(document, reader)
            else:
                self.send(document, reader)
            for said in question.remarks:
                output.remark(said)
        finally:
            reader.close()
        return 0

    def reader(self, as_known: int | None) -> reading.Reader:
        """Open the store, as it is or as it stood at the time asked for."""
        path = location.database(self.database)
        if self.as_recorded is None:
            return reading.opened(path, as_known)
        from timeline.store import rewinding

        return rewinding.opened(path, self.recorded(), as_known)

    def recorded(self) -> str:
        """Return the last moment of the time given to --as-recorded."""
        return moment(self.as_recorded, "--as-recorded") or ""

    def banner(self, document: Document) -> Document:
        """Return a report with what it says of the time of the record that it was asked of."""
        if self.as_recorded is None:
            return document
        notice = f"As recorded by {moments.say(self.recorded())}: only what had been entered by then."
        return document._replace(as_recorded=self.as_recorded, notices=(notice, *document.notices))

    def of(self, processes: list[str] | None) -> "Ask":
        """Return the same question about these processes, besides those that the filter names."""
        return self._replace(process=(*self.process, *_split(processes)))

    def refuse_unknown_words(self, statuses: Vocabulary | None) -> None:
        """Refuse a format or a status that does not exist, and say what is near."""
        if self.format not in render.FORMATS:
            near = text.did_you_mean(self.format, render.FORMATS)
            raise Misused(f"no format '{self.format}'{near}", f"There are {text.listed(render.FORMATS)}.")
        for word in self.status:
            if statuses is None:
                raise Misused("this command has no statuses to filter by", "Leave --status out.")
            if word not in statuses:
                near = text.did_you_mean(word, statuses)
                raise Misused(f"no status '{word}'{near}", f"There are {text.listed(statuses)}.")

    def filters(self, reader: reading.Reader) -> Filters:
        """Return the filters with every name as the handles that it means, and every date as its days."""
        meant = {kind: self.meant(reader, kind) for kind in NAMED}
        since = self.day(self.since, "--since")[0] if self.since else OPEN_START
        until = self.day(self.until, "--until")[1] if self.until else OPEN_END
        if self.on:
            if self.since or self.until:
                raise Misused("--on does not go with --since or --until", "Give --on, or the other two.")
            since, until = self.day(self.on, "--on")
        if since > until:
            raise Misused(f"--since {self.since} is later than --until {self.until}", "Change the two round.")
        return Filters(**meant, status=self.status, since=since, until=until, certain=self.certain)

    def meant(self, reader: reading.Reader, kind: str) -> tuple[str, ...]:
        """Return the handles that the words of a filter mean."""
        found = tuple(dict.fromkeys(handle for word in getattr(self, kind) for handle in names.meant(reader, kind, word)))
        return names.within(reader, kind, found) if found and kind in {"place", "issue"} else found

    def day(self, written: str, option: str) -> tuple[int, int]:
        """Return the first and last day of a date given to an option."""
        try:
            return dates.bounds(written)
        except dates.DateError as error:
            raise Misused(f"{option}: {error}") from None

    def query(self) -> dict[str, Any]:
        """Return what was asked, for the answer to echo."""
        asked = {name: list(getattr(self, name)) for name in (*NAMED, "status")}
        return {**asked, "since": self.since, "until": self.until, "on": self.on, "certain": self.certain}

    @property
    def listing(self) -> bool:
        """Whether the answer ends in a list of its sources."""
        return self.sql or self.format not in render.ITEMS_ALONE

    def send(self, document: Document, reader: reading.Reader) -> None:
        """Send an answer to standard output, or to a file that is complete or not there."""
        if self.format in render.ITEMS_ALONE:
            for notice in document.notices:
                output.remark(notice)
        if self.output is not None and str(self.output) != "-":
            from timeline.files import disk

            disk.written(self.output, render.render(document, self.format), keep=location.file(location.database(self.database)))
            output.remark(f"written to {self.output}")
            return
        import os

        colour = render.colour_wanted(sys.stdout, os.environ)
        columns, encoding = output.width(sys.stdout), getattr(sys.stdout, "encoding", None) or "utf-8"
        pieces = render.render(document, self.format, columns=columns, colour=colour, encoding=encoding)
        send = output.pieces if self.no_pager else output.paged
        send(output.ahead(reader.until_told(pieces)))

    def send_sql(self, document: Document, reader: reading.Reader) -> None:
        """Send the questions behind an answer, as any client of the database runs them."""
        for _ in render.render(document, "json"):
            pass
        for sql, params in reader.asked:
            output.pieces([text.shown(f"{reader.literal(sql, params)};\n\n", newlines=True)])


def moment(written: str | None, option: str, *, first: bool = False) -> str | None:
    """Return the last moment, or the first, of a date or time given to an option; None where none is given."""
    if written is None:
        return None
    try:
        return moments.bounds(written)[0 if first else 1]
    except dates.DateError as error:
        raise Misused(f"{option}: {error}") from None


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
