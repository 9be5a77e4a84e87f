"""Invented talks of any size, the same for the same seed: parties, delegations, positions, outcomes and what became of them.

A tenth of the rounds are late ones, from 2020 on, of which no larger database holds copies: what is asked of them has
the same answer at every size. The first of the late talks are short, with a party and a word that no others have.
"""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timeline import dossier, vocabulary
from timeline.dossier import Dossier
from timeline.files import lines, writer

Plain = dict[str, Any]

ROUNDS = 20
"""Rounds of one process, at most."""
PERSONS = 5
"""Persons who speak for a party in one process."""
DELEGATES = 8
POSITIONS = 10
OUTCOMES = 4
FIRST, LAST = 1945, 2015
"""The years in which talks begin; none of them, nor what became of its outcomes, comes near the late ones."""
LATE_FIRST, LATE_LAST = 2020, 2022
RARE_ROUNDS = 4
RARE_PARTY, RARE_WORD = "party-rare", "quorvex"
RARE_PROCESS = "late-01"
RARE_ROUND = f"{RARE_PROCESS}/r2"
MARK = "c0000"
"""Stands in all that belongs to talks which are copied, and nowhere else; copies have other figures in its place."""
PARTIES = [f"party-{number:02}" for number in range(40)]
ISSUES = [f"issue-{number:02}" for number in range(60)]
PLACES = [f"place-{number:02}" for number in range(30)]
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
TEXT = (
    "an armistice ceasefire along the river line corridor for civilians exchange of prisoners monitors withdrawal heavy weapons "
    "from within thirty days return refugees to homes guarantees by third states neutral status elections under observation council joint "
    "commission reconstruction fund lifting sanctions border crossing opened talks continue on next month without conditions"
)
WORDS = TEXT.split()


def talks(rounds: int, seed: int = 1945) -> Dossier:
    """Return talks with a number of rounds, each with what belongs to it."""
    chance = random.Random(seed)  # noqa: S311  # nothing here is secret
    said = [*_shared(chance)]
    for number, held in enumerate(_shares(rounds - late(rounds)), start=1):
        said += _Process(f"talks-{MARK}-{number:03}", held, chance, (FIRST, LAST)).told()
    rare = min(RARE_ROUNDS, late(rounds))
    for number, held in enumerate([rare, *_shares(late(rounds) - rare)], start=1):
        said += _Process(f"late-{number:02}", held, chance, (LATE_FIRST, LATE_LAST)).told()
    return Dossier([dossier.restored(plain) for plain in said])


def late(rounds: int) -> int:
    """Return how many of the rounds are late ones."""
    return rounds // 10


def _shares(rounds: int) -> list[int]:
    """Return how many rounds each process has."""
    return [min(ROUNDS, rounds - first) for first in range(0, rounds, ROUNDS)]


def as_lines(several: Dossier, folder: Path) -> Path:
    """Write records as one file of JSON Lines, and return it."""
    path = folder / "talks.jsonl"
    path.write_text("".join(lines.written(several)), encoding="utf-8")
    return path


def as_yaml(several: Dossier, folder: Path) -> Path:
    """Write records as a folder of YAML files, and return it."""
    for name, content in writer.files(several).items():
        path = folder / "yaml" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder / "yaml"


def _shared(chance: random.Random) -> Iterator[Plain]:
    """Yield what all processes share."""
    yield from ({"record_kind": "party", "id": party, "name": _name(chance), "type": "state"} for party in [*PARTIES, RARE_PARTY])
    yield from ({"record_kind": "place", "id": place, "name": _name(chance), "precision": "exact"} for place in PLACES)
    families = list(vocabulary.ISSUE_FAMILY)
    yield from ({"record_kind": "issue", "id": issue, "name": _words(chance, 3), "family": chance.choice(families)} for issue in ISSUES)


def _name(chance: random.Random) -> str:
    syllables = (chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(3, 5)))
    return "".join(syllables).capitalize() + chance.choice(CONSONANTS)


def _words(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(2, most)))


