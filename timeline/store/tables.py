"""How records are kept: a table for each kind, thin over the record class that checks it."""

from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from timeline import records
from timeline.store import reading

NAMING = {
    "ix": "%(table_name)s_by_%(column_0_N_name)s",
    "pk": "%(table_name)s_key",
    "fk": "%(table_name)s_%(column_0_N_name)s_exists",
    "ck": "%(table_name)s_%(constraint_name)s",
    "uq": "%(table_name)s_%(column_0_N_name)s_once",
}
SQLModel.metadata.naming_convention = NAMING
METADATA: MetaData = SQLModel.metadata


class Derived(SQLModel):
    """What follows from the record and its sources, kept so that questions are answered at once.

    `root` is the round (or other record of a process) under which reports tell the record;
    `known` is the first day on which a source had certainly published it, as year * 10000 + month * 100 + day.
    """

    root: str | None = Field(default=None, index=True)
    known: int = Field(sa_type=BigInteger)


class Bounds(SQLModel):
    """The first and last day that a date allows, as year * 10000 + month * 100 + day, and its precision."""

    earliest: int | None = Field(default=None, sa_type=BigInteger)
    latest: int | None = Field(default=None, sa_type=BigInteger)
    precision: str | None = Field(default=None)


class InProcess(SQLModel):
    """The process, for kinds whose records do not name it."""

    process: str | None = Field(default=None, index=True)


def _table(kind: type[SQLModel], name: str) -> Any:
    """Return the table class of a record or part class: its fields, and what is derived."""
    bases: list[type] = [Derived]
    if "date" in kind.model_fields:
        bases.append(Bounds)
    if "process" not in kind.model_fields:
        bases.append(InProcess)
    bases.append(kind)
    metaclass: Any = type(kind)
    return metaclass(f"{kind.__name__}Table", tuple(bases), {"__tablename__": name, "__module__": __name__}, table=True)


def _kept(kind: type[SQLModel], name: str) -> Table:
    table: Table = _table(kind, name).__table__
    return table


KINDS: dict[str, Table] = {name: _kept(kind, name) for name, kind in records.KINDS.items()}
PARTS: dict[str, Table] = {
    "citations": _kept(records.Citation, "citation"),
    "readings": _kept(records.Reading, "reading"),
    "answers": _kept(records.Answer, "answer"),
    "dates": _kept(records.AgreementDate, "agreement_date"),
    "lineage": _kept(records.Lineage, "lineage"),
    "waivers": _kept(records.Waiver, "waiver"),
    "comments": _kept(records.Comment, "comment"),
}

PARTS["citations"].append_column(Column("inherited", Boolean, nullable=False, comment="Taken from the block in which the record stands."))


def _past(table: Table) -> Table:
    """Return the table of what the records of a kind were known to say before more became known.

    Its rows hold from the day `known` until before the day `until`.
    """
    columns = [Column(column.name, column.type) for column in table.columns]
    past = Table(f"{table.name}_past", METADATA, *columns, Column("until", BigInteger, nullable=False))
    past.append_constraint(PrimaryKeyConstraint("id", "known"))
    Index(f"{past.name}_by_process", past.c.process)
    Index(f"{past.name}_by_root", past.c.root)
    return past


CITABLE = reading.KNOWN
"""The kinds whose records state facts, which rest on sources."""

PAST: dict[str, Table] = {kind: _past(KINDS[kind]) for kind in CITABLE}

