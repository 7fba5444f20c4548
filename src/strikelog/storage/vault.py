"""The vault: a folder with an encrypted database, its two key files, its blobs, backups and lock.

    NAME.strikelog/
        vault.db                    SQLCipher, under the database key and the key file's salt
        vault.seal                  what it was when it was last closed, see `closure`
        vault.keys  vault.keys.bak  see `keyfile`
        vault.lock                  empty; who holds the system's lock on it has the vault
        blobs/  backups/

Whether the last session ended well is told by what SQLite itself leaves: closing empties the
write-ahead log, so a log that still holds something means work was under way. No marker of ours
could say it better, and none has to be written. After such an end the database is checked before
anything is shown; one that fails is opened for reading alone and never written to again.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Self

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.saying import Sayable
from . import guards, sqlite
from .backup_folder import BackupFolder
from .closure import Opening, close_sealed, note_open, opened_as
from .database import Database, audit_key
from .files import sweep_unfinished, sync_folder
from .keyfile import change_passphrase, create_key_file, has_key_file, unlock
from .keys import KdfCost, Keys, Lineage, SlotKind, new_data_key
from .machine import keep_out_of_swap, try_to_lock
from .rekeying import finish_rekeying
from .restoring import finish as finish_restore
from .slots import Secret

SUFFIX = ".strikelog"
DATABASE_FILE = "vault.db"
LOCK_FILE = "vault.lock"
BLOBS_FOLDER = "blobs"
BACKUPS_FOLDER = "backups"


class NotAVault(StrikelogError):
    """The path leads to no vault."""

    message = mark("There is no vault at “{name}”. Check the name, or make a new vault there.")


class FolderTaken(StrikelogError):
    """A new vault would stand where something else already is."""

    message = mark(
        "“{name}” already exists and is not empty. Choose another name for the new vault."
    )


class FolderNotUsable(StrikelogError):
    """The operating system refused something to do with the vault's folder."""

    message = mark("The folder “{name}” cannot be used for a vault: {reason}.")


class VaultInUse(StrikelogError):
    """Another process holds the vault's lock."""

    message = mark(
        "The vault “{name}” is already open on this computer. "
        "Go on in the window that has it, or close that window and try again."
    )


class DatabaseMissing(StrikelogError):
    """The key files are there, the database they belong to is not."""

    message = mark(
        "The folder “{name}” holds the keys of a vault but not its database, “vault.db”. "
        "Put the file back where it was, or restore a backup."
    )


class VaultDamaged(StrikelogError):
    """The check after a sudden end found damage; the vault is open for reading alone."""

    message = mark(
        "The last session ended suddenly, and the check found damage in the database "
        "({findings} findings). It is open for reading only and was not changed. "
        "Restore a backup, or salvage what can be read into a new vault."
    )


class DamageFound(VaultDamaged):
    """A check while the vault was open found damage; from now on it is for reading alone."""

    message = mark(
        "A check found damage in the database ({findings} findings). It is open for reading only "
        "from now on and was not changed; the last good backup stands. Restore a backup, or "
        "salvage what can be read into a new vault."
    )


