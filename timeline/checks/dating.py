"""The dates of records, and what is certain of them."""

from timeline import dates
from timeline.dates import Day
from timeline.dossier import Entry

PLANNED = ("proposed", "tentative", "confirmed")
"""The statuses of a round that lies ahead."""
TOOK_PLACE = ("held", "adjourned", "broken_off")
"""The statuses of a round that was held on its date, if not to its end; the date of any other is a plan."""


def date(entry: Entry | None) -> str | None:
    """Return a record's own date."""
    own: str | None = entry.field("date") if entry else None
    return own


def certain(written: str) -> bool:
    """Tell whether a date is neither approximate nor uncertain, so that its bounds hold."""
    parsed = dates.parse(written)
    return not parsed.approximate and not parsed.uncertain


def before(first: str | None, second: str | None) -> bool:
    """Tell whether one date is certainly before another."""
    if not first or not second or not certain(first) or not certain(second):
        return False
    return dates.parse(first).latest < dates.parse(second).earliest


def earliest(several: list[str]) -> str:
    """Return the date, of several, that may be the earliest."""
    return min(several, key=lambda written: dates.parse(written).earliest)


def lasted(written: str | None) -> tuple[Day, Day] | None:
    """Return the first and last day on which what is dated so was certainly under way."""
    if not written or not certain(written) or dates.parse(written).precision == "open":
        return None
    start, _, end = written.partition("/")
    first, last = dates.parse(start).latest, dates.parse(end or start).earliest
    return (first, last) if first <= last else None


def day(entry: Entry) -> Day | None:
    """Return the one day of which a record certainly is."""
    days = lasted(date(entry))
    return days[0] if days and days[0] == days[1] else None
