"""What comes before what: rounds in their order, and what follows after what it follows."""

from collections.abc import Iterator

from timeline import dates, records
from timeline.checks import dating, kinship
from timeline.checks.rules import Finding, rule
from timeline.dates import OPEN_START, Day
from timeline.dossier import Dossier, Entry

SIGNING = {"signed": "signed", "with_reservation": "signed", "withdrawn": "signed", "initialled": "initialled"}
"""What must have happened to a document for a signature to have a status."""


@rule()
def rounds_keep_their_order(dossier: Dossier) -> Iterator[Finding]:
    """In a track, a round of a higher number does not come before one of a lower."""
    for track in kinship.tracks(dossier):
        furthest: Entry | None = None
        for number, several in _numbered(track):
            for entry in several:
                if furthest and dating.before(dating.date(entry), dating.date(furthest)):
                    yield Finding(entry, "date", f"round {number} comes before '{furthest.id}'")
            furthest = max(filter(None, [furthest, *several]), key=_opened)


def _numbered(track: list[tuple[Entry, records.Round]]) -> list[tuple[int, list[Entry]]]:
    """Return the rounds of each number, in their order, if it is certain when they were."""
    found: dict[int, list[Entry]] = {}
    for entry, held in track:
        if held.number is not None and held.date and dating.certain(held.date):
            found.setdefault(held.number, []).append(entry)
    return sorted(found.items())


def _opened(entry: Entry) -> Day:
    date = dating.date(entry)
    return dates.parse(date).earliest if date else OPEN_START


@rule()
def rounds_do_not_overlap(dossier: Dossier) -> Iterator[Finding]:
    """No two rounds of one track were certainly under way at the same time, unless one is a part of the other."""
    for track in kinship.tracks(dossier):
        held = [(*days, entry) for entry, one in track if one.status in dating.TOOK_PLACE and (days := dating.lasted(one.date))]
        running: list[tuple[Day, Day, Entry]] = []
        for first, last, entry in sorted(held, key=lambda found: found[:2]):
            running = [other for other in running if other[1] > first]
            for began, _, other in running:
                if began < last and not kinship.akin(dossier, entry.id, other.id):
                    yield Finding(entry, "date", f"overlaps with '{other.id}' ({dating.date(other)}), a round of the same track", other)
            running.append((first, last, entry))


@rule()
def planned_rounds_lie_ahead(dossier: Dossier) -> Iterator[Finding]:
    """A round that is proposed, tentative or confirmed lies ahead of all that took place in its process, and of its sources."""
    last: dict[str, tuple[str, Entry]] = {}
    for entry in dossier:
        date, process = _passed(entry), entry.id.partition("/")[0]
        if date and dating.certain(date) and (process not in last or dates.parse(date).earliest > dates.parse(last[process][0]).earliest):
            last[process] = date, entry
    for entry, held in dossier.of(records.Round):
        date, other = last.get(held.process, ("", entry))
        if held.status in dating.PLANNED and dating.before(held.date, date):
            yield Finding(entry, "status", f"is still {held.status}, and '{other.id}' is of {date}: say what became of the round")


def _passed(entry: Entry) -> str | None:
    """Return the date of something that took place, or was published."""
    if isinstance(entry.record, records.Source):
        return entry.record.published
    planned = isinstance(entry.record, records.Round) and entry.record.status not in dating.TOOK_PLACE
    return None if planned or isinstance(entry.record, records.Process) else dating.date(entry)


@rule()
def follow_ups_come_after_what_they_follow(dossier: Dossier) -> Iterator[Finding]:
    """A follow-up does not come before the outcome, the document or the provision that it follows."""
    for entry, follow_up in dossier.of(records.FollowUp):
        followed = dossier.get(follow_up.outcome or follow_up.provision or follow_up.agreement)
        days = _days(dossier, followed)
        if followed and days and all(dating.before(follow_up.date, day) for day in days):
            yield Finding(entry, "date", f"comes before '{followed.id}' ({dating.earliest(days)})")


@rule()
def signatures_come_after_their_document(dossier: Dossier) -> Iterator[Finding]:
    """A signature does not come before the day on which its document was signed or initialled, or, without one, came to be."""
    for entry, signature in dossier.of(records.Signature):
        document = dossier.get(signature.agreement)
        days = _days(dossier, document, SIGNING.get(signature.status)) or _days(dossier, document)
        if document and days and all(dating.before(signature.date, day) for day in days):
            yield Finding(entry, "date", f"comes before '{document.id}' ({dating.earliest(days)})")


def _days(dossier: Dossier, entry: Entry | None, kind: str | None = None) -> list[str]:
    """Return the dates of an outcome, which may be its round's, or of a document's life; of one kind in it if that is given."""
    if entry is None:
        return []
    if isinstance(entry.record, records.Provision):
        return _days(dossier, dossier.get(entry.record.agreement))
    parts = [part for part in entry.parts.get("dates", []) if isinstance(part, records.AgreementDate)]
    if kind:
        return [part.date for part in parts if part.kind == kind]
    own = dating.date(entry) or (dating.date(dossier.get(entry.record.round)) if isinstance(entry.record, records.Outcome) else None)
    return [*filter(None, [own]), *(part.date for part in parts)]