class Vault:
    """An open vault, held by this process alone until `close`."""

    def __init__(
        self,
        folder: Path,
        *,
        lineage: Lineage,
        keys: Keys,
        database: Database,
        held: ExitStack,
        damage: VaultDamaged | None = None,
    ) -> None:
        self.folder = folder
        self.id = str(lineage.vault_id)
        self.lineage = lineage
        self.keys = keys
        for secret in astuple(keys):
            keep_out_of_swap(secret)
        self.database = database
        self.damage = damage
        self.opened_by: int = SlotKind.PASSPHRASE
        self.opening = Opening()
        self._held = held

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, *, cost: KdfCost | None = None, anyway: bool = False
    ) -> Self:
        """Make a new vault and open it; a failure half way leaves nothing behind.

        Raises PlaceRisky where vaults come to harm, unless it is to be made there `anyway`.

        It is built under another name beside its place and renamed when whole. A name without the
        ending `.strikelog` gets it.
        """
        folder = folder_for(folder)
        with _refusals_named(folder):
            refuse_taken(folder)
            if not anyway:
                guards.refuse_risky(folder)
            with _building_site(folder) as site:
                unlocked = create_key_file(site, passphrase, cost or KdfCost.calibrated())
                lineage = unlocked.key_file.lineage
                _furnish(site, Keys.derived(unlocked.data_key, lineage.vault_id), lineage)
                move_in(site, folder)
        return cls.open(folder, passphrase)

    @classmethod
    def open(cls, folder: Path, passphrase: Secret) -> Self:
        """Open a vault, named with or without its ending; check it after a sudden end.

        In place of the passphrase the recovery key or the key of an office may be given.
        """
        folder = find_vault(folder)
        with _refusals_named(folder), ExitStack() as stack:
            stack.enter_context(lock_held(folder))
            finish_restore(folder)
            finish_rekeying(folder)
            if not (folder / DATABASE_FILE).is_file():
                raise DatabaseMissing(name=folder.name)
            sweep_unfinished(folder)
            unlocked = unlock(folder, passphrase)
            lineage = unlocked.key_file.lineage
            keys = Keys.derived(unlocked.data_key, lineage.vault_id)
            database, damage, opening = _opened(folder, keys, lineage)
            stack.callback(_close, folder, database, opening)
            held = stack.pop_all()
        vault = cls(folder, lineage=lineage, keys=keys, database=database, held=held, damage=damage)
        vault.opened_by = unlocked.slot.kind
        vault.opening = opening
        return vault

    @classmethod
    def throwaway(cls, parent: Path | None = None) -> Self:
        """Make a vault whose key is written nowhere and whose folder goes when it is closed."""
        folder = Path(tempfile.mkdtemp(prefix="strikelog-", suffix=SUFFIX, dir=parent))
        lineage = Lineage.fresh()
        keys = Keys.derived(new_data_key(), lineage.vault_id)
        with _refusals_named(folder), ExitStack() as stack:
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            stack.enter_context(lock_held(folder))
            _furnish(folder, keys, lineage)
            database, _, _ = _opened(folder, keys, lineage)
            stack.callback(database.close)
            held = stack.pop_all()
        return cls(folder, lineage=lineage, keys=keys, database=database, held=held)

    @property
    def read_only(self) -> bool:
        """Tell whether the vault may only be read, because its database is damaged."""
        return self.database.read_only

    @property
    def backups(self) -> BackupFolder:
        """The backups in the vault's folder."""
        return BackupFolder(self.folder, self.keys, self.lineage)

    def look_for_damage(self) -> VaultDamaged | None:
        """Check pages and structure; on any finding nothing is written from then on."""
        if self.damage is None:
            findings = [*self.database.quick_check(), *self.database.cipher_check()]
            if findings:
                self.damage = DamageFound(findings=len(findings))
                self.database.be_read_only()
        return self.damage

    def take_restored(self) -> None:
        """Let a backup that lies ready take the database's place, and open it."""
        self.database.retire()
        finish_restore(self.folder)
        self.database, self.damage, self.opening = _opened(self.folder, self.keys, self.lineage)
        self._held.callback(_close, self.folder, self.database, self.opening)

    def change_passphrase(self, old: str, new: str, *, cost: KdfCost | None = None) -> None:
        """Let a new passphrase open the vault; copies of the old key file keep the old one."""
        if self.damage is not None:
            raise self.damage
        change_passphrase(self.folder, old, new, cost=cost or KdfCost.calibrated())

    def close(self) -> None:
        """Close the database, then let go of the lock; closing twice does no harm."""
        with _refusals_named(self.folder):
            self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Vault({self.id})"


def folder_for(name: Path) -> Path:
    """Give the folder in which a vault of this name is made."""
    whole = name.absolute()
    return whole if whole.suffix == SUFFIX else whole.with_name(whole.name + SUFFIX)


