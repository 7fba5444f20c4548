"""Tables that hold no records: the history, what was exchanged, what people decided and wrote.

Each is made when a vault without it is opened.
"""

import sqlalchemy as sa

DECISIONS, RUNS = "finding_decision", "reconciliation_run"
ROWS, MAPPINGS, MATCHES, WAITING = (
    "partner_row",
    "partner_mapping",
    "partner_match",
    "partner_waiting",
)


def fixed_tables(metadata: sa.MetaData) -> None:
    """Describe them all."""
    sa.Table(
        "many_value",
        metadata,
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("pk", sa.Integer, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Index("ix_many_value_value", "entity", "key", "value", "pk"),
        sa.Index("ix_many_value_row", "entity", "pk"),
    )
    sa.Table(
        "fact",
        metadata,
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    sa.Table(
        "step",
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("undoes", sa.Integer),
        # What the clock on the wall is held against; absent in steps of older versions.
        sa.Column("session", sa.Text),
        sa.Column("ticks", sa.Integer),
    )
    _exchange_tables(metadata)
    _merging_tables(metadata)
    _history_table(metadata)
    _witness_tables(metadata)
    _partner_tables(metadata)
    _insight_tables(metadata)
    _briefing_tables(metadata)


def _exchange_tables(metadata: sa.MetaData) -> None:
    """What went out and came in, and of what a receipt can be written."""
    sa.Table(
        "exchange_log",
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("export_id", sa.Text, nullable=False),
        sa.Column("file_sha256", sa.Text, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("decisions", sa.Text, nullable=False),
        # How long the history was then, and the step an import is undone by.
        sa.Column("head", sa.Integer),
        sa.Column("step", sa.Integer),
        # For whom it was made; workbooks for the office and for everybody name nobody.
        sa.Column("partner", sa.Text),
    )
    sa.Table(
        "exchange_receipt",
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        # The line of the log that it belongs to; there is one for each file that came in.
        sa.Column("exchange", sa.Integer, nullable=False, unique=True),
        sa.Column("kind", sa.Text, nullable=False),
        # What a receipt is written from as compressed JSON; the file itself is not kept.
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def _merging_tables(metadata: sa.MetaData) -> None:
    """What came in and waits for a decision, and the contents that other offices have."""
    sa.Table(
        "exchange_waiting",
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_sha256", sa.Text, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("together", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        # The step that decided it; undone, the question is open again.
        sa.Column("step", sa.Integer),
    )
    sa.Table(
        "exchange_version",
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        # How long the history was when it was learnt, which puts it between our own contents.
        sa.Column("head", sa.Integer, nullable=False),
        # The import it came with, which may be undone; 0 when nothing had to be written.
        sa.Column("step", sa.Integer, nullable=False),
        # Whether it left in a form for partners, so that its name may be told to them.
        sa.Column("released", sa.Integer, nullable=False),
        sa.Column("content", sa.Text),
        sa.Index("ix_exchange_version_record", "record_id", "version", unique=True),
    )


def _history_table(metadata: sa.MetaData) -> None:
    sa.Table(
        "history",
        metadata,
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("record_id", sa.Text, nullable=False, index=True),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
        sa.Column("record_hash", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        # What a step wrote is asked at every start; an import wrote a hundred thousand wide rows.
        sa.Index("ix_history_step", "step", "entity", "rev"),
    )


def _witness_tables(metadata: sa.MetaData) -> None:
    """Signatures over heads of the history, and heads that somebody outside has shown."""
    sa.Table(
        "signature",
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("occasion", sa.Text, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("signature", sa.Text, nullable=False),
    )
    sa.Table(
        "outside_head",
        metadata,
        sa.Column("pk", sa.Integer, primary_key=True),
        sa.Column("head", sa.Text, nullable=False),
        sa.Column("whence", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )


def _partner_tables(metadata: sa.MetaData) -> None:
    """What was taken from partners' files: rows, mappings, and what waits for a match."""
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


def _insight_tables(metadata: sa.MetaData) -> None:
    """What people decided about findings, and the reconciliations they kept."""
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


def _briefing_tables(metadata: sa.MetaData) -> None:
    """What was written in briefings."""
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
