"""The schema from one version to the next: each step whole or not at all, in the transaction of its version number."""

from collections.abc import Callable
from pathlib import Path

import alembic.command
from alembic.config import Config
from sqlalchemy import Connection

from timeline.problems import TimelineError
from timeline.store import location
from timeline.store.engine import engine
from timeline.store.location import Database


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration for our migrations, over an open connection."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def run(connection: Connection) -> None:
    """Bring the tables that a connection sees to the schema of this version, within its transaction."""
    alembic.command.upgrade(configuration(connection), "head")


def upgrade(database: Database, then: Callable[[Connection], None] | None = None) -> None:
    """Bring a database to the schema of this version, and do what is then to be done with its records."""
    made = engine(database, referring=False)
    try:
        with made.begin() as connection:
            run(connection)
            if then:
                then(connection)
            if isinstance(database, Path):
                _marked(connection, database)
    finally:
        made.dispose()


def _marked(connection: Connection, path: Path) -> None:
    """Write into a file whose it is and which schema it has, if what its records name is there."""
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if dangling:
        raise TimelineError(f"'{path}' was left as it was: its upgrade would leave {len(dangling)} references to nothing")
    connection.exec_driver_sql(f"PRAGMA application_id = {location.APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {location.VERSION}")
