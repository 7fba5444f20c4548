"""Putting a backup in the place of a vault's database: all or nothing, whenever it breaks off.

Everything is first proven and laid ready in `.restore` inside the vault's folder; then a file named
`ready` is written; then each part takes its place. A restore that breaks off before `ready` never
happened; one that breaks off after it is finished the next time the vault is opened.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from .backup_folder import DATABASE_FILE, RESTRICTED, Backup, BackupDamaged, BackupFolder
from .backups import Opened, proven_copy
from .blob_pool import Held, copy_proven, digest_of, files_below, link_or_copy
from .blobs import PART
from .closure import break_seal
from .files import FileNotWritten, sync_folder, write_durably
from .keyfile import KEY_FILE, KEY_FILE_COPY, has_key_file

BLOBS = "blobs"
_STAGE, _READY = ".restore", "ready"
_LOGS = ("-wal", "-journal", "-shm")


class NothingToRestore(StrikelogError):
    """The folder named holds no copy of a vault."""

    message = mark(
        "“{name}” holds no copy of a vault. "
        "Choose the folder of a copy, which ends in “.strikelog”."
    )


@dataclass(frozen=True, slots=True)
class Copy:
    """What a vault is restored from: files by the name they get, and evidence by its place."""

    database: Opened
    files: Mapping[str, Path]
    blobs: Mapping[str, Path]
    hashes: Mapping[str, str]


def copy_in(backups: BackupFolder, backup: Backup, *, with_keys: bool) -> Copy:
    """Describe a numbered backup as a copy to restore from, its files checked."""
    backups.check(backup)
    held: Mapping[str, Held] = backups.blobs_of(backup)
    wanted = {name for name in backup.files if name.startswith(RESTRICTED)}
    wanted |= {KEY_FILE, KEY_FILE_COPY} if with_keys else set()
    return Copy(
        database=backups.opened(backup.database),
        files={name: backup.folder / name for name in sorted(wanted & set(backup.files))},
        blobs={name: backups.pool.path_of(one.sha256) for name, one in held.items()},
        hashes={name: one.sha256 for name, one in held.items()},
    )


def copy_at(folder: Path, opened: Opened) -> Copy:
    """Describe the folder of a whole vault, such as a copy on another disk."""
    if not (folder / DATABASE_FILE).is_file() or not has_key_file(folder):
        raise NothingToRestore(name=folder.name)
    beside = sorted(folder.glob(f"{RESTRICTED}*"))
    names = [KEY_FILE, KEY_FILE_COPY, *(path.name for path in beside)]
    blobs = files_below(folder / BLOBS)
    return Copy(
        database=opened,
        files={name: folder / name for name in names if (folder / name).is_file()},
        blobs=blobs,
        hashes={},
    )


def lay_ready(vault: Path, copy: Copy) -> None:
    """Prove a copy and lay it beside the vault's files; from here on `finish` completes it.

    Raises CopyUnsound or BackupDamaged, and leaves the vault as it is.
    """
    stage = vault / _STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700)
    try:
        _bring_blobs(vault / BLOBS, copy)
        for name, path in copy.files.items():
            copy_proven(path, stage / name)
        proven_copy(copy.database, stage / DATABASE_FILE)
        sync_folder(stage)
        write_durably(stage / _READY, b"")
    except (StrikelogError, OSError):
        shutil.rmtree(stage, ignore_errors=True)
        raise


def finish(vault: Path) -> bool:
    """Complete a restore that was laid ready and forget one that was not; tell if there was one.

    The database must be closed and the vault's lock held.
    """
    stage = vault / _STAGE
    if not stage.is_dir():
        return False
    if not (stage / _READY).exists():
        shutil.rmtree(stage, ignore_errors=True)
        return False
    for path in sorted(stage.iterdir()):
        if path.name != _READY:
            _take_place(path, vault / path.name)
    break_seal(vault)
    sync_folder(vault)
    (stage / _READY).unlink()
    shutil.rmtree(stage, ignore_errors=True)
    return True


def _take_place(staged: Path, target: Path) -> None:
    # A log that stayed would be replayed onto the restored database and ruin it.
    for ending in _LOGS:
        target.with_name(target.name + ending).unlink(missing_ok=True)
    sync_folder(target.parent)
    staged.replace(target)


def _bring_blobs(blobs: Path, copy: Copy) -> None:
    """Bring evidence files that the vault lacks; one that is there is never replaced."""
    for name, path in copy.blobs.items():
        target = blobs / name
        if target.exists():
            continue
        if not path.is_file():
            raise BackupDamaged(number="", part=name)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _bring(path, target, copy.hashes.get(name, ""))


def _bring(path: Path, target: Path, sha256: str) -> None:
    if sha256 and digest_of(path) != sha256:
        raise BackupDamaged(number="", part=path.name)
    link_or_copy(path, target, sha256)


def leave_to_sweep(vault: Path, places: Iterable[str]) -> None:
    """Mark evidence files that a restored vault may not name, to be settled like unfinished ones.

    A file that a record names after all keeps its place.
    """
    blobs = vault / BLOBS
    for place in places:
        with suppress(OSError):  # what stays is named by the next check
            (blobs / place).rename(blobs / (place + PART))
    sync_folder(blobs)


def write_out(backups: BackupFolder, backup: Backup, place: Path) -> Path:
    """Write a backup as a vault folder of its own, on another disk for example; gives the folder.

    It opens like any vault, and is proven there before it gets its name.
    """
    target = place / f"{backups.vault.stem}-{backup.counter:06d}.strikelog"
    copy = copy_in(backups, backup, with_keys=True)
    site = place / f".{target.name}.unfinished"
    try:
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir(mode=0o700)
        for name in (BLOBS, "backups"):
            (site / name).mkdir(mode=0o700)
        for name, path in copy.blobs.items():
            (site / BLOBS / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            copy_proven(path, site / BLOBS / name, copy.hashes[name])
        for name, path in copy.files.items():
            copy_proven(path, site / name)
        proven_copy(copy.database, site / DATABASE_FILE)
        sync_folder(site)
        _rename_free(site, target)
    except OSError as refusal:
        raise FileNotWritten(name=target.name, reason=refusal.strerror or "") from refusal
    finally:
        shutil.rmtree(site, ignore_errors=True)
    return target


def _rename_free(site: Path, target: Path) -> None:
    """Give a folder its name; an earlier copy of the same backup gives way."""
    if target.exists():
        earlier = target.with_name(f".{target.name}.earlier.unfinished")
        shutil.rmtree(earlier, ignore_errors=True)
        target.rename(earlier)
        site.rename(target)
        shutil.rmtree(earlier, ignore_errors=True)
    else:
        site.rename(target)
    with suppress(OSError):  # Some sticks know no folders that can be synced.
        sync_folder(target.parent)
    if hasattr(os, "sync"):
        os.sync()  # the stick may be pulled out right after
