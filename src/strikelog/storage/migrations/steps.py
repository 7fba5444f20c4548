"""Running the frozen steps that a database lacks: all of them or none, behind a verified copy.

A step is a file in `resources/migrations/versions`, named by Alembic's `revision` and
`down_revision` ("0001", "0002" …) with a function `upgrade`. It never imports today's records. It
may name in `LOSES` the tables that are meant to have fewer rows afterwards; losing rows anywhere
else stops the upgrade. Alembic lends its operations and its chain of files; the number itself
stands in our own table of facts, so that opening reads it without the library.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from ...domain.errors import StrikelogError
from ...domain.messages import mark
from ...resources import resource
from .. import sqlite
from ..backups import Contents, Opened, contents_of, verified_copy

BACKUPS_FOLDER = "backups"


class UpgradeFailed(StrikelogError):
    """A step failed; the database is as it was, and a copy of it was made before."""

    message = mark(
        "The vault could not be brought to the format of this version ({reason}). It was left as "
        "it was. A copy made before stands in its folder as “{copy}”. Keep both and ask for help."
    )


class RowsLost(StrikelogError):
    """After a step, rows are missing that the step was not meant to remove."""

    message = mark("rows went missing from {tables}")


class ReferencesBroken(StrikelogError):
    """After a step, rows refer to rows that are not there."""

    message = mark("{count} broken references")


def steps_folder() -> Path:
    """Give the folder of the frozen steps."""
    return resource("migrations")


def run_steps(source: Opened, current: int, wanted: int) -> Path:
    """Run every step after `current` up to `wanted`; gives the copy made before."""
    modules = steps_between(current, wanted)
    copy = verified_copy(source, _copy_name(source.path, current))
    try:
        with _one_transaction(source) as connection:
            _run(connection, modules, wanted)
    except (sa.exc.SQLAlchemyError, sqlite.DriverError, RowsLost, ReferencesBroken) as problem:
        # The driver's text is dropped on purpose: it may quote values.
        reason = str(problem) if isinstance(problem, StrikelogError) else type(problem).__name__
        shown = copy.relative_to(source.path.parent).as_posix()
        raise UpgradeFailed(reason=reason, copy=shown) from None
    return copy


def steps_between(current: int, wanted: int) -> list[ModuleType]:
    """Give the modules of the steps after `current` up to `wanted`, in order."""
    script = ScriptDirectory(str(steps_folder()))
    chain = script.iterate_revisions(_name(wanted), _name(current))
    return [revision.module for revision in chain][::-1]


def _name(revision: int) -> str:
    return f"{revision:04d}"


def _copy_name(database: Path, current: int) -> Path:
    """Give a name in the vault's folder of backups that no earlier copy has."""
    folder = database.parent / BACKUPS_FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    taken = len(list(folder.glob(f"format-{_name(current)}*.db")))
    return folder / f"format-{_name(current)}-{taken + 1}.db"


@contextmanager
def _one_transaction(source: Opened) -> Iterator[sa.Connection]:
    """Give a connection of its own with foreign keys off, whose changes stand together or not.

    With them on, rebuilding a table would delete every row that refers to it.
    """
    engine = sqlite.make_engine(source.path, source.key, source.salt)
    try:
        with engine.connect().execution_options(bare=True) as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()  # which rolls back what was not committed


def _run(connection: sa.Connection, modules: list[ModuleType], wanted: int) -> None:
    before = _contents(connection)
    _drop_facets(connection)
    with Operations.context(MigrationContext.configure(connection)):
        for module in modules:
            module.upgrade()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise ReferencesBroken(count=len(broken))
    meant = frozenset(name for module in modules for name in getattr(module, "LOSES", ()))
    _refuse_loss(before, _contents(connection), meant)
    connection.exec_driver_sql("UPDATE fact SET value = ? WHERE key = 'revision'", (str(wanted),))


def _drop_facets(connection: sa.Connection) -> None:
    """Drop the indexes over expressions, which rebuilding a table cannot carry over.

    Opening makes them anew from what the records are today.
    """
    query = "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'ix_%_facets'"
    for name in connection.exec_driver_sql(query).scalars().all():
        connection.exec_driver_sql(f'DROP INDEX "{name}"')


def _refuse_loss(before: Contents, after: Contents, meant: frozenset[str]) -> None:
    now = dict(after.rows)
    fewer = [
        name
        for name, count in before.rows
        if now.get(name, 0) < count and name not in meant and "_search_" not in name
    ]
    if before.head != after.head:
        fewer.append("history")
    if fewer:
        raise RowsLost(tables=", ".join(dict.fromkeys(fewer)))


def _contents(connection: sa.Connection) -> Contents:
    driver: sqlite.RawConnection | None = connection.connection.driver_connection
    assert driver is not None, "the connection is open"
    return contents_of(driver)
