"""The date as a value, and the error that says why a text is not one."""

from typing import Final, NoReturn

from timeline.dates.calendar import OPEN_END, OPEN_START, Day, days_between

PRECISIONS: Final[dict[str, str]] = {
    "time": "a time of day on one day",
    "day": "one day",
    "days": "several days, or one of several",
    "month": "one month, or an unknown day in it",
    "months": "several months, or one of several",
    "season": "one season of a year",
    "year": "one year, or an unknown day or month in it",
    "years": "several years, or one of several",
    "decade": "ten years that share all digits but the last",
    "century": "a hundred years that share all digits but the last two",
    "open": "a start or an end is open or unknown",
}
"""Each precision that a date can have, with its meaning."""

_SHOWN: Final = 60


class DateError(ValueError):
    """A text that is not a date, with what is wrong and what to do about it.

    `text` is the whole text, `why` the predicate of the sentence and `remedy` its advice.
    """

    def __init__(self, text: str, why: str, remedy: str) -> None:
        """Take the parts of the sentence; `str()` puts them together."""
        super().__init__(text, why, remedy)
        self.text = text
        self.why = why
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the sentence, with a long text cut and what cannot be printed escaped."""
        text = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
        shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
        return f"'{shown}' {self.why}: {self.remedy}"


class Wrong(Exception):
    """What is wrong with a part of a text, and its remedy, before the whole text is known."""

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(why, remedy)
        self.why = why
        self.remedy = remedy


_put = object.__setattr__


class Date:
    """A date of any precision, immutable; two dates are equal when their EDTF texts are.

    `edtf` is the text, `earliest` and `latest` the first and last day it may mean (`OPEN_START`
    and `OPEN_END` where an end is open or unknown), `precision` a word of `PRECISIONS`.
    """

    __slots__ = ("earliest", "edtf", "latest", "precision")

    edtf: str
    earliest: Day
    latest: Day
    precision: str

    def __init__(self, edtf: str, earliest: Day, latest: Day, precision: str) -> None:
        """Take what `parse` found: other code calls `parse` or `read`."""
        _put(self, "edtf", edtf)
        _put(self, "earliest", earliest)
        _put(self, "latest", latest)
        _put(self, "precision", precision)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: a date does not change."""
        message = f"a date does not change: '{name}' cannot be set"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse: a date does not change."""
        message = f"a date does not change: '{name}' cannot be deleted"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        """Return whether the other is a date with the same EDTF text."""
        return self.edtf == other.edtf if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        """Return the hash of the EDTF text."""
        return hash(self.edtf)

    def __reduce__(self) -> tuple[type["Date"], tuple[str, Day, Day, str]]:
        """Return how to copy or unpickle, which cannot set one attribute after the other."""
        return Date, (self.edtf, self.earliest, self.latest, self.precision)

    def __repr__(self) -> str:
        """Return the EDTF text as a call."""
        return f"Date({self.edtf!r})"

    def __str__(self) -> str:
        """Return the EDTF text."""
        return self.edtf

    @property
    def approximate(self) -> bool:
        """Whether any part of the date is approximate (`~` or `%`)."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def uncertain(self) -> bool:
        """Whether any part of the date is uncertain (`?` or `%`)."""
        return "?" in self.edtf or "%" in self.edtf

    def may_touch(self, since: Day, until: Day) -> bool:
        """Return whether the bounds share a day with the range, both of its ends included.

        Gaps inside a set are not looked at: `{1960,1970}` may touch 1965.
        """
        return since <= until and self.earliest <= until and since <= self.latest

    def certainly_within(self, since: Day, until: Day) -> bool:
        """Return whether the date lies wholly inside the range, both of its ends included.

        An approximate or uncertain date is certain of no range but the unlimited one, since its
        qualifier allows for days outside its bounds.
        """
        if since <= OPEN_START and until >= OPEN_END:
            return True
        if self.approximate or self.uncertain:
            return False
        return since <= self.earliest and self.latest <= until

    def duration(self) -> int | None:
        """Return the days from the earliest to the latest, counting both ends.

        `None` means that an end is open or unknown.
        """
        if self.earliest == OPEN_START or self.latest == OPEN_END:
            return None
        return days_between(self.earliest, self.latest) + 1
