"""Dates in English: phrases of one date or several, turned into EDTF text."""

import re
from functools import partial
from typing import Final

from timeline.dates import edtf
from timeline.dates.calendar import add_days, split
from timeline.dates.date import Wrong
from timeline.dates.moments import FLAGS, Moment, Readings, first_reading, moment, qualified
from timeline.dates.refusals import plain_dashes
from timeline.dates.single import year_text

_CENTURY: Final = r"\b([0-9]{1,2})(?:st|nd|rd|th)[ -]century\b(.*)"
_VAGUE: Final = r"(?<!unknown )\b(?:early|mid|middle|late|beginning|start|end)\b(?!$)"
_RELATIVE: Final = (
    r"\b(?:today|tomorrow|yesterday|now|ago"
    r"|(?:last|next|this) (?:day|week|month|year|[a-z]+day))\b"
)


def as_edtf(text: str) -> str | None:
    """Return the EDTF text of English words; `None` means that they are not understood.

    Raises `Wrong` where they are understood but mean no date, or more than one.
    """
    if not any(c.isalnum() for c in text):
        return None
    words = _spelled_out(text)
    _refuse_vague(words)
    return first_reading(_PHRASES, words)


def _spelled_out(text: str) -> str:
    """Return the words with each dash that means 'to' written as that word."""
    words = plain_dashes(" ".join(text.split()))
    words = words.replace(" - ", " to ")
    words = re.sub(r"^([0-9]{4})-(?=[0-9]{4}$)", r"\1 to ", words)
    words = re.sub(r"([0-9]{4})-(?=[0-9]{1,2} [A-Za-z])", r"\1 to ", words)
    words = re.sub(r"(?<![0-9-])([0-9]{1,2})-(?=[0-9]{1,2}(?![0-9-]))", r"\1 to ", words)
    words = re.sub(r"(?<=[a-z])(?<!\bmid)(?<!\butc)(?<!\by)-(?=[a-z0-9])", " to ", words, flags=FLAGS)
    return re.sub(r"(?<=[0-9])-(?=[A-Za-z]{3})", " to ", words)


def _refuse_vague(words: str) -> None:
    century = re.search(_CENTURY, words.replace(" to century", " century"), FLAGS)
    if century:
        last = int(century[1]) * 100
        before_christ = re.search(r"\bBCE?\b", century[2], FLAGS)
        remedy = "write the years, as 1901/2000" if before_christ else f"write {last - 99:04d}/{last:04d}"
        raise Wrong("names a century, which EDTF counts otherwise", remedy)
    round_years = re.search(r"\b([0-9]{2})00'?s\b", words, FLAGS)
    if round_years:
        start = round_years[1]
        raise Wrong(
            f"could be the years {start}00 to {start}09 or {start}00 to {start}99",
            f"write {start}0X or {start}XX",
        )
    if re.search(_VAGUE, words, FLAGS):
        raise Wrong(
            "names a part that has no bounds of its own",
            "write the whole month or year, or a range that the source supports, as between 1 and 10 March 2022",
        )
    if re.search(_RELATIVE, words, FLAGS):
        raise Wrong("depends on the day it was written", "write the day itself, as 2022-03-03")


def _read_one(words: str, before: str = "", after: str = "") -> str | None:
    found = moment(words)
    return None if found is None else f"{before}{found.edtf()}{after}"


def _read_before(words: str) -> str | None:
    text = _read_one(words)
    return text and f"../{_neighbour(text, -1)}"


def _read_after(words: str) -> str | None:
    text = _read_one(words)
    return text and f"{_neighbour(text, 1)}/.."


def _neighbour(text: str, step: int) -> str:
    """Return the year, month or day just before or after a date, qualified as the date is."""
    body = text.rstrip("?~%")
    date = edtf.find(body)
    if date is None or date.precision == "time":
        raise Wrong("has a time inside an interval, which EDTF rules out", "write days only")
    year, month, of_month = split(add_days(date.earliest if step < 0 else date.latest, step))
    parts = [year_text(year), f"{month:02d}", f"{of_month:02d}"]
    known = 3 if "X" in body else {"year": 1, "month": 2}.get(date.precision, 3)
    return "-".join(parts[:known]) + text[len(body) :]


def _read_range(first: str, second: str, *, brackets: str) -> str | None:
    moments = _moments(first, second)
    return f"{brackets[0]}{'..'.join(_complete(moments))}{brackets[1]}" if moments else None


