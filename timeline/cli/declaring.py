"""What becomes of a name in a table that nothing on record has: rejected, declared, or asked about."""

import sys

from timeline import records, text, vocabulary
from timeline.cli.keeping import Keep
from timeline.files.calling import NewName
from timeline.problems import Misused

CHOICES = ("reject", "create", "ask")


class Declaring:
    """Decides on new names, and keeps those that were declared."""

    def __init__(self, choice: str) -> None:
        """Take one of the choices."""
        self.choice = choice
        self.declared: list[NewName] = []

    def allows(self, new: NewName) -> bool:
        """Tell whether a name is to be declared."""
        allowed = self.choice == "create" or (self.choice == "ask" and _agreed(new))
        if allowed:
            self.declared.append(new)
        return allowed

    def told(self, *, dry_run: bool) -> list[str]:
        """Say which names were declared, or would be."""
        return [text.shown(f"{'would declare' if dry_run else 'declared'} {new}, first named at {new.place}") for new in self.declared]


def _agreed(new: NewName) -> bool:
    """Ask on standard error whether a name is to be declared."""
    near = f" Near are {text.listed(new.near)}." if new.near else ""
    sys.stderr.write(text.shown(f"{new.place}: no {new.kind} '{new.name}'.{near} Declare it as '{new.code}'?") + " [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def of(choice: str, keep: Keep) -> Declaring:
    """Return what decides by a choice; to be asked, somebody must sit at a terminal."""
    if choice not in CHOICES:
        raise Misused(f"no way '{choice}' with new names{text.did_you_mean(choice, CHOICES)}", f"There are {text.listed(CHOICES)}.")
    if choice == "ask" and (keep.no_input or keep.yes or not sys.stdin.isatty()):
        raise Misused("--new-names=ask asks on a terminal, and there is none", "Give --new-names=create or --new-names=reject.")
    return Declaring(choice)


def kind_named(word: str | None) -> str:
    """Return the kind of record, or of parts, that a table is said to hold; nothing where nothing is said."""
    kind = word if word in records.PARTS else vocabulary.kind_named(word or "")
    if word and not kind:
        known = [*vocabulary.PLURALS, *records.PARTS]
        raise Misused(f"no kind of record '{word}'{text.did_you_mean(word, known)}", f"There are {text.listed(known)}.")
    return kind or ""
