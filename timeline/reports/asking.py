"""What every report is asked with: the database, the filters, and how the answer is to say what it is narrowed to."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from timeline import dates
from timeline.document import Numbering
from timeline.queries import facts
from timeline.queries.filters import Filters
from timeline.queries.names import Names
from timeline.store.reading import Reader


class Question(NamedTuple):
    """A question to the record: what it is narrowed to, in the words in which it was asked, and what is to be remarked beside the answer."""

    reader: Reader
    filters: Filters
    words: dict[str, Any]
    as_known: str | None
    names: Names
    numbering: Numbering
    remarks: list[str]

    def notices(self) -> tuple[str, ...]:
        """Return the banners that belong above the answer in every format."""
        if self.as_known is None:
            return ()
        day = dates.say(dates.read(self.as_known))
        return (f"As known on {day}: only what some source had published by then.",)

    def sources(self) -> list[dict[str, Any]]:
        """Return the sources that the answer has mentioned so far, in order of first mention."""
        return facts.source_list(self.reader, self.numbering.order)

    def mention(self, handles: Iterable[str]) -> None:
        """Count sources as mentioned, so that the answer lists them."""
        self.numbering(handles)


def question(reader: Reader, filters: Filters, words: dict[str, Any], as_known: str | None) -> Question:
    """Return a question with names and numbers of sources of its own."""
    return Question(reader, filters, words, as_known, Names(reader), Numbering(), [])