def find_vault(name: Path) -> Path:
    """Give the folder of an existing vault, named with or without its ending."""
    for folder in (name.absolute(), folder_for(name)):
        if has_key_file(folder) or (folder / DATABASE_FILE).is_file():
            return folder
    raise NotAVault(name=name.name)


def refuse_taken(folder: Path) -> None:
    """Raise FolderTaken where something stands already; an empty folder gives way."""
    if folder.is_symlink() or (folder.exists() and not _is_empty_folder(folder)):
        raise FolderTaken(name=folder.name)


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


@contextmanager
def _building_site(folder: Path) -> Iterator[Path]:
    """Give a private folder beside the vault's place; it goes unless it was moved there."""
    site = folder.with_name(f".{folder.name}.{token_hex(4)}.unfinished")
    site.mkdir(mode=0o700)
    try:
        yield site
    finally:
        shutil.rmtree(site, ignore_errors=True)


def _furnish(folder: Path, keys: Keys, lineage: Lineage) -> None:
    """Make the database and the folders, for the owner's eyes only."""
    Database.create(folder / DATABASE_FILE, keys.database, lineage.database_salt).close()
    for name in (BLOBS_FOLDER, BACKUPS_FOLDER):
        (folder / name).mkdir(mode=0o700)
    # SQLite gives its logs the rights of the database file, so this covers the later ones too.
    (folder / DATABASE_FILE).chmod(0o600)
    sync_folder(folder)


def move_in(site: Path, folder: Path) -> None:
    """Give a vault that was built under another name its place, durably."""
    if sys.platform == "win32" and folder.exists():
        folder.rmdir()  # Elsewhere an empty folder gives way by itself.
    site.rename(folder)
    sync_folder(folder.parent)


@contextmanager
def lock_held(folder: Path) -> Iterator[None]:
    """Hold a vault's lock; raises VaultInUse when another process has it."""
    handle = os.open(folder / LOCK_FILE, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        if not try_to_lock(handle):
            raise VaultInUse(name=folder.name)
        yield
    finally:
        os.close(handle)


def _opened(
    folder: Path, keys: Keys, lineage: Lineage
) -> tuple[Database, VaultDamaged | None, Opening]:
    """Open the database, for reading alone when it fails the check after a sudden end."""
    path, key, salt = folder / DATABASE_FILE, keys.database, lineage.database_salt
    with sqlite.faults_named(path):
        opening = opened_as(folder, path, audit_key(key))
        findings = _findings(path, key, salt) if _ended_suddenly(path) else []
        if findings:
            damage = VaultDamaged(findings=len(findings))
            return Database.open(path, key, salt, read_only=True), damage, opening
        database = Database.open(path, key, salt)
        note_open(folder, database.seal_key, opening)
        return database, None, opening


def _close(folder: Path, database: Database, opening: Opening) -> None:
    close_sealed(folder, database, datetime.now(UTC), opening)


def _ended_suddenly(database: Path) -> bool:
    """Tell whether a log, or the journal of the fallback mode, still holds work."""
    return any(_holds_work(database, ending) for ending in ("-wal", "-journal"))


def _holds_work(database: Path, ending: str) -> bool:
    log = database.with_name(database.name + ending)
    return log.is_file() and log.stat().st_size > 0


def _findings(path: Path, key: bytes, salt: bytes) -> list[Sayable]:
    """Check the structure, then every page.

    The structure is checked first because it sees the database as the log completes it, without
    writing. A page torn while the log was being brought in is whole in the log, so the pages are
    checked once it is in; a structure that is already broken is not written to.
    """
    if _holds_work(path, "-journal"):
        # A journal takes back what broke off, for which one must be able to write.
        Database(path, key, salt).close()
    broken = sqlite.quick_check(path, key, salt)
    if broken:
        return broken
    Database(path, key, salt).close()  # Closing brings the log in; opening would also upgrade.
    return sqlite.cipher_check(path, key, salt)


@contextmanager
def _refusals_named(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as refusal:
        reason = refusal.strerror or type(refusal).__name__
        raise FolderNotUsable(name=folder.name, reason=reason) from refusal
