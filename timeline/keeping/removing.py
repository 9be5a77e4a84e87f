"""Records taken off, put under another handle, or made into one: what names them is never left naming nothing."""

import re

from sqlalchemy import Connection

from timeline import records, text
from timeline.dossier import Dossier, Entry
from timeline.keeping import changing, links
from timeline.keeping.changing import Made
from timeline.problems import Misused, NotFound, TimelineError
from timeline.records import Part
from timeline.store import writing
from timeline.store.history import Deed
from timeline.store.location import Database

ONE = ("party", "person", "place", "issue", "source")
"""The kinds of which two records may be one thing under two spellings."""
KEYED = {"delegation": "party", "delegate": "person", "third_party": "party", "intermediary": "person", "signature": "party"}
"""The kinds whose records are called after a party or person, each with the field that names it."""


def remove(database: Database, handle: str, deed: Deed, *, inside: bool = False, unlink: bool = False, dry_run: bool = False) -> Made:
    """Take a record off; `inside` with what stands in it, `unlink` with every mention of it by others.

    Raises TimelineError where something stands in it or names it and neither was said. What it said stays in the history.
    """

    def sides(connection: Connection) -> tuple[Dossier, Dossier]:
        before = changing.beside(connection, [handle])
        _found(before, handle)
        gone = [entry.id for entry in before if entry.id == handle or entry.id.startswith(f"{handle}/")]
        if len(gone) > 1 and not inside:
            raise TimelineError(
                f"{text.counted(len(gone) - 1, 'record')} stand in '{handle}': {_listed(gone[1:])}", "--inside removes them too."
            )
        return before, _without(before, gone, unlink=unlink)

    return changing.made(database, sides, deed, dry_run=dry_run)


def _without(before: Dossier, gone: list[str], *, unlink: bool) -> Dossier:
    taken = set(gone)
    naming = [entry for entry in before if entry.id not in taken and any(named in taken for named in links.named(entry))]
    if naming and not unlink:
        listed = _listed([entry.id for entry in naming])
        raise TimelineError(f"'{gone[0]}' is named by {listed}", "Change those first, or say --unlink: they then name it no more.")
    after = Dossier([entry for entry in before if entry.id not in taken])
    for entry in naming:
        after.add(links.renamed(entry, lambda named: None if named in taken else named))
    return after


def rename(database: Database, old: str, new: str, deed: Deed, *, dry_run: bool = False) -> Made:
    """Put a record, with all that stands in it, under another handle; the old one keeps answering."""

    def sides(connection: Connection) -> tuple[Dossier, Dossier]:
        before = writing.load(connection)
        entry = _found(before, old)
        _refuse_misplaced(before, entry, new)
        return before, _moved(before, entry.id, new)

    return changing.made(database, sides, deed, dry_run=dry_run)


def _refuse_misplaced(stored: Dossier, entry: Entry, new: str) -> None:
    if not re.fullmatch(records.HANDLE, new):
        raise Misused(f"'{new}' is not a handle", "Use lower-case letters, digits, '-' and '.', as in 'humanitarian-corridors'.")
    if new in stored:
        raise TimelineError(f"'{new}' is on record already", f"'timeline merge {entry.id} {new}' makes one of the two.")
    if entry.id.rpartition("/")[0] != new.rpartition("/")[0]:
        raise Misused(f"'{entry.id}' cannot go to another place", f"Its handle begins with '{entry.id.rpartition('/')[0] or new}'.")
    if entry.kind in KEYED:
        raise Misused(f"'{entry.id}' is called after its party or person", "Rename that, or edit the record.")


