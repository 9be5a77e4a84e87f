"""The rows of a table into records, and into parts of records: every value typed by its field, every problem with its cell."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from timeline import dates, records, references, text, vocabulary
from timeline.files import csv, grammar, header, json, keys, lines
from timeline.files.calling import Names, Unnamed
from timeline.files.csv import Cell, Row
from timeline.files.header import Table
from timeline.files.keys import Spot, Unplaced
from timeline.files.reader import Draft
from timeline.files.yaml import Node, Scalar, Sequence
from timeline.problems import Place
from timeline.records import Part


class Value(NamedTuple):
    """What a row says in a field."""

    said: list[str]
    place: Place


Values = dict[str, Value]
NOWHERE = "unplaced"
"""Stands for the handle of a record that has none."""


class _Values:
    """Reads the cells of one row."""

    def __init__(self, table: Table, names: Names) -> None:
        self.table = table
        self.names = names
        self.refused: set[str] = set(table.missing)

    def wrong(self, name: str, message: str, place: Place) -> None:
        self.refused.add(name)
        self.table.sink.wrong(message, place, keys.word(self.table.kind), name)

    def read(self, row: Row) -> Values:
        """Return what the row says in each field; what is wrong is noted and left out."""
        found = {name: self.cell(name, row.cells[number]) for name, number in self.table.columns.items()}
        for name, constant in self.table.constants.items():
            found[name] = self.named(name, constant.said, constant.place)
        return {name: value for name, value in found.items() if value}

    def cell(self, name: str, cell: Cell) -> Value | None:
        if header.FOREIGN.search(cell.text) or len(cell.text) > csv.LONGEST:
            self.refused.add(name)
            return None
        unwanted = text.unwanted(cell.text)
        if unwanted:
            self.wrong(name, f"holds {unwanted[1]}: take it out", cell.place)
            return None
        said = self.meant(name, self.pieces(name, cell), cell.place)
        return self.named(name, said, cell.place) if said else None

    def pieces(self, name: str, cell: Cell) -> list[str]:
        """Return the texts in a cell; several where the field holds several."""
        written = header.clean(cell.text)
        if not written or not self.table.shape(name).several:
            return [written] if written else []
        found = csv.split(written, self.table.plan.separator)
        if "" in found:
            self.wrong(name, f"nothing stands before or behind a '{self.table.plan.separator}': take that out", cell.place)
        return [piece for piece in found if piece]

    def meant(self, name: str, written: list[str], place: Place) -> list[str]:
        """Return what texts stand for by the mapping's words, and by its form of dates."""
        said = [self.table.words.get(name, {}).get(one, one) for one in written]
        if self.table.shape(name).date:
            try:
                said = [self.table.plan.date(one) for one in said]
            except dates.DateError as error:
                self.wrong(name, str(error), place)
                return []
        return [one for one in said if one]

    def named(self, name: str, said: list[str], place: Place) -> Value | None:
        """Return the codes of the parties, persons, places and issues that are named; other values as they are."""
        kind = "party" if name == "affiliation" and said[0] not in vocabulary.AFFILIATION else self.table.shape(name).refers
        if kind not in references.SHARED:
            return Value(said, place)
        found: list[str] = []
        for one in said:
            try:
                found.append(self.names.code(kind, one, place))
            except Unnamed as error:
                self.wrong(name, str(error), place)
        return Value(found, place) if len(found) == len(said) else None


# Records


