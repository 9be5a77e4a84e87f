"""Who changed what, when and why; handles that have given way to others; comments of data files."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KINDS = (
    "process", "track", "round", "delegation", "delegate", "third_party", "intermediary", "position", "outcome", "follow_up",
    "agreement", "signature", "provision", "statement", "event", "source", "party", "person", "place", "issue",
)  # fmt: skip
PAST = tuple(kind for kind in KINDS if kind not in ("track", "source", "party", "person", "place", "issue"))


def upgrade() -> None:
    """Make the change."""
    for kind in KINDS:
        op.add_column(kind, sa.Column("formerly", sa.Text(), nullable=False, server_default="[]"))
    for kind in PAST:
        op.add_column(f"{kind}_past", sa.Column("formerly", sa.Text(), nullable=True))
    op.create_table(
        "former",
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("handle", name=op.f("former_key")),
    )
    op.create_table(
        "comment",
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("beside", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("record", "number", name=op.f("comment_key")),
    )
    op.create_index(op.f("comment_by_root"), "comment", ["root"])
    op.create_index(op.f("comment_by_process"), "comment", ["process"])
    op.create_table(
        "change",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("change_key")),
    )
    op.create_table(
        "changed",
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["change"], ["change.number"], name=op.f("changed_change_exists")),
        sa.PrimaryKeyConstraint("change", "record", name=op.f("changed_key")),
    )
    op.create_index(op.f("changed_by_record"), "changed", ["record", "change"])


def downgrade() -> None:
    """Take the change back."""
    for table in ("changed", "change", "comment", "former"):
        op.drop_table(table)
    for kind in PAST:
        op.drop_column(f"{kind}_past", "formerly")
    for kind in KINDS:
        op.drop_column(kind, "formerly")