def merge(database: Database, gone: str, into: str, deed: Deed, *, dry_run: bool = False) -> Made:
    """Make one record of two that are the same thing; the first gives way, and its handle and names keep answering for the second.

    What the second leaves empty is taken from the first.
    """

    def sides(connection: Connection) -> tuple[Dossier, Dossier]:
        before = writing.load(connection)
        first, second = _found(before, gone), _found(before, into)
        if first.kind != second.kind or first.kind not in ONE or first is second:
            raise Misused(f"'{gone}' and '{into}' cannot be made one", f"Two records of one kind can: {text.listed(ONE, 'or')}.")
        return before, _moved(Dossier([*(e for e in before if e.id != gone)]), gone, into, giving=first)

    return changing.made(database, sides, deed, dry_run=dry_run)


def _found(stored: Dossier, handle: str) -> Entry:
    entry = stored.get(handle)
    if entry is None:
        near = text.did_you_mean(handle, stored.entries)
        raise NotFound(f"no record '{handle}'{near}", "Give the whole handle.")
    return entry


def _listed(handles: list[str]) -> str:
    shown = [f"'{handle}'" for handle in handles[:5]]
    return text.listed(shown) if len(handles) <= len(shown) else f"{', '.join(shown)} and {len(handles) - len(shown)} more"


def _moved(before: Dossier, old: str, new: str, giving: Entry | None = None) -> Dossier:
    """Return the records with every handle changed that is or begins with the old one, or is keyed by it."""
    handles = _handles(before, old, new)
    after = Dossier()
    for entry in before:
        moved = links.renamed(entry, lambda named: handles.get(named, named)) if _touched(entry, handles) else entry
        after.add(joined(after.entries[moved.id], moved) if moved.id in after else moved)
    held = after.entries[new]
    taken = joined(held, giving) if giving else held
    formerly = tuple(dict.fromkeys((*held.record.formerly, old, *(giving.record.formerly if giving else ()))))
    after.add(Entry(taken.record.model_copy(update={"formerly": tuple(handle for handle in formerly if handle != new)}), taken.parts))
    return after


def _touched(entry: Entry, handles: dict[str, str]) -> bool:
    return handles[entry.id] != entry.id or any(handles.get(named, named) != named for named in links.named(entry))


def _handles(before: Dossier, old: str, new: str) -> dict[str, str]:
    """Return the handle of each record once another one stands elsewhere: what stands in it goes along, and what is called after it."""
    handles = {old: new}
    for entry in sorted(before, key=lambda entry: entry.id.count("/")):
        around = before.parent(entry)
        handle = handles[around.id] + entry.id.removeprefix(around.id) if around else handles.get(entry.id, entry.id)
        above, _, key = handle.rpartition("/")
        called = entry.kind in KEYED and getattr(entry.record, KEYED[entry.kind]) == key == old
        handles[entry.id] = new if entry.id == old else f"{above}/{new}" if called else handle
    return handles


def joined(kept: Entry, given: Entry) -> Entry:
    """Return a record with what it leaves empty taken from another, and with the names and citations of both."""
    empty = {
        name: value
        for name in type(kept.record).model_fields
        if not getattr(kept.record, name) and (value := getattr(given.record, name, None))
    }
    names = [getattr(given.record, name, None) for name in ("name", "short")] if given.kind in ONE and given.kind != "source" else []
    aliases = (*getattr(kept.record, "aliases", ()), *filter(None, names), *getattr(given.record, "aliases", ()))
    several = {"aliases": tuple(dict.fromkeys(alias for alias in aliases if alias != getattr(kept.record, "name", None)))} if names else {}
    return Entry(kept.record.model_copy(update={**empty, **several}), _parts(kept, given))


def _parts(kept: Entry, given: Entry) -> dict[str, list[Part]]:
    """Return the parts of one record, and the citations of another that it does not have, if no other account has them numbered."""
    parts = {into: list(found) for into, found in kept.parts.items()}
    own = {citation.source for citation in kept.citations if citation.reading == 0}
    for citation in given.citations:
        if citation.reading == 0 and citation.source not in own:
            cited = parts.setdefault("citations", [])
            cited.append(citation.model_copy(update={"record": kept.id, "number": len(cited) + 1}))
    return parts
