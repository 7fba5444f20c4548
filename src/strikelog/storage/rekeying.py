"""Exchanging the data key: for when a copy of the vault and its old passphrase are in wrong hands.

Everything is made anew beside the vault's files, under another data key, and proven there: the
database as a verified copy whose every page is encrypted again, each stored file, the key file.
Only then a mark is set, and from it on the new files take the places of the old, one by one; a
power cut in between is made good at the next opening. Before the mark nothing has changed.

    .rekeyed/           vault.db · vault.keys · vault.keys.bak · blobs/ · backups/ · ready

What was backed up before stays under the old keys, in a folder of its own: it opens as a vault by
itself, with the old passphrase.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress
from . import blobs as stored
from . import sqlite
from .backups import Contents, CopyUnsound, Opened, contents_of, proven_copy
from .blobs import Blobs
from .closure import break_seal
from .files import refusals_named, sync_folder, write_durably
from .identity_files import IDENTITY_DATABASE, keep_binding
from .keyfile import KEY_FILE, KEY_FILE_COPY, KeyFile, unlock, write_key_file
from .keys import Keys, Lineage, Slot, new_data_key
from .shredding import forgetting_old, shred

if TYPE_CHECKING:
    from .vault import Vault

_STAGE, _READY = ".rekeyed", "ready"
_DATABASE, _BLOBS, _BACKUPS = "vault.db", "blobs", "backups"
_LOGS = ("-wal", "-journal", "-shm")
FORMER_BACKUPS = "backups-of-former-keys"

SlotsFor = Callable[[bytes, Lineage], tuple[Slot, ...]]
"""Makes the ways in of a new data key."""


class NotRekeyed(StrikelogError):
    """What was made under the new key does not hold what the vault holds."""

    message = mark(
        "The vault could not be proven under its new key ({finding}), so nothing was changed. "
        "Check the disk, then try again."
    )


def lay_rekeyed(vault: Vault, slots_for: SlotsFor, passphrase: str, progress: Progress) -> None:
    """Make and prove everything under a new data key; `finish_rekeying` then completes it.

    Raises NotRekeyed, CopyUnsound, BlobDamaged or FileNotWritten, and leaves the vault as it is.
    """
    if vault.damage is not None:
        raise vault.damage
    stage = vault.folder / _STAGE
    _forget(stage)
    data_key = new_data_key()
    lineage = Lineage(vault.lineage.vault_id, Lineage.fresh().database_salt)
    keys = Keys.derived(data_key, lineage.vault_id)
    slots = slots_for(data_key, lineage)
    try:
        with refusals_named(vault.folder.name):
            (stage / _BACKUPS).mkdir(mode=0o700, parents=True)
            _copy_database(
                vault,
                stage / _DATABASE,
                Opened(stage / _DATABASE, keys.database, lineage.database_salt),
            )
            _copy_blobs(vault, stage / _BLOBS, keys.blob, progress)
            write_key_file(stage, KeyFile(lineage, slots))
            _refuse_other_key(stage, passphrase, data_key)
            sync_folder(stage)
            write_durably(stage / _READY, b"")
    except BaseException:
        _forget(stage)
        raise


def finish_rekeying(folder: Path) -> bool:
    """Complete an exchange that was proven and forget one that was not; tell if there was one.

    The database must be closed and the vault's lock held.
    """
    stage = folder / _STAGE
    if not stage.is_dir():
        return False
    if not (stage / _READY).exists():
        _forget(stage)
        return False
    _take_place(stage / _DATABASE, folder / _DATABASE)
    for path in stored.all_files(stage / _BLOBS):
        path.replace(folder / _BLOBS / path.name)
    sync_folder(folder / _BLOBS)
    _set_backups_aside(folder, stage)
    for name in (KEY_FILE, KEY_FILE_COPY):
        if (stage / name).exists():
            with forgetting_old(folder / name):
                (stage / name).replace(folder / name)
                sync_folder(folder)
    break_seal(folder)
    sync_folder(folder)
    (stage / _READY).unlink()
    _forget(stage)
    return True


def _copy_database(vault: Vault, target: Path, new: Opened) -> None:
    """Copy the database, encrypt the copy again, and hold it against its source."""
    if (vault.folder / IDENTITY_DATABASE).exists():
        keep_binding(vault.keys, vault.database)
    vault.database.keep_audit_key()
    salt = vault.lineage.database_salt
    source = Opened(vault.folder / _DATABASE, vault.keys.database, salt)
    contents = proven_copy(source, target)
    sqlite.rekey(target, (source.key, salt), (new.key, new.salt))
    _refuse_different(new, contents)


def _refuse_different(new: Opened, contents: Contents) -> None:
    findings = sqlite.quick_check(new.path, new.key, new.salt)
    findings += sqlite.cipher_check(new.path, new.key, new.salt)
    if findings:
        raise NotRekeyed(finding=f"{len(findings)} × check")
    raw = sqlite.connect(new.path, new.key, new.salt, read_only=True)
    try:
        found = contents_of(raw)
    except sqlite.DriverError as problem:
        raise CopyUnsound(finding=type(problem).__name__) from None
    finally:
        raw.close()
    if found != contents:
        raise NotRekeyed(finding="row counts")


def _copy_blobs(vault: Vault, target: Path, key: bytes, progress: Progress) -> None:
    """Encrypt every stored file again; reading proves the old one, and the new one is read back."""
    target.mkdir(mode=0o700)
    old = Blobs(vault.folder / _BLOBS, vault.keys.blob, read_only=True)
    new = Blobs(target, key)
    files = stored.all_files(vault.folder / _BLOBS)
    for done, path in enumerate(files):
        progress.report(done, len(files))
        place = path.name.removesuffix(stored.PART)
        written = new.take_over(path.name, place, old.chunks(place))
        if stored.check(new, place, written.sha256):
            raise NotRekeyed(finding=place)
    sync_folder(target)
    progress.report(len(files), len(files))


def _refuse_other_key(stage: Path, passphrase: str, data_key: bytes) -> None:
    if not compare_digest(unlock(stage, passphrase).data_key, data_key):
        raise NotRekeyed(finding=KEY_FILE)


def _take_place(staged: Path, target: Path) -> None:
    """Put a database in the place of another; a log that stayed would ruin the new one."""
    if not staged.exists():
        return
    for ending in _LOGS:
        target.with_name(target.name + ending).unlink(missing_ok=True)
    sync_folder(target.parent)
    staged.replace(target)
    sync_folder(target.parent)


def _set_backups_aside(folder: Path, stage: Path) -> None:
    """Keep former backups in a folder of their own; an empty one goes."""
    if not (stage / _BACKUPS).exists():
        return
    present = folder / _BACKUPS
    if present.exists():
        if any(present.iterdir()):
            present.replace(_free_name(folder))
        else:
            present.rmdir()
    (stage / _BACKUPS).replace(present)


def _free_name(folder: Path) -> Path:
    names = (f"{FORMER_BACKUPS}-{number}" for number in range(1, 1000))
    return next(folder / name for name in names if not (folder / name).exists())


def _forget(stage: Path) -> None:
    """Remove what is not needed any more, keys overwritten first."""
    if not stage.is_dir():
        return
    for path in stage.glob("*.keys*"):
        try:
            shred(path)
        except OSError:
            path.unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)
