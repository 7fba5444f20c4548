"""The files of the store of identities, for whoever copies, packs or erases a vault.

Nothing here opens the store or knows what a person is.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from .database import Database
from .keys import Keys

IDENTITY_DATABASE = "identities.db"
IDENTITY_KEYS = ("identities.keys", "identities.keys.bak")
IS_ON = "identities.on"
"""The fact of the vault that says its project keeps identities."""

_LOGS = ("-wal", "-shm", "-journal")
_BINDING = "identities.binding"
_BLOCK = 1 << 20


def identity_files(folder: Path) -> list[Path]:
    """Give the files of the store that are there: keys first, then the database with its logs."""
    logs = (IDENTITY_DATABASE + ending for ending in _LOGS)
    names = (*IDENTITY_KEYS, IDENTITY_DATABASE, *logs)
    return [folder / name for name in names if (folder / name).is_file()]


def binding_of(keys: Keys, database: Database) -> bytes:
    """Give the vault's half of the store's key."""
    kept = database.facts(_BINDING).get(_BINDING)
    return bytes.fromhex(kept) if kept else keys.identity


def keep_binding(keys: Keys, database: Database) -> None:
    """Keep the present half inside the vault's database, before its data key is exchanged.

    The store then opens as before: its own half needs the second passphrase, which whoever
    exchanges the vault's key may not know.
    """
    if _BINDING not in database.facts(_BINDING):
        database.remember(_BINDING, keys.identity.hex())


def digest_of_closed(folder: Path) -> str | None:
    """Give the SHA-256 of the database while it is whole by itself; None while it is not.

    It needs no key, and so tells whether the file is the one that was closed last.
    """
    path = folder / IDENTITY_DATABASE
    log = path.with_name(path.name + "-wal")
    if not path.is_file() or (log.is_file() and log.stat().st_size > 0):
        return None
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
