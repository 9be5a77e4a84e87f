"""The schema from one version to the next: each step whole or not at all, in the transaction of its version number."""

from collections.abc import Callable
from pathlib import Path

import alembic.command
from alembic.config import Config
from sqlalchemy import Connection

from timeline.problems import TimelineError
from timeline.store import location
from timeline.store.engine import engine


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration for our migrations, over an open connection."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def upgrade(path: Path, then: Callable[[Connection], None] | None = None) -> None:
    """Bring a database file to the schema of this version, and do what is then to be done with its records."""
    database = engine(path, referring=False)
    try:
        with database.begin() as connection:
            alembic.command.upgrade(configuration(connection), "head")
            if then:
                then(connection)
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if dangling:
                raise TimelineError(f"'{path}' was left as it was: its upgrade would leave {len(dangling)} references to nothing")
            connection.exec_driver_sql(f"PRAGMA application_id = {location.APPLICATION}")
            connection.exec_driver_sql(f"PRAGMA user_version = {location.VERSION}")
    finally:
        database.dispose()
