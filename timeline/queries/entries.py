"""Single records, whole; and lists of the records of a kind."""

from collections.abc import Callable, Iterator
from sqlite3 import Row

from timeline import handles, text
from timeline.problems import NotFound
from timeline.queries import agreements, changes, facts, filters, persons, pieces, rounds
from timeline.queries.facts import Cited, Item
from timeline.queries.filters import Filters
from timeline.store import reading
from timeline.store.reading import Reader

INTERNAL = {"root", "known", "until", "earliest", "latest", "precision", "said", "basis", "sequence", "inherited"}
NAMES = {"aliases", "formerly"}
"""The columns of every kind that hold several names or handles."""
REPORTED: dict[str, Callable[[Reader, str], Item]] = {"round": rounds.one, "agreement": agreements.one}
"""The kinds that have a report of their own, which tells one record as it tells several."""
FOLLOWED = ("outcome", "provision")
"""The other kinds that follow-ups are of, by the column that names the record."""
FOLLOW_UPS = (
    "SELECT f.* FROM follow_up f WHERE f.root = :root AND f.{kind} = :handle ORDER BY f.earliest NULLS LAST, f.latest, f.sequence, f.id"
)
OF_FOLLOW_UPS = facts.CITED.format(of="f.id", joined="follow_up f JOIN citation c ON c.record = f.id")
DEMANDS = """
SELECT a.position, p.party, a.result FROM answer a JOIN position p ON p.id = a.position
WHERE a.record = :handle ORDER BY a.number
"""
SIDES = "SELECT p.parties FROM process p WHERE p.id = :process"
MATCHING = "SELECT DISTINCT w.id, w.kind FROM wording w WHERE {condition} ORDER BY w.id LIMIT :most"
INSIDE = "w.id >= :begins AND w.id < :ends"
END = "replace(w.id, rtrim(w.id, replace(w.id, '/', '')), '')"
"""The last part of a handle, of which the store has an index."""
ALL = 10**12
"""More records than there are."""
MOST_NEAR = 5_000
"""Among so many handles one is sought that is spelt like a word."""
SHARED = ("party", "person", "place", "issue")


