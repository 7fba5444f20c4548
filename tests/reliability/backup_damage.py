"""A source with one bad page, through every path that copies a vault: all refuse, none harms.

The control copies the same damaged sources by the online backup call and asks the cipher whether
the copy is sound. It must accept copies that lack rows.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from strikelog.domain.errors import StrikelogError
from strikelog.services.backups import Backups
from strikelog.services.recovery import recovering
from strikelog.storage import restoring, sqlite
from strikelog.storage.backup_folder import BackupFolder
from strikelog.storage.backups import Opened
from strikelog.storage.migrations.steps import run_steps
from strikelog.storage.rotation import Moment
from strikelog.storage.vault import Vault
from tests.reliability.experiment import Experiment, Outcome
from tests.reliability.grounds import PASSPHRASE, ground, make_vault, open_vault

PAGE = 4096


def damage(path: Path, page: int, chance: random.Random) -> None:
    """Flip one bit in one page of a file."""
    with path.open("r+b") as file:
        place = (page - 1) * PAGE + chance.randrange(16 if page == 1 else 0, PAGE)
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1 << chance.randrange(8)]))


def _backup(vault: Vault) -> None:
    Backups(vault).make()


def _copy(vault: Vault) -> None:
    vault.database.copy_to(vault.folder / "copy.db")


def _migration(vault: Vault) -> None:
    run_steps(_source(vault), 1, 1)


def _carry(vault: Vault) -> None:
    Backups(vault).folder.make("asked", _now())
    Backups(vault).copy_to(vault.folder.parent)


def _before_import(vault: Vault) -> None:
    Backups(vault).before("import")()


def _cold(vault: Vault) -> None:
    BackupFolder(vault.folder, vault.keys, vault.lineage).make("restore", _now())


def _source(vault: Vault) -> Opened:
    return Opened(vault.database.path, vault.keys.database, vault.lineage.database_salt)


def _now() -> Moment:
    from datetime import UTC, datetime

    return Moment(datetime.now(UTC), "trial", 0.0)


PATHS: tuple[Callable[[Vault], None], ...] = (
    _backup,
    _copy,
    _migration,
    _carry,
    _before_import,
    _cold,
)


class _Bench:
    """A vault with a good backup, brought back as it was before every try."""

    def __init__(self, folder: Path) -> None:
        self.place = make_vault(folder, steps=150)
        with open_vault(self.place) as vault:
            self.pages = vault.database.path.stat().st_size // PAGE
            self.good = Backups(vault).make()
            vault.database.remember("changed", "since")
            self.key, self.salt = vault.keys.database, vault.lineage.database_salt
        with open_vault(self.place) as vault:
            _change(vault)
        self.whole = (self.place / "vault.db").read_bytes()
        self.pages = len(self.whole) // PAGE
        self.held = _files(self.place / "backups")

    @contextmanager
    def opened(self) -> Iterator[Vault]:
        """Open the sound vault, and leave it as it was."""
        (self.place / "vault.db").write_bytes(self.whole)
        vault = open_vault(self.place)
        try:
            yield vault
        finally:
            # Closing may find the damage as well; here it is only to let go.
            with suppress(StrikelogError):
                vault.close()
            for leftover in self.place.glob("vault.db-*"):
                leftover.unlink()
            (self.place / "copy.db").unlink(missing_ok=True)

    @property
    def is_unharmed(self) -> bool:
        """Tell whether the good backup is byte for byte as it was, and nothing stands beside it."""
        return _files(self.place / "backups") == self.held


def _change(vault: Vault) -> None:
    from strikelog.domain.records import Site
    from strikelog.services.recording import Author, Recording

    Recording(vault.database, Author()).save(Site(name="Since the backup"))


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "ledger"
    }


def try_paths(times: int) -> Outcome:
    """Damage a page in turn and try a path in turn."""
    chance = random.Random(23)
    failures, gutted, accepted = [], 0, 0
    with ground() as folder:
        bench = _Bench(folder)
        for number in range(times):
            page = 1 + (number * 7) % bench.pages
            path = PATHS[number % len(PATHS)]
            with bench.opened() as vault:
                vault.database.checkpoint()
                damage(vault.database.path, page, chance)
                told = _is_refused(path, vault)
            if not told:
                failures.append(f"{path.__name__[1:]} took page {page} of {bench.pages}")
            if not bench.is_unharmed or (bench.place / "copy.db").exists():
                failures.append(f"{path.__name__[1:]} with page {page} left something")
            if number < 60:
                lost = _control(bench, page, chance, folder)
                gutted += lost is not None
                accepted += bool(lost)
        failures += _restores(bench, min(times, 40), chance)
    return Outcome(
        count=times,
        failures=len(failures),
        control=f"online copies of {gutted} damaged sources called clean; {accepted} lacked rows",
        control_bites=accepted > 0,
        details=tuple(failures),
    )


def _is_refused(path: Callable[[Vault], None], vault: Vault) -> bool:
    try:
        path(vault)
    except StrikelogError as refusal:
        return bool(refusal.sentence("ar")) and bool(str(refusal))
    return False


def _control(bench: _Bench, page: int, chance: random.Random, folder: Path) -> int | None:
    """Copy by the online call; give the rows lost when the cipher calls the copy clean."""
    source, copy = folder / "control.db", folder / "control-copy.db"
    source.write_bytes(bench.whole)
    before = _rows(source, bench)
    damage(source, page, chance)
    copy.unlink(missing_ok=True)
    try:
        one, two = (sqlite.connect(path, bench.key, bench.salt) for path in (source, copy))
        one.backup(two)
        one.close()
        two.close()
        clean = not sqlite.cipher_check(copy, bench.key, bench.salt)
    except (StrikelogError, sqlite.DriverError):
        return None
    if not clean:
        return None
    return before - _rows(copy, bench)


def _rows(path: Path, bench: _Bench) -> int:
    """Count the rows that can be read, table by table."""
    counted = 0
    raw = sqlite.connect(path, bench.key, bench.salt)
    names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        with suppress(sqlite.DriverError):
            counted += raw.execute(f'SELECT count(*) FROM "{name}" NOT INDEXED').fetchone()[0]
    raw.close()
    return counted


def _restores(bench: _Bench, times: int, chance: random.Random) -> list[str]:
    """Damage the backup itself: no restore takes it, and the vault stays as it is."""
    found = []
    database = bench.good.database
    sound = database.read_bytes()
    for number in range(times):
        (bench.place / "vault.db").write_bytes(bench.whole)
        damage(database, 1 + number % (len(sound) // PAGE), chance)
        try:
            with recovering(bench.place, PASSPHRASE) as recovery:
                described = _without_hashes(recovery.backups, bench.good)
                restoring.lay_ready(bench.place, described)
            found.append("a damaged backup was laid ready")
        except StrikelogError:
            if (bench.place / "vault.db").read_bytes() != bench.whole:
                found.append("a refused restore changed the vault")
        finally:
            database.write_bytes(sound)
            shutil.rmtree(bench.place / ".restore", ignore_errors=True)
    return found


def _without_hashes(backups: BackupFolder, good: object) -> restoring.Copy:
    """Describe a backup without looking at its hashes: the proof behind them must do alone."""
    return restoring.Copy(backups.opened(good.database), {}, {}, {})


EXPERIMENTS = (
    Experiment(
        name="backup_damage",
        claim="One bad page in the source: no path copies the vault, and the last good copy stays",
        unit="damaged sources",
        run=try_paths,
        short=12,
        long=1_000,
    ),
)
