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

    @property
    def narrow(self) -> bool:
        """Tell whether the question is of so few days that fewer records are of them than of a common name."""
        return self.since > OPEN_START and self.until < OPEN_END and self.until - self.since < WITHIN_A_YEAR


class Condition(NamedTuple):
    """A condition on a table's rows, with the values that it binds."""

    sql: str
    params: Params


SPAN = "length(CAST({table}.latest - {table}.earliest AS TEXT))"
"""How long the date of a table's row may be, by the figures of the difference of its days: each kind that is dated has an index of it."""
SPANS = 17
"""More figures than any difference of days has."""
CENTURY = 6
"""The figures up to which a date is looked for from so many days on; what may be longer, few records are."""
WITHIN_A_YEAR = 10_000

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
    scanned: bool = False,
) -> Condition:
    """Return the condition that a table's rows pass the filters.

    `mentioned` is what must name a party, person, place or issue: the `record` itself, or anything told under the
    same `root`, as for rounds, which are about all that is told under them. `date` is the table whose bounds count.
    `mentions` is what stands for `mention` where more, or less, counts as naming; `statuses` is what holds the
    statuses of each `record`, where it has several. With `scanned`, rows are not found by the index of their process: of what
    was known on a day SQLite would expect a handful, and go through whole tables for each.
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
            lines.append(f"COALESCE({table}.process, '') IN ({listed})" if scanned else f"{table}.process IN ({listed})")
        elif name == "status" and statuses:
            lines.append(f"{table}.id IN (SELECT s.record FROM {statuses} s WHERE s.status IN ({listed}))")
        elif name == "status":
            lines.append(f"{table}.{status} IN ({listed})")
        elif filters.narrow and mentions == "mention":
            lines.append(f"EXISTS (SELECT 1 FROM mention m WHERE m.{mentioned} = {table}.{own} AND m.who IN ({listed}))")
        else:
            of_record = mentions == "mention" and mentioned == "record"  # what is told under a round may be of another process
            inside = f" AND {in_process(filters, '+m').sql}" if filters.process and of_record else ""
            lines.append(f"{table}.{own} IN (SELECT m.{mentioned} FROM {mentions} m WHERE m.who IN ({listed}){inside})")
    in_time = within(filters, date or table)
    return Condition("\n    AND ".join([*lines, *in_time.sql.splitlines()]) or "TRUE", {**params, **in_time.params})


def within(filters: Filters, table: str) -> Condition:
    """Return the condition, on a line for each part, that a table's dates are within the range asked for; nothing without one."""
    lines: list[str] = []
    params: Params = {}
    if filters.since != OPEN_START:
        lines.append(f"{table}.{'earliest' if filters.certain else 'latest'} >= :since")
        params["since"] = filters.since
    if filters.until != OPEN_END:
        lines.append(f"{table}.{'latest' if filters.certain else 'earliest'} <= :until")
        params["until"] = filters.until
    if filters.certain and filters.dated:
        lines.extend(f"{table}.date NOT LIKE '%{mark}%' ESCAPE '!'" for mark in QUALIFIERS)
    return Condition("\n".join(lines), params)


def in_process(wanted: Filters, table: str) -> Condition:
    """Return the condition that a table's rows are of the processes asked for, and nothing more.

    A table is written with a plus where SQLite finds its rows by something narrower, and is not to go by the process.
    """
    return condition(Filters(process=wanted.process), table=table, mentioned="record")


def among(passes: Condition, table: str, handles: Condition) -> Condition:
    """Return a condition on a table's rows with a question beside it among whose handles they are, so that few need be looked at."""
    return Condition(f"{passes.sql}\n    AND {table}.id IN ({handles.sql})", {**passes.params, **handles.params})


def touching(filters: Filters, kind: str, *, of_round: bool = False) -> Condition:
    """Return the handles of a kind's records, among which are all whose dates may touch the range asked for, and few others.

    With `of_round`, a record without a date of its own has that of its round.
    """
    inside = in_process(filters, "+d")
    params = {**inside.params, **within(filters, "d").params}
    own = f"SELECT d.id FROM {kind} d WHERE {_near(filters, 'd')} AND {inside.sql}"
    if not of_round:
        return Condition(own, params)
    met = f"SELECT d.id FROM round r JOIN {kind} d ON d.root = r.id AND d.date IS NULL WHERE {_near(filters, 'r')} AND {inside.sql}"
    return Condition(f"{own}\n    UNION ALL {met}", params)


def _near(filters: Filters, table: str) -> str:
    """Return the condition that a date begins where one that touches the range may begin: the shorter it is, the nearer."""
    span, until = SPAN.format(table=table), "" if filters.until == OPEN_END else f" AND {table}.earliest <= :until"
    arms = [f"{span} = {figures}{_since(filters, table, figures)}{until}" for figures in range(1, CENTURY + 1)]
    arms.append(f"{span} IN ({', '.join(map(str, range(CENTURY + 1, SPANS)))}){until}")
    return f"({' OR '.join(f'({arm})' for arm in arms)})"


def _since(filters: Filters, table: str, figures: int) -> str:
    if filters.since == OPEN_START:
        return ""
    return f" AND {table}.earliest >= :since" if filters.certain else f" AND {table}.earliest > :since - {10**figures}"


def near(filters: Filters, table: str, kind: str, *, of_round: bool, undated: bool) -> Condition:
    """Return the condition that a kind's rows are of the processes asked for, and near the days asked for or of no day at all."""
    passes = in_process(filters, table)
    if undated:
        return among(passes, table, Condition(without_date(kind, of_round=of_round), {}))
    return among(passes, table, touching(filters, kind, of_round=of_round)) if filters.dated else passes


def without_date(kind: str, *, of_round: bool = False) -> str:
    """Return the handles of a kind's records of which no date is on record; with `of_round`, none of their round either."""
    own = f"SELECT d.id FROM {kind} d WHERE {SPAN.format(table='d')} IS NULL"
    if not of_round:
        return own
    outside = f"SELECT d.id FROM {kind} d WHERE d.round IS NULL AND d.date IS NULL"
    return f"{outside}\n    UNION ALL SELECT d.id FROM round r JOIN {kind} d ON d.root = r.id AND d.date IS NULL WHERE r.earliest IS NULL"


def of_party(filters: Filters, *, table: str) -> Condition:
    """Return the condition that a table's rows are of the parties asked for themselves."""
    if not filters.party:
        return Condition("TRUE", {})
    listed, params = reading.placeholders("party", filters.party)
    return Condition(f"{table}.party IN ({listed})", params)