def _read_from_to(first: str, second: str) -> str | None:
    first, second = (re.sub(part, "", words, flags=FLAGS) for part, words in ((r"^earlier in ", first), (r"^later in ", second)))
    no_start, no_end = first.lower() == "an unknown start", second.lower() == "an unknown end"
    if no_start or no_end:
        start = "" if no_start else _read_one(first)
        end = "" if no_end else _read_one(second)
        return None if start is None or end is None else f"{start}/{end}"
    if re.fullmatch("[0-9]{4}", first) and re.fullmatch("[0-9]{2}", second):
        raise Wrong("has a year of two digits", f"write {first}/{first[:2]}{second} for the years")
    moments = _moments(first, second)
    return None if moments is None else _interval(*moments)


def _interval(first: Moment, second: Moment) -> str:
    texts = _complete([first, second])
    start, end = (edtf.find(text) for text in texts)
    if first.year == second.year and start and end and start.earliest > end.latest:
        raise Wrong("starts after it ends", "check both ends, and write the year with each of them")
    return "/".join(texts)


def _read_to(first: str, second: str) -> str | None:
    text = _read_from_to(first, second)
    if text and not text.startswith("/") and not text.endswith("/"):
        _refuse_stray_mark(first, text)
    return text


def _read_list(each: str | None, first: str, second: str, *, word: str, brackets: str) -> str | None:
    phrases = [*first.split(f" {word} "), second]
    moments = _moments(*phrases)
    if moments is None:
        # A comma also stands inside '3 March, 2022', so it divides only what is no date as it is.
        phrases = [part for phrase in phrases for part in re.split(r", ?", phrase) if part]
        moments = _moments(*phrases)
    if moments is None:
        return None
    text = f"{brackets[0]}{','.join(_complete(moments))}{brackets[1]}"
    if each is None:
        _refuse_stray_mark(phrases[0], text)
    return text


def _moments(*phrases: str) -> list[Moment] | None:
    if not phrases:
        return None
    if phrases[-1].endswith(("?", "(uncertain)")):
        raise _stray_mark("1992?/1993?")
    found = [moment(phrase) for phrase in phrases]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def _complete(moments: list[Moment]) -> list[str]:
    """Return EDTF texts, each date taking the month or year that only the last or first gives."""
    last, first = moments[-1], moments[0]
    if last.day and not last.month and first.day and not first.year:
        last.month = first.month
    for each in moments[:-1]:
        if each.whole or each.year or not last.month:
            continue
        each.year = last.year
        if last.day and not each.month:
            each.month = last.month
    return [each.edtf() for each in moments]


def _refuse_stray_mark(first: str, text: str) -> None:
    """Refuse an opening qualifier that may be meant for one date or for all of them."""
    if qualified(first)[0]:
        raise _stray_mark(text)


def _stray_mark(text: str) -> Wrong:
    return Wrong(
        "does not say which of its dates is uncertain or approximate",
        f"write '?' or '~' after each date that it is meant for, as in {text}",
    )


_PHRASES: Final[Readings] = (
    (r"(a year from [0-9]{4} to [0-9]{4}(?: \(uncertain\)|\?)?)", _read_one),
    (r"between (.+) and (.+)", partial(_read_range, brackets="[]")),
    (r"every (?:day|month|year) from (.+) to (.+)", partial(_read_range, brackets="{}")),
    (r"every (?:day|month|year) until (.+)", partial(_read_one, before="{..", after="}")),
    (r"every (?:day|month|year) since (.+)", partial(_read_one, before="{", after="..}")),
    (r"(?:before|prior to) (.+)", _read_before),
    (r"after (.+)", _read_after),
    (r"(?:by|until|till|up to|on or before|not later than|no later than) (.+)", partial(_read_one, before="../")),
    (r"(?:since|on or after) (.+)", partial(_read_one, after="/..")),
    (r"from (.+) (?:to|until|till|through) (.+)", _read_from_to),
    (r"(?:from )?(.+) onwards?", partial(_read_one, after="/..")),
    (r"from (.+)", partial(_read_one, after="/..")),
    (r"(.+) (?:to|until|till|through) (.+)", _read_to),
    (r"(.+) or earlier", partial(_read_one, before="[..", after="]")),
    (r"(.+) or later", partial(_read_one, before="[", after="..]")),
    (r"(either )?(.+) or (.+)", partial(_read_list, word="or", brackets="[]")),
    (r"(both )?(.+) and (.+)", partial(_read_list, word="and", brackets="{}")),
    (r"(.+)", _read_one),
)
