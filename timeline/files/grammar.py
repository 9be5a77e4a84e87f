"""What may stand where in a data file: the blocks, the records in them, and what those take from where they stand."""

from typing import NamedTuple


class Block(NamedTuple):
    """A mapping from keys to records of one kind.

    `gives` names the field that takes the handle of the enclosing record; `segment` stands in the handle before the key.
    `names` is the field that takes the key itself, where the key is the code of a party or person.
    """

    key: str
    kind: str
    blocks: tuple["Block", ...] = ()
    gives: str = ""
    names: str = ""
    segment: str = ""
    rest: "Block | None" = None
    short: str = ""


SHARED = (
    Block("parties", "party"),
    Block("persons", "person"),
    Block("places", "place"),
    Block("issues", "issue"),
)
SOURCES = Block("sources", "source")

DECLARED = (*SHARED, SOURCES)
"""What stands at the top of a file without a process, and under `declare` in a file with one."""

DELEGATES = Block("delegates", "delegate", gives="delegation", names="person", short="role")
INTERMEDIARIES = Block("intermediaries", "intermediary", gives="third_party", names="person", short="office")

POSITIONS = Block("positions", "position", gives="round")
STATEMENTS = Block("statements", "statement", gives="round")
EVENTS = Block("events", "event")


def follow_ups(gives: str) -> Block:
    """Return the block of what became of an outcome, a provision or an agreement."""
    return Block("follow_ups", "follow_up", gives=gives)


OUTCOMES = Block("outcomes", "outcome", gives="round", blocks=(follow_ups("outcome"),))
AGREEMENTS = Block(
    "agreements",
    "agreement",
    gives="round",
    blocks=(
        Block("signatures", "signature", gives="agreement", names="party", segment="signatures", short="status"),
        Block("provisions", "provision", gives="agreement", blocks=(follow_ups("provision"),), short="text"),
        follow_ups("agreement"),
    ),
)
ROUNDS = Block(
    "rounds",
    "round",
    blocks=(
        Block("delegations", "delegation", gives="round", names="party", rest=DELEGATES),
        Block("third_parties", "third_party", gives="round", names="party", segment="third-parties", rest=INTERMEDIARIES, short="roles"),
        POSITIONS,
        OUTCOMES,
        AGREEMENTS,
        STATEMENTS,
    ),
)  # fmt: skip
TRACKS = Block("tracks", "track", short="name")

IN_PROCESS = (SOURCES, TRACKS, ROUNDS, POSITIONS, OUTCOMES, AGREEMENTS, STATEMENTS, EVENTS)

PARTS_OF = {
    "outcome": {"answers": "answers"},
    "agreement": {"dates": "dates", "lineage": "lineage"},
    "process": {"waive": "waivers"},
}
"""The parts that a record of each kind may hold, by the key they are written under."""

NESTED = {"outcome": {"scope": ("area", "duration", "conditions")}}
"""Keys that hold a few fields together: `scope: {area: …}` is the field `scope_area`."""

RENAMED = {"round": {"place": "places", "format": "formats"}, "event": {"party": "parties", "place": "places"},
           "third_party": {"role": "roles"}, "process": {"party": "parties"}}  # fmt: skip
"""The singular may be written for a field that holds several."""

LAST = ("cite", "rivals", "earlier")
"""What is numbered through a record is taken in this order, wherever it is written in it."""


def holds(kind: str, into: str) -> bool:
    """Tell whether records of a kind may hold parts of a sort."""
    return into in {"citations", "readings", "comments", *PARTS_OF.get(kind, {}).values()}
