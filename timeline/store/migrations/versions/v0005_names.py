"""Indexes by which the other spellings of a person's name are found, however many names are on record."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LAST = "replace(folded, rtrim(folded, replace(folded, ' ', '')), '')"


def upgrade() -> None:
    """Make the change."""
    op.execute(f"CREATE INDEX name_by_last ON name (kind, ({LAST}), record)")
    op.create_index("name_by_record", "name", ["record", "folded"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("name_by_record", "name")
    op.drop_index("name_by_last", "name")
