"""What records say of one another holds together."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from timeline import records, text
from timeline.checks.rules import ENTERED, Finding, rule
from timeline.dossier import Dossier, Entry
from timeline.records import Part, Record

OF_ANY_KIND: dict[type[Record | Part], str] = {records.Statement: "about", records.Waiver: "subject"}
"""Fields that name a record of whatever kind."""


@rule(error=True)
def names_are_declared(dossier: Dossier) -> Iterator[Finding]:
    """Every party, person, place, issue, source or other record that is named is declared in a file, or on record."""
    for entry in dossier:
        for field, handle in _named(entry):
            if handle not in dossier and _covers(dossier, handle):
                yield Finding(entry, field, f"'{handle}' is not on record")


def _covers(dossier: Dossier, handle: str) -> bool:
    """Tell whether a dossier holds all that could have a handle: what all processes share, or the process that it begins with."""
    process, inside, _ = handle.partition("/")
    return not inside or process in dossier


def _named(entry: Entry) -> Iterator[tuple[str, str]]:
    """Go through the handles that a record and its parts name, each with the field that it stands in."""
    parts = ((f"{into}.{number}.", part) for into, found in entry.parts.items() for number, part in enumerate(found, start=1))
    several: Iterable[tuple[str, Record | Part]] = chain([("", entry.record)], parts)
    for prefix, said in several:
        for field in _naming(type(said)):
            named = getattr(said, field)
            for handle in (named,) if isinstance(named, str) else named or ():
                yield prefix + field, handle


@cache
def _naming(said: type[Record | Part]) -> tuple[str, ...]:
    """Return the fields of a class that name records."""
    return tuple(filter(None, (*records.references(said), OF_ANY_KIND.get(said))))


@rule(error=True)
def former_handles_lead_to_one_record(dossier: Dossier) -> Iterator[Finding]:
    """A handle that a record had before is written whole, and no other record has it, or had it before."""
    leads: dict[str, Entry] = {}
    for entry in dossier:
        for number, old in enumerate(entry.record.formerly, start=1):
            held, first = dossier.get(old), leads.setdefault(old, entry)
            if "/" in entry.id and "/" not in old and entry.kind != "source":
                yield Finding(entry, f"formerly.{number}", f"'{old}' is not whole: write it as '{entry.id.partition('/')[0]}/{old}'")
            elif held and held is not entry:
                yield Finding(entry, f"formerly.{number}", f"'{old}' is on record itself: rename that record, or merge it into this one")
                yield Finding(held, "", f"'{old}' is also a former handle of '{entry.id}'")
            elif first is not entry:
                yield Finding(entry, f"formerly.{number}", f"'{old}' is also a former handle of '{first.id}'")


@rule(error=True)
def answers_are_to_demands(dossier: Dossier) -> Iterator[Finding]:
    """What an outcome answers is a position on record of the same process."""
    for entry, outcome in dossier.of(records.Outcome):
        for number, part in enumerate(entry.parts.get("answers", []), start=1):
            position = dossier.get(getattr(part, "position", None))
            if position and isinstance(position.record, records.Position) and position.record.process != outcome.process:
                yield Finding(entry, f"answers.{number}.position", f"'{position.id}' belongs to another process")


@rule(error=True)
def follow_ups_follow_one_thing(dossier: Dossier) -> Iterator[Finding]:
    """A follow-up names one outcome, provision or agreement that it follows."""
    for entry, follow_up in dossier.of(records.FollowUp):
        named = [field for field in ("outcome", "provision", "agreement") if getattr(follow_up, field)]
        if len(named) != 1:
            yield Finding(entry, "", f"follows {text.listed(named) or 'nothing'}: name one outcome, provision or agreement")


@rule(error=True)
def positions_outside_rounds_are_dated(dossier: Dossier) -> Iterator[Finding]:
    """A position or outcome that belongs to no round has a date of its own."""
    for entry in dossier:
        if isinstance(entry.record, records.Position | records.Outcome) and not entry.record.round and not entry.record.date:
            yield Finding(entry, "date", "has neither a round nor a date: give one")


@rule(error=True)
def parents_do_not_circle(dossier: Dossier) -> Iterator[Finding]:
    """No record is a part of itself, through however many others."""
    for entry in dossier:
        for field in ("parent", "supersedes"):
            seen = {entry.id}
            held = dossier.get(entry.field(field))
            while held and held.id not in seen:
                seen.add(held.id)
                held = dossier.get(held.field(field))
            if held and held.id == entry.id:
                yield Finding(entry, field, f"'{entry.id}' comes back to itself through '{field}'")


@rule(error=True)
def superseded_positions_are_of_the_same_party(dossier: Dossier) -> Iterator[Finding]:
    """A position supersedes one of the same party."""
    for entry, position in dossier.of(records.Position):
        before = dossier.get(position.supersedes)
        if before and isinstance(before.record, records.Position) and before.record.party != position.party:
            yield Finding(entry, "supersedes", f"'{before.id}' is a position of '{before.record.party}'")


@rule(error=True)
def waivers_are_of_warnings(dossier: Dossier) -> Iterator[Finding]:
    """A waiver names a rule that there is, and one that only warns."""
    errors = {held.name: held.error for held in ENTERED}
    for entry, _ in dossier.of(records.Process):
        for number, part in enumerate(entry.parts.get("waivers", []), start=1):
            name = str(getattr(part, "rule", ""))
            if name not in errors:
                near = text.did_you_mean(name, errors) or ": 'timeline check --list' names them"
                yield Finding(entry, f"waivers.{number}.rule", f"no rule '{name}'{near}")
            elif errors[name]:
                yield Finding(entry, f"waivers.{number}.rule", f"'{name}' is an error, which no waiver lets stand: mend the record")
