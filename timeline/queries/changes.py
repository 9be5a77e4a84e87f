"""How a position compares with the party's previous one on the same issue: by the coder's word, else by a documented order."""

from sqlite3 import Row

STRENGTH = {
    "no_position": 0, "withdrawn": 0, "acceptance": 1, "concession": 2, "reservation": 2, "willingness": 3, "proposal": 4,
    "demand": 5, "precondition": 6, "red_line": 7,
}  # fmt: skip
"""How much a stance asks for; a rejection asks for nothing and stands on the other side."""
ASKING = 3
"""From this strength on a stance asks for something."""
REJECTION = "rejection"
PRIORITY = {"minimum": 1, "primary": 2, "maximal": 3}
"""How much a demand of a priority asks for; a secondary one and one without priority compare with none but themselves."""

TIMING = "CASE {table}.timing WHEN 'before' THEN 0 WHEN 'after' THEN 2 ELSE 1 END"
WHEN = (
    "COALESCE({table}.earliest, {round}.earliest), COALESCE({table}.latest, {round}.latest), " + TIMING + ", {table}.sequence, {table}.id"
)

PREVIOUS = f"""COALESCE(p.supersedes, (
    SELECT e.id FROM position e LEFT JOIN round er ON er.id = e.round
    WHERE e.party = p.party AND e.issue = p.issue AND e.process = p.process
        AND ({WHEN.format(table="e", round="er")}) < ({WHEN.format(table="p", round="pr")})
    ORDER BY COALESCE(e.earliest, er.earliest) DESC, COALESCE(e.latest, er.latest) DESC, {TIMING.format(table="e")} DESC,
        e.sequence DESC, e.id DESC LIMIT 1))"""
"""The previous position of `p`, whose round is `pr`: the one it supersedes, else its party's latest earlier one on the issue."""


def change(stance: str | None, priority: str | None, previous: tuple[str | None, str | None] | None, said: str | None = None) -> str | None:
    """Return the mark of a position against the previous stance and priority; None where neither coder nor rule decides.

    What the coder says comes before the rule. Without a previous position it is new.
    """
    if said:
        return said
    if previous is None:
        return "new"
    before, weight = previous
    if stance is None or before is None:
        return None
    if (stance == REJECTION) != (before == REJECTION):
        return "reversed" if STRENGTH.get(stance if before == REJECTION else before, 0) >= ASKING else None
    moved = STRENGTH.get(stance, 0) - STRENGTH.get(before, 0)
    if moved:
        return "harder" if moved > 0 else "softer"
    return _weighed(priority, weight)


def _weighed(priority: str | None, before: str | None) -> str:
    if priority in PRIORITY and before in PRIORITY and PRIORITY[priority] != PRIORITY[before]:
        return "harder" if PRIORITY[priority] > PRIORITY[before] else "softer"
    return "same"


def of(row: Row) -> str | None:
    """Return the mark of a position from its row, beside which its previous one stands."""
    previous = (row["stance_before"], row["priority_before"]) if row["previous"] else None
    return change(row["stance"], row["priority"], previous, row["change"])
