"""A record put on record, or corrected, from fields as a data file would hold them."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from timeline import dates, records, text, vocabulary
from timeline.dossier import Dossier, Entry
from timeline.files import writer
from timeline.files.grammar import Block
from timeline.files.reader import Reader
from timeline.files.yaml import Mapping, Scalar, Sequence
from timeline.keeping import changing, places, words
from timeline.keeping.changing import Made
from timeline.keeping.places import Spot
from timeline.keeping.words import Given
from timeline.problems import Misused, NotFound, Problem, TimelineError
from timeline.store import writing
from timeline.store.history import Deed
from timeline.store.location import Database
from timeline.store.tables import CITABLE


def add(database: Database, kind: str, handle: str | None, fields: list[Given], deed: Deed, *, dry_run: bool = False) -> Made:
    """Put a new record on record; without a handle its place and key follow from its fields."""

    def sides(connection: Connection) -> tuple[Dossier, Dossier]:
        before = writing.load(connection)
        spot, left = (places.named(kind, handle, before), fields) if handle else places.told(kind, fields, before)
        if spot.handle in before:
            raise TimelineError(f"'{spot.handle}' is on record already", f"'timeline edit {spot.handle} field=value' changes it.")
        return before, _with(before, read(spot, words.mapping(kind, left, Mapping([], words.NOWHERE)), before))

    return changing.made(database, sides, deed, dry_run=dry_run, begins=True, doubt=_taken_over)


def _taken_over(dossier: Dossier, new: list[Entry]) -> Iterator[Problem]:
    """Yield each new record that cites nothing and so takes over what the block cites in which it stands."""
    for entry in new:
        cited = [] if entry.citations or entry.kind not in CITABLE else dossier.citations(entry)
        if cited:
            listed = text.listed([f"'{citation.source}'" for citation in cited])
            message = f"cites nothing itself, and so rests on what stands around it: {listed}; give 'cite' where that does not say so"
            yield Problem(message, record=f"{entry.kind.replace('_', ' ')} {entry.id}", warning=True)


PARTS = {"claim": "cite", "rival": "rivals", "earlier": "earlier"}
"""What is added to a record that is there, and the key that holds it in a data file."""


def added(database: Database, kind: str, handle: str | None, fields: list[Given], deed: Deed, *, dry_run: bool = False) -> Made:
    """Put a new record on record, or another claim or account on one that is there."""
    into = PARTS.get(kind)
    if into is None:
        return add(database, kind_named(kind), handle, fields, deed, dry_run=dry_run)
    if handle is None:
        raise Misused(f"which record is the {kind} about?", f"Write 'timeline add {kind} HANDLE …'.")
    return changed(database, handle, lambda of, before: _with_part(of, into, fields, before), deed, dry_run=dry_run)


def _with_part(kind: str, into: str, fields: list[Given], before: Mapping) -> Mapping:
    part = words.mapping(kind, fields, Mapping([], words.NOWHERE))
    held = next((words.listed(value) for key, value in before.pairs if key.text == into), [])
    others = [(key, value) for key, value in before.pairs if key.text != into]
    return Mapping([*others, (Scalar(into, words.NOWHERE, plain=True), Sequence([*held, part], words.NOWHERE))], before.place)


def tree(kind: str, fields: list[Given], spot: Spot) -> Mapping:
    """Return the fields of a new record as a data file would hold them in its place."""
    left = [field for field in fields if field.key not in {"key", spot.block.names}]
    return words.mapping(kind, left, Mapping([], words.NOWHERE))


def delegates_before(stored: Dossier, delegation: str) -> list[Entry]:
    """Return the delegates of the same party in the last round before that has any."""
    held = stored.entries[delegation].record
    if not isinstance(held, records.Delegation):
        return []
    rounds = [entry for entry, other in stored.of(records.Delegation) if other.party == held.party and entry.id != delegation]
    inside = {entry.id: [one for one, delegate in stored.of(records.Delegate) if delegate.delegation == entry.id] for entry in rounds}
    dated = [(day, handle) for handle in inside if inside[handle] and (day := _opens(stored, handle)) < _opens(stored, delegation)]
    return inside[max(dated)[1]] if dated else []


def _opens(stored: Dossier, delegation: str) -> int:
    """Return the first day of a delegation's round; of an undated one, a day before all others."""
    held = stored.entries[delegation].record
    around = stored.get(getattr(held, "round", None))
    date = getattr(around.record, "date", None) if around else None
    return dates.parse(date).earliest if date else dates.OPEN_START


def copied(database: Database, delegates: list[str], delegation: str, deed: Deed, *, dry_run: bool = False) -> Made:
    """Put the delegates of another round on record for a delegation, in their roles and offices, without what they rested on."""

    def sides(connection: Connection) -> tuple[Dossier, Dossier]:
        before = writing.load(connection)
        after = Dossier(list(before))
        for handle in delegates:
            record = before.entries[handle].record
            own = {"id": f"{delegation}/{handle.rpartition('/')[2]}", "delegation": delegation, "formerly": ()}
            after.add(Entry(record.model_copy(update=own)))
        return before, after

    return changing.made(database, sides, deed, dry_run=dry_run)


def stored(database: Database) -> Dossier:
    """Return all that is on record."""
    with writing.looked_at(database) as connection:
        return writing.load(connection)


def edit(database: Database, handle: str, fields: list[Given], deed: Deed, *, dry_run: bool = False) -> Made:
    """Change fields of a record: those given are set, added to or emptied, and the others stay as they are."""
    return changed(database, handle, lambda kind, before: words.mapping(kind, fields, before), deed, dry_run=dry_run)


def changed(database: Database, handle: str, change: Callable[[str, Mapping], Mapping], deed: Deed, *, dry_run: bool = False) -> Made:
    """Change a record by its tree as a data file holds it."""

    def sides(connection: Connection) -> tuple[Dossier, Dossier]:
        before = writing.load(connection)
        entry = held(before, handle)
        spot = places.named(entry.kind, entry.id, before)
        return before, _with(before, read(spot, change(entry.kind, writer.tree(entry)), before))

    return changing.made(database, sides, deed, dry_run=dry_run)


def held(stored: Dossier, handle: str) -> Entry:
    """Return the record that a handle, or its end, means; raises NotFound where none or several do."""
    found = places.matching(handle, None, stored)
    if len(found) > 1:
        raise places.several(handle, found)
    if not found:
        raise NotFound(
            f"no record '{handle}'{text.did_you_mean(handle, stored.entries)}", "'timeline search' finds records by their words."
        )
    return stored.entries[found[0]]


def read(spot: Spot, fields: Mapping, stored: Dossier) -> Entry:
    """Return the record that fields in a place make, with every name in it resolved; raises ProblemsFound for all that is wrong."""
    reader = Reader("", [])
    alone: Block = spot.block._replace(blocks=(), rest=None)
    reader.record(alone, Scalar(spot.key, words.NOWHERE, plain=True), fields, spot.scope)
    changing.resolved(reader.entries, reader.problems, stored)
    return reader.entries[0]


def _with(before: Dossier, entry: Entry) -> Dossier:
    after = Dossier(list(before))
    after.add(entry)
    return after


def kind_named(word: str) -> str:
    """Return the kind of record that a word means, or the part of one; raises Misused with what is near."""
    kind = word if word in PARTS else vocabulary.kind_named(word)
    if kind is None:
        raise Misused(
            f"no kind of record '{word}'{text.did_you_mean(word, [*vocabulary.KINDS, *PARTS])}",
            f"There are {text.listed([*vocabulary.KINDS, *PARTS])}.",
        )
    return kind
