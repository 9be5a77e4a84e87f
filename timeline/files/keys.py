"""What a record of a table is called: its handle, written out or made from the record around it and from what the row says."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from timeline import records, text, vocabulary
from timeline.files.grammar import Block
from timeline.files.standing import STANDS

KEYS: dict[str, tuple[str, ...]] = {
    "round": ("name", "date"),
    "position": ("party", "issue"),
    "outcome": ("issue",),
    "follow_up": ("status", "date"),
    "provision": ("issue", "locator"),
    "statement": ("speaker", "party", "date"),
    "event": ("kind", "date"),
    "source": ("publisher", "published"),
}
"""The fields that a record's key is made of; the name for every other kind."""
LONGEST = 60


class Unplaced(Exception):
    """What a row says does not tell what its record is to be called; `field` is what it would have to say."""

    def __init__(self, message: str, field: str) -> None:
        """Say what is missing or wrong, and in which field."""
        super().__init__(message)
        self.message = message
        self.field = field


class Spot(NamedTuple):
    """The handle of a record, and the fields that follow from where it stands."""

    handle: str
    given: dict[str, str]


@cache
def blocks(kind: str) -> tuple[Block, ...]:
    """Return the blocks of a data file in which records of a kind stand inside other records than the process."""
    return tuple(stand.block for stand in STANDS[kind] if stand.around not in {"", "process"})


@cache
def shared(kind: str) -> bool:
    """Tell whether records of a kind stand by themselves: processes, and what all of these share."""
    return all(not stand.around for stand in STANDS[kind])


def in_process(kind: str) -> bool:
    """Tell whether records of a kind may stand in a process and nothing inside it."""
    return any(stand.around == "process" for stand in STANDS[kind])


def keyed(kind: str) -> tuple[str, ...]:
    """Return the fields of which any may give a record of a kind its key."""
    names = dict.fromkeys(block.names for block in blocks(kind) if block.names)
    return tuple(names) or (*(("number",) if kind == "round" else ()), *KEYS.get(kind, ("name",)))


def spot(kind: str, said: Mapping[str, str], process: str = "") -> Spot:
    """Return where a record stands by what is said in its fields, `id` and `key` among them; raises Unplaced."""
    block, around = _around(kind, said, process)
    if around:
        process = around.partition("/")[0]
    if said.get("id"):
        handle = said["id"]
        process = process or ("" if shared(kind) else handle.partition("/")[0] if "/" in handle else "")
        wrong = misplaced(kind, handle, process, around)
        if wrong:
            raise Unplaced(wrong, "id")
    else:
        if not around and not shared(kind) and not (kind == "source" or (process and in_process(kind))):
            raise Unplaced(*_homeless(kind, process))
        handle = "/".join(part for part in (around or process, block.segment if block else "", _key(kind, block, said)) if part)
    given = ({block.gives: around} if block else {}) | {"process": process}
    return Spot(handle, {name: value for name, value in given.items() if value and name in records.KINDS[kind].model_fields})


def _around(kind: str, said: Mapping[str, str], process: str) -> tuple[Block | None, str]:
    """Return the block that a record stands in inside its process, and the handle of the record around it."""
    for block in blocks(kind):
        named = said.get(block.gives)
        if named and (not process or named.startswith(f"{process}/")):
            if "/" not in named:
                raise Unplaced(f"'{named}' is of which process? give 'process', or write it as in 'oslo-channel-1993/{named}'", block.gives)
            return block, named
        if named:
            return block, f"{process}/{named}"
    return None, ""


def _homeless(kind: str, process: str) -> tuple[str, str]:
    if process or not in_process(kind):
        around = list(dict.fromkeys(block.gives for block in blocks(kind)))
        return f"names no {text.listed(map(word, around), 'or')}: give the one that it is of", around[0]
    return f"the {word(kind)} is of which process? give its handle, as in oslo-channel-1993", "process"


def _key(kind: str, block: Block | None, said: Mapping[str, str]) -> str:
    if said.get("key"):
        return said["key"]
    made = made_key(kind, block, said)
    if not made:
        raise Unplaced(f"what is the {word(kind)} to be called? give {text.listed(['key', *keyed(kind)], 'or')}", "key")
    return made


def made_key(kind: str, block: Block | None, said: Mapping[str, str]) -> str:
    """Return what a record that was given no key may be called: the same for the same fields, and nothing where they say nothing."""
    if block and block.names:
        return said.get(block.names, "")
    if kind == "round" and said.get("number"):
        return f"r{said['number']}"
    return "-".join(slug(said[name]) for name in KEYS.get(kind, ("name",)) if said.get(name))


def slug(said: str) -> str:
    """Return a text as a handle may hold it: 'Belovezhskaya Pushcha' is belovezhskaya-pushcha."""
    return re.sub(r"[^a-z0-9]+", "-", text.fold(said)).strip("-")[:LONGEST].rstrip("-")


def misplaced(kind: str, handle: str, process: str, around: str = "") -> str | None:
    """Say why a handle cannot be that of a record of a kind in a process, inside another record or not, or return None."""
    if shared(kind):
        return f"'{handle}' holds '/': a {word(kind)} stands in no other record" if "/" in handle else None
    if "/" not in handle and not (kind == "source" and not process):
        return f"'{handle}' is no whole handle: write it as in '{process or 'oslo-channel-1993'}/{handle}'"
    if process and not handle.startswith(f"{process}/"):
        return f"'{handle}' does not begin with its process, '{process}'"
    if around and not in_process(kind) and not handle.startswith(f"{around}/"):
        return f"'{handle}' does not begin with the handle of what it stands in, '{around}'"
    return None


def astray(kind: str, handle: str, said: Mapping[str, Any]) -> str | None:
    """Say why a handle cannot be that of a record which says this of where it stands, or return None."""
    process, *around = [str(said.get(name) or "").strip() for name in _standing(kind)]
    return misplaced(kind, handle, process, next(filter(None, around), ""))


@cache
def _standing(kind: str) -> tuple[str, ...]:
    """Return the fields in which a record of a kind says where it stands: its process first."""
    return ("process", *(block.gives for block in blocks(kind)))


def plural(kind: str) -> str:
    """Return the word for several records of a kind, as data files write it."""
    return next(several for several, one in vocabulary.PLURALS.items() if one == kind).replace("-", "_")


def word(kind: str) -> str:
    """Return a kind of record as it is read."""
    return kind.replace("_", " ")
