"""Tables derived from the records; nothing here names a field of a particular record.

Every record class gets one table: `pk` (row id, also that of the search index), `hash` (of the
content), its fields, and for incidents the columns of the list summary under the prefix `sum_`.
Ids refer to records across tables without foreign keys, because a shared workbook may name records
that were withheld from it; validation reports such references.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import sqlalchemy as sa

from ..domain.fields import Field, Kind, fields_of, has_field
from ..domain.records import Incident, Record
from ..domain.summaries import IncidentSummary
from .briefing_tables import briefing_tables
from .columns import FIRST, LAST, SORT, columns_for
from .insight_tables import DECISIONS, RUNS, insight_tables
from .partner_tables import partner_tables

SUMMARY = "sum_"
"""Prefix of the summary's columns in the incident table."""

LOCAL = "_local"
"""Ends the key of a name in the script of the place; lists show it but hardly sort by it."""

_FACETS = frozenset({Kind.CODE, Kind.YESNO, Kind.INSTANT, Kind.COUNT, Kind.DEGREES})
_SUMMARY_FACETS = frozenset({Kind.CODE, Kind.YESNO, Kind.COUNT, Kind.LINE})


def table_name(kind: type[Record]) -> str:
    """Give the table's name: the class name in snake case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def is_incident(kind: type[Record]) -> bool:
    """Tell whether a class is the incident or a variety of it, which alone has a list summary."""
    return issubclass(kind, Incident)


def summary_fields(kind: type[Record]) -> tuple[Field, ...]:
    """Give the fields of the list summary kept beside a record class."""
    return fields_of(IncidentSummary) if is_incident(kind) else ()


@dataclass(frozen=True)
class Schema:
    """All tables of a database made for a list of record classes."""

    records: tuple[type[Record], ...]

    @cached_property
    def metadata(self) -> sa.MetaData:
        """The tables with their indexes."""
        metadata = sa.MetaData()
        for kind in self.records:
            _record_table(metadata, kind)
        _fixed_tables(metadata)
        return metadata

    def table(self, kind: type[Record]) -> sa.Table:
        """Give the table of a record class."""
        return self.metadata.tables[table_name(kind)]

    @cached_property
    def by_name(self) -> dict[str, type[Record]]:
        """Record classes by class name, as the history and the many-values table name them."""
        return {kind.__name__: kind for kind in self.records}

    @property
    def many_values(self) -> sa.Table:
        """One row for each value of a field that holds many."""
        return self.metadata.tables["many_value"]

    @property
    def history(self) -> sa.Table:
        """The append-only chain of changes."""
        return self.metadata.tables["history"]

    @property
    def steps(self) -> sa.Table:
        """What a person did, as one line a change set."""
        return self.metadata.tables["step"]

    @property
    def signatures(self) -> sa.Table:
        """Signatures of devices over heads of the history."""
        return self.metadata.tables["signature"]

    @property
    def outside_heads(self) -> sa.Table:
        """Heads of this history that somebody outside the vault has shown."""
        return self.metadata.tables["outside_head"]

    @property
    def exchanges(self) -> sa.Table:
        """One row for each workbook that went out or came in."""
        return self.metadata.tables["exchange_log"]

    @property
    def receipts(self) -> sa.Table:
        """One row for each import of which a receipt can be written again."""
        return self.metadata.tables["exchange_receipt"]

    @property
    def waiting(self) -> sa.Table:
        """One row for each question of an import that was left open."""
        return self.metadata.tables["exchange_waiting"]

    @property
    def versions(self) -> sa.Table:
        """One row for each content of a record that another office has, besides our history."""
        return self.metadata.tables["exchange_version"]

    @property
    def decisions(self) -> sa.Table:
        """One row for each decision about a finding of the rules."""
        return self.metadata.tables[DECISIONS]

    @property
    def runs(self) -> sa.Table:
        """One row for each reconciliation that was kept."""
        return self.metadata.tables[RUNS]

    @property
    def facts(self) -> sa.Table:
        """Key and value pairs of the vault itself."""
        return self.metadata.tables["fact"]


def _record_table(metadata: sa.MetaData, kind: type[Record]) -> sa.Table:
    name = table_name(kind)
    columns: list[sa.Column[Any]] = [sa.Column("pk", sa.Integer, primary_key=True)]
    for field in fields_of(kind):
        columns += columns_for(field)
    for field in summary_fields(kind):
        columns += columns_for(field, SUMMARY)
    columns.append(sa.Column("hash", sa.Text))
    # SQLite tells only the first 63 columns apart when it looks for an index that covers a query.
    facets = _facet_names(kind)
    columns.sort(key=lambda column: not (column.primary_key or column.name in facets))
    table = sa.Table(name, metadata, *columns)
    _link_indexes(table, kind)
    _title_indexes(table, kind)
    _facet_index(table, kind)
    return table


def _link_indexes(table: sa.Table, kind: type[Record]) -> None:
    """Index every reference, so that "what refers to this" is quick.

    Most are empty and cost nothing. The owner stands beside the reference, so that going from a
    source to the incidents of its claims reads no wide row.
    """
    for field in fields_of(kind):
        if field.kind is Kind.LINK:
            column = table.c[field.key]
            beside = [kind.about.parent] if has_field(kind, kind.about.parent) else []
            columns = [table.c[name] for name in dict.fromkeys((*beside, "deleted"))]
            columns = [column, *(one for one in columns if one is not column)]
            sa.Index(f"ix_{table.name}_{field.key}", *columns, sqlite_where=column.is_not(None))


def _title_indexes(table: sa.Table, kind: type[Record]) -> None:
    for field in fields_of(kind):
        if field.key in kind.about.title and field.kind is Kind.LINE:
            sa.Index(f"ix_{table.name}_{field.key}", table.c[field.key])


def _facet_index(table: sa.Table, kind: type[Record]) -> None:
    """Cover filters and sorts by one narrow index, so that a list never reads the wide rows.

    Scanning the encrypted wide table costs several times more than scanning this index. Of every
    other field it holds whether there is anything, one byte a row, for `has:` and `missing:`.
    """
    facets = _facet_names(kind)
    columns = [table.c[name] for name in facets]
    others = [field.key for field in fields_of(kind) if field.key not in facets]
    blanks = [sa.text(f"({key} IS NULL)") for key in others if not table.c[key].primary_key]
    if columns:
        sa.Index(f"ix_{table.name}_facets", *columns, *blanks, sqlite_where=table.c.deleted == 0)


def present(column: sa.Column[Any]) -> sa.ColumnElement[bool]:
    """Match rows that hold something in a column, in the words the facet index knows it by."""
    return sa.literal_column(f"({column.table.name}.{column.name} IS NULL)", sa.Integer) == (
        sa.literal_column("0")
    )


def _facet_names(kind: type[Record]) -> list[str]:
    """Name the columns lists filter and sort by, the first date leading."""
    dates = [field.key for field in fields_of(kind) if field.kind is Kind.DATE][:1]
    names = [key + suffix for key in dates for suffix in (SORT, FIRST, LAST)]
    names += [field.key for field in fields_of(kind) if _is_facet(field)]
    names += [key for key in kind.about.title if any(key == one.key for one in _lines(kind))]
    names += [
        SUMMARY + field.key
        for field in summary_fields(kind)
        if field.kind in _SUMMARY_FACETS and not field.key.endswith(LOCAL)
    ]
    return names


def _lines(kind: type[Record]) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(kind) if field.kind is Kind.LINE)


def _is_facet(field: Field) -> bool:
    if field.key in {"deleted", "tlp"}:
        return False
    return field.kind in _FACETS or (field.kind is Kind.LINK and "Location" in field.target)


def _fixed_tables(metadata: sa.MetaData) -> None:
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
    _exchange_table(metadata)
    _history_table(metadata)
    _witness_tables(metadata)
    partner_tables(metadata)
    insight_tables(metadata)
    briefing_tables(metadata)


def _exchange_table(metadata: sa.MetaData) -> None:
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


def schema_for(records: Sequence[type[Record]]) -> Schema:
    """Describe the database for a list of record classes; the same list is described once."""
    return _described(tuple(records))


@cache
def _described(records: tuple[type[Record], ...]) -> Schema:
    return Schema(records)
