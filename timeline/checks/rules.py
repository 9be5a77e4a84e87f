"""What a rule is, and the list that rules are entered into."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from timeline.dossier import Dossier, Entry


class Finding(NamedTuple):
    """What breaks a rule: the record, the field that it is about, the sentence, and the other record where it takes two."""

    entry: Entry
    field: str
    message: str
    other: Entry | None = None

    @property
    def handles(self) -> set[str]:
        """The handles of the records that it takes."""
        return {entry.id for entry in (self.entry, self.other) if entry}


Findings = Callable[[Dossier], Iterator[Finding]]


class Rule(NamedTuple):
    """A rule that records are held to; an error keeps data out of the store, a warning does not."""

    name: str
    meaning: str
    error: bool
    findings: Findings


ENTERED: list[Rule] = []


def rule(*, error: bool = False) -> Callable[[Findings], Findings]:
    """Enter a function into the list of rules, under its name and with its sentence."""

    def enter(function: Findings) -> Findings:
        meaning = (function.__doc__ or "").strip()
        ENTERED.append(Rule(function.__name__.replace("_", "-"), meaning, error, function))
        return function

    return enter
