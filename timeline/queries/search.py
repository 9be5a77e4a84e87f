"""Full text over all records: any text is words to find, and none of it is syntax."""

import re
from collections.abc import Iterator
from sqlite3 import Row

from timeline import text
from timeline.queries import facts, filters
from timeline.queries.facts import Followed, Item
from timeline.queries.filters import Condition, Filters
from timeline.store.reading import Reader

OPENS, CLOSES = "\x02", "\x03"
"""What stands around a word found, within a snippet: characters that no record may hold."""

FOUND = """
WITH found AS (
    SELECT w.id, w.kind, w.process, w.said, w.earliest, w.latest,
        snippet(search, -1, :opens, :closes, '…', 16) AS snippet, bm25(search, 10.0, 8.0, 3.0) AS rank
    FROM search JOIN wording w ON w.number = search.rowid
    WHERE search MATCH :match AND w.known = (SELECT max(n.known) FROM wording n WHERE n.id = w.id) AND {condition}
    ORDER BY rank, w.id LIMIT :most
)
"""
ITEMS = "SELECT * FROM found ORDER BY rank, id"
CITATIONS = (
    facts.CITED.format(of="found.id", joined="found JOIN citation c ON c.record = found.id") + "ORDER BY found.rank, found.id, c.number"
)
ALIKE = """
SELECT DISTINCT other.folded FROM name own JOIN name other ON other.record = own.record
WHERE own.kind = 'person' AND (own.folded = :word OR own.folded LIKE :ending)
"""


def search(reader: Reader, sought: str, wanted: Filters, most: int) -> Iterator[tuple[Item, str]]:
    """Yield the records whose words hold all that is sought, the best first; at most so many, or all where `most` is 0.

    Beside each stands its snippet with the words found between `OPENS` and `CLOSES`.
    """
    groups = [_alternatives(reader, phrase, prefix=prefix) for phrase, prefix in _phrases(sought)]
    if not groups:
        return
    match = " AND ".join(f"({' OR '.join(group)})" for group in groups)
    found = _found(wanted, match, most)
    citations = Followed(reader.rows(f"{found.sql}{CITATIONS}", found.params))
    for row in reader.rows(f"{found.sql}{ITEMS}", found.params):
        cited = [facts.cited(held) for held in citations.of(row["id"])]
        snippet = " · ".join(row["snippet"].split("\n"))
        yield _item(row, snippet, facts.sources(cited)), snippet


def _found(wanted: Filters, match: str, most: int) -> Condition:
    condition = filters.condition(wanted, table="w", mentioned="root")
    params = {"match": match, "opens": OPENS, "closes": CLOSES, "most": most or -1}
    return Condition(FOUND.format(condition=condition.sql), {**condition.params, **params})


def _phrases(sought: str) -> Iterator[tuple[str, bool]]:
    """Yield what is sought, word by word, what stands in quotes as one; a star behind a word seeks all that begin so."""
    for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', sought):
        written = quoted or word
        if re.search(r"\w", written):
            yield written, not quoted and written.endswith("*")


def _alternatives(reader: Reader, phrase: str, *, prefix: bool) -> list[str]:
    """Return the forms under which a phrase is sought: as written, in Latin letters, and as the same person is spelled elsewhere."""
    folded = text.fold(phrase)
    forms = dict.fromkeys([phrase, folded, re.sub(r"(?<=\w)-(?=\w)", "", phrase)])
    if folded and " " not in folded and not prefix:
        for row in reader.rows(ALIKE, {"word": folded, "ending": f"% {folded}"}):
            forms[row["folded"].rpartition(" ")[2]] = None
    return [_quoted(form) + ("*" if prefix else "") for form in forms if re.search(r"\w", form)]


def _quoted(phrase: str) -> str:
    return '"' + phrase.replace('"', " ").replace("\0", " ") + '"'


def _item(row: Row, snippet: str, sources: list[str]) -> Item:
    return {
        "id": row["id"],
        "process": row["process"],
        "kind": row["kind"],
        "name": row["said"].partition("\n")[0],
        "snippet": snippet.replace(OPENS, "").replace(CLOSES, ""),
        "found": list(dict.fromkeys(re.findall(f"{OPENS}([^{CLOSES}]*){CLOSES}", snippet))),
        "sources": sources,
    }
