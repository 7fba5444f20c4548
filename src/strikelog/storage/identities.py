"""The store of identities: a database of its own in the vault's folder, under a second key.

    identities.db                           SQLCipher, with a history chain of its own
    identities.keys  identities.keys.bak    a key file like the vault's, see `keyfile`

Opening it takes both what the vault's passphrase gives (the *binding*, the vault's identity key)
and what a second passphrase unwraps from the key file; either alone opens nothing. Neither the
second passphrase nor the key is in memory while the store is closed.

The vault remembers what the file looked like when it was last closed, so that a file put back or
exchanged is noticed without any key.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ..domain.errors import StrikelogError
from ..domain.identities import IDENTITY_RECORDS
from ..domain.messages import mark
from ..domain.saying import Said, say
from . import sqlite
from .accesses import newest_seal
from .contradictions import contradictions
from .database import Connection, Database
from .files import sync_folder
from .history import History
from .identity_files import (
    IDENTITY_DATABASE,
    IDENTITY_KEYS,
    IS_ON,
    binding_of,
    digest_of_closed,
    identity_files,
    keep_binding,
)
from .keyfile import (
    KeyFileDamaged,
    Unlocked,
    WrongPassphrase,
    add_passphrase,
    change_passphrase,
    create_key_file,
    unlock,
)
from .keys import KEY_SIZE, KdfCost, Lineage

__all__ = [
    "IDENTITY_DATABASE",
    "IDENTITY_KEYS",
    "IS_ON",
    "IdentitiesDamaged",
    "IdentitiesMissing",
    "IdentityStore",
    "SecondKeysDamaged",
    "WrongSecondPassphrase",
    "binding_of",
    "change_second_passphrase",
    "digest_of_closed",
    "faults_of_closed",
    "identity_files",
    "keep_binding",
]


class WrongSecondPassphrase(StrikelogError):
    """The key file of the store is whole, but no slot opens with this passphrase."""

    message = mark(
        "This is not the second passphrase. Check the keyboard language and try again. "
        "The attempt was noted in the history."
    )


class IdentitiesMissing(StrikelogError):
    """The store was turned on, but one of its files is gone."""

    message = mark(
        "“{name}” is missing from the vault's folder, so identities cannot be opened. "
        "Put the file back where it was, or restore a backup."
    )


_MISSING = mark("{name} is missing")
_NOT_CLOSED_LAST = mark("{name} is not the file that was closed last")


class IdentitiesDamaged(StrikelogError):
    """The database of the store failed its check; it was not opened or changed."""

    message = mark(
        "The database of identities is damaged ({findings} findings). It was not opened or "
        "changed. Restore “identities.db” from a backup."
    )


class SecondKeysDamaged(StrikelogError):
    """Neither copy of the store's key file can be read."""

    message = mark(
        "Neither key file of the identities can be read, so no passphrase can open them. "
        "Copy “identities.keys” from a backup of this vault into its folder."
    )


