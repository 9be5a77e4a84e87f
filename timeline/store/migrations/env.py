"""Runs migrations over the connection it is given, within that connection's transaction."""

from alembic import context

from timeline.store import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.METADATA,
    transactional_ddl=True,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
