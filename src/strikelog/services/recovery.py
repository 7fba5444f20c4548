"""Help for a vault that may not open: its backups, restored or copied, and what can be salvaged.

Works from the key slots alone, those of the vault or, where they are lost, those of a backup. The
database is not opened before it has been replaced; the vault's lock is held meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress
from ..domain.records import RECORDS
from ..storage.backup_folder import Backup, BackupFolder, NoSuchBackup, OtherKey
from ..storage.backups import Opened
from ..storage.closure import break_seal
from ..storage.database import Database
from ..storage.keyfile import (
    KEY_FILE,
    KEY_FILE_COPY,
    KeyFileDamaged,
    Unlocked,
    WrongPassphrase,
    unlock,
)
from ..storage.keys import Keys, Lineage
from ..storage.restoring import Copy, copy_at, copy_in, finish, lay_ready
from ..storage.rotation import Moment
from ..storage.salvage import Salvaged, by_entity
from ..storage.salvage_vault import salvage_vault
from ..storage.slots import Secret
from ..storage.tables import schema_for
from ..storage.ticking import session, ticks
from ..storage.vault import (
    BACKUPS_FOLDER,
    DATABASE_FILE,
    FolderTaken,
    Vault,
    find_vault,
    folder_for,
    lock_held,
)
from .auditing import newest_head, note_restored
from .backups import Why

__all__ = ["Backup", "Recovery", "Salvaged", "counted", "recovering", "salvage_open"]


class NothingToSalvage(StrikelogError):
    """There is no database to read, damaged or not."""

    message = mark("“{name}” holds no database, so there is nothing to salvage. Restore a backup.")


@dataclass(frozen=True)
class Recovery:
    """The backups of one vault and what may be done for it; made by `recovering`."""

    folder: Path
    keys: Keys
    lineage: Lineage
    secret: Secret

    @property
    def backups(self) -> BackupFolder:
        """Where the backups are."""
        return BackupFolder(self.folder, self.keys, self.lineage)

    def listed(self) -> list[Backup]:
        """Give the backups this secret opens, newest first."""
        return self.backups.listed()

    def restore(self, counter: int) -> None:
        """Put a numbered backup in the place of what is there."""
        place = next((one for one in self.backups.everything() if one.counter == counter), None)
        if place is None:
            raise NoSuchBackup(number=counter)
        if isinstance(place, OtherKey):
            keys, lineage = _opened(unlock(place.folder, self.secret))
            of_old = BackupFolder(self.folder, keys, lineage)
            self._take(copy_in(of_old, of_old.one(counter), with_keys=True))
        else:
            with_keys = not self._has_keys()
            self._take(copy_in(self.backups, place, with_keys=with_keys))

    def restore_from(self, copy: Path) -> None:
        """Put a copy on another disk in the place of what is there."""
        keys, lineage = _opened(unlock(copy, self.secret))
        opened = Opened(copy / DATABASE_FILE, keys.database, lineage.database_salt, read_only=True)
        described = copy_at(copy, opened)
        if keys == self.keys and self._has_keys():
            own = {KEY_FILE, KEY_FILE_COPY}
            kept = {name: path for name, path in described.files.items() if name not in own}
            described = replace(described, files=kept)
        self._take(described)

    def salvage(self, out: Path, progress: Progress | None = None) -> tuple[Path, Salvaged]:
        """Read what can be read into a new vault, which opens as this one does."""
        out = folder_for(out)
        if out.exists():
            raise FolderTaken(name=out.name)
        if not (self.folder / DATABASE_FILE).is_file():
            raise NothingToSalvage(name=self.folder.name)
        done = salvage_vault(
            self.folder, out, keys=self.keys, lineage=self.lineage, progress=progress
        )
        return out, done

    def _take(self, copy: Copy) -> None:
        self._keep_present()
        lay_ready(self.folder, copy)
        finish(self.folder)
        break_seal(self.folder)
        with suppress(StrikelogError):
            self._note_restored()

    def _note_restored(self) -> None:
        """Say in the restored history that it took the place of what the backups know of."""
        keys, lineage = _opened(unlock(self.folder, self.secret))
        path = self.folder / DATABASE_FILE
        database = Database.open(path, keys.database, lineage.database_salt)
        try:
            note_restored(database, newest_head(BackupFolder(self.folder, keys, lineage)))
        finally:
            database.close()

    def _keep_present(self) -> None:
        """Back up what is there; what cannot be is set aside byte for byte."""
        if not (self.folder / DATABASE_FILE).is_file():
            return
        moment = Moment(datetime.now(UTC), session(), ticks() / 1000)
        try:
            self.backups.make(Why.RESTORE, moment)
        except StrikelogError:
            self.backups.set_aside()

    def _has_keys(self) -> bool:
        with suppress(StrikelogError):
            return _opened(unlock(self.folder, self.secret)) == (self.keys, self.lineage)
        return False


def salvage_open(vault: Vault, out: Path, progress: Progress | None) -> tuple[Path, Salvaged]:
    """Salvage a vault that is open, for reading alone, in this process."""
    return Recovery(vault.folder, vault.keys, vault.lineage, "").salvage(out, progress)


@contextmanager
def recovering(name: Path, secret: Secret) -> Iterator[Recovery]:
    """Hold a vault for recovery; raises NotAVault, WrongPassphrase, KeyFileDamaged, VaultInUse."""
    folder = _folder_of(name)
    with lock_held(folder):
        finish(folder)
        keys, lineage = _opened(_unlocked(folder, secret))
        yield Recovery(folder, keys, lineage, secret)


def _folder_of(name: Path) -> Path:
    """Find a vault by its files, or by nothing but its backups."""
    for folder in (name.absolute(), folder_for(name)):
        if (folder / BACKUPS_FOLDER).is_dir():
            return folder
    return find_vault(name)


def _unlocked(folder: Path, secret: Secret) -> Unlocked:
    """Open the vault's own slots, or those of the newest backup where they are lost."""
    try:
        return unlock(folder, secret)
    except KeyFileDamaged:
        places = sorted(folder.glob("backups/[0-9]*"), reverse=True)
        for place in places:
            with suppress(KeyFileDamaged, WrongPassphrase):
                return unlock(place, secret)
        raise


def _opened(unlocked: Unlocked) -> tuple[Keys, Lineage]:
    lineage = unlocked.key_file.lineage
    return Keys.derived(unlocked.data_key, lineage.vault_id), lineage


def counted(done: Salvaged) -> dict[str, int]:
    """Give the records that came through, by class."""
    return by_entity(schema_for(RECORDS), done.rows)
