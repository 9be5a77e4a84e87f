"""Where a record stands: the blocks that hold records of a kind, the record around it, and a key for a new one."""

from typing import NamedTuple

from timeline import records, text
from timeline.dossier import Dossier
from timeline.files import keys, standing
from timeline.files.grammar import Block
from timeline.files.reader import Scope
from timeline.files.standing import Stand
from timeline.keeping.words import Given
from timeline.problems import Misused, NotFound

OUTERMOST = ("process", "")
"""A record stands in another one rather than in the process alone, and there rather than in none."""


def of_kind(kind: str) -> list[Stand]:
    """Return where records of a kind may stand, the innermost first."""
    return sorted(standing.STANDS[kind], key=lambda stand: OUTERMOST.index(stand.around) + 1 if stand.around in OUTERMOST else 0)


class Spot(NamedTuple):
    """The place of one record: its block, the record around it, and its key."""

    block: Block
    scope: Scope
    key: str

    @property
    def handle(self) -> str:
        """The record's handle."""
        return "/".join(part for part in (self.scope.handle, self.block.segment, self.key) if part)


def named(kind: str, handle: str, stored: Dossier) -> Spot:
    """Return the place that a handle names; raises NotFound where no record on record could hold it."""
    above, _, key = handle.rpartition("/")
    for stand in of_kind(kind):
        if not stand.around and not above:
            return Spot(stand.block, Scope("", "", ""), key)
        holder = above.removesuffix(f"/{stand.block.segment}") if stand.block.segment else above
        found = matching(holder, stand.around, stored) if stand.around and holder else []
        if len(found) == 1 and (not stand.block.segment or holder != above):
            return Spot(stand.block, scope(found[0], stand.around), key)
        if len(found) > 1:
            raise several(holder, found)
    wanted = text.listed(dict.fromkeys(keys.word(stand.around) for stand in of_kind(kind) if stand.around), "or")
    raise NotFound(
        f"'{handle}' stands in no {wanted} on record{text.did_you_mean(above, stored.entries)}", "Give the handle of one before its key."
    )


def matching(handle: str, kind: str | None, stored: Dossier) -> list[str]:
    """Return the handles of records, of a kind if one is given, that a handle or its end means."""
    exact = stored.get(handle)
    if exact:
        return [handle] if kind in {None, exact.kind} else []
    return [entry.id for entry in stored if kind in {None, entry.kind} and entry.id.endswith(f"/{handle}")]


def several(handle: str, found: list[str]) -> NotFound:
    """Return the error that a handle means more than one record."""
    listed = text.listed([f"'{one}'" for one in found[:4]], "or")
    return NotFound(f"'{handle}' could be {listed}{' and others' if found[4:] else ''}", "Give the whole handle.")


def scope(handle: str, kind: str) -> Scope:
    """Return what stands around a record: the handle and kind of the record that holds it, and the process."""
    return Scope(handle, kind, handle.partition("/")[0])


def told(kind: str, fields: list[Given], stored: Dossier) -> tuple[Spot, list[Given]]:
    """Return the place that fields tell of, such as `round=r2`, with the fields that are left, and a key made from these."""
    values = {field.key: field.value for field in fields}
    for stand in of_kind(kind):
        pointer = pointing(stand)
        if stand.around and pointer not in values:
            continue
        place = spot(stand, around(stand, values.get(pointer, ""), stored), fields, stored)
        return place, [field for field in fields if field.key not in {pointer, "process", "key", stand.block.names}]
    wanted = [f"{pointing(stand)}=…" for stand in of_kind(kind)]
    raise Misused(f"where does the {keys.word(kind)} stand?", f"Give its handle, or {text.listed(wanted, 'or')}.")


def around(stand: Stand, named: str, stored: Dossier) -> str:
    """Return the handle of the record that a word means, in which others of a block stand; raises NotFound where none or several do."""
    if not stand.around:
        return ""
    found = matching(named, stand.around, stored)
    if len(found) > 1:
        raise several(named, found)
    if not found:
        known = [entry.id for entry in stored if entry.kind == stand.around]
        raise NotFound(f"no {keys.word(stand.around)} '{named}'{text.did_you_mean(named, known)}", "Give its whole handle.")
    return found[0]


def spot(stand: Stand, held_by: str, fields: list[Given], stored: Dossier) -> Spot:
    """Return the place of a new record in a block, with the key that its fields give or make."""
    values = {field.key: field.value for field in fields}
    made = Spot(stand.block, scope(held_by, stand.around), "")
    return made._replace(key=values.get("key") or _free(made, _key(stand, values), stored))


def pointing(stand: Stand) -> str:
    """Return the field by which a record names the one that it stands in."""
    references = records.references(records.KINDS[stand.block.kind])
    return next((name for name, kind in references.items() if kind == stand.around and name not in {"parent", "supersedes"}), "process")


def _key(stand: Stand, values: dict[str, str]) -> str:
    """Return what a record that was given no key is called; raises Misused where its fields do not tell."""
    kind = stand.block.kind
    made = keys.made_key(kind, stand.block, values)
    if not made:
        told = text.listed(keys.KEYS.get(kind, ("name",)), "or")
        raise Misused(f"what is the {keys.word(kind)} to be called?", f"Give a handle, key=…, or {told}.")
    return made


def _free(spot: Spot, wanted: str, stored: Dossier) -> str:
    """Return a key that no record has: the one wanted, or the same with a number behind it."""
    if spot.block.names:
        return wanted
    number, free = 1, wanted
    while spot._replace(key=free).handle in stored:
        number += 1
        free = f"{wanted}-{number}"
    return free
