"""How an asking command is answered: its words become a question, and the answer goes to standard output."""

import os
import sys
from collections import deque
from collections.abc import Callable
from typing import Any

from timeline import dates, moments, render, text
from timeline.cli import output
from timeline.cli.asking import Ask
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


def answered(ask: Ask, report: Callable[[Question], Document], statuses: Vocabulary | None) -> int:
    """Put what was asked to the database and send the answer."""
    _refuse_unknown_words(ask, statuses)
    known = day(ask.as_known, "--as-known")[1] if ask.as_known else None
    reader = _reader(ask, known)
    if not ask.sql:
        reader.asked = deque(maxlen=0)  # of a long answer they are many
    try:
        question = asking.question(reader, _filters(ask, reader), _query(ask), ask.as_known, listing=_listing(ask))
        document = _banner(ask, report(question))
        if ask.sql:
            _send_sql(document, reader)
        else:
            _send(ask, document, reader)
        for said in question.remarks:
            output.remark(said)
    finally:
        reader.close()
    return 0


def day(written: str, option: str) -> tuple[int, int]:
    """Return the first and last day of a date given to an option."""
    try:
        return dates.bounds(written)
    except dates.DateError as error:
        raise Misused(f"{option}: {error}") from None


def moment(written: str | None, option: str, *, first: bool = False) -> str | None:
    """Return the last moment, or the first, of a date or time given to an option; None where none is given."""
    if written is None:
        return None
    try:
        return moments.bounds(written)[0 if first else 1]
    except dates.DateError as error:
        raise Misused(f"{option}: {error}") from None


def _refuse_unknown_words(ask: Ask, statuses: Vocabulary | None) -> None:
    """Refuse a format or a status that does not exist, and say what is near."""
    if ask.format not in render.FORMATS:
        near = text.did_you_mean(ask.format, render.FORMATS)
        raise Misused(f"no format '{ask.format}'{near}", f"There are {text.listed(render.FORMATS)}.")
    for word in ask.status:
        if statuses is None:
            raise Misused("this command has no statuses to filter by", "Leave --status out.")
        if word not in statuses:
            near = text.did_you_mean(word, statuses)
            raise Misused(f"no status '{word}'{near}", f"There are {text.listed(statuses)}.")


def _reader(ask: Ask, as_known: int | None) -> reading.Reader:
    """Open the store, as it is or as it stood at the time asked for."""
    path = location.database(ask.database)
    if ask.as_recorded is None:
        return reading.opened(path, as_known)
    from timeline.store import rewinding

    return rewinding.opened(path, _recorded(ask), as_known)


def _recorded(ask: Ask) -> str:
    """Return the last moment of the time given to --as-recorded."""
    return moment(ask.as_recorded, "--as-recorded") or ""


def _banner(ask: Ask, document: Document) -> Document:
    """Return a report with what it says of the time of the record that it was asked of."""
    if ask.as_recorded is None:
        return document
    notice = f"As recorded by {moments.say(_recorded(ask))}: only what had been entered by then."
    return document._replace(as_recorded=ask.as_recorded, notices=(notice, *document.notices))


def _filters(ask: Ask, reader: reading.Reader) -> Filters:
    """Return the filters with every name as the handles that it means, and every date as its days."""
    meant = {kind: _meant(reader, kind, getattr(ask, kind)) for kind in NAMED}
    since = day(ask.since, "--since")[0] if ask.since else OPEN_START
    until = day(ask.until, "--until")[1] if ask.until else OPEN_END
    if ask.on:
        if ask.since or ask.until:
            raise Misused("--on does not go with --since or --until", "Give --on, or the other two.")
        since, until = day(ask.on, "--on")
    if since > until:
        raise Misused(f"--since {ask.since} is later than --until {ask.until}", "Change the two round.")
    return Filters(**meant, status=ask.status, since=since, until=until, certain=ask.certain)


def _meant(reader: reading.Reader, kind: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the handles that the words of a filter mean."""
    found = tuple(dict.fromkeys(handle for word in words for handle in names.meant(reader, kind, word)))
    return names.within(reader, kind, found) if found and kind in {"place", "issue"} else found


def _query(ask: Ask) -> dict[str, Any]:
    """Return what was asked, for the answer to echo."""
    asked = {name: list(getattr(ask, name)) for name in (*NAMED, "status")}
    return {**asked, "since": ask.since, "until": ask.until, "on": ask.on, "certain": ask.certain}


def _listing(ask: Ask) -> bool:
    """Tell whether the answer ends in a list of its sources."""
    return ask.sql or ask.format not in render.ITEMS_ALONE


def _send(ask: Ask, document: Document, reader: reading.Reader) -> None:
    """Send an answer to standard output, or to a file that is complete or not there."""
    if ask.format in render.ITEMS_ALONE:
        for notice in document.notices:
            output.remark(notice)
    if ask.output is not None and str(ask.output) != "-":
        from timeline.files import disk

        disk.written(ask.output, render.render(document, ask.format), keep=location.file(location.database(ask.database)))
        output.remark(f"written to {ask.output}")
        return
    colour = render.colour_wanted(sys.stdout, os.environ)
    columns, encoding = output.width(sys.stdout), getattr(sys.stdout, "encoding", None) or "utf-8"
    pieces = render.render(document, ask.format, columns=columns, colour=colour, encoding=encoding)
    send = output.pieces if ask.no_pager else output.paged
    send(output.ahead(reader.until_told(pieces)))


def _send_sql(document: Document, reader: reading.Reader) -> None:
    """Send the questions behind an answer, as any client of the database runs them."""
    for _ in render.render(document, "json"):
        pass
    for sql, params in reader.asked:
        output.pieces([text.shown(f"{reader.literal(sql, params)};\n\n", newlines=True)])
