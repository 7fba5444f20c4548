"""A vault with one bad page is never sealed for the road, nor put under a new key.

The last good package keeps its place byte for byte, the vault keeps its keys, and an error says
why. The control is what programs usually do: the online backup call, and a check of its pages.
"""

import random
import shutil
from pathlib import Path

from strikelog.domain.errors import StrikelogError
from strikelog.domain.passphrases import generate
from strikelog.services.keys import Invitation, OfficeKey
from strikelog.services.rekeying import exchange_data_key
from strikelog.services.travel import Travel
from strikelog.storage import sqlite
from strikelog.storage.vault import Vault

from .experiment import Experiment, Outcome
from .grounds import CHEAP, PASSPHRASE, ground, make_vault

PAGE = 4096
NEW = generate()
OFFICE = Invitation("North office", OfficeKey(bytes(range(32))).public)


def run(times: int) -> Outcome:
    """Bend one byte of one page so many times, and try both ways of copying the vault."""
    chance, found, accepted, gutted = random.Random(5), [], 0, 0
    with ground() as folder:
        good = make_vault(folder / "good", steps=80)
        package = folder / "last-good.strikelog-sealed"
        with Vault.open(good, PASSPHRASE) as vault:
            Travel(vault).seal(PASSPHRASE, OFFICE, package)
            keys = (vault.keys.database, vault.lineage.database_salt)
        kept = package.read_bytes()
        pages = (good / "vault.db").stat().st_size // PAGE
        tries = min(times, 60)
        for number in range(times):
            place = folder / "bent.strikelog"
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(good, place)
            # The first page is left out of the control alone: without it nothing opens at all.
            page = chance.randrange(1, pages) if number < tries else chance.randrange(pages)
            _bend(place / "vault.db", page * PAGE + chance.randrange(16, PAGE))
            if number < tries:
                copied = _online_copy(place / "vault.db", keys, folder / "control.db")
                accepted += copied is not None
                gutted += bool(copied)
            found += [f"page {page}: {wrong}" for wrong in _tried(place, package, kept)]
    return Outcome(
        count=2 * times,
        failures=len(found),
        control=f"online backup and check of its pages: {accepted} of {tries} damaged sources "
        f"accepted, {gutted} copies short of rows",
        control_bites=accepted > tries // 4,
        details=tuple(found),
        figures={"pages in the vault": str(pages)},
    )


def _bend(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)
        file.seek(at)
        file.write(bytes([byte[0] ^ 0x20]))


def _tried(place: Path, package: Path, kept: bytes) -> list[str]:
    """Try to seal and to exchange; give what was wrong."""
    wrong = []
    before = (place / "vault.keys").read_bytes()
    try:
        with Vault.open(place, PASSPHRASE) as vault:
            Travel(vault).seal(PASSPHRASE, OFFICE, package)
        wrong.append("sealed")
    except StrikelogError:
        pass
    if package.read_bytes() != kept:
        wrong.append("the last good package was touched")
    try:
        exchange_data_key(place, PASSPHRASE, NEW, cost=CHEAP)
        wrong.append("exchanged")
    except StrikelogError:
        pass
    if (place / "vault.keys").read_bytes() != before or (place / ".rekeyed").exists():
        wrong.append("the keys were touched")
    return wrong


def _online_copy(source: Path, keys: tuple[bytes, bytes], target: Path) -> int | None:
    """Copy as is usual; None when that was refused, else how many rows are missing or unread."""
    target.unlink(missing_ok=True)
    try:
        raw, copy = sqlite.connect(source, *keys), sqlite.connect(target, *keys)
        try:
            raw.backup(copy)
        finally:
            raw.close()
            copy.close()
        if sqlite.cipher_check(target, *keys):
            return None
        return len(sqlite.quick_check(target, *keys))
    except (sqlite.DriverError, StrikelogError):
        return None


EXPERIMENTS = (
    Experiment(
        name="keys-damaged",
        claim="A vault with a bad page is neither sealed for the road nor put under a new key",
        unit="copies tried",
        run=run,
        short=6,
        long=1_000,
    ),
)