MENTION = Table(
    "mention",
    METADATA,
    Column("record", String, primary_key=True, comment="The record."),
    Column("who", String, primary_key=True, comment="The party, person, place or issue that it names."),
    Column("role", String, primary_key=True, comment="As what it names it: the field's name."),
    Column("root", String, nullable=False),
    Column("process", String, nullable=False, index=True),
    Column("known", BigInteger, nullable=False),
    Index("mention_by_who", "who", "root"),
)
NAME = Table(
    "name",
    METADATA,
    Column("folded", String, primary_key=True, comment="The name without regard to case, accents and script."),
    Column("record", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Index("name_by_kind_folded", "kind", "folded"),
)

FORMER = Table(
    "former",
    METADATA,
    Column("handle", String, primary_key=True, comment="A handle that has given way to another,"),
    Column("record", String, nullable=False, comment="under which the record now stands."),
)

CHANGE = Table(
    "change",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="The order in which changes were made."),
    Column("at", String, nullable=False, comment="When, in UTC; never before the change before it."),
    Column("who", String, nullable=False, comment="Who made it."),
    Column("action", String, nullable=False, comment="What was done: import, add, edit, remove and so on."),
    Column("reason", Text, comment="Why, in the words of whoever made it."),
    Column("undoes", Integer, comment="The change that it takes back, or makes again."),
    Column("hash", String, nullable=False, comment="SHA-256 over all that the change says and the hash of the one before."),
    info={"key": ("number",), "history": True},
)
CHANGED = Table(
    "changed",
    METADATA,
    Column("change", Integer, ForeignKey("change.number"), primary_key=True),
    Column("record", String, primary_key=True, comment="The record's handle."),
    Column("kind", String, nullable=False),
    Column("process", String),
    Column("before", Text, comment="What was on record before, as JSON; nothing for a new record."),
    Column("after", Text, comment="What is on record since, as JSON; nothing for one removed."),
    Index("changed_by_record", "record", "change"),
    info={"history": True},
)
"""What every change did to every record, whichever way it was made; rows are added and never changed."""

WORDING = Table(
    "wording",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, comment="The record."),
    Column("kind", String, nullable=False),
    Column("process", String),
    Column("root", String),
    Column("earliest", BigInteger, comment="The first day of its own date, else of its round's."),
    Column("latest", BigInteger),
    Column("known", BigInteger, nullable=False, comment="The words hold from this day of knowledge on,"),
    Column("until", BigInteger, nullable=False, comment="until before this one."),
    Column("said", Text, nullable=False, comment="All that the record says in words."),
    Column("latin", Text, nullable=False, comment="The same in Latin letters, where it is in others."),
    Column("names", Text, nullable=False, comment="The names of the parties, persons, places and issues that it names."),
    UniqueConstraint("id", "known"),
    info={"key": ("id", "known")},
)
"""What full text search reads; rows that come are indexed by `writing`, and those that change or go by triggers of the database."""

for _table_name, _columns in {
    "round": ("process", "track"),
    "round ": ("earliest", "latest", "sequence", "id"),
    "position": ("process", "party", "issue"),
    "position  ": ("supersedes",),
    "outcome": ("issue",),
    "outcome ": ("process",),
    "follow_up": ("process",),
    "agreement": ("process",),
    "statement": ("process",),
    "event": ("process",),
    "citation": ("source",),
    "citation ": ("speaker",),
    "answer": ("position",),
    "delegate": ("person",),
    "intermediary": ("person",),
    "position ": ("speaker",),
    "statement ": ("speaker",),
    "delegation": ("party",),
    "third_party": ("party",),
    "lineage": ("other",),
}.items():
    _held = METADATA.tables[_table_name.strip()]
    Index(f"{_held.name}_by_{'_'.join(_columns)}", *(_held.c[name] for name in _columns))


SPAN = text("length(CAST(latest - earliest AS TEXT))")
"""How long a date may be, as filters ask for it: 1 or 2 within a month, up to 4 within some years, 5 for a decade."""
for _dated in ("round", "position", "outcome", "follow_up", "agreement", "statement", "event"):
    Index(f"{_dated}_by_span", SPAN, KINDS[_dated].c.earliest)
for _of_round in ("position", "outcome", "agreement"):
    _outside = KINDS[_of_round].c.round.is_(None)
    Index(f"{_of_round}_outside", KINDS[_of_round].c.process, sqlite_where=_outside, postgresql_where=_outside)


END = text("replace(id, rtrim(id, replace(id, '/', '')), '')")
"""The last part of a record's handle, by which a short handle is found."""
Index("wording_by_end", END, WORDING.c.id)

LAST = text("replace(folded, rtrim(folded, replace(folded, ' ', '')), '')")
"""The last word of a name, by which a person's other spellings are found."""
Index("name_by_last", NAME.c.kind, LAST, NAME.c.record)
Index("name_by_record", NAME.c.record, NAME.c.folded)


@cache
def columns(table: Table) -> tuple[str, ...]:
    """Return the columns of a table but for numbers that the database gives: what its rows are told in, in this order."""
    return tuple(column.name for column in table.columns if column is not WORDING.c.number)


def key(table: Table) -> tuple[str, ...]:
    """Return the columns by which a row is known: its primary key, or what stands for it."""
    return table.info.get("key") or tuple(column.name for column in table.primary_key.columns)
