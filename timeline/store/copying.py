"""All that one database holds into a new one of another engine: a laptop's file to a team's server, and back."""

from itertools import islice

from sqlalchemy import Connection, Table, select

from timeline.store import tables, writing
from timeline.store.location import Database

AT_ONCE = 5_000
"""Rows that are in memory at once."""


def copy(database: Database, into: Database) -> None:
    """Copy every record with its history into a database that is not there yet; it is complete or not there."""
    with writing.looked_at(database) as source, writing.opened(into) as target:
        for table in tables.METADATA.sorted_tables:
            _copied(source, target, table)
        writing.index(target, 0)


def _copied(source: Connection, target: Connection, table: Table) -> None:
    columns = (table.c[name] for name in tables.columns(table))
    rows = source.execute(select(*columns).order_by(*table.primary_key.columns), execution_options={"yield_per": AT_ONCE})
    while several := [tuple(row) for row in islice(rows, AT_ONCE)]:
        writing.put_in(target, table, several)
