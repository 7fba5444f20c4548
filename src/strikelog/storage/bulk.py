"""Many rows written at once, all with the same columns.

The toolkit looks at every value of every row that it is given; here it makes the statement once and
the driver is given the values, which are what the columns hold already (see `columns`).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

Row = Mapping[str, Any]

PK = "pk_"
"""Names the row to be changed among the values of an update."""


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Write new rows; each has the columns of the first."""
    if rows:
        _execute(connection, rows, _insert(table, tuple(rows[0]), connection.dialect))


def update_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Change rows, each named by `pk_`; each has the columns of the first."""
    if rows:
        _execute(connection, rows, _update(table, tuple(rows[0]), connection.dialect))


_Statement = tuple[str, Callable[[Row], tuple[Any, ...]]]
"""The text, and what picks the values out of a row in its order."""


def _execute(connection: sa.Connection, rows: Sequence[Row], statement: _Statement) -> None:
    text, pick = statement
    connection.exec_driver_sql(text, list(map(pick, rows)))


@lru_cache(maxsize=256)
def _insert(table: sa.Table, keys: tuple[str, ...], dialect: sa.Dialect) -> _Statement:
    return _made(sa.insert(table), keys, dialect)


@lru_cache(maxsize=256)
def _update(table: sa.Table, keys: tuple[str, ...], dialect: sa.Dialect) -> _Statement:
    values: dict[str, Any] = {name: sa.bindparam(name) for name in keys if name != PK}
    update = sa.update(table).where(table.c.pk == sa.bindparam(PK)).values(values)
    return _made(update, keys, dialect)


def _made(
    statement: sa.Insert | sa.Update, keys: tuple[str, ...], dialect: sa.Dialect
) -> _Statement:
    compiled = statement.compile(dialect=dialect, column_keys=list(keys))
    names = compiled.positiontup or ()
    pick = itemgetter(*names)
    return str(compiled), pick if len(names) > 1 else lambda row: (pick(row),)
