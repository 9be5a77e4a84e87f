"""Which records a question is about: each filter is one line of SQL."""

from typing import NamedTuple

from timeline.dates import OPEN_END, OPEN_START, Day
from timeline.store import reading
from timeline.store.reading import Params


class Filters(NamedTuple):
    """What a question is narrowed down to, as handles and days; an empty filter lets everything pass.

    `since` and `until` include their day; a record passes when its date may touch the range,
    and with `certain` only when it lies within the range whatever its date turns out to be.
    """

    process: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: Day = OPEN_START
    until: Day = OPEN_END
    certain: bool = False

    @property
    def dated(self) -> bool:
        """Tell whether the question is narrowed down by date."""
        return self.since != OPEN_START or self.until != OPEN_END


class Condition(NamedTuple):
    """A condition on a table's rows, with the values that it binds."""

    sql: str
    params: Params


QUALIFIERS = ("~", "?", "!%")
"""The marks of a date that is approximate, uncertain or both, as LIKE matches them: its days are not certain."""

NAMING = ("party", "person", "place", "issue")


def condition(
    filters: Filters,
    *,
    table: str,
    mentioned: str,
    status: str = "status",
    date: str | None = None,
    mentions: str = "mention",
    statuses: str | None = None,
) -> Condition:
    """Return the condition that a table's rows pass the filters.

    `mentioned` is what must name a party, person, place or issue: the `record` itself, or anything told under the
    same `root`, as for rounds, which are about all that is told under them. `date` is the table whose bounds count.
    `mentions` is what stands for `mention` where more, or less, counts as naming; `statuses` is what holds the
    statuses of each `record`, where it has several.
    """
    lines: list[str] = []
    params: Params = {}
    own = "root" if mentioned == "root" else "id"
    for name in ("process", *NAMING, "status"):
        values = getattr(filters, name)
        if not values:
            continue
        listed, bound = reading.placeholders(name, values)
        params.update(bound)
        if name == "process":
            # The index of rounds by process makes SQLite expect a handful of them, and go through all their parts for each; + hides it.
            lines.append(f"{'+' if mentioned == 'root' else ''}{table}.process IN ({listed})")
        elif name == "status" and statuses:
            lines.append(f"{table}.id IN (SELECT s.record FROM {statuses} s WHERE s.status IN ({listed}))")
        elif name == "status":
            lines.append(f"{table}.{status} IN ({listed})")
        else:
            lines.append(f"{table}.{own} IN (SELECT m.{mentioned} FROM {mentions} m WHERE m.who IN ({listed}))")
    dated = date or table
    if filters.since != OPEN_START:
        lines.append(f"{dated}.{'earliest' if filters.certain else 'latest'} >= :since")
        params["since"] = filters.since
    if filters.until != OPEN_END:
        lines.append(f"{dated}.{'latest' if filters.certain else 'earliest'} <= :until")
        params["until"] = filters.until
    if filters.certain and filters.dated:
        lines.extend(f"{dated}.date NOT LIKE '%{mark}%' ESCAPE '!'" for mark in QUALIFIERS)
    return Condition("\n    AND ".join(lines) or "TRUE", params)


def of_party(filters: Filters, *, table: str) -> Condition:
    """Return the condition that a table's rows are of the parties asked for themselves."""
    if not filters.party:
        return Condition("TRUE", {})
    listed, params = reading.placeholders("party", filters.party)
    return Condition(f"{table}.party IN ({listed})", params)
