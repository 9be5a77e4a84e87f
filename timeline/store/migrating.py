"""The schema from one version to the next: each step whole or not at all, in the transaction of its version number."""

from pathlib import Path

import alembic.command
from alembic.config import Config
from sqlalchemy import Connection

from timeline.store import location
from timeline.store.engine import engine


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration for our migrations, over an open connection."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def upgrade(path: Path) -> None:
    """Bring a database file to the schema of this version."""
    database = engine(path)
    try:
        with database.begin() as connection:
            alembic.command.upgrade(configuration(connection), "head")
            connection.exec_driver_sql(f"PRAGMA application_id = {location.APPLICATION}")
            connection.exec_driver_sql(f"PRAGMA user_version = {location.VERSION}")
    finally:
        database.dispose()
