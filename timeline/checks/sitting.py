"""Who sits for whom in a round."""

from collections.abc import Iterator

from timeline import records
from timeline.checks import kinship
from timeline.checks.rules import Finding, rule
from timeline.dossier import Dossier, Entry


@rule(error=True)
def heads_agree_with_roles(dossier: Dossier) -> Iterator[Finding]:
    """Where a delegation names its head, no other delegate has that role."""
    for entry, delegate in dossier.of(records.Delegate):
        delegation = dossier.get(delegate.delegation)
        head = getattr(delegation.record, "head", None) if delegation else None
        if delegate.role == "head" and head and head != delegate.person:
            yield Finding(entry, "role", f"is head here, and the delegation names '{head}': say one, and put the other into rivals")


@rule()
def delegations_have_one_head(dossier: Dossier) -> Iterator[Finding]:
    """One delegate has the role of head in a delegation; where sources disagree on who it is, that is a rival account."""
    heads: dict[str, Entry] = {}
    for entry, delegate in dossier.of(records.Delegate):
        if delegate.role == "head":
            first = heads.setdefault(delegate.delegation, entry)
            if first is not entry:
                yield Finding(entry, "role", f"is head, and so is '{first.id}'", first)


@rule()
def delegates_speak_for_their_party(dossier: Dossier) -> Iterator[Finding]:
    """The party that a delegate speaks for is the delegation's, a part of it, or one that it is a part of."""
    for entry, delegate in dossier.of(records.Delegate):
        person, delegation = dossier.get(delegate.person), dossier.get(delegate.delegation)
        if person is None or delegation is None:
            continue
        own, side = getattr(person.record, "party", None), getattr(delegation.record, "party", "")
        if own is None:
            yield Finding(entry, "person", f"'{person.id}' speaks for no party on record: give the person a 'party'")
        elif not kinship.akin(dossier, own, side):
            yield Finding(entry, "person", f"'{person.id}' speaks for '{own}', and sits here for '{side}'")
