"""What a table does not speak of: it stays as it is on record."""

from timeline import records
from timeline.dossier import Entry
from timeline.records import Citation, Part


def complete(entry: Entry, before: Entry, told: frozenset[str]) -> None:
    """Give a record from a table the fields and parts of which the table does not speak, as they are on record.

    `told` has the fields and the sorts of parts that the table speaks of; `cite` alone names sources, and so leaves what else
    is on record of their citations.
    """
    for name in type(entry.record).model_fields:
        if name not in told:
            setattr(entry.record, name, getattr(before.record, name))
    for into in records.PARTS:
        if into == "citations" and "cite" in told and into not in told:
            entry.parts[into] = _cited(entry, before)
        elif into not in told:
            entry.parts[into] = [part.model_copy() for part in before.parts.get(into, ())]


def _cited(entry: Entry, before: Entry) -> list[Part]:
    """Return the citations of the sources that a table names, each as it is on record, and those of other accounts."""
    own = [citation for citation in entry.citations if citation.reading == 0]
    held: dict[str, list[Citation]] = {}
    for citation in before.citations:
        if citation.reading == 0:
            held.setdefault(citation.source, []).append(citation)
    if [citation.source for citation in own] == list(held):
        return [citation.model_copy() for citation in before.citations]
    found = [one for citation in own for one in held.get(citation.source, [citation])]
    others = [citation for citation in before.citations if citation.reading]
    return [one.model_copy(update={"number": number}) for number, one in enumerate([*found, *others], start=1)]
