"""The tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(said, latin, names, content='wording', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE TRIGGER wording_comes AFTER INSERT ON wording BEGIN"
    " INSERT INTO search (rowid, said, latin, names) VALUES (new.number, new.said, new.latin, new.names); END",
    "CREATE TRIGGER wording_goes AFTER DELETE ON wording BEGIN"
    " INSERT INTO search (search, rowid, said, latin, names)"
    " VALUES ('delete', old.number, old.said, old.latin, old.names); END",
    "CREATE TRIGGER wording_changes AFTER UPDATE ON wording BEGIN"
    " INSERT INTO search (search, rowid, said, latin, names)"
    " VALUES ('delete', old.number, old.said, old.latin, old.names);"
    " INSERT INTO search (rowid, said, latin, names) VALUES (new.number, new.said, new.latin, new.names); END",
)

SERVED = (
    r"""CREATE FUNCTION plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT normalize(regexp_replace(regexp_replace(replace(lower(normalize(said, NFD) COLLATE "und-x-icu"), 'ς', 'σ'),
        '([a-z])[\u0300-\u036f]+', '\1', 'g'), '[^[:alnum:]\u0300-\u036f]+', ' ', 'g'), NFC) COLLATE "C" $$""",
    """CREATE FUNCTION worded(said text, latin text, names text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('simple', timeline.plain(said)), 'A') || '|:1'::tsvector
        || setweight(to_tsvector('simple', timeline.plain(latin)), 'A') || '|:1'::tsvector
        || setweight(to_tsvector('simple', timeline.plain(names)), 'D') $$""",
    r"""CREATE FUNCTION sought(phrase text, prefix boolean) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN btrim(timeline.plain(phrase)) = '' THEN ''::tsquery
        ELSE (replace(btrim(timeline.plain(phrase)), ' ', ' <-> ') || CASE WHEN prefix THEN ':*' ELSE '' END)::tsquery END $$""",
    "CREATE FUNCTION json_each(list text) RETURNS TABLE (key bigint, value text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$"
    """ SELECT place - 1, said COLLATE "C" FROM json_array_elements_text(list::json) WITH ORDINALITY AS held (said, place) $$""",
    "ALTER TABLE wording ADD COLUMN words tsvector GENERATED ALWAYS AS (worded(said, latin, names)) STORED",
    "CREATE INDEX wording_by_words ON wording USING gin (words)",
)
"""The same on a server: words without case and accents, as they are split in a file, the record's own before the names in it."""


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "agreement_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("agreement_past_key")),
    )
    with op.batch_alter_table("agreement_past", schema=None) as batch_op:
        batch_op.create_index("agreement_past_by_process", ["process"], unique=False)
        batch_op.create_index("agreement_past_by_root", ["root"], unique=False)

    op.create_table(
        "delegate_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("delegation", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("office", sa.String(), nullable=True),
        sa.Column("attended", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("delegate_past_key")),
    )
    with op.batch_alter_table("delegate_past", schema=None) as batch_op:
        batch_op.create_index("delegate_past_by_process", ["process"], unique=False)
        batch_op.create_index("delegate_past_by_root", ["root"], unique=False)

    op.create_table(
        "delegation_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("head", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("delegation_past_key")),
    )
    with op.batch_alter_table("delegation_past", schema=None) as batch_op:
        batch_op.create_index("delegation_past_by_process", ["process"], unique=False)
        batch_op.create_index("delegation_past_by_root", ["root"], unique=False)

    op.create_table(
        "event_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("parties", sa.Text(), nullable=True),
        sa.Column("places", sa.Text(), nullable=True),
        sa.Column("issue", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("event_past_key")),
    )
    with op.batch_alter_table("event_past", schema=None) as batch_op:
        batch_op.create_index("event_past_by_process", ["process"], unique=False)
        batch_op.create_index("event_past_by_root", ["root"], unique=False)

    op.create_table(
        "follow_up_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("provision", sa.String(), nullable=True),
        sa.Column("agreement", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("disputed_by", sa.Text(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("follow_up_past_key")),
    )
    with op.batch_alter_table("follow_up_past", schema=None) as batch_op:
        batch_op.create_index("follow_up_past_by_process", ["process"], unique=False)
        batch_op.create_index("follow_up_past_by_root", ["root"], unique=False)

    op.create_table(
        "intermediary_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("third_party", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("office", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("intermediary_past_key")),
    )
    with op.batch_alter_table("intermediary_past", schema=None) as batch_op:
        batch_op.create_index("intermediary_past_by_process", ["process"], unique=False)
        batch_op.create_index("intermediary_past_by_root", ["root"], unique=False)

    op.create_table(
        "issue",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["issue.id"],
            name=op.f("issue_parent_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("issue_key")),
    )
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("issue_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("issue_by_root"), ["root"], unique=False)

    op.create_table(
        "mention",
        sa.Column("record", sa.String(), nullable=False, comment="The record."),
        sa.Column("who", sa.String(), nullable=False, comment="The party, person, place or issue that it names."),
        sa.Column("role", sa.String(), nullable=False, comment="As what it names it: the field's name."),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("record", "who", "role", name=op.f("mention_key")),
    )
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("mention_by_process"), ["process"], unique=False)
        batch_op.create_index("mention_by_who", ["who", "root"], unique=False)

    op.create_table(
        "name",
        sa.Column(
            "folded", sa.String(), nullable=False, comment="The name without regard to case, accents and script."
        ),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("folded", "record", name=op.f("name_key")),
    )
    op.create_table(
        "outcome_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("issue", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("scope_area", sa.String(), nullable=True),
        sa.Column("scope_duration", sa.String(), nullable=True),
        sa.Column("scope_conditions", sa.String(), nullable=True),
        sa.Column("deadline", sa.String(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("disputed_by", sa.Text(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("outcome_past_key")),
    )
    with op.batch_alter_table("outcome_past", schema=None) as batch_op:
        batch_op.create_index("outcome_past_by_process", ["process"], unique=False)
        batch_op.create_index("outcome_past_by_root", ["root"], unique=False)

    op.create_table(
        "party",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=True),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["party.id"],
            name=op.f("party_parent_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("party_key")),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("party_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("party_by_root"), ["root"], unique=False)

    op.create_table(
        "place",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["place.id"],
            name=op.f("place_parent_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("place_key")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("place_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("place_by_root"), ["root"], unique=False)

    op.create_table(
        "position_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("issue", sa.String(), nullable=True),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("priority", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("timing", sa.String(), nullable=True),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.Column("change", sa.String(), nullable=True),
        sa.Column("change_reason", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("position_past_key")),
    )
    with op.batch_alter_table("position_past", schema=None) as batch_op:
        batch_op.create_index("position_past_by_process", ["process"], unique=False)
        batch_op.create_index("position_past_by_root", ["root"], unique=False)

    op.create_table(
        "process",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("conflict", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("issues", sa.Text(), nullable=False),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("process_key")),
    )
    with op.batch_alter_table("process", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("process_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("process_by_root"), ["root"], unique=False)

    op.create_table(
        "process_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("conflict", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("parties", sa.Text(), nullable=True),
        sa.Column("issues", sa.Text(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("process_past_key")),
    )
    with op.batch_alter_table("process_past", schema=None) as batch_op:
        batch_op.create_index("process_past_by_process", ["process"], unique=False)
        batch_op.create_index("process_past_by_root", ["root"], unique=False)

    op.create_table(
        "provision_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("agreement", sa.String(), nullable=True),
        sa.Column("issue", sa.String(), nullable=True),
        sa.Column("locator", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("provision_past_key")),
    )
    with op.batch_alter_table("provision_past", schema=None) as batch_op:
        batch_op.create_index("provision_past_by_process", ["process"], unique=False)
        batch_op.create_index("provision_past_by_root", ["root"], unique=False)

    op.create_table(
        "reading",
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("earlier", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("record", "number", name=op.f("reading_key")),
    )
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("reading_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("reading_by_root"), ["root"], unique=False)

    op.create_table(
        "round_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("track", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("formats", sa.Text(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("places", sa.Text(), nullable=True),
        sa.Column("declined_by", sa.Text(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("round_past_key")),
    )
    with op.batch_alter_table("round_past", schema=None) as batch_op:
        batch_op.create_index("round_past_by_process", ["process"], unique=False)
        batch_op.create_index("round_past_by_root", ["root"], unique=False)

    op.create_table(
        "signature_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("agreement", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("capacity", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("signature_past_key")),
    )
    with op.batch_alter_table("signature_past", schema=None) as batch_op:
        batch_op.create_index("signature_past_by_process", ["process"], unique=False)
        batch_op.create_index("signature_past_by_root", ["root"], unique=False)

    op.create_table(
        "statement_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("issue", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("statement_past_key")),
    )
    with op.batch_alter_table("statement_past", schema=None) as batch_op:
        batch_op.create_index("statement_past_by_process", ["process"], unique=False)
        batch_op.create_index("statement_past_by_root", ["root"], unique=False)

    op.create_table(
        "third_party_past",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("roles", sa.Text(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "known", name=op.f("third_party_past_key")),
    )
    with op.batch_alter_table("third_party_past", schema=None) as batch_op:
        batch_op.create_index("third_party_past_by_process", ["process"], unique=False)
        batch_op.create_index("third_party_past_by_root", ["root"], unique=False)

    op.create_table(
        "waiver",
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("record", "number", name=op.f("waiver_key")),
    )
    with op.batch_alter_table("waiver", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("waiver_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("waiver_by_root"), ["root"], unique=False)

    op.create_table(
        "wording",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False, comment="The record."),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column(
            "earliest", sa.BigInteger(), nullable=True, comment="The first day of its own date, else of its round's."
        ),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False, comment="The words hold from this day of knowledge on,"),
        sa.Column("until", sa.BigInteger(), nullable=False, comment="until before this one."),
        sa.Column("said", sa.Text(), nullable=False, comment="All that the record says in words."),
        sa.Column("latin", sa.Text(), nullable=False, comment="The same in Latin letters, where it is in others."),
        sa.Column(
            "names",
            sa.Text(),
            nullable=False,
            comment="The names of the parties, persons, places and issues that it names.",
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("wording_key")),
        sa.UniqueConstraint("id", "known", name=op.f("wording_id_known_once")),
        info={"key": ("id", "known")},
    )
    with op.batch_alter_table("wording", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("wording_by_process"), ["process"], unique=False)

    op.create_table(
        "event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("issue", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue"],
            ["issue.id"],
            name=op.f("event_issue_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["process"],
            ["process.id"],
            name=op.f("event_process_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("event_key")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("event_by_earliest", ["earliest"], unique=False)
        batch_op.create_index(batch_op.f("event_by_root"), ["root"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party"],
            ["party.id"],
            name=op.f("person_party_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("person_key")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("person_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("person_by_root"), ["root"], unique=False)

    op.create_table(
        "source",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("accessed", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("archive", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("affiliation", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["process"],
            ["process.id"],
            name=op.f("source_process_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("source_key")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("source_by_root"), ["root"], unique=False)

    op.create_table(
        "track",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["process"],
            ["process.id"],
            name=op.f("track_process_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("track_key")),
    )
    with op.batch_alter_table("track", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("track_by_root"), ["root"], unique=False)

    op.create_table(
        "agreement_date",
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"],
            ["source.id"],
            name=op.f("agreement_date_source_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("record", "number", name=op.f("agreement_date_key")),
    )
    with op.batch_alter_table("agreement_date", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("agreement_date_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("agreement_date_by_root"), ["root"], unique=False)

    op.create_table(
        "citation",
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("locator", sa.String(), nullable=True),
        sa.Column("quote", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.Column(
            "inherited", sa.Boolean(), nullable=False, comment="Taken from the block in which the record stands."
        ),
        sa.ForeignKeyConstraint(
            ["source"],
            ["source.id"],
            name=op.f("citation_source_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["speaker"],
            ["person.id"],
            name=op.f("citation_speaker_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("record", "number", name=op.f("citation_key")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("citation_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("citation_by_root"), ["root"], unique=False)
        batch_op.create_index("citation_by_source", ["source"], unique=False)

    op.create_table(
        "round",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("track", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("formats", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("declined_by", sa.Text(), nullable=False),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["round.id"],
            name=op.f("round_parent_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["process"],
            ["process.id"],
            name=op.f("round_process_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["track"],
            ["track.id"],
            name=op.f("round_track_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("round_key")),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index(
            "round_by_earliest_latest_sequence_id", ["earliest", "latest", "sequence", "id"], unique=False
        )
        batch_op.create_index("round_by_process_track", ["process", "track"], unique=False)
        batch_op.create_index(batch_op.f("round_by_root"), ["root"], unique=False)

    op.create_table(
        "agreement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place"],
            ["place.id"],
            name=op.f("agreement_place_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["process"],
            ["process.id"],
            name=op.f("agreement_process_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["round"],
            ["round.id"],
            name=op.f("agreement_round_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("agreement_key")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index("agreement_by_earliest", ["earliest"], unique=False)
        batch_op.create_index(batch_op.f("agreement_by_root"), ["root"], unique=False)

    op.create_table(
        "delegation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("head", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["head"],
            ["person.id"],
            name=op.f("delegation_head_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party"],
            ["party.id"],
            name=op.f("delegation_party_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["round"],
            ["round.id"],
            name=op.f("delegation_round_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("delegation_key")),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.create_index("delegation_by_party", ["party"], unique=False)
        batch_op.create_index(batch_op.f("delegation_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("delegation_by_root"), ["root"], unique=False)

    op.create_table(
        "outcome",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("issue", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("scope_area", sa.String(), nullable=True),
        sa.Column("scope_duration", sa.String(), nullable=True),
        sa.Column("scope_conditions", sa.String(), nullable=True),
        sa.Column("deadline", sa.String(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("disputed_by", sa.Text(), nullable=False),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue"],
            ["issue.id"],
            name=op.f("outcome_issue_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["process"],
            ["process.id"],
            name=op.f("outcome_process_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["round"],
            ["round.id"],
            name=op.f("outcome_round_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("outcome_key")),
    )
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.create_index("outcome_by_earliest", ["earliest"], unique=False)
        batch_op.create_index("outcome_by_issue", ["issue"], unique=False)
        batch_op.create_index(batch_op.f("outcome_by_root"), ["root"], unique=False)

    op.create_table(
        "position",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("issue", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("timing", sa.String(), nullable=False),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.Column("change", sa.String(), nullable=True),
        sa.Column("change_reason", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue"],
            ["issue.id"],
            name=op.f("position_issue_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party"],
            ["party.id"],
            name=op.f("position_party_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["process"],
            ["process.id"],
            name=op.f("position_process_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["round"],
            ["round.id"],
            name=op.f("position_round_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["speaker"],
            ["person.id"],
            name=op.f("position_speaker_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["supersedes"],
            ["position.id"],
            name=op.f("position_supersedes_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("position_key")),
    )
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.create_index("position_by_earliest", ["earliest"], unique=False)
        batch_op.create_index("position_by_party_issue", ["party", "issue"], unique=False)
        batch_op.create_index(batch_op.f("position_by_root"), ["root"], unique=False)

    op.create_table(
        "statement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("round", sa.String(), nullable=True),
        sa.Column("speaker", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("issue", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue"],
            ["issue.id"],
            name=op.f("statement_issue_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party"],
            ["party.id"],
            name=op.f("statement_party_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["process"],
            ["process.id"],
            name=op.f("statement_process_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["round"],
            ["round.id"],
            name=op.f("statement_round_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["speaker"],
            ["person.id"],
            name=op.f("statement_speaker_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("statement_key")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index("statement_by_earliest", ["earliest"], unique=False)
        batch_op.create_index(batch_op.f("statement_by_root"), ["root"], unique=False)

    op.create_table(
        "third_party",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party"],
            ["party.id"],
            name=op.f("third_party_party_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["round"],
            ["round.id"],
            name=op.f("third_party_round_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("third_party_key")),
    )
    with op.batch_alter_table("third_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("third_party_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("third_party_by_root"), ["root"], unique=False)

    op.create_table(
        "answer",
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["position"],
            ["position.id"],
            name=op.f("answer_position_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("record", "number", name=op.f("answer_key")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index("answer_by_position", ["position"], unique=False)
        batch_op.create_index(batch_op.f("answer_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("answer_by_root"), ["root"], unique=False)

    op.create_table(
        "delegate",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("delegation", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=True),
        sa.Column("attended", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegation"],
            ["delegation.id"],
            name=op.f("delegate_delegation_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person"],
            ["person.id"],
            name=op.f("delegate_person_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("delegate_key")),
    )
    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.create_index("delegate_by_person", ["person"], unique=False)
        batch_op.create_index(batch_op.f("delegate_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("delegate_by_root"), ["root"], unique=False)

    op.create_table(
        "intermediary",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("third_party", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"],
            ["person.id"],
            name=op.f("intermediary_person_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["third_party"],
            ["third_party.id"],
            name=op.f("intermediary_third_party_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("intermediary_key")),
    )
    with op.batch_alter_table("intermediary", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("intermediary_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("intermediary_by_root"), ["root"], unique=False)

    op.create_table(
        "lineage",
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["other"],
            ["agreement.id"],
            name=op.f("lineage_other_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["source"],
            ["source.id"],
            name=op.f("lineage_source_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("record", "number", name=op.f("lineage_key")),
    )
    with op.batch_alter_table("lineage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("lineage_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("lineage_by_root"), ["root"], unique=False)

    op.create_table(
        "provision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("issue", sa.String(), nullable=True),
        sa.Column("locator", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreement.id"],
            name=op.f("provision_agreement_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["issue"],
            ["issue.id"],
            name=op.f("provision_issue_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("provision_key")),
    )
    with op.batch_alter_table("provision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("provision_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("provision_by_root"), ["root"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("capacity", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreement.id"],
            name=op.f("signature_agreement_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["party"],
            ["party.id"],
            name=op.f("signature_party_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person"],
            ["person.id"],
            name=op.f("signature_person_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("signature_key")),
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("signature_by_process"), ["process"], unique=False)
        batch_op.create_index(batch_op.f("signature_by_root"), ["root"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("provision", sa.String(), nullable=True),
        sa.Column("agreement", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("disputed_by", sa.Text(), nullable=False),
        sa.Column("earliest", sa.BigInteger(), nullable=True),
        sa.Column("latest", sa.BigInteger(), nullable=True),
        sa.Column("precision", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=True),
        sa.Column("known", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement"],
            ["agreement.id"],
            name=op.f("follow_up_agreement_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["outcome"],
            ["outcome.id"],
            name=op.f("follow_up_outcome_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["place"],
            ["place.id"],
            name=op.f("follow_up_place_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["process"],
            ["process.id"],
            name=op.f("follow_up_process_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["provision"],
            ["provision.id"],
            name=op.f("follow_up_provision_exists"),
            onupdate="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("follow_up_key")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index("follow_up_by_earliest", ["earliest"], unique=False)
        batch_op.create_index(batch_op.f("follow_up_by_root"), ["root"], unique=False)
    for statement in SERVED if op.get_bind().dialect.name == "postgresql" else SEARCH:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Take the change back."""
    op.execute("DROP TABLE search")
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("follow_up_by_root"))
        batch_op.drop_index("follow_up_by_earliest")

    op.drop_table("follow_up")
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("signature_by_root"))
        batch_op.drop_index(batch_op.f("signature_by_process"))

    op.drop_table("signature")
    with op.batch_alter_table("provision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("provision_by_root"))
        batch_op.drop_index(batch_op.f("provision_by_process"))

    op.drop_table("provision")
    with op.batch_alter_table("lineage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("lineage_by_root"))
        batch_op.drop_index(batch_op.f("lineage_by_process"))

    op.drop_table("lineage")
    with op.batch_alter_table("intermediary", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("intermediary_by_root"))
        batch_op.drop_index(batch_op.f("intermediary_by_process"))

    op.drop_table("intermediary")
    with op.batch_alter_table("delegate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("delegate_by_root"))
        batch_op.drop_index(batch_op.f("delegate_by_process"))
        batch_op.drop_index("delegate_by_person")

    op.drop_table("delegate")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("answer_by_root"))
        batch_op.drop_index(batch_op.f("answer_by_process"))
        batch_op.drop_index("answer_by_position")

    op.drop_table("answer")
    with op.batch_alter_table("third_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("third_party_by_root"))
        batch_op.drop_index(batch_op.f("third_party_by_process"))

    op.drop_table("third_party")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("statement_by_root"))
        batch_op.drop_index("statement_by_earliest")

    op.drop_table("statement")
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("position_by_root"))
        batch_op.drop_index("position_by_party_issue")
        batch_op.drop_index("position_by_earliest")

    op.drop_table("position")
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("outcome_by_root"))
        batch_op.drop_index("outcome_by_issue")
        batch_op.drop_index("outcome_by_earliest")

    op.drop_table("outcome")
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("delegation_by_root"))
        batch_op.drop_index(batch_op.f("delegation_by_process"))
        batch_op.drop_index("delegation_by_party")

    op.drop_table("delegation")
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("agreement_by_root"))
        batch_op.drop_index("agreement_by_earliest")

    op.drop_table("agreement")
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("round_by_root"))
        batch_op.drop_index("round_by_process_track")
        batch_op.drop_index("round_by_earliest_latest_sequence_id")

    op.drop_table("round")
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_index("citation_by_source")
        batch_op.drop_index(batch_op.f("citation_by_root"))
        batch_op.drop_index(batch_op.f("citation_by_process"))

    op.drop_table("citation")
    with op.batch_alter_table("agreement_date", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("agreement_date_by_root"))
        batch_op.drop_index(batch_op.f("agreement_date_by_process"))

    op.drop_table("agreement_date")
    with op.batch_alter_table("track", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("track_by_root"))

    op.drop_table("track")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("source_by_root"))

    op.drop_table("source")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("person_by_root"))
        batch_op.drop_index(batch_op.f("person_by_process"))

    op.drop_table("person")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("event_by_root"))
        batch_op.drop_index("event_by_earliest")

    op.drop_table("event")
    with op.batch_alter_table("wording", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("wording_by_process"))

    op.drop_table("wording")
    with op.batch_alter_table("waiver", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("waiver_by_root"))
        batch_op.drop_index(batch_op.f("waiver_by_process"))

    op.drop_table("waiver")
    with op.batch_alter_table("third_party_past", schema=None) as batch_op:
        batch_op.drop_index("third_party_past_by_root")
        batch_op.drop_index("third_party_past_by_process")

    op.drop_table("third_party_past")
    with op.batch_alter_table("statement_past", schema=None) as batch_op:
        batch_op.drop_index("statement_past_by_root")
        batch_op.drop_index("statement_past_by_process")

    op.drop_table("statement_past")
    with op.batch_alter_table("signature_past", schema=None) as batch_op:
        batch_op.drop_index("signature_past_by_root")
        batch_op.drop_index("signature_past_by_process")

    op.drop_table("signature_past")
    with op.batch_alter_table("round_past", schema=None) as batch_op:
        batch_op.drop_index("round_past_by_root")
        batch_op.drop_index("round_past_by_process")

    op.drop_table("round_past")
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("reading_by_root"))
        batch_op.drop_index(batch_op.f("reading_by_process"))

    op.drop_table("reading")
    with op.batch_alter_table("provision_past", schema=None) as batch_op:
        batch_op.drop_index("provision_past_by_root")
        batch_op.drop_index("provision_past_by_process")

    op.drop_table("provision_past")
    with op.batch_alter_table("process_past", schema=None) as batch_op:
        batch_op.drop_index("process_past_by_root")
        batch_op.drop_index("process_past_by_process")

    op.drop_table("process_past")
    with op.batch_alter_table("process", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("process_by_root"))
        batch_op.drop_index(batch_op.f("process_by_process"))

    op.drop_table("process")
    with op.batch_alter_table("position_past", schema=None) as batch_op:
        batch_op.drop_index("position_past_by_root")
        batch_op.drop_index("position_past_by_process")

    op.drop_table("position_past")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("place_by_root"))
        batch_op.drop_index(batch_op.f("place_by_process"))

    op.drop_table("place")
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("party_by_root"))
        batch_op.drop_index(batch_op.f("party_by_process"))

    op.drop_table("party")
    with op.batch_alter_table("outcome_past", schema=None) as batch_op:
        batch_op.drop_index("outcome_past_by_root")
        batch_op.drop_index("outcome_past_by_process")

    op.drop_table("outcome_past")
    op.drop_table("name")
    with op.batch_alter_table("mention", schema=None) as batch_op:
        batch_op.drop_index("mention_by_who")
        batch_op.drop_index(batch_op.f("mention_by_process"))

    op.drop_table("mention")
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("issue_by_root"))
        batch_op.drop_index(batch_op.f("issue_by_process"))

    op.drop_table("issue")
    with op.batch_alter_table("intermediary_past", schema=None) as batch_op:
        batch_op.drop_index("intermediary_past_by_root")
        batch_op.drop_index("intermediary_past_by_process")

    op.drop_table("intermediary_past")
    with op.batch_alter_table("follow_up_past", schema=None) as batch_op:
        batch_op.drop_index("follow_up_past_by_root")
        batch_op.drop_index("follow_up_past_by_process")

    op.drop_table("follow_up_past")
    with op.batch_alter_table("event_past", schema=None) as batch_op:
        batch_op.drop_index("event_past_by_root")
        batch_op.drop_index("event_past_by_process")

    op.drop_table("event_past")
    with op.batch_alter_table("delegation_past", schema=None) as batch_op:
        batch_op.drop_index("delegation_past_by_root")
        batch_op.drop_index("delegation_past_by_process")

    op.drop_table("delegation_past")
    with op.batch_alter_table("delegate_past", schema=None) as batch_op:
        batch_op.drop_index("delegate_past_by_root")
        batch_op.drop_index("delegate_past_by_process")

    op.drop_table("delegate_past")
    with op.batch_alter_table("agreement_past", schema=None) as batch_op:
        batch_op.drop_index("agreement_past_by_root")
        batch_op.drop_index("agreement_past_by_process")

    op.drop_table("agreement_past")
