"""The encrypted database: opening, bringing its columns up to date, and its transactions."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.records import RECORDS, Record
from ..domain.saying import Sayable
from . import sqlite
from .backups import Opened, verified_copy
from .files import DiskFull
from .guards import needs_fallback
from .migrations import bring_up_to_date
from .tables import Schema, schema_for

_AUDIT_KEY = "history.key"

__all__ = ["Connection", "Database", "DatabaseReadOnly", "audit_key"]


def audit_key(key: bytes) -> bytes:
    """Give the key under which the history commits to values, from the database's key."""
    return hmac.digest(key, b"strikelog/audit/1", hashlib.sha256)


class DatabaseReadOnly(StrikelogError):
    """Something tried to write while the vault is open for reading alone."""

    message = mark("This vault is open for reading only, so nothing can be changed in it.")


class Database:
    """An open database: tables for its record classes.

    And short transactions for reading and writing.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        salt: bytes,
        *,
        records: Sequence[type[Record]] = RECORDS,
        read_only: bool = False,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.schema: Schema = schema_for(records)
        self.seal_key = self.audit_key = audit_key(key)
        self._key, self._salt = key, salt
        self._is_suspect = False
        self._connect()

    def _connect(self) -> None:
        """Take up connections: for records one by one, and one with room for whole lists."""
        make = partial(sqlite.make_engine, self.path, self._key, self._salt)
        self._engine = make(read_only=self.read_only)
        alone = needs_fallback(self.path.parent) and not self.read_only
        self._walker = (
            self._engine if alone else make(read_only=self.read_only, cache=sqlite.WALK_CACHE)
        )

    def _let_go(self) -> None:
        """Close every connection that is not at work."""
        self._engine.dispose()
        self._walker.dispose()

    @classmethod
    def create(
        cls, path: Path, key: bytes, salt: bytes, records: Sequence[type[Record]] = RECORDS
    ) -> "Database":
        """Make a new database; refuses when the file exists."""
        if path.exists():
            raise FileExistsError(path.name)
        return cls.open(path, key, salt, records)

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        salt: bytes,
        records: Sequence[type[Record]] = RECORDS,
        *,
        read_only: bool = False,
    ) -> "Database":
        """Open with the 32-byte key and 16-byte salt; older files gain what newer records need."""
        database = cls(path, key, salt, records=records, read_only=read_only)
        with ExitStack() as opening:
            opening.callback(database._let_go)
            if not read_only:
                opening.enter_context(sqlite.faults_named(path))
                bring_up_to_date(Opened(path, key, salt), database._engine, database.schema)
            opening.pop_all()
        database._take_over_audit_key()
        return database

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one unchanging state."""
        return self._reading(self._engine)

    def walking(self) -> AbstractContextManager[Connection]:
        """Give one for what goes through whole tables: filters, orders, counts."""
        return self._reading(self._walker)

    @contextmanager
    def _reading(self, engine: sa.Engine) -> Iterator[Connection]:
        with self._faults_heeded():
            opened = engine.connect().execution_options(reading=True)
            with opened as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are durable together when the block ends.

        Or not made at all.
        """
        if self.read_only:
            raise DatabaseReadOnly
        self._prove_again()
        with self._faults_heeded(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _faults_heeded(self) -> Iterator[None]:
        """Let go of every connection after the disk failed: one that saw it is not to be trusted.

        A failed flush may have thrown away what it should have written, and says so only once.
        """
        try:
            with sqlite.faults_named(self.path):
                yield
        except (DiskFull, sqlite.DiskFailing):
            self._is_suspect = True
            self._let_go()
            raise

    def _prove_again(self) -> None:
        """After the disk failed, write again only to a database that proved sound."""
        if not self._is_suspect:
            return
        if self.quick_check():
            self.be_read_only()
            raise sqlite.DatabaseUnreadable
        self._is_suspect = False

    def be_read_only(self) -> None:
        """Write nothing any more; reading goes on over connections that cannot write."""
        self._let_go()
        self.read_only = True
        self._connect()

    def retire(self) -> None:
        """Close for good before the file gives way to another; a later close does nothing."""
        self.close()
        self.read_only = True

    def release(self) -> None:
        """Let other connections have the file, where one alone can hold it."""
        if not self.read_only and needs_fallback(self.path.parent):
            self._let_go()

    def recent_steps(self, limit: int) -> list[Mapping[str, Any]]:
        """Give the newest steps that can be taken back, newest first.

        A step that wrote what is never changed can be when it also made another record.
        """
        steps, history = self.schema.steps, self.schema.history
        once = [kind.__name__ for kind in self.schema.records if kind.about.append_only]
        of_step = sa.select(history.c.seq).where(history.c.step == steps.c.pk)
        fixed = sa.exists(of_step.where(history.c.entity.in_(once)))
        made = sa.exists(of_step.where(history.c.entity.not_in(once), history.c.rev == 1))
        with self.reading() as connection:
            query = sa.select(steps).where(sa.or_(sa.not_(fixed), made))
            query = query.order_by(steps.c.pk.desc()).limit(limit)
            return [dict(row) for row in connection.execute(query).mappings()]

    def step_label(self, step: int) -> str:
        """Give the label of a step."""
        steps = self.schema.steps
        with self.reading() as connection:
            found = connection.execute(sa.select(steps.c.label).where(steps.c.pk == step)).scalar()
            return str(found or "")

    def facts(self, prefix: str = "") -> dict[str, str]:
        """Give what the vault remembers of itself, by key, for keys with a beginning."""
        table = self.schema.facts
        with self.reading() as connection:
            query = sa.select(table.c.key, table.c.value)
            query = query.where(table.c.key.startswith(prefix, autoescape=True))
            return {row[0]: row[1] for row in connection.execute(query)}

    def remember(self, key: str, value: str | None) -> None:
        """Keep a text under a key, or forget the key when there is none."""
        table = self.schema.facts
        with self.writing() as connection:
            connection.execute(sa.delete(table).where(table.c.key == key))
            if value is not None:
                connection.execute(sa.insert(table), {"key": key, "value": value})

    def keep_audit_key(self) -> None:
        """Keep the history's key in the database, before the key it is derived from is exchanged.

        What entries commit to could not be told right from wrong without it.
        """
        self.remember(_AUDIT_KEY, self.audit_key.hex())

    def _take_over_audit_key(self) -> None:
        """Read the history with the key it was begun with."""
        with suppress(StrikelogError, sa.exc.DatabaseError):  # a damaged one is told elsewhere
            kept = self.facts(_AUDIT_KEY).get(_AUDIT_KEY)
            self.audit_key = bytes.fromhex(kept) if kept else self.audit_key

    def checkpoint(self) -> None:
        """Make the database file whole by itself; cheap when nothing was written since."""
        if not self.read_only:
            with self._faults_heeded():
                opened = self._engine.connect().execution_options(bare=True)
                with opened as raw:
                    sqlite.checkpoint(raw)

    def quick_check(self) -> list[Sayable]:
        """Give what is wrong with the structure; empty when it is sound."""
        self.release()
        return sqlite.quick_check(self.path, self._key, self._salt)

    def cipher_check(self) -> list[Sayable]:
        """Give the pages that are not authentic; empty when all are."""
        self.release()
        return sqlite.cipher_check(self.path, self._key, self._salt)

    def copy_to(self, target: Path) -> None:
        """Write a compact copy under the same key, proven to hold everything."""
        self.release()
        verified_copy(Opened(self.path, self._key, self._salt), target)

    def close(self) -> None:
        """Close every connection, with the log brought into the file."""
        try:
            self.checkpoint()
        finally:
            self._let_go()
