"""Full text over all records: any text is words to find, and none of it is syntax."""

import re
from collections.abc import Iterator
from sqlite3 import Row

from timeline import text
from timeline.queries import excerpts, facts, filters
from timeline.queries.excerpts import CLOSES, OPENS
from timeline.queries.facts import Followed, Item
from timeline.queries.filters import Condition, Filters
from timeline.store.reading import Reader, Words

FOUND = """
WITH found AS (
    SELECT w.id, w.kind, w.process, w.said, w.latin, w.names, w.earliest, w.latest, NOT ({own}) AS in_names, w.process IS NOT NULL AS told,
        length(w.said) AS size
    FROM wording w
    WHERE {match} AND w.known = (SELECT max(n.known) FROM wording n WHERE n.id = w.id) AND {condition}
    ORDER BY in_names, told, size, w.id LIMIT :most
)
"""
"""The records whose own words hold all that is sought come before those that name somebody or something called so.

Of either, who and what the talks are about come before what is told of it, and the shorter first: the less a record says
beside what is sought, the more it is about it.
"""
IN_ORDER = "ORDER BY found.in_names, found.told, found.size, found.id"
ITEMS = f"SELECT * FROM found {IN_ORDER}"
CITATIONS = facts.CITED.format(of="found.id", joined="found JOIN citation c ON c.record = found.id") + f"{IN_ORDER}, c.number"
ALL = 2**62
"""More than any answer has."""
LAST = "replace(own.folded, rtrim(own.folded, replace(own.folded, ' ', '')), '')"
"""The last word of a name, of which the store has an index."""
ALIKE = f"""
SELECT DISTINCT other.folded FROM name own CROSS JOIN name other
WHERE own.kind = 'person' AND {LAST} = :word AND other.record = own.record
"""


def search(reader: Reader, sought: str, wanted: Filters, most: int) -> Iterator[tuple[Item, str]]:
    """Yield the records whose words hold all that is sought, the best first; at most so many, or all where `most` is 0.

    Beside each stands its excerpt with the words found between `OPENS` and `CLOSES`.
    """
    groups = [_alternatives(reader, phrase, prefix=prefix) for phrase, prefix in _phrases(sought)]
    if not groups:
        return
    found = _found(reader, wanted, groups, most)
    citations = Followed(reader.rows(f"{found.sql}{CITATIONS}", found.params))
    for row in reader.rows(f"{found.sql}{ITEMS}", found.params):
        cited = [facts.cited(held) for held in citations.of(row["id"])]
        snippet = " · ".join(excerpts.excerpt((row["said"], row["latin"], row["names"]), groups).split("\n"))
        yield _item(row, snippet, facts.sources(cited)), snippet


def _found(reader: Reader, wanted: Filters, groups: Words, most: int) -> Condition:
    condition = filters.condition(wanted, table="w", mentioned="root")
    match, own, params = reader.matching(groups)
    sql = FOUND.format(match=match, own=own, condition=condition.sql)
    return Condition(sql, {**condition.params, **params, "most": most or ALL})


def _phrases(sought: str) -> Iterator[tuple[str, bool]]:
    """Yield what is sought, word by word, what stands in quotes as one; a star behind a word seeks all that begin so."""
    for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', sought):
        written = quoted or word
        if re.search(r"\w", written):
            yield written, not quoted and written.endswith("*")


def _alternatives(reader: Reader, phrase: str, *, prefix: bool) -> list[tuple[str, bool]]:
    """Return the forms under which a phrase is sought: as written, in Latin letters, and as the same person is spelled elsewhere."""
    folded = text.fold(phrase)
    forms = dict.fromkeys([phrase, folded, re.sub(r"(?<=\w)-(?=\w)", "", phrase)])
    if folded and " " not in folded and not prefix:
        for row in reader.rows(ALIKE, {"word": folded}):
            forms[row["folded"].rpartition(" ")[2]] = None
    return [(form, prefix) for form in forms if re.search(r"\w", form)]


def _item(row: Row, snippet: str, sources: list[str]) -> Item:
    return {
        "id": row["id"],
        "process": row["process"],
        "kind": row["kind"],
        "name": row["said"].partition("\n")[0],
        "snippet": re.sub(f"[{OPENS}{CLOSES}]", "", snippet),
        "found": list(dict.fromkeys(re.findall(f"{OPENS}([^{CLOSES}]*){CLOSES}", snippet))),
        "sources": sources,
    }