def found(reader: Reader, word: str, processes: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return the handle and the kind of the record that a word means: a handle, or its end where only one ends so.

    A handle that the record had before means it too. Raises NotFound, with what is near, where none or several do.
    """
    exact = _exactly(reader, {word})
    if exact:
        return exact[0]
    former = {row["handle"]: row["record"] for row in reader.rows("SELECT handle, record FROM former", {})}
    today = handles.current(word, former)
    exact = _exactly(reader, {today})
    if exact:
        return exact[0]
    ending = _ending(reader, word, processes) or _ending(reader, today, processes) or _formerly_ending(reader, word, former)
    several = [pair for pair in ending if not processes or pair[0].partition("/")[0] in processes]
    if len(several) == 1:
        return several[0]
    if several:
        first = text.listed([f"'{handle}'" for handle, _ in several[:4]], "or")
        more = f" and {len(several) - 4} more" if len(several) > 4 else ""  # as many as are named
        raise NotFound(f"'{word}' could be {first}{more}", "Give the whole handle.")
    named = _named(reader, word)
    if named:
        return named
    known = _near(reader, word)
    ends = {handle.partition("/")[2] or handle: 1 for handle in known}
    near = text.did_you_mean(word, [*known, *ends])
    raise NotFound(f"no record '{word}'{near}", "'timeline list rounds' shows the rounds, 'timeline list processes' the processes.")


def _exactly(reader: Reader, wanted: set[str]) -> list[tuple[str, str]]:
    listed, params = reading.placeholders("handle", sorted(wanted))
    return _matching(reader, f"w.id IN ({listed})", params)


def _ending(reader: Reader, word: str, processes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the records whose handles end so, in the processes asked for."""
    ending = "%/" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    params = {"ending": ending, "end": word.rpartition("/")[2].lower()}
    condition = f"{END} = :end AND w.id LIKE :ending ESCAPE '\\'"
    if not processes:
        return _matching(reader, condition, params)
    return [found for process in processes for found in _matching(reader, f"{condition} AND {INSIDE}", {**params, **_bounds(process)})]


def _near(reader: Reader, word: str) -> list[str]:
    """Return handles to find near ones among: those of the process that the word names, else the first of all."""
    process = word.partition("/")[0]
    inside = _matching(reader, INSIDE, _bounds(process), most=MOST_NEAR)
    return [handle for handle, _ in inside or _matching(reader, "TRUE", {}, most=MOST_NEAR)]


def _formerly_ending(reader: Reader, word: str, former: dict[str, str]) -> list[tuple[str, str]]:
    """Return the records that had a handle before which ends so."""
    processes = {handle.partition("/")[0] for handle in former if "/" in handle}
    return _exactly(reader, {handles.current(f"{process}/{word}", former) for process in processes})


def _matching(reader: Reader, condition: str, params: reading.Params, *, most: int = ALL) -> list[tuple[str, str]]:
    """Return the handle and kind of each record that meets a condition, by handle; at most so many."""
    rows = reader.rows(MATCHING.format(condition=condition), {**params, "most": most})
    return [(row["id"], row["kind"]) for row in rows]


def _bounds(handle: str) -> reading.Params:
    """Return between which handles those stand of what is in a record."""
    return {"begins": f"{handle}/", "ends": f"{handle}0"}  # what follows a stroke


def _named(reader: Reader, word: str) -> tuple[str, str] | None:
    rows = reader.all("SELECT DISTINCT record, kind FROM name WHERE folded = :folded ORDER BY kind, record", {"folded": text.fold(word)})
    if len(rows) > 1:
        several = text.listed([f"'{row['record']}'" for row in rows], "or")
        raise NotFound(f"'{word}' could be {several}", "Give the handle.")
    return (rows[0]["record"], rows[0]["kind"]) if rows else None


def whole(reader: Reader, handle: str, kind: str) -> Item:
    """Return one record with all it says, what it rests on, and on what sources disagree."""
    held = kept(reader, handle, kind)
    cited = _cited(reader, handle)
    fields = {**_fields(held, kind), "parts": _inside(reader, handle)}
    if kind in REPORTED:
        return {"record_kind": kind, **fields, **REPORTED[kind](reader, handle), **_rests_on(cited)}
    item: Item = {"record_kind": kind, **_told_under_round(reader, held), **fields}
    if kind in FOLLOWED:
        item["follow_ups"] = _follow_ups(reader, held, kind)
    if kind == "outcome":
        item.update(_came(reader, held, item, cited))
    if kind == "position":
        item["change"] = changes.one(reader, handle).change
    if kind == "person":
        item.update(persons.person(reader, handle))
    return {**item, **_rests_on(cited), "disputed": _disputed(reader, held, kind, cited)}


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


def _follow_ups(reader: Reader, held: Row, kind: str) -> list[Item]:
    """Return what became of a record, in order of date; it is told under the same round."""
    of_record = {"root": held["root"], "handle": held["id"]}
    cited = facts.by_record(
        reader.rows(f"{OF_FOLLOW_UPS}WHERE f.root = :root AND f.{kind} = :handle ORDER BY c.record, c.number", of_record)
    )
    rows = reader.rows(FOLLOW_UPS.format(kind=kind), of_record)  # a name from our own list
    return [pieces.follow_up(row, facts.sources(cited.get(row["id"], []))) for row in rows]


def _came(reader: Reader, held: Row, told: Item, cited: list[Cited]) -> Item:
    """Return how far an outcome reaches, which demands it answers, and how well it is supported, be it of a round or of none."""
    demands = [dict(row) for row in reader.rows(DEMANDS, {"handle": held["id"]})]
    sides = [side for row in reader.rows(SIDES, {"process": held["process"]}) for side in facts.words(row["parties"])]
    said_by = (facts.words(held["confirmed_by"]), facts.words(held["disputed_by"]))
    return {
        "scope": pieces.scope(held),
        "standing": told.get("standing") or facts.standing(cited, sides, *said_by),
        "demands": demands,
        "answers": [{name: demand[name] for name in ("position", "result")} for demand in demands],
    }


def _fields(row: Row, kind: str) -> Item:
    several = pieces.lists(kind) | NAMES
    item: Item = {}
    for name in row.keys():  # a Row is not a dict
        if name == "date":
            item["date"] = facts.date(row) if "basis" in row.keys() else row["date"]  # as above
        elif name not in INTERNAL:
            item[name] = facts.words(row[name]) if name in several else row[name]
    return item


def _inside(reader: Reader, handle: str) -> list[Item]:
    return [{"id": found_handle, "kind": kind} for found_handle, kind in _matching(reader, INSIDE, _bounds(handle))]


def _cited(reader: Reader, handle: str) -> list[Cited]:
    question = facts.CITED.format(of="c.record", joined="citation c") + "WHERE c.record = :handle ORDER BY c.number"
    return [facts.cited(row) for row in reader.rows(question, {"handle": handle})]


def _rests_on(cited: list[Cited]) -> Item:
    told = ("source", "stance", "speaker", "quote", "locator", "fields", "reading")
    return {
        "citations": [{name: getattr(citation, name) for name in told} for citation in cited],
        "sources": facts.sources(cited),
    }


def _disputed(reader: Reader, held: Row, kind: str, cited: list[Cited]) -> list[Item]:
    readings = reader.all("SELECT * FROM reading WHERE record = :handle ORDER BY number", {"handle": held["id"]})
    return list(facts.disputes(held["id"], pieces.plain(held, kind), readings, cited))


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
        fields = _fields(row, kind)
        yield {"id": row["id"], "name": name(row), **{field: value for field, value in fields.items() if field not in {"id", "name"}}}


def _columns(reader: Reader, kind: str) -> set[str]:
    return set(reader.columns_of(kind))


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
