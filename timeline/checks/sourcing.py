"""What facts rest on."""

import re
from collections.abc import Iterator

from timeline import dates, records
from timeline.checks import dating, timing
from timeline.checks.rules import Finding, rule
from timeline.dossier import Dossier, Entry
from timeline.records import Citation, Record

HOME_PAGE = r"https?://[^/?#]+/?(?:[a-z]{2}/?)?(?:(?:index|home|default)(?:\.[a-z]+)?/?)?(?:#.*)?"
"""The address of a site alone, or of its first page, of which there may be one for each language."""


@rule()
def facts_have_a_source(dossier: Dossier) -> Iterator[Finding]:
    """Every fact cites at least one source."""
    for entry in dossier:
        if "/" in entry.id and not isinstance(entry.record, records.Track | records.Source) and not dossier.citations(entry):
            yield Finding(entry, "", "cites no source: add 'cite'")


@rule()
def facts_rest_on_more_than_one_source(dossier: Dossier) -> Iterator[Finding]:
    """An outcome rests on two independent sources or more."""
    for entry, _ in dossier.of(records.Outcome):
        voices = {_voice(dossier, citation.source) for citation in dossier.citations(entry)}
        if len(voices) == 1:
            yield Finding(entry, "", f"rests on one source, {next(iter(voices))}")


def _voice(dossier: Dossier, handle: str) -> str:
    source = dossier.get(handle)
    if source and isinstance(source.record, records.Source):
        return source.record.origin or source.record.publisher
    return handle


@rule()
def sources_are_dated(dossier: Dossier) -> Iterator[Finding]:
    """A source says when it was published, or at least when it was read; without it --as-known never shows what it says."""
    for entry, source in dossier.of(records.Source):
        if not source.published and not source.accessed:
            yield Finding(entry, "published", "has no date of publication: give 'published', or 'accessed'")


@rule()
def sources_come_after_what_they_report(dossier: Dossier) -> Iterator[Finding]:
    """A source that asserts a past fact was not published before it; what has no date of its own has that of its round or document."""
    for entry in dossier:
        dated = _happened(dossier, entry)
        if dated is None:
            continue
        held, date = dated
        what, field = ("this", "date") if held is entry else (f"'{held.id}'", "")
        earliest = dates.parse(date).earliest
        for source, published in _asserting(dossier, dossier.citations(entry) if held is entry else entry.citations):
            if dates.parse(published).latest < earliest:
                yield Finding(entry, field, f"'{source}' was published on {published}, before {what} ({date})")


def _asserting(dossier: Dossier, cited: list[Citation]) -> Iterator[tuple[str, str]]:
    """Yield the sources that speak to the whole of a record, each with the date on which it was published."""
    for citation in cited:
        source = dossier.get(citation.source)
        published = getattr(source.record, "published", None) if source else None
        if published and not citation.fields and not citation.reading:
            yield citation.source, published


def _happened(dossier: Dossier, entry: Entry | None) -> tuple[Entry, str] | None:
    """Return the date of what a record tells took place, and the record that has it: itself, or what it stands in."""
    if entry is None or not _is_past(entry.record):
        return None
    life = [part.date for part in entry.parts.get("dates", []) if isinstance(part, records.AgreementDate)]
    date = dating.date(entry) or (dating.earliest(life) if life else None)
    if date:
        return entry, date
    return None if isinstance(entry.record, records.Statement) else _happened(dossier, dossier.parent(entry))


def _is_past(record: Record) -> bool:
    """Tell whether a record is of something that was so on its date, or on that of what it stands in."""
    if isinstance(record, records.Round):
        return record.status in {*dating.TOOK_PLACE, "boycotted"}
    if isinstance(record, records.Delegate):
        return record.attended in {"yes", "remotely"}
    if isinstance(record, records.Signature):
        return record.status in timing.SIGNING
    if isinstance(record, records.Position) and not record.date:
        return record.timing != "before"
    return record.KIND != "process" and getattr(record, "status", None) != "unknown"


@rule()
def addresses_lead_to_a_page(dossier: Dossier) -> Iterator[Finding]:
    """The address of a source is a page, not an outlet's home page."""
    for entry, source in dossier.of(records.Source):
        if re.fullmatch(HOME_PAGE, source.address or "", re.IGNORECASE):
            yield Finding(entry, "address", f"'{source.address}' is an outlet's home page: give the address of the page")
