"""Rules that hold across records: one function each, in one list, the errors before the warnings."""

from collections.abc import Set as AbstractSet

from timeline import records
from timeline.checks import likeness, linking, naming, sitting, sourcing, timing, tying  # noqa: F401  # each enters its rules
from timeline.checks.likeness import near_duplicates
from timeline.checks.rules import ENTERED, Finding, Rule
from timeline.dossier import Dossier
from timeline.problems import Problem

__all__ = ["RULES", "Finding", "Rule", "near_duplicates", "run"]

RULES: list[Rule] = sorted(ENTERED, key=lambda held: (not held.error, held.name))


def run(dossier: Dossier, about: Dossier | None = None, waived: AbstractSet[tuple[str, str]] = frozenset()) -> list[Problem]:
    """Hold a dossier to every rule and return what is found about some of its entries, but for what is waived, in it or elsewhere.

    What takes two records is waived with either of them, since which of the two it is told of goes by their order.
    """
    waivers = (part for entry in dossier for part in entry.parts.get("waivers", []) if isinstance(part, records.Waiver))
    waived = {*waived, *((waiver.rule, waiver.subject) for waiver in waivers)}
    found: list[Problem] = []
    for held in RULES:
        for finding in held.findings(dossier):
            lets_stand = not held.error and any((held.name, handle) in waived for handle in finding.handles)
            if (about is None or finding.entry.id in about) and not lets_stand:
                found.append(_problem(held, finding))
    return found


def _problem(held: Rule, finding: Finding) -> Problem:
    entry = finding.entry
    name = f"{entry.kind.replace('_', ' ')} {entry.id}"
    shown = next((part for part in reversed(finding.field.split(".")) if not part.isdigit()), "")
    return Problem(finding.message, entry.place(finding.field), name, shown, held.name, warning=not held.error)
