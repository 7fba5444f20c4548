"""Tables of what people decided about findings, and of the reconciliations they kept."""

import sqlalchemy as sa

DECISIONS, RUNS = "finding_decision", "reconciliation_run"


def insight_tables(metadata: sa.MetaData) -> None:
    """Describe them; each is made when a vault without it is opened."""
    sa.Table(
        DECISIONS,
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, index=True),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("record_ids", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        # What the decision is undone by; it stands as long as that step does.
        sa.Column("step", sa.Integer, nullable=False, index=True),
    )
    sa.Table(
        RUNS,
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("total_id", sa.Text, nullable=False, index=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        # Which records it was counted from: how long the history was then, and its head.
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("head_hash", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
    )
