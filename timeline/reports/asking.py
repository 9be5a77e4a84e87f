"""What every report is asked with: the database, the filters, and how the answer is to say what it is narrowed to."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from timeline import dates, text
from timeline.document import Numbering
from timeline.queries import facts
from timeline.queries.filters import Filters
from timeline.queries.names import Names
from timeline.store.reading import Reader


class Question(NamedTuple):
    """A question to the record: what it is narrowed to, how it was worded, and what is to be remarked beside the answer."""

    reader: Reader
    filters: Filters
    words: dict[str, Any]
    as_known: str | None
    names: Names
    numbering: Numbering
    remarks: list[str]
    counts: dict[str, int]
    carried: dict[str, None] | None
    """The sources that the items carry; None where the answer has no place for them."""

    def notices(self) -> tuple[str, ...]:
        """Return the banners that belong above the answer in every format."""
        if self.as_known is None:
            return ()
        day = dates.say(dates.read(self.as_known))
        return (f"As known on {day}: only what some source had published by then.",)

    def sources(self) -> facts.SourceList:
        """Return the sources that the telling has marked, by their numbers; where nothing is told, all that the items carry."""
        return facts.SourceList(self.reader, self.numbering.order or self.carried or ())

    def note(self, item: dict[str, Any]) -> None:
        """Keep the sources of an item, and count it where its date may lie outside the range asked for."""
        if self.carried is not None:
            self.carried.update(dict.fromkeys((*item["sources"], *facts.sources_within(item))))
        date = item.get("date")
        if self.filters.dated and date:
            within = dates.parse(date["edtf"]).certainly_within(self.filters.since, self.filters.until)
            self.counts["uncertain"] += not within
        self.counts["items"] += 1

    def noted(self, items: Iterable[dict[str, Any]], undated: Callable[[Reader, Filters], int]) -> Iterator[dict[str, Any]]:
        """Yield the items and keep the sources of each; behind the last, remark what the answer rests on."""
        for item in items:
            self.note(item)
            yield item
        self.close(undated)

    def close(self, undated: Callable[[Reader, Filters], int]) -> None:
        """Remark what the answer to a question by date rests on: dates that may lie outside, records without a date."""
        if not self.filters.dated:
            return
        uncertain, left_out = self.counts["uncertain"], undated(self.reader, self.filters)
        if uncertain:
            listed = f"{uncertain} of {text.counted(self.counts['items'], 'record')}"
            self.remarks.append(f"{listed} may lie outside the dates asked for; --certain leaves them out")
        if left_out:
            self.remarks.append(f"{text.counted(left_out, 'record')} without a date left out")


def question(reader: Reader, filters: Filters, words: dict[str, Any], as_known: str | None, *, listing: bool = True) -> Question:
    """Return a question with names and numbers of sources of its own, whose answer ends in a list of them or not."""
    counts = {"items": 0, "uncertain": 0}
    return Question(reader, filters, words, as_known, Names(reader), Numbering(), [], counts, {} if listing else None)
