"""The evidence for one record: every claim behind it, with rival readings side by side."""

import json
from collections.abc import Iterator
from sqlite3 import Row

from timeline.queries import entries, facts, pieces
from timeline.queries.facts import Item
from timeline.store.reading import Reader

CITATIONS = f"""
SELECT {facts.SAID}, c.inherited, c.note, s.publisher, s.published, s.affiliation
FROM citation c JOIN source s ON s.id = c.source LEFT JOIN person p ON p.id = c.speaker
WHERE c.record = :handle ORDER BY c.reading, c.number
"""
READINGS = "SELECT r.* FROM reading r WHERE r.record = :handle ORDER BY r.number"
SIDES = "SELECT p.parties FROM process p WHERE p.id = :process"


def why(reader: Reader, word: str, processes: tuple[str, ...]) -> Item:
    """Return every claim behind a record: what it rests on, and where readings differ, each with its sources and why."""
    handle, kind = entries.found(reader, word, processes)
    row = entries.kept(reader, handle, kind)
    citations = reader.all(CITATIONS, {"handle": handle})
    readings = reader.all(READINGS, {"handle": handle})
    cited = [facts.cited(citation) for citation in citations]
    return {
        "id": handle,
        "kind": kind,
        "process": row["process"],
        "name": entries.name(row),
        "standing": _standing(reader, row, cited),
        "claims": [_claim(citation) for citation in citations if citation["reading"] == 0],
        "disputed": [_reasoned(dispute, readings) for dispute in facts.disputes(handle, pieces.plain(row, kind), readings, cited)],
        "earlier": list(_earlier(readings, cited)),
        "sources": list(dict.fromkeys(citation.source for citation in cited)),
    }


def _standing(reader: Reader, row: Row, cited: list[facts.Cited]) -> str:
    columns = row.keys()
    sides = [side for found in reader.rows(SIDES, {"process": row["process"]}) for side in facts.words(found["parties"])]
    confirmed, disputed = (facts.words(row[name]) if name in columns else [] for name in ("confirmed_by", "disputed_by"))
    return facts.standing(cited, sides, confirmed, disputed)


def _claim(row: Row) -> Item:
    return {
        "source": row["source"],
        "publisher": row["publisher"],
        "published": row["published"],
        "affiliation": row["affiliation"],
        "stance": row["stance"],
        "speaker": row["speaker"],
        "speaker_name": row["speaker_name"],
        "fields": facts.words(row["fields"]),
        "quote": row["quote"],
        "locator": row["locator"],
        "note": row["note"],
        "inherited": bool(row["inherited"]),
    }


def _reasoned(dispute: Item, readings: list[Row]) -> Item:
    """Return what sources disagree on, with the reason that the record gives for each account that it does not follow."""
    against = [row["why"] for row in readings if not row["earlier"] and dispute["field"] in json.loads(row["said"])]
    reasons = [None] * (len(dispute["readings"]) - len(against)) + against
    told = zip(dispute["readings"], reasons, strict=True)
    return {**dispute, "readings": [{**reading, "why": why} for reading, why in told]}


def _earlier(readings: list[Row], cited: list[facts.Cited]) -> Iterator[Item]:
    """Yield what was known before and overtaken, field by field."""
    for row in readings:
        if row["earlier"]:
            for field, value in json.loads(row["said"]).items():
                yield {"field": field, "value": value, "why": row["why"], "sources": facts.sources(cited, reading=row["number"])}
