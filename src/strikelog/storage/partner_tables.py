"""Tables of what was taken from partners' files: rows, mappings, and what waits for a match."""

import sqlalchemy as sa

ROWS, MAPPINGS, MATCHES, WAITING = (
    "partner_row",
    "partner_mapping",
    "partner_match",
    "partner_waiting",
)


def partner_tables(metadata: sa.MetaData) -> None:
    """Describe them; each is made when a vault without it is opened."""
    sa.Table(
        ROWS,
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("dataset", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        # The step that took the row in; 0 when nothing had to be written for it.
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Index("ix_partner_row_key", "dataset", "origin", "key"),
    )
    sa.Table(
        MAPPINGS,
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("fingerprint", sa.Text, nullable=False, index=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    sa.Table(
        MATCHES,
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("spelling", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        # Nothing while it waits; else what was decided, for which record, by which step.
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.UniqueConstraint("kind", "spelling"),
    )
    sa.Table(
        WAITING,
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("spelling", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.UniqueConstraint("kind", "spelling", "record_id"),
    )