class _Process:
    """One process as it is being made up."""

    def __init__(self, code: str, rounds: int, chance: random.Random, years: tuple[int, int]) -> None:
        self.code, self.rounds, self.chance = code, rounds, chance
        self.day = dt.date(chance.randint(*years), 1, 1) + dt.timedelta(chance.randrange(365))
        self.rare = code == RARE_PROCESS
        self.parties = [*([RARE_PARTY] if self.rare else []), *chance.sample(PARTIES, chance.randint(2, 5 if self.rare else 6))]
        self.issues = chance.sample(ISSUES, 8)
        self.persons = {party: [f"{code}-{party}-{number}" for number in range(PERSONS)] for party in self.parties}
        self.stated: dict[tuple[str, str], str] = {}

    def told(self) -> Iterator[Plain]:
        """Yield the process with all that belongs to it."""
        name = f"Talks of {_name(self.chance)}"
        named = {"name": name, "status": "concluded", "parties": self.parties, "issues": self.issues}
        yield {"record_kind": "process", "id": self.code, **named, "citations": [{"source": f"{self.code}/s1-0"}]}
        yield {"record_kind": "track", "id": f"{self.code}/main", "process": self.code, "name": name, "level": "1"}
        for party, persons in self.persons.items():
            for person in persons:
                yield {"record_kind": "person", "id": person, "name": f"{_name(self.chance)} {_name(self.chance)}", "party": party}
        for number in range(1, self.rounds + 1):
            yield from self.round(number)
            self.day += dt.timedelta(self.chance.randint(25, 45))

    def round(self, number: int) -> Iterator[Plain]:
        """Yield a round with its sources, delegations, positions and outcomes."""
        handle = f"{self.code}/r{number}"
        sources = [f"{self.code}/s{number}-{which}" for which in range(3)]
        yield from (self.source(source, after) for source, after in zip(sources, (8, 12, 400), strict=True))
        counted = {"process": self.code, "track": f"{self.code}/main", "number": number}
        held = {"kind": "formal_round", "status": "held", "formats": ["mediated"]}
        summary = _words(self.chance, 20) + (f" {RARE_WORD}" if handle == RARE_ROUND else "")
        told = {"date": self.date(), "places": [self.chance.choice(PLACES)], "summary": summary}
        yield {"record_kind": "round", "id": handle, **counted, **held, **told, **self.disputed(sources)}
        yield from self.delegations(handle)
        demands = []
        for which in range(1, POSITIONS + 1):
            position = self.position(handle, which)
            demands += [position["id"]] if position["stance"] == "demand" else []
            yield position
        for which in range(1, OUTCOMES + 1):
            yield from self.outcome(handle, which, demands, sources)

    def source(self, handle: str, after: int) -> Plain:
        """Return a source published some days after the day that it tells of."""
        published = (self.day + dt.timedelta(after)).isoformat()
        named = {"publisher": _name(self.chance), "title": _words(self.chance, 8).capitalize(), "published": published}
        address = f"https://example.org/{handle}"
        return {"record_kind": "source", "id": handle, "process": self.code, "kind": "wire", **named, "address": address, "language": "en"}

    def date(self) -> str:
        """Return the day that it is, at any precision; in the short talks the day itself."""
        if self.rare:
            return self.day.isoformat()
        day, month, year = (self.day.strftime(form) for form in ("%Y-%m-%d", "%Y-%m", "%Y"))
        week, season = (self.day + dt.timedelta(6)).isoformat(), 21 + (self.day.month // 3) % 4
        rare = [month, year, f"{year}-{season}", f"{year[:3]}X", f"{month}~", f"{day}?", f"[{day}..{week}]", f"{month}-XX", f"{day}T10:00"]
        return self.chance.choices([day, f"{day}/{week}", self.chance.choice(rare)], [6, 2, 2])[0]

    def disputed(self, sources: list[str]) -> Plain:
        """Return what a round rests on, in one of ten with another account of its date."""
        cited: list[Plain] = [{"source": sources[0]}, {"source": sources[1], "locator": f"p. {self.chance.randint(1, 99)}"}]
        if self.chance.random() > 0.1:
            return {"citations": cited}
        other = (self.day + dt.timedelta(1)).isoformat()
        return {"readings": [{"said": {"date": other}}], "citations": [*cited, {"source": sources[2], "reading": 1}]}

    def delegations(self, handle: str) -> Iterator[Plain]:
        """Yield each party's delegation with its share of the delegates."""
        for place, party in enumerate(self.parties):
            yield {"record_kind": "delegation", "id": f"{handle}/{party}", "round": handle, "party": party, "level": "senior_officials"}
            share = len(range(place, DELEGATES, len(self.parties)))
            for rank, person in enumerate(self.chance.sample(self.persons[party], min(share, PERSONS))):
                belongs = {"delegation": f"{handle}/{party}", "person": person, "role": "negotiator" if rank else "head"}
                office = f"Minister for {_words(self.chance, 3)}"
                yield {"record_kind": "delegate", "id": f"{handle}/{party}/{person}", **belongs, "office": office}

    def position(self, handle: str, which: int) -> Plain:
        """Return a position on an issue, which may supersede an earlier one of the party."""
        party, issue = self.chance.choice(self.parties), self.chance.choice(self.issues)
        before = self.stated.get((party, issue))
        stated = self.stated[party, issue] = f"{handle}/p{which}"
        belongs = {"process": self.code, "round": handle, "party": party, "issue": issue} | ({"supersedes": before} if before else {})
        told = {"stance": self.chance.choice(["demand", "demand", "concession", "red_line"]), "text": _words(self.chance, 12)}
        speaker = {"speaker": self.chance.choice(self.persons[party])} if self.chance.random() > 0.5 else {}
        return {"record_kind": "position", "id": stated, **belongs, **told, **speaker, "priority": "primary"}

    def outcome(self, handle: str, which: int, demands: list[str], sources: list[str]) -> Iterator[Plain]:
        """Yield an outcome with its answers to demands, and what became of it."""
        said = {"issue": self.chance.choice(self.issues), "status": self.chance.choice(["agreed", "not_agreed", "deferred"])}
        answers = [{"position": demand, "result": "met"} for demand in self.chance.sample(demands, min(2, len(demands)))]
        told = {"text": _words(self.chance, 15), "confirmed_by": self.parties[:2], "answers": answers}
        quoted = [{"source": source, "quote": _words(self.chance, 8)} for source in sources[:2]]
        cited = {"citations": quoted} if self.chance.random() > 0.5 else {}
        yield {"record_kind": "outcome", "id": f"{handle}/o{which}", "process": self.code, "round": handle, **said, **told, **cited}
        later = (self.day + dt.timedelta(self.chance.randint(390, 399))).isoformat()
        follows = {"process": self.code, "outcome": f"{handle}/o{which}", "status": "implemented", "date": later}
        rests = {"text": _words(self.chance, 10), "citations": [{"source": sources[2]}]}
        yield {"record_kind": "follow_up", "id": f"{handle}/o{which}/f1", **follows, **rests}
