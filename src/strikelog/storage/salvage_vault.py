"""Salvaging a whole vault: its database, its evidence and its key slots into a vault beside it.

The new vault has the keys of the old one, because the evidence is sealed with them; it is built
under a passing name and renamed when whole. The old one is only read.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..domain.progress import Progress, Silent
from .backup_folder import DATABASE_FILE, RESTRICTED
from .backups import Opened
from .blob_pool import copy_proven, files_below
from .database import Database
from .files import FileNotWritten, sync_folder
from .keyfile import KEY_FILE, KEY_FILE_COPY, KeyFileDamaged
from .keys import Keys, Lineage
from .restoring import BLOBS
from .salvage import Salvaged, salvage


def salvage_vault(
    damaged: Path,
    out: Path,
    *,
    keys: Keys,
    lineage: Lineage,
    progress: Progress | None = None,
) -> Salvaged:
    """Make the new vault at `out`, which must not exist; leaves nothing when it fails."""
    report = (progress or Silent()).report
    site = out.with_name(f".{out.name}.unfinished")
    shutil.rmtree(site, ignore_errors=True)
    try:
        site.mkdir(mode=0o700)
        for name in (BLOBS, "backups"):
            (site / name).mkdir(mode=0o700)
        _copy_keys(damaged, site)
        source = Opened(
            damaged / DATABASE_FILE, keys.database, lineage.database_salt, read_only=True
        )
        target = Database.create(site / DATABASE_FILE, keys.database, lineage.database_salt)
        try:
            done = salvage(source, target, progress)
        finally:
            target.close()
        (site / DATABASE_FILE).chmod(0o600)
        _copy_files(damaged, site, report)
        sync_folder(site)
        site.rename(out)
        sync_folder(out.parent)
    except OSError as refusal:
        raise FileNotWritten(name=out.name, reason=refusal.strerror or "") from refusal
    finally:
        shutil.rmtree(site, ignore_errors=True)
    return done


def _copy_keys(damaged: Path, site: Path) -> None:
    """Take along whichever copies of the slots are there; opening mends the other one."""
    copied = 0
    for name in (KEY_FILE, KEY_FILE_COPY):
        with suppress(FileNotFoundError):
            copy_proven(damaged / name, site / name)
            copied += 1
    if not copied:
        raise KeyFileDamaged


def _copy_files(damaged: Path, site: Path, report: Callable[[int, int | None], None]) -> None:
    found = files_below(damaged / BLOBS)
    for place, (name, path) in enumerate(found.items()):
        report(place, len(found))
        (site / BLOBS / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        copy_proven(path, site / BLOBS / name)
    for path in sorted(damaged.glob(f"{RESTRICTED}*")):
        if path.is_file() and not path.name.endswith("-shm"):
            copy_proven(path, site / path.name)
