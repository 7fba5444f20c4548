"""Bringing an older database up to date when it is opened.

New tables, and new columns of existing tables, come by themselves: every field may be empty, so an
older file simply gains the column. Anything else is a numbered, frozen step (`steps`), run in one
transaction behind a verified copy; the library that runs it is loaded only when the number differs.
"""

from functools import cache

import sqlalchemy as sa
import sqlalchemy.dialects.sqlite

from ...domain.errors import StrikelogError
from ...domain.messages import mark
from ...domain.records import Record
from .. import sqlite
from ..backups import Opened
from ..refreshing import fill_search
from ..searching import search_columns
from ..tables import Schema, table_name

REVISION = 1
"""Number of the newest frozen step this program knows; steps stand in `resources/migrations`."""


class FileIsNewer(StrikelogError):
    """The vault was written by a later version of the program."""

    message = mark(
        "This vault was made with a newer version of strikelog. Update strikelog to open it."
    )


def bring_up_to_date(source: Opened, engine: sa.Engine, schema: Schema) -> None:
    """Run the steps a database lacks, then create what is missing; refuses a later revision.

    Raises FileIsNewer or UpgradeFailed; either leaves the file as it was.
    """
    with engine.connect().execution_options(reading=True) as connection:
        found = _revision(connection)
    if found is not None and found > REVISION:
        raise FileIsNewer
    if found is not None and found < REVISION:
        # Late on purpose: Alembic takes a tenth of a second that nearly no start needs.
        from .steps import run_steps  # noqa: PLC0415

        engine.dispose()
        run_steps(source, found, REVISION)
    with engine.begin() as connection:
        added = _add_missing(connection, schema)
        outdated = _stale_indexes(connection, schema) or _stale_searches(connection, schema)
        if found != REVISION or added or outdated:
            _finish(connection, schema)


def _revision(connection: sa.Connection) -> int | None:
    known = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'fact'"
    ).fetchone()
    if known is None:
        return None
    row = connection.exec_driver_sql("SELECT value FROM fact WHERE key = 'revision'").fetchone()
    return int(row[0]) if row else None


def _add_missing(connection: sa.Connection, schema: Schema) -> bool:
    present = _columns(connection)
    added = False
    for table in schema.metadata.sorted_tables:
        columns = present.get(table.name)
        if columns is None:
            table.create(connection)
            added = True
            continue
        for column in table.columns:
            if column.name not in columns:
                kind = column.type.compile(connection.dialect)
                connection.exec_driver_sql(
                    f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {kind}'
                )
                added = True
    return added


def _columns(connection: sa.Connection) -> dict[str, set[str]]:
    rows = connection.exec_driver_sql(
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
        "WHERE m.type = 'table'"
    )
    present: dict[str, set[str]] = {}
    for table, column in rows:
        present.setdefault(table, set()).add(column)
    return present


def _stale_indexes(connection: sa.Connection, schema: Schema) -> dict[str, str]:
    """Give the indexes that are missing or made of other columns than today, as they should be."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'index'")
    present = {row[0]: row[1] for row in rows}
    return {name: sql for name, sql in _indexes(schema).items() if present.get(name) != sql}


@cache
def _indexes(schema: Schema) -> dict[str, str]:
    dialect = sa.dialects.sqlite.dialect()
    return {
        str(index.name): str(sa.schema.CreateIndex(index).compile(dialect=dialect))
        for table in schema.metadata.sorted_tables
        for index in table.indexes
    }


def _stale_searches(connection: sa.Connection, schema: Schema) -> list[type[Record]]:
    """Give the record classes whose full-text index is missing or has other columns than today."""
    return [
        kind
        for kind in schema.records
        if not kind.about.parent
        and not sqlite.has_search(connection, table_name(kind), search_columns(kind))
    ]


def _finish(connection: sa.Connection, schema: Schema) -> None:
    """Make indexes, search tables and triggers that are missing, and note the revision."""
    for name, made in _stale_indexes(connection, schema).items():
        connection.exec_driver_sql(f'DROP INDEX IF EXISTS "{name}"')
        connection.exec_driver_sql(made)
    for kind in _stale_searches(connection, schema):
        sqlite.create_search(connection, table_name(kind), search_columns(kind))
        fill_search(connection, schema, kind)
    sqlite.protect_history(connection)
    connection.exec_driver_sql(
        "INSERT INTO fact (key, value) VALUES ('revision', ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (str(REVISION),),
    )
