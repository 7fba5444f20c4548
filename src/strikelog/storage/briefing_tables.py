"""The table of written briefings."""

import sqlalchemy as sa


def briefing_tables(metadata: sa.MetaData) -> None:
    """Describe it; it is made when a vault without it is opened."""
    sa.Table(
        "briefing_run",
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("as_of", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("file_sha256", sa.Text, nullable=False, index=True),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("issue", sa.Integer),
        # Figures and incidents as compressed JSON; a selection of many incidents is long.
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