class IdentityStore:
    """The open store; printing it shows nothing."""

    def __init__(self, folder: Path, unlocked: Unlocked, database: Database) -> None:
        self.folder = folder
        self.database = database
        self._unlocked = unlocked

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, *, binding: bytes, cost: KdfCost
    ) -> IdentityStore:
        """Make keys and an empty database, for the owner's eyes only, and open it."""
        path = folder / IDENTITY_DATABASE
        unlocked = create_key_file(folder, passphrase, cost, names=IDENTITY_KEYS)
        path.unlink(missing_ok=True)  # of a making that was broken off: nothing opens it any more
        lineage = unlocked.key_file.lineage
        key = _database_key(unlocked, binding)
        Database.create(path, key, lineage.database_salt, IDENTITY_RECORDS).close()
        path.chmod(0o600)
        sync_folder(folder)
        return cls.open(folder, passphrase, binding=binding)

    @classmethod
    def open(cls, folder: Path, passphrase: str, *, binding: bytes) -> IdentityStore:
        """Unwrap the second key, check the database, and open it.

        Raises WrongSecondPassphrase, IdentitiesMissing, IdentitiesDamaged or SecondKeysDamaged.
        """
        path = folder / IDENTITY_DATABASE
        if not path.is_file():
            raise IdentitiesMissing(name=path.name)
        with _troubles_named():
            unlocked = unlock(folder, passphrase, names=IDENTITY_KEYS)
        key, lineage = _database_key(unlocked, binding), unlocked.key_file.lineage
        _refuse_damaged(path, key, lineage)
        database = Database.open(path, key, lineage.database_salt, IDENTITY_RECORDS)
        return cls(folder, unlocked, database)

    def add_passphrase(self, passphrase: str, *, cost: KdfCost) -> None:
        """Let one more passphrase open the store, such as one that is kept on paper."""
        with _troubles_named():
            add_passphrase(self.folder, self._unlocked, passphrase, cost=cost, names=IDENTITY_KEYS)

    def head(self) -> tuple[int, str]:
        """Give number and hash of the newest entry of the store's own history."""
        with self.database.reading() as connection:
            return self._history(connection).head()

    def holds(self, head: tuple[int, str]) -> bool:
        """Tell whether an entry that was once the newest is still in the chain."""
        seq, digest = head
        table = self.database.schema.history
        with self.database.reading() as connection:
            found = connection.execute(table.select().where(table.c.seq == seq)).mappings().first()
        return seq == 0 or (found is not None and found["hash"] == digest)

    def faults(self) -> Iterator[Said]:
        """Walk the store's own chain, then name records that are not as it left them."""
        with self.database.reading() as connection:
            history = self._history(connection)
            yield from history.faults()
            yield from contradictions(connection, self.database, history)

    def close(self) -> None:
        """Bring the log into the file and let the keys go."""
        self.database.close()

    def _history(self, connection: Connection) -> History:
        return History(connection, self.database.schema, self.database.audit_key)

    def __repr__(self) -> str:
        return "IdentityStore(hidden)"


def faults_of_closed(folder: Path, database: Database) -> list[Said]:
    """Say what can be seen without the second key: files gone, or another than was closed last.

    `database` is the vault's own. After a sudden end nothing is known of the file until it is
    opened again, which checks all of it.
    """
    if not database.facts(IS_ON):
        return []
    present = {path.name for path in identity_files(folder)}
    missing = [name for name in (IDENTITY_KEYS[0], IDENTITY_DATABASE) if name not in present]
    if missing:
        return [say(_MISSING, name=name) for name in missing]
    seal, digest = newest_seal(database), digest_of_closed(folder)
    if seal is None or not seal.digest or digest in (None, seal.digest):
        return []
    return [say(_NOT_CLOSED_LAST, name=IDENTITY_DATABASE)]


def change_second_passphrase(folder: Path, old: str, new: str, *, cost: KdfCost) -> None:
    """Let a new second passphrase open the store; the old one goes once the new one is proven."""
    with _troubles_named():
        change_passphrase(folder, old, new, cost=cost, names=IDENTITY_KEYS)


def _database_key(unlocked: Unlocked, binding: bytes) -> bytes:
    """Derive the key of the database from both halves; the label is part of the file format."""
    label = b"strikelog 1 identities database key" + unlocked.key_file.lineage.vault_id.bytes
    return HKDF(SHA256(), KEY_SIZE, salt=binding, info=label).derive(unlocked.data_key)


def _refuse_damaged(path: Path, key: bytes, lineage: Lineage) -> None:
    """Check the structure, bring the log in, then check every page; a small file takes no time."""
    salt = lineage.database_salt
    findings = sqlite.quick_check(path, key, salt)
    if not findings:
        Database(path, key, salt, records=IDENTITY_RECORDS).close()
        findings = sqlite.cipher_check(path, key, salt)
    if findings:
        raise IdentitiesDamaged(findings=len(findings))


@contextmanager
def _troubles_named() -> Iterator[None]:
    try:
        yield
    except WrongPassphrase:
        raise WrongSecondPassphrase from None
    except KeyFileDamaged:
        raise SecondKeysDamaged from None
