"""Where each record stands in a data file, and the shortest name by which it is found from another one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline import handles, references
from timeline.dossier import Dossier, Entry
from timeline.files import grammar
from timeline.files.grammar import Block


class Stand(NamedTuple):
    """A block, the kind of record that it stands in (none for what all processes share), and how deep that is."""

    around: str
    block: Block
    depth: int


def _stands(blocks: Iterable[Block], around: str, depth: int) -> Iterator[Stand]:
    for block in blocks:
        here = depth + bool(block.segment)
        yield Stand(around, block, here)
        yield from _stands((*block.blocks, *((block.rest,) if block.rest else ())), block.kind, here + 1)


STANDS: dict[str, list[Stand]] = defaultdict(list)
for _stand in [
    Stand("", Block("process", "process"), 0),
    *_stands(grammar.DECLARED, "", 0),
    *_stands(grammar.IN_PROCESS, "process", 1),
]:
    STANDS[_stand.block.kind].append(_stand)
BLOCKS = {kind: stands[0].block for kind, stands in STANDS.items()}


def follow(entry: Entry) -> set[str]:
    """Return the fields that follow from where a record stands."""
    around, _, key = entry.id.rpartition("/")
    found = {"id", "process"}
    for stand in STANDS[entry.kind]:
        above = around.removesuffix(f"/{stand.block.segment}") if stand.block.segment else around
        given = ((stand.block.gives, above), (stand.block.names, key))
        found |= {name for name, value in given if name and getattr(entry.record, name) == value}
    return found


class Known(NamedTuple):
    """The records among which a name is looked for: their kinds by handle, and the handles that they had before."""

    kinds: dict[str, str]
    former: dict[str, str]

    @classmethod
    def of(cls, dossier: Dossier) -> "Known":
        """Return what is looked for among the records of a dossier."""
        return cls({entry.id: entry.kind for entry in dossier}, dossier.former)

    def found(self, handle: str, kind: str) -> str:
        """Return the record of a kind that a handle leads to, or nothing."""
        for held in (handle, handles.current(handle, self.former)):
            if held in self.kinds and kind in (self.kinds[held], references.ANY):
                return held
        return ""


class Anything(Known):
    """Records of which nothing is known but where each kind may stand."""

    def found(self, handle: str, kind: str) -> str:
        """Return the handle where a record of the kind may have it."""
        may = kind == references.ANY or any(handle.count("/") == stand.depth for stand in STANDS[kind])
        return handle if may else ""


ANYTHING = Anything({}, {})


def shortest(handle: str, kind: str, seen_from: str, known: Known) -> str:
    """Return the shortest name by which a record of a kind is found again from where another one stands."""
    if kind in references.SHARED:
        return handle
    around = seen_from
    while around:
        code = handle.removeprefix(f"{around}/")
        found = filter(None, (known.found(held, kind) for held in references.candidates(code, kind, seen_from)))
        if code != handle and next(found, "") == handle:
            return code
        around = around.rpartition("/")[0]
    return handle
