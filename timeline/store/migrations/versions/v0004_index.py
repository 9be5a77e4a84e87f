"""Full text is indexed at once, not row by row; what refers to positions and persons is found when one of them goes."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

REFERRING = (("position", "supersedes"), ("citation", "speaker"))


def upgrade() -> None:
    """Make the change."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER wording_comes")
    op.drop_index("wording_by_process", "wording")
    for table, column in REFERRING:
        op.create_index(f"{table}_by_{column}", table, [column])


def downgrade() -> None:
    """Take the change back."""
    for table, column in REFERRING:
        op.drop_index(f"{table}_by_{column}", table)
    op.create_index("wording_by_process", "wording", ["process"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER wording_comes AFTER INSERT ON wording BEGIN"
            " INSERT INTO search (rowid, said, latin, names) VALUES (new.number, new.said, new.latin, new.names); END"
        )
