"""What belongs to the talks, and to whom they are between."""

from collections.abc import Iterator

from timeline import dates, records
from timeline.checks.rules import Finding, rule
from timeline.dossier import Dossier


@rule()
def processes_name_their_parties(dossier: Dossier) -> Iterator[Finding]:
    """A process names the parties that negotiate."""
    for entry, process in dossier.of(records.Process):
        if not process.parties:
            yield Finding(entry, "parties", "names no negotiating parties: add 'parties: [a, b]'")


@rule()
def outcomes_are_tied_to_the_talks(dossier: Dossier) -> Iterator[Finding]:
    """An outcome came out of a round, or something is tied to it: a position, a follow-up, a statement, a document of the same days."""
    tied = {follow_up.outcome for _, follow_up in dossier.of(records.FollowUp)} | {said.about for _, said in dossier.of(records.Statement)}
    documents: dict[str, list[str]] = {}
    for _, document in dossier.of(records.Agreement):
        documents.setdefault(document.process, []).extend(filter(None, [document.date]))
    for entry, outcome in dossier.of(records.Outcome):
        if outcome.round or not outcome.date or entry.id in tied or entry.parts.get("answers"):
            continue
        days = dates.parse(outcome.date)
        if not any(dates.parse(date).may_touch(days.earliest, days.latest) for date in documents.get(outcome.process, ())):
            yield Finding(entry, "", "came out of no round, and no position, follow-up, statement or document is tied to it")