class Records:
    """Reads the rows of tables of records; `told` has the fields that the tables speak of, for each record."""

    def __init__(self, names: Names) -> None:
        """Take what parties, persons, places and issues are called."""
        self.names = names
        self.told: dict[str, frozenset[str]] = {}

    def announce(self, table: Table) -> None:
        """Enter what the rows of a table of parties, persons, places or issues are called."""
        for row in table.whole():
            raw = _raw(table, row)
            names = [raw[name] for name in ("name", "short") if raw.get(name)]
            code = raw.get("id") or raw.get("key") or keys.made_key(table.kind, None, raw)
            if code:
                aliases = csv.split(raw.get("aliases", ""), table.plan.separator)
                self.names.add(table.kind, code, [*names, *filter(None, aliases)])

    def read(self, table: Table) -> None:
        """Read every row into a record."""
        seen: dict[str, Place] = {}
        for row in table.rows:
            if len(row.cells) == table.width:
                self.row(table, row, seen)
            else:
                _remember(table, row)

    def row(self, table: Table, row: Row, seen: dict[str, Place]) -> None:
        """Read one row."""
        values, wrong, before = _Values(table, self.names), len(table.sink.problems), len(table.sink.entries)
        said = values.read(row)
        spot = _spot(table, row, said, values.refused)
        draft = _draft(table, row, said, values.refused, spot)
        table.sink.problems[wrong:] = [problem._replace(record=draft.name) for problem in table.sink.problems[wrong:]]
        draft.finish()
        if spot is None or spot.handle in seen:
            del table.sink.entries[before:]
            table.sink.broken.pop(NOWHERE, None)
        if spot and spot.handle in seen:
            _twice(draft, said, row, seen[spot.handle])
        elif spot:
            seen[spot.handle] = row.place
            self.told[spot.handle] = table.told | {"id", *spot.given}


def _twice(draft: Draft, said: Values, row: Row, first: Place) -> None:
    """Note that a handle is that of a record above."""
    own = next((said[name] for name in ("id", "key") if name in said), None)
    remedy = "give it another" if own else "give each a 'key'"
    draft.wrong(f"'{draft.handle}' stands at {first} already: {remedy}", own.place if own else row.place)


def _raw(table: Table, row: Row) -> dict[str, str]:
    """Return the texts of a row's cells by field, as they are written."""
    constants = {name: constant.said[0] for name, constant in table.constants.items() if constant.said}
    columns = {name: header.clean(row.cells[number].text) for name, number in table.columns.items() if number < len(row.cells)}
    return {**columns, **constants}


def _remember(table: Table, row: Row) -> None:
    """Note which record a row would have told of, so that others may name it."""
    raw = _raw(table, row)
    try:
        table.sink.broken[keys.spot(table.kind, raw, raw.get("process", "")).handle] = table.kind
    except Unplaced:
        return


def _spot(table: Table, row: Row, said: Values, refused: set[str]) -> Spot | None:
    """Return where the record of a row stands; where that cannot be told, note why."""
    single = {name: value.said[0] for name, value in said.items()}
    raw = _raw(table, row)
    single |= {name: keys.slug(raw[name]) for name in refused & set(keys.keyed(table.kind)) if raw.get(name)}
    try:
        return keys.spot(table.kind, single, single.get("process", ""))
    except Unplaced as error:
        if error.field not in table.missing and not refused & {error.field, *keys.keyed(table.kind)}:
            number = table.columns.get(error.field)
            place = row.place if number is None else row.cells[number].place
            table.sink.wrong(error.message, place, keys.word(table.kind), error.field)
        return None


def _draft(table: Table, row: Row, said: Values, refused: set[str], spot: Spot | None) -> Draft:
    """Return the record of a row as far as it can be read."""
    kind, handle = records.KINDS[table.kind], spot.handle if spot else NOWHERE
    draft = Draft(table.sink, kind, f"{keys.word(table.kind)} {spot.handle if spot else ''}".rstrip(), handle)
    draft.given(Scalar(handle, row.place, plain=True), spot.given if spot else {})
    draft.places |= {name: row.cells[number].place for name, number in table.columns.items()}
    draft.refused |= refused
    if "key" in said:
        draft.places["id"] = said["key"].place
    if not spot:
        draft.refused |= {"process", *(block.gives for block in keys.blocks(table.kind))}
    for name, value in said.items():
        if name not in {"id", "key", "process", *draft.follows}:
            draft.take(Scalar(name, value.place, plain=True), _node(table, name, value), [])
    return draft


def _node(table: Table, name: str, value: Value) -> Node:
    several = [Scalar(one, value.place, plain=False) for one in value.said]
    return Sequence([*several], value.place) if table.shape(name).several else several[0]


# Parts


