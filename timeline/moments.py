"""Times of changes: when something was entered, in UTC to the microsecond, unlike the dates of what is on record."""

from datetime import UTC, datetime, timedelta

from timeline import dates

FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def now(after: str = "") -> str:
    """Return this moment, or one just past another where the clock has gone back behind it."""
    at = _clock()
    return at if at > after else (_read(after) + timedelta(microseconds=1)).strftime(FORM)


def _clock() -> str:
    return datetime.now(UTC).strftime(FORM)


def bounds(written: str) -> tuple[str, str]:
    """Return the first and last moment of a date or time: of a time to the second, the beginning and end of that second.

    A time without a zone is in UTC. Raises DateError where the text is neither a date nor a time.
    """
    day, mark, time = written.strip().replace(" ", "T", 1).partition("T")
    if not mark or not time[:1].isdigit():
        first, last = dates.bounds(written)
        return f"{_day(first)}T00:00:00.000000Z", f"{_day(last)}T23:59:59.999999Z"
    try:
        at = datetime.fromisoformat(f"{day}T{time}")
    except ValueError:
        raise dates.DateError(written, "is neither a date nor a time", "write 2026-11-25 or 2026-11-25T14:30") from None
    zoned = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return zoned.strftime(FORM), (zoned + _left(time)).strftime(FORM)


def _left(time: str) -> timedelta:
    """Return how much of the last unit that a time is written in comes after its beginning."""
    digits = time.replace("Z", "").partition("+")[0].partition("-")[0]
    if "." in digits:
        return timedelta(microseconds=10 ** max(0, 6 - len(digits.partition(".")[2])) - 1)
    whole = {0: timedelta(hours=1), 1: timedelta(minutes=1)}.get(digits.count(":"), timedelta(seconds=1))
    return whole - timedelta(microseconds=1)


def _day(day: dates.Day) -> str:
    year, month, number = day // 10000, day // 100 % 100, day % 100
    return f"{min(max(year, 1), 9999):04}-{month:02}-{number:02}"


def _read(moment: str) -> datetime:
    return datetime.strptime(moment, FORM).replace(tzinfo=UTC)


def say(moment: str) -> str:
    """Return a moment as a reader wants it: '25 November 2026, 14:30:05 UTC'."""
    at = _read(moment)
    day = dates.say(dates.read(at.strftime("%Y-%m-%d")))
    return f"the end of {day}" if moment.endswith("T23:59:59.999999Z") else f"{day}, {at:%H:%M:%S} UTC"
