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
from .columns import FIRST, LAST, SORT, columns_for
from .fixed_tables import DECISIONS, RUNS, fixed_tables

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
        fixed_tables(metadata)
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


def schema_for(records: Sequence[type[Record]]) -> Schema:
    """Describe the database for a list of record classes; the same list is described once."""
    return _described(tuple(records))


@cache
def _described(records: tuple[type[Record], ...]) -> Schema:
    return Schema(records)