class Loose(NamedTuple):
    """Parts of one sort that belong to a record, with where they stand."""

    record: str
    kind: str
    into: str
    parts: list[Part]
    places: dict[str, Place]


class Parts:
    """Reads the rows of tables of parts; `found` has them by record."""

    def __init__(self, names: Names, kinds: Mapping[str, str]) -> None:
        """Take what is called how, and the kinds of all records by handle."""
        self.names = names
        self.kinds = kinds
        self.found: list[Loose] = []
        self.renumbered: dict[tuple[str, str], int] = {}

    def read(self, table: Table) -> None:
        """Read every row of a table; those of accounts come before those of citations."""
        of_record: dict[str, list[tuple[int, Row, Values]]] = {}
        for row in table.whole():
            values = _Values(table, self.names)
            said = values.read(row)
            if "record" not in {*said, *values.refused}:
                values.wrong("record", "is missing: the handle of the record that it belongs to", row.cells[table.columns["record"]].place)
            elif "record" in said and self.holds(table, said["record"]) and not values.refused:
                rows = of_record.setdefault(said["record"].said[0], [])
                rows.append((self.number(table, said, [number for number, _, _ in rows]), row, said))
        for handle, rows in of_record.items():
            self.record(table, handle, sorted(rows, key=lambda row: row[0]))

    def holds(self, table: Table, record: Value) -> bool:
        """Tell whether there is such a record, and whether it may have such parts; note it where not."""
        handle = record.said[0]
        kind = self.kinds.get(handle)
        if kind is None:
            process = handle.partition("/")[0]
            near = [known for known in self.kinds if process in (known, known.partition("/")[0])] or [k for k in self.kinds if "/" not in k]
            table.sink.wrong(f"no record '{handle}'{text.did_you_mean(handle, near)}", record.place, "", "record")
        elif not grammar.holds(kind, table.kind):
            table.sink.wrong(f"'{handle}' is a {keys.word(kind)}, which holds no {table.kind}", record.place, "", "record")
        return kind is not None and grammar.holds(kind, table.kind)

    def number(self, table: Table, said: Values, before: list[int]) -> int:
        """Return the place of a part among the others of its record; without one it comes after those above it."""
        free = max(before, default=0) + 1
        if "number" not in said:
            return free
        written, place = said["number"].said[0], said["number"].place
        number = int(written) if written.isascii() and written.isdigit() else None
        if number is None or number in before:
            wrong = f"'{written}' is not a whole number" if number is None else f"{number} is given twice for the record"
            table.sink.wrong(wrong, place, f"{table.kind} of {said['record'].said[0]}", "number")
        return free if number is None else number

    def record(self, table: Table, handle: str, rows: list[tuple[int, Row, Values]]) -> None:
        """Read the parts of one record."""
        kind = self.kinds[handle]
        draft = Draft(table.sink, records.KINDS[kind], f"{keys.word(kind)} {handle}", handle)
        for number, row, said in rows:
            self.part(table, draft, row, said)
            if table.kind == "readings":
                self.renumbered[handle, str(number)] = len(draft.parts.get("readings", ()))
        if draft.parts.get(table.kind):
            self.found.append(Loose(handle, kind, table.kind, draft.parts[table.kind], draft.places))

    def part(self, table: Table, draft: Draft, row: Row, said: Values) -> None:
        """Read one part."""
        values: dict[str, Any] = {
            name: value.said if table.shape(name).several else value.said[0]
            for name, value in said.items()
            if name not in {"record", "number"}
        }
        places = {name: value.place for name, value in said.items()}
        wrong = len(table.sink.problems)
        if "said" in values and table.kind == "readings":
            values["said"] = _account(draft, said["said"])
        if "reading" in values:
            values["reading"] = self.renumbered.get((draft.handle, values["reading"]), values["reading"])
        if len(table.sink.problems) == wrong:
            lines.make(draft, table.kind, values, row.place, places)


def _account(draft: Draft, value: Value) -> str | None:
    """Return the fields of an account from the JSON in a cell."""
    found = json.parsed(value.said[0], value.place, draft.reader.problems)
    return lines.account(draft, found) if found else None
