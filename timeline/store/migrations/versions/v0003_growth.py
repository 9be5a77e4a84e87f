"""Indexes by which questions of a day, of a process or of the end of a handle read what answers them and little more."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

DATED = ("position", "outcome", "follow_up", "agreement", "statement", "event")
OF_ROUNDS = ("position", "outcome", "agreement")
NAMING = {"position": "speaker", "statement": "speaker", "intermediary": "person", "third_party": "party", "lineage": "other"}
SPAN = "length(CAST(latest - earliest AS TEXT))"
END = "replace(id, rtrim(id, replace(id, '/', '')), '')"


def upgrade() -> None:
    """Make the change."""
    op.drop_index("position_by_party_issue", "position")
    op.create_index("position_by_process_party_issue", "position", ["process", "party", "issue"])
    for kind in DATED:
        op.drop_index(f"{kind}_by_earliest", kind)
    for kind in DATED[1:]:
        op.create_index(f"{kind}_by_process", kind, ["process"])
    for kind in ("round", *DATED):
        op.execute(f"CREATE INDEX {kind}_by_span ON {kind} ({SPAN}, earliest)")
    for kind in OF_ROUNDS:
        op.execute(f"CREATE INDEX {kind}_outside ON {kind} (process) WHERE round IS NULL")
    op.execute(f"CREATE INDEX wording_by_end ON wording ({END}, id)")
    for kind, who in NAMING.items():
        op.create_index(f"{kind}_by_{who}", kind, [who])
    op.create_index("name_by_kind_folded", "name", ["kind", "folded"])


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("name_by_kind_folded", "name")
    for kind, who in NAMING.items():
        op.drop_index(f"{kind}_by_{who}", kind)
    op.drop_index("wording_by_end", "wording")
    for kind in OF_ROUNDS:
        op.drop_index(f"{kind}_outside", kind)
    for kind in ("round", *DATED):
        op.drop_index(f"{kind}_by_span", kind)
    for kind in DATED[1:]:
        op.drop_index(f"{kind}_by_process", kind)
    for kind in DATED:
        op.create_index(f"{kind}_by_earliest", kind, ["earliest"])
    op.drop_index("position_by_process_party_issue", "position")
    op.create_index("position_by_party_issue", "position", ["party", "issue"])
