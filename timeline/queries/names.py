"""What records are called, and which records a word from a user means."""

from functools import cached_property, lru_cache
from typing import NamedTuple

from timeline import text
from timeline.problems import NotFound
from timeline.store import reading
from timeline.store.reading import Reader

ROUNDS = """
SELECT r.id, r.number, r.name, track.name AS track, count(*) OVER (PARTITION BY r.process, r.number) = 1 AS alone
FROM round r LEFT JOIN track ON track.id = r.track WHERE r.process = :process
"""
PERSON = "SELECT p.name FROM person p WHERE p.id = :handle"
SEVERAL = 256
"""Of so many processes the names of rounds are kept: a report in order of time goes from one to another and back."""

FROM = "SELECT n.name FROM name n WHERE n.kind = :kind AND n.folded >= :letter ORDER BY n.folded, n.record LIMIT :most"
BEFORE = "SELECT n.name FROM name n WHERE n.kind = :kind AND n.folded < :letter ORDER BY n.folded DESC, n.record LIMIT :most"
MOST_NEAR = 2_000
"""Among so many names, on either side, one is sought that is spelt like a word."""

PLURAL = {"party": "parties", "person": "persons", "place": "places", "issue": "issues", "process": "processes"}


class Called(NamedTuple):
    """What a round is called: its number and name, the name of its track, and whether no other of its process has the number."""

    number: int | None
    name: str | None
    track: str | None
    alone: bool


class Rounds:
    """What rounds are called, by handle, read process by process."""

    def __init__(self, reader: Reader) -> None:
        """Take the reader whose names are wanted."""
        self.reader = reader
        self.of = lru_cache(SEVERAL)(self._of)

    def _of(self, process: str) -> dict[str, Called]:
        rows = self.reader.rows(ROUNDS, {"process": process})
        return {row["id"]: Called(row["number"], row["name"], row["track"], bool(row["alone"])) for row in rows}

    def get(self, handle: str) -> Called | None:
        """Return what a round is called; None where no round has the handle."""
        return self.of(handle.partition("/")[0]).get(handle)

    def __getitem__(self, handle: str) -> Called:
        """Return what a round on record is called."""
        return self.of(handle.partition("/")[0])[handle]


class Names:
    """The names of parties, persons, places, issues and rounds, for a report.

    Of parties, places and issues there are few, which are read at once; persons and rounds are read as they are told of.
    """

    def __init__(self, reader: Reader) -> None:
        """Take the reader whose names are wanted."""
        self.reader = reader
        self.rounds = Rounds(reader)
        self.person = lru_cache(SEVERAL)(self._person)

    @cached_property
    def parties(self) -> dict[str, tuple[str, str]]:
        """The name and the short name of each party."""
        return {row[0]: (row[1], row[2] or row[1]) for row in self.reader.rows("SELECT id, name, short FROM party", {})}

    @cached_property
    def places(self) -> dict[str, tuple[str, str | None]]:
        """The name of each place, and the larger place that it lies in."""
        return {row[0]: (row[1], row[2]) for row in self.reader.rows("SELECT id, name, parent FROM place", {})}

    @cached_property
    def issues(self) -> dict[str, str]:
        """The name of each issue."""
        return {row[0]: row[1] for row in self.reader.rows("SELECT id, name FROM issue", {})}

    def party(self, handle: str) -> str:
        """Return a party's name."""
        return self.parties[handle][0]

    def short_party(self, handle: str) -> str:
        """Return a party's name for a narrow column."""
        return self.parties[handle][1]

    def _person(self, handle: str) -> str:
        """Return a person's name."""
        return str(next(self.reader.rows(PERSON, {"handle": handle}))["name"])

    def issue(self, handle: str | None) -> str:
        """Return an issue's name; 'issue unknown' where no source had told what a record is about."""
        return self.issues[handle] if handle else "issue unknown"

    def short_place(self, handle: str) -> str:
        """Return a place's own name."""
        return self.places[handle][0]

    def place(self, handle: str) -> str:
        """Return a place with the larger places that it lies in: 'Brest region, Belarus'."""
        said: list[str] = []
        held: str | None = handle
        while held and held in self.places:
            name, held = self.places[held]
            said.append(name)
        return ", ".join(said)


def meant(reader: Reader, kind: str, word: str) -> tuple[str, ...]:
    """Return the handles of the records of a kind that a word names, by code, name or alias in any script."""
    found = [
        row["record"]
        for row in reader.rows(
            "SELECT DISTINCT record FROM name WHERE folded = :folded AND kind = :kind ORDER BY record",
            {"folded": text.fold(word), "kind": kind},
        )
    ]
    if found:
        return tuple(found)
    near = text.did_you_mean(word, _around(reader, kind, text.fold(word)[:1]))
    hint = (
        f"Did you mean{near.removeprefix(' (did you mean').removesuffix('?)')}?"
        if near
        else f"'timeline list {PLURAL[kind]}' shows what there is."
    )
    raise NotFound(f"no {kind} is called '{word}'", hint)


def _around(reader: Reader, kind: str, letter: str) -> list[str]:
    """Return the names of a kind that begin with a letter or stand near it: all where they are not very many."""
    return [row["name"] for sql in (FROM, BEFORE) for row in reader.rows(sql, {"kind": kind, "letter": letter, "most": MOST_NEAR})]


def within(reader: Reader, kind: str, handles: tuple[str, ...]) -> tuple[str, ...]:
    """Return places or issues with all that lie within them."""
    listed, params = reading.placeholders("top", handles)
    rows = reader.rows(
        f"WITH RECURSIVE inside (id) AS (SELECT id FROM {kind} WHERE id IN ({listed})"  # names from our own list
        f" UNION SELECT part.id FROM {kind} part JOIN inside ON part.parent = inside.id) SELECT id FROM inside ORDER BY id",
        params,
    )
    return tuple(row["id"] for row in rows)
