"""Single records, whole; and lists of the records of a kind."""

from collections.abc import Iterator
from sqlite3 import Row

from timeline import text, vocabulary
from timeline.problems import NotFound
from timeline.queries import changes, facts, filters, persons, pieces, rounds
from timeline.queries.facts import Item
from timeline.queries.filters import Filters
from timeline.store import reading
from timeline.store.reading import Reader

INTERNAL = {"root", "known", "until", "earliest", "latest", "precision", "said", "basis", "sequence", "inherited"}
SEVERAL = pieces.SEVERAL | {"aliases", "fields", "formerly"}
PARTS: dict[str, dict[str, tuple[str, tuple[str, ...], str]]] = {
    "outcome": {"answers": ("answer", ("position", "result"), "position IN (SELECT id FROM position)")},
    "agreement": {
        "dates": ("agreement_date", ("kind", "date", "said"), "TRUE"),
        "lineage": ("lineage", ("relation", "other"), "other IN (SELECT id FROM agreement)"),
    },
}
"""The parts that a kind of record is shown with: their table, its columns, and that what they name was known."""
SHARED = ("party", "person", "place", "issue")


def found(reader: Reader, word: str, processes: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return the handle and the kind of the record that a word means: a handle, or its end where only one ends so.

    Raises NotFound, with what is near, where none or several do.
    """
    exact = _matching(reader, "id = :word", {"word": word})
    if exact:
        return exact[0]
    ending = "%/" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    several = _matching(reader, "id LIKE :ending ESCAPE '\\'", {"ending": ending})
    several = [pair for pair in several if not processes or pair[0].partition("/")[0] in processes]
    if len(several) == 1:
        return several[0]
    if several:
        first = text.listed([f"'{handle}'" for handle, _ in several[:4]], "or")
        more = f" and {len(several) - 4} more" if len(several) > 4 else ""  # as many as are named
        raise NotFound(f"'{word}' could be {first}{more}", "Give the whole handle.")
    named = _named(reader, word)
    if named:
        return named
    known = [handle for handle, _ in _matching(reader, "TRUE", {})]
    ends = {handle.partition("/")[2] or handle: 1 for handle in known}
    near = text.did_you_mean(word, [*known, *ends])
    raise NotFound(f"no record '{word}'{near}", "'timeline list rounds' shows the rounds, 'timeline list processes' the processes.")


def _matching(reader: Reader, condition: str, params: reading.Params) -> list[tuple[str, str]]:
    union = " UNION ALL ".join(
        f"SELECT id, '{kind}' AS kind FROM {kind} WHERE {condition}" for kind in vocabulary.KINDS
    )  # names from our own list
    return [(row["id"], row["kind"]) for row in reader.rows(f"{union} ORDER BY id", params)]


def _named(reader: Reader, word: str) -> tuple[str, str] | None:
    rows = reader.all("SELECT DISTINCT record, kind FROM name WHERE folded = :folded ORDER BY kind, record", {"folded": text.fold(word)})
    if len(rows) > 1:
        several = text.listed([f"'{row['record']}'" for row in rows], "or")
        raise NotFound(f"'{word}' could be {several}", "Give the handle.")
    return (rows[0]["record"], rows[0]["kind"]) if rows else None


def whole(reader: Reader, handle: str, kind: str) -> Item:
    """Return one record with all it says, what it rests on, and on what sources disagree."""
    held = kept(reader, handle, kind)
    if kind == "round":
        return {"record_kind": kind, **rounds.one(reader, handle), **_evidence(reader, handle)}
    item: Item = {"record_kind": kind, **_told_under_round(reader, held), **_fields(held)}
    for into, (table, columns, known) in PARTS.get(kind, {}).items():
        parts = reader.rows(f"SELECT * FROM {table} WHERE record = :handle AND {known} ORDER BY number", {"handle": handle})
        item[into] = [{name: part[name] for name in columns} for part in parts]
    item["parts"] = _inside(reader, handle)
    if kind == "position":
        item["change"] = changes.one(reader, handle).change
    if kind == "person":
        item.update(persons.person(reader, handle))
    return {**item, **_evidence(reader, handle, current=_fields(held))}


def kept(reader: Reader, handle: str, kind: str) -> Row:
    """Return a record's row; one that was not known on the day asked for is not found."""
    for held in reader.rows(f"SELECT {pieces.columns(kind, kind)} FROM {kind} WHERE id = :handle", {"handle": handle}):
        return held
    raise NotFound(f"'{handle}' was not known then", "Leave --as-known out.")


def _told_under_round(reader: Reader, row: Row) -> Item:
    """Return what the report of its round says of a record, under the keys of the contract."""
    root = row["root"]
    if root == row["id"] or not reader.all("SELECT 1 FROM round WHERE id = :root", {"root": root}):
        return {}
    told = rounds.one(reader, root)
    for name in ("positions", "outcomes", "statements", "agreements"):
        for item in told[name]:
            if item["id"] == row["id"]:
                return dict(item)
    return {}


def _fields(row: Row) -> Item:
    item: Item = {}
    for name in row.keys():  # a Row is not a dict
        if name == "date":
            item["date"] = facts.date(row) if "basis" in row.keys() else row["date"]  # as above
        elif name not in INTERNAL:
            item[name] = facts.words(row[name]) if name in SEVERAL else row[name]
    return item


def _inside(reader: Reader, handle: str) -> list[Item]:
    inside = handle.replace("%", "\\%").replace("_", "\\_") + "/%"
    return [
        {"id": found_handle, "kind": kind} for found_handle, kind in _matching(reader, "id LIKE :inside ESCAPE '\\'", {"inside": inside})
    ]


def _evidence(reader: Reader, handle: str, current: Item | None = None) -> Item:
    question = facts.CITED.format(of="c.record", joined="citation c") + "WHERE c.record = :handle ORDER BY c.number"
    cited = [facts.cited(row) for row in reader.rows(question, {"handle": handle})]
    readings = reader.all("SELECT * FROM reading WHERE record = :handle ORDER BY number", {"handle": handle})
    evidence: Item = {
        "citations": [
            {
                "source": found_citation.source, "stance": found_citation.stance, "speaker": found_citation.speaker,
                "quote": found_citation.quote, "locator": found_citation.locator, "fields": found_citation.fields,
                "reading": found_citation.reading,
            }
            for found_citation in cited
        ],
        "sources": facts.sources(cited),
    }  # fmt: skip
    if current is not None:
        flat = {
            **current,
            "date": (current.get("date") or {}).get("edtf") if isinstance(current.get("date"), dict) else current.get("date"),
        }
        evidence["disputed"] = list(facts.disputes(handle, flat, readings, cited))
    return evidence


def listed(reader: Reader, kind: str, wanted: Filters) -> Iterator[Item]:
    """Yield the records of a kind that pass the filters, by handle, each with its name and the fields of its table."""
    narrowed = wanted if kind not in SHARED else Filters()
    dated = "date" in _columns(reader, kind)
    if not dated:
        narrowed = narrowed._replace(since=Filters().since, until=Filters().until)
    condition = filters.condition(narrowed, table=kind, mentioned="root" if kind == "round" else "record")
    used = _used(reader, wanted, kind) if kind in SHARED else filters.Condition("TRUE", {})
    order = "earliest NULLS LAST, latest, sequence, id" if kind == "round" else "id"
    for row in reader.rows(
        f"SELECT {pieces.columns(kind, kind)} FROM {kind} WHERE {condition.sql} AND {used.sql} ORDER BY {order}",
        {**condition.params, **used.params},
    ):  # names from our own list
        fields = _fields(row)
        yield {"id": row["id"], "name": name(row), **{field: value for field, value in fields.items() if field not in {"id", "name"}}}


def _columns(reader: Reader, kind: str) -> set[str]:
    return {row["name"] for row in reader.rows("SELECT name FROM pragma_table_info(:kind)", {"kind": kind})}


def _used(reader: Reader, wanted: Filters, kind: str) -> filters.Condition:
    """Return the condition that a shared record is named in one of the processes asked for, or in what was known on a day."""
    if not wanted.process:
        return filters.Condition(f"{kind}.id IN (SELECT who FROM mention)" if reader.as_known is not None else "TRUE", {})
    several, params = reading.placeholders("process", wanted.process)
    return filters.Condition(f"{kind}.id IN (SELECT who FROM mention WHERE process IN ({several}))", params)


def name(held: Row) -> str:
    """Return what a record is called, or the end of its handle where it has no name."""
    for column in ("name", "title", "text", "summary"):
        if column in held.keys() and held[column]:
            return str(held[column])
    return str(held["id"].rpartition("/")[2])
